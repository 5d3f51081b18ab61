"""Edits of bodies alone: all else stays as it was resolved, and is not even read again.

That goes for an archive that withholds no names. A body is what stands below the front matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from msgspec.structs import replace

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.checks.withholding.leaks import is_private
from defectarchive.engine.answers import Known
from defectarchive.engine.check import CheckResult
from defectarchive.engine.file_reader import FileReader
from defectarchive.engine.open_store import OpenStore
from defectarchive.engine.options import BuildOptions
from defectarchive.engine.static_files import look_through
from defectarchive.engine.store import Changes
from defectarchive.engine.workers import Workers
from defectarchive.loader.files import FileResult, load, read_file
from defectarchive.loader.layout import SITE_FILE
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.archive import Prose
from defectarchive.model.records import Body, Folder, Records
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.workspace.source_tree import read_source

_NO_BODY = Body()
_FOLDERS: Mapping[str, Folder] = {folder: folder for folder in get_args(Folder)}


@dataclass(frozen=True, slots=True)
class BodyEdits:
    """An archive of which only bodies have changed; `changed`: the numbers of those answers."""

    checked: CheckResult
    known: Known
    changed: frozenset[int]


def body_edits(options: BuildOptions, store: OpenStore) -> BodyEdits | None:
    """What has changed since the last build, if that is nothing but bodies; else None.

    Only a body counts that was not empty and is not now, whose links lead where they led, and about
    whose file there was nothing to say, nor is now. Raises StoreError.
    """
    edited = store.edited_files()
    last = store.last
    if not edited or last is None or options.withheld:
        return None
    told_of = {diagnostic.span.path for diagnostic in last.diagnostics}
    if not told_of.isdisjoint(edited):
        return None
    source = read_source(options.content, {SITE_FILE, *edited, *told_of})
    files = {file.path: file for file in source.files}
    read: dict[str, FileResult] = {}

    def read_edited(wanted: Sequence[SourceFile], words: Vocabulary) -> Iterator[FileResult]:
        for file in wanted:
            if file.path in edited:
                read[file.path] = read_file(file, words)
                yield read[file.path]

    loaded = load([file for path in (SITE_FILE, *edited) if (file := files.get(path))], read_edited)
    now_told_of = {diagnostic.span.path for diagnostic in loaded.diagnostics}
    if len(read) != len(edited) or not now_told_of.isdisjoint(edited):
        return None
    languages = loaded.settings.languages[1:]
    known = Known(store.store, languages)
    reader = FileReader(store.store, Workers(None, 0))
    bodies, changes = known.body(""), Changes()
    changed: set[int] = set()
    for path, new in read.items():
        old = reader.stored(path)
        body = None if old is None else _edited(path, old, new, bodies)
        if body is None or is_private(files[path], new.records):
            return None
        changed.update(bodies.put(*body, changes))
        reader.keep_one(files[path], new, loaded.settings.vocabulary, changes)
    store.changes = changes
    withheld = finder_of_names(())
    checked = CheckResult(
        source=source,
        settings=loaded.settings,
        records=Records(),
        withheld=withheld,
        archive=known.archive,
        diagnostics=last.diagnostics,
        static=look_through(source.static, withheld),
    )
    return BodyEdits(checked, known, frozenset(changed))


def _edited(
    path: str, old: FileResult, new: FileResult, bodies: Mapping[str, Prose]
) -> tuple[str, Prose] | None:
    """Key and text of the body, if the file's records differ in nothing else."""
    folder = _FOLDERS.get(path.partition("/")[0])
    if folder is None or old.diagnostics or new.diagnostics:
        return None
    before, after = getattr(old.records, folder), getattr(new.records, folder)
    if _without_body(old.records, folder) != _without_body(new.records, folder) or len(after) != 1:
        return None
    key = f"{folder}/{after[0].id}"
    was, body = bodies.get(key), after[0].body
    if was is None or _links(before[0].body) != _links(body):
        return None
    prose = replace(was, parts=body.parts)
    return (key, prose) if prose else None


def _without_body(records: Records, folder: Folder) -> Records:
    bare = tuple(replace(record, body=_NO_BODY) for record in getattr(records, folder))
    return replace(records, **{folder: bare})


def _links(body: Body) -> list[tuple[str, str]]:
    return [(link.target, link.label) for link in body.links]
