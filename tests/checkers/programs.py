"""The checkers of other people, and the sites that they check, written to disk once.

`make test` installs them from `package-lock.json` where there is npm. A test that finds one missing
says what to install, and is skipped; continuous integration has all of them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from tests.published import ARCHIVES, Site, site_of

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


def program(name: str, package: str) -> str:
    """A program of this machine, by its name."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"there is no {name} on this machine: apt-get install {package}")
    return found


def module(path: str, modules: Path = MODULES) -> Path:
    """A file of an npm package."""
    found = modules / path
    if not found.is_file():
        package = path.partition("/")[0]
        pytest.skip(f"{package} is not installed: npm ci, in {modules.parent.name}/, by make test")
    return found


def write_sites(folder: Path, names: Iterable[str] = ARCHIVES) -> Path:
    """The sites of these archives, each in a folder of its name."""
    for name in names:
        for path, data in site_of(name).items():
            target = folder / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return folder


def is_redirect(data: bytes) -> bool:
    """Whether a page only leads on to another."""
    return b'http-equiv="refresh"' in data


def kind_of(path: str) -> str:
    """What kind of page a path is of: "cases/*", "timeline", "people/-/letter"."""
    folders = path.removesuffix("/index.html").split("/")
    if len(folders) == 1:
        return folders[0]
    words = [folders[0], "*" if folders[1] != "-" else "-"]
    if "-" in folders[2:]:
        words += ["-", *(re.sub(r"[\d-]+", "", word) for word in folders[3:4])]
    return "/".join(words)


def one_of_each_kind(sites: Mapping[str, Site]) -> Iterator[str]:
    """Of each kind of page the largest that there is in these sites, which has most to go wrong."""
    largest: dict[str, tuple[int, str]] = {}
    for name, site in sites.items():
        for path, data in site.items():
            if path.endswith(".html") and not is_redirect(data):
                candidate = (len(data), f"{name}/{path}")
                kind = kind_of(path)
                largest[kind] = max(largest.get(kind, candidate), candidate)
    return iter(sorted(address for _, address in largest.values()))


def all_sites() -> dict[str, Site]:
    """The sites of all archives by name."""
    return {name: site_of(name) for name in ARCHIVES}
