"""What an archive would show without some articles, or without what somebody says.

The articles are retracted, or the claims taken out, and everything is put together again: so the
answer is that of a build, whatever rules it goes by.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic, Span
from defectarchive.frozen import Frozen
from defectarchive.model.archive import Archive, Event, Fact, Participation, ShownValue, Support
from defectarchive.model.ids import EntityRef
from defectarchive.model.outline import Involvement
from defectarchive.model.records import (
    ArticleRecord,
    ClaimRecord,
    EventRecord,
    PersonRecord,
    PlaceRecord,
    Records,
    RegisterRecord,
    ReportRecord,
    Retraction,
    Spelling,
)
from defectarchive.model.values import as_data, identity
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.resolve.archive import resolve
from defectarchive.resolve.names.entity_names import EntityNames, collect_names
from defectarchive.resolve.order import publication_key


class Without(Frozen, frozen=True):
    """What is to be thought away: articles, all of an outlet's, or whatever these speakers say."""

    articles: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    speakers: frozenset[EntityRef] = frozenset()


class Outcome(enum.Enum):
    """What becomes of a fact."""

    GOES = "goes"
    OTHERWISE = "otherwise"  # another value is shown, or the same with reserve
    FEWER = "fewer"  # it rests on fewer origins


class Difference(Frozen, frozen=True):
    """A fact that would not be what it is.

    `person` "": it is the event's own. `property` "": the case as a whole, or of a person their
    part in it. `was` and `now`: the value as data, "" for none; `support`: before, and after.
    """

    event: str
    person: str
    property: str
    outcome: Outcome
    was: str
    now: str
    support: tuple[Support, Support] = (Support(), Support())


class WhatIf(Frozen, frozen=True):
    """What would be otherwise. `rulings`: places of those that would have nothing to choose.

    `errors`: why there would be no archive at all; then nothing else is known.
    """

    differences: tuple[Difference, ...]
    rulings: tuple[Span, ...] = ()
    errors: tuple[Diagnostic, ...] = ()


def what_if(records: Records, vocabulary: Vocabulary, archive: Archive, without: Without) -> WhatIf:
    """What the archive of these records would show without that."""
    changed = _changed(records, archive, without)
    rulings: list[Span] = []
    resolution = resolve(changed, vocabulary)
    while resolution.archive is None:
        errors = [found for found in resolution.diagnostics if found.is_error]
        baseless = {found.span for found in errors if found.code == "baseless-ruling"}
        kept = _without_rulings(changed, baseless) if baseless else _declared(changed, archive)
        if kept == changed:
            return WhatIf((), tuple(sorted(rulings)), tuple(errors))
        rulings += baseless
        changed = kept
        resolution = resolve(changed, vocabulary)
    after = resolution.archive
    found = (
        difference
        for event in archive.events.values()
        for difference in _of_event(event, after.events.get(event.id))
    )
    return WhatIf(tuple(found), tuple(sorted(rulings)))


# --- records without something ------------------------------------------------------------------


def _changed(records: Records, archive: Archive, without: Without) -> Records:
    articles = tuple(_retracted(article, archive, without) for article in records.articles)
    if without.speakers:
        live = [article for article in articles if not article.draft]
        names, _ = collect_names(records, sorted(live, key=publication_key))
        articles = tuple(_silenced(article, names, without.speakers) for article in articles)
    return replace(records, articles=articles)


def _retracted(article: ArticleRecord, archive: Archive, without: Without) -> ArticleRecord:
    resolved = archive.articles.get(article.id)
    if resolved is None or article.retracted is not None:
        return article
    if article.id in without.articles or resolved.outlet in without.outlets:
        return replace(article, retracted=Retraction(None, "-"))
    return article


def _silenced(
    article: ArticleRecord, names: EntityNames, speakers: Collection[EntityRef]
) -> ArticleRecord:
    """The article without the claims of these speakers."""

    def left(claims: Iterable[ClaimRecord]) -> tuple[ClaimRecord, ...]:
        return tuple(
            claim for claim in claims if claim.by is None or names.speaker(claim.by) not in speakers
        )

    def report_left(report: ReportRecord) -> ReportRecord:
        people = tuple(replace(each, claims=left(each.claims)) for each in report.people)
        return replace(report, claims=left(report.claims), people=people)

    return replace(article, reports=tuple(map(report_left, article.reports)))


def _without_rulings(records: Records, places: Collection[Span]) -> Records:
    def ruled(record: EventRecord) -> EventRecord:
        kept = tuple(each for each in record.rulings if each.span not in places)
        return replace(record, rulings=kept)

    def ruled_person(record: PersonRecord) -> PersonRecord:
        kept = tuple(each for each in record.rulings if each.span not in places)
        return replace(record, rulings=kept)

    return replace(
        records,
        events=tuple(map(ruled, records.events)),
        people=tuple(map(ruled_person, records.people)),
    )


def _declared(records: Records, archive: Archive) -> Records:
    """The records with an entry for what only articles mention: what leads there still does."""
    people = {record.id for record in records.people}
    registers: Mapping[str, Mapping[str, object]] = {
        "outlets": archive.outlets,
        "organisations": archive.organisations,
        "places": archive.places,
    }
    more: dict[str, tuple[object, ...]] = {
        "people": tuple(
            PersonRecord(
                person.id,
                person.span,
                None if person.unnamed else Spelling(person.name, person.span),
                person.descriptor,
            )
            for person in archive.people.values()
            if person.id not in people
        )
    }
    for field, things in registers.items():
        known = {record.id for record in getattr(records, field)}
        make = PlaceRecord if field == "places" else RegisterRecord
        more[field] = tuple(
            make(thing.id, thing.span, Spelling(thing.name, thing.span))  # type: ignore[attr-defined]
            for identifier, thing in things.items()
            if identifier not in known
        )
    return replace(
        records, **{field: (*getattr(records, field), *new) for field, new in more.items()}
    )


# --- what differs -------------------------------------------------------------------------------


def _of_event(before: Event, after: Event | None) -> Iterator[Difference]:
    if after is None:  # What reports it is thought away, never the report.
        return
    if _fewer(before.support, after.support):
        support = (before.support, after.support)
        yield Difference(before.id, "", "", Outcome.FEWER, "", "", support)
    yield from _of_facts(before.id, "", before.facts, after.facts)
    parts = {part.person: part for part in after.people}
    for part in before.people:
        now = parts.get(part.person)
        yield from _of_part(part, now)
        yield from _of_facts(before.id, part.person, part.facts, now.facts if now else ())


def _of_part(before: Participation, after: Participation | None) -> Iterator[Difference]:
    part = Involvement.WITHDRAWN if after is None else after.part
    if before.part is Involvement.HAS and part is not Involvement.HAS:
        yield Difference(
            before.event, before.person, "", Outcome.GOES, before.part.value, part.value
        )


def _of_facts(
    event: str, person: str, before: Iterable[Fact], after: Iterable[Fact]
) -> Iterator[Difference]:
    now = {fact.property: fact for fact in after}
    for fact in before:
        other = now.pop(fact.property, None)
        shown = () if other is None else other.findings
        yield from _of_values(event, person, fact.property, fact.findings, shown)
    for fact in now.values():
        yield from _of_values(event, person, fact.property, (), fact.findings)


def _of_values(
    event: str,
    person: str,
    prop: str,
    before: tuple[ShownValue, ...],
    after: tuple[ShownValue, ...],
) -> Iterator[Difference]:
    """How the values that are shown of one property differ."""
    now = {identity(shown.value): shown for shown in after}
    gone: list[ShownValue] = []
    for shown in before:
        same = now.pop(identity(shown.value), None)
        if same is None:
            gone.append(shown)
            continue
        support = (shown.support, same.support)
        value = as_data(shown.value)
        if same.unsure and not shown.unsure:
            yield Difference(event, person, prop, Outcome.OTHERWISE, value, value, support)
        elif _fewer(*support):
            yield Difference(event, person, prop, Outcome.FEWER, value, value, support)
    # Of a property with one value, another one takes its place.
    new = [*now.values()]
    for shown in gone:
        instead = new.pop(0) if len(before) == len(after) == 1 and new else None
        support = (shown.support, instead.support if instead else Support())
        outcome = Outcome.OTHERWISE if instead else Outcome.GOES
        value = as_data(instead.value) if instead else ""
        yield Difference(event, person, prop, outcome, as_data(shown.value), value, support)
    for shown in new:
        support = (Support(), shown.support)
        value = as_data(shown.value)
        yield Difference(event, person, prop, Outcome.OTHERWISE, "", value, support)


def _fewer(before: Support, after: Support) -> bool:
    return after.origins_min < before.origins_min or len(after.origins) < len(before.origins)
