"""From the globe to the plane. Equal areas, so that no country looks larger than it is.

Angles in degrees; the plane in units of the globe's radius, x to the east and y to the south.
Each sets its central meridian itself; the globe is cut opposite to it.
"""

from __future__ import annotations

from functools import lru_cache
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import Protocol

from defectarchive.frozen import Frozen

EARTH_KM = 6371.0
Frame = tuple[float, float, float, float]
"""Left, top, right and bottom of a map in its plane; or west, south, east and north in degrees."""
_CYLINDER = 0.02


class Projection(Protocol):
    """A way to the plane."""

    @property
    def meridian(self) -> float: ...

    def __hash__(self) -> int: ...

    def plane(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Of a point within 180 degrees of the central meridian."""
        ...

    def window(self, frame: Frame) -> Frame | None:
        """Degrees around all that is in the frame; None where that may be anything."""
        ...


class EqualEarth(Frozen, frozen=True):
    """The whole world. Šavrič, Patterson, Jenny 2018, doi:10.1080/13658816.2018.1504949."""

    meridian: float

    def plane(self, longitude: float, latitude: float) -> tuple[float, float]:
        a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
        t = asin(sqrt(3) / 2 * sin(radians(latitude)))
        t2 = t * t
        t6 = t2 * t2 * t2
        stretch = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)
        x = 2 * radians(longitude - self.meridian) * cos(t) / (sqrt(3) * stretch)
        return x, -t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))

    def window(self, _frame: Frame) -> None:
        return None


class Albers(Frozen, frozen=True):
    """A part of it: the equal-area conic of Albers (Snyder 1987, Map Projections, p. 100).

    Between two parallels that are true to scale. Towards the equator it becomes a cylinder.
    """

    meridian: float
    south: float
    north: float

    def plane(self, longitude: float, latitude: float) -> tuple[float, float]:
        width, n, c, rho0 = _cone(self.south, self.north)
        east = radians(longitude - self.meridian)
        if abs(n) < _CYLINDER:
            return east * width, -sin(radians(latitude)) / width
        rho = sqrt(max(0.0, c - 2 * n * sin(radians(latitude)))) / n
        return rho * sin(n * east), rho * cos(n * east) - rho0

    def window(self, frame: Frame) -> Frame | None:
        left, top, right, bottom = frame
        width, n, c, rho0 = _cone(self.south, self.north)
        if abs(n) < _CYLINDER:
            low, high = (-_latitude(y * width) for y in (bottom, top))
            west, east = (self.meridian + degrees(x / width) for x in (left, right))
            return west, low, east, high
        # Seen from the tip of the cone: how far off the corners are, and in which directions.
        sign = 1 if n > 0 else -1
        near, far = sorted((sign * (top + rho0), sign * (bottom + rho0)))
        if near <= 0:
            return None
        angles = [atan2(x, y) / abs(n) for x in (left, right) for y in (near, far)]
        least = near if left <= 0 <= right else hypot(min(abs(left), abs(right)), near)
        most = hypot(max(abs(left), abs(right)), far)
        sines = [(c - (n * rho) ** 2) / (2 * n) for rho in (least, most)]
        low, high = sorted(map(_latitude, sines))
        west, east = (self.meridian + degrees(angle) for angle in (min(angles), max(angles)))
        return west, low, east, high


def _latitude(sine: float) -> float:
    return degrees(asin(max(-1.0, min(1.0, sine))))


@lru_cache(maxsize=64)
def _cone(south: float, north: float) -> tuple[float, float, float, float]:
    """What does not depend on the point: of the southern parallel the cosine; n, C and rho0."""
    one, other = radians(south), radians(north)
    n = (sin(one) + sin(other)) / 2
    c = cos(one) ** 2 + 2 * n * sin(one)
    rho0 = sqrt(max(0.0, c - 2 * n * n)) / n if abs(n) >= _CYLINDER else 0.0
    return cos(one), n, c, rho0
