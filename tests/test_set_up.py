"""Set-up and continuous integration: what they fetch is pinned, and what they may do is little."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.published import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
LISTS = sorted(ROOT.glob("requirements*.txt"))
WORKFLOWS = sorted((ROOT / ".github/workflows").iterdir())


def test_there_is_a_list_for_pip_itself() -> None:
    assert "requirements-pip.txt" in {path.name for path in LISTS}
    made = MAKEFILE.partition("$(BIN)/python:")[2].partition("\n$(RUN_READY):")[0]
    assert "$(LOCKED) requirements-pip.txt" in made
    assert "uninstall --yes setuptools wheel" in made


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_package_has_one_version_and_hashes(path: Path) -> None:
    text = path.read_text("utf-8")
    entries = re.split(r"\n(?=[a-zA-Z])", f"\n{text}".replace("\\\n", " "))
    named = [entry for entry in entries if re.match(r"[a-zA-Z]", entry)]
    assert named
    for entry in named:
        assert re.match(r"[\w.-]+==[\w.!+]+ ", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry


def test_nothing_is_compiled_and_nothing_resolved() -> None:
    """A package in source names what it is built with, which no list of ours pins."""
    (options,) = re.findall(r"^LOCKED := (.*)$", MAKEFILE, re.MULTILINE)
    for option in ("--no-deps", "--require-hashes", "--only-binary :all:"):
        assert option in options
    installs = re.findall(r"^\t@?\$\(PIP\) (.*)$", MAKEFILE, re.MULTILINE)
    own = "install --no-deps --no-build-isolation --editable ."
    assert {line for line in installs if not line.startswith("$(LOCKED) ")} == {
        own,
        "uninstall --yes setuptools wheel 2>/dev/null",
    }


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_pinned_actions_for_a_while_with_few_rights(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert 0 < job["timeout-minutes"] <= 60
        for step in job["steps"]:
            action = step.get("uses", "")
            assert not action or re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)
            if action.startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
