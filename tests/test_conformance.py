"""The published format, tested from outside: addresses, links, data files, exit codes.

What stands here is what other people rely on (docs/data-model.md), asked of every archive that
there is. Nothing is taken from the program's own modules but the command.
"""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.published import (
    ARCHIVES,
    Site,
    built,
    copy_archive,
    is_outside,
    pages,
    read_site,
    rows,
    run,
    site_of,
    target_of,
)
from tests.whole_archive import whole_archive

EVENTS = (
    "id title type also date earliest latest years place lat lon from to count status people "
    "people_denied articles origins origins_min disputed unsure"
).split()
CLAIMS = (
    "claim_id subject_kind subject event property value earliest latest article outlet origins "
    "origins_min origin_sets published by stance hedge wording note standing"
).split()
PEOPLE = "id name spellings unnamed roles events".split()
COLUMNS = {"data/events.csv": EVENTS, "data/claims.csv": CLAIMS, "data/people.csv": PEOPLE}

SINGLE = (
    "timeline cases people years articles outlets organisations places map search open-questions "
    "corrections data about"
).split()
FILES = (
    "index.html 404.html robots.txt feed.xml feed.json data/archive.json data/events.csv "
    "data/people.csv data/claims.csv"
).split()
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
DAY = re.compile(r"-?\d{4,}-\d\d-\d\d")
STANDINGS = {"shown", "agrees", "outvoted", "disputes", "superseded", "retracted"}
STANCES = set("asserts confirms estimates alleges doubts denies unaware declines".split())
DIAGNOSTIC = re.compile(r"(?P<path>[^:]+):\d+:\d+: (?:error|warning)\[[a-z-]+\]: \S.*")

# One worker has all that is asked of an archive, and builds it once.
every_archive = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ARCHIVES]
)


def archive_json(site: Site) -> dict[str, Any]:
    return whole_archive(site)


def listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


# --- addresses -----------------------------------------------------------------------------------


@every_archive
class TestAddresses:
    def test_every_address_that_every_archive_has_is_there(self, name: str) -> None:
        site = site_of(name)
        wanted = {*FILES, *(f"{page}/index.html" for page in SINGLE)}
        assert wanted - site.keys() == set()

    def test_each_thing_has_its_page(self, name: str) -> None:
        site = site_of(name)
        data = archive_json(site)
        folders = {"events": "cases"}
        for kind in ("events", "people", "articles", "outlets", "organisations", "places"):
            for thing in data[kind]:
                assert f"{folders.get(kind, kind)}/{thing['id']}/index.html" in site
        for event in rows(site, "data/events.csv"):
            assert not event["type"] or f"types/{event['type']}/index.html" in site
            assert all(f"years/{y}/index.html" in site for y in listed(event["years"]))
        assert all(f"{page['id']}/index.html" in site for page in data["pages"])

    def test_every_page_is_an_index_in_a_folder_of_its_own(self, name: str) -> None:
        found = [path for path in site_of(name) if path.endswith(".html") and path != "404.html"]
        assert all(path == "index.html" or path.endswith("/index.html") for path in found)
        assert all(path == path.lower() and path.isascii() for path in found)

    def test_no_page_passes_256_kilobytes(self, name: str) -> None:
        assert all(len(data) <= 256 * 1024 for p, data in site_of(name).items() if "html" in p)


# --- pages ---------------------------------------------------------------------------------------


@every_archive
class TestPages:
    def test_pages_are_utf_8_html_whose_tags_nest(self, name: str) -> None:
        for path, page in pages(site_of(name)):
            assert not page.faults, (path, page.faults)
            assert site_of(name)[path].startswith(b"<!doctype html>\n<html lang=")

    def test_an_id_stands_once_on_its_page(self, name: str) -> None:
        for path, page in pages(site_of(name)):
            assert len(page.ids) == len(set(page.ids)), path

    def test_every_page_has_one_title_and_one_main_heading(self, name: str) -> None:
        for path, page in pages(site_of(name)):
            tags = [tag for tag, _ in page.tags]
            assert tags.count("h1") == 1, path
            # Drawings have titles of their own.
            assert tags[: tags.index("body")].count("title") == 1, path

    def test_headings_leave_out_no_level(self, name: str) -> None:
        for path, page in pages(site_of(name)):
            levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
            assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)

    def test_links_are_relative_and_end_where_a_page_is(self, name: str) -> None:
        site = site_of(name)
        for path, page in pages(site):
            # Shown at any address that does not exist, so it has to begin at the root.
            if path == "404.html":
                continue
            for link in page.links:
                if is_outside(link):
                    continue
                assert not link.startswith("/"), (path, link)
                assert "index.html" not in link, (path, link)
                assert target_of(link, path)[0] in site, (path, link)

    def test_the_page_for_errors_leads_into_the_site_from_any_depth(self, name: str) -> None:
        site = site_of(name)
        (page,) = (page for path, page in pages(site) if path == "404.html")
        for link in page.links:
            assert link.startswith("/"), link
            assert target_of(link.lstrip("/") or "./", "404.html")[0] in site, link

    def test_links_to_a_place_on_a_page_find_it(self, name: str) -> None:
        ids = {path: set(page.ids) for path, page in pages(site_of(name))}
        for path, page in pages(site_of(name)):
            for link in page.links:
                target, anchor = ("", "") if is_outside(link) else target_of(link, path)
                assert not anchor or anchor in ids[target], (path, link)

    def test_every_page_can_be_reached_from_the_front_page(self, name: str) -> None:
        site = site_of(name)
        parsed = dict(pages(site))
        reached, waiting = {"index.html"}, ["index.html"]
        while waiting:
            path = waiting.pop()
            found = {target_of(k, path)[0] for k in parsed[path].links if not is_outside(k)}
            waiting += sorted(p for p in found - reached if p in parsed)
            reached |= found
        moved = {p for p, page in parsed.items() if any("http-equiv" in a for _, a in page.tags)}
        kept = {p for p in moved if b'http-equiv="refresh"' not in site[p]}
        assert parsed.keys() - reached - (moved - kept) <= {"404.html"}


@every_archive
def test_every_claim_has_its_anchor_on_its_events_page(name: str) -> None:
    # Cases of this size have one page; larger ones continue below it.
    site = site_of(name)
    ids = {path: set(page.ids) for path, page in pages(site) if path.startswith("cases/")}
    for row in rows(site, "data/claims.csv"):
        assert row["claim_id"] in ids[f"cases/{row['event']}/index.html"]


# --- data ----------------------------------------------------------------------------------------


@every_archive
class TestData:
    @pytest.mark.parametrize("path", COLUMNS)
    def test_a_table_is_utf_8_with_the_columns_in_order(self, name: str, path: str) -> None:
        data = site_of(name)[path]
        assert not data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data
        assert data.endswith(b"\n")
        head, *body = csv.reader(data.decode("utf-8").splitlines(keepends=True), strict=True)
        assert head == COLUMNS[path]
        assert all(len(row) == len(head) for row in body)
        assert len({tuple(row) for row in body}) == len(body)

    def test_references_are_ids_of_what_exists(self, name: str) -> None:
        site = site_of(name)
        data = archive_json(site)
        known = {
            kind: {thing["id"] for thing in data[kind]}
            for kind in data
            if kind != "claims" and isinstance(data[kind], list)
        }
        for row in rows(site, "data/events.csv"):
            assert ID.fullmatch(row["id"])
            assert row["id"] in known["events"]
            assert not row["place"] or row["place"] in known["places"]
            assert set(listed(row["people"])) <= known["people"]
            assert set(listed(row["articles"])) <= known["articles"]
            assert set(listed(row["origins"])) <= known["outlets"]
        for row in rows(site, "data/people.csv"):
            assert row["id"] in known["people"]
            assert set(listed(row["events"])) <= known["events"]
            assert row["unnamed"] in ("true", "false")
        for row in rows(site, "data/claims.csv"):
            assert row["event"] in known["events"]
            assert row["subject"] in known["events" if row["subject_kind"] == "event" else "people"]
            assert row["article"] in known["articles"]
            assert row["outlet"] in known["outlets"]
            assert set(listed(row["origins"])) <= known["outlets"]
            assert not row["by"] or row["by"] in known["people"] | known["organisations"]
            if row["property"] in ("place", "organisation", "organisations"):
                assert row["value"] in known["places"] | known["organisations"]

    def test_what_must_be_one_of_a_few_words_is(self, name: str) -> None:
        for row in rows(site_of(name), "data/claims.csv"):
            assert re.fullmatch(r"c[0-9a-f]{8,}", row["claim_id"])
            assert row["subject_kind"] in ("event", "person")
            assert row["stance"] in STANCES
            assert row["standing"] in STANDINGS

    def test_bounds_are_days_in_order_and_only_dates_have_them(self, name: str) -> None:
        site = site_of(name)
        claims = rows(site, "data/claims.csv")
        for row in [*claims, *rows(site, "data/events.csv")]:
            bounds = [day for day in (row["earliest"], row["latest"]) if day]
            assert all(DAY.fullmatch(day) for day in bounds)
            assert bounds == sorted(bounds)
        dated = {"date", "born"}
        assert all(r["property"] in dated for r in claims if r["earliest"] or r["latest"])

    def test_the_tables_and_the_whole_archive_say_the_same(self, name: str) -> None:
        site = site_of(name)
        data = archive_json(site)
        claims = rows(site, "data/claims.csv")
        assert [c["claim_id"] for c in claims] == [c["id"] for c in data["claims"]]
        assert [c["standing"] for c in claims] == [c["standing"] for c in data["claims"]]
        for kind in ("events", "people"):
            ids = [row["id"] for row in rows(site, f"data/{kind}.csv")]
            assert ids == [thing["id"] for thing in data[kind]]

    def test_equal_claims_of_one_article_are_one(self, name: str) -> None:
        claims = rows(site_of(name), "data/claims.csv")
        assert len({claim["claim_id"] for claim in claims}) == len(claims)


def test_a_site_whose_address_is_known_has_a_sitemap_of_all_pages_that_searches_may_find() -> None:
    site = site_of("lighthouses")
    base = "https://keepers.example.org/"
    found = re.findall("<loc>(.*?)</loc>", site["sitemap.xml"].decode())
    not_for_search = {path for path, data in site.items() if b'content="noindex"' in data}
    wanted = {path for path in site if path.endswith("index.html")} - not_for_search
    assert not_for_search >= {"404.html", "cases/brimdal-dismissal/index.html"}
    assert {f"{address.removeprefix(base)}index.html" for address in found} == wanted
    assert f"Sitemap: {base}sitemap.xml" in site["robots.txt"].decode()


def test_former_ids_lead_to_the_page_that_there_is_now() -> None:
    site = site_of("lighthouses")
    assert b"url=../../people/sigurdur-brimdal/" in site["people/hvassnes-keeper/index.html"]
    assert b"url=../../cases/hvassnes-dismissal-1923/" in site["cases/brimdal-dismissal/index.html"]


def claim(site: Site, article: str, prop: str) -> dict[str, str]:
    (found,) = (
        row
        for row in rows(site, "data/claims.csv")
        if (row["article"], row["property"]) == (article, prop)
    )
    return found


@pytest.mark.parametrize(
    ("article", "value", "earliest", "latest"),
    [
        ("hafnarbladid-1923", "1923-11~", "1923-11-01", "1923-11-30"),
        ("firth-courier-1934", "1934-04-03/..", "1934-04-03", ""),
        ("isle-wireless-1934", "1934-21", "1934-03-01", "1934-05-31"),
        ("vitaposturinn-1978", "{1978-05,1978-09}", "1978-05-01", "1978-09-30"),
    ],
)
def test_bounds_are_not_widened_and_an_open_end_is_empty(
    article: str, value: str, earliest: str, latest: str
) -> None:
    row = claim(site_of("lighthouses"), article, "date")
    assert (row["value"], row["earliest"], row["latest"]) == (value, earliest, latest)


def test_disputed_names_the_events_own_properties_alone() -> None:
    site = site_of("lighthouses")
    (event,) = (
        row for row in rows(site, "data/events.csv") if row["id"] == "hvassnes-dismissal-1923"
    )
    # The age of the keeper is disputed as well.
    assert event["disputed"] == "date|motive"


# --- what does not change ------------------------------------------------------------------------

ARTICLE = """\
---
title: Planted
outlet: northern-keeper
published: 1935-01-01
events:
  - event: harn-strike-1934
    count: 14
    status: confirmed
    motive: {{value: "{value}", wording: "{value}", note: "{value}"}}
    statements: ["{value}"]
    people:
      - {{person: alasdair-corrin, role: keeper, as: "{value}"}}
---
"""


@pytest.fixture
def lighthouses(tmp_path: Path) -> Path:
    return copy_archive(ARCHIVES["lighthouses"], tmp_path / "content")


def plant(content: Path, value: str, name: str = "planted") -> None:
    """One more article with this value wherever a text can stand."""
    (content / "articles" / f"{name}.md").write_text(ARTICLE.format(value=value), encoding="utf-8")


def test_another_article_changes_no_claims_id(lighthouses: Path) -> None:
    before = rows(site_of("lighthouses"), "data/claims.csv")
    plant(lighthouses, "hunger")
    after = rows(built(lighthouses), "data/claims.csv")
    assert {row["claim_id"] for row in before} < {row["claim_id"] for row in after}
    assert {row["article"] for row in after if row not in before} >= {"planted"}


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1")


def test_no_cell_begins_as_a_formula(lighthouses: Path) -> None:
    for number, value in enumerate(FORMULAS):
        plant(lighthouses, value.replace("\t", "\\t"), f"planted-{number}")
    site = built(lighthouses)
    # Degrees south or west are numbers, and run nothing.
    plain = ("lat", "lon")
    cells = [
        cell
        for path in COLUMNS
        for row in rows(site, path)
        for column, cell in row.items()
        if column not in plain
    ]
    assert not [cell for cell in cells if cell.strip()[:1] in {*"=+-@＝＋－＠"} - {""}]
    found = {
        row["value"].removeprefix("'").strip()
        for row in rows(site, "data/claims.csv")
        if row["article"].startswith("planted") and row["property"] == "statement"
    }
    assert found == {value.strip() for value in FORMULAS}


def test_a_bar_within_a_value_does_not_split_a_list(lighthouses: Path) -> None:
    plant(lighthouses, "one|two")
    (person,) = (
        row for row in rows(built(lighthouses), "data/people.csv") if row["id"] == "alasdair-corrin"
    )
    assert len(listed(person["spellings"])) == 2


# --- the command ---------------------------------------------------------------------------------


def spoil(content: Path) -> None:
    path = content / "articles" / "firth-courier-1934.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")


def test_the_command_publishes_in_the_folder_and_leaves_what_it_keeps_beside_it(
    lighthouses: Path, tmp_path: Path
) -> None:
    done = run("build", "--content", "content", "--output", "out/site", cwd=tmp_path)
    assert done.returncode == 0
    assert re.search(
        r"15 articles, 11 events, 17 people, \d+ pages, \d+ files \([\d.]+ MB\), \d+ warnings, ",
        done.stdout,
    )
    assert read_site(tmp_path / "out/site") == site_of("lighthouses")
    assert all(path.name.lstrip(".").startswith("site") for path in (tmp_path / "out").iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "out"]
    assert run("verify", tmp_path / "out/site").returncode == 0


def test_a_mistake_is_1_with_its_place_and_the_old_site_stays(
    lighthouses: Path, tmp_path: Path
) -> None:
    given = ["build", "--content", "content", "--output", "site"]
    assert run(*given, cwd=tmp_path).returncode == 0
    spoil(lighthouses)
    (lighthouses / "articles" / "ostseebote-1962.md").write_bytes(b"---\ntitle: \xff\n---\n")
    done = run(*given, cwd=tmp_path)
    assert done.returncode == 1
    firsts = [line for line in done.stderr.splitlines() if DIAGNOSTIC.fullmatch(line)]
    found = {line.split(":")[0] for line in firsts if ": error[" in line}
    assert found == {
        "content/articles/firth-courier-1934.md",
        "content/articles/ostseebote-1962.md",
    }
    assert read_site(tmp_path / "site") == site_of("lighthouses")


@pytest.mark.parametrize("given", ["content", "./content", "../{here}/content"])
def test_a_diagnostics_path_begins_as_it_was_given(
    lighthouses: Path, tmp_path: Path, given: str
) -> None:
    spoil(lighthouses)
    folder = given.format(here=tmp_path.name)
    done = run("check", "--content", folder, cwd=tmp_path)
    assert done.returncode == 1
    first = done.stdout.splitlines()[0]
    assert DIAGNOSTIC.fullmatch(first)
    assert first.startswith(f"{folder}/articles/")


def test_without_settings_there_is_no_archive_and_the_error_says_what_to_write(
    tmp_path: Path,
) -> None:
    (tmp_path / "content").mkdir()
    done = run("build", "--content", "content", "--output", "site", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("content/site.yaml:1:1: error[")
    assert "title" in done.stderr
    assert not (tmp_path / "site").exists()


def test_an_output_that_cannot_be_is_3_in_one_line(lighthouses: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    done = run("build", "--content", "content", "--output", "taken/site", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith("defectarchive: cannot ")
    assert "Traceback" not in done.stderr
    assert (tmp_path / "taken").read_text() == "a file"


@pytest.mark.parametrize(
    "given",
    [
        ["--output", "content/site"],
        ["--output", "content"],
        ["--output", "."],
        ["--jobs", "0"],
        ["--base-url", "not-an-address"],
        ["--templates", "missing"],
        ["--output"],
    ],
)
def test_wrong_usage_is_2_and_writes_nothing(
    lighthouses: Path, tmp_path: Path, given: list[str]
) -> None:
    before = read_site(tmp_path)
    done = run("build", *given, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert read_site(tmp_path) == before


def test_a_withheld_name_stops_the_build_and_is_never_printed(
    lighthouses: Path, tmp_path: Path
) -> None:
    assert run("build", "--output", "site", cwd=tmp_path).returncode == 0
    (tmp_path / "names.txt").write_text("Alasdair Corrin\n", encoding="utf-8")
    done = run("build", "--output", "site", "--withhold", "names.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "corrin" not in (done.stdout + done.stderr).lower()
    assert ": error[" in done.stderr
    assert "content/articles/firth-courier-1934.md:" in done.stderr
    assert read_site(tmp_path / "site") == site_of("lighthouses")


def test_what_the_archive_withholds_is_in_no_byte_of_its_site() -> None:
    for path, data in site_of("lighthouses").items():
        assert b"brennwald" not in data.lower(), path
        assert "brennwald" not in path


def test_what_a_draft_alone_mentions_is_in_no_byte_of_the_site() -> None:
    for name in (b"mungo", b"harn-fire", b"skerry-almanac", b"pier-sheet", b"draft-harn"):
        assert not [p for p, data in site_of("lighthouses").items() if name in data.lower()]


def test_the_base_url_of_the_command_stands_for_that_of_the_settings(lighthouses: Path) -> None:
    site = built(lighthouses, "--base-url", "https://other.example.org/deep")
    whole = b"".join(site.values())
    assert b"https://other.example.org/deep/cases/harn-strike-1934/" in whole
    assert b"https://keepers.example.org/" not in whole
