"""Edits of a few files that leave all names as they were: no other file is read.

That goes for an archive that withholds no names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, get_args

from msgspec.structs import replace

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.checks.withholding.leaks import is_private
from defectarchive.diagnostics.diagnostic import Diagnostic, in_order
from defectarchive.engine.edits.edited_cases import EditedCases, EditedFile, edited_cases
from defectarchive.engine.edits.remembered_cases import forget_cases
from defectarchive.engine.open_store import OpenStore
from defectarchive.engine.options import BuildOptions
from defectarchive.engine.reading.check import CheckResult
from defectarchive.engine.reading.file_reader import FileReader
from defectarchive.engine.reading.static_files import look_through
from defectarchive.engine.store import Changes
from defectarchive.engine.tables.known import Known
from defectarchive.engine.workers import Workers
from defectarchive.frozen import Frozen
from defectarchive.loader.files import FileResult, load, read_file
from defectarchive.loader.layout import SITE_FILE
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.archive import NO_PROSE, Archive, Prose
from defectarchive.model.records import Folder, Records
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.resolve.part import rests_on
from defectarchive.workspace.source_tree import read_some

_FOLDERS: Mapping[str, Folder] = {folder: folder for folder in get_args(Folder)}


class LastSource(Frozen, frozen=True):
    """The content as the last build had it. `stored`: what that build read from a file, if known.

    `paths`: of all files, sorted, which are those that there are now. `known`: gives all answers,
    of an archive with these further languages.
    """

    diagnostics: Sequence[Diagnostic]
    paths: Collection[str]
    stored: Callable[[str], FileResult | None]
    known: Callable[[Sequence[str]], Known]


class Edits(Frozen, frozen=True):
    """A few edits. `read`: what the edited files say; `answers`: all that is not as it was."""

    checked: CheckResult
    known: Known
    read: Mapping[SourceFile, FileResult]
    answers: Mapping[str, Mapping[str, Any]]

    def put(self, changes: Changes) -> set[int]:
        """Replace the answers; the numbers of those that are not as they were."""
        put = self.known.put
        return {number for table in self.answers.items() for number in put(*table, changes)}


def edits_since(options: BuildOptions, store: OpenStore) -> Edits | None:
    """What has changed since the last build, see `few_edits`. Raises StoreError."""
    paths, last = store.edited_files(), store.last
    if not paths or last is None or options.withheld:
        return None
    before = LastSource(
        last.diagnostics,
        store.paths,
        FileReader(store.store, Workers(None, 0)).stored,
        partial(Known, store.store),
    )
    return few_edits(options.content, paths, before)


def keep_edits(edits: Edits, store: OpenStore) -> set[int]:
    """Note what of the edits is to be stored; the numbers of answers that are not as they were."""
    changes = store.changes = Changes()
    reader, words = FileReader(store.store, Workers(None, 0)), edits.checked.settings.vocabulary
    for file, result in edits.read.items():
        reader.keep_one(file, result, words, changes)
    forget_cases(edits.answers.get("events", ()), changes)
    return edits.put(changes)


def few_edits(content: Path, paths: Collection[str], last: LastSource) -> Edits | None:
    """The edits of these files, if they leave all names as they were.

    None as well where there is an error, or anything else that only a look at all can tell.
    """
    told_of = {diagnostic.span.path for diagnostic in last.diagnostics}
    source = read_some(content, last.paths, {SITE_FILE, *paths, *told_of})
    if source is None:
        return None
    files = {file.path: file for file in source.files if file.path in paths}
    read: dict[str, FileResult] = {}

    def read_edited(wanted: Sequence[SourceFile], words: Vocabulary) -> Iterator[FileResult]:
        for file in wanted:
            read[file.path] = read_file(file, words)
            yield read[file.path]

    site = (file for file in source.files if file.path == SITE_FILE)
    loaded = load([*site, *files.values()], read_edited)
    edited = [*_edited(read, last)]
    if len(edited) != len(paths) or any(is_private(files[e.path], e.new.records) for e in edited):
        return None
    known = last.known(loaded.settings.languages[1:])
    archive, words = known.archive, loaded.settings.vocabulary
    bodies = _bodies(edited, archive)
    cases = edited_cases(edited, known, last.paths.__contains__, last.stored, words)
    if bodies is None or cases is None:
        return None
    diagnostics = _diagnostics(last.diagnostics, edited, cases)
    if diagnostics is None:
        return None
    withheld = finder_of_names(())
    checked = CheckResult(
        source=source,
        settings=loaded.settings,
        records=Records(),
        withheld=withheld,
        archive=archive,
        diagnostics=diagnostics,
        static=look_through(source.static, withheld),
    )
    now = {files[path]: result for path, result in read.items()}
    return Edits(checked, known, now, {"bodies": bodies, **cases.answers})


def _edited(read: Mapping[str, FileResult], last: LastSource) -> Iterator[EditedFile]:
    """The files of which the last build read one record, as this one did, with the same names."""
    for path, new in read.items():
        folder, old = _FOLDERS.get(path.partition("/")[0]), last.stored(path)
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
