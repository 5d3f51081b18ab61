"""A folder of published files as this build finds and changes it, and the ledger kept of it.

A ledger says what stood in a tree when it was complete: digest, size, time and inode of every
file. It is keyed on the inode of the tree's root, so it stays true when trees change places. A
file that is not as the ledger says has an unknown digest; a tree without ledger has only such
files. So nothing depends on how far a killed build came: what is unknown is read, or replaced.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from defectarchive.frozen import Frozen

UNKNOWN = ""
_HEADER = "defectarchive ledger 1"
_ODD = -1  # The size of what is no regular file: a link, a pipe.
# Why a file system may refuse a hard link although there is room: then the file is copied.
_NO_LINKS = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES}


class Entry(Frozen, frozen=True):
    """One file: SHA-256 in hex (or UNKNOWN), bytes, nanoseconds since 1970, inode."""

    digest: str
    size: int
    modified: int
    inode: int


@dataclass(slots=True)
class Tree:
    """What lies below `root`, kept in step with every change made through it.

    Files are replaced, never written into: another tree may share them by hard links.
    """

    root: Path
    files: dict[str, Entry] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)

    def digest(self, path: str) -> str:
        """The file's digest, from its bytes where need be; UNKNOWN where there is no such file."""
        entry = self.files.get(path)
        if entry is None or entry.size == _ODD:
            return UNKNOWN
        if entry.digest == UNKNOWN:
            digest = hashlib.sha256((self.root / path).read_bytes()).hexdigest()
            self.files[path] = entry = replace(entry, digest=digest)
        return entry.digest

    def write(self, path: str, data: bytes, digest: str) -> None:
        """Put a new file in place, with whatever folders it needs."""
        self._make_way(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        with open(os.open(f"{self.root}/{path}", flags, 0o644), "wb", buffering=0) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            info = os.fstat(file.fileno())
        self.files[path] = Entry(digest, info.st_size, info.st_mtime_ns, info.st_ino)

    def adopt(self, path: str, other: Tree) -> None:
        """Have the same file as `other` has there, with its time; its digest there is known."""
        theirs, mine = other.files[path], self.files.get(path)
        if mine is not None and mine.modified == theirs.modified and mine.size == theirs.size:
            if mine.inode == theirs.inode:
                self.files[path] = theirs
                return
            if mine.digest == theirs.digest:
                return
        self._make_way(path)
        try:
            os.link(f"{other.root}/{path}", f"{self.root}/{path}", follow_symlinks=False)
        except OSError as problem:
            if problem.errno not in _NO_LINKS:
                raise
            self.write(path, (other.root / path).read_bytes(), theirs.digest)
            os.utime(self.root / path, ns=(theirs.modified, theirs.modified))
            self.files[path] = replace(self.files[path], modified=theirs.modified)
        else:
            self.files[path] = theirs

    def keep_only(self, files: Iterable[str]) -> None:
        """Remove all other files, and the folders that then hold nothing."""
        wanted = set(files)
        for path in self.files.keys() - wanted:
            self._unlink(path)
        for folder in sorted(self.folders - folders_of(wanted), key=len, reverse=True):
            os.rmdir(f"{self.root}/{folder}")
            self.folders.remove(folder)

    def _make_way(self, path: str) -> None:
        """Have the folder of `path`, and nothing in the place of `path`."""
        if path in self.files:
            self._unlink(path)
            return
        if path in self.folders:
            shutil.rmtree(self.root / path)
            inside = f"{path}/"
            self.folders = {f for f in self.folders if f != path and not f.startswith(inside)}
            self.files = {f: e for f, e in self.files.items() if not f.startswith(inside)}
        self._make_folder(path.rpartition("/")[0])

    def _make_folder(self, folder: str) -> None:
        if not folder or folder in self.folders:
            return
        self._make_folder(folder.rpartition("/")[0])
        if folder in self.files:
            self._unlink(folder)
        os.mkdir(f"{self.root}/{folder}", 0o755)
        self.folders.add(folder)

    def _unlink(self, path: str) -> None:
        os.unlink(f"{self.root}/{path}")
        del self.files[path]


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders that these paths stand in."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def scan(root: Path, ledger: Mapping[str, Entry]) -> Tree:
    """The tree as it lies there; digests from the ledger where size, time and inode agree."""
    tree = Tree(root)
    waiting = [(str(root), "")]
    while waiting:
        place, prefix = waiting.pop()
        with os.scandir(place) as entries:
            for found in entries:
                path = f"{prefix}{found.name}"
                if found.is_dir(follow_symlinks=False):
                    tree.folders.add(path)
                    waiting.append((found.path, f"{path}/"))
                    continue
                info = found.stat(follow_symlinks=False)
                size = info.st_size if stat.S_ISREG(info.st_mode) else _ODD
                entry = ledger.get(path)
                if entry is None or (size, info.st_mtime_ns, info.st_ino) != (
                    entry.size,
                    entry.modified,
                    entry.inode,
                ):
                    entry = Entry(UNKNOWN, size, info.st_mtime_ns, info.st_ino)
                tree.files[path] = entry
    return tree


def write_ledger(place: Path, tree: Tree) -> None:
    """Keep the ledger of a complete tree, in one step."""
    lines = [_HEADER]
    lines += [f"{e.digest} {e.size} {e.modified} {e.inode} {p}" for p, e in tree.files.items()]
    lines.append(f"end {len(tree.files)}\n")
    draft = place.with_name(f"{place.name}.new")
    draft.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    draft.replace(place)


def read_ledger(place: Path) -> dict[str, Entry]:
    """What the ledger says; nothing where there is none or it is not whole."""
    ledger: dict[str, Entry] = {}
    with contextlib.suppress(OSError, ValueError):
        text = place.read_bytes().decode("utf-8", "surrogateescape")
        first, *lines, last, after = text.split("\n")
        if (first, last, after) == (_HEADER, f"end {len(lines)}", ""):
            for line in lines:
                digest, size, modified, inode, path = line.split(" ", 4)
                ledger[path] = Entry(digest, int(size), int(modified), int(inode))
            return ledger
    return {}
