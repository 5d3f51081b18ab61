"""What is shown of a text or list that has no end: so much that its page stays one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

LONGEST_SUMMARY = 20_000
LONGEST_GIST = 1_000
"""Most letters of a summary where an article is told of, and where it stands for a whole page."""
MOST_OUTLETS = 100
"""Most outlets, or ways by them, that are named in one sentence or list."""
_ELLIPSIS = "…"
_Item = TypeVar("_Item")


def cut_text(text: str, most: int) -> str:
    """The text, or as many whole words of it as fit and an ellipsis."""
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0]
    return f"{words or text[:most]} {_ELLIPSIS}"


def first_of(
    items: Sequence[_Item], rest: Callable[[int], _Item], most: int = MOST_OUTLETS
) -> tuple[_Item, ...]:
    """The items or, of very many, the first ones and what stands for the rest, by their number."""
    if len(items) <= most:
        return tuple(items)
    return (*items[:most], rest(len(items) - most))
