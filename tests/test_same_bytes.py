"""One archive gives one site, byte for byte, whatever machine, folder or moment it is built in.

Each build here differs from the first in one circumstance.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from tests.published import ARCHIVES, ROOT, Site, built, copy_archive, read_site, run, site_of

CONTENT = ARCHIVES["lighthouses"]
VARIABLES = {
    "hash-seed-0": {"PYTHONHASHSEED": "0"},
    "hash-seed-1": {"PYTHONHASHSEED": "1"},
    "time-zone-and-language": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
    },
    "plain-locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "America/Adak", "COLUMNS": "20"},
    "without-assertions": {"PYTHONOPTIMIZE": "1"},
    "without-docstrings": {"PYTHONOPTIMIZE": "2"},
}


def differing(one: Site, other: Site) -> list[str]:
    """Paths of the files that are not the same in both."""
    return [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)]


@pytest.mark.parametrize("name", VARIABLES)
def test_the_environment_changes_no_byte(name: str, tmp_path: Path) -> None:
    output = tmp_path / "site"
    done = run("build", "--content", CONTENT, "--output", output, variables=VARIABLES[name])
    assert done.returncode == 0, done.stderr
    assert differing(read_site(tmp_path / "site"), site_of("lighthouses")) == []


def test_the_umask_changes_no_byte(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        site = built(CONTENT, cards=True)
    finally:
        os.umask(before)
    assert differing(site, site_of("lighthouses")) == []


def reversed_copy(content: Path, target: Path) -> Path:
    """The same files made in the opposite order, which some file systems list them in."""
    files = sorted((path for path in content.rglob("*") if path.is_file()), reverse=True)
    for path in files:
        copy = target / path.relative_to(content)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        os.utime(copy, (0, 0))
    return target


def test_where_when_and_in_what_order_the_files_were_made_changes_no_byte(tmp_path: Path) -> None:
    content = reversed_copy(CONTENT, tmp_path / "a much deeper" / "folder" / "of another name")
    assert differing(built(content, cards=True), site_of("lighthouses")) == []


def test_the_order_in_which_a_folder_lists_its_files_changes_no_byte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = os.scandir

    class Backwards:
        def __init__(self, path: str) -> None:
            with real(path) as entries:
                self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def __iter__(self) -> Iterator[os.DirEntry[str]]:
            return self.entries

        def __next__(self) -> os.DirEntry[str]:
            return next(self.entries)

        def close(self) -> None: ...

    monkeypatch.setattr(os, "scandir", Backwards)
    assert differing(built(CONTENT, cards=True), site_of("lighthouses")) == []


@pytest.mark.parametrize("options", [["--jobs", "2"], ["--no-cache"]], ids=" ".join)
def test_how_the_work_is_done_changes_no_byte(options: list[str]) -> None:
    assert differing(built(CONTENT, *options, cards=True), site_of("lighthouses")) == []


def test_what_was_published_before_changes_no_byte(tmp_path: Path) -> None:
    content = copy_archive(ARCHIVES["one-article"], tmp_path / "content")
    given = ["build", "--content", "content", "--output", "site"]
    assert run(*given, cwd=tmp_path).returncode == 0
    shutil.rmtree(content)
    copy_archive(CONTENT, content)
    assert run(*given, cwd=tmp_path).returncode == 0
    assert differing(read_site(tmp_path / "site"), site_of("lighthouses")) == []


def test_where_the_program_lies_changes_no_byte(tmp_path: Path) -> None:
    checkout = tmp_path / "another checkout"
    for folder in ("src", "templates"):
        shutil.copytree(
            ROOT / folder, checkout / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    done = subprocess.run(
        [sys.executable, "-m", "defectarchive", "build", "--content", CONTENT, "--output", "site"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(checkout / "src")},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert differing(read_site(tmp_path / "site"), site_of("lighthouses")) == []
