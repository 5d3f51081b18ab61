"""Dates and counts in words: the one place outside the templates where readers' words are made.

Every literal passes through `_`, `ngettext` or `n_of`, so that Babel can extract it
(`-k _ -k ngettext:1,2 -k n_of:2,3`). The words are English for now; the markers hand back what
they are given.

A date of an event is a statement about when it happened, so an interval reads "between", and what
is not known is said: nothing here is more exact than its date.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from defectarchive.model.dates import Date, Precision, civil
from defectarchive.model.days import days_in_month, is_leap, iso_year
from defectarchive.model.spans import ALL_MONTHS, APPROXIMATE, UNCERTAIN, Point, Span


def _(message: str) -> str:
    """Mark for translation."""
    return message


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form that goes with the number. Marks both for translation."""
    return singular if number == 1 else plural


_MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
_SHORT_MONTHS = (
    _("Jan"),
    _("Feb"),
    _("Mar"),
    _("Apr"),
    _("May"),
    _("Jun"),
    _("Jul"),
    _("Aug"),
    _("Sep"),
    _("Oct"),
    _("Nov"),
    _("Dec"),
)
_SEASONS = {
    21: _("spring {year}"),
    22: _("summer {year}"),
    23: _("autumn {year}"),
    24: _("winter {year}"),
    33: _("the first quarter of {year}"),
    34: _("the second quarter of {year}"),
    35: _("the third quarter of {year}"),
    36: _("the fourth quarter of {year}"),
}
_SEASONS_OF = {
    21: _("spring of {year}"),
    22: _("summer of {year}"),
    23: _("autumn of {year}"),
    24: _("winter of {year}"),
}
_WINTER = 24


# --- numbers, counts, lists --------------------------------------------------------------------


def number_words(number: int) -> str:
    """A number with its thousands marked: "1,200"."""
    return f"{number:,}"


def count_words(low: int | None, high: int | None) -> str:
    """A count known within bounds: "15", "between 2 and 5", "21 or more", "at most 5"."""
    if low is None:
        if high is None:
            return _("an unknown number")
        return _("at most {number}").format(number=number_words(high))
    if high is None:
        return _("{number} or more").format(number=number_words(low))
    if low == high:
        return number_words(low)
    return _("between {low} and {high}").format(low=number_words(low), high=number_words(high))


def n_of(number: int, singular: str, plural: str) -> str:
    """The number and the noun in the form that goes with it: "1 case", "1,200 cases"."""
    return f"{number_words(number)} {ngettext(singular, plural, number)}"


def and_list(items: Sequence[str]) -> str:
    """Joined as "a", "a and b", "a, b and c"; "" for none."""
    return _joined(items, _("{start} and {end}"))


def or_list(items: Sequence[str]) -> str:
    """Joined as "a", "a or b", "a, b or c"; "" for none."""
    return _joined(items, _("{start} or {end}"))


def _joined(items: Sequence[str], last: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return last.format(start=_(", ").join(items[:-1]), end=items[-1])


def size_words(size: int) -> str:
    """How large a file is, in decimal units: "840 bytes", "1.2 kB", "35 MB"."""
    if size < 1000:
        return n_of(size, "byte", "bytes")
    kilo = size / 1000
    number, unit = (kilo, "kB") if kilo < 999.5 else (kilo / 1000, "MB")
    return f"{number:.1f} {unit}" if number < 9.95 else f"{number_words(round(number))} {unit}"


def feed_words(kind: str) -> str:
    """What a feed holds, after the site's title: "articles" or "changes"."""
    return _("Articles") if kind == "articles" else _("Changes to facts")


def month_name(month: int) -> str:
    """The name of the month from 1 to 12: "May"."""
    return _MONTHS[month - 1]


def month_short(month: int) -> str:
    """The abbreviated name of the month from 1 to 12: "Aug"."""
    return _SHORT_MONTHS[month - 1]


# --- dates -------------------------------------------------------------------------------------


def date_words(date: Date) -> str:
    """The date in words, as in a sentence: "between 10 and 20 May 2003", "about 2003"."""
    return _date(date, _LONG)


def date_short(date: Date) -> str:
    """The date for compact lists: "10–20 May 2003", "c. 22 Aug 2025". Leaves out a time of day."""
    return _date(date, _SHORT)


def machine_datetime(date: Date) -> str | None:
    """What `<time datetime>` takes for the date (HTML, 4.5.14), or None where HTML has no value.

    It has none for a date that is marked uncertain or approximate: it knows only exact ones.
    """
    point = date.spans[0].point if len(date.spans) == 1 else None
    if point is None or date.qualified or not 1 <= point.years[0] <= 9999:
        return None
    if date.time is not None:
        return f"{_iso(point)}T{date.time}{date.zone or ''}"
    exact = len(point.years) == 1 and len(point.months) < 2 and len(point.days) < 2
    return _iso(point) if exact else None


def _iso(point: Point) -> str:
    numbers = (*point.months, *point.days)
    return "-".join((iso_year(point.years[0]), *(f"{number:02d}" for number in numbers)))


@dataclass(frozen=True, slots=True)
class _Style:
    """How dates are put."""

    months: tuple[str, ...]
    between: str
    """Joins the ends of a range of numbers or names."""
    between_dates: str
    """Joins the ends where they hold more than one word."""
    about: str
    roughly: str
    """What "about" is before "between"."""
    possibly: str


_LONG = _Style(
    _MONTHS,
    _("between {start} and {end}"),
    _("between {start} and {end}"),
    _("about {date}"),
    _("roughly {date}"),
    _("possibly {date}"),
)
_NESTED = _Style(
    _MONTHS,
    _("{start}–{end}"),
    _("{start} – {end}"),
    _("about {date}"),
    _("about {date}"),
    _("possibly {date}"),
)
"""Within another phrase, where a second "between" would confuse."""
_SHORT = _Style(
    _SHORT_MONTHS,
    _("{start}–{end}"),
    _("{start} – {end}"),
    _("c. {date}"),
    _("c. {date}"),
    _("{date} (?)"),
)


def _date(date: Date, style: _Style) -> str:
    if date.precision is Precision.SET:
        return _set(date, style)
    span = date.spans[0]
    if span.point is None:
        return _interval(span, style)
    words = _point(span.point, style)
    if date.time is None or style is _SHORT:
        return words
    return _("{date}, {time}").format(date=words, time=_time(date.time, date.zone))


def _time(time: str, zone: str | None) -> str:
    if zone is None:
        return time
    if zone == "Z":
        return _("{time} UTC").format(time=time)
    return _("{time} UTC{shift}").format(time=time, shift=zone)


# --- one point ---------------------------------------------------------------------------------


def _point(point: Point, style: _Style) -> str:
    words, ranged = _bare(point, style)
    year, month, day = point.marks
    if year == month == day:
        if year & APPROXIMATE:
            words = (style.roughly if ranged else style.about).format(date=words)
        return style.possibly.format(date=words) if year & UNCERTAIN else words
    doubts = (
        _doubt(point, UNCERTAIN, _("{parts} uncertain")),
        _doubt(point, APPROXIMATE, _("{parts} approximate")),
    )
    remark = _(", ").join(doubt for doubt in doubts if doubt)
    return _("{date} ({remark})").format(date=words, remark=remark)


def _doubt(point: Point, mark: int, words: str) -> str:
    """Which parts bear the mark: "year and month uncertain"."""
    year, month, day = point.marks
    parts: list[str] = []
    if year & mark:
        parts.append(_("year"))
    # A part that was not given repeats the mark of the one before it.
    if month & mark and (point.months or month != year):
        parts.append(_season_part(point) if point.season else _("month"))
    if day & mark and (point.days or day != month):
        parts.append(_("day"))
    return words.format(parts=and_list(parts)) if parts else ""


def _season_part(point: Point) -> str:
    return _("season") if point.precision is Precision.SEASON else _("quarter")


def _bare(point: Point, style: _Style) -> tuple[str, bool]:
    """The point without its marks, and whether the words begin with a range."""
    if point.season:
        return _season(point, style), False
    if not point.months:
        return _years(point, style)
    if not point.days:
        month, ranged = _month(point.months, style)
        return _of_year(month, point), ranged
    if len(point.months) > 1:
        day, _ranged = _numbers(_possible_days(point), _NESTED)
        month, _ranged = _month(point.months, _nested(style))
        words = _("day {day} of {month}").format(day=day, month=month)
        return _of_year(words, point), False
    day, ranged = _numbers(_possible_days(point), style)
    words = _("{day} {month}").format(day=day, month=style.months[point.months[0] - 1])
    return _of_year(words, point), ranged


def _nested(style: _Style) -> _Style:
    return _NESTED if style is _LONG else style


def _possible_days(point: Point) -> tuple[int, ...]:
    """Without those that no month of the point is long enough for."""
    leap_or_any = next((year for year in point.years if is_leap(year)), point.years[0])
    longest = max(days_in_month(leap_or_any, month) for month in point.months)
    return tuple(day for day in point.days if day <= longest)


def _numbers(numbers: tuple[int, ...], style: _Style) -> tuple[str, bool]:
    low, high = numbers[0], numbers[-1]
    if len(numbers) > 2 and high - low == len(numbers) - 1:
        return style.between.format(start=low, end=high), True
    return or_list([str(number) for number in numbers]), False


def _month(months: tuple[int, ...], style: _Style) -> tuple[str, bool]:
    if months == ALL_MONTHS:
        return _("an unknown month"), False
    names = [style.months[month - 1] for month in months]
    if len(months) > 2 and months[-1] - months[0] == len(months) - 1:
        return style.between.format(start=names[0], end=names[-1]), True
    return or_list(names), False


def _of_year(words: str, point: Point) -> str:
    """The day or month, with its year behind it."""
    if len(point.years) > 1:
        return _("{date} of {year}").format(date=words, year=_some_year(point.years))
    if point.months == ALL_MONTHS:
        return _("{date} in {year}").format(date=words, year=year_words(point.years[0]))
    return _("{date} {year}").format(date=words, year=year_words(point.years[0]))


def _season(point: Point, style: _Style) -> str:
    year = point.years[0]
    if point.precision is Precision.QUARTER and style is _SHORT and len(point.years) == 1:
        return _("Q{number} {year}").format(number=point.season - 32, year=year_words(year))
    if len(point.years) > 1:
        words = _SEASONS_OF.get(point.season) or _SEASONS[point.season]
        return words.format(year=_some_year(point.years))
    if point.season != _WINTER:
        return _SEASONS[point.season].format(year=year_words(year))
    if not 1000 <= year < 9999:
        return _("winter beginning in {year}").format(year=year_words(year))
    end = str(year + 1) if (year + 1) % 100 == 0 else f"{(year + 1) % 100:02d}"
    return _SEASONS[_WINTER].format(year=f"{year}–{end}")


# --- years -------------------------------------------------------------------------------------


def year_words(year: int) -> str:
    """A year as people write it: "2003", "AD 800", "44 BC" (the year -43), "the year 12,000"."""
    if year > 9999:
        return _("the year {number}").format(number=number_words(year))
    if year >= 1000:
        return str(year)
    if year > 0:
        return _("AD {year}").format(year=year)
    before = 1 - year
    return _("{year} BC").format(year=before if before < 10000 else number_words(before))


def _years(point: Point, style: _Style) -> tuple[str, bool]:
    """A year by itself, or the years that it may be, and whether that is a range."""
    years = point.years
    if len(years) == 1:
        return year_words(years[0]), False
    if _unknown(years):
        return _("an unknown year"), False
    group = _group(years)
    if group:
        return group, False
    between = style.between_dates if years[0] < 1000 else style.between
    words = between.format(start=year_words(years[0]), end=year_words(years[-1]))
    if isinstance(years, range):
        return words, True
    return _("{date} (some digits of the year unknown)").format(date=words), True


def _some_year(years: Sequence[int]) -> str:
    """The years as a noun."""
    if _unknown(years):
        return _("an unknown year")
    group = _group(years)
    if group:
        return _("a year in {group}").format(group=group)
    words = _("a year between {start} and {end}")
    return words.format(start=year_words(years[0]), end=year_words(years[-1]))


def _unknown(years: Sequence[int]) -> bool:
    return len(years) == 10_000


def _group(years: Sequence[int]) -> str:
    """Such as "the 1990s" or "the 1800s" where that can mean nothing else, as "the 2000s" could."""
    first = years[0]
    decade = len(years) == 10 and first % 100 != 0
    century = len(years) == 100 and first % 1000 != 0
    if first < 100 or not isinstance(years, range) or not (decade or century):
        return ""
    return _("the {year}s").format(year=first)


# --- intervals and sets ------------------------------------------------------------------------


def _interval(span: Span, style: _Style) -> str:
    nested = _nested(style)
    if span.start is None and span.end is None:
        return _("date unknown")
    if span.start is None or span.end is None:
        words = _open(span, nested, _("{date} or earlier"), _("{date} or later"))
        if span.unknown_start:
            return _("{date} (start unknown)").format(date=words)
        return _("{date} (end unknown)").format(date=words) if span.unknown_end else words
    start, end = span.start, span.end
    first, last = _point(start, nested), _point(end, nested)
    if first == last:
        return _point(start, style)
    if _plain(start) and _plain(end) and start.precision is end.precision:
        return _plain_interval(start, end, style)
    return style.between_dates.format(start=first, end=last)


def _open(span: Span, style: _Style, earlier: str, later: str) -> str:
    """A span of which one end, not both, is open."""
    ends = ((span.start, later), (span.end, earlier))
    return "".join(words.format(date=_point(end, style)) for end, words in ends if end is not None)


def _plain(point: Point) -> bool:
    """One day, month or year, without marks."""
    exact = len(point.years) == 1 and len(point.months) < 2 and len(point.days) < 2
    return exact and not any(point.marks)


def _plain_interval(start: Point, end: Point, style: _Style) -> str:
    """Says only once what the two ends have in common."""
    year, month, day = civil(start.earliest)
    end_year, end_month, end_day = civil(end.earliest)
    if start.precision is Precision.YEAR:
        joint = style.between if year >= 1000 and end_year <= 9999 else style.between_dates
        return joint.format(start=year_words(year), end=year_words(end_year))
    if year != end_year:
        return style.between_dates.format(start=_bare(start, style)[0], end=_bare(end, style)[0])
    first, last = style.months[month - 1], style.months[end_month - 1]
    if start.precision is Precision.MONTH:
        words = style.between.format(start=first, end=last)
    elif month == end_month:
        days = style.between.format(start=day, end=end_day)
        words = _("{day} {month}").format(day=days, month=first)
    else:
        day_month = _("{day} {month}")
        words = style.between_dates.format(
            start=day_month.format(day=day, month=first),
            end=day_month.format(day=end_day, month=last),
        )
    return _("{date} {year}").format(date=words, year=year_words(year))


def _set(date: Date, style: _Style) -> str:
    if len(date.spans) == 1:
        return _lone_member(date.spans[0], style, all_of=date.all_of)
    nested = _nested(style)
    days = _days_of_one_month(date.spans)
    if days:
        members = [str(civil(day)[2]) for day in days]
    else:
        members = [_member(span, nested, all_of=date.all_of) for span in date.spans]
    if date.all_of:
        words = and_list(members)
    else:
        words = or_list(members)
        if len(members) == 2 and style is _LONG:
            words = _("either {choice}").format(choice=words)
    if not days:
        return words
    year, month, _day = civil(days[0])
    words = _("{day} {month}").format(day=words, month=style.months[month - 1])
    return _("{date} {year}").format(date=words, year=year_words(year))


def _days_of_one_month(spans: tuple[Span, ...]) -> list[int]:
    """The days, if the members are plain days of the same month; else none."""
    points = [span.point for span in spans]
    days = [
        point.earliest
        for point in points
        if point is not None and _plain(point) and point.precision is Precision.DAY
    ]
    alike = len(days) == len(spans) and len({civil(day)[:2] for day in days}) == 1
    return days if alike else []


def _lone_member(span: Span, style: _Style, *, all_of: bool) -> str:
    if span.point is not None:
        return _point(span.point, style)
    if not all_of:
        return _interval(span, style)
    nested = _nested(style)
    if span.start is None or span.end is None:
        return _open(span, nested, _("{date} and earlier"), _("{date} and later"))
    return _("all of {dates}").format(dates=_interval(span, nested))


def _member(span: Span, style: _Style, *, all_of: bool) -> str:
    """One member of several."""
    if span.point is not None:
        return _point(span.point, style)
    if span.start is not None and span.end is not None:
        return _interval(span, style)
    if all_of:
        return _open(span, style, _("all time up to {date}"), _("all time from {date}"))
    return _open(span, style, _("any time up to {date}"), _("any time from {date}"))


# --- headings of lists -------------------------------------------------------------------------


def month_words(year: int, month: int) -> str:
    """One month of one year: "May 1991"."""
    return _("{date} {year}").format(date=month_name(month), year=year_words(year))


def decade_words(first: int) -> str:
    """Ten years from the first on, as a heading: "1990s", "AD 10 – AD 19"."""
    if 1000 <= first <= 9999:
        return _("{year}s").format(year=first)
    return years_words(first, first + 9)


def years_words(first: int, last: int) -> str:
    """A run of years, as a heading: "1991", "1991–2003", "44 BC – AD 14"."""
    if first == last:
        return year_words(first)
    joint = _("{start}–{end}") if first >= 1000 and last <= 9999 else _("{start} – {end}")
    return joint.format(start=year_words(first), end=year_words(last))
