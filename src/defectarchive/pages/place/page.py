"""The pages of places, and the map with the gazetteer, each place below the one around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from defectarchive.model.archive import old_ids
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.pages.place.map import map_figure
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.lists import case_list, named_row
from defectarchive.pages.shared.pagination import (
    BUDGET,
    ListPlan,
    ListRow,
    lay_out,
    lay_out_all,
    weight,
)
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.views.places import MapPage, PlacePage, PlacesIndex
from defectarchive.views.rows import PlaceItem


def places_index(context: Context) -> Iterator[PlannedPage]:
    """The index of places."""
    places = _sorted(context, list(context.archive.places))
    entries = [_entry(context, place) for place in places]
    laid_out = lay_out(
        context.host(routes.PLACES, "places"), ListPlan("places", "place", entries, 0)
    )
    index = PlacesIndex(**frame(context, routes.PLACES, "places"), places=laid_out.listing)
    yield from with_parts("places", index, [laid_out])


def map_pages(context: Context) -> Iterator[PlannedPage]:
    """All places, nested; a page of its own for a letter stands for the outermost places."""
    entries: list[ListRow[PlaceItem]] = []
    waiting = _sorted(context, context.indexes.places_within.get("", ()))[::-1]
    while waiting:
        place = waiting.pop()
        outermost = (place, *context.archive.places[place].within)[-1]
        name = context.archive.places[outermost].name
        entries.append(named_row(context, context.place_item(place), name))
        waiting += _sorted(context, context.indexes.places_within.get(place, ()))[::-1]
    figure = map_figure(context)
    laid_out = lay_out(
        context.host(routes.MAP, "map"),
        ListPlan("places", "place", entries),
        BUDGET - weight(figure),
    )
    view = MapPage(
        **frame(context, routes.MAP, "map"),
        figure=figure,
        places=laid_out.listing,
    )
    yield from with_parts("map", view, [laid_out])


def place_pages(context: Context, identifier: str) -> Iterator[PlannedPage]:
    """The page of one of them, and the pages that its lists are split into."""
    place = context.archive.places[identifier]
    indexes = context.indexes
    path = routes.place(identifier)
    inner = _sorted(context, indexes.places_within.get(identifier, ()))
    within = [_entry(context, each) for each in inner]
    lists = lay_out_all(
        context.host(path, "places", place.name),
        [
            ListPlan("within", "place", within, prefix="within-"),
            case_list(context, "cases", indexes.events_in.get(identifier, ())),
            case_list(context, "claimed", indexes.claimed_in.get(identifier, ()), "claimed-"),
        ],
    )
    view = PlacePage(
        **frame(context, path, "places", place.name),
        place=context.place_item(identifier),
        spellings=place.also_known_as,
        former_ids=old_ids(place),
        around=tuple(context.thing(EntityRef(Kind.PLACE, around)) for around in place.within),
        within=lists[0].listing,
        cases=lists[1].listing,
        claimed=lists[2].listing,
    )
    yield from with_parts("place", view, lists)


def _entry(context: Context, place: str) -> ListRow[PlaceItem]:
    return named_row(context, context.place_item(place), context.archive.places[place].name)


def _sorted(context: Context, places: Sequence[str]) -> list[str]:
    return context.alphabet.by_name(places, lambda place: context.archive.places[place].name)
