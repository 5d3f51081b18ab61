"""What a case is counted, titled and dated by: what stands, and what says what the case is."""

from __future__ import annotations

import pytest
from tests.archives import Outcome, article, make

from defectarchive.model.dates.date import parse_date
from defectarchive.model.outline import Involvement
from defectarchive.resolve.order import latest_first, timeline_key

GONE = "retracted: {because: An error.}"


def told(*articles: tuple[str, str], **more: str) -> Outcome:
    """Articles a, b … of outlets of their own, a day after each other: their entry and more."""
    files = {
        f"articles/{name}.md": article(
            f"- event: flight\n  {entry}", f"paper-{name}", f"2031-04-0{day}", rest
        )
        for day, (name, (entry, rest)) in enumerate(zip("abcde", articles, strict=False), 1)
    }
    return make({**files, **{path.replace("_", "/") + ".md": text for path, text in more.items()}})


# --- articles and origins of a case --------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "counts"),
    [
        *((f"{said}", True) for said in ("type: recall", "date: 2031-04", "place: Quay")),
        *((f"{said}", True) for said in ("from: RU", "to: NO", "count: 2..3", "status: reported")),
        ("people: [{person: ivan, role: subject}]", True),
        ("count: 7", False),
        ("statements: The minister knew.", False),
        ("motive: money", False),
        ("organisations: [Guard]", False),
        ("also: [trial]", False),
        ("point: {lat: 69, lon: 30}", False),
        ("people: [{person: ivan, role: lawyer}]", False),
        ("people: [{person: ivan}]", False),
        ("people: [{person: ivan, age: 34}]", False),
        ("count: {value: 2, stance: denies}", False),
        ("title: A title", False),
    ],
)
def test_an_article_counts_where_it_says_what_the_case_is(entry: str, counts: bool) -> None:  # noqa: FBT001
    shown = "type: recall\n  date: 2031-04-01\n  count: 2"
    event = told((shown, ""), (entry, "")).event("flight")
    assert event.articles == ("a", "b")
    assert event.support.articles == (("a", "b") if counts else ("a",))
    assert event.support.origins_min == (2 if counts else 1)


def test_no_article_counts_where_all_make_statements_only() -> None:
    event = told(("statements: The minister knew.", ""), ("motive: money", "")).event("flight")
    assert (event.support.articles, event.support.origins, event.support.origins_min) == (
        (), (), 0,
    )  # fmt: skip


def test_a_retracted_article_does_not_count() -> None:
    event = told(("count: 2", ""), ("count: 2", GONE)).event("flight")
    assert event.support.articles == ("a",)


# --- title and summary ---------------------------------------------------------------------------


def test_the_title_is_that_of_the_earliest_report_that_stands_and_has_one() -> None:
    event = told(
        ("title: Withdrawn\n  count: 2", GONE),
        ("count: 2", ""),
        ("title: It stands\n  count: 2", ""),
    ).event("flight")
    assert (event.title, event.title_withdrawn) == ("It stands", False)


def test_a_title_of_an_article_that_stands_goes_before_one_of_a_report_that_does_not() -> None:
    event = told(("title: Withdrawn\n  count: 2", GONE), ("count: 2", "")).event("flight")
    assert (event.title, event.title_withdrawn) == ("A text", False)


def test_where_nothing_stands_the_title_is_marked() -> None:
    event = told(("title: Withdrawn\n  count: 2", GONE)).event("flight")
    assert (event.title, event.title_withdrawn) == ("Withdrawn", True)


def test_the_title_of_its_file_needs_no_article_that_stands() -> None:
    event = told(("count: 2", GONE), events_flight="title: The flight").event("flight")
    assert (event.title, event.title_withdrawn) == ("The flight", False)


def test_a_summary_of_what_stands_goes_first_and_any_other_is_marked() -> None:
    both = told(("summary: Wrong.\n  count: 2", GONE), ("summary: Right.\n  count: 2", ""))
    assert (both.event("flight").summary, both.event("flight").summary_withdrawn) == (
        "Right.",
        False,
    )
    one = told(("summary: Wrong.\n  count: 2", GONE), ("count: 2", ""))
    assert (one.event("flight").summary, one.event("flight").summary_withdrawn) == ("Wrong.", True)
    none = told(("count: 2", GONE)).event("flight")
    assert (none.summary, none.summary_withdrawn) == ("", False)


# --- publication ---------------------------------------------------------------------------------


def test_a_case_was_first_told_of_by_the_first_article_that_claims_anything() -> None:
    event = told(("title: A title", ""), ("count: 2", "")).event("flight")
    assert event.first_published == parse_date("2031-04-02")


def test_where_none_claims_anything_it_was_the_first() -> None:
    event = told(("title: A title", ""), ("summary: A text.", "")).event("flight")
    assert event.first_published == parse_date("2031-04-01")


def test_what_was_published_nobody_knows_when_counts_as_last() -> None:
    found = make(
        {
            "articles/a.md": article("- {event: flight, date: 2031}", "tv", "unknown"),
            "articles/b.md": article("- {event: flight, date: 2031}", "radio", "2031-04-01"),
            "articles/c.md": article("- {event: escape, date: 2031}", "tv", "unknown"),
        }
    )
    assert [*found.archive.articles] == ["b", "a", "c"]
    assert found.event("flight").first_published == parse_date("2031-04-01")
    ordered = sorted(found.archive.events.values(), key=timeline_key)
    assert [event.id for event in ordered] == ["flight", "escape"]
    # Nor is it the newest in any list of what is new.
    newest = latest_first(found.archive.articles.values())
    assert [each.id for each in newest] == ["b", "a", "c"]


# --- who has a part ------------------------------------------------------------------------------


def person(*mentions: str) -> str:
    return "people: [" + ", ".join(f"{{person: ivan{more}}}" for more in mentions) + "]"


@pytest.mark.parametrize(
    ("articles", "part"),
    [
        ([(person(", role: subject"), "")], Involvement.HAS),
        ([(person(""), "")], Involvement.HAS),
        ([(person(", age: 34"), "")], Involvement.HAS),
        ([(person(", role: {value: subject, stance: alleges}"), "")], Involvement.HAS),
        ([(person(", role: {value: subject, hedge: perhaps}"), "")], Involvement.HAS),
        ([(person(", role: {value: subject, stance: denies}"), "")], Involvement.DENIED),
        ([(person(", role: {value: subject, stance: doubts}"), "")], Involvement.DOUBTED),
        ([(person(", role: {value: subject, stance: unaware}"), "")], Involvement.UNANSWERED),
        ([(person(", role: {value: subject, stance: declines}"), "")], Involvement.UNANSWERED),
        ([(person(", role: subject"), GONE)], Involvement.WITHDRAWN),
        ([(person(""), GONE)], Involvement.WITHDRAWN),
        (
            [
                (person(", role: {value: subject, stance: denies}"), ""),
                (person(", role: {value: subject, stance: doubts}"), ""),
            ],
            Involvement.DENIED,
        ),
        (
            [
                (person(", role: subject"), GONE),
                (person(", role: {value: subject, stance: denies}"), ""),
            ],
            Involvement.DENIED,
        ),
        (
            [
                (person(", role: {value: subject, stance: denies}"), ""),
                (person(", role: witness"), ""),
            ],
            Involvement.HAS,
        ),
        # Twice in one entry: denied as the one, put forward as the other, or merely named.
        (
            [(person(", role: {value: subject, stance: denies}", ", role: witness"), "")],
            Involvement.HAS,
        ),
        ([(person(", role: {value: subject, stance: denies}", ""), "")], Involvement.HAS),
        (
            [
                (
                    person(
                        ", role: {value: subject, stance: doubts}",
                        ", role: {value: witness, stance: unaware}",
                    ),
                    "",
                )
            ],
            Involvement.DOUBTED,
        ),
    ],
)
def test_a_person_has_a_part_where_a_standing_article_puts_one_forward_or_names_no_role(
    articles: list[tuple[str, str]], part: Involvement
) -> None:
    found = told(*articles)
    (participation,) = found.event("flight").people
    assert participation.part is part
    assert found.person("ivan").events == (("flight",) if part is Involvement.HAS else ())
    assert [each.event for each in found.person("ivan").parts] == ["flight"]
