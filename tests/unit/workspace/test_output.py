"""Publishing into real folders."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from defectarchive.workspace.errors import WorkspaceError, WrongUsageError
from defectarchive.workspace.manifest import MANIFEST, verify_site
from defectarchive.workspace.output import open_output, publish
from defectarchive.workspace.refusals import check_output
from defectarchive.workspace.trees import swap as swap_module
from defectarchive.workspace.trees import tree as tree_module

LONG_AGO = 1_000_000_000_000_000_000  # Nanoseconds: September 2001.
SITE = [
    ("index.html", b"home"),
    ("people/ada/index.html", b"ada"),
    ("people/bo/index.html", b"bo"),
    ("data/claims.csv", b"a,b\n"),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "build" / "site"


def contents(folder: Path) -> dict[str, bytes]:
    """All files below the folder but the manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path != folder / MANIFEST
    }


def age(folder: Path) -> None:
    """Make every file look as if it was written long ago."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, ns=(LONG_AGO, LONG_AGO))


def modified(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


def edited(**changes: bytes | None) -> list[tuple[str, bytes]]:
    """SITE with the home page, Ada's or Bo's replaced, or left out where None."""
    paths = {"home": "index.html", "ada": "people/ada/index.html", "bo": "people/bo/index.html"}
    new: dict[str, bytes | None] = dict(SITE)
    new |= {paths[name]: data for name, data in changes.items()}
    return [(path, data) for path, data in new.items() if data is not None]


class TestWhatIsPublished:
    def test_the_folder_holds_the_files_and_their_manifest(self, site: Path) -> None:
        done = publish(site, SITE)
        assert contents(site) == dict(SITE)
        assert (site / MANIFEST).is_file()
        assert done.written == tuple(sorted([*dict(SITE), MANIFEST]))

    def test_an_empty_folder_may_be_there_already(self, site: Path) -> None:
        site.mkdir(parents=True)
        publish(site, SITE)
        assert contents(site) == dict(SITE)

    def test_the_same_site_again_touches_nothing(self, site: Path) -> None:
        publish(site, SITE)
        before, identity = modified(site), site.stat().st_ino
        done = publish(site, SITE)
        assert (done.written, done.deleted) == ((), ())
        assert modified(site) == before
        assert site.stat().st_ino == identity

    def test_pages_that_are_no_longer_part_of_it_go(self, site: Path) -> None:
        publish(site, SITE)
        done = publish(site, edited(bo=None))
        assert done.deleted == ("people/bo/index.html",)
        assert not (site / "people" / "bo").exists()
        assert verify_site(site) == ()

    def test_what_others_put_into_the_site_goes(self, site: Path) -> None:
        publish(site, SITE)
        (site / "stray.txt").write_text("x")
        (site / "people" / "empty").mkdir()
        publish(site, SITE)
        assert contents(site) == dict(SITE)
        assert not (site / "people" / "empty").exists()
        publish(site, edited(home=b"new"))
        assert contents(site) == dict(edited(home=b"new"))

    def test_a_file_may_become_a_folder_and_a_folder_a_file(self, site: Path) -> None:
        one = [("index.html", b"1"), ("a", b"file"), ("b/c/d", b"deep")]
        other = [("index.html", b"1"), ("a/x/y", b"deep"), ("b", b"file")]
        for version in (one, other, one, other, one):
            publish(site, version)
            assert contents(site) == dict(version)

    def test_nothing_else_lies_in_the_site_and_little_beside_it(self, site: Path) -> None:
        publish(site, SITE)
        publish(site, edited(home=b"new"))
        publish(site, edited(home=b"newer"))
        beside = sorted(path.name.partition("-")[0] for path in site.parent.iterdir())
        assert beside == [".site.ledger", ".site.ledger", ".site.lock", ".site.stage", "site"]

    def test_the_umask_takes_rights_away_and_changes_no_byte(
        self, site: Path, tmp_path: Path
    ) -> None:
        publish(site, SITE)
        old = os.umask(0o077)
        try:
            publish(tmp_path / "private", SITE)
        finally:
            os.umask(old)
        assert contents(site) == contents(tmp_path / "private")
        assert (site / MANIFEST).read_bytes() == (tmp_path / "private" / MANIFEST).read_bytes()
        assert stat.S_IMODE((tmp_path / "private" / "index.html").stat().st_mode) == 0o600
        assert stat.S_IMODE((site / "index.html").stat().st_mode) == 0o644 & ~old

    def test_the_folder_keeps_its_own_rights(self, site: Path) -> None:
        publish(site, SITE)
        site.chmod(0o750)
        publish(site, edited(home=b"new"))
        assert stat.S_IMODE(site.stat().st_mode) == 0o750

    def test_a_link_to_the_folder_stays_a_link(self, site: Path, tmp_path: Path) -> None:
        site.mkdir(parents=True)
        link = tmp_path / "link"
        link.symlink_to(site)
        publish(link, SITE)
        publish(link, edited(home=b"new"))
        assert link.is_symlink()
        assert contents(site) == dict(edited(home=b"new"))


class TestTimes:
    def test_unchanged_files_keep_theirs_however_often_the_trees_change_places(
        self, site: Path
    ) -> None:
        publish(site, SITE)
        age(site)
        for number in range(5):
            publish(site, edited(home=b"version %d" % number))
            times = modified(site)
            assert times["people/ada/index.html"] == LONG_AGO
            assert times["data/claims.csv"] == LONG_AGO
            assert times["index.html"] > LONG_AGO

    def test_a_page_that_comes_back_to_old_words_is_new(self, site: Path) -> None:
        """A browser that saw the words between must not be told that nothing changed since."""
        publish(site, SITE)
        age(site)
        publish(site, edited(home=b"between"))
        between = modified(site)["index.html"]
        publish(site, SITE)
        assert modified(site)["index.html"] >= between

    def test_they_are_kept_without_ledgers_too(self, site: Path) -> None:
        publish(site, SITE)
        age(site)
        for ledger in site.parent.glob(".site.ledger-*"):
            ledger.unlink()
        done = publish(site, edited(home=b"new"))
        assert done.written == ("index.html", MANIFEST)
        assert modified(site)["people/ada/index.html"] == LONG_AGO

    def test_they_are_kept_where_the_file_system_has_no_hard_links(
        self, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)
        publish(site, SITE)
        age(site)
        for number in range(4):
            publish(site, edited(home=b"version %d" % number))
            assert modified(site)["people/ada/index.html"] == LONG_AGO
            assert verify_site(site) == ()


class TestTampering:
    """Whatever happened to the site or the spare tree, the next build publishes what is right."""

    @pytest.mark.parametrize("tree", ["site", ".site.stage"])
    @pytest.mark.parametrize(
        "harm",
        [
            lambda root: (root / "people/ada/index.html").write_bytes(b"xyz"),
            lambda root: (root / "people/ada/index.html").unlink(),
            lambda root: shutil.rmtree(root / "people"),
            lambda root: (root / "people/ada/stray.html").write_bytes(b"?"),
            lambda root: (root / "people/bo/index.html").rename(root / "people/ada/index.html"),
            lambda root: (root / "data/claims.csv").chmod(0o600),
            lambda root: os.truncate(root / "data/claims.csv", 0),
        ],
    )
    def test_it_is_put_right(self, site: Path, tree: str, harm: Callable[[Path], object]) -> None:
        publish(site, SITE)
        publish(site, edited(home=b"second"))
        harm(site.parent / tree)
        for number in range(3):
            publish(site, edited(home=b"later %d" % number))
            assert contents(site) == dict(edited(home=b"later %d" % number))
            assert verify_site(site) == ()

    def test_a_link_in_the_place_of_a_file_is_not_written_through(
        self, site: Path, tmp_path: Path
    ) -> None:
        publish(site, SITE)
        victim = tmp_path / "victim"
        victim.write_bytes(b"mine")
        (site / "index.html").unlink()
        (site / "index.html").symlink_to(victim)
        publish(site, edited(home=b"new"))
        publish(site, edited(home=b"newer"))
        assert victim.read_bytes() == b"mine"
        assert not (site / "index.html").is_symlink()

    @pytest.mark.parametrize("garbage", [b"", b"\xff\xfe", b"defectarchive ledger 1\nx\nend 1\n"])
    def test_a_spoilt_ledger_is_no_ledger(self, site: Path, garbage: bytes) -> None:
        publish(site, SITE)
        publish(site, edited(home=b"second"))
        for ledger in site.parent.glob(".site.ledger-*"):
            ledger.write_bytes(garbage)
        publish(site, edited(home=b"third", ada=b"new"))
        assert contents(site) == dict(edited(home=b"third", ada=b"new"))

    def test_a_file_where_the_stage_should_be_is_cleared_away(self, site: Path) -> None:
        publish(site, SITE)
        (site.parent / ".site.stage").write_text("x")
        publish(site, edited(home=b"new"))
        assert contents(site) == dict(edited(home=b"new"))


class TestRefusals:
    def test_other_peoples_files_are_left_alone(self, site: Path) -> None:
        site.mkdir(parents=True)
        (site / "thesis.txt").write_text("years of work")
        with pytest.raises(WrongUsageError, match="holds files that are not from here"):
            publish(site, SITE)
        assert [path.name for path in site.parent.iterdir()] == ["site"]
        assert [path.name for path in site.iterdir()] == ["thesis.txt"]

    @pytest.mark.parametrize(
        "manifest", ["{}", '{"name": "An app"}', "[]", "null", "", '{"generator": "other"}', "\0"]
    )
    def test_a_manifest_of_something_else_is_no_marker(self, site: Path, manifest: str) -> None:
        site.mkdir(parents=True)
        (site / MANIFEST).write_text(manifest)
        with pytest.raises(WrongUsageError, match="holds files"):
            publish(site, SITE)

    def test_a_git_checkout_is_refused(self, site: Path) -> None:
        publish(site, SITE)
        (site / ".git").mkdir()
        with pytest.raises(WrongUsageError, match="git checkout"):
            publish(site, SITE)

    def test_a_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "site").write_text("x")
        with pytest.raises(WrongUsageError, match="is a file"):
            publish(tmp_path / "site", SITE)

    def test_precious_folders_are_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home, here = tmp_path / "home" / "ada", tmp_path / "work" / "archive"
        home.mkdir(parents=True)
        here.mkdir(parents=True)
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.chdir(here)
        for folder in (Path("/"), home, home.parent, Path(), here, here.parent, Path("..")):
            with pytest.raises(WrongUsageError, match="name a folder of its own"):
                check_output(folder)
        check_output(Path("build/site"))

    def test_input_and_output_lie_apart(self, tmp_path: Path) -> None:
        content = tmp_path / "content"
        content.mkdir()
        (tmp_path / "link").symlink_to(content)
        for output in (content, content / "site", tmp_path / "link" / "site", tmp_path):
            with pytest.raises(WrongUsageError, match="which is read"):
                check_output(output, content)
        check_output(tmp_path / "content-site", content)

    def test_a_folder_within_a_site_is_refused(self, site: Path) -> None:
        publish(site, [("index.html", b"1")])
        with pytest.raises(WrongUsageError, match="lies inside the site"):
            publish(site / "part" / "site", [("index.html", b"2")])
        assert sorted(path.name for path in site.iterdir()) == ["index.html", "manifest.json"]

    def test_a_link_in_a_circle_is_wrong_usage_or_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "loop").symlink_to("loop")
        with pytest.raises((WrongUsageError, WorkspaceError)):
            publish(tmp_path / "loop", [("index.html", b"1")])

    def test_a_read_only_site_is_left_alone(self, site: Path) -> None:
        publish(site, SITE)
        site.chmod(0o555)
        with pytest.raises(WorkspaceError, match="read-only"):
            publish(site, edited(home=b"new"))
        site.chmod(0o755)
        assert contents(site) == dict(SITE)

    def test_a_folder_where_a_page_goes_is_named(self, site: Path) -> None:
        publish(site, SITE)
        (site / "index.html").unlink()
        (site / "index.html").mkdir()
        (site / "index.html" / "notes.txt").write_text("somebody's")
        with pytest.raises(WorkspaceError, match=r"site/index\.html is a folder") as caught:
            publish(site, SITE)
        assert "\n" not in str(caught.value)
        assert (site / "index.html" / "notes.txt").exists()

    @pytest.mark.parametrize(
        "path",
        [
            *("", "/etc/passwd", "../x", "a/../../x", "a//b", "./a", "a/", "a\0b", "a\\b"),
            *("\udcff", "x" * 256, "é" * 128),
        ],
    )
    def test_paths_that_lead_elsewhere_are_bugs(self, site: Path, path: str) -> None:
        with pytest.raises(ValueError, match=r"path|file name"):
            publish(site, [*SITE, (path, b"")])
        assert not site.exists()

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("a/b", "a/b"),
            ("a/b", "A/B"),
            ("a", "a/b"),
            ("a/b/c", "a/b"),
            ("A", "a/b/c"),
            ("x/é", "x/" + unicodedata.normalize("NFD", "é")),
            ("straße", "STRASSE"),
            ("index.html", MANIFEST.upper()),
        ],
    )
    def test_paths_that_collide_are_bugs(self, site: Path, one: str, other: str) -> None:
        with pytest.raises(ValueError, match="collide"):
            publish(site, [(one, b"1"), (other, b"2")])
        assert not site.exists()

    def test_names_of_255_bytes_are_published(self, site: Path) -> None:
        long = [("x" * 255, b"1"), ("é" * 127, b"2"), ("a/" + "y" * 250 + ".html", b"3")]
        publish(site, long)
        assert contents(site) == dict(long)


class TestFailures:
    def test_a_full_disk_leaves_the_old_site_and_frees_what_was_written(
        self, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(site, SITE)
        publish(site, edited(home=b"second"))
        real = tree_module.Tree.write

        def write(tree: tree_module.Tree, path: str, data: Iterable[bytes], digest: str) -> None:
            if path == "people/bo/index.html":
                raise OSError(errno.ENOSPC, "No space left on device", str(tree.root / path))
            real(tree, path, data, digest)

        monkeypatch.setattr(tree_module.Tree, "write", write)
        with pytest.raises(WorkspaceError, match="No space left on device"):
            publish(site, edited(ada=b"new", bo=b"new"))
        assert contents(site) == dict(edited(home=b"second"))
        assert not (site.parent / ".site.stage").exists()
        monkeypatch.undo()
        publish(site, edited(ada=b"new", bo=b"new"))
        assert contents(site) == dict(edited(ada=b"new", bo=b"new"))

    def test_a_page_that_cannot_be_made_leaves_the_old_site(self, site: Path) -> None:
        publish(site, SITE)

        def broken() -> Iterator[tuple[str, bytes]]:
            yield "index.html", b"new"
            raise RuntimeError("a bug")

        for _ in range(2):
            with pytest.raises(RuntimeError, match="a bug"):
                publish(site, broken())
            assert contents(site) == dict(SITE)
        publish(site, edited(ada=b"new"))
        assert contents(site) == dict(edited(ada=b"new"))

    def test_a_second_build_is_refused_and_told_who_is_at_work(self, site: Path) -> None:
        script = "import sys; from pathlib import Path\n" + textwrap.dedent("""
            from defectarchive.workspace.output import open_output
            with open_output(Path(sys.argv[1])):
                print("ready", flush=True)
                sys.stdin.read()
        """)
        with subprocess.Popen(
            [sys.executable, "-c", script, str(site)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as first:
            assert first.stdout is not None
            assert first.stdout.readline() == b"ready\n"
            with pytest.raises(WorkspaceError, match=rf"another build \(process {first.pid}\)"):
                publish(site, SITE)
            first.kill()
            first.wait()
        publish(site, SITE)
        assert contents(site) == dict(SITE)


class TestSwapping:
    @pytest.fixture(autouse=True)
    def _no_exchange(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def unsupported(one: Path, other: Path) -> None:
            raise OSError(errno.ENOSYS, "Function not implemented")

        monkeypatch.setattr(swap_module, "_exchange", unsupported)

    def test_two_renames_do_where_there_is_no_exchange(self, site: Path) -> None:
        for number in range(4):
            publish(site, edited(home=b"version %d" % number))
            assert contents(site) == dict(edited(home=b"version %d" % number))
            assert not (site.parent / ".site.aside").exists()

    @pytest.mark.parametrize("renames", [1, 2])
    def test_a_build_killed_between_them_is_recovered(
        self, site: Path, renames: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(site, SITE)
        real, seen = Path.rename, []

        def rename(path: Path, target: Path) -> Path:
            seen.append(path)
            if len(seen) > renames:
                raise KeyboardInterrupt
            return real(path, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", rename)
            with pytest.raises(KeyboardInterrupt):
                publish(site, edited(home=b"new"))
        with open_output(site):
            assert contents(site) == dict(SITE if renames == 1 else edited(home=b"new"))
            assert not (site.parent / ".site.aside").exists()
        publish(site, edited(ada=b"later"))
        assert contents(site) == dict(edited(ada=b"later"))

    @pytest.mark.parametrize("failing", [1, 2, 3])
    def test_if_one_of_them_fails_there_is_a_site_all_the_same(
        self, site: Path, failing: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(site, SITE)
        real, seen = Path.rename, []

        def rename(path: Path, target: Path) -> Path:
            if path.parent == site.parent:
                seen.append(path)
                if len(seen) == failing:
                    raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", rename)
            with pytest.raises(WorkspaceError) if failing < 3 else contextlib.nullcontext():
                publish(site, edited(home=b"new"))
            assert len(seen) >= failing
            assert contents(site) == dict(SITE if failing < 3 else edited(home=b"new"))
        publish(site, edited(ada=b"later"))
        assert contents(site) == dict(edited(ada=b"later"))
        assert not (site.parent / ".site.aside").exists()


# A site of which every file says the version, so that a mixture shows.
PUBLISHER = """
import sys
from pathlib import Path
from defectarchive.workspace.output import publish

site, number = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    files = [(f"p/{i}/index.html", b"%d" % (number if i % 3 else i)) for i in range(150)]
    publish(site, [("index.html", b"%d" % number), *files, (f"only/{number}", b"here")])
"""


def kill_at_random_moments(site: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    publish(site, [("index.html", b"0")])
    number = 0
    for _ in range(kills):
        with subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, str(site), str(number)], stdout=subprocess.PIPE
        ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0, 0.15))
            child.send_signal(signal.SIGKILL)
        assert verify_site(site) == ()
        number = int((site / "index.html").read_bytes())
        if number:
            assert (site / f"only/{number}").exists()
            said = {(site / f"p/{i}/index.html").read_bytes() for i in range(150) if i % 3}
            assert said == {b"%d" % number}
    publish(site, SITE)
    assert contents(site) == dict(SITE)


def test_a_killed_build_leaves_one_whole_version(site: Path) -> None:
    kill_at_random_moments(site, kills=15, seed=1)


@pytest.mark.long
def test_two_hundred_killed_builds_leave_one_whole_version_each(site: Path) -> None:
    kill_at_random_moments(site, kills=200, seed=2)


def test_it_works_on_another_file_system(tmp_path: Path) -> None:
    memory = Path("/dev/shm")  # noqa: S108 - a file system of its own on Linux
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second file system")
    folder = memory / f"defectarchive-test-{os.getpid()}"
    try:
        publish(folder / "site", SITE)
        publish(folder / "site", edited(home=b"new"))
        assert contents(folder / "site") == dict(edited(home=b"new"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_what_is_kept_beside_the_output_is_named_after_it(site: Path) -> None:
    with open_output(site) as output:
        assert output.beside("store") == site.parent / ".site.store"
