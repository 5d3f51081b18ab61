"""Reads content files, and takes from the store what was read from those that have not changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial
from typing import Any, TypeVar

import msgspec

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.checks.withholding.leaks import has_withheld_name, is_private
from defectarchive.engine.codec import decoder_of, encode
from defectarchive.engine.digests import digest_of
from defectarchive.engine.rebuild import one_at_a_time
from defectarchive.engine.store import Changes, Store, StoreError
from defectarchive.engine.workers import Workers
from defectarchive.frozen import Stored
from defectarchive.loader.files import FileResult, read_file
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.vocabulary import Vocabulary

T = TypeVar("T")
_FILES = 64  # Content files in one batch: some 100 ms of work.
TABLE = "files"


class Reading(Stored, frozen=True):
    """What was read from one file. `of`: a digest of its path, its bytes and the vocabulary."""

    of: bytes
    result: msgspec.Raw


_decode = decoder_of(Reading)
_decode_result = decoder_of(FileResult)


class FileReader:
    """Reads files. Never stored: drafts, and files that withhold a name or seem meant to do so.

    `private`: the paths of those.
    """

    def __init__(self, store: Store | None, workers: Workers) -> None:
        self._store = store
        self._workers = workers
        self._known: dict[str, Reading] | None = None
        self._kept: dict[str, tuple[Reading, SourceFile]] = {}
        self._digests: dict[str, bytes] = {}
        self.private: set[str] = set()

    def _decoded(self, decode: Callable[[Any], T], data: object) -> T:
        try:
            return decode(data)
        except (msgspec.DecodeError, ValueError) as problem:
            place = self._store.place if self._store else "what was just read"
            raise StoreError(f"{place} is damaged: made anew") from problem

    def _last(self) -> dict[str, Reading]:
        if self._known is None:
            rows = self._store.answers(TABLE) if self._store else ()
            self._known = {key: self._decoded(_decode, data) for key, data in rows}
        return self._known

    def read_all(self, files: Sequence[SourceFile], vocabulary: Vocabulary) -> Iterable[FileResult]:
        """What each file says, in their order."""
        known = self._last()
        digests = digests_of(files, vocabulary)
        self._digests |= zip((file.path for file in files), digests, strict=True)
        names = [name_of(file.path) for file in files]
        recalled = [
            known[name].result if name in known and known[name].of == digest else None
            for name, digest in zip(names, digests, strict=True)
        ]
        new = [file for file, result in zip(files, recalled, strict=True) if result is None]
        with closing(self._workers.map(partial(_read_batch, vocabulary), new, _FILES)) as read:
            for file, name, digest, old in zip(files, names, digests, recalled, strict=True):
                data = msgspec.Raw(next(read)) if old is None else old
                result: FileResult = self._decoded(_decode_result, data)
                # What is stored was not private, or it would not be.
                if old is not None or not is_private(file, result.records):
                    self._kept[name] = (Reading(digest, data), file)
                else:
                    self.private.add(file.path)
                yield result

    def digest(self, path: str) -> bytes:
        """A digest of a file that was read, and of the words that it may use; b"" of no file.

        The file of an article is not at the place that its id tells where its name is no id.
        """
        return self._digests.get(path, b"")

    def stored(self, path: str) -> FileResult | None:
        """What the last build read from the file, if it is stored."""
        data = self._store.answer(TABLE, name_of(path)) if self._store else None
        if data is None:
            return None
        result: FileResult = self._decoded(_decode_result, self._decoded(_decode, data).result)
        return result

    def keep_one(
        self, file: SourceFile, result: FileResult, vocabulary: Vocabulary, changes: Changes
    ) -> None:
        """Note that this is to be stored as what was read from the file."""
        (digest,) = digests_of([file], vocabulary)
        reading = Reading(digest, msgspec.Raw(encode(result)))
        changes.answers[TABLE, name_of(file.path)] = encode(reading)

    def keep(self, withheld: WithheldNames, changes: Changes, *, new: bool, anew: bool) -> None:
        """Note what is to be stored; no file that has a withheld name is.

        `new`: only new files need a look, since the stored ones were searched for these names.
        `anew`: nothing that is stored stays.
        """
        known = {} if anew else self._last()
        kept = {
            name: reading
            for name, (reading, file) in self._kept.items()
            if not withheld
            or (new and name in known and known[name].of == reading.of)
            or not has_withheld_name(file, withheld)
        }
        self.private.update(file.path for n, (_, file) in self._kept.items() if n not in kept)
        for name in known.keys() - kept.keys():
            changes.answers[TABLE, name] = None
        for name, reading in kept.items():
            if name not in known or known[name].of != reading.of:
                changes.answers[TABLE, name] = encode(reading)


def digests_of(files: Iterable[SourceFile], vocabulary: Vocabulary) -> list[bytes]:
    """A digest of each file, and of the words that it may use."""
    words = digest_of(encode(vocabulary))
    return [digest_of(file.path.encode(), file.data, words) for file in files]


def name_of(path: str) -> str:
    """The key of a file: a digest, since its path may hold a name that is not to be published."""
    return hashlib.blake2b(path.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _read_batch(vocabulary: Vocabulary, files: Sequence[SourceFile]) -> list[bytes]:
    with one_at_a_time:
        return [encode(read_file(file, vocabulary)) for file in files]
