"""Which points one map can show, and which are so far from all the others that it would be lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import asin, cos, radians, sin, sqrt

from defectarchive.figures.land import Point
from defectarchive.figures.map_layout import arc, land_around
from defectarchive.figures.projections import EARTH_KM

# Nearly all cases are within a circle; what is this many times as far out is far, unless it is
# within so many kilometres, or a map of all is not that many times as small.
_NEARLY_ALL, _TIMES, _KILOMETRES, _GAIN = 0.9, 3.0, 300.0, 2.0


def bulk_of(points: Mapping[Point, int]) -> frozenset[Point]:
    """The points that fit on one map well. points: longitude, latitude, with how many cases each.

    All of them, where a map without the far ones shows hardly more.
    """
    middle = _middle(points)
    away = {point: _kilometres(middle, point) for point in points}
    order = sorted(points, key=lambda point: (away[point], point))
    cases, within = 0, 0.0
    for point in order:
        if cases >= _NEARLY_ALL * sum(points.values()):
            break
        cases += points[point]
        within = away[point]
    near = [point for point in order if away[point] <= max(_TIMES * within, _KILOMETRES)]
    if len(near) < len(order) and land_around(near).scale >= _GAIN * land_around(order).scale:
        return frozenset(near)
    return frozenset(order)


def _middle(points: Mapping[Point, int]) -> Point:
    """Where the median case is, in either direction."""
    west, _ = arc([x for x, _ in points])
    east = _median(((x - west) % 360, cases) for (x, _), cases in points.items())
    return west + east, _median((y, cases) for (_, y), cases in points.items())


def _median(numbers: Iterable[tuple[float, int]]) -> float:
    ordered = sorted(numbers)
    left = sum(weight for _, weight in ordered) / 2
    for number, weight in ordered:
        left -= weight
        if left <= 0:
            return number
    raise ValueError("there is no number")


def _kilometres(one: Point, other: Point) -> float:
    """The way along the globe (haversine)."""
    (x, y), (other_x, other_y) = (tuple(map(radians, point)) for point in (one, other))
    lift, turn = sin((other_y - y) / 2), sin((other_x - x) / 2)
    return 2 * EARTH_KM * asin(min(1.0, sqrt(lift**2 + cos(y) * cos(other_y) * turn**2)))
