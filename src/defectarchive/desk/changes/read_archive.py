"""The archive as its files are, and as a command would leave them: each read and resolved alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from defectarchive.diagnostics.diagnostic import Diagnostic, in_order
from defectarchive.loader.files import FileResult, Loaded, load, read_file
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.archive import Archive
from defectarchive.model.records import ArticleRecord, Records
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.resolve.archive import resolve
from defectarchive.resolve.names.entity_names import EntityNames, collect_names
from defectarchive.resolve.order import publication_key

Files = Mapping[str, bytes]
"""Every file of the content but static ones, by path."""


@dataclass(frozen=True, slots=True)
class ReadArchive:
    """What the files come to. `archive` None: there are errors among the `diagnostics`."""

    files: Files
    loaded: Loaded
    names: EntityNames
    archive: Archive | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def records(self) -> Records:
        return self.loaded.records

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(found for found in self.diagnostics if found.is_error)

    def article(self, identifier: str) -> ArticleRecord | None:
        """The record of an article, a draft as well."""
        return next((each for each in self.records.articles if each.id == identifier), None)


class ArchiveReader:
    """Reads archives that have most of their files in common: each file once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, bytes], FileResult] = {}
        self._vocabulary: Vocabulary | None = None

    def read(self, files: Files, more: Iterable[Diagnostic] = ()) -> ReadArchive:
        """Read and resolve these files. `more`: what was found while they were gathered."""
        sources = [SourceFile(path, data) for path, data in files.items()]
        loaded = load(sources, self._read_each)
        records = loaded.records
        live = sorted(
            (article for article in records.articles if not article.draft), key=publication_key
        )
        names, _ = collect_names(records, live)
        resolution = resolve(records, loaded.settings.vocabulary)
        found = in_order([*more, *loaded.diagnostics, *resolution.diagnostics])
        whole = not any(each.is_error for each in found)
        return ReadArchive(files, loaded, names, resolution.archive if whole else None, found)

    def _read_each(
        self, files: Sequence[SourceFile], vocabulary: Vocabulary
    ) -> Iterable[FileResult]:
        if vocabulary != self._vocabulary:
            self._known, self._vocabulary = {}, vocabulary
        for file in files:
            key = (file.path, file.data)
            if key not in self._known:
                self._known[key] = read_file(file, vocabulary)
            yield self._known[key]
