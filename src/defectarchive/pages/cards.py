"""Cards for sharing: what the picture beside a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from defectarchive.figures.card_layout import Run, bars, ticks
from defectarchive.figures.locator_layout import LARGE
from defectarchive.model.archive import Event, Involvement
from defectarchive.pages.case.locator import locator
from defectarchive.pages.case.opening import trust
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import PlannedCard, frame
from defectarchive.views.cards import CaseCard, PersonCard, Span, SpanBar, YearCard


def case_card(context: Context, event: Event) -> Iterator[PlannedCard]:
    """The card of a case or tally; none where the site has none."""
    if context.site.cards:
        view = CaseCard(
            **frame(context, routes.case(event.id), "cases", context.title(event)),
            case=context.case(event.id),
            trust=trust(context, event),
            locator=locator(context, event, LARGE),
        )
        yield _card("case", view)


def person_card(context: Context, identifier: str, *, group: bool) -> Iterator[PlannedCard]:
    """The card of a person or group. It draws the cases in which they have a part."""
    if not context.site.cards:
        return
    person = context.archive.people[identifier]
    years = [year for event in person.events for year in context.indexes.years.get(event, ())]
    span = None
    if years:
        has = (p.event for p in person.participations if p.part is Involvement.HAS)
        span = _span(context, min(years), max(years), has)
        words = context.words
        span = replace(span, first=words.year(min(years)), last=words.year(max(years)))
    view = PersonCard(
        **frame(context, routes.person(identifier), "people", person.name),
        person=context.person(identifier),
        group=group,
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


def _span(context: Context, first: int, last: int, events: Iterable[str]) -> Span:
    drawn = bars(first, last, _runs(context, first, last, events))
    return Span(ticks(first, last), "", "", tuple(SpanBar(*bar) for bar in drawn))


def _runs(context: Context, first: int, last: int, events: Iterable[str]) -> Iterator[Run]:
    """Those that stand on the pages of these years."""
    for event in events:
        date = context.indexes.dates.get(event)
        on = context.indexes.years.get(event, {})
        if date is None or date.earliest is None or date.latest is None:
            continue
        if any(first <= year <= last for year in on):
            yield Run(date.earliest, date.latest, context.case(event).date_caution is not None)
