"""Published sites for tests: built as a user builds them, read back whole, taken apart."""

from __future__ import annotations

import csv
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from defectarchive.cli import main

ROOT = Path(__file__).parents[1]
SITES = Path(__file__).parent / "sites"
ARCHIVES: Mapping[str, Path] = {
    "content": ROOT / "content",
    **{folder.parent.name: folder for folder in sorted(SITES.glob("*/content"))},
}
"""Every archive that there is, by name."""
IN_ENGLISH = tuple(name for name in ARCHIVES if not (SITES / name / "templates").is_dir())
"""Those whose pages have the program's own words."""

Site = Mapping[str, bytes]
"""All files of a site by path."""


@cache
def site_of(name: str) -> Site:
    """The site of one of the archives, with cards; with templates of its own where it has such."""
    templates = SITES / name / "templates"
    own = ["--templates", str(templates)] if templates.is_dir() else []
    return built(ARCHIVES[name], *own, cards=True)


def built(content: Path, *options: str, cards: bool = False) -> Site:
    """The site of any archive, built within this process. Cards take longer than all else."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        given = ["build", "--content", str(content), "--output", str(output), "--jobs", "1"]
        given += [] if cards else ["--no-cards"]
        assert main.main([*given, *options]) == main.DONE
        return read_site(output)


def read_site(output: Path) -> Site:
    """Every file in a folder."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


def cited(site: Site, thing: str, ending: str = "bib") -> str:
    """The entry of a page or an article ("case:one") in the citations of the whole archive."""
    mark = {"bib": f"{{{thing},\n", "ris": f"ID  - {thing}\r\n"}[ending]
    between = {"bib": "\n@", "ris": "ER  - "}[ending]
    entries = site[f"data/citations.{ending}"].decode().split(between)
    (entry,) = (entry for entry in entries if mark in entry)
    return entry


def run(
    *arguments: str | Path, cwd: Path | None = None, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with these environment variables besides."""
    return subprocess.run(
        [sys.executable, "-m", "defectarchive", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(variables or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def copy_archive(content: Path, target: Path) -> Path:
    """A copy to change."""
    shutil.copytree(content, target)
    return target


def rows(site: Site, path: str) -> list[dict[str, str]]:
    """The rows of a CSV file, each by column."""
    text = site[path].decode("utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True), strict=True))


def pages(site: Site) -> Iterator[tuple[str, Markup]]:
    """Every HTML file of a site, taken apart."""
    for path, data in site.items():
        if path.endswith(".html"):
            yield path, markup(data)


def base_of(site: Site) -> str:
    """The address of a site, "" where it does not know its own."""
    found = re.search(rb'<link rel="canonical" href="([^"]*)"', site["index.html"])
    return found[1].decode() if found else ""


def text_of(html: bytes) -> str:
    """What a reader reads, with single blanks."""
    return " ".join("".join(markup(html).text).split())


@cache
def markup(html: bytes) -> Markup:
    """A page taken apart."""
    parsed = Markup()
    parsed.feed(html.decode("utf-8"))
    parsed.close()
    return parsed


_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_LINKS = ("href", "src", "action", "srcset", "poster", "data")


class Markup(HTMLParser):
    """The ids and links of a page, and what is wrong with its nesting."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        # Within SVG, where `/>` means what it says.
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} closes what is not open")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style", "title"):
            self.text.append(data)

    def close(self) -> None:
        super().close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    @cached_property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    @cached_property
    def links(self) -> list[str]:
        """Links, sources, and where the page sends its reader on; not its own whole address."""
        found = []
        for tag, attributes in self.tags:
            if tag == "link" and attributes.get("rel") in ("canonical", "alternate"):
                continue
            found += [attributes[name] for name in _LINKS if name in attributes]
            if attributes.get("http-equiv") == "refresh":
                found.append(attributes["content"].partition("url=")[2])
        return found


def is_outside(link: str) -> bool:
    """Whether a link leads out of the site."""
    return urlsplit(link).scheme in ("http", "https", "mailto", "data")


def target_of(link: str, page: str) -> tuple[str, str]:
    """The file that a relative link on a page leads to, and the anchor in it."""
    parts = urlsplit(link)
    if not parts.path:
        return page, unquote(parts.fragment)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    if parts.path.endswith(("/", "/..", "/.")) or parts.path in (".", ".."):
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    return path, unquote(parts.fragment)
