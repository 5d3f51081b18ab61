"""A page of each kind in a real browser: accessible, at home at any width, calling nobody.

axe-core speaks for WCAG 2.2 AA and best practice, 390 and 1280 pixels wide, light and dark, and for
AAA where the contrast of text is concerned. `make test-long` looks at every page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pytest
from tests import chromium
from tests.checkers.programs import all_sites, is_redirect, module, one_of_each_kind
from tests.published import ARCHIVES, ROOT, site_of

chromium.playwright()

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {
    "runOnly": TAGS,
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}
# In the dark colours differ and nothing else (see the test below), so that only their rules can
# find anything new.
COLOURS = {
    "runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"],
    "resultTypes": ["violations"],
}
RUN = """async options => (await axe.run(document, options)).violations.flatMap(
  v => v.nodes.map(n => `${v.id}: ${v.help}: ${n.html.slice(0, 160)}`))"""
HERE = "http://127.0.0.1:"
OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# The kinds of page are dealt out to so many processes.
HANDS = 4


class Findings:
    """What was wrong, by what was looked at."""

    def __init__(self) -> None:
        self.of: dict[str, list[str]] = defaultdict(list)
        self.looked_at = 0

    def add(self, kind: str, where: str, found: list[str]) -> None:
        self.of[kind] += [f"{where}: {each}" for each in found]


def look_at(browser: Any, pages: Iterable[str]) -> Findings:
    """Each page once, then at every width and in both schemes."""
    found = Findings()
    # The checker is put in from outside, which the policy of the pages would not allow.
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(path=module("axe-core/axe.min.js"))
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    asked: list[str] = []
    for page in pages:
        asked.clear()
        tab.emulate_media(color_scheme="light")
        tab.goto(page)
        for scheme, rules in (("light", ALL), ("dark", COLOURS)):
            tab.emulate_media(color_scheme=scheme)
            for width in (1280, 390):
                tab.set_viewport_size({"width": width, "height": 900})
                found.add("axe", f"{page} {scheme} {width}", tab.evaluate(RUN, rules))
        for width in (320, 2560):
            tab.set_viewport_size({"width": width, "height": 900})
            found.add("overflow", page, [f"{width} px"] if tab.evaluate(OVERFLOW) else [])
        elsewhere = [url for url in asked if not url.startswith((HERE, "data:"))]
        found.add("requests", page, elsewhere)
        found.looked_at += 1
    context.close()
    return found


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


def none(found: list[str]) -> None:
    assert not found, "\n".join(found[:20])


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
