"""Ranges of whole numbers, of days or of people; an end that is None is open."""

from __future__ import annotations

import math
from collections.abc import Iterable

Range = tuple[int | None, int | None]


def is_before(one: int | None, other: int | None) -> bool:
    """Whether the end of one range lies before the start of another."""
    return one is not None and other is not None and one < other


def meet(one: Range, other: Range) -> bool:
    """Whether some number may be in both."""
    return not (is_before(one[1], other[0]) or is_before(other[1], one[0]))


def hull(ranges: Iterable[Range]) -> Range:
    """The range that holds all of them; one at least."""
    lows, highs = zip(*ranges, strict=True)
    return (
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def joined(ranges: Iterable[Range]) -> list[Range]:
    """The same numbers as ranges of which no two meet, from the least on."""
    found: list[Range] = []
    for each in sorted(ranges, key=_start):
        if found and meet(found[-1], each):
            found[-1] = hull((found[-1], each))
        else:
            found.append(each)
    return found


def _start(one: Range) -> float:
    return -math.inf if one[0] is None else one[0]
