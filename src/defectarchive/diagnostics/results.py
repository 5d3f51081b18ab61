"""The result of a step: its value, and the diagnostics found while making it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from defectarchive.diagnostics.diagnostic import Diagnostic

T = TypeVar("T")
K = TypeVar("K")
Result = tuple[T, tuple[Diagnostic, ...]]


def collect_results(results: Iterable[tuple[K, Result[T]]]) -> Result[dict[K, T]]:
    """Collect keyed results: the values in one dict, and the diagnostics of all, in order."""
    values: dict[K, T] = {}
    found: list[Diagnostic] = []
    for key, (value, diagnostics) in results:
        values[key] = value
        found += diagnostics
    return values, tuple(found)


def split_diagnostics(found: Iterable[T | Diagnostic]) -> Result[tuple[T, ...]]:
    """Split a mixed sequence into its values and its diagnostics, both in the given order."""
    found = tuple(found)
    values = tuple(each for each in found if not isinstance(each, Diagnostic))
    return values, tuple(each for each in found if isinstance(each, Diagnostic))
