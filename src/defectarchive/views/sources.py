"""What the pages of outlets and organisations show, and their indexes."""

from __future__ import annotations

from defectarchive.views.page import Page
from defectarchive.views.rows import (
    ArticleItem,
    CaseItem,
    Listing,
    PersonItem,
    SourceItem,
)


class ArticlesIndex(Page, frozen=True):
    """`pages/articles.html`. articles: by year of publication, latest first.

    table: the file with which a script filters and sorts them, "" where there is none.
    """

    articles: Listing[ArticleItem]
    table: str


class SourcesIndex(Page, frozen=True):
    """`pages/outlets.html` and `pages/organisations.html`: by letter."""

    sources: Listing[SourceItem]


class OutletPage(Page, frozen=True):
    """`pages/outlet.html`. relays: outlets that its articles rest on; relayed_by: the other way.

    In both, count is the number of articles, and …_left says how many more there are. articles:
    latest first, by year. former_ids: ids that lead here now.
    """

    outlet: SourceItem
    spellings: tuple[str, ...]
    language: str
    url: str
    former_ids: tuple[str, ...]
    articles: Listing[ArticleItem]
    relays: tuple[SourceItem, ...]
    relays_left: int
    relayed_by: tuple[SourceItem, ...]
    relayed_by_left: int


class OrganisationPage(Page, frozen=True):
    """`pages/organisation.html`. cases: where it acts, or employs somebody.

    quoted: cases where an article lets it speak. people: those whom an article counts as its own.
    former_ids: ids that lead here now.
    """

    organisation: SourceItem
    spellings: tuple[str, ...]
    url: str
    former_ids: tuple[str, ...]
    cases: Listing[CaseItem]
    quoted: Listing[CaseItem]
    people: Listing[PersonItem]
