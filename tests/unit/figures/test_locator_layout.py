"""A map as large as a stamp, and a line of time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from defectarchive.figures.locator_layout import WIDTH, locate, strip
from defectarchive.model.dates.date import day_number


@given(st.sampled_from([(-180.0, 0.0), (180.0, 65.0), (10.7, 59.9), (0.0, 89.0), (30.8, 69.8)]))
def test_a_place_is_on_its_map(at: tuple[float, float]) -> None:
    spot = locate(at, 0)
    assert 0 <= spot.x <= WIDTH
    assert 0 <= spot.y <= spot.height


def test_places_near_each_other_share_a_map_and_lie_apart_on_it() -> None:
    one, other = locate((10.0, 60.0), 0), locate((10.9, 60.0), 0)
    assert one.land == other.land
    assert one.x < other.x


def test_how_exact_a_point_is_shows_in_its_circle() -> None:
    assert locate((10.0, 60.0), 0).r < locate((10.0, 60.0), 100).r <= WIDTH // 4


def test_one_year_is_drawn_in_months_several_in_years_and_very_many_not_at_all() -> None:
    july = strip(day_number(2031, 7, 1), day_number(2031, 7, 31))
    assert july is not None
    ticks, first, last, x, width = july
    assert (len(ticks), first, last) == (11, 2031, 2031)
    assert ticks[5] == x
    assert ticks[6] == x + width
    assert strip(day_number(2031, 7, 1), day_number(2033, 2, 1)) is not None
    assert strip(day_number(2001, 1, 1), day_number(2031, 1, 1)) is None


@given(st.integers(0, 4000), st.integers(0, 4000))
def test_a_span_lies_on_its_line(start: int, days: int) -> None:
    found = strip(day_number(2001, 1, 1) + start, day_number(2001, 1, 1) + start + days)
    if found:
        *_, x, width = found
        assert 0 <= x < x + width <= WIDTH
