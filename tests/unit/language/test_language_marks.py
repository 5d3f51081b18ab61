"""Marks of languages: they come and go without a trace."""

from __future__ import annotations

from defectarchive.language.language_marks import language_of, marked, plain, within


def test_a_mark_goes_without_a_trace() -> None:
    sentence = f"Said by {marked('a pilot', 'en')}, then {marked('en los', 'nb')}."
    assert plain(sentence) == "Said by a pilot, then en los."
    assert plain("no mark") == "no mark"


def test_an_empty_text_needs_no_mark() -> None:
    assert marked("", "en") == ""


def test_only_a_text_that_is_marked_as_a_whole_has_a_language() -> None:
    assert language_of(marked("a pilot", "en")) == "en"
    assert language_of(f"by {marked('a pilot', 'en')}") == ""
    assert language_of("a pilot") == ""


def test_a_text_is_changed_within_its_mark() -> None:
    assert within(marked("a pilot", "en"), str.upper) == marked("A PILOT", "en")
    assert within("a pilot", str.upper) == "A PILOT"
