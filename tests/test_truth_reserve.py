"""What stands for a case or a person elsewhere says no more of them than their own page does."""

from __future__ import annotations

from functools import cache

from tests.published import Site
from tests.truth import article, entry, head, json_ld, listed, section, site_of_files, words

FILES = {
    "articles/descriptors.md": article(
        """
        event: descriptors
        title: Three without a name
        type: arrest
        people:
          - {person: u2, unnamed: true, role: subject,
             descriptor: {value: a thief, stance: alleges, by: Police}}
          - {person: u3, unnamed: true, role: subject,
             descriptor: {value: a killer, hedge: some say}}
          - {person: u5, unnamed: true, role: subject, descriptor: a driver}
        """
    ),
    "articles/withdrawn.md": article(
        """
        event: withdrawn
        title: One of whom more was said
        type: trial
        people: [{person: u4, unnamed: true, role: subject, descriptor: a fraudster}]
        """,
        rest="retracted: {date: 2031-05-01, because: Wrong.}",
        published="2031-04-02",
    ),
    "articles/stands.md": article(
        """
        event: withdrawn
        title: One of whom more was said
        type: trial
        people: [{person: u4, unnamed: true, role: subject}]
        """,
        published="2031-04-03",
    ),
    "articles/denied.md": article(
        """
        event: denied
        title: A captain leaves
        type: defection
        status: denied
        people: [{person: Carl Bo, role: subject}]
        """
    ),
    "articles/alleged.md": article(
        """
        event: alleged
        title: A major leaves
        status: alleged
        people: [{person: Finn Dal, role: subject}]
        """
    ),
    "articles/part.md": article(
        """
        event: part
        title: Two leave
        type: defection
        people:
          - {person: Dora Ek, role: subject, organisation: Army}
          - {person: Egil By, role: subject}
        """,
        published="2031-04-01",
    ),
    "articles/part-denied.md": article(
        """
        event: part
        type: defection
        people:
          - {person: Egil By, role: {value: subject, stance: denies, by: Egil By}}
          - {person: Dora Ek, organisation: {value: Army, stance: denies, by: Dora Ek}}
        """,
        published="2031-05-01",
    ),
    "articles/wide.md": article(
        """
        event: dates
        title: A date in parts
        type: trial
        date: ../2031-01-29
        count: 14
        """,
        published="2031-05",
    ),
    "articles/near.md": article(
        """
        event: dates
        type: trial
        date: 2031-01/2031-04
        count: 15
        """,
        published="2031-05",
    ),
    "articles/closer-1.md": article(
        """
        event: closer
        title: A day comes nearer
        type: trial
        date: ../2031-01-29
        place: Vik
        """,
        published="2031-05-01",
    ),
    "articles/closer-2.md": article(
        """
        event: closer
        type: trial
        date: 2031-01/2031-04
        """,
        published="2031-06-01",
    ),
    "articles/closer-3.md": article(
        """
        event: closer
        type: trial
        date: 2031-01-20
        """,
        published="2031-07-01",
    ),
}


@cache
def site() -> Site:
    return site_of_files(FILES)


def test_words_with_a_reserve_stand_for_nobodys_name() -> None:
    for person, said in (("u2", "a thief"), ("u3", "a killer")):
        assert said not in head(site(), f"people/{person}/")["title"].lower()
        assert said not in listed(site(), "people/", f"people/{person}/")
        assert said not in listed(site(), "timeline/", "cases/descriptors/")
    assert "“some say”" in words(site(), "people/u3/")
    assert "Alleged by Police" in words(site(), "people/u2/")
    assert "a driver" in head(site(), "people/u5/")["title"].lower()


def test_words_of_a_withdrawn_article_stand_for_nobodys_name() -> None:
    with_it = {path for path, data in site().items() if b"fraudster" in data}
    assert "people/index.html" not in with_it
    assert "index.html" not in with_it
    assert "data/people.csv" not in with_it
    assert "fraudster" not in str(json_ld(site(), "people/u4/"))
    assert "Withdrawn with its article: a fraudster" in words(site(), "people/u4/")


def test_a_case_that_is_denied_or_alleged_says_so_wherever_it_stands() -> None:
    for page in ("timeline/", "types/defection/", "people/carl-bo/"):
        assert "Defection (denied)" in listed(site(), page, "cases/denied/")
    assert "Case (alleged)" in listed(site(), "timeline/", "cases/alleged/")
    assert head(site(), "cases/denied/")["og:description"] == "A captain leaves (denied)"
    assert entry(site(), "feed.json", path="cases/denied/")["content_text"].endswith("(denied)")
    assert "Case (alleged): Finn Dal." in words(site(), "cases/alleged/")
    assert '"Defection (denied)"' in site()["cases/-/table.js"].decode()


def test_a_part_that_is_denied_is_a_dispute_and_a_step_of_the_history() -> None:
    assert "Disputed" in listed(site(), "timeline/", "cases/part/")
    assert "all from one outlet. Disputed What" in words(site(), "cases/part/")
    assert "Denied by Egil By: Role of Egil By" in section(site(), "cases/part/", "history")
    assert "Denied by Egil By: Role of Egil By" in words(site(), "articles/part/")


def test_who_denies_to_be_of_an_organisation_is_counted_as_its_own_with_that_reserve() -> None:
    assert "Dora Ek (disputed)" in words(site(), "organisations/army/")


def test_what_is_more_exact_narrows_only_what_it_lies_within() -> None:
    second, third = words(site(), "articles/closer-1/").split("1 Jun 2031")[-1].split("1 Jul 2031")
    assert "Gives the date more exactly: Jan–Apr 2031, in agreement with" in second
    assert "Narrows the date" not in second
    assert "Narrows the date from" in third
    history = section(site(), "cases/closer/", "history")
    assert "Gives the date more exactly: Jan–Apr 2031, in agreement with" in history


def test_of_articles_that_may_have_come_in_either_order_none_is_the_earliest() -> None:
    history = section(site(), "cases/dates/", "history")
    assert "Earliest article here" not in history
    assert "order unknown: perhaps before the one above" in history
    assert "Earliest article here" in section(site(), "cases/part/", "history")


def test_a_fact_that_another_article_gives_too_has_a_source_without_the_first() -> None:
    told = words(site(), "open-questions/")
    assert "no source" not in told
    assert "What is shown of these rests on this one article alone" in told


def test_what_was_known_is_what_articles_here_had_told() -> None:
    pages = [path for path in site() if path.startswith("known/") and path.endswith("index.html")]
    told = " ".join(words(site(), path.removesuffix("index.html")) for path in pages)
    assert "press" not in told
    assert "By then, articles in this archive had told of 7 of its 7 cases" in told
