"""Vague dates: a value type for EDTF, the Extended Date/Time Format.

Sources: Library of Congress, https://www.loc.gov/standards/datetime/ (levels 0 to 2), which is
ISO 8601-2:2019. Read here: levels 0 and 1, and of level 2 seasons and quarters (21-24, 33-36),
masked digits anywhere, one-of and all-of sets, marked parts, and years with an exponent.
Refused with a reason: significant digits (`1950S2`), the other divisions of a year (25-32, 37-41).
More than EDTF: a time of day may lack its seconds, and blanks around `/` and `,` are dropped.
"""

import math
from collections.abc import Callable
from functools import lru_cache

from defectarchive.frozen import Plain
from defectarchive.model.dates.days import Day, civil, day_number, iso_day
from defectarchive.model.dates.hints import hint_for
from defectarchive.model.dates.points import DateError, minutes_ahead, read_point, read_time
from defectarchive.model.dates.spans import (
    APPROXIMATE,
    UNCERTAIN,
    DatePoint,
    DateSpan,
    Precision,
    share_a_day,
    size,
    within,
)
from defectarchive.model.ranges import hull, is_before, meet

__all__ = [
    "Date",
    "DateError",
    "Day",
    "Precision",
    "civil",
    "day_number",
    "iso_day",
    "parse_date",
]

MAX_LENGTH = 300
"""Longest text of a date, in characters."""
DAY_MINUTES = 24 * 60
MAX_MEMBERS = 40
"""Most members of a set."""


class Date(Plain):
    """A date as somebody knew it. Made by `parse_date` alone; frozen; equal where the text is.

    A date is one or more spans: one point, one interval, or the members of a set. A plain class:
    its text alone is written anywhere, and everything else read from it again.

    text: canonical EDTF, as written, without blanks.
    earliest, latest: first and last possible day, not widened by any mark; None is open, and so
    are both where no digit of the year is known.
    uncertain, approximate: whether anything bears `?` or `~`; `%` is both.
    time: the time of day, "16:29" or "16:29:05", without its zone.
    zone: where the time has one: "Z", or the shift from UTC, "+02:00".
    all_of: whether it is a `{}` set: every member is meant, not one of them.
    """

    __slots__ = (
        "_years",
        "all_of",
        "approximate",
        "earliest",
        "latest",
        "precision",
        "spans",
        "text",
        "time",
        "uncertain",
        "zone",
    )
    text: str
    earliest: Day | None
    latest: Day | None
    precision: Precision
    spans: tuple[DateSpan, ...]
    uncertain: bool
    approximate: bool
    time: str | None
    zone: str | None
    all_of: bool
    _years: tuple[int, ...] | None

    def __init__(  # noqa: PLR0913 - one for each field; nobody but this module calls it
        self,
        *,
        text: str,
        earliest: Day | None,
        latest: Day | None,
        precision: Precision,
        spans: tuple[DateSpan, ...],
        uncertain: bool,
        approximate: bool,
        time: str | None = None,
        zone: str | None = None,
        all_of: bool = False,
    ) -> None:
        put = object.__setattr__
        put(self, "text", text)
        put(self, "earliest", earliest)
        put(self, "latest", latest)
        put(self, "precision", precision)
        put(self, "spans", spans)
        put(self, "uncertain", uncertain)
        put(self, "approximate", approximate)
        put(self, "time", time)
        put(self, "zone", zone)
        put(self, "all_of", all_of)

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    @classmethod
    def parse(cls, text: str) -> "Date":
        """Read EDTF. Raises DateError."""
        if len(text) > MAX_LENGTH:
            raise DateError(f"a date has at most {MAX_LENGTH} characters", MAX_LENGTH)
        stripped = text.strip()
        offset = len(text) - len(text.lstrip()) if stripped else 0
        if stripped[:1] in {"[", "{"}:
            return _parse_set(stripped, offset)
        if "/" in stripped:
            return _parse_interval(stripped, offset)
        return _parse_single(stripped, offset)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Date({self.text!r})"

    def __reduce__(self) -> tuple[Callable[[str], "Date"], tuple[str]]:
        return parse_date, (self.text,)

    @property
    def qualified(self) -> bool:
        """Whether anything bears a mark."""
        return self.uncertain or self.approximate

    @property
    def minute(self) -> int | None:
        """The minute of the day as it is written; None without a time."""
        return None if self.time is None else int(self.time[:2]) * 60 + int(self.time[3:5])

    @property
    def instant(self) -> int | None:
        """The minute, counted on from day to day in UTC; None without a time and its zone."""
        if self.earliest is None or self.minute is None or self.zone is None:
            return None
        return self.earliest * DAY_MINUTES + self.minute - minutes_ahead(self.zone)

    @property
    def open_ended(self) -> bool:
        """Whether it may be any day at all, as far as its ends tell."""
        return self.earliest is None and self.latest is None

    def ends_before(self, other: "Date") -> bool:
        """Whether its last possible day, as written, comes before the other's first."""
        return is_before(self.latest, other.earliest)

    def overlaps(self, other: "Date") -> bool:
        """Whether they may be one day, as far as their first and last days tell."""
        return meet((self.earliest, self.latest), (other.earliest, other.latest))

    @property
    def extent(self) -> tuple[float, float]:
        """First and last possible day; infinite where it is open."""
        return (
            -math.inf if self.earliest is None else self.earliest,
            math.inf if self.latest is None else self.latest,
        )

    @property
    def iso_bounds(self) -> tuple[str | None, str | None]:
        """First and last possible day in ISO 8601; None where it is open."""
        return (
            None if self.earliest is None else iso_day(self.earliest),
            None if self.latest is None else iso_day(self.latest),
        )

    @property
    def exact(self) -> tuple[int, ...]:
        """Year, or year and month, or the day, where the date is just that; else nothing."""
        point = self.spans[0].point if len(self.spans) == 1 else None
        if point is None or self.qualified or point.season or len(point.years) > 1:
            return ()
        if len(point.months) > 1 or len(point.days) > 1 or not 1 <= point.years[0] <= 9999:
            return ()
        return (point.years[0], *point.months, *point.days)

    @property
    def sort_key(self) -> tuple[bool, int, bool, int, int]:
        """Order by earliest day (open first), latest day (open last), time as written (none first).

        Times of several zones are put in order by `timeline_order`: no key can do it.
        """
        return (
            self.earliest is not None,
            self.earliest or 0,
            self.latest is None,
            self.latest or 0,
            -1 if self.minute is None else self.minute,
        )

    def agrees(self, other: "Date") -> bool:
        """Whether the two may be the same day, a set when a member may.

        For this alone `~` and `%` widen each end that bears them by one unit of its precision.
        Two with times must share the minute as well. Where both have a zone, that is the minute
        in UTC, on whatever days; else days and minutes are compared as they are written.
        """
        if self.text == other.text:
            return True
        if self.time is not None and other.time is not None:
            if self.zone is not None and other.zone is not None:
                return self.instant == other.instant
            if self.minute != other.minute:
                return False
        return any(share_a_day(mine, theirs) for mine in self.spans for theirs in other.spans)

    def narrower_than(self, other: "Date") -> bool:
        """Whether this one leaves fewer possible days. A strict partial order.

        Open dates are compared by containment, and any bounded date is narrower than them. Of
        dates with equally many days, one with a time of day is narrower than one without, and one
        with seconds narrower than one with minutes alone.
        """
        mine, theirs = size(self.spans), size(other.spans)
        if mine is not None and theirs is not None:
            return (mine, -len(self.time or "")) < (theirs, -len(other.time or ""))
        if mine is None and theirs is None:
            return within(self.spans, other.spans) and not within(other.spans, self.spans)
        return mine is not None

    def years(self) -> tuple[int, ...] | None:
        """The calendar years that it touches, ascending; those of the members for a set.

        None where it is open, or spans more than ten years from its earliest to its latest day.
        """
        try:
            return self._years
        except AttributeError:
            years = self._touched_years()
            object.__setattr__(self, "_years", years)
            return years

    def _touched_years(self) -> tuple[int, ...] | None:
        if self.earliest is None or self.latest is None:
            return None
        year, month, day = civil(self.earliest)
        if civil(self.latest) >= (year + 10, month, day):
            return None
        touched: set[int] = set()
        for span in self.spans:
            touched.update(span.years())
        return tuple(sorted(touched))

    @property
    def certain_year(self) -> int | None:
        """The one year that it touches, if there is but one."""
        years = self.years()
        return years[0] if years is not None and len(years) == 1 else None


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Date:
    """Read EDTF, as `Date.parse`, each text once. Raises DateError."""
    return Date.parse(text)


# --- reading -----------------------------------------------------------------------------------


def _parse_single(text: str, offset: int) -> Date:
    point, time = read_point(text, offset)
    date = _date(text, (DateSpan(point, point),), point.precision)
    if time is None:
        return date
    at = offset + text.index("T")
    day = point.earliest
    if point.precision is not Precision.DAY or day is None or day != point.latest:
        raise DateError("a time of day needs an exact day", at, 'write "2003-05-10T16:29"')
    if date.qualified:
        raise DateError(
            "a date with a time of day takes no ? ~ %", offset, "leave out the mark, or the time"
        )
    clock, zone = read_time(time, at)
    return Date(
        text=text,
        earliest=day,
        latest=day,
        precision=point.precision,
        spans=date.spans,
        uncertain=False,
        approximate=False,
        time=clock,
        zone=zone,
    )


def _parse_interval(text: str, offset: int) -> Date:
    halves = text.split("/")
    if len(halves) != 2:
        at = offset + len(halves[0]) + len(halves[1]) + 1
        raise DateError("an interval has two ends", at, hint_for(text) or "write one slash")
    written = [half.strip() for half in halves]
    if not any(written):
        raise DateError("an interval needs an end", offset, "leave the date out, or give one end")
    points: list[DatePoint | None] = []
    for half, start in zip(halves, (offset, offset + len(halves[0]) + 1), strict=True):
        end = half.strip()
        at = start + len(half) - len(half.lstrip())
        try:
            points.append(None if end in {"", ".."} else _read_day(end, at))
        except DateError as error:
            # The whole may say more than its half: 2003-05-10/12.
            raise DateError(error.reason, error.position, hint_for(text) or error.hint) from None
    span = DateSpan(points[0], points[1], not written[0], not written[1])
    _check_order(span, written, offset, "/")
    return _date("/".join(written), (span,), Precision.INTERVAL)


def _parse_set(text: str, offset: int) -> Date:
    closing = "]" if text[0] == "[" else "}"
    if text[-1] != closing or len(text) < 2:
        at = text.find(closing)
        if at < 0:
            raise DateError("the set is not closed", offset + len(text), f"end it with {closing}")
        raise DateError(
            "nothing may follow a set", offset + at + 1, "put the mark on each member instead"
        )
    members = text[1:-1].split(",")
    if len(members) > MAX_MEMBERS:
        raise DateError(
            f"a set has at most {MAX_MEMBERS} members", offset, "write a range: [1991..1999]"
        )
    spans: list[DateSpan] = []
    canonical: list[str] = []
    at = offset + 1
    for member in members:
        span, written = _read_member(member, at)
        spans.append(span)
        canonical.append(written)
        at += len(member) + 1
    return _date(
        f"{text[0]}{','.join(canonical)}{closing}",
        tuple(spans),
        Precision.SET,
        all_of=text[0] == "{",
    )


def _read_member(member: str, offset: int) -> tuple[DateSpan, str]:
    """A date of a set, or a range with `..`, and how it is written canonically."""
    ends = [end.strip() for end in member.split("..")]
    at = offset + len(member) - len(member.lstrip())
    if not any(ends):
        raise DateError("a member of the set is missing", offset, "write [1991,1993]")
    if len(ends) == 1:
        point = _read_day(ends[0], at)
        return DateSpan(point, point), ends[0]
    if len(ends) > 2:
        raise DateError("a range has two ends", at, "write [1991..1993]")
    second = offset + member.index("..") + 2
    second += len(member[second - offset :]) - len(member[second - offset :].lstrip())
    start = _read_day(ends[0], at) if ends[0] else None
    end = _read_day(ends[1], second) if ends[1] else None
    span = DateSpan(start, end)
    _check_order(span, ends, at, "..")
    return span, "..".join(ends)


def _check_order(span: DateSpan, ends: list[str], offset: int, joint: str) -> None:
    first, last = span.earliest, span.latest
    if first is not None and last is not None and last < first:
        raise DateError("the interval runs backwards", offset, f'write "{ends[1]}{joint}{ends[0]}"')


def _date(
    text: str, spans: tuple[DateSpan, ...], precision: Precision, *, all_of: bool = False
) -> Date:
    marks = 0
    for span in spans:
        for point in (span.start, span.end):
            if point is not None:
                marks |= point.marks[0] | point.marks[1] | point.marks[2]
    earliest, latest = hull((span.earliest, span.latest) for span in spans)
    return Date(
        text=text,
        earliest=earliest,
        latest=latest,
        precision=precision,
        spans=spans,
        uncertain=bool(marks & UNCERTAIN),
        approximate=bool(marks & APPROXIMATE),
        all_of=all_of,
    )


def _read_day(text: str, offset: int) -> DatePoint:
    """A date without a time, as the ends of intervals and the members of sets are."""
    point, time = read_point(text, offset)
    if time is not None:
        raise DateError(
            "a time of day stands only in a date by itself",
            offset + text.index("T"),
            "leave out the time",
        )
    return point
