"""A site whose address is in letters beyond ASCII."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.published import Site
from tests.small_archive import make_workplace

WRITTEN = "https://avhoppere-på-norsk.example/arkiv-å/"
ENCODED = "https://xn--avhoppere-p-norsk-jrb.example/arkiv-%C3%A5/"
CASE = "cases/crossing-2031/"


@pytest.fixture(scope="module", params=["site.yaml", "option"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    place = make_workplace(tmp_path_factory.mktemp("address") / "archive")
    if request.param == "option":
        from defectarchive.cli.main import main  # noqa: PLC0415 - as a user gives it

        given = ["build", "--content", str(place.content), "--output", str(place.output)]
        assert main([*given, "--base-url", WRITTEN, "--jobs", "1"]) == 0
    else:
        place.edit("site.yaml", "https://archive.example.org/", WRITTEN)
        place.build()
    return place.site()


def test_no_file_has_the_address_as_it_was_written(site: Site) -> None:
    for path, data in site.items():
        assert "avhoppere-på".encode() not in data, path
        assert "arkiv-å".encode() not in data, path


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("sitemap.xml", f"<loc>{ENCODED}{CASE}</loc>"),
        ("robots.txt", f"Sitemap: {ENCODED}sitemap.xml"),
        ("feed.xml", f'href="{ENCODED}feed.xml"'),
        ("feed.json", f'"{ENCODED}feed.json"'),
        (f"{CASE}index.html", f'<link rel="canonical" href="{ENCODED}{CASE}">'),
        (f"{CASE}index.html", f'"url":"{ENCODED}{CASE}"'),
        ("data/citations.bib", f"{ENCODED}{CASE}"),
        ("data/citations.ris", f"{ENCODED}{CASE}"),
        (f"{CASE}cite.csl.json", f"{ENCODED}{CASE}"),
        ("404.html", '<base href="/arkiv-%C3%A5/">'),
        ("data/archive.json", ENCODED),
        ("data/archive.schema.json", f"{ENCODED}data/archive.schema.json"),
    ],
)
def test_it_is_encoded_wherever_it_stands(site: Site, path: str, said: str) -> None:
    text = re.sub(r'(?<="):\s+', ":", site[path].decode())
    assert said.replace("\\", "") in text.replace("\\", "")


def test_a_host_that_can_be_none_is_an_error(tmp_path: Path) -> None:
    place = make_workplace(tmp_path / "archive")
    place.edit("site.yaml", "archive.example.org", "å" * 70 + ".example")
    built = place.build()
    assert [found.code for found in built.diagnostics if found.is_error] == ["bad-url"]
