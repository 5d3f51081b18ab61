"""A table of what relays come to, each line worked out by hand from what the contract says.

Sets are written `a|b & c`: one of a and b reported it first-hand, and c did; `?` is somebody whom
no text names, `-` that there is nobody at all.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from tests.archives import Outcome, article, make

from defectarchive.model.archive import NOBODY, OriginSets, Support


class Text(NamedTuple):
    """An article of the table: its outlet, what it rests on, its entry. They come out in order."""

    outlet: str
    rest: str = ""
    entry: str = "count: 2"


class Line(NamedTuple):
    """What articles come to: the sets of each one's claim, then the fewest and most origins."""

    texts: dict[str, Text]
    sets: dict[str, str]
    least: int
    most: int


TABLE = {
    "two items are alternatives": Line(
        {"a": Text("tv", "relays: [x, y]")}, {"a": "x|y"}, 1, 2
    ),
    "an item that joins two rests on both": Line(
        {"a": Text("tv", "relays: [x & y]")}, {"a": "x & y"}, 2, 2
    ),
    "what is joined and an alternative to it": Line(
        # z alone would do; the text names three.
        {"a": Text("tv", "relays: [x & y, z]")}, {"a": "x|z & y|z"}, 1, 3
    ),
    "one that may rest on what the other rests on": Line(
        {"a": Text("tv", "relays: [x, y]"), "b": Text("radio", "relays: [x]")},
        {"a": "x|y", "b": "x"}, 1, 2,
    ),
    "two that reported themselves": Line(
        {"a": Text("tv"), "b": Text("radio")}, {"a": "tv", "b": "radio"}, 2, 2
    ),
    "a set that may be nobody's adds to the most alone": Line(
        {"a": Text("tv", "relays: [x, unknown]"), "b": Text("radio", "relays: [y]")},
        {"a": "?|x", "b": "y"}, 1, 2,
    ),
    "nobody named": Line({"a": Text("tv", "relays: [unknown]")}, {"a": "?"}, 0, 0),
    "a chain that ends in nobody named": Line(
        {"a": Text("tv", "relays: [wire > unknown]")}, {"a": "?"}, 0, 0
    ),
    "somebody and nobody named": Line(
        {"a": Text("tv", "relays: [x & unknown]")}, {"a": "? & x"}, 1, 1
    ),
    "the end of a chain, through what its own article rests on": Line(
        {"a": Text("tv", "relays: [x > y]"), "b": Text("y", "relays: [z]")},
        {"a": "z", "b": "z"}, 1, 1,
    ),
    "several articles of the end are alternatives": Line(
        {
            "a": Text("tv", "relays: [y]"), "b": Text("y", "relays: [z]"),
            "c": Text("y", "relays: [w]"),
        },
        {"a": "w|z", "b": "z", "c": "w"}, 2, 2,
    ),
    "the chain stops where the end has once reported itself": Line(
        {"a": Text("tv", "relays: [y]"), "b": Text("y", "relays: [z]"), "c": Text("y")},
        {"a": "y", "b": "z", "c": "y"}, 2, 2,
    ),
    "each of what is joined is followed": Line(
        {"a": Text("tv", "relays: [y & z]"), "b": Text("y", "relays: [v, w]")},
        {"a": "v|w & z", "b": "v|w"}, 2, 3,
    ),
    "a circle of two, and what one of them names outside": Line(
        {"a": Text("tv", "relays: [y, x]"), "b": Text("y", "relays: [tv]")},
        {"a": "tv|x", "b": "tv|x"}, 1, 2,
    ),
    "a circle of three, one of which rests on two outside": Line(
        {
            "a": Text("tv", "relays: [y]"), "b": Text("y", "relays: [z]"),
            "c": Text("z", "relays: [tv, v & w]"),
        },
        # c: tv's circle comes to (tv or v) and (tv or w), each of them or v, and or w.
        {"a": "tv|v & tv|w", "b": "tv|v & tv|w", "c": "tv|v & tv|v|w & tv|w"}, 1, 3,
    ),
    "a circle within a chain that names another at its end": Line(
        {"a": Text("tv", "relays: [y > z > y > x]"), "b": Text("z")},
        {"a": "x|z", "b": "z"}, 1, 2,
    ),
    "an outlet that relays itself": Line(
        {"a": Text("tv", "relays: [tv]")}, {"a": "tv"}, 1, 1
    ),
    "an outlet that relays itself and another": Line(
        {"a": Text("tv", "relays: [tv, x]")}, {"a": "tv|x"}, 1, 2
    ),
    "the outlet itself, joined to another": Line(
        {"a": Text("tv", "relays: [x & tv]")}, {"a": "tv & x"}, 2, 2
    ),
    "an outlet that reported besides what it relays": Line(
        {"a": Text("tv", "relays: [x]\nown_reporting: true")}, {"a": "tv|x"}, 1, 2
    ),
    "an outlet that reported besides what it joins": Line(
        {"a": Text("tv", "relays: [x & y]\nown_reporting: true")}, {"a": "tv|x & tv|y"}, 1, 3
    ),
    "an outlet that neither reported nor relays": Line(
        {"a": Text("tv", "own_reporting: false")}, {"a": "-"}, 0, 0
    ),
    "a claim's own relays replace the article's": Line(
        {"a": Text("tv", "relays: [x]", "count: {value: 2, relays: [y]}")}, {"a": "y"}, 1, 1
    ),
    "an entry's own relays replace the article's": Line(
        {"a": Text("tv", "relays: [x]", "relays: [y & z]\n  count: 2")}, {"a": "y & z"}, 2, 2
    ),
    "a claim that its outlet found out itself": Line(
        {"a": Text("tv", "relays: [x]", "count: {value: 2, relays: []}")}, {"a": "tv"}, 1, 1
    ),
    "a retracted article supports nothing": Line(
        {"a": Text("tv", "retracted: {because: An error.}"), "b": Text("radio")},
        {"a": "tv", "b": "radio"}, 1, 1,
    ),
    "an entry that claims nothing has no origin": Line(
        {"a": Text("tv"), "b": Text("radio", entry="title: A title")}, {"a": "tv"}, 1, 1
    ),
    "a name on file goes before what is joined": Line(
        {"a": Text("tv", "relays: [Smith & Sons Press & x]")}, {"a": "smith & x"}, 2, 2
    ),
    "a name on file is found whatever its apostrophe": Line(
        {"a": Text("tv", "relays: [x & O'Neil & Sons & y]")}, {"a": "oneil & x & y"}, 3, 3
    ),
    "a name that is not on file is two": Line(
        {"a": Text("tv", "relays: [Jones & Sons]")}, {"a": "jones & sons"}, 2, 2
    ),
}  # fmt: skip


def told(texts: dict[str, Text]) -> Outcome:
    files = {
        f"articles/{name}.md": article(
            f"- event: flight\n  {text.entry}", text.outlet, f"2031-04-{day:02}", text.rest
        )
        for day, (name, text) in enumerate(texts.items(), 1)
    }
    register = "smith: {name: Smith & Sons Press}\noneil: {name: O’Neil & Sons}"
    return make({"outlets.yaml": register, **files})


def written(sets: OriginSets) -> str:
    named = sorted(sorted(one or "?" for one in of) for of in sets)
    return " & ".join("|".join(of) for of in named) or "-"


@pytest.mark.parametrize("name", TABLE)
def test_each_claim_has_these_sets_of_possible_origins(name: str) -> None:
    line = TABLE[name]
    claims = told(line.texts).event("flight").claims()
    assert {claim.article: written(claim.origin_sets) for claim in claims} == line.sets
    for claim in claims:
        named = {origin for one in claim.origin_sets for origin in one} - {NOBODY}
        assert claim.origins == tuple(sorted(named))


def support(outcome: Outcome) -> Support:
    """Of the count, which is all that the cases of the table claim."""
    (finding,) = outcome.fact("flight", "count").findings
    assert finding.support == outcome.event("flight").support
    return finding.support


@pytest.mark.parametrize("name", TABLE)
def test_a_case_has_at_least_and_at_most_so_many_origins(name: str) -> None:
    line = TABLE[name]
    found = support(told(line.texts))
    assert (found.origins_min, len(found.origins)) == (line.least, line.most)


def triangle(others: int) -> dict[str, Text]:
    """Three articles of which each may rest on what either other rests on; and so many more.

    Two outlets at the least have one in each of the three sets, of which no two are disjoint.
    """
    pairs = {"a": "x, y", "b": "y, z", "c": "x, z"}
    return {
        **{name: Text("tv", f"relays: [{pair}]") for name, pair in pairs.items()},
        **{f"n{number}": Text(f"paper-{number}") for number in range(others)},
    }


def test_among_sixteen_outlets_the_fewest_are_exact() -> None:
    found = support(told(triangle(13)))
    assert (len(found.origins), found.origins_min) == (16, 15)


def test_among_more_than_sixteen_disjoint_sets_are_counted() -> None:
    found = support(told(triangle(14)))
    assert (len(found.origins), found.origins_min) == (17, 15)


@pytest.mark.parametrize("pairs", [7, 8])
def test_one_article_that_joins_many_pairs_rests_on_one_pair_at_least(pairs: int) -> None:
    relays = ", ".join(f"x{number} & y{number}" for number in range(pairs))
    found = support(told({"a": Text("tv", f"relays: [{relays}]")}))
    assert (found.origins_min, len(found.origins)) == (2, 2 * pairs)


def test_pairs_that_share_an_outlet_have_it_as_their_one_origin_and_lose_no_other() -> None:
    relays = ", ".join(f"hub & x{number}" for number in range(15))
    found = support(told({"a": Text("tv", f"relays: [{relays}]")}))
    # The hub, and one of the others: which, nobody says.
    assert (found.origins_min, len(found.origins)) == (2, 16)


@pytest.mark.parametrize(
    ("texts", "warned"),
    [
        ({"a": Text("tv", "relays: [y]"), "b": Text("y", "relays: [tv]")}, ["a"]),
        ({"a": Text("tv", "relays: [tv]")}, ["a"]),
        ({"a": Text("tv", "relays: [x & tv]")}, []),
        ({"a": Text("tv", "relays: [x]"), "b": Text("x")}, []),
    ],
)
def test_a_circle_is_a_warning_and_an_outlet_that_names_itself_beside_others_is_none(
    texts: dict[str, Text], warned: list[str]
) -> None:
    paths = [fault.span.path for fault in told(texts).warnings("relay-circle")]
    assert paths == [f"articles/{name}.md" for name in warned]


def test_claims_in_a_circle_rest_on_what_its_members_name_outside_too() -> None:
    found = told(
        {
            "a": Text("wire", entry="count: {value: 2, relays: [tv]}\n  place: Quay"),
            "b": Text("tv", entry="count: {value: 2, relays: [wire, x]}\n  place: Quay"),
        }
    )
    sets = {c.article: written(c.origin_sets) for c in found.fact("flight", "count").claims}
    assert sets == {"a": "wire|x", "b": "wire|x"}
