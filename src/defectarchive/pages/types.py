"""The pages of types of events."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.pages import routes
from defectarchive.pages.context import Context
from defectarchive.pages.items import TypeItem
from defectarchive.pages.lists import case_list
from defectarchive.pages.planned import PlannedPage, frame, planned, with_parts
from defectarchive.pages.split import lay_out_all
from defectarchive.pages.views import TypePage, TypesIndex


def type_items(context: Context) -> tuple[TypeItem, ...]:
    """The types that some case or tally has, in the order of the vocabulary."""
    tables = context.tables
    return tuple(
        TypeItem(
            context.event_type(word.id),
            word.plural,
            len(tables.of_type(word.id)),
            len(tables.of_type_also(word.id)),
        )
        for word in context.vocabulary.event_types.values()
        if tables.has_type(word.id)
    )


def type_pages(context: Context) -> Iterator[PlannedPage]:
    """The index of types, then a page for each that some case has."""
    items = type_items(context)
    yield planned("types", TypesIndex(**frame(context, routes.TYPES, "types"), types=items))
    for item in items:
        path = item.type.path
        lists = lay_out_all(
            context.host(path, "types", item.plural),
            [
                case_list(context, "cases", context.tables.of_type(item.type.id)),
                case_list(context, "also", context.tables.of_type_also(item.type.id), "also-"),
            ],
        )
        view = TypePage(
            **frame(context, path, "types", item.plural),
            type=item.type,
            cases=lists[0].listing,
            also=lists[1].listing,
        )
        yield from with_parts("type", view, lists)
