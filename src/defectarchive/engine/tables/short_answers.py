"""Answers that are many and short, such as lookups: stored in buckets, some hundred in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from defectarchive.engine.codec import decoder_of, encode
from defectarchive.engine.store import Changes, Store, digest_of_answer
from defectarchive.engine.tables.table import Table
from defectarchive.trace import EVERYTHING, number_of

T = TypeVar("T")
# How many buckets a table has, whatever its size. At 10,000 cases each has some 150 answers: to
# read all of these takes about as long as to find one.
_BUCKETS = 64
_Bucket = dict[str, T]


class ShortAnswers(Table[T]):
    """A table of which a hash of the key says what stands together.

    kind: the type of its values. Otherwise see `Table`.
    """

    def __init__(self, table: str, kind: Any, store: Store | None) -> None:
        super().__init__(table, store)
        self._decode: Callable[[bytes], _Bucket[T]] = decoder_of(dict[str, kind])
        # The buckets that were read.
        self._read: set[int] = set()

    def _bucket_of(self, key: str) -> int:
        return number_of(self.table, key) % _BUCKETS

    def _find(self, key: str) -> T | None:
        value = self._values.get(key)
        if value is None and not self._whole:
            self._read_bucket(self._bucket_of(key))
            value = self._values.get(key)
        return value

    def _read_bucket(self, bucket: int) -> None:
        if self._store and bucket not in self._read:
            self._values |= self._stored(self._store, bucket)
            self._read.add(bucket)
            self._whole = len(self._read) == _BUCKETS

    def _stored(self, store: Store, bucket: int) -> _Bucket[T]:
        data = store.answer(self.table, str(bucket))
        if data is not None:
            return store.decoded(self._decode, data)
        if any(self._bucket_of(key) == bucket for key in self._read_keys() or ()):
            raise store.damaged()
        return {}

    def _read_all(self) -> None:
        if not self._whole:
            for bucket in range(_BUCKETS):
                self._read_bucket(bucket)

    def put_all(self, values: Mapping[str, T], changes: Changes) -> Iterator[int]:
        moved = [*self._put_keys(tuple(values), changes)]
        before, self._values, self._whole = self._values, dict(values), True
        changed: set[str] = set()
        if self._store:
            for bucket, new in self._put_stale(self._store, changes):
                old = self._stored(self._store, bucket)
                # By their data: 0 and -0 are equal, and are not written alike.
                keys = old.keys() | new.keys()
                changed |= {key for key in keys if encode(old.get(key)) != encode(new.get(key))}
        elif changed := {
            # Without a store, what there was is in memory.
            key
            for key in before.keys() | self._values.keys()
            if before.get(key) != self._values.get(key)
        }:
            buckets = self._in_buckets()
            for bucket in {self._bucket_of(key) for key in changed}:
                of_bucket = buckets.get(bucket)
                changes.answers[self.table, str(bucket)] = encode(of_bucket) if of_bucket else None
        yield from (number_of(self.table, key) for key in changed)
        yield from moved
        if changed or moved:
            yield number_of(self.table, EVERYTHING)

    def _in_buckets(self) -> dict[int, _Bucket[T]]:
        """All values, which are in memory."""
        buckets: dict[int, _Bucket[T]] = {}
        for key, value in self._values.items():
            buckets.setdefault(self._bucket_of(key), {})[key] = value
        return buckets

    def _put_stale(self, store: Store, changes: Changes) -> Iterator[tuple[int, _Bucket[T]]]:
        """Put those that the store does not have as they are now; each as it is now."""
        buckets, digests = self._in_buckets(), store.digests(self.table)
        for bucket in range(_BUCKETS):
            new, name = buckets.get(bucket, {}), str(bucket)
            data = encode(new) if new else None
            digest = digest_of_answer(self.table, name, data) if data else None
            if digest != digests.get(name):
                changes.answers[self.table, name] = data
                yield bucket, new

    def put(self, key: str, value: T, changes: Changes) -> Iterator[int]:
        # Whoever has asked for the old one has read its bucket.
        bucket, old = self._bucket_of(key), self.get(key)
        self._values[key] = value
        if old is None or encode(value) != encode(old):
            changes.answers[self.table, str(bucket)] = encode(self._in_buckets()[bucket])
            yield number_of(self.table, key)
            yield number_of(self.table, EVERYTHING)
