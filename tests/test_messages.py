"""Everything that the program may say stands in one table, and has an example that shows it.

What an archive shows has a folder in broken/ (see test_broken.py). What needs a disk, a published
site or a machine that fails is brought about here; its report is a file in messages/, and
`pytest tests/test_messages.py --update-golden` writes these anew, and docs/diagnostics.md.
"""

from __future__ import annotations

import argparse
import ast
import errno
import gzip
import io
import re
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn, Self

import pytest

from defectarchive.checks.open_questions.rules import open_questions
from defectarchive.cli import main
from defectarchive.desk.copies.fetch import Limits, fetch
from defectarchive.diagnostics.codes.table import TABLE, Exit, Severity, UnlistedError
from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error, format_diagnostic
from defectarchive.engine import full_text, workers
from defectarchive.search.text_documents import FRAGMENT
from defectarchive.workspace import output, pagefind, refusals
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError, wrap_os_errors
from tests.archives import make

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src" / "defectarchive"
REPORTS = TESTS / "messages"
Printed = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


# --- the table -----------------------------------------------------------------------------------

# The place of the code among the arguments of whatever makes a message, and its weights.
_CODE_AT = {
    "error": 0,
    "warning": 0,
    "Diagnostic": 1,
    "_refused": 1,
    "WrongUsageError": 0,
    "WorkspaceError": 0,
    "refusal": 1,
    "FaultyArchiveError": 0,
}
_CREATED = {f"created-{kind}" for kind in ("outlet", "organisation", "place", "person")}
_MAKERS = ("diagnostic.py", "errors.py", "row.py")


def codes_in_source() -> set[str]:
    """Every code that the source can give."""
    found = set(_CREATED)
    for path in sorted(SOURCE.rglob("*.py")):
        if path.name in _MAKERS or path.parent.name == "codes":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            if called in _CODE_AT and len(node.args) > _CODE_AT[called]:
                code = node.args[_CODE_AT[called]]
                if isinstance(code, ast.Constant):
                    found.add(str(code.value))
    return found


def test_every_code_that_the_source_gives_is_in_the_table_and_no_other() -> None:
    assert codes_in_source() == TABLE.keys()


def test_a_message_that_is_not_in_the_table_cannot_be_made() -> None:
    for make_it in (
        lambda: Diagnostic(Severity.ERROR, "no-such-code", Span("a.md"), "x"),
        lambda: Diagnostic(Severity.WARNING, "bad-date", Span("a.md"), "x"),
        lambda: WorkspaceError("no-such-code", "x"),
        lambda: WrongUsageError("busy", "x"),
    ):
        with pytest.raises(UnlistedError):
            make_it()


def test_no_message_is_endless() -> None:
    assert len(error("place-circle", Span("places.yaml"), "a → " * 9_999).message) <= 1_001


def test_every_row_says_what_it_means_and_what_to_do() -> None:
    assert [row.code for row in TABLE.values() if not (row.meaning and row.remedy)] == []


# --- examples ------------------------------------------------------------------------------------

ARTICLE = """\
---
title: {title}
outlet: Example Times
published: 2031-04-13
events:
  - event: {event}
    type: border-crossing
---
"""


class Desk:
    """An archive on the disk, and the command line to work on it."""

    def __init__(self, folder: Path, patch: Patch) -> None:
        self.patch = patch
        self.folder = folder
        self.write("content/site.yaml", "title: Crossings\n")
        self.write("content/articles/a.md", ARTICLE.format(title="Two cross", event="crossing"))

    def write(self, path: str, text: str | bytes) -> Path:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return place

    def run(self, line: str) -> None:
        main.main(line.split())

    def build(self, more: str = "", output: str = "out") -> None:
        self.run(f"build --output {output} --no-search --no-cards {more}")

    def explain(self, doing: Callable[[], object]) -> None:
        """Say what a seam of the program raises, as the command line says it."""
        try:
            doing()
        except (WorkspaceError, WrongUsageError) as problem:
            main._explain(problem, argparse.Namespace())


EXAMPLES: dict[str, Callable[[Desk], None]] = {}
Example = Callable[[Desk], None]


def shows(*codes: str) -> Callable[[Example], Example]:
    def keep(example: Example) -> Example:
        EXAMPLES["+".join(codes)] = example
        return example

    return keep


# Of files and of the site.


@shows("no-catalogue")
def _(desk: Desk) -> None:
    desk.write("content/site.yaml", "title: Avhopp\nlanguage: is\n")
    desk.run("check --errors")
    desk.build()


@shows("file-name")
def _(desk: Desk) -> None:
    desk.write("content/articles/a\x07b.md", "x")
    desk.run("check --errors")


@shows("symbolic-link", "not-a-file")
def _(desk: Desk) -> None:
    (desk.folder / "content/articles/b.md").symlink_to(desk.folder / "content/articles/a.md")
    (desk.folder / "content/articles/c.md").mkdir()
    desk.run("check --errors")


@shows("file-too-large")
def _(desk: Desk) -> None:
    with desk.write("content/articles/b.md", "").open("r+b") as file:
        file.truncate(2**30)
    desk.run("check --errors")


@shows("withheld-name")
def _(desk: Desk) -> None:
    desk.write("content/articles/b.md", ARTICLE.format(title="Ivan Petrenko", event="crossing"))
    desk.write("names.txt", "Petrenko\n")
    desk.run("check --errors --withhold names.txt")


@shows("address-lost")
def _(desk: Desk) -> None:
    desk.build()
    desk.write("content/articles/a.md", ARTICLE.format(title="Two cross", event="flight"))
    desk.build()


QUESTIONS = {
    "articles/a.md": (
        "title: A\noutlet: a-paper\npublished: 2031-04-13\ndrafted_by: B. Writer\nevents:\n"
        "  - event: e\n    date: 2030\n    people:\n"
        "      - {person: clerk, unnamed: true, descriptor: a clerk, role: subject}\n"
    ),
    "articles/b.md": (
        "title: B\noutlet: b-paper\npublished: 2031-04-14\nevents:\n"
        "  - event: e\n    date: {value: 2031, wording: this spring}\n"
    ),
    "articles/c.md": (
        "title: C\noutlet: a-paper\npublished: 2001-04-14\n"
        "retracted: {date: 2001-05-01, because: It was wrong.}\n"
        "events:\n  - event: f\n    place: Oslo\n"
    ),
    "outlets.yaml": "a-paper: {name: A Paper}\nb-paper: {name: B Paper}\n",
}


@shows(
    "open-disagreement",
    "open-year",
    "open-one-origin",
    "open-sole-source",
    "open-retracted-support",
    "open-unnamed",
    "open-no-archived-copy",
    "open-unreviewed",
    "quote-unchecked",
    "open-not-updated",
    "open-created",
)
def _(_: Desk) -> None:
    for question in open_questions(make(QUESTIONS).archive):
        print(format_diagnostic(question.warning, None))


@shows("foreign-file")
def _(desk: Desk) -> None:
    desk.build()
    desk.write("out/CNAME", "archive.example.org")
    desk.write("content/site.yaml", "title: Flights\n")
    desk.build()


@shows("web-root-above")
def _(desk: Desk) -> None:
    desk.write("public_html/.htaccess", "")
    desk.build(output="public_html/archive")


@shows("similar-case")
def _(desk: Desk) -> None:
    for name, event in (("a", "north-quay-resignation"), ("b", "north-quay-resignaton")):
        desk.write(f"content/articles/{name}.md", ARTICLE.format(title=f"T {name}", event=event))
    desk.run("check")


@shows("static-taken", "unsearched-file")
def _(desk: Desk) -> None:
    desk.write("content/static/about/index.html", "x")
    desk.write("content/static/data/events.csv", "x")
    desk.write("content/static/papers.pdf", b"%PDF-1.7")
    desk.write("names.txt", "Petrenko\n")
    desk.run("check --withhold names.txt")


# Of what is asked for.


@shows("usage")
def _(desk: Desk) -> None:
    desk.run("check --nonsense")
    desk.run("build --jobs 0")
    desk.run("serve --port 70000")
    desk.run("build --base-url nowhere")


@shows("no-content")
def _(desk: Desk) -> None:
    desk.run("check --content nowhere")
    desk.run("check --content content/site.yaml")


@shows("content-below")
def _(desk: Desk) -> None:
    desk.run("check --content .")


@shows("not-in-content")
def _(desk: Desk) -> None:
    desk.write("elsewhere.md", "x")
    desk.run("check elsewhere.md")
    desk.run("check nowhere.md")


@shows("withhold-file")
def _(desk: Desk) -> None:
    desk.write("names.txt", b"\xff")
    for name in ("nowhere.txt", "content", "names.txt"):
        desk.run(f"check --withhold {name}")


@shows("without-unknown")
def _(desk: Desk) -> None:
    desk.run("check --without nothing")
    desk.run("check --without outlet:a")


@shows("without-ambiguous")
def _(desk: Desk) -> None:
    desk.write("content/outlets.yaml", "a: {name: A Paper}\n")
    desk.run("check --without a")


@shows("no-templates")
def _(desk: Desk) -> None:
    desk.build("--templates nowhere")


@shows("template-encoding")
def _(desk: Desk) -> None:
    desk.write("templates/pages/case.html", b"\xff")
    desk.build("--templates templates")


@shows("output-link")
def _(desk: Desk) -> None:
    (desk.folder / "out").symlink_to("out")
    desk.patch.setattr(Path, "resolve", _endless)
    desk.explain(lambda: refusals.check_output(desk.folder / "out"))


def _endless(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("Symlink loop")


@shows("output-is-read")
def _(desk: Desk) -> None:
    desk.build(output="content")
    desk.build(output="content/out")


@shows("output-precious")
def _(desk: Desk) -> None:
    desk.write("here/content/site.yaml", "title: T\n")
    desk.patch.setattr(refusals, "_precious_folders", lambda: [(desk.folder / "home", "your home")])
    desk.build(output="home")


@shows("output-in-site")
def _(desk: Desk) -> None:
    desk.build()
    desk.build(output="out/inner")


@shows("output-file")
def _(desk: Desk) -> None:
    desk.write("out", "x")
    desk.build()


@shows("output-mount")
def _(desk: Desk) -> None:
    (desk.folder / "out").mkdir()
    desk.patch.setattr(refusals, "is_mount_point", lambda place: place.name == "out")
    desk.build()


@shows("output-checkout")
def _(desk: Desk) -> None:
    desk.write("out/.git/HEAD", "x")
    desk.build()


@shows("output-foreign")
def _(desk: Desk) -> None:
    desk.write("out/thesis.txt", "x")
    desk.build()


@shows("not-a-site")
def _(desk: Desk) -> None:
    desk.run("verify nowhere")
    desk.build("--published nowhere")


@shows("folder-taken")
def _(desk: Desk) -> None:
    desk.run("new archive content")
    desk.run("new archive content/site.yaml")


@shows("file-taken")
def _(desk: Desk) -> None:
    desk.run("new article a --title A --outlet B --published 2031 --event e")


@shows("new-without-id")
def _(desk: Desk) -> None:
    desk.run("new person")
    desk.run("new event")


@shows("new-bad-id")
def _(desk: Desk) -> None:
    desk.run("new person ../Escape --name A")


@shows("new-mistake")
def _(desk: Desk) -> None:
    desk.run("new article a-b --title A --outlet B --published 2031-02-30 --event e")


@shows("no-article")
def _(desk: Desk) -> None:
    desk.write("page.html", "<p>Two crossed.")
    desk.run("keep b page.html")


@shows("no-copy")
def _(desk: Desk) -> None:
    desk.write("page.html", "<p>Two crossed.")
    desk.run("keep --again a")
    desk.run("keep a page.html")
    (desk.folder / "sources/a.html").unlink()
    desk.run("keep --again a")


@shows("copy-file")
def _(desk: Desk) -> None:
    desk.write("page.mht", "MIME-Version: 1.0\nContent-Type: multipart/related\n\n<p>Two crossed.")
    desk.write("page.docx", b"PK\x03\x04\x14")
    for name in ("nowhere.html", "content", "page.mht", "page.docx"):
        desk.run(f"keep a {name}")


@shows("copy-address")
def _(desk: Desk) -> None:
    for url in (
        "http://127.0.0.1:1/x",
        "http://[::ffff:10.0.0.1]/",
        "http://editor:word@example.org/",
        "ftp://example.org/x",
    ):
        desk.run(f"keep a {url}")


@shows("urls-file")
def _(desk: Desk) -> None:
    desk.write("thesis.csv", "name,mark\nIvan,A\n")
    desk.write("picture.csv", b"\xff\xd8")
    for name in ("thesis.csv", "picture.csv", "content"):
        desk.run(f"check --urls {name}")


@shows("no-desk")
def _(desk: Desk) -> None:
    desk.write("page.pdf", b"%PDF-1.7")
    desk.patch.setitem(sys.modules, "pypdf", None)
    desk.run("keep a page.pdf")


@shows("fetch-failed")
def _(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/story"
        desk.explain(lambda: fetch(url, lambda _: True, Limits(seconds=0.2)))


@shows("copy-unreadable")
def _(desk: Desk) -> None:
    desk.write("page.pdf", b"%PDF-1.7")
    desk.write("page.html", "<script>var two = 'crossed'</script>")
    desk.write("page.warc.gz", gzip.compress(b"nothing of the kind", mtime=0))
    for name in ("page.pdf", "page.html", "page.warc.gz"):
        desk.run(f"keep a {name}")


@shows("copy-changed")
def _(desk: Desk) -> None:
    desk.write("page.html", "<p>Two crossed.")
    desk.run("keep a page.html")
    desk.write("sources/a.html", "<p>Three crossed.")
    desk.run("keep --again")


@shows("template-link")
def _(desk: Desk) -> None:
    place = desk.write("templates/static/own.css", "")
    place.unlink()
    place.symlink_to(desk.write("elsewhere.css", ""))
    desk.build("--templates templates")


# Of the commands that edit content.


@shows("faulty-archive")
def _(desk: Desk) -> None:
    desk.write("content/articles/b.md", "---\ntitel: A slip\n---\n")
    desk.run("rename event crossing x")


@shows("unknown-thing")
def _(desk: Desk) -> None:
    desk.run("rename event crosing x")
    desk.run("review b --by ed")


@shows("only-draft")
def _(desk: Desk) -> None:
    draft = ARTICLE.format(title="B", event="flight").replace("outlet", "draft: true\noutlet")
    desk.write("content/articles/b.md", draft)
    desk.run("rename event flight x")
    desk.run("rename article b x")


@shows("bad-new-id")
def _(desk: Desk) -> None:
    desk.run("rename event crossing The_Crossing")


@shows("id-taken")
def _(desk: Desk) -> None:
    desk.write("content/articles/b.md", ARTICLE.format(title="B", event="flight"))
    desk.run("rename event crossing flight")


@shows("said-to-differ")
def _(desk: Desk) -> None:
    desk.write("content/articles/b.md", ARTICLE.format(title="B", event="flight"))
    desk.write("content/events/flight.md", "---\nnot_same_as: [crossing]\n---\n")
    desk.run("merge event flight crossing")


@shows("fields-differ")
def _(desk: Desk) -> None:
    desk.write("content/articles/b.md", ARTICLE.format(title="B", event="flight"))
    desk.run("merge article b a")


@shows("nothing-to-split")
def _(desk: Desk) -> None:
    desk.write("content/articles/b.md", ARTICLE.format(title="B", event="flight"))
    desk.run("split crossing x b")
    desk.run("split crossing x a")


@shows("has-name")
def _(desk: Desk) -> None:
    desk.write("content/people/ivan.md", "---\nname: Ivan\n---\n")
    desk.run("name ivan ivan-ivanov Ivanov")


@shows("name-withheld")
def _(desk: Desk) -> None:
    desk.write("content/people/x.md", "---\nname: X\nwithhold: Petrenko\n---\n")
    desk.run("review a --by Petrenko")


@shows("would-break")
def _(desk: Desk) -> None:
    relation = "    related: [{event: crossing, kind: follows}]\n---\n"
    later = ARTICLE.format(title="B", event="flight").removesuffix("---\n") + relation
    desk.write("content/articles/b.md", later)
    desk.run("merge event flight crossing")


@shows("would-lose")
def _(desk: Desk) -> None:
    said = "    motive: {value: fear, by: the-embassy}\n---\n"
    told = ARTICLE.format(title="A", event="crossing").removesuffix("---\n") + said
    desk.write("content/articles/a.md", told)
    desk.write("content/people/ivan.md", "---\nname: Ivan\n---\n")
    desk.run("rename person ivan the-embassy")


def _take_down(desk: Desk, names: str, more: str = "") -> None:
    desk.write("content/people/ivan.md", "---\nname: Ivan Petrenko\n---\n")
    desk.patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(names.encode())))
    desk.run(f"takedown ivan {more}")


@shows("takedown-names")
def _(desk: Desk) -> None:
    _take_down(desk, "")
    _take_down(desk, "Petrenko\n---\n")


@shows("takedown-others")
def _(desk: Desk) -> None:
    desk.write("content/people/anna.md", "---\nname: Anna Petrenko\n---\n")
    _take_down(desk, "Petrenko")


@shows("takedown-file")
def _(desk: Desk) -> None:
    _take_down(desk, "Petrenko", "--withhold content/names.txt")
    _take_down(desk, "Petrenko", "--withhold .")


@shows("takedown-left")
def _(desk: Desk) -> None:
    words = "title: T\nvocabulary:\n  roles: {petrenko-man: {label: A man}}\n"
    desk.write("content/site.yaml", words)
    _take_down(desk, "Petrenko")


@shows("changed-meanwhile")
def _(desk: Desk) -> None:
    def edit_too(*_: object) -> None:
        desk.write("content/articles/a.md", "---\ntitle: Another\n---\n")

    desk.patch.setattr("defectarchive.desk.changes.commands.review.write_hash", edit_too)
    desk.run("review a --by ed")


# Of the machine.


@shows("lock-taken")
def _(desk: Desk) -> None:
    (desk.folder / ".out.lock").symlink_to(desk.write("thesis.txt", "x"))
    desk.build()


@shows("memory")
def _(desk: Desk) -> None:
    desk.patch.setattr("defectarchive.build.build", _raising(MemoryError))
    desk.build()


@shows("output-fixed")
def _(desk: Desk) -> None:
    def fixed(*_: object) -> NoReturn:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    desk.patch.setattr(output, "swap", fixed)
    desk.build()


@shows("system")
def _(desk: Desk) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device", "out/index.html")

    desk.patch.setattr(output._Publication, "add", full, raising=False)
    desk.patch.setattr(output.Output, "publish", _told(full))
    desk.build()


def _told(doing: Callable[..., object]) -> Callable[..., object]:
    def told(*given: object) -> object:
        with wrap_os_errors("write", "out"):
            return doing(*given)

    return told


@shows("busy")
def _(desk: Desk) -> None:
    def refused(*_: object) -> NoReturn:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    desk.write(".out.lock", "4711")
    desk.patch.setattr("fcntl.lockf", refused)
    desk.build()


@shows("folder-in-the-way")
def _(desk: Desk) -> None:
    desk.build()
    (desk.folder / "out" / "index.html").unlink()
    desk.write("out/index.html/mine.txt", "x")
    desk.write("content/site.yaml", "title: Flights\n")
    desk.build()


@shows("worker-killed")
def _(desk: Desk) -> None:
    def work() -> None:
        with workers.open_workers(2, workers.WORTHWHILE) as there:
            there.map(list, [1], 1)
            raise BrokenProcessPool

    desk.explain(work)


@shows("worker-refused")
def _(desk: Desk) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(12, "Cannot allocate memory")

    def work() -> None:
        with workers.open_workers(2, workers.WORTHWHILE) as there:
            list(there.map(list, range(100), 1))

    desk.patch.setattr(workers, "ProcessPoolExecutor", refuse)
    desk.explain(work)


class Scheduler:
    """A stand-in for a Dask scheduler; each may fail in a way of its own."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get_executor(self, **_: object) -> object:
        return self

    def wait_for_workers(self, *_: object, **__: object) -> None:
        pass

    def nthreads(self) -> dict[str, int]:
        return {"tcp://10.0.0.1:9": 1}

    def run(self, function: Callable[[], bytes]) -> dict[str, bytes]:
        return {"tcp://10.0.0.1:9": function()}


AT = "tcp://127.0.0.1:8786"


def _cluster(desk: Desk, **ways: object) -> None:
    client = type("Client", (Scheduler,), ways)
    module: Any = SimpleNamespace(Client=client, KilledWorker=type("Killed", (Exception,), {}))
    desk.patch.setitem(sys.modules, "distributed", module)

    def work() -> None:
        with workers.open_workers(1, 0, AT):
            raise module.KilledWorker

    desk.explain(work)


def _raising(problem: type[Exception]) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise problem

    return fail


@shows("no-cluster")
def _(desk: Desk) -> None:
    desk.patch.setitem(sys.modules, "distributed", None)
    desk.build(f"--scheduler {AT}")


@shows("scheduler-address")
def _(desk: Desk) -> None:
    desk.patch.setitem(
        sys.modules, "distributed", SimpleNamespace(Client=Scheduler, KilledWorker=KeyError)
    )
    desk.build("--scheduler nonsense")


@shows("scheduler-silent")
def _(desk: Desk) -> None:
    _cluster(desk, __init__=_raising(OSError))


@shows("scheduler-lost")
def _(desk: Desk) -> None:
    _cluster(desk)


@shows("scheduler-idle")
def _(desk: Desk) -> None:
    _cluster(desk, wait_for_workers=_raising(TimeoutError))


@shows("worker-bare")
def _(desk: Desk) -> None:
    _cluster(desk, run=_raising(ImportError))


@shows("worker-differs")
def _(desk: Desk) -> None:
    _cluster(desk, run=lambda *_: {"tcp://10.0.0.1:9": b"another"})


@shows("pagefind-failed")
def _(desk: Desk) -> None:
    def fail() -> NoReturn:
        raise pagefind._failed(pagefind._Payload("Error", "it ran\nout of ink"))

    desk.explain(fail)


@shows("pagefind-changed")
def _(desk: Desk) -> None:
    index: Any = SimpleNamespace(_pagefind=SimpleNamespace(version="9.9.9"))
    made: Any = SimpleNamespace(finish=lambda: [(f"en_0{FRAGMENT}", b"of another kind")])
    desk.explain(lambda: list(full_text.FullText._made(index, made)))


@shows("port-taken")
def _(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        desk.run(f"serve --port {port}")


@shows("template")
def _(desk: Desk) -> None:
    desk.write("templates/pages/case.html", "{{ nothing.there }}")
    desk.build("--templates templates")


CATALOGUE = 'msgid "{number} cases"\nmsgstr "{antall} fall"\n'


@shows("catalogue")
def _(desk: Desk) -> None:
    desk.write("content/site.yaml", "title: Avhopp\nlanguage: sv\n")
    desk.write("templates/locale/sv.po", CATALOGUE)
    desk.build("--templates templates")


@shows("bug")
def _(desk: Desk) -> None:
    desk.patch.setattr("defectarchive.build.build", _raising(ZeroDivisionError))
    desk.build()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: Patch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, monkeypatch)


# What differs from one run, or machine, to the next.
_VARIES: Mapping[str, str] = {
    r"usage: .*\n(?: .*\n)*": "",
    r"port \d+ is": "port 8000 is",
    r"127\.0\.0\.1:\d+/story": "127.0.0.1:8000/story",
    r"manifest [0-9a-f]{64}": "manifest 8f9b9625",
    r"\d+\.\d\d seconds": "0.10 seconds",
    r"files \([\d.]+ MB\)": "files (0.3 MB)",
    r"\(at [\w.]+:\d+;": "(at build.py:1;",
}


@pytest.mark.parametrize("codes", EXAMPLES)
def test_an_example_gives_the_expected_report(
    codes: str, desk: Desk, capsys: Printed, request: pytest.FixtureRequest
) -> None:
    EXAMPLES[codes](desk)
    printed = capsys.readouterr()
    said = (printed.out + printed.err).replace(str(desk.folder), "/archive")
    for varying, same in _VARIES.items():
        said = re.sub(varying, same, said)
    golden = REPORTS / f"{codes.partition('+')[0]}.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert set(codes.split("+")) <= set(codes_in(said))
    assert said == golden.read_text(encoding="utf-8")


def codes_in(report: str) -> Iterator[str]:
    """The codes of the messages of a report."""
    yield from re.findall(r"(?:error|warning)\[([a-z0-9-]+)\]: ", report)
    yield from re.findall(r"^defectarchive.* \[([a-z0-9-]+)\]$", report, re.MULTILINE)


def test_every_code_of_the_table_has_an_example() -> None:
    reports = [*TESTS.glob("broken/*/expected.txt"), *REPORTS.glob("*.txt")]
    shown = {code for report in reports for code in codes_in(report.read_text("utf-8"))}
    assert sorted(TABLE.keys() - shown) == []


def test_a_refusal_ends_with_the_exit_code_of_the_table(desk: Desk, capsys: Printed) -> None:
    assert main.main(["check", "--content", "nowhere"]) == Exit.WRONG_USAGE
    assert main.main(["check", "--nonsense"]) == Exit.WRONG_USAGE
    desk.write("templates/pages/case.html", "{{ nothing.there }}")
    failing = ["build", "--output", "out", "--no-search", "--no-cards", "--templates", "templates"]
    assert main.main(failing) == Exit.FAILED
    capsys.readouterr()
