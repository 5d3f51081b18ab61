"""What pages say to programs: schema.org, cards, citations, addresses, policies, the sitemap."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from defectarchive.cli import main
from defectarchive.language.words import Words
from defectarchive.render.headers import headers, policy_of
from defectarchive.render.sitemap import sitemaps
from tests.published import (
    ARCHIVES,
    IN_ENGLISH,
    ROOT,
    Markup,
    Site,
    base_of,
    built,
    copy_archive,
    pages,
    rows,
    site_of,
)

BASE = "https://archive.example.org/"
CASE = "cases/jakobselv-soldier-2025/index.html"
every_archive = pytest.mark.parametrize("name", ARCHIVES)


def page(path: str, name: str = "content") -> Markup:
    return dict(pages(site_of(name)))[path]


def metas(found: Markup) -> dict[str, str]:
    return {
        attributes.get("property") or attributes.get("name", ""): attributes.get("content", "")
        for tag, attributes in found.tags
        if tag == "meta"
    }


def linked_data(html: bytes) -> Iterator[dict[str, Any]]:
    for text in re.findall(
        rb'<script type="application/ld\+json">(.*?)</script>', html, flags=re.DOTALL
    ):
        yield json.loads(text)


def objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


# --- schema.org ---------------------------------------------------------------------------------


@every_archive
def test_all_linked_data_is_json_of_schema_org_and_its_addresses_are_pages(name: str) -> None:
    site = site_of(name)
    base = base_of(site)
    for path, data in site.items():
        if not path.endswith(".html"):
            continue
        for whole in linked_data(data):
            assert whole["@context"] == "https://schema.org"
            for each in objects(whole):
                for key in ("url", "item", "contentUrl"):
                    address = each.get(key, "")
                    if base and address.startswith(base):
                        file = address.removeprefix(base)
                        file += "index.html" if file.endswith("/") or not file else ""
                        assert file in site, (path, address)
                assert all(value not in ("", [], {}, None) for value in each.values()), path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "WebSite"),
        (CASE, "Event"),
        ("people/andrey-medvedev/index.html", "Person"),
        ("articles/euronews-2023-norway-expels-officers/index.html", "NewsArticle"),
        ("articles/pengolodh-2003-russian-diplomat-defects/index.html", "BlogPosting"),
        ("data/index.html", "Dataset"),
        ("years/2023/index.html", "BreadcrumbList"),
    ],
)
def test_each_kind_of_page_is_called_what_it_is(path: str, kind: str) -> None:
    (found,) = linked_data(site_of("content")[path])
    assert kind in {each.get("@type") for each in objects(found)}


def test_nothing_is_called_a_review_of_a_claim_and_no_tally_an_event() -> None:
    kinds = {
        (path, each.get("@type"))
        for name in ARCHIVES
        for path, data in site_of(name).items()
        if path.endswith(".html")
        for whole in linked_data(data)
        for each in objects(whole)
    }
    assert not any(kind == "ClaimReview" for _, kind in kinds)
    assert ("cases/keepers-tally-1989/index.html", "WebPage") in kinds
    assert ("cases/keepers-tally-1989/index.html", "Event") not in kinds


def test_a_vague_date_is_no_start_and_an_exact_one_is() -> None:
    def event(path: str) -> dict[str, Any]:
        (found,) = linked_data(site_of("content")[path])
        main: dict[str, Any] = found["mainEntity"]
        return main

    crossing = event("cases/medvedev-crossing-2023/index.html")
    assert crossing["startDate"] == "2023-01-13T01:58"
    assert "startDate" not in event("cases/attache-defection-2003/index.html")


MARKUP = "a</script><script>alert(1)</script><!-- & \" \\ '"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return copy_archive(ROOT / "content", tmp_path / "content")


def retitle(archive: Path, title: str) -> None:
    article = archive / "articles" / "ukrainska-pravda-2025-soldier-claims-asylum.md"
    text = article.read_text("utf-8")
    assert "\n---\n" in text
    article.write_text(
        re.sub("(?m)^title: .*$", lambda _: f"title: {json.dumps(title)}", text), "utf-8"
    )


def test_no_text_ends_the_element_that_it_stands_in(archive: Path) -> None:
    retitle(archive, MARKUP)
    site = built(archive)
    data = site["articles/ukrainska-pravda-2025-soldier-claims-asylum/index.html"]
    (found,) = linked_data(data)
    assert found["mainEntity"]["headline"] == MARKUP
    assert data.count(b"<script") == 1
    assert b"<!--" not in data
    items = json.loads(site["articles/feed.json"])["items"]
    assert MARKUP in {item["title"] for item in items}


@pytest.mark.parametrize("planted", ["<Brennwald>", "\\Brennwald", "a/Brennwald", '"Brennwald'])
def test_a_withheld_name_is_found_behind_an_escape_too(
    archive: Path, planted: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    retitle(archive, f"It was {planted}")
    names = tmp_path / "names"
    names.write_text("Brennwald\n", "utf-8")
    arguments = ["--content", str(archive), "--output", str(tmp_path / "site"), "--jobs", "1"]
    code = main.main(["build", *arguments, "--withhold", str(names)])
    assert code == main.CONTENT_ERRORS
    assert "rennwald" not in capsys.readouterr().err


# --- cards, citations, addresses ----------------------------------------------------------------


@every_archive
def test_every_page_to_be_found_has_a_card_and_one_address(name: str) -> None:
    site = site_of(name)
    for path, found in pages(site):
        told = metas(found)
        if path == "404.html" or "robots" in told or b'http-equiv="refresh"' in site[path]:
            continue
        assert told["og:title"], path
        assert told["og:site_name"], path
        canonical = [a["href"] for _, a in found.tags if a.get("rel") == "canonical"]
        if canonical:
            assert (
                canonical == [told["og:url"]] == [base_of(site) + path.removesuffix("index.html")]
            )
            card = "card.png" if "og:image:alt" in told else "static/card.png"
            beside = told["og:url"] if "og:image:alt" in told else base_of(site)
            assert told["og:image"] == f"{beside}{card}"


@every_archive
def test_every_page_to_be_found_says_what_it_is_about(name: str) -> None:
    for path, found in pages(site_of(name)):
        meta = metas(found)
        if "noindex" in meta.get("robots", "") or path == "404.html":
            continue
        # One element for search engines and social networks.
        about = [a for tag, a in found.tags if tag == "meta" and a.get("name") == "description"]
        assert len(about) == 1, path
        assert about[0]["property"] == "og:description"
        assert len(about[0]["content"]) > 5, path
        assert about[0]["content"] == " ".join(about[0]["content"].split()), path


def test_the_picture_of_the_card_is_of_the_size_that_cards_have() -> None:
    data = site_of("content")["static/card.png"]
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (1200, 630)
    assert len(data) < 40_000


def test_zotero_finds_what_it_needs_on_the_page_of_a_case_and_of_a_person() -> None:
    for path, title in (
        (CASE, "A Russian soldier crosses into Norway and asks for asylum"),
        ("people/andrey-medvedev/index.html", "Andrej Medvedev"),
    ):
        told = metas(page(path))
        assert told["citation_title"] == title
        assert told["citation_author"] == "Crossings"
        # The archive's own date, or none: that of a source would make the page as old as that.
        assert re.fullmatch(r"2026-\d\d-\d\d", told.get("citation_publication_date", "2026-01-01"))
        # Without it, it would take the page for an article in a journal.
        assert told["DC.type"] == "webpage"
        assert told["DC.rights"] == "CC BY 4.0"
    assert "citation_title" not in metas(page("cases/index.html"))


WASM, SEARCH = " 'wasm-unsafe-eval'", ("search/index.html", "nb/search/index.html")

# --- policies -----------------------------------------------------------------------------------


@every_archive
def test_every_page_has_the_policy_that_the_headers_have(name: str) -> None:
    site = site_of(name)
    lines = site["_headers"].decode().splitlines()
    (sent,) = (line.partition(": ")[2] for line in lines if "Content-Security-Policy" in line)
    for path, found in pages(site):
        (told,) = (
            (
                a["content"]
                for _, a in found.tags
                if a.get("http-equiv") == "Content-Security-Policy"
            )
            if b'http-equiv="refresh"' not in site[path]
            else ("",)
        )
        if told:
            # What the search in all texts needs is sent for all pages, and allowed by one.
            wanted = sent if path in SEARCH else sent.replace(WASM, "")
            assert wanted == f"{told}; frame-ancestors 'none'", path
            assert "unsafe" not in told.replace(WASM, "")


def test_a_site_without_a_policy_of_its_own_sends_none() -> None:
    assert policy_of({"base.html": "<html>"}) == ""
    assert "Content-Security-Policy" not in dict(headers(""))


def test_the_lines_for_nginx_in_the_guide_are_the_headers_of_the_site() -> None:
    guide = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    told = dict(re.findall(r'add_header ([\w-]+) "([^"]*)" always;', guide))
    sources = {"base.html": (ROOT / "templates" / "base.html").read_text("utf-8")}
    assert told == dict(headers(policy_of(sources, fulltext=True)))


def test_only_a_search_in_all_texts_needs_more_than_the_sites_own_scripts() -> None:
    site = built(ARCHIVES["one-article"], "--no-search")
    assert not [path for path, data in site.items() if b"wasm" in data]


# --- /data/ and the way out -----------------------------------------------------------------------


@pytest.mark.parametrize("name", IN_ENGLISH)
def test_the_data_page_tells_how_large_each_file_is(name: str) -> None:
    site = site_of(name)
    text = site["data/index.html"].decode()
    for path in ("archive.json", "events.csv", "people.csv", "claims.csv"):
        size = Words().size(len(site[f"data/{path}"]))
        row = text.partition(f'href="../data/{path}"')[2].partition("</li>")[0]
        assert f"<span>{size}</span>" in row


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (9949, "9.9 kB"), (9950, "10 kB"),
     (999_499, "999 kB"), (999_500, "1.0 MB"), (35_400_000, "35 MB"), (1_234_000_000, "1,234 MB")],
)  # fmt: skip
def test_sizes_are_told_as_exactly_as_one_reads_them(size: int, words: str) -> None:
    assert Words().size(size) == words


def test_there_is_a_way_out_on_every_page_where_the_editor_wants_one(archive: Path) -> None:
    with (archive / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("exit_page: https://weather.example.org/\n")
    site = built(archive)
    for path, found in pages(site):
        ways = [a for _, a in found.tags if a.get("class") == "exit"]
        if b'http-equiv="refresh"' not in site[path]:
            assert [way["href"] for way in ways] == ["https://weather.example.org/"], path
            assert "noreferrer" in ways[0]["rel"]
    assert not any(a.get("class") == "exit" for _, a in page("index.html").tags)


# --- the sitemap --------------------------------------------------------------------------------


def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(ROOT / "tests" / "checkers" / "sitemap.xsd"))


@every_archive
def test_the_sitemap_is_valid(name: str) -> None:
    data = site_of(name).get("sitemap.xml")
    if data is not None:
        schema().assertValid(etree.fromstring(data))


def test_the_index_of_several_sitemaps_is_valid_and_so_is_each_of_them() -> None:
    files = dict(sitemaps((f"cases/{number}/" for number in range(50_001)), f"{BASE}a&b/"))
    for data in files.values():
        assert len(data) < 50 * 2**20
        schema().assertValid(etree.fromstring(data))


# --- budgets ------------------------------------------------------------------------------------

FIRST_FLIGHT = 14_600
"""What a server sends before it waits for an answer: ten packets."""


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def test_what_a_case_is_and_its_style_come_in_the_first_flight() -> None:
    """All that stands above the claims, of which a case may have hundreds."""
    site: Site = site_of("content")
    style = packed(site["static/style.css"])
    for path in site:
        if re.fullmatch(r"cases/[^/]+/index\.html", path):
            above = site[path].partition(b'<h2 id="claims">')[0]
            assert packed(above) + style <= FIRST_FLIGHT, path


def test_a_case_of_up_to_fifty_claims_comes_whole_in_the_first_flight() -> None:
    site: Site = site_of("content")
    style = packed(site["static/style.css"])
    claims = Counter(row["event"] for row in rows(site, "data/claims.csv"))
    small = [event for event, number in claims.items() if number <= 50]
    assert len(small) > 5
    for event in small:
        assert packed(site[f"cases/{event}/index.html"]) + style <= FIRST_FLIGHT, event


def test_the_fonts_of_the_site_are_small() -> None:
    fonts = {path: data for path, data in site_of("content").items() if path.endswith(".woff2")}
    # A page loads further letters of the Latin alphabet only where it has one.
    loaded = [data for path, data in fonts.items() if "latin-ext" not in path]
    assert loaded
    assert sum(map(len, loaded)) <= 80_000
    assert sum(map(len, fonts.values())) <= 140_000


def test_the_scripts_of_a_page_are_small() -> None:
    site: Site = site_of("content")
    assert {name for page in site for name in scripts_of(site, page)} == {
        *("static/claims.js", "static/finding.js", "static/search.js", "static/tables.js"),
    }
    for page in site:
        assert sum(packed(site[script]) for script in scripts_of(site, page)) <= 5_000, page


@pytest.mark.parametrize(
    ("page", "script"),
    [("search", "search"), ("cases", "tables"), ("people", "tables"), ("articles", "tables")],
)
def test_a_page_loads_the_script_that_it_uses_and_no_other(page: str, script: str) -> None:
    site: Site = site_of("content")
    scripts = ["static/finding.js", f"static/{script}.js"]
    assert scripts_of(site, f"{page}/index.html") == scripts
    assert scripts_of(site, f"nb/{page}/index.html") == scripts


def scripts_of(site: Site, path: str) -> list[str]:
    """The scripts that a page loads at once, by their paths."""
    if not path.endswith(".html"):
        return []
    found = re.findall(rb'<script src="([./]*)([^"]*)"', site[path])
    return [name.decode() for _, name in found]


@every_archive
def test_no_page_asks_another_host_for_anything(name: str) -> None:
    for path, found in pages(site_of(name)):
        for tag, attributes in found.tags:
            asked = [attributes.get("src", "")]
            if tag == "link" and attributes.get("rel") in ("stylesheet", "icon", "preload"):
                asked.append(attributes["href"])
            assert not any("//" in address for address in asked), path
