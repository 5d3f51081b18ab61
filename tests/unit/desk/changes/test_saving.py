"""The files of a change are written all, or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.edited import archive_of

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.desk.changes.change import Change
from defectarchive.desk.changes.commands.rename import renamed
from defectarchive.desk.changes.diffs import unified_diff
from defectarchive.desk.changes.saving import save
from defectarchive.model.ids import Kind
from defectarchive.workspace.errors import WorkspaceError


def on_disk(content: Path) -> dict[str, bytes]:
    found = (path for path in content.rglob("*") if path.is_file())
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with an archive, and one of its files of a mode of its own."""
    folder = tmp_path / "content"
    for path, data in archive_of().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "people/ivan-ivanov.md").chmod(0o640)
    return folder


@pytest.fixture
def change() -> Change:
    """A file that moves, one that is edited, one that is new, one that goes."""
    files = archive_of()
    files["pages/about.md"] = b"---\ntitle: A\n---\n[[ivan-ivanov]]\n"
    moved = renamed(files, Kind.PERSON, "ivan-ivanov", "vanya")
    before = archive_of()
    after = {path: data for path, data in moved.after.items() if path != "places.yaml"}
    return Change(before, {**after, "site.yaml": b"title: Another\n"}, moved.moved)


def test_everything_is_brought_to_what_it_is_to_be(content: Path, change: Change) -> None:
    save(content, change)
    assert on_disk(content) == change.after
    moved = content / "people/vanya.md"
    assert stat.S_IMODE(moved.stat().st_mode) == 0o640
    save(content, Change(change.after, change.after))
    assert on_disk(content) == change.after


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("what", ["replace", "unlink", "write_bytes", "mkdir"])
@pytest.mark.parametrize("after", range(5))
def test_a_failure_in_the_middle_leaves_all_as_it_was(
    content: Path,
    change: Change,
    monkeypatch: pytest.MonkeyPatch,
    problem: BaseException,
    what: str,
    after: int,
) -> None:
    before = on_disk(content)
    original, calls = getattr(Path, what), 0

    def fails(self: Path, *given: Any, **more: Any) -> object:
        nonlocal calls
        if ".old-" in (self.name, str(given)) or (what == "unlink" and self.name[0] == "."):
            return original(self, *given, **more)
        calls += 1
        if calls == after + 1:
            raise problem
        return original(self, *given, **more)

    monkeypatch.setattr(Path, what, fails)
    try:
        save(content, change)
    except (WorkspaceError, KeyboardInterrupt):
        monkeypatch.undo()
        assert on_disk(content) == before
        assert not (content / "pages").exists()
    else:
        assert on_disk(content) == change.after


def test_what_somebody_else_has_written_since_is_not_written_over(
    content: Path, change: Change
) -> None:
    (content / "people/ivan-ivanov.md").write_bytes(b"another\n")
    before = on_disk(content)
    with pytest.raises(WorkspaceError, match="somebody else"):
        save(content, change)
    (content / "people/ivan-ivanov.md").write_bytes(change.before["people/ivan-ivanov.md"])
    (content / "people/vanya.md").write_bytes(b"new\n")
    with pytest.raises(WorkspaceError, match="somebody else"):
        save(content, change)
    (content / "people/vanya.md").unlink()
    before = {**before, "people/ivan-ivanov.md": change.before["people/ivan-ivanov.md"]}
    assert on_disk(content) == before


def test_files_elsewhere_are_written_along(content: Path, change: Change, tmp_path: Path) -> None:
    save(content, change, {tmp_path / "names.txt": b"A name\n"})
    assert (tmp_path / "names.txt").read_bytes() == b"A name\n"
    assert stat.S_IMODE((tmp_path / "names.txt").stat().st_mode) == 0o600


def test_where_there_are_no_links_what_was_there_is_copied(
    content: Path, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    save(content, change)
    assert on_disk(content) == change.after


class TestDiff:
    @pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
    def test_git_can_apply_it(self, content: Path, change: Change, tmp_path: Path) -> None:
        edited = dict(change.after)
        edited["outlets.yaml"] = edited["outlets.yaml"].rstrip(b"\n")
        wanted = Change(change.before, edited, change.moved)
        lines = unified_diff(wanted, "content/", finder_of_names([]))
        patch = tmp_path / "patch"
        patch.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        subprocess.run(["git", "apply", str(patch)], cwd=tmp_path, check=True)
        assert on_disk(content) == edited

    def test_what_is_withheld_is_not_in_it(self) -> None:
        files = archive_of()
        files["people/ivan-petrenko.md"] = (
            b"---\nunnamed: true\ndescriptor: somebody\nwithhold: [Petrenko,\n  Pe-\n  trenko]\n"
            b"---\n"
        )
        files["articles/draft.md"] = b"---\ntitle: Ivan\n  Petrenko\ndraft: true\n---\nBo Li.\n"
        change = renamed(files, Kind.PERSON, "ivan-petrenko", "somebody")
        withheld = finder_of_names(["Petrenko"])
        lines = [*unified_diff(change, "content", withheld)]
        assert not withheld.is_in("\n".join(lines))
        assert "+former_ids: [ivan-petrenko]" not in lines
        assert lines[0] == "diff --git a/content/people/… b/content/people/somebody.md"
