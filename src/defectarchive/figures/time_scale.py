"""Time along a line: from days to units of a drawing, and into equal stretches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from defectarchive.figures.text_width import width_of
from defectarchive.language.words import Words
from defectarchive.model.dates.date import Day, civil, day_number
from defectarchive.model.dates.days import iso_year, month_bounds
from defectarchive.views.figures import LETTER, TARGET, WIDTH, Tick

MARGIN = 14
MOST_COLUMNS = 110
FINEST_COLUMNS = 200
"""How many columns there may be where fewer would leave more than half of all in one."""
DAY, MONTH, YEAR = "day", "month", "year"
_LONGER = {10: "decade", 100: "century"}
# A figure of fewer columns than these tells little, if there are so many cases for each.
_FEWEST, _CASES = 12, 5


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Some time with a name: first and last day, and how its page is called, "1991"."""

    first: Day
    last: Day
    slug: str

    def text(self, words: Words) -> str:
        """What it is called: "10 May 1991", "May 1991", "1991", "1990s", "1900–1999"."""
        (year, *start), (end, *stop) = civil(self.first), civil(self.last)
        if end - year == 9 and year % 10 == 0 and (start, stop) == ([1, 1], [12, 31]):
            return words.decade(year)
        return words.period(self.first, self.last)


@dataclass(frozen=True)
class Scale:
    """Days of a window along the width of a drawing, and the stretches that it falls into.

    unit, step: how long one stretch is: so many days, months or years.
    """

    first: Day
    last: Day
    unit: str
    step: int = 1

    def x(self, day: Day) -> int:
        """Where the day begins. Whole numbers all through: the same everywhere."""
        room, days = WIDTH - 2 * MARGIN, self.last + 1 - self.first
        return MARGIN + (2 * (day - self.first) * room + days) // (2 * days)

    @property
    def years(self) -> range:
        return range(civil(self.first)[0], civil(self.last)[0] + 1)

    @property
    def word(self) -> str:
        """What one stretch is, for the view."""
        if self.step == 1:
            return self.unit
        return _LONGER.get(self.step, "longer") if self.unit == YEAR else f"{self.unit}s"

    def number(self, day: Day) -> int:
        """The number of the stretch that a day is in; before the window it is less than 0."""
        if self.unit == DAY:
            return (day - self.first) // self.step
        year, month, _ = civil(day)
        years = year - self.years[0]
        return (years if self.unit == YEAR else years * 12 + month - 1) // self.step

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The window in parts, in order and without gaps."""
        return tuple(_stretches(self))

    @property
    def runs(self) -> tuple[range, ...]:
        """Stretches by number, so many together as are wide enough to be touched.

        In numbers that run evenly; what is left at the end goes with the last of them.
        """
        count = len(self.stretches)
        width = (WIDTH - 2 * MARGIN) / count
        months = (1, 2, 3, 6, 12, 24, 60, 120, 240)
        even = months if self.unit == MONTH else (1, 2, 5, 10, 20, 50, 100, 200)
        step = next(run for run in even if run * width >= TARGET + 1 or run >= count)
        starts = [at for at in range(0, count, step) if not at or count - at >= step]
        return tuple(map(range, starts, (*starts[1:], count)))

    def ticks(self, words: Words) -> tuple[Tick, ...]:
        """Lines with words beside them, as many as there is room for."""
        year, month, _ = civil(self.first)
        if len(self.years) > 1:
            steps = tuple(lead * 10**zeros for zeros in range(12) for lead in (1, 2, 5))
            return self._sparse(
                self.years[0], self.years[-1], lambda n: day_number(n, 1, 1), words.year, steps
            )
        if civil(self.last)[1] == month:
            start, end = civil(self.first)[2], civil(self.last)[2]
            return self._sparse(start, end, lambda n: day_number(year, month, n), str, (1, 5, 10))
        starts = [month_bounds(year, number)[0] for number in range(1, 13)]
        return tuple(Tick(self.x(day), words.month_short(n)) for n, day in enumerate(starts, 1))

    def _sparse(
        self,
        first: int,
        last: int,
        day: Callable[[int], Day],
        words: Callable[[int], str],
        steps: tuple[int, ...],
    ) -> tuple[Tick, ...]:
        """The finest steps at which no two words meet, and none runs out of the drawing."""
        for step in steps:
            start = -(-first // step) * step if step > 1 else first
            if (last - start) // step > WIDTH // 40:
                continue
            ticks = [Tick(self.x(day(n)), words(n)) for n in range(start, last + 1, step)]
            ends = [tick.x + width_of(tick.text, LETTER) + 14 for tick in ticks]
            if all(end <= tick.x for end, tick in zip(ends, ticks[1:], strict=False)):
                return tuple(t for t, end in zip(ticks, ends, strict=True) if end <= WIDTH + 14)
        return ()


def year_windows(first: int, last: int) -> tuple[Scale, ...]:
    """Whole years, in ever longer stretches; whole decades and so on where stretches are these."""
    windows: list[Scale] = []
    for unit, step in ((DAY, 1), (DAY, 7), (MONTH, 1), (MONTH, 3), (MONTH, 6), (YEAR, 1)):
        windows.append(Scale(day_number(first, 1, 1), day_number(last, 12, 31), unit, step))
    step = 10
    while windows[-1].number(windows[-1].last) > 1:
        start, end = first - first % step, last + step - 1 - last % step
        windows.append(Scale(day_number(start, 1, 1), day_number(end, 12, 31), YEAR, step))
        step *= 10
    return tuple(windows)


def month_windows(year: int, month: int) -> tuple[Scale, ...]:
    """One month."""
    return (Scale(*month_bounds(year, month), DAY),)


def day_windows(first: Day, last: Day) -> tuple[Scale, ...]:
    """Some days of one month."""
    return (Scale(first, last, DAY),)


def fitting(
    windows: tuple[Scale, ...], most: int, cases: int, is_crowded: Callable[[Scale], bool]
) -> Scale:
    """Years, the months of one year or the days of one month: whichever suits so many cases.

    Stretches are longer where more than `most` would be needed, and months where there would be
    hardly any. Where one would still hold more than half of all that is drawn, they are shorter, as
    far as these are not too many.
    """
    few = [at for at, window in enumerate(windows) if _count(window) <= most]
    usual = [at for at in few if windows[at].unit == YEAR or windows[at].step == 1]
    years = [at for at in usual if windows[at].unit == YEAR and len(windows[at].years) > 1]
    chosen = years[0] if years else usual[0]
    if _count(windows[chosen]) * _CASES < min(_FEWEST * _CASES, cases):
        chosen = usual[0]
    while chosen and is_crowded(windows[chosen]):
        if _count(windows[chosen - 1]) * MOST_COLUMNS > most * FINEST_COLUMNS:
            break
        chosen -= 1
    return windows[chosen]


def _count(window: Scale) -> int:
    return window.number(window.last) + 1


def _stretches(scale: Scale) -> Iterator[Stretch]:
    first = scale.first
    while first <= scale.last:
        year, month, _ = civil(first)
        slug = ""
        if scale.unit == DAY:
            last = min(first + scale.step - 1, scale.last)
        elif scale.unit == MONTH:
            last = min(month_bounds(year, month + scale.step - 1)[1], scale.last)
            slug = f"{iso_year(year)}-{month:02d}"
        else:
            last = min(day_number(year + scale.step - 1, 12, 31), scale.last)
            slug = {1: iso_year(year), 10: f"{iso_year(year)}s"}.get(scale.step, "")
        yield Stretch(first, last, slug)
        first = last + 1
