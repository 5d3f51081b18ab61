"""Each folder in broken/ holds an archive with a mistake, and the report that it must give.

`pytest tests/test_broken.py --update-golden` writes the reports anew. Read each as an editor
would: is the place right, does the remedy help?
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from defectarchive.checks.quotations.compare import compare_with_copies
from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.diagnostics.diagnostic import Diagnostic, format_diagnostic, in_folder, in_order
from defectarchive.loader.files import load
from defectarchive.loader.source_file import SourceFile, source_lines
from defectarchive.resolve.archive import resolve
from defectarchive.workspace.copies import read_texts

BROKEN = Path(__file__).parent / "broken"
MISTAKES = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())


def find_mistakes(files: Sequence[SourceFile], content: Path) -> Sequence[Diagnostic]:
    """All that is wrong with an archive; each stage that finds mistakes adds its own here.

    That things were created by being mentioned is left out where there are errors: the archives
    are so small that every report would say so.
    """
    loaded = load(files)
    resolution = resolve(loaded.records, loaded.settings.vocabulary)
    texts = read_texts(content, loaded.records.copies)
    _, of_copies = compare_with_copies(loaded.records, texts, finder_of_names(()))
    found = in_order([*loaded.diagnostics, *resolution.diagnostics, *of_copies])
    if any(fault.is_error for fault in found):
        found = tuple(fault for fault in found if not fault.code.startswith("created-"))
    return found


def report(files: Sequence[SourceFile], content: Path) -> str:
    lines = {file.path: source_lines(file.data) for file in files}
    return "".join(
        f"{format_diagnostic(in_folder(fault, 'content'), _line(fault, lines))}\n"
        for fault in find_mistakes(files, content)
    )


def _line(fault: Diagnostic, lines: dict[str, list[str]]) -> str | None:
    of_file = lines.get(fault.span.path, [])
    return of_file[fault.span.line - 1] if fault.span.line <= len(of_file) else None


def read_files(content: Path) -> list[SourceFile]:
    return [
        SourceFile(path.relative_to(content).as_posix(), path.read_bytes())
        for path in content.rglob("*")
        if path.is_file()
    ]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gives_the_expected_report(mistake: str, request: pytest.FixtureRequest) -> None:
    content = BROKEN / mistake / "content"
    found = report(read_files(content), content)
    expected = BROKEN / mistake / "expected.txt"
    if request.config.getoption("--update-golden"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_report_does_not_depend_on_the_order_of_the_files(mistake: str) -> None:
    content = BROKEN / mistake / "content"
    files = read_files(content)
    assert report(files, content) == report(files[::-1], content)
