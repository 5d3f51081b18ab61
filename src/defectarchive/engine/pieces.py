"""Large files by pieces: those of the published file, where they have read nothing that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from defectarchive.engine.traces import Changed, FileTrace, PieceTrace, packed, unpacked
from defectarchive.pages.shared.planned import PiecedFile
from defectarchive.trace import Trace
from defectarchive.workspace.patch import BLOCK, Patch, Run, RunReader


class Pieces:
    """The pieces of a file: those of the published one, where they have read nothing changed.

    `traces`: of each piece, once the file is joined. `known`: the file as it is published.
    """

    def __init__(self, trace: Trace, changed: Changed, known: FileTrace | None = None) -> None:
        self.traces: list[PieceTrace] = []
        self._trace = trace
        self._changed = changed
        self._known = {piece.key: piece for piece in known.pieces} if known else {}
        # The last piece that was asked for: where it stood, its key, what it read, its bytes.
        self._stood: PieceTrace | None = None
        self._given: tuple[str, bytes, bytes | None] = ("", b"", None)

    def joined(self, file: PiecedFile, site_file: Path | None = None) -> Patch:
        """All of the file. What stands together in the published one is a run of it."""
        if site_file is None:
            patch = Patch.made(None, self._parts(file, _holds_nothing))
        else:
            with site_file.open("rb", buffering=0) as published:
                patch = Patch.made(site_file, self._parts(file, RunReader(published).holds))
        self._trace.note_all(unpacked(b"".join(piece.read for piece in self.traces)))
        return patch

    def _parts(
        self, file: PiecedFile, holds: Callable[[bytes, int], bool]
    ) -> Iterator[bytes | Run]:
        """`holds`: whether some bytes stand at some place of the published file."""
        new: list[bytes] = []
        held = 0
        # What of the published file comes next.
        start = end = place = 0
        for chunk in file.pieces(self._give):
            key, read, data = self._given
            known = self._stood if chunk is data else None
            size = known.size if known else len(chunk)
            if chunk is data:
                at = known.start if known else None
                trace = known if known and at == place else PieceTrace(key, read, place, size)
                self.traces.append(trace)
            else:
                at = end if holds(chunk, end) else None
            place += size
            if at != end:
                if start < end:
                    yield start, end
                start = end if at is None else at
            if at is not None:
                if new:
                    yield b"".join(new)
                    new, held = [], 0
                end = at + size
                continue
            if held > BLOCK:
                yield b"".join(new)
                new, held = [], 0
            new.append(chunk)
            held += len(chunk)
            stood = self._known.get(key) if chunk is data else None
            start = end = stood.start + stood.size if stood else end
        if start < end:
            yield start, end
        if new:
            yield b"".join(new)

    def _give(self, key: str, make: Callable[[], bytes]) -> bytes:
        known = self._known.get(key)
        if known is not None and not self._changed.touches(known.read):
            read = known.read
            # Nobody looks at its bytes: `_parts` puts the run in its place.
            data = bytes(_STANDS_FOR_ONE) if known.size else b""
        else:
            known = None
            with self._trace.noting() as numbers:
                data = make()
            read = packed(sorted(numbers))
        self._stood, self._given = known, (key, read, data)
        if not data:
            self.traces.append(PieceTrace(key, read, 0, 0))
        return data


_STANDS_FOR_ONE = 2  # Bytes: of a length that Python makes anew each time.


def _holds_nothing(_data: bytes, _at: int) -> bool:
    return False
