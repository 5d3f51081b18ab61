"""The map of an archive: how many cases there are at each place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from defectarchive.figures.bulk import bulk_of
from defectarchive.figures.land import Point
from defectarchive.figures.map_layout import (
    Label,
    Land,
    PlaceCircle,
    gathered,
    land_around,
    place_labels,
    radii,
    touchable,
)
from defectarchive.frozen import Frozen
from defectarchive.model.archive import Place
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.pages.shared.context import Context
from defectarchive.views.figures import TARGET, WIDTH, MapFigure, MapPlace, ScaleBar
from defectarchive.views.rows import Link

# How many places of a circle for several are named.
_NAMED = 3


class MapPoint(Frozen, frozen=True, order=True):
    """A point of the map, longitude and latitude, and the place or the case that it leads to.

    places: the place of its cases and those around it.
    """

    id: str
    thing: EntityRef
    at: Point
    places: tuple[str, ...] = ()


class _Group(Frozen, frozen=True):
    """Points that are drawn as one circle, those with most cases first. link, sort: `MapPlace`."""

    points: Sequence[MapPoint]
    cases: int
    link: EntityRef
    sort: str


def map_figure(context: Context) -> MapFigure | None:
    """The places of all cases; None where no place with a case has coordinates."""
    counts: Counter[MapPoint] = Counter()
    pointless = placeless = 0
    for entry in context.timeline.entries:
        point = spot_of(context, entry.event)
        if point:
            counts[point] += 1
        elif entry.event in context.indexes.places:
            pointless += 1
        else:
            placeless += 1
    if not counts:
        return None
    weights: Counter[Point] = Counter()
    for point, cases in counts.items():
        weights[point.at] += cases
    bulk = bulk_of(weights)
    near = {point: cases for point, cases in counts.items() if point.at in bulk}
    far = {point: cases for point, cases in counts.items() if point.at not in bulk}
    figure = _drawn(context, near, counts, land_around([*bulk]))
    elsewhere = None
    if far:
        land = land_around([*weights])
        elsewhere = replace(_drawn(context, far, counts, land), near=land.box([*bulk]))
    return replace(figure, far=elsewhere, pointless=pointless, placeless=placeless)


def _drawn(
    context: Context,
    counts: Mapping[MapPoint, int],
    everywhere: Mapping[MapPoint, int],
    land: Land,
) -> MapFigure:
    """These points on a map of that land. everywhere: they and those on another map."""
    order = sorted(counts, key=lambda point: (-counts[point], point))
    spots = [touchable(*land.at(*point.at), land.height) for point in order]
    inside = Counter(place for point in everywhere for place in point.places)
    groups = [
        (spots[numbers[0]], _group([order[at] for at in numbers], counts, inside))
        for numbers in gathered(spots)
    ]
    groups.sort(key=lambda each: (-each[1].cases, each[1].points[0]))
    sizes = radii([group.cases for _, group in groups], land.height)
    circles = [
        PlaceCircle(*spot, r, _name(context, group), group.cases)
        for (spot, group), r in zip(groups, sizes, strict=True)
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
            _place(context, group, circle, label)
            for (_, group), circle, label in zip(groups, circles, names, strict=True)
        ),
        points=len(order),
        cases=sum(counts.values()),
        scale=ScaleBar(scale[1], scale[0]) if scale else None,
    )


def _group(
    points: Sequence[MapPoint], counts: Mapping[MapPoint, int], inside: Mapping[str, int]
) -> _Group:
    """One circle for these. inside: how many points there are in each place, on all maps."""
    cases = sum(counts[point] for point in points)
    first, *others = points
    if not others:
        return _Group(points, cases, first.thing, "is")
    shared = [place for place in first.places if all(place in each.places for each in others)]
    if not shared:
        return _Group(points, cases, first.thing, "near")
    sort = "all" if inside[shared[0]] == len(points) else "in"
    return _Group(points, cases, EntityRef(Kind.PLACE, shared[0]), sort)


def _name(context: Context, group: _Group) -> str:
    """What stands beside a circle: the place or, of several, the first of them."""
    if group.sort in ("is", "all"):
        return context.thing(group.link).text
    return f"{context.thing(group.points[0].thing).text} …"


def spot_of(context: Context, event: str) -> MapPoint | None:
    """Where a case is drawn: at its own point, else at that of its place or of one around it."""
    place, point = context.indexes.places.get(event), context.indexes.points.get(event)
    if point is not None:
        # Several cases at one point stand for the place that they are at.
        thing = EntityRef(Kind.PLACE, place) if place else EntityRef(Kind.EVENT, event)
        around = _around(context, place) if place else ()
        return MapPoint(thing.id, thing, (point.longitude, point.latitude), around)
    near = _with_point(context, place) if place else ""
    if not near:
        return None
    at = _point(context.archive.places[near])
    return MapPoint(near, EntityRef(Kind.PLACE, near), at, _around(context, near))


def _with_point(context: Context, place: str) -> str:
    """The place, or the nearest one around it, that has coordinates."""
    places = context.archive.places
    around = _around(context, place)
    return next((each for each in around if places[each].latitude is not None), "")


def _around(context: Context, place: str) -> tuple[str, ...]:
    """The place and those around it, the smallest first."""
    return (place, *context.archive.places[place].within)


def _point(place: Place) -> tuple[float, float]:
    return place.longitude or 0.0, place.latitude or 0.0


def _place(context: Context, group: _Group, circle: PlaceCircle, label: Label | None) -> MapPlace:
    largest: tuple[Link, ...] = ()
    if len(group.points) > 1:
        largest = tuple(context.thing(point.thing) for point in group.points[:_NAMED])
    return MapPlace(
        link=context.thing(group.link),
        sort=group.sort,
        places=len(group.points),
        largest=largest,
        cases=group.cases,
        x=circle.x,
        y=circle.y,
        r=circle.r,
        label=label.text if label else "",
        label_x=label.x if label else 0,
        label_y=label.y if label else 0,
        anchor=label.anchor if label else "",
        left=circle.x - TARGET // 2,
        top=circle.y - TARGET // 2,
    )
