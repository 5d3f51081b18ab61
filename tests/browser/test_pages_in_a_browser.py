"""A page of each kind in a real browser: accessible, at home at any width, calling nobody.

axe-core speaks for WCAG 2.2 AA and best practice, 390 and 1280 pixels wide, light and dark, and for
AAA where the contrast of text is concerned. `make test-long` looks at every page.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests import chromium
from tests.browser.looking import Findings, look_at, none
from tests.checkers.programs import all_sites, is_redirect, one_of_each_kind
from tests.published import ARCHIVES, ROOT, site_of

chromium.playwright()

# The kinds of page are dealt out to so many processes.
HANDS = 4


# Each hand has its share of the kinds of page.
dealt_out = pytest.mark.parametrize(
    "findings",
    [pytest.param(hand, marks=pytest.mark.xdist_group(f"pages-{hand}")) for hand in range(HANDS)],
    indirect=True,
)


@pytest.fixture(scope="module")
def findings(request: pytest.FixtureRequest, browser: Any, address: str, home: str) -> Findings:
    kinds = [path for path in one_of_each_kind(all_sites()) if not path.endswith("404.html")]
    pages = [home + "404.html", *(address + path for path in kinds)]
    return look_at(browser, pages[request.param :: HANDS])


@dealt_out
def test_axe_finds_no_violation_and_the_contrast_of_aaa(findings: Findings) -> None:
    assert findings.looked_at >= 7
    none(findings.of["axe"])


@dealt_out
def test_no_page_is_wider_than_its_window(findings: Findings) -> None:
    none(findings.of["overflow"])


@dealt_out
def test_no_other_host_is_asked_for_anything(findings: Findings) -> None:
    none(findings.of["requests"])


def test_in_the_dark_only_colours_differ() -> None:
    dark = re.compile(r"@media\(prefers-color-scheme:dark\)\{:root\{([^}]*)\}\}")
    sheets = [path.read_text() for path in (ROOT / "templates/static").glob("*.css")]
    blocks = [block for sheet in sheets for block in dark.findall(sheet)]
    assert blocks
    assert len(blocks) == sum(sheet.count("prefers-color-scheme") for sheet in sheets)
    for declared in ";".join(blocks).split(";"):
        assert re.fullmatch(r"\s*(--[a-z0-9]+:#[0-9a-f]{6})?\s*", declared), declared


@pytest.mark.long
@pytest.mark.parametrize("name", ARCHIVES)
def test_nothing_is_wrong_on_any_page_of_any_archive(browser: Any, address: str, name: str) -> None:
    pages = [
        f"{address}{name}/{path}"
        for path, data in site_of(name).items()
        if path.endswith("index.html") and not is_redirect(data)
    ]
    found = look_at(browser, pages)
    none([each for kind in found.of.values() for each in kind])
