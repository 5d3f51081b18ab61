"""Keeping the copy of an article, and looking its wordings up in the copy that is kept."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import field

from defectarchive.checks.quotations.compare import (
    Quoted,
    look_up,
    not_found_errors,
    quotes_digest,
)
from defectarchive.checks.quotations.find import Found
from defectarchive.desk.copies.fetch import Fetch, fetch
from defectarchive.desk.copies.kinds import LARGEST, ReadCopy, read_copy
from defectarchive.desk.copies.register import register_with
from defectarchive.diagnostics.diagnostic import Diagnostic, Span, did_you_mean
from defectarchive.frozen import Frozen
from defectarchive.loader.files import Loaded
from defectarchive.loader.layout import COPIES_FILE
from defectarchive.model.dates.date import Date
from defectarchive.model.records import ArticleRecord, CopyRecord
from defectarchive.workspace.copies import LARGEST_TEXT, copies_folder, text_file
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError, wrap_os_errors
from defectarchive.workspace.source_tree import read_at_most

_URL = re.compile("[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class KeptCopy(Frozen, frozen=True):
    """A copy of one article, and its wordings looked up in it. `faults`: those not found.

    `files`: what is to be written among the copies, by name.
    """

    article: ArticleRecord
    record: CopyRecord
    quotes: tuple[Quoted, ...]
    faults: tuple[Diagnostic, ...]
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def found(self) -> int:
        """How many of the wordings stand in the copy."""
        return sum(isinstance(quote.at, Found) for quote in self.quotes)


class CopyDesk:
    """The copies of one archive. Nothing is written but by the two that say so."""

    def __init__(self, content: Path, loaded: Loaded, fetch_page: Fetch = fetch) -> None:
        self._content = content
        self._folder = copies_folder(content)
        self._articles = {article.id: article for article in loaded.records.articles}
        self._former = {
            old.text: article.id
            for article in loaded.records.articles
            for old in (*article.merged_from, *article.former_ids)
        }
        self._records = {record.id: record for record in loaded.records.copies}
        self._fetch = fetch_page

    def keep(self, identifier: str, source: str, today: Date) -> KeptCopy:
        """The copy of that article: `source` is a file, or an address to fetch it from.

        Raises WrongUsageError and WorkspaceError.
        """
        article = self._article(identifier)
        data = self._fetch(source) if is_address(source) else _file(Path(source))
        before, url = self._record_of(article), article.url or source
        if before is not None and before.sha256 == hashlib.sha256(data).hexdigest():
            # The same copy, perhaps lost here meanwhile: it was kept when it was kept, as what it
            # was then.
            copy = read_copy(data, before.file, url)
            return self._looked_up(article, copy, before.file, before.kept)
        copy = read_copy(data, source, url)
        return self._looked_up(article, copy, self._free_name(article.id, copy), today)

    def again(self, identifiers: Sequence[str]) -> Iterator[KeptCopy]:
        """The copies of these articles looked at again; of none named, all that are here.

        Raises WrongUsageError and WorkspaceError, among others for a copy that was changed.
        """
        if identifiers:
            articles = [self._article(identifier) for identifier in identifiers]
        else:
            articles = [article for article in self._articles.values() if self._is_here(article)]
        for article in articles:
            record = self._record_of(article)
            if record is None:
                raise WrongUsageError("no-copy", f"no copy of {article.id} is kept yet")
            if not self._is_here(article):
                message = f"the copy of {article.id}, {record.file}, is not on this machine"
                raise WrongUsageError("no-copy", message)
            data = _file(self._folder / record.file)
            if hashlib.sha256(data).hexdigest() != record.sha256:
                message = f"{record.file} is not the copy that was kept of {article.id}"
                remedy = "put that one back, or keep this one: defectarchive keep"
                raise WorkspaceError("copy-changed", f"{message}; {remedy}")
            copy = read_copy(data, record.file, article.url)
            yield self._looked_up(article, copy, record.file, record.kept)

    def missing(self) -> int:
        """How many copies are recorded and are not on this machine."""
        return sum(
            self._record_of(article) is not None and not self._is_here(article)
            for article in self._articles.values()
        )

    def register(self, copies: Iterable[KeptCopy]) -> bytes:
        """copies.yaml as it is with these copies."""
        befores = ((self._record_of(copy.article), copy.record) for copy in copies)
        changes = ((before.id if before else record.id, record) for before, record in befores)
        return register_with(self._register_before(), changes)

    def difference(self, register: bytes, shown: str) -> str:
        """How that changes copies.yaml, which is called `shown`; "" where it does not."""
        old, new = (
            data.decode("utf-8", "replace").splitlines(keepends=True)
            for data in (self._register_before(), register)
        )
        return "".join(difflib.unified_diff(old, new, shown, shown))

    def write_copies(self, copies: Iterable[KeptCopy]) -> None:
        """Write the copies and their texts. Raises WorkspaceError, before it would lose a copy."""
        with wrap_os_errors("write", self._folder):
            for copy in copies:
                self._folder.mkdir(exist_ok=True)
                place = self._folder / copy.record.file
                if place.exists() and place.read_bytes() != copy.files[copy.record.file]:
                    message = f"{place} is another copy than the one that is kept of that name"
                    raise WorkspaceError("copy-changed", f"{message}: move it away first")
                for name, data in copy.files.items():
                    _write(self._folder / name, data)

    def write_register(self, register: bytes) -> None:
        """Write copies.yaml, where that changes it. Raises WorkspaceError."""
        with wrap_os_errors("write", self._content):
            if register != self._register_before():
                _write(self._content / COPIES_FILE, register)

    # --- parts ----------------------------------------------------------------------------------

    def _article(self, identifier: str) -> ArticleRecord:
        identifier = self._former.get(identifier, identifier)
        if (article := self._articles.get(identifier)) is None:
            hint = did_you_mean(identifier, self._articles)
            message = f"there is no article {identifier} in {self._content}"
            raise WrongUsageError("no-article", f"{message}; {hint}" if hint else message)
        return article

    def _record_of(self, article: ArticleRecord) -> CopyRecord | None:
        former = (old for old, now in self._former.items() if now == article.id)
        names = (article.id, *former)
        return next((self._records[name] for name in names if name in self._records), None)

    def _is_here(self, article: ArticleRecord) -> bool:
        record = self._record_of(article)
        return record is not None and (self._folder / record.file).is_file()

    def _free_name(self, identifier: str, copy: ReadCopy) -> str:
        """A name for the copy that no other file has: an earlier copy stays as it is."""
        taken = {place.name.partition(".")[0] for place in self._folder.glob("*.*")}
        stem, number = identifier, 1
        while stem in taken:
            if (self._folder / f"{stem}{copy.ending}").is_file() and copy.data == _file(
                self._folder / f"{stem}{copy.ending}"
            ):
                break
            number += 1
            stem = f"{identifier}-{number}"
        return f"{stem}{copy.ending}"

    def _looked_up(self, article: ArticleRecord, copy: ReadCopy, name: str, kept: Date) -> KeptCopy:
        text = copy.data if copy.plain else copy.text.encode()
        if len(text) > LARGEST_TEXT:
            message = f"the text of {name} is longer than any article's: {len(text) / 1e6:.0f} MB"
            raise WrongUsageError("copy-file", message)
        quotes = look_up(article, copy.text)
        found = (quote.wording for quote in quotes if isinstance(quote.at, Found))
        record = CopyRecord(
            id=article.id,
            span=Span(COPIES_FILE),
            file=name,
            sha256=hashlib.sha256(copy.data).hexdigest(),
            kept=kept,
            text=hashlib.sha256(text).hexdigest(),
            quotes=quotes_digest(found),
        )
        files = {name: copy.data, text_file(name): text}
        faults = not_found_errors(article.id, quotes, copy.text)
        return KeptCopy(article, record, quotes, faults, files)

    def _register_before(self) -> bytes:
        place = self._content / COPIES_FILE
        return place.read_bytes() if place.is_file() else b""


def is_address(source: str) -> bool:
    """Whether a copy is to be fetched, and not read from a file."""
    return _URL.match(source) is not None


def read_source_of(source: str) -> bytes:
    """What is to be kept: of a file, or fetched. Raises WrongUsageError and WorkspaceError."""
    return fetch(source) if is_address(source) else _file(Path(source))


def _file(place: Path) -> bytes:
    if not place.is_file():
        what = f"{place} is a folder, not a file" if place.is_dir() else f"there is no file {place}"
        raise WrongUsageError("copy-file", what)
    return read_at_most(place.resolve(), LARGEST + 1)


def _write(place: Path, data: bytes) -> None:
    """Write the file whole or not at all; one with the same bytes keeps its time."""
    if place.is_file() and place.read_bytes() == data:
        return
    part = place.with_name(f".{place.name}.part")
    part.write_bytes(data)
    os.replace(part, place)  # noqa: PTH105
