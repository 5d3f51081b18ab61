"""What the pages about the archive itself show: its data, how to read it, the editor's own."""

from __future__ import annotations

from defectarchive.views.evidence import (
    FactRow,
)
from defectarchive.views.page import Page
from defectarchive.views.rows import (
    Link,
    ProseView,
    View,
)


class DataFile(View, frozen=True):
    """A file for programs. name: "events.csv"; rows: how many lines of data, -1 where not so.

    size: in bytes.
    """

    name: str
    path: str
    rows: int
    size: int


class DataPage(Page, frozen=True):
    """`pages/data.html`. feeds: of all cases, of articles, of changes.

    A feed's text says which (cases, articles, changes); its path is that of the page beside it.
    """

    files: tuple[DataFile, ...]
    feeds: tuple[Link, ...]


class TextPage(Page, frozen=True):
    """`pages/text.html`: one of the editor's own pages."""

    prose: ProseView | None


class LiveExample(View, frozen=True):
    """A fact of this archive by which readers are told how to read it. case: where it stands."""

    case: Link
    fact: FactRow


class AboutPage(Page, frozen=True):
    """`pages/about.html`: what the editor says of the archive, and how to read it.

    It is always there: without a content/pages/about.md the template has the words, and prose is
    None. example: None where the archive has no fact to show.
    """

    prose: ProseView | None
    example: LiveExample | None
