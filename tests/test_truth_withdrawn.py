"""What was retracted or denied is nowhere given as what stands, and says so where it is all."""

from __future__ import annotations

import json
from functools import cache

import pytest

from tests.published import Site, cited, rows
from tests.truth import (
    article,
    entry,
    fact,
    head,
    heading,
    json_ld,
    listed,
    lists,
    row,
    section,
    site_of_files,
    words,
)

GONE = "retracted: {date: 2031-06-01, because: The paper withdrew it.}"

FILES = {
    # A retracted article has the only type, and a title and summary of its own; another stands.
    "articles/half-1.md": article(
        "event: half\ntitle: Colonel Zed flees\ntype: defection\ndate: 2031-01-05\nplace: Os\n"
        "summary: A colonel fled with a case of papers.\n"
        "people: [{person: Zed Quill, role: subject}]",
        rest=f"headline: Colonel flees by night\n{GONE}",
    ),
    "articles/half-2.md": article(
        "event: half\ntitle: A man is seen\nsummary: A man was seen on the road.\ncount: 1",
        "b-paper",
        "2031-02-01",
        "headline: Man on the road",
    ),
    # The one that stands has no title and no summary of its own; nb has titles of both.
    "articles/bare-1.md": article(
        "event: bare\ntitle: {en: Twelve are seized, nb: Tolv er grepet}\ntype: arrest\n"
        "summary: {en: Twelve were seized at sea., nb: Tolv ble grepet til sjøs.}",
        rest=f"headline: Seized\n{GONE}",
    ),
    "articles/bare-2.md": article(
        "event: bare\nplace: Vik", "b-paper", "2031-02-01", "headline: Nothing at Vik"
    ),
    # All are retracted: with a title of the article's, of the editor's, and in two languages.
    "articles/all-1.md": article(
        "event: all-gone\ntitle: {en: Ten are expelled, nb: Ti blir utvist}\ntype: expulsion\n"
        "date: 2031-01-07\n"
        "summary: {en: Ten were expelled., nb: Ti ble utvist.}\n"
        "people: [{person: Una Vale, role: subject, age: 30}]",
        rest=GONE,
    ),
    "articles/all-2.md": article(
        "event: all-gone\ntype: expulsion\ncount: 10", "b-paper", "2031-02-01", GONE
    ),
    "articles/edited-1.md": article(
        "event: edited\ntitle: The jump\ntype: desertion\nplace: Vik", rest=GONE
    ),
    "events/edited.md": "---\ntitle: The jump from the ship\nformer_ids: [jump]\n---\n",
    "articles/stands.md": article(
        "event: stands\ntitle: It stands\ntype: recall\nfrom: NO\n"
        "people: [{person: Ola Bø, role: subject}]",
        "c-paper",
    ),
    # Parts that are denied, doubted, unanswered, withdrawn; an entry of a role beside them.
    "articles/part-1.md": article(
        """
        event: parts
        title: The parts
        type: trial
        date: 2031-03
        people:
          - {person: Anna Elm, role: {value: subject, stance: denies, by: City Police}}
          - {person: Bert Fir, role: {value: subject, stance: doubts, by: City Police}}
          - {person: Carl Oak, role: {value: witness, stance: unaware, by: City Police}}
          - {person: Dina Ash, role: subject, age: 50}
          - {person: Eva Yew}
          - person: Finn Bay
            role:
              - {value: subject, stance: denies, by: City Police}
              - {value: subject, stance: alleges, by: The Embassy}
        """,
        "d-paper",
    ),
    "articles/part-2.md": article(
        "event: parts\npeople: [{person: Gro Lind, role: subject}]", "a-paper", "2031-04-01", GONE
    ),
    # Only a retracted article quotes somebody, spells a name so, tells of a place, a service.
    "articles/quote.md": article(
        "event: common\nplace: Lost Rock\nmotive: {value: fear, by: Quo Ted}\n"
        "people: [{person: anna-elm, as: Hannah Helm, role: subject, organisation: Lost Service}]",
        "a-paper",
        "2031-04-02",
        "headline: Heard at sea\nretracted: {because: It was made up.}",
    ),
    # Anna and Dina have a case in common in which both have a part.
    "articles/common.md": article(
        "event: common\ntitle: In common\ntype: arrest\n"
        "people: [{person: Anna Elm, role: subject}, {person: Gro Lind, role: witness}]",
        "e-paper",
    ),
}


@cache
def site() -> Site:
    return site_of_files(FILES)


def test_title_summary_and_type_are_those_of_what_stands() -> None:
    for path, text in site().items():
        at = path.removesuffix("index.html")
        if at.removeprefix("nb/").startswith(("cases/half/", "articles/half-1")):
            continue
        if "archive.json" in path or path.endswith("claims.csv"):
            continue
        assert "Colonel Zed flees" not in text.decode("utf-8", "ignore"), path
        assert "A colonel fled" not in text.decode("utf-8", "ignore") or path.startswith(
            ("articles/feed", "nb/articles/feed")
        ), path
    found = row(site(), "half")
    assert (found["title"], found["type"], found["date"], found["place"]) == (
        "A man is seen",
        "",
        "",
        "",
    )
    for prefix in ("", "nb/"):
        page = f"{prefix}cases/half/"
        assert heading(site(), page) == "A man is seen"
        said = head(site(), page)
        assert said["title"] == "A man is seen · T"
        assert said["og:title"] == "A man is seen"
        assert said["description"] == "A man was seen on the road."
        about = json_ld(site(), page)["mainEntity"]
        assert about["name"] == "A man is seen"
        assert about["description"] == "A man was seen on the road."
        assert "startDate" not in about
        assert "location" not in about
        told = entry(site(), f"{prefix}feed.json", "A man is seen")
        assert told["content_text"] == "A man was seen on the road."
        assert "tags" not in told
        assert b"A man was seen on the road." in site()[f"{prefix}feed.xml"]
        assert not lists(site(), f"{prefix}cases/", "types/defection/")
    assert "types/defection/index.html" not in site()


def test_the_headline_of_what_stands_is_the_title_where_it_has_no_other() -> None:
    for prefix, title, gone in (
        ("", "Nothing at Vik", "Twelve"),
        ("nb/", "Nothing at Vik", "Tolv"),
    ):
        page = f"{prefix}cases/bare/"
        assert heading(site(), page) == title
        assert head(site(), page)["title"] == f"{title} · T"
        told = entry(site(), f"{prefix}feed.json", title)
        withdrawn = "Withdrawn" if not prefix else "Trukket"
        assert told["content_text"].startswith(withdrawn)
        assert head(site(), page)["description"].startswith(withdrawn)
        assert json_ld(site(), page)["mainEntity"]["description"].startswith(withdrawn)
        assert gone in told["content_text"]
        assert gone not in listed(site(), f"{prefix}cases/", "cases/bare/")
        table = site()[f"{prefix}cases/-/table.js"].decode()
        assert title in table
        assert gone not in table
        assert gone not in site()[f"{prefix}search/index.html"].decode()
    assert row(site(), "bare")["title"] == "Nothing at Vik"


@pytest.mark.parametrize(
    ("case", "english", "norwegian"),
    [
        ("all-gone", "Ten are expelled", "Ti blir utvist"),
        ("edited", "The jump from the ship", "The jump from the ship"),
    ],
)
def test_a_case_of_which_nothing_stands_says_so_wherever_it_is_named(
    case: str, english: str, norwegian: str
) -> None:
    for prefix, title, said in (("", english, "Withdrawn"), ("nb/", norwegian, "Trukket tilbake")):
        page = f"{prefix}cases/{case}/"
        marked = f"{said}: {title}"
        found = head(site(), page)
        assert found["title"] == f"{marked} · T"
        assert found["og:title"] == marked
        assert found["description"].startswith(said)
        assert found["citation_title"] == marked
        assert json_ld(site(), page)["mainEntity"]["name"] == marked
        assert marked in json.loads(site()[f"{page}cite.csl.json"])[0]["title"]
        if not prefix:
            assert marked in cited(site(), f"case:{case}")
            assert marked in cited(site(), f"case:{case}", "ris")
        assert entry(site(), f"{prefix}feed.json", path=page)["title"] == marked
        assert f"<title>{marked}</title>" in site()[f"{prefix}feed.xml"].decode()
        assert marked in site()[f"{prefix}cases/-/table.js"].decode()
        for list_ in (f"{prefix}cases/", f"{prefix}timeline/"):
            assert said in listed(site(), list_, f"cases/{case}/"), list_
        assert said in listed(site(), f"{prefix}search/", f"cases/{case}/")
    assert row(site(), case)["title"] == f"Withdrawn: {english}"
    assert row(site(), case)["origins_min"] == "0"


def test_so_does_the_page_that_leads_on_to_it() -> None:
    assert "<title>Withdrawn: The jump from the ship" in site()["cases/jump/index.html"].decode()
    assert "<title>Trukket tilbake: The" in site()["nb/cases/jump/index.html"].decode()


def test_so_do_neighbours_and_the_article_of_the_case() -> None:
    assert "Withdrawn" in listed(site(), "articles/all-1/", "cases/all-gone/")
    near = site()["cases/parts/index.html"].decode().partition('class="near"')[2]
    assert "Withdrawn: Ten are expelled" in near


def test_nothing_of_a_withdrawn_case_is_shown_as_a_fact_of_it() -> None:
    found = row(site(), "all-gone")
    assert {found[name] for name in ("type", "date", "count", "people", "origins")} == {""}
    assert found["people_denied"] == "una-vale"
    assert "Ten were expelled" not in json.dumps(json_ld(site(), "cases/all-gone/")).replace(
        "Withdrawn with its article: Ten were expelled", ""
    )


NO_PART = {
    "anna-elm": ("part denied", "common"),
    "bert-fir": ("part doubted", ""),
    "carl-oak": ("part not confirmed", ""),
    "gro-lind": ("withdrawn with its article", "common"),
}


@pytest.mark.parametrize("person", NO_PART)
def test_who_has_no_part_by_what_stands_is_said_to_have_none(person: str) -> None:
    said, events = NO_PART[person]
    found = row(site(), "parts")
    assert person not in found["people"].split("|")
    assert person in found["people_denied"].split("|")
    # On the page of the case, beside the person.
    people = section(site(), "cases/parts/", "people")
    name = row(site(), person, "people")["name"]
    assert said in people.partition(name)[2][:60]
    # In the dossier, beside the case.
    assert said in listed(site(), f"people/{person}/", "cases/parts/")
    # In the index, the head, the data and the feed.
    assert "part denied, withdrawn or not confirmed in 1 case" in listed(
        site(), "people/", f"people/{person}/"
    )
    assert (
        "part denied, withdrawn or not confirmed in 1 case"
        in head(site(), f"people/{person}/")["description"]
    )
    assert row(site(), person, "people")["events"] == events
    told = entry(site(), f"people/{person}/feed.json", "The parts")
    assert told["content_text"].startswith("The part of this person was")
    assert "The part of this person was" in site()[f"people/{person}/feed.xml"].decode()
    # Nobody is said to have the case in common.
    other = site()["people/dina-ash/index.html"].decode()
    assert f'people/{person}/"' not in other
    assert 'people/dina-ash/"' not in site()[f"people/{person}/index.html"].decode()
    facets = site()["people/-/table.js"].decode()
    mine = facets.partition(f'"people/{person}/",')[2].partition("]]")[0]
    assert (", 1]" in mine or ",1]" in mine) == bool(events)
    assert "cases/parts/" not in json.dumps(json_ld(site(), f"people/{person}/"))


@pytest.mark.parametrize("person", ["dina-ash", "eva-yew", "finn-bay"])
def test_who_has_a_role_or_none_at_all_has_a_part(person: str) -> None:
    assert person in row(site(), "parts")["people"].split("|")
    assert row(site(), person, "people")["events"] == "parts"
    assert "part d" not in listed(site(), "people/", f"people/{person}/")


def test_roles_that_nobody_puts_forward_are_in_no_data_and_no_list() -> None:
    roles = {one["id"]: one["roles"] for one in rows(site(), "data/people.csv")}
    assert roles["bert-fir"] == roles["carl-oak"] == ""
    assert roles["anna-elm"] == "subject"
    assert roles["gro-lind"] == "witness"
    assert json_ld(site(), "cases/parts/")["mainEntity"]["about"] == [
        {"name": "Dina Ash", "url": "https://x.example/people/dina-ash/"}
    ]
    shown = listed(site(), "cases/", "cases/parts/")
    assert "Dina Ash, Finn Bay (alleged, according to The Embassy)" in shown
    for name in ("Anna Elm", "Bert Fir", "Carl Oak", "Gro Lind"):
        assert name not in shown


def test_the_case_as_known_before_and_after_says_what_became_of_a_part() -> None:
    days = sorted(path for path in site() if path.startswith("cases/parts/-/known/"))
    first, before, last = (day.removesuffix("index.html") for day in days)
    assert "Gro Lind" not in section(site(), first, "people")
    assert section(site(), before, "people").count("withdrawn") == 0
    assert "Gro Lind withdrawn with its article Subject" in section(site(), last, "people")
    assert "part denied" in section(site(), last, "people")


def test_what_an_article_that_stands_says_is_not_marked() -> None:
    for prefix in ("", "nb/"):
        assert head(site(), f"{prefix}cases/stands/")["title"] == "It stands · T"
        assert "rukket" not in head(site(), f"{prefix}cases/half/")["title"]
    assert "Withdrawn" in fact(site(), "cases/half/", "Type")


def test_a_retracted_article_says_so_in_feeds_searches_and_heads() -> None:
    for prefix, said in (("", "Retracted: "), ("nb/", "Trukket tilbake: ")):
        for headline, path in (
            ("Colonel flees by night", "articles/half-1/"),
            ("Heard at sea", "articles/quote/"),
        ):
            marked = f"{said}{headline}"
            assert head(site(), f"{prefix}{path}")["title"] == f"{marked} · T"
            assert head(site(), f"{prefix}{path}")["og:title"] == marked
            assert heading(site(), f"{prefix}{path}") == headline
            told = entry(site(), f"{prefix}articles/feed.json", headline)
            assert told["title"] == marked
            assert f"<title>{marked}</title>" in site()[f"{prefix}articles/feed.xml"].decode()
            assert marked in site()[f"{prefix}articles/-/table.js"].decode()
            assert marked in words(site(), f"{prefix}search/")
    assert json_ld(site(), "articles/quote/")["mainEntity"]["creativeWorkStatus"] == "Retracted"
    told = entry(site(), "articles/feed.json", "Colonel flees")
    assert told["content_text"].startswith("Retracted by its outlet, 1 June 2031. A colonel fled")
    assert head(site(), "articles/half-1/")["description"].startswith("Retracted by its outlet.")
    assert head(site(), "articles/half-2/")["title"] == "Man on the road · T"
    assert "etracted" not in entry(site(), "articles/feed.json", "Man on the road")["title"]


def test_what_only_a_retracted_article_has_makes_nobody_speak_act_or_be_called_so() -> None:
    assert not lists(site(), "organisations/quo-ted/", "cases/common/")
    page = words(site(), "organisations/lost-service/")
    assert "Cases in which it acts" not in page
    assert "Named by some article These cases do not show it" in " ".join(page.split())
    assert not lists(site(), "places/lost-rock/", "cases/common/")
    assert (
        "Lost Service" not in section(site(), "people/anna-elm/", "cases").partition("Withdrawn")[0]
    )
    assert "Hannah Helm" not in head(site(), "people/anna-elm/")["description"]
    assert "Hannah Helm" not in json.dumps(json_ld(site(), "people/anna-elm/"))
    names = section(site(), "people/anna-elm/", "names")
    assert "Hannah Helm" in names
    assert "retracted" in names
