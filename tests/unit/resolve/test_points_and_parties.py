"""Where exactly something was, and whose persons or missions it was about."""

from __future__ import annotations

import pytest
from tests.archives import Outcome, article, make, shown

from defectarchive.model.values import Count, GeoPoint
from defectarchive.model.vocabulary import EVENT_PROPERTIES
from defectarchive.resolve.facts.comparison import comparison_of


def told(*entries: str, **more: str) -> Outcome:
    files = {
        f"articles/{name}.md": article(f"- event: flight\n  {entry}", f"paper-{name}")
        for name, entry in zip("abcde", entries, strict=False)
    }
    return make({**files, **{f"{path}.yaml": text for path, text in more.items()}})


# --- points --------------------------------------------------------------------------------------

POINTS = comparison_of(EVENT_PROPERTIES["point"], {})


def degrees_north(kilometres: float) -> float:
    """As many degrees of latitude as a way of this length is along a meridian."""
    return kilometres / (6371.0088 * 2 * 3.141592653589793 / 360)


@pytest.mark.parametrize(
    ("apart", "within", "other_within", "agree"),
    [
        (0, 0, 0, True),
        (1, 0, 0, False),
        (10, 6, 5, True),
        (10, 4, 5, False),
        (10, 10.001, 0, True),
        (10, 9.999, 0, False),
    ],
)
def test_two_points_agree_when_their_circles_meet(
    apart: float,
    within: float,
    other_within: float,
    agree: bool,  # noqa: FBT001
) -> None:
    one = GeoPoint(60, 10, within)
    other = GeoPoint(60 + degrees_north(apart), 10, other_within)
    assert POINTS.agree(one, other) is agree
    assert POINTS.agree(other, one) is agree


def test_points_on_either_side_of_the_date_line_are_near() -> None:
    assert POINTS.agree(GeoPoint(0, 179.99, 2), GeoPoint(0, -179.99, 1))
    assert not POINTS.agree(GeoPoint(0, 179.99, 1), GeoPoint(0, -179.99, 1))


def test_a_circle_says_what_one_around_it_says_and_not_the_other_way() -> None:
    small, large = GeoPoint(60 + degrees_north(3), 10, 1), GeoPoint(60, 10, 5)
    assert POINTS.implies(small, large)
    assert not POINTS.implies(large, small)
    assert not POINTS.implies(GeoPoint(60 + degrees_north(4.5), 10, 1), large)


def test_the_narrower_of_two_points_that_agree_is_shown_and_the_wider_one_agrees() -> None:
    found = told("point: {lat: 60, lon: 10, within_km: 5}", "point: {lat: 60.01, lon: 10}")
    ((value, from_article, rule, size),) = shown(found.fact("flight", "point"))
    assert (value, from_article, rule, size) == ("geo:60.01,10", "b", "only-value", 1)
    assert found.event("flight").disputed == ()


def test_points_that_do_not_meet_are_in_dispute() -> None:
    found = told("point: {lat: 60, lon: 10, within_km: 1}", "point: {lat: 61, lon: 10}")
    assert found.event("flight").disputed == ("point",)


# --- states and organisations --------------------------------------------------------------------

NATO = "nato: {name: NATO, also_known_as: [Atlantic alliance], former_ids: [the-alliance]}"


@pytest.mark.parametrize("party", ["EU", "UN", "RU", "SU", "XK"])
def test_a_party_is_a_state_of_today_or_the_past_or_a_body_of_states(party: str) -> None:
    found = told(f"from: {party}\n  to: NO")
    assert [value for value, *_ in shown(found.fact("flight", "from"))] == [party]
    assert not found.mistakes()
    assert found.archive.organisations == {}


@pytest.mark.parametrize("party", ["nato", "NATO", "Atlantic alliance", "the-alliance"])
def test_a_party_may_be_an_organisation_that_is_declared(party: str) -> None:
    found = told(f"from: RU\n  to: {party}", organisations=NATO)
    assert [value for value, *_ in shown(found.fact("flight", "to"))] == ["nato"]


def test_spellings_of_one_declared_organisation_agree() -> None:
    found = told("to: NATO", "to: Atlantic alliance", organisations=NATO)
    assert found.event("flight").disputed == ()
    assert found.fact("flight", "to").findings[0].support.articles == ("a", "b")


@pytest.mark.parametrize("key", ["from", "to"])
@pytest.mark.parametrize("party", ["Russia", "OSCE", "ru", "NAT O", "EEC"])
def test_a_party_that_is_neither_is_an_error_where_it_stands(key: str, party: str) -> None:
    found = told(f"{key}: {party}", organisations=NATO)
    fault = found.mistake()
    assert (fault.code, fault.span.path, fault.span.line) == ("unknown-country", "articles/a.md", 8)


def test_an_organisation_that_another_article_creates_is_not_declared() -> None:
    found = told("to: Observer Mission", "organisations: [Observer Mission]")
    assert [fault.split()[0] for fault in found.mistakes()] == ["unknown-country"]


def test_a_state_and_an_organisation_do_not_agree() -> None:
    found = told("to: NO", "to: NATO", organisations=NATO)
    assert found.event("flight").disputed == ("to",)


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "implied"),
    [
        (Count(3, 3), Count(2, 5), True),
        (Count(2, 5), Count(3, 3), False),
        (Count(2, 6), Count(2, 5), False),
        (Count(21, None), Count(5, None), True),
        (Count(5, None), Count(21, None), False),
        (Count(0, 5), Count(None, 5), True),
        (Count(None, 5), Count(0, 9), True),
        (Count(3, None), Count(2, 9), False),
    ],
)
def test_a_number_says_what_a_range_around_it_says(
    one: Count,
    other: Count,
    implied: bool,  # noqa: FBT001
) -> None:
    assert comparison_of(EVENT_PROPERTIES["count"], {}).implies(one, other) is implied
