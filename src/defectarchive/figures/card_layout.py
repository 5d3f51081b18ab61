"""Cases along time on a card: a bar for each, side by side or one over the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from defectarchive.model.dates.date import Day, day_number

WIDTH = 1056
"""Units, as many pixels of the picture."""
_LEAST = 2
_VAGUE = 31
_MOST_TICKS = 40


@dataclass(frozen=True, slots=True)
class Run:
    """The days in which a case may fall. wary: the source gives them with reserve."""

    first: Day
    last: Day
    wary: bool


def bars(first: int, last: int, runs: Iterable[Run]) -> tuple[tuple[int, int, bool], ...]:
    """x, width and whether it is hollow of each run along these years; equal ones once.

    Hollow ones come first and wide ones before narrow ones, so that none hides another. Runs may
    reach beyond the years.
    """
    start, end = day_number(first, 1, 1), day_number(last + 1, 1, 1)
    found: set[tuple[bool, int, int]] = set()
    for run in runs:
        left = (max(run.first, start) - start) * WIDTH // (end - start)
        right = (min(run.last + 1, end) - start) * WIDTH // (end - start)
        left = min(left, WIDTH - _LEAST)
        hollow = run.wary or run.last - run.first >= _VAGUE
        found.add((not hollow, -max(_LEAST, right - left), left))
    return tuple((x, -width, not solid) for solid, width, x in sorted(found))


def ticks(first: int, last: int) -> tuple[int, ...]:
    """Where the months of one year begin, else the years, decades or longer, but the first."""
    start, end = day_number(first, 1, 1), day_number(last + 1, 1, 1)
    if first == last:
        days = [day_number(first, month, 1) for month in range(2, 13)]
    else:
        step = 1
        while (last - first) / step > _MOST_TICKS:
            step *= 10
        years = range(first + step - first % step if step > 1 else first + 1, last + 1, step)
        days = [day_number(year, 1, 1) for year in years]
    return tuple((day - start) * WIDTH // (end - start) for day in days)
