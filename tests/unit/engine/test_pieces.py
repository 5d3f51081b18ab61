"""A large file put together from what is published and what has changed is as one made anew."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from defectarchive.engine.pieces import Pieces
from defectarchive.engine.traces import Changed, FileTrace
from defectarchive.pages.shared.planned import PiecedFile, Remember, pieced
from defectarchive.trace import Trace
from defectarchive.workspace.manifest import file_digest
from defectarchive.workspace.patch import whole

# Pieces by key; few letters, so that what is between pieces looks like pieces too.
contents = st.dictionaries(
    st.integers(0, 9), st.text(alphabet="ab,\n", max_size=4).map(str.encode), max_size=6
)


def file_of(pieces: Mapping[int, bytes], trace: Trace) -> PiecedFile:
    """A file of these: each reads the answer of its own number."""

    def made(number: int) -> bytes:
        trace.note(number)
        return pieces[number]

    def chunks(remember: Remember) -> Iterator[bytes]:
        yield b"["
        separator = b""
        for number in pieces:
            if data := remember(f"piece {number}", partial(made, number)):
                yield separator
                yield data
                separator = b",\n"
        yield b"]"

    return pieced("list.json", chunks)


@given(before=contents, after=contents)
def test_a_file_of_pieces_old_and_new_is_the_file_made_anew(
    before: Mapping[int, bytes], after: Mapping[int, bytes]
) -> None:
    trace = Trace()
    first = Pieces(trace, Changed(()))
    old = whole(first.joined(file_of(before, trace)))
    assert old == file_of(before, trace).content()
    total = file_digest(old)
    known = FileTrace("list.json", total.digest, total.size, pieces=tuple(first.traces))
    changed = Changed(n for n in after if before.get(n) != after[n])
    with tempfile.TemporaryDirectory() as site:
        published = Path(site, "list.json")
        published.write_bytes(old)
        second = Pieces(trace, changed, known)
        patch = second.joined(file_of(after, trace), published)
        new = whole(patch)
    assert patch.digest == file_digest(new)
    assert new == file_of(after, trace).content()
    told = {piece.key: new[piece.start : piece.start + piece.size] for piece in second.traces}
    assert told == {f"piece {number}": data for number, data in after.items()}
    assert all(array("I", piece.read).tolist() for piece in second.traces)
