"""archive.json, the feeds and the sitemap."""

from __future__ import annotations

import json
from itertools import chain
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.archives import SITES, Outcome, article, edition_of, load_site, make, whole_archive_of

from defectarchive.model.dates.date import parse_date
from defectarchive.model.site_settings import Deployment, SiteSettings
from defectarchive.pages.feeds import instant
from defectarchive.pages.shared.planned import PlannedFile, PlannedPage, chunks_of
from defectarchive.render.data.archive_json import archive_json
from defectarchive.render.files import is_listed, site_map
from defectarchive.render.site import plan_of
from defectarchive.render.sitemap import robots, sitemaps
from defectarchive.workspace.templates import read_templates

SOURCES = read_templates(None).sources
SETTINGS = SiteSettings(title="A test", base_url="https://example.org/archive/")


def text(outcome: Outcome) -> bytes:
    parts = archive_json(outcome.archive, lambda: outcome.timeline, edition_of(SETTINGS))
    return b"".join(chunks_of(parts))


def data(outcome: Outcome) -> dict[str, Any]:
    return whole_archive_of(outcome.archive, edition_of(SETTINGS))


@pytest.mark.parametrize(
    "site", sorted(folder.name for folder in SITES.iterdir() if folder.is_dir())
)
def test_everything_of_an_archive_is_in_it_and_every_claim_id_leads_to_a_claim(site: str) -> None:
    outcome = load_site(site)
    archive = outcome.archive
    whole = data(outcome)
    for kind in ("events", "people", "articles", "outlets", "organisations", "places", "pages"):
        assert [record["id"] for record in whole[kind]] == list(getattr(archive, kind))
    claims = {claim["id"] for claim in whole["claims"]}
    assert claims == {c.id for event in archive.events.values() for c in event.claims()}
    for event in whole["events"]:
        facts = [*event["facts"], *(fact for part in event["people"] for fact in part["facts"])]
        for finding in (each for fact in facts for each in fact["findings"]):
            assert {finding["claim"], *finding["others"], *finding["agreeing"]} <= claims


def test_rulings_former_ids_and_bodies_with_links_are_kept() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, count: 2}", body="See [[x]]."),
            "articles/b.md": article("- {event: x, count: 3}", outlet="radio"),
            "events/x.md": "former_ids: [y]\nrulings: {count: {value: 3, because: Seen.}}",
        }
    )
    whole = data(outcome)
    (event,) = whole["events"]
    assert event["former_ids"] == ["y"]
    (fact,) = (fact for fact in event["facts"] if fact["property"] == "count")
    assert fact["ruling"] == {"value": {"kind": "count", "low": 3, "high": 3}, "because": "Seen."}
    assert '<a href="../cases/x/">' in whole["articles"][0]["body"]


def test_no_place_in_a_source_file_is_told() -> None:
    outcome = make({"articles/a.md": article("- event: x")})
    assert '"span"' not in json.dumps(data(outcome))


def test_each_record_stands_on_a_line_of_its_own() -> None:
    outcome = make({"articles/a.md": article("- event: x\n- event: y")})
    lines = text(outcome).decode().splitlines()
    assert sum(line.startswith('{"id":"') for line in lines) >= 3


# --- feeds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2031-04-13", "2031-04-13T00:00:00Z"),
        ("2031-04-13T16:29+02:00", "2031-04-13T16:29:00+02:00"),
        ("2031-04-13T16:29:05Z", "2031-04-13T16:29:05Z"),
        ("2031-02", "2031-02-28T00:00:00Z"),
        ("2031/..", "2031-01-01T00:00:00Z"),
        ("-0043", "1970-01-01T00:00:00Z"),
    ],
)
def test_moments_are_whole_however_vague_the_date(date: str, moment: str) -> None:
    assert instant(parse_date(date)) == moment


# --- sitemap -----------------------------------------------------------------------------------


def test_a_site_without_an_address_has_no_sitemap() -> None:
    assert list(sitemaps(["index.html"], "")) == []
    assert b"Sitemap" not in robots("")
    assert b"Sitemap: https://example.org/archive/sitemap.xml" in robots(SETTINGS.base_url)


def test_the_sitemap_has_the_address_of_each_page() -> None:
    (file,) = site_map(["index.html", "cases/x/index.html"], SETTINGS.base_url)
    assert file.path == "sitemap.xml"
    addresses = [element.text for element in ET.fromstring(file.content()).iter() if element.text]  # noqa: S314 -- our own
    assert [a for a in addresses if a.strip()] == [
        "https://example.org/archive/",
        "https://example.org/archive/cases/x/",
    ]


def test_more_pages_than_one_sitemap_takes_are_spread_over_several() -> None:
    files = dict(sitemaps((f"cases/{number}/" for number in range(50_001)), SETTINGS.base_url))
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert files["sitemap-1.xml"].count(b"<loc>") == 50_000
    assert files["sitemap.xml"].count(b"<loc>") == 2


def test_redirects_feeds_and_the_page_for_errors_are_not_listed() -> None:
    view: Any = None
    assert is_listed(PlannedPage("cases/x/index.html", "pages/case.html", view))
    assert not is_listed(PlannedPage("cases/y/index.html", "pages/redirect.html", view))
    assert not is_listed(PlannedPage("404.html", "pages/404.html", view))
    assert not is_listed(PlannedPage("feed.xml", "feeds/atom.xml", view))


def test_the_files_of_the_contract_are_all_planned() -> None:
    outcome = make({"articles/a.md": article("- event: x")})
    plan = plan_of(outcome.archive, SETTINGS, Deployment(SETTINGS.base_url), SOURCES, {})
    made = chain(plan.rest([], lambda _: 0), *map(plan.make, plan.file_parts()))
    files = {file.path: file for file in made if isinstance(file, PlannedFile)}
    assert set(files) >= {
        "data/archive.json",
        "data/events.csv",
        "data/people.csv",
        "data/claims.csv",
        "robots.txt",
    }
    assert all(file.content() == file.content() for file in files.values())
