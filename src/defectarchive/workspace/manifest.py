"""manifest.json: the SHA-256 and size of every published file, and the sign that a site is ours."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from defectarchive.frozen import Frozen
from defectarchive.model.addresses import path_key
from defectarchive.workspace.errors import WrongUsageError, wrap_os_errors
from defectarchive.workspace.trees.tree import folders_of, scan

MANIFEST = "manifest.json"
_GENERATOR = "defectarchive"
_HEAD = f'{{"generator": {json.dumps(_GENERATOR)},\n"files": {{'
_LONGEST_NAME = 255  # Bytes; what common file systems take.


class FileDigest(Frozen, frozen=True):
    """SHA-256 in hex, and bytes."""

    digest: str
    size: int


def encode_manifest(sums: Mapping[str, FileDigest]) -> bytes:
    """The manifest's bytes: one file a line, sorted, so that two of them compare well."""
    quoted = json.JSONEncoder().encode
    lines = [
        f'{quoted(path)}: {{"sha256": "{sums[path].digest}", "size": {sums[path].size}}}'
        for path in sorted(sums)
    ]
    return (_HEAD + ("\n" + ",\n".join(lines) if lines else "") + "\n}}\n").encode()


def read_manifest(site: Path) -> dict[str, FileDigest] | None:
    """What the manifest in this folder says; None where there is none, or not one of ours."""
    try:
        with wrap_os_errors("read", site / MANIFEST):
            data = (site / MANIFEST).read_bytes() if (site / MANIFEST).is_file() else b""
        parsed = json.loads(data)
        if parsed["generator"] != _GENERATOR:
            return None
        return {
            path: FileDigest(item["sha256"], item["size"]) for path, item in parsed["files"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def published_paths(site: Path) -> tuple[str, ...]:
    """The files of a copy of a published site; by its manifest, if it came along."""
    if not site.is_dir():
        raise WrongUsageError("not-a-site", f"{site} is not a folder")
    manifest = read_manifest(site)
    if manifest is not None:
        return tuple(manifest)
    with wrap_os_errors("read", site):
        return tuple(scan(site, {}).files)


def is_ours(site: Path) -> bool:
    """Whether a build has published this folder: its manifest says so, which is not read whole."""
    place = site / MANIFEST
    with wrap_os_errors("read", place):
        if not place.is_file():
            return False
        with place.open("rb") as file:
            begins_as_ours = file.read(len(_HEAD)) == _HEAD.encode()
    return begins_as_ours or read_manifest(site) is not None


def manifest_digest(site: Path) -> str:
    """The SHA-256 of the site's manifest; "" where there is none."""
    if not (site / MANIFEST).is_file():
        return ""
    with wrap_os_errors("read", site / MANIFEST):
        return file_digest((site / MANIFEST).read_bytes()).digest


def verify_site(site: Path, digest: str = "") -> tuple[str, ...]:
    """In what the site differs from its manifest, a line each, sorted; nothing if it is whole.

    `digest`: what the manifest's SHA-256 was when the site was built, if that is known.
    """
    if not site.is_dir():
        raise WrongUsageError("not-a-site", f"{site} is not a folder")
    manifest = read_manifest(site)
    if manifest is None:
        return (f"{MANIFEST}: missing, or not one of defectarchive",)
    faults: dict[str, str] = {}
    with wrap_os_errors("read", site):
        tree = scan(site, {})
        for path, wanted in manifest.items():
            if path not in tree.files:
                faults[path] = "missing"
            elif tree.files[path].size != wanted.size or tree.digest(path) != wanted.digest:
                faults[path] = "changed"
    for path in tree.files.keys() - manifest.keys() - {MANIFEST}:
        faults[path] = "not in the manifest"
    for folder in tree.folders - folders_of(tree.files):
        faults[f"{folder}/"] = "not in the manifest"
    if digest and manifest_digest(site) != digest:
        faults[MANIFEST] = "not the one of this digest"
    return tuple(f"{path}: {faults[path]}" for path in sorted(faults))


def file_digest(data: bytes) -> FileDigest:
    """The sum of one file's bytes."""
    return FileDigest(hashlib.sha256(data).hexdigest(), len(data))


@dataclass(slots=True)
class PathRegister:
    """The paths of one site. It refuses, as a bug, what would leave the folder or collide.

    Two paths collide when they are equal, or when one is a file where the other needs a
    folder, after NFC and case folding: some servers and file systems know no difference.
    """

    files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)

    def enter(self, path: str) -> None:
        """Take in one more path, relative and with forward slashes, or raise ValueError."""
        check_path(path)
        folded = path_key(path)
        other = self.files.get(folded) or self.folders.get(folded)
        folder = folded.rpartition("/")[0]
        while other is None and folder and folder not in self.folders:
            other = self.files.get(folder)
            self.folders[folder] = path
            folder = folder.rpartition("/")[0]
        if other is not None:
            raise ValueError(f"two artifacts collide: {other!r} and {path!r}")
        self.files[folded] = path


# What nearly every path is made of: names of ASCII letters that begin with no dot.
_PLAIN = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}/)*[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}")


def check_path(path: str) -> None:
    """Raise ValueError if this is no path that a file within a site can have."""
    if _PLAIN.fullmatch(path):
        return
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts) or "\0" in path or "\\" in path:
        raise ValueError(f"not a path inside the site: {path!r}")
    try:
        longest = max(len(part.encode()) for part in parts)
    except UnicodeEncodeError as problem:
        raise ValueError(f"a path that is not Unicode: {path!r}") from problem
    if longest > _LONGEST_NAME:
        raise ValueError(f"a file name longer than {_LONGEST_NAME} bytes: {path!r}")
