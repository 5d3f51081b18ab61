"""Reading a content folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from defectarchive.loader.source_file import SourceFile
from defectarchive.workspace import source_tree as source_module
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError
from defectarchive.workspace.source_tree import (
    LARGEST_FILE,
    Source,
    file_states,
    read_lines,
    read_some,
    read_source,
)


def codes(source: Source) -> list[tuple[str, str]]:
    return [(fault.span.path, fault.code) for fault in source.diagnostics]


def test_files_come_sorted_by_path_with_forward_slashes(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a.md", "a/b/c.md", "B.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    files = read_source(tmp_path).files
    assert [file.path for file in files] == ["B.md", "a.md", "a/b/c.md", "a/z.md", "b.md"]
    assert all(file.data == file.path.encode() for file in files)


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert read_source(tmp_path) == Source(())


def test_hidden_files_and_editors_copies_are_not_content(tmp_path: Path) -> None:
    for name in (".DS_Store", ".git/config", "x.md~", "#x.md#", ".x.md.swp"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert read_source(tmp_path) == Source(())
    assert file_states(tmp_path) == ()


def test_links_are_reported_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    content = tmp_path / "content"
    content.mkdir()
    (content / "circle").symlink_to(content)
    (content / "leak.md").symlink_to(tmp_path / "secret")
    (content / "nowhere.md").symlink_to(tmp_path / "missing")
    source = read_source(content)
    assert source.files == ()
    assert codes(source) == [
        ("circle", "symbolic-link"),
        ("leak.md", "symbolic-link"),
        ("nowhere.md", "symbolic-link"),
    ]


def test_the_content_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_bytes(b"a")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert read_source(tmp_path / "link").files == (SourceFile("a.md", b"a"),)


def test_what_is_no_file_is_reported_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "articles" / "folder.md").mkdir(parents=True)
    assert codes(read_source(tmp_path)) == [
        ("articles/folder.md", "not-a-file"),
        ("pipe.md", "not-a-file"),
    ]


def test_huge_files_are_reported_and_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_module, "LARGEST_FILE", 10)
    (tmp_path / "film.md").write_bytes(b"x" * 11)
    (tmp_path / "small.md").write_bytes(b"x" * 10)
    source = read_source(tmp_path)
    assert [file.path for file in source.files] == ["small.md"]
    assert codes(source) == [("film.md", "file-too-large")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb.md", "a\\nb.md"),
        (b"\xff.md", "\\udcff.md"),
        ("\u202eab.md".encode(), "\\u202eab.md"),
    ],
)
def test_names_that_cannot_be_printed_are_reported_in_one_line(
    tmp_path: Path, name: bytes, shown: str
) -> None:
    Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text("x")  # noqa: PTH118
    source = read_source(tmp_path)
    assert source.files == ()
    assert codes(source) == [(shown, "file-name")]


def test_a_missing_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(WrongUsageError, match="does not exist"):
        read_source(tmp_path / "content")
    (tmp_path / "content").write_text("x")
    with pytest.raises(WrongUsageError, match="is a file, not a folder"):
        read_source(tmp_path / "content")


def test_the_folder_around_the_content_is_told_from_it(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("title: x")
    with pytest.raises(WrongUsageError, match="name that one"):
        read_source(tmp_path)


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("x")

    def refuse(path: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(WorkspaceError, match=r"cannot read .*a\.md: Permission denied"):
        read_source(tmp_path)


def test_a_snapshot_changes_when_a_file_does(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    before = file_states(tmp_path)
    assert file_states(tmp_path) == before
    (tmp_path / "new").write_text("x")
    (tmp_path / "new").replace(tmp_path / "a.md")
    assert file_states(tmp_path) != before


def test_lines_come_without_what_cannot_be_seen(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_bytes("\ufeffIvan Ivanov\r\n\r\n  Ада \n".encode())
    assert read_lines(file) == ("Ivan Ivanov", "Ада")


@pytest.mark.parametrize("data", [None, b"\xff"])
def test_a_list_of_names_that_is_no_text_is_wrong_usage(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "names.txt").write_bytes(data)
    with pytest.raises(WrongUsageError):
        read_lines(tmp_path / "names.txt")


def test_a_folder_is_no_list_of_names(tmp_path: Path) -> None:
    with pytest.raises(WrongUsageError, match="is a folder"):
        read_lines(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="nothing tells of memory here")
def test_many_files_do_not_use_up_the_maps_of_memory(tmp_path: Path) -> None:
    # A process has 65,530 of them, and one for each file was too many at 100,000.
    maps = Path("/proc/self/maps")
    (tmp_path / "articles").mkdir()
    for number in range(500):
        (tmp_path / f"articles/a-{number}.md").write_bytes(b"x" * 3000)
    before = maps.read_text().count("\n")
    source = read_source(tmp_path)
    assert len(source.files) == 500
    assert maps.read_text().count("\n") < before + 50


def test_some_files_are_read_as_if_all_were(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for name in ("a/x.md", "a/y.md", "site.yaml", "static/p.png"):
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(name)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "x.txt").write_text("a copy")
    paths = [state.path for state in file_states(content)]

    everything = read_source(content)
    some = read_some(content, [*paths, "../sources/x.txt"], {"a/y.md", "../sources/x.txt"})

    assert some is not None
    assert some.files == (SourceFile("a/y.md", b"a/y.md"),)
    assert some.static == everything.static


@pytest.mark.parametrize("what", ["a link", "gone", "a folder", "too large"])
def test_what_cannot_be_content_is_left_to_a_look_at_all(tmp_path: Path, what: str) -> None:
    place = tmp_path / "a.md"
    match what:
        case "a link":
            (tmp_path / "other").write_text("secret")
            place.symlink_to(tmp_path / "other")
        case "a folder":
            place.mkdir()
        case "too large":
            with place.open("wb") as file:
                file.truncate(LARGEST_FILE + 1)

    assert read_some(tmp_path, ["a.md"], {"a.md"}) is None
