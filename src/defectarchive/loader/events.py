"""A file in events/ → its record."""

from __future__ import annotations

from defectarchive.diagnostics.results import Result
from defectarchive.loader.front_matter import Document
from defectarchive.loader.parts.claims import rulings
from defectarchive.loader.parts.corrections import corrections
from defectarchive.loader.parts.identities import IDENTITY_KEYS, identity_of
from defectarchive.loader.parts.values import related, value_readers
from defectarchive.loader.yaml.fields import Fields, Reader, id_ref, listed, text
from defectarchive.loader.yaml.found import Found
from defectarchive.model.records import EventRecord, RulingRecord
from defectarchive.model.vocabulary import ALSO, EVENT_PROPERTIES, STATEMENT, Vocabulary

_KEYS = ("title", "lede", "rulings", "related", "corrections", "split_into", *IDENTITY_KEYS)


def read_event(document: Document, vocabulary: Vocabulary) -> Result[EventRecord | None]:
    """The editor's words on an event; None where there is no front matter to read."""
    if document.fields is None:
        return None, document.diagnostics
    found = Found(document.diagnostics)
    fields = Fields(document.fields, "an event", _KEYS, found, document.span)
    record = EventRecord(
        id=document.id,
        span=document.span,
        title=fields.optional("title", text, ""),
        lede=fields.optional("lede", text, ""),
        split_into=fields.optional("split_into", listed(id_ref, "a list of ids"), ()),
        rulings=fields.optional("rulings", _rulings(vocabulary), ()),
        related=fields.optional("related", related(vocabulary), ()),
        corrections=fields.optional("corrections", corrections, ()),
        **identity_of(fields),
        body=document.body,
    )
    return record, found.diagnostics


def _rulings(vocabulary: Vocabulary) -> Reader[tuple[RulingRecord, ...]]:
    # Statements are never compared, so there is nothing to rule on.
    readers = value_readers(vocabulary)
    properties = {
        key: (prop, readers[prop.kind])
        for key, prop in EVENT_PROPERTIES.items()
        if key not in (STATEMENT, ALSO)
    }
    return rulings(properties)
