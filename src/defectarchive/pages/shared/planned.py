"""A page in the plan: where it goes, which template makes it, and all that the template sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypedDict

from defectarchive.frozen import Frozen
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.pagination import PagedList
from defectarchive.views.page import Page
from defectarchive.views.rows import SiteView

REDIRECT = "pages/redirect.html"
AS_KNOWN = "pages/as-known.html"
UNLISTED = frozenset({REDIRECT, AS_KNOWN})
"""Templates of pages that stand beside another one, and in no sitemap."""


class PlannedPage(Frozen, frozen=True):
    """One page to render. path: of its file, "cases/x/index.html"; template: "pages/case.html"."""

    path: str
    template: str
    view: Page


class PlannedCard(PlannedPage, frozen=True):
    """A picture to draw. The template gives its words; there is none where they cannot be drawn."""


class PlannedFile(Frozen, frozen=True):
    """A file to write. `chunks` makes its content, in pieces, each time that it is called."""

    path: str
    chunks: Callable[[], Iterable[bytes]]

    def content(self) -> bytes:
        """All of it at once."""
        return b"".join(self.chunks())


class OwnFile(PlannedFile, frozen=True):
    """A file of the program's own, which says nothing of this archive: it can hold no name of it.

    Names of two letters stand in every large file, among the bytes of a typeface too.
    """


class Pieces(Frozen, frozen=True):
    """A part of a large file: a piece for each key, each of which may outlast a build.

    name: of the part, within its file. make: gives the piece of a key, b"" for none. first: what
    stands before the first piece; between: before any other.
    """

    name: str
    keys: tuple[str, ...]
    make: Callable[[str], bytes]
    first: bytes = b""
    between: bytes = b""


Parts = Iterable[bytes | Pieces]
"""Of a large file, in order."""


def chunks_of(parts: Parts) -> Iterator[bytes]:
    """The content that these parts make."""
    for part in parts:
        if isinstance(part, bytes):
            yield part
            continue
        before = part.first
        for piece in filter(None, map(part.make, part.keys)):
            yield before
            yield piece
            before = part.between


class PiecedFile(PlannedFile, frozen=True):
    """A large file, most of whose content are pieces. `parts` gives what it consists of."""

    parts: Callable[[], Parts]


def pieced(path: str, parts: Callable[[], Parts]) -> PiecedFile:
    """The file that consists of these."""
    return PiecedFile(path, lambda: chunks_of(parts()), parts)


Planned = PlannedPage | PlannedFile


class Frame(TypedDict):
    """The fields that every page's view has."""

    site: SiteView
    root: str
    path: str
    section: str
    title: str
    summary: str


def frame(context: Context, path: str, section: str, title: str = "", summary: str = "") -> Frame:
    """What a page at `path` has in common with all others."""
    return Frame(
        site=context.site,
        root=routes.root_of(path),
        path=path,
        section=section,
        title=title,
        summary=summary,
    )


def planned(template: str, view: Page) -> PlannedPage:
    """The page of a view; `template` without its folder and ending."""
    return PlannedPage(routes.file_of(view.path), f"pages/{template}.html", view)


def parts(*lists: PagedList[Any]) -> Iterator[PlannedPage]:
    """The pages of lists that do not fit on their page."""
    for laid_out in lists:
        for view in laid_out.pages:
            yield planned("part", view)


def with_parts(template: str, view: Page, lists: Iterable[PagedList[Any]]) -> Iterator[PlannedPage]:
    """A page, and after it the pages of its lists."""
    yield planned(template, view)
    yield from parts(*lists)
