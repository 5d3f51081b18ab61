"""Pages along time: the timeline, the years, and the index of cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from defectarchive.model.dates.date import Date, civil
from defectarchive.pages.event_types import type_items
from defectarchive.pages.search.rows import CASES_TABLE, table_of
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.grouping import CERTAIN, POSSIBLE, YEAR
from defectarchive.pages.shared.lists import case_list, dated_row
from defectarchive.pages.shared.pagination import (
    BUDGET,
    GroupKey,
    ListPlan,
    ListRow,
    PagedList,
    lay_out,
    lay_out_all,
    weight,
)
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.pages.year.days import by_day
from defectarchive.pages.year.known_by_year import is_known_year
from defectarchive.pages.year.timeline_figures import (
    bars_figure,
    part_figure,
    whole_figure,
    year_figure,
)
from defectarchive.resolve.order import order_unknown
from defectarchive.views.page import ListPart
from defectarchive.views.rows import Listing, Row, TimelineItem, YearCase
from defectarchive.views.time import CasesIndex, TimelinePage, YearPage, YearsIndex


def timeline_pages(context: Context) -> Iterator[PlannedPage]:
    """All cases in order, and the years between them."""
    timeline = context.timeline
    gaps = {gap.before: gap.years for gap in timeline.gaps}
    entries = [
        dated_row(
            context,
            TimelineItem(
                context.case(entry.event),
                entry.order_unknown,
                gap=_gap(context, gaps.get(entry.event)),
            ),
            context.indexes.dates.get(entry.event),
        )
        for entry in timeline.entries
    ]
    cases = ListPlan("cases", "timeline", entries, YEAR)
    tallies = case_list(context, "tallies", timeline.tallies, "tallies-")
    lists = lay_out_all(context.host(routes.TIMELINE, "timeline"), [cases, tallies])
    laid_out = by_day(context, lists[0])
    view = TimelinePage(
        **frame(context, routes.TIMELINE, "timeline"),
        figure=whole_figure(context, _where(routes.TIMELINE, laid_out.listing)),
        cases=laid_out.listing,
        tallies=lists[1].listing,
    )
    pages = tuple(_with_figure(context, page) for page in laid_out.pages)
    yield from with_parts("timeline", view, [PagedList(laid_out.listing, pages), lists[1]])


def _with_figure(context: Context, page: ListPart[TimelineItem]) -> ListPart[TimelineItem]:
    events = [row.case.id for section in page.sections for row in section.rows]
    figure = part_figure(context, events, page.part)
    return msgspec.structs.replace(page, figure=figure)


def _where(page: str, listing: Listing[Row]) -> dict[str, str]:
    """By the slugs of groups ("1991-05", "1990s"), where their rows begin: here, or on a part."""
    places = {part.path.rsplit("/", 2)[-2]: part.path for part in listing.parts}
    for section in listing.sections:
        places[section.anchor.removeprefix("in-")] = f"{page}#{section.anchor}"
    return places


def _gap(context: Context, years: tuple[int, int] | None) -> tuple[str, ...]:
    return tuple(context.words.year(year) for year in years) if years else ()


def cases_pages(context: Context) -> Iterator[PlannedPage]:
    """The index of cases; the cases themselves have their own pages."""
    timeline = context.timeline
    lists = lay_out_all(
        context.host(routes.CASES, "cases"),
        [
            case_list(context, "cases", (entry.event for entry in timeline.entries)),
            case_list(context, "tallies", timeline.tallies, "tallies-"),
        ],
    )
    view = CasesIndex(
        **frame(context, routes.CASES, "cases"),
        cases=lists[0].listing,
        tallies=lists[1].listing,
        types=type_items(context),
        table=table_of(len(timeline.entries), CASES_TABLE),
    )
    yield from with_parts("cases", view, lists)


def years_pages(context: Context) -> Iterator[PlannedPage]:
    """The index of years."""
    timeline = context.timeline
    numbers = [cases.year for cases in timeline.years]
    years = ListPlan(
        "years",
        "year-item",
        [ListRow(context.year_item(n), context.groups.year_keys(n)) for n in numbers],
        0,
    )
    wide = case_list(context, "wide", timeline.wide, "wide-")
    undated = case_list(context, "undated", timeline.undated, "undated-", heading=-1)
    figure = bars_figure(context)
    budget = BUDGET - weight(figure)
    lists = lay_out_all(context.host(routes.YEARS, "years"), [years, wide, undated], budget)
    view = YearsIndex(
        **frame(context, routes.YEARS, "years"),
        known=routes.KNOWN,
        figure=figure,
        years=lists[0].listing,
        wide=lists[1].listing,
        undated=lists[2].listing,
    )
    yield from with_parts("years", view, lists)


def year_pages(context: Context, number: str) -> Iterator[PlannedPage]:
    """The page of a year that some case touches, and those that its list is split into."""
    cases = context.indexes.cases_of_year[number]
    beside = context.indexes.years_beside[number]
    path = routes.year(cases.year)
    name = context.words.years(cases.year, cases.year)
    by_month: dict[GroupKey, list[str]] = {}
    for event in cases.certain:
        by_month.setdefault(
            _month(context, cases.year, context.indexes.dates.get(event)), []
        ).append(event)
    sometime = by_month.pop(CERTAIN, [])
    months = sorted(by_month.items(), key=lambda item: item[0].slug)
    entries = [entry for key, members in months for entry in _year_entries(context, key, members)]
    entries += _year_entries(context, CERTAIN, sometime)
    entries += _year_entries(context, POSSIBLE, cases.possible)
    plan = ListPlan("cases", "year", entries, 0)
    laid_out = by_day(context, lay_out(context.host(path, "years", name), plan))
    view = YearPage(
        **frame(context, path, "years", name),
        year=cases.year,
        known=routes.known_year(cases.year) if is_known_year(context, cases.year) else "",
        table=routes.year_csv(cases.year),
        figure=year_figure(
            context,
            cases.year,
            (*cases.certain, *cases.possible),
            _where(path, laid_out.listing),
        ),
        certain=len(cases.certain),
        possible=len(cases.possible),
        cases=laid_out.listing,
        previous=context.year_item(int(beside.before)) if beside.before else None,
        next=context.year_item(int(beside.after)) if beside.after else None,
    )
    yield from with_parts("year", view, [laid_out])


def _month(context: Context, year: int, date: Date | None) -> GroupKey:
    """The month that the date is sure to be in; else it is sometime in the year."""
    if date is None or date.earliest is None or date.latest is None:
        return CERTAIN
    first, last = civil(date.earliest), civil(date.latest)
    return context.groups.month_key(year, first[1]) if first[:2] == last[:2] else CERTAIN


def _year_entries(
    context: Context, key: GroupKey, events: Sequence[str]
) -> list[ListRow[YearCase]]:
    dates = [context.indexes.dates.get(event) for event in events]
    # What may be of other days, or years, stands at none.
    days = [date.earliest if date and key.group.kind == "month" else None for date in dates]
    return [
        ListRow(
            YearCase(context.case(event), at > 0 and order_unknown(dates[at - 1], dates[at])),
            (key,),
            days[at],
        )
        for at, event in enumerate(events)
    ]
