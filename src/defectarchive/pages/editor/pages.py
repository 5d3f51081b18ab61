"""The editor's own pages, corrections, the data page, redirects and the page for what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from defectarchive.model.archive import SPLIT, old_ids
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.pages.editor.guide import live_example
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.corrections import corrected_things, corrections_of, newest_first
from defectarchive.pages.shared.pagination import ListPlan, ListRow, lay_out
from defectarchive.pages.shared.planned import REDIRECT, PlannedPage, frame, planned, with_parts
from defectarchive.views.about import AboutPage, DataFile, DataPage, TextPage
from defectarchive.views.lists import CorrectionsPage
from defectarchive.views.page import NotFoundPage, RedirectPage
from defectarchive.views.rows import Link

_ABOUT = "about"
_FEEDS = (("cases", routes.HOME), ("articles", routes.ARTICLES), ("changes", routes.KNOWN))


def own_pages(context: Context) -> Iterator[PlannedPage]:
    """Those that the editor wrote, and /about/ even where nobody did."""
    for page in context.archive.pages.values():
        if page.id != _ABOUT:
            within = frame(context, routes.own_page(page.id), "page", page.title)
            yield planned("text", TextPage(**within, prose=context.body("pages", page.id)))
    yield planned("about", _about_page(context))


def _about_page(context: Context) -> AboutPage:
    """What the editor says of the archive, if anything, and the guide for readers beneath it."""
    own = context.archive.pages.get(_ABOUT)
    return AboutPage(
        **frame(context, routes.ABOUT, "page", own.title if own else ""),
        prose=context.body("pages", _ABOUT),
        example=live_example(context),
    )


def correction_pages(context: Context) -> Iterator[PlannedPage]:
    """All corrections, newest first."""
    pairs = [
        pair
        for thing in corrected_things(context)
        for pair in zip(newest_first(thing), corrections_of(context, thing), strict=True)
    ]
    pairs.sort(key=lambda pair: pair[0].date.sort_key, reverse=True)
    entries = [
        ListRow(row, context.groups.date_keys(correction.date)[1:]) for correction, row in pairs
    ]
    laid_out = lay_out(
        context.host(routes.CORRECTIONS, "corrections"),
        ListPlan("corrections", "correction", entries, 0),
    )
    view = CorrectionsPage(
        **frame(context, routes.CORRECTIONS, "corrections"), corrections=laid_out.listing
    )
    yield from with_parts("corrections", view, [laid_out])


def data_page(context: Context, size_of: Callable[[str], int]) -> PlannedPage:
    """What there is for programs, with the size of each file, given its path."""
    archive = context.archive
    claims = sum(context.indexes.claims.values())
    files = [
        (routes.ARCHIVE_JSON, -1),
        (routes.ARCHIVE_SCHEMA, -1),
        (routes.EVENTS_CSV, len(archive.events)),
        (routes.PEOPLE_CSV, len(archive.people)),
        (routes.CLAIMS_CSV, claims),
        (routes.DATAPACKAGE, -1),
        (routes.CITATIONS_BIB, -1),
        (routes.CITATIONS_RIS, -1),
    ]
    return planned(
        "data",
        DataPage(
            **frame(context, routes.DATA, "data"),
            files=tuple(
                DataFile(path.rpartition("/")[2], path, rows, size_of(path)) for path, rows in files
            ),
            feeds=tuple(Link(name, path) for name, path in _FEEDS),
        ),
    )


def redirects(context: Context) -> Iterator[PlannedPage]:
    """A page at each address that something once had."""
    for old, now in _renamed(context):
        section = routes.thing(EntityRef(now.kind, "")).partition("/")[0]
        yield _redirect(context, routes.thing(old), section, context.thing(now))
    for page in context.archive.pages.values():
        target = Link(page.title, routes.own_page(page.id))
        for former in old_ids(page):
            yield _redirect(context, routes.own_page(former), "page", target)


def former_addresses(context: Context) -> Iterator[tuple[str, str]]:
    """Where these pages are, and where they lead."""
    for old, now in _renamed(context):
        yield routes.thing(old), routes.thing(now)
    for page in context.archive.pages.values():
        for former in old_ids(page):
            yield routes.own_page(former), routes.own_page(page.id)


def _renamed(context: Context) -> Iterator[tuple[EntityRef, EntityRef]]:
    for of_kind, things in context.archive.lasting():
        kind = Kind.EVENT if of_kind == SPLIT else Kind(of_kind)
        for thing in context.indexes.renamed.get(of_kind, ()):
            for former in old_ids(things[thing]):
                yield EntityRef(kind, former), EntityRef(kind, thing)


def _redirect(context: Context, path: str, section: str, target: Link) -> PlannedPage:
    view = RedirectPage(**frame(context, path, section, target.text), target=target)
    return PlannedPage(routes.file_of(path), REDIRECT, view)


def not_found_page(context: Context) -> PlannedPage:
    """The page that servers show for addresses that are not."""
    base = urlsplit(context.edition.base_url).path or "/"
    return planned("404", NotFoundPage(**frame(context, routes.NOT_FOUND, ""), base=base))
