"""Words of 63 letters, wide tables and code on the narrowest screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import chromium
from tests.published import built
from tests.served import served

chromium.playwright()

pytestmark = pytest.mark.xdist_group("case")

LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterb"
BODY = f"| {LONG} | {LONG} |\n| -- | -- |\n| {LONG} | b |\n\n```\n{LONG} {LONG}\n```\n"
FILES = {
    "site.yaml": f"title: {LONG}\n",
    "outlets.yaml": f"paper: {{name: {LONG}, country: NO}}\n",
    "organisations.yaml": f"police: {{name: Org{LONG}, country: NO}}\n",
    "places.yaml": f"land: {{name: Land{LONG}, lat: 60, lon: 10}}\n"
    f"town: {{name: Town{LONG}, within: land}}\nstreet: {{name: Street{LONG}, within: town}}\n",
    "events/x.md": f"---\ntitle: {LONG}\nlede: {LONG}\n---\n{BODY}",
    "articles/a.md": f"""---
title: {LONG}
outlet: paper
published: 2031-04-11
relays: [Wire{LONG}]
events:
  - event: x
    type: arrest
    place: street
    motive:
      - {{value: {LONG}, by: police, stance: denies, hedge: {LONG}, wording: {LONG} {LONG}}}
    statements: [{{value: {LONG}, by: police}}]
    people: [{{person: Eva {LONG}, role: subject, position: {LONG}}}]
---
{BODY}""",
}
PAGES = ("", "cases/x/", "articles/a/", "cases/", "people/", "places/", "map/", "places/street/")
OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
WIDTHS = """() => [document.documentElement.scrollWidth,
  ...[...document.querySelectorAll('pre, .wide')].map(e => e.scrollWidth > e.clientWidth)]"""
# A list is within the entry of the place around it.
NESTED = "[...document.querySelectorAll('.tree a')].map(a => a.matches('li li li *') + 0)"


def test_nothing_is_wider_than_320_pixels_but_what_scrolls_by_itself(
    browser: Any, tmp_path: Path
) -> None:
    assert len(LONG) == 63
    for path, text in FILES.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text, encoding="utf-8")
    for path, data in built(tmp_path / "content", "--no-search").items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(data)
    with served(tmp_path / "site") as address:
        tab = browser.new_page(viewport={"width": 320, "height": 800})
        for page in PAGES:
            tab.goto(address + page)
            tab.evaluate(OPEN)
            width, *scrolled = tab.evaluate(WIDTHS)
            assert width == 320, page
            assert page not in ("cases/x/", "articles/a/") or scrolled == [True, True]
        tab.goto(f"{address}map/")
        assert tab.evaluate(NESTED) == [0, 0, 1]
        tab.goto(f"{address}cases/x/")
        # By the keyboard too.
        assert tab.evaluate("[...document.querySelectorAll('pre, .wide')].every(e => !e.tabIndex)")
        tab.close()
