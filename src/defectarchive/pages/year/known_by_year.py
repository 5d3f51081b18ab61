"""What the press knew at the end of each year, where it differs from what is known now."""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from defectarchive.analysis.history import CaseByDay, CaseSnapshot, differences, year_end
from defectarchive.analysis.indexes import years_told
from defectarchive.frozen import Frozen
from defectarchive.model.archive import Event
from defectarchive.model.dates.date import civil
from defectarchive.pages.case.snapshots import difference_view, never_changed
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.grouping import DECADE
from defectarchive.pages.shared.lists import dated_row
from defectarchive.pages.shared.pagination import ListPlan, ListRow, lay_out, lay_out_all
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.resolve.order import published_at_latest
from defectarchive.views.history import KnownIndex, KnownYear
from defectarchive.views.history_rows import KnownCaseView, KnownYearItem, UnreportedCase
from defectarchive.views.rows import Link

# How many differences and people one case has in such a list.
_DIFFERENCES, _PEOPLE = 8, 4
# Cases that had happened and were not reported: the latest, since they stay so for many years.
_UNREPORTED = 400


@dataclass(slots=True)
class _Year:
    """What there is to tell of one year. Ids of events in timeline order."""

    number: int
    differing: list[KnownCaseView] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    unreported: list[str] = field(default_factory=list)
    known: int = 0

    @property
    def item(self) -> KnownYearItem:
        return KnownYearItem(
            year=self.number,
            path=routes.known_year(self.number),
            known=self.known,
            differing=len(self.differing),
            unreported=len(self.unreported),
        )


def known_pages(context: Context) -> Iterator[PlannedPage]:
    """The index, then a page for each year from the first publication to the last that has one."""
    years = _years(context)
    entries = [ListRow(year.item, context.groups.year_keys(year.number)) for year in years]
    plan = ListPlan("years", "known-item", entries, DECADE)
    laid_out = lay_out(context.host(routes.KNOWN, "years"), plan)
    view = KnownIndex(**frame(context, routes.KNOWN, "years"), years=laid_out.listing)
    yield from with_parts("known-index", view, [laid_out])
    for at, year in enumerate(years):
        before = years[at - 1].item if at else None
        after = years[at + 1].item if at + 1 < len(years) else None
        yield from _year_pages(context, year, before, after)


def _year_pages(
    context: Context, year: _Year, before: KnownYearItem | None, after: KnownYearItem | None
) -> Iterator[PlannedPage]:
    dates = context.indexes.dates
    path = routes.known_year(year.number)
    differing = [
        dated_row(context, row, dates.get(event))
        for event, row in zip(year.events, year.differing, strict=True)
    ]
    latest = year.unreported[::-1][:_UNREPORTED]
    unreported = [
        dated_row(
            context,
            UnreportedCase(context.case(event), context.date(context.indexes.published[event])),
            dates.get(event),
        )
        for event in latest
    ]
    lists = lay_out_all(
        context.host(path, "years", context.words.year(year.number)),
        [
            ListPlan("differing", "known-case", differing),
            ListPlan("unreported", "unreported", unreported, prefix="unreported-"),
        ],
    )
    cases_of_year = str(year.number) in context.indexes.cases_of_year
    view = KnownYear(
        **frame(context, path, "years", context.words.year(year.number)),
        current=year.item,
        total=len(context.timeline.entries),
        differing=lists[0].listing,
        unreported=lists[1].listing,
        unreported_left=len(year.unreported) - len(latest),
        previous=before,
        next=after,
        cases_of_year=routes.year(year.number) if cases_of_year else "",
    )
    yield from with_parts("known-year", view, lists)


# --- what was known -----------------------------------------------------------------------------


def is_known_year(context: Context, year: int) -> bool:
    """Whether there is a page of what was known at the end of a year that some case touches."""
    told = context.indexes.years_told
    return "first" in told and told["first"] <= year <= told["last"]


def known_years(context: Context) -> tuple[int, ...]:
    """The years in which what was known or had happened changed, each once, in order.

    Those in which something was published or withdrawn, and between the first and the last of
    them those that some case touches.
    """
    told = years_told(context.archive.articles.values())
    if not told:
        return ()
    touched = [cases.year for cases in context.timeline.years]
    return tuple(sorted(told | {year for year in touched if min(told) < year < max(told)}))


def _years(context: Context) -> list[_Year]:
    years = [_Year(number) for number in known_years(context)]
    numbers = [year.number for year in years]
    ends = [year_end(number) for number in numbers]
    for entry in context.timeline.entries:
        event, published = entry.event, context.indexes.published[entry.event]
        first = bisect.bisect_left(ends, published_at_latest(published)[0])
        for year in years[first:]:
            year.known += 1
        date = context.indexes.dates.get(event)
        happened = date.latest if date else None
        # Of what was published nobody knows when, nobody knows that it was not yet.
        if happened is not None and not published.open_ended:
            for year in years[bisect.bisect_left(ends, happened) : first]:
                year.unreported.append(event)
        for then in context.row(KNOWN_THEN, event):
            last = len(years) if then.last is None else bisect.bisect_right(numbers, then.last)
            for year in years[bisect.bisect_left(numbers, then.first) : last]:
                year.differing.append(then.case)
                year.events.append(event)
    return years


KNOWN_THEN = "known then"
"""The row that has what was once known of a case."""


class KnownThen(Frozen, frozen=True):
    """What was known of a case at the end of each of these years, beside what is known now.

    last: None where it is so still, since an editor has ruled, or some article has no date.
    """

    first: int
    last: int | None
    case: KnownCaseView


def known_then(context: Context, identifier: str) -> tuple[KnownThen, ...]:
    """What was known of a case before all was that is known now, from its first article on."""
    event = context.archive.events[identifier]
    first = published_at_latest(event.first_published)[0]
    if never_changed(context, identifier) or not math.isfinite(first):
        return ()
    history = CaseByDay(event, context.archive, context.surroundings)
    days = history.days()
    published = (context.archive.articles[article].published for article in event.articles)
    ruled = any(fact.ruling for fact in event.all_facts())
    ever = ruled or any(date.latest is None for date in published)
    found: list[KnownThen] = []
    first_year = civil(int(first))[0]
    # In the years between two of these nothing became known.
    starts = sorted({first_year, *(max(first_year, civil(day)[0]) for day in days)})
    for start, following in zip_longest(starts, starts[1:]):
        known = bisect.bisect_right(days, year_end(start))
        if known == len(days) and not ever:
            break
        row = _row(context, event, history.on(year_end(start)))
        if row is not None:
            found.append(KnownThen(start, following and following - 1, row))
    return tuple(found)


def _row(context: Context, event: Event, then: CaseSnapshot) -> KnownCaseView | None:
    """What differs from now; None where nothing does."""
    differing = differences(then, event)
    known = frozenset(person for person, _ in then.people)
    new = [part.person for part in event.people if part.main and part.person not in known]
    if not differing and not new:
        return None
    return KnownCaseView(
        case=context.case(event.id),
        differences=tuple(difference_view(context, one) for one in differing[:_DIFFERENCES]),
        left=max(0, len(differing) - _DIFFERENCES),
        people=tuple(Link(context.called(p).name, routes.person(p)) for p in new[:_PEOPLE]),
        people_left=max(0, len(new) - _PEOPLE),
    )
