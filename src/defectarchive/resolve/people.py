"""People, put together from their files and from what articles call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from defectarchive.diagnostics.diagnostic import Diagnostic, error
from defectarchive.frozen import Frozen
from defectarchive.model.archive import MayBe, NameForm, Participation, Person, Statement
from defectarchive.model.ids import Kind, fold_spelling
from defectarchive.model.records import Ref
from defectarchive.model.values import Text
from defectarchive.resolve.events import ResolveContext, read_rulings
from defectarchive.resolve.facts.statements import EventStatements
from defectarchive.resolve.prose import resolve_prose


@dataclass(slots=True)
class _Mentions:
    """What the articles say of who somebody is, in order of publication; gathered in one pass."""

    unnamed: bool = False
    members: list[Ref] = field(default_factory=list)
    descriptors: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def make_people(
    said: Iterable[EventStatements],
    participations: Mapping[str, tuple[Participation, ...]],
    setting: ResolveContext,
    diagnostics: list[Diagnostic],
) -> dict[str, Person]:
    """All people by id; mistakes in their files' references are added to `diagnostics`."""
    mentions = _gather(said, setting)
    names = setting.directory.people
    ids = sorted({*names.declared, *names.created})
    members = {
        person: _members(person, mentions.get(person), setting, diagnostics) for person in ids
    }
    groups: dict[str, list[str]] = {}
    for group, inside in members.items():
        for person in inside:
            groups.setdefault(person, []).append(group)
    may_be = _may_be(ids, setting, diagnostics)
    return {
        person: _person(
            person,
            mentions.get(person, _Mentions()),
            _Ties(
                members[person],
                tuple(groups.get(person, ())),
                may_be[person],
                participations.get(person, ()),
            ),
            setting,
            diagnostics,
        )
        for person in ids
    }


class _Ties(Frozen, frozen=True):
    members: tuple[str, ...]
    groups: tuple[str, ...]
    may_be: tuple[MayBe, ...]
    participations: tuple[Participation, ...]


def _gather(said: Iterable[EventStatements], setting: ResolveContext) -> dict[str, _Mentions]:
    find = setting.directory.people.find
    gathered: dict[str, _Mentions] = {}
    for event in said:
        for told in event.told:
            for mention in told.record.people:
                person = find(mention.person.text)
                if person is None:
                    continue
                known = gathered.setdefault(person, _Mentions())
                known.unnamed = known.unnamed or mention.unnamed
                known.members += mention.members
        for stated in event.statements:
            if stated.subject.kind is Kind.PERSON:
                known = gathered.setdefault(stated.subject.id, _Mentions())
                known.statements.append(stated)
                if stated.property == "descriptor" and stated.stance.affirms:
                    known.descriptors.append(_words(stated))
    return gathered


def _words(stated: Statement) -> str:
    return stated.value.text if isinstance(stated.value, Text) else ""


def _members(
    person: str, mentions: _Mentions | None, setting: ResolveContext, diagnostics: list[Diagnostic]
) -> tuple[str, ...]:
    record = setting.people_files.get(person)
    refs = [*(record.members if record else ()), *(mentions.members if mentions else ())]
    found: list[str] = []
    for ref in refs:
        member = setting.directory.require(Kind.PERSON, ref)
        if isinstance(member, Diagnostic):
            diagnostics.append(member)
        elif member == person:
            message = f"{person} is a member of itself"
            diagnostics.append(error("self-reference", ref.span, message, "take it out"))
        else:
            found.append(member)
    return tuple(dict.fromkeys(found))


def _may_be(
    ids: Iterable[str], setting: ResolveContext, diagnostics: list[Diagnostic]
) -> dict[str, tuple[MayBe, ...]]:
    found: dict[str, dict[str, MayBe]] = {person: {} for person in ids}
    for person, others in found.items():
        record = setting.people_files.get(person)
        for entry in record.may_be if record else ():
            other = setting.directory.require(Kind.PERSON, entry.person)
            if isinstance(other, Diagnostic):
                diagnostics.append(other)
            elif other == person:
                message = f"this is the file of {person}, who cannot be a guess at themselves"
                hint = "name the other person, or take the entry out"
                diagnostics.append(error("self-reference", entry.person.span, message, hint))
            else:
                others[other] = MayBe(other, entry.because, stated_here=True)
                found[other].setdefault(person, MayBe(person, entry.because, stated_here=False))
    return {person: tuple(others.values()) for person, others in found.items()}


def _person(
    person: str,
    mentions: _Mentions,
    ties: _Ties,
    setting: ResolveContext,
    diagnostics: list[Diagnostic],
) -> Person:
    record = setting.people_files.get(person)
    if record is None:
        return _created(person, mentions, ties, setting)
    named = record.name is not None
    descriptor = record.descriptor or next(iter(mentions.descriptors), "")
    rulings = read_rulings(record.rulings, mentions.statements, setting, diagnostics)
    spellings = [spelling.text for spelling in record.also_known_as]
    return Person(
        id=person,
        span=record.span,
        name=fold_spelling(record.name.text) if record.name else descriptor,
        unnamed=not named,
        descriptor=descriptor,
        declared=True,
        spellings=_usages(
            person, [record.name.text, *spellings] if record.name else spellings, setting
        ),
        born=record.born,
        nationality=record.nationality,
        count=record.count,
        members=ties.members,
        groups=ties.groups,
        may_be=ties.may_be,
        former_ids=tuple(old.text for old in record.former_ids),
        merged_from=tuple(old.text for old in record.merged_from),
        corrections=record.corrections,
        participations=ties.participations,
        rulings=tuple(rulings.items()),
        prose=resolve_prose(record.body, setting.directory, diagnostics),
    )


def _created(person: str, mentions: _Mentions, ties: _Ties, setting: ResolveContext) -> Person:
    created = setting.directory.people.created[person]
    unnamed = mentions.unnamed and created.name is None
    descriptor = next(iter(mentions.descriptors), "")
    return Person(
        id=person,
        span=created.span,
        name=(unnamed and descriptor) or created.readable,
        unnamed=unnamed,
        descriptor=descriptor,
        declared=False,
        spellings=_usages(person, [] if unnamed else [created.readable], setting),
        born=None,
        nationality=(),
        count=None,
        members=ties.members,
        groups=ties.groups,
        may_be=ties.may_be,
        participations=ties.participations,
        rulings=(),
    )


def _usages(person: str, own: Iterable[str], setting: ResolveContext) -> tuple[NameForm, ...]:
    """Each form of the name once: the editor's own first, then as mentions and articles have it."""
    forms = setting.directory.people.forms(person, own)
    return tuple(NameForm(form.text, tuple(form.articles)) for form in forms.values())
