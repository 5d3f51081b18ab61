"""Who may read the site, and what lies beside it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.small_archive import make_workplace

from defectarchive.workspace import output as output_module
from defectarchive.workspace.errors import WorkspaceError
from defectarchive.workspace.manifest import MANIFEST, verify_site
from defectarchive.workspace.output import open_output, publish
from defectarchive.workspace.trees import ledger as ledger_module
from defectarchive.workspace.trees.tree import scan

SITE = [("index.html", b"home"), ("people/ada/index.html", b"ada"), ("data/claims.csv", b"a,b\n")]
LONG_AGO = 1_000_000_000_000_000_000  # Nanoseconds: September 2001.


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "build" / "site"


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(place: Path) -> int:
    return stat.S_IMODE(place.lstat().st_mode)


def modes(folder: Path) -> tuple[set[int], set[int]]:
    """Those of all files, and of all folders with the outermost."""
    places = [folder, *folder.rglob("*")]
    return (
        {mode(place) for place in places if place.is_file()},
        {mode(place) for place in places if place.is_dir()},
    )


@pytest.mark.parametrize("again", [SITE, [*SITE[:2], ("data/claims.csv", b"new\n")]])
def test_the_rights_of_every_file_and_folder_follow_the_umask_of_the_build(
    site: Path, again: list[tuple[str, bytes]]
) -> None:
    for mask in (0o077, 0o022, 0o022, 0o027, 0o002, 0o077):
        for version in (SITE, again):
            with umask(mask):
                publish(site, version)
            assert modes(site) == ({0o666 & ~mask}, {0o777 & ~mask})
            assert verify_site(site) == ()


def test_a_build_that_changes_nothing_but_rights_keeps_the_times(site: Path) -> None:
    with umask(0o077):
        publish(site, SITE)
    for path in site.rglob("*.html"):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))
    with umask(0o022):
        done = publish(site, SITE)
    assert done.written == ()
    assert {path.stat().st_mtime_ns for path in site.rglob("*.html")} == {LONG_AGO}


def test_old_readers_lose_nothing_until_the_new_site_is_there(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with umask(0o022):
        publish(site, SITE)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(output_module, "swap", fail)
    with umask(0o077), pytest.raises(KeyboardInterrupt):
        publish(site, SITE)
    assert modes(site) == ({0o644}, {0o755})


def test_a_whole_build_notices_that_the_umask_is_another(tmp_path: Path) -> None:
    place = make_workplace(tmp_path / "archive")
    for mask in (0o077, 0o022):
        with umask(mask):
            place.build()
            os.sync()
            place.build()
        assert modes(place.output) == ({0o666 & ~mask}, {0o777 & ~mask})


def test_a_folder_whose_owner_has_set_its_rights_keeps_them_whatever_the_umask(site: Path) -> None:
    with umask(0o022):
        publish(site, SITE)
        site.chmod(0o2750)
    for mask in (0o022, 0o077, 0o022):
        with umask(mask):
            publish(site, SITE)
            publish(site, [*SITE, ("more", b"%d" % mask)])
        assert mode(site) == 0o2750


class TestBesideTheOutput:
    @pytest.mark.parametrize("mask", [0o000, 0o022])
    def test_nobody_but_the_owner_can_read_it(self, tmp_path: Path, mask: int) -> None:
        place = make_workplace(tmp_path / "archive")
        with umask(mask):
            place.build()
            place.edit("articles/two-cross.md", "reported", "told")
            place.build()
        beside = [path for path in place.folder.iterdir() if path.name.startswith(".site.")]
        uses = {path.name.split(".")[2].partition("-")[0] for path in beside}
        assert uses == {"ledger", "lock", "stage", "store"}
        for path in beside:
            assert mode(path) == (0o700 if path.is_dir() else 0o600), path
        assert mode(place.output) == 0o777 & ~mask

    def test_what_an_earlier_version_left_open_is_shut(self, site: Path) -> None:
        publish(site, SITE)
        publish(site, [*SITE, ("more", b"1")])
        (site.parent / ".site.store").write_bytes(b"")
        for path in site.parent.glob(".site.*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        with open_output(site):
            for path in site.parent.glob(".site.*"):
                assert mode(path) == (0o700 if path.is_dir() else 0o600), path

    def test_a_spare_tree_that_a_killed_build_had_opened_is_shut(
        self, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(site, SITE)

        def fail(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(output_module, "swap", fail)
        with pytest.raises(KeyboardInterrupt):
            publish(site, [*SITE, ("more", b"1")])
        stage = site.parent / ".site.stage"
        assert not stage.exists() or mode(stage) == 0o700

    def test_a_spare_tree_is_closed_while_it_is_written(self, site: Path) -> None:
        publish(site, SITE)

        def slow() -> Iterator[tuple[str, bytes]]:
            yield "index.html", b"draft"
            assert mode(site.parent / ".site.stage") == 0o700
            yield "second.html", b"draft"

        publish(site, slow())


class TestLinksBesideTheOutput:
    """Whoever may write there could have a build write into any file of its user's."""

    @pytest.mark.parametrize("second_name", [os.symlink, os.link])
    def test_a_lock_that_is_another_file_is_refused(
        self, site: Path, tmp_path: Path, second_name: object
    ) -> None:
        site.parent.mkdir()
        victim = tmp_path / "victim"
        victim.write_bytes(b"mine, and long enough to be written over")
        assert callable(second_name)
        second_name(victim, site.parent / ".site.lock")
        with pytest.raises(WorkspaceError, match=r"\.site\.lock is no file of a build's own"):
            publish(site, SITE)
        assert victim.read_bytes() == b"mine, and long enough to be written over"

    def test_a_lock_that_is_a_dead_link_makes_no_file_elsewhere(
        self, site: Path, tmp_path: Path
    ) -> None:
        site.parent.mkdir()
        (site.parent / ".site.lock").symlink_to(tmp_path / "new")
        with pytest.raises(WorkspaceError):
            publish(site, SITE)
        assert not (tmp_path / "new").exists()

    def test_a_pipe_in_the_place_of_the_lock_is_refused_at_once(self, site: Path) -> None:
        site.parent.mkdir()
        os.mkfifo(site.parent / ".site.lock")
        with pytest.raises(WorkspaceError):
            publish(site, SITE)

    def test_no_draft_of_a_ledger_is_written_through_a_link(self, tmp_path: Path) -> None:
        place = make_workplace(tmp_path / "archive")
        place.build()
        victim = tmp_path / "victim"
        victim.write_bytes(b"mine")
        for path in place.folder.glob(".site.ledger-*"):
            path.with_name(f"{path.name}.new").symlink_to(victim)
        place.edit("articles/two-cross.md", "reported", "told")
        place.build()
        assert victim.read_bytes() == b"mine"


class TestFoldersThatCannotBeWritten:
    """As after a restored backup: folders without leave to change them."""

    @pytest.mark.parametrize("tree", ["site", ".site.stage"])
    @pytest.mark.parametrize("rights", [0o555, 0o500, 0o000])
    def test_they_are_made_writable_in_either_tree(
        self, site: Path, tree: str, rights: int
    ) -> None:
        with umask(0o022):
            publish(site, SITE)
            publish(site, [*SITE, ("more", b"1")])
            (site.parent / tree / "people").chmod(rights)
            for number in range(3):
                publish(site, [*SITE[1:], ("index.html", b"%d" % number)])
                assert modes(site) == ({0o644}, {0o755})

    def test_a_spare_tree_that_is_somebody_elses_is_put_away(
        self, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(site, SITE)
        publish(site, [*SITE, ("more", b"1")])
        stage = site.parent / ".site.stage"

        def refuse(root: Path, *rest: object) -> object:
            if root == stage:
                raise PermissionError(13, "Permission denied", str(root / "people"))
            return scan(root, *rest)  # type: ignore[arg-type]

        def stay(*_: object, **__: object) -> None:
            pass

        with monkeypatch.context() as patch:
            patch.setattr(ledger_module, "scan", refuse)
            patch.setattr(output_module.shutil, "rmtree", stay)  # type: ignore[attr-defined]
            done = publish(site, [*SITE, ("more", b"2")])
        assert done.written == (MANIFEST, "more")
        assert verify_site(site) == ()
        assert [path.name.partition("-")[0] for path in site.parent.glob(".site.left-*")] == [
            ".site.left"
        ]
        publish(site, [*SITE, ("more", b"3")])
        assert not [*site.parent.glob(".site.left-*")]


class TestLedgers:
    def test_they_are_not_believed_where_nothing_is_to_be_used_of_earlier_builds(
        self, site: Path
    ) -> None:
        """Whoever changes a page in place can set its time back."""
        for version in (SITE, [*SITE, ("more", b"1")]):
            publish(site, version)
        for tree in (site, site.parent / ".site.stage"):
            page = tree / "people/ada/index.html"
            before = page.stat()
            page.write_bytes(b"eve")
            os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert publish(site, [*SITE, ("more", b"1")]).written == ()
        with open_output(site, trust_ledger=False) as output:
            done = output.publish([*SITE, ("more", b"1")])
        assert done.written == ("people/ada/index.html",)
        assert verify_site(site) == ()
        with open_output(site, trust_ledger=False) as output:
            output.publish(SITE)
        assert verify_site(site) == ()

    def test_a_build_without_cache_puts_a_tampered_page_right(self, tmp_path: Path) -> None:
        place = make_workplace(tmp_path / "archive")
        place.build()
        page = place.output / "index.html"
        before, good = page.stat(), page.read_bytes()
        page.write_bytes(b"x" * len(good))
        os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
        place.build(cache=False)
        assert page.read_bytes() == good
