"""A withheld name is found in whatever form it would leak."""

from __future__ import annotations

import html
import json
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defectarchive.checks.withholding import withhold

LEAKS = {
    "as written": ("Ottokar Brennwald", "met Ottokar Brennwald there"),
    "in another case": ("Ottokar Brennwald", "OTTOKAR BRENNWALD"),
    "over a line end": ("Ottokar Brennwald", "Ottokar\n  Brennwald"),
    "with a soft hyphen": ("Brennwald", "Brenn\u00adwald"),
    "with an escaped soft hyphen": ("Brennwald", "Brenn&shy;wald"),
    "with a zero-width space": ("Brennwald", "Brenn\u200bwald"),
    "as a slug": ("Ottokar Brennwald", "people/ottokar-brennwald/index.html"),
    "in an e-mail address": ("Ottokar Brennwald", "ottokar.brennwald@example.org"),
    "decomposed": ("Åse Grønvik", unicodedata.normalize("NFD", "til Åse Grønvik, som")),
    "composed, when withheld decomposed": (
        unicodedata.normalize("NFD", "Åse Grønvik"),
        "Åse Grønvik",
    ),
    "with an accent that the withheld form lacks": ("Jose Marti", "José Martí"),
    "escaped for HTML": ("Bjørn O'Dal", html.escape("Bjørn O'Dal")),
    "as numeric entities": ("Иванов", "".join(f"&#{ord(c)};" for c in "Иванов")),
    "escaped twice": ("Bjørn O'Dal", html.escape(html.escape("Bjørn O'Dal"))),
    "in a URL": ("Иван Петров", f"https://example.org/{quote('Иван Петров')}"),
    "in escaped JSON": ("Иванов", json.dumps({"name": "Иванов"})),
    "between tags": ("Ottokar Brennwald", "Ottokar <bdi>Brennwald</bdi>"),
    "cut by a tag": ("Brennwald", "Brenn<wbr>wald"),
    "inflected in Russian": ("Петров", "вместе с Петровым"),
    "inflected in Norwegian": ("Hansen", "Hansens leilighet"),
    "transliterated": ("Сидоренко", "named Sidorenko in the story"),
    "short, as a word": ("Bo", "when Bo came"),
    "short, in a slug": ("Bo", "people/bo/"),
    "both words inflected in Russian": ("Иван Петров", "вместе с Иваном Петровым"),
    "with another ending in Russian": ("Анна Петрова", "рассказали Анне Петровой"),
    "an adjective in Russian": ("Достоевский", "у Достоевского"),
    "a short first name inflected": ("Ян Липов", "Яна Липова"),
    "inflected and transliterated": ("Иван Петров", "people/ivanu-petrovu/"),
    "with е for ё": ("Семёнов", "Семеновым"),
    "over a line end in JSON": ("Ottokar Brennwald", json.dumps("Ottokar\nBrennwald")),
    "short, after a line end in JSON": ("Bo", json.dumps("said:\nBo left")),
    "within quotes in JSON": ("Ottokar Brennwald", json.dumps('Ottokar" "Brennwald')),
    "next to an underscore": ("Brennwald", "_Brennwald_"),
    "with a direction mark": ("Brennwald", "Brenn\u200ewald"),
    "with a grapheme joiner": ("Brennwald", "Brenn\u034fwald"),
    "with a variation selector": ("Brennwald", "Brenn\ufe0fwald"),
    "in another script": ("Petrov", "вместе с Петровым"),
    "with accents that the withheld form lacks": ("Brennwald", "Brénnwald"),
    "with a dotted capital": ("Ilham", "İlham"),
    "in Greek capitals, which have no accents": ("Ναύτης", "ΝΑΥΤΗΣ"),
    "a first name whose stem is short": ("Юрий", "у Юрия"),
}  # fmt: skip

HARMLESS = {
    "inside a word": ("Rand", "a grand thing at Strand"),
    "short, at a word's start": ("Bo", "the border, the boat"),
    "short, before an apostrophe only": ("Li", "life"),
    "short, after an accent": ("Li", "Åli kom"),
    "after an accent within a word": ("Rand", "ved Brårand"),
    "another word of the same stem": ("Иван Петров", "Иваново, Петрозаводск"),
    "short, with an accent": ("Pa", "på vei"),
    "in another script, inside a word": ("Rand", "веранда"),
    "other words": ("Ottokar Brennwald", "Ottokar alone"),
    "nothing": ("Brennwald", ""),
}


@pytest.mark.parametrize("form", LEAKS)
def test_a_name_is_found(form: str) -> None:
    name, text = LEAKS[form]
    assert withhold([name]).is_in(text)


@pytest.mark.parametrize("form", HARMLESS)
def test_what_is_no_leak_is_let_through(form: str) -> None:
    name, text = HARMLESS[form]
    assert not withhold([name]).is_in(text)


@pytest.mark.parametrize("names", [[], [""], ["  "], ["—"], ["!?"]])
def test_nothing_withheld_finds_nothing(names: list[str]) -> None:
    withheld = withhold(names)
    assert not withheld
    assert not withheld.is_in("anything at all")
    assert withheld.columns("anything at all") == ()


def test_the_place_of_a_name_in_a_line_is_exact() -> None:
    assert withhold(["Brennwald"]).columns("he met Brennwald.") == ((8, 17),)


def test_the_place_of_an_escaped_name_is_its_line() -> None:
    assert withhold(["Brennwald"]).columns("Brenn&shy;wald") == ((1, 15),)


@given(
    st.text(alphabet="абвгдеёжзиклмнåøæéüabcxyz", min_size=4, max_size=12),
    st.text(max_size=20),
    st.text(max_size=20),
)
def test_a_name_is_found_whatever_stands_around_it(name: str, before: str, after: str) -> None:
    assert withhold([name]).is_in(f"{before} {name.upper()} {after}")
