"""What an outlet has since said otherwise."""

from __future__ import annotations

import pytest
from tests.archives import Outcome, article, make, shown


def first(claim: str, published: str = "2003-06-01", outlet: str = "tv", rest: str = "") -> str:
    return article(f"- event: flight\n  {claim}", outlet, published, rest)


def then(*articles: str, **more: str) -> Outcome:
    named = {f"articles/{name}.md": text for name, text in zip("abcd", articles, strict=False)}
    return make({**named, **{path.replace("_", "/") + ".md": text for path, text in more.items()}})


def standings(found: Outcome, prop: str = "count") -> dict[str, str]:
    return {claim.article: claim.standing.value for claim in found.fact("flight", prop).claims}


def test_the_later_word_of_an_outlet_takes_the_place_of_its_earlier_one() -> None:
    found = then(first("count: 3"), first("count: 5", "2003-06-02"))
    assert standings(found) == {"a": "superseded", "b": "shown"}
    fact = found.fact("flight", "count")
    assert shown(fact) == [("5", "b", "only-value", 1)]
    assert not fact.disputed


def test_what_is_superseded_supports_nothing_and_rules_nothing_out() -> None:
    found = then(
        first("date: 2003-05-14"),
        first("date: 2003-04", "2003-06-02"),
        first("date: 2003-05", "2003-06-03", "radio"),
        first("date: 2003-05", "2003-06-04", "blog"),
    )
    assert standings(found, "date") == {
        "a": "superseded", "b": "outvoted", "c": "shown", "d": "agrees",
    }  # fmt: skip
    (finding,) = found.fact("flight", "date").findings
    assert finding.support.articles == ("c", "d")
    assert found.event("flight").support.articles == ("c", "d")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (first("count: 3"), first("count: 5", "2003-06-02", "radio")),
        (first("count: 3"), first("count: {value: 5, by: Olga}", "2003-06-02")),
        (first("count: 3"), first("count: 5", "2003-06-02", rest="relays: [wire]")),
        (first("count: 3"), first("count: {value: 5, relays: [wire]}", "2003-06-02")),
        (first("count: 3"), first("count: 2..5", "2003-06-02")),
        (first("count: 3"), first("count: {value: 5, stance: denies}", "2003-06-02")),
        (first("count: 3"), first("count: 5", "2003-06-02", rest="retracted: {because: x}")),
        (first("count: 3"), first("place: Quay", "2003-06-02")),
        (first("motive: money"), first("motive: fear", "2003-06-02")),
        (first("type: recall"), first("type: trial\n  also: [recall]", "2003-06-02")),
        (first("status: reported"), first("status: confirmed", "2003-06-02")),
    ],
    ids=[
        *("another outlet", "another speaker", "another origin", "another origin of the claim"),
        *("it agrees", "it is not put forward", "it was retracted", "another property"),
        *("it adds up", "the type is a further act", "the status moved on"),
    ],
)
def test_only_another_value_of_one_voice_supersedes(one: str, other: str) -> None:
    claims = then(one, other).event("flight").claims()
    assert all(claim.standing.value != "superseded" for claim in claims)


@pytest.mark.parametrize(
    ("earlier", "later", "certain"),
    [
        ("2003-06-01", "2003-06-02", True),
        ("2003-06-01", "2003-06-01", False),
        ("2003-06", "2003-06-30", False),
        ("2003-06", "2003-07-01", True),
        ("2003", "2004", True),
        ("2003-06-01T10:00", "2003-06-01T10:00", False),
        ("2003-06-01T10:00", "2003-06-01T10:01", True),
        ("2003-06-01T10:00:10", "2003-06-01T10:00:20", True),
        ("2003-06-01T10:00:30", "2003-06-01T10:01", True),
        ("2003-06-01T10:00", "2003-06-01T10:00:30", False),
        ("2003-06-01T23:59", "2003-06-02", True),
        ("2003-06-01", "2003-06-01T23:59", False),
        # One instant, and a minute later.
        ("2003-06-01T12:00+02:00", "2003-06-01T10:00Z", False),
        ("2003-06-01T12:00+02:00", "2003-06-01T10:01Z", True),
        ("2003-06-01T10:30Z", "2003-06-01T11:00+02:00", False),
        # How the clock of one zone stands to a time, or a day, without one nobody knows.
        ("2003-06-01T10:00Z", "2003-06-01T12:00", False),
        ("2003-06-02T00:30+05:00", "2003-06-02", False),
        ("2003-06-01T10:00Z", "2003-06-02T12:00", True),
        ("unknown", "2003-06-02", False),
        ("2003-06-01", "unknown", False),
    ],
)
def test_it_supersedes_if_it_is_certainly_later(earlier: str, later: str, certain: bool) -> None:  # noqa: FBT001
    found = then(first("count: 3", earlier), first("count: 5", later))
    assert (standings(found)["a"] == "superseded") == certain


def test_of_each_word_the_later_one_stands_whatever_comes_back() -> None:
    found = then(
        first("count: 3"), first("count: 5", "2003-06-02"), first("count: 3", "2003-06-03")
    )
    assert standings(found) == {"a": "superseded", "b": "superseded", "c": "shown"}


def test_a_ruling_lifts_the_mark_from_the_value_that_it_names() -> None:
    ruling = "rulings: {count: {value: 3, because: The list has three names.}}"
    found = then(
        first("count: 3"), first("count: 5", "2003-06-02"), events_flight=ruling
    )  # fmt: skip
    assert standings(found) == {"a": "shown", "b": "outvoted"}
    assert found.fact("flight", "count").disputed


def test_a_ruling_for_the_later_value_leaves_the_mark() -> None:
    ruling = "rulings: {count: {value: 5, because: The list has five names.}}"
    found = then(first("count: 3"), first("count: 5", "2003-06-02"), events_flight=ruling)
    assert standings(found) == {"a": "superseded", "b": "shown"}


def test_an_age_is_superseded_within_its_case_alone() -> None:
    found = then(
        first("people: [{person: ivan, age: 34}]"),
        first("people: [{person: ivan, age: 35}, {person: olga, age: 40}]", "2003-06-02"),
        article("- event: trial\n  people: [{person: ivan, age: 41}]", "tv", "2003-06-03"),
    )
    assert standings(found, "age of ivan") == {"a": "superseded", "b": "shown"}
    assert found.fact("trial", "age of ivan").claims[0].standing.value == "shown"


def test_articles_that_relay_the_same_set_are_one_voice() -> None:
    relays = "relays: [wire, radio]"
    found = then(
        first("count: 3", rest=relays),
        first("count: 5", "2003-06-02", rest="relays: [radio, wire]"),
    )
    assert standings(found)["a"] == "superseded"
