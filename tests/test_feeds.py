"""The feeds of every archive, as programs that read feeds read them."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from defectarchive.pages.feeds import NEWEST
from defectarchive.pages.shared.planned import PlannedPage
from defectarchive.render.html.renderer import Renderer
from defectarchive.views.feeds import FeedEntry, FeedPage
from defectarchive.views.rows import SiteView
from tests.published import (
    ARCHIVES,
    ROOT,
    SITES,
    Site,
    base_of,
    built,
    copy_archive,
    pages,
    site_of,
    target_of,
)

with warnings.catch_warnings():
    # It looks for modules that this Python is about to lose.
    warnings.simplefilter("ignore", DeprecationWarning)
    import feedparser

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:feedparser")
BASE = "https://archive.example.org/"
every_archive = pytest.mark.parametrize("name", ARCHIVES)


def atom(site: Site, path: str) -> Any:
    return parsed(site[path])


@cache
def parsed(data: bytes) -> Any:
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    return found


def json_feed(site: Site, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site[path])
    return found


def feeds_of(site: Site) -> list[str]:
    return [path for path in site if path.rpartition("/")[2] == "feed.xml"]


@every_archive
def test_every_feed_is_read_without_complaint_and_has_what_a_reader_needs(name: str) -> None:
    site = site_of(name)
    ids = set()
    for path in feeds_of(site):
        found = atom(site, path)
        assert found.version == "atom10"
        ids.add(found.feed.id)
        assert found.feed.title
        assert found.feed.updated_parsed
        for entry in found.entries:
            assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.id)
            assert entry.title
            assert entry.summary
            assert entry.published_parsed <= entry.updated_parsed
        dates = [entry.updated_parsed for entry in found.entries]
        assert found.feed.updated_parsed == max(dates, default=found.feed.updated_parsed)
        assert len({entry.id for entry in found.entries}) == len(found.entries) <= NEWEST
    assert len(ids) == len(feeds_of(site))


@every_archive
def test_the_json_feed_beside_each_has_the_same_entries(name: str) -> None:
    site = site_of(name)
    for path in feeds_of(site):
        found = json_feed(site, path.replace(".xml", ".json"))
        assert found["version"] == "https://jsonfeed.org/version/1.1"
        read = atom(site, path)
        assert found["title"] == read.feed.title
        assert [item["id"] for item in found["items"]] == [entry.id for entry in read.entries]
        assert [item["title"] for item in found["items"]] == [e.title for e in read.entries]
        assert [item["date_modified"] for item in found["items"]] == [
            entry.updated for entry in read.entries
        ]


@every_archive
def test_entries_lead_to_pages_that_there_are(name: str) -> None:
    site = site_of(name)
    for path in feeds_of(site):
        for entry in atom(site, path).entries:
            target = entry.link.removeprefix(base_of(site))
            if "://" not in target:
                assert target_of(target, path if target.startswith(".") else "")[0] in site


@every_archive
def test_every_page_names_feeds_that_there_are(name: str) -> None:
    site = site_of(name)
    for path, page in pages(site):
        kinds = []
        for tag, attributes in page.tags:
            if tag == "link" and attributes.get("rel") == "alternate" and "type" in attributes:
                kinds.append(attributes["type"])
                assert target_of(attributes["href"], path)[0] in site
        redirect = any(each.get("http-equiv") == "refresh" for _, each in page.tags)
        if path != "404.html" and not redirect:
            assert kinds[:2] == ["application/atom+xml", "application/feed+json"], path


@every_archive
def test_cases_articles_changes_every_type_and_every_person_have_feeds(name: str) -> None:
    site = site_of(name)
    folders = {path.removesuffix("feed.xml") for path in feeds_of(site)}
    own = {
        path.removesuffix("index.html")
        for path in site
        if re.fullmatch(r"(nb/)?(people|types)/[^/]+/index\.html", path)
        and b'http-equiv="refresh"' not in site[path]
    }
    editions = {"", "nb/"} if "nb/index.html" in site else {""}
    assert folders == {
        *(f"{edition}{folder}" for edition in editions for folder in ("", "articles/", "known/")),
        *own,
    }
    for folder in own:
        tags = built_page(site, folder)
        links = [a["href"] for _, a in tags if a.get("rel") == "alternate" and "type" in a]
        own_folder = folder.removeprefix("nb/")
        assert links == ["../../" + own_folder + "feed.xml", "../../" + own_folder + "feed.json"]


def built_page(site: Site, folder: str) -> list[tuple[str, dict[str, str]]]:
    return dict(pages(site))[f"{folder}index.html"].tags


def test_the_feed_of_changes_says_what_an_article_changed_and_leads_to_that_day() -> None:
    entries = json_feed(site_of("content"), "known/feed.json")["items"]
    day = f"{BASE}cases/medvedev-crossing-2023/-/known/2023-12-31/"
    (found,) = (e for e in entries if e["url"] == day)
    assert found["date_published"] == "2023-12-31T00:00:00Z"
    assert found["authors"] == [{"name": "Advokatfirmaet Matrix"}]
    assert found["content_text"] == (
        "Date: 9–15 Jan 2023 → 13 January 2023, 01:58 (according to Finnmark Police District)"
    )


def test_the_feed_of_changes_has_corrections_and_their_ids_outlast_their_words(
    tmp_path: Path,
) -> None:
    content = copy_archive(SITES / "lighthouses" / "content", tmp_path / "content")
    changed = [
        path
        for path in (content / "events").glob("*.md")
        if "corrections" in path.read_text("utf-8")
    ]
    before = json_feed(built(content), "known/feed.json")["items"]
    for path in changed:
        text = path.read_text("utf-8")
        path.write_text(
            re.sub(r"(corrections:.*?text: ['\"]?)", r"\1Now ", text, flags=re.DOTALL), "utf-8"
        )
    after = json_feed(built(content), "known/feed.json")["items"]
    assert changed
    assert before != after
    assert [item["id"] for item in before] == [item["id"] for item in after]


def test_a_feed_has_the_newest_entries_only(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "site.yaml").write_text("title: T\n", "utf-8")
    for number in range(NEWEST + 10):
        (tmp_path / "articles" / f"a{number}.md").write_text(
            f"---\ntitle: A\noutlet: o\npublished: 2000-01-01\nevents:\n"
            f"  - {{event: e{number}, type: defection, people: [{{person: Ivan Ivanov}}]}}\n---\n",
            "utf-8",
        )
    site = built(tmp_path)
    for path in (
        "feed.json",
        "articles/feed.json",
        "types/defection/feed.json",
        "people/ivan-ivanov/feed.json",
    ):
        assert len(json_feed(site, path)["items"]) == NEWEST


def feed_with(text: str) -> FeedPage:
    entry = FeedEntry(
        "urn:uuid:1", text, "cases/x/", "2000-01-01T00:00:00Z", "2000-01-01T00:00:00Z", text
    )
    site = SiteView("T", "", "en", "", BASE, (), "0", sitemap=True)
    return FeedPage(
        site=site, root="./", path="feed.xml", section="", title="T", summary="",
        id="urn:x", about="", updated="2000-01-01T00:00:00Z", entries=(entry,),
    )  # fmt: skip


@pytest.mark.parametrize("form", ["atom.xml", "feed.json"])
def test_no_character_makes_a_feed_unreadable(form: str) -> None:
    text = 'a\x00\x0b\x1f\ufffe\uffff<b>&amp;</b> ]]> "\\ </script>'
    templates = ROOT / "templates"
    sources = {f"feeds/{form}": (templates / "feeds" / form).read_text("utf-8")}
    path = "feed.xml" if form.endswith("xml") else "feed.json"
    data = Renderer(sources).render(PlannedPage(path, f"feeds/{form}", feed_with(text)))
    if form == "feed.json":
        assert json.loads(data)["items"][0]["title"] == text
    else:
        (entry,) = feedparser.parse(data).entries
        assert not feedparser.parse(data).bozo
        assert entry.title == 'a<b>&amp;</b> ]]> "\\ </script>'


def test_newsboat_reads_the_feeds(tmp_path: Path) -> None:
    if not shutil.which("newsboat"):
        pytest.skip("newsboat is not installed: apt-get install newsboat")
    site = site_of("content")
    paths = ["feed.xml", "articles/feed.xml", "known/feed.xml", "people/andrey-medvedev/feed.xml"]
    urls = []
    for number, path in enumerate(paths):
        (tmp_path / f"{number}.xml").write_bytes(site[path])
        urls.append(f"file://{tmp_path}/{number}.xml\n")
    (tmp_path / "urls").write_text("".join(urls), "utf-8")
    (tmp_path / "config").touch()
    command = ["newsboat", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"]
    subprocess.run(
        command, cwd=tmp_path, check=True, capture_output=True, timeout=120,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
    )  # fmt: skip
    with sqlite3.connect(tmp_path / "cache.db") as cache:
        read = {row[0] for row in cache.execute("select guid from rss_item")}
    # A case is one entry, in however many feeds it stands: nobody has to read it twice.
    assert read == {entry.id for path in paths for entry in atom(site, path).entries}
