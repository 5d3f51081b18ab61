"""The command line: what it prints where, and the code it ends with."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.published import ROOT

from defectarchive import __version__, build
from defectarchive.checks.messages import as_text
from defectarchive.cli import main, report
from defectarchive.diagnostics.diagnostic import Diagnostic, Severity, Span
from defectarchive.engine.options import BuildOptions
from defectarchive.engine.tables.known import Known
from defectarchive.engine.traces import SiteCounts
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.site_settings import Deployment, SiteSettings
from defectarchive.pages.plan import PlanPart
from defectarchive.pages.search.texts import SearchablePage
from defectarchive.pages.shared.planned import PlannedFile
from defectarchive.workspace.output import publish

Printed = pytest.CaptureFixture[str]

ARTICLE = """\
---
title: Two officers cross
outlet: Example Times
published: 2031-04-13
events:
  - event: crossing-2031
    type: asylum-request
---
[[crossing-2031]] was reported.
"""


class Pages:
    """The plan of a site of two files, one of them a page."""

    sources: Mapping[str, str] = {}
    editions: Mapping[str, object] = {}

    def __init__(self, known: Known, settings: SiteSettings, *_: object) -> None:
        self.home = f"{settings.title} {known.count('events')}".encode()
        self.deployment = Deployment()
        self.trace = known.trace
        self.archive = known.archive

    def page_parts(self) -> list[PlanPart]:
        return [PlanPart("home")]

    def file_parts(self) -> list[PlanPart]:
        return []

    def texts(self) -> dict[str, list[SearchablePage]]:
        return {}

    def make(self, _: PlanPart) -> Iterator[PlannedFile]:
        yield PlannedFile("index.html", lambda: [self.home])

    def rest(self, *_: object) -> Iterator[PlannedFile]:
        yield PlannedFile("data/archive.json", lambda: [b"{}"])


@pytest.fixture(autouse=True)
def _two_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files stand in for the site's."""
    use(monkeypatch, Pages)


def use(monkeypatch: pytest.MonkeyPatch, plan: Callable[..., object]) -> None:
    monkeypatch.setattr(Known, "plan", lambda *given: plan(*given))  # noqa: PLW0108 - no method


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with content/ of one article, to work in."""
    folder = tmp_path / "archive"
    write(folder / "content/site.yaml", "title: Crossings\n")
    write(folder / "content/outlets.yaml", "example-times: {name: Example Times}\n")
    write(folder / "content/articles/crossing.md", ARTICLE)
    monkeypatch.chdir(folder)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def spoil(archive: Path) -> None:
    write(archive / "content/articles/crossing.md", ARTICLE.replace("2031-04-13", "2031-04-31"))


class TestBuild:
    def test_it_publishes_and_says_in_one_line_what(self, archive: Path, capsys: Printed) -> None:
        assert main.main(["build"]) == 0
        printed = capsys.readouterr()
        assert printed.err == ""
        line = printed.out.rstrip("\n")
        assert line.startswith(
            "1 article, 1 event, 0 people, 1 page, 3 files (0.0 MB), 0 warnings, "
        )
        assert line.endswith(" seconds")
        manifest = (archive / "build/site/manifest.json").read_bytes()
        assert f", manifest {hashlib.sha256(manifest).hexdigest()}, " in line
        assert (archive / "build/site/index.html").read_bytes() == b"Crossings 1"

    def test_mistakes_in_the_content_are_all_printed_and_nothing_is_published(
        self, archive: Path, capsys: Printed
    ) -> None:
        assert main.main(["build"]) == 0
        before = (archive / "build/site/index.html").read_bytes()
        spoil(archive)
        write(archive / "content/articles/other.md", ARTICLE.replace("title:", "titel:"))
        capsys.readouterr()
        assert main.main(["build"]) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "content/articles/crossing.md:4:20: error[" in printed.err
        assert "content/articles/other.md:2:1: error[" in printed.err
        assert "    4 | published: 2031-04-31" in printed.err
        assert printed.err.endswith("nothing was published\n")
        assert (archive / "build/site/index.html").read_bytes() == before

    @pytest.mark.parametrize("folder", ["content", "./content", "content/", "../archive/content"])
    def test_paths_are_shown_as_the_folder_was_given(
        self, archive: Path, folder: str, capsys: Printed
    ) -> None:
        spoil(archive)
        assert main.main(["build", "--content", folder]) == 1
        assert f"{folder.rstrip('/')}/articles/crossing.md:4:20: " in capsys.readouterr().err

    def test_warnings_are_printed_and_counted(self, archive: Path, capsys: Printed) -> None:
        (archive / "content/outlets.yaml").unlink()
        assert main.main(["build"]) == 0
        printed = capsys.readouterr()
        assert ": warning[" in printed.err
        assert ", 1 warning, " in printed.out

    def test_explain_names_each_file_that_changed(self, archive: Path, capsys: Printed) -> None:
        main.main(["build"])
        capsys.readouterr()
        assert main.main(["build", "--explain"]) == 0
        assert capsys.readouterr().out.startswith("nothing has changed since the last build\n")
        write(archive / "content/site.yaml", "title: Other\n")
        assert main.main(["build", "--explain"]) == 0
        assert capsys.readouterr().out.splitlines()[:-1] == [
            "written index.html",
            "written manifest.json",
        ]

    def test_the_options_reach_the_build(
        self, archive: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[BuildOptions] = []

        def note(order: BuildOptions, *_: object) -> build.BuildResult:
            seen.append(order)
            return build.BuildResult((), (), SiteCounts(0, 0, 0, 0, 0, 0))

        monkeypatch.setattr(build, "build", note)
        write(archive / "secret.txt", "\ufeffIvan\r\n\r\n  Ada Berg \n")
        given = ["--output", "out", "--jobs", "2", "--withhold", "secret.txt", "--no-cache"]
        given += ["--base-url", "https://example.org/x", "--templates", "t", "--no-search"]
        given += ["--no-cards"]
        assert main.main(["build", *given]) == 0
        assert seen == [
            BuildOptions(
                content=Path("content"),
                output=Path("out"),
                templates=Path("t"),
                base_url="https://example.org/x/",
                jobs=2,
                cache=False,
                search=False,
                withheld=("Ivan", "Ada Berg"),
            )
        ]

    @pytest.mark.parametrize(
        "given",
        [
            [],
            ["publish"],
            ["build", "--colour"],
            ["build", "--jobs", "0"],
            ["build", "--jobs", "many"],
            ["build", "--base-url", "example.org"],
            ["build", "--base-url", "https://example.org/?q"],
            ["build", "--content", "missing"],
            ["build", "--content", "content/site.yaml"],
            ["build", "--output", "content/site"],
            ["build", "--output", "."],
            ["build", "--output", "/"],
            ["build", "--withhold", "missing"],
            ["build", "--withhold", ""],
            ["build", "--output", ""],
            ["check", "--content", ""],
            ["verify", ""],
            ["check", "--content", "missing"],
            ["check", "--format", "xml"],
            ["verify", "missing"],
            ["verify", "content", "--digest", "abc"],
            ["new"],
            ["new", "thing"],
            ["new", "archive", "content"],
        ],
    )
    def test_wrong_usage_is_2_and_says_why(
        self, archive: Path, given: list[str], capsys: Printed
    ) -> None:
        before = sorted(archive.rglob("*"))
        assert main.main(given) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "defectarchive" in printed.err
        assert "Traceback" not in printed.err
        assert sorted(archive.rglob("*")) == before

    def test_what_the_machine_refuses_is_3_in_one_line(
        self, archive: Path, capsys: Printed
    ) -> None:
        write(archive / "build", "a file where a folder must be")
        assert main.main(["build"]) == 3
        printed = capsys.readouterr()
        assert printed.err.startswith("defectarchive: cannot ")
        assert printed.err.count("\n") == 1

    @pytest.mark.usefixtures("archive")
    def test_a_bug_is_3_in_one_line_that_says_where(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Printed
    ) -> None:
        def render(*_: object) -> Iterable[object]:
            raise KeyError("line one\nline two")

        use(monkeypatch, render)
        assert main.main(["build"]) == 3
        printed = capsys.readouterr()
        assert "this is a bug" in printed.err
        assert "test_main.py:" in printed.err
        assert printed.err.count("\n") == 1
        monkeypatch.setenv("DEFECTARCHIVE_DEBUG", "1")
        assert main.main(["build"]) == 3
        assert "Traceback" in capsys.readouterr().err

    @pytest.mark.usefixtures("archive")
    def test_too_little_memory_is_no_bug(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Printed
    ) -> None:
        def render(*_: object) -> Iterable[object]:
            raise MemoryError

        use(monkeypatch, render)
        assert main.main(["build"]) == 3
        told = capsys.readouterr().err
        assert (
            told == "defectarchive: there is not enough memory; --jobs 1 needs the least [memory]\n"
        )

    def test_an_empty_content_folder_is_read(self, tmp_path: Path, capsys: Printed) -> None:
        (tmp_path / "empty").mkdir()
        code = main.main(
            ["build", "--content", str(tmp_path / "empty"), "--output", str(tmp_path / "site")]
        )
        assert code in (0, 1)
        assert "Traceback" not in capsys.readouterr().err


class TestCheck:
    def test_good_content_is_0(self, archive: Path, capsys: Printed) -> None:
        assert main.main(["check"]) == 0
        *questions, tally = capsys.readouterr().out.splitlines()
        assert tally == "0 errors, 4 warnings (4 open questions)"
        found = [line for line in questions if "warning[" in line]
        assert all("warning[open-" in line for line in found)
        assert sorted(path.name for path in archive.iterdir()) == ["content"]

    def test_mistakes_are_1(self, archive: Path, capsys: Printed) -> None:
        spoil(archive)
        assert main.main(["check"]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith("content/articles/crossing.md:4:20: error[")
        assert lines[-1] == "1 error, 0 warnings"

    def test_drafts_that_wait_are_named_after_all_else(
        self, archive: Path, capsys: Printed
    ) -> None:
        draft = "---\ntitle: Later\ndraft: true\n---\n"
        write(archive / "content/articles/later.md", draft)
        line = "1 draft is left out: content/articles/later.md\n"
        assert main.main(["check"]) == 0
        assert capsys.readouterr().out.endswith(line)
        assert main.main(["check", "content/articles/crossing.md"]) == 0
        assert "draft" not in capsys.readouterr().out
        # Nor is one named that bears a name which is withheld.
        write(archive / "content/articles/zebulon.md", draft)
        write(archive / "content/people/x.md", "---\nname: X\nwithhold: [Zebulon]\n---\n")
        assert main.main(["check"]) == 0
        assert capsys.readouterr().out.endswith(line)

    def test_json_is_one_array(self, archive: Path, capsys: Printed) -> None:
        assert main.main(["check", "--format", "json"]) == 0
        codes = {each["code"] for each in json.loads(capsys.readouterr().out)}
        questions = ("one-origin", "sole-source", "no-archived-copy", "year")
        assert codes == {f"open-{question}" for question in questions}
        spoil(archive)
        assert main.main(["check", "--format", "json"]) == 1
        (found,) = json.loads(capsys.readouterr().out)
        names = ["path", "line", "column", "severity", "code", "message", "hint"]
        assert list(found) == names
        place = (found["path"], found["line"], found["column"], found["severity"])
        assert place == ("content/articles/crossing.md", 4, 20, "error")

    def test_github_commands_name_the_place(self, archive: Path, capsys: Printed) -> None:
        spoil(archive)
        assert main.main(["check", "--format", "github"]) == 1
        (line,) = capsys.readouterr().out.splitlines()
        assert line.startswith("::error file=content/articles/crossing.md,line=4,col=20,")

    def test_github_commands_are_escaped(self) -> None:
        found = Diagnostic(
            Severity.WARNING, "raw-html", Span("a,b:%.md", 1, 2, 3), "5%\nof", "a: b, c"
        )
        (line,) = report.as_github([found], ".")
        assert line == (
            "::warning file=a%2Cb%3A%25.md,line=1,col=2,endColumn=3,"
            "title=raw-html::5%25%0Aof%0Aa: b, c"
        )

    def test_a_secret_line_is_not_printed(self) -> None:
        files = [SourceFile("a.md", b"the secret\n")]
        found = Diagnostic(
            Severity.ERROR, "withheld-name", Span("a.md", 1, 1, 4), "hm", secret=True
        )
        assert "secret" not in "".join(as_text([found], "x", files))


class TestVerify:
    def test_a_site_as_built_is_0(self, tmp_path: Path, capsys: Printed) -> None:
        publish(tmp_path / "site", [("index.html", b"home"), ("a/index.html", b"a")])
        assert main.main(["verify", str(tmp_path / "site")]) == 0
        assert capsys.readouterr().out.endswith("is as it was built\n")

    def test_every_difference_is_named(self, tmp_path: Path, capsys: Printed) -> None:
        site = tmp_path / "site"
        publish(site, [("index.html", b"home"), ("a/index.html", b"a"), ("b", b"b")])
        (site / "index.html").write_bytes(b"hOme")
        (site / "b").unlink()
        (site / "c").write_bytes(b"")
        assert main.main(["verify", str(site)]) == 1
        assert capsys.readouterr().out.splitlines()[:-1] == [
            "b: missing",
            "c: not in the manifest",
            "index.html: changed",
        ]

    def test_the_digest_that_the_build_printed_tells_a_forged_manifest(
        self, archive: Path, capsys: Printed
    ) -> None:
        digests = []
        for _ in range(2):
            assert main.main(["build"]) == 0
            found = re.search(", manifest ([0-9a-f]{64}), ", capsys.readouterr().out)
            assert found is not None
            digests.append(found[1])
        assert main.main(["verify", "build/site", "--digest", digests[1].upper()]) == 0
        assert capsys.readouterr().out == f"manifest {digests[0]}: build/site is as it was built\n"
        publish(archive / "build/site", [("index.html", b"forged")])
        assert main.main(["verify", "build/site"]) == 0
        assert main.main(["verify", "build/site", "--digest", digests[0]]) == 1

    @pytest.mark.usefixtures("archive")
    def test_a_folder_without_manifest_is_1(self, capsys: Printed) -> None:
        assert main.main(["verify", "content"]) == 1
        assert capsys.readouterr().out.splitlines() == [
            "manifest.json: missing, or not one of defectarchive",
            "manifest missing: content differs from its manifest",
        ]


class TestWhatIsAroundTheOutput:
    def test_files_that_no_build_had_put_there_are_named_when_they_go(
        self, archive: Path, capsys: Printed
    ) -> None:
        assert main.main(["build"]) == 0
        write(archive / "build/site/CNAME", "archive.example.org")
        write(archive / "build/site/.well-known/security.txt", "Contact: me")
        capsys.readouterr()
        assert main.main(["build"]) == 0
        printed = capsys.readouterr()
        assert "content/static:1:1: warning[foreign-file]: 2 files were" in printed.err
        assert "removed: .well-known/security.txt, CNAME" in printed.err
        assert ", 1 warning, " in printed.out
        assert main.main(["build"]) == 0
        assert capsys.readouterr().err == ""

    def test_a_page_that_a_build_had_made_is_no_such_file(
        self, archive: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert main.main(["build"]) == 0
        monkeypatch.setattr(Pages, "rest", lambda *_: iter(()))
        write(archive / "content/site.yaml", "title: Other\n")
        capsys.readouterr()
        assert main.main(["build", "--explain"]) == 0
        printed = capsys.readouterr()
        assert "deleted data/archive.json" in printed.out
        assert printed.err == ""

    def test_a_hundred_of_them_are_told_in_one_line(self, archive: Path, capsys: Printed) -> None:
        assert main.main(["build"]) == 0
        for number in range(100):
            write(archive / f"build/site/{number:03}", "")
        capsys.readouterr()
        assert main.main(["build"]) == 0
        told = capsys.readouterr().err
        assert "008, 009 and 90 more" in told
        assert told.count("\n") == 2

    def test_their_names_are_not_printed_where_they_are_withheld(
        self, archive: Path, capsys: Printed
    ) -> None:
        write(archive / "names.txt", "Zyxtarov\n")
        assert main.main(["build"]) == 0
        write(archive / "build/site/zyxtarov.html", "")
        capsys.readouterr()
        assert main.main(["build", "--withhold", "names.txt", "--explain"]) == 0
        printed = capsys.readouterr()
        assert "warning[foreign-file]" in printed.err
        assert "zyxtarov" not in (printed.err + printed.out).lower()

    def test_a_web_root_above_it_is_warned_of_at_each_build(
        self, archive: Path, capsys: Printed
    ) -> None:
        write(archive / "www/index.html", "")
        for _ in range(2):
            assert main.main(["build", "--output", "www/archive"]) == 0
            told = capsys.readouterr().err
            assert "warning[web-root-above]" in told
            assert str(archive / "www") in told


class TestHelp:
    def test_the_version_is_printed(self, capsys: Printed) -> None:
        assert main.main(["--version"]) == 0
        assert capsys.readouterr().out == f"defectarchive {__version__}\n"

    @pytest.mark.parametrize("verb", [[], ["build"], ["new"]])
    def test_help_has_examples(self, verb: list[str], capsys: Printed) -> None:
        assert main.main([*verb, "--help"]) == 0
        assert "examples:" in capsys.readouterr().out

    @pytest.mark.parametrize("kind", ["archive", "article", "person", "event"])
    def test_each_kind_of_new_file_has_help(self, kind: str, capsys: Printed) -> None:
        assert main.main(["new", kind, "--help"]) == 0
        assert "usage:" in capsys.readouterr().out


def command(*given: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "defectarchive", "check"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


class TestTheProcess:
    def test_names_in_any_script_are_printed_whatever_the_locale(self, archive: Path) -> None:
        write(archive / "content/articles/crossing.md", ARTICLE.replace("[[", "[[Иван "))
        environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
        with command("check", env=environment) as process:
            out, err = process.communicate()
        assert process.returncode == 1
        assert "Иван" in out.decode("utf-8")
        assert err == b""

    def test_a_reader_who_goes_away_is_no_failure(self, archive: Path) -> None:
        for number in range(300):
            write(archive / f"content/articles/bad-{number}.md", "---\ntitle: x\n---\n" * 20)
        with command("check") as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 1

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
    @pytest.mark.usefixtures("archive")
    def test_what_cannot_be_printed_is_3_in_one_line(self) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "defectarchive", "check"],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == 3
        assert done.stderr == b"defectarchive: cannot print: No space left on device [system]\n"

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
    @pytest.mark.parametrize("stream", ["stdout", "stderr"])
    @pytest.mark.parametrize("wrong", [False, True])
    def test_a_build_that_cannot_say_what_it_did_did_it_all_the_same(
        self, archive: Path, stream: str, *, wrong: bool
    ) -> None:
        if wrong:
            spoil(archive)
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "defectarchive", "build", "--explain"],
                **(pipes | {stream: full}),
                check=False,
            )
        assert done.returncode == (1 if wrong else 0)
        assert (archive / "build/site/index.html").exists() is not wrong
        if stream == "stdout" and not wrong:
            assert done.stderr.count(b"\n") == 1
            assert b"cannot print: No space left on device" in done.stderr

    def test_an_interrupted_build_is_130(self, archive: Path) -> None:
        script = (
            "import time; from defectarchive.engine.tables.known import Known\n"
            # In short steps: a signal that comes just before the sleep is seen after it.
            "def render(*_):\n    print('at work', flush=True)\n"
            "    for _ in range(600): time.sleep(0.1)\n"
            "Known.plan = render\n"
            "import sys; sys.argv = ['defectarchive', 'build']\n"
            "from defectarchive.__main__ import run; run()\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline() == b"at work\n"
            process.send_signal(signal.SIGINT)
            assert process.stderr.read() == b"defectarchive: interrupted\n"
        assert process.returncode == 130
        assert not (archive / "build/site").exists()


def test_a_build_without_a_change_loads_nothing_of_what_makes_pages(archive: Path) -> None:
    libraries = {"jinja2", "markdown", "yaml", "babel", "nh3", "slugify"}
    own = {f"defectarchive.{name}" for name in ("resolve", "pages", "render", "language")}
    script = (
        "import sys; from defectarchive.cli.main import main\n"
        "assert main(['build']) == 0\n"
        f"print(*sorted({libraries | own} & sys.modules.keys()))\n"
    )
    os.utime(archive / "content/articles/crossing.md", (1e9, 1e9))
    run = partial(subprocess.run, capture_output=True, text=True, check=True)
    first, again = (run([sys.executable, "-c", script]).stdout for _ in range(2))
    assert "jinja2" in first
    assert again.splitlines()[-1] == ""


def test_tests_of_ctrl_c_pass_in_the_background_of_a_shell() -> None:
    """There what a shell starts is told to ignore it, and hands that down to what it starts."""
    test = f"{__file__}::TestTheProcess::test_an_interrupted_build_is_130"
    tests = [sys.executable, "-m", "pytest", test, "-q", "-n", "0", "-p", "no:cacheprovider"]
    done = subprocess.run(
        ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *tests],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout


EARLY = """
import sys
class Interrupted:
    def find_spec(self, name, path, target=None):
        if name == "{}":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from defectarchive.__main__ import run
sys.argv = ["defectarchive", "check"]
run()
"""


@pytest.mark.parametrize(
    "name", ["defectarchive.cli.main", "argparse", "defectarchive.workspace.errors", "yaml"]
)
def test_ctrl_c_while_the_program_is_loaded_is_130_without_a_traceback(
    archive: Path, name: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EARLY.format(name)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "defectarchive: interrupted\n")


class Terminal:
    """A stream that says it is one."""

    def __init__(self, *, tty: bool) -> None:
        self.tty, self.text = tty, ""

    def isatty(self) -> bool:
        return self.tty

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None: ...


@pytest.mark.parametrize(
    ("tty", "seconds", "shown"), [(True, 2.0, True), (True, 0.1, False), (False, 2.0, False)]
)
def test_progress_is_shown_on_a_terminal_after_a_second(
    *, tty: bool, seconds: float, shown: bool
) -> None:
    stream = Terminal(tty=tty)
    started = time.monotonic() - seconds
    with report.Progress(stream, started=started) as progress:  # type: ignore[arg-type]
        progress("files", 12)
        progress("files", 13)
    assert ("12 files" in stream.text) is shown
    assert "13" not in stream.text
    assert stream.text.endswith("\r\x1b[K") is shown
