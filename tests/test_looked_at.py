"""What looking at the pages, and walking them as readers, has shown to be wrong or missing."""

from __future__ import annotations

import re
from functools import cache

from tests.published import Site
from tests.truth import article, listed, site_of_files, words

REGISTERS = {
    "outlets.yaml": "a-paper: {name: A Paper, language: nb}\nb-paper: {name: B Paper}\n",
    "organisations.yaml": "police: {name: The Police, kind: police}\n",
    "places.yaml": """
        finnmark: {name: Finnmark, country: NO}
        storskog: {name: Storskog, country: NO, lat: 69.66, lon: 30.19, within: finnmark}
        vardo: {name: Vardo, country: NO, within: finnmark}
    """,
}
CROSSING = """
    event: crossing
    type: {value: asylum-request, by: police, stance: confirms}
    also: [desertion]
    date: {value: 2031-04-10, stance: alleges}
    place: {value: storskog, by: police, stance: alleges}
    people: [{person: guard, unnamed: true, descriptor: a guard, role: subject}]
"""
DAYS, EACH = 4, 75
CROWD = {
    f"articles/crowd-{number}.md": article(
        f"event: case-{number}\ntype: arrest\ndate: 2031-04-{10 + number % DAYS}\nplace: storskog"
    )
    for number in range(DAYS * EACH)
}


@cache
def site() -> Site:
    return site_of_files(
        REGISTERS | {"articles/one.md": article(CROSSING, rest="relays: [B Paper]")}
    )


@cache
def crowded() -> Site:
    return site_of_files(REGISTERS | CROWD)


def test_the_line_of_trust_names_who_confirms_before_what() -> None:
    assert "; confirmed by The Police: Asylum request" in words(site(), "cases/crossing/")


def test_drawings_of_where_and_when_are_called_with_the_reserve_that_stands_in_words() -> None:
    page = site()["cases/crossing/index.html"].decode()
    assert re.findall(r'role="img" aria-label="(On [^"]*)"', page) == [
        "On the map: Storskog (alleged, according to The Police)",
        "On the line of time: 10 April 2031 (alleged)",
    ]


def test_nothing_is_said_to_be_nought() -> None:
    assert "Desertions as a further act in 1" in words(site(), "types/")
    assert listed(site(), "map/", "places/vardo/").endswith("Vardo")
    assert re.search(r"\d", listed(site(), "organisations/", "organisations/police/")) is None
    assert "Articles0" not in words(site(), "outlets/b-paper/")


def test_a_place_within_another_leaves_the_country_to_that_one() -> None:
    tree = words(site(), "map/").partition("Finnmark Norway")[2]
    assert tree
    assert "Norway" not in tree


def test_languages_are_called_by_their_names() -> None:
    assert "LanguageNorwegian Bokmål" in words(site(), "outlets/a-paper/")
    assert "LanguageNorwegian Bokmål" in words(site(), "articles/one/")


def test_parts_of_a_long_list_lead_to_each_of_their_days() -> None:
    days = [f"day-2031-04-{10 + day}" for day in range(DAYS)]
    found = 0
    for path, content in crowded().items():
        page = content.decode() if re.search(r"/-/[^/]*/index\.html", path) else ""
        here = re.findall(r'id="(day-[^"]*)"', page)
        assert re.findall(r'href="#(day-[^"]*)"', page) == here
        found += here == days or len(here) > 2
    assert found


def test_a_part_has_no_heading_that_says_its_title_again() -> None:
    parts = [path for path in crowded() if re.fullmatch(r"cases/-/[^/]*/index\.html", path)]
    assert parts
    assert not any(b'class="heading"' in crowded()[path] for path in parts)
