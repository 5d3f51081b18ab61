"""The archive as its files are, and as a command would leave them: each read and resolved alike."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from defectarchive.diagnostics.diagnostic import Diagnostic, in_order
from defectarchive.engine.reading.file_reader import FileReader
from defectarchive.engine.workers import open_workers
from defectarchive.loader.files import FileResult, Loaded, load
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.archive import Archive
from defectarchive.model.records import ArticleRecord, Records
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.resolve.archive import Resolution, resolve
from defectarchive.resolve.names.entity_names import EntityNames, collect_names
from defectarchive.resolve.order import publication_key

Files = Mapping[str, bytes]
"""Every file of the content but static ones, by path."""


@dataclass(frozen=True)
class ReadArchive:
    """What the files come to. It is resolved once somebody asks for what takes that.

    `more`: diagnostics of the files themselves.
    """

    files: Files
    loaded: Loaded
    names: EntityNames
    more: tuple[Diagnostic, ...]

    @cached_property
    def _resolution(self) -> Resolution:
        return resolve(self.records, self.loaded.settings.vocabulary)

    @cached_property
    def archive(self) -> Archive | None:
        """All of it; None where there are errors."""
        return None if self.errors else self._resolution.archive

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is to be said of the files."""
        return in_order([*self.more, *self.loaded.diagnostics, *self._resolution.diagnostics])

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
        """Read these files. `more`: what was found while they were gathered."""
        sources = [SourceFile(path, data) for path, data in files.items()]
        loaded = load(sources, self._read_each)
        records = loaded.records
        live = sorted(
            (article for article in records.articles if not article.draft), key=publication_key
        )
        names, _ = collect_names(records, live)
        return ReadArchive(files, loaded, names, tuple(more))

    def _read_each(
        self, files: Sequence[SourceFile], vocabulary: Vocabulary
    ) -> Iterable[FileResult]:
        if vocabulary != self._vocabulary:
            self._known, self._vocabulary = {}, vocabulary
        new = [file for file in files if (file.path, file.data) not in self._known]
        with open_workers(os.cpu_count() or 1, len(new)) as workers:
            for file, result in zip(
                new, FileReader(None, workers).read_all(new, vocabulary), strict=True
            ):
                self._known[file.path, file.data] = result
        return [self._known[file.path, file.data] for file in files]
