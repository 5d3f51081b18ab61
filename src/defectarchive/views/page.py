"""What every page has, and the pages that stand by themselves."""

from __future__ import annotations

from typing import Generic

from defectarchive.views.evidence import ValueView
from defectarchive.views.figures import MapFigure, TimeFigure
from defectarchive.views.rows import (
    ArticleItem,
    CaseItem,
    Link,
    PartLink,
    Row,
    Section,
    SiteView,
    TypeItem,
    View,
)


class Page(View, frozen=True):
    """What every page has. path: its own ("cases/x/"); canonical URL: site.base_url + path.

    section: which part of the navigation it belongs to: home, cases, people, years, timeline, map,
    articles, outlets, organisations, places, types, search, open-questions, corrections, data,
    page (one of the editor's own) or "". title: from the content, "" where the template has the
    words. summary: a sentence for search engines, or "".
    """

    site: SiteView
    root: str
    path: str
    section: str
    title: str
    summary: str


class HomeExample(View, frozen=True):
    """A claim, who says it and where it comes from. case: of which it is said.

    label: of its property; path: to the claim. article: that has it. by: who says it in there, None
    for the article itself. stance, hedge: as of any claim. origins: the outlets where it
    originates, in words, "" if none is known; own: that is the outlet of the article alone.
    """

    case: Link
    label: str
    value: ValueView
    path: str
    article: ArticleItem
    by: Link | None
    stance: str
    hedge: str
    origins: str
    own: bool


class HomePage(Page, frozen=True):
    """`pages/home.html`. newest: the latest cases by when they happened, last first.

    example: a claim of one of these; None where they have none. figure: all cases along time, None
    where none has a year; map: where they were, None where no place has coordinates. articles: the
    latest by publication. first_year, last_year: "" where no case is dated.
    """

    cases: int
    people: int
    articles_total: int
    outlets: int
    first_year: str
    last_year: str
    example: HomeExample | None
    figure: TimeFigure | None
    map: MapFigure | None
    newest: tuple[CaseItem, ...]
    articles: tuple[ArticleItem, ...]
    types: tuple[TypeItem, ...]
    tallies: tuple[CaseItem, ...]


class NotFoundPage(Page, frozen=True):
    """`pages/404.html`. Shown for any address, so relative links need a `<base href>`.

    base: the path to give it: "/archive/", or "/" where no base_url says otherwise.
    """

    base: str


class RedirectPage(Page, frozen=True):
    """`pages/redirect.html`: a former id. meta refresh, canonical link and plain link to target."""

    target: Link


class ListPart(Page, Generic[Row], frozen=True):
    """`pages/part.html`: part of a list that does not fit on the page that it belongs to.

    rows: what the rows are, by view: case (CaseItem), timeline (TimelineItem), year (YearCase),
    person (PersonItem), shared (SharedPerson), person-case (PersonCase), acting
    (ActingCase), counted (CountedPerson), article (ArticleItem), report (ArticleReport), source
    (SourceItem), place (PlaceItem), year-item (YearItem), name (NameItem), question (QuestionItem),
    correction (CorrectionItem), step (StepView), known-item (KnownYearItem), known-case
    (KnownCaseView) or unreported (UnreportedCase). list: which list of which
    kind of page: cases, tallies, wide, undated, named, unnamed, shared, quoted … (the name of the
    Listing field, or the question). of: the page that the list belongs to (text "" where only
    `section` says what it is). figure: the cases of a decade, year or month of the timeline.
    """

    rows: str
    list: str
    of: Link
    part: PartLink
    sections: tuple[Section[Row], ...]
    previous: PartLink | None
    next: PartLink | None
    figure: TimeFigure | None = None
