"""Places within places, and those that lie within each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from defectarchive.diagnostics.diagnostic import Diagnostic, error, some
from defectarchive.model.records import PlaceRecord


def surroundings(around: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The places around each one that lies in another, nearest first; without those in a circle."""
    found: dict[str, tuple[str, ...]] = {}
    in_circles = {place for circle in _circles(around) for place in circle}
    for start in around:
        way: list[str] = []
        current = start
        while current in around and current not in found and current not in in_circles:
            way.append(current)
            current = around[current]
        for place in reversed(way):
            found[place] = (around[place], *found.get(around[place], ()))
    return found


def _circles(around: Mapping[str, str]) -> Iterator[list[str]]:
    """Places within each other, from the first by id; each circle once."""
    seen: set[str] = set()
    for start in around:
        way: dict[str, None] = {}
        current = start
        while current in around and current not in seen:
            seen.add(current)
            way[current] = None
            current = around[current]
        if current in way:
            places = [*way]
            circle = places[places.index(current) :]
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]


# An error at each place of a circle helps to see it; at each of hundreds it hides all else.
_MARKED = 12


def circle_errors(
    around: Mapping[str, str], records: Mapping[str, PlaceRecord]
) -> Iterator[Diagnostic]:
    """An error for each place in a circle, for the first one of a large circle."""
    for circle in _circles(around):
        for at, place in enumerate(circle if len(circle) <= _MARKED else circle[:1]):
            within = records[place].within
            if within is not None:
                way = " → ".join(some([*circle[at:], *circle[:at], place]))
                message = f"places lie within each other in a circle: {way}"
                hint = "take `within` out of the largest of them"
                yield error("place-circle", within.span, message, hint)
