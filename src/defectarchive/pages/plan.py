"""The plan of all pages: which there are, and the view of each.

It consists of parts. Each can be made without the others, in any process and in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from msgspec.structs import replace

from defectarchive.frozen import Frozen
from defectarchive.model.archive import Archive
from defectarchive.pages.articles import article_pages, articles_index
from defectarchive.pages.case.card import case_card
from defectarchive.pages.case.page import case_pages, split_pages
from defectarchive.pages.editor.pages import correction_pages, not_found_page, own_pages, redirects
from defectarchive.pages.event_types import type_pages, types_index
from defectarchive.pages.feeds import feed_pages, person_feeds
from defectarchive.pages.home import home_pages
from defectarchive.pages.open_questions import question_pages
from defectarchive.pages.organisations import organisation_pages, organisations_index
from defectarchive.pages.outlets import outlet_pages, outlets_index
from defectarchive.pages.person.card import person_card
from defectarchive.pages.person.page import people_index, person_pages
from defectarchive.pages.place.page import map_pages, place_pages, places_index
from defectarchive.pages.search.page import search_pages
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import PlannedPage
from defectarchive.pages.year.card import year_card
from defectarchive.pages.year.known_by_year import known_pages
from defectarchive.pages.year.page import cases_pages, timeline_pages, year_pages, years_pages

__all__ = [
    "ARTICLE",
    "CASE",
    "PERSON",
    "YEAR",
    "PlanPart",
    "page_parts",
    "pages_of",
    "side_by_side",
]

CASE, PERSON, ARTICLE, YEAR = "case", "person", "article", "year"
"""Names of the parts about one thing."""


class PlanPart(Frozen, frozen=True):
    """A part of the plan: pages or files that are made together, for the same reasons.

    thing: id of the case, person or article that it is about; "" if about the whole archive.
    prefix: of its paths, "" for the first language, else for instance "nb/".
    """

    name: str
    prefix: str = ""
    thing: str = ""


def page_parts(context: Context) -> Iterator[PlanPart]:
    """The parts for an edition's feeds and all its pages, except /data/ (see `SitePlan.rest`).

    The slowest parts come first, so that no process is still at one when the others have finished.
    """
    archive, indexes, prefix = context.archive, context.indexes, context.edition.prefix
    for name in _OF_ALL:
        yield PlanPart(name, prefix)
    types = (kind for kind in context.vocabulary.event_types if indexes.has_type(kind))
    of_kinds: tuple[tuple[str, Iterable[str]], ...] = (
        (YEAR, indexes.cases_of_year),
        ("type", types),
        ("outlet", archive.outlets),
        ("organisation", archive.organisations),
        ("place", archive.places),
        (PERSON, archive.people),
        (CASE, archive.events),
        (ARTICLE, archive.articles),
    )
    for name, things in of_kinds:
        for thing in things:
            yield PlanPart(name, prefix, thing)


def side_by_side(parts: Iterable[PlanPart], archive: Archive) -> list[PlanPart]:
    """The same parts, articles behind the case that they tell of first: both are made of the same.

    Those that tell of none of these cases come last.
    """
    beside: dict[tuple[str, str], list[PlanPart]] = {}
    others: list[PlanPart] = []
    for part in parts:
        if part.name == ARTICLE:
            case = next(iter(archive.articles[part.thing].events), "")
            beside.setdefault((part.prefix, case), []).append(part)
        else:
            others.append(part)
    ordered: list[PlanPart] = []
    for part in others:
        ordered.append(part)
        if part.name == CASE:
            ordered += beside.pop((part.prefix, part.thing), ())
    return [*ordered, *chain.from_iterable(beside.values())]


def pages_of(context: Context, part: PlanPart) -> Iterator[PlannedPage]:
    """The pages of a part, each view made when it is asked for."""
    if part.name in _OF_ALL:
        pages = _OF_ALL[part.name](context)
    else:
        pages = _OF_ONE[part.name](context, part.thing)
    prefix = context.edition.prefix
    for page in pages:
        yield replace(page, path=prefix + page.path) if prefix else page


def _editorial_pages(context: Context) -> Iterator[PlannedPage]:
    yield from correction_pages(context)
    yield from own_pages(context)
    yield from redirects(context)
    yield from split_pages(context)
    if not context.edition.prefix:
        yield not_found_page(context)


def _case_pages(context: Context, identifier: str) -> Iterator[PlannedPage]:
    yield from case_pages(context, identifier)
    yield from case_card(context, identifier)


def _person_pages(context: Context, identifier: str) -> Iterator[PlannedPage]:
    yield from person_pages(context, identifier)
    yield from person_card(context, identifier)
    yield from person_feeds(context, identifier)


def _year_pages(context: Context, number: str) -> Iterator[PlannedPage]:
    yield from year_pages(context, number)
    yield from year_card(context, number)


_OF_ALL: Mapping[str, Callable[[Context], Iterator[PlannedPage]]] = {
    "years": years_pages,
    "home": home_pages,
    "open-questions": question_pages,
    "timeline": timeline_pages,
    "search": search_pages,
    "cases": cases_pages,
    "people": people_index,
    "articles": articles_index,
    "known": known_pages,
    "types": types_index,
    "outlets": outlets_index,
    "organisations": organisations_index,
    "places": places_index,
    "map": map_pages,
    "feeds": feed_pages,
    "editorial": _editorial_pages,
}
_OF_ONE: Mapping[str, Callable[[Context, str], Iterator[PlannedPage]]] = {
    YEAR: _year_pages,
    "type": type_pages,
    "outlet": outlet_pages,
    "organisation": organisation_pages,
    "place": place_pages,
    CASE: _case_pages,
    PERSON: _person_pages,
    ARTICLE: article_pages,
}
