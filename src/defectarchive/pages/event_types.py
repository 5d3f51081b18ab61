"""The pages of types of events."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from defectarchive.model.archive import Event
from defectarchive.model.values import Term
from defectarchive.model.vocabulary import ALSO
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.grouping import DECADE
from defectarchive.pages.shared.lists import case_list
from defectarchive.pages.shared.pagination import ListPlan, ListRow, lay_out_all
from defectarchive.pages.shared.planned import PlannedPage, frame, planned, with_parts
from defectarchive.views.lists import TypePage, TypesIndex
from defectarchive.views.rows import CaseItem, Caution, TypeItem, TypeView


def type_items(context: Context) -> tuple[TypeItem, ...]:
    """The types that some case or tally has, in the order of the vocabulary."""
    indexes = context.indexes
    return tuple(
        TypeItem(
            context.event_type(word.id),
            word.plural,
            len(indexes.of_type(word.id)),
            len(indexes.of_type_also(word.id)),
        )
        for word in context.vocabulary.event_types.values()
        if indexes.has_type(word.id)
    )


def _further_acts(context: Context, act: TypeView) -> ListPlan[CaseItem]:
    """The cases that have this as a further act, each with that act and its reserve beside it."""
    events = context.archive.events
    entries = [
        ListRow(
            replace(
                context.case(case), type=act, type_caution=_caution(context, events[case], act)
            ),
            context.groups.date_keys(events[case].date),
        )
        for case in context.indexes.of_type_also(act.id)
    ]
    return ListPlan("also", "case", entries, DECADE, "also-")


def _caution(context: Context, event: Event, act: TypeView) -> Caution | None:
    fact = event.fact(ALSO)
    findings = fact.findings if fact else ()
    given = (one for one in findings if one.value == Term(act.id))
    finding = next(given, None)
    return context.caution_in(fact, finding) if fact and finding else None


def type_pages(context: Context) -> Iterator[PlannedPage]:
    """The index of types, then a page for each that some case has."""
    items = type_items(context)
    yield planned("types", TypesIndex(**frame(context, routes.TYPES, "types"), types=items))
    for item in items:
        path = item.type.path
        lists = lay_out_all(
            context.host(path, "types", item.plural),
            [
                case_list(context, "cases", context.indexes.of_type(item.type.id)),
                _further_acts(context, item.type),
            ],
        )
        view = TypePage(
            **frame(context, path, "types", item.plural),
            type=item.type,
            cases=lists[0].listing,
            also=lists[1].listing,
        )
        yield from with_parts("type", view, lists)
