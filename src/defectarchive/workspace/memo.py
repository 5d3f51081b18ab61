"""The memo points of a build: reading a file, and making a part or a page, each by digest."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain

import msgspec

from defectarchive.checks.leaks import is_leak, is_private, may_show
from defectarchive.checks.withholding import Withheld
from defectarchive.frozen import Frozen
from defectarchive.loader.files import Reading, read_file
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.pages.plan import Part
from defectarchive.pages.planned import PlannedPage
from defectarchive.pages.views import Page
from defectarchive.render.files import is_listed
from defectarchive.render.html import Sources, renderer_of
from defectarchive.render.planned import Plan, PlannedFile
from defectarchive.source import SourceFile
from defectarchive.workspace.cache import (
    MadeMemo,
    PageMemo,
    PartMemo,
    Readings,
    decode_reading,
    digest_of,
    encode_reading,
    encoder,
)
from defectarchive.workspace.manifest import Sum, sum_of
from defectarchive.workspace.workers import Workers

_FILES = 64  # in one batch: some 100 ms of work
# The workers of a cluster may have several threads, and the Markdown engine has a state.
_one_at_a_time = threading.Lock()
_encode = encoder.encode


class ReadingMemo:
    """Reads files, those that are as they were from memory. `kept` is what to keep of it.

    Never kept: drafts, and files that withhold a name or may mean to.
    """

    def __init__(self, known: Readings, workers: Workers) -> None:
        self._known = known
        self._workers = workers
        self.kept: Readings = {}
        self._files: dict[bytes, SourceFile] = {}

    def forget(self, withheld: Withheld, *, new: bool) -> None:
        """Keep no file with a name that is withheld. `new`: the known ones were looked through."""
        for key, file in self._files.items():
            if not (new and key in self._known) and may_show(file, withheld):
                self.kept.pop(key, None)

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
        with closing(self._workers.over(partial(_read_batch, vocabulary), new, _FILES)) as read:
            for key, file, known in zip(keys, files, recalled, strict=True):
                data = self._known[key] if known is not None else msgspec.Raw(next(read))
                reading = known if known is not None else decode_reading(data)
                if not is_private(file, reading.records):
                    self.kept[key] = data
                    self._files[key] = file
                yield reading

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
    """A file of the site. `data` None: it is as published. `why` it was made anew, in a phrase.

    `leaks`: a name that is withheld. `memo`: of a page.
    """

    path: str
    sum: Sum
    data: bytes | None
    leaks: bool = False
    why: str = ""
    memo: PageMemo | None = None


class MadePart(Frozen, frozen=True):
    """The files of a part of the plan; `key`: a digest of all that they depend on."""

    key: bytes
    memo: PartMemo
    files: Sequence[Made]


@dataclass(frozen=True, slots=True)
class Known:
    """What the last build left: what it made of what, and the sums of published files by path."""

    made: MadeMemo
    held: Mapping[str, Sum]


class MakingMemo:
    """Makes the files of a plan, but no parts that see what they saw, and no pages of such views.

    `kept`: what to keep of it. `listed`: paths of the pages that stand in the sitemap; `sizes`: of
    all files but pages, in bytes.
    """

    def __init__(self, known: Known, workers: Workers, withheld: Withheld) -> None:
        self._known = known
        self._workers = workers
        self.withheld = withheld
        self.kept = MadeMemo()
        self.listed: list[str] = []
        self.sizes: dict[str, int] = {}

    @property
    def is_news(self) -> bool:
        """Whether other pages were made than are known, or of other views."""
        return self.kept != self._known.made

    def make_all(self, plan: Plan, parts: Iterable[Part], sources: Sources) -> Iterator[Made]:
        """All that there is in these parts of the plan, as it gets ready."""
        maker = _Maker(plan, sources, self._known, self.withheld)
        new: list[tuple[bytes, Part]] = []
        known: list[MadePart] = []
        for part in parts:
            key = maker.key(part)
            if found := maker.known(key):
                known.append(found)
            else:
                new.append((key, part))
        if self._workers.spread(len(new)):
            plan.prepare()
        # The new ones first: whoever gets them may start threads, and after that it is late to
        # make processes.
        for made in chain(self._workers.over(maker, new, 1, in_order=False), known):
            yield from self._keeping(made)

    def _keeping(self, part: MadePart) -> Iterator[Made]:
        self.kept.parts[part.key] = part.memo
        self.listed += part.memo.listed
        for made in part.files:
            if made.memo is None:
                self.sizes[made.path] = made.sum.size
            else:
                self.kept.pages[made.path] = made.memo
            yield made


class _Maker:
    """Makes parts of a plan, wherever it is brought to."""

    def __init__(self, plan: Plan, sources: Sources, known: Known, withheld: Withheld) -> None:
        self._plan = plan
        self._sources = sources
        self._known = known
        self._withheld = withheld
        # What each page depends on besides its view, and each part besides what it sees.
        names = "\n".join(withheld.names)
        self._also = digest_of(names.encode(), _encode(dict(sources)))
        self._shared = {
            edition: digest_of(self._also, _encode(shared))
            for edition, shared in plan.shared().items()
        }

    def __call__(self, parts: Sequence[tuple[bytes, Part]]) -> list[MadePart]:
        with _one_at_a_time:
            return [self._make(key, part) for key, part in parts]

    def key(self, part: Part) -> bytes:
        """A digest of all that the part's files depend on."""
        shared = self._shared[part.edition]
        return digest_of(shared, _encode(part), _encode(self._plan.own(part)))

    def known(self, key: bytes) -> MadePart | None:
        """The part of that key as published, where it is there."""
        held, pages = self._known.held, self._known.made.pages
        memo = self._known.made.parts.get(key)
        if memo is None:
            return None
        paths = (*memo.listed, *memo.others)
        if not all(path in held for path in paths):
            return None
        files = [Made(path, held[path], None, memo=pages.get(path)) for path in paths]
        return MadePart(key, memo, files) if _sums(files) == memo.sums else None

    def _make(self, key: bytes, part: Part) -> MadePart:
        listed: list[Made] = []
        others: list[Made] = []
        for planned in self._plan.make(part):
            if isinstance(planned, PlannedPage):
                (listed if is_listed(planned) else others).append(self._page(planned))
            else:
                others.append(self._file(planned))
        files = [*listed, *others]
        memo = PartMemo(
            tuple(made.path for made in listed), tuple(made.path for made in others), _sums(files)
        )
        return MadePart(key, memo, files)

    def _file(self, file: PlannedFile) -> Made:
        data = file.content()
        total = sum_of(data)
        new = None if self._known.held.get(file.path) == total else data
        return Made(file.path, total, new, self._leaks(file.path, data))

    def _page(self, page: PlannedPage) -> Made:
        path = page.path
        key = digest_of(self._also, page.template.encode(), _encode(page.view))
        known, held = self._known.made.pages.get(path), self._known.held.get(path)
        if known and known.key == key and held == Sum(known.digest, known.size):
            # It was looked through for the same names when it was made.
            return Made(path, held, None, memo=known)
        data = renderer_of(self._sources).render(page)
        total = sum_of(data)
        memo = PageMemo(key, total.digest, total.size, _checksums(page.view))
        names = page.view.__struct_fields__
        why = _why(names, memo, known) if self._known.made.pages else "nothing was known of it"
        new = None if held == total else data
        return Made(path, total, new, self._leaks(path, data), why, memo)

    def _leaks(self, path: str, data: bytes) -> bool:
        return is_leak(path, data, self._withheld)


def _sums(files: Iterable[Made]) -> bytes:
    return digest_of(*(f"{made.sum.digest} {made.path}".encode() for made in files))


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


def _checksums(view: Page) -> tuple[int, ...]:
    fields = (getattr(view, name) for name in view.__struct_fields__)
    return tuple(zlib.crc32(_encode(field)) for field in fields)
