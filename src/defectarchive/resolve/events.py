"""Events, put together from what all articles say of them and from the editor's case notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from defectarchive.diagnostics import Diagnostic, error
from defectarchive.frozen import Frozen
from defectarchive.model.archive import (
    Event,
    Fact,
    Identification,
    Participation,
    Related,
    Ruling,
    Stated,
)
from defectarchive.model.dates import Date
from defectarchive.model.ids import Kind, Thing
from defectarchive.model.records import (
    EventRecord,
    PersonRecord,
    Ref,
    RelatedRecord,
    RulingRecord,
    When,
)
from defectarchive.model.values import Term, Value, as_data, identity
from defectarchive.model.vocabulary import (
    EVENT_PROPERTIES,
    PERSON_PROPERTIES,
    Property,
    Vocabulary,
)
from defectarchive.resolve.directory import Directory
from defectarchive.resolve.facts import Surroundings, settle
from defectarchive.resolve.prose import NO_PROSE, resolve_prose
from defectarchive.resolve.statements import EventStatements

Rulings = Mapping[str, Ruling]


class Setting(Frozen, frozen=True):
    """What every event is put together with."""

    directory: Directory
    vocabulary: Vocabulary
    surroundings: Surroundings
    event_files: Mapping[str, EventRecord]
    people_files: Mapping[str, PersonRecord]


def make_event(said: EventStatements, setting: Setting, diagnostics: list[Diagnostic]) -> Event:
    """One event; mistakes in its rulings and relations are added to `diagnostics`."""
    record = setting.event_files.get(said.event)
    subject = Thing(Kind.EVENT.value, said.event)
    by_subject: dict[Thing, list[Stated]] = {}
    for stated in said.statements:
        by_subject.setdefault(stated.subject, []).append(stated)
    rulings: Rulings = {}
    if record is not None:
        of = by_subject.get(subject, ())
        rulings = read_rulings(record.rulings, of, EVENT_PROPERTIES, setting, diagnostics)
    facts = _facts(by_subject.get(subject, ()), EVENT_PROPERTIES, setting, rulings)
    shown = {fact.property: fact.findings[0].value for fact in facts if fact.findings}
    type_, date = shown.get("type"), shown.get("date")
    event_type = type_.id if isinstance(type_, Term) else ""
    in_vocabulary = setting.vocabulary.event_types.get(event_type)
    people = _people(said, by_subject, setting)
    return Event(
        id=said.event,
        span=setting.directory.events.declared[said.event].span,
        title=_title(said, record),
        type=event_type,
        aggregate=in_vocabulary is not None and in_vocabulary.aggregate,
        date=date if isinstance(date, Date) else None,
        facts=facts,
        people=people,
        reports=said.reports,
        articles=tuple(dict.fromkeys(told.article.id for told in said.told)),
        origins=_origins(said),
        disputed=tuple(fact.property for fact in facts if fact.disputed),
        related=_related(said, record, setting, diagnostics),
        first_published=said.told[0].article.published,
        corrections=() if record is None else record.corrections,
        former_ids=() if record is None else tuple(old.text for old in record.former_ids),
        merged_from=() if record is None else tuple(old.text for old in record.merged_from),
        prose=resolve_prose(record.body, setting.directory, diagnostics) if record else NO_PROSE,
    )


def _title(said: EventStatements, record: EventRecord | None) -> str:
    """Its file's, else that of the earliest report that has one, else the first article's."""
    if record is not None and record.title:
        return record.title
    reported = (told.record.title for told in said.told if told.record.title)
    return next(reported, said.told[0].article.title)


def _origins(said: EventStatements) -> tuple[str, ...]:
    retracted = {told.article.id for told in said.told if told.article.retracted is not None}
    standing = (report for report in said.reports if report.article not in retracted)
    return tuple(sorted({origin for report in standing for origin in report.origins}))


def _facts(
    statements: Iterable[Stated],
    properties: Mapping[str, Property],
    setting: Setting,
    rulings: Rulings,
) -> tuple[Fact, ...]:
    by_property: dict[str, list[Stated]] = {}
    for stated in statements:
        by_property.setdefault(stated.property, []).append(stated)
    return tuple(
        settle(prop, by_property[name], setting.surroundings, rulings.get(name))
        for name, prop in properties.items()
        if name in by_property
    )


def read_rulings(
    records: Sequence[RulingRecord],
    statements: Iterable[Stated],
    properties: Mapping[str, Property],
    setting: Setting,
    diagnostics: list[Diagnostic],
) -> dict[str, Ruling]:
    """The rulings whose value some standing claim holds; a mistake for each other one."""
    affirmed: dict[str, dict[str, str]] = {name: {} for name in properties}
    given_up: dict[str, set[str]] = {name: set() for name in properties}
    for stated in statements:
        if stated.stance.affirms and not stated.retracted:
            affirmed[stated.property][identity(stated.value)] = as_data(stated.value)
        else:
            given_up[stated.property].add(identity(stated.value))
    rulings: dict[str, Ruling] = {}
    for record in records:
        value = _ruled_value(record, setting, diagnostics)
        if value is None:
            continue
        if identity(value) in affirmed[record.property]:
            rulings[record.property] = Ruling(value, record.because)
        else:
            known = tuple(affirmed[record.property].values())
            was = identity(value) in given_up[record.property]
            diagnostics.append(_baseless(record, value, known, given_up=was))
    return rulings


# A remedy lists no more values than this.
_LISTED = 8


def _baseless(
    record: RulingRecord, value: Value, known: Sequence[str], *, given_up: bool
) -> Diagnostic:
    words = ", ".join(f'"{text}"' for text in known[:_LISTED])
    if len(known) > _LISTED:
        words += f" and {len(known) - _LISTED} more"
    hint = f"no article says anything of {record.property}: state it in one, as a claim"
    if known:
        hint = f"a ruling chooses among what articles say: {words}"
    if given_up:
        others = f"; otherwise articles say {words}" if known else ""
        hint = f"the claims that name it are denied or retracted{others}: rule anew"
    return error(
        "baseless-ruling",
        record.span,
        f'no claim holds that {record.property} is "{as_data(value)}"',
        hint,
    )


def _ruled_value(
    record: RulingRecord, setting: Setting, diagnostics: list[Diagnostic]
) -> Value | None:
    if isinstance(record.value, When):
        return record.value.date
    if not isinstance(record.value, Ref):
        return record.value
    kind = Kind.PLACE if record.property == "place" else Kind.ORGANISATION
    found = setting.directory.require(kind, record.value)
    if isinstance(found, Diagnostic):
        diagnostics.append(found)
        return None
    return Thing(kind.value, found)


def _people(
    said: EventStatements, by_subject: Mapping[Thing, Sequence[Stated]], setting: Setting
) -> tuple[Participation, ...]:
    find = setting.directory.people.find
    articles: dict[str, list[str]] = {}
    identified: dict[str, list[Identification]] = {}
    for told in said.told:
        for mention in told.record.people:
            person = find(mention.person.text)
            if person is None:
                continue
            articles.setdefault(person, []).append(told.article.id)
            if mention.because:
                identified.setdefault(person, []).append(
                    Identification(told.article.id, mention.because)
                )
    people = [
        _participation(
            person, said.event, mentioned, identified.get(person, ()), by_subject, setting
        )
        for person, mentioned in articles.items()
    ]
    rank = {role: number for number, role in enumerate(setting.vocabulary.roles)}
    return tuple(
        sorted(people, key=lambda p: (not p.main, min((rank[r] for r in p.roles), default=99)))
    )


def _participation(
    person: str,
    event: str,
    mentioned: Iterable[str],
    identified: Iterable[Identification],
    by_subject: Mapping[Thing, Sequence[Stated]],
    setting: Setting,
) -> Participation:
    statements = by_subject.get(Thing(Kind.PERSON.value, person), ())
    record = setting.people_files.get(person)
    rulings: Rulings = {}
    if record is not None and record.rulings:
        # A ruling on a person holds in each event where a claim has the value; that some claim
        # anywhere has it is checked once, with the person.
        rulings = read_rulings(record.rulings, statements, PERSON_PROPERTIES, setting, [])
    facts = _facts(statements, PERSON_PROPERTIES, setting, rulings)
    found = {
        finding.value.id
        for fact in facts
        if fact.property == "role"
        for finding in fact.findings
        if isinstance(finding.value, Term)
    }
    roles = tuple(role for role in setting.vocabulary.roles if role in found)
    main = [role for role in roles if setting.vocabulary.roles[role].main]
    return Participation(
        person=person,
        event=event,
        roles=(*main, *(role for role in roles if role not in main)),
        main=bool(main),
        facts=facts,
        articles=tuple(dict.fromkeys(mentioned)),
        identifications=tuple(identified),
    )


def _related(
    said: EventStatements,
    record: EventRecord | None,
    setting: Setting,
    diagnostics: list[Diagnostic],
) -> tuple[Related, ...]:
    """The relations stated from this event's side; the other sides are added by `both_sides`."""
    stated: list[tuple[RelatedRecord, str]] = []
    if record is not None:
        stated += [(related, "") for related in record.related]
    for told in said.told:
        stated += [(related, told.article.id) for related in told.record.related]
    found: dict[tuple[str, str], Related] = {}
    for related, article in stated:
        other = setting.directory.require(Kind.EVENT, related.event)
        if isinstance(other, Diagnostic):
            diagnostics.append(other)
        elif other == said.event:
            diagnostics.append(
                error(
                    "self-reference",
                    related.event.span,
                    f"{other} is related to itself",
                    "name the other event, or take the relation out",
                )
            )
        else:
            key = (other, related.relation)
            found.setdefault(key, Related(other, related.relation, inverse=False, article=article))
    return tuple(found.values())


def both_sides(
    events: Mapping[str, Event], vocabulary: Vocabulary
) -> dict[str, tuple[Related, ...]]:
    """For each event, its relations as stated and those stated from the other side.

    A relation that reads alike from both sides (same wave as) stands once, whoever stated it.
    """
    found: dict[str, dict[tuple[str, str, bool], Related]] = {event: {} for event in events}
    for event in events.values():
        for related in event.related:
            found[event.id].setdefault((related.event, related.relation, False), related)
    for event in events.values():
        for related in event.related:
            relation = vocabulary.relations[related.relation]
            alike = relation.label == relation.inverse
            if alike and (event.id, related.relation, False) in found[related.event]:
                continue
            seen_back = Related(event.id, related.relation, inverse=True, article=related.article)
            found[related.event].setdefault((event.id, related.relation, True), seen_back)
    return {event: tuple(relations.values()) for event, relations in found.items()}
