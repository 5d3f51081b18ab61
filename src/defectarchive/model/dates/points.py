"""Reading one EDTF date, without intervals and sets: text to a point, or a reason why not."""

import re
from collections.abc import Sequence
from functools import lru_cache

from defectarchive.model.dates.days import days_in_month, iso_year
from defectarchive.model.dates.hints import hint_for
from defectarchive.model.dates.spans import (
    APPROXIMATE,
    SEASONS,
    UNCERTAIN,
    DatePoint,
    NoSuchDayError,
    make_point,
)

MAX_YEAR_DIGITS = 18
"""Most digits of a year, its exponent written out."""

_POINT = re.compile(
    r"([?~%])?(-?[0-9X]{4}|Y-?[0-9]+(?:E[0-9]+)?)([?~%])?"  # 1 to 3: year between its marks
    r"(?:-([?~%])?([0-9X]{2})([?~%])?"  # 4 to 6: month or season
    r"(?:-([?~%])?([0-9X]{2})([?~%])?)?)?"  # 7 to 9: day
    r"(T.*)?"
)
# "1991-92" may be two years; "2022-99" is none.
_YEARS_APART = 20
_ALMOST = re.compile(r"(\d{1,2})[.:h](\d{2})(.*)", re.DOTALL)
_TIME = re.compile(r"T((?:[0-9]{2}):(?:[0-9]{2})(?::[0-9]{2})?)(Z|[+-][0-9]{2}(?::[0-9]{2})?)?")
_MARKS = {None: 0, "?": UNCERTAIN, "~": APPROXIMATE, "%": UNCERTAIN | APPROXIMATE}
_CLOCK = ("hour", "minute", "second")
_OTHER_PARTS = {"37": (1, 4), "38": (5, 8), "39": (9, 12), "40": (1, 6), "41": (7, 12)}
"""Months of the thirds and halves of a year in ISO 8601-2. Its seasons of one hemisphere, 25 to 32,
are far more often days that stand where the month should."""
_WIDEST_SHIFT = 14 * 60


class DateError(ValueError):
    """A text that is no date: why, where in the text, and what to write instead."""

    reason: str
    """For people: "month 13 does not exist"."""
    position: int
    """Offset in the text as it was given."""
    hint: str
    """A remedy, "" where none is known."""

    def __init__(self, reason: str, position: int = 0, hint: str = "") -> None:
        super().__init__(reason, position, hint)
        self.reason, self.position, self.hint = reason, position, hint

    def __str__(self) -> str:
        return self.reason


def read_point(text: str, offset: int) -> tuple[DatePoint, str | None]:
    """The date, and its time of day as written from "T" on. Errors count from `offset`."""
    match = _POINT.fullmatch(text)
    if match is None:
        hint = hint_for(text) or 'write the date as "2003-05-10", "2003-05" or "2003"'
        raise DateError(
            "the date is empty" if not text else f'"{text}" is not a date', offset, hint
        )
    year_left, year, year_right, left, month, right, day_left, day, day_right, time = match.groups()
    # A mark on the right is on all to its left as well; one on the left is on its part alone.
    day_mark = _MARKS[day_left] | _MARKS[day_right]
    month_mark = _MARKS[left] | _MARKS[right] | _MARKS[day_right]
    year_mark = _MARKS[year_left] | _MARKS[year_right] | _MARKS[right] | _MARKS[day_right]
    marks = (
        year_mark,
        year_mark if month is None else month_mark,
        year_mark if month is None else month_mark if day is None else day_mark,
    )
    years = _read_year(year, offset + match.start(2))
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    season = 0
    if month is not None:
        months, season = _read_month(month, year, offset + match.start(5), day)
    if day is not None:
        days = _read_days(day, season, f"{year}-{month}", offset + match.start(8))
    try:
        return make_point(years, months, days, season, marks), time
    except NoSuchDayError:
        raise _no_such_day(years, months, day, f"{year}-{month}", offset + match.start(8)) from None


def read_time(text: str, offset: int) -> tuple[str, str | None]:
    """The time "16:29" or "16:29:05" and its zone, from a text that begins with "T"."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise DateError(f'"{text[1:]}" is not a time of day', offset + 1, _how_to_write(text[1:]))
    clock, zone = match.groups()
    for part, most, word in zip(clock.split(":"), (23, 59, 59), _CLOCK, strict=False):
        if int(part) > most:
            hint = 'midnight is "T00:00" of the next day' if part == "24" else ""
            raise DateError(f"{word} {part} does not exist", offset + 1, hint)
    if zone is None or zone == "Z":
        return clock, zone
    hours, minutes = int(zone[1:3]), int(zone[4:] or 0)
    if hours * 60 + minutes > _WIDEST_SHIFT or minutes > 59:
        raise DateError(
            f"no time zone is {zone} from UTC", offset + match.start(2), 'write it as "+02:00"'
        )
    return clock, zone if len(zone) == 6 else f"{zone}:00"


def _how_to_write(clock: str) -> str:
    """How a time of day is written that was written otherwise."""
    match = _ALMOST.match(clock)
    if match is None:
        return 'write hours and minutes, as in "16:29"'
    hours, minutes, rest = match.groups()
    zone = ", and its zone as in +02:00 or Z" if rest.strip() else ""
    return f'write "{int(hours):02d}:{minutes}"{zone}'


def minutes_ahead(zone: str) -> int:
    """How far a zone, "Z" or "+02:00", is ahead of UTC."""
    if zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[4:] or 0)
    return -minutes if zone[0] == "-" else minutes


@lru_cache(maxsize=4096)
def _numbers(mask: str, least: int, most: int) -> tuple[int, ...]:
    """The numbers from least to most that the mask, "1X", may stand for."""
    width = len(mask)
    fits = re.compile(mask.replace("X", "[0-9]")).fullmatch
    return tuple(number for number in range(least, most + 1) if fits(f"{number:0{width}d}"))


def _read_year(text: str, offset: int) -> Sequence[int]:
    """The years that the text may stand for; consecutive ones as a range."""
    if text[0] == "Y":
        return _read_long_year(text, offset)
    minus, digits = text[0] == "-", text[-4:]
    if minus and digits == "0000":
        raise DateError("the year 0 takes no minus", offset, 'write "0000"')
    if "X" in digits.rstrip("X"):
        years = _numbers(digits, 1 if minus else 0, 9999)
        return tuple(-year for year in reversed(years)) if minus else years
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    return range(-high, -max(low, 1) + 1) if minus else range(low, high + 1)


def _read_long_year(text: str, offset: int) -> range:
    number, _, exponent = text[1:].partition("E")
    digits = number.lstrip("-")
    if len(digits) > MAX_YEAR_DIGITS or len(exponent) > 2:
        too_long = True
    else:
        too_long = len(digits) + int(exponent or 0) > MAX_YEAR_DIGITS
    if too_long:
        raise DateError(f"a year has at most {MAX_YEAR_DIGITS} digits", offset + 1)
    year = int(number) * 10 ** int(exponent or 0)
    if -9999 <= year <= 9999:
        raise DateError(
            "Y stands only before years of more than four digits",
            offset,
            f'write "{iso_year(year)}"',
        )
    return range(year, year + 1)


def _read_month(text: str, year: str, offset: int, day: str | None) -> tuple[tuple[int, ...], int]:
    """The months that the text may stand for, and the code of the season if it is one."""
    if year[0] == "Y":
        raise DateError("a year with Y takes no month", offset, f'write "{year}"')
    months = _numbers(text, 1, 12)
    if months:
        return months, 0
    if text.isdigit() and int(text) in SEASONS:
        return SEASONS[int(text)], int(text)
    hint = f'write "{year}" where the month is not known'
    apart = int(text) - int(year[-2:]) if year.isdigit() and text.isdigit() else 0
    if day is None and 0 < apart <= _YEARS_APART:
        hint = f'write "{year}/{year[:-2]}{text}" if it was in these years'
    if day is None and text in _OTHER_PARTS:
        first, last = _OTHER_PARTS[text]
        raise DateError(
            f"{text} is not read here: only the seasons 21-24 and the quarters 33-36",
            offset,
            f'write the months instead, "{year}-{first:02d}/{year}-{last:02d}"',
        )
    if text.isdigit() and 13 <= int(text) <= 31:
        hint = "months are 01 to 12, and stand before the day"
        if day is None and int(text) > 24:
            hint = (
                f'months are 01 to 12: write "{year}", or "{year}-XX-{text}" if {text} is the day'
            )
    raise DateError(f"month {text} does not exist", offset, hint)


def _read_days(text: str, season: int, month: str, offset: int) -> tuple[int, ...]:
    """The days of a month that the text may stand for."""
    if season:
        raise DateError("a season or quarter has no days", offset, f'write "{month}"')
    days = _numbers(text, 1, 31)
    if not days:
        raise DateError(
            f"day {text} does not exist", offset, f'write "{month}" where the day is not known'
        )
    return days


def _no_such_day(
    years: Sequence[int], months: tuple[int, ...], day: str, month: str, offset: int
) -> DateError:
    hint = ""
    reason = f"{month} has no day {day}"
    if len(years) == 1 and len(months) == 1:
        length = days_in_month(years[0], months[0])
        reason = f"{month} has only {length} days"
        hint = f'write "{month}-{length}", or "{month}" where the day is not known'
    return DateError(reason, offset, hint)
