"""The home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from defectarchive.model.archive import Article, Claim, Event, property_of
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.vocabulary import STATEMENT
from defectarchive.pages.event_types import type_items
from defectarchive.pages.place.map import map_figure
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import PlannedPage, frame, planned
from defectarchive.pages.year.timeline_figures import strip_figure
from defectarchive.views.page import HomeExample, HomePage

# How many cases and tallies, and how many articles, the home page shows.
_LATEST, _ARTICLES = 6, 5


def home_pages(context: Context) -> Iterator[PlannedPage]:
    """What this is, when and where it happened, what is latest, and the ways in.

    Of cases no more is read than when and where they were, but of those that are shown.
    """
    archive, timeline = context.archive, context.timeline
    ordered = [entry.event for entry in timeline.entries]
    dated = [event for event in ordered if _is_dated(context.indexes.dates.get(event))]
    newest = (dated or ordered)[-_LATEST:][::-1]
    years = [cases.year for cases in timeline.years]
    view = HomePage(
        **frame(context, routes.HOME, "home", context.edition.title, context.edition.description),
        cases=len(timeline.entries),
        people=len(archive.people),
        articles_total=len(archive.articles),
        outlets=len(archive.outlets),
        first_year=context.words.year(years[0]) if years else "",
        last_year=context.words.year(years[-1]) if years else "",
        example=_example(context, newest),
        figure=strip_figure(context),
        map=map_figure(context),
        newest=context.cases(newest),
        articles=tuple(context.article(article.id) for article in _latest(context)),
        types=type_items(context),
        tallies=context.cases(timeline.tallies[-_LATEST:][::-1]),
    )
    yield planned("home", view)


def _is_dated(date: Date | None) -> bool:
    return date is not None and not date.open_ended


def _latest(context: Context) -> list[Article]:
    """The latest articles; those of unknown date only where there are not enough others."""
    known: list[Article] = []
    unknown: list[Article] = []
    articles = context.archive.articles
    for identifier in reversed([*articles]):
        article = articles[identifier]
        (unknown if article.published.open_ended else known).append(article)
        if len(known) == _ARTICLES:
            break
    return [*known, *unknown[::-1]][:_ARTICLES]


# --- a claim, its voice and its origin ----------------------------------------------------------


def _example(context: Context, cases: Sequence[str]) -> HomeExample | None:
    """The claim in these cases that shows best what claims are, the first of several as good."""
    shown = (pair for case in cases for pair in _shown(context.archive.events[case]))
    found = max(shown, key=lambda pair: _worth(pair[1]), default=None)
    if found is None:
        return None
    event, claim = found
    # A source that nobody names comes last.
    sets = [sorted(of, key=lambda one: (not one, one)) for of in claim.origin_sets]
    outlets = [[_outlet(context, one) for one in of] for of in sets]
    prop, words = property_of(claim), context.words
    return HomeExample(
        case=context.thing(EntityRef(Kind.EVENT, event.id)),
        label=context.label(prop),
        value=context.value(prop, claim.value, event.id),
        path=context.claim_places(event.id).path(claim.id),
        article=context.article(claim.article),
        by=context.thing(claim.by) if claim.by else None,
        stance=claim.stance.value,
        hedge=claim.hedge,
        origins=words.and_list([words.or_list(names) for names in outlets]),
        own=claim.origin_sets == ((claim.outlet,),),
    )


def _outlet(context: Context, identifier: str) -> str:
    return context.source(identifier).text or context.words.unnamed_source()


def _shown(event: Event) -> Iterator[tuple[Event, Claim]]:
    """The claims by which the facts of a case are shown."""
    claims = {claim.id: claim for claim in event.claims()}
    for fact in event.facts:
        if fact.property != STATEMENT:
            yield from ((event, claims[finding.claim]) for finding in fact.findings)


def _worth(claim: Claim) -> tuple[bool, bool, bool]:
    """A speaker besides, then an origin besides, then one origin before many."""
    elsewhere = bool(claim.origins) and claim.outlet not in claim.origins
    return claim.by is not None, elsewhere, len(claim.origin_sets) < 2
