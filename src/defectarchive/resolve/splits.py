"""Cases that turned out to be several: where each of their claims went, and what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic, error
from defectarchive.diagnostics.results import Result, collect_results, split_diagnostics
from defectarchive.model.archive import Event, MovedClaim, SplitCase
from defectarchive.model.ids import Kind, id_in_words
from defectarchive.model.records import EventRecord
from defectarchive.resolve.facts.statements import EventStatements
from defectarchive.resolve.names.entity_names import EntityNames

Said = Callable[[str], EventStatements]


def split_events(
    records: Iterable[EventRecord],
    events: Mapping[str, Event],
    said: Said,
    entity_names: EntityNames,
) -> Result[tuple[dict[str, Event], dict[str, SplitCase]]]:
    """The events that were split, marked as such; and the split cases that no article reports."""
    made, found = collect_results(
        (record.id, _split(record, events, said, entity_names))
        for record in records
        if record.split_into and record.id not in entity_names.events.former
    )
    marked = {case.id: case for case in made.values() if isinstance(case, Event)}
    left = {case.id: case for case in made.values() if isinstance(case, SplitCase)}
    return (marked, left), found


def _split(
    record: EventRecord, events: Mapping[str, Event], said: Said, entity_names: EntityNames
) -> Result[Event | SplitCase]:
    into, mistakes = split_diagnostics(_into(record, events, entity_names))
    event = events.get(record.id)
    moved = tuple(_moved(record, into, said, _ids(event)))
    if event is not None:
        return replace(event, split_into=into, moved=moved), mistakes
    case = SplitCase(
        id=record.id,
        span=record.span,
        title=record.title or id_in_words(record.id),
        lede=record.lede,
        split_into=into,
        moved=moved,
        corrections=record.corrections,
        former_ids=tuple(old.text for old in record.former_ids),
        merged_from=tuple(old.text for old in record.merged_from),
    )
    return case, mistakes


def _ids(event: Event | None) -> frozenset[str]:
    """The ids that claims of a case have now."""
    claims = event.claims() if event else ()
    return frozenset(
        one for claim in claims for one in (claim.id, *claim.anchors, *claim.fact_anchors)
    )


def _into(
    record: EventRecord, events: Mapping[str, Event], entity_names: EntityNames
) -> Iterator[str | Diagnostic]:
    """The cases that it became, each of which some article reports."""
    for ref in record.split_into:
        case = entity_names.require(Kind.EVENT, ref)
        if isinstance(case, Diagnostic):
            yield case
        elif case == record.id:
            message = f"{case} is split into itself"
            hint = "name the cases that it became; what is still about it keeps its id anyway"
            yield error("self-reference", ref.span, message, hint)
        elif case not in events:
            message = f"{case} was split itself, and no article reports it"
            hint = f"name the cases that {case} became"
            yield error("unresolved", ref.span, message, hint)
        else:
            yield case


def _moved(
    record: EventRecord, into: Iterable[str], said: Said, taken: frozenset[str]
) -> Iterator[MovedClaim]:
    """The claims of those cases, each with the ids that it had while it stood with this one."""
    old_ids = (record.id, *(old.text for old in (*record.former_ids, *record.merged_from)))
    seen = set(taken)
    for case in into:
        for claim, parts in said(case).parts.items():
            before = [
                replace(each, event=old)
                for known in parts
                for each in (known, *known.in_merged())
                for old in old_ids
            ]
            ids = dict.fromkeys(one for each in before for one in (each.claim_id(), each.fact_id()))
            anchors = tuple(one for one in ids if one not in seen)
            seen.update(anchors)
            if anchors:
                yield MovedClaim(anchors, case, claim)
