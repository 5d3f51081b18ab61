"""Addresses of claims: what keeps them, and that none ever leads to another claim."""

from __future__ import annotations

import hashlib

import pytest
from tests.archives import Outcome, article, make

from defectarchive.model.archive import Claim
from defectarchive.model.values import as_data

BASE = "- event: flight\n  count: 2\n  people:\n    - {person: Ivan Iwanow, age: 34, role: subject}"


def one(entry: str, **more: str) -> Outcome:
    files = {path.replace("_", "/") + ".md": text for path, text in more.items()}
    return make({"articles/a.md": article(entry), **files})


def claim(found: Outcome, prop: str, event: str = "flight") -> Claim:
    (only,) = found.fact(event, prop).claims
    return only


def ids(found: Outcome) -> set[str]:
    return {each.id for event in found.archive.events.values() for each in event.claims()}


def test_an_id_is_c_and_fourteen_digits_of_a_hash_over_five_parts() -> None:
    words = "a\x1fflight\x1fivan-iwanow\x1fage\x1f"
    digest = hashlib.blake2b(words.encode(), digest_size=7).hexdigest()
    assert claim(one(BASE), "age of ivan-iwanow").id == f"c{digest}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("age: 34", "age: 35"),
        ("age: 34", 'age: {value: 34, wording: "thirty-four", note: He said so., stance: alleges}'),
        ("age: 34", "age: {value: 34, hedge: about, relays: [wire]}"),
        ("Ivan Iwanow", "ivan iwanow"),
        ("count: 2", "count: 3"),
        ("count: 2", "place: Quay\n  date: 2031\n  count: 2"),
        ("event: flight\n", "event: flight\n  title: A flight\n  summary: They flew.\n"),
        ("role: subject", "role: subject, descriptor: a man, because: It fits."),
    ],
)
def test_an_edit_that_changes_no_words_of_the_five_parts_keeps_every_id(old: str, new: str) -> None:
    assert old in BASE
    assert ids(one(BASE)) <= ids(one(BASE.replace(old, new)))


@pytest.mark.parametrize(
    "files",
    [
        {"events_escape": "former_ids: [flight]\ntitle: The escape"},
        {"people_ivan": "name: Ivan Ivanov\nalso_known_as: [Ivan Iwanow]"},
        {"people_ivan": "name: Ivan Ivanov\nformer_ids: [ivan-iwanow]"},
    ],
)
def test_a_renamed_case_and_a_renamed_person_keep_the_ids_of_their_claims(
    files: dict[str, str],
) -> None:
    assert ids(one(BASE, **files)) == ids(one(BASE))


def test_a_renamed_article_keeps_them_too_through_any_number_of_names() -> None:
    found = make({"articles/c.md": article(BASE, rest="former_ids: [a, b]")})
    assert ids(found) == ids(one(BASE))


def test_a_renamed_outlet_keeps_them() -> None:
    found = make(
        {
            "outlets.yaml": "television: {name: Television, former_ids: [tv]}",
            "articles/a.md": article(BASE),
        }
    )
    assert [*found.archive.outlets] == ["television"]
    assert ids(found) == ids(one(BASE))


def test_a_speaker_who_gets_a_file_keeps_them() -> None:
    entry = "- event: flight\n  count: {value: 2, by: the embassy}"
    found = make(
        {
            "organisations.yaml": "embassy: {name: Embassy, also_known_as: [the embassy]}",
            "articles/a.md": article(entry),
        }
    )
    assert claim(found, "count").by != claim(one(entry), "count").by
    assert ids(found) == ids(one(entry))


def test_another_speaker_makes_another_claim() -> None:
    by = [f"- event: flight\n  count: {{value: 2, by: {who}}}" for who in ("Olga", "Anna")]
    assert ids(one(by[0])).isdisjoint(ids(one(by[1])))


def test_a_second_alike_makes_the_bare_id_an_anchor_of_the_fact() -> None:
    (bare,) = ids(one("- event: flight\n  count: 2"))
    both = one("- event: flight\n  count: [2, 3]").fact("flight", "count").claims
    assert bare not in {each.id for each in both}
    assert [each.fact_anchors for each in both] == [(bare,), (bare,)]
    assert [each.anchors for each in both] == [(), ()]


def test_claims_of_two_speakers_are_not_alike() -> None:
    (bare,) = ids(one("- event: flight\n  count: 2"))
    two = "- event: flight\n  count: [2, {value: 3, by: Olga}]"
    claims = one(two).fact("flight", "count").claims
    assert bare in {each.id for each in claims if as_data(each.value) == "2"}


def test_what_adds_up_has_an_id_for_each_value_and_an_anchor_of_the_fact() -> None:
    alone = claim(one("- event: flight\n  motive: money"), "motive")
    both = one("- event: flight\n  motive: [fear, money]").fact("flight", "motive").claims
    (again,) = (each for each in both if as_data(each.value) == "money")
    assert again.id == alone.id
    assert again.fact_anchors == alone.fact_anchors != ()
    assert len({each.id for each in both}) == 2


def test_a_changed_stance_of_what_adds_up_is_another_claim() -> None:
    said = [claim(one(f"- event: flight\n  motive: {{value: money, stance: {stance}}}"), "motive")
            for stance in ("asserts", "alleges")]  # fmt: skip
    assert said[0].id != said[1].id


def test_equal_claims_are_one_and_keep_all_their_ids() -> None:
    names = ("ivan", "Ivan Iwanow")
    file = {"people_ivan": "name: Ivan Iwanow"}
    apart = [
        claim(
            one(f"- event: flight\n  people: [{{person: {name}, age: 34}}]", **file), "age of ivan"
        )
        for name in names
    ]
    people = ", ".join(f"{{person: {name}, age: 34}}" for name in names)
    together = claim(one(f"- event: flight\n  people: [{people}]", **file), "age of ivan")
    assert {together.id, *together.anchors} == {each.id for each in apart}


def test_two_events_of_one_article_have_ids_of_their_own() -> None:
    found = one("- event: flight\n  count: 2\n- event: trial\n  count: 2")
    assert claim(found, "count").id != claim(found, "count", "trial").id


# --- cases that became several -------------------------------------------------------------------

SPLIT = {"events_flight": "split_into: [escape, trial]"}


def test_claims_that_a_split_moved_keep_their_addresses_on_the_old_page() -> None:
    before = ids(one(BASE))
    after = one(
        "- event: escape\n  count: 2\n- event: trial\n"
        "  people:\n    - {person: Ivan Iwanow, age: 34, role: subject}",
        **SPLIT,
    )
    moved = after.archive.splits["flight"].moved
    assert before <= {anchor for each in moved for anchor in each.anchors}
    for each in moved:
        assert each.claim in {one.id for one in after.event(each.event).claims()}


def test_a_case_that_was_split_and_is_still_told_of_keeps_what_is_still_its_own() -> None:
    found = make(
        {
            "articles/a.md": article("- event: flight\n  count: 2\n- event: trial\n  place: Quay"),
            "events/flight.md": "split_into: [trial]",
        }
    )
    event = found.event("flight")
    assert found.archive.splits == {}
    own = {anchor for each in event.claims() for anchor in (each.id, *each.fact_anchors)}
    moved = {anchor for each in event.moved for anchor in each.anchors}
    assert own.isdisjoint(moved)
    (was,) = ids(one("- event: flight\n  place: Quay"))
    assert was in moved


def test_what_two_cases_took_over_leads_to_one_of_them() -> None:
    found = make(
        {
            "articles/a.md": article("- event: escape\n  count: 2\n- event: trial\n  count: 2"),
            "events/flight.md": "split_into: [escape, trial]",
        }
    )
    moved = found.archive.splits["flight"].moved
    anchors = [anchor for each in moved for anchor in each.anchors]
    assert len(set(anchors)) == len(anchors)
    (was,) = ids(one("- event: flight\n  count: 2"))
    assert [each.event for each in moved if was in each.anchors] == ["escape"]
