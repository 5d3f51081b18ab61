"""`keep`: the copy beside the content, its text beside it, and what copies.yaml says of it."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import pytest
from tests.unit.desk.copies.test_fetch import anywhere, page, serving

from defectarchive.cli import main
from defectarchive.desk.copies.fetch import fetch
from defectarchive.desk.copies.keep import CopyDesk
from defectarchive.loader.files import load
from defectarchive.model.dates.date import parse_date
from defectarchive.workspace.source_tree import read_source

Printed = pytest.CaptureFixture[str]
GAZETTE = "gazette-2031-harbour-master-leaves"
PAGE = "<title>Harbour master leaves</title><p>“I will not collect them,” Ada Quay said."
TODAY = parse_date("2031-05-01")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> Path:
    """A new archive, to work in, and a page to keep."""
    assert main.main(["new", "archive", str(tmp_path / "mine")]) == 0
    monkeypatch.chdir(tmp_path / "mine")
    Path("page.html").write_text(PAGE, "utf-8")
    capsys.readouterr()
    return tmp_path / "mine"


def run(*words: str) -> int:
    return main.main(["keep", *words])


def record(archive: Path, identifier: str = GAZETTE) -> dict[str, str]:
    loaded = load(read_source(archive / "content").files)
    assert [fault for fault in loaded.diagnostics if fault.is_error] == []
    (copy,) = (each for each in loaded.records.copies if each.id == identifier)
    return {key: str(getattr(copy, key)) for key in ("file", "sha256", "text", "quotes")} | {
        "kept": copy.kept.text
    }


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sources(archive: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((archive / "sources").glob("*"))}


def edit(archive: Path, old: str, new: str) -> None:
    path = archive / "content" / "articles" / f"{GAZETTE}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_copy_and_all_its_text_lie_beside_the_content(archive: Path, capsys: Printed) -> None:
    assert run(GAZETTE, "page.html") == 0
    text = "Harbour master leaves\n“I will not collect them,” Ada Quay said.\n"
    assert sources(archive) == {f"{GAZETTE}.html": PAGE.encode(), f"{GAZETTE}.txt": text.encode()}
    kept = record(archive)
    assert kept["file"] == f"{GAZETTE}.html"
    assert kept["sha256"] == sha256(PAGE.encode())
    assert kept["text"] == sha256(text.encode())
    assert kept["quotes"] == sha256(b"I will not collect them")
    assert "1 of 1 quotation found" in capsys.readouterr().out
    assert "/sources/" in Path(".gitignore").read_text("utf-8").split()


def test_a_plain_text_is_copy_and_text_at_once(archive: Path) -> None:
    data = b"I will not\r\ncollect them"
    Path("page.txt").write_bytes(data)
    assert run(GAZETTE, "page.txt") == 0
    assert sources(archive) == {f"{GAZETTE}.txt": data}
    assert record(archive)["sha256"] == record(archive)["text"] == sha256(data)


def test_a_page_on_the_web_is_kept_as_a_warc(archive: Path) -> None:
    loaded = load(read_source(archive / "content").files)
    desk = CopyDesk(archive / "content", loaded, partial(fetch, may_reach=anywhere))
    with serving(lambda each: page(each, PAGE.encode("cp1252"))) as (server, asked):
        kept = desk.keep(GAZETTE, f"{server}/story", TODAY)
    desk.write_copies([kept])
    desk.write_register(desk.register([kept]))
    assert len(asked) == 1
    assert [*sources(archive)] == [f"{GAZETTE}.txt", f"{GAZETTE}.warc.gz"]
    assert record(archive)["kept"] == "2031-05-01"
    assert (kept.found, kept.faults) == (1, ())


def test_quotations_that_are_not_there_are_told_and_the_copy_is_kept(
    archive: Path, capsys: Printed
) -> None:
    edit(archive, "I will not collect them", "I will collect them")
    assert run(GAZETTE, "page.html") == 1
    said = capsys.readouterr().out
    assert f"content/articles/{GAZETTE}.md:" in said
    assert "error[quote-not-found]" in said
    assert "I will not collect them" in said
    assert record(archive)["quotes"] == sha256(b"")


def test_again_looks_new_wordings_up_in_what_is_kept(archive: Path, capsys: Printed) -> None:
    assert run(GAZETTE, "page.html") == 0
    before = record(archive)
    edit(archive, "I will not collect them", "not collect […] Ada Quay")
    assert run("--again") == 0
    after = record(archive)
    assert after["quotes"] != before["quotes"]
    assert {**before, "quotes": ""} == {**after, "quotes": ""}
    assert run("--again", GAZETTE) == 0


def test_again_writes_the_text_anew(archive: Path) -> None:
    assert run(GAZETTE, "page.html") == 0
    text = archive / "sources" / f"{GAZETTE}.txt"
    text.write_text("Something else")
    assert run("--again") == 0
    assert "Ada Quay said" in text.read_text("utf-8")


def test_what_is_there_is_never_overwritten(archive: Path) -> None:
    assert run(GAZETTE, "page.html") == 0
    Path("page.html").write_text(PAGE.replace("said", "says"), "utf-8")
    assert run(GAZETTE, "page.html") == 0
    assert [*sources(archive)] == [
        *(f"{GAZETTE}-2.html", f"{GAZETTE}-2.txt", f"{GAZETTE}.html", f"{GAZETTE}.txt")
    ]
    assert record(archive)["file"] == f"{GAZETTE}-2.html"
    # And the first again: it is still there.
    Path("page.html").write_text(PAGE, "utf-8")
    assert run(GAZETTE, "page.html") == 0
    assert len(sources(archive)) == 4
    assert record(archive)["file"] == f"{GAZETTE}.html"


def test_the_same_copy_keeps_its_day(archive: Path) -> None:
    assert run(GAZETTE, "page.html") == 0
    register = archive / "content" / "copies.yaml"
    text = register.read_text("utf-8")
    day = record(archive)["kept"]
    register.write_text(text.replace(day, "2031-05-01"), "utf-8")
    (archive / "sources" / f"{GAZETTE}.html").unlink()
    assert run(GAZETTE, "page.html") == 0
    assert record(archive)["kept"] == "2031-05-01"
    assert f"{GAZETTE}.html" in sources(archive)


def test_a_dry_run_writes_nothing_and_shows_the_difference(archive: Path, capsys: Printed) -> None:
    before = sorted(path for path in archive.rglob("*"))
    assert run(GAZETTE, "page.html", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "+++ content/copies.yaml" in said
    assert f"+{GAZETTE}:" in said
    assert sorted(path for path in archive.rglob("*")) == before


def test_a_former_id_finds_the_article_and_its_record(archive: Path) -> None:
    assert run(GAZETTE, "page.html") == 0
    articles = archive / "content" / "articles"
    edit(
        archive, "outlet: harbour-gazette\n", f"outlet: harbour-gazette\nformer_ids: [{GAZETTE}]\n"
    )
    (articles / f"{GAZETTE}.md").rename(articles / "leaves.md")
    assert main.main(["check", "--errors"]) == 0
    assert run("--again", GAZETTE) == 0
    assert record(archive, "leaves")["file"] == f"{GAZETTE}.html"


def test_the_register_is_sorted_and_the_same_each_time(archive: Path) -> None:
    assert run("radio-2031-quay-resigned", "page.html") == 0
    assert run(GAZETTE, "page.html") == 0
    register = (archive / "content" / "copies.yaml").read_bytes()
    assert register.index(b"gazette-") < register.index(b"radio-")
    assert run("--again") == 0
    assert (archive / "content" / "copies.yaml").read_bytes() == register


def test_a_broken_register_is_not_overwritten(archive: Path, capsys: Printed) -> None:
    (archive / "content" / "copies.yaml").write_text("gazette: [\n")
    assert run(GAZETTE, "page.html") == 1
    assert "content/copies.yaml:" in capsys.readouterr().out
    assert (archive / "content" / "copies.yaml").read_text() == "gazette: [\n"
    assert not (archive / "sources").exists()


def test_names_that_are_withheld_are_not_printed(archive: Path, capsys: Printed) -> None:
    person = archive / "content" / "people" / "clerk.md"
    person.write_text("---\nunnamed: true\ndescriptor: a clerk\nwithhold: Berger\n---\n")
    Path("page.html").write_text("<p>I will, said Berger, collect not them", "utf-8")
    assert run(GAZETTE, "page.html") == 1
    printed = capsys.readouterr()
    assert "quote-not-found" in printed.out
    assert "Berger" not in printed.out + printed.err


def test_git_is_not_to_take_the_copies_along(archive: Path, capsys: Printed) -> None:
    Path(".git").mkdir()
    assert run(GAZETTE, "page.html") == 0
    assert ".gitignore" not in capsys.readouterr().err
    Path(".gitignore").write_text("/build/\n")
    assert run(GAZETTE, "page.html") == 0
    assert "add a line /sources/" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], [GAZETTE], [GAZETTE, "page.html", "more"]])
def test_without_a_copy_there_is_nothing_to_keep(archive: Path, words: list[str]) -> None:
    assert run(*words) == 2


def test_what_stands_in_the_register_stays_as_it_is_written(archive: Path) -> None:
    assert run(GAZETTE, "page.html") == 0
    register = archive / "content" / "copies.yaml"
    text = register.read_text("utf-8")
    mine = text.replace(f"{GAZETTE}:", f"# mine\n{GAZETTE}:  # of the archive").replace(
        f'file: "{GAZETTE}.html"', f"file: '{GAZETTE}.html'"
    )
    mine = mine.replace("\n", "\r\n") + "# end\r\n"
    register.write_bytes(mine.encode())
    assert run("--again") == 0
    assert register.read_bytes() == mine.encode()
    Path("other.html").write_text(PAGE.replace("leaves", "stays"), "utf-8")
    assert run(GAZETTE, "other.html") == 0
    changed = register.read_bytes().decode()
    assert changed.startswith(mine.partition("# mine")[0] + "# mine\r\n")
    assert f"{GAZETTE}:  # of the archive\r\n  file: '{GAZETTE}-2.html'\r\n" in changed
    assert changed.endswith("# end\r\n")


def test_a_kept_copy_is_never_written_over(archive: Path, capsys: Printed) -> None:
    Path("page.txt").write_text("“I will not collect them,” Ada Quay said.", "utf-8")
    Path("page.html").write_bytes(Path("page.txt").read_bytes())
    assert run(GAZETTE, "page.txt") == 0
    kept = sources(archive)
    # The same bytes under another name: they are kept as what they were.
    assert run(GAZETTE, "page.html") == 0
    assert sources(archive) == kept
    (archive / "sources" / f"{GAZETTE}.txt").write_text("another text of somebody", "utf-8")
    assert run(GAZETTE, "page.txt") == 3
    assert "move it away first" in capsys.readouterr().err
    assert sources(archive)[f"{GAZETTE}.txt"] == b"another text of somebody"
