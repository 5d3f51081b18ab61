"""The card for sharing of a case, and what all cards have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from defectarchive.figures.locator_layout import LARGE
from defectarchive.figures.year_line import WIDTH, Run, YearLine, bars
from defectarchive.model.archive import Event
from defectarchive.model.dates.date import civil
from defectarchive.pages.case.locator import locator
from defectarchive.pages.case.opening import trust
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import PlannedCard, frame
from defectarchive.views.case import CaseCard
from defectarchive.views.figures import Span, SpanBar
from defectarchive.views.page import Page


def case_card(context: Context, identifier: str) -> Iterator[PlannedCard]:
    """The card of a case or tally; none where the site has none."""
    if not context.site.cards:
        return
    event = context.archive.events[identifier]
    where = locator(context, event, LARGE)
    view = CaseCard(
        **frame(context, routes.case(event.id), "cases", context.title(event)),
        # A name that changes draws no card again on which it does not stand.
        case=replace(context.case(event.id), people=(), people_left=0),
        trust=trust(context, event),
        locator=where,
        span=_of_case(context, event) if where and where.strip else None,
    )
    yield card_of("case", view)


def card_of(template: str, view: Page) -> PlannedCard:
    """The card of a view; `template` without its folder and ending."""
    return PlannedCard(f"{view.path}{routes.CARD}", f"cards/{template}.txt", view)


def _of_case(context: Context, event: Event) -> Span | None:
    date = event.date
    if date is None or date.earliest is None or date.latest is None:
        return None
    run = Run(date.earliest, date.latest, context.case(event.id).date_caution is not None)
    first, last = civil(run.first)[0], civil(run.last)[0]
    return _drawn(context, first, last, [run])


def span_of(context: Context, first: int, last: int, events: Iterable[str]) -> Span:
    """Those of the events that stand on the pages of these years, along the years."""
    return _drawn(context, first, last, _runs(context, first, last, events))


def _drawn(context: Context, first: int, last: int, runs: Iterable[Run]) -> Span:
    year, line = context.words.year, YearLine(first, last, WIDTH)
    drawn = tuple(SpanBar(*bar) for bar in bars(line, runs))
    return Span(line.ticks(), year(first), year(last), drawn)


def _runs(context: Context, first: int, last: int, events: Iterable[str]) -> Iterator[Run]:
    """Those that stand on the pages of these years."""
    for event in events:
        date = context.indexes.dates.get(event)
        on = context.indexes.years.get(event, {})
        if date is None or date.earliest is None or date.latest is None:
            continue
        if any(first <= year <= last for year in on):
            yield Run(date.earliest, date.latest, context.case(event).date_caution is not None)
