"""Links that lead to the very words in a source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defectarchive.model.addresses import text_fragment


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("he defected", "he%20defected"),
        ("one two three four five six", "one%20two%20three%20four%20five%20six"),
        ("one two three four five six seven", "one%20two%20three,five%20six%20seven"),
        ("[He] came by night", "came%20by%20night"),
        ("he came […] over the river ... to Norway", "he%20came,to%20Norway"),
        ("he came […] alone", "he%20came"),
        ("det er, så vidt jeg vet", "det%20er%2C%20så%20vidt%20jeg%20vet"),
        ("grense-jakobselv & omegn #1", "grense%2Djakobselv%20%26%20omegn%20%231"),
        ("просить притулку", "просить%20притулку"),
        ("alone", ""),
        ("[…]", ""),
        ("", ""),
    ],
)
def test_a_fragment_names_the_words_that_the_article_has(wording: str, words: str) -> None:
    assert text_fragment(wording) == (f"#:~:text={words}" if words else "")


@given(st.text())
def test_no_wording_breaks_out_of_an_address_or_its_fragment(wording: str) -> None:
    words = text_fragment(wording).removeprefix("#:~:text=")
    assert not set(words) & set(' #"<>&\n\t-')
    assert words.count(",") <= 1
