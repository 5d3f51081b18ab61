"""Who passes on whom, and what stood before: pages say no more of it than the claims do."""

from __future__ import annotations

import json
from functools import cache

from tests.published import Site
from tests.truth import article, head, section, site_of_files, words

FILES = {
    # Its own reporting, but for one claim; and a story that may be its own or another's.
    "articles/single.md": article(
        """
        event: single
        title: Of single claims
        type: {value: arrest, relays: [Night Log]}
        count: 3
        """
    ),
    "articles/perhaps.md": article(
        "event: perhaps\ntitle: Of a choice\ntype: arrest",
        "b-paper",
        rest="relays: [Night Log]\nown_reporting: true",
    ),
    # Two of one day, and one of the day after, each with somebody new.
    **{
        f"articles/day-{outlet}.md": article(
            f"event: day\ntitle: Of days\ntype: arrest\npeople: [{{person: {person}}}]",
            f"{outlet}-paper",
            f"2031-02-0{day}",
        )
        for outlet, day, person in (("a", 1, "Ann Ash"), ("b", 1, "Bo Birk"), ("c", 2, "Cy Cole"))
    },
    # Ever more exactly, and last by what the second had not excluded.
    **{
        f"articles/narrow-{outlet}.md": article(
            f"event: narrow\ntitle: Of dates\ndate: {date}", f"{outlet}-paper", f"2031-03-0{day}"
        )
        for outlet, day, date in (
            ("a", 1, "2023-01-09/2023-01-15"),
            ("b", 2, '"../2023-01-29"'),
            ("c", 3, "2023-01-13"),
        )
    },
    # What was retracted by then is not what the next one supports.
    "articles/gone-a.md": article(
        "event: gone\ntitle: Of withdrawals\ntype: arrest",
        published="2031-04-01",
        rest="retracted: {date: 2031-04-05, because: Wrong.}",
    ),
    "articles/gone-b.md": article("event: gone\ntype: arrest", "b-paper", "2031-04-03"),
    "articles/gone-c.md": article("event: gone\ntype: arrest", "c-paper", "2031-04-09"),
    "articles/empty.md": article(
        "event: empty\ntitle: Nothing stands\ntype: arrest\ndate: 2030/2031\n"
        "people: [{person: Ann Ash}]",
        rest="retracted: {date: 2031-04-05, because: Wrong.}",
    ),
    "articles/group-a.md": article(
        "event: group\ntitle: Of guards\ntype: arrest\ndate: 2029\n"
        "people: [{person: guards, unnamed: true, descriptor: guards, count: 4..6}]"
    ),
    "articles/group-b.md": article(
        "event: group\npeople: [{person: guards, unnamed: true, count: 2}]", "b-paper"
    ),
    "articles/lead.md": article(
        """
        event: lead
        title: Of a description
        type: arrest
        people:
          - {person: Dag Dahl, descriptor: a cheat}
          - {person: ed-eng, descriptor: a cook}
        """
    ),
    "people/ed-eng.md": "---\nname: Ed Eng\ndescriptor: A baker of Vardø\n---\n",
}


@cache
def site() -> Site:
    return site_of_files(FILES)


def test_whom_one_claim_passes_on_stands_with_article_and_outlets() -> None:
    assert "In some of its claims it passes on: Night Log." in words(site(), "articles/single/")
    assert "A Paper 1 article" in section(site(), "outlets/night-log/", "relayed")
    assert "Night Log 1 article" in section(site(), "outlets/a-paper/", "relays")


def test_who_may_have_reported_it_themselves_passes_it_on_perhaps() -> None:
    assert "B Paper perhaps 1 article" in section(site(), "outlets/night-log/", "relayed")
    assert "or reports itself" in section(site(), "articles/perhaps/", "cite")
    cited = json.loads(site()["cases/perhaps/cite.csl.json"])
    notes = [work.get("note", "") for work in cited]
    assert any("Passes on Night Log, or reports itself." in note for note in notes)


def test_none_of_one_day_is_the_first_to_tell_of_somebody() -> None:
    history = section(site(), "cases/day/", "history")
    assert "First to tell of Ann Ash" not in history
    assert "Tells of Ann Ash" in history
    assert "Tells of Bo Birk" in history
    assert "First to tell of Cy Cole" in history
    page = words(site(), "articles/day-a/")
    assert "What other articles made of it" in page
    assert "What later articles made of it" not in page


def test_a_date_is_narrowed_from_the_most_exact_that_was_given() -> None:
    third = section(site(), "cases/narrow/", "history").partition("C Paper")[2]
    assert "Narrows the date from 9–15 Jan 2023 to 13 Jan 2023" in third
    assert "29 Jan" not in third


def test_what_was_withdrawn_by_then_is_not_supported() -> None:
    history = section(site(), "cases/gone/", "history")
    second, third = history.partition("B Paper")[2].split("C Paper")
    assert "Supports the type, from reporting of its own" in second
    assert "Supports the type, from reporting of its own" in third
    alone = article("event: x\ntitle: X\ntype: arrest", "d-paper", "2031-04-09")
    retold = site_of_files({**FILES, "articles/gone-b.md": alone})
    last = section(retold, "cases/gone/", "history").partition("C Paper")[2]
    assert "Gives the type" in last
    assert "Supports" not in last


def test_of_a_case_that_was_withdrawn_nothing_is_asked_or_said_to_rest_on_it() -> None:
    for kind in ("one-origin", "year-unsure"):
        assert "Nothing stands" not in section(site(), "open-questions/", kind)
    assert "all of it rests on" not in words(site(), "articles/empty/")
    assert "all of the above rests on" not in words(site(), "cases/empty/")


def test_a_size_that_no_source_gives_is_not_given_of_a_group() -> None:
    assert "group of 2 or between 4 and 6" in words(site(), "people/")


def test_what_an_article_calls_somebody_is_no_heading_but_what_the_editor_does_may_be() -> None:
    lead = words(site(), "people/dag-dahl/").partition("In the cases")[0]
    assert "a cheat" not in lead
    assert "A baker of Vardø by the editor" in words(site(), "people/ed-eng/")


def test_in_a_description_what_is_counted_apart_is_told_apart() -> None:
    about = head(site(), "people/ann-ash/")["description"]
    assert about.startswith("Ann Ash: 1 case, part denied, withdrawn or not confirmed in 1 case")
