"""The page of a case under the keyboard, on a telephone and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import chromium
from tests.browser.test_walks_in_a_browser import STOPS

chromium.playwright()

pytestmark = pytest.mark.xdist_group("case")

LONG = "cases/jakobselv-soldier-2025/"
CLAIM = "c36e53095085494"
TITLE = "Russian soldier flees to Norway and claims asylum"
MOST_STOPS = 60
BEFORE_CLAIMS = f"""({STOPS})().filter(e => e.compareDocumentPosition(
  document.getElementById('claims')) & Node.DOCUMENT_POSITION_FOLLOWING).length"""
# WCAG 2.2, 2.5.8: what stands in a line of text may be smaller.
SMALL = """() => [...document.querySelectorAll('summary, nav a, .copy')]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24)
  .map(e => e.outerHTML.slice(0, 120))"""


def test_few_stops_of_the_tab_key_come_before_the_claims(
    browser: Any, home: str, folder: Path
) -> None:
    cases = [f"cases/{path.parent.name}/" for path in folder.glob("content/cases/*/index.html")]
    assert len(cases) > 10
    tab = browser.new_page()
    for width in (390, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        for case in cases:
            tab.goto(home + case)
            assert 10 < tab.evaluate(BEFORE_CLAIMS) <= MOST_STOPS, (case, width)
    tab.close()


def test_a_folded_claim_is_found_by_its_address_and_leads_to_its_fact(
    browser: Any, home: str
) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 800})
    tab.goto(home + LONG)
    assert tab.locator(".report[open]").count() == 0
    tab.goto(f"{home}{LONG}#{CLAIM}")
    claim = tab.locator(f"#{CLAIM}")
    assert claim.is_visible()
    assert 0 <= claim.bounding_box()["y"] < 800
    claim.locator(".value > small a").click()
    assert tab.url.endswith("#f-date")
    fact = tab.locator("#f-date")
    fact.locator("summary").click()
    assert fact.locator(f"a[href='#{CLAIM}']").is_visible()
    tab.close()


def test_a_claim_is_copied_with_its_words_who_says_it_its_source_and_its_address(
    browser: Any, home: str
) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(f"{home}{LONG}#cd5cec65d4e9246")
    tab.locator("#cd5cec65d4e9246 .copy").click()
    assert tab.evaluate("navigator.clipboard.readText()").split("\n") == [
        "Type: Asylum request",
        "“has claimed asylum”",
        f"Ukrainska Pravda, {TITLE}, 23 August 2025, 15:56",
        "https://www.pravda.com.ua/eng/news/2025/08/23/7527500/",
        f"{home}{LONG}#cd5cec65d4e9246",
    ]
    tab.goto(f"{home}{LONG}#ce4305527aa25a6")
    tab.locator("#ce4305527aa25a6 .copy").click()
    copied = tab.evaluate("navigator.clipboard.readText()").split("\n")
    assert copied[:2] == ["Type: Asylum request", "Confirmed by Trond Biti. Passes on: Dagbladet."]
    context.close()


def test_the_contents_stay_at_hand_on_a_telephone_and_every_target_is_large_enough(
    browser: Any, home: str
) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 800})
    tab.goto(home + LONG)
    contents = tab.locator(".contents summary")
    for _ in range(2):
        box = contents.bounding_box()
        assert 0 < box["y"] < 800
        tab.mouse.wheel(0, 3000)
        tab.wait_for_timeout(100)
    contents.click()
    tab.locator(".contents").get_by_role("link", name="People").click()
    assert 0 <= tab.locator("#people").bounding_box()["y"] < 400
    assert not tab.locator(".contents a").first.is_visible()
    tab.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert tab.evaluate(SMALL) == []
    tab.close()


def test_on_paper_every_claim_stands_unfolded(browser: Any, home: str) -> None:
    tab = browser.new_page()
    tab.goto(home + LONG)
    tab.emulate_media(media="print")
    assert tab.locator(f"#{CLAIM}").is_visible()
    assert tab.locator(".proof .mark").first.is_visible()
    assert not tab.locator(".contents, .copy >> visible=true").count()
    tab.close()


def test_the_reserve_beside_a_date_keeps_to_its_line(browser: Any, home: str) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 800})
    tab.goto(f"{home}cases/medvedev-crossing-2023/")
    left = tab.locator(".kicker").bounding_box()["x"]
    place = tab.locator(".kicker span").last.bounding_box()
    assert place["x"] == pytest.approx(left, abs=1)
    tab.goto(f"{home}cases/")
    line = "e => ['lineHeight', 'fontSize'].map(p => parseFloat(getComputedStyle(e)[p]))"
    height, letters = tab.locator(".when small").first.evaluate(line)
    assert height < 1.5 * letters
    tab.close()
