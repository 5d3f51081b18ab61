"""The answers of a table, read one by one or all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from defectarchive.engine import answers
from defectarchive.engine.answers import Answers
from defectarchive.engine.store import Changes, NewStore, Store


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
