"""Outlines of land and borders as paths, cut where the map ends and as fine as it can show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from defectarchive.figures.projections import Frame, Projection

Point = tuple[float, float]

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_POLE = 89.9
_AROUND = 1
"""Degrees around what is in a frame, so that where land is cut off lies outside."""


@cache
def _outlines(kind: str) -> tuple[tuple[Point, ...], ...]:
    """All "coasts" or all "borders", in degrees."""
    data = json.loads(files(__package__).joinpath("land_outlines.json").read_bytes())
    return tuple(tuple(_decoded(line, data["grid"])) for line in data[kind])


def _decoded(line: str, grid: int) -> Iterator[Point]:
    """The reverse of `encoded` in tools/land_outlines.py."""
    numbers: list[int] = []
    number = shift = 0
    for letter in line:
        value = _VALUES[letter]
        number |= (value & 31) << shift
        shift += 5
        if value < 32:
            numbers.append((number + 1) // -2 if number & 1 else number // 2)
            number = shift = 0
    x = y = 0
    for at in range(0, len(numbers), 2):
        x, y = x + numbers[at], y + numbers[at + 1]
        yield x / grid, y / grid


# The same map stands in each language of a site.
@lru_cache(maxsize=4)
def land_path(projection: Projection, frame: Frame, scale: float) -> str:
    """All land within the frame, to be filled by the even-odd rule. scale: units in a radius."""
    rings = _land(projection, frame)
    return "".join(_path(ring, frame, scale, close=True) for ring in rings)


# A map that stands on a page stands larger on its card.
@lru_cache(maxsize=2)
def _land(projection: Projection, frame: Frame) -> Sequence[Sequence[Point]]:
    """The rings of land within the frame, in its plane."""
    window = _window(projection, frame)
    rings: list[Sequence[Point]] = []
    for coast, box in _boxed("coasts"):
        if window and not _reaches(box, window):
            continue
        for ring in _cut_open(coast, box, projection.meridian, window):
            plane = [projection.plane(x, max(-_POLE, min(_POLE, y))) for x, y in ring]
            rings.append(_clipped(plane, frame))
    return rings


def _window(projection: Projection, frame: Frame) -> Frame | None:
    """Degrees around the frame, outside which nothing need be looked at; None: anything may."""
    window = projection.window(frame)
    if window is None:
        return None
    west, south, east, north = window
    return west - _AROUND, south - _AROUND, east + _AROUND, north + _AROUND


@lru_cache(maxsize=4)
def borders_path(projection: Projection, frame: Frame, scale: float) -> str:
    """The borders within the frame; see `land_path`."""
    return "".join(line_path(line, frame, scale) for line in _borders(projection, frame))


@lru_cache(maxsize=2)
def _borders(projection: Projection, frame: Frame) -> Sequence[Sequence[Point]]:
    """The borders that may be in a frame, in its plane."""
    window = _window(projection, frame)
    lines: list[Sequence[Point]] = []
    for border, box in _boxed("borders"):
        if window and not _reaches(box, window):
            continue
        line = [turned(point, projection.meridian) for point in border]
        if window and not _meets(line, window):
            continue
        if any(abs(b[0] - a[0]) > 180 for a, b in pairwise(line)):
            continue  # it would run across the map from one side of the cut to the other
        line = [point for a, b in pairwise(line) for point in steps_between(a, b, 0.5)] + line[-1:]
        lines.append([projection.plane(*point) for point in line])
    return lines


def line_path(line: Iterable[Point], frame: Frame, scale: float) -> str:
    """A line of the plane within the frame."""
    return "".join(_path(piece, frame, scale, close=False) for piece in _within([*line], frame))


def turned(point: Point, meridian: float) -> Point:
    """The longitude within 180 degrees of the meridian."""
    return (point[0] - meridian + 180) % 360 - 180 + meridian, point[1]


@cache
def _boxed(name: str) -> Sequence[tuple[Sequence[Point], Frame]]:
    """Each outline with its west, south, east and north."""
    return [
        (outline, (min(xs), min(ys), max(xs), max(ys)))
        for outline in _outlines(name)
        for xs, ys in [([x for x, _ in outline], [y for _, y in outline])]
    ]


def _reaches(box: Frame, window: Frame) -> bool:
    """Whether something may lie in a window, once around the globe or not."""
    west, south, east, north = box
    if north < window[1] or south > window[3]:
        return False
    return any(
        west + turn <= window[2] and east + turn >= window[0] for turn in (-720, -360, 0, 360, 720)
    )


def _cut_open(
    ring: Sequence[Point], box: Frame, meridian: float, window: Frame | None
) -> Iterator[Sequence[Point]]:
    """A ring, cut opposite to the meridian: what lies on either side of the cut."""
    first, _, last, _ = box
    for turn in (-720, -360, 0, 360, 720):
        west, east = meridian - 180, meridian + 180
        if first + turn >= east or last + turn <= west:
            continue
        if window and (first + turn > window[2] or last + turn < window[0]):
            continue
        moved: Sequence[Point] = [(x + turn, y) for x, y in ring] if turn else ring
        if first + turn < west or last + turn > east:
            moved = _halved(_halved(moved, 0, west, 1), 0, east, -1)
        if moved and window:
            moved = _clipped(moved, window)
        if moved:
            yield _finer(moved)


def _finer(ring: Sequence[Point]) -> Sequence[Point]:
    """With points along its long sides, which are no straight lines on a map."""
    points: list[Point] = []
    for start, end in pairwise((*ring, ring[0])):
        if abs(end[0] - start[0]) < _LONG and abs(end[1] - start[1]) < _LONG:
            points.append(start)
        else:
            points += steps_between(start, end, _LONG)
    return points


_LONG = 4


def steps_between(start: Point, end: Point, step: float) -> Iterator[Point]:
    """From one point to another, which itself is left out, in steps of so many degrees at most."""
    (ax, ay), (bx, by) = start, end
    steps = int(max(abs(bx - ax), abs(by - ay)) // step) + 1
    for n in range(steps):
        yield ax + (bx - ax) * n / steps, ay + (by - ay) * n / steps


def _clipped(ring: Sequence[Point], frame: Frame) -> Sequence[Point]:
    """Sutherland and Hodgman 1974: the part of a ring within the frame."""
    left, top, right, bottom = frame
    for axis, low, high in ((0, left, right), (1, top, bottom)):
        along = [point[axis] for point in ring]
        if not along or max(along) < low or min(along) > high:
            return ()
        if min(along) < low:
            ring = _halved(ring, axis, low, 1)
        if max(along) > high:
            ring = _halved(ring, axis, high, -1)
    return ring


def _meets(line: Sequence[Point], frame: Frame) -> bool:
    """Whether the rectangle around a line meets the frame."""
    left, top, right, bottom = frame
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(xs) >= left and min(xs) <= right and max(ys) >= top and min(ys) <= bottom


def _halved(ring: Sequence[Point], axis: int, limit: float, sign: int) -> Sequence[Point]:
    """The part of a ring on one side of a line along the other axis."""
    along = [point[axis] for point in ring]
    inside = [at >= limit for at in along] if sign > 0 else [at <= limit for at in along]
    points: list[Point] = []
    start = 0
    while start < len(ring):
        is_inside = inside[start]
        if is_inside != inside[start - 1]:
            (ax, ay), (bx, by) = before, point = ring[start - 1], ring[start]
            part = (limit - before[axis]) / (point[axis] - before[axis])
            points.append((ax + (bx - ax) * part, ay + (by - ay) * part))
        # From here to where the line is crossed next: outlines have thousands of points.
        try:
            end = inside.index(not is_inside, start)
        except ValueError:
            end = len(ring)
        if is_inside:
            points += ring[start:end]
        start = end
    return points


def _within(line: Sequence[Point], frame: Frame) -> Iterator[Sequence[Point]]:
    """The runs of a line that have a point within the frame, with the points next to them."""
    left, top, right, bottom = frame
    inside = [left <= x <= right and top <= y <= bottom for x, y in line]
    run: list[Point] = []
    for at, point in enumerate(line):
        if any(inside[max(0, at - 1) : at + 2]):
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _path(line: Sequence[Point], frame: Frame, scale: float, *, close: bool) -> str:
    """Whole units, without points that lie within one step of the one before."""
    points: list[tuple[int, int]] = []
    for x, y in line:
        point = (round((x - frame[0]) * scale), round((y - frame[1]) * scale))
        if not points or abs(point[0] - points[-1][0]) + abs(point[1] - points[-1][1]) > 2:
            points.append(point)
    if len(points) < (3 if close else 2):
        return ""
    text = f"M{points[0][0]} {points[0][1]}l"
    steps = [
        f"{bx - ax}{'' if by < ay else ' '}{by - ay}" for (ax, ay), (bx, by) in pairwise(points)
    ]
    joined = steps[0] + "".join(each if each[0] == "-" else f" {each}" for each in steps[1:])
    return text + joined + ("z" if close else "")
