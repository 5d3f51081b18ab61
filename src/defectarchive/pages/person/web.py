"""A person's web: their cases, the people in them, and what else these are in."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from defectarchive.analysis.indexes import MANY, year_of
from defectarchive.figures.web_layout import Web, WebDrawing, draw_web
from defectarchive.model.archive import Person
from defectarchive.model.dates.date import civil
from defectarchive.model.ids import pair
from defectarchive.pages.shared.context import Context
from defectarchive.views.figures import WIDTH, PersonWeb, WebColumn, WebRow
from defectarchive.views.rows import Link

MOST_OWN, MOST_CASES = 10, 16
MOST_NEAR, MOST_PEOPLE = 12, 20
"""Cases and people, their own and near them, and in all: some 36 can be taken in at a glance."""
_LOOKED_AT = 24
# Of a person in very many cases, those nearest in time are looked at: no web may cost more with
# each case that somebody in it has.


def person_web(context: Context, person: Person, shared: Mapping[str, int]) -> PersonWeb | None:
    """The web; None where it would say no more than the lists of the page.

    shared: for everybody who is in cases of theirs, in how many; most first.
    """
    if not shared:
        return None
    web = _web(context, person, shared)
    if len(web.cases) < 2 or len(web.people) < 3:
        return None
    names = {each: context.called(each).name for each in web.people}
    drawing = draw_web(web, names, {case: _year(context, case) for case in web.cases})
    own = frozenset(_cases(context, person.events))
    columns = tuple(_column(context, web, drawing, case, own) for case in web.cases)
    signs = {column.type.mark for column in columns if column.type}
    return PersonWeb(
        width=WIDTH,
        height=drawing.height,
        names=drawing.names,
        rows=tuple(_row(context, web, drawing, each, shared) for each in web.people),
        columns=columns,
        signs=tuple(sorted(signs)),
        people_left=sum(1 for each in shared if each not in names),
        cases_left=len(own - web.cases.keys()),
    )


def _web(context: Context, person: Person, shared: Mapping[str, int]) -> Web:
    near = [*shared][:MOST_NEAR]
    own = _own_cases(context, person, frozenset(near))
    further = _further_cases(context, person, near)[: MOST_CASES - len(own)]
    inside = {
        event: context.indexes.involved[event]
        for event in sorted((*own, *further), key=partial(_when, context))
    }
    counts = Counter(each for event in further for each in inside[event] if each not in shared)
    del counts[person.id]
    far = sorted(counts, key=lambda each: (-counts[each], _by_name(context, each)))
    met = {each for people in inside.values() for each in people}
    beside = [each for each in (*near, *far) if each in met][: MOST_PEOPLE - 1]
    drawn = (person.id, *beside)
    cases = {
        event: tuple(each for each in drawn if each in people) for event, people in inside.items()
    }
    return Web(drawn, cases)


def _by_name(context: Context, person: str) -> tuple[tuple[str, str], str]:
    return context.alphabet.sort_key(context.called(person).name), person


def _cases(context: Context, events: Iterable[str]) -> list[str]:
    """Those that are cases: a tally connects nobody with anybody."""
    return [event for event in events if event not in context.indexes.tallies]


def _own_cases(context: Context, person: Person, near: frozenset[str]) -> list[str]:
    """Those that connect a person with most of the people near them."""
    own = _cases(context, person.events)
    if len(own) <= MOST_OWN:
        return own
    involved = context.indexes.involved
    most = {event: sum(each in near for each in involved[event]) for event in own}
    return sorted(most, key=lambda event: -most[event])[:MOST_OWN]


def _further_cases(context: Context, person: Person, near: Sequence[str]) -> list[str]:
    """Cases of the people near them, those first that most of these are in."""
    own = _cases(context, person.events)
    middle = own[len(own) // 2]
    counts: Counter[str] = Counter()
    for each in near:
        cases = _cases_around(context, each, year_of(context.indexes.dates.get(middle)))
        at = bisect_left(cases, _when(context, middle), key=partial(_when, context))
        start = max(0, min(at - _LOOKED_AT // 2, len(cases) - _LOOKED_AT))
        looked_at = cases[start : start + _LOOKED_AT]
        counts.update({*_cases(context, looked_at)}.difference(own))
    day = _day(context, middle)
    return sorted(counts, key=lambda case: (-counts[case], abs(_day(context, case) - day), case))


def _cases_around(context: Context, person: str, year: int) -> list[str]:
    """Their cases of the years around this one, as many as are looked at or more, in order."""
    found: dict[int, Sequence[str]] = {}
    years = context.indexes.case_years[person]
    for each in sorted(years, key=lambda other: (abs(other - year), other)):
        found[each] = context.indexes.cases_in[pair(person, str(each))]
        if sum(map(len, found.values())) >= _LOOKED_AT:
            break
    return [case for each in sorted(found) for case in found[each]]


_NO_DAY = 10**9


def _when(context: Context, event: str) -> tuple[bool, float, float, int, str]:
    """Where a case stands among others, as on the timeline."""
    date = context.indexes.dates.get(event)
    if date is None or date.open_ended:
        return (True, 0, 0, 0, event)
    return (False, *date.extent, -1 if date.minute is None else date.minute, event)


def _day(context: Context, event: str) -> float:
    """The first day of a case; one without stands far from all that have one."""
    date = context.indexes.dates.get(event)
    first = date.extent[0] if date else math.inf
    return first if math.isfinite(first) else _NO_DAY


def _year(context: Context, event: str) -> str:
    date = context.indexes.dates.get(event)
    if date is None or date.earliest is None:
        return ""
    return context.words.year(civil(date.earliest)[0])


def _row(
    context: Context, web: Web, drawing: WebDrawing, identifier: str, shared: Mapping[str, int]
) -> WebRow:
    item = context.called(identifier)
    cases = context.indexes.case_counts[identifier]
    at = [drawing.x[case] for case, people in web.cases.items() if identifier in people]
    return WebRow(
        person=Link(item.name, item.path),
        unnamed=item.unnamed,
        short=drawing.short[identifier],
        own=identifier == web.people[0],
        near=identifier in shared,
        y=drawing.y[identifier],
        first=min(at, default=drawing.names),
        last=max(at, default=drawing.names),
        more=cases - len(at),
        at_least=cases == MANY,
    )


def _column(
    context: Context, web: Web, drawing: WebDrawing, identifier: str, own: frozenset[str]
) -> WebColumn:
    case = context.case(identifier)
    people = web.cases[identifier]
    dots = tuple(drawing.y[each] for each in people)
    return WebColumn(
        case=Link(case.title, case.path),
        type=case.type,
        date=case.date.short if case.date else "",
        own=identifier in own,
        x=drawing.x[identifier],
        top=min(dots),
        bottom=max(dots),
        dots=dots,
        people=tuple(context.called(each).name for each in people),
        left=len(context.indexes.involved[identifier]) - len(people),
        year=drawing.years.get(identifier, ""),
    )
