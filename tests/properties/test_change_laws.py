"""Whatever an archive holds: a command that edits it breaks nothing, loses nothing, leads on.

What is held against the commands is worked out here anew, from the archives before and after.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from tests.edited import archive, read
from tests.properties.test_resolver_laws import EVENTS, OUTLETS, PEOPLE, articles

from defectarchive.desk.changes.change import Change
from defectarchive.desk.changes.commands.merge import merged
from defectarchive.desk.changes.commands.naming import named
from defectarchive.desk.changes.commands.rename import renamed
from defectarchive.desk.changes.commands.split import split
from defectarchive.model.archive import Archive, Claim, Event, SplitCase, old_ids
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.values import as_data
from defectarchive.workspace.errors import WrongUsageError

Files = dict[str, bytes]
laws = settings(deadline=None)

# --- archives ------------------------------------------------------------------------------------

STYLES = ("json", "lines", "braces")
PLACES = ("north", "storskog", "vardo")


def written(value: Any, style: str, margin: str = "") -> str:
    """A value as YAML: each key a line with JSON behind it; everything in lines; or in braces."""
    if isinstance(value, dict) and style != "braces":
        return "\n".join(_row(key, each, style, margin) for key, each in value.items())
    if style == "lines" and isinstance(value, list):
        return "\n".join(f"{margin}- {_item(each, margin)}" for each in value)
    return margin + json.dumps(value)


def _row(key: str, value: Any, style: str, margin: str) -> str:
    if style == "lines" and isinstance(value, dict | list) and value:
        return f"{margin}{key}:   # of {key}\n{written(value, style, margin + '  ')}"
    return f"{margin}{key}: {json.dumps(value)}"


def _item(value: Any, margin: str) -> str:
    if isinstance(value, dict) and value:
        return written(value, "lines", margin + "  ").lstrip()
    return json.dumps(value)


def markdown(front: Any, style: str, body: str = "") -> str:
    return f"---\n# begin\n{written(front, style)}\n---\n{body}"


links = st.sampled_from(
    [
        "",
        "A text.\n",
        *(f"On [[{kind}:ID|it]] and [[person:ivan]].\n" for kind in ("event", "person")),
    ]
)
people = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {"name": st.sampled_from(["NAME", "Name: NAME"])},
        optional={
            "also_known_as": st.just(["ALSO"]),
            "born": st.sampled_from(["1990", "1991"]),
            "corrections": st.just([{"date": "2031", "text": "It was wrong."}]),
            "former_ids": st.just(["old-ID"]),
        },
    ),
    st.fixed_dictionaries({"unnamed": st.just(value=True), "descriptor": st.just("somebody ID")}),
)
registered = st.fixed_dictionaries(
    {"name": st.just("NAME")},
    optional={
        "also_known_as": st.just(["ALSO"]),
        "country": st.sampled_from(["NO", "RU"]),
        "former_ids": st.just(["old-ID"]),
        "merged_from": st.just(["other-ID"]),
    },
)
notes = st.fixed_dictionaries(
    {"title": st.just("Title ID")},
    optional={
        "lede": st.just("Lede ID"),
        "corrections": st.just([{"date": "2031", "text": "It was wrong."}]),
        "former_ids": st.just(["old-ID"]),
    },
)


def of(value: Any, identifier: str) -> Any:
    """A value with the words that stand for the thing's own."""
    text = (
        json.dumps(value).replace("NAME", f"Name {identifier}").replace("ALSO", f"A {identifier}")
    )
    return json.loads(text.replace("ID", identifier))


@st.composite
def archives(draw: st.DrawFn) -> Files:
    """An archive without an error: articles, and files of some of what they name."""
    styles = st.sampled_from(STYLES)
    found = draw(st.lists(articles(), min_size=1, max_size=3))
    if draw(st.booleans()):
        # The same article once more, by somebody who read it for other things.
        found.append({**found[0], "events": draw(articles())["events"]})
    texts: dict[str, str] = {"site.yaml": "title: T\nlanguages: [en, nb]\n"}
    for number, one in enumerate(found):
        texts[f"articles/a{number}.md"] = markdown(one, draw(styles), "The body.\n")
        if draw(st.booleans()):
            texts[f"articles/a{number}.nb.md"] = "Teksten.\n"
    told_of = {report["event"] for one in found if not one.get("draft") for report in one["events"]}
    texts |= draw(dossiers([each for each in EVENTS if each in told_of]))
    for path, ids in (("outlets.yaml", OUTLETS), ("places.yaml", PLACES)):
        entries = {each: of(draw(registered), each) for each in ids if draw(st.booleans())}
        if entries:
            end = draw(st.sampled_from(["\n", "", "\n# end\n"]))
            texts[path] = f"# begin\n{written(entries, draw(styles))}{end}"
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    files = {path: text.replace("\n", ends).encode() for path, text in texts.items()}
    # Some have a link to somebody whom no article names.
    assume(read(files).archive is not None)
    return files


@st.composite
def dossiers(draw: st.DrawFn, cases: list[str]) -> dict[str, str]:
    """Files of some of these cases, and of some people."""
    texts: dict[str, str] = {}
    kinds = (("events", cases, st.one_of(st.none(), notes)), ("people", PEOPLE, people))
    for folder, ids, kept in kinds:
        for identifier in ids:
            front = draw(kept)
            if front is not None:
                body = draw(links).replace("ID", identifier)
                style = draw(st.sampled_from(STYLES))
                texts[f"{folder}/{identifier}.md"] = markdown(of(front, identifier), style, body)
    return texts


def things(found: Archive) -> list[EntityRef]:
    """All that can be renamed, what has no file too."""
    kinds: tuple[tuple[Kind, Mapping[str, object]], ...] = (
        (Kind.ARTICLE, found.articles),
        (Kind.EVENT, found.events),
        (Kind.PERSON, found.people),
        (Kind.OUTLET, found.outlets),
        (Kind.ORGANISATION, found.organisations),
        (Kind.PLACE, found.places),
    )
    return [EntityRef(kind, each) for kind, all_of in kinds for each in sorted(all_of)]


# --- what must hold ------------------------------------------------------------------------------


def claims(found: Archive) -> list[Claim]:
    return [claim for each in found.events.values() for claim in each.claims()]


def addresses(case: Event | SplitCase) -> set[str]:
    own = case.claims() if isinstance(case, Event) else ()
    ids = {one for claim in own for one in (claim.id, *claim.anchors, *claim.fact_anchors)}
    return ids | {one for moved in case.moved for one in moved.anchors}


def page(found: Archive, kind: Kind, identifier: str) -> object:
    """What stands at the address of a thing, or where it leads."""
    plural = "people" if kind is Kind.PERSON else f"{kind}s"
    there: dict[str, Any] = dict(getattr(found, plural))
    if kind is Kind.EVENT:
        there |= found.splits
    return there.get(identifier) or next(
        (thing for thing in there.values() if identifier in old_ids(thing)), None
    )


def lost_addresses(before: Archive, after: Archive) -> Iterator[str]:
    for thing in things(before):
        if page(after, thing.kind, thing.id) is None:
            yield f"{thing.kind} {thing.id}"
    cases: list[Event | SplitCase] = [*before.events.values(), *before.splits.values()]
    for case in cases:
        there = page(after, Kind.EVENT, case.id)
        if isinstance(there, Event | SplitCase):
            yield from sorted(addresses(case) - addresses(there))


def told(claim: Claim, became: Mapping[EntityRef, EntityRef]) -> tuple[object, ...]:
    """What a claim says, whatever its case is called."""

    def now(thing: EntityRef) -> EntityRef:
        return became.get(thing, thing)

    value = now(claim.value) if isinstance(claim.value, EntityRef) else claim.value
    subject = None if claim.subject.kind is Kind.EVENT else now(claim.subject)
    return (
        now(EntityRef(Kind.ARTICLE, claim.article)),
        subject,
        claim.property,
        as_data(value).casefold(),
        None if claim.by is None else now(claim.by),
        claim.stance,
    )


def check(change: Change, became: Mapping[EntityRef, EntityRef]) -> tuple[Archive, Archive]:
    """No error, no claim lost, all addresses lead on; the archives before and after."""
    before, after = archive(change.before), archive(change.after)
    assert [*lost_addresses(before, after)] == []
    there = {told(claim, {}) for claim in claims(after)}
    assert [claim for claim in claims(before) if told(claim, became) not in there] == []
    return before, after


def attempt(making: Callable[[], Change]) -> tuple[Change | None, str]:
    """The change, or the code of the reason why there is none."""
    try:
        return making(), ""
    except WrongUsageError as refused:
        return None, refused.code


@laws
@given(archives(), st.data())
def test_a_thing_that_is_renamed_keeps_all_and_renaming_it_back_restores_every_byte(
    files: Files, data: st.DataObject
) -> None:
    thing = data.draw(st.sampled_from(things(archive(files))))
    new = data.draw(st.sampled_from(["another", f"{thing.id}-2", "a0-b"]))
    change = renamed(files, thing.kind, thing.id, new)
    _, after = check(change, {thing: EntityRef(thing.kind, new)})
    assert page(after, thing.kind, thing.id) is page(after, thing.kind, new)
    # No id of a claim is another one.
    ids = {claim.id for claim in claims(archive(files))}
    assert {claim.id for claim in claims(after)} == ids
    restored = renamed(change.after, thing.kind, new, thing.id)
    assert restored.after == files
    # Once more, and on from there.
    again = renamed(change.after, thing.kind, new, "third")
    check(again, {EntityRef(thing.kind, new): EntityRef(thing.kind, "third")})
    assert renamed(again.after, thing.kind, "third", new).after == change.after


@laws
@given(archives(), st.data())
def test_two_that_become_one_lose_nothing(files: Files, data: st.DataObject) -> None:
    all_of = things(archive(files))
    pairs = [(one, other) for one in all_of for other in all_of if one.kind is other.kind]
    kind = data.draw(st.sampled_from(Kind))
    pairs = [(one, other) for one, other in pairs if one != other and one.kind is kind]
    assume(pairs)
    one, into = data.draw(st.sampled_from(pairs))
    change, refused = attempt(lambda: merged(files, one.kind, one.id, into.id))
    event(f"{refused or 'merged'} {one.kind}")
    assert refused in {"", "fields-differ", "would-break"}
    if change is None:
        return
    _, after = check(change, {one: into})
    assert page(after, one.kind, one.id) is page(after, one.kind, into.id)


@laws
@given(archives(), st.data())
def test_a_case_that_is_split_loses_nothing(files: Files, data: st.DataObject) -> None:
    cases = [case for case in archive(files).events.values() if len(case.articles) > 1]
    assume(cases)
    case = data.draw(st.sampled_from(cases))
    told_by = data.draw(st.lists(st.sampled_from(case.articles), min_size=1, unique=True))
    change, refused = attempt(lambda: split(files, case.id, "another", told_by))
    event(refused)
    assert refused in {"", "nothing-to-split", "would-break"}
    assert (refused == "nothing-to-split") == (set(told_by) == set(case.articles))
    if change is None:
        return
    _, after = check(change, {})
    moved = [claim for claim in claims(after) if claim.event == "another"]
    assert {claim.article for claim in moved} <= set(told_by)
    assert page(after, Kind.EVENT, "another") is not None


@laws
@given(archives(), st.data())
def test_a_name_that_is_given_can_be_taken_back(files: Files, data: st.DataObject) -> None:
    people = archive(files).people
    unnamed = sorted(person for person in people if people[person].unnamed)
    assume(unnamed)
    person = data.draw(st.sampled_from(unnamed))
    new = data.draw(st.sampled_from([person, "pjotr"]))
    change = named(files, person, new, data.draw(st.sampled_from(["Pjotr", "Pjotr: the 'Great'"])))
    _, after = check(change, {EntityRef(Kind.PERSON, person): EntityRef(Kind.PERSON, new)})
    assert not after.people[new].unnamed
    assert named(change.after, new, person, "").after == files
