"""The full-text index: made by Pagefind while pages are rendered, only if some text has changed.

`FullText.through` passes on the stream of finished files unchanged. At the first page whose text
has changed it starts Pagefind, which then gets every page, in the order of the index. Pages that
were not rendered again are read from the published site. If no text has changed, the published
index is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from defectarchive.engine.digests import digest_of
from defectarchive.engine.open_store import OpenStore
from defectarchive.engine.traces import TextsTrace, TextTrace
from defectarchive.pages.search.texts import TEXTS, SearchablePage, ids_file
from defectarchive.pages.shared import routes
from defectarchive.search.text_documents import (
    ENTRY,
    EXCLUDED,
    FRAGMENT,
    UnreadableIndexError,
    address,
    address_in,
    document,
    ids_script,
    sorted_entry,
)
from defectarchive.workspace.errors import WorkspaceError
from defectarchive.workspace.manifest import FileDigest, file_digest
from defectarchive.workspace.output import Output
from defectarchive.workspace.pagefind import Indexing, Pagefind
from defectarchive.workspace.patch import Content, whole

Artifact = tuple[str, Content]
_LICENCE = Path(__file__).with_name("LICENSE-pagefind")


@contextmanager
def indexed(
    pagefind: Pagefind | None,
    pages: Callable[[], Mapping[str, Sequence[SearchablePage]]],
    output: Output,
    store: OpenStore,
) -> Iterator[Callable[[Iterable[Artifact]], Iterator[Artifact]]]:
    """A function that passes on a stream of files and adds the full-text index of `pages` to it.

    `pages` gives them by language. `pagefind` None: no index is added. When the `with` statement
    ends without an exception, the trace of a new index is stored for the next build.
    """
    if pagefind is None:
        yield iter
        return
    known = store.texts() or TextsTrace(b"", {}, {})
    fulltext = FullText(pagefind, pages(), output, known)
    try:
        yield fulltext.through
    finally:
        fulltext.end()
    if fulltext.kept != known:
        store.keep_texts(fulltext.kept)


class FullText:
    """The indexing of one build. `kept`: its trace, complete once all files have passed through."""

    def __init__(
        self,
        pagefind: Pagefind,
        pages: Mapping[str, Sequence[SearchablePage]],
        output: Output,
        known: TextsTrace,
    ) -> None:
        self.kept = known
        self._pagefind = pagefind
        self._pages = pages
        self._output = output
        self._known = known
        self._expected = {
            routes.file_of(page.path): (page, language)
            for language, some in pages.items()
            for page in some
        }
        self._noted: dict[str, TextTrace] = {}
        self._indexing: Indexing | None = None
        # Paths of the pages that Pagefind has yet to get, in order; the next of them; and the texts
        # of pages that were finished before their turn.
        self._turns = iter(self._expected)
        self._next = next(self._turns, None)
        self._early: dict[str, bytes] = {}

    def through(self, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
        """All files, unchanged and in the same order, then the files of the index."""
        for path, content in artifacts:
            if path in self._expected:
                self._note(path, content)
            yield path, content
        order = [path for path in self._expected if path in self._noted]
        if not order:
            return
        noted = (self._noted[path].text for path in order)
        key = digest_of(self._pagefind.version.encode(), *noted)
        if self._indexing is None and key == self._known.key and self._is_published():
            self.kept = TextsTrace(key, self._noted, self._known.files)
            yield from self._known.files.items()
            return
        self._expected = {path: self._expected[path] for path in order}
        self._feed(self._started(), to_the_end=True)
        files: dict[str, FileDigest] = {}
        for path, data in self._made(self._started()):
            files[path] = file_digest(data)
            yield path, data
        self.kept = TextsTrace(key, self._noted, files)

    def end(self) -> None:
        """Stop Pagefind if it is running."""
        if self._indexing is not None:
            self._indexing.end()

    def _is_published(self) -> bool:
        files = self._known.files.items()
        return all(self._output.holds(path, file.digest) for path, file in files)

    def _note(self, path: str, content: Content) -> None:
        known = self._known.pages.get(path)
        if isinstance(content, FileDigest):
            if known and known.page == content.digest:
                self._noted[path] = known
                if self._indexing is not None:
                    self._feed(self._indexing)
                return
            digest, text = content.digest, self._text(path, self._output.read(path))
        else:
            data = whole(content)
            digest, text = file_digest(data).digest, self._text(path, data)
        self._noted[path] = TextTrace(digest, digest_of(self._address(path), text))
        as_published = (
            known is not None
            and known.text == self._noted[path].text
            and self._output.holds(path, known.page)
        )
        if self._indexing is None and as_published:
            return
        self._early[path] = text
        self._feed(self._started())

    def _started(self) -> Indexing:
        if self._indexing is None:
            self._indexing = Indexing(self._pagefind)
            self._indexing.begin(EXCLUDED)
        return self._indexing

    def _feed(self, indexing: Indexing, *, to_the_end: bool = False) -> None:
        """Give Pagefind every page whose turn has come. `to_the_end`: all that are left."""
        while self._next is not None and (to_the_end or self._next in self._noted):
            path, self._next = self._next, next(self._turns, None)
            if path in self._noted:
                text = self._early.pop(path, None)
                if text is None:
                    text = self._text(path, self._output.read(path))
                indexing.add(self._address(path).decode(), text)

    def _text(self, path: str, page: bytes) -> bytes:
        return document(page, self._expected[path][1])

    def _address(self, path: str) -> bytes:
        return address(self._expected[path][0]).encode()

    def _made(self, indexing: Indexing) -> Iterator[tuple[str, bytes]]:
        """The files of the index, a list of Pagefind's page ids for each language, the licence."""
        ids: dict[str, str] = {}
        try:
            for name, data in indexing.finish():
                if name.endswith(FRAGMENT):
                    ids[address_in(data)] = Path(name).stem
                yield TEXTS + name, sorted_entry(data) if name == ENTRY else data
        except UnreadableIndexError as problem:
            raise WorkspaceError(
                "pagefind-changed",
                f"the index of Pagefind {self._pagefind.version} is not as it was in 1.5.2, and "
                "cannot be used; --no-search builds without it",
            ) from problem
        for language, pages in self._pages.items():
            yield ids_file(language), ids_script(pages, ids)
        yield f"{TEXTS}LICENSE.txt", _LICENCE.read_bytes()
