"""Time along a line: from days to units of a drawing, and into equal stretches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from defectarchive.figures.text_width import width_of
from defectarchive.language.words import Words
from defectarchive.model.dates.date import Day, civil, day_number
from defectarchive.model.dates.days import days_in_month, iso_year, month_bounds
from defectarchive.views.figures import LETTER, WIDTH, Tick

MARGIN = 14
MOST_COLUMNS = 110
DAY, MONTH, YEAR = "day", "month", "year"
_LONGER = {10: "decade", 100: "century"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some time with a name: first and last day, and how its page is called, "1991"."""

    first: Day
    last: Day
    slug: str

    def text(self, words: Words) -> str:
        """What it is called: "10 May 1991", "May 1991", "1991", "1990s", "1900–1999"."""
        year, month, day = civil(self.first)
        end = civil(self.last)[0]
        if self.first == self.last:
            return words.day_of(year, month, day)
        if (self.first, self.last) == month_bounds(year, month):
            return words.month_of(year, month)
        return words.decade(year) if end - year == 9 else words.years(year, end)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days of a window along the width of a drawing, and the stretches that it falls into.

    most: how many of these there may be, where they are years or longer.
    """

    first: Day
    last: Day
    most: int = MOST_COLUMNS

    def x(self, day: Day) -> int:
        """Where the day begins. Whole numbers all through: the same everywhere."""
        room, days = WIDTH - 2 * MARGIN, self.last + 1 - self.first
        return MARGIN + (2 * (day - self.first) * room + days) // (2 * days)

    @property
    def years(self) -> range:
        return range(civil(self.first)[0], civil(self.last)[0] + 1)

    @property
    def unit(self) -> str:
        """What one stretch is."""
        if len(self.years) > 1:
            return YEAR if self.step == 1 else _LONGER.get(self.step, "longer")
        return DAY if civil(self.first)[1] == civil(self.last)[1] else MONTH

    @property
    def step(self) -> int:
        """How many years a stretch has, where it has years."""
        step = 1
        while len(self.years) > max(1, self.most) * step:
            step *= 10
        return step

    def stretches(self) -> tuple[Stretch, ...]:
        """The window in parts, in order and without gaps."""
        if self.unit == DAY:
            return tuple(_days(self.first, self.last))
        if self.unit == MONTH:
            return tuple(_months(self.years[0]))
        return tuple(_runs_of_years(self.years, self.step))

    def ticks(self, words: Words) -> tuple[Tick, ...]:
        """Lines with words beside them, as many as there is room for."""
        year, month, _ = civil(self.first)
        if self.unit == DAY:
            length = days_in_month(year, month)
            return self._sparse(1, length, lambda n: day_number(year, month, n), str, (1, 5, 10))
        if self.unit == MONTH:
            starts = [month_bounds(year, number)[0] for number in range(1, 13)]
            return tuple(Tick(self.x(day), words.month_short(n)) for n, day in enumerate(starts, 1))
        steps = tuple(lead * 10**zeros for zeros in range(12) for lead in (1, 2, 5))
        return self._sparse(
            self.years[0], self.years[-1], lambda n: day_number(n, 1, 1), words.year, steps
        )

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


def year_window(first: int, last: int, most: int = MOST_COLUMNS) -> Scale:
    """Whole years; whole decades and so on where that is how long a stretch of so many is."""
    window = Scale(day_number(first, 1, 1), day_number(last, 12, 31), most)
    step = window.step
    if first % step or (last + 1) % step:
        return year_window(first - first % step, last + step - 1 - last % step, most)
    return window


def month_window(year: int, month: int) -> Scale:
    """One month."""
    return Scale(*month_bounds(year, month))


def _days(first: Day, last: Day) -> Iterator[Stretch]:
    for day in range(first, last + 1):
        yield Stretch(day, day, "")


def _months(year: int) -> Iterator[Stretch]:
    for month in range(1, 13):
        first, last = month_bounds(year, month)
        yield Stretch(first, last, f"{iso_year(year)}-{month:02d}")


def _runs_of_years(years: range, step: int) -> Iterator[Stretch]:
    for first in range(years[0] - years[0] % step, years[-1] + 1, step):
        last = first + step - 1
        window = Scale(day_number(first, 1, 1), day_number(last, 12, 31))
        slug = {1: iso_year(first), 10: f"{iso_year(first)}s"}.get(step, "")
        yield Stretch(window.first, window.last, slug)
