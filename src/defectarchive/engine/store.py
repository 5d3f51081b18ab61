"""What earlier builds found out, kept beside the output: data, never code, and never believed.

Four files, of what was read and made, and of the index of texts:

    inputs      the state of every input of the last build, and what the build came to
    readings    the records of each content file, by the digest of its bytes
    made        for each page the digest of its view, and the sum of the page it gave; for each
                group of pages a digest of all that it sees
    texts       for each page that Pagefind gets a digest of its text, and the index that came of it

A file that is cut short, garbage, foreign or of another version of the program is a miss, and
the build says so; it is never an error, and never a wrong page. Nor is one that cannot be written.
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
# Before the content: what it is, by which version of the program, and a checksum.
_HEAD = len(_MAGIC) + 2 * _DIGEST
# What has a part in the bytes of pages beside the program's own code.
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
        """What the file holds, or None; and why it cannot be used, "" where there is none."""
        try:
            data = self.place.read_bytes()
        except FileNotFoundError:
            return None, ""
        except OSError as problem:
            # Where the folder is none, that is said once, not for each file in it.
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
        """Keep this instead, in one step; or why it cannot be kept, "" where it is."""
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
    """Why a file of the cache cannot be used: "" where it can."""
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
        """Remove all that names files of the published site."""
        for shelf in (self.inputs, self.made, self.texts):
            with contextlib.suppress(OSError):
                shelf.place.unlink(missing_ok=True)


def digest_of(*parts: bytes) -> bytes:
    """16 bytes of BLAKE2b over all parts, each told from the next by its length."""
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
    """What the program is: its own files, the libraries, the language."""
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
