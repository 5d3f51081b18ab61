"""A page of each kind in a real browser: accessible, at home at any width, calling nobody.

axe-core speaks for WCAG 2.2 AA and best practice, light and dark, 390 and 1280 pixels wide, and for
AAA where the contrast of text is concerned. `make test-long` looks at every page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.checkers.programs import (
    all_sites,
    chromium,
    is_redirect,
    module,
    one_of_each_kind,
    write_sites,
)

playwright_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install -e '.[browser]'"
)
from tests.browser.screenshots import FLAGS, served  # noqa: E402 - it needs playwright

pytestmark = pytest.mark.xdist_group("browser")

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async ({tags}) => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ['violations'],
    rules: {'color-contrast-enhanced': {enabled: true}}});
  return found.violations.flatMap(v => v.nodes.map(
    n => `${v.id}: ${v.help}: ${n.html.slice(0, 160)}`));
}"""
HERE = "http://127.0.0.1:"
OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


class Findings:
    """What was wrong, by what was looked at."""

    def __init__(self) -> None:
        self.of: dict[str, list[str]] = defaultdict(list)
        self.looked_at = 0

    def add(self, kind: str, where: str, found: list[str]) -> None:
        self.of[kind] += [f"{where}: {each}" for each in found]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sites(tmp_path_factory.mktemp("sites"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = chromium()
    with playwright_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def home(folder: Path) -> Iterator[str]:
    """The shipped archive at the root of a server, where the page for errors expects to be."""
    with served(folder / "content") as found:
        yield found


def look_at(browser: Any, pages: Iterable[str]) -> Findings:
    """Each page once, then at every width and in both schemes."""
    found = Findings()
    axe = module("axe-core/axe.min.js").read_text(encoding="utf-8")
    # The checker is put in from outside, which the policy of the pages would not allow.
    context = browser.new_context(bypass_csp=True)
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    asked: list[str] = []
    for page in pages:
        asked.clear()
        tab.goto(page)
        tab.evaluate(axe)
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            for width in (1280, 390):
                tab.set_viewport_size({"width": width, "height": 900})
                violations = tab.evaluate(RUN, {"tags": TAGS})
                found.add("axe", f"{page} {scheme} {width}", violations)
        for width in (320, 2560):
            tab.set_viewport_size({"width": width, "height": 900})
            found.add("overflow", page, [f"{width} px"] if tab.evaluate(OVERFLOW) else [])
        elsewhere = [url for url in asked if not url.startswith((HERE, "data:"))]
        found.add("requests", page, elsewhere)
        found.looked_at += 1
    context.close()
    return found


@pytest.fixture(scope="module")
def findings(browser: Any, address: str, home: str) -> Findings:
    pages = [path for path in one_of_each_kind(all_sites()) if not path.endswith("404.html")]
    return look_at(browser, [home + "404.html", *(address + path for path in pages)])


def none(found: list[str]) -> None:
    assert not found, "\n".join(found[:20])


def test_axe_finds_no_violation_and_the_contrast_of_aaa(findings: Findings) -> None:
    assert findings.looked_at > 25
    none(findings.of["axe"])


def test_no_page_is_wider_than_its_window(findings: Findings) -> None:
    none(findings.of["overflow"])


def test_no_other_host_is_asked_for_anything(findings: Findings) -> None:
    none(findings.of["requests"])


@pytest.mark.long
def test_nothing_is_wrong_on_any_page_of_any_archive(browser: Any, address: str) -> None:
    pages = [
        f"{address}{name}/{path}"
        for name, site in all_sites().items()
        for path, data in site.items()
        if path.endswith("index.html") and not is_redirect(data)
    ]
    found = look_at(browser, pages)
    none([each for kind in found.of.values() for each in kind])


# --- the policy ---------------------------------------------------------------------------------


def test_the_policy_lets_the_page_be_and_no_script_run(browser: Any, home: str) -> None:
    tab = browser.new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    for path in ("", "cases/jakobselv-soldier-2025/", "404.html", "data/"):
        tab.goto(f"{home}{path}")
        # JSON-LD stands in a script element, which is data: the policy has nothing against it.
        assert complaints == [], path
    tab.goto(home)
    tab.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.head.append(s); document.body.setAttribute('onclick', 'window.ran = 2');"
        " document.body.click(); }"
    )
    assert tab.evaluate("window.ran") is None
    assert tab.evaluate("document.querySelector('script[type=\"application/ld+json\"]').text")
    tab.close()


# --- keyboard, and no JavaScript ----------------------------------------------------------------

WALKED = ("", "timeline/", "cases/jakobselv-soldier-2025/", "people/andrey-medvedev/", "data/")
MOST = 120
STOPS = """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
  .filter(e => e.checkVisibility() && e.tabIndex >= 0)"""
FOCUSED = f"""() => {{
  const e = document.activeElement, all = ({STOPS})();
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return {{at: all.indexOf(e), html: e.outerHTML.slice(0, 100),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0}};
}}"""


@pytest.mark.parametrize("path", WALKED)
def test_the_tab_key_leads_through_the_page_in_its_order_and_shows_where_it_is(
    browser: Any, home: str, path: str
) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(f"{home}{path}")
    for number in range(min(tab.evaluate(f"({STOPS})().length"), MOST)):
        tab.keyboard.press("Tab")
        focused = tab.evaluate(FOCUSED)
        assert focused, number
        assert focused["at"] == number, focused
        assert focused["outlined"], focused
        assert focused["seen"], focused
    tab.close()


def test_the_first_stop_leads_past_the_navigation(browser: Any, home: str) -> None:
    tab = browser.new_page()
    tab.goto(f"{home}cases/jakobselv-soldier-2025/")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#main")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")
    tab.close()


def test_all_can_be_reached_and_read_without_javascript(
    browser: Any, address: str, home: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(home)
    tab.locator("header.top").get_by_role("link", name="Timeline").click()
    tab.get_by_role("link", name="A Wagner mercenary crosses the Pasvik river").first.click()
    # From a value to the claim that it rests on, and on to the article that makes it.
    tab.locator(".facts a.n").first.click()
    claim = tab.locator(":target")
    assert claim.count() == 1
    assert claim.is_visible()
    tab.locator(".rep a[href*='articles/']").first.click()
    assert "/articles/" in tab.url
    tab.get_by_role("link", name="Data", exact=True).click()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="events.csv").click()
    assert download.value.suggested_filename == "events.csv"
    for path in one_of_each_kind(all_sites()):
        tab.goto(address + path)
        assert len(tab.locator("main").inner_text()) > 20, path
    context.close()
