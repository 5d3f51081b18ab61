"""Country codes, and what is proposed for what is none."""

from __future__ import annotations

import pytest

from defectarchive.loader.countries import COUNTRIES, country_hint


def test_codes_are_two_capitals_and_have_a_name() -> None:
    for code, name in COUNTRIES.items():
        assert len(code) == 2
        assert code.isascii()
        assert code.isalpha()
        assert code.isupper()
        assert name.strip() == name != ""


def test_withdrawn_codes_are_known() -> None:
    for code in ("SU", "DD", "YU", "CS", "AN", "BU", "FX", "NT", "TP", "ZR", "YD", "XK"):
        assert code in COUNTRIES


def test_what_never_was_a_code_is_unknown() -> None:
    for code in ("UK", "EU", "XX", "ZZ", "no", "NOR", "A1", ""):
        assert code not in COUNTRIES


@pytest.mark.parametrize(
    ("word", "code"),
    [("no", "NO"), ("Russia", "RU"), ("russia", "RU"), ("USSR", "SU"), ("UK", "GB"), ("GDR", "DD")],
)
def test_the_code_of_a_named_state_is_proposed(word: str, code: str) -> None:
    assert country_hint(word) == f'did you mean "{code}"?'


def test_codes_that_begin_alike_are_proposed_with_their_names() -> None:
    assert '"RU" (Russia)' in country_hint("RX")


@pytest.mark.parametrize(
    ("word", "hint"),
    [("Norwey", '"NO" (Norway)'), ("Russland", '"RU" (Russia)'), ("Schweden", '"SE" (Sweden)')],
)
def test_the_code_of_a_state_with_a_similar_name_is_proposed(word: str, hint: str) -> None:
    assert country_hint(word) == f"did you mean {hint}?"


@pytest.mark.parametrize("word", ["12", "9", "W9", "Ж", "x" * 100_000])
def test_no_word_is_left_without_a_remedy(word: str) -> None:
    assert country_hint(word)


def test_who_writes_something_else_is_told_what_a_code_is() -> None:
    assert "ISO 3166-1" in country_hint("Ruritania")
