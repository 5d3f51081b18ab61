"""The verbs that edit content, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.edited import archive_of

from defectarchive.cli import main

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with the small archive, in the folder that one is in."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "content"
    for path, data in archive_of().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def run(line: str) -> int:
    return main.main(line.split())


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "line",
    [
        "rename person ivan-ivanov vanya",
        "rename outlet coast-radio radio",
        "merge outlet coast-radio example-times",
        "split crossing-2031 flight-2031 they-flee",
        "name the-attache petr-petrov Petr",
        "review two-cross --by ed",
    ],
)
def test_a_dry_run_shows_what_would_be_done_and_does_not_do_it(
    content: Path, capsys: Printed, line: str
) -> None:
    before = snapshot(content)
    assert run(f"{line} --dry-run") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("diff --git a/content/")
    assert snapshot(content) == before
    assert run(line) == 0
    after = snapshot(content)
    assert after != before
    added = [row[1:] for row in shown.split("\n") if row.startswith("+") and row[:3] != "+++"]
    written = "\n".join(data.decode() for data in after.values())
    assert [row for row in added if row not in written] == []
    assert run("check --errors") == 0


def test_it_says_which_files_it_has_changed(content: Path, capsys: Printed) -> None:
    assert run("rename person ivan-ivanov vanya") == 0
    assert capsys.readouterr().out == ("content/people/ivan-ivanov.md → content/people/vanya.md\n")
    assert run("merge article two-cross expelled") == 2
    assert "[fields-differ]" in capsys.readouterr().err
    assert run("rename person vanya ivan-ivanov") == 0
    assert "nothing leads on from vanya" in capsys.readouterr().err


def test_mistakes_in_the_content_come_first(content: Path, capsys: Printed) -> None:
    (content / "articles/expelled.md").write_text("---\ntitel: A slip\n---\n", "utf-8")
    before = snapshot(content)
    assert run("rename person ivan-ivanov vanya") == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "content/articles/expelled.md:2:1: error[unknown-key]" in printed.err
    assert printed.err.rstrip().endswith("[faulty-archive]")
    assert snapshot(content) == before


def test_a_withheld_name_is_not_printed(content: Path, capsys: Printed) -> None:
    (content / "people/ivan-ivanov.md").write_text(
        "---\nunnamed: true\ndescriptor: a man\nwithhold: Petrenko\n---\n", "utf-8"
    )
    (content / "people/olga-petrenko.md").write_text("---\nname: O.\n---\n", "utf-8")
    for way in ("rename person olga-petrenko olga --dry-run", "rename person olga-petrenko olga"):
        assert run(way) == 0
        printed = capsys.readouterr()
        assert "petrenko" not in (printed.out + printed.err).casefold()
    for line in ("rename person nobody-petrenko x", "rename person olga ivan-petrenko"):
        assert run(line) == 2
        assert "petrenko" not in capsys.readouterr().err.casefold()


@pytest.mark.parametrize(
    ("site", "option"), [("build/site", ""), ("elsewhere", " --published elsewhere")]
)
def test_an_id_that_was_published_leads_on_after_the_thing_was_renamed_back(
    content: Path, capsys: Printed, site: str, option: str
) -> None:
    for line in (
        "rename article two-cross both-cross",
        f"build --output {site} --no-search --jobs 1",
        f"rename article both-cross two-cross{option}",
    ):
        assert run(line) == 0
    written = (content / "articles/two-cross.md").read_text("utf-8")
    assert "former_ids: [two-cross, both-cross]" in written
    assert run(f"build --output {site} --no-search --jobs 1") == 0
    said = capsys.readouterr()
    assert "address-lost" not in said.out + said.err
    assert "articles/two-cross/" in Path(site, "articles/both-cross/index.html").read_text("utf-8")


def test_without_such_a_site_renaming_back_restores_all_files(content: Path) -> None:
    before = snapshot(content)
    assert run("rename event crossing-2031 flight-2031") == 0
    assert run("rename event flight-2031 crossing-2031") == 0
    assert snapshot(content) == before
    assert run("rename event crossing-2031 flight-2031 --published nowhere") == 2
