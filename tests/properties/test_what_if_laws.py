"""What is said of an archive without something is what a build of it without that would show."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.archives import files_of
from tests.properties.test_resolver_laws import OUTLETS, PEOPLE, REGISTERS, VALUES, _file, articles

from defectarchive.analysis.what_if import Without, what_if
from defectarchive.loader.files import Loaded, load
from defectarchive.model.archive import Archive, Fact, Support
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.outline import Involvement
from defectarchive.model.values import identity
from defectarchive.resolve.archive import resolve

Article = dict[str, Any]
Shown = dict[tuple[str, str, str, str], tuple[bool, int, int]]
laws = settings(deadline=None)
several = st.lists(articles(), min_size=1, max_size=4)


def loaded(found: Sequence[Article]) -> Loaded:
    files = {f"articles/a{number}.md": _file(one) for number, one in enumerate(found)}
    return load(files_of({**REGISTERS, **files}))


def built(found: Sequence[Article]) -> Archive:
    read = loaded(found)
    archive = resolve(read.records, read.settings.vocabulary).archive
    assert archive is not None
    return archive


def shown(archive: Archive) -> Shown:
    """All that is shown: event, person, property, value → whether with reserve, and origins."""
    found: Shown = {}
    for event in archive.events.values():
        found[event.id, "", "", ""] = (False, *_origins(event.support))
        for part in event.people:
            found[event.id, part.person, "", ""] = (part.part is not Involvement.HAS, 0, 0)
        for person, facts in event.facts_by_person():
            found |= {(event.id, person, *key): value for key, value in _values(facts).items()}
    return found


def _values(facts: Sequence[Fact]) -> dict[tuple[str, str], tuple[bool, int, int]]:
    return {
        (fact.property, identity(each.value)): (each.unsure, *_origins(each.support))
        for fact in facts
        for each in fact.findings
    }


def _origins(support: Support) -> tuple[int, int]:
    return support.origins_min, len(support.origins)


def changed(before: Shown, after: Shown) -> set[tuple[str, str, str]]:
    """The facts that go, are new, have more reserve or fewer origins."""
    found = set()
    for key in {*before, *after}:
        was, now = before.get(key), after.get(key)
        if was is None or now is None or _is_less(was, now):
            found.add(key[:3])
    return found


def _is_less(was: tuple[bool, int, int], now: tuple[bool, int, int]) -> bool:
    return (now[0] and not was[0]) or now[1] < was[1] or now[2] < was[2]


def said(found: Sequence[Article], without: Without) -> set[tuple[str, str, str]]:
    read = loaded(found)
    answer = what_if(read.records, read.settings.vocabulary, built(found), without)
    assert answer.errors == ()
    return {(each.event, each.person, each.property) for each in answer.differences}


@laws
@given(several, st.data())
def test_without_an_article_or_an_outlet_it_is_as_if_they_were_retracted(
    found: list[Article], data: st.DataObject
) -> None:
    outlet = data.draw(st.sampled_from(["", *OUTLETS]))
    number = data.draw(st.integers(0, len(found) - 1))
    without = Without(
        articles=frozenset() if outlet else frozenset({f"a{number}"}),
        outlets=frozenset({outlet} - {""}),
    )
    retracted = copy.deepcopy(found)
    for place, one in enumerate(retracted):
        if (one["outlet"] == outlet) if outlet else place == number:
            one["retracted"] = {"because": "It was wrong."}
    assert said(found, without) == changed(shown(built(found)), shown(built(retracted)))


@laws
@given(several, st.sampled_from([*PEOPLE, "the-embassy"]))
def test_without_a_speaker_it_is_as_if_what_they_say_were_not_there(
    found: list[Article], speaker: str
) -> None:
    kind = Kind.PERSON if speaker in PEOPLE else Kind.ORGANISATION
    silent = copy.deepcopy(found)
    for holder in _holders(silent):
        for prop, claims in list(holder.items()):
            if prop in VALUES:
                holder[prop] = [one for one in claims if not _says(one, speaker)]
                if not holder[prop]:
                    del holder[prop]
    assume(silent != found)
    before, after = shown(built(found)), shown(built(silent))
    without = Without(speakers=frozenset({EntityRef(kind, speaker)}))
    assert said(found, without) == changed(before, after)


def _holders(found: Sequence[Article]) -> list[dict[str, Any]]:
    entries = [entry for one in found for entry in one["events"]]
    return [*entries, *(person for entry in entries for person in entry.get("people", []))]


def _says(claim: object, speaker: str) -> bool:
    by = claim.get("by", "") if isinstance(claim, Mapping) else ""
    return str(by).lower().replace(" ", "-") == speaker
