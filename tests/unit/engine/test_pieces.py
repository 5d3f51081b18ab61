"""A large file put together from what is published and what has changed is as one made anew."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from defectarchive.engine.pieces import PublishedPieces, joined
from defectarchive.engine.traces import Changed
from defectarchive.pages.shared.planned import Parts, PiecedFile, Pieces, pieced
from defectarchive.trace import Trace
from defectarchive.workspace.manifest import file_digest
from defectarchive.workspace.patch import whole

# Pieces by key; few letters, so that what is between pieces looks like pieces too.
contents = st.dictionaries(
    st.integers(0, 9), st.text(alphabet="ab,\n", max_size=4).map(str.encode), max_size=6
)


def file_of(one: Mapping[int, bytes], other: Mapping[int, bytes], trace: Trace) -> PiecedFile:
    """A file of two lists of these: each piece reads the answers of its number and those below."""

    def made(pieces: Mapping[int, bytes], key: str) -> bytes:
        trace.note_all(range(int(key) + 1))
        return pieces[int(key)]

    def parts() -> Parts:
        for name, pieces in (("one", one), ("other", other)):
            yield f'"{name}": ['.encode()
            keys = tuple(map(str, pieces))
            yield Pieces(name, keys, partial(made, pieces), b"\n", b",\n")
            yield b"]"

    return pieced("list.json", parts)


@given(one=contents, other=contents, after=contents)
def test_a_file_of_pieces_old_and_new_is_the_file_made_anew(
    one: Mapping[int, bytes], other: Mapping[int, bytes], after: Mapping[int, bytes]
) -> None:
    trace = Trace()
    patch, traces = joined(file_of(one, other, trace), trace, None)
    old = whole(patch)
    assert old == file_of(one, other, trace).content()
    changed = {n for n in {*other, *after} if other.get(n) != after.get(n)}
    again = file_of(one, after, trace)
    with tempfile.TemporaryDirectory() as site:
        published = Path(site, "list.json")
        published.write_bytes(old)
        with trace.noting() as read:
            known = PublishedPieces(published, traces, Changed(changed))
            patch, second = joined(again, trace, known)
        new = whole(patch)
    assert new == again.content()
    assert patch.digest == file_digest(new)
    assert read == {number for key in (*one, *after) for number in range(key + 1)}
    assert second == joined(again, trace, None)[1]
