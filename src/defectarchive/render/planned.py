"""A file in the plan that no template makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write. `chunks` makes its content, in pieces, each time that it is called."""

    path: str
    chunks: Callable[[], Iterable[bytes]]

    def content(self) -> bytes:
        """All of it at once."""
        return b"".join(self.chunks())
