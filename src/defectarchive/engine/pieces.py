"""Large files by pieces: those of the published file, where they have read nothing that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from defectarchive.engine.traces import Changed, PiecesTrace, TracedParts, packed, unpacked
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
        self.parts = TracedParts(known.keys, known.counts, known.read)
        self._stale = self.parts.touched(changed)

    def spans(self) -> Iterator[Run | str]:
        """What there is of all pieces, in order. Those that a run has stand together."""
        return self.parts.spans(self._pieces.keys, self._stale)

    def place(self, start: int, end: int) -> Run:
        """Where these pieces stand in the published file, with what is between them."""
        if (start, end) == (0, len(self._known.keys)):
            begin = min(self._known.start + len(self._pieces.first), self._known.end)
            return begin, self._known.end
        there = [place for place in self._places[start:end] if place[0] < place[1]]
        return (there[0][0], there[-1][1]) if there else (0, 0)

    def sizes(self, start: int, end: int) -> bytes:
        return unpacked(self._known.sizes)[start:end].tobytes()

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


def _join(
    pieces: Pieces, there: _PublishedPart | None, content: _Content, trace: Trace
) -> PiecesTrace:
    """Add the pieces to the content."""
    start, before = content.size, pieces.first
    sizes: list[bytes] = []
    counts: list[bytes] = []
    read: list[bytes] = []
    spans: Iterable[Run | str] = there.spans() if there else pieces.keys
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
            counts.append(there.parts.counts_of(*span))
            read.append(there.parts.read_of(*span))
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
