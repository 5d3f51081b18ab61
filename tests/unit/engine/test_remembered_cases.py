"""After an edit that may touch names, only cases that looked up what has changed are resolved."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.small_archive import Workplace, built, differing, make_workplace

from defectarchive.engine.options import BuildOptions
from defectarchive.preview.builder import PreviewBuilder
from defectarchive.resolve import cases

TWO, FLEE, EXPELLED = "articles/two-cross.md", "articles/they-flee.md", "articles/expelled.md"
CASE, IVAN = "events/crossing-2031.md", "people/ivan-ivanov.md"
CROSSING, EXPULSION = "crossing-2031", "expulsion-2033"
LANDING, OTHER = "landing-2040", "other-2041"
NEW = """\
---
title: They land
outlet: coast-radio
published: 2040-05-02
events: [{event: landing-2040, type: defection, people: [{person: Olga Orlova, role: subject}]}]
---
They landed.
"""
Edit = Callable[[Workplace], object]


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return built(make_workplace(tmp_path / "archive"))


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with each case that is resolved."""
    done: list[str] = []
    resolve_case = cases.resolve_case

    def noting(event: str, *given: Any) -> Any:
        done.append(event)
        return resolve_case(event, *given)

    monkeypatch.setattr(cases, "resolve_case", noting)
    return done


def edits(path: str, old: str, new: str) -> Edit:
    return lambda place: place.edit(path, old, new)


def writes(path: str, text: str) -> Edit:
    return lambda place: place.write(path, text)


def removes(path: str) -> Edit:
    return lambda place: (place.content / path).unlink()


CHANGES: dict[str, tuple[Edit, list[str]]] = {
    "an article more": (writes("articles/new.md", NEW), [LANDING]),
    "an article less": (removes(FLEE), [CROSSING]),
    "an article on another case": (
        edits(FLEE, "event: crossing-2031", "event: landing-2040"),
        [CROSSING, LANDING],
    ),
    "a file of a case less": (removes(CASE), [CROSSING]),
    "a file of a case more": (writes(f"events/{EXPULSION}.md", "---\n---\n"), [EXPULSION]),
    "a case that another is related to": (
        edits(CASE, "title:", "former_ids: [crossing-2030]\ntitle:"),
        [CROSSING],
    ),
    "a person on file": (edits(IVAN, "1997", "1998"), [CROSSING]),
    "somebody whom no case names": (writes("people/x.md", "---\nname: X Y\n---\n"), []),
    "somebody now on file": (
        writes("people/olga-orlova.md", "---\nname: Olga Orlova\n---\n"),
        [OTHER],
    ),
    "a place nobody asked what is around": (edits("places.yaml", ", within: finnmark", ""), []),
    "an outlet by another name": (
        edits("outlets.yaml", "Example Times", "Example Time"),
        [CROSSING],
    ),
    "an outlet by two names joined": (
        edits("outlets.yaml", "Coast Radio", "Coast & Radio"),
        [CROSSING, EXPULSION, OTHER],
    ),
    "a body": (edits(EXPELLED, "A short text.", "See [[ivan-ivanov]]."), [EXPULSION]),
    "a word of the vocabulary": (
        edits("site.yaml", "title:", "vocabulary: {event_types: {raid: {label: Raid}}}\ntitle:"),
        [CROSSING, EXPULSION, OTHER],
    ),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=[*CHANGES])
def test_only_cases_that_a_change_may_touch_are_resolved(
    place: Workplace, resolved: list[str], change: Edit, expected: list[str]
) -> None:
    place.write("articles/other.md", NEW.replace(LANDING, OTHER))
    built(place)
    resolved.clear()
    change(place)
    done = place.build()
    assert done.counts is not None, done.diagnostics
    assert sorted(resolved) == expected
    told = tuple(found for found in done.diagnostics if found.code != "address-lost")
    assert told == place.build(cache=False).diagnostics
    assert differing(place.site(), place.cold()) == []


def previewed(builder: PreviewBuilder) -> dict[str, bytes | None]:
    time.sleep(0.05)
    site = builder.build().site
    assert site is not None
    return {path: site.get(path) for path in site}


def preview_of(place: Workplace) -> PreviewBuilder:
    return PreviewBuilder(BuildOptions(place.content, place.output, place.templates))


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=[*CHANGES])
def test_the_preview_resolves_no_others_either(
    place: Workplace, resolved: list[str], change: Edit, expected: list[str]
) -> None:
    place.write("articles/other.md", NEW.replace(LANDING, OTHER))
    preview = preview_of(place)
    previewed(preview)
    resolved.clear()
    change(place)
    site = previewed(preview)
    assert sorted(resolved) == expected
    assert site == previewed(preview_of(place))


def test_the_preview_resolves_what_quick_edits_and_mistakes_have_left(
    place: Workplace, resolved: list[str]
) -> None:
    preview = preview_of(place)
    previewed(preview)
    before = place.read(TWO)
    place.edit(TWO, "age: 34", "age: 33")
    previewed(preview)
    place.write("articles/new.md", NEW.replace("type: defection", "type: nonsense"))
    time.sleep(0.05)
    assert preview.build().site is None
    place.write(TWO, before)
    place.write("articles/new.md", NEW)
    resolved.clear()
    site = previewed(preview)
    assert sorted(resolved) == [CROSSING, LANDING]
    assert site == previewed(preview_of(place))


def test_a_name_that_two_have_now_is_told_as_it_is_of_a_cold_build(place: Workplace) -> None:
    place.write("people/ivan-two.md", "---\nname: Ivan Ivanov\nnot_same_as: [ivan-ivanov]\n---\n")
    told = place.build().diagnostics
    assert told == place.build(cache=False).diagnostics


def test_what_a_quick_edit_changed_is_resolved_when_next_it_is_needed(
    place: Workplace, resolved: list[str]
) -> None:
    """Then the old text comes back together with a new article."""
    before = place.read(TWO)
    place.edit(TWO, "age: 34", "age: 33")
    built(place)
    place.write(TWO, before)
    place.write("articles/new.md", NEW)
    resolved.clear()
    built(place)
    assert sorted(resolved) == [CROSSING, LANDING]
    assert differing(place.site(), place.cold()) == []


def test_a_build_that_publishes_nothing_leaves_no_wrong_memory(place: Workplace) -> None:
    place.edit(TWO, "age: 34", "age: 33")
    place.write("articles/new.md", NEW.replace("type: defection", "type: nonsense"))
    time.sleep(0.05)
    assert place.build().counts is None
    place.write("articles/new.md", NEW)
    built(place)
    assert differing(place.site(), place.cold()) == []


@pytest.mark.parametrize("name", ["A2.md", "a_2.md", "å2.md", "a.b.md"])
def test_an_article_whose_name_is_no_id_is_told_of(place: Workplace, name: str) -> None:
    place.write(f"articles/{name}", NEW)
    for cache in (False, True):
        done = place.build(cache=cache)
        assert done.counts is None
        assert "bad-id" in {found.code for found in done.diagnostics}
    assert preview_of(place).build().site is None
    (place.content / "articles" / name).unlink()
    built(place)
    assert differing(place.site(), place.cold()) == []


def test_an_edit_that_a_failed_build_has_read_is_not_lost(place: Workplace) -> None:
    built(place)
    place.edit(TWO, "age: 34", "age: 33")
    broken = place.write("articles/broken.md", "events:\n broken")
    assert place.build().counts is None
    broken.unlink()
    built(place)
    assert differing(place.site(), place.cold()) == []
    # After that, few edits are quick again.
    place.edit(TWO, "age: 33", "age: 32")
    built(place)
    assert differing(place.site(), place.cold()) == []


def remembered(place: Workplace) -> bytes:
    with contextlib.closing(sqlite3.connect(place.store)) as connection:
        rows = connection.execute(
            "SELECT key, value FROM answers WHERE tab = 'remembered cases' "
            "UNION ALL SELECT name, value FROM meta WHERE name = 'looked up'"
        ).fetchall()
    return b"".join(name.encode() + value for name, value in rows)


def test_what_only_a_draft_looks_up_is_not_remembered(place: Workplace) -> None:
    place.write("articles/draft.md", NEW.replace("title:", "draft: true\ntitle:"))
    built(place)
    assert b"ivan-ivanov" in remembered(place)
    assert b"Orlova" not in remembered(place)
    assert b"landing" not in remembered(place)


def test_a_name_that_no_case_asks_for_any_more_is_not_remembered(place: Workplace) -> None:
    place.write("articles/new.md", NEW)
    built(place)
    assert b"Orlova" in remembered(place)
    place.write("articles/new.md", NEW.replace("Olga Orlova", "Boris Belov"))
    built(place)
    assert b"Belov" in remembered(place)
    assert b"Orlova" not in place.store.read_bytes()


def test_where_a_name_is_withheld_nothing_is_remembered(
    place: Workplace, resolved: list[str]
) -> None:
    place.edit(IVAN, "born:", "withhold: [Pjotr Petrov]\nborn:")
    built(place)
    assert remembered(place) == b""
    resolved.clear()
    place.write("articles/new.md", NEW)
    built(place)
    assert sorted(resolved) == [CROSSING, EXPULSION, LANDING]
    assert differing(place.site(), place.cold()) == []
