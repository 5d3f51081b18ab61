"""A large file put together from runs of the one that is published, and from new bytes.

So neither the old one nor the new need ever be in memory as a whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from defectarchive.frozen import Frozen
from defectarchive.workspace.manifest import FileDigest

BLOCK = 1 << 20
"""Bytes that are held at once."""
Run = tuple[int, int]
"""Where something begins in the published file, and where it ends."""


class Patch(Frozen, frozen=True):
    """The content of a file, and its digest.

    `of`: the published file, which must still be as it was; None where no part is a run of it.
    """

    of: Path | None
    parts: tuple[bytes | Run, ...]
    digest: FileDigest

    @classmethod
    def made(cls, of: Path | None, parts: Iterable[bytes | Run]) -> Patch:
        """The content that these make. Raises OSError."""
        parts = tuple(parts)
        hasher, size = hashlib.sha256(), 0
        for chunk in _chunks(of, parts):
            hasher.update(chunk)
            size += len(chunk)
        return cls(of, parts, FileDigest(hasher.hexdigest(), size))

    def chunks(self) -> Iterator[bytes]:
        """The content, bit by bit. Raises OSError."""
        return _chunks(self.of, self.parts)


def whole(content: bytes | Patch) -> bytes:
    """All of it in memory. Raises OSError."""
    return content if isinstance(content, bytes) else b"".join(content.chunks())


Content = bytes | Patch | FileDigest
"""Of a file of the site; only its digest where the published file has the same bytes."""


def _chunks(of: Path | None, parts: Iterable[bytes | Run]) -> Iterator[bytes]:
    if of is None:
        yield from (part for part in parts if isinstance(part, bytes))
        return
    with of.open("rb", buffering=0) as file:
        for part in parts:
            if isinstance(part, bytes):
                yield part
            else:
                yield from _run(file, *part)


def _run(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    while start < end:
        chunk = file.read(min(BLOCK, end - start))
        if not chunk:
            raise OSError(f"{file.name} is shorter than it was")
        yield chunk
        start += len(chunk)
