"""Who says a thing, how, and with what caution stands beside it wherever it is shown."""

from __future__ import annotations

import json
from functools import cache

import pytest

from tests.published import Site
from tests.truth import (
    article,
    claims,
    entry,
    fact,
    head,
    json_ld,
    listed,
    row,
    section,
    site_of_files,
    words,
)

FILES = {
    # One value, three bodies that do not answer, one that does not know; a statement of two.
    "articles/silent.md": article(
        """
        event: silent
        title: Silence
        type: defection
        motive:
          - {value: money, by: The Embassy, stance: alleges}
          - {value: money, by: City Police}
        count:
          - {value: 2, by: The Ministry, stance: declines}
          - {value: 2, by: City Police, stance: declines}
          - {value: 2, by: Border Guard, stance: declines}
          - {value: 2, by: Coast Guard, stance: unaware}
        statements:
          - {value: The minister had been told, by: Una Vale, hedge: has reason to believe}
          - {value: The minister had been told, by: Ola Bø, stance: confirms}
          - {value: A car was burnt, by: The Embassy, stance: denies}
          - {value: A car was burnt, by: Kai Dam, stance: doubts}
        people:
          - person: Anna Elm
            role: subject
            organisation: Border Guard
            position:
              - {value: clerk, by: The Embassy}
              - {value: clerk, by: City Police, stance: alleges}
          - person: Bert Fir
            role: witness
            descriptor:
              - {value: a driver, by: Una Vale, hedge: I think}
              - {value: a driver, by: Ola Bø}
        """
    ),
    # Objections to one value from several sides, in a dispute.
    "articles/deny-1.md": article(
        "event: deny\ntitle: Denial\ntype: arrest\nplace: Vik\ndate: 2031-03-02"
    ),
    "articles/deny-2.md": article(
        """
        event: deny
        place:
          - {value: Vik, by: City Police, stance: denies}
          - {value: Vik, by: The Embassy, stance: doubts}
          - {value: Vik, by: Una Vale, stance: denies, hedge: as far as I know}
        """,
        "b-paper",
        "2031-03-04",
    ),
    # All that is shown is alleged, estimated or hedged, each on one speaker's word.
    "articles/weak.md": article(
        """
        event: weak
        title: Weakly known
        type: {value: expulsion, by: The Embassy, stance: alleges}
        date: {value: 2031-05-06, by: Una Vale, hedge: some time around then}
        place: {value: Os, by: City Police, stance: estimates}
        from: {value: NO, by: The Embassy, stance: alleges}
        also: [{value: death, by: City Police, stance: estimates}, desertion]
        count: {value: 7, by: City Police, stance: estimates}
        people:
          - person: Carl Oak
            role: {value: subject, by: City Police, stance: alleges}
            organisation: {value: Border Guard, by: The Embassy, stance: alleges}
        """
    ),
    # Stated outright by one speaker alone, and by two.
    "articles/vouched.md": article(
        """
        event: vouched
        title: Vouched for
        type: {value: recall, by: The Ministry}
        place: [{value: Os, by: City Police}, {value: Os, by: Una Vale}]
        """
    ),
    "articles/weak-2.md": article(
        "event: weak-2\ntitle: Perhaps\ntype: {value: death, hedge: it is feared}\n"
        "status: {value: confirmed, by: City Police}",
        "b-paper",
    ),
    # First alleged, later stated outright: for the page of the past.
    "articles/grow-1.md": article(
        "event: grow\ntitle: Growing\ntype: {value: trial, by: The Embassy, stance: alleges}"
    ),
    "articles/grow-2.md": article("event: grow\ntype: arrest", "b-paper", "2031-04-01"),
}


@cache
def site() -> Site:
    return site_of_files(FILES)


def test_every_body_that_does_not_answer_is_named() -> None:
    beside = fact(site(), "cases/silent/", "Number of people")
    assert "Not answered by The Ministry, City Police and Border Guard" in beside
    assert "Not known to Coast Guard" in beside
    article_page = words(site(), "articles/silent/")
    for who in ("The Ministry", "City Police", "Border Guard"):
        assert f"Not answered by {who}" in article_page
    assert "Not known to Coast Guard" in article_page


def test_every_speaker_of_a_value_and_of_a_statement_is_named_with_stance_and_hedge() -> None:
    beside = fact(site(), "cases/silent/", "Motive")
    assert "Alleged by The Embassy" in beside
    assert "Said by City Police" in beside
    told = section(site(), "cases/silent/", "statements")
    assert "Said by Una Vale, “has reason to believe”" in told
    assert "Confirmed by Ola Bø" in told
    assert "Denied by The Embassy" in told
    assert "Doubted by Kai Dam" in told


@pytest.mark.parametrize("page", ["cases/silent/", "people/anna-elm/"])
def test_so_are_those_of_what_is_said_of_a_person_on_either_page(page: str) -> None:
    beside = fact(site(), page, "Position")
    assert "Said by The Embassy" in beside
    assert "Alleged by City Police" in beside


@pytest.mark.parametrize("page", ["cases/silent/", "people/bert-fir/"])
def test_and_of_those_whom_a_case_is_not_about(page: str) -> None:
    text = words(site(), page)
    assert "Said by Una Vale, “I think”" in text
    assert "Said by Ola Bø" in text


def test_all_who_object_are_named() -> None:
    beside = fact(site(), "cases/deny/", "Place")
    assert "Denied by City Police" in beside
    assert "Doubted by The Embassy" in beside
    assert "Denied by Una Vale, “as far as I know”" in beside
    assert row(site(), "deny")["disputed"] == "place"
    assert "Disputed" in listed(site(), "cases/", "cases/deny/")


def test_lists_cards_and_home_say_with_what_reserve_a_thing_is_known() -> None:
    for page in ("cases/", "timeline/", "", "types/expulsion/", "places/os/", "articles/weak/"):
        told = listed(site(), page, "cases/weak/")
        assert "Expulsion (alleged, according to The Embassy)" in told, page
        assert "Os (estimated, according to City Police)" in told, page
        if page != "articles/weak/":
            assert "6 May 2031 (“some time around then”, according to Una Vale)" in told, page
        assert "Carl Oak (alleged, according to City Police)" in told, page
    assert "Death (“it is feared”)" in listed(site(), "cases/", "cases/weak-2/")


def test_who_alone_vouches_for_a_thing_is_named_in_lists_and_who_is_one_of_two_is_not() -> None:
    told = listed(site(), "cases/", "cases/vouched/")
    assert "Recall (according to The Ministry)" in told
    assert "Os" in told
    assert "City Police" not in told
    beside = fact(site(), "cases/vouched/", "Place")
    assert "Said by City Police and Una Vale" in beside
    assert "one person" not in beside
    assert "on one organisation’s word" in fact(site(), "cases/vouched/", "Type")


def test_so_do_the_table_the_feeds_and_what_programs_read() -> None:
    table = site()["cases/-/table.js"].decode()
    assert "Expulsion (alleged, according to The Embassy)" in table
    assert "Os (estimated, according to City Police)" in table
    told = entry(site(), "feed.json", "Weakly known")
    assert told["tags"] == ["Expulsion (alleged, according to The Embassy)"]
    assert 'label="Expulsion (alleged, according to The Embassy)"' in site()["feed.xml"].decode()
    found = row(site(), "weak")
    assert found["unsure"] == "type|also|date|place|from|count"
    assert row(site(), "vouched")["unsure"] == ""
    event = json_ld(site(), "cases/weak/")["mainEntity"]
    assert {"startDate", "location", "about"}.isdisjoint(event)
    assert "location" in json_ld(site(), "cases/vouched/")["mainEntity"]


def test_the_dossier_says_that_a_part_is_alleged() -> None:
    told = listed(site(), "people/carl-oak/", "cases/weak/")
    assert "Subject" in told
    assert "Alleged by City Police" in told


def test_a_dossier_gives_the_services_of_a_person_with_the_same_reserve() -> None:
    told = section(site(), "people/carl-oak/", "facts")
    assert "Border Guard (alleged, according to The Embassy)" in told
    other = section(site(), "people/anna-elm/", "facts")
    assert "Border Guard" in other
    assert "alleged" not in other


def test_the_page_of_a_type_says_with_what_reserve_a_further_act_is_given() -> None:
    apart = section(site(), "types/death/", "also")
    assert "Weakly known (estimated, according to City Police)" in apart
    assert "Expulsion (alleged, according to The Embassy)" in apart
    assert "Weakly known Expulsion (" in section(site(), "types/desertion/", "also")


def test_a_table_says_what_is_disputed() -> None:
    table = site()["cases/-/table.js"].decode()
    assert '"Vik (disputed)"' in table
    assert '"2 Mar 2031"' in table
    assert "Os (disputed)" not in table


def test_norwegian_readers_are_told_the_same() -> None:
    told = listed(site(), "nb/cases/", "cases/weak/")
    assert "Utvisning (hevdet, ifølge The Embassy)" in told
    assert "Os (anslått, ifølge City Police)" in told
    assert "«some time around then», ifølge Una Vale" in told
    beside = fact(site(), "nb/cases/silent/", "Antall personer")
    assert "The Ministry, City Police og Border Guard" in beside
    assert "Coast Guard" in beside


def test_a_page_of_the_past_says_who_alleged_what_was_then_shown() -> None:
    (first,) = (path for path in site() if path.startswith("cases/grow/-/known/2031-01-01"))
    beside = fact(site(), first.removesuffix("index.html"), "Type")
    assert "Trial" in beside
    assert "Alleged by The Embassy" in beside
    changes = json.loads(site()["known/feed.json"])["items"]
    (change,) = (each for each in changes if each["title"] == "Growing")
    assert "Trial (alleged, according to The Embassy) → Arrest" in change["content_text"]


def test_every_claim_keeps_its_words_in_the_data() -> None:
    found = claims(site(), "silent", "count")
    assert {(each["by"], each["stance"]) for each in found} == {
        ("the-ministry", "declines"),
        ("city-police", "declines"),
        ("border-guard", "declines"),
        ("coast-guard", "unaware"),
    }
    assert [each["hedge"] for each in claims(site(), "weak", "date")] == ["some time around then"]
    assert head(site(), "cases/weak/")["description"].startswith("Weakly known")
