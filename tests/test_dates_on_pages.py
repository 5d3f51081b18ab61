"""Unknown years, times, years before Christ and states of the past, on pages and in feeds."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.published import Site, built, cited, rows, run, text_of

CASES = {
    "prague": (
        "2031-01-01",
        "date: 1968, from: CS, people: [{person: Jan Novak, nationality: CS}]",
    ),
    "belgrade": ("2031-01-02", "date: 2004-05-01, from: CS, to: SK"),
    "nodate": ("2031-01-03", "from: CS, to: SK"),
    "between": ("2031-01-04", "date: 1990/2004, from: CS"),
    "masked": ("2031-01-05", "date: XXXX-10-12, from: GE"),
    "evening": ("2031-01-06", "date: 2003-05-01T17:00"),
    "morning": ("2031-01-07", "date: 2003-05-01T08:00"),
    "later": ("2031-01-08", "date: '2031-04-10T23:30-05:00'"),
    "sooner": ("2031-01-09", "date: '2031-04-11T01:00Z'"),
    "ancient": ("2031-01-10", "date: -0010-05"),
    "older": ("2031-01-10", "date: -0015"),
    "untold": ("XXXX", "date: 1999-01-01, people: [{person: Ola Ek, role: subject}]"),
    "updated": ("2031-01-11T04:40Z\nupdated: 2031-01-11", "date: 1999-01-05"),
}
MORE = {
    "b-later": ("2031-02-01", "event: later, date: '2031-04-11T04:30Z'"),
    "b-sooner": ("XXXX", "event: sooner, date: 2031-04-12, people: [{person: Ola Ek}]"),
}


@cache
def site() -> Site:
    with TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        write(content)
        return built(content)


def write(content: Path) -> None:
    (content / "articles").mkdir(parents=True)
    (content / "site.yaml").write_text(
        "title: T\nbase_url: https://x.example/\nlanguages: [en, nb]\n", "utf-8"
    )
    for name, (published, facts) in CASES.items():
        entry = f"event: {name}, title: Case {name}, type: expulsion, {facts}"
        add(content, name, "a-paper", published, entry)
    for name, (published, entry) in MORE.items():
        add(content, name, "b-paper", published, entry)


def add(content: Path, name: str, outlet: str, published: str, entry: str) -> None:
    head = f"title: About {name}\noutlet: {outlet}\npublished: {published}"
    text = f"---\n{head}\nevents: [{{{entry}}}]\n---\n"
    (content / "articles" / f"{name}.md").write_text(text, "utf-8")


def words(path: str) -> str:
    return " ".join(text_of(site()[path]).split())


def cases_on(path: str) -> list[str]:
    """The cases of the lists of a page, in order, those in figures left out."""
    page = re.sub(r"<svg.*?</svg>", "", site()[path].decode(), flags=re.DOTALL)
    return re.findall(r"cases/([a-z]+)/\"", page)


def test_an_unknown_year_is_open_in_data_and_last_on_the_timeline() -> None:
    (masked,) = (row for row in rows(site(), "data/events.csv") if row["id"] == "masked")
    assert masked["date"] == "XXXX-10-12"
    assert masked["earliest"] == masked["latest"] == masked["years"] == ""
    assert set(cases_on("timeline/index.html")[-2:]) == {"nodate", "masked"}
    assert "12 Oct of an unknown year" in words("years/index.html")
    years = [path for path in site() if re.fullmatch(r"years/[-+0-9]+/index.html", path)]
    assert len(years) == 7
    assert not any("masked" in cases_on(path) for path in years)


def test_two_times_of_one_day_stand_in_order_and_nobody_doubts_it() -> None:
    found = cases_on("timeline/index.html")
    assert found.index("morning") < found.index("evening")
    assert "order unknown" not in words("years/2003/index.html")


def test_times_with_zones_stand_by_instant() -> None:
    assert cases_on("years/2031/index.html") == ["sooner", "later"]


def test_one_instant_in_two_zones_is_no_dispute() -> None:
    (row,) = (row for row in rows(site(), "data/events.csv") if row["id"] == "later")
    assert row["disputed"] == ""
    page = words("cases/later/index.html")
    assert "Differs" not in page
    assert "Disputed" not in page


def test_years_before_christ_have_one_name_everywhere() -> None:
    page = site()["years/-0010/index.html"].decode()
    assert "<h1>11 BC</h1>" in page
    assert "<title>11 BC" in page
    assert "May 11 BC" in words("years/-0010/index.html")
    for path, data in site().items():
        if path.endswith(".html"):
            assert not re.search(r"(?<![-\w])-(?:00)?1[05]\b", text_of(data)), path


def test_the_gap_between_two_such_years_is_named_so_too() -> None:
    assert "No dated case from 15 BC to 12 BC" in words("timeline/index.html")
    assert "No dated case from 10 BC to 1967" in words("timeline/index.html")


@pytest.mark.parametrize(
    ("case", "english", "norwegian"),
    [
        ("prague", ["Czechoslovakia"], ["Tsjekkoslovakia"]),
        ("belgrade", ["Serbia and Montenegro", "Slovakia"], ["Serbia og Montenegro", "Slovakia"]),
        (
            "nodate",
            ["Czechoslovakia, later Serbia and Montenegro", "Sikkim, later Slovakia"],
            ["Tsjekkoslovakia, senere Serbia og Montenegro", "Sikkim, senere Slovakia"],
        ),
        (
            "between",
            ["Czechoslovakia, later Serbia and Montenegro"],
            ["Tsjekkoslovakia, senere Serbia og Montenegro"],
        ),
        (
            "masked",
            ["Gilbert and Ellice Islands, later Georgia"],
            ["Gilbert- og Elliceøyene, senere Georgia"],
        ),
    ],
)
def test_a_state_is_called_as_at_the_date_of_its_case(
    case: str, english: list[str], norwegian: list[str]
) -> None:
    names = r"(?:Czecho|Tsjekko|Serbia|Sikkim|Gilbert|Slovakia)[^<&]*"
    for prefix, expected in (("", english), ("nb/", norwegian)):
        page = site()[f"{prefix}cases/{case}/index.html"].decode()
        assert {name.strip() for name in re.findall(names, page)} == set(expected)


def test_so_are_the_nationality_of_a_person_and_what_lists_are_filtered_by() -> None:
    assert "Czechoslovakia" in words("people/jan-novak/index.html")
    assert "Montenegro" not in words("people/jan-novak/index.html")
    table = site()["cases/-/table.js"].decode()
    assert '"Serbia and Montenegro"' in table
    assert '"Czechoslovakia"' in table
    assert '"Slovakia"' in table


@pytest.mark.parametrize("path", ["feed.json", "articles/feed.json", "types/expulsion/feed.json"])
def test_nothing_in_a_feed_changes_before_it_was_published(path: str) -> None:
    items = json.loads(site()[path])["items"]
    (found,) = (item for item in items if item["url"].rstrip("/").endswith("/updated"))
    assert found["date_published"] == "2031-01-11T04:40:00Z"
    assert found.get("date_modified", "2031-01-11T04:40:00Z") == "2031-01-11T04:40:00Z"


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    atom = site()["articles/feed.xml"].decode()
    whole, *entries = re.findall(r"<updated>([^<]+)</updated>", atom)
    assert whole == max(entries)


def test_what_was_published_nobody_knows_when_is_in_no_feed_and_no_snapshot() -> None:
    for path, data in site().items():
        if re.search(r"feed\.(xml|json)$|(^|/)known/", path):
            assert b"untold" not in data, path
            assert b"b-sooner" not in data, path
            assert b"12 April 2031" not in data, path


def test_it_stands_last_among_articles_and_its_date_is_said_to_be_unknown() -> None:
    found = re.findall(
        r'<a class="title" href="../articles/([^/]+)/', site()["articles/index.html"].decode()
    )
    assert set(found[-2:]) == {"untold", "b-sooner"}
    assert "date unknown" in words("articles/untold/index.html")
    home = site()["index.html"].decode()
    assert "articles/untold/" not in home
    assert "datePublished" not in site()["articles/untold/index.html"].decode()
    assert "articles/untold/</loc>" in site()["sitemap.xml"].decode()
    assert "{date unknown}" in cited(site(), "article:untold")


def test_such_an_archive_passes_its_own_checks(tmp_path: Path) -> None:
    write(tmp_path / "content")
    assert run("check", "--content", str(tmp_path / "content")).returncode == 0
