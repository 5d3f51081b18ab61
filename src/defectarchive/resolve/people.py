"""People, put together from their files and from what articles call them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic, error
from defectarchive.diagnostics.results import Result, collect_results, split_diagnostics
from defectarchive.model.archive import MayBe, NameForm, Participation, Person
from defectarchive.model.ids import Kind, fold_spelling, id_in_words, pair
from defectarchive.model.outline import Part
from defectarchive.model.records import PersonRecord, Ref, Spelling
from defectarchive.resolve.cases import RecalledCase
from defectarchive.resolve.events import ResolveContext, read_rulings


@dataclass(slots=True)
class PersonMentions:
    """How all articles speak of one person: case by case, in order of publication."""

    person: str
    unnamed: bool = False
    members: list[Ref] = field(default_factory=list)
    descriptors: list[str] = field(default_factory=list)


def make_people(
    cases: Iterable[RecalledCase],
    parts: Mapping[str, tuple[Part, ...]],
    participations: Mapping[str, Participation],
    context: ResolveContext,
) -> Result[dict[str, Person]]:
    """All people by id, and mistakes in their files' references."""
    people, found = collect_results(
        (person, make_person(of_person, parts.get(person, ()), participations, context))
        for person, of_person in _gather(cases, context).items()
    )
    return _tied(people), found


def _gather(cases: Iterable[RecalledCase], context: ResolveContext) -> dict[str, PersonMentions]:
    """For each person, by id, how articles speak of them; often not at all."""
    names = context.entity_names.people
    gathered = {
        person: PersonMentions(person) for person in sorted({*names.declared, *names.created})
    }
    for mentioned in (each for case in cases for each in case.people):
        known = gathered[mentioned.person]
        known.unnamed = known.unnamed or mentioned.unnamed
        known.members += mentioned.members
        known.descriptors += mentioned.descriptors
    return gathered


def make_person(
    said: PersonMentions,
    parts: tuple[Part, ...],
    participations: Mapping[str, Participation],
    context: ResolveContext,
) -> Result[Person]:
    """One person, and mistakes in their rulings and references.

    `_tied` adds what the records of other people say: groups, and guesses from the other side.
    """
    file = context.people_files.get(said.person)
    record = file or _as_mentioned(said, context)
    descriptor = record.descriptor or next(iter(said.descriptors), "")
    called = descriptor if file or descriptor else id_in_words(said.person)
    own = [record.name.text] if record.name else []
    own += (spelling.text for spelling in record.also_known_as)
    of_person = (participations[pair(part.event, said.person)] for part in parts)
    claims = (claim for each in of_person for fact in each.facts for claim in fact.claims)
    rulings, unfounded = read_rulings(record.rulings, claims, context)
    members, no_members = split_diagnostics(
        _members([*record.members, *said.members], said.person, context)
    )
    may_be, no_guesses = split_diagnostics(_guesses(record, context))
    person = Person(
        id=said.person,
        span=record.span,
        name=fold_spelling(record.name.text) if record.name else called,
        unnamed=record.name is None,
        descriptor=descriptor,
        declared=file is not None,
        spellings=_usages(said.person, own, context),
        born=record.born,
        nationality=record.nationality,
        count=record.count,
        members=tuple(dict.fromkeys(members)),
        groups=(),
        may_be=may_be,
        parts=parts,
        rulings=tuple(rulings.items()),
        corrections=record.corrections,
        former_ids=tuple(old.text for old in record.former_ids),
        merged_from=tuple(old.text for old in record.merged_from),
    )
    return person, (*no_members, *no_guesses, *unfounded)


def _as_mentioned(said: PersonMentions, context: ResolveContext) -> PersonRecord:
    """A record in place of a file, for somebody whom only articles mention."""
    created = context.entity_names.people.created[said.person]
    unnamed = said.unnamed and created.name is None
    name = None if unnamed else Spelling(created.readable, created.span)
    return PersonRecord(said.person, created.span, name)


def _members(
    refs: Iterable[Ref], person: str, context: ResolveContext
) -> Iterator[str | Diagnostic]:
    for ref in refs:
        member = context.entity_names.require(Kind.PERSON, ref)
        if member == person:
            message = f"{person} is a member of itself"
            yield error("self-reference", ref.span, message, "take it out")
        else:
            yield member


def _guesses(record: PersonRecord, context: ResolveContext) -> Iterator[MayBe | Diagnostic]:
    for entry in record.may_be:
        other = context.entity_names.require(Kind.PERSON, entry.person)
        if isinstance(other, Diagnostic):
            yield other
        elif other == record.id:
            message = f"this is the file of {other}, who cannot be a guess at themselves"
            hint = "name the other person, or take the entry out"
            yield error("self-reference", entry.person.span, message, hint)
        else:
            yield MayBe(other, entry.because, stated_here=True)


def _usages(person: str, own: Iterable[str], context: ResolveContext) -> tuple[NameForm, ...]:
    """Each form of the name once: the forms of the file first, then those in articles."""
    forms = context.entity_names.people.forms(person, own)
    return tuple(NameForm(form.text, tuple(form.articles)) for form in forms.values())


def _tied(people: Mapping[str, Person]) -> dict[str, Person]:
    """The people with links in both directions: member and group, guess and counterpart."""
    groups: dict[str, list[str]] = {person: [] for person in people}
    may_be: dict[str, dict[str, MayBe]] = {person: {} for person in people}
    for person in people.values():
        for member in person.members:
            groups[member].append(person.id)
        for guess in person.may_be:
            may_be[person.id][guess.person] = guess
            seen_back = MayBe(person.id, guess.because, stated_here=False)
            may_be[guess.person].setdefault(person.id, seen_back)
    return {
        person.id: replace(
            person, groups=tuple(groups[person.id]), may_be=tuple(may_be[person.id].values())
        )
        for person in people.values()
    }
