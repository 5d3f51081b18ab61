"""What files say of other things: references in the editor's own files, and how to change them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.read_archive import ReadArchive
from defectarchive.desk.changes.source.content_file import ContentFile
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.desk.changes.source.entries import replace_scalar
from defectarchive.desk.changes.source.yaml_tree import ScalarAt, scalars
from defectarchive.diagnostics.diagnostic import Span
from defectarchive.model.ids import EntityRef, Kind, fold_spelling, is_id
from defectarchive.model.records import (
    ArticleRecord,
    BodyLink,
    ClaimRecord,
    EventRecord,
    PersonRecord,
    PlaceRecord,
    Records,
    Ref,
    RefValue,
    RegisterRecord,
    RelayRecord,
    RulingRecord,
    names_nobody,
)
from defectarchive.resolve.names.entity_names import each_outlet
from defectarchive.resolve.names.name_index import NameIndex


class Reference(NamedTuple):
    """An id or a name in a file; `kinds` that it may be of, several for a link without one.

    `link`: it stands in double brackets in a body.
    """

    kinds: tuple[Kind, ...]
    text: str
    span: Span
    link: bool = False


def own_references(records: Records) -> Iterator[Reference]:
    """Every reference in the editor's own files, but for what they list as ids of their own.

    Articles are none of these: what stands there is theirs, and former ids keep it right.
    """
    for person in records.people:
        yield from _refs(Kind.PERSON, (*person.members, *(each.person for each in person.may_be)))
        yield from _of_file(Kind.PERSON, person)
    for event in records.events:
        related = (each.event for each in event.related)
        yield from _refs(Kind.EVENT, (*event.split_into, *related))
        yield from _of_file(Kind.EVENT, event)
    registers: tuple[tuple[Kind, Iterable[RegisterRecord | PlaceRecord]], ...] = (
        (Kind.OUTLET, records.outlets),
        (Kind.ORGANISATION, records.organisations),
        (Kind.PLACE, records.places),
    )
    for kind, entries in registers:
        for entry in entries:
            yield from _refs(kind, entry.not_same_as)
            if isinstance(entry, PlaceRecord) and entry.within is not None:
                yield from _refs(kind, [entry.within])
    for page in records.pages:
        yield from map(as_reference, page.body.links)
    for body in records.bodies:
        if body.folder != "articles":
            yield from map(as_reference, body.body.links)


def article_references(article: ArticleRecord, outlets: NameIndex) -> Iterator[Reference]:
    """Every reference in the front matter of an article, but for what it lists as ids of its own.

    Of a chain each outlet; all that one step names has the place of the step.
    """
    if article.outlet.text:
        yield Reference((Kind.OUTLET,), article.outlet.text, article.outlet.span)
    yield from _relayed(article.relays, outlets)
    for report in article.reports:
        yield Reference((Kind.EVENT,), report.event.text, report.event.span)
        yield from _relayed(report.relays, outlets)
        yield from _refs(Kind.EVENT, (each.event for each in report.related))
        for mention in report.people:
            yield from _refs(Kind.PERSON, (mention.person, *mention.members))
            yield from _relayed(mention.relays, outlets)
            yield from _claimed(mention.claims, outlets)
        yield from _claimed(report.claims, outlets)
    yield from _refs(Kind.ARTICLE, article.not_same_as)


def _claimed(claims: Iterable[ClaimRecord], outlets: NameIndex) -> Iterator[Reference]:
    for claim in claims:
        if isinstance(claim.value, RefValue):
            yield Reference((claim.value.kind,), claim.value.text, claim.value.span)
        if claim.by is not None:
            yield Reference((Kind.PERSON, Kind.ORGANISATION), claim.by.text, claim.by.span)
        yield from _relayed(claim.relays, outlets)


def _relayed(relays: Iterable[RelayRecord] | None, outlets: NameIndex) -> Iterator[Reference]:
    for step in (step for relay in relays or () for step in relay.steps):
        for one in each_outlet(step, outlets):
            if not names_nobody(one.text):
                yield Reference((Kind.OUTLET,), one.text, one.span)


def words_for(read: ReadArchive, kind: Kind, identifier: str) -> tuple[str, ...]:
    """What articles call a thing where they do not write an id, each once."""
    names = read.names
    found: dict[str, None] = {}
    for article in read.records.articles:
        for reference in article_references(article, names.outlets):
            if reference.kinds[0] is Kind.PERSON and len(reference.kinds) > 1:
                speaker = names.speaker(Ref(reference.text, reference.span))
                means = speaker is not None and speaker == EntityRef(kind, identifier)
            else:
                found_id = names.by_kind[kind].find(reference.text)
                means = kind in reference.kinds and found_id == identifier
            if means and not is_id(reference.text):
                found[fold_spelling(reference.text)] = None
    return tuple(found)


def _of_file(kind: Kind, record: PersonRecord | EventRecord) -> Iterator[Reference]:
    yield from _refs(kind, record.not_same_as)
    yield from _ruled(record.rulings)
    yield from map(as_reference, record.body.links)


def _refs(kind: Kind, refs: Iterable[Ref]) -> Iterator[Reference]:
    return (Reference((kind,), ref.text, ref.span) for ref in refs)


def _ruled(rulings: Iterable[RulingRecord]) -> Iterator[Reference]:
    for ruling in rulings:
        if isinstance(ruling.value, RefValue):
            yield Reference((ruling.value.kind,), ruling.value.text, ruling.value.span)


def as_reference(link: BodyLink) -> Reference:
    """What a link in a body names."""
    prefix, colon, rest = link.target.partition(":")
    kinds = tuple(kind for kind in Kind if colon and kind == prefix.strip())
    text = rest if kinds else link.target
    return Reference(kinds or tuple(Kind), text.strip(), link.span, link=True)


def follow(content: NewContent, read: ReadArchive, kind: Kind, old: str, new: str) -> None:
    """Have the editor's own files speak of a thing by its new id.

    `read`: what the files are, as they are in `content` so far.
    """
    by_path: dict[str, list[Reference]] = {}
    for each in own_references(read.records):
        clear = not each.link or _is_clear(read, each, kind, new)
        if clear and kind in each.kinds and each.text == old:
            by_path.setdefault(each.span.path, []).append(each)
    for path, references in by_path.items():
        file = content.file(path)
        content.edit(path, [written_otherwise(file, each, new) for each in references])


def _is_clear(read: ReadArchive, reference: Reference, kind: Kind, new: str) -> bool:
    """Whether a link by the new id means nothing of another kind; else the old one leads on."""
    others = (read.names.by_kind[each] for each in reference.kinds if each is not kind)
    return not any(
        new in names.declared or new in names.created or new in names.former for names in others
    )


def written_otherwise(file: ContentFile, reference: Reference, new: str) -> Edit:
    """The reference with another id, of a link the label as it is."""
    start = file.offset(reference.span.line, reference.span.column)
    if reference.link:
        pattern = re.compile(
            rf"\[\[(?:\s*[a-z]+\s*:)?\s*({re.escape(reference.text)})\s*(?:\||\]\])"
        )
        found = pattern.match(file.text, start)
        if found is None:
            raise LookupError(reference)
        return Edit(*found.span(1), new)
    return replace_scalar(scalar_at(file, start), new)


def scalar_at(file: ContentFile, start: int) -> ScalarAt:
    """The scalar that begins at this offset."""
    return next(node for _, node in scalars(file.root) if node.start == start)
