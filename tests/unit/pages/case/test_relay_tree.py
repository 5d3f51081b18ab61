"""Who passes on whose story: what is put together, where it stands, and what readers see of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import combinations, pairwise

from tests.archives import Outcome, article, context_of, load_site, make

from defectarchive.figures.relay_layout import MOST, WIDTH, draw, outline
from defectarchive.figures.text_width import width_of
from defectarchive.pages.case.relay_tree import relay_tree
from defectarchive.views.evidence import RelayNode, RelayTree

GOLDEN = cache(load_site)


def tree_of(outcome: Outcome, event: str) -> RelayTree:
    found = perhaps(outcome, event)
    assert found is not None
    return found


def perhaps(outcome: Outcome, event: str) -> RelayTree | None:
    context = context_of(outcome)
    return relay_tree(context, outcome.event(event))


SURE: Mapping[str, frozenset[str]] = defaultdict(frozenset)


def told(node: RelayNode) -> list[list[list[str]]]:
    """The names of what a node rests on, by way and alternative."""
    return [[[o.text for o in step] for step in way.alternatives] for way in node.ways]


def names(node: RelayNode) -> list[str]:
    return [outlet.text for outlet in node.outlets]


def node(tree: RelayTree, name: str) -> RelayNode:
    return next(node for node in tree.nodes if name in names(node))


def numbered(path: str) -> list[int]:
    return [int(number) for number in re.findall(r"-?\d+", path)]


# --- the outline --------------------------------------------------------------------------------


def test_each_stands_beneath_the_first_that_it_rests_on_and_lanes_lead_to_the_rest() -> None:
    found = outline({"wire": [], "paper": ["wire"], "radio": ["wire", "paper"]}, frozenset())
    assert found.order == ("wire", "paper", "radio")
    assert found.above == {"paper": "wire", "radio": "wire"}
    assert found.others == (("radio", "paper"),)


def test_a_chain_goes_one_step_further_in_with_each_outlet() -> None:
    found = outline({"c": ["b"], "b": ["a"], "a": []}, frozenset())
    assert found.depth == {"a": 0, "b": 1, "c": 2}


def test_of_two_that_lead_to_each_other_the_origin_stays_on_top() -> None:
    found = outline({"paper": ["radio"], "radio": ["paper"]}, frozenset({"paper"}))
    assert found.order == ("paper", "radio")
    assert found.others == (("paper", "radio"),)


def test_no_two_rows_meet_and_nothing_leaves_the_drawing() -> None:
    sources: dict[str, list[str]] = {"o": []}
    sources |= {f"n{at}": ["o" if at < 3 else f"n{at // 3}"] for at in range(30)}
    drawing = draw(
        outline(sources, frozenset()), dict.fromkeys(sources, "A name of some length"), SURE
    )
    assert drawing is not None
    heights = sorted(spot.y for spot in drawing.spots.values())
    assert all(after - before >= 40 for before, after in pairwise(heights))
    assert max(heights) + 24 <= drawing.height
    assert all(0 < spot.x < spot.text_x < WIDTH for spot in drawing.spots.values())


def test_lanes_of_the_same_rows_stand_beside_each_other() -> None:
    sources = {"a": [], "b": [], "c": ["a", "b"], "d": ["a", "b"]}
    drawing = draw(outline(sources, frozenset()), dict.fromkeys(sources, "x"), SURE)
    assert drawing is not None
    across = [re.findall(r"H(\d+)", lane)[0] for lane in drawing.lanes]
    assert len(set(across)) == len(across) == 2
    assert len(drawing.points) == 1


def test_a_name_that_does_not_fit_is_cut_and_stays_clear_of_the_lanes() -> None:
    sources = {"a": [], "b": [], "c": ["a", "b"]}
    drawing = draw(outline(sources, frozenset()), dict.fromkeys(sources, "Long name " * 20), SURE)
    assert drawing is not None
    for spot in drawing.spots.values():
        assert spot.name.endswith("…")
        assert spot.text_x + width_of(spot.name, 7.9) < WIDTH - 10


def test_letters_of_east_asia_take_twice_the_room() -> None:
    assert width_of("新华社", 8) > 1.5 * width_of("abc", 8)


def test_what_cannot_be_taken_in_at_a_glance_is_not_drawn() -> None:
    wide: dict[str, list[str]] = {str(number): [] for number in range(MOST + 1)}
    deep = {str(number): [str(number + 1)] if number < 12 else [] for number in range(13)}
    for sources in (wide, deep):
        assert draw(outline(sources, frozenset()), dict.fromkeys(sources, "x"), SURE) is None


# --- the tree of a case ---------------------------------------------------------------------------


def test_ten_echoes_hang_from_one_origin() -> None:
    tree = tree_of(GOLDEN("ten-echoes"), "courier-at-varn")
    (trail,) = tree.trails
    assert [[link.text for link in one] for one in trail.sets] == [["Meridian Wire"]]
    assert (trail.articles, tree.support.least, tree.support.most) == (10, 1, 1)
    assert [names(node) for node in tree.nodes if node.kind == "origin"] == [["Meridian Wire"]]
    assert names(tree.nodes[0]) == ["Meridian Wire"]
    telegraph = node(tree, "Coast Telegraph")
    assert (telegraph.articles, telegraph.first) == (2, "4 Oct 1984")
    assert told(telegraph) == [[["Meridian Wire"]], [["Harbour Radio"]]]


def test_the_same_archive_gives_the_same_drawing() -> None:
    assert tree_of(load_site("ten-echoes"), "courier-at-varn") == tree_of(
        load_site("ten-echoes"), "courier-at-varn"
    )


def test_no_two_marks_of_a_tree_stand_in_one_place() -> None:
    tree = tree_of(GOLDEN("ten-echoes"), "courier-at-varn")
    assert all((a.x, a.y) != (b.x, b.y) for a, b in combinations(tree.nodes, 2))
    for path in (*tree.lines, *tree.lanes):
        assert all(-8 <= number <= max(WIDTH, tree.height) for number in numbered(path))


def test_a_circle_is_one_origin_its_first_publisher() -> None:
    ring, outside = tree_of(GOLDEN("circles"), "ring-of-three").nodes
    assert names(ring) == ["Delta Post", "Charlie Post", "Echo Post"]
    assert (ring.ring, ring.kind) == (True, "origin")
    assert names(outside) == ["Foxtrot Post"]
    assert not outside.ring


def test_two_that_cite_each_other_are_one_node() -> None:
    (ring,) = tree_of(GOLDEN("circles"), "bells-at-tarn").nodes
    assert (ring.ring, ring.articles, ring.kind) == (True, 2, "origin")


def test_an_outlet_that_reports_itself_and_passes_on_is_an_origin_with_a_source() -> None:
    outcome = make(
        {
            "articles/a.md": article(
                "- {event: x, count: 3}", rest="relays: [wire]\nown_reporting: true"
            )
        }
    )
    tree = tree_of(outcome, "x")
    assert [(names(node), node.kind) for node in tree.nodes] == [
        (["Wire"], "possible"),
        (["Tv"], "possible"),
    ]
    assert tree.nodes[1].ways[0].own


def test_of_two_outlets_that_a_text_leaves_open_each_is_perhaps_an_origin() -> None:
    outcome = make(
        {"articles/a.md": article("- {event: x, count: 3}", rest="relays: [wire, radio]")}
    )
    tree = tree_of(outcome, "x")
    assert {names(node)[0]: node.kind for node in tree.nodes} == {
        "Wire": "possible",
        "Radio": "possible",
        "Tv": "relay",
    }
    assert told(node(tree, "Tv")) == [[["Wire"], ["Radio"]]]
    assert (len(tree.either), len(tree.lines)) == (1, 0)
    assert tree.support.either == ("Radio", "Wire")


def test_of_two_outlets_on_each_of_which_a_text_rests_each_is_an_origin() -> None:
    outcome = make(
        {"articles/a.md": article("- {event: x, count: 3}", rest="relays: [wire & radio]")}
    )
    tree = tree_of(outcome, "x")
    kinds = {names(node)[0]: node.kind for node in tree.nodes}
    assert kinds == {"Wire": "origin", "Radio": "origin", "Tv": "relay"}
    assert told(node(tree, "Tv")) == [[["Wire", "Radio"]]]
    assert (len(tree.either), len(tree.lines)) == (0, 1)
    assert [[link.text for link in one] for one in tree.trails[0].sets] == [["Radio"], ["Wire"]]


def test_a_source_that_is_not_named_is_no_origin_and_no_meeting_point() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, count: 3}", "tv", rest="relays: [unknown]"),
            "articles/b.md": article(
                "- {event: x, count: 3}", "radio", rest="relays: [paper > unknown]"
            ),
        }
    )
    tree = tree_of(outcome, "x")
    assert not tree.support.most
    assert {tuple(names(node)): (node.kind, told(node)) for node in tree.nodes} == {
        ("Tv",): ("unnamed", [[[""]]]),
        ("Radio",): ("relay", [[["Paper"]]]),
        ("Paper",): ("unnamed", [[[""]]]),
    }


def test_who_says_neither_is_told_from_an_origin() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, count: 3}", "tv", rest="own_reporting: false"),
            "articles/b.md": article("- {event: x, count: 3}", "radio"),
        }
    )
    assert node(tree_of(outcome, "x"), "Tv").kind == "silent"


def test_what_single_claims_pass_on_is_in_the_tree() -> None:
    outcome = make(
        {"articles/a.md": article("- {event: x, motive: {value: money, relays: [wire]}}")}
    )
    assert told(node(tree_of(outcome, "x"), "Tv")) == [[["Wire"]]]


def test_an_outlet_whose_articles_were_all_retracted_supports_nothing() -> None:
    flag = node(tree_of(GOLDEN("retraction"), "two-arrested-at-mole"), "Sunday Flag")
    assert (flag.kind, flag.articles, flag.retracted) == ("fallen", 1, 1)


def test_one_outlet_that_reports_itself_needs_no_tree() -> None:
    assert perhaps(make({"articles/a.md": article("- {event: x, count: 3}")}), "x") is None


def test_where_nothing_is_passed_on_nothing_is_drawn() -> None:
    tree = tree_of(GOLDEN("three-origins-ruled"), "night-march-at-keld")
    assert (tree.height, tree.relayed, tree.support.least) == (0, False, 3)


def test_of_very_many_outlets_the_first_stand_in_words() -> None:
    outcome = make(
        {
            f"articles/a{number}.md": article(
                "- {event: x, count: 3}", f"o{number}", rest="relays: [wire]"
            )
            for number in range(100)
        }
    )
    tree = tree_of(outcome, "x")
    assert (tree.height, len(tree.nodes), tree.left) == (0, 60, 41)
