"""What may stand in the archive twice is told, once, and what is said to be two is not."""

from __future__ import annotations

import pytest
from tests.archives import Outcome, make


def article(
    event: str = "e", *, title: str = "Two officers cross", day: str = "2031-04-13", more: str = ""
) -> str:
    return (
        f"---\ntitle: {title}\noutlet: a-paper\npublished: {day}\n{more}events:\n"
        f"  - event: {event}\n---\n"
    )


def doubts(found: Outcome, code: str = "duplicate-") -> list[str]:
    return [f"{d.span.path}:{d.span.line} {d.code}" for d in found.warnings(code)]


URL = "https://www.example.org/story/1"


@pytest.mark.parametrize(
    "other",
    [
        URL,
        "http://example.org/story/1/",
        "https://EXAMPLE.org/story/1?utm_source=x&fbclid=y",
        "https://example.org/story/1#comments",
        "https://example.org/st%6Fry/1",
    ],
)
def test_two_articles_of_one_address_are_told(other: str) -> None:
    found = make(
        {
            "articles/a.md": article(title="One two three", more=f"url: {URL}\n"),
            "articles/b.md": article(title="Four five six", more=f"url: {other}\n"),
        }
    )
    assert doubts(found) == ["articles/b.md:5 duplicate-url"]
    assert "a" in found.warnings("duplicate-url")[0].message


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/story/2",
        "https://example.org/story/1?page=2",
        "https://example.com/story/1",
    ],
)
def test_other_addresses_are_other_articles(other: str) -> None:
    found = make(
        {
            "articles/a.md": article(title="One two three", more=f"url: {URL}\n"),
            "articles/b.md": article(title="Four five six", more=f"url: {other}\n"),
        }
    )
    assert doubts(found) == []


def test_the_address_of_a_whole_site_is_that_of_no_article() -> None:
    more = "url: https://example.org/\n"
    files = {f"articles/{name}.md": article(title=f"{name} b c", more=more) for name in "ab"}
    assert doubts(make(files)) == []


@pytest.mark.parametrize(
    ("title", "day", "shows_effect"),
    [
        ("Two officers cross", "2031-04-13", True),
        ("“Two Officers” cross!", "2031-04-13T16:00", True),
        ("Two officers cross", "2031-04-14", False),
        ("Three officers cross", "2031-04-13", False),
        ("Two officers cross", "2031-04", False),
    ],
)
def test_two_articles_of_one_outlet_headline_and_day_are_told(
    title: str,
    day: str,
    shows_effect: bool,  # noqa: FBT001
) -> None:
    found = make({"articles/a.md": article(), "articles/b.md": article(title=title, day=day)})
    assert doubts(found) == (["articles/b.md:2 duplicate-headline"] if shows_effect else [])


def test_a_headline_in_another_outlet_is_another_article() -> None:
    other = article().replace("a-paper", "b-paper")
    assert doubts(make({"articles/a.md": article(), "articles/b.md": other})) == []


def test_articles_that_share_both_are_told_once() -> None:
    more = f"url: {URL}\n"
    found = make({f"articles/{name}.md": article(more=more) for name in "ab"})
    assert doubts(found) == ["articles/b.md:5 duplicate-url"]


@pytest.mark.parametrize("which", ["a", "b"])
def test_what_is_said_to_be_another_article_is_no_duplicate(which: str) -> None:
    more = f"url: {URL}\n"
    files = {f"articles/{name}.md": article(more=more) for name in "ab"}
    other = "b" if which == "a" else "a"
    files[f"articles/{which}.md"] = article(more=f"{more}not_same_as: [{other}]\n")
    assert doubts(make(files)) == []


def test_a_third_copy_is_told_though_the_first_two_are_said_to_be_two() -> None:
    more = f"url: {URL}\n"
    files = {f"articles/{name}.md": article(more=more) for name in "abc"}
    files["articles/b.md"] = article(more=f"{more}not_same_as: [a]\n")
    assert doubts(make(files)) == ["articles/c.md:5 duplicate-url"]


# --- cases --------------------------------------------------------------------------------------

PLACES = "kirkenes: {name: Kirkenes, within: finnmark}\nfinnmark: {name: Finnmark}\n"


def case(name: str, claims: str, title: str) -> str:
    return (
        f"---\ntitle: {title}\noutlet: a-paper\npublished: 2031-04-13\nevents:\n"
        f"  - event: {name}\n{claims}---\n"
    )


def claims(
    date: str = "2031-04-10",
    place: str = "Kirkenes",
    person: str = "Anna Elm",
    role: str = "subject",
    kind: str = "defection",
    more: str = "",
) -> str:
    return (
        f"    type: {kind}\n    date: {date}\n    place: {place}\n"
        f"    people: [{{person: {person}, role: {role}}}]\n{more}"
    )


def two_cases(second: str, first: str = "", **files: str) -> Outcome:
    return make(
        {
            "articles/a.md": case("e", first or claims(), "One"),
            "articles/b.md": case("f", second, "Two"),
            "places.yaml": PLACES,
            **{f"events/{name}.md": text for name, text in files.items()},
        }
    )


@pytest.mark.parametrize(
    "second",
    [
        claims(),
        claims(date='"2031-04-08/2031-04-12"'),
        claims(place="Finnmark"),
        claims(kind="border-crossing"),
        claims(date="2031"),
    ],
)
def test_two_cases_of_one_person_time_and_place_are_told(second: str) -> None:
    assert doubts(two_cases(second)) == ["articles/b.md:6 duplicate-case"]


@pytest.mark.parametrize(
    "second",
    [
        claims(person="Bo Elm"),
        claims(date="2031-04-11"),
        claims(place="Oslo"),
        claims(role="lawyer"),
        claims(date="2031", kind="trial"),
        claims(kind="tally"),
        claims(more="    related: [{event: e, kind: follows}]\n"),
        claims(date='"2031-04-10/.."'),
        "    type: defection\n",
    ],
)
def test_what_differs_in_one_of_these_is_another_case(second: str) -> None:
    assert doubts(two_cases(second)) == []


@pytest.mark.parametrize(("which", "other"), [("e", "f"), ("f", "e")])
def test_what_is_said_to_be_another_case_is_no_duplicate(which: str, other: str) -> None:
    found = two_cases(claims(), **{which: f"---\nnot_same_as: [{other}]\n---\n"})
    assert doubts(found) == []


def test_whoever_stands_for_many_tells_no_case_from_another() -> None:
    tag = "    people: [{person: civilians, unnamed: true, descriptor: civilians, role: subject}]\n"
    entry = f"    date: 2031-04-10\n    place: Kirkenes\n{tag}"
    files = {f"articles/{name}.md": case(f"e-{name}", entry, f"T {name}") for name in "abcde"}
    assert doubts(make(files)) == []


# --- articles ahead of the rest ------------------------------------------------------------------


def test_an_article_far_beyond_all_others_is_doubted() -> None:
    days = {"a": "2023", "b": "2025-08-01", "c": "2081-01-01"}
    files = {f"articles/{n}.md": article(f"e-{n}", title=n, day=day) for n, day in days.items()}
    assert doubts(make(files), "published-ahead") == ["articles/c.md:4 published-ahead"]


@pytest.mark.parametrize(
    "days",
    [("1991", "2003", "2004", "2005"), ("2023", "2031", "2040"), ("2031",), ("2001", "unknown")],
)
def test_a_gap_in_an_archive_is_none(days: tuple[str, ...]) -> None:
    files = {
        f"articles/a{n}.md": article(f"e-{n}", title=str(n), day=day) for n, day in enumerate(days)
    }
    assert doubts(make(files), "published-ahead") == []


def test_what_was_looked_at_since_tells_how_late_it_is() -> None:
    files = {
        "articles/a.md": article(title="A", day="2003-01-01", more="accessed: 2031-01-01\n"),
        "articles/b.md": article(title="B", day="2031-02-01"),
    }
    assert doubts(make(files), "published-ahead") == []


# Ids that are almost one


def spelled(*ids: str, **files: str) -> Outcome:
    articles = {
        f"articles/a{at}.md": case(each, "    type: trial\n", f"Title {at}")
        for at, each in enumerate(ids)
    }
    return make({**articles, **{f"events/{name}.md": text for name, text in files.items()}})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("north-quay-resignation-2031", "north-quay-resignaton-2031"),
        ("pasvik-crossing-2031", "pasvik-corssing-2031"),
        ("storskog-2031", "storskogg-2031"),
    ],
)
def test_an_id_that_is_almost_another_is_told(first: str, second: str) -> None:
    assert [each.split()[1] for each in doubts(spelled(first, second), "similar-case")] == [
        "similar-case"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("expulsion-2022", "expulsion-2023"),
        ("pasvik-crossing-2031", "pasvik-arrest-2031"),
        ("case-a", "case-b"),
        ("oslo-trial", "olso-trial"),
    ],
)
def test_ids_that_are_meant_to_differ_are_not_told(first: str, second: str) -> None:
    assert doubts(spelled(first, second), "similar-case") == []


def test_whoever_says_that_they_are_two_is_believed() -> None:
    first, second = "pasvik-crossing-2031", "pasvik-corssing-2031"
    file = "---\ntitle: Another\n---\n"
    both = spelled(first, second, **{first: file, second: file})
    assert doubts(both, "similar-case") == []
    (told,) = doubts(spelled(first, second, **{second: file}), "similar-case")
    assert told.startswith("articles/a0.md")
    apart = f"---\nnot_same_as: [{second}]\n---\n"
    assert doubts(spelled(first, second, **{first: apart}), "similar-case") == []
