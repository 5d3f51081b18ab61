"""A page in the plan: where it goes, which template makes it, and all that the template sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypedDict

from defectarchive.frozen import Frozen
from defectarchive.pages import routes
from defectarchive.pages.context import Context
from defectarchive.pages.items import SiteView
from defectarchive.pages.split import LaidOut
from defectarchive.pages.views import Page

REDIRECT = "pages/redirect.html"
AS_KNOWN = "pages/as-known.html"
UNLISTED = frozenset({REDIRECT, AS_KNOWN})
"""Templates of pages that stand beside another one, and in no sitemap."""


class PlannedPage(Frozen, frozen=True):
    """One page to render. path: of its file, "cases/x/index.html"; template: "pages/case.html"."""

    path: str
    template: str
    view: Page


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


def parts(*lists: LaidOut[Any]) -> Iterator[PlannedPage]:
    """The pages of lists that do not fit on their page."""
    for laid_out in lists:
        for view in laid_out.pages:
            yield planned("part", view)


def with_parts(template: str, view: Page, lists: Iterable[LaidOut[Any]]) -> Iterator[PlannedPage]:
    """A page, and after it the pages of its lists."""
    yield planned(template, view)
    yield from parts(*lists)
