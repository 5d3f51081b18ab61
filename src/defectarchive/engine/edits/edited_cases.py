"""What becomes of a few cases when files about them are edited: only these are resolved anew.

The cases are resolved twice by themselves, with the files as they were and as they are. Where the
first gives what the whole archive gave, names came out as they do in the whole, and so they do in
the second, which has the same names. Whatever else an edit may touch (the order of cases, lists of
a place, doubts about two cases) must not depend on what is different.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import field
from msgspec.structs import fields, replace

from defectarchive.analysis.indexes import Indexes, make_indexes
from defectarchive.analysis.timeline import build_timeline
from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.engine.tables.known import Known
from defectarchive.frozen import Frozen
from defectarchive.loader.files import FileResult, join
from defectarchive.loader.layout import COPIES_FILE, REGISTERS
from defectarchive.model.archive import Archive, Article, Event, Participation, Person
from defectarchive.model.ids import EntityRef, Kind, pair
from defectarchive.model.records import Body, Folder, Records
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.resolve.outlines import outline_of, part_of
from defectarchive.resolve.part import ResolvedPart, resolve_part

# With more files around an edit than this, all of the archive is resolved.
_FEW = 400
# Articles that are asked how they call somebody whom no file declares.
_FORMS = 20
_NO_BODY = Body()
# Lookups that tell something of one event or article, and nothing of how it stands among others.
_OF_ONE = ("claims", "points", "wordings")
NewAnswers = dict[str, dict[str, Any]]
"""Some answers, by table and key."""
_TABLES = {
    Kind.OUTLET: "outlets",
    Kind.ORGANISATION: "organisations",
    Kind.PLACE: "places",
    Kind.PERSON: "people",
}


class EditedFile(Frozen, frozen=True):
    """A file as the last build read it, and as it is. Each has one record of the folder's kind."""

    path: str
    folder: Folder
    old: FileResult
    new: FileResult

    @property
    def id(self) -> str:
        """The id of what the file is about."""
        (record,) = getattr(self.new.records, self.folder)
        identifier: str = record.id
        return identifier

    def changes_only_body(self) -> bool:
        """Whether nothing else is not as it was."""
        old, new = (_without_body(each.records, self.folder) for each in (self.old, self.new))
        return old == new


class EditedCases(Frozen, frozen=True):
    """New answers by table and key; and what was said of these cases before, and is now."""

    answers: NewAnswers = field(default_factory=dict)
    before: Sequence[Diagnostic] = ()
    after: Sequence[Diagnostic] = ()


def edited_cases(
    edited: Iterable[EditedFile],
    known: Known,
    has_file: Callable[[str], bool],
    stored: Callable[[str], FileResult | None],
    vocabulary: Vocabulary,
) -> EditedCases | None:
    """What edits of more than bodies come to; None where only a look at everything can tell.

    `stored`: gives what the last build read from a file.
    """
    deeper = [each for each in edited if not each.changes_only_body()]
    if not deeper:
        return EditedCases()
    archive = known.archive
    events = _events(deeper, archive, known.indexes)
    # Wordings are compared with copies, which are no answers.
    if events is None or has_file(COPIES_FILE):
        return None
    paths = _files_around(events, archive, has_file).difference(each.path for each in deeper)
    read = [stored(path) for path in sorted(paths)] if len(paths) <= _FEW else [None]
    around = [each.records for each in read if each is not None]
    if len(around) < len(read):
        return None
    old = resolve_part(join([*around, *(e.old.records for e in deeper)]), events, vocabulary)
    new = resolve_part(join([*around, *(e.new.records for e in deeper)]), events, vocabulary)
    articles = [each.id for each in deeper if each.folder == "articles"]
    answers = _answers(old, new, events, articles, archive)
    return None if answers is None else EditedCases(answers, old.diagnostics, new.diagnostics)


def _answers(
    old: ResolvedPart,
    new: ResolvedPart,
    known: Mapping[str, Event],
    edited: Sequence[str],
    archive: Archive,
) -> NewAnswers | None:
    """The new answers; None if more may change than these. `edited`: ids of articles."""
    if not _is_as_known(old, known, edited, archive):
        return None
    events = {
        event: replace(new.events[event], related=before.related) for event, before in known.items()
    }
    articles = {article: new.articles[article] for article in edited}
    people = _people(known, events, archive)
    lookups = _lookups(known, events, articles, archive)
    if people is None or lookups is None:
        return None
    answers: NewAnswers = {
        "events": events,
        "outlines": {event: outline_of(made) for event, made in events.items()},
        "participations": {
            pair(event, part.person): part for event, made in events.items() for part in made.people
        },
        "people": people,
        "articles": articles,
        **lookups,
    }
    moved = {each: at for each, at in new.created.items() if old.created.get(each) != at}
    for thing, at in moved.items():
        table = answers.setdefault(_TABLES[thing.kind], {})
        entity = table.get(thing.id) or getattr(archive, _TABLES[thing.kind])[thing.id]
        if entity.span != old.created.get(thing):
            return None
        table[thing.id] = replace(entity, span=at)
    return answers


def _events(
    edited: Iterable[EditedFile], archive: Archive, indexes: Indexes
) -> dict[str, Event] | None:
    """The cases that the files are about, as known; None if the page of another one tells of them.

    Where a case was split, its page leads on to each claim of those that it became.
    """
    ids: set[str] = set()
    for each in edited:
        if each.folder == "articles" and each.id in archive.articles:
            ids.update(archive.articles[each.id].events)
        elif each.folder == "events" and each.id in archive.events:
            ids.add(each.id)
        else:
            return None
    events = {event: archive.events[event] for event in sorted(ids)}
    is_of_split = any(e.split_into or e.id in indexes.split_from for e in events.values())
    return None if is_of_split else events


def _files_around(
    events: Mapping[str, Event], archive: Archive, has_file: Callable[[str], bool]
) -> set[str]:
    """The paths of the files in which these cases, and whoever they name, are told of."""
    articles = {article for event in events.values() for article in event.articles}
    people = {person for event in events.values() for person in _people_in(event)}
    paths = {path for path in REGISTERS if has_file(path)}
    paths.update(path for event in events if has_file(path := f"events/{event}.md"))
    for person in (archive.people[each] for each in people):
        if person.declared:
            paths.add(f"people/{person.id}.md")
        else:
            forms = (form.articles[:_FORMS] for form in person.spellings)
            articles.update(chain.from_iterable(forms))
    paths.update(f"articles/{article}.md" for article in articles)
    return paths


def _people_in(event: Event) -> Iterator[str]:
    yield from (part.person for part in event.people)
    for claim in event.claims():
        for thing in (claim.by, claim.value):
            if isinstance(thing, EntityRef) and thing.kind is Kind.PERSON:
                yield thing.id


def _is_as_known(
    part: ResolvedPart, events: Mapping[str, Event], articles: Iterable[str], archive: Archive
) -> bool:
    """Whether the cases by themselves, with the files as they were, are what they were."""
    return {**part.events} == {
        event: replace(known, related=()) for event, known in events.items()
    } and all(part.articles.get(each) == archive.articles[each] for each in articles)


def _people(
    old: Mapping[str, Event], new: Mapping[str, Event], archive: Archive
) -> dict[str, Person] | None:
    """The people of the cases, with their parts in these; None if more of them may change."""
    people: dict[str, Person] = {}
    for event, before in old.items():
        now_in_it = {part.person: part for part in new[event].people}
        for part in before.people:
            person = people.get(part.person) or archive.people[part.person]
            now = now_in_it.get(part.person)
            if now is None or _standing(part) != _standing(now) or person.rulings:
                return None
            parts = tuple(part_of(now) if each.event == event else each for each in person.parts)
            people[person.id] = replace(person, parts=parts)
    return people


def _standing(part: Participation) -> tuple[object, ...]:
    """Of somebody's part, what else in the archive may depend on."""
    descriptors = [fact for fact in part.facts if fact.property == "descriptor"]
    return part.part, part.main, bool(part.roles), descriptors


def _lookups(
    old: Mapping[str, Event],
    new: Mapping[str, Event],
    articles: Mapping[str, Article],
    archive: Archive,
) -> NewAnswers | None:
    """The lookups that are not as they were; None if any tells more than of one of these."""
    before, after = _indexes(old, {}, archive), _indexes(new, articles, archive)
    found: NewAnswers = {}
    own = {*new, *articles}
    for name in (each.name for each in fields(Indexes)):
        was, now = getattr(before, name), getattr(after, name)
        if was == now:
            continue
        if name not in _OF_ONE or was.keys() != now.keys():
            return None
        different = {key: value for key, value in now.items() if value != was[key]}
        if not own.issuperset(different):
            return None
        found[f"index {name}"] = different
    return found


def _indexes(
    events: Mapping[str, Event], articles: Mapping[str, Article], archive: Archive
) -> Indexes:
    """The lookups of an archive that has nothing but these events, and what they name."""
    ids = sorted({article for event in events.values() for article in event.articles})
    places = {
        claim.value.id
        for event in events.values()
        for claim in event.claims()
        if isinstance(claim.value, EntityRef) and claim.value.kind is Kind.PLACE
    }
    part = Archive(
        events=events,
        people={},
        articles={each: articles.get(each) or archive.articles[each] for each in ids},
        outlets={},
        organisations={},
        places={place: archive.places[place] for place in sorted(places)},
        pages={},
        outlines={event: outline_of(made) for event, made in events.items()},
    )
    return make_indexes(part, build_timeline(part))


def _without_body(records: Records, folder: Folder) -> Records:
    bare = tuple(replace(record, body=_NO_BODY) for record in getattr(records, folder))
    return replace(records, **{folder: bare})
