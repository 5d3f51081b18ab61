"""Edits of a few files that leave all names as they were: no other file is read.

That goes for an archive that withholds no names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import get_args

from msgspec.structs import replace

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.checks.withholding.leaks import is_private
from defectarchive.diagnostics.diagnostic import Diagnostic, in_order
from defectarchive.engine.answers import Known
from defectarchive.engine.check import CheckResult
from defectarchive.engine.edited_cases import EditedCases, EditedFile, edited_cases
from defectarchive.engine.file_reader import FileReader
from defectarchive.engine.open_store import OpenStore
from defectarchive.engine.options import BuildOptions
from defectarchive.engine.static_files import look_through
from defectarchive.engine.store import Changes
from defectarchive.engine.workers import Workers
from defectarchive.loader.files import FileResult, load, read_file
from defectarchive.loader.layout import SITE_FILE
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.archive import NO_PROSE, Archive, Prose
from defectarchive.model.records import Folder, Records
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.resolve.part import rests_on
from defectarchive.workspace.source_tree import read_source

_FOLDERS: Mapping[str, Folder] = {folder: folder for folder in get_args(Folder)}


@dataclass(frozen=True, slots=True)
class Edits:
    """An archive of which only a few answers have changed; `changed`: their numbers."""

    checked: CheckResult
    known: Known
    changed: frozenset[int]


def edits_since(options: BuildOptions, store: OpenStore) -> Edits | None:
    """What has changed since the last build, if these are a few files and none of their names.

    None as well where there is an error, or anything else that only a look at all can tell. Raises
    StoreError.
    """
    paths = store.edited_files()
    last = store.last
    if not paths or last is None or options.withheld:
        return None
    told_of = {diagnostic.span.path for diagnostic in last.diagnostics}
    source = read_source(options.content, {SITE_FILE, *paths, *told_of})
    files = {file.path: file for file in source.files}
    read: dict[str, FileResult] = {}

    def read_edited(wanted: Sequence[SourceFile], words: Vocabulary) -> Iterator[FileResult]:
        for file in wanted:
            if file.path in paths:
                read[file.path] = read_file(file, words)
                yield read[file.path]

    loaded = load([file for path in (SITE_FILE, *paths) if (file := files.get(path))], read_edited)
    settings = loaded.settings
    known = Known(store.store, settings.languages[1:])
    reader = FileReader(store.store, Workers(None, 0))
    edited = [*_edited(read, reader)]
    if len(edited) != len(paths) or any(is_private(files[e.path], e.new.records) for e in edited):
        return None
    archive = known.archive
    bodies = _bodies(edited, archive)
    cases = edited_cases(edited, archive, store.has_file, reader.stored, settings.vocabulary)
    if bodies is None or cases is None:
        return None
    diagnostics = _diagnostics(last.diagnostics, edited, cases)
    if diagnostics is None:
        return None
    changes = store.changes = Changes()
    changed = {*known.put("bodies", bodies, changes), *cases.put(known, changes)}
    for each in edited:
        reader.keep_one(files[each.path], each.new, settings.vocabulary, changes)
    withheld = finder_of_names(())
    checked = CheckResult(
        source=source,
        settings=settings,
        records=Records(),
        withheld=withheld,
        archive=archive,
        diagnostics=diagnostics,
        static=look_through(source.static, withheld),
    )
    return Edits(checked, known, frozenset(changed))


def _edited(read: Mapping[str, FileResult], reader: FileReader) -> Iterator[EditedFile]:
    """The files of which the last build read one record, as this one did, with the same names."""
    for path, new in read.items():
        folder, old = _FOLDERS.get(path.partition("/")[0]), reader.stored(path)
        if folder is None or old is None or len(getattr(new.records, folder)) != 1:
            continue
        if [*rests_on(_all(old.records))] == [*rests_on(_all(new.records))]:
            yield EditedFile(path, folder, old, new)


def _all(records: Records) -> tuple[object, ...]:
    return tuple(getattr(records, name) for name in Records.__struct_fields__)


def _bodies(edited: Iterable[EditedFile], archive: Archive) -> dict[str, Prose] | None:
    """The bodies by path; None if one is empty that was not, or the other way round."""
    bodies: dict[str, Prose] = {}
    for each in edited:
        (record,) = getattr(each.new.records, each.folder)
        key = f"{each.folder}/{each.id}"
        was = archive.bodies.get(key, NO_PROSE)
        now = replace(was, parts=record.body.parts)
        if bool(was) != bool(now):
            return None
        if was:
            bodies[key] = now
    return bodies


def _diagnostics(
    last: Iterable[Diagnostic], edited: Sequence[EditedFile], cases: EditedCases
) -> tuple[Diagnostic, ...] | None:
    """All that is to be said now; None if only a look at all can tell, or there is an error."""
    read_before = chain.from_iterable(each.old.diagnostics for each in edited)
    read_now = [*chain.from_iterable(each.new.diagnostics for each in edited)]
    before, now = Counter([*read_before, *cases.before]), Counter([*read_now, *cases.after])
    said = Counter(last)
    of_these = {each.path for each in edited if not _leaves_lines(each)}
    if (
        any(each.is_error for each in now)
        or not (before - now) <= said
        or any(each.span.path in of_these and each not in before for each in said)
    ):
        return None
    return in_order((said - (before - now) + (now - before)).elements())


def _leaves_lines(edited: EditedFile) -> bool:
    """Whether all that was said of the file's front matter, by whatever rule, is said still."""
    (record,) = getattr(edited.new.records, edited.folder)
    return edited.changes_only_body() and not record.body.links
