"""The passage that a message shows beside a wording that is not there."""

from __future__ import annotations

from defectarchive.checks.quotations.nearest import nearest_passage, shortened
from defectarchive.checks.quotations.text import CopyText

TEXT = CopyText(
    "He crossed the border on foot by climbing over a fence. “We are\nsafe now,” he said."
)


def test_it_is_the_one_that_shares_most_words_with_a_word_on_either_side() -> None:
    found = nearest_passage("on foot by climbing over the fence", TEXT)
    assert found == "“border on foot by climbing over a fence. “We”"


def test_it_is_as_it_is_written_in_one_line() -> None:
    assert nearest_passage("we were safe now", TEXT) == "“fence. “We are safe now,” he”"


def test_where_nothing_is_like_it_there_is_none() -> None:
    assert nearest_passage("a heavy shower of rain", TEXT) == ""
    assert nearest_passage("…", TEXT) == ""
    assert nearest_passage("anything", CopyText("")) == ""


def test_a_long_one_is_cut_in_the_middle() -> None:
    cut = shortened("word " * 100)
    assert len(cut) <= 250
    assert " … " in cut
