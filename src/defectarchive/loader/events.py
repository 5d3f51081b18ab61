"""A file in events/ → its record."""

from __future__ import annotations

from defectarchive.fields import Fields, Found, Reader, id_ref, listed, mapping, text
from defectarchive.loader.claims import rulings
from defectarchive.loader.frontmatter import Document
from defectarchive.loader.values import date, related, value_readers
from defectarchive.model.records import Correction, EventRecord, RulingRecord
from defectarchive.model.vocabulary import ALSO, EVENT_PROPERTIES, STATEMENT, Vocabulary
from defectarchive.strict_yaml import Node

_KEYS = ("title", "lede", "rulings", "related", "corrections", "former_ids", "split_into")


def read_event(document: Document, vocabulary: Vocabulary, found: Found) -> EventRecord | None:
    """The editor's words on an event; None where there is no front matter to read."""
    if document.fields is None:
        return None
    fields = Fields(document.fields, "an event", _KEYS, found, document.span)
    return EventRecord(
        id=document.id,
        span=document.span,
        title=fields.optional("title", text, ""),
        lede=fields.optional("lede", text, ""),
        split_into=fields.optional("split_into", listed(id_ref, "a list of ids"), ()),
        rulings=fields.optional("rulings", _rulings(vocabulary), ()),
        related=fields.optional("related", related(vocabulary), ()),
        corrections=fields.optional("corrections", listed(_correction), ()),
        former_ids=fields.optional("former_ids", listed(id_ref, "a list of ids"), ()),
        body=document.body,
    )


def _correction(node: Node, found: Found) -> Correction | None:
    entry = mapping(node, found, "write - {date: 2031-05-01, text: …}")
    if entry is None:
        return None
    fields = Fields(entry, "a correction", ("date", "text"), found)
    when, words = fields.required("date", date), fields.required("text", text)
    return None if when is None or words is None else Correction(when, words)


def _rulings(vocabulary: Vocabulary) -> Reader[tuple[RulingRecord, ...]]:
    # Statements are never compared, so there is nothing to rule on.
    readers = value_readers(vocabulary)
    properties = {
        key: (prop, readers[prop.kind])
        for key, prop in EVENT_PROPERTIES.items()
        if key not in (STATEMENT, ALSO)
    }
    return rulings(properties)
