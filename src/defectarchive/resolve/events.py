"""Events, put together from what all articles say of them and from the editor's case notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from defectarchive.diagnostics.diagnostic import Diagnostic, error
from defectarchive.diagnostics.results import Result, split_diagnostics
from defectarchive.frozen import Frozen
from defectarchive.model.archive import (
    Claim,
    Event,
    Fact,
    Identification,
    Participation,
    Report,
    Ruling,
    Statement,
)
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.outline import Involvement, Outline, Related
from defectarchive.model.records import (
    ArticleRecord,
    ClaimedDate,
    EventRecord,
    MentionRecord,
    PersonRecord,
    RefValue,
    RelatedRecord,
    RulingRecord,
)
from defectarchive.model.values import Count, Stance, Term, Value, as_data, identity
from defectarchive.model.vocabulary import (
    EVENT_PROPERTIES,
    PERSON_PROPERTIES,
    ROLE,
    STATEMENT,
    TYPE,
    Property,
    Vocabulary,
)
from defectarchive.resolve.facts.decide import decide_facts
from defectarchive.resolve.facts.statements import EventStatements, ReportInContext
from defectarchive.resolve.facts.support import support_of
from defectarchive.resolve.names.entity_names import EntityNames
from defectarchive.resolve.names.name_index import NameIndex
from defectarchive.trace import LookedUp

Rulings = Mapping[str, Ruling]
# A person's entry in a report, with its article.
_Mention = tuple[ArticleRecord, MentionRecord]


class ResolveContext(Frozen, frozen=True):
    """What `make_event` and `make_person` look up.

    `split`: the ids of cases that were split and that no article reports any more.
    """

    entity_names: EntityNames
    vocabulary: Vocabulary
    surroundings: LookedUp[tuple[str, ...]]
    event_files: LookedUp[EventRecord]
    split: LookedUp[bool]
    people_files: LookedUp[PersonRecord]

    @property
    def lookups(self) -> dict[str, NameIndex | LookedUp[Any]]:
        """All that depends on more than one file, by the name under which it is noted."""
        names = {str(kind): index for kind, index in self.entity_names.by_kind.items()}
        others = (self.surroundings, self.event_files, self.split, self.people_files)
        return {**names, **{each.table: each for each in others}}


def make_event(said: EventStatements, context: ResolveContext) -> Result[Event]:
    """One event, and mistakes in its rulings and references.

    `symmetric_relations` adds the relations that other events state.
    """
    span = context.entity_names.events.declared[said.event].span
    record = context.event_files.get(said.event) or EventRecord(said.event, span)
    subject = EntityRef(Kind.EVENT, said.event)
    by_subject: dict[EntityRef, list[Statement]] = {}
    for stated in said.statements:
        by_subject.setdefault(stated.subject, []).append(stated)
    of_event = by_subject.get(subject, ())
    rulings, unfounded = read_rulings(record.rulings, of_event, context)
    facts = _facts(of_event, EVENT_PROPERTIES, context, rulings)
    shown = {fact.property: fact.findings[0].value for fact in facts if fact.findings}
    type_, date = shown.get(TYPE), shown.get("date")
    event_type = type_.id if isinstance(type_, Term) else ""
    in_vocabulary = context.vocabulary.event_types.get(event_type)
    people = _people(said, by_subject, context)
    counting = claims_that_count(facts, _of_main(people))
    title, title_withdrawn = _title(said, record)
    summarising = _summarising(said, counting)
    related, unrelated = _related(said, record, context)
    event = Event(
        id=said.event,
        span=span,
        title=title,
        title_withdrawn=title_withdrawn,
        lede=record.lede,
        summary=summarising.record.summary if summarising else "",
        summary_of=summarising.article.id if summarising else "",
        summary_withdrawn=summarising is not None and summarising.article.retracted is not None,
        type=event_type,
        aggregate=in_vocabulary is not None and in_vocabulary.aggregate,
        date=date if isinstance(date, Date) else None,
        facts=facts,
        people=people,
        reports=said.reports,
        articles=tuple(dict.fromkeys(source.article.id for source in said.sources)),
        support=support_of(stated for stated in said.statements if stated.id in counting),
        disputed=tuple(fact.property for fact in facts if fact.disputed),
        unsure=tuple(
            fact.property
            for fact in facts
            if fact.property != STATEMENT and any(finding.unsure for finding in fact.findings)
        ),
        related=related,
        first_published=_first_published(said),
        corrections=record.corrections,
        former_ids=tuple(old.text for old in record.former_ids),
        merged_from=tuple(old.text for old in record.merged_from),
    )
    return event, (*unfounded, *unrelated)


def _title(said: EventStatements, record: EventRecord) -> tuple[str, bool]:
    """The title, and whether it comes from a retracted article.

    The title of the event's file, else of the earliest report that has one, else of the earliest
    article. Retracted articles are asked only where all are retracted.
    """
    if record.title:
        return record.title, False
    standing = _standing(said)
    sources = standing or said.sources
    reported = (each.record.title for each in sources if each.record.title)
    return next(reported, sources[0].article.title), not standing


def _summarising(said: EventStatements, counting: Collection[str]) -> ReportInContext | None:
    """The report whose summary stands for the event, retracted only where no other has any.

    The one with the most claims by which the event is counted, else the earliest.
    """
    pairs = zip(said.sources, said.reports, strict=True)
    with_summary = [pair for pair in pairs if pair[0].record.summary]
    standing = [pair for pair in with_summary if pair[0].article.retracted is None]

    def supported(pair: tuple[ReportInContext, Report]) -> int:
        return sum(claim in counting for claim in pair[1].claims)

    best = max(standing or with_summary[:1], key=supported, default=None)
    return best[0] if best else None


def _standing(said: EventStatements) -> list[ReportInContext]:
    return [source for source in said.sources if source.article.retracted is None]


def _first_published(said: EventStatements) -> Date:
    """The date of the earliest article that claims anything, else of the earliest article."""
    claiming = (
        source.article.published
        for source, report in zip(said.sources, said.reports, strict=True)
        if report.claims
    )
    return next(claiming, said.sources[0].article.published)


# The articles and origins of a case are counted by claims of these properties, and by the roles of
# its main people.
_COUNTED = (TYPE, "date", "place", "from", "to", "count", "status")


def claims_that_count(facts: Iterable[Fact], of_main_people: Iterable[Fact]) -> frozenset[str]:
    """Ids of the claims by which the articles and origins of a case are counted.

    An article that gives nothing but statements or motives is no source of the case.
    """
    counting = [fact for fact in facts if fact.property in _COUNTED]
    counting += (fact for fact in of_main_people if fact.property == ROLE)
    return frozenset(
        claim for fact in counting for finding in fact.findings for claim in finding.all_claims()
    )


def _of_main(people: Iterable[Participation]) -> Iterator[Fact]:
    return (fact for part in people if part.main for fact in part.facts)


def counted_claims(event: Event) -> tuple[Claim, ...]:
    """The claims by which an event's articles and origins are counted: see `claims_that_count`."""
    ids = claims_that_count(event.facts, _of_main(event.people))
    return tuple(claim for claim in event.claims() if claim.id in ids)


def _facts(
    statements: Iterable[Statement],
    properties: Mapping[str, Property],
    context: ResolveContext,
    rulings: Rulings,
) -> tuple[Fact, ...]:
    by_property: dict[str, list[Statement]] = {}
    for stated in statements:
        by_property.setdefault(stated.property, []).append(stated)
    return decide_facts(by_property, properties, context.surroundings, rulings)


def read_rulings(
    records: Sequence[RulingRecord],
    statements: Iterable[Statement],
    context: ResolveContext,
) -> Result[dict[str, Ruling]]:
    """The rulings by property; an error for each whose value no valid claim puts forward."""
    if not records:
        return {}, ()
    affirmed: dict[str, dict[str, str]] = defaultdict(dict)
    given_up: dict[str, set[str]] = defaultdict(set)
    for stated in statements:
        if stated.puts_forward():
            affirmed[stated.property][identity(stated.value)] = as_data(stated.value)
        else:
            given_up[stated.property].add(identity(stated.value))
    rulings: dict[str, Ruling] = {}
    found: list[Diagnostic] = []
    for record in records:
        value = _ruled_value(record, context)
        if isinstance(value, Diagnostic):
            found.append(value)
        elif identity(value) in affirmed[record.property]:
            rulings[record.property] = Ruling(value, record.because)
        else:
            known = tuple(affirmed[record.property].values())
            was = identity(value) in given_up[record.property]
            found.append(_baseless(record, value, known, given_up=was))
    return rulings, tuple(found)


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


def _ruled_value(record: RulingRecord, context: ResolveContext) -> Value | Diagnostic:
    match record.value:
        case RefValue(kind=kind) as ref:
            found = context.entity_names.require(kind, ref)
            return found if isinstance(found, Diagnostic) else EntityRef(kind, found)
        case ClaimedDate(date=date):
            return date
        case value:
            return value


def _people(
    said: EventStatements,
    by_subject: Mapping[EntityRef, Sequence[Statement]],
    context: ResolveContext,
) -> tuple[Participation, ...]:
    find = context.entity_names.people.find
    mentions: dict[str, list[_Mention]] = {}
    for source in said.sources:
        for mention in source.record.people:
            person = find(mention.person.text)
            if person is not None:
                mentions.setdefault(person, []).append((source.article, mention))
    people = [
        _participation(person, said.event, mentioned, by_subject, context)
        for person, mentioned in mentions.items()
    ]
    rank = {role: number for number, role in enumerate(context.vocabulary.roles)}
    return tuple(
        sorted(people, key=lambda p: (not p.main, min((rank[r] for r in p.roles), default=99)))
    )


def _participation(
    person: str,
    event: str,
    mentions: Sequence[_Mention],
    by_subject: Mapping[EntityRef, Sequence[Statement]],
    context: ResolveContext,
) -> Participation:
    statements = by_subject.get(EntityRef(Kind.PERSON, person), ())
    record = context.people_files.get(person)
    ruled = record.rulings if record else ()
    # A ruling on a person applies to each event in which a claim has the value. Errors are dropped
    # here: `make_person` reports a value that no claim has in any event.
    rulings, _ = read_rulings(ruled, statements, context)
    facts = _facts(statements, PERSON_PROPERTIES, context, rulings)
    found = {
        finding.value.id
        for fact in facts
        if fact.property == ROLE
        for finding in fact.findings
        if isinstance(finding.value, Term)
    }
    roles = tuple(role for role in context.vocabulary.roles if role in found)
    main = [role for role in roles if context.vocabulary.roles[role].main]
    return Participation(
        person=person,
        event=event,
        part=_part(mentions),
        roles=(*main, *(role for role in roles if role not in main)),
        main=bool(main),
        facts=facts,
        articles=tuple(dict.fromkeys(article.id for article, _ in mentions)),
        counts=tuple(_counts(facts)),
        identifications=tuple(
            Identification(article.id, mention.because)
            for article, mention in mentions
            if mention.because
        ),
        told_members=tuple(
            (member, article.id)
            for article, mention in mentions
            for ref in mention.members
            if (member := context.entity_names.people.find(ref.text)) is not None
        ),
    )


def _counts(facts: Iterable[Fact]) -> Iterator[Count]:
    """The number of a group that an editor has ruled, else all that are shown."""
    for fact in facts:
        if fact.property == "count" and fact.findings:
            shown = [fact.ruling.value] if fact.ruling else [one.value for one in fact.findings]
            yield from (value for value in shown if isinstance(value, Count))


def _part(mentions: Sequence[_Mention]) -> Involvement:
    """HAS if an article that is not retracted gives the person a part; else what became of it."""
    stances: set[Stance] = set()
    for article, mention in mentions:
        if article.retracted is not None:
            continue
        of_role = {claim.stance for claim in mention.claims if claim.property == ROLE}
        if not of_role or any(stance.affirms for stance in of_role):
            return Involvement.HAS
        stances |= of_role
    return part_by(stances)


def part_by(stances: Collection[Stance]) -> Involvement:
    """What became of a part that nobody affirms, from the stances of all claims about it."""
    if not stances:
        return Involvement.WITHDRAWN
    if Stance.DENIES in stances:
        return Involvement.DENIED
    return Involvement.DOUBTED if Stance.DOUBTS in stances else Involvement.UNANSWERED


def _related(
    said: EventStatements, record: EventRecord, context: ResolveContext
) -> Result[tuple[Related, ...]]:
    """The relations that this event states; `symmetric_relations` adds those of others."""
    stated = [(related, "") for related in record.related]
    for source in said.sources:
        stated += [(related, source.article.id) for related in source.record.related]
    relations, found = split_diagnostics(
        _relation(said.event, related, article, context) for related, article in stated
    )
    first: dict[tuple[str, str], Related] = {}
    for related in relations:
        first.setdefault((related.event, related.relation), related)
    return tuple(first.values()), found


def _relation(
    event: str, related: RelatedRecord, article: str, context: ResolveContext
) -> Related | Diagnostic:
    other = context.entity_names.require(Kind.EVENT, related.event)
    if isinstance(other, Diagnostic):
        return other
    if other in context.split:
        into = " and ".join(one.text for one in context.event_files[other].split_into)
        message = f"{other} was split into {into}"
        return error("unresolved", related.event.span, message, "name the one that is meant")
    if other == event:
        message = f"{other} is related to itself"
        hint = "name the other event, or take the relation out"
        return error("self-reference", related.event.span, message, hint)
    return Related(other, related.relation, inverse=False, article=article)


def symmetric_relations(
    events: Mapping[str, Outline], vocabulary: Vocabulary
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
