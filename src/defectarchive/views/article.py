"""What the page of a source article shows."""

from __future__ import annotations

from defectarchive.views.evidence import (
    ChainView,
    ClaimView,
)
from defectarchive.views.history_rows import ChangeLine
from defectarchive.views.page import Page
from defectarchive.views.rows import (
    ArticleItem,
    CaseItem,
    CorrectionItem,
    DateView,
    Link,
    Listing,
    ProseView,
    View,
)


class LaterArticle(View, frozen=True):
    """A later article, and what it did to claims of the one whose page this is.

    order_unknown: it may have come before that one.
    """

    article: ArticleItem
    order_unknown: bool
    lines: tuple[ChangeLine, ...]


class ArticleReport(View, frozen=True):
    """What this article says about one case. claims: their path leads to the case's page.

    chains, own_reporting, relays_apply: see `ReportView`. only: no other article tells of the case.
    compared: how many of its claims are compared with others, alone: how many of them rest on
    nothing else. later: the first later articles that confirm, repeat, narrow, contradict or deny
    what it says (a line's `effect`), at most twelve;
    more_later: there are more.
    """

    case: CaseItem
    title: str
    summary: str
    chains: tuple[ChainView, ...]
    own_reporting: bool
    relays_apply: bool
    claims: tuple[ClaimView, ...]
    only: bool
    compared: int
    alone: int
    later: tuple[LaterArticle, ...]
    more_later: bool


class RetractionView(View, frozen=True):
    """That the outlet withdrew the article: when, and why; url: where it says so, or ""."""

    date: DateView | None
    because: str
    url: str


class CorrectedView(View, frozen=True):
    """What the outlet put right in its article: when, and what; url: where it says so, or ""."""

    date: DateView
    text: str
    url: str


class CopyView(View, frozen=True):
    """The kept copy of an article: its day and SHA-256; checked: how many quotations are in it."""

    kept: DateView
    sha256: str
    checked: int


class ReviewView(View, frozen=True):
    """Who has read an article's file beside its source, and when. fresh: it is as they read it."""

    by: str
    date: DateView
    fresh: bool


class ArticlePage(Page, frozen=True):
    """`pages/article.html`. A source article: prose is the editor's summary of it.

    kind: what its outlet is, "newspaper" …, or "". written_in: what its language is called, or "".
    translated_from: what that of the original is called, or "".
    relays_apply: some claim of it rests on chains or own_reporting, and not on something else.
    of_claims: the outlets that it passes on in some claims alone.
    rests_on: articles on the same cases by the outlets that it relays; relayed_by: those that rest
    on its outlet. previous, next: by publication. reports: one a case. corrected: by the outlet;
    corrections: of what this archive had wrong. former_ids: ids that lead here now. copy: None
    where none is kept. quotations: how many different ones of it there are in this archive.
    drafted_by: who wrote the archive's file, where it says so; by_program: no person did. review:
    who has read it, or None.
    """

    article: ArticleItem
    kind: str
    authors: tuple[str, ...]
    accessed: DateView | None
    retraction: RetractionView | None
    written_in: str
    translated_from: str
    chains: tuple[ChainView, ...]
    own_reporting: bool
    relays_apply: bool
    reports: Listing[ArticleReport]
    of_claims: tuple[Link, ...]
    rests_on: tuple[ArticleItem, ...]
    relayed_by: tuple[ArticleItem, ...]
    previous: Link | None
    next: Link | None
    corrected: tuple[CorrectedView, ...]
    corrections: tuple[CorrectionItem, ...]
    former_ids: tuple[str, ...]
    copy: CopyView | None
    quotations: int
    drafted_by: str
    by_program: bool
    review: ReviewView | None
    prose: ProseView | None
