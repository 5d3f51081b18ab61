"""A file in events/ → its record."""

from __future__ import annotations

from defectarchive.diagnostics.results import Result
from defectarchive.loader.front_matter import Document
from defectarchive.loader.parts.claims import rulings
from defectarchive.loader.parts.corrections import corrections
from defectarchive.loader.parts.identities import IDENTITY_KEYS, identity_of
from defectarchive.loader.parts.values import related
from defectarchive.loader.yaml.fields import Fields, id_ref, listed, text
from defectarchive.loader.yaml.found import Found
from defectarchive.model.records import EventRecord
from defectarchive.model.vocabulary import ALSO, EVENT_PROPERTIES, STATEMENT, Vocabulary

_KEYS = ("title", "lede", "rulings", "related", "corrections", "split_into", *IDENTITY_KEYS)
# Statements are never compared, and further acts only with the type.
_RULED = tuple(prop for name, prop in EVENT_PROPERTIES.items() if name not in (STATEMENT, ALSO))


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
        rulings=fields.optional("rulings", rulings(_RULED, vocabulary), ()),
        related=fields.optional("related", related(vocabulary), ()),
        corrections=fields.optional("corrections", corrections, ()),
        **identity_of(fields),
        body=document.body,
    )
    return record, found.diagnostics
