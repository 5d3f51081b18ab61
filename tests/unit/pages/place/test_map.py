"""The map: what part of the world it shows, where circles and names stand, what it says."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from math import pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.archives import Outcome, article, context_of, load_site, make

from defectarchive.figures.land import _outlines
from defectarchive.figures.map_layout import (
    Label,
    PlaceCircle,
    _box,
    _meet,
    gathered,
    land_around,
    place_labels,
    radii,
    touchable,
)
from defectarchive.figures.projections import Albers, EqualEarth, Projection
from defectarchive.pages.place.map import map_figure
from defectarchive.views.figures import TARGET, WIDTH, MapFigure

GOLDEN = cache(load_site)
POINTS = st.tuples(st.floats(-180, 180), st.floats(-85, 85))


def figure_of(outcome: Outcome) -> MapFigure | None:
    return map_figure(context_of(outcome))


def at_places(places: str, *where: str) -> MapFigure | None:
    texts = {
        f"articles/a{at}.md": article(f"- {{event: e{at}, date: 2001, place: {place}}}")
        for at, place in enumerate(where)
    }
    return figure_of(make({"places.yaml": places, **texts}))


# --- the world ------------------------------------------------------------------------------------


@pytest.mark.parametrize("projection", [EqualEarth(11), Albers(15, 58, 66), Albers(0, 1, -1)])
def test_equal_areas_stay_equal(projection: Projection) -> None:
    def area(x: float, y: float) -> float:
        corners = [projection.plane(x + a, y + b) for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))]
        pairs = zip(corners, (*corners[1:], corners[0]), strict=True)
        return abs(sum(a * d - b * c for (a, b), (c, d) in pairs)) / 2

    assert area(12, 0.5) / area(40, 0.5) == pytest.approx(1, rel=0.01)
    assert area(12, 60.5) / area(-30, 60.5) == pytest.approx(1, rel=0.01)
    assert area(12, 60.5) / area(12, 0.5) == pytest.approx(0.49, abs=0.01)


def test_no_border_parts_crimea_from_the_mainland() -> None:
    points = [point for line in _outlines("borders") for point in line]
    assert not [(x, y) for x, y in points if 32.5 < x < 36.6 and 44 < y < 46.4]
    assert [(x, y) for x, y in points if 29 < x < 30 and 68 < y < 70]


def test_every_coast_is_closed() -> None:
    assert all(line[0] == line[-1] for line in _outlines("coasts"))


@given(st.lists(POINTS, min_size=1, max_size=12))
@settings(max_examples=60)
def test_every_place_is_on_the_map(points: list[tuple[float, float]]) -> None:
    land = land_around(points)
    for point in points:
        x, y = land.at(*point)
        assert -1 <= x <= WIDTH + 1
        assert -1 <= y <= land.height + 1
    assert 0.4 * WIDTH < land.height < 1.1 * WIDTH


def test_places_on_both_sides_of_the_antimeridian_are_neighbours() -> None:
    land = land_around([(178.4, -18.1), (-171.8, -13.8)])
    assert land.frame[2] - land.frame[0] < 0.5
    assert land.at(178.4, -18.1)[0] < land.at(-171.8, -13.8)[0]


def test_no_outline_runs_across_a_map_of_the_world() -> None:
    land = land_around([(139, 35), (-77, 38), (10, 60), (18, -33), (178, -18)])
    path = land.land()
    assert len(path) < 60_000
    for ring in path.strip("z").split("z"):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        y = numbers[1]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            y += dy
            # The edge of the map itself, along Antarctica.
            assert abs(dx) < WIDTH / 4 or y > land.height - 10


def test_a_village_is_seen_within_its_country_with_a_scale() -> None:
    figure = at_places("quay: {name: Quay, lat: 69.79, lon: 30.81}", "quay")
    assert figure is not None
    assert (figure.scale.km if figure.scale else 0) == 100
    assert figure.land
    assert figure.borders


# --- circles and names ----------------------------------------------------------------------------

CIRCLES = st.builds(
    PlaceCircle,
    st.integers(0, WIDTH),
    st.integers(0, 800),
    st.integers(9, 60),
    st.text("aWö新", min_size=1, max_size=40),
    st.integers(1, 999),
)


@given(st.lists(CIRCLES, max_size=40))
@settings(max_examples=60)
def test_names_never_meet_each_other_nor_other_circles(circles: list[PlaceCircle]) -> None:
    labels = place_labels(circles, 800)
    found: list[Label] = [label for label in labels if label]
    assert not [1 for a, b in combinations(found, 2) if _meet(a.box, b.box)]
    for circle, label in zip(circles, labels, strict=True):
        others = [other for other in circles if other is not circle]
        assert not label or not [1 for other in others if _meet(label.box, _box(other))]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=100))
def test_areas_are_as_numbers_and_leave_the_map_free(cases: list[int]) -> None:
    sizes = radii(cases, 800)
    assert sum(pi * r * r for r in sizes if r > 9) < 0.07 * WIDTH * 800
    by_cases = sorted(zip(cases, sizes, strict=True))
    assert [r for _, r in by_cases] == sorted(r for _, r in by_cases)


# --- the figure -----------------------------------------------------------------------------------


def test_a_case_counts_at_the_nearest_place_that_has_a_point() -> None:
    places = (
        "town: {name: Town, lat: 60, lon: 10}\nquay: {name: Quay, within: town}\nsea: {name: S}"
    )
    figure = at_places(places, "quay", "town", "sea")
    assert figure is not None
    assert [(place.link.text, place.cases) for place in figure.places] == [("Town", 2)]
    assert (figure.cases, figure.pointless, figure.placeless) == (2, 1, 0)


def test_every_place_is_a_link_with_its_count_and_the_largest_come_first() -> None:
    figure = figure_of(GOLDEN("lighthouses"))
    assert figure is not None
    counts = [place.cases for place in figure.places]
    assert counts == sorted(counts, reverse=True)
    assert all(place.link.path.startswith("places/") for place in figure.places)
    assert figure.cases + figure.pointless + figure.placeless == 10


def test_of_very_many_places_none_is_left_out() -> None:
    places = "".join(
        f"p{n}: {{name: P {n}, lat: {50 + n / 20}, lon: {n / 10}}}\n" for n in range(200)
    )
    figure = at_places(places, *(f"p{n}" for n in range(200)))
    assert figure is not None
    assert figure.far is None
    assert (figure.points, figure.cases) == (200, 200)
    assert sum(place.places for place in figure.places) == 200
    assert sum(place.cases for place in figure.places) == 200


@given(st.lists(st.tuples(st.integers(0, WIDTH), st.integers(0, 700)), max_size=120))
def test_no_two_circles_can_be_touched_at_once_and_every_place_is_in_one(
    spots: list[tuple[int, int]],
) -> None:
    inside = [touchable(x, y, 700) for x, y in spots]
    groups = gathered(inside)
    assert sorted(at for group in groups for at in group) == [*range(len(spots))]
    for one, other in combinations([inside[group[0]] for group in groups], 2):
        assert max(abs(one[0] - other[0]), abs(one[1] - other[1])) >= TARGET
    for x, y in inside:
        assert TARGET // 2 <= x <= WIDTH - TARGET // 2
        assert TARGET // 2 <= y <= 700 - TARGET // 2


def test_places_of_one_town_are_drawn_as_the_town() -> None:
    places = (
        "town: {name: Town}\nsquare: {name: Square, within: town, lat: 60, lon: 10}\n"
        "quay: {name: Quay, within: town, lat: 60.01, lon: 10.01}\n"
        "city: {name: City, lat: 69, lon: 30}"
    )
    figure = at_places(places, "square", "square", "quay", "city")
    assert figure is not None
    town, city = figure.places
    assert (town.sort, town.link.text, town.cases, town.places) == ("all", "Town", 3, 2)
    assert [link.text for link in town.largest] == ["Square", "Quay"]
    assert (city.sort, city.largest) == ("is", ())


def test_a_circle_of_some_places_of_a_land_does_not_stand_for_the_land() -> None:
    places = (
        "land: {name: Land}\none: {name: One, within: land, lat: 60, lon: 10}\n"
        "two: {name: Two, within: land, lat: 60.01, lon: 10.01}\n"
        "three: {name: Three, within: land, lat: 69, lon: 30}\n"
    )
    figure = at_places(places, "one", "two", "three")
    assert figure is not None
    both, alone = figure.places
    assert (both.sort, both.link.text, both.cases) == ("in", "Land", 2)
    assert (alone.sort, alone.link.text) == ("is", "Three")


def test_places_that_lie_in_nothing_together_are_drawn_as_those_near_the_largest() -> None:
    places = "one: {name: One, lat: 60, lon: 10}\ntwo: {name: Two, lat: 60.01, lon: 10.01}\n"
    figure = at_places(places, "two", "two", "one")
    assert figure is not None
    (both,) = figure.places
    assert (both.sort, both.link.text, both.places) == ("near", "Two", 2)


def test_what_is_far_from_nearly_everything_stands_on_a_map_of_its_own() -> None:
    places = "".join(
        f"p{n}: {{name: P {n}, lat: {50 + n / 10}, lon: {30 + n / 10}}}\n" for n in range(20)
    )
    figure = at_places(f"{places}far: {{name: Far, lat: -33, lon: 151}}", *places_of(20), "far")
    assert figure is not None
    assert (figure.points, figure.cases) == (20, 20)
    assert figure.far is not None
    assert [place.link.text for place in figure.far.places] == ["Far"]
    assert figure.far.near.startswith("M")
    without = at_places(places, *places_of(20))
    assert without is not None
    assert (figure.land, figure.places) == (without.land, without.places)


def test_what_is_spread_over_the_world_stands_on_one_map() -> None:
    places = "".join(
        f"p{n}: {{name: P {n}, lat: {n * 7 - 60}, lon: {n * 17 - 170}}}\n" for n in range(20)
    )
    figure = at_places(places, *places_of(20))
    assert figure is not None
    assert (figure.far, figure.cases) == (None, 20)


def places_of(number: int) -> list[str]:
    return [f"p{n}" for n in range(number)]


def test_the_same_archive_gives_the_same_map() -> None:
    assert figure_of(load_site("lighthouses")) == figure_of(load_site("lighthouses"))


@pytest.mark.parametrize("name", ["empty", "one-article"])
def test_without_coordinates_there_is_no_map(name: str) -> None:
    assert figure_of(GOLDEN(name)) is None
