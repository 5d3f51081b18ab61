"""What is told of how a case became known, and lists beside it, says no more than the claims."""

from __future__ import annotations

from functools import cache

import pytest

from tests.published import Site, rows
from tests.truth import article, entry, fact, listed, lists, row, section, site_of_files, words

TOLD = {
    # Three texts that leave it open, or do not, whose story they pass on: case, relays in turn.
    "open": ("[X News, Y News]", "[X News]", "[Y News]"),
    "open-own": ("[VG, NRK]", "[VG]", "[NRK]\nown_reporting: true"),
    "open-new": ("[VG, NRK]", "[VG]", "[NRK, Zed]"),
    "sure": ("[VG, NRK]", "[VG]", "[VG]"),
}
FILES = {
    f"articles/{case}-{at}.md": article(
        f"event: {case}\ntitle: Of {case}\ntype: arrest",
        f"{'abc'[at]}-paper",
        f"2031-01-0{at + 1}",
        f"relays: {relays}",
    )
    for case, texts in TOLD.items()
    for at, relays in enumerate(texts)
} | {
    # An entry that claims nothing, before the same outlet passes on another's story.
    "articles/stub-0.md": article("event: stub", "b-paper", "2031-01-01"),
    "articles/stub-1.md": article(
        "event: stub\ntype: arrest", "b-paper", "2031-01-02", "relays: [VG]"
    ),
    "articles/stub-2.md": article(
        "event: stub\ntitle: Of a stub\ntype: arrest", "c-paper", "2031-01-03", "relays: [b-paper]"
    ),
    # All that an article claims, it passes on.
    "articles/claim-0.md": article(
        "event: claimed\ntype: {value: arrest, relays: [VG]}", "a-paper", "2031-01-01"
    ),
    "articles/claim-1.md": article(
        "event: claimed\ntitle: Of claims\ntype: arrest",
        "b-paper",
        "2031-01-02",
        "relays: [a-paper]",
    ),
    # Two times of one day, two speakers of one value, values with caution.
    "articles/time-0.md": article(
        """
        event: timed
        title: Of times
        date: 2031-05-01T08:00
        count: [{value: 5, by: Oak}, {value: 5, by: Ash, stance: confirms}]
        type: {value: arrest, by: Elm Police, hedge: believed to be}
        motive:
          - {value: money, by: Oak, stance: alleges}
          - fear
        """,
        "a-paper",
        "2031-05-02",
    ),
    "articles/time-1.md": article(
        "event: timed\ndate: 2031-05-01T17:00\ntype: trial\n", "b-paper", "2031-05-03"
    ),
    # A further act that another article calls the main one.
    "articles/act-0.md": article(
        "event: acts\ntitle: Of acts\ntype: arrest", "a-paper", "2031-01-01"
    ),
    "articles/act-1.md": article("event: acts\nalso: [arrest]", "b-paper", "2031-01-02"),
    # A number that several give roughly, and one exactly, on somebody's word.
    **{
        f"articles/rough-{at}.md": article(
            "event: rough\ntitle: Of numbers\ncount: 10..12",
            f"{outlet}-paper",
            f"2031-07-0{at + 1}",
        )
        for at, outlet in enumerate("bcd")
    },
    "articles/rough-9.md": article(
        "event: rough\ncount: {value: 11, by: Prof Yew}", "a-paper", "2031-07-09"
    ),
    # An organisation of which somebody only alleges it, one that is denied, a place since changed.
    "articles/org.md": article(
        """
        event: bodies
        title: Of bodies
        type: tally
        place: Mudtown
        organisations: [{value: Lost Service, stance: denies, by: Oak}]
        people:
          - person: Anna Elm
            role: subject
            organisation: {value: Grey Service, stance: alleges, by: Oak}
        """,
        "a-paper",
        "2031-02-01",
    ),
    "articles/org-2.md": article("event: bodies\nplace: Elsewhere", "a-paper", "2031-02-02"),
    "pages/contact.md": "---\ntitle: Contact\nformer_ids: [write-to-us]\n---\nWrite.\n",
}


@cache
def site() -> Site:
    return site_of_files(FILES)


def history(case: str, prefix: str = "") -> str:
    return " ".join(section(site(), f"{prefix}cases/{case}/", "history").split())


@pytest.mark.parametrize(
    ("case", "said", "in_norwegian"),
    [
        ("open", "by one origin more than was certain: Y News.", "mer enn sikkert: Y News."),
        ("open-own", "by one origin more than was certain: A Paper or NRK.", "NRK."),
        ("open-new", "by one origin more than was certain: NRK or Zed.", "NRK eller Zed."),
    ],
)
def test_an_origin_that_is_new_by_number_alone_is_not_called_by_one_name(
    case: str, said: str, in_norwegian: str
) -> None:
    found = history(case)
    assert said.replace("A Paper or NRK", "C Paper or NRK") in found
    assert "further origin: ." not in found
    assert "reporting of its own" not in found
    assert in_norwegian in history(case, "nb/")


def test_what_was_only_possible_before_is_not_repeated_as_before() -> None:
    found = history("sure")
    assert "Repeats the type, from VG, who may have been the origin before." in found
    assert found.count("as before from VG") == 1


def test_an_entry_that_claims_nothing_is_no_report_of_its_own() -> None:
    assert (row(site(), "stub")["origins"], row(site(), "stub")["origins_min"]) == ("vg", "1")
    assert "first-hand" not in words(site(), "cases/stub/").replace("VG", "")
    assert "Own reporting" not in words(site(), "articles/stub-0/")
    assert "is an origin" not in words(site(), "articles/stub-0/")
    found = history("stub")
    assert found.index("Earliest article here") > found.index("2 Jan 2031")
    assert "cases/stub/-/as-known" not in "".join(site())


def test_what_all_claims_of_an_article_pass_on_is_not_its_own() -> None:
    assert (row(site(), "claimed")["origins"], row(site(), "claimed")["origins_min"]) == ("vg", "1")
    found = words(site(), "articles/claim-0/")
    assert "is an origin" not in found
    assert "Own reporting" not in found
    assert "Where it has anything from stands with each claim." in found


def test_times_that_differ_are_told() -> None:
    assert "gives the date as 1 May 2031, 17:00, where A Paper said 1 May 2031, 08:00" in history(
        "timed"
    )


def test_every_speaker_and_every_caution_stands_in_the_history() -> None:
    found = history("timed")
    assert "the number of people (Said by Oak; Confirmed by Ash)" in found
    assert "a motive (outright; Alleged by Oak)" in found
    assert "where A Paper said Arrest (Said by Elm Police, “believed to be”)" in found


def test_a_further_act_that_is_the_main_one_elsewhere_has_not_fallen() -> None:
    assert "Nothing that was said of this" not in words(site(), "cases/acts/")
    assert "2 articles" in fact(site(), "cases/acts/", "Type")


def test_a_change_is_by_whoever_reported_it() -> None:
    found = entry(site(), "known/feed.json", "Of numbers")
    assert [one["name"] for one in found["authors"]] == ["A Paper"]


def test_a_tally_is_no_case_that_rests_on_one_origin() -> None:
    assert not lists(site(), "open-questions/", "cases/bodies/") or "Of bodies" not in section(
        site(), "open-questions/", "one-origin"
    )


def test_who_is_only_alleged_to_be_of_an_organisation_is_listed_so() -> None:
    page = "organisations/grey-service/"
    assert "(alleged, according to Oak)" in listed(site(), page, "people/anna-elm/")
    assert "(alleged, according to Oak)" in listed(site(), page, "cases/bodies/")


def test_an_organisation_that_was_only_denied_says_so() -> None:
    found = words(site(), "organisations/lost-service/")
    assert "No case in this archive names it" not in found
    assert "Named by some article" in found


def test_a_place_that_its_outlet_changed_has_the_case_no_more() -> None:
    assert not lists(site(), "places/mudtown/", "cases/bodies/")


def test_an_editors_page_leads_on_from_its_former_address() -> None:
    for prefix in ("", "nb/"):
        assert b"contact/" in site()[f"{prefix}write-to-us/index.html"]


def test_counts_stay_what_the_claims_are() -> None:
    assert len([one for one in rows(site(), "data/claims.csv") if one["event"] == "timed"]) == 8
