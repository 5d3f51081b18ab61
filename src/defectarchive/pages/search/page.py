"""The page for finding: names, spellings and titles from A to Z, as the search has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from defectarchive.model.archive import Organisation, Place
from defectarchive.pages.event_types import type_items
from defectarchive.pages.search.rows import SEARCH_INDEX
from defectarchive.pages.search.texts import TEXTS
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context, is_group
from defectarchive.pages.shared.lists import named_row
from defectarchive.pages.shared.pagination import ListPlan, lay_out
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.views.lists import SearchPage
from defectarchive.views.rows import NameItem


def search_pages(context: Context) -> Iterator[PlannedPage]:
    """The list of names, by letter."""
    entries = [named_row(context, name, name.text) for name in names_in_order(context)]
    laid_out = lay_out(context.host(routes.SEARCH, "search"), ListPlan("names", "name", entries, 0))
    view = SearchPage(
        **frame(context, routes.SEARCH, "search"),
        names=laid_out.listing,
        index=SEARCH_INDEX if context.edition.deployment.search else "",
        texts=TEXTS if context.edition.deployment.fulltext else "",
    )
    yield from with_parts("search", view, [laid_out])


def names_in_order(context: Context) -> list[NameItem]:
    """Every name, spelling and title of the archive."""
    return sorted(
        dict.fromkeys(_names(context)),
        key=lambda name: (context.alphabet.sort_key(name.text), name.kind, name.path),
    )


def _names(context: Context) -> Iterator[NameItem]:
    archive = context.archive
    for event in archive.events.values():
        kind = "tally" if event.aggregate else "case"
        yield NameItem(context.title(event), routes.case(event.id), kind, "")
    for person in archive.people.values():
        kind = "group" if is_group(person) else "person"
        spellings = [usage.text for usage in person.spellings]
        yield from _spelled(person.name, spellings, routes.person(person.id), kind)
    for article in archive.articles.values():
        yield NameItem(context.headline(article), routes.article(article.id), "article", "")
    yield from _registered(archive.outlets.values(), routes.OUTLETS, "outlet")
    yield from _registered(archive.organisations.values(), routes.ORGANISATIONS, "organisation")
    yield from _registered(archive.places.values(), routes.PLACES, "place")
    for item in type_items(context):
        yield NameItem(item.plural, item.type.path, "type", "")


def _registered(
    things: Iterable[Organisation | Place], folder: str, kind: str
) -> Iterator[NameItem]:
    for thing in things:
        yield from _spelled(thing.name, thing.also_known_as, f"{folder}{thing.id}/", kind)


def _spelled(name: str, spellings: Iterable[str], path: str, kind: str) -> Iterator[NameItem]:
    yield NameItem(name, path, kind, "")
    for spelling in spellings:
        if spelling != name:
            yield NameItem(spelling, path, kind, name)
