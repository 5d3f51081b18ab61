"""The editor's own pages, corrections, the data page, redirects and the page for what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from defectarchive.pages import routes
from defectarchive.pages.cases import corrections_of
from defectarchive.pages.context import Context
from defectarchive.pages.items import Link
from defectarchive.pages.planned import REDIRECT, PlannedPage, frame, planned, with_parts
from defectarchive.pages.split import Entry, ListPlan, lay_out
from defectarchive.pages.views import (
    CorrectionsPage,
    DataFile,
    DataPage,
    NotFoundPage,
    RedirectPage,
    TextPage,
)

_ABOUT = "about"
_FEEDS = (("cases", routes.HOME), ("articles", routes.ARTICLES), ("changes", routes.KNOWN))


def own_pages(context: Context) -> Iterator[PlannedPage]:
    """Those that the editor wrote, and /about/ even where he did not."""
    for page in context.archive.pages.values():
        path = routes.own_page(page.id)
        view = TextPage(**frame(context, path, "page", page.title), prose=context.prose(page.prose))
        yield planned("text", view)
    if _ABOUT not in context.archive.pages:
        yield planned("about", TextPage(**frame(context, routes.ABOUT, "page"), prose=None))


def correction_pages(context: Context) -> Iterator[PlannedPage]:
    """All corrections, newest first."""
    found = [
        (correction, row)
        for event in context.archive.events.values()
        for correction, row in zip(
            sorted(event.corrections, key=lambda each: each.date.sort_key, reverse=True),
            corrections_of(context, event),
            strict=True,
        )
    ]
    found.sort(key=lambda pair: pair[0].date.sort_key, reverse=True)
    entries = [
        Entry(row, context.groups.date_keys(correction.date)[1:]) for correction, row in found
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
    claims = sum(len(event.claims()) for event in archive.events.values())
    files = [
        (routes.ARCHIVE_JSON, -1),
        (routes.ARCHIVE_SCHEMA, -1),
        (routes.EVENTS_CSV, len(archive.events)),
        (routes.PEOPLE_CSV, len(archive.people)),
        (routes.CLAIMS_CSV, claims),
        (routes.DATAPACKAGE, -1),
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
    """A page at each address that a case or person once had."""
    for event in context.archive.events.values():
        for former in event.former_ids:
            target = Link(event.title, routes.case(event.id))
            yield _redirect(context, routes.case(former), "cases", target)
    for split in context.archive.splits.values():
        for former in split.former_ids:
            target = Link(split.title, routes.case(split.id))
            yield _redirect(context, routes.case(former), "cases", target)
    for person in context.archive.people.values():
        for former in person.former_ids:
            target = Link(person.name, routes.person(person.id))
            yield _redirect(context, routes.person(former), "people", target)


def _redirect(context: Context, path: str, section: str, target: Link) -> PlannedPage:
    view = RedirectPage(**frame(context, path, section, target.text), target=target)
    return PlannedPage(routes.file_of(path), REDIRECT, view)


def not_found_page(context: Context) -> PlannedPage:
    """The page that servers show for addresses that are not."""
    base = urlsplit(context.config.base_url).path or "/"
    return planned("404", NotFoundPage(**frame(context, routes.NOT_FOUND, ""), base=base))
