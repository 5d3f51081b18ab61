from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defectarchive.search.normalise import LETTERS, LONGEST, SOUNDS, sound_of, words_of


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
    "spellings",
    [
        ("Chernov", "Tsjernow", "Tchernoff", "Tschernow", "Чернов"),
        ("Medvedev", "Medvedjev", "Medwedew", "Медведев"),
        ("Evgeny", "Jevgenij", "Yevgenii", "Евгений"),
        ("Mikhail", "Michail", "Mihail", "Михаил"),
        ("Shcherbakov", "Sjtsjerbakov", "Schtscherbakow", "Щербаков"),
        ("Aleksey", "Alexei", "Alexej", "Алексей"),
        ("Fyodor", "Fjodor", "Fedor", "Фёдор"),
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len({sound_of(word) for name in spellings for word in words_of(name)}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Ivanov", "Petrov"), ("Berg", "Borg"), ("Orlov", "Pavlov")]
)
def test_different_names_sound_different(one: str, other: str) -> None:
    assert sound_of(words_of(one)[0]) != sound_of(words_of(other)[0])


@given(st.text())
def test_words_hold_letters_and_digits_alone_and_are_not_long(text: str) -> None:
    for word in words_of(text):
        assert 0 < len(word) <= LONGEST
        assert not set(word) & {" ", "~", "-", "/", "."}


def test_no_rule_is_hidden_by_an_earlier_one() -> None:
    for at, (letters, _) in enumerate(SOUNDS):
        assert not [earlier for earlier, _ in SOUNDS[:at] if earlier in letters]
    assert all(len(letter) == 1 for letter in LETTERS)
