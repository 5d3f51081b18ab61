"""No count says more than its evidence: origins, "goes back to", status, age, later words."""

from __future__ import annotations

from functools import cache

import pytest

from tests.published import Site
from tests.truth import article, claims, entry, fact, head, listed, row, site_of_files, words
from tests.whole_archive import whole_archive

FILES = {
    # One text that leaves open whose story it is.
    "articles/open.md": article(
        "event: open-case\ntitle: Open\ntype: expulsion\ndate: 2031-01-01",
        rest="relays: [B Paper, C Paper]",
    ),
    # Left open among three, and by a text that may be its own.
    "articles/open-three.md": article(
        "event: three-case\ntitle: Three\ntype: arrest\ncount: 3\n"
        "people: [{person: Kai Dam, role: subject}]",
        rest="relays: [B Paper, C Paper, unknown]",
    ),
    "articles/own.md": article(
        "event: own-case\ntitle: Own\ntype: arrest\ndate: 2031-02",
        rest="relays: [B Paper]\nown_reporting: true",
    ),
    # {B or C}, then {B}.
    "articles/pair-1.md": article(
        "event: pair-case\ntitle: Pair\ntype: expulsion\ncount: 2",
        rest="relays: [B Paper, C Paper]",
    ),
    "articles/pair-2.md": article("event: pair-case\ntype: expulsion\ncount: 2", "b-paper"),
    # Three articles, of which one says nothing else than where the trail leads.
    "articles/trail-1.md": article(
        "event: trail-case\ntitle: Trail\ntype: defection\ndate: 2031-03-01", "d-paper"
    ),
    "articles/trail-2.md": article(
        "event: trail-case\ntype: defection", "b-paper", "2031-03-02", "relays: [D Paper]"
    ),
    "articles/trail-3.md": article(
        "event: trail-case\ntype: defection\n"
        "statements: [{value: He had papers, relays: [D Paper]}]",
        "c-paper",
        "2031-03-03",
        "relays: [unknown]",
    ),
    # A tally: the second article bears out another sentence alone.
    "articles/tally-1.md": article(
        "event: the-tally\ntitle: A tally\ntype: tally\ncount: 300..400\ndate: 2031", "a-paper"
    ),
    "articles/tally-2.md": article(
        "event: the-tally\nstatements: [Many were tired]\nmotive: fatigue", "b-paper", "2031-02-01"
    ),
    # A person's case: the second tells of a witness alone, the third of the main person's role.
    "articles/main-1.md": article(
        "event: main-case\ntitle: Main\ntype: trial\npeople: [{person: Ada Ek, role: subject}]"
    ),
    "articles/main-2.md": article(
        "event: main-case\npeople: [{person: Bo Li, role: witness}]", "b-paper", "2031-02-01"
    ),
    "articles/main-3.md": article(
        "event: main-case\npeople: [{person: Ada Ek, role: subject, age: 40}]",
        "c-paper",
        "2031-03-01",
    ),
    # Statuses that move on.
    "articles/status-1.md": article(
        "event: status-case\ntitle: Status\ntype: recall\nstatus: reported", "a-paper"
    ),
    "articles/status-2.md": article(
        "event: status-case\ntype: recall\nstatus: confirmed", "b-paper", "2031-02-01"
    ),
    "articles/status-3.md": article(
        "event: status-case\ntype: recall\nstatus: alleged", "c-paper", "2030-02-01"
    ),
    # An entry that claims nothing, first in time.
    "articles/empty.md": article("event: empty-case", "c-paper", "2030-01-01"),
    "articles/empty-2.md": article(
        "event: empty-case\ntitle: Empty\ntype: arrest\ndate: 2031-05-05", "a-paper", "2031-05-06"
    ),
    "articles/empty-3.md": article(
        "event: empty-case\ntitle: Nothing more\nsummary: Told again.", "d-paper", "2031-06-01"
    ),
    # Apostrophes and hyphens.
    "articles/spelt-1.md": article(
        "event: spelt-case\ntitle: Spelt\ntype: arrest\nplace: Port-d'Eau\nfrom: FR", "l-exemple"
    ),
    "articles/spelt-2.md": article(
        "event: spelt-case\ntype: arrest\nplace: Port‑d’Eau",
        "b-paper",
        "2031-02-01",
        "relays: [L’Exemple]",
    ),
    # Later words of one outlet.
    "articles/later-1.md": article(
        "event: later-case\ntitle: Later\ntype: expulsion\ncount: 14\nplace: Vik\n"
        "people: [{person: Ada Ek, role: subject, age: 44}]"
    ),
    "articles/later-2.md": article(
        "event: later-case\ntype: expulsion\ncount: 15\nplace: Os\n"
        "people: [{person: Ada Ek, role: subject, age: 46}]",
        published="2031-02-01",
    ),
    # Not superseded: another speaker, other origins, another outlet, an unknown day.
    "articles/speak-1.md": article(
        "event: speak-case\ntitle: Speak\ntype: expulsion\ncount: {value: 14, by: City Police}"
    ),
    "articles/speak-2.md": article(
        "event: speak-case\ntype: expulsion\ncount: {value: 15, by: The Embassy}",
        published="2031-02-01",
    ),
    "articles/vague-1.md": article(
        "event: vague-case\ntitle: Vague\ntype: expulsion\ncount: 14", published="2031-02"
    ),
    "articles/vague-2.md": article(
        "event: vague-case\ntype: expulsion\ncount: 15", published="2031-02-20"
    ),
    "articles/ruled-1.md": article("event: ruled-case\ntitle: Ruled\ntype: expulsion\ncount: 14"),
    "articles/ruled-2.md": article(
        "event: ruled-case\ntype: expulsion\ncount: 15", published="2031-02-01"
    ),
    "events/ruled-case.md": "---\nrulings: {count: {value: 14, because: The list has 14 "
    "names.}}\n---\n",
    # Ranges and one who alleges what is narrower.
    **{
        f"articles/range-{at}.md": article(
            f"event: range-case\n{'title: Range' if at == 1 else 'type: expulsion'}\n"
            f"count: 2..20\ndate: 2031-04",
            outlet,
            f"2031-04-0{at}",
        )
        for at, outlet in enumerate(("a-paper", "b-paper", "c-paper", "d-paper", "e-paper"), 1)
    },
    "articles/range-6.md": article(
        "event: range-case\ncount: {value: 14, by: The Embassy, stance: alleges}\n"
        "date: {value: 2031-04-03, hedge: perhaps}",
        "a-paper",
        "2031-05-01",
    ),
}


@cache
def site() -> Site:
    return site_of_files(FILES)


@pytest.mark.parametrize(
    ("case", "told", "norwegian", "least", "all_"),
    [
        (
            "open-case",
            "1 article: B Paper or C Paper",
            "B Paper eller C Paper",
            "1",
            "b-paper|c-paper",
        ),
        (
            "three-case",
            "1 article: B Paper, C Paper or a source that is not named",
            "B Paper, C Paper eller",
            "0",
            "b-paper|c-paper",
        ),
        (
            "own-case",
            "1 article: A Paper or B Paper",
            "A Paper eller B Paper",
            "1",
            "a-paper|b-paper",
        ),
    ],
)
def test_one_text_that_leaves_its_source_open_has_one_origin_at_most(
    case: str, told: str, norwegian: str, least: str, all_: str
) -> None:
    page = f"cases/{case}/"
    assert told in words(site(), page)
    assert "origins" not in words(site(), page)
    assert norwegian in words(site(), f"nb/{page}")
    assert told in listed(site(), "cases/", page)
    found = row(site(), case)
    assert (found["origins"], found["origins_min"]) == (all_, least)


def test_an_origin_that_is_open_and_the_same_one_named_are_one_to_two() -> None:
    page = words(site(), "cases/pair-case/")
    assert "2 articles, 1–2 origins" in page
    assert "2 articles, 2 origins" not in page
    assert row(site(), "pair-case")["origins_min"] == "1"
    assert "2 articles, 1–2 origins" in head(site(), "cases/pair-case/")["description"]
    assert "2 artikler, 1–2" in words(site(), "nb/cases/pair-case/")


def test_only_articles_whose_claims_go_back_there_are_said_to() -> None:
    page = words(site(), "cases/trail-case/")
    assert "2 articles go back to D Paper" in page
    assert "3 articles go back" not in page
    assert "single origin" not in page
    assert row(site(), "trail-case")["articles"] == "trail-1|trail-2|trail-3"


@pytest.mark.parametrize(
    ("case", "told"),
    [("the-tally", "1 article, one origin"), ("main-case", "2 articles, 2 origins")],
)
def test_a_case_is_counted_by_what_it_is_and_not_by_what_else_is_said(case: str, told: str) -> None:
    page = f"cases/{case}/"
    html = site()[f"{page}index.html"].decode()
    assert f'<p class="lead">Rests on {told}' in html
    assert told in head(site(), page)["description"]
    found = row(site(), case)
    assert found["origins_min"] == str(2 if "2" in told else 1)
    data = whole_archive(site())
    (event,) = (each for each in data["events"] if each["id"] == case)
    assert event["support"]["origins_min"] == int(found["origins_min"])
    assert told in listed(site(), "" if case == "the-tally" else "cases/", page)


def test_a_status_is_supported_by_those_alone_who_say_just_that() -> None:
    assert fact(site(), "cases/status-case/", "Status").startswith("Confirmed")
    assert "1 article, one origin" in fact(site(), "cases/status-case/", "Status")
    assert "3 articles" in words(site(), "cases/status-case/")


def test_the_first_article_here_is_not_said_to_be_the_first_anywhere() -> None:
    for case, day in (("open-case", "1 January 2031"), ("empty-case", "6 May 2031")):
        page = words(site(), f"cases/{case}/")
        assert f"Earliest article here: {day}" in page
        assert "irst reported" not in page


def test_an_entry_that_claims_nothing_is_no_source() -> None:
    found = row(site(), "empty-case")
    assert (found["origins"], found["origins_min"]) == ("a-paper", "1")
    assert found["articles"] == "empty|empty-2|empty-3"
    assert "1 article, one origin" in listed(site(), "cases/", "cases/empty-case/")
    assert entry(site(), "feed.json", "Empty")["date_published"].startswith("2031-05-06")
    assert "cases/empty-case/" in site()["open-questions/index.html"].decode()


def test_apostrophes_and_hyphens_make_no_second_outlet_or_place() -> None:
    found = row(site(), "spelt-case")
    assert (found["disputed"], found["origins"]) == ("", "l-exemple")
    assert "Disputed" not in words(site(), "cases/spelt-case/")
    assert sum(path.startswith("places/port") for path in site()) == 1


@pytest.mark.parametrize(
    ("prop", "old", "new", "label"),
    [
        ("count", "14", "15", "Number of people"),
        ("place", "vik", "os", "Place"),
        ("age", "44", "46", "Age"),
    ],
)
def test_what_an_outlet_says_later_takes_the_place_of_what_it_said(
    prop: str, old: str, new: str, label: str
) -> None:
    standing = {each["value"]: each["standing"] for each in claims(site(), "later-case", prop)}
    assert standing == {old: "superseded", new: "shown"}
    assert row(site(), "later-case")["disputed"] == ""
    beside = fact(site(), "cases/later-case/", label)
    assert beside.lower().startswith(new)
    assert "Since changed by the outlet itself" in beside
    assert "Disputed" not in words(site(), "cases/later-case/")
    questions = site()["open-questions/index.html"].decode()
    disagreements = questions.partition('id="disagreement"')[2].partition("</section>")[0]
    assert "later-case" not in disagreements


@pytest.mark.parametrize("case", ["speak-case", "vague-case"])
def test_what_another_says_or_what_may_be_earlier_supersedes_nothing(case: str) -> None:
    assert "superseded" not in {each["standing"] for each in claims(site(), case, "count")}
    assert row(site(), case)["disputed"] == "count"


def test_a_ruling_lifts_the_mark_of_what_was_superseded() -> None:
    standing = {each["value"]: each["standing"] for each in claims(site(), "ruled-case", "count")}
    assert standing["14"] == "shown"
    assert row(site(), "ruled-case")["count"] == "14"


def test_who_only_alleges_or_guesses_what_is_narrower_does_not_get_the_support_of_the_rest() -> (
    None
):
    found = row(site(), "range-case")
    assert (found["count"], found["date"]) == ("2..20", "2031-04")
    assert found["unsure"] == ""
    beside = fact(site(), "cases/range-case/", "Number of people")
    assert "14" in beside
    assert "The Embassy" in beside
    assert "Alleged by The Embassy" in beside


def test_an_id_of_a_claim_outlasts_a_change_of_its_value() -> None:
    changed = {
        **FILES,
        "articles/later-1.md": FILES["articles/later-1.md"].replace("44", "45").replace("14", "13"),
    }
    before = {
        each["claim_id"] for prop in ("age", "count") for each in claims(site(), "later-case", prop)
    }
    after_site = site_of_files(changed)
    after = {
        each["claim_id"]
        for prop in ("age", "count")
        for each in claims(after_site, "later-case", prop)
    }
    assert before == after
    for one in before:
        assert f'id="{one}"' in after_site["cases/later-case/index.html"].decode()
