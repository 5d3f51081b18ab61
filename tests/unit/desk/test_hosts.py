"""`new archive --host`: what a host runs of it works, and has the form that the host asks for."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.published import ROOT

from defectarchive import __version__
from defectarchive.cli import main, new
from defectarchive.desk import hosts
from defectarchive.desk.hosts import HOSTS, SETTINGS, requirement
from defectarchive.desk.starter import STARTER
from defectarchive.loader.yaml.nodes import parse_yaml

PROGRAM = f"defectarchive[search]=={__version__}"
GITHUB, GITLAB = ".github/workflows/archive.yml", ".gitlab-ci.yml"


def archive_files(host: str) -> Mapping[str, str]:
    return hosts.archive_files(host, PROGRAM)


YAML_FILES = [
    (host, path)
    for host in HOSTS
    for path in archive_files(host)
    if path.endswith((".yml", ".yaml")) and not path.startswith("content/")
]
OWN_URL = "https://archive.example.org/"
INSTALL = "python -m pip install --requirement requirements.txt"


def read(host: str, path: str) -> Any:
    return yaml.load(archive_files(host)[path], Loader=yaml.BaseLoader)  # noqa: S506 - texts alone


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the new archive goes, below one for the program by its name."""
    program = tmp_path / "bin" / "defectarchive"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m defectarchive "$@"\n')
    program.chmod(0o755)
    return tmp_path / "archive"


def written(folder: Path, host: str) -> Path:
    """A new archive; nothing in it installs anything."""
    assert main.main(["new", "archive", str(folder), "--host", host]) == 0
    script = folder / "publish.sh"
    if script.exists():
        script.write_text(script.read_text().replace(INSTALL, ":"))
    return folder


def run(folder: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run this as a host does, but for the installation: the program is that of this worktree."""
    paths = f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/sh", "-eu"],
        input=script.replace(INSTALL, ":"),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PATH": paths, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def canonical(site: Path) -> str:
    (found,) = re.findall(r'rel="canonical" href="([^"]*)"', (site / "index.html").read_text())
    return str(found)


def steps(event: str) -> list[dict[str, Any]]:
    """The steps of GitHub's job for one kind of event."""
    listed: list[dict[str, Any]] = read("github", GITHUB)["jobs"]["build"]["steps"]
    wanted = ("", f"github.event_name == '{event}'")
    return [step for step in listed if step.get("if", "") in wanted]


# --- what is written ------------------------------------------------------------------------------


def test_without_a_host_nothing_more_is_written() -> None:
    assert archive_files("none") == STARTER


@pytest.mark.parametrize("host", SETTINGS)
def test_a_host_adds_files_and_changes_none_but_the_readme(host: str) -> None:
    files = archive_files(host)
    kept = {path for path, text in STARTER.items() if files[path] == text}
    assert STARTER.keys() - kept == {"README.md"}
    assert SETTINGS[host] in files["README.md"]


@pytest.mark.parametrize("host", SETTINGS)
def test_every_host_installs_once_what_requirements_say(host: str) -> None:
    files = archive_files(host)
    assert files["requirements.txt"].splitlines()[1:] == [PROGRAM]
    assert sum(text.count(INSTALL) for text in files.values()) == 1


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (None, PROGRAM),
        (
            {"url": "https://git.example/d", "vcs_info": {"vcs": "git", "commit_id": "1f"}},
            "defectarchive[search] @ git+https://git.example/d@1f",
        ),
        (
            {"url": "https://files.example/d.whl", "archive_info": {}},
            "defectarchive[search] @ https://files.example/d.whl",
        ),
        ({"url": "file:///home/ada/d", "dir_info": {"editable": True}}, ""),
        ({}, ""),
    ],
)
def test_a_host_gets_the_program_from_where_it_was_got_here(origin: object, wanted: str) -> None:
    assert requirement(None if origin is None else json.dumps(origin)) == wanted


def test_where_the_program_is_on_this_machine_alone_no_registry_is_asked_for_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(new, "_direct_url", lambda: "{}")
    written(folder, "github")
    lines = (folder / "requirements.txt").read_text().splitlines()
    assert all(line.startswith("# ") for line in lines)
    told = "still to fill in: where the host gets the program, in requirements.txt\n"
    assert capsys.readouterr().err == told


def test_an_unknown_host_is_wrong_usage_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["new", "archive", str(folder), "--host", "geocities"]) == 2
    assert "'geocities' (choose from 'github'" in capsys.readouterr().err
    assert not folder.exists()


def test_the_guide_says_of_each_host_what_has_to_be_set_there() -> None:
    guide = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|.*\| (.*) \|$", guide, re.MULTILINE)
    assert dict(rows) == SETTINGS


# --- the form -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("host", "path"), YAML_FILES)
def test_a_file_in_yaml_has_nothing_that_the_strict_reader_minds(host: str, path: str) -> None:
    found, diagnostics = parse_yaml(archive_files(host)[path], path)
    assert found is not None
    assert diagnostics == ()


# Schemas that come with the package: no test asks anybody else. What Netlify reads has none there,
# and Cloudflare reads no file but the version of Python.
SCHEMAS = [
    ("github", GITHUB, "vendor.github-workflows"),
    ("github", GITHUB, "custom.github-workflows-require-timeout"),
    ("gitlab", GITLAB, "vendor.gitlab-ci"),
]


def linted(schema: str, file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("host", "path", "schema"), SCHEMAS)
def test_a_file_has_the_form_that_its_host_has_published(
    host: str, path: str, schema: str, tmp_path: Path
) -> None:
    file = tmp_path / Path(path).name
    file.write_text(text := archive_files(host)[path])
    found = linted(schema, file)
    assert found.returncode == 0, found.stdout + found.stderr
    # And the schema minds what is wrong.
    wrong = {"timeout-minutes": "timeout-minute", "artifacts:": "artefacts: yes\n  artifacts:"}
    file.write_text(re.sub("|".join(wrong), lambda found: wrong[found[0]], text))
    assert linted(schema, file).returncode == 1


def test_githubs_jobs_run_pinned_actions_for_a_while_with_few_rights() -> None:
    workflow = read("github", GITHUB)
    assert workflow["permissions"] == {}
    assert workflow["on"] == {"push": {"branches": ["main"]}, "pull_request": ""}
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    assert build["permissions"] == {"contents": "read"}
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert publish["needs"] == "build"
    for job in (build, publish):
        assert 0 < int(job["timeout-minutes"]) <= 60
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            assert re.fullmatch(r"(actions/[\w-]+@[0-9a-f]{40})?", step.get("uses", ""))
            # What others can write, such as the name of a branch, is never part of a command.
            assert "${{" not in step.get("run", "")


def test_only_what_is_on_main_is_published_by_github() -> None:
    assert read("github", GITHUB)["jobs"]["publish"]["if"] == "github.event_name == 'push'"
    uploads = {
        event: [s["uses"] for s in steps(event) if "upload" in s.get("uses", "")]
        for event in ("push", "pull_request")
    }
    assert [each.partition("@")[0] for each in uploads["push"]] == ["actions/upload-pages-artifact"]
    assert [each.partition("@")[0] for each in uploads["pull_request"]] == [
        "actions/upload-artifact"
    ]


def test_gitlab_publishes_the_default_branch_and_shows_merge_requests() -> None:
    pipeline = read("gitlab", GITLAB)
    rules = {name: pipeline[name]["rules"] for name in ("workflow", "preview", "pages")}
    assert rules["workflow"] == [*rules["preview"], *rules["pages"]]
    assert rules["pages"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert pipeline["pages"]["artifacts"] == {"paths": ["public"]}
    # No job has a beginning of its own, which would take the place of the check.
    assert [name for name, job in pipeline.items() if "before_script" in job] == ["default"]


def test_pre_commit_checks_content_alone_and_all_of_it() -> None:
    ((hook,),) = (
        repository["hooks"] for repository in read("github", ".pre-commit-config.yaml")["repos"]
    )
    assert (hook["files"], hook["pass_filenames"]) == ("^content/", "false")
    assert {archive_files(host)[".pre-commit-config.yaml"] for host in SETTINGS} == {
        archive_files("github")[".pre-commit-config.yaml"]
    }


# --- what a host runs -----------------------------------------------------------------------------


def commands(host: str, *, preview: bool) -> str:
    """All that the host runs for a change of the main branch, or for a preview."""
    if host == "github":
        runs = steps("pull_request" if preview else "push")
        return "\n".join(step["run"] for step in runs if "run" in step)
    if host == "gitlab":
        pipeline = read(host, GITLAB)
        job = pipeline["preview" if preview else "pages"]
        return "\n".join([*pipeline["default"]["before_script"], *job["script"]])
    if host == "netlify":
        return str(tomllib.loads(archive_files(host)["netlify.toml"])["build"]["command"])
    (told,) = re.findall(r"Build command: `([^`]*)`", SETTINGS[host])
    return str(told)


def published(host: str, *, preview: bool) -> str:
    """The folder that the host takes."""
    if host == "github":
        (path,) = (
            step["with"]["path"]
            for step in steps("pull_request" if preview else "push")
            if "upload" in step.get("uses", "")
        )
        return str(path)
    if host == "gitlab":
        (path,) = read(host, GITLAB)["preview" if preview else "pages"]["artifacts"]["paths"]
        return str(path)
    if host == "netlify":
        return str(tomllib.loads(archive_files(host)["netlify.toml"])["build"]["publish"])
    (told,) = re.findall(r"output directory: `([^`]*)`", SETTINGS[host])
    return str(told)


# What a host says to its commands: of the main branch, and of a preview; and a preview's address.
GITLAB_SAYS = {
    "CI_PROJECT_ROOT_NAMESPACE": "desk",
    "CI_PROJECT_PATH": "desk/north/harbour",
    "CI_PAGES_DOMAIN": "pages.example",
    "CI_JOB_ID": "77",
}
GITLAB_URL = "https://desk.pages.example/-/north/harbour/-/jobs/77/artifacts/preview/"
SAID: Mapping[str, tuple[Mapping[str, str], Mapping[str, str], str]] = {
    "github": ({}, {}, OWN_URL),
    "gitlab": (GITLAB_SAYS, GITLAB_SAYS, GITLAB_URL),
    "netlify": (
        {"CONTEXT": "production", "DEPLOY_PRIME_URL": "https://main--a.example"},
        {"CONTEXT": "deploy-preview", "DEPLOY_PRIME_URL": "https://7--a.example"},
        "https://7--a.example/",
    ),
    "cloudflare": (
        {"CF_PAGES_BRANCH": "main", "CF_PAGES_URL": "https://1f.a.example"},
        {"CF_PAGES_BRANCH": "draft", "CF_PAGES_URL": "https://2f.a.example"},
        "https://2f.a.example/",
    ),
}


@pytest.mark.parametrize("host", SETTINGS)
def test_a_host_publishes_at_the_address_of_the_archive_and_shows_changes_at_its_own(
    host: str, folder: Path
) -> None:
    written(folder, host)
    main_branch, change, url = SAID[host]
    done = run(folder, commands(host, preview=False), **main_branch)
    assert done.returncode == 0, done.stderr
    assert canonical(folder / published(host, preview=False)) == OWN_URL
    done = run(folder, commands(host, preview=True), **change)
    assert done.returncode == 0, done.stderr
    site = folder / published(host, preview=True)
    assert canonical(site) == url
    if host == "gitlab":
        assert (folder / "preview.env").read_text() == f"PREVIEW_URL={url}index.html\n"
    if host in ("github", "gitlab"):
        # Nobody opens a folder's index.html for the reader.
        assert 'href="./cases/index.html"' in (site / "index.html").read_text()


@pytest.mark.parametrize("host", SETTINGS)
def test_a_mistake_in_the_content_ends_what_a_host_does(host: str, folder: Path) -> None:
    written(folder, host)
    place = folder / "content/people/ada-quay.md"
    place.write_text("---\nname: Ada Quay\nnationality: Atlantis\n---\n")
    done = run(folder, commands(host, preview=False), **SAID[host][0])
    assert done.returncode == 1
    assert not (folder / published(host, preview=False)).exists()
    line = "file=content/people/ada-quay.md,line=3," if host == "github" else "ada-quay.md:3:14: "
    assert line in done.stdout + done.stderr


def test_the_hook_lets_content_without_mistakes_pass_and_no_other(folder: Path) -> None:
    written(folder, "github")
    hooks = read("github", ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert run(folder, hooks[0]["entry"]).returncode == 0
    (folder / "content/people/ada-quay.md").write_text("---\nname: []\n---\n")
    assert run(folder, hooks[0]["entry"]).returncode == 1
