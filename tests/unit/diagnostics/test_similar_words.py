from __future__ import annotations

import pytest

from defectarchive.diagnostics.diagnostic import did_you_mean
from defectarchive.diagnostics.similar_words import alike, alike_names

SLIPS = [
    ("defecton", "defection"),
    ("titel", "title"),
    ("vlaue", "value"),
    ("organization", "organisation"),
    ("Andrey Medvedev", "Andrei Medvedev"),
    ("Alexander Petrov", "Aleksandr Petrov"),
    ("Storskogen", "Storskog"),
    ("Dag Bladet", "Dagbladet"),
    ("Storskgo", "Storskog"),
    ("storskog-crossing-203", "storskog-crossing-2031"),
    ("Petropavlosk", "Petropavlovsk"),
    ("Борисоглебскй", "Борисоглебский"),
]
NO_SLIPS = [
    ("Denmark", "Finmark"),
    ("al.com", "azcentral.com"),
    ("tags", "status"),
    ("norway-expulsion-2023", "norway-expulsion-2018"),
    ("Clayton", "Layton"),
    ("James Brown", "James Bowen"),
    ("abc11.com", "abc13.com"),
    ("wkyc.com", "wkyt.com"),
    ("Anna Elm", "Anna Eld"),
    ("Kirkenes police", "Tromsø police"),
    ("New York", "Newark"),
    ("Greenville", "Greenfield"),
    ("kharkiv-strike-12", "kharkiv-strike-13"),
]


@pytest.mark.parametrize(("word", "meant"), SLIPS)
def test_a_slip_is_like_what_was_meant(word: str, meant: str) -> None:
    assert alike(word, meant)
    assert alike(meant, word)


@pytest.mark.parametrize(("word", "other"), NO_SLIPS)
def test_a_word_that_merely_looks_a_little_like_another_is_no_slip(word: str, other: str) -> None:
    assert not alike_names(word, other)
    assert not alike_names(other, word)


def test_a_name_may_have_a_middle_name_that_the_other_lacks() -> None:
    assert alike_names("Andrei Viktorovich Medvedev", "Andrey Medvedev")
    assert not alike_names("Andrei Viktorovich Medvedev", "Andrei Medvedkin")
    assert not alike("North Miami Police", "North Police")


def test_a_form_of_a_word_leads_to_the_form_that_there_is() -> None:
    assert did_you_mean("defected", ["arrest", "defection"]) == 'did you mean "defection"?'
    assert did_you_mean("arrested", ["arrest", "defection"]) == 'did you mean "arrest"?'


def test_a_name_has_many_ways_to_be_written_in_other_letters() -> None:
    assert alike_names("Iwan Iwanow", "Ivan Ivanov")
    assert not alike("wbtw.com", "wbtv.com")


def test_of_several_that_are_alike_the_nearest_is_proposed() -> None:
    assert did_you_mean("published", ["publisher", "publishd"]) == 'did you mean "publishd"?'
    assert did_you_mean("boss", ["subject", "lawyer"]) == ""


def test_the_beginning_of_a_single_word_leads_to_it() -> None:
    assert did_you_mean("lang", ["language", "label"]) == 'did you mean "language"?'
    assert did_you_mean("corr", ["corrected", "corrections"]) == ""
