"""A file in people/ → its record."""

from __future__ import annotations

from msgspec.structs import replace

from defectarchive.diagnostics.results import Result
from defectarchive.loader.front_matter import Document
from defectarchive.loader.parts.claims import rulings
from defectarchive.loader.parts.corrections import corrections
from defectarchive.loader.parts.identities import IDENTITY_KEYS, identity_of
from defectarchive.loader.parts.values import count, country, date
from defectarchive.loader.yaml.fields import (
    Fields,
    boolean,
    entry,
    listed,
    ref,
    spelling,
    text,
)
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import Node, Sequence
from defectarchive.model.records import MayBeRecord, PersonRecord, Spelling
from defectarchive.model.values import Country
from defectarchive.model.vocabulary import PERSON_PROPERTIES, Vocabulary

_KEYS = (
    *("name", "unnamed", "descriptor", "also_known_as", "born", "nationality", "count"),
    *("members", "may_be", *IDENTITY_KEYS, "rulings", "corrections", "withhold"),
)


def read_person(document: Document, vocabulary: Vocabulary) -> Result[PersonRecord]:
    """The person; of a file that cannot be read, the id, so that they can be referred to."""
    if document.fields is None:
        return PersonRecord(document.id, document.span), document.diagnostics
    found = Found(document.diagnostics)
    fields = Fields(document.fields, "a person", _KEYS, found, document.span)
    name = fields.maybe("name", spelling)
    unnamed = fields.optional("unnamed", boolean, default=False)
    if fields.has("name") and unnamed:
        message = "a person has either a name or `unnamed: true`, not both"
        found.error("name-conflict", fields.key_span("unnamed"), message, "delete one")
    elif not fields.has("name") and not unnamed:
        fields.missing("name", "where nobody knows it, write unnamed: true and a descriptor")
    elif unnamed and not fields.has("descriptor"):
        fields.missing("descriptor", "an unnamed person is shown by it: a second officer")
    record = PersonRecord(
        id=document.id,
        span=document.span,
        name=name,
        descriptor=fields.optional("descriptor", text, ""),
        also_known_as=fields.optional("also_known_as", listed(spelling, "a list of names"), ()),
        born=fields.maybe("born", date),
        nationality=fields.optional("nationality", _countries, ()),
        count=fields.maybe("count", count),
        members=fields.optional("members", listed(ref, "a list of people"), ()),
        may_be=fields.optional("may_be", listed(_may_be, "a list of people"), ()),
        **identity_of(fields),
        rulings=fields.optional("rulings", rulings(PERSON_PROPERTIES.values(), vocabulary), ()),
        corrections=fields.optional("corrections", corrections, ()),
        withhold=fields.optional("withhold", _withheld, ()),
        body=document.body,
    )
    return record, found.diagnostics


def _countries(node: Node, found: Found) -> tuple[Country, ...] | None:
    if isinstance(node, Sequence):
        return listed(country)(node, found)
    state = country(node, found)
    return None if state is None else (state,)


def _withheld(node: Node, found: Found) -> tuple[Spelling, ...] | None:
    """The names; one without a letter or digit would withhold nothing, silently."""
    names = _names(node, found)
    for name in names or ():
        if not any(map(str.isalnum, name.text)):
            message = "nothing can be withheld by this: it has no letters"
            found.error("empty-value", name.span, message, "write the name, or delete it")
    return names


def _names(node: Node, found: Found) -> tuple[Spelling, ...] | None:
    """One name or a list: nobody's safety hangs on a pair of brackets."""
    if isinstance(node, Sequence):
        return listed(spelling, "a list of words")(node, found)
    block = spelling(node, found)
    if block is None or "\n" not in block.text:
        return None if block is None else (block,)
    # One name a line, as in the file of --withhold; the text begins below its `|`.
    lines = enumerate(block.text.split("\n"), start=block.span.line + 1)
    return tuple(
        Spelling(line.strip(), replace(block.span, line=number))
        for number, line in lines
        if line.strip()
    )


@entry("a possible identity", ("person", "because"), "write - {person: …, because: and why}")
def _may_be(fields: Fields) -> MayBeRecord | None:
    person, because = fields.required("person", ref), fields.required("because", text)
    return None if person is None or because is None else MayBeRecord(person, because)
