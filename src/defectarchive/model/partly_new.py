"""A mapping of which an earlier build left most values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class PartlyNew(Mapping[str, T]):
    """Those that stayed as they were are read only if somebody asks for them.

    keys: all, in order. new: the values that are new. last: where the others are.
    """

    def __init__(self, keys: Sequence[str], new: Mapping[str, T], last: Mapping[str, T]) -> None:
        self.new = new
        self.last = last
        self._keys = dict.fromkeys(keys)

    def __getitem__(self, key: str) -> T:
        if key in self.new:
            return self.new[key]
        if key not in self._keys:
            raise KeyError(key)
        return self.last[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
