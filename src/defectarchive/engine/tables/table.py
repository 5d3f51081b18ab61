"""What tables of answers have in common, however they are stored."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import Any, TypeVar

import msgspec

from defectarchive.engine.codec import encode
from defectarchive.engine.store import Changes, Store
from defectarchive.trace import KEYS, number_of

T = TypeVar("T")
_decode_keys = msgspec.msgpack.Decoder(tuple[str, ...]).decode
# Where the keys of a table are kept, in `meta`.
_KEYS_OF = "keys of "


class Table(Mapping[str, T]):
    """The answers of one table. Those that this build has not made are read from the store.

    table: its name. store: None if there is no store.
    """

    def __init__(self, table: str, store: Store | None) -> None:
        self.table = table
        self._store = store
        self._values: dict[str, T] = {}
        # Whether all values are in memory.
        self._whole = store is None
        # Those of this build, once it has them.
        self._known_keys: tuple[str, ...] | None = None

    @abstractmethod
    def _find(self, key: str) -> T | None:
        """The answer for a key. No answer is None; very many are asked for that are not there."""

    @abstractmethod
    def _read_all(self) -> None:
        """Have all values in memory."""

    @abstractmethod
    def put_all(self, values: Mapping[str, T], changes: Changes) -> Iterator[int]:
        """Replace all answers. The numbers of those that are not as they were.

        Raises StoreError.
        """

    @abstractmethod
    def put(self, key: str, value: T, changes: Changes) -> Iterator[int]:
        """Add or replace one answer. The numbers of what is not as it was."""

    def _keys(self) -> tuple[str, ...]:
        if self._known_keys is None:
            self._known_keys = self._read_keys()
            if self._known_keys is None and self._store:
                raise self._store.damaged()
        return self._known_keys or ()

    def _read_keys(self) -> tuple[str, ...] | None:
        """Those of the store; None where it has no such table."""
        data = self._store.meta(_KEYS_OF + self.table) if self._store else None
        return None if data is None else _decode_keys(data)

    def _keys_before(self) -> tuple[str, ...] | None:
        """Those that this build replaces, None if there was no such table."""
        return self._read_keys() if self._known_keys is None else self._known_keys

    def _put_keys(self, keys: tuple[str, ...], changes: Changes) -> Iterator[int]:
        """Replace the keys. The number that stands for them, if they are not as they were."""
        before, self._known_keys = self._keys_before(), keys
        if before != keys:
            yield number_of(self.table, KEYS)
            changes.meta[_KEYS_OF + self.table] = encode(keys)

    def __getitem__(self, key: str) -> T:
        # Most are in memory: no further call for these.
        value = self._values.get(key) or self._find(key)
        if value is None:
            raise KeyError(key)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """The answer for a key; `default` where there is none."""
        value = self._values.get(key) or self._find(key)
        return default if value is None else value

    def __contains__(self, key: object) -> bool:
        return self._find(str(key)) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len(self._keys())

    def items(self) -> ItemsView[str, T]:
        """All answers, in order."""
        self._read_all()
        return super().items()

    def values(self) -> ValuesView[T]:
        """All answers, in order, without their keys."""
        self._read_all()
        return super().values()

    def now(self) -> dict[str, T]:
        """All that are in memory, in order; this stays as it is when they change."""
        return {key: self._values[key] for key in self._keys() if key in self._values}

    def __reduce__(self) -> tuple[type[dict[str, T]], tuple[dict[str, T]]]:
        # Another machine has no store.
        return dict, (dict(self.items()),)
