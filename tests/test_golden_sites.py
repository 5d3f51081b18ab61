"""Golden sites: what is published from the archives in sites/, as it was last read and approved.

Of each, the data files, feeds and some pages stand in `site/` in full, to be read; the rest by
its SHA-256 in `site.sha256`, so that no page changes unseen. `make golden` writes them anew: read
the difference before committing it. Static files are the same for every site and stand in neither.
"""

from __future__ import annotations

import difflib
import hashlib
import shutil
from pathlib import Path

import pytest

from defectarchive.pages.search.texts import TEXTS
from tests.published import ROOT, SITES, Site, read_site, site_of

# The pages kept in full beside the data files and feeds of each.
GOLDEN: dict[str, tuple[str, ...]] = {
    "lighthouses": (
        "index.html",
        "404.html",
        "articles/index.html",
        "articles/ostseebote-1962/index.html",
        "articles/vitaposturinn-1971/index.html",
        "cases/brimdal-dismissal/index.html",
        "cases/harn-strike-1934/index.html",
        "cases/hvassnes-dismissal-1923/index.html",
        "cases/index.html",
        "cases/keepers-tally-1989/index.html",
        "corrections/index.html",
        "open-questions/index.html",
        "organisations/vitanefndin/index.html",
        "outlets/firth-courier/index.html",
        "people/hvassnes-three/index.html",
        "people/index.html",
        "people/sigurdur-brimdal/index.html",
        "people/wustrin-keeper/index.html",
        "places/vesturstrond/index.html",
        "reading-a-case/index.html",
        "timeline/index.html",
        "types/dismissal/index.html",
        "years/1934/index.html",
        "years/index.html",
    ),
    "one-article": (
        "index.html",
        "articles/pilot-asks-to-stay/index.html",
        "cases/pilot-at-lantern-bay/index.html",
        "people/dimitr-krilov/index.html",
        "people/the-crew/index.html",
    ),
    "empty": ("index.html", "about/index.html", "timeline/index.html"),
    "denied-by-subject": (
        "cases/engineer-at-the-ferry/index.html",
        "people/otto-brenk/index.html",
    ),
    "two-languages": (
        "index.html",
        "cases/ferry-on-long-reef/index.html",
        "nb/index.html",
        "nb/about/index.html",
        "nb/articles/1-zenith-post/index.html",
        "nb/articles/2-aasgard-tidende/index.html",
        "nb/cases/ferry-on-long-reef/index.html",
        "nb/cases/reef-ferry/index.html",
        "nb/data/index.html",
        "nb/outlets/index.html",
        "nb/places/long-reef/index.html",
        "nb/thanks/index.html",
    ),
    "ten-echoes": ("cases/courier-at-varn/index.html", "outlets/meridian-wire/index.html"),
}
# archive.json is large, and says what the CSV files and pages say.
IN_FULL = (".csv", "sitemap.xml", "robots.txt")
FEEDS = tuple(
    f"{folder}feed.{form}"
    for folder in ("", "articles/", "known/", "nb/", "nb/articles/", "nb/known/")
    for form in ("xml", "json")
)


def of_this_site(site: Site) -> Site:
    """Without what is the same for all sites, the index of texts, and the manifest of the rest."""
    return {
        path: data
        for path, data in site.items()
        if not path.startswith(("static/", TEXTS)) and path != "manifest.json"
    }


def is_in_full(name: str, path: str) -> bool:
    return path in GOLDEN[name] or path in FEEDS or path.endswith(IN_FULL)


def sums(name: str, site: Site) -> str:
    """A line for each file that is not kept in full, as `sha256sum` writes and checks them."""
    return "".join(
        f"{hashlib.sha256(data).hexdigest()}  {path}\n"
        for path, data in sorted(site.items())
        if not is_in_full(name, path)
    )


def update(name: str, site: Site) -> None:
    folder = SITES / name / "site"
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in site.items():
        if is_in_full(name, path):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    (SITES / name / "site.sha256").write_text(sums(name, site), encoding="utf-8", newline="\n")


def difference(expected: bytes, found: bytes, path: str) -> str:
    before, after = (data.decode("utf-8").splitlines() for data in (expected, found))
    return "\n".join(difflib.unified_diff(before, after, f"golden/{path}", f"built/{path}", "", ""))


@pytest.mark.parametrize("name", GOLDEN)
def test_the_site_is_what_was_approved(name: str, request: pytest.FixtureRequest) -> None:
    site = of_this_site(site_of(name))
    assert set(GOLDEN[name]) <= site.keys()
    if request.config.getoption("--update-golden"):
        update(name, site)
    expected = read_site(SITES / name / "site")
    found = {path: data for path, data in site.items() if is_in_full(name, path)}
    assert found.keys() == expected.keys()
    changed = [difference(expected[p], found[p], p) for p in found if expected[p] != found[p]]
    assert not changed, "\n".join(["run `make golden` and read what changes:", *changed])
    kept = (SITES / name / "site.sha256").read_text(encoding="utf-8")
    assert sums(name, site).splitlines() == kept.splitlines()


def test_static_files_are_published_as_they_are() -> None:
    static = ROOT / "templates" / "static"
    found = {p: data for p, data in site_of("one-article").items() if p.startswith("static/")}
    assert found == {f"static/{path}": data for path, data in read_site(static).items()}


def test_no_golden_site_is_left_of_an_archive_that_is_gone() -> None:
    kept = {path.parent.name for path in (*SITES.glob("*/site"), *SITES.glob("*/site.sha256"))}
    assert kept == set(GOLDEN)
    assert all(Path(SITES / name / "content").is_dir() for name in kept)
