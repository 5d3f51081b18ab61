"""References that create nothing: whether they name one thing, and namesakes others that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from defectarchive.diagnostics.diagnostic import Diagnostic, error
from defectarchive.model.ids import Kind
from defectarchive.model.records import (
    ArticleRecord,
    EventRecord,
    PersonRecord,
    PlaceRecord,
    Records,
    Ref,
    RefValue,
    RulingRecord,
)
from defectarchive.resolve.names.entity_names import EntityNames, IdentityRecord


def check_references(records: Records, entity_names: EntityNames) -> Iterator[Diagnostic]:
    """What is doubtful about references in files, and `not_same_as` that leads nowhere."""
    for kind, ref in _references(records, entity_names):
        doubt = entity_names.by_kind[kind].doubt_about(ref)
        if doubt is not None:
            yield doubt
    for kind, record in _present(records, entity_names):
        for ref in record.not_same_as:
            found = entity_names.require(kind, ref)
            if isinstance(found, Diagnostic):
                yield found
            elif found == record.id:
                message = f"{record.id} is said not to be itself"
                hint = "name the other one, or take it out"
                yield error("self-reference", ref.span, message, hint)


def _references(records: Records, entity_names: EntityNames) -> Iterator[tuple[Kind, Ref]]:
    """References by words; those that create what they name are looked at where they do."""
    for _, record in _present(records, entity_names):
        match record:
            case PersonRecord():
                guesses = (guess.person for guess in record.may_be)
                yield from ((Kind.PERSON, ref) for ref in (*record.members, *guesses))
                yield from _ruled(record.rulings)
            case EventRecord():
                yield from _ruled(record.rulings)
            case PlaceRecord(within=Ref() as around):
                yield Kind.PLACE, around
            case ArticleRecord():
                mentions = (mention for report in record.reports for mention in report.people)
                yield from ((Kind.PERSON, ref) for each in mentions for ref in each.members)
            case _:
                pass


def _ruled(rulings: Iterable[RulingRecord]) -> Iterator[tuple[Kind, Ref]]:
    for ruling in rulings:
        if isinstance(ruling.value, RefValue):
            yield ruling.value.kind, ruling.value


def _present(records: Records, entity_names: EntityNames) -> Iterator[tuple[Kind, IdentityRecord]]:
    """Every file and register entry of what is in the archive."""
    of_kind: tuple[tuple[Kind, tuple[IdentityRecord, ...]], ...] = (
        (Kind.ARTICLE, records.articles),
        (Kind.EVENT, records.events),
        (Kind.PERSON, records.people),
        (Kind.OUTLET, records.outlets),
        (Kind.ORGANISATION, records.organisations),
        (Kind.PLACE, records.places),
    )
    for kind, found in of_kind:
        for record in found:
            if record.id in entity_names.by_kind[kind].declared:
                yield kind, record
