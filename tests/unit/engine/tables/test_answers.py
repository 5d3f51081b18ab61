"""The answers of a table, read one by one or all at once."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defectarchive.engine import holding
from defectarchive.engine.store import Changes, NewStore, Store, StoreError
from defectarchive.engine.tables import answers
from defectarchive.engine.tables.answers import Answers
from defectarchive.trace import number_of


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


KEYS = [f"key {number}" for number in range(4)]
TABLES = ("one", "two", "three")
STEPS = st.tuples(
    st.sampled_from(TABLES),
    st.sampled_from([*["get"] * 9, "all", "list", "put", "put all", "let go"]),
    st.sampled_from(KEYS),
)


@pytest.fixture(scope="module")
def three_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("tables") / "store"
    changes = Changes()
    for table in TABLES:
        made: Answers[str] = Answers(table, str, None)
        list(made.put_all({key: f"{table} {key}" for key in KEYS[:-1]}, changes))
    store = NewStore(place)
    store.write(changes)
    store.finish()
    return place


@given(
    most=st.integers(0, 40),
    many=st.sampled_from([1, 1000]),
    steps=st.lists(STEPS, min_size=20, max_size=60),
)
def test_answers_are_the_same_however_little_may_be_held_of_all_tables(
    three_tables: Path, most: int, many: int, steps: list[tuple[str, str, str]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(holding, "_MOST_IN_ALL", most)
        patch.setattr(answers, "_MANY", many)
        store = Store(three_tables)
        tables: dict[str, Answers[str]] = {name: Answers(name, str, store) for name in TABLES}
        expected = {name: {key: f"{name} {key}" for key in KEYS[:-1]} for name in TABLES}
        for name, what, key in steps:
            read, known = tables[name], expected[name]
            if what == "get":
                assert read.get(key) == known.get(key)
            elif what == "all":
                assert [*read.values()] == [*known.values()]
            elif what == "list":
                assert [*read] == [*known]
            elif what == "let go":
                read.let_go()
            elif what == "put all":
                list(read.put_all(dict(known), Changes()))
            elif key in known:
                list(read.put(key, "new", Changes()))
                known[key] = "new"
        store.close()


def test_a_table_that_was_read_least_lately_is_held_no_more(
    three_tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "_MOST_IN_ALL", 25)
    store = Store(three_tables)
    one, two = (Answers[str](name, str, store) for name in TABLES[:2])
    assert [one[KEYS[0]], two[KEYS[0]]] == ["one key 0", "two key 0"]
    assert (len(one.now()), len(two.now())) == (1, 1)
    assert two[KEYS[1]] == "two key 1"
    assert (len(one.now()), len(two.now())) == (0, 2)
    assert one[KEYS[0]] == "one key 0"
