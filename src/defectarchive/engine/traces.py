"""What a build stores for the next one: digests of its inputs, and of what was made from them."""

from __future__ import annotations

from array import array
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.frozen import Frozen, Stored
from defectarchive.workspace.manifest import FileDigest
from defectarchive.workspace.source_tree import InputState


class SiteCounts(Frozen, frozen=True):
    """How much there is in a site, for the summary of a build. `size`: of all files, in bytes."""

    articles: int
    events: int
    people: int
    pages: int
    files: int
    size: int


class LastInputs(Frozen, frozen=True):
    """The inputs and the result of the last build.

    `key`: a digest of templates and options. `names`: a digest of all withheld names. `content`:
    the state of the content's files, by which a change is seen without reading them. `size`: how
    many files the site has besides its manifest. `manifest`: the manifest's SHA-256 in hex.
    `diagnostics`: those that are not about private files. `told_all`: whether these are all.
    """

    key: bytes
    names: bytes
    content: InputState
    diagnostics: tuple[Diagnostic, ...]
    told_all: bool
    counts: SiteCounts
    manifest: str
    size: int


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers of 32 bits as they are stored, in the machine's order of bytes."""
    return array("I", numbers).tobytes()


def unpacked(data: bytes) -> memoryview[int]:
    """The numbers that `packed` was given."""
    return memoryview(data).cast("I")


_WIDTH = array("I").itemsize
# Looking for more numbers than this one by one takes longer than going through a trace.
_FEW = 16


class Changed:
    """The numbers of answers that are not as they were, to find the traces that have them."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = frozenset(numbers)
        few = len(self._numbers) <= _FEW
        self._few = [packed([number]) for number in self._numbers] if few else None

    def touches(self, trace: bytes) -> bool:
        """Whether a trace (`packed`) has any of these numbers."""
        if self._few is None:
            return not self._numbers.isdisjoint(unpacked(trace))
        for word in self._few:  # noqa: SIM110 - of a hundred thousand traces most have none
            if word in trace and any(True for _ in _places(word, trace)):
                return True
        return False

    def touched(self, traces: Mapping[str, bytes]) -> set[str]:
        """The keys of the traces that have any of these numbers."""
        keys = [*traces]
        ends = [0, *accumulate(len(trace) // _WIDTH for trace in traces.values())]
        return {keys[at] for at in self.touched_parts(b"".join(traces.values()), ends)}

    def touched_parts(self, trace: bytes, ends: Sequence[int]) -> set[int]:
        """Which parts of a trace have any of these numbers, by their place.

        `ends`: where each part ends, in numbers, after a nought.
        """
        if self._few is None:
            numbers, parts = unpacked(trace), enumerate(pairwise(ends))
            return {
                at for at, (start, end) in parts if not self._numbers.isdisjoint(numbers[start:end])
            }
        places = (place for word in self._few for place in _places(word, trace))
        return {bisect(ends, place) - 1 for place in places}


def _places(word: bytes, trace: bytes) -> Iterator[int]:
    at = trace.find(word)
    while at >= 0:
        # Else it is the end of one number and the beginning of the next.
        if at % _WIDTH == 0:
            yield at // _WIDTH
        at = trace.find(word, at + 1)


class TracedParts:
    """What the parts of something have read.

    `keys`: of the parts, in order. `counts`: how many numbers each has read; `read`: these numbers,
    those of each together. Both are `packed`.
    """

    def __init__(self, keys: tuple[str, ...], counts: bytes, read: bytes) -> None:
        self.keys = keys
        self.counts = counts
        self.read = read

    def touched(self, changed: Changed) -> set[int]:
        """Which of the parts, by their place, have read any of these."""
        return changed.touched_parts(self.read, self._ends)

    def spans(self, keys: tuple[str, ...], stale: set[int]) -> Iterator[tuple[int, int] | str]:
        """What there is for these keys, in order: a run of parts that stand, or a key to make.

        A run: the place of the first, and that after the last. `stale`: the places of those that do
        not stand.
        """
        if not stale and keys == self.keys:
            yield 0, len(keys)
            return
        places = {key: at for at, key in enumerate(self.keys) if at not in stale}
        # The run so far; one that is empty ends where no part begins, or with the first of all.
        start = end = 0
        for key in keys:
            at = places.get(key)
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

    def counts_of(self, start: int, end: int) -> bytes:
        """How many numbers the parts of a run have read, `packed`."""
        return unpacked(self.counts)[start:end].tobytes()

    def read_of(self, start: int, end: int) -> bytes:
        """The numbers that the parts of a run have read, `packed`."""
        if (start, end) == (0, len(self.keys)):
            return self.read
        return unpacked(self.read)[self._ends[start] : self._ends[end]].tobytes()

    @cached_property
    def _ends(self) -> list[int]:
        """Where in all that was read the numbers of each part end, after a nought."""
        return [0, *accumulate(unpacked(self.counts))]


class RowsTrace(Stored, frozen=True):
    """What the rows of a kind have read. `keys`: of what they show, encoded.

    Nobody has to decode them where the keys of today are encoded alike. Else see `TracedParts`.
    """

    keys: bytes
    counts: bytes
    read: bytes


class PiecesTrace(Stored, frozen=True):
    """Pieces of a file, by name of the part, with their keys.

    `start`, `end`: where the part stands. `sizes`: of each piece, in bytes. `counts`: how many
    numbers each has read; `read`: these numbers, those of each together. All three are `packed`.
    """

    name: str
    keys: tuple[str, ...]
    start: int
    end: int
    sizes: bytes
    counts: bytes
    read: bytes


class FileTrace(Stored, frozen=True):
    """A file that a task made: its path, the SHA-256 of its bytes in hex, and their number.

    `listed`: whether it is a page of the sitemap. `key`: of a page, a digest of its inputs (view,
    templates, withheld names), else b"". `fields`: of a page, checksums of the fields of its view
    (`packed`), to say why it is rendered again. `pieces`: of a file that has such.
    """

    path: str
    digest: str
    size: int
    listed: bool = False
    key: bytes = b""
    fields: bytes = b""
    pieces: tuple[PiecesTrace, ...] = ()


class TextTrace(Frozen, frozen=True, array_like=True):
    """A page in the full-text index: SHA-256 of its bytes in hex, and a digest of its text."""

    page: str
    text: bytes


class TextsTrace(Frozen, frozen=True):
    """The full-text index. `key`: a digest of its inputs; its pages and its files, by path."""

    key: bytes
    pages: dict[str, TextTrace]
    files: dict[str, FileDigest]
