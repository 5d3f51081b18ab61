"""The order of names."""

from __future__ import annotations

import pytest

from defectarchive.language.collation import Alphabet, alphabet_of, letter_slug

PLAIN = Alphabet()


def test_case_accents_and_leading_punctuation_do_not_count() -> None:
    names = ["“Zorro”", "émile", "Eva", "(alpha)", "Beta"]
    assert PLAIN.by_name(names, str) == ["(alpha)", "Beta", "émile", "Eva", "“Zorro”"]


@pytest.mark.parametrize(
    ("name", "letter", "slug"),
    [
        ("Ivan", "I", "i"),
        ("Åse", "A", "a"),
        ("Ørjan", "Ø", "u00f8"),
        ("Мария", "М", "u043c"),
    ],
)
def test_a_letter_of_any_script_has_a_page_with_an_ascii_name(
    name: str, letter: str, slug: str
) -> None:
    assert PLAIN.initial(name) == letter
    assert letter_slug(PLAIN.initial(name)) == slug


@pytest.mark.parametrize("name", ["15 officers", "…", ""])
def test_what_begins_with_no_letter_stands_together(name: str) -> None:
    assert PLAIN.initial(name) == ""


def test_letters_that_an_alphabet_has_after_z_stand_there_in_its_order() -> None:
    names = ["Åse", "Ørjan", "Ærlig", "Zar", "Ana", "Ángel"]
    assert Alphabet("æøå").by_name(names, str) == ["Ana", "Ángel", "Zar", "Ærlig", "Ørjan", "Åse"]
    assert PLAIN.by_name(["Åse", "Bo"], str) == ["Åse", "Bo"]
    assert Alphabet("æøå").initial("A\u030ase") == "Å"


@pytest.mark.parametrize(
    ("language", "after_z", "names"),
    [
        ("nb", "æøå", "Adam Zoe Ærlig Ørjan Åse"),
        ("pl", "", "Adam Azur Ądam Celina Ćma Luiza Łazarz Mila Ola Ósmy Zofia Źreb Żaneta"),
        ("pl-PL", "", "Zofia Żaneta"),
        ("uk", "", "Гриць Ґалаґан Дмитро Ева Єва Жанна Ирина Іван Їжак Йосип Карл Юрій Яна"),
        ("ru", "", "Ева Ёлкин Жуков Иван Йод Карл Щука Юрий"),
        ("de", "", "Adler Ärger Azur Muller Müller Ober Öhler Straße Strasser Zorn"),
    ],
)
def test_each_language_has_its_letters_in_its_order(
    language: str, after_z: str, names: str
) -> None:
    wanted = names.split()
    assert alphabet_of(language, after_z).by_name(reversed(wanted), str) == wanted


def test_a_letter_of_its_own_has_a_section_of_its_own() -> None:
    assert alphabet_of("uk").initial("Їжак") == "Ї"
    assert alphabet_of("pl").initial("Łazarz") == "Ł"
    assert alphabet_of("de").initial("Öhler") == "O"
