from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defectarchive.search.normalise import LETTERS, LONGEST, keys_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two officers cross", ("two", "officers", "cross")),
        ("Åse Østby", ("ase", "ostby")),
        ("Михаил Горбачёв", ("mikhail", "gorbachev")),
        ("Щербаков, Юрий", ("shcherbakov", "yurii")),
        ("O’Brien-O'Neill", ("obrien", "oneill")),
        ("Straße", ("strasse",)),
        ("ﬁne № 5", ("fine", "no", "5")),
        ("راشد the راشد", ("راشد", "the")),
        ("…", ()),
    ],
)
def test_words_are_without_case_accents_and_script(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'État", ("letat", "etat")),
        ("O’Brien", ("obrien", "brien")),
        ("Jane's don't", ("janes", "dont")),
        ("В'ячеслав", ("vyacheslav", "yacheslav")),
    ],
)
def test_a_word_behind_an_apostrophe_is_found_by_itself(text: str, words: tuple[str, ...]) -> None:
    assert keys_of(text) == words


@given(st.text())
def test_words_hold_letters_and_digits_alone_and_are_not_long(text: str) -> None:
    for word in words_of(text):
        assert 0 < len(word) <= LONGEST
        assert not set(word) & {" ", "~", "-", "/", "."}


def test_each_letter_is_put_in_the_place_of_one() -> None:
    assert all(len(letter) == 1 for letter in LETTERS)
