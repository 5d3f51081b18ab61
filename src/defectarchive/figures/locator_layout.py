"""Where a case was, on a map as large as a stamp, and when, on a line beside it."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from defectarchive.figures.land import Point
from defectarchive.figures.map_layout import Land, land_around
from defectarchive.figures.projections import EARTH_KM
from defectarchive.figures.year_line import YearLine
from defectarchive.frozen import Frozen
from defectarchive.model.dates.date import Day, civil

WIDTH = 160
"""Units, on the screen as many pixels."""
LARGE = 3
"""How many times as wide a map is on a card."""
_AROUND = 5, 2
"""How many degrees east and west, north and south of a place it shows at the least."""
_STEP = 2
"""Places within so many degrees share a map, since outlines take long to cut."""
_POLE = 89.9
_DOT, _LONGEST = 3, 12


class Spot(Frozen, frozen=True):
    """A map, and the place on it: its centre, and how far around that it may be."""

    land: str
    borders: str
    height: int
    x: int
    y: int
    r: int


def locate(at: Point, within_km: float, times: int = 1) -> Spot:
    """The map around a point: longitude, latitude. times: how many times as wide as `WIDTH`."""
    longitude, latitude = at
    around, land, borders = _drawn(_rounded(longitude), _rounded(latitude), times)
    x, y = around.at(longitude, latitude)
    radius = round(within_km / EARTH_KM * around.scale)
    radius = max(_DOT * times, min(WIDTH * times // 4, radius))
    return Spot(land, borders, around.height, x, y, radius)


def _rounded(degrees: float) -> int:
    return round(degrees / _STEP) * _STEP


@lru_cache(maxsize=1024)
def _drawn(longitude: int, latitude: int, times: int = 1) -> tuple[Land, str, str]:
    wide, tall = _AROUND
    north, south = min(_POLE, latitude + tall), max(-_POLE, latitude - tall)
    corners = [(longitude + x, y) for x in (-wide, wide) for y in (south, north)]
    around = land_around(corners)
    around = replace(around, scale=WIDTH * times / (around.frame[2] - around.frame[0]))
    return around, around.land(), around.borders()


def strip(earliest: Day, latest: Day) -> tuple[tuple[int, ...], int, int, int, int] | None:
    """Ticks, first and last year, x and width of a run of days; None where it is too long."""
    first, last = civil(earliest)[0], civil(latest)[0]
    if last - first >= _LONGEST:
        return None
    line = YearLine(first, last, WIDTH)
    return line.ticks(), first, last, *line.bar(earliest, latest)
