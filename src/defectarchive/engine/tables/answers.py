"""Answers that are stored one by one: new ones, and those of the last build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from defectarchive.engine.codec import decoder_of, encode
from defectarchive.engine.store import AT_ONCE, Changes, Store, digest_of_answer
from defectarchive.engine.tables.table import Table
from defectarchive.model.partly_new import PartlyNew
from defectarchive.trace import EVERYTHING, number_of

T = TypeVar("T")
# A list of all that there is asks for more: reading the whole table at once takes a third of that.
_MANY = 1000
# How much of a table that was read from the store may be in memory, in bytes there. The second is
# for tables that have more: the parts of somebody in thousands of cases, which their page asks for
# several times, fit into that.
_MOST_HELD, _FEW_HELD = 8_000_000, 4_000_000
# So many keys in order are no accident.
_IN_ORDER = 8


class Answers(Table[T]):
    """A table of which each answer is stored by itself.

    kind: the type of its values. Otherwise see `Table`.
    """

    def __init__(self, table: str, kind: Any, store: Store | None) -> None:
        super().__init__(table, store)
        self._decode: Callable[[bytes], T] = decoder_of(kind)
        # Those values that this build has made; the others may be read again.
        self._made: set[str] = set()
        # Those that the store has and this build has not.
        self._gone: set[str] = set()
        # Whether the store has a row for each key, so that what it lacks was never there.
        self._is_complete = False
        # How many were read from the store one by one; and the data of all that are not decoded,
        # once those were many, if it may be held.
        self._read_singly = 0
        self._data: dict[str, bytes] | None = None
        self._is_large = False
        self.most_held = _MOST_HELD
        # Of a large table, data that was read with what was asked for; the key asked for last, and
        # how many have been asked for in order until it.
        self._ahead: dict[str, bytes] = {}
        self._last_asked = ""
        self._in_order = 0

    def _keys_before(self) -> tuple[str, ...] | None:
        before = super()._keys_before()
        self._is_complete = self._is_complete or before is None
        return before

    def _find(self, key: str) -> T | None:
        value = self._values.get(key)
        store = self._store
        if value is not None or self._whole or store is None:
            return value
        data = self._stored(store, key)
        if data is None:
            return None
        store.holding.take(self, len(data))
        value = self._values[key] = store.decoded(self._decode, data)
        return value

    def let_go(self) -> None:
        """Forget the values that can be read again."""
        made = {key: self._values[key] for key in self._made}
        self._whole = self._whole and len(made) == len(self._values)
        self._values = made
        # What is decoded is taken out of it.
        self._data = None

    def _stored(self, store: Store, key: str) -> bytes | None:
        if key in self._gone:
            return None
        self._read_singly += 1
        if self._data is None and self._read_singly > _MANY and not self._is_large:
            self._data = self._data_of_all(store)
            if self._data is None:
                self._is_large, self.most_held = True, _FEW_HELD
        data = self._of_large(store, key) if self._data is None else self._data.pop(key, None)
        if data is None and not self._is_complete:
            keys = self._read_keys()
            if keys is None or len(keys) > store.count(self.table):
                raise store.damaged()
            self._is_complete = True
        return data

    def _of_large(self, store: Store, key: str) -> bytes | None:
        """The data of one; when they are asked for in order, that of the next ones is read too."""
        data = self._ahead.pop(key, None)
        if data is not None:
            self._last_asked = key
            return data
        goes_on = key > self._last_asked and 2 * len(self._ahead) < AT_ONCE
        self._in_order = self._in_order + 1 if goes_on else 0
        self._last_asked = key
        self._ahead = {}
        if self._in_order < _IN_ORDER:
            return store.answer(self.table, key)
        self._ahead = dict(store.answers_from(self.table, key))
        return self._ahead.pop(key, None)

    def _data_of_all(self, store: Store) -> dict[str, bytes] | None:
        """The data of all answers, None if it is more than may be held."""
        found: dict[str, bytes] = {}
        size = 0
        for key, data in store.answers(self.table):
            found[key] = data
            size += len(data)
            if size > _MOST_HELD:
                return None
        return found

    def _read_all(self) -> None:
        if self._whole or self._store is None:
            return
        for key, data in self._store.answers(self.table):
            if key not in self._values and key not in self._gone:
                self._values[key] = self._store.decoded(self._decode, data)
        self._whole = True

    def put_all(self, values: Mapping[str, T], changes: Changes) -> Iterator[int]:
        """As in `Table`; of `PartlyNew` values of this table only the new ones are looked at."""
        stored = self._store.digests(self.table) if self._store else {}
        moved, old = [*self._put_keys(tuple(values), changes)], self._values
        new, stay = values, set[str]()
        if isinstance(values, PartlyNew) and values.last is self:
            new, stay = values.new, values.keys() - values.new.keys()
            if self._store and not stay <= stored.keys():
                raise self._store.damaged()
            # Pages will ask for them, even for those that come out as they are stored.
            self._made = {*new} | (self._made & stay)
        else:
            self._whole = True
            self._made.clear()
        gone = (stored.keys() | old.keys()) - new.keys() - stay
        self._values = {key: old[key] for key in stay & old.keys()} | {**new}
        self._gone = (self._gone - new.keys()) | gone
        differs = False
        for key, value in new.items():
            # Without a store, what there was is in memory.
            if self._store is None and key in old and old[key] == value:
                continue
            data = encode(value)
            if key in stored and stored[key] == digest_of_answer(self.table, key, data):
                continue
            changes.answers[self.table, key] = data
            differs = True
            self._made.add(key)
            yield number_of(self.table, key)
        for key in gone:
            changes.answers[self.table, key] = None
            yield number_of(self.table, key)
        yield from moved
        if differs or gone or moved:
            yield number_of(self.table, EVERYTHING)

    def put(self, key: str, value: T, changes: Changes) -> Iterator[int]:
        data = encode(value)
        old = self.get(key)
        self._values[key] = value
        self._made.add(key)
        self._gone.discard(key)
        if old is None or data != encode(old):
            changes.answers[self.table, key] = data
            yield number_of(self.table, key)
            yield number_of(self.table, EVERYTHING)

    def keep_only(self, keys: Sequence[str], changes: Changes) -> Iterator[int]:
        """Remove all answers but these. The numbers of what is not as it was."""
        before = self._keys_before()
        moved = [*self._put_keys(tuple(keys), changes)]
        if not moved:
            return
        yield from moved
        yield number_of(self.table, EVERYTHING)
        for key in set(before or ()).difference(keys):
            self._values.pop(key, None)
            self._made.discard(key)
            self._gone.add(key)
            changes.answers[self.table, key] = None
            yield number_of(self.table, key)
