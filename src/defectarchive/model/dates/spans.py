"""Points and spans: which days an EDTF expression may mean.

A *point* is one EDTF date, perhaps with masked digits: a product of years, months and days of the
month, so `199X-12-25` is ten separate days, and `XXXX-12-25` one in every year there is. A *span*
runs from one point to another, or is one point, or is open. Dates (date.py) are made of
spans; otherwise only the words for dates and the reading of points need this module.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache
from itertools import count

from defectarchive.frozen import Frozen
from defectarchive.model.dates.days import (
    Day,
    civil,
    day_number,
    days_in_month,
    month_bounds,
    months_after,
    months_before,
)
from defectarchive.model.ranges import Range, is_before, meet

UNCERTAIN = 1
"""The mark `?` of EDTF; `%` is both marks."""
APPROXIMATE = 2
"""The mark `~` of EDTF; `%` is both marks."""

ALL_MONTHS = tuple(range(1, 13))
ALL_DAYS = tuple(range(1, 32))

SEASONS = {
    21: (3, 4, 5),
    22: (6, 7, 8),
    23: (9, 10, 11),
    24: (12, 13, 14),  # December, and January and February of the next year
    33: (1, 2, 3),
    34: (4, 5, 6),
    35: (7, 8, 9),
    36: (10, 11, 12),
}
"""Months of the seasons (northern, meteorological) and quarters of ISO 8601-2:2019, 4.8."""

_ALL_YEARS = 10_000
"""How many years `XXXX` stands for, 0 to 9999; no other mask stands for so many."""
_CYCLE = 402 * 366  # The calendar repeats every 400 years; two more for widened edges.


class Precision(Enum):
    """How finely a date is given. Masked digits coarsen it: `156X` is a decade."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    UNKNOWN = "unknown"
    """A year of which no digit is known."""
    INTERVAL = "interval"
    SET = "set"


_YEAR_PRECISIONS = (
    Precision.YEAR,
    Precision.DECADE,
    Precision.CENTURY,
    Precision.MILLENNIUM,
    Precision.UNKNOWN,
)

_UNIT_MONTHS = {
    Precision.MONTH: 1,
    Precision.SEASON: 3,
    Precision.QUARTER: 3,
    Precision.YEAR: 12,
    Precision.DECADE: 120,
    Precision.CENTURY: 1_200,
    Precision.MILLENNIUM: 12_000,
    Precision.UNKNOWN: 120_000,
}


class NoSuchDayError(ValueError):
    """None of the months, in none of the years, has such a day."""


class DatePoint(Frozen, frozen=True):
    """One EDTF date: every day that is in one of the years, of the months and of the days."""

    years: Sequence[int]
    """Ascending and never empty: a range where consecutive, else a tuple. Where no digit is known,
    0 to 9999 as a stand-in, known by its length (`any_year`): any other year is as possible."""
    months: tuple[int, ...]
    """Ascending; empty where nothing narrows the year. 13 and 14 are of the next year (winter)."""
    days: tuple[int, ...]
    """Ascending; empty where nothing narrows the month."""
    season: int
    """The code of the season or quarter, or 0."""
    marks: tuple[int, int, int]
    """UNCERTAIN | APPROXIMATE for year, month and day; the coarser repeated where not given."""
    precision: Precision
    earliest: Day | None
    latest: Day | None
    """None, both of them, where no digit of the year is known."""
    solid: bool
    """Whether every day between earliest and latest is possible."""

    @property
    def any_year(self) -> bool:
        """Whether no digit of the year is known: `XXXX`."""
        return _is_unknown(self.years)

    @property
    def approximate(self) -> bool:
        """Whether any part is marked `~` or `%`."""
        return bool((self.marks[0] | self.marks[1] | self.marks[2]) & APPROXIMATE)

    def widened(self, first: Day, last: Day) -> tuple[Day, Day]:
        """The run of days, by one unit of the precision wider at both ends."""
        if self.precision is Precision.DAY:
            return first - 1, last + 1
        months = _UNIT_MONTHS[self.precision]
        return months_before(first, months), months_after(last, months)

    def runs(self, day: Day) -> Iterator[tuple[Day, Day]]:
        """Runs of possible days (first, last) that end on `day` or later, ascending."""
        # The winter of the year before may reach into this one.
        first = civil(day)[0] - 1
        years = count(first) if self.any_year else self.years[bisect_left(self.years, first) :]
        return (run for run in _runs_in(years, self.months, self.days) if run[1] >= day)


def make_point(
    years: Sequence[int],
    months: tuple[int, ...] = (),
    days: tuple[int, ...] = (),
    season: int = 0,
    marks: tuple[int, int, int] = (0, 0, 0),
) -> DatePoint:
    """The point. Raises NoSuchDayError where the calendar has no such day (31 April)."""
    if days == ALL_DAYS:
        days = ()
    if not days and months == ALL_MONTHS:
        months = ()
    single = len(years) == 1
    earliest: Day | None
    latest: Day | None
    if not months:
        precision = Precision.YEAR if single else _year_precision(years)
        earliest, latest = day_number(years[0], 1, 1), day_number(years[-1], 12, 31)
        solid = isinstance(years, range)
    elif not days:
        precision = Precision.MONTH
        if season:
            precision = Precision.SEASON if season < 33 else Precision.QUARTER
        earliest = month_bounds(years[0], months[0])[0]
        latest = month_bounds(years[-1], months[-1])[1]
        solid = single and _consecutive(months)
    elif single and len(months) == 1 and len(days) == 1:
        if days[0] > days_in_month(years[0], months[0]):
            raise NoSuchDayError
        precision, solid = Precision.DAY, True
        earliest = latest = day_number(years[0], months[0], days[0])
    else:
        precision = Precision.DAY
        first = next(_runs_in(years, months, days), None)
        if first is None:
            raise NoSuchDayError
        *_, last = _runs_of_year(_last_year(years, months, days), months, days)
        earliest, latest = first[0], last[1]
        solid = single and len(months) == 1 and _consecutive(days)
    if _is_unknown(years):
        earliest = latest = None
    return DatePoint(years, months, days, season, marks, precision, earliest, latest, solid)


def _is_unknown(years: Sequence[int]) -> bool:
    return len(years) == _ALL_YEARS


def _year_precision(years: Sequence[int]) -> Precision:
    """How many of the year's last digits are masked. -000X is nine years, for 0 is no minus."""
    if isinstance(years, range):
        together = len(years)
    else:
        low, high = runs_of(tuple(years))[0]
        together = high - low + 1
    return _YEAR_PRECISIONS[len(str(together - 1)) if together > 1 else 0]


def _consecutive(numbers: tuple[int, ...]) -> bool:
    return numbers[-1] - numbers[0] == len(numbers) - 1


def _runs_in(
    years: Iterable[int], months: tuple[int, ...], days: tuple[int, ...]
) -> Iterator[tuple[Day, Day]]:
    for year in years:
        yield from _runs_of_year(year, months, days)


def _last_year(years: Sequence[int], months: tuple[int, ...], days: tuple[int, ...]) -> int:
    """The last of the years that has such a day: 29 February is not in every year."""
    return next(year for year in reversed(years) if any(_runs_of_year(year, months, days)))


def _runs_of_year(
    year: int, months: tuple[int, ...], days: tuple[int, ...]
) -> Iterator[tuple[Day, Day]]:
    if not months:
        yield day_number(year, 1, 1), day_number(year, 12, 31)
        return
    for month in months:
        if not days:
            yield month_bounds(year, month)
            continue
        # Days are given only with true months: a season has none.
        length = days_in_month(year, month)
        before = day_number(year, month, 1) - 1
        for low, high in runs_of(days):
            if low <= length:
                yield before + low, before + min(high, length)


@lru_cache(maxsize=256)
def runs_of(numbers: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Ascending numbers as runs of consecutive ones: (1, 11, 12) is ((1, 1), (11, 12))."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)


@lru_cache(maxsize=1024)
def mask_size(mask: DatePoint) -> int | None:
    """How many days a point with gaps may mean; None is no end of days."""
    if mask.any_year:
        return None
    runs = _runs_in(mask.years, mask.months, mask.days)
    return sum(last - first + 1 for first, last in runs)


class DateSpan(Frozen, frozen=True):
    """From a point to a point. A lone point is both ends; None is an open or unknown end."""

    start: DatePoint | None
    end: DatePoint | None
    unknown_start: bool = False
    """`/1985`: the start exists but is not known. Bounds nothing, just as an open one."""
    unknown_end: bool = False

    @property
    def point(self) -> DatePoint | None:
        """The lone point, if that is what the span is."""
        return self.start if self.start is self.end else None

    @property
    def earliest(self) -> Day | None:
        """First possible day; None is open."""
        return None if self.start is None else self.start.earliest

    @property
    def latest(self) -> Day | None:
        """Last possible day; None is open."""
        return None if self.end is None else self.end.latest

    @property
    def mask(self) -> DatePoint | None:
        """The lone point, if there are gaps among its days."""
        point = self.point
        return point if point is not None and not point.solid else None

    def years(self) -> Sequence[int]:
        """The calendar years that its days are in, ascending; none where an end is open."""
        if self.earliest is None or self.latest is None:
            return ()
        mask = self.mask
        if mask is None or mask.season:  # A winter is in two years.
            return range(civil(self.earliest)[0], civil(self.latest)[0] + 1)
        return [year for year in mask.years if any(_runs_of_year(year, mask.months, mask.days))]

    def reach(self) -> tuple[Day | None, Day | None]:
        """Earliest and latest day, each widened where its end is approximate."""
        first, last = self.earliest, self.latest
        if self.start is not None and first is not None and self.start.approximate:
            first = self.start.widened(first, first)[0]
        if self.end is not None and last is not None and self.end.approximate:
            last = self.end.widened(last, last)[1]
        return first, last


def share_a_day(a: DateSpan, b: DateSpan) -> bool:
    """Whether some day is in both, each end that is approximate widened by its unit."""
    (a_first, a_last), (b_first, b_last) = a.reach(), b.reach()
    if not meet((a_first, a_last), (b_first, b_last)):
        return False
    if a.mask is None and b.mask is None:
        return True
    if a.mask and b.mask and not any(m.season or m.approximate for m in (a.mask, b.mask)):
        return _share_by_parts(a.mask, b.mask)
    day, last = _stretch(
        [day for day in (a_first, b_first) if day is not None],
        [day for day in (a_last, b_last) if day is not None],
        periodic=_periodic(a) and _periodic(b),
    )
    # Of two runs that do not meet, the one that ends first meets nothing that is still to come.
    # Both spans reach to `last`, so neither runs out before it.
    in_a, in_b = _runs(a, day, last), _runs(b, day, last)
    run_a, run_b = next(in_a), next(in_b)
    while max(run_a[0], run_b[0]) <= last:
        if run_a[1] < run_b[0]:
            run_a = next(in_a)
        elif run_b[1] < run_a[0]:
            run_b = next(in_b)
        else:
            return True
    return False


def _share_by_parts(one: DatePoint, other: DatePoint) -> bool:
    """Whether two masks share a day: each is all days of its years, months and days of month."""
    if one.any_year:
        one, other = other, one
    years = one.years if other.any_year else {*one.years} & {*other.years}
    months = {*(one.months or ALL_MONTHS)} & {*(other.months or ALL_MONTHS)}
    days = {*(one.days or ALL_DAYS)} & {*(other.days or ALL_DAYS)}
    return any(
        min(days) <= days_in_month(year, month) for year in years for month in months if days
    )


def _stretch(firsts: list[Day], lasts: list[Day], *, periodic: bool) -> tuple[Day, Day]:
    """The days to search for one that both of two spans have, by the ends of both.

    What is not periodic is bounded, and so are the days that it has in common with anything.
    """
    if not firsts:
        last = min(lasts, default=_CYCLE)
        return last - _CYCLE, last
    day = max(firsts)
    last = min(lasts, default=day + _CYCLE)
    return day, min(last, day + _CYCLE) if periodic else last


def _periodic(span: DateSpan) -> bool:
    """Whether the span looks the same in every 400 years, as far as it goes."""
    return span.mask is None or isinstance(span.mask.years, range)


def _runs(span: DateSpan, day: Day, last: Day) -> Iterator[tuple[Day, Day]]:
    """The span's runs that end on `day` or later, widened; between the two if it has no gaps."""
    mask = span.mask
    if mask is None:
        return iter([(day, last)])
    if not mask.approximate:
        return mask.runs(day)
    widened = (mask.widened(*run) for run in mask.runs(mask.widened(day, day)[0]))
    return (run for run in widened if run[1] >= day)


def size(spans: tuple[DateSpan, ...]) -> int | None:
    """How many days the spans may mean; None is no end of days.

    Days are counted once, except where the days of a mask with gaps lie within another member of
    a set: counting those exactly is not worth the walk.
    """
    total = 0
    for first, last in _merged(spans):
        if first is None or last is None:
            return None
        total += last - first + 1
    for mask in {span.mask for span in spans}:
        days = mask_size(mask) if mask else 0
        if days is None:
            return None
        total += days
    return total


def within(inner: tuple[DateSpan, ...], outer: tuple[DateSpan, ...]) -> bool:
    """Whether every day of the inner spans is one of the outer ones.

    A span without gaps is not looked for in one with gaps, nor a mask in one of certain years.
    """
    around = _merged(outer)
    masks = {span.mask for span in outer if span.mask}
    return all(
        (span.mask is not None and any(_mask_within(span.mask, mask) for mask in masks))
        or any(
            (first is None or (span.earliest is not None and first <= span.earliest))
            and (last is None or (span.latest is not None and span.latest <= last))
            for first, last in around
        )
        for span in inner
    )


def _mask_within(inner: DatePoint, outer: DatePoint) -> bool:
    return inner == outer or (outer.any_year and _days_of_years(inner) <= _days_of_years(outer))


@lru_cache(maxsize=1024)
def _days_of_years(mask: DatePoint) -> frozenset[tuple[int, int]]:
    """Month and day of the month of all days that the mask may mean, whatever their year."""
    months = [(month - 1) % 12 + 1 for month in mask.months or ALL_MONTHS]
    return frozenset((month, day) for month in months for day in mask.days or ALL_DAYS)


def _merged(spans: tuple[DateSpan, ...]) -> list[Range]:
    """The spans without gaps, ascending, joined where they touch."""
    solid = [(span.earliest, span.latest) for span in spans if span.mask is None]
    solid.sort(key=lambda run: (run[0] is not None, run[0] or 0))
    merged: list[Range] = []
    for first, last in solid:
        if merged and not is_before(merged[-1][1], None if first is None else first - 1):
            so_far = merged[-1][1]
            joined = None if so_far is None or last is None else max(so_far, last)
            merged[-1] = (merged[-1][0], joined)
        else:
            merged.append((first, last))
    return merged
