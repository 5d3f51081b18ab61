"""A tree: a folder of published files, in memory as on disk.

The modes of files and folders follow the umask of the build. To get another mode a file is copied
instead of changed, because the other tree may share it as a hard link.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from os import DirEntry
from pathlib import Path

from msgspec.structs import replace

from defectarchive.frozen import Frozen

UNKNOWN = ""
_RIGHTS = 0o777
_IRREGULAR = -1  # Stands for the size of a link, a pipe and whatever else is no regular file.
# Errors with which a file system refuses a hard link; the file is then copied.
_NO_LINKS = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES}


class TreeFile(Frozen, frozen=True, array_like=True):
    """One file: SHA-256 in hex (or UNKNOWN), bytes, nanoseconds since 1970, inode."""

    digest: str
    size: int
    modified: int
    inode: int


class Modes(Frozen, frozen=True):
    """The modes of new files and new folders."""

    file: int = 0o666
    folder: int = 0o777


@dataclass(slots=True)
class Tree:
    """The files and folders below `root`; its methods change both the disk and this record.

    A file is replaced, never written into, because another tree may share it as a hard link.
    `irregular`: paths of files and folders whose mode is not that of new ones.
    """

    root: Path
    files: dict[str, TreeFile] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    irregular: set[str] = field(default_factory=set)

    def open_folders(self, rights: Modes) -> None:
        """Give every folder the mode of a new one, so that files in it can be changed."""
        for folder in sorted(self.irregular & self.folders, key=len):
            set_rights(f"{self.root}/{folder}", rights.folder)
        self.irregular -= self.folders

    def digest(self, path: str) -> str:
        """The file's SHA-256 in hex; reads the file if need be. UNKNOWN: no such file."""
        entry = self.files.get(path)
        if entry is None or entry.size == _IRREGULAR:
            return UNKNOWN
        if entry.digest == UNKNOWN:
            digest = hashlib.sha256((self.root / path).read_bytes()).hexdigest()
            self.files[path] = entry = replace(entry, digest=digest)
        return entry.digest

    def write(self, path: str, chunks: Iterable[bytes], digest: str) -> None:
        """Write a new file, replacing what is at its path; make the folders around it."""
        self._make_way(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        with open(os.open(f"{self.root}/{path}", flags, 0o666), "wb", buffering=0) as file:
            for chunk in chunks:
                rest = memoryview(chunk)
                while rest:
                    rest = rest[file.write(rest) :]
            info = os.fstat(file.fileno())
        self.files[path] = TreeFile(digest, info.st_size, info.st_mtime_ns, info.st_ino)

    def adopt(self, paths: Iterable[str], other: Tree) -> None:
        """Take over files of `other`, whose digests are known, with their modification times.

        As hard links if possible, else as copies; nothing is done if this tree already has them.
        """
        mine, theirs = self.files, other.files
        odd = self.irregular | other.irregular
        for path in paths:
            if path in odd or mine.get(path) != theirs[path]:
                self._adopt(path, other)

    def _adopt(self, path: str, other: Tree) -> None:
        theirs, mine = other.files[path], self.files.get(path)
        if (
            mine is not None
            and path not in self.irregular
            and (mine.modified, mine.size) == (theirs.modified, theirs.size)
        ):
            if mine.inode == theirs.inode:
                self.files[path] = theirs
                return
            if mine.digest == theirs.digest:
                return
        if path in other.irregular:
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
        self.write(path, [(other.root / path).read_bytes()], theirs.digest)
        os.utime(self.root / path, ns=(theirs.modified, theirs.modified))
        self.files[path] = replace(self.files[path], modified=theirs.modified)

    def keep_only(self, files: AbstractSet[str], folders: AbstractSet[str]) -> None:
        """Remove all files but these, and all folders but these, which are theirs."""
        for path in self.files.keys() - files:
            self._unlink(path)
        for folder in sorted(self.folders - folders, key=len, reverse=True):
            os.rmdir(f"{self.root}/{folder}")
            self.folders.remove(folder)

    def _make_way(self, path: str) -> None:
        """Make the folder around `path`, and remove what is at `path`, be it a file or a folder."""
        if path in self.files:
            self._unlink(path)
            return
        if path in self.folders:
            shutil.rmtree(self.root / path)
            inside = f"{path}/"
            self.folders = {f for f in self.folders if f != path and not f.startswith(inside)}
            self.files = {f: e for f, e in self.files.items() if not f.startswith(inside)}
            self.irregular = {f for f in self.irregular if f != path and not f.startswith(inside)}
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
        self.irregular.discard(path)


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders that these paths stand in."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def scan(
    root: Path,
    ledger: Mapping[str, TreeFile],
    rights: Modes | None = None,
    other: Tree | None = None,
) -> Tree:
    """The tree on disk. Digests come from the ledger if size, time and inode agree with it.

    `rights`: the modes of new files and folders; a folder that cannot be read is given its mode.
    None: such a folder raises PermissionError, and `irregular` stays empty. `other`: a tree that
    has been looked at; where both share a file as a hard link, it is not looked at again.
    """
    tree = Tree(root)
    seen = other.files if other else {}
    odd = other.irregular if other else frozenset()
    waiting = [(str(root), "")]
    while waiting:
        place, prefix = waiting.pop()
        with _entries(place, rights) as entries:
            for item in entries:
                path = f"{prefix}{item.name}"
                entry = ledger.get(path)
                if entry and entry == seen.get(path) and entry.inode == item.inode():
                    tree.files[path] = entry
                    if path in odd:
                        tree.irregular.add(path)
                    continue
                info = item.stat(follow_symlinks=False)
                if item.is_dir(follow_symlinks=False):
                    tree.folders.add(path)
                    waiting.append((item.path, f"{path}/"))
                    if rights is not None and info.st_mode & _RIGHTS != rights.folder:
                        tree.irregular.add(path)
                    continue
                if rights is not None and stat.S_IMODE(info.st_mode) != rights.file:
                    tree.irregular.add(path)
                size = info.st_size if stat.S_ISREG(info.st_mode) else _IRREGULAR
                if entry is None or (size, info.st_mtime_ns, info.st_ino) != (
                    entry.size,
                    entry.modified,
                    entry.inode,
                ):
                    entry = TreeFile(UNKNOWN, size, info.st_mtime_ns, info.st_ino)
                tree.files[path] = entry
    return tree


def _entries(place: str, rights: Modes | None) -> AbstractContextManager[Iterator[DirEntry[str]]]:
    try:
        return os.scandir(place)
    except PermissionError:
        if rights is None:
            raise
        set_rights(place, rights.folder)
        return os.scandir(place)


def set_rights(place: Path | str, rights: int) -> None:
    """Set the permission bits of a file or folder; setuid, setgid and sticky bits stay."""
    mode = stat.S_IMODE(os.stat(place, follow_symlinks=False).st_mode)
    if mode & _RIGHTS != rights:
        os.chmod(place, mode & ~_RIGHTS | rights)
