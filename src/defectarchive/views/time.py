"""What the pages of years, the timeline and the list of cases show."""

from __future__ import annotations

from defectarchive.views.figures import Span, TimeFigure
from defectarchive.views.page import Page
from defectarchive.views.rows import (
    CaseItem,
    Listing,
    TimelineItem,
    TypeItem,
    YearCase,
    YearItem,
)


class YearPage(Page, frozen=True):
    """`pages/year.html`. cases: sections of kind month, certain, possible, in that order.

    previous, next: the nearest years that have any case. known: the page of what was known at the
    end of it, "" before the first publication and after the last. figure: its months. table: its
    cases as CSV, from the root of the first language's pages.
    """

    year: int
    known: str
    table: str
    figure: TimeFigure
    certain: int
    possible: int
    cases: Listing[YearCase]
    previous: YearItem | None
    next: YearItem | None


class YearsIndex(Page, frozen=True):
    """`pages/years.html`. years: by decade. undated: cases of which nobody gives a date.

    wide: cases whose dates span too much for year pages (open, or more than ten years).
    known: the path of the index of what was known at the end of each year. figure: how many cases
    each year has, by type; None where no year has any.
    """

    known: str
    figure: TimeFigure | None
    years: Listing[YearItem]
    wide: Listing[CaseItem]
    undated: Listing[CaseItem]


class CasesIndex(Page, frozen=True):
    """`pages/cases.html`. cases: in order, by decade. tallies: estimates over many cases.

    table: the file with which a script filters and sorts the cases, "" where there is none.
    """

    cases: Listing[CaseItem]
    tallies: Listing[CaseItem]
    types: tuple[TypeItem, ...]
    table: str


class TimelinePage(Page, frozen=True):
    """`pages/timeline.html`. cases: in order, by year; undated ones last. tallies: apart.

    figure: all of them along time, None where no case has a year.
    """

    figure: TimeFigure | None
    cases: Listing[TimelineItem]
    tallies: Listing[CaseItem]


class YearCard(Page, frozen=True):
    """`cards/year.txt`. certain, possible: how many cases are surely, or perhaps, of the year."""

    year: int
    certain: int
    possible: int
    span: Span
