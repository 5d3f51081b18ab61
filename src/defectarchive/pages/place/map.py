"""The map of an archive: how many cases there are at each place."""

from __future__ import annotations

from collections import Counter

from defectarchive.figures.map_layout import Label, PlaceCircle, land_around, place_labels, radii
from defectarchive.frozen import Frozen
from defectarchive.model.archive import Place
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.pages.shared.context import Context
from defectarchive.views.figures import WIDTH, MapFigure, MapPlace, ScaleBar
from defectarchive.views.rows import Link

MOST_PLACES = 150
"""How many circles a map has at most; what lies beyond is said in words."""


class MapPoint(Frozen, frozen=True, order=True):
    """A point of the map, longitude and latitude, and the place or the case that it leads to."""

    id: str
    thing: EntityRef
    at: tuple[float, float]


def map_figure(context: Context) -> MapFigure | None:
    """The places of all cases; None where no place with a case has coordinates."""
    counts: Counter[MapPoint] = Counter()
    pointless = placeless = 0
    for entry in context.timeline.entries:
        spot = spot_of(context, entry.event)
        if spot:
            counts[spot] += 1
        elif entry.event in context.indexes.places:
            pointless += 1
        else:
            placeless += 1
    if not counts:
        return None
    order = sorted(counts, key=lambda spot: (-counts[spot], spot))
    shown = order[:MOST_PLACES]
    land = land_around([spot.at for spot in shown])
    sizes = radii([counts[spot] for spot in shown], land.height)
    circles = [
        PlaceCircle(*land.at(*spot.at), r, context.thing(spot.thing).text, counts[spot])
        for spot, r in zip(shown, sizes, strict=True)
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
            _place(context.thing(spot.thing), counts[spot], circle, label)
            for spot, circle, label in zip(shown, circles, names, strict=True)
        ),
        cases=sum(counts[spot] for spot in shown),
        left=len(order) - len(shown),
        pointless=pointless,
        placeless=placeless,
        scale=ScaleBar(scale[1], scale[0]) if scale else None,
    )


def spot_of(context: Context, event: str) -> MapPoint | None:
    """Where a case is drawn: at its own point, else at that of its place or of one around it."""
    place, point = context.indexes.places.get(event), context.indexes.points.get(event)
    if point is not None:
        # Several cases at one point stand for the place that they are at.
        thing = EntityRef(Kind.PLACE, place) if place else EntityRef(Kind.EVENT, event)
        return MapPoint(thing.id, thing, (point.longitude, point.latitude))
    near = _with_point(context, place) if place else ""
    if not near:
        return None
    return MapPoint(near, EntityRef(Kind.PLACE, near), _point(context.archive.places[near]))


def _with_point(context: Context, place: str) -> str:
    """The place, or the nearest one around it, that has coordinates."""
    places = context.archive.places
    around = (place, *places[place].within)
    return next((each for each in around if places[each].latitude is not None), "")


def _point(place: Place) -> tuple[float, float]:
    return place.longitude or 0.0, place.latitude or 0.0


def _place(link: Link, cases: int, circle: PlaceCircle, label: Label | None) -> MapPlace:
    return MapPlace(
        link=link,
        cases=cases,
        x=circle.x,
        y=circle.y,
        r=circle.r,
        label=label.text if label else "",
        label_x=label.x if label else 0,
        label_y=label.y if label else 0,
        anchor=label.anchor if label else "",
    )
