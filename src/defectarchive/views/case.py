"""What the page of a case shows."""

from __future__ import annotations

from defectarchive.views.citations import CitationView
from defectarchive.views.evidence import (
    FactRow,
    Participant,
    RelayTree,
    ReportView,
)
from defectarchive.views.figures import Locator, Span
from defectarchive.views.history_rows import History
from defectarchive.views.page import Page
from defectarchive.views.rows import (
    ArticleItem,
    CaseItem,
    CorrectionItem,
    DateView,
    Link,
    PartLink,
    ProseView,
    View,
)


class YearLink(View, frozen=True):
    """A year that a case touches. possible: it is perhaps in it."""

    year: int
    path: str
    possible: bool


class RelatedCase(View, frozen=True):
    """A case that this one stands in some relation to. label: "Followed by".

    article: who says so, None where the editor does.
    """

    label: str
    case: CaseItem
    article: ArticleItem | None


class MovedView(View, frozen=True):
    """A claim that stood here until the case was split. anchors: ids that it had here.

    case: where it is now; path: of the claim there; label and value: what it says.
    """

    anchors: tuple[str, ...]
    case: Link
    path: str
    label: str
    value: str


class Objector(View, frozen=True):
    """Who denies or doubts something of a case. what: the values, joined in words."""

    who: str
    stance: str
    what: str


class Trust(View, frozen=True):
    """On what a case rests; how many articles and origins that is, `case.support` says.

    outlets: whose articles these are. origin: its name where there is one and no other, else "".
    translated: how many of the articles are read in translation. type_confirmed_by: who confirms
    the type that is shown, confirmed_by: who besides confirms the status; names, joined in words.
    """

    outlets: int
    origin: str
    translated: int
    type_confirmed_by: str
    confirmed_by: str
    objectors: tuple[Objector, ...]
    objectors_left: int


class CasePage(Page, frozen=True):
    """`pages/case.html`. A case or tally (`case.type.aggregate`).

    years: empty for a case that stands on /years/ in words (`in_words`) or has no date.
    statements: what articles say that is never compared. reports: one an article, by
    publication, as far as they fit on the page; report_parts: the pages that hold the others.
    claims_total: all claims, here and there. into: cases that it was split into; moved: claims
    that went. history: how it all became known. relays: who passes on whose story, None where
    one outlet alone tells of it. prose: the editor's own. lede: the editor's sentence or two, or
    an article's summary, and then `lede_of` tells whose; "" where there is neither. locator: None
    where neither place nor time can be drawn. order_unknown: it may have come before `previous`.
    former_ids: ids that lead here now.
    """

    case: CaseItem
    lede: str
    lede_of: ArticleItem | None
    trust: Trust
    locator: Locator | None
    order_unknown: bool
    years: tuple[YearLink, ...]
    in_words: bool
    facts: tuple[FactRow, ...]
    statements: FactRow | None
    people: tuple[Participant, ...]
    reports: tuple[ReportView, ...]
    report_parts: tuple[PartLink, ...]
    claims_total: int
    history: History
    relays: RelayTree | None
    related: tuple[RelatedCase, ...]
    into: tuple[CaseItem, ...]
    moved: tuple[MovedView, ...]
    previous: Link | None
    next: Link | None
    corrections: tuple[CorrectionItem, ...]
    former_ids: tuple[str, ...]
    first_published: DateView
    cite: CitationView
    prose: ProseView | None


class SplitPage(Page, frozen=True):
    """`pages/split.html`. A case that became several, of which no article tells any more."""

    lede: str
    into: tuple[CaseItem, ...]
    moved: tuple[MovedView, ...]
    former_ids: tuple[str, ...]
    prose: ProseView | None


class CasePart(Page, frozen=True):
    """`pages/case-part.html`. Reports that did not fit on the page of the case (or its people)."""

    case: CaseItem
    part: PartLink
    parts: tuple[PartLink, ...]
    reports: tuple[ReportView, ...]
    people: tuple[Participant, ...]


class CaseCard(Page, frozen=True):
    """`cards/case.txt`. Fields as on the page of the case; the map of the locator is larger.

    case: without its people. span: the line of time in the place of that of the locator, None
    where that has none.
    """

    case: CaseItem
    trust: Trust
    locator: Locator | None
    span: Span | None
