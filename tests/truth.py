"""Small archives for tests of what a whole site says: written, built by the command, read back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any

from tests.published import Site, built, rows, text_of

SITE_FILE = "title: T\nbase_url: https://x.example/\nlanguages: [en, nb]\n"
OUTLETS = "".join(f"{one}-paper: {{name: {one.upper()} Paper}}\n" for one in "abcde")


def site_of_files(files: Mapping[str, str], *options: str) -> Site:
    """The site of an archive of these files, in English and Norwegian, with five outlets."""
    with TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        write(content, files)
        return built(content, *options)


def write(content: Path, files: Mapping[str, str]) -> None:
    """Write the files of an archive into a folder."""
    for path, text in {"site.yaml": SITE_FILE, "outlets.yaml": OUTLETS, **files}.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip("\n"), "utf-8")


def article(
    entry: str, outlet: str = "a-paper", published: str = "2031-01-01", rest: str = ""
) -> str:
    """An article. `entry`: the YAML of its one entry, indented as the test likes; `rest`: more."""
    title = re.search(r"^headline: (.*)$", dedent(rest), re.MULTILINE)
    more = re.sub(r"^headline: .*$", "", dedent(rest), flags=re.MULTILINE).strip("\n")
    head = f"title: {title[1] if title else 'A text'}\noutlet: {outlet}\npublished: {published}\n"
    lines = dedent(entry).strip("\n").splitlines()
    body = "\n".join(("  - " if at == 0 else "    ") + line for at, line in enumerate(lines))
    return f"---\n{head}{more}\nevents:\n{body}\n---\n"


def words(site: Site, path: str) -> str:
    """What a reader reads on a page, drawings left out."""
    page = re.sub(rb"<svg.*?</svg>", b"", site[f"{path}index.html"], flags=re.DOTALL)
    return " ".join(text_of(page).split())


def section(site: Site, path: str, anchor: str) -> str:
    """What a reader reads in the section under this heading."""
    page = site[f"{path}index.html"].decode()
    _, found, after = page.partition(f'<h2 id="{anchor}"')
    assert found, (path, anchor)
    return text_of(f"<h2{after.partition('<h2')[0]}".encode())


def fact(site: Site, path: str, label: str, nth: int = 0) -> str:
    """What a reader reads beside a label in the tables of facts of a page."""
    page = site[f"{path}index.html"].decode()
    found = re.findall(r"<dt>([^<]*?)(?: <span.*?)?</dt><dd>(.*?)</dd>", page, re.DOTALL)
    return [text_of(dd.encode()) for dt, dd in found if dt.strip() == label][nth]


def row(site: Site, identifier: str, of: str = "events") -> dict[str, str]:
    """The row of a thing in a data file."""
    column = "claim_id" if of == "claims" else "id"
    (found,) = (one for one in rows(site, f"data/{of}.csv") if one[column] == identifier)
    return found


def claims(site: Site, event: str, prop: str) -> list[dict[str, str]]:
    """The rows of the claims of one property of one case."""
    found = rows(site, "data/claims.csv")
    return [one for one in found if (one["event"], one["property"]) == (event, prop)]


def head(site: Site, path: str) -> dict[str, str]:
    """What the head of a page says to programs: its title, and each meta element by name."""
    page = site[f"{path}index.html"].decode()
    found = {"title": unescape(re.findall(r"<title>(.*?)</title>", page, re.DOTALL)[0])}
    for tag in re.findall(r"<meta ([^>]*)>", page):
        values = {name: unescape(value) for name, value in re.findall(r'([\w:]+)="([^"]*)"', tag)}
        for key in ("name", "property"):
            if key in values:
                found[values[key]] = values["content"]
    return found


def json_ld(site: Site, path: str) -> dict[str, Any]:
    """What a page says to search engines."""
    page = site[f"{path}index.html"].decode()
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    parsed: dict[str, Any] = json.loads(found)
    return parsed


def entry(site: Site, feed: str, title_part: str = "", path: str = "") -> dict[str, Any]:
    """The one entry of a JSON feed with this in its title, or with this address."""
    items: list[dict[str, Any]] = json.loads(site[feed])["items"]
    (found,) = (one for one in items if title_part in one["title"] and one["url"].endswith(path))
    return found


def listed(site: Site, page: str, path: str) -> str:
    """What a reader reads in the row of a list that leads to a page."""
    html = site[f"{page}index.html"].decode()
    found = [each for each in re.findall(r"<li\b.*?</li>", html, re.DOTALL) if f'{path}"' in each]
    assert found, (page, path)
    return text_of(found[0].encode())


def lists(site: Site, page: str, path: str) -> bool:
    """Whether anything on a page leads to another."""
    return f'{path}"' in site[f"{page}index.html"].decode()


def heading(site: Site, path: str) -> str:
    """The heading of a page."""
    found = re.search(r"<h1.*?</h1>", site[f"{path}index.html"].decode(), re.DOTALL)
    assert found, path
    return text_of(found[0].encode())
