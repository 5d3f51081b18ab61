"""A property in a report → its claims: a plain value, a claim, or a list of those."""

from __future__ import annotations

from defectarchive.loader.parts.values import POINT_KEYS, relays, stance
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.fields import Fields, Reader, mapping, ref, text
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import Node, Scalar, Sequence
from defectarchive.model.records import ClaimRecord, RecordValue, RulingRecord
from defectarchive.model.values import Stance
from defectarchive.model.vocabulary import Property, ValueKind

_CLAIM_KEYS = ("value", "by", "stance", "hedge", "wording", "note", "relays")
_ONE_VALUE = "a claim has one value: write each in an item of its own, - {value: …, by: …}"


def claims(
    node: Node, prop: Property, read_value: Reader[RecordValue], found: Found
) -> tuple[ClaimRecord, ...]:
    """All that is claimed there; what cannot be read is left out and told."""
    if not isinstance(node, Sequence):
        claim = _claim(node, prop, read_value, found)
        return () if claim is None else (claim,)
    is_date = prop.kind is ValueKind.DATE
    plain = [item for item in node.items if isinstance(item, Scalar)]
    if is_date and node.flow and plain:
        message = "a date in brackets that is not quoted is a list in YAML"
        dates = ", ".join(item.text for item in plain)[:60]
        hint = f'quote it: "[{dates}]"; a list of claims holds {{value: …}} items'
        found.error("unquoted-date", node.span, message, hint)
        return ()
    read = []
    for item in node.items:
        if is_date and isinstance(item, Scalar):
            message = "the items of a date's list are claims, not plain dates"
            hint = f"write - {{value: {item.text[:40]}}}; a set of dates is quoted: "
            hint += '"[1991-05, 1991-06]"'
            found.error("unquoted-date", item.span, message, hint)
            continue
        claim = _claim(item, prop, read_value, found)
        if claim is not None:
            read.append(claim)
    return tuple(read)


def _claim(
    node: Node, prop: Property, read_value: Reader[RecordValue], found: Found
) -> ClaimRecord | None:
    is_point = prop.kind is ValueKind.POINT and _is_point(node)
    if not isinstance(node, nodes.Mapping) or is_point:
        value = read_value(node, found)
        return None if value is None else ClaimRecord(prop.id, value, node.span)
    if prop.kind is ValueKind.DATE and _unquoted_set(node):
        message = "a date in braces that is not quoted is a mapping in YAML"
        dates = ", ".join(node.entries)[:60]
        found.error("unquoted-date", node.span, message, f'quote it: "{{{dates}}}"')
        return None
    fields = Fields(node, "a claim", _CLAIM_KEYS, found)
    value_node = fields.required_node("value")
    by, how = fields.maybe("by", ref), fields.optional("stance", stance, Stance.ASSERTS)
    hedge = fields.optional("hedge", text, "")
    wording = fields.optional("wording", text, "")
    note = fields.optional("note", text, "")
    chains = fields.maybe("relays", relays)
    if value_node is None:
        return None
    if isinstance(value_node, Sequence) and not (prop.kind is ValueKind.DATE and value_node.flow):
        found.wrong_type(value_node, "one value", _ONE_VALUE)
        return None
    value = read_value(value_node, found)
    if value is None:
        return None
    return ClaimRecord(prop.id, value, value_node.span, by, how, hedge, wording, note, chains)


def _is_point(node: Node) -> bool:
    """Whether a mapping is a point and no claim of one."""
    return isinstance(node, nodes.Mapping) and not node.entries.keys().isdisjoint(POINT_KEYS)


def _unquoted_set(node: nodes.Mapping) -> bool:
    """Whether braces hold words without values, as in {1991-05, 1991-06}."""
    return node.flow and all(
        isinstance(entry.value, Scalar) and not entry.value.text and key not in _CLAIM_KEYS
        for key, entry in node.entries.items()
    )


def rulings(
    properties: dict[str, tuple[Property, Reader[RecordValue]]],
) -> Reader[tuple[RulingRecord, ...]]:
    """A reader of rulings on these properties: `date: {value: …, because: …}`."""

    def read(node: Node, found: Found) -> tuple[RulingRecord, ...] | None:
        chosen = mapping(node, found)
        if chosen is None:
            return None
        Fields(chosen, "rulings", properties, found)
        read_rulings = []
        for key, entry in chosen.entries.items():
            choice = mapping(entry.value, found, _ruling_hint(key)) if key in properties else None
            if choice is None:
                continue
            prop, read_value = properties[key]
            fields = Fields(choice, "a ruling", ("value", "because"), found, entry.key_span)
            value_node = fields.required_node("value")
            value = None if value_node is None else read_value(value_node, found)
            because = fields.required("because", text)
            if value is not None and because is not None and value_node is not None:
                read_rulings.append(RulingRecord(prop.id, value, because, value_node.span))
        return tuple(read_rulings)

    return read


def _ruling_hint(key: str) -> str:
    return f"write {key}: {{value: …, because: and why}}"
