"""Incremental builds: reads only new files, and makes only parts and pages whose inputs changed.

Each result is stored under a digest of all its inputs. If an earlier build stored a result under
the same digest, that result is reused.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain

import msgspec

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.checks.withholding.leaks import is_leak, is_private, may_show
from defectarchive.engine.readings import decode_reading, encode_reading, encoder
from defectarchive.engine.store import digest_of
from defectarchive.engine.traces import BuildTraces, PageTrace, PartTrace, Readings
from defectarchive.engine.workers import Workers
from defectarchive.frozen import Frozen
from defectarchive.loader.files import FileResult, read_file
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.pages.plan import PlanPart
from defectarchive.pages.shared.planned import PlannedFile, PlannedPage
from defectarchive.render.files import is_listed
from defectarchive.render.html.renderer import renderer_of
from defectarchive.render.site import SitePlan
from defectarchive.views.page import Page
from defectarchive.workspace.manifest import FileDigest, file_digest

_FILES = 64  # Content files in one batch: some 100 ms of work.
# A worker of a cluster may run several threads, and the Markdown engine is not thread-safe.
_one_at_a_time = threading.Lock()
_encode = encoder.encode


class Rereader:
    """Reads content files, and takes the readings of unchanged ones from the cache.

    `kept`: the readings to store. Never stored: drafts, and files that withhold a name or seem
    meant to do so.
    """

    def __init__(self, known: Readings, workers: Workers) -> None:
        self._known = known
        self._workers = workers
        self.kept: Readings = {}
        self._files: dict[bytes, SourceFile] = {}

    def forget(self, withheld: WithheldNames, *, new: bool) -> None:
        """Remove from `kept` every file that has a withheld name.

        `new` True: only new files need a look, since the cached ones were searched for these names.
        """
        for key, file in self._files.items():
            if not (new and key in self._known) and may_show(file, withheld):
                self.kept.pop(key, None)

    @property
    def has_changes(self) -> bool:
        """Whether `kept` differs from what is in the cache."""
        return self.kept.keys() != self._known.keys()

    def read_all(self, files: Sequence[SourceFile], vocabulary: Vocabulary) -> Iterable[FileResult]:
        """A reading for each file, in their order."""
        words = digest_of(_encode(vocabulary))
        keys = [digest_of(file.path.encode(), file.data, words) for file in files]
        recalled = [self._recalled(key) for key in keys]
        new = [file for file, known in zip(files, recalled, strict=True) if known is None]
        with closing(self._workers.map(partial(_read_batch, vocabulary), new, _FILES)) as read:
            for key, file, known in zip(keys, files, recalled, strict=True):
                data = self._known[key] if known is not None else msgspec.Raw(next(read))
                reading = known if known is not None else decode_reading(data)
                if not is_private(file, reading.records):
                    self.kept[key] = data
                    self._files[key] = file
                yield reading

    def _recalled(self, key: bytes) -> FileResult | None:
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


class BuiltFile(Frozen, frozen=True):
    """A file of the site. `data`: None if the published file has the same bytes.

    `leaks`: whether it shows a withheld name. `why`: the reason why a page was rendered again, in a
    phrase; "" if it was not. `trace`: None if the file is not a page.
    """

    path: str
    sum: FileDigest
    data: bytes | None
    leaks: bool = False
    why: str = ""
    trace: PageTrace | None = None


class BuiltPart(Frozen, frozen=True):
    """The files of one part of the plan. `key`: a digest of all their inputs."""

    key: bytes
    trace: PartTrace
    files: Sequence[BuiltFile]


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build left. `made`: its traces; `held`: digests of published files, by path."""

    made: BuildTraces
    held: Mapping[str, FileDigest]

    @classmethod
    def nothing(cls) -> LastBuild:
        """For a build that has no earlier one to go by."""
        return cls(BuildTraces(), {})


class Rebuilder:
    """Makes the files of a plan; reuses published parts and pages whose inputs have not changed.

    `kept`: the traces to store. `listed`: paths of the pages in the sitemap. `sizes`: bytes of each
    file that is not a page, by path. All three grow while files are made.
    """

    def __init__(self, known: LastBuild, workers: Workers, withheld: WithheldNames) -> None:
        self._known = known
        self._workers = workers
        self.withheld = withheld
        self.kept = BuildTraces()
        self.listed: list[str] = []
        self.sizes: dict[str, int] = {}

    @property
    def has_changes(self) -> bool:
        """Whether the traces differ from those in the cache."""
        return self.kept != self._known.made

    def make_site(self, plan: SitePlan) -> Iterator[BuiltFile]:
        """Every file of the site: first all parts, then the files that need the parts' results."""
        yield from self.make_all(plan, chain(plan.file_parts(), plan.page_parts()))
        for file in plan.rest(self.listed, self.sizes.__getitem__):
            data = file.content()
            leaks = is_leak(file.path, data, self.withheld)
            yield BuiltFile(file.path, file_digest(data), data, leaks)

    def make_all(self, plan: SitePlan, parts: Iterable[PlanPart]) -> Iterator[BuiltFile]:
        """The files of these parts, in the order in which they are finished."""
        maker = _PartBuilder(plan, self._known, self.withheld)
        new: list[tuple[bytes, PlanPart]] = []
        known: list[BuiltPart] = []
        for part in parts:
            key = maker.key(part)
            if published := maker.known(key):
                known.append(published)
            else:
                new.append((key, part))
        if self._workers.is_worthwhile(len(new)):
            plan.prepare()
        # New parts come first, since they may start worker processes. The consumer of this stream
        # may start threads (Pagefind's), and forking a process that has threads is unsafe.
        for made in chain(self._workers.map(maker, new, 1, in_order=False), known):
            yield from self._keeping(made)

    def _keeping(self, part: BuiltPart) -> Iterator[BuiltFile]:
        self.kept.parts[part.key] = part.trace
        self.listed += part.trace.listed
        for made in part.files:
            if made.trace is None:
                self.sizes[made.path] = made.sum.size
            else:
                self.kept.pages[made.path] = made.trace
            yield made


class _PartBuilder:
    """Makes parts of a plan; it is sent to the worker processes, and called there."""

    def __init__(self, plan: SitePlan, known: LastBuild, withheld: WithheldNames) -> None:
        self._plan = plan
        self._known = known
        self._withheld = withheld
        # Inputs of every page besides its view, and of every part besides the archive.
        names = "\n".join(withheld.names)
        self._also = digest_of(names.encode(), _encode(dict(plan.sources)))
        self._shared = {
            prefix: digest_of(self._also, _encode(shared))
            for prefix, shared in plan.shared().items()
        }

    def __call__(self, parts: Sequence[tuple[bytes, PlanPart]]) -> list[BuiltPart]:
        with _one_at_a_time:
            return [self._make(key, part) for key, part in parts]

    def key(self, part: PlanPart) -> bytes:
        """A digest of all inputs of the part's files."""
        shared = self._shared[part.prefix]
        return digest_of(shared, _encode(part), _encode(self._plan.own(part)))

    def known(self, key: bytes) -> BuiltPart | None:
        """The published part with this key; None if a file of it is missing or was changed."""
        held, pages = self._known.held, self._known.made.pages
        trace = self._known.made.parts.get(key)
        if trace is None:
            return None
        paths = (*trace.listed, *trace.others)
        if not all(path in held for path in paths):
            return None
        files = [BuiltFile(path, held[path], None, trace=pages.get(path)) for path in paths]
        return BuiltPart(key, trace, files) if _sums(files) == trace.sums else None

    def _make(self, key: bytes, part: PlanPart) -> BuiltPart:
        listed: list[BuiltFile] = []
        others: list[BuiltFile] = []
        for planned in self._plan.make(part):
            if isinstance(planned, PlannedPage):
                (listed if is_listed(planned) else others).append(self._page(planned))
            else:
                others.append(self._file(planned))
        files = [*listed, *others]
        trace = PartTrace(
            tuple(made.path for made in listed), tuple(made.path for made in others), _sums(files)
        )
        return BuiltPart(key, trace, files)

    def _file(self, file: PlannedFile) -> BuiltFile:
        data = file.content()
        total = file_digest(data)
        new = None if self._known.held.get(file.path) == total else data
        return BuiltFile(file.path, total, new, self._leaks(file.path, data))

    def _page(self, page: PlannedPage) -> BuiltFile:
        path = page.path
        key = digest_of(self._also, page.template.encode(), _encode(page.view))
        known, held = self._known.made.pages.get(path), self._known.held.get(path)
        if known and known.key == key and held == FileDigest(known.digest, known.size):
            # No need to search it: the key covers the withheld names, so it was searched for them.
            return BuiltFile(path, held, None, trace=known)
        data = renderer_of(self._plan.sources).render(page)
        total = file_digest(data)
        trace = PageTrace(key, total.digest, total.size, _checksums(page.view))
        names = page.view.__struct_fields__
        why = _why(names, trace, known) if self._known.made.pages else "nothing was known of it"
        new = None if held == total else data
        return BuiltFile(path, total, new, self._leaks(path, data), why, trace)

    def _leaks(self, path: str, data: bytes) -> bool:
        return is_leak(path, data, self._withheld)


def _sums(files: Iterable[BuiltFile]) -> bytes:
    return digest_of(*(f"{made.sum.digest} {made.path}".encode() for made in files))


def _why(names: Sequence[str], new: PageTrace, known: PageTrace | None) -> str:
    """The reason why a page is rendered again, with the names of view fields that changed."""
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
