"""What a feed shows."""

from __future__ import annotations

from defectarchive.views.page import Page
from defectarchive.views.rows import (
    TypeView,
    View,
)


class FeedEntry(View, frozen=True):
    """A case, an article or a change in a feed. id: permanent, a URN. published, updated: RFC 3339.

    type: of the case. author: the outlets that it comes from, "" for the archive. language: BCP 47
    of the title, "" for the site's own.
    """

    id: str
    title: str
    path: str
    published: str
    updated: str
    summary: str
    type: TypeView | None = None
    author: str = ""
    language: str = ""


class FeedPage(Page, frozen=True):
    """`feeds/atom.xml` and `feeds/feed.json`: a feed, in its two forms. about: the page beside it.

    id: of the feed. entries: the newest, at most fifty.
    """

    id: str
    about: str
    updated: str
    entries: tuple[FeedEntry, ...]
