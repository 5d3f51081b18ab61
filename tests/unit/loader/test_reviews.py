"""Reviews of articles' files: what they are of, and when they no longer fit."""

from __future__ import annotations

import pytest

from defectarchive.loader.files import read_file
from defectarchive.loader.front_matter import read_document
from defectarchive.loader.parts.reviews import hash_under_review
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.records import ArticleRecord
from defectarchive.model.vocabulary import SHIPPED

HEAD = "title: A text\noutlet: tv\npublished: 2031-04-13\nevents: [{event: e, type: arrest}]\n"
PLAIN = f"---\n{HEAD}---\nA body.\n"


def of(text: str) -> str:
    return hash_under_review(read_document(SourceFile("articles/a.md", text.encode())))


def reviewed(text: str, where: str = "---\nA body") -> str:
    """The text with a review that is fresh."""
    return text.replace(where, f"reviewed: {{by: ed, date: 2031-05-01, of: {of(text)}}}\n{where}")


def read(text: str) -> tuple[ArticleRecord, list[str]]:
    found = read_file(SourceFile("articles/a.md", text.encode()), SHIPPED)
    (article,) = found.records.articles
    return article, [fault.code for fault in found.diagnostics]


def test_a_review_is_of_all_that_stands_in_the_file_but_the_review() -> None:
    article, found = read(reviewed(PLAIN))
    assert article.reviewed is not None
    assert (article.reviewed.by, article.reviewed.fresh, found) == ("ed", True, [])
    for old, new in (("A text", "A test"), ("A body", "Another body"), ("arrest}", "trial}")):
        article, found = read(reviewed(PLAIN).replace(old, new))
        assert article.reviewed is not None
        assert (article.reviewed.fresh, found) == (False, ["review-stale"])


@pytest.mark.parametrize(
    "written",
    [
        "reviewed: {by: ed, date: 2031-05-01, of: OF}   # twice\n",
        "reviewed:\n  by: ed\n  date: 2031-05-01\n  of: OF\n",
        "reviewed:\n\n  by: ed\n\n  date: 2031-05-01\n# a remark in between\n  of: OF\n",
        "reviewed: {by: ed,\n  date: 2031-05-01, of: OF}\n",
    ],
)
@pytest.mark.parametrize("before", ["events:", "---\nA body"])
def test_it_does_not_matter_how_and_where_the_review_is_written(written: str, before: str) -> None:
    text = PLAIN.replace(before, written + before)
    article, found = read(text.replace("OF", of(text)))
    assert article.reviewed is not None
    assert article.reviewed.fresh
    assert found == []
    # What is of the review changes nothing.
    assert of(text) == of(text.replace("by: ed", "by: another").replace("2031-05-01", "2032"))


def test_a_comment_below_a_review_is_no_part_of_it() -> None:
    text = reviewed(PLAIN).replace("---\nA body", "# A remark.\n---\nA body")
    assert read(text)[1] == ["review-stale"]


def test_line_ends_and_a_byte_order_mark_are_the_editors_own_affair() -> None:
    text = reviewed(PLAIN)
    assert read("\ufeff" + text.replace("\n", "\r\n"))[1] == []


def test_a_review_within_braces_is_known_as_well() -> None:
    text = "---\n{title: A, outlet: tv, published: 2031, events: [{event: e, type: arrest}]"
    more = ", reviewed: {by: ed, date: 2031-05-01, of: OF}}\n---\n"
    assert read((text + more).replace("OF", of(text + more)))[1] == []
    middle = text.replace("title: A", "reviewed: {by: ed, date: 2031, of: OF}, title: A")
    assert read(f"{middle}}}\n---\n".replace("OF", of(f"{middle}}}\n---\n")))[1] == []


def test_what_a_program_drafted_is_an_error_until_somebody_has_reviewed_it_as_it_stands() -> None:
    drafted = PLAIN.replace("outlet", "drafted_by: program\noutlet")
    assert read(drafted)[1] == ["unreviewed"]
    assert read(reviewed(drafted))[1] == []
    assert read(reviewed(drafted).replace("A body", "Changed"))[1] == ["unreviewed", "review-stale"]
    assert read(drafted.replace("outlet", "draft: true\noutlet"))[1] == []
    assert read(drafted.replace("program", "A. Writer"))[1] == []


def test_a_review_says_who_and_when_and_of_what() -> None:
    text = PLAIN.replace("---\nA body", "reviewed: {by: ed}\n---\nA body")
    assert read(text)[1] == ["missing-field", "missing-field"]
