"""Cases along the years around them: on a line of any width, and on a card."""

from __future__ import annotations

from collections.abc import Iterable

from defectarchive.frozen import Frozen
from defectarchive.model.dates.date import Day, day_number

WIDTH = 1056
"""Of the line on a card: units, as many pixels of the picture."""
_LEAST = 2
_VAGUE = 31
_MOST_TICKS = 40


class Run(Frozen, frozen=True):
    """The days in which a case may fall. wary: the source gives them with reserve."""

    first: Day
    last: Day
    wary: bool


class YearLine(Frozen, frozen=True):
    """A line from the beginning of one year to the end of another."""

    first: int
    last: int
    width: int

    def bar(self, earliest: Day, latest: Day) -> tuple[int, int]:
        """X and width of a run of days, of which some are in these years; never too thin to see."""
        start, end = day_number(self.first, 1, 1), day_number(self.last + 1, 1, 1)
        left = min(self._x(max(earliest, start)), self.width - _LEAST)
        return left, max(_LEAST, self._x(min(latest + 1, end)) - left)

    def ticks(self) -> tuple[int, ...]:
        """Where the months of one year begin, else the years, decades or longer, but the first."""
        first, last = self.first, self.last
        if first == last:
            return tuple(self._x(day_number(first, month, 1)) for month in range(2, 13))
        step = 1
        while (last - first) / step > _MOST_TICKS:
            step *= 10
        begin = first + step - first % step
        return tuple(self._x(day_number(year, 1, 1)) for year in range(begin, last + 1, step))

    def _x(self, day: Day) -> int:
        start, end = day_number(self.first, 1, 1), day_number(self.last + 1, 1, 1)
        return (day - start) * self.width // (end - start)


def bars(line: YearLine, runs: Iterable[Run]) -> tuple[tuple[int, int, bool], ...]:
    """x, width and whether it is hollow of each run along the line; equal ones once.

    Hollow ones come first and wide ones before narrow ones, so that none hides another. Runs may
    reach beyond the years.
    """
    found: set[tuple[bool, int, int]] = set()
    for run in runs:
        left, width = line.bar(run.first, run.last)
        hollow = run.wary or run.last - run.first >= _VAGUE
        found.add((not hollow, -width, left))
    return tuple((x, -width, not solid) for solid, width, x in sorted(found))
