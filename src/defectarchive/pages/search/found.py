"""What can be found of a case, a person or an article: names in the index, a row in a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from defectarchive.frozen import Frozen
from defectarchive.language.language_marks import plain
from defectarchive.model.archive import Organisation, Place
from defectarchive.model.ids import Kind
from defectarchive.pages.event_types import type_items
from defectarchive.pages.search.details import case_values, details_of
from defectarchive.pages.search.rows import (
    Facet,
    FoundRow,
    article_facets,
    case_facets,
    entity_facets,
    kind_facet,
    person_facets,
    rank_of,
)
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context, is_group
from defectarchive.pages.shared.lists import listed_as
from defectarchive.resolve.order import latest_first
from defectarchive.views.rows import NameItem

FOUND = {Kind.EVENT: "found case", Kind.PERSON: "found person", Kind.ARTICLE: "found article"}
"""The rows that have what is found of a thing, by its kind."""
_CUT = 300
_BEFORE_DETAILS = 3


class FoundName(Frozen, frozen=True):
    """A name in the index. rank: what stands first among what is found alike.

    order: where it stands from A to Z.
    """

    item: NameItem
    rank: tuple[int, int]
    row: FoundRow
    order: tuple[str, str]

    @property
    def details(self) -> tuple[str, ...]:
        """What tells it apart, as its row has it."""
        return tuple(str(cell) for cell in self.row.cells[_BEFORE_DETAILS:])


class Found(Frozen, frozen=True):
    """What can be found of one thing. table: its row there. order: where that stands, of people."""

    names: tuple[FoundName, ...]
    table: FoundRow
    order: tuple[bool, str] = (False, "")


def found_case(context: Context, identifier: str) -> Found:
    """A case: date, title, type, place, articles, origins at the least.

    What is shown with reserve says so.
    """
    item, event = context.case(identifier), context.archive.events[identifier]
    date, type_, place = case_values(context, event)
    name = NameItem(
        context.title(event), routes.case(event.id), "tally" if event.aggregate else "case", ""
    )
    cells = (date, item.title, type_, place, item.support.articles, item.support.least)
    facets = case_facets(context, event)
    return Found((_found(context, name, facets),), FoundRow(item.path, cells, facets))


def found_person(context: Context, identifier: str) -> Found:
    """A person or group: name, years, cases."""
    item, person = context.person(identifier), context.archive.people[identifier]
    kind = "group" if is_group(person) else "person"
    spellings = [usage.text for usage in person.spellings]
    names = _spelled(person.name, spellings, routes.person(person.id), kind)
    facets = person_facets(context, person)
    row = FoundRow(item.path, (item.name, item.span, item.cases), facets)
    order = (person.unnamed, listed_as(item))
    return Found(tuple(_found(context, name, facets) for name in names), row, order)


def found_article(context: Context, identifier: str) -> Found:
    """An article: date, title, outlet."""
    item, article = context.article(identifier), context.archive.articles[identifier]
    headline = context.headline(article)
    name = NameItem(headline, routes.article(article.id), "article", "")
    cells = (item.published.short, headline, item.outlet.text)
    facets = article_facets(context, article)
    return Found((_found(context, name, facets),), FoundRow(item.path, cells, facets))


def _found(context: Context, name: NameItem, facets: tuple[Facet, ...]) -> FoundName:
    """A name, and its row; its cells: text, kind, the usual name of another spelling, details.

    facets: of what it leads to.
    """
    usual = _shortened(name.of) if name.of else ""
    cells = (_shortened(name.text), name.kind, usual, *details_of(context, name))
    row = FoundRow(name.path, cells, (kind_facet(name.kind), *facets))
    return FoundName(name, rank_of(context, name), row, context.alphabet.sort_key(name.text))


def _shortened(text: str) -> str:
    text = plain(text)
    return text if len(text) <= _CUT else f"{text[:_CUT]}…"


def case_rows(context: Context) -> Iterator[FoundRow]:
    """The rows of cases, in order of time."""
    for entry in context.timeline.entries:
        yield found_of(context, Kind.EVENT, entry.event).table


def person_rows(context: Context) -> Iterator[FoundRow]:
    """The rows of people by surname and of groups by name, those without one last."""

    def order(person: str) -> tuple[bool, object, str]:
        unnamed, name = found_of(context, Kind.PERSON, person).order
        return unnamed, context.alphabet.sort_key(name), person

    for person in sorted(context.archive.people, key=order):
        yield found_of(context, Kind.PERSON, person).table


def article_rows(context: Context) -> Iterator[FoundRow]:
    """The rows of articles, latest first."""
    for article in latest_first(context.archive.articles.values()):
        yield found_of(context, Kind.ARTICLE, article.id).table


def names_in_order(context: Context) -> list[FoundName]:
    """Every name, spelling and title of the archive."""
    return sorted(
        {name.item: name for name in _names(context)}.values(),
        key=lambda name: (name.order, name.item.kind, name.item.path),
    )


def found_of(context: Context, kind: Kind, identifier: str) -> Found:
    """What can be found of a case, a person or an article."""
    found: Found = context.row(FOUND[kind], identifier)
    return found


def _names(context: Context) -> Iterator[FoundName]:
    archive = context.archive
    things = (
        (Kind.EVENT, archive.events),
        (Kind.PERSON, archive.people),
        (Kind.ARTICLE, archive.articles),
    )
    for kind, ids in things:
        yield from (name for one in ids for name in found_of(context, kind, one).names)
    others = chain(
        _registered(archive.outlets.values(), routes.OUTLETS, "outlet"),
        _registered(archive.organisations.values(), routes.ORGANISATIONS, "organisation"),
        _registered(archive.places.values(), routes.PLACES, "place"),
        (NameItem(item.plural, item.type.path, "type", "") for item in type_items(context)),
    )
    yield from (_found(context, name, entity_facets(context, name)) for name in others)


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
