"""The groups by which lists are headed and split: decades, years, months, letters."""

from __future__ import annotations

from functools import lru_cache

from defectarchive.language.collation import Alphabet, letter_slug
from defectarchive.language.words import Words
from defectarchive.model.dates.date import Date, civil
from defectarchive.model.dates.days import iso_year
from defectarchive.pages.shared.pagination import GroupKey
from defectarchive.views.rows import Group

UNDATED = GroupKey(Group("undated", ""), "undated")
OPEN = GroupKey(Group("open", ""), "open")
CERTAIN = GroupKey(Group("certain", ""), "sometime")
POSSIBLE = GroupKey(Group("possible", ""), "possible")

# Which of the keys of a date makes headings.
DECADE, YEAR, MONTH = range(3)


class Groups:
    """Groups with their names in the words, and in the order, of one language."""

    def __init__(self, words: Words, alphabet: Alphabet) -> None:
        self._words = words
        self._alphabet = alphabet
        self._decade = lru_cache(maxsize=4096)(self._make_decade)
        self._of_month = lru_cache(maxsize=65536)(self._make_keys)
        self._letter = lru_cache(maxsize=4096)(_letter_key)
        self.month_key = lru_cache(maxsize=65536)(self._make_month)

    def date_keys(self, date: Date | None) -> tuple[GroupKey, ...]:
        """Decade, year and month of the earliest day, which is how the timeline is ordered."""
        if date is None or date.open_ended:
            return (UNDATED,)
        if date.earliest is None:
            return (OPEN,)
        year, month, _ = civil(date.earliest)
        return self._of_month(year, month)

    def published_keys(self, date: Date) -> tuple[GroupKey, ...]:
        """Year and month of a publication; where these are not known, that they are not."""
        keys = self.date_keys(date)
        return keys[1:] or keys

    def year_keys(self, year: int) -> tuple[GroupKey, ...]:
        """The decade of a year."""
        return (self._decade(year),)

    def name_keys(self, name: str) -> tuple[GroupKey, ...]:
        """The letter under which a name stands."""
        return (self._letter(self._alphabet.initial(name)),)

    def _make_keys(self, year: int, month: int) -> tuple[GroupKey, ...]:
        return (
            self._decade(year),
            GroupKey(Group("year", self._words.year(year)), iso_year(year)),
            self.month_key(year, month),
        )

    def _make_decade(self, year: int) -> GroupKey:
        first = year - year % 10
        return GroupKey(Group("decade", self._words.decade(first)), f"{iso_year(first)}s")

    def _make_month(self, year: int, month: int) -> GroupKey:
        """One month of one year."""
        return GroupKey(
            Group("month", self._words.month_of(year, month)), f"{iso_year(year)}-{month:02d}"
        )


def _letter_key(letter: str) -> GroupKey:
    if not letter:
        return GroupKey(Group("other", ""), "other")
    return GroupKey(Group("letter", letter), letter_slug(letter))
