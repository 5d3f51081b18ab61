"""What axe-core, the width of windows and the requests of a page say about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tests.checkers.programs import module

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {
    "runOnly": TAGS,
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}
# In the dark colours differ and nothing else (a test sees to that), so that only the rules about
# colours can find anything new.
COLOURS = {
    "runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"],
    "resultTypes": ["violations"],
}
RUN = """async options => (await axe.run(document, options)).violations.flatMap(
  v => v.nodes.map(n => `${v.id}: ${v.help}: ${n.html.slice(0, 160)}`))"""
HERE = "http://127.0.0.1:"
OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


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


def none(found: list[str]) -> None:
    assert not found, "\n".join(found[:20])
