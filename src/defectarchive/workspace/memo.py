"""The memo points of a build: reading a file, and rendering a page, each by digest."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import msgspec

from defectarchive.frozen import Frozen
from defectarchive.loader.files import Reading, read_file
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.pages.planned import PlannedPage
from defectarchive.pages.views import Page
from defectarchive.render.html import Sources, renderer_of
from defectarchive.source import SourceFile
from defectarchive.workspace.cache import (
    PageMemo,
    Pages,
    Readings,
    decode_reading,
    digest_of,
    encode_reading,
)
from defectarchive.workspace.manifest import Sum, sum_of
from defectarchive.workspace.workers import Workers

_FILES, _PAGES = 64, 48  # in one batch: some 100 ms of work
# The workers of a cluster may have several threads, and the Markdown engine has a state.
_one_at_a_time = threading.Lock()
_encode = msgspec.msgpack.Encoder().encode


class ReadingMemo:
    """Reads files, those that are as they were from memory. `kept` is what to keep of it."""

    def __init__(self, known: Readings, workers: Workers) -> None:
        self._known = known
        self._workers = workers
        self.kept: Readings = {}

    @property
    def is_news(self) -> bool:
        """Whether other files were read than are known."""
        return self.kept.keys() != self._known.keys()

    def read_all(self, files: Sequence[SourceFile], vocabulary: Vocabulary) -> Iterable[Reading]:
        """A reading for each file, in their order."""
        words = digest_of(_encode(vocabulary))
        keys = [digest_of(file.path.encode(), file.data, words) for file in files]
        recalled = [self._recalled(key) for key in keys]
        new = [file for file, known in zip(files, recalled, strict=True) if known is None]
        read = self._workers.over(partial(_read_batch, vocabulary), new, _FILES)
        for key, known in zip(keys, recalled, strict=True):
            if known is None:
                self.kept[key] = msgspec.Raw(next(read))
                yield decode_reading(self.kept[key])
            else:
                self.kept[key] = self._known[key]
                yield known

    def _recalled(self, key: bytes) -> Reading | None:
        data = self._known.get(key)
        if data is None:
            return None
        try:
            return decode_reading(data)
        except (msgspec.DecodeError, ValueError):
            del self._known[key]
            return None


def _read_batch(vocabulary: Vocabulary, files: Sequence[SourceFile]) -> list[bytes]:
    with _one_at_a_time:
        return [encode_reading(read_file(file, vocabulary)) for file in files]


class Made(Frozen, frozen=True):
    """A page of the site. `data` None: it is as published. `why` it was made anew, in a phrase."""

    path: str
    sum: Sum
    data: bytes | None
    why: str = ""


class RenderingMemo:
    """Renders pages, those whose views are as they were not at all. `kept`: what to keep of it.

    `also`: a digest of whatever else a page depends on. `holds`: whether the published site has a
    file of that digest at that path.
    """

    def __init__(
        self, known: Pages, workers: Workers, also: bytes, holds: Callable[[str, str], bool]
    ) -> None:
        self._known = known
        self._workers = workers
        self._also = also
        self._holds = holds
        self.kept: Pages = {}

    @property
    def is_news(self) -> bool:
        """Whether other pages were made than are known, or of other views."""
        return self.kept != self._known

    def render_all(self, pages: Iterable[PlannedPage], sources: Sources) -> Iterator[Made]:
        """Every page, in no order to rely on: what is as published comes sooner."""
        passed: list[Made] = []
        keys: list[_Key] = []
        function = partial(_render_batch, tuple(sources.items()))
        work = self._to_render(pages, digest_of(_encode(dict(sources))), passed, keys)
        for rendered in self._workers.over(function, work, _PAGES):
            yield from passed
            passed.clear()
            yield self._made(keys.pop(0), rendered)
        yield from passed

    def _to_render(
        self,
        pages: Iterable[PlannedPage],
        templates: bytes,
        passed: list[Made],
        keys: list[_Key],
    ) -> Iterator[PlannedPage]:
        """The pages that have to be rendered; all others go to `passed`."""
        for page in pages:
            digest = digest_of(self._also, templates, page.template.encode(), _encode(page.view))
            known = self._known.get(page.path)
            if known and known.key == digest and self._holds(page.path, known.digest):
                self.kept[page.path] = known
                passed.append(Made(page.path, Sum(known.digest, known.size), None))
            else:
                keys.append(_Key(page.path, page.view.__struct_fields__, digest))
                yield page

    def _made(self, key: _Key, rendered: _Rendered) -> Made:
        data, total, fields = rendered
        known = self._known.get(key.path)
        self.kept[key.path] = new = PageMemo(key.digest, total.digest, total.size, fields)
        why = _why(key.names, new, known) if self._known else "nothing was known of it"
        return Made(key.path, total, data, why)


class _Key(Frozen, frozen=True):
    """A page that is being rendered. names: of its view's fields."""

    path: str
    names: tuple[str, ...]
    digest: bytes


# Bytes, their sum, and a checksum for each field of the view.
_Rendered = tuple[bytes, Sum, tuple[int, ...]]


def _why(names: Sequence[str], new: PageMemo, known: PageMemo | None) -> str:
    """Why a page is made anew: what of its view has changed, where there was one."""
    if known is None:
        return "it is new"
    if len(names) == len(known.fields):
        pairs = zip(names, new.fields, known.fields, strict=True)
        changed = [name.replace("_", " ") for name, one, other in pairs if one != other]
        if changed:
            return f"{' and '.join(changed)} changed"
        if known.key == new.key:
            return "it was not as published"
    return "its template changed"


def _render_batch(
    sources: tuple[tuple[str, str], ...], pages: Sequence[PlannedPage]
) -> list[_Rendered]:
    with _one_at_a_time:
        renderer = renderer_of(dict(sources))
        rendered = [(page, renderer.render(page)) for page in pages]
        return [(data, sum_of(data), _checksums(page.view)) for page, data in rendered]


def _checksums(view: Page) -> tuple[int, ...]:
    fields = (getattr(view, name) for name in view.__struct_fields__)
    return tuple(zlib.crc32(_encode(field)) for field in fields)
