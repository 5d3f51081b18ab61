"""Civil days as plain integers, in the proleptic Gregorian calendar and without bounds on the year.

`datetime.date` stops at the years 1 and 9999; EDTF (Library of Congress; ISO 8601-2:2019) does
not. Years are astronomical: 0 is 1 BC, -1 is 2 BC. The arithmetic is Howard Hinnant's
`days_from_civil` (https://howardhinnant.github.io/date_algorithms.html), with 0001-01-01 as day 1.
"""

from collections.abc import Sequence
from functools import lru_cache

Day = int
"""A day number as `datetime.date.toordinal` counts: 1 is 0001-01-01; may be zero or negative."""

_DAYS_TO_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTH_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """The length of the month, 28 to 31. The month is 1 to 12."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month]


def day_number(year: int, month: int, day: int) -> Day:
    """The number of the day. Raises ValueError where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        raise ValueError(f"there is no day {year}-{month}-{day}")
    before = year - 1
    number = before * 365 + before // 4 - before // 100 + before // 400
    return number + _DAYS_TO_MONTH[month] + (month > 2 and is_leap(year)) + day


@lru_cache(maxsize=65536)
def civil(day: Day) -> tuple[int, int, int]:
    """Year, month and day of a day number."""
    # Years begin in March here, so that the leap day comes last and needs no special case.
    since = day + 305
    era, day_of_era = divmod(since, 146097)
    year_of_era = (
        day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * 400 + (month <= 2)
    return year, month, day_of_year - (153 * shifted + 2) // 5 + 1


def iso_year(year: int) -> str:
    """The year in ISO 8601: "2003", "-0044", and beyond four digits the expanded "+12000"."""
    if year > 9999:
        return f"+{year}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def iso_parts(parts: Sequence[int]) -> str:
    """Year, month and day, as far as they are given, in ISO 8601: "2003", "2003-05"."""
    year, *rest = parts
    return "-".join((iso_year(year), *(f"{number:02d}" for number in rest)))


def iso_day(day: Day) -> str:
    """The day in ISO 8601: "2003-05-10", "-0044-03-15".

    Years beyond 9999 are written as ISO 8601-1 expanded years, "+12000-01-01": EDTF has no form
    for a day in such a year.
    """
    return iso_parts(civil(day))


def month_bounds(year: int, month: int) -> tuple[Day, Day]:
    """First and last day of a month. Months beyond 1 to 12 count on into other years."""
    carry, index = divmod(month - 1, 12)
    first = day_number(year + carry, index + 1, 1)
    return first, first + days_in_month(year + carry, index + 1) - 1


def months_before(first: Day, months: int) -> Day:
    """The first day of the month that lies `months` before the one which begins on `first`."""
    year, month, _ = civil(first)
    return month_bounds(year, month - months)[0]


def months_after(last: Day, months: int) -> Day:
    """The last day of the month that lies `months` after the one which ends on `last`."""
    year, month, _ = civil(last)
    return month_bounds(year, month + months)[1]
