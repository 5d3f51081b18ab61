"""Search, and tables over lists, in a real browser: from a server and from a disk.

Needs the extra `browser` and a Chromium; CHROMIUM names it where it is not in its usual place.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import chromium
from tests.served import served
from tests.small_archive import make_workplace

playwright_api = chromium.playwright()

# One process builds the sites, for all of them.
pytestmark = pytest.mark.xdist_group("find")

STATUS = ".find [role=status]"
IVANOV = "person · Subject · 10 Apr 2031 (disputed) · Størskog"

# Many cases, so that lists are split and the index has shards: names that occur once, and a word
# that is in every title.
CROWD = 1200
SYLLABLES = "ka ri no ve lo mi sa tu be di go pe".split()


def crowd_name(number: int) -> str:
    """A name of its own for each."""
    letters = []
    for _ in range(4):
        number, at = divmod(number, len(SYLLABLES))
        letters.append(SYLLABLES[at])
    return "".join(letters).capitalize()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small archive and one with many cases, each as a folder; the small one for a disk too."""
    place = make_workplace(tmp_path_factory.mktemp("small"))
    place.edit("people/ivan-ivanov.md", "born:", "also_known_as: [Иван Чернов]\nborn:")
    place.edit("places.yaml", "{name: Storskog,", "{name: Størskog,")
    place.edit("articles/they-flee.md", "title: They flee", "title: They flee with Tsjernow")
    place.build()
    place.build(place.folder / "copy", offline=True)
    crowd = make_workplace(tmp_path_factory.mktemp("crowd"))
    for number in range(CROWD):
        crowd.write(
            f"articles/crowd-{number}.md",
            f"---\ntitle: An officer called {crowd_name(number)} crosses the border by night\n"
            f"outlet: example-times\npublished: {1950 + number % 70}-05-01\nevents:\n"
            f"  - event: crowd-{number}\n    type: {'defection' if number % 3 else 'expulsion'}\n"
            f"    date: {1950 + number % 70}\n---\n",
        )
    crowd.build()
    return {"small": place.output, "copy": place.folder / "copy", "crowd": crowd.output}


class Reader:
    """One tab; all that it asked for, and all that the browser complained of."""

    def __init__(self, browser: Any, root: str, end: str = "", **options: Any) -> None:
        self.root, self.end = root, end
        self.context = browser.new_context(**options)
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(10_000)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("console", lambda message: self.complaints.append(message.text))

    def opens(self, path: str) -> None:
        self.asked.clear()
        page, mark, query = path.partition("?")
        self.tab.goto(self.root + page + self.end + mark + query)

    def types(self, text: str) -> None:
        self.tab.fill("#q", text)

    def hears(self, text: str) -> None:
        playwright_api.expect(self.tab.locator(STATUS)).to_have_text(text)

    def found(self) -> list[str]:
        rows = self.tab.locator(".found > *").all_inner_texts()
        return [" ".join(row.split()) for row in rows]

    def data_asked_for(self) -> list[str]:
        return [url.rpartition("/-/")[2] for url in self.asked if "/-/" in url]


@pytest.fixture(params=["server", "disk"])
def reader(
    request: pytest.FixtureRequest, browser: Any, sites: dict[str, Path]
) -> Iterator[Reader]:
    """A reader of the small site, on a server, or of the copy, on a disk."""
    if request.param == "disk":
        yield from _reading(browser, f"{sites['copy'].as_uri()}/", "index.html")
        return
    with served(sites["small"]) as address:
        yield from _reading(browser, address, "")


@pytest.fixture
def crowd_reader(browser: Any, sites: dict[str, Path]) -> Iterator[Reader]:
    with served(sites["crowd"]) as address:
        yield from _reading(browser, address, "")


def _reading(browser: Any, root: str, end: str) -> Iterator[Reader]:
    reader = Reader(browser, root, end)
    yield reader
    reader.context.close()
    # Nothing but the site's own files is asked for, and the policy of the page forbids none.
    assert reader.complaints == []
    assert [url for url in reader.asked if not url.startswith(root)] == []


# --- search -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ivan", f"Ivan Ivanov {IVANOV}"),
        ("IVANOV, ivan", f"Ivan Ivanov {IVANOV}"),
        ("iwanow", f"Ivan Ivanov {IVANOV} · also spelled Iwan Iwanow"),
        ("Иванов", f"Ivan Ivanov {IVANOV}"),
        ("Черно", f"Ivan Ivanov {IVANOV} · also spelled Иван Чернов"),
        ("storskog", "Størskog place · Finnmark"),
        ("coast", "Coast Radio outlet · Norway"),
        ("they fl", "They flee with Tsjernow article · 15 Apr 2031 · Coast Radio"),
    ],
)
def test_names_are_found_in_any_spelling_and_script(reader: Reader, typed: str, found: str) -> None:
    reader.opens("search/")
    reader.types(typed)
    playwright_api.expect(reader.tab.locator(".found li").first).to_be_visible()
    assert found.replace(" · ", " ") in [row.replace(" · ", " ") for row in reader.found()]


def test_a_name_that_nobody_spells_so_is_offered_and_a_word_too_many_is_named(
    reader: Reader,
) -> None:
    reader.opens("search/")
    reader.types("Tsjernoff")
    reader.hears("Nothing is spelled like that. Did you mean:")
    assert reader.found()[0].startswith("Ivan Ivanov person")
    reader.types("Tsjernoff Kathmandu")
    reader.hears(
        "Nothing has all of these words. Left out: Kathmandu. "
        "Nothing is spelled like that. Did you mean:"
    )
    # A name that only sounds so stands before what is spelled so, and does not count.
    reader.types("Tsjernow")
    reader.hears("Found: 1.")
    assert reader.found()[0].startswith("Ivan Ivanov Did you mean")
    reader.types("Xylophone")
    reader.hears("Nothing is called that. Try the beginning of a word, or fewer words.")


def test_the_box_in_the_header_leads_to_what_is_found(reader: Reader) -> None:
    reader.opens("cases/crossing-2031/")
    reader.tab.fill("header input[type=search]", "coast")
    with reader.tab.expect_navigation():
        reader.tab.keyboard.press("Enter")
    reader.hears("Found: 1.")
    # There is one box on the page that has a box of its own.
    assert reader.tab.locator("input[name=q]").count() == 1
    assert reader.tab.input_value("#q") == "coast"


@pytest.mark.parametrize("typed", ["Medvedev", "Medwedew", "Медведев"])
def test_a_name_stands_before_descriptions_that_mention_it(
    browser: Any, home: str, typed: str
) -> None:
    reader = Reader(browser, home)
    reader.opens("search/")
    reader.types(typed)
    playwright_api.expect(reader.tab.locator(".found li").first).to_contain_text("Andrej Medvedev")
    names = [row for row in reader.found() if " person " in row]
    assert [name.startswith("a human rights activist") for name in names] == [False, True]
    reader.context.close()


def test_what_is_found_and_what_it_is_are_words_apart_wherever_they_are_read(
    browser: Any, home: str
) -> None:
    """As they are copied, and before any style sheet is there."""
    reader = Reader(browser, home)
    reader.opens("search/")
    reader.types("Medvedev")
    rows = reader.tab.locator(".found > *")
    playwright_api.expect(rows.first).to_contain_text("Medvedev")
    said = [" ".join(text.split()) for text in rows.all_text_contents()]
    assert all(re.search(r"\b(person|case|article)\b", text) for text in said), said
    reader.context.close()


def test_nothing_is_loaded_before_the_first_use(reader: Reader) -> None:
    reader.opens("search/")
    reader.tab.wait_for_timeout(200)
    assert reader.data_asked_for() == []
    reader.tab.focus("#q")
    reader.types("iv")
    reader.hears("Found: 1.")
    assert sorted(reader.data_asked_for()) == ["index.js", "n-.js"]


def test_the_query_stands_in_the_address_and_comes_from_it(reader: Reader) -> None:
    reader.opens("search/?q=cross&kind=article")
    reader.hears("Found: 1.")
    reader.tab.select_option("[name=kind]", "")
    reader.hears("Found: 2.")
    assert reader.tab.evaluate("location.search") == "?q=cross"
    reader.types("")
    reader.hears("")
    assert reader.tab.evaluate("location.search") == ""


def test_what_is_found_is_narrowed_down_and_choices_are_kept(reader: Reader) -> None:
    reader.opens("search/?q=cross&year=1492")
    reader.hears("Found: 0.")
    assert reader.tab.input_value("[name=year]") == "1492"
    reader.tab.select_option("[name=year]", "2031")
    reader.hears("Found: 2.")
    reader.tab.select_option("[name=kind]", "case")
    reader.hears("Found: 1.")
    (found,) = reader.found()
    assert found.startswith("The crossing at Storskog case")


def test_the_list_of_all_names_gives_way_to_what_is_found(reader: Reader) -> None:
    reader.opens("search/")
    names = reader.tab.locator("[data-list]")
    playwright_api.expect(names).to_be_visible()
    reader.types("iv")
    playwright_api.expect(names).to_be_hidden()
    reader.types("")
    playwright_api.expect(names).to_be_visible()


def test_the_search_goes_by_keyboard_alone(reader: Reader) -> None:
    reader.opens("search/")
    for _ in range(30):
        reader.tab.keyboard.press("Tab")
        if reader.tab.evaluate("document.activeElement.id") == "q":
            break
    reader.tab.keyboard.type("expelled")
    reader.hears("Found: 2.")
    reader.tab.keyboard.press("Enter")
    for _ in range(20):
        reader.tab.keyboard.press("Tab")
        if reader.tab.evaluate("document.activeElement.matches('.found a')"):
            break
    with reader.tab.expect_navigation():
        reader.tab.keyboard.press("Enter")
    playwright_api.expect(reader.tab.locator("h1")).to_contain_text("expelled")


def test_a_search_in_a_large_archive_loads_little(
    crowd_reader: Reader, sites: dict[str, Path]
) -> None:
    name = crowd_name(777)
    crowd_reader.opens("search/")
    crowd_reader.tab.focus("#q")
    crowd_reader.tab.keyboard.type(name, delay=20)
    crowd_reader.hears("Found: 2.")
    files = crowd_reader.data_asked_for()
    folder = sites["crowd"] / "search" / "-"
    assert sum((folder / file).stat().st_size for file in files) < 250_000
    assert all((folder / file).stat().st_size < 100_000 for file in files)
    # The word that is in all titles has a shard that is cut; the name leads to the right one.
    crowd_reader.types(f"officer {name}")
    crowd_reader.hears("Found: 2.")


def test_a_word_that_is_everywhere_says_that_not_all_is_shown(crowd_reader: Reader) -> None:
    crowd_reader.opens("search/?q=officer")
    crowd_reader.hears(
        "Found: 200. There are more than can be shown: more letters, or another word, "
        "narrow it down."
    )
    assert len(crowd_reader.found()) == 100
    crowd_reader.tab.get_by_role("button", name="Show more").click()
    playwright_api.expect(crowd_reader.tab.locator(".found > *")).to_have_count(200)
    assert (
        crowd_reader.tab.evaluate(
            "[...document.querySelectorAll('.found a')].indexOf(document.activeElement)"
        )
        == 100
    )


# --- tables ---------------------------------------------------------------------------------------


def test_cases_are_filtered_and_sorted_and_counted(reader: Reader) -> None:
    reader.opens("cases/")
    opener = reader.tab.get_by_role("button", name="Filter and sort")
    assert reader.data_asked_for() == []
    opener.click()
    reader.hears("2 of 2 cases")
    playwright_api.expect(reader.tab.locator("[data-list]")).to_be_hidden()
    reader.tab.get_by_role("columnheader", name="Date").get_by_role("button").click()
    reader.tab.get_by_role("columnheader", name="Date").get_by_role("button").click()
    assert reader.tab.get_attribute("th[data-name=date]", "aria-sort") == "descending"
    assert reader.found()[0].startswith("Jan 2033")
    reader.tab.select_option("[name=type]", "asylum-request")
    reader.hears("1 of 2 cases")
    assert reader.tab.evaluate("location.search") == "?sort=date&down=1&type=asylum-request"
    reader.tab.get_by_role("button", name="Show all").click()
    reader.hears("2 of 2 cases")
    assert reader.tab.evaluate("location.search") == ""
    opener.click()
    playwright_api.expect(reader.tab.locator("[data-list]")).to_be_visible()


def test_the_state_of_a_table_comes_from_its_address(reader: Reader) -> None:
    reader.opens("articles/?outlet=coast-radio&sort=title&down=1")
    reader.hears("2 of 3 articles")
    titles = reader.tab.locator(".found th").all_inner_texts()
    assert titles == ["They flee with Tsjernow", "One is expelled"]


def test_what_a_table_shows_is_downloaded_and_runs_no_formula(
    reader: Reader, sites: dict[str, Path]
) -> None:
    table = (sites["small"] / "cases" / "-" / "table.js").read_text()
    changed = table.replace("The crossing at Storskog", '=SUM(1) \\"crossing\\"')
    reader.tab.route("**/table.js", lambda route: route.fulfill(body=changed))
    reader.opens("cases/?type=asylum-request")
    reader.hears("1 of 2 cases")
    with reader.tab.expect_download() as started:
        reader.tab.get_by_role("button", name="Download what is shown (CSV)").click()
    assert started.value.suggested_filename == "cases.csv"
    rows = list(csv.reader(Path(started.value.path()).read_text().splitlines()))
    assert rows == [
        ["Date", "Case", "Type", "Place", "Articles", "Origins at least", "Address"],
        [
            *("10 Apr 2031 (disputed)", '\'=SUM(1) "crossing"', "Asylum request (disputed)"),
            *("Størskog", "2", "1", f"{reader.root}cases/crossing-2031/{reader.end}"),
        ],
    ]


def test_people_have_a_table(reader: Reader) -> None:
    reader.opens("people/?role=subject")
    reader.hears("2 of 2 people")
    reader.tab.select_option("[name=year]", "2033")
    reader.hears("1 of 2 people")


def test_a_list_that_is_split_is_filtered_whole(crowd_reader: Reader) -> None:
    crowd_reader.opens("cases/")
    assert crowd_reader.tab.locator(".parts").count()
    crowd_reader.tab.get_by_role("button", name="Filter and sort").click()
    crowd_reader.hears("1,202 of 1,202 cases")
    crowd_reader.tab.select_option("[name=year]", "1960")
    crowd_reader.tab.select_option("[name=type]", "expulsion")
    crowd_reader.hears("5 of 1,202 cases")


def test_a_span_of_years_is_chosen_and_sent_by_its_address(crowd_reader: Reader) -> None:
    crowd_reader.opens("cases/?year=1960&until=1962")
    inside = sum(1950 + number % 70 in (1960, 1961, 1962) for number in range(CROWD))
    crowd_reader.hears(f"{inside} of 1,202 cases")
    crowd_reader.tab.select_option("[name=year]", "")
    before = sum(1950 + number % 70 <= 1962 for number in range(CROWD))
    crowd_reader.hears(f"{before} of 1,202 cases")
    assert crowd_reader.tab.evaluate("location.search") == "?until=1962"
    crowd_reader.tab.select_option("[name=until]", "")
    crowd_reader.tab.select_option("[name=year]", "1960")
    alone = sum(1950 + number % 70 == 1960 for number in range(CROWD))
    crowd_reader.hears(f"{alone} of 1,202 cases")


# --- without --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["search/?q=ivan", "cases/", "people/", "articles/"])
def test_without_javascript_there_is_a_list_and_no_control(
    browser: Any, sites: dict[str, Path], page: str
) -> None:
    with served(sites["small"]) as address:
        reader = Reader(browser, address, java_script_enabled=False)
        reader.opens(page)
        assert reader.tab.locator("main :is(button, input, select, form, table)").count() == 0
        playwright_api.expect(reader.tab.locator("[data-list] a").first).to_be_visible()
        assert ("JavaScript" in reader.tab.inner_text("main")) == page.startswith("search")
        reader.context.close()
