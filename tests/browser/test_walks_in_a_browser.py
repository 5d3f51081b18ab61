"""Pages in a real browser: policy, keyboard, reading without JavaScript, fonts that come late."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests import chromium
from tests.checkers.programs import all_sites, one_of_each_kind
from tests.served import served

chromium.playwright()

pytestmark = pytest.mark.xdist_group("walks")

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
STOPS = """() => [...document.querySelectorAll(
  'a[href], button, input, select, summary, [tabindex]')]
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
    # From a value to the claim that it rests on, back to its fact, and on to the article.
    tab.locator(".facts summary").first.click()
    tab.locator(".facts a.mark").first.click()
    claim = tab.locator(":target")
    assert claim.count() == 1
    assert claim.is_visible()
    claim.get_by_role("link", name="shown").click()
    assert tab.locator(":target dt").inner_text() == "Type"
    tab.locator(".report[open] a[href*='articles/']").first.click()
    assert "/articles/" in tab.url
    tab.get_by_role("link", name="Data", exact=True).click()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="events.csv").click()
    assert download.value.suggested_filename == "events.csv"
    for path in one_of_each_kind(all_sites()):
        tab.goto(address + path)
        assert len(tab.locator("main").inner_text()) > 20, path
    context.close()


# --- fonts that come late -----------------------------------------------------------------------

SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(seen => seen.getEntries().forEach(each => sum += each.value))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done([sum, [...document.fonts].filter(f =>
    f.status === 'loaded' && f.family.includes('Source')).length]), 300);
})"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_font_that_comes_late_moves_next_to_nothing(
    browser: Any, folder: Path, width: int
) -> None:
    with served(folder / "content", hosted=True) as address:
        for path in ("", "cases/jakobselv-soldier-2025/"):
            context = browser.new_context(viewport={"width": width, "height": 900})
            tab = context.new_page()
            # As far away and as slow as a server is from a telephone.
            network = context.new_cdp_session(tab)
            network.send("Network.enable")
            network.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": 150,
                    "downloadThroughput": 200_000,
                    "uploadThroughput": 200_000,
                },
            )
            tab.goto(f"{address}{path}", wait_until="networkidle")
            shift, fonts = tab.evaluate(SHIFT)
            assert fonts >= 2, path
            assert shift < 0.05, path
            context.close()


# --- screen readers, and paper ------------------------------------------------------------------


def test_marks_are_called_by_who_says_it_claims_by_themselves_and_no_link_by_a_sign_alone(
    browser: Any, home: str
) -> None:
    tab = browser.new_page()
    tab.goto(f"{home}cases/attache-defection-2003/")
    tab.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    heard = tab.locator("body").aria_snapshot()
    assert re.search(
        r'link "Pengolodh \(s\.c\), 2 Sep 2003\. Confirmed by Alexander Zinoviev , ?\d+"', heard
    )
    assert 'link "Date: between 10 and 20 May 2003"' in heard
    assert 'link "Defection"' in heard
    assert not re.search(r'link "[^\w"]+\d*[^\w"]*"', heard)
    tab.close()


def test_on_paper_nothing_is_folded_away_and_outside_links_say_where_they_lead(
    browser: Any, home: str
) -> None:
    tab = browser.new_page()
    tab.goto(f"{home}years/")
    table = tab.locator("details table")
    assert not table.is_visible()
    tab.emulate_media(media="print")
    assert table.is_visible()
    assert not tab.locator("summary, nav >> visible=true").count()
    tab.goto(f"{home}cases/jakobselv-soldier-2025/")
    after = "getComputedStyle(document.querySelector('a.external'), '::after').content"
    assert "attr(href)" in tab.evaluate(after) or "https://" in tab.evaluate(after)
    tab.close()
