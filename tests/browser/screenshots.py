"""Pictures of the main kinds of page: two widths, light and dark.

    python tests/browser/screenshots.py build/site build/screenshots [case ...]

`templates/static/card.png` is a picture of `card.svg` beside this file, 1200 by 630 pixels.

Needs the extra `browser` and a Chromium (CHROMIUM names it; /usr/bin/chromium otherwise). The pages
are found in the site itself: of each kind the largest, which has most that can go wrong.
"""

from __future__ import annotations

import functools
import http.server
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

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
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


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


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: the pictures are the output."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site on a free port of this machine."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium."""
    program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


def take(site: Path, target: Path, wanted: dict[str, str]) -> list[Path]:
    """Pictures of the wanted pages, whole, in `target`."""
    target.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with served(site) as address, chromium() as browser:
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
