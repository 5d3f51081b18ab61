"""What cards for sharing show: pictures for those who meet a page elsewhere, by a link to it.

The templates in `cards/` give their words, a line for each; a picture is made of these and of the
drawing. The page beside a card says the same words as its text in words.
"""

from __future__ import annotations

from defectarchive.views.case import Trust
from defectarchive.views.figures import Locator
from defectarchive.views.page import Page
from defectarchive.views.rows import CaseItem, PersonItem, View


class SpanBar(View, frozen=True):
    """A run of days in which a case may fall. hollow: given with reserve, or vaguely."""

    x: int
    width: int
    hollow: bool


class Span(View, frozen=True):
    """Cases along the years or months around them. ticks: where these begin.

    first, last: the years at its ends.
    """

    ticks: tuple[int, ...]
    first: str
    last: str
    bars: tuple[SpanBar, ...]


class CaseCard(Page, frozen=True):
    """`cards/case.txt`. Fields as on the page of the case; the map of the locator is larger.

    span: the line of time in the place of that of the locator, None where that has none.
    """

    case: CaseItem
    trust: Trust
    locator: Locator | None
    span: Span | None


class PersonCard(Page, frozen=True):
    """`cards/person.txt`. group: it is several people. span: None where no case has a year."""

    person: PersonItem
    group: bool
    span: Span | None


class YearCard(Page, frozen=True):
    """`cards/year.txt`. certain, possible: how many cases are surely, or perhaps, of the year."""

    year: int
    certain: int
    possible: int
    span: Span | None
