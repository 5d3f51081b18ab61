"""The search in all texts, in a real browser. Needs Chromium, playwright and Pagefind."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests import chromium
from tests.bench.generate import generate
from tests.browser.test_find_browser import Reader
from tests.published import ROOT
from tests.served import served
from tests.small_archive import Workplace, make_workplace

from defectarchive.workspace.pagefind import find_pagefind

playwright_api = chromium.playwright()
FOUND = find_pagefind()
pytestmark = [
    pytest.mark.skipif(
        FOUND is None, reason="Pagefind is not installed: pip install -e '.[search]'"
    ),
    pytest.mark.xdist_group("texts"),
]
TEXTS = ".texts > ol > li"
COUNT = ".texts > p"
# In bytes. Words that stand far apart in the alphabet are in different files of the index.
FIRST_USE, FURTHER_WORD = 150_000, 30_000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The small archive with texts to look for, and a word that is on many pages."""
    place = make_workplace(tmp_path_factory.mktemp("texts"), FOUND)
    place.edit("articles/they-flee.md", "Two men", "Two refugees <b> & Пётр with a lantern")
    place.edit("articles/they-flee.md", "relays:", "language: fr\nrelays:")
    place.edit("articles/expelled.md", "A short text.", "A lantern was left behind.")
    for number in range(30):
        place.write(
            f"articles/strike-{number}.md",
            f"---\ntitle: The strike of week {number}\noutlet: example-times\n"
            f"published: {2040 + number % 3}-05-{number + 1:02}\nevents:\n"
            f"  - {{event: strike-{number}, type: {'expulsion' if number % 2 else 'defection'}, "
            f"date: {2040 + number % 3}}}\n---\nThe keepers of the lighthouse.\n",
        )
    place.build()
    return place


@pytest.fixture
def reader(browser: Any, place: Workplace) -> Iterator[Reader]:
    yield from reading(browser, place.output)


def reading(browser: Any, site: Path, **options: Any) -> Iterator[Reader]:
    with served(site) as address:
        reader = Reader(browser, address, **options)
        yield reader
        reader.context.close()
        # No other host is asked, and the policy of the page forbids nothing that is needed.
        assert reader.complaints == []
        assert [url for url in reader.asked if not url.startswith(address)] == []


def counts(reader: Reader, text: str) -> None:
    playwright_api.expect(reader.tab.locator(COUNT)).to_have_text(text)


def texts(reader: Reader) -> list[str]:
    playwright_api.expect(reader.tab.locator(TEXTS).first).to_be_visible()
    return [" ".join(row.split()) for row in reader.tab.locator(TEXTS).all_inner_texts()]


def test_a_word_of_a_text_is_found_with_what_the_page_is_and_where_it_stands(
    reader: Reader,
) -> None:
    reader.opens("search/")
    reader.types("refugee")
    counts(reader, "Pages: 1.")
    reader.hears("Nothing is called that.")
    (found,) = texts(reader)
    assert found.startswith("They flee article · 15 Apr 2031 · Coast Radio …".replace(" · ", " "))
    assert "Two refugees <b> & Пётр with a lantern" in found
    assert reader.tab.locator(".texts mark").all_inner_texts() == ["refugees"]
    assert reader.tab.locator(".texts a").get_attribute("lang") == "fr"
    with reader.tab.expect_navigation():
        reader.tab.locator(".texts a").click()
    playwright_api.expect(reader.tab.locator("h1")).to_have_text("They flee")
    reader.tab.go_back()
    counts(reader, "Pages: 1.")
    assert reader.tab.input_value("#q") == "refugee"


@pytest.mark.parametrize("typed", ["Пётр", "петр", "Пёт"])
def test_cyrillic_is_found_in_a_text(reader: Reader, typed: str) -> None:
    reader.opens("search/")
    reader.types(typed)
    counts(reader, "Pages: 1.")
    assert texts(reader)[0].startswith("They flee article")


def test_a_text_that_has_only_the_first_letters_is_not_found(reader: Reader) -> None:
    # Pagefind would give what has "with", which the word begins with.
    reader.opens("search/")
    reader.types("witherspoon")
    counts(reader, "No text has these words.")
    playwright_api.expect(reader.tab.locator(TEXTS)).to_have_count(0)
    reader.types("lanterns")
    playwright_api.expect(reader.tab.locator(TEXTS).first).to_be_visible()


def test_choices_combine_and_stand_in_the_address(reader: Reader) -> None:
    reader.opens("search/")
    reader.types("keepers")
    counts(reader, "Pages: 30.")
    reader.tab.get_by_text("Narrow down").click()
    reader.tab.select_option("[name=year]", "2041")
    counts(reader, "Pages: 10 of 30.")
    reader.tab.select_option("[name=type]", "expulsion")
    counts(reader, "Pages: 5 of 30.")
    assert reader.tab.evaluate("location.search") == "?q=keepers&type=expulsion&year=2041"
    options = reader.tab.locator("[name=type] option").all_inner_texts()
    assert options == ["any", "Defection (5)", "Expulsion (5)"]
    reader.tab.select_option("[name=year]", "")
    counts(reader, "Pages: 15 of 30.")


def test_choices_come_from_the_address(reader: Reader) -> None:
    reader.opens("search/?q=lantern&outlet=coast-radio&year=2033")
    counts(reader, "Pages: 1 of 2.")
    assert texts(reader)[0].startswith("One is expelled")
    assert reader.tab.input_value("[name=year]") == "2033"
    playwright_api.expect(reader.tab.locator("[name=year]")).to_be_visible()


def test_a_few_names_stand_before_the_texts(reader: Reader) -> None:
    reader.opens("search/?q=strike")
    reader.hears("Found: 60.")
    assert len(reader.found()) == 6
    counts(reader, "Pages: 60.")
    reader.tab.get_by_role("button", name="Show more").click()
    playwright_api.expect(reader.tab.locator(".found > *")).to_have_count(60)


def test_more_pages_come_by_keyboard_and_take_the_focus(reader: Reader) -> None:
    reader.opens("search/?q=keepers")
    counts(reader, "Pages: 30.")
    assert len(texts(reader)) == 6
    reader.tab.focus("#q")
    for _ in range(20):
        reader.tab.keyboard.press("Tab")
        if reader.tab.evaluate("document.activeElement.innerText") == "More pages":
            break
    reader.tab.keyboard.press("Enter")
    playwright_api.expect(reader.tab.locator(TEXTS)).to_have_count(26)
    script = "[...document.querySelectorAll('.texts a')].indexOf(document.activeElement)"
    assert reader.tab.evaluate(script) == 6
    with reader.tab.expect_navigation():
        reader.tab.keyboard.press("Enter")
    playwright_api.expect(reader.tab.locator("h1")).to_contain_text("strike")


def test_a_word_that_no_text_has_is_named_and_left_out(reader: Reader) -> None:
    reader.opens("search/?q=Ivanof+Kathmandu")
    reader.hears(
        "Nothing has all of these words. Left out: Kathmandu. "
        "Nothing is spelled like that. Did you mean:"
    )
    assert reader.tab.evaluate("location.search") == "?q=Ivanof+Kathmandu"
    reader.types("lantern Kathmandu")
    counts(reader, "No text has all of these words. Pages with some of them: 2.")
    reader.types("lantern refugees")
    counts(reader, "Pages: 1.")


def test_names_that_are_meant_stand_before_texts_that_have_the_word(reader: Reader) -> None:
    reader.opens("search/?q=Ivanoff")
    reader.hears("Nothing is spelled like that. Did you mean:")
    reader.types("Xylofon")
    reader.hears("Nothing is called that. Try the beginning of a word, or fewer words.")
    counts(reader, "No text has these words.")


def test_nothing_of_it_is_loaded_before_a_search(reader: Reader) -> None:
    reader.opens("search/")
    reader.tab.wait_for_timeout(300)
    reader.tab.focus("#q")
    reader.tab.wait_for_timeout(300)
    assert [url for url in reader.asked if "/text" in urlsplit(url).path] == []


def test_where_the_texts_cannot_be_loaded_names_are_still_found(
    browser: Any, place: Workplace, tmp_path: Path
) -> None:
    site = shutil.copytree(place.output, tmp_path / "site")
    (site / "search/-/text/pagefind.js").unlink()
    with served(site) as address:
        reader = Reader(browser, address)
        reader.opens("search/?q=ivan")
        reader.hears("Found: 1.")
        counts(reader, "The texts could not be searched.")
        reader.context.close()


def test_on_the_narrowest_screen_nothing_sticks_out(browser: Any, place: Workplace) -> None:
    for reader in reading(browser, place.output, viewport={"width": 320, "height": 600}):
        reader.opens("search/?q=lantern&kind=article")
        counts(reader, "Pages: 2.")
        assert reader.tab.evaluate("document.documentElement.scrollWidth") == 320


def test_a_norwegian_archive_is_searched_in_norwegian(
    browser: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = make_workplace(tmp_path_factory.mktemp("nb"), FOUND)
    place.edit("site.yaml", "title:", "language: nb\ntitle:")
    place.edit("articles/they-flee.md", "Two men", "To flyktninger")
    place.build()
    for reader in reading(browser, place.output):
        reader.opens("search/?q=flyktningene")
        counts(reader, "Sider: 1.")
        assert texts(reader)[0].startswith("They flee artikkel")
        assert any("wasm.nb" in url for url in reader.asked)


def weight(reader: Reader, site: Path) -> int:
    """What was asked for, as servers send it: texts compressed; what else there is, is already."""
    weight = 0
    for url in reader.asked:
        path = urlsplit(url).path.lstrip("/")
        if not path.startswith(("search/-/", "static/texts")):
            continue
        data = (site / path).read_bytes()
        weight += len(gzip.compress(data, mtime=0) if path.endswith((".js", ".json")) else data)
    return weight


@pytest.mark.parametrize("query", ["asylum", "press attaché", "Медведев"])
def test_a_first_search_of_the_first_archive_loads_little(
    browser: Any, tmp_path: Path, query: str
) -> None:
    place = Workplace(tmp_path, FOUND)
    shutil.copytree(ROOT / "content", place.content)
    place.templates.mkdir()
    place.build()
    for reader in reading(browser, place.output):
        reader.opens("search/")
        reader.types(query)
        texts(reader)
        further = query.count(" ") * FURTHER_WORD
        assert 100_000 < weight(reader, place.output) <= FIRST_USE + further


@pytest.mark.long
def test_a_first_search_among_a_thousand_cases_loads_little(browser: Any, tmp_path: Path) -> None:
    place = Workplace(tmp_path, FOUND)
    generate(place.content, 1_000)
    place.templates.mkdir()
    place.build(jobs=2)
    for reader in reading(browser, place.output):
        reader.opens("search/")
        reader.types("ministry")
        texts(reader)
        assert weight(reader, place.output) <= FIRST_USE
