"""Pictures of the main kinds of page: two widths, light and dark.

    python -m tests.browser.screenshots build/site build/screenshots [case ...]

`templates/static/card.png` is a picture of `card.svg` beside this file, 1200 by 630 pixels.

Needs the extra `browser` and a Chromium (CHROMIUM may name it). The pages
are found in the site itself: of each kind the largest, which has most that can go wrong.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.chromium import launched
from tests.served import served

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
SINGLE = ("timeline", "cases", "people", "years", "articles", "outlets", "organisations", "places")
EACH = {
    "case": "cases",
    "person": "people",
    "year": "years",
    "article": "articles",
    "outlet": "outlets",
    "organisation": "organisations",
    "place": "places",
    "type": "types",
}
OTHER = ("about", "search", "map", "open-questions", "corrections", "data", "types")


def pages_of(site: Path) -> dict[str, str]:
    """The pages to look at: a name for the picture, and the address within the site."""
    found = {"home": "", "404": "404.html"}
    for folder in (*SINGLE, *OTHER):
        if (site / folder / "index.html").exists():
            found[f"{folder}-index" if folder in SINGLE else folder] = f"{folder}/"
    for kind, folder in EACH.items():
        pages = [path for path in (site / folder).glob("*/index.html") if path.parent.name != "-"]
        if pages:
            largest = max(pages, key=lambda path: (path.stat().st_size, path.parent.name))
            found[kind] = f"{folder}/{largest.parent.name}/"
    return found


def take(site: Path, target: Path, wanted: dict[str, str]) -> list[Path]:
    """Pictures of the wanted pages, whole, in `target`."""
    target.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with served(site) as address, launched() as browser:
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": 900},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                page = context.new_page()
                for name, path in wanted.items():
                    page.goto(address + path)
                    page.evaluate("document.fonts.ready")
                    picture = target / f"{name}-{width}-{scheme}.png"
                    page.screenshot(path=str(picture), full_page=True)
                    made.append(picture)
                context.close()
    return made


def main(arguments: list[str]) -> int:
    """Takes the site's folder, the pictures' folder, and the names of pages (all of them)."""
    if len(arguments) < 2:
        print(__doc__)
        return 2
    site, target = Path(arguments[0]), Path(arguments[1])
    pages = pages_of(site)
    # A name is one of those that `pages_of` gives, or an address within the site.
    wanted = {
        name.strip("/").replace("/", "-"): pages.get(name, name) for name in arguments[2:]
    } or pages
    for picture in take(site, target, wanted):
        print(picture)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
