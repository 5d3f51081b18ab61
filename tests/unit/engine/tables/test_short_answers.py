"""Many short answers: read, compared and stored in buckets."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defectarchive.engine.store import Changes, NewStore, Store, StoreError, save
from defectarchive.engine.tables import short_answers
from defectarchive.engine.tables.short_answers import ShortAnswers
from defectarchive.trace import EVERYTHING, KEYS, number_of

WORDS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 2))


def stored(place: Path, values: Mapping[str, str]) -> ShortAnswers[str]:
    changes = Changes()
    made: ShortAnswers[str] = ShortAnswers("words", str, None)
    assert {*made.put_all(values, changes)} >= {number_of("words", key) for key in values}
    store = NewStore(place)
    store.write(changes)
    store.finish()
    return ShortAnswers("words", str, Store(place))


def test_they_are_the_same_whether_one_is_read_or_all(tmp_path: Path) -> None:
    values = {f"key {number}": f"value {number}" for number in range(300)}
    read = stored(tmp_path / "store", values)
    assert read["key 7"] == "value 7"
    assert 0 < len(read.now()) < 300
    assert "another" not in read
    assert read.get("another", "none") == "none"
    assert {**read} == values
    assert [*read.values()] == [*values.values()]
    assert read.now() == values


@given(before=WORDS, after=WORDS, from_store=st.booleans())
def test_exactly_what_is_not_as_it_was_is_told_and_stored(
    *, before: dict[str, int], after: dict[str, int], from_store: bool
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        # So that one bucket often has several.
        patch.setattr(short_answers, "_BUCKETS", 3)
        place, changes = Path(folder) / "store", Changes()
        table: ShortAnswers[int] = ShortAnswers("words", int, None)
        list(table.put_all(before, changes))
        store = NewStore(place)
        store.write(changes)
        store.finish()
        if from_store:
            table = ShortAnswers("words", int, Store(place))
        changes = Changes()
        told = {*table.put_all(after, changes)}
        keys = {key for key in {**before, **after} if before.get(key) != after.get(key)}
        moved = {KEYS} if [*before] != [*after] else set()
        everything = {EVERYTHING} if keys or moved else set()
        assert told == {number_of("words", key) for key in keys | moved | everything}
        save(place, changes)
        now: ShortAnswers[int] = ShortAnswers("words", int, Store(place))
        assert [*now.items()] == [*after.items()]


def test_one_that_is_put_leaves_the_others_of_its_bucket(tmp_path: Path) -> None:
    values = {f"key {number}": f"value {number}" for number in range(300)}
    read, changes = stored(tmp_path / "store", values), Changes()
    assert number_of("words", "key 7") in {*read.put("key 7", "changed", changes)}
    assert not {*read.put("key 8", "value 8", changes)}
    save(tmp_path / "store", changes)
    now: ShortAnswers[str] = ShortAnswers("words", str, Store(tmp_path / "store"))
    assert {**now} == {**read} == {**values, "key 7": "changed"}


def test_a_bucket_that_should_be_in_the_store_and_is_not_is_no_answer(tmp_path: Path) -> None:
    place = tmp_path / "store"
    stored(place, {"a": "1"})
    with contextlib.closing(sqlite3.connect(place)) as connection:
        connection.execute("DELETE FROM answers")
        connection.commit()
    read: ShortAnswers[str] = ShortAnswers("words", str, Store(place))
    assert "b" not in read
    with pytest.raises(StoreError, match="damaged"):
        read.get("a")
