"""Dates and ages that can hardly be so are doubted, and those that can are not."""

from __future__ import annotations

import pytest
from tests.archives import make

ARTICLE = "---\ntitle: X\noutlet: a-paper\npublished: {}\n{}\nevents:\n  - event: e\n{}---\n"


def doubted(
    published: str = "2031-04-13", more: str = "draft: false", entry: str = ""
) -> list[str]:
    found = make({"articles/a.md": ARTICLE.format(published, more, entry)})
    codes = ("dates-in-disorder", "date-after-publication", "unlikely-age")
    assert found.mistakes() == []
    return [f"{d.span.line} {d.code}" for d in found.warnings() if d.code in codes]


@pytest.mark.parametrize(
    "date", ["2032-04-10", "2033", "2032-09", "2032", '"2032-03-01/2032-05-01"', "2081-04-10"]
)
def test_an_event_long_after_its_article_is_doubted(date: str) -> None:
    assert doubted(entry=f"    date: {date}\n") == ["8 date-after-publication"]


@pytest.mark.parametrize(
    "date", ["2031-04-13", "2031", "2031-09", "2030-04-10", "1891", '"2031-04-10/.."', "2032-01"]
)
def test_an_event_before_its_article_or_soon_after_is_not(date: str) -> None:
    assert doubted(entry=f"    date: {date}\n") == []


def test_a_date_that_is_denied_is_not_doubted() -> None:
    assert doubted(entry="    date: {value: 2033, stance: denies, by: X}\n") == []


def test_an_article_of_an_unknown_day_doubts_nothing() -> None:
    assert doubted("unknown", "accessed: 2001-01-01", "    date: 2033\n") == []
    assert doubted("2031", "accessed: 2031-01-01") == []


@pytest.mark.parametrize(
    "more",
    [
        "accessed: 2031-04-12",
        "updated: 2030-04-14",
        "corrected: [{date: 2030-04-20, text: The rank.}]",
        "retracted: {date: 2013-06-01, because: It was wrong.}",
    ],
)
def test_nothing_is_done_to_an_article_before_it_is_out(more: str) -> None:
    assert doubted(more=more) == ["5 dates-in-disorder"]
    assert doubted("2001-04-13", more) == []


@pytest.mark.parametrize(("age", "is_doubted"), [("440", True), ("130..", True), ("104", False)])
def test_nobody_is_older_than_a_hundred_and_twenty(age: str, is_doubted: bool) -> None:  # noqa: FBT001
    entry = f"    people: [{{person: Anna Elm, age: {age}}}]\n"
    assert doubted(entry=entry) == (["8 unlikely-age"] if is_doubted else [])
