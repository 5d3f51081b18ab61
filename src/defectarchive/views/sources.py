"""What the pages of outlets and organisations show, and their indexes."""

from __future__ import annotations

from defectarchive.views.page import Page
from defectarchive.views.rows import (
    ArticleItem,
    CaseItem,
    Caution,
    Listing,
    PersonItem,
    SourceItem,
    View,
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


class RelayItem(View, frozen=True):
    """An outlet in a list of who passes on whom: in how many articles surely, and perhaps."""

    name: str
    path: str
    count: int
    perhaps: int


class OutletPage(Page, frozen=True):
    """`pages/outlet.html`. relays: outlets that its articles rest on; relayed_by: the other way.

    Of both, …_left says how many more there are. articles: latest first, by year. former_ids: ids
    that lead here now. alone: how many facts would have no source without its articles; statements,
    which are never compared, are not among them.
    """

    outlet: SourceItem
    spellings: tuple[str, ...]
    language: str
    url: str
    former_ids: tuple[str, ...]
    articles: Listing[ArticleItem]
    relays: tuple[RelayItem, ...]
    relays_left: int
    relayed_by: tuple[RelayItem, ...]
    relayed_by_left: int
    alone: int


class ActingCase(View, frozen=True):
    """A case in which an organisation acts; caution: with what reserve that is said, if any."""

    case: CaseItem
    caution: Caution | None


class CountedPerson(View, frozen=True):
    """Somebody counted as an organisation's own; caution: with what reserve that is said."""

    person: PersonItem
    caution: Caution | None


class OrganisationPage(Page, frozen=True):
    """`pages/organisation.html`. cases: where it acts, or employs somebody.

    quoted: cases where an article lets it speak. people: those whom an article counts as its own.
    named: cases in which some article names it and that do not show it, since it was denied,
    doubted, withdrawn or changed. former_ids: ids that lead here now.
    """

    organisation: SourceItem
    spellings: tuple[str, ...]
    url: str
    former_ids: tuple[str, ...]
    cases: Listing[ActingCase]
    quoted: Listing[CaseItem]
    people: Listing[CountedPerson]
    named: Listing[CaseItem]
