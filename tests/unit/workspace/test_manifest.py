"""The manifest of a site."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from defectarchive.workspace.errors import WrongUsageError
from defectarchive.workspace.manifest import (
    encode_manifest,
    file_digest,
    manifest_digest,
    read_manifest,
    verify_site,
)
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
    sums = {path: file_digest(path.encode()) for path in paths}
    (tmp_path / "manifest.json").write_bytes(encode_manifest(sums))
    assert read_manifest(tmp_path) == sums


def test_it_does_not_depend_on_the_order_of_files() -> None:
    one, other = file_digest(b"1"), file_digest(b"2")
    assert encode_manifest({"a": one, "b": other}) == encode_manifest({"b": other, "a": one})


def test_links_are_not_taken_for_the_files_they_lead_to(tmp_path: Path) -> None:
    publish(tmp_path / "site", [("a", b"same")])
    (tmp_path / "copy").write_bytes(b"same")
    (tmp_path / "site/a").unlink()
    (tmp_path / "site/a").symlink_to(tmp_path / "copy")
    assert verify_site(tmp_path / "site") == ("a: changed",)


@pytest.mark.parametrize("manifest", [None, b"{}", b"\0"])
def test_a_manifest_that_is_gone_is_a_difference(tmp_path: Path, manifest: bytes | None) -> None:
    publish(tmp_path / "site", [("a", b"same")])
    (tmp_path / "site/manifest.json").unlink()
    if manifest is not None:
        (tmp_path / "site/manifest.json").write_bytes(manifest)
    assert verify_site(tmp_path / "site") == (
        "manifest.json: missing, or not one of defectarchive",
    )


def test_a_folder_that_was_added_is_a_difference_though_nothing_is_in_it(tmp_path: Path) -> None:
    publish(tmp_path / "site", [("a/b", b"same")])
    (tmp_path / "site/a/more/deep").mkdir(parents=True)
    assert verify_site(tmp_path / "site") == (
        "a/more/: not in the manifest",
        "a/more/deep/: not in the manifest",
    )


def test_who_has_noted_its_digest_sees_that_page_and_manifest_were_changed_together(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    noted = publish(site, [("a", b"same"), ("b", b"")]).manifest
    assert noted == manifest_digest(site)
    assert verify_site(site, noted) == ()
    (site / "a").write_bytes(b"forged")
    (site / "manifest.json").write_bytes(
        encode_manifest({"a": file_digest(b"forged"), "b": file_digest(b"")})
    )
    assert verify_site(site) == ()
    assert verify_site(site, noted) == ("manifest.json: not the one of this digest",)


def test_only_a_folder_can_be_verified(tmp_path: Path) -> None:
    with pytest.raises(WrongUsageError, match="is not a folder"):
        verify_site(tmp_path / "missing")
