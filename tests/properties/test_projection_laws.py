"""Laws of maps: what a window leaves out is in no frame."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from defectarchive.figures.map_layout import land_around

LONGITUDES, LATITUDES = st.floats(-180, 180), st.floats(-89.9, 89.9)
POINTS = st.lists(st.tuples(LONGITUDES, LATITUDES), min_size=1, max_size=4)


@given(points=POINTS, spread=st.sampled_from((0.01, 0.1, 1)), at=st.data())
def test_what_is_in_a_frame_is_in_its_window(
    points: list[tuple[float, float]], spread: float, at: st.DataObject
) -> None:
    first = points[0]
    near = [
        (first[0] + (x - first[0]) * spread, first[1] + (y - first[1]) * spread) for x, y in points
    ]
    land = land_around(near)
    window = land.projection.window(land.frame)
    meridian = land.projection.meridian
    longitude = meridian + at.draw(st.floats(-180, 180)) * at.draw(st.sampled_from((0.02, 0.1, 1)))
    latitude = at.draw(st.one_of(LATITUDES, st.floats(first[1] - 3, first[1] + 3)))
    latitude = max(-90.0, min(90.0, latitude))
    left, top, right, bottom = land.frame
    x, y = land.projection.plane(longitude, latitude)
    if window is not None and left <= x <= right and top <= y <= bottom:
        west, south, east, north = window
        assert west - 1e-6 <= longitude <= east + 1e-6
        assert south - 1e-6 <= latitude <= north + 1e-6


def test_a_map_with_a_pole_may_show_any_longitude() -> None:
    for latitude in (89.5, -89.5):
        land = land_around([(0, latitude), (180, latitude)])
        assert land.projection.window(land.frame) is None
