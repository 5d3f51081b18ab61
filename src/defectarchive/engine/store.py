"""The cache folder beside the output. It holds data only, never code, and is never trusted.

It has four files:

    inputs      the state of every input of the last build, and the build's result
    readings    the records of each content file, by a digest of its path, its bytes and the
                vocabulary
    made        for each page a digest of its inputs, and the digest and size of its bytes; for
                each part of the plan its files, by a digest of the part's inputs
    texts       for each page in the full-text index a digest of its text; the files of the index

A cache file that is damaged, foreign or written by another version of the program is ignored, and
the build prints a note. So a bad cache costs time, but never causes an error or a wrong page. The
same holds for a cache file that cannot be written.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from defectarchive.engine.traces import BuildTraces, LastInputs, Readings, TextsTrace
from defectarchive.workspace.errors import reason
from defectarchive.workspace.tree import write_private

_MAGIC = b"defectarchive cache 1\n"
_DIGEST = 16
# Length of the header, in bytes: magic, digest of the program, checksum of the content.
_HEAD = len(_MAGIC) + 2 * _DIGEST
# Libraries whose version can change the bytes of pages.
_LIBRARIES = (
    *("babel", "jinja2", "markdown", "msgspec", "nh3", "python-slugify", "pyyaml"),
    "text-unidecode",
)

_T = TypeVar("_T")


class StoreFile(Generic[_T]):
    """One file of the cache."""

    def __init__(self, place: Path, kind: Any) -> None:
        self.place = place
        self._decoder: msgspec.msgpack.Decoder[_T] = msgspec.msgpack.Decoder(kind)

    def read(self) -> tuple[_T | None, str]:
        """The content and "". If it cannot be used: None and the reason. No file: None and ""."""
        try:
            data = self.place.read_bytes()
        except FileNotFoundError:
            return None, ""
        except OSError as problem:
            # If the cache folder is not a folder, the reason names the folder: all four files then
            # give the same text, and it is printed once.
            named = self.place.parent if isinstance(problem, NotADirectoryError) else self.place
            return None, f"{named} cannot be read ({reason(problem)}): made anew"
        fault = _fault(data)
        if not fault:
            try:
                return self._decoder.decode(data[_HEAD:]), ""
            except (msgspec.DecodeError, ValueError):
                fault = "is damaged"
        return None, f"{self.place} {fault}: made anew"

    def write(self, content: _T) -> str:
        """Replace the file's content atomically; "", or the reason why it could not be written."""
        payload = msgspec.msgpack.encode(content)
        folder = self.place.parent
        if folder.is_symlink():
            return f"{folder} is a link, and stays unused: the next build takes longer"
        try:
            folder.mkdir(0o700, exist_ok=True)
            if self.place.is_dir() and not self.place.is_symlink():
                shutil.rmtree(self.place)
            write_private(self.place, _MAGIC + code_digest() + digest_of(payload) + payload)
        except OSError as problem:
            return f"{folder} cannot be written ({reason(problem)}): the next build takes longer"
        return ""


def _fault(data: bytes) -> str:
    """Why a cache file cannot be used, or "" if it can."""
    if not data.startswith(_MAGIC):
        return "is no cache of this program"
    code, checksum = data[len(_MAGIC) : _HEAD - _DIGEST], data[_HEAD - _DIGEST : _HEAD]
    if code != code_digest():
        return "is of another version of the program"
    return "" if digest_of(data[_HEAD:]) == checksum else "is damaged"


class Store:
    """The files of one output folder's cache."""

    def __init__(self, folder: Path) -> None:
        self.inputs: StoreFile[LastInputs] = StoreFile(folder / "inputs", LastInputs)
        self.readings: StoreFile[Readings] = StoreFile(folder / "readings", Readings)
        self.made: StoreFile[BuildTraces] = StoreFile(folder / "made", BuildTraces)
        self.texts: StoreFile[TextsTrace] = StoreFile(folder / "texts", TextsTrace)

    def forget_site(self) -> None:
        """Remove every cache file that has paths of the published site: all but `readings`."""
        for shelf in (self.inputs, self.made, self.texts):
            with contextlib.suppress(OSError):
                shelf.place.unlink(missing_ok=True)


def digest_of(*parts: bytes) -> bytes:
    """16 bytes of BLAKE2b over all parts, each preceded by its length to keep parts apart."""
    hasher = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        hasher.update(len(part).to_bytes(8, "big"))
        hasher.update(part)
    return hasher.digest()


def digest_of_files(files: Mapping[str, bytes]) -> bytes:
    """A digest over names and contents, in order of name."""
    parts: Iterable[bytes] = (
        part
        for name, data in sorted(files.items())
        for part in (name.encode("utf-8", "surrogateescape"), digest_of(data))
    )
    return digest_of(*parts)


@cache
def code_digest() -> bytes:
    """A digest of the program: its own files, versions of its libraries, the version of Python."""
    folder = Path(__file__).parents[1]
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for kind in ("*.py", "*.gz", "*.json")
        for path in folder.rglob(kind)
    }
    versions = [f"{name} {_version(name)}".encode() for name in _LIBRARIES]
    return digest_of(sys.version.encode(), *versions, digest_of_files(files))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # put into place by hand
        return "?"
