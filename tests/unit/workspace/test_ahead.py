"""Looking at a tree in another process."""

import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from defectarchive.workspace.output import open_output, publish
from defectarchive.workspace.trees.ahead import Ahead
from defectarchive.workspace.trees.tree import Modes, Tree, scan

RIGHTS = Modes(0o644, 0o755)


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "one.html").write_text("one")
    (tmp_path / "a" / "b" / "Второй.html").write_text("two")
    (tmp_path / "a").chmod(0o700)
    return tmp_path


def test_what_another_process_sees_is_what_this_one_would(root: Path) -> None:
    look = partial(scan, root, {}, RIGHTS)
    ahead = Ahead()
    ahead.begin(root, look)

    assert ahead.tree(root, pytest.fail) == look()


def test_the_tree_is_as_it_was_when_the_look_began(root: Path) -> None:
    """So the process has really looked: this one would see the file."""
    ahead = Ahead()
    ahead.begin(root, partial(scan, root, {}, RIGHTS))
    child, _ = ahead._begun[root]
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    (root / "new.html").write_text("new")

    assert "new.html" not in ahead.tree(root, pytest.fail).files


@pytest.mark.parametrize("name", ["of no text \udcff", "plain"])
def test_what_the_other_process_cannot_do_this_one_does(root: Path, name: str) -> None:
    """A file whose name is no text cannot be told; any other failure is like it."""
    (root / name).write_text("")
    here = os.getpid()

    def look() -> Tree:
        if name == "plain" and os.getpid() != here:
            raise PermissionError
        return scan(root, {}, RIGHTS)

    ahead = Ahead()
    ahead.begin(root, look)

    assert name in ahead.tree(root, look).files


def test_without_a_process_this_one_looks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    open_before = open_files()
    ahead = Ahead()
    ahead.begin(root, pytest.fail)

    assert ahead.tree(root, partial(scan, root, {}, RIGHTS)).files
    assert open_files() == open_before


def test_a_process_with_threads_is_not_forked(root: Path) -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    ahead = Ahead()
    ahead.begin(root, partial(scan, root, {}, RIGHTS))
    done.set()
    thread.join()

    assert not ahead._begun


def test_a_look_that_nobody_asks_for_leaves_no_process_and_no_open_file(root: Path) -> None:
    open_before = open_files()
    ahead = Ahead()
    ahead.begin(root, partial(scan, root, {}, RIGHTS))
    child, _ = ahead._begun[root]
    ahead.close()

    assert open_files() == open_before
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_both_trees_of_an_output_folder_can_be_looked_at_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("defectarchive.workspace.output._LARGE", 0)
    begun: list[Path] = []
    begin = Ahead.begin

    def noted(ahead: Ahead, root: Path, look: Callable[[], Tree], *, later: bool = False) -> None:
        begun.append(root)
        begin(ahead, root, look, later=later)

    monkeypatch.setattr(Ahead, "begin", noted)
    site = tmp_path / "site"
    publish(site, [("index.html", b"first")])
    publish(site, [("index.html", b"second"), ("more.html", b"more")])

    with open_output(site) as output:
        output.look_ahead()
        published = output.publish([("index.html", b"third")])

    assert begun == [site, tmp_path / ".site.stage"]
    assert published.deleted == ("more.html",)
    assert (site / "index.html").read_bytes() == b"third"


def test_a_file_that_two_trees_share_is_looked_at_once_and_any_other_in_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, spare = tmp_path / "site", tmp_path / ".site.stage"
    both, changed, replaced = "both.html", "changed.html", "replaced.html"
    for last in (b"first", b"second"):
        files = [(path, path.encode()) for path in (both, changed, replaced)]
        publish(site, [*files, ("last.html", last)])
    (spare / replaced).unlink()
    (spare / replaced).write_bytes(b"by hand")
    with (site / changed).open("ab") as file:
        file.write(b", by hand, in both")

    with open_output(site) as output:
        output.published_files()
        shared = output.scan(spare)
    with open_output(site) as output:
        alone = output.scan(spare)

    assert shared == alone
    assert shared.files[both].digest
    assert not shared.files[changed].digest
    assert not shared.files[replaced].digest
