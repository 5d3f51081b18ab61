"""The words in a file of Pagefind's index, each by itself.

The files are CBOR (RFC 8949) behind a mark, and JSON. In CBOR each text has its length before it,
which is a letter for some lengths: read as one text, "zyxtarov" could be "hzyxtarov".
"""

from __future__ import annotations

from collections.abc import Iterator

MARK = b"pagefind_dcd"
"""Before the content of every file of Pagefind's."""

_BYTES, _TEXT, _TAG, _SIMPLE = 2, 3, 6, 7
_SMALL, _INDEFINITE = 24, 31


def words_of(data: bytes) -> tuple[str, ...] | None:
    """The texts in a file of the index, uncompressed; None where it is no file of that kind."""
    if not data.startswith(MARK):
        return None
    content = data[len(MARK) :]
    if content[:1] in {b"{", b"["} and content[-1:] in {b"}", b"]"}:
        return None
    try:
        return tuple(_texts(content))
    except (IndexError, ValueError):
        return None


def _texts(data: bytes) -> Iterator[str]:
    """The texts, in order. What holds others needs no attention: its parts come one by one."""
    at = 0
    while at < len(data):
        kind, length = data[at] >> 5, data[at] & 31
        at += 1
        if length == _INDEFINITE:
            continue
        if length > _INDEFINITE - 4:
            raise ValueError("not CBOR")
        if length >= _SMALL:
            size = 1 << (length - _SMALL)
            length = int.from_bytes(data[at : at + size], "big")
            at += size
        if kind in {_BYTES, _TEXT}:
            end = at + length
            if end > len(data):
                raise ValueError("cut short")
            if kind == _TEXT:
                yield data[at:end].decode()
            at = end
