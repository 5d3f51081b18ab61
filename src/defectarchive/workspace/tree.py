"""A folder of published files as this build finds and changes it, and the ledger kept of it.

A ledger says what stood in a tree when it was complete: digest, size, time and inode of every
file. It is keyed on the inode of the tree's root, so it stays true when trees change places. A
file that is not as the ledger says has an unknown digest; a tree without ledger has only such
files. So nothing depends on how far a killed build came: what is unknown is read, or replaced.

Who may read a file or folder is settled by the umask of the build, and changes with it. Files are
copied for that, not changed: another tree may have them as well.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from os import DirEntry
from pathlib import Path

from msgspec.structs import replace

from defectarchive.frozen import Frozen

UNKNOWN = ""
_HEADER = "defectarchive ledger 2"
_RIGHTS = 0o777
_ODD = -1  # The size of what is no regular file: a link, a pipe.
# Why a file system may refuse a hard link although there is room: then the file is copied.
_NO_LINKS = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES}


class TreeFile(Frozen, frozen=True):
    """One file: SHA-256 in hex (or UNKNOWN), bytes, nanoseconds since 1970, inode."""

    digest: str
    size: int
    modified: int
    inode: int


class Rights(Frozen, frozen=True):
    """What a new file and a new folder get: who may read, write and enter them."""

    file: int = 0o666
    folder: int = 0o777


class Ledger(Frozen, frozen=True):
    """What a tree held, and the rights that the build which completed it gave to folders."""

    files: dict[str, TreeFile]
    folder_rights: int = 0


@dataclass(slots=True)
class Tree:
    """What lies below `root`, kept in step with every change made through it.

    Files are replaced, never written into: another tree may share them by hard links. `odd`: paths
    of files and folders with other rights than new ones get.
    """

    root: Path
    files: dict[str, TreeFile] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    odd: set[str] = field(default_factory=set)

    def open_folders(self, rights: Rights) -> None:
        """Give every folder the rights of a new one, so that it can be changed."""
        for folder in sorted(self.odd & self.folders, key=len):
            set_rights(f"{self.root}/{folder}", rights.folder)
        self.odd -= self.folders

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
        with open(os.open(f"{self.root}/{path}", flags, 0o666), "wb", buffering=0) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            info = os.fstat(file.fileno())
        self.files[path] = TreeFile(digest, info.st_size, info.st_mtime_ns, info.st_ino)

    def adopt(self, path: str, other: Tree) -> None:
        """Have the same file as `other` has there, with its time; its digest there is known."""
        theirs, mine = other.files[path], self.files.get(path)
        if (
            mine is not None
            and path not in self.odd
            and (mine.modified, mine.size) == (theirs.modified, theirs.size)
        ):
            if mine.inode == theirs.inode:
                self.files[path] = theirs
                return
            if mine.digest == theirs.digest:
                return
        if path in other.odd:
            self._copy(path, other)
            return
        self._make_way(path)
        try:
            os.link(f"{other.root}/{path}", f"{self.root}/{path}", follow_symlinks=False)
        except OSError as problem:
            if problem.errno not in _NO_LINKS:
                raise
            self._copy(path, other)
        else:
            self.files[path] = theirs

    def _copy(self, path: str, other: Tree) -> None:
        theirs = other.files[path]
        self.write(path, (other.root / path).read_bytes(), theirs.digest)
        os.utime(self.root / path, ns=(theirs.modified, theirs.modified))
        self.files[path] = replace(self.files[path], modified=theirs.modified)

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
            self.odd = {f for f in self.odd if f != path and not f.startswith(inside)}
        self._make_folder(path.rpartition("/")[0])

    def _make_folder(self, folder: str) -> None:
        if not folder or folder in self.folders:
            return
        self._make_folder(folder.rpartition("/")[0])
        if folder in self.files:
            self._unlink(folder)
        os.mkdir(f"{self.root}/{folder}", 0o777)
        self.folders.add(folder)

    def _unlink(self, path: str) -> None:
        os.unlink(f"{self.root}/{path}")
        del self.files[path]
        self.odd.discard(path)


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders that these paths stand in."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def scan(root: Path, ledger: Mapping[str, TreeFile], rights: Rights | None = None) -> Tree:
    """The tree as it lies there; digests from the ledger where size, time and inode agree.

    `rights`: what new files and folders get; a folder that may not be looked into gets them.
    """
    tree = Tree(root)
    waiting = [(str(root), "")]
    while waiting:
        place, prefix = waiting.pop()
        with _entries(place, rights) as entries:
            for item in entries:
                path = f"{prefix}{item.name}"
                info = item.stat(follow_symlinks=False)
                if item.is_dir(follow_symlinks=False):
                    tree.folders.add(path)
                    waiting.append((item.path, f"{path}/"))
                    if rights is not None and info.st_mode & _RIGHTS != rights.folder:
                        tree.odd.add(path)
                    continue
                if rights is not None and stat.S_IMODE(info.st_mode) != rights.file:
                    tree.odd.add(path)
                size = info.st_size if stat.S_ISREG(info.st_mode) else _ODD
                entry = ledger.get(path)
                if entry is None or (size, info.st_mtime_ns, info.st_ino) != (
                    entry.size,
                    entry.modified,
                    entry.inode,
                ):
                    entry = TreeFile(UNKNOWN, size, info.st_mtime_ns, info.st_ino)
                tree.files[path] = entry
    return tree


def _entries(place: str, rights: Rights | None) -> AbstractContextManager[Iterator[DirEntry[str]]]:
    try:
        return os.scandir(place)
    except PermissionError:
        if rights is None:
            raise
        set_rights(place, rights.folder)
        return os.scandir(place)


def set_rights(place: Path | str, rights: int) -> None:
    """Let a folder be read, written and entered like this; what else is set about it stays."""
    mode = stat.S_IMODE(os.stat(place, follow_symlinks=False).st_mode)
    if mode & _RIGHTS != rights:
        os.chmod(place, mode & ~_RIGHTS | rights)


def write_ledger(place: Path, tree: Tree, rights: Rights) -> None:
    """Keep the ledger of a complete tree, in one step."""
    lines = [f"{_HEADER} {rights.folder:o}"]
    lines += [f"{e.digest} {e.size} {e.modified} {e.inode} {p}" for p, e in tree.files.items()]
    lines.append(f"end {len(tree.files)}\n")
    write_private(place, "\n".join(lines).encode("utf-8", "surrogateescape"))


def write_private(place: Path, data: bytes) -> None:
    """Put a file in place in one step that nobody else may read, and never through a link."""
    draft = place.with_name(f"{place.name}.new")
    draft.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        with open(os.open(draft, flags, 0o600), "wb") as file:
            file.write(data)
        draft.replace(place)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def read_ledger(place: Path) -> Ledger:
    """What the ledger says; nothing where there is none or it is not whole."""
    files: dict[str, TreeFile] = {}
    with contextlib.suppress(OSError, ValueError):
        text = place.read_bytes().decode("utf-8", "surrogateescape")
        first, *lines, last, after = text.split("\n")
        header, _, rights = first.rpartition(" ")
        if (header, last, after) == (_HEADER, f"end {len(lines)}", ""):
            for line in lines:
                digest, size, modified, inode, path = line.split(" ", 4)
                files[path] = TreeFile(digest, int(size), int(modified), int(inode))
            return Ledger(files, int(rights, 8))
    return Ledger({})
