"""Output folders at, above and below mount points."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from defectarchive.workspace import mounts
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError
from defectarchive.workspace.output import publish
from defectarchive.workspace.refusals import check_output, web_root_above
from defectarchive.workspace.trees import swap

SITE = [("index.html", b"home"), ("static/style.css", b"")]


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The list of mounts, to write into."""
    table = tmp_path / "mountinfo"
    table.write_text("")
    monkeypatch.setattr(mounts, "_MOUNTS", table)
    return table


def mount(table: Path, *points: Path) -> None:
    escaped = [str(point).replace(" ", "\\040") for point in points]
    lines = [f"30 25 8:1 /srv {point} rw - ext4 /dev/sda1 rw\n" for point in escaped]
    table.write_text("".join(lines))


@pytest.mark.parametrize("name", ["site", "my site"])
def test_a_folder_of_this_file_system_mounted_at_the_output_is_refused_with_advice(
    tmp_path: Path, mounted: Path, name: str
) -> None:
    site = tmp_path / name
    site.mkdir()
    mount(mounted, site)
    with pytest.raises(
        WrongUsageError, match=r"is a mount point.* name a folder inside it"
    ) as told:
        check_output(site)
    assert str(site / "site") in str(told.value)


@pytest.mark.parametrize("inside", ["data", "static/fonts", "static/style.css"])
def test_what_is_mounted_inside_the_site_or_its_spare_tree_is_named(
    tmp_path: Path, mounted: Path, inside: str
) -> None:
    site = tmp_path / "site"
    publish(site, SITE)
    publish(site, [*SITE, ("more", b"")])
    for tree in (site, tmp_path / ".site.stage"):
        mount(mounted, tree / inside)
        with pytest.raises(WrongUsageError, match=f"{tree.name}/{inside} is a mount point"):
            publish(site, SITE)
    mount(mounted, tmp_path / ".site.stage")
    with pytest.raises(WrongUsageError, match=r"\.site\.stage is a mount point"):
        publish(site, SITE)


def test_an_output_within_a_mount_or_beside_one_is_published(tmp_path: Path, mounted: Path) -> None:
    mount(mounted, tmp_path, tmp_path / "site-2", tmp_path / "other" / "site")
    publish(tmp_path / "site", SITE)
    publish(tmp_path / "site", [*SITE, ("more", b"")])


def test_a_link_to_a_mount_point_is_refused_as_well(tmp_path: Path, mounted: Path) -> None:
    (tmp_path / "volume").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "volume")
    mount(mounted, tmp_path / "volume")
    with pytest.raises(WrongUsageError, match="is a mount point"):
        check_output(tmp_path / "site")


def test_without_a_list_of_mounts_other_file_systems_are_told_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mounts, "_MOUNTS", tmp_path / "missing")
    monkeypatch.setattr(os.path, "ismount", lambda place: Path(place) == tmp_path / "site")
    (tmp_path / "site").mkdir()
    with pytest.raises(WrongUsageError, match="is a mount point"):
        check_output(tmp_path / "site")


def test_a_folder_around_it_that_cannot_be_written_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a volume's folder stands in a read-only image."""
    real = os.access

    def access(place: Path, how: int) -> bool:
        return place != tmp_path and real(place, how)

    monkeypatch.setattr(os, "access", access)
    with pytest.raises(WorkspaceError, match=f"cannot write in {tmp_path}, where"):
        check_output(tmp_path / "new" / "site")


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV])
def test_what_cannot_be_told_beforehand_is_told_with_advice(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A layer of a container's image: folders in it can be renamed by no program."""
    site = tmp_path / "site"
    publish(site, SITE)

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(swap, "_exchange", refuse)
    with pytest.raises(WorkspaceError, match="name a folder inside a mount"):
        publish(site, [*SITE, ("more", b"")])
    assert sorted(path.name for path in site.iterdir()) == ["index.html", "manifest.json", "static"]


class TestWebRootAbove:
    @pytest.mark.parametrize("sign", ["index.html", "index.php", ".htaccess"])
    def test_it_is_known_by_what_servers_look_for(self, tmp_path: Path, sign: str) -> None:
        root = tmp_path / "www"
        root.mkdir()
        assert web_root_above(root / "archive") is None
        (root / sign).write_text("")
        assert web_root_above(root / "archive") == root
        assert web_root_above(root / "deep" / "archive") == root

    @pytest.mark.parametrize("name", ["public_html", "htdocs", "wwwroot"])
    def test_it_is_known_by_its_name(self, tmp_path: Path, name: str) -> None:
        assert web_root_above(tmp_path / name / "archive") == tmp_path / name
        assert web_root_above(tmp_path / name) is None
