"""How much of what was read from a store is in memory: decoded, it is five times as much."""

from __future__ import annotations

from typing import Protocol

# In bytes of the store. Pages about all that there is read whole tables that no other page needs;
# with 24 MB, tables that many of them ask for were read so often that an edit took a tenth longer.
_MOST_IN_ALL = 40_000_000


class Reader(Protocol):
    """Whoever holds something. `most_held`: how much that may be, in bytes of the store."""

    most_held: int

    def let_go(self) -> None:
        """Hold nothing that can be read again."""


class Holding:
    """Who holds how much. Where it is too much, whoever read least lately lets go of it."""

    def __init__(self) -> None:
        # By identity: readers are mappings, which are equal where they say the same.
        self._readers: dict[int, tuple[Reader, int]] = {}
        self._total = 0

    def take(self, reader: Reader, size: int) -> None:
        """Note that a reader will hold so much more."""
        _, held = self._readers.get(id(reader), (reader, 0))
        if held > reader.most_held:
            self.let_go(reader)
            held = 0
        # Whoever reads comes last.
        self._readers.pop(id(reader), None)
        self._readers[id(reader)] = (reader, held + size)
        self._total += size
        while self._total > _MOST_IN_ALL and len(self._readers) > 1:
            self.let_go(next(iter(self._readers.values()))[0])

    def let_go(self, reader: Reader) -> None:
        """Have a reader hold nothing that can be read again."""
        _, held = self._readers.pop(id(reader), (reader, 0))
        self._total -= held
        reader.let_go()
