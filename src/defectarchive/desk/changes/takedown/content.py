"""All files of an archive without a name: references, texts, bodies, names of files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from defectarchive.desk.changes.homes import FOLDERS, home_of
from defectarchive.desk.changes.new_content import COPIES, NewContent
from defectarchive.desk.changes.read_archive import ReadArchive
from defectarchive.desk.changes.references import (
    Reference,
    article_references,
    as_reference,
    own_references,
)
from defectarchive.desk.changes.source.content_file import ContentFile
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.desk.changes.source.entries import replace_scalar
from defectarchive.desk.changes.source.yaml_tree import ScalarAt, scalars
from defectarchive.desk.changes.takedown.copies import text_without
from defectarchive.desk.changes.takedown.front_matter import (
    ByLanguage,
    reworded,
    without_entries,
)
from defectarchive.desk.changes.takedown.new_ids import NewIds
from defectarchive.loader.bodies import language_of_file
from defectarchive.loader.layout import SITE_FILE, is_record_file
from defectarchive.model.ids import Kind
from defectarchive.model.records import ArticleRecord, Records, Ref, RelayRecord, names_nobody
from defectarchive.resolve.names.entity_names import each_outlet

_TARGET = re.compile(r"\[\[(?:\s*[a-z]+\s*:)?([^\[\]|]*)")


def take_down(
    content: NewContent,
    read: ReadArchive,
    ids: NewIds,
    person: str,
    unnamed: ByLanguage,
    suspects: Collection[str],
) -> None:
    """Take the name out of every file that is read.

    `person`: the new id of whose name it is. `suspects`: paths of all files that may have it.
    """
    edits: dict[str, list[Edit]] = {}
    for path, edit in (*_references(read, ids), *_register_keys(read, ids)):
        edits.setdefault(path, []).append(edit)
    for path, of_file in edits.items():
        content.edit(path, dict.fromkeys(of_file))
    for path in sorted(content.files):
        if path in edits or (path in suspects and (is_record_file(path) or path == SITE_FILE)):
            _reword(content, path, read, person, unnamed)
        elif path in suspects and path != COPIES:
            # Notes and the like, which nothing reads.
            without = text_without(path, content.files[path], unnamed[""])
            if without is not None:
                content.files[path] = without
    _move(content, ids)


def _reword(
    content: NewContent, path: str, read: ReadArchive, person: str, unnamed: ByLanguage
) -> None:
    languages = read.loaded.settings.languages
    here = unnamed.get(language_of_file(path, languages), unnamed[""])
    file = content.file(path)
    if file.yaml_end > file.yaml_start:
        without_entries(content, path, person, unnamed[""])
        content.edit(path, reworded(content.file(path), unnamed))
    file = content.file(path)
    body = here.body(file.body_text)
    if body != file.body_text:
        content.edit(path, [Edit(file.body, len(file.text), body)])


# --- references ----------------------------------------------------------------------------------


def _references(read: ReadArchive, ids: NewIds) -> Iterator[tuple[str, Edit]]:
    """Every reference that has to be another."""
    files: dict[str, ContentFile] = {}

    def file(path: str) -> ContentFile:
        if path not in files:
            files[path] = ContentFile(path, read.files[path])
        return files[path]

    for reference in _all_references(read.records, ids):
        path = reference.span.path
        instead = ids.instead_of(reference)
        if instead and instead != reference.text:
            yield path, _written(file(path), reference, instead)
    for article in read.records.articles:
        for relay in _relays(article):
            path = relay.steps[0].span.path
            edit = _relay_without(file(path), relay, ids)
            if edit is not None:
                yield path, edit


def _all_references(records: Records, ids: NewIds) -> Iterator[Reference]:
    yield from own_references(records)
    for article in records.articles:
        for reference in article_references(article, ids.names.outlets):
            # Of chains each is written anew as a whole.
            if reference.kinds != (Kind.OUTLET,) or reference.span == article.outlet.span:
                yield reference
        yield from map(as_reference, article.body.links)
    for body in records.bodies:
        if body.folder == "articles":
            yield from map(as_reference, body.body.links)


def _written(file: ContentFile, reference: Reference, instead: str) -> Edit:
    start = file.offset(reference.span.line, reference.span.column)
    if not reference.link:
        return replace_scalar(_scalar_around(file, start), instead)
    target = _TARGET.match(file.text, start)
    if target is None:
        raise LookupError(reference.span)
    return Edit(*target.span(1), instead)


def _scalar_around(file: ContentFile, offset: int) -> ScalarAt:
    return next(node for _, node in scalars(file.root) if node.start <= offset < node.end)


def _relays(article: ArticleRecord) -> Iterator[RelayRecord]:
    yield from article.relays
    for report in article.reports:
        claims = [*report.claims]
        yield from report.relays or ()
        for mention in report.people:
            yield from mention.relays or ()
            claims += mention.claims
        for claim in claims:
            yield from claim.relays or ()


def _relay_without(file: ContentFile, relay: RelayRecord, ids: NewIds) -> Edit | None:
    """A chain of outlets with other ids for those that give the name away."""
    steps = [" & ".join(_outlets(step, ids)) for step in relay.steps]
    if steps == [step.text for step in relay.steps]:
        return None
    first = relay.steps[0].span
    node = _scalar_around(file, file.offset(first.line, first.column))
    return replace_scalar(node, " > ".join(steps))


def _outlets(step: Ref, ids: NewIds) -> Iterator[str]:
    for one in each_outlet(step, ids.names.outlets):
        if names_nobody(one.text):
            yield one.text
        else:
            yield ids.instead_of(Reference((Kind.OUTLET,), one.text, one.span)) or one.text


def _register_keys(read: ReadArchive, ids: NewIds) -> Iterator[tuple[str, Edit]]:
    """The keys of entries in registers that have to be others."""
    for thing, new in ids.of.items():
        path, entry = home_of(thing.kind, thing.id)
        if entry and path in read.files:
            root = ContentFile(path, read.files[path]).mapping()
            found = None if root is None else root.get(thing.id)
            if found is not None:
                yield path, Edit(found.key.start, found.key.end, new)


# --- names of files ------------------------------------------------------------------------------


def _move(content: NewContent, ids: NewIds) -> None:
    """Give files whose names are ids that are gone their new ones."""
    moves = [(f"pages/{old}.md", f"pages/{new}.md") for old, new in ids.pages.items()]
    for thing, new in ids.of.items():
        if thing.kind in FOLDERS:
            moves.append((home_of(thing.kind, thing.id).path, home_of(thing.kind, new).path))
        if thing.kind is Kind.ARTICLE:
            content.rename_copy(thing.id, new)
    for old, new in moves:
        if old in content.files:
            content.move_with_translations(old, new)
