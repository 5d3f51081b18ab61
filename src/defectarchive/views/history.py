"""What was known at a time before now: of a case, of a year."""

from __future__ import annotations

from defectarchive.views.evidence import FactRow, Participant
from defectarchive.views.history_rows import (
    DifferenceView,
    KnownCaseView,
    KnownDay,
    KnownYearItem,
    UnreportedCase,
)
from defectarchive.views.page import Page
from defectarchive.views.rows import ArticleItem, CaseItem, DateView, Listing, SupportView


class CaseAsKnown(Page, frozen=True):
    """`pages/as-known.html`. A case as it was known at the end of a day.

    case: as it is known now. number, of: the second of five such days. facts, people: settled from
    the articles published by then, without rulings; people_left: people without room here.
    articles: the latest of them, last first, articles_left: how many more; support: what stood
    behind what the case was. changed: what was shown otherwise on the day before this one
    in the list; later: what is shown otherwise now. previous, next: such days.
    """

    case: CaseItem
    day: DateView
    number: int
    of: int
    facts: tuple[FactRow, ...]
    people: tuple[Participant, ...]
    people_left: int
    articles: tuple[ArticleItem, ...]
    articles_left: int
    support: SupportView
    changed: tuple[DifferenceView, ...]
    later: tuple[DifferenceView, ...]
    previous: KnownDay | None
    next: KnownDay | None


class KnownYear(Page, frozen=True):
    """`pages/known-year.html`. What the press knew at the end of a year, where it differs from now.

    current: the counts. total: cases that are known now. differing: cases reported by then.
    unreported: cases that had happened by then, the latest first, unreported_left: how many more
    that happened before these. previous, next: the nearest years with such a page.
    cases_of_year: the page of the year itself, "" where no case touches it.
    """

    current: KnownYearItem
    total: int
    differing: Listing[KnownCaseView]
    unreported: Listing[UnreportedCase]
    unreported_left: int
    previous: KnownYearItem | None
    next: KnownYearItem | None
    cases_of_year: str


class KnownIndex(Page, frozen=True):
    """`pages/known-index.html`. years: those with a page, by decade."""

    years: Listing[KnownYearItem]
