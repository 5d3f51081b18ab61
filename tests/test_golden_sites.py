"""Golden sites: what is published from the archives in sites/, as it was last read and approved.

Of each stand in `site/` the files that people read: pages of every kind, tables, feeds.
`make golden` writes them anew: read the difference before committing it. What holds of all other
files (they are well-formed, their counts are right) other tests say.
"""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from defectarchive.analysis.timeline import build_timeline
from defectarchive.engine.reading.check import check
from tests.archives import plan_site
from tests.published import ROOT, SITES, Site, read_site, site_of

# The pages kept in full beside the data files and feeds of each.
GOLDEN: dict[str, tuple[str, ...]] = {
    "lighthouses": (
        "index.html",
        "404.html",
        "articles/index.html",
        "articles/ostseebote-1962/index.html",
        "articles/vitaposturinn-1971/index.html",
        "cases/hvassnes-dismissal-1923/-/known/1989-12-01/index.html",
        "cases/hvassnes-dismissal-1923/cite.csl.json",
        "cases/brimdal-dismissal/index.html",
        "cases/harn-strike-1934/index.html",
        "cases/hvassnes-dismissal-1923/index.html",
        "cases/index.html",
        "cases/keepers-tally-1989/index.html",
        "contact/index.html",
        "corrections/index.html",
        "data/index.html",
        "known/1971/index.html",
        "known/index.html",
        "map/index.html",
        "open-questions/index.html",
        "organisations/index.html",
        "organisations/vitanefndin/index.html",
        "outlets/firth-courier/index.html",
        "outlets/index.html",
        "people/hvassnes-keeper/index.html",
        "people/hvassnes-three/index.html",
        "people/index.html",
        "people/sigurdur-brimdal/index.html",
        "people/wustrin-keeper/index.html",
        "places/index.html",
        "places/vesturstrond/index.html",
        "reading-a-case/index.html",
        "timeline/index.html",
        "search/index.html",
        "types/dismissal/index.html",
        "types/index.html",
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
    "harbour-arabic": (
        "index.html",
        "articles/hof-2031-04-13/index.html",
        "cases/istiqala-2031/index.html",
        "people/ywsf-lkhtyb/index.html",
    ),
    "harbour-hebrew": (
        "index.html",
        "articles/quay-2034-05-12/index.html",
        "cases/maatzar-2034/index.html",
    ),
    "ten-echoes": ("cases/courier-at-varn/index.html", "outlets/meridian-wire/index.html"),
}
# archive.json is large, and says what the CSV files and pages say.
IN_FULL = (".csv", "sitemap.xml", "robots.txt", "_redirects")
FEEDS = tuple(
    f"{folder}feed.{form}"
    for folder in ("", "articles/", "known/", "nb/", "nb/articles/", "nb/known/")
    for form in ("xml", "json")
)


def is_in_full(name: str, path: str) -> bool:
    return path in GOLDEN[name] or path in FEEDS or path.endswith(IN_FULL)


def update(name: str, site: Site) -> None:
    folder = SITES / name / "site"
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in site.items():
        if is_in_full(name, path):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def difference(expected: bytes, found: bytes, path: str) -> str:
    before, after = (data.decode("utf-8").splitlines() for data in (expected, found))
    return "\n".join(difflib.unified_diff(before, after, f"golden/{path}", f"built/{path}", "", ""))


@pytest.mark.parametrize("name", GOLDEN)
def test_the_site_is_what_was_approved(name: str, request: pytest.FixtureRequest) -> None:
    site = site_of(name)
    assert set(GOLDEN[name]) <= site.keys()
    if request.config.getoption("--update-golden"):
        update(name, site)
    expected = read_site(SITES / name / "site")
    found = {path: data for path, data in site.items() if is_in_full(name, path)}
    assert found.keys() == expected.keys()
    changed = [difference(expected[p], found[p], p) for p in found if expected[p] != found[p]]
    assert not changed, "\n".join(["run `make golden` and read what changes:", *changed])


def test_a_page_of_every_kind_is_kept_to_be_read() -> None:
    kept: set[str] = set()
    for name, paths in GOLDEN.items():
        checked = check(SITES / name / "content")
        assert checked.archive is not None
        pages = plan_site(checked.archive, build_timeline(checked.archive), checked.settings)
        kept |= {page.template for page in pages if page.path in paths}
    # What only lists and cases of hundreds of rows have; and /data/, which needs the other files.
    others = {"pages/case-part.html", "pages/part.html", "pages/split.html", "pages/data.html"}
    templates = {f"pages/{path.name}" for path in (ROOT / "templates" / "pages").iterdir()}
    assert templates - others == {template for template in kept if template.startswith("pages/")}


def test_static_files_are_published_as_they_are() -> None:
    static = ROOT / "templates" / "static"
    found = {p: data for p, data in site_of("one-article").items() if p.startswith("static/")}
    assert found == {f"static/{path}": data for path, data in read_site(static).items()}


def test_no_golden_site_is_left_of_an_archive_that_is_gone() -> None:
    kept = {path.parent.name for path in SITES.glob("*/site")}
    assert kept == set(GOLDEN)
    assert all(Path(SITES / name / "content").is_dir() for name in kept)
