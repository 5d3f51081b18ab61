"""A property in a report → its claims: a plain value, a claim, or a list of those."""

from __future__ import annotations

from collections.abc import Iterable

from defectarchive.loader.parts.values import ValueReader, reader_of, relays, stance
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.fields import Fields, Reader, mapping, ref, spelling, text
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import Node, Scalar, Sequence
from defectarchive.model.records import ClaimRecord, RulingRecord
from defectarchive.model.values import Stance
from defectarchive.model.vocabulary import Property, Vocabulary

_CLAIM_KEYS = ("value", "by", "stance", "hedge", "wording", "note", "relays")
_ONE_VALUE = "a claim has one value: write each in an item of its own, - {value: …, by: …}"


def claims(
    node: Node, prop: Property, vocabulary: Vocabulary, found: Found
) -> tuple[ClaimRecord, ...]:
    """All claims under one property; what cannot be read is left out and reported to `found`."""
    reader = reader_of(prop.kind, vocabulary)
    if not isinstance(node, Sequence):
        claim = _claim(node, prop, reader, found)
        return () if claim is None else (claim,)
    plain = [item for item in node.items if isinstance(item, Scalar)]
    if reader.in_braces and node.flow and plain:
        message = "a date in brackets that is not quoted is a list in YAML"
        dates = ", ".join(item.text for item in plain)[:60]
        hint = f'quote it: "[{dates}]"; a list of claims holds {{value: …}} items'
        found.error("unquoted-date", node.span, message, hint)
        return ()
    read = []
    for item in node.items:
        if reader.in_braces and isinstance(item, Scalar):
            message = "the items of a date's list are claims, not plain dates"
            hint = f"write - {{value: {item.text[:40]}}}; a set of dates is quoted: "
            hint += '"[1991-05, 1991-06]"'
            found.error("unquoted-date", item.span, message, hint)
            continue
        claim = _claim(item, prop, reader, found)
        if claim is not None:
            read.append(claim)
    return tuple(read)


def _claim(node: Node, prop: Property, reader: ValueReader, found: Found) -> ClaimRecord | None:
    if not isinstance(node, nodes.Mapping) or not node.entries.keys().isdisjoint(reader.keys):
        value = reader.read(node, found)
        return None if value is None else ClaimRecord(prop.id, value, node.span)
    if reader.in_braces and _unquoted_set(node):
        message = "a date in braces that is not quoted is a mapping in YAML"
        dates = ", ".join(node.entries)[:60]
        found.error("unquoted-date", node.span, message, f'quote it: "{{{dates}}}"')
        return None
    fields = Fields(node, "a claim", _CLAIM_KEYS, found)
    value_node = fields.required_node("value")
    by, how = fields.maybe("by", ref), fields.optional("stance", stance, Stance.ASSERTS)
    hedge = fields.optional("hedge", text, "")
    wording = fields.maybe("wording", spelling)
    note = fields.optional("note", text, "")
    chains = fields.maybe("relays", relays)
    if value_node is None:
        return None
    if isinstance(value_node, Sequence) and not (reader.in_braces and value_node.flow):
        found.wrong_type(value_node, "one value", _ONE_VALUE)
        return None
    value = reader.read(value_node, found)
    if value is None:
        return None
    return ClaimRecord(
        property=prop.id,
        value=value,
        span=value_node.span,
        by=by,
        stance=how,
        hedge=hedge,
        wording=wording.text if wording else "",
        note=note,
        relays=chains,
        wording_span=wording.span if wording else None,
    )


def _unquoted_set(node: nodes.Mapping) -> bool:
    """Whether braces hold words without values, as in {1991-05, 1991-06}."""
    return node.flow and all(
        isinstance(entry.value, Scalar) and not entry.value.text and key not in _CLAIM_KEYS
        for key, entry in node.entries.items()
    )


def rulings(
    properties: Iterable[Property], vocabulary: Vocabulary
) -> Reader[tuple[RulingRecord, ...]]:
    """A reader of rulings on these properties: `date: {value: …, because: …}`."""
    kinds = {prop.id: prop.kind for prop in properties}

    def read(node: Node, found: Found) -> tuple[RulingRecord, ...] | None:
        chosen = mapping(node, found)
        if chosen is None:
            return None
        Fields(chosen, "rulings", kinds, found)
        read_rulings = []
        for key, entry in chosen.entries.items():
            choice = mapping(entry.value, found, _ruling_hint(key)) if key in kinds else None
            if choice is None:
                continue
            fields = Fields(choice, "a ruling", ("value", "because"), found, entry.key_span)
            value_node = fields.required_node("value")
            read_value = reader_of(kinds[key], vocabulary).read
            value = None if value_node is None else read_value(value_node, found)
            because = fields.required("because", text)
            if value is not None and because is not None and value_node is not None:
                read_rulings.append(RulingRecord(key, value, because, value_node.span))
        return tuple(read_rulings)

    return read


def _ruling_hint(key: str) -> str:
    return f"write {key}: {{value: …, because: and why}}"
