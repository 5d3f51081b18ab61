"""The manifest of a site."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from defectarchive.workspace.errors import WrongUsageError
from defectarchive.workspace.manifest import encode_manifest, read_manifest, sum_of, verify_site
from defectarchive.workspace.output import publish


def test_it_is_json_that_any_tool_can_check(tmp_path: Path) -> None:
    publish(tmp_path / "site", [("b", b"bb"), ("a/é", b"")])
    manifest = json.loads((tmp_path / "site/manifest.json").read_bytes())
    assert manifest["generator"] == "defectarchive"
    assert list(manifest["files"].items()) == [
        ("a/é", {"sha256": hashlib.sha256(b"").hexdigest(), "size": 0}),
        ("b", {"sha256": hashlib.sha256(b"bb").hexdigest(), "size": 2}),
    ]


@pytest.mark.parametrize("paths", [[], ["a"], ["b", "a", 'quo"te', "back\\slash"]])
def test_what_is_written_is_read(tmp_path: Path, paths: list[str]) -> None:
    sums = {path: sum_of(path.encode()) for path in paths}
    (tmp_path / "manifest.json").write_bytes(encode_manifest(sums))
    assert read_manifest(tmp_path) == sums


def test_it_does_not_depend_on_the_order_of_files() -> None:
    one, other = sum_of(b"1"), sum_of(b"2")
    assert encode_manifest({"a": one, "b": other}) == encode_manifest({"b": other, "a": one})


def test_links_are_not_taken_for_the_files_they_lead_to(tmp_path: Path) -> None:
    publish(tmp_path / "site", [("a", b"same")])
    (tmp_path / "copy").write_bytes(b"same")
    (tmp_path / "site/a").unlink()
    (tmp_path / "site/a").symlink_to(tmp_path / "copy")
    assert verify_site(tmp_path / "site") == ("a: changed",)


def test_a_folder_without_manifest_cannot_be_verified(tmp_path: Path) -> None:
    with pytest.raises(WrongUsageError, match="nothing to go by"):
        verify_site(tmp_path)
    with pytest.raises(WrongUsageError, match="is not a folder"):
        verify_site(tmp_path / "missing")
