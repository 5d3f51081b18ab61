"""The answers of a table, read one by one or all at once."""

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
from defectarchive.engine.tables import answers, short_answers
from defectarchive.engine.tables.answers import Answers
from defectarchive.engine.tables.short_answers import ShortAnswers
from defectarchive.trace import EVERYTHING, KEYS, number_of


def test_answers_are_the_same_whether_few_are_read_or_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_MANY", 3)
    values = {f"key {number}": f"value {number}" for number in range(10)}
    changes = Changes()
    made: Answers[str] = Answers("words", str, None)
    list(made.put_all(values, changes))
    place = tmp_path / "store"
    store = NewStore(place)
    store.write(changes)
    store.finish()
    read: Answers[str] = Answers("words", str, Store(place))
    assert {key: read[key] for key in values} == values
    assert "another" not in read
    list(read.put("key 9", "changed", Changes()))
    assert [*read.values()] == [*[*values.values()][:-1], "changed"]


def stored(place: Path, values: Mapping[str, str]) -> Answers[str]:
    changes = Changes()
    made: Answers[str] = Answers("words", str, None)
    list(made.put_all(values, changes))
    store = NewStore(place)
    store.write(changes)
    store.finish()
    return Answers("words", str, Store(place))


def test_what_was_removed_is_not_read_of_the_store_any_more(tmp_path: Path) -> None:
    read = stored(tmp_path / "store", {"a": "1", "b": "2"})
    assert read["b"] == "2"
    numbers = {*read.keep_only(["a"], Changes())}
    assert number_of("words", "b") in numbers
    assert "b" not in read
    assert {**read} == {"a": "1"}
    assert [*read.values()] == ["1"]


def test_what_was_removed_and_is_put_again_stays(tmp_path: Path) -> None:
    read, changes = stored(tmp_path / "store", {"a": "1", "b": "2"}), Changes()
    list(read.keep_only(["a"], changes))
    assert number_of("words", "b") in {*read.put("b", "2", changes)}
    assert read["b"] == "2"
    assert changes.answers["words", "b"] is not None


def test_what_should_be_in_the_store_and_is_not_is_no_answer(tmp_path: Path) -> None:
    place = tmp_path / "store"
    stored(place, {"a": "1", "b": "2"})
    lose(place, "DELETE FROM answers WHERE key = 'b'")
    read: Answers[str] = Answers("words", str, Store(place))
    for key in "bc":
        with pytest.raises(StoreError, match="damaged"):
            read.get(key)
    assert read["a"] == "1"
    lose(place, "DELETE FROM meta WHERE name = 'keys of words'")
    with pytest.raises(StoreError, match="damaged"):
        len(Answers("words", str, Store(place)))


def lose(place: Path, rows: str) -> None:
    with contextlib.closing(sqlite3.connect(place)) as connection:
        connection.execute(rows)
        connection.commit()


@pytest.mark.parametrize("most", [0, 1, 10, 1000])
def test_answers_are_the_same_however_few_may_be_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """What this build has made is held even so, since the store does not have it."""
    monkeypatch.setattr(answers, "_MANY", 3)
    monkeypatch.setattr(answers, "_MOST_HELD", most)
    monkeypatch.setattr(answers, "_FEW_HELD", most // 2)
    monkeypatch.setattr(answers, "_IN_ORDER", 2)
    values = {f"key {number}": f"value {number}" for number in range(20)}
    read = stored(tmp_path / "store", values)
    list(read.put("key 7", "changed", Changes()))
    list(read.keep_only([key for key in values if key != "key 3"], Changes()))
    expected = {**values, "key 7": "changed"}
    del expected["key 3"]
    for _ in range(3):
        assert {key: read[key] for key in expected} == expected
        assert "key 3" not in read
        assert "key 99" not in read
    assert {**read} == expected
    assert [*read.values()] == [*expected.values()]


def stored_short(place: Path, values: Mapping[str, str]) -> ShortAnswers[str]:
    changes = Changes()
    made: ShortAnswers[str] = ShortAnswers("words", str, None)
    assert {*made.put_all(values, changes)} >= {number_of("words", key) for key in values}
    store = NewStore(place)
    store.write(changes)
    store.finish()
    return ShortAnswers("words", str, Store(place))


WORDS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 2))


class TestShortAnswers:
    """Those that are stored in buckets."""

    def test_they_are_the_same_whether_one_is_read_or_all(self, tmp_path: Path) -> None:
        values = {f"key {number}": f"value {number}" for number in range(300)}
        read = stored_short(tmp_path / "store", values)
        assert read["key 7"] == "value 7"
        assert 0 < len(read.now()) < 300
        assert "another" not in read
        assert read.get("another", "none") == "none"
        assert {**read} == values
        assert [*read.values()] == [*values.values()]
        assert read.now() == values

    @given(before=WORDS, after=WORDS, from_store=st.booleans())
    def test_exactly_what_is_not_as_it_was_is_told_and_stored(
        self, *, before: dict[str, int], after: dict[str, int], from_store: bool
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

    def test_one_that_is_put_leaves_the_others_of_its_bucket(self, tmp_path: Path) -> None:
        values = {f"key {number}": f"value {number}" for number in range(300)}
        read, changes = stored_short(tmp_path / "store", values), Changes()
        assert number_of("words", "key 7") in {*read.put("key 7", "changed", changes)}
        assert not {*read.put("key 8", "value 8", changes)}
        save(tmp_path / "store", changes)
        now: ShortAnswers[str] = ShortAnswers("words", str, Store(tmp_path / "store"))
        assert {**now} == {**read} == {**values, "key 7": "changed"}

    def test_a_bucket_that_should_be_in_the_store_and_is_not_is_no_answer(
        self, tmp_path: Path
    ) -> None:
        place = tmp_path / "store"
        stored_short(place, {"a": "1"})
        lose(place, "DELETE FROM answers")
        read: ShortAnswers[str] = ShortAnswers("words", str, Store(place))
        assert "b" not in read
        with pytest.raises(StoreError, match="damaged"):
            read.get("a")
