"""Which part of the world a map shows, and where its circles and names stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, cos, degrees, floor, pi, radians, sqrt

from defectarchive.figures.land import (
    Point,
    borders_path,
    land_path,
    line_path,
    steps_between,
    turned,
)
from defectarchive.figures.projections import EARTH_KM, Albers, EqualEarth, Frame, Projection
from defectarchive.figures.text_width import cut, width_of
from defectarchive.frozen import Frozen
from defectarchive.views.figures import LETTER, TARGET, WIDTH

LEAST_DEGREES = 5.0
"""A map of one village still shows where in its country that lies."""
_WIDE, _POLAR = 100.0, 45.0
USUAL_MERIDIAN = 11.0
"""A map of the world is cut where that parts no land but a corner of Antarctica."""
_LEVEL = 0.6
LARGEST, SMALLEST = 60, 9
_COVERED = 0.05
_LOWEST, _HIGHEST = 0.62, 1.05
NAME, LINE = 380, 44


class Land(Frozen, frozen=True):
    """What lies beneath the places. scale: units in a radius of the globe."""

    projection: Projection
    frame: Frame
    scale: float

    @property
    def height(self) -> int:
        return round((self.frame[3] - self.frame[1]) * self.scale)

    def at(self, longitude: float, latitude: float) -> tuple[int, int]:
        """Where a point of the globe is on the map."""
        x, y = self.projection.plane(*turned((longitude, latitude), self.projection.meridian))
        return round((x - self.frame[0]) * self.scale), round((y - self.frame[1]) * self.scale)

    def land(self) -> str:
        return land_path(self.projection, self.frame, self.scale)

    def borders(self) -> str:
        return borders_path(self.projection, self.frame, self.scale)

    def grid(self) -> str:
        """Meridians and parallels, so far apart that some five fit on the map."""
        wide = degrees(self.frame[2] - self.frame[0])
        step = next((s for s in (1, 2, 5, 10, 20) if wide / s <= 9), 30)
        near_pole = isinstance(self.projection, Albers) and abs(self.projection.north) > 75
        west, turn = self.projection.meridian - 180, 30 if near_pole else step
        meridians = range(ceil(west / turn) * turn, floor(west + 360) + 1, turn)
        fine = min(2.0, wide / 20)
        return "".join(
            (
                *(self._curve((x, -89.5), (x, 89.5), fine) for x in meridians),
                *(
                    self._curve((west, y), (west + 360, y), fine)
                    for y in range(step - 90, 90, step)
                ),
            )
        )

    def box(self, points: Sequence[Point]) -> str:
        """The path around these points, along meridians and parallels."""
        start, wide = arc([x for x, _ in points])
        south, north = min(y for _, y in points), max(y for _, y in points)
        west, _ = turned((start, south), self.projection.meridian)
        corners = ((west, south), (west, north), (west + wide, north), (west + wide, south))
        edges = pairwise((*corners, corners[0]))
        return "".join(self._curve(start, end, 1) for start, end in edges if start != end)

    def _curve(self, start: Point, end: Point, fine: float) -> str:
        """A meridian or parallel within the frame, in steps of so many degrees.

        Most of the globe is elsewhere, so it is looked for in steps of ten degrees.
        """
        ends = [*steps_between(start, end, 10), end]
        plane = [self.projection.plane(*point) for point in ends]
        line: list[Point] = []
        paths: list[str] = []
        for at, (one, other) in enumerate(pairwise(plane)):
            if self._may_meet(one, other):
                line += (
                    self.projection.plane(*point)
                    for point in steps_between(ends[at], ends[at + 1], fine)
                )
                continue
            paths.append(line_path([*line, one], self.frame, self.scale) if line else "")
            line = []
        paths.append(line_path([*line, plane[-1]], self.frame, self.scale) if line else "")
        return "".join(paths)

    def _may_meet(self, one: Point, other: Point) -> bool:
        """Whether a curve between the two can be in the frame; it strays less than its length."""
        left, top, right, bottom = self.frame
        astray = abs(one[0] - other[0]) + abs(one[1] - other[1])
        return (
            min(one[0], other[0]) - astray <= right
            and max(one[0], other[0]) + astray >= left
            and min(one[1], other[1]) - astray <= bottom
            and max(one[1], other[1]) + astray >= top
        )

    def kilometres(self) -> tuple[int, int] | None:
        """A round distance and its length on the map, where that is the same all over it."""
        if self.frame[2] - self.frame[0] > _LEVEL:
            return None
        rounds = [lead * 10**zeros for zeros in range(4) for lead in (1, 2, 5)]
        km = max(n for n in rounds if n == 1 or n / EARTH_KM * self.scale <= WIDTH / 5)
        return km, round(km / EARTH_KM * self.scale)


def land_around(points: Sequence[Point]) -> Land:
    """The part of the world where the points (longitude, latitude) are, one at least."""
    west, wide = arc([x for x, _ in points])
    south, north = min(y for _, y in points), max(y for _, y in points)
    meridian = (west + wide / 2 + 180) % 360 - 180
    if wide > _WIDE and (south > _POLAR or north < -_POLAR):
        pole = 90.0 if south > 0 else -90.0
        return _fitted(Albers(round(meridian, 2), pole, pole), points)
    if wide > 180:
        return _fitted(EqualEarth(USUAL_MERIDIAN), points, whole=True)
    if wide > _WIDE or north - south > _WIDE:
        return _fitted(EqualEarth(round(meridian, 2)), points)
    sixth = max(LEAST_DEGREES, north - south) / 6
    middle = (south + north) / 2
    low = max(-88.0, min(middle - sixth / 2, south + sixth))
    high = min(88.0, max(middle + sixth / 2, north - sixth))
    return _fitted(Albers(round(meridian, 2), low, high), points)


def arc(longitudes: Sequence[float]) -> tuple[float, float]:
    """The shortest arc that has them all: its western end, and how many degrees it is long."""
    degrees = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(after - before, after) for before, after in pairwise((*degrees, degrees[0] + 360))]
    gap, start = max(gaps, key=lambda each: (each[0], -each[1]))
    return start % 360, 360 - gap


def _fitted(projection: Projection, points: Sequence[Point], *, whole: bool = False) -> Land:
    """The frame around the points, with room around them, neither too narrow nor too tall."""
    plane = [projection.plane(*turned(point, projection.meridian)) for point in points]
    left, right = min(x for x, _ in plane), max(x for x, _ in plane)
    top, bottom = min(y for _, y in plane), max(y for _, y in plane)
    wide = max((right - left) * 1.4, radians(LEAST_DEGREES))
    tall = max((bottom - top) * 1.35, wide * _LOWEST)
    wide = max(wide, tall / _HIGHEST)
    x, y = (left + right) / 2, (top + bottom) / 2
    if isinstance(projection, EqualEarth):
        edge, pole = projection.plane(projection.meridian + 180, 0)[0], -projection.plane(0, 90)[1]
        wide = 2 * edge if whole else min(wide, 2 * edge)
        tall = 2 * pole if whole else min(tall, 2 * pole)
        x = max(-edge + wide / 2, min(edge - wide / 2, x))
        y = max(-pole + tall / 2, min(pole - tall / 2, y))
    frame = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    return Land(projection, frame, WIDTH / wide)


def radii(cases: Sequence[int], height: int) -> list[int]:
    """Of circles whose areas are as the numbers of cases; together they leave most of the map free.

    The smallest are as large as they must be to be seen.
    """
    most = max(cases)
    room = sqrt(_COVERED * WIDTH * height * most / (pi * sum(cases)))
    largest = min(LARGEST, 18 * sqrt(most), room)
    return [max(SMALLEST, round(largest * sqrt(each / most))) for each in cases]


def gathered(spots: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Which spots are drawn as one, by their numbers, in the order given.

    Each joins the nearest earlier one that cannot be touched without it, and stands there, so that
    no two groups can be touched at once.
    """
    cells: dict[tuple[int, int], list[int]] = {}
    groups: dict[int, list[int]] = {}
    for at, (x, y) in enumerate(spots):
        column, row = x // TARGET, y // TARGET
        near = (
            (max(abs(spots[first][0] - x), abs(spots[first][1] - y)), first)
            for beside in range(column - 1, column + 2)
            for above in range(row - 1, row + 2)
            for first in cells.get((beside, above), ())
        )
        distance, first = min(near, default=(TARGET, at))
        if distance < TARGET:
            groups[first].append(at)
        else:
            groups[at] = [at]
            cells.setdefault((column, row), []).append(at)
    return [*groups.values()]


def touchable(x: int, y: int, height: int) -> tuple[int, int]:
    """The point itself or, at the edge of a map, the nearest that can be touched all around."""
    half = TARGET // 2
    return min(max(x, half), WIDTH - half), min(max(y, half), height - half)


class PlaceCircle(Frozen, frozen=True):
    """A place: its centre, its radius, its name, and the number that is to stand behind it."""

    x: int
    y: int
    r: int
    text: str
    cases: int


class Label(Frozen, frozen=True):
    """Where a name stands: the base line, and which end of the name is at x."""

    text: str
    x: int
    y: int
    anchor: str
    box: Frame


def place_labels(circles: Sequence[PlaceCircle], height: int) -> list[Label | None]:
    """A name for each circle that has room for one, in the order given; none meets another's.

    A name stands right of its circle, else left, above or below it.
    """
    taken: list[Frame] = []
    rings = [_box(circle) for circle in circles]
    labels: list[Label | None] = []
    for number, circle in enumerate(circles):
        others = [ring for at, ring in enumerate(rings) if at != number]
        label = next(
            (
                label
                for label in _candidates(circle)
                if _in_frame(label.box, height)
                and not any(_meet(label.box, other) for other in taken)
                and not any(_meet(label.box, other) for other in others)
            ),
            None,
        )
        if label:
            taken.append(label.box)
        labels.append(label)
    return labels


def _box(circle: PlaceCircle) -> Frame:
    # The square within the circle and a little more: a name may touch the round corners.
    r = circle.r * cos(pi / 5)
    return circle.x - r, circle.y - r, circle.x + r, circle.y + r


def _candidates(circle: PlaceCircle) -> Iterable[Label]:
    text = cut(circle.text, NAME, LETTER)
    wide, r = width_of(f"{text} {circle.cases}", LETTER), circle.r + 8
    x, y, aside = circle.x, circle.y, round(r * cos(pi / 4))
    for anchor, at, base in (
        ("start", x + r, y + 12),
        ("end", x - r, y + 12),
        ("middle", x, y - r - 6),
        ("middle", x, y + r + 30),
        ("start", x + aside, y - aside),
        ("start", x + aside, y + aside + 24),
        ("end", x - aside, y - aside),
        ("end", x - aside, y + aside + 24),
    ):
        left = {"start": at, "end": at - wide, "middle": at - wide / 2}[anchor]
        yield Label(text, at, base, anchor, (left, base - LINE + 10, left + wide, base + 10))


def _in_frame(box: Frame, height: int) -> bool:
    return box[0] >= 6 and box[2] <= WIDTH - 6 and box[1] >= 2 and box[3] <= height - 2


def _meet(one: Frame, other: Frame) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
