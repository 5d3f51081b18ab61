"""Open questions: each rule finds what it names, and the page and the command say the same."""

from __future__ import annotations

from typing import Any

import pytest
from tests.archives import Outcome, article, context_of, load_folder, make
from tests.published import ARCHIVES

from defectarchive.checks.open_questions.rules import open_questions, question_warnings
from defectarchive.cli import main
from defectarchive.diagnostics.codes.table import QUESTIONS
from defectarchive.engine.reading.check import check
from defectarchive.model.site_settings import SiteSettings
from defectarchive.pages.open_questions import question_pages
from defectarchive.views.lists import OpenQuestionsPage, QuestionList
from defectarchive.views.page import ListPart


def found(outcome: Outcome, kind: str) -> list[str]:
    return [each.subject.id for each in open_questions(outcome.archive) if each.kind == kind]


def shown(
    outcome: Outcome, settings: SiteSettings | None = None
) -> tuple[tuple[QuestionList, ...], list[ListPart[Any]]]:
    """The lists of the page, and the pages beside it."""
    context = context_of(outcome, settings) if settings else context_of(outcome)
    page, *parts = (planned.view for planned in question_pages(context))
    assert isinstance(page, OpenQuestionsPage)
    return page.lists, [part for part in parts if isinstance(part, ListPart)]


DATED = "- event: x\n  date: 2031-04-10"
KEPT = "archived: https://archive.example.org/x"


def test_a_case_on_one_origin_is_open_and_one_on_two_is_not() -> None:
    echo = article(DATED, outlet="radio", rest="relays: [tv]")
    assert found(make({"articles/a.md": article(DATED), "articles/b.md": echo}), "one-origin") == [
        "x"
    ]
    other = article(DATED, outlet="radio")
    assert (
        found(make({"articles/a.md": article(DATED), "articles/b.md": other}), "one-origin") == []
    )


def test_a_fact_that_two_articles_hold_does_not_hang_by_one() -> None:
    first = article(f"{DATED}\n  place: Quay")
    second = article(DATED, outlet="radio")
    (question,) = (
        each
        for each in open_questions(make({"articles/a.md": first, "articles/b.md": second}).archive)
        if each.kind == "sole-source"
    )
    assert (question.article, question.properties) == ("a", ("Place",))
    assert (question.warning.span.path, question.warning.span.line) == ("articles/a.md", 9)


def test_a_disagreement_is_open_until_there_is_a_ruling() -> None:
    files = {
        "articles/a.md": article("- event: x\n  place: Quay"),
        "articles/b.md": article("- event: x\n  place: Pier", outlet="radio"),
    }
    assert found(make(files), "disagreement") == ["x"]
    ruled = {"events/x.md": "rulings: {place: {value: Pier, because: Seen there.}}"}
    assert found(make({**files, **ruled}), "disagreement") == []


@pytest.mark.parametrize(
    ("date", "unsure"), [("2031", False), ("2031~", False), ("2031?", True), ("2030/2031", True)]
)
def test_a_year_is_unsure_where_there_may_be_another(date: str, *, unsure: bool) -> None:
    outcome = make({"articles/a.md": article(f"- event: x\n  date: {date}")})
    assert found(outcome, "year-unsure") == (["x"] if unsure else [])


@pytest.mark.parametrize(
    ("other", "more", "unsure"),
    [
        ("2029", {}, True),
        ("2031-05", {}, False),
        ("2029", {"events/x.md": "rulings: {date: {value: 2031-04-10, because: Seen.}}"}, False),
    ],
)
def test_a_year_is_unsure_where_sources_give_different_ones(
    other: str, more: dict[str, str], *, unsure: bool
) -> None:
    files = {
        "articles/a.md": article(DATED),
        "articles/b.md": article(f"- event: x\n  date: {other}", outlet="radio"),
    }
    assert (found(make(files | more), "year-unsure") == ["x"]) is unsure


def test_a_case_is_old_beside_the_latest_article_not_beside_today() -> None:
    old = article("- event: x", published="2026-04-12")
    recent = article("- event: y", published="2026-04-13")
    last = article("- event: z", published="2031-04-13")
    outcome = make({"articles/a.md": old, "articles/b.md": recent, "articles/c.md": last})
    assert found(outcome, "not-updated") == ["x"]
    assert (
        found(make({"articles/a.md": article("- event: x", published="1955")}), "not-updated") == []
    )


def test_a_fact_of_retracted_articles_alone_is_open() -> None:
    withdrawn = article(DATED, rest="retracted: {date: 2031-06, because: False.}")
    outcome = make({"articles/a.md": withdrawn, "articles/b.md": article("- event: x")})
    assert found(outcome, "retracted-support") == ["x"]


def test_people_without_names_and_articles_without_copies_are_open() -> None:
    entry = "- event: x\n  people: [{person: second, unnamed: true, descriptor: a second}]"
    outcome = make({"articles/a.md": article(entry, rest=KEPT), "articles/b.md": article(entry)})
    assert found(outcome, "unnamed") == ["second"]
    assert found(outcome, "no-archived-copy") == ["b"]
    assert found(outcome, "created") == ["tv"]


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_page_shows_as_many_as_the_rules_find(name: str) -> None:
    outcome = load_folder(ARCHIVES[name])
    questions = open_questions(outcome.archive)
    lists, _ = shown(outcome, check(ARCHIVES[name]).settings)
    assert sum(each.items.total or len(each.first) for each in lists) == len(questions)
    assert all(each.code in QUESTIONS for each in question_warnings(questions))


def test_of_many_questions_the_most_telling_are_shown_and_all_stand_beside() -> None:
    # The case of each third number has a second article, which passes on the first.
    echo = {"outlet": "radio", "rest": "relays: [tv]"}
    files = {
        f"articles/a{n}-{more}.md": article(
            f"- {{event: e{n:02}, date: 2031-04-{n + 1:02}}}", **(echo if more else {})
        )
        for n in range(30)
        for more in range(1 + (n % 3 == 2))
    }
    lists, parts = shown(make(files))
    asked = next(each for each in lists if each.kind == "one-origin")
    titles = [item.link.path for item in asked.first]
    assert titles[:10] == [f"cases/e{n:02}/" for n in range(2, 30, 3)]
    assert (len(titles), asked.items.total) == (25, 30)
    (part,) = (part for part in parts if part.list == "one-origin")
    assert (part.part.text, part.part.count) == ("April 2031", 30)
    assert [row.link.path for row in part.sections[0].rows] == [
        f"cases/e{n:02}/" for n in range(30)
    ]


def test_check_gives_them_and_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["check", "--content", str(ARCHIVES["ten-echoes"])]) == 0
    printed = capsys.readouterr().out
    assert "warning[open-one-origin]" in printed
    assert printed.rstrip().endswith("open questions)")


def test_articles_are_unreviewed_only_where_some_file_says_who_drafted_or_reviewed_it() -> None:
    files = {f"articles/{name}.md": article("- {event: e, type: arrest}") for name in "ab"}
    assert found(make(files), "unreviewed") == []
    drafted = article("- {event: e, type: arrest}", rest="drafted_by: A. Writer")
    assert sorted(found(make({**files, "articles/c.md": drafted}), "unreviewed")) == ["a", "b", "c"]
    review = "reviewed: {by: ed, date: 2031-05-01, of: 0}"
    reviewed = article("- {event: e, type: arrest}", rest=review)
    assert sorted(found(make({**files, "articles/c.md": reviewed}), "unreviewed")) == ["a", "b"]
