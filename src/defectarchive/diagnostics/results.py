"""What a step of the work gives: its value, and what was found wrong on the way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from defectarchive.diagnostics.diagnostic import Diagnostic

T = TypeVar("T")
K = TypeVar("K")
Result = tuple[T, tuple[Diagnostic, ...]]


def together(results: Iterable[tuple[K, Result[T]]]) -> Result[dict[K, T]]:
    """The values of many steps by their keys, and the diagnostics of all."""
    values: dict[K, T] = {}
    found: list[Diagnostic] = []
    for key, (value, diagnostics) in results:
        values[key] = value
        found += diagnostics
    return values, tuple(found)


def told_apart(found: Iterable[T | Diagnostic]) -> Result[tuple[T, ...]]:
    """The values among what was found, and the diagnostics that stand for those that are none."""
    found = tuple(found)
    values = tuple(each for each in found if not isinstance(each, Diagnostic))
    return values, tuple(each for each in found if isinstance(each, Diagnostic))
