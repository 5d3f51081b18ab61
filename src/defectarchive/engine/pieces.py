"""Large files by pieces: those of the published file, where they have read nothing that changed."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from defectarchive.engine.traces import Changed, PiecesTrace, packed, unpacked
from defectarchive.frozen import Frozen
from defectarchive.pages.shared.planned import PiecedFile, Pieces
from defectarchive.trace import Trace
from defectarchive.workspace.patch import BLOCK, Patch, Run


class PublishedPieces(Frozen, frozen=True):
    """The pieces of a file as it is published. `traces`: in the order of its parts.

    `changed`: what has changed since.
    """

    file: Path
    traces: tuple[PiecesTrace, ...]
    changed: Changed


def joined(
    file: PiecedFile, trace: Trace, published: PublishedPieces | None
) -> tuple[Patch, tuple[PiecesTrace, ...]]:
    """The file, of what stands in the published one and what is made; and what its pieces read.

    All that the pieces have read, now or then, is noted in `trace`. Raises OSError.
    """
    content = _Content()
    known = {each.name: each for each in published.traces} if published else {}
    traces: list[PiecesTrace] = []
    for part in file.parts():
        if isinstance(part, bytes):
            content.add(part)
            continue
        before = known.get(part.name)
        there = _PublishedPart(part, before, published.changed) if published and before else None
        traces.append(_join(part, there, content, trace))
        trace.note_all(unpacked(traces[-1].read))
    return Patch.made(published.file if published else None, content.parts()), tuple(traces)


class _Content:
    """The content of a file while it grows."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[bytes | Run] = []
        self._new: list[bytes] = []
        self._held = 0

    def add(self, data: bytes) -> None:
        self._new.append(data)
        self._held += len(data)
        self.size += len(data)
        if self._held > BLOCK:
            self._end_new()

    def keep(self, start: int, end: int) -> None:
        """What stands there in the published file."""
        self._end_new()
        self._parts.append((start, end))
        self.size += end - start

    def parts(self) -> list[bytes | Run]:
        self._end_new()
        return self._parts

    def _end_new(self) -> None:
        if self._new:
            self._parts.append(b"".join(self._new))
            self._new, self._held = [], 0


class _PublishedPart:
    """The pieces of a part as they are published, and which of them no longer stand."""

    def __init__(self, pieces: Pieces, known: PiecesTrace, changed: Changed) -> None:
        self._pieces = pieces
        self._known = known
        touched = [*changed.places(known.read)]
        self._stale = {bisect(self._ends, at) - 1 for at in touched} if touched else set()

    def spans(self, keys: tuple[str, ...]) -> Iterator[Run | str]:
        """What there is for these keys, in order: a run of pieces that stand, or a key to make.

        A run: the number of the first, and that after the last. Those that it has stand together.
        """
        if not self._stale and keys == self._known.keys:
            yield 0, len(keys)
            return
        numbers = {key: at for at, key in enumerate(self._known.keys) if at not in self._stale}
        # The run so far; one that is empty ends where no piece begins, or with the first of all.
        start = end = 0
        for key in keys:
            at = numbers.get(key)
            if at != end:
                if start < end:
                    yield start, end
                if at is None:
                    yield key
                start = end = -1 if at is None else at
            if at is not None:
                end += 1
        if start < end:
            yield start, end

    def place(self, start: int, end: int) -> Run:
        """Where these pieces stand in the published file, with what is between them."""
        if (start, end) == (0, len(self._known.keys)):
            begin = min(self._known.start + len(self._pieces.first), self._known.end)
            return begin, self._known.end
        there = [place for place in self._places[start:end] if place[0] < place[1]]
        return (there[0][0], there[-1][1]) if there else (0, 0)

    def sizes(self, start: int, end: int) -> bytes:
        return _slice(self._known.sizes, start, end)

    def counts(self, start: int, end: int) -> bytes:
        return _slice(self._known.counts, start, end)

    def read(self, start: int, end: int) -> bytes:
        if (start, end) == (0, len(self._known.keys)):
            return self._known.read
        return _slice(self._known.read, self._ends[start], self._ends[end])

    @cached_property
    def _ends(self) -> list[int]:
        """Where in all that was read the numbers of each piece end, after a nought."""
        return [0, *accumulate(unpacked(self._known.counts))]

    @cached_property
    def _places(self) -> list[Run]:
        """Where each piece begins and ends in the published file."""
        places: list[Run] = []
        place, between = self._known.start, len(self._pieces.first)
        for size in unpacked(self._known.sizes):
            if size:
                place += between
                between = len(self._pieces.between)
            places.append((place, place + size))
            place += size
        return places


def _slice(numbers: bytes, start: int, end: int) -> bytes:
    return unpacked(numbers)[start:end].tobytes()


def _join(
    pieces: Pieces, there: _PublishedPart | None, content: _Content, trace: Trace
) -> PiecesTrace:
    """Add the pieces to the content."""
    start, before = content.size, pieces.first
    sizes: list[bytes] = []
    counts: list[bytes] = []
    read: list[bytes] = []
    spans: Iterable[Run | str] = there.spans(pieces.keys) if there else pieces.keys
    for span in spans:
        if isinstance(span, str):
            with trace.noting() as numbers:
                data = pieces.make(span)
            sizes.append(packed([len(data)]))
            counts.append(packed([len(numbers)]))
            read.append(packed(sorted(numbers)))
            if data:
                content.add(before)
                content.add(data)
                before = pieces.between
        elif there:
            sizes.append(there.sizes(*span))
            counts.append(there.counts(*span))
            read.append(there.read(*span))
            first, end = there.place(*span)
            if first < end:
                content.add(before)
                content.keep(first, end)
                before = pieces.between
    return PiecesTrace(
        name=pieces.name,
        keys=pieces.keys,
        start=start,
        end=content.size,
        sizes=b"".join(sizes),
        counts=b"".join(counts),
        read=b"".join(read),
    )
