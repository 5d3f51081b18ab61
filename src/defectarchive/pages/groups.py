"""The groups by which lists are headed and split: decades, years, months, letters."""

from __future__ import annotations

from functools import lru_cache

from defectarchive.model.dates import Date, civil
from defectarchive.model.days import iso_year
from defectarchive.pages.items import Group
from defectarchive.pages.ordering import initial, letter_slug
from defectarchive.pages.split import Key
from defectarchive.words import decade_words, month_words, year_words

UNDATED = Key(Group("undated", ""), "undated")
OPEN = Key(Group("open", ""), "open")
CERTAIN = Key(Group("certain", ""), "sometime")
POSSIBLE = Key(Group("possible", ""), "possible")

# Which of the keys of a date makes headings.
DECADE, YEAR, MONTH = range(3)


def date_keys(date: Date | None) -> tuple[Key, ...]:
    """Decade, year and month of the earliest day, which is how the timeline is ordered."""
    if date is None:
        return (UNDATED,)
    if date.earliest is None:
        return (OPEN,)
    year, month, _ = civil(date.earliest)
    return _keys_of_month(year, month)


def year_keys(year: int) -> tuple[Key, ...]:
    """The decade of a year."""
    return (_decade(year),)


@lru_cache(maxsize=65536)
def _keys_of_month(year: int, month: int) -> tuple[Key, ...]:
    return (
        _decade(year),
        Key(Group("year", year_words(year)), iso_year(year)),
        month_key(year, month),
    )


@lru_cache(maxsize=4096)
def _decade(year: int) -> Key:
    first = year - year % 10
    return Key(Group("decade", decade_words(first)), f"{iso_year(first)}s")


@lru_cache(maxsize=65536)
def month_key(year: int, month: int) -> Key:
    """One month of one year."""
    return Key(Group("month", month_words(year, month)), f"{iso_year(year)}-{month:02d}")


@lru_cache(maxsize=4096)
def _letter_key(group: Group) -> Key:
    return Key(group, letter_slug(group))


def name_keys(name: str) -> tuple[Key, ...]:
    """The letter under which a name stands."""
    return (_letter_key(initial(name)),)
