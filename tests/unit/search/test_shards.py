from __future__ import annotations

import gzip
import json
import posixpath
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.published import ROOT, SITES, Site, built, markup, site_of
from tests.small_archive import make_workplace

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.checks.withholding.leaks import is_leak
from defectarchive.pages.search.rows import MOST_ROWS, table_of
from defectarchive.pages.search.texts import TEXTS
from defectarchive.search.normalise import words_of
from defectarchive.search.shards import FIRST, SHARD, Shard, cut

INDEX = "search/-/index.js"


def data_in(site: Site, path: str) -> Mapping[str, Any]:
    text = site[path].decode()
    assert text.startswith("defectarchive(")
    assert text.endswith(");\n")
    found: Mapping[str, Any] = json.loads(text.removeprefix("defectarchive(").removesuffix(");\n"))
    return found


def facets(data: Mapping[str, Any], path: str) -> dict[str, list[str]]:
    """The facets of the first row with this path: group → values."""
    found: dict[str, list[str]] = {}
    row = next(row for row in data["rows"] if row[0] == path)
    for number in row[2]:
        group, value, _ = data["facets"][number]
        found.setdefault(group, []).append(value)
    return found


def shard_for(shards: Mapping[str, Shard], word: str) -> Shard | None:
    """As the script looks for it."""
    for size in range(len(word), -1, -1):
        shard = shards.get(word[:size])
        if shard:
            whole = len(shard.rows) == shard.total
            return shard if whole or size == len(word) else None
    return None


# --- shards -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many() -> tuple[list[tuple[str, ...]], dict[str, Shard]]:
    """The words of 20,000 names, and shards of them; one word is in half of all, one in every."""
    rng = random.Random(5)  # noqa: S311 - names, not secrets
    syllables = "ka ri no ve lo mi sa tu be di go pe zu ha".split()
    words = ["".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(4000)]
    keys = [
        (rng.choice(words), rng.choice(words), "the", *(["officer"] if number % 2 else []))
        for number in range(20_000)
    ]
    return keys, {shard.beginning: shard for shard in cut([90] * len(keys), keys)}


def test_every_beginning_of_every_word_leads_to_its_rows(
    many: tuple[list[tuple[str, ...]], dict[str, Shard]],
) -> None:
    keys, shards = many
    rows: dict[str, set[int]] = {}
    for number, words in enumerate(keys):
        for word in words:
            for size in range(len(word) + 1):
                rows.setdefault(word[:size], set()).add(number)
    for beginning, wanted in rows.items():
        shard = shard_for(shards, beginning)
        assert shard, beginning
        if len(shard.rows) == shard.total:
            assert wanted <= set(shard.rows)
        else:
            assert shard.beginning == beginning
            assert shard.total == len(wanted)
            assert set(shard.rows) < wanted


def test_what_no_word_begins_with_leads_to_no_row(
    many: tuple[list[tuple[str, ...]], dict[str, Shard]],
) -> None:
    keys, shards = many
    for beginning in ("xyz", "kaxx", "offix"):
        shard = shard_for(shards, beginning)
        assert shard is None or not any(
            word.startswith(beginning) for number in shard.rows for word in keys[number]
        )


def test_no_shard_is_larger_than_a_search_may_be(
    many: tuple[list[tuple[str, ...]], dict[str, Shard]],
) -> None:
    _, shards = many
    for shard in shards.values():
        assert len(shard.rows) * 90 <= SHARD
        assert len(shard.rows) == shard.total or len(shard.rows) == FIRST
    assert len({shard.path for shard in shards.values()}) == len(shards)


def test_whoever_is_called_just_that_is_among_the_first_rows() -> None:
    keys = [("lingering",)] * 2000 + [("li",)]
    shards = {shard.beginning: shard for shard in cut([90] * len(keys), keys)}
    assert shards["li"].rows[0] == 2000
    assert shards["li"].total == 2001


def test_few_rows_are_one_shard() -> None:
    assert list(cut([90, 90], [("a",), ("b", "a")])) == [Shard("", [0, 1], 2)]
    assert list(cut([], [])) == [Shard("", [], 0)]


def test_files_of_shards_have_names_that_every_server_keeps() -> None:
    assert Shard("~iv", [], 0).path == "search/-/n--7e-iv.js"
    assert Shard("ر", [], 0).path == "search/-/n--631-.js"
    assert Shard("631", [], 0).path == "search/-/n-631.js"


# --- the index of a site ------------------------------------------------------------------------


def test_the_index_finds_cases_people_articles_places_and_all_else() -> None:
    site = site_of("lighthouses")
    data = data_in(site, data_in(site, INDEX)["shards"][""][2])
    kinds = {row[1][1] for row in data["rows"]}
    assert kinds >= {"case", "tally", "person", "group", "article", "outlet", "place", "type"}
    for path, cells, numbers in data["rows"]:
        assert f"{path}index.html" in site
        assert words_of(cells[0])
        assert all(0 <= number < len(data["facets"]) for number in numbers)


def test_every_spelling_is_found_and_says_whose_it_is(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    place.build()
    data = data_in(place.site(), "search/-/n-.js")
    rows = [row[1][:3] for row in data["rows"] if row[0] == "people/ivan-ivanov/"]
    assert rows == [["Ivan Ivanov", "person", ""], ["Iwan Iwanow", "person", "Ivan Ivanov"]]


def test_what_is_found_says_when_where_and_in_what_role(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    place.build()
    data = data_in(place.site(), "search/-/n-.js")
    said = {row[0]: row[1][3:] for row in data["rows"]}
    assert said["cases/crossing-2031/"] == [
        *("10 Apr 2031 (disputed)", "Asylum request (disputed)", "Storskog")
    ]
    assert said["people/ivan-ivanov/"] == ["Subject", "10 Apr 2031 (disputed)", "Storskog"]
    assert said["articles/two-cross/"] == ["13 Apr 2031", "Example Times"]
    assert said["places/storskog/"] == ["Finnmark"]


def test_of_namesakes_whoever_has_more_cases_stands_first(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    for number, name in enumerate(["Anna Orlova", "Yana Orlova", "Yana Orlova"]):
        place.write(
            f"articles/more-{number}.md",
            f"---\ntitle: More {number}\noutlet: coast-radio\npublished: 2035-01-01\nevents:\n"
            f"  - event: more-{number}\n    people: [{{person: {name}, role: subject}}]\n"
            "---\n",
        )
    place.build()
    rows = data_in(place.site(), "search/-/n-.js")["rows"]
    names = [row[1][0] for row in rows if "Orlova" in row[1][0]]
    assert names == ["Yana Orlova", "Anna Orlova"]


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (
            "{value: subject, by: Coast Guard, stance: alleges}",
            "Subject (alleged, according to Coast Guard)",
        ),
        ("[subject, {value: subject, by: Coast Guard, stance: denies}]", "Subject (disputed)"),
        ("{value: subject, by: Coast Guard, stance: denies}", None),
    ],
)
def test_a_role_is_said_with_the_reserve_with_which_it_is_shown(
    role: str, said: str | None, tmp_path: Path
) -> None:
    place = make_workplace(tmp_path)
    place.write(
        "articles/one-more.md",
        "---\ntitle: One more\noutlet: coast-radio\npublished: 2035-01-01\nevents:\n"
        "  - event: landing\n    type: defection\n    people:\n"
        f"      - {{person: Pavel Orlov, role: {role}}}\n---\n",
    )
    place.build()
    data = data_in(place.site(), "search/-/n-.js")
    cells = next(row[1][3:] for row in data["rows"] if row[0] == "people/pavel-orlov/")
    assert cells == ([said] if said else [])


def test_facets_are_what_is_shown_of_a_thing(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    place.edit(
        "articles/expelled.md",
        "    date: 2033-01\n",
        "    date: 2033-01\n    from: RU\n    to: NO\n    status: confirmed\n",
    )
    place.build()
    data = data_in(place.site(), "search/-/n-.js")
    assert facets(data, "cases/expulsion-2033/") == {
        "kind": ["case"],
        "type": ["expulsion"],
        "year": ["2033"],
        "country": ["RU", "NO"],
        "outlet": ["coast-radio"],
        "status": ["confirmed"],
    }
    assert facets(data, "people/ivan-ivanov/") == {
        "kind": ["person"],
        "role": ["subject"],
        "type": ["asylum-request"],
        "year": ["2031"],
    }
    assert facets(data, "articles/two-cross/")["year"] == ["2031"]
    table = data_in(place.site(), "cases/-/table.js")
    assert facets(table, "cases/crossing-2031/")["place"] == ["storskog", "finnmark"]
    assert [row[0] for row in table["rows"]] == ["cases/crossing-2031/", "cases/expulsion-2033/"]
    assert table["rows"][0][1] == [
        "10 Apr 2031 (disputed)",
        "The crossing at Storskog",
        "Asylum request (disputed)",
        "Storskog",
        2,
        1,
    ]


def test_a_title_without_end_does_not_swell_the_index(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    place.edit("articles/they-flee.md", "title: They flee", f"title: {'word ' * 9000}")
    place.build()
    files = [data for path, data in place.site().items() if path.startswith("search/-/n-")]
    assert sum(map(len, files)) < 10_000


def test_text_of_content_cannot_end_the_script_that_carries_it(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    title = 'A "quote" and </script> and \');alert(1)// and \u2028 end'
    place.edit("articles/they-flee.md", "title: They flee", f"title: {json.dumps(title)}")
    place.build()
    data = data_in(place.site(), "search/-/n-.js")
    assert [row[1][0] for row in data["rows"] if row[0] == "articles/they-flee/"] == [title]


@pytest.mark.parametrize("name", ["Iwan Iwanow", "Борисоглебский", 'Ann "Sly" Lee', "Storskog"])
def test_what_scripts_read_is_searched_for_withheld_names(tmp_path: Path, name: str) -> None:
    place = make_workplace(tmp_path)
    place.edit("places.yaml", "Storskog,", "Storskog, also_known_as: [Борисоглебский],")
    place.edit("articles/they-flee.md", "title: They flee", "title: 'Ann \"Sly\" Lee flees'")
    place.build()
    looked_for = finder_of_names([name])
    assert is_leak("search/-/n-.js", place.site()["search/-/n-.js"], looked_for)
    before = place.site()
    assert place.build(withheld=(name,)).counts is None
    assert place.site() == before


def test_the_list_of_words_is_searched_word_by_word(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    place.edit("places.yaml", "Storskog,", "Storskog, also_known_as: [Petra, Petrov],")
    place.build()
    words = place.site()["search/-/words.js"]
    assert b";petra;petrov;" in words
    assert is_leak("search/-/words.js", words, finder_of_names(["Petrov"]))
    assert not is_leak("search/-/words.js", words, finder_of_names(["Petra Petrov"]))


def test_tables_are_searched_for_withheld_names(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    place.build()
    site = place.site()
    assert is_leak("cases/-/table.js", site["cases/-/table.js"], finder_of_names(["Storskog"]))
    assert is_leak("people/-/table.js", site["people/-/table.js"], finder_of_names(["Ivanov"]))
    assert not is_leak("people/-/table.js", site["people/-/table.js"], finder_of_names(["Petrov"]))


def test_without_search_the_page_is_the_list_alone(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    place.build(search=False)
    site = place.site()
    assert not [path for path in site if path.startswith("search/-/")]
    page = site["search/index.html"]
    assert b"Ivan Ivanov" in page
    assert not {tag for tag, _ in markup(page).tags} & {"template", "form", "input", "noscript"}
    assert b"<script src" not in page
    assert "cases/-/table.js" in site


@pytest.mark.parametrize("name", ["content", "lighthouses", "empty", "one-article"])
def test_scripts_are_loaded_only_where_something_is_to_be_found(name: str) -> None:
    for path, data in site_of(name).items():
        if not path.endswith(".html") or path == "404.html" or b'http-equiv="refresh"' in data:
            continue
        policy = re.search(rb'Content-Security-Policy" content="([^"]*)"', data)
        assert policy, path
        # WebAssembly is for the search in all texts alone.
        wasm = path in ("search/index.html", "nb/search/index.html") and name != "empty"
        assert (b"unsafe" in policy[1]) == wasm, path
        assert b"unsafe-inline" not in policy[1]
        found = b"static/finding.js" in data
        assert (b"<template" in data) == found, path
        # Claims are opened and copied on the pages that have them.
        folded = b'<details class="report"' in data
        assert (b"<script src" in data) == (found or folded), path


def test_a_list_of_one_or_of_too_many_has_no_table() -> None:
    assert [table_of(rows, "x") for rows in (0, 1, 2, MOST_ROWS, MOST_ROWS + 1)] == [
        *("", "", "x", "x", "")
    ]


def test_nothing_for_scripts_is_seen_without_them() -> None:
    page = markup(site_of("content")["cases/index.html"])
    inside, loose = 0, []
    for line in site_of("content")["cases/index.html"].decode().splitlines():
        inside += line.count("<template") - line.count("</template>")
        loose += [line for tag in ("<button", "<select", "<input") if tag in line and not inside]
    # The box in the header sends what is typed to /search/, which needs no script.
    assert ["<form" in line for line in loose] == [True]
    assert page.faults == []


def test_our_scripts_weigh_less_than_fifteen_kilobytes() -> None:
    scripts = (ROOT / "templates" / "static").rglob("*.js")
    assert sum(len(gzip.compress(script.read_bytes(), mtime=0)) for script in scripts) < 15_000


@pytest.mark.parametrize("name", ["content", "lighthouses", "one-article"])
def test_every_page_has_a_box_that_leads_to_the_search_of_its_language(name: str) -> None:
    for path, data in site_of(name).items():
        if not path.endswith(".html") or b'http-equiv="refresh"' in data:
            continue
        boxes = [found for tag, found in markup(data).tags if tag == "form"]
        language = "nb/" if path.startswith("nb/") else ""
        for box in boxes[:1]:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), box["action"]))
            assert f"{target}/" == f"/{language}search/", path
        assert boxes, path
        assert b"form-action 'self'" in data


# --- a copy for a disk --------------------------------------------------------------------------


def test_links_of_a_copy_for_a_disk_name_files() -> None:
    content = SITES / "lighthouses" / "content"
    site = built(content, "--offline", "--base-url", "https://archive.example.org/")
    online = built(content, "--base-url", "https://archive.example.org/")
    # Pagefind does not work from a disk.
    assert site.keys() == {path for path in online if not path.startswith(TEXTS)}
    for path, data in site.items():
        if not path.endswith(".html") or path == "404.html":
            continue
        for link in markup(data).links:
            if "://" not in link:
                assert not link.partition("#")[0].endswith("/"), (path, link)
    home = site["index.html"].decode()
    assert '<link rel="canonical" href="https://archive.example.org/">' in home
    assert 'href="./search/index.html"' in home
    assert 'action="./search/index.html"' in home
    assert b'data-end="index.html"' in site["search/index.html"]


def test_what_has_changed_is_built_anew_when_asked_for_otherwise(tmp_path: Path) -> None:
    place = make_workplace(tmp_path)
    place.build()
    online = place.site()
    place.build(offline=True)
    assert place.site() == place.cold(offline=True)
    place.build(search=False)
    assert place.site() == place.cold(search=False)
    place.build()
    assert place.site() == online
