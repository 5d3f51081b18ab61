"""Incremental builds: what has been made is made again only if an answer that it read has changed.

A task makes a part of the plan. Its trace has the numbers of all answers that it read (trace.py).
It is up to date if none of these has changed since the last build, and its files are published.
Where an answer comes out as it was, whatever read it is left alone.

After: Mokhov, Mitchell, Peyton Jones, *Build Systems à la Carte* (2018): verifying traces, with a
scheduler that knows the order of all tasks beforehand.
"""

from __future__ import annotations

import contextlib
import threading
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec.structs import replace

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.checks.withholding.leaks import is_leak
from defectarchive.engine.codec import decoder_of, encode
from defectarchive.engine.digests import digest_of
from defectarchive.engine.pieces import PublishedPieces, joined
from defectarchive.engine.store import Changes, Store
from defectarchive.engine.tables.known import Known
from defectarchive.engine.traces import (
    Changed,
    FileTrace,
    RowsTrace,
    TracedParts,
    packed,
    unpacked,
)
from defectarchive.engine.workers import Workers
from defectarchive.frozen import Frozen
from defectarchive.pages.plan import PlanPart, side_by_side
from defectarchive.pages.rows import ALL_ROWS
from defectarchive.pages.shared.planned import (
    OwnFile,
    PiecedFile,
    Planned,
    PlannedCard,
    PlannedPage,
)
from defectarchive.render.files import is_listed
from defectarchive.render.site import SitePlan
from defectarchive.views.page import Page
from defectarchive.workspace.manifest import FileDigest, file_digest
from defectarchive.workspace.patch import Patch, whole

# How many tasks about one thing a worker process gets at once: some 50 ms of work.
_TASKS = 24
# A worker of a cluster may run several threads, and the Markdown engine is not thread-safe.
one_at_a_time = threading.Lock()
_decode_files = decoder_of(tuple[FileTrace, ...])
_decode_rows = decoder_of(RowsTrace)
_decode_ids = decoder_of(tuple[str, ...])
_NO_ROWS = RowsTrace(encode(()), b"", b"")
EVERY_PAGE = "every page"
"""The name in `meta` of the inputs of all tasks of an edition, before its prefix."""
_ROWS = "rows"  # The name in `meta` of what rows of a kind have read, before prefix and kind.


class PublishedFile(Protocol):
    """Digest and size of a file."""

    @property
    def digest(self) -> str: ...

    @property
    def size(self) -> int: ...


def is_same(one: PublishedFile | None, other: PublishedFile) -> bool:
    """Whether two files have the same bytes."""
    return one is not None and one.digest == other.digest and one.size == other.size


class BuiltFile(Frozen, frozen=True):
    """A file of the site. `data`: None if the published file has the same bytes.

    `leaks`: whether it shows a withheld name. `why`: the reason why a page was rendered again, in a
    phrase; "" if it was not.
    """

    trace: FileTrace
    data: bytes | Patch | None
    leaks: bool = False
    why: str = ""

    @property
    def path(self) -> str:
        return self.trace.path

    @property
    def digest(self) -> FileDigest:
        return FileDigest(self.trace.digest, self.trace.size)


class Task(Frozen, frozen=True):
    """A task that was run. `read`: the numbers of the answers that it read."""

    key: str
    read: bytes
    files: tuple[BuiltFile, ...]


Tasks = Mapping[str, tuple[bytes, tuple[FileTrace, ...]]]
"""Of each task, by key, what it read and the files that it made."""


class LastTasks(Frozen, frozen=True):
    """What the last build left: traces and files of tasks by key, and what is published.

    `inputs`: by prefix of the edition, a digest of what all its tasks depend on besides answers.
    `rows`: by prefix and kind (`_rows_of`), what rows have read. `site`: the folder of the
    published site, None if nothing is to be read of it.
    """

    tasks: Tasks
    published: Mapping[str, PublishedFile]
    inputs: Mapping[str, bytes]
    rows: Mapping[str, RowsTrace]
    site: Path | None = None

    @classmethod
    def nothing(cls, published: Mapping[str, PublishedFile]) -> LastTasks:
        """For a build that has no earlier one to go by."""
        return cls({}, published, {}, {})

    @classmethod
    def of(
        cls,
        store: Store | None,
        published: Mapping[str, PublishedFile],
        prefixes: Collection[str],
        site: Path,
    ) -> LastTasks:
        """What is in the store. Raises StoreError."""
        if store is None:
            return cls.nothing(published)
        try:
            tasks = {key: (trace, _decode_files(result)) for key, trace, result in store.tasks()}
            kinds = [_rows_of(prefix, name) for prefix in prefixes for name in ALL_ROWS]
            stored = ((kind, store.meta(kind)) for kind in kinds)
            rows = {kind: _decode_rows(data) for kind, data in stored if data is not None}
        except (msgspec.DecodeError, ValueError) as problem:
            raise store.damaged() from problem
        inputs = {prefix: store.meta(f"{EVERY_PAGE} {prefix}") or b"" for prefix in prefixes}
        return cls(tasks, published, inputs, rows, site)

    def is_published(self, files: Sequence[FileTrace]) -> bool:
        """Whether all these files are published as they were made."""
        there = [self.published.get(file.path) for file in files]
        return all(map(is_same, there, files))


def _rows_of(prefix: str, name: str) -> str:
    return f"{_ROWS} {prefix}:{name}"


def key_of(part: PlanPart) -> str:
    """The key of the task that makes a part of the plan."""
    return f"{part.prefix}:{part.name}:{part.thing}"


class Rebuilder:
    """Makes the files of a plan; reuses those of tasks that are up to date.

    `listed`: paths of the pages in the sitemap. `sizes`: bytes of each file that is not a page, by
    path. `tasks`: traces and files of all tasks, by key. `kept`: the files of those that are up to
    date, with their sums. All grow while files are made. `inputs` and `rows`: see `LastTasks`.
    """

    def __init__(
        self, plan: SitePlan, last: LastTasks, workers: Workers, withheld: WithheldNames
    ) -> None:
        self._plan = plan
        self._last = last
        self._workers = workers
        self._withheld = withheld
        self._digest = _digest_of_inputs(plan, withheld)
        self.inputs = {
            prefix: digest_of(self._digest, encode(context.edition), encode(plan.deployment))
            for prefix, context in plan.editions.items()
        }
        self.tasks: dict[str, tuple[bytes, tuple[FileTrace, ...]]] = {}
        self.rows: dict[str, RowsTrace] = {}
        self.kept: list[tuple[str, FileDigest]] = []
        self.listed: list[str] = []
        self.sizes: dict[str, int] = {}

    def note(self, changes: Changes) -> None:
        """Note what of all this is to be stored, once all files have been made, and forget it."""
        last = self._last
        for prefix, digest in self.inputs.items():
            if last.inputs.get(prefix) != digest:
                changes.meta[f"{EVERY_PAGE} {prefix}"] = digest
        for key, task in self.tasks.items():
            if last.tasks.get(key) != task:
                changes.tasks[key] = (task[0], encode(task[1]))
        for key in last.tasks.keys() - self.tasks.keys():
            changes.tasks[key] = None
        self.note_rows(changes)
        # It takes as much memory as the manifest will.
        self._last, self.tasks, self.rows = LastTasks.nothing({}), {}, {}

    def note_rows(self, changes: Changes) -> None:
        """Note what of the rows is to be stored, once all have been made."""
        for kind, traces in self.rows.items():
            if self._last.rows.get(kind) != traces:
                changes.meta[kind] = encode(traces)

    def make_rows(
        self, known: Known, changed: Collection[int], changes: Changes
    ) -> Iterator[set[int]]:
        """Make the rows anew that read what has changed, table by table.

        For each the numbers of the rows that came out otherwise. What is in `changes` may be
        written after each.
        """
        last, numbers = self._last, set(changed)
        for prefix, context in self._plan.editions.items():
            is_fresh = last.inputs.get(prefix) == self.inputs[prefix]
            for name, answers in known.rows(prefix).items():
                kind = context.row_kinds[name]
                ids = (*dict.fromkeys(getattr(context.archive, kind.things)),)
                new = {*answers.keep_only(ids, changes)}
                done = last.rows.get(_rows_of(prefix, name), _NO_ROWS) if is_fresh else _NO_ROWS
                row = partial(kind.make, context)
                trace, made = self._rows(ids, done, Changed(numbers | new), row)
                self.rows[_rows_of(prefix, name)] = trace
                for identifier, value in made:
                    new.update(answers.put(identifier, value, changes))
                numbers |= new
                yield new

    def _rows(
        self, ids: tuple[str, ...], done: RowsTrace, changed: Changed, make: Callable[[str], Any]
    ) -> tuple[RowsTrace, list[tuple[str, Any]]]:
        """What the rows of these have read, and those that are made anew."""
        keys = encode(ids)
        before = ids if keys == done.keys else _decode_ids(done.keys)
        parts = TracedParts(before, done.counts, done.read)
        counts: list[bytes] = []
        read: list[bytes] = []
        made: list[tuple[str, Any]] = []
        for span in parts.spans(ids, parts.touched(changed)):
            if isinstance(span, str):
                with self._plan.trace.noting() as numbers:
                    made.append((span, make(span)))
                counts.append(packed([len(numbers)]))
                read.append(packed(sorted(numbers)))
            else:
                counts.append(parts.counts_of(*span))
                read.append(parts.read_of(*span))
        return RowsTrace(keys, b"".join(counts), b"".join(read)), made

    def make_site(self, changed: Collection[int]) -> Iterator[BuiltFile]:
        """Every file of the site but `kept`: first all parts, then those that need their results.

        `changed`: numbers of the answers that are not as they were at the last build.
        """
        plan = self._plan
        yield from self.make_all(chain(plan.file_parts(), plan.page_parts()), changed)
        for file in plan.rest(self.listed, self.sizes.__getitem__):
            data = file.content()
            trace = _trace(file.path, data)
            leaks = not isinstance(file, OwnFile) and is_leak(file.path, data, self._withheld)
            yield BuiltFile(trace, data, leaks)

    def make_all(self, parts: Iterable[PlanPart], changed: Collection[int]) -> Iterator[BuiltFile]:
        """The files of these parts that are not `kept`, in the order in which they are finished."""
        last, numbers = self._last, Changed(changed)
        fresh = {p for p, digest in self.inputs.items() if last.inputs.get(p) == digest}
        touched = numbers.touched({key: task[0] for key, task in last.tasks.items()})
        stale: list[PlanPart] = []
        kept: list[FileTrace] = []
        for part in parts:
            key = key_of(part)
            done = last.tasks.get(key) if part.prefix in fresh else None
            if done is None or key in touched or not last.is_published(done[1]):
                stale.append(part)
            else:
                self.tasks[key] = done
                kept.extend(done[1])
        batches = [*_batches(side_by_side(stale, self._plan.archive))]
        runner = _TaskRunner(self._plan, last, stale, self._withheld, self._digest, numbers, fresh)
        # New parts come first, since they may start worker processes. The consumer of this stream
        # may start threads (Pagefind's), and forking a process that has threads is unsafe.
        for task in chain.from_iterable(self._workers.map(runner, batches, 1, in_order=False)):
            files = tuple(file.trace for file in task.files)
            self.tasks[task.key] = (task.read, files)
            yield from task.files
            self._note_files(files)
        self._note_files(kept)
        self.kept += ((file.path, FileDigest(file.digest, file.size)) for file in kept)

    def _note_files(self, files: Iterable[FileTrace]) -> None:
        for file in files:
            if file.listed:
                self.listed.append(file.path)
            if not file.key:
                self.sizes[file.path] = file.size


def _batches(parts: Iterable[PlanPart]) -> Iterator[tuple[PlanPart, ...]]:
    """What a process gets at once: a part about all of the archive by itself, others together."""
    for together, some in groupby(parts, key=lambda part: bool(part.thing)):
        batch = [*some]
        size = _TASKS if together else 1
        for start in range(0, len(batch), size):
            yield tuple(batch[start : start + size])


class _TaskRunner:
    """Runs tasks; it is sent to the worker processes, and called there."""

    def __init__(
        self,
        plan: SitePlan,
        last: LastTasks,
        stale: Iterable[PlanPart],
        withheld: WithheldNames,
        inputs: bytes,
        changed: Changed,
        fresh: Collection[str],
    ) -> None:
        """A runner for one build.

        `stale`: the parts to be made. `inputs`: a digest of the inputs of every page besides its
        view. `fresh`: prefixes of the editions whose inputs have not changed.
        """
        self._plan = plan
        files = (last.tasks[key][1] for part in stale if (key := key_of(part)) in last.tasks)
        self._known = {
            file.path: file for file in chain.from_iterable(files) if file.key or file.pieces
        }
        self._knows_nothing = not last.tasks
        self._published = last.published
        self._site = last.site
        self._withheld = withheld
        self._inputs = inputs
        self._changed = changed
        self._fresh = fresh

    def __call__(self, batches: Sequence[Sequence[PlanPart]]) -> list[list[Task]]:
        with one_at_a_time:
            return [[self._run(part) for part in batch] for batch in batches]

    def _run(self, part: PlanPart) -> Task:
        with self._plan.trace.noting() as read:
            made = (self._make(part, planned) for planned in self._plan.make(part))
            files = tuple(file for file in made if file is not None)
        return Task(key_of(part), packed(sorted(read)), files)

    def _make(self, part: PlanPart, planned: Planned) -> BuiltFile | None:
        if isinstance(planned, PlannedPage):
            return self._page(planned)
        if isinstance(planned, PiecedFile):
            return self._pieced(planned, fresh=part.prefix in self._fresh)
        data = planned.content()
        trace = _trace(planned.path, data)
        leaks = not isinstance(planned, OwnFile) and self._leaks(trace.path, lambda: data)
        return BuiltFile(trace, self._new(trace, data), leaks)

    def _pieced(self, file: PiecedFile, *, fresh: bool) -> BuiltFile:
        known, made = self._known.get(file.path), None
        if fresh and known and is_same(self._published.get(file.path), known):
            # What cannot be read again is made again.
            with contextlib.suppress(OSError):
                made = self._joined(file, known)
        patch, trace = made or self._joined(file, None)
        new = None if is_same(self._published.get(file.path), trace) else patch
        return BuiltFile(trace, new, self._leaks(file.path, partial(whole, patch)))

    def _joined(self, file: PiecedFile, known: FileTrace | None) -> tuple[Patch, FileTrace]:
        """The file, with what is as it was in the published one. Raises OSError."""
        published = None
        if self._site and known:
            published = PublishedPieces(self._site / file.path, known.pieces, self._changed)
        patch, traces = joined(file, self._plan.trace, published)
        total = patch.digest
        return patch, FileTrace(file.path, total.digest, total.size, pieces=traces)

    def _new(self, trace: FileTrace, data: bytes) -> bytes | None:
        return None if is_same(self._published.get(trace.path), trace) else data

    def _page(self, page: PlannedPage) -> BuiltFile | None:
        path = page.path
        fields = _encoded_fields(page.view)
        key = digest_of(self._inputs, page.template.encode(), *fields)
        known, published = self._known.get(path), self._published.get(path)
        if known and known.key == key and is_same(published, known):
            # No need to search it: the key covers the withheld names, so it was searched for them.
            return BuiltFile(known, None)
        data = text = self._plan.renderer.render(page)
        if isinstance(page, PlannedCard):
            card = self._plan.draw(page, text.decode())
            if card is None:
                return None
            data = card
        trace = replace(
            _trace(path, data),
            listed=is_listed(page),
            key=key,
            fields=packed(map(zlib.crc32, fields)),
        )
        why = "nothing was known of it" if self._knows_nothing else _why(page.view, trace, known)
        # Of a card it is the words that are searched: in the picture they are no text.
        return BuiltFile(trace, self._new(trace, data), self._leaks(path, lambda: text), why)

    def _leaks(self, path: str, data: Callable[[], bytes]) -> bool:
        return bool(self._withheld) and is_leak(path, data(), self._withheld)


def _digest_of_inputs(plan: SitePlan, withheld: WithheldNames) -> bytes:
    faces = plan.typefaces if plan.deployment.cards else None
    fonts = faces.files if faces else ()
    sources = encode(dict(plan.sources))
    return digest_of("\n".join(withheld.names).encode(), sources, *(data for _, data in fonts))


def _trace(path: str, data: bytes) -> FileTrace:
    total = file_digest(data)
    return FileTrace(path, total.digest, total.size)


def _why(view: Page, new: FileTrace, known: FileTrace | None) -> str:
    """The reason why a page is rendered again, with the names of view fields that changed."""
    if known is None:
        return "it is new"
    names = view.__struct_fields__
    before, now = unpacked(known.fields), unpacked(new.fields)
    if len(names) == len(before):
        pairs = zip(names, now, before, strict=True)
        changed = [name.replace("_", " ") for name, one, other in pairs if one != other]
        if changed:
            return f"{' and '.join(changed)} changed"
        if known.key == new.key:
            return "it was not as published"
    return "its template changed"


def _encoded_fields(view: Page) -> list[bytes]:
    return [encode(getattr(view, name)) for name in view.__struct_fields__]
