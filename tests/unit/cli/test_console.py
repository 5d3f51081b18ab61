"""What `check` and `build` print of all that they find: errors in sight, warnings few."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from defectarchive.cli.main import main

Printed = pytest.CaptureFixture[str]
HEAD = "---\ntitle: {}\noutlet: a-paper\npublished: 2031-04-13\nevents:\n  - event: {}\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An archive of six articles, the places of which are all created; c has an error."""
    folder = tmp_path / "content"
    (folder / "articles").mkdir(parents=True)
    (folder / "site.yaml").write_text("title: T\n")
    (folder / "outlets.yaml").write_text("a-paper: {name: A Paper}\n")
    for name in "abcdef":
        kind = "nonsense" if name == "c" else "arrest"
        text = f"{HEAD.format(name, name)}    place: Place {name * 5}\n    type: {kind}\n---\n"
        (folder / "articles" / f"{name}.md").write_text(text)
    return folder


def said(capsys: Printed, *arguments: str) -> tuple[int, list[str]]:
    code = main(arguments)
    printed = capsys.readouterr()
    return code, (printed.out + printed.err).splitlines()


def kinds(lines: list[str]) -> list[str]:
    return [match[0] for line in lines if (match := re.search(r"(error|warning)\[[a-z-]+\]", line))]


def test_errors_come_last_and_of_one_code_of_warning_three_are_shown(
    content: Path, capsys: Printed
) -> None:
    code, lines = said(capsys, "check", "--content", str(content))
    assert code == 1
    assert kinds(lines) == ["warning[created-place]"] * 3 + ["error[unknown-word]"]
    assert "      … and 3 more: --all" in lines
    assert lines[-1] == "1 error, 6 warnings"


def test_build_says_the_same(content: Path, capsys: Printed, tmp_path: Path) -> None:
    output = ("--output", str(tmp_path / "out"), "--no-search")
    code, lines = said(capsys, "build", "--content", str(content), *output)
    assert code == 1
    assert kinds(lines) == ["warning[created-place]"] * 3 + ["error[unknown-word]"]
    code, lines = said(capsys, "build", "--content", str(content), *output, "--all")
    assert kinds(lines) == ["warning[created-place]"] * 6 + ["error[unknown-word]"]


def test_all_shows_every_warning_and_errors_last(content: Path, capsys: Printed) -> None:
    _, lines = said(capsys, "check", "--content", str(content), "--all")
    assert kinds(lines) == ["warning[created-place]"] * 6 + ["error[unknown-word]"]


def test_errors_leaves_the_warnings_out_and_counts_them(content: Path, capsys: Printed) -> None:
    _, lines = said(capsys, "check", "--content", str(content), "--errors")
    assert kinds(lines) == ["error[unknown-word]"]
    assert lines[-1] == "1 error, 6 warnings"


def test_json_lists_all(content: Path, capsys: Printed) -> None:
    main(["check", "--content", str(content), "--format", "json"])
    assert len(json.loads(capsys.readouterr().out)) == 7


def test_a_file_without_errors_is_told_of_alone_and_ends_well(
    content: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    code, lines = said(capsys, "check", "content/articles/a.md", "articles/b.md")
    assert code == 0
    assert kinds(lines) == ["warning[created-place]"] * 2
    assert lines[-1] == "1 error in 1 other file: content/articles/c.md"


def test_a_file_with_errors_ends_with_1(content: Path, capsys: Printed) -> None:
    code, lines = said(
        capsys, "check", "--content", str(content), str(content / "articles" / "c.md")
    )
    assert code == 1
    assert kinds(lines) == ["warning[created-place]", "error[unknown-word]"]
    assert "other file" not in lines[-1]


def test_a_folder_stands_for_its_files_and_the_whole_for_all(
    content: Path, capsys: Printed
) -> None:
    for named in ("articles", str(content)):
        code, lines = said(capsys, "check", "--content", str(content), named)
        assert (code, lines[-1]) == (1, "1 error, 6 warnings")


def test_json_of_a_file_is_of_that_file(content: Path, capsys: Printed) -> None:
    code = main(["check", "--content", str(content), "articles/a.md", "--format", "json"])
    printed = capsys.readouterr()
    assert (code, len(json.loads(printed.out))) == (0, 1)
    assert printed.err == f"1 error in 1 other file: {content}/articles/c.md\n"


@pytest.mark.parametrize("named", ["articles/z.md", "../elsewhere.md"])
def test_what_is_no_file_of_the_archive_cannot_be_checked(
    content: Path, capsys: Printed, named: str
) -> None:
    (content.parent / "elsewhere.md").write_text("x")
    code, lines = said(capsys, "check", "--content", str(content), named)
    assert code == 2
    assert len(lines) == 1


# --- what was there once -------------------------------------------------------------------------


def test_a_reference_to_what_only_its_file_is_left_of_says_so(
    content: Path, capsys: Printed
) -> None:
    (content / "events").mkdir()
    (content / "events" / "gone-2031.md").write_text("---\ntitle: Gone\n---\n")
    (content / "articles" / "c.md").write_text(
        f"{HEAD.format('C', 'gone-2030')}---\n[[gone-2031]]\n"
    )
    _, lines = said(capsys, "check", "--content", str(content), "--errors")
    assert "no article reports gone-2031 any more" in lines[0]
    assert not any("did you mean" in line for line in lines)


def test_a_reference_to_what_the_published_site_still_has_says_so(
    content: Path, capsys: Printed, tmp_path: Path
) -> None:
    order = ("build", "--content", str(content), "--output", str(tmp_path / "out"), "--no-search")
    last = content / "articles" / "c.md"
    last.write_text(f"{HEAD.format('C', 'expulsion-2023')}---\n")
    assert said(capsys, *order)[0] == 0
    last.write_text(f"{HEAD.format('C', 'expulsion-2018')}---\n[[expulsion-2023]] [[never]]\n")
    code, lines = said(capsys, *order)
    assert code == 1
    (told,) = (line for line in lines if "expulsion-2023 any more" in line)
    assert "the published site has /cases/expulsion-2023/" in told
    assert not any("did you mean" in line for line in lines)
    assert sum("error[unresolved]" in line for line in lines) == 2
