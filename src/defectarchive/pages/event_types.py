"""The pages of types of events."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.model.archive import Event
from defectarchive.model.values import Term
from defectarchive.model.vocabulary import ALSO
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.grouping import DECADE
from defectarchive.pages.shared.lists import case_list, dated_row
from defectarchive.pages.shared.pagination import ListPlan, lay_out_all
from defectarchive.pages.shared.planned import PlannedPage, frame, planned, with_parts
from defectarchive.views.lists import TypePage, TypesIndex
from defectarchive.views.rows import Caution, TypeItem, TypeView
from defectarchive.views.sources import ActingCase


def type_items(context: Context) -> tuple[TypeItem, ...]:
    """The types that some case or tally has, in the order of the vocabulary."""
    indexes = context.indexes
    return tuple(
        TypeItem(
            context.event_type(word.id),
            word.plural,
            len(indexes.types.get(word.id, ())),
            len(indexes.also.get(word.id, ())),
        )
        for word in context.vocabulary.event_types.values()
        if indexes.has_type(word.id)
    )


def _further_acts(context: Context, act: TypeView) -> ListPlan[ActingCase]:
    """The cases that have this as a further act, each with the reserve with which it is said."""
    events = context.archive.events
    entries = [
        dated_row(
            context,
            ActingCase(context.case(case), _caution(context, events[case], act)),
            context.indexes.dates.get(case),
        )
        for case in context.indexes.also.get(act.id, ())
    ]
    return ListPlan("also", "acting", entries, DECADE, "also-")


def _caution(context: Context, event: Event, act: TypeView) -> Caution | None:
    fact = event.fact(ALSO)
    findings = fact.findings if fact else ()
    given = (one for one in findings if one.value == Term(act.id))
    finding = next(given, None)
    caution = context.caution_in(fact, finding) if fact and finding else None
    return context.as_by_status(event, caution)


def types_index(context: Context) -> Iterator[PlannedPage]:
    """The index of types."""
    items = type_items(context)
    yield planned("types", TypesIndex(**frame(context, routes.TYPES, "types"), types=items))


def type_pages(context: Context, identifier: str) -> Iterator[PlannedPage]:
    """The page of a type that some case has, and those that its lists are split into."""
    kind, plural = context.event_type(identifier), context.vocabulary.event_types[identifier].plural
    lists = lay_out_all(
        context.host(kind.path, "types", plural),
        [
            case_list(context, "cases", context.indexes.types.get(identifier, ())),
            _further_acts(context, kind),
        ],
    )
    view = TypePage(
        **frame(context, kind.path, "types", plural),
        type=kind,
        cases=lists[0].listing,
        also=lists[1].listing,
    )
    yield from with_parts("type", view, lists)
