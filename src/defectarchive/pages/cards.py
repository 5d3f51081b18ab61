"""Cards for sharing: what the picture beside a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from defectarchive.figures.card_layout import Run, bars, ticks
from defectarchive.figures.locator_layout import LARGE
from defectarchive.model.archive import Event, Involvement
from defectarchive.model.dates.date import civil
from defectarchive.pages.case.locator import locator
from defectarchive.pages.case.opening import trust
from defectarchive.pages.person.page import group_of
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import PlannedCard, frame
from defectarchive.views.cards import CaseCard, PersonCard, Span, SpanBar, YearCard


def case_card(context: Context, identifier: str) -> Iterator[PlannedCard]:
    """The card of a case or tally; none where the site has none."""
    if not context.site.cards:
        return
    event = context.archive.events[identifier]
    where = locator(context, event, LARGE)
    view = CaseCard(
        **frame(context, routes.case(event.id), "cases", context.title(event)),
        case=context.case(event.id),
        trust=trust(context, event),
        locator=where,
        span=_of_case(context, event) if where and where.strip else None,
    )
    yield _card("case", view)


def person_card(context: Context, identifier: str) -> Iterator[PlannedCard]:
    """The card of a person or group. It draws the cases in which they have a part."""
    if not context.site.cards:
        return
    person = context.archive.people[identifier]
    years = [year for event in person.events for year in context.indexes.years.get(event, ())]
    span = None
    if years:
        has = (p.event for p in person.participations if p.part is Involvement.HAS)
        span = _span(context, min(years), max(years), has)
    view = PersonCard(
        **frame(context, routes.person(identifier), "people", person.name),
        person=context.person(identifier),
        group=group_of(context, person) is not None,
        span=span,
    )
    yield _card("person", view)


def year_card(context: Context, number: str) -> Iterator[PlannedCard]:
    """The card of a year. It draws the cases that are, or may be, of it."""
    if not context.site.cards:
        return
    cases = context.indexes.cases_of_year[number]
    year = cases.year
    view = YearCard(
        **frame(context, routes.year(year), "years", context.words.years(year, year)),
        year=year,
        certain=len(cases.certain),
        possible=len(cases.possible),
        span=_span(context, year, year, (*cases.certain, *cases.possible)),
    )
    yield _card("year", view)


def _card(template: str, view: CaseCard | PersonCard | YearCard) -> PlannedCard:
    return PlannedCard(f"{view.path}{routes.CARD}", f"cards/{template}.txt", view)


def _of_case(context: Context, event: Event) -> Span | None:
    date = event.date
    if date is None or date.earliest is None or date.latest is None:
        return None
    run = Run(date.earliest, date.latest, context.case(event.id).date_caution is not None)
    first, last = civil(run.first)[0], civil(run.last)[0]
    return _drawn(context, first, last, [run])


def _span(context: Context, first: int, last: int, events: Iterable[str]) -> Span:
    return _drawn(context, first, last, _runs(context, first, last, events))


def _drawn(context: Context, first: int, last: int, runs: Iterable[Run]) -> Span:
    year, drawn = context.words.year, bars(first, last, runs)
    return Span(ticks(first, last), year(first), year(last), tuple(SpanBar(*bar) for bar in drawn))


def _runs(context: Context, first: int, last: int, events: Iterable[str]) -> Iterator[Run]:
    """Those that stand on the pages of these years."""
    for event in events:
        date = context.indexes.dates.get(event)
        on = context.indexes.years.get(event, {})
        if date is None or date.earliest is None or date.latest is None:
            continue
        if any(first <= year <= last for year in on):
            yield Run(date.earliest, date.latest, context.case(event).date_caution is not None)
