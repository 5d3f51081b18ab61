"""Country codes, and what is proposed for what is none."""

from __future__ import annotations

import pytest
from tests.published import ROOT

from defectarchive.language.catalogue import ENGLISH, translation
from defectarchive.model.countries import (
    BODIES,
    COUNTRIES,
    GIVEN_ANEW,
    country_hint,
    holders,
)
from defectarchive.model.dates.date import parse_date


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


@pytest.mark.parametrize(
    ("code", "date", "name"),
    [
        ("CS", "1968", "Czechoslovakia"),
        ("CS", "1992-12-31", "Czechoslovakia"),
        ("CS", "../1950", "Czechoslovakia"),
        ("CS", "2003", "Serbia and Montenegro"),
        ("CS", "2004/..", "Serbia and Montenegro"),
        ("CS", "1990/2004", "Czechoslovakia, later Serbia and Montenegro"),
        ("CS", "1995", "Czechoslovakia, later Serbia and Montenegro"),
        ("CS", "XXXX-05", "Czechoslovakia, later Serbia and Montenegro"),
        ("CS", "", "Czechoslovakia, later Serbia and Montenegro"),
        ("AI", "1977", "French Afars and Issas"),
        ("AI", "1990", "Anguilla"),
        ("BQ", "1970", "British Antarctic Territory"),
        ("BQ", "2012", "Bonaire, Sint Eustatius and Saba"),
        ("GE", "1979", "Gilbert and Ellice Islands"),
        ("GE", "2008-08", "Georgia"),
        ("SK", "1974", "Sikkim"),
        ("SK", "1993", "Slovakia"),
        ("SK", "1970/1993", "Sikkim, later Slovakia"),
        ("SK", "", "Sikkim, later Slovakia"),
        ("NO", "1900", "Norway"),
        ("SU", "", "Soviet Union"),
    ],
)
def test_a_code_given_out_anew_is_named_by_its_date(code: str, date: str, name: str) -> None:
    assert ENGLISH.state(code, [parse_date(date) if date else None]) == name


def test_of_several_dates_all_must_be_of_one_state() -> None:
    dates = [parse_date("1950"), parse_date("1968"), parse_date("2004")]
    assert holders("CS", dates[:2]) == (0,)
    assert holders("CS", dates) == (0, 1)
    assert holders("NO", dates) == ()


def test_the_states_of_a_code_follow_on_each_other() -> None:
    for code, states in GIVEN_ANEW.items():
        assert code in COUNTRIES
        former, present = states
        assert former.last is not None
        assert present.first is not None
        assert former.last < present.first


def test_unions_of_states_have_names_and_are_no_countries() -> None:
    assert not BODIES.keys() & COUNTRIES.keys()
    assert [ENGLISH.country(code) for code in BODIES] == ["European Union", "United Nations"]


def test_they_and_the_states_of_the_past_are_named_in_norwegian() -> None:
    catalogue = (ROOT / "templates" / "locale" / "nb.po").read_text("utf-8")
    words = translation("nb", {"locale/nb.po": catalogue})
    assert words.state("CS", [parse_date("1968")]) == "Tsjekkoslovakia"
    assert words.state("SK", [None]) == "Sikkim, senere Slovakia"
    assert words.country("EU") == "Den europeiske union"
    assert words.country("UN") not in {"UN", "United Nations"}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Estland", "EE"),
        ("Island", "IS"),
        ("Belgien", "BE"),
        ("Griechenland", "GR"),
        ("Sør-Sudan", "SS"),
        ("Эстония", "EE"),
        ("Rusia", "RU"),
        ("Tyskland", "DE"),
        ("Norwegn", "NO"),
    ],
)
def test_a_state_is_known_by_its_name_in_other_languages(word: str, code: str) -> None:
    assert country_hint(word).startswith(f'did you mean "{code}"')


@pytest.mark.parametrize("word", ["Finnmark", "Prussia", "Scotia", "Newland"])
def test_what_is_no_state_is_not_taken_for_one(word: str) -> None:
    assert "did you mean" not in country_hint(word)
