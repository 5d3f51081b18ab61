"""The map of an archive: how many cases there are at each place."""

from __future__ import annotations

from collections import Counter

from defectarchive.model.archive import Place
from defectarchive.pages import routes
from defectarchive.pages.context import Context
from defectarchive.pages.figures.map_layout import (
    Circle,
    Label,
    land_around,
    place_labels,
    radii,
)
from defectarchive.pages.figures.views import WIDTH, MapFigure, MapPlace, ScaleBar
from defectarchive.pages.items import Link

MOST_PLACES = 150
"""How many circles a map has at most; what lies beyond is said in words."""


def map_figure(context: Context) -> MapFigure | None:
    """The places of all cases; None where no place with a case has coordinates."""
    places = context.archive.places
    counts: Counter[str] = Counter()
    pointless = placeless = 0
    for entry in context.timeline.entries:
        place = context.tables.place_of.get(entry.event)
        point = _with_point(context, place) if place else ""
        if point:
            counts[point] += 1
        elif place:
            pointless += 1
        else:
            placeless += 1
    if not counts:
        return None
    order = sorted(counts, key=lambda place: (-counts[place], place))
    shown = order[:MOST_PLACES]
    land = land_around([_point(places[place]) for place in shown])
    sizes = radii([counts[place] for place in shown], land.height)
    circles = [
        Circle(*land.at(*_point(places[place])), r, places[place].name, counts[place])
        for place, r in zip(shown, sizes, strict=True)
    ]
    names = place_labels(circles, land.height)
    scale = land.kilometres()
    return MapFigure(
        width=WIDTH,
        height=land.height,
        land=land.land(),
        borders=land.borders(),
        grid=land.grid(),
        places=tuple(
            _place(places[place], counts[place], circle, label)
            for place, circle, label in zip(shown, circles, names, strict=True)
        ),
        cases=sum(counts[place] for place in shown),
        left=len(order) - len(shown),
        pointless=pointless,
        placeless=placeless,
        scale=ScaleBar(scale[1], scale[0]) if scale else None,
    )


def _with_point(context: Context, place: str) -> str:
    """The place, or the nearest one around it, that has coordinates."""
    places = context.archive.places
    around = (place, *places[place].within)
    return next((each for each in around if places[each].latitude is not None), "")


def _point(place: Place) -> tuple[float, float]:
    return place.longitude or 0.0, place.latitude or 0.0


def _place(place: Place, cases: int, circle: Circle, label: Label | None) -> MapPlace:
    return MapPlace(
        link=Link(place.name, routes.place(place.id)),
        cases=cases,
        x=circle.x,
        y=circle.y,
        r=circle.r,
        label=label.text if label else "",
        label_x=label.x if label else 0,
        label_y=label.y if label else 0,
        anchor=label.anchor if label else "",
    )
