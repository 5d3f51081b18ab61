"""The plan of all pages: which there are, and the view of each.

It consists of parts. Each can be made without the others, in any process and in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from defectarchive.frozen import Frozen
from defectarchive.model.archive import Archive
from defectarchive.pages.articles import article_pages, articles_index
from defectarchive.pages.case.page import case_pages, split_pages
from defectarchive.pages.editor.pages import correction_pages, not_found_page, own_pages, redirects
from defectarchive.pages.event_types import type_pages
from defectarchive.pages.feeds import feed_pages, person_feeds
from defectarchive.pages.home import home_page
from defectarchive.pages.open_questions import open_questions, question_pages
from defectarchive.pages.organisations import organisation_pages
from defectarchive.pages.outlets import outlet_pages
from defectarchive.pages.person.page import people_index, person_pages
from defectarchive.pages.place.page import map_pages, place_pages
from defectarchive.pages.search.page import search_pages
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import PlannedPage
from defectarchive.pages.year.known_by_year import known_pages
from defectarchive.pages.year.page import cases_pages, timeline_pages, years_pages

__all__ = ["ARTICLES", "PEOPLE", "PlanPart", "page_parts", "pages_of"]

_PERSON_FEEDS = "person-feed"
PEOPLE, ARTICLES = "person", "article"
"""Names of the parts whose pages show bodies of people and of articles."""
# How many cases, people or articles there are in a part: some 100 ms of work. The second number is
# for parts whose files are quick to make.
_THINGS = 48
_SMALL_THINGS = 240


class PlanPart(Frozen, frozen=True):
    """A part of the plan: a group of pages or files that are made together.

    things: ids of the cases, people or articles that it is about; () if about the whole archive.
    prefix: of its paths, "" for the first language, else for instance "nb/".
    """

    name: str
    prefix: str = ""
    things: tuple[str, ...] = ()


def page_parts(archive: Archive, prefix: str = "") -> Iterator[PlanPart]:
    """The parts for an edition's feeds and all its pages, except /data/ (see `SitePlan.rest`).

    The slowest parts come first, so that no process is still at one when the others have finished.
    """
    for name in _OF_ALL:
        yield PlanPart(name, prefix)
    for name, things in (
        ("case", archive.events),
        (PEOPLE, archive.people),
        (ARTICLES, archive.articles),
    ):
        yield from parts_about(name, prefix, tuple(things))
    yield from parts_about(_PERSON_FEEDS, prefix, tuple(archive.people), small=True)


def parts_about(
    name: str, prefix: str, things: Sequence[str], *, small: bool = False
) -> Iterator[PlanPart]:
    """Distribute these things over parts. `small`: each takes little work, so a part has more."""
    size = _SMALL_THINGS if small else _THINGS
    for start in range(0, len(things), size):
        yield PlanPart(name, prefix, tuple(things[start : start + size]))


def pages_of(context: Context, part: PlanPart) -> Iterator[PlannedPage]:
    """The pages of a part, each view made when it is asked for."""
    if part.name in _OF_ALL:
        pages = _OF_ALL[part.name](context)
    else:
        pages = _OF_THINGS[part.name](context, part.things)
    prefix = context.edition.prefix
    for page in pages:
        yield replace(page, path=prefix + page.path) if prefix else page


def _home_pages(context: Context) -> Iterator[PlannedPage]:
    questions = open_questions(context)
    yield home_page(context, sum(map(len, questions.values())))
    yield from question_pages(context, questions)


def _editorial_pages(context: Context) -> Iterator[PlannedPage]:
    yield from correction_pages(context)
    yield from own_pages(context)
    yield from redirects(context)
    yield from split_pages(context)
    if not context.edition.prefix:
        yield not_found_page(context)


def _each(
    pages: Callable[[Context, str], Iterator[PlannedPage]],
) -> Callable[[Context, Sequence[str]], Iterator[PlannedPage]]:
    def of_things(context: Context, things: Sequence[str]) -> Iterator[PlannedPage]:
        for thing in things:
            yield from pages(context, thing)

    return of_things


_OF_ALL: Mapping[str, Callable[[Context], Iterator[PlannedPage]]] = {
    "years": years_pages,
    "home": _home_pages,
    "timeline": timeline_pages,
    "search": search_pages,
    "cases": cases_pages,
    "people": people_index,
    "articles": articles_index,
    "known": known_pages,
    "types": type_pages,
    "outlets": outlet_pages,
    "organisations": organisation_pages,
    "places": place_pages,
    "map": map_pages,
    "feeds": feed_pages,
    "editorial": _editorial_pages,
}
_OF_THINGS: Mapping[str, Callable[[Context, Sequence[str]], Iterator[PlannedPage]]] = {
    "case": _each(case_pages),
    PEOPLE: _each(person_pages),
    ARTICLES: _each(article_pages),
    _PERSON_FEEDS: person_feeds,
}
