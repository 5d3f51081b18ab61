"""A site in memory: packed, and without what is seldom asked for."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Self

# Pages shrink to a fifth in a hundredth of the time that it takes to make them.
_LEVEL = 1


class Site:
    """The files of one site by path. Complete once somebody is shown it; not changed after that."""

    def __init__(self, beside: Callable[[str], bytes | None] = lambda _path: None) -> None:
        """`beside` may have files that can be looked at and are not of the site."""
        self._beside = beside
        self._packed: dict[str, bytes] = {}
        self._makers: dict[str, Callable[[], bytes]] = {}
        # One is made at a time. Some need the size of another.
        self._making = threading.RLock()

    def put(self, path: str, data: bytes) -> None:
        """Take in a file."""
        self._packed[path] = zlib.compress(data, _LEVEL)

    def keep(self, paths: Iterable[str], other: Self) -> None:
        """Take over these files as the other site has them."""
        packed = other._packed
        self._packed.update((path, packed[path]) for path in paths)

    def put_later(self, path: str, make: Callable[[], bytes]) -> None:
        """Take in a file that is made when it is asked for, each time, by whatever thread."""
        self._makers[path] = make

    def get(self, path: str) -> bytes | None:
        """The file, of the site or beside it, or None where there is none."""
        packed = self._packed.get(path)
        if packed is not None:
            return zlib.decompress(packed)
        make = self._makers.get(path)
        if make is None:
            return self._beside(path)
        with self._making:
            return make()

    def size(self, path: str) -> int:
        """How many bytes a file has that is there."""
        return len(self.get(path) or b"")

    def __contains__(self, path: str) -> bool:
        return path in self._packed or path in self._makers

    def __iter__(self) -> Iterator[str]:
        yield from self._packed
        yield from self._makers

    def __len__(self) -> int:
        return len(self._packed) + len(self._makers)

    def differing(self, before: Self) -> tuple[int, int]:
        """How many files are new or not as before, and how many gone.

        Those that are made later are left out: no page has them, so none is out of date by them.
        """
        now, then = self._packed, before._packed
        differ = sum(then.get(path) != packed for path, packed in now.items())
        return differ, len(then.keys() - now.keys())
