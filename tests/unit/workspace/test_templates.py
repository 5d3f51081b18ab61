"""Reading templates and static files."""

from __future__ import annotations

from pathlib import Path

import pytest

from defectarchive.workspace.errors import WrongUsageError
from defectarchive.workspace.templates import read_templates


@pytest.mark.parametrize("link", ["static", "static/shown", "static/a/b.css"])
@pytest.mark.parametrize("target", ["file", "folder", "missing"])
def test_a_link_among_static_files_is_refused_and_not_followed(
    tmp_path: Path, link: str, target: str
) -> None:
    (tmp_path / "file").write_text("secret")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "secret").write_text("secret")
    place = tmp_path / "templates" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / target)
    with pytest.raises(WrongUsageError, match=f"{link} is a symbolic link"):
        read_templates(tmp_path / "templates")


def test_the_folder_of_templates_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "mine" / "static").mkdir(parents=True)
    (tmp_path / "mine" / "static" / "own.css").write_text("a{}")
    (tmp_path / "templates").symlink_to(tmp_path / "mine")
    assert read_templates(tmp_path / "templates").static["static/own.css"] == b"a{}"
