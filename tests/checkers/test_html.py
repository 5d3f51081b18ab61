"""Every page of every archive: valid HTML (Nu HTML Checker), and no link broken (linkinator)."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.checkers.programs import module, program, write_sites
from tests.published import ARCHIVES

pytestmark = pytest.mark.xdist_group("checkers")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sites(tmp_path_factory.mktemp("sites"))


def test_the_nu_html_checker_finds_no_error_in_any_page(sites: Path) -> None:
    java = program("java", "default-jre-headless")
    jar = module("vnu-jar/build/dist/vnu.jar")
    command = [java, "-jar", str(jar), "--skip-non-html", "--format", "json", str(sites)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=600)
    messages = json.loads(done.stderr)["messages"]
    # The harbours' catalogues are partial, so it guesses, rightly, that much there is English.
    # It takes 'self' for nobody where pages are files, and data for a script that would run. What
    # the policy lets through is for a browser to say, and is asked there.
    told = [
        f"{each.get('url', '')}:{each.get('lastLine', '')} {each['message']}"
        for each in messages
        if each["type"] != "info" or each.get("subType") == "warning"
        if "violates Content Security Policy" not in each["message"]
        if "/harbour-" not in each.get("url", "")
        or "appears to be written in English" not in each["message"]
    ]
    assert not told, "\n".join(told[:20])


def test_the_checker_would_tell_of_an_error(tmp_path: Path) -> None:
    java = program("java", "default-jre-headless")
    jar = module("vnu-jar/build/dist/vnu.jar")
    (tmp_path / "index.html").write_text(
        "<!doctype html><title>x</title><p><div id=a id=b>", "utf-8"
    )
    command = [java, "-jar", str(jar), "--skip-non-html", "--format", "json", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=600)
    assert json.loads(done.stderr)["messages"]


def test_linkinator_finds_no_broken_link(sites: Path) -> None:
    node = program("node", "nodejs")
    cli = module("linkinator/build/src/cli.js")
    starts = [f"{name}/index.html" for name in ARCHIVES]
    # What lies outside may be gone any day, and is the archive's to tell, not the generator's.
    outside = "^https?://(?!localhost|127\\.0\\.0\\.1)"
    command = [node, str(cli), *starts, "--recurse", "--format", "json", "--skip", outside]
    done = subprocess.run(
        command, cwd=sites, capture_output=True, check=False, timeout=600,
        env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    links = json.loads(done.stdout)["links"]
    broken = [f"{link['parent']}: {link['url']}" for link in links if link["state"] == "BROKEN"]
    assert not broken, "\n".join(broken[:20])
    assert len([link for link in links if link["state"] == "OK"]) > 300
