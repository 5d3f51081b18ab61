"""Reads the content folder into memory, in the same order on every machine."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error
from defectarchive.frozen import Frozen
from defectarchive.loader.layout import STATIC_FOLDER, is_ignored
from defectarchive.loader.source_file import SourceFile
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError, reason

# In bytes. No valid content file is larger than 8 MB; larger files than this are not read.
LARGEST_FILE = 10_000_000
# Resolution of file times, in nanoseconds and with room to spare: a kernel's clock advances every
# 1 to 10 milliseconds; some file systems store times in steps of one or two seconds.
_TICK, _COARSE_TICK = 20_000_000, 2_000_000_000
_SITE = "site.yaml"
# In bytes. Each static file is held in memory while it is published, and hosts take no larger ones.
LARGEST_STATIC = 100_000_000
_STATIC = f"{STATIC_FOLDER}/"


class StaticFile(Frozen, frozen=True):
    """A file that is published as it is. `path`: in the site; `place`: on this machine."""

    path: str
    place: Path

    def read(self) -> bytes:
        """Its bytes. Raises WorkspaceError."""
        return read_at_most(self.place, LARGEST_STATIC)


class Source(Frozen, frozen=True):
    """The content files, sorted by path. `diagnostics`: one for each file that was not read.

    `static`: files to be published unchanged, sorted by path; these are not read yet.
    """

    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    static: tuple[StaticFile, ...] = ()


class FileState(Frozen, frozen=True, array_like=True):
    """What `stat` says of a file, to notice a change without reading it.

    Times in nanoseconds since 1970. `changed` is ctime: unlike `modified` (mtime), programs that
    copy or restore files cannot set it back.
    """

    path: str
    size: int
    modified: int
    changed: int
    inode: int


class InputState(Frozen, frozen=True):
    """The state of every file, sorted by path. `taken`: when this was begun, in ns since 1970."""

    taken: int
    files: tuple[FileState, ...]

    def unnamed(self) -> InputState:
        """A copy with digests instead of paths, for the cache.

        A path may hold a name from a draft or a file that is not published.
        """
        hidden = (
            FileState(
                hashlib.blake2b(state.path.encode("utf-8", "surrogateescape")).hexdigest()[:32],
                state.size,
                state.modified,
                state.changed,
                state.inode,
            )
            for state in self.files
        )
        return InputState(self.taken, tuple(hidden))

    def is_settled(self) -> bool:
        """Whether any later change of a file would change its state.

        Not so if a file was changed just before the snapshot: when it is changed again within one
        tick of the clock, its times stay the same.
        """
        return all(
            last < self.taken - _tick(last)
            for last in (max(state.changed, state.modified) for state in self.files)
        )


def _tick(moment: int) -> int:
    """The resolution of the clock that gave this file time, in nanoseconds, at worst.

    A whole number of seconds suggests a file system that stores no fractions.
    """
    return _COARSE_TICK if moment % 1_000_000_000 == 0 else _TICK


def read_source(folder: Path) -> Source:
    """Read every file below `folder`, except ignored ones (see `_walk`).

    Symbolic links are reported and not followed: content may come from strangers, and a link could
    publish any file of the machine, or lead back to a folder above. Other entries that cannot be
    content are reported as well. Raises WrongUsageError if there is no such folder, and
    WorkspaceError if it cannot be read.
    """
    files: list[SourceFile] = []
    static: list[StaticFile] = []
    diagnostics: list[Diagnostic] = []
    for path, entry in _walk(folder):
        fault = _fault(path, entry)
        if fault is not None:
            diagnostics.append(fault)
        elif path.startswith(_STATIC):
            static.append(_static(folder, path))
        else:
            files.append(SourceFile(path, read_at_most(Path(entry.path), LARGEST_FILE)))
    return Source(tuple(files), tuple(diagnostics), tuple(static))


def _static(folder: Path, path: str) -> StaticFile:
    return StaticFile(path.removeprefix(_STATIC), folder / path)


def read_some(folder: Path, paths: Iterable[str], wanted: Collection[str]) -> Source | None:
    """The same where only the files `wanted` are read; None if one of them cannot be content.

    `paths`: those of all files, sorted; what is not among them is not looked for. Those of copies
    (`../`) may be among them, and are no content.
    """
    files: list[SourceFile] = []
    static: list[StaticFile] = []
    for path in paths:
        if path.startswith(_STATIC):
            static.append(_static(folder, path))
        elif path in wanted and not path.startswith("../"):
            place = folder / path
            try:
                info = place.lstat()
            except OSError:
                return None
            if not stat.S_ISREG(info.st_mode) or info.st_size > LARGEST_FILE:
                return None
            files.append(SourceFile(path, read_at_most(place, LARGEST_FILE)))
    return Source(tuple(files), (), tuple(static))


def read_file_at(folder: Path, path: str) -> SourceFile | None:
    """Read one content file again, to quote it in a message; None if it cannot be read."""
    try:
        return SourceFile(path, (folder / path).read_bytes())
    except OSError:
        return None


def file_states(folder: Path) -> tuple[FileState, ...]:
    """The state of every file that `read_source` would read, sorted by path."""
    states = []
    for path, entry in _walk(folder):
        info = _stat(entry)
        states.append(
            FileState(path, info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)
        )
    return tuple(states)


def input_state(folder: Path) -> InputState:
    """`file_states`, and when that was."""
    return InputState(time.time_ns(), file_states(folder))


def _walk(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Path and entry of everything below `folder` but folders and ignored files, sorted by path.

    A folder that is reported instead of searched (see `_is_odd`) is among them.
    """
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "does not exist"
        raise WrongUsageError("no-content", f"the content folder {folder} {what}")
    if not (folder / _SITE).is_file() and (folder / "content" / _SITE).is_file():
        raise WrongUsageError(
            "content-below", f"{folder} has no {_SITE}, {folder / 'content'} has: name that one"
        )
    files: list[tuple[str, os.DirEntry[str]]] = []
    waiting = [(str(folder), "")]
    while waiting:
        place, prefix = waiting.pop()
        for entry in _entries(place):
            name = entry.name
            if _is_passed_over(name) if prefix.startswith(_STATIC) else is_ignored(name):
                continue
            path = f"{prefix}{name}"
            if entry.is_dir(follow_symlinks=False) and not _is_odd(name, path):
                waiting.append((entry.path, f"{path}/"))
            else:
                files.append((path, entry))
    yield from sorted(files, key=lambda item: item[0])


def _is_passed_over(name: str) -> bool:
    """Whether to skip a file or folder of this name among static files: rubbish, or git's own."""
    return name == ".DS_Store" or name.startswith(".git") or name.endswith("~")


def _is_odd(name: str, path: str) -> bool:
    """Whether a folder is not to be searched: `_fault` reports it.

    It has unprintable characters in its name, or a file's ending.
    """
    of_content = not f"{path}/".startswith(_STATIC)
    return not name.isprintable() or (of_content and name.endswith((".md", ".yaml")))


def _entries(place: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            return list(entries)
    except OSError as problem:
        raise WorkspaceError(
            "system", f"cannot read the folder {place}: {reason(problem)}"
        ) from problem


def _fault(path: str, entry: os.DirEntry[str]) -> Diagnostic | None:
    """Why the entry cannot be content, if it cannot."""
    of_content = not path.startswith(_STATIC)
    if "\\" in path or not path.isprintable():  # Control characters, and bytes that are no UTF-8.
        shown = path.encode("utf-8", "backslashreplace").decode()
        shown = "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in shown)
        return error(
            "file-name",
            Span(shown),
            "the name of this file holds characters that cannot be printed, or a backslash",
            "rename it: an id is made of a-z, 0-9 and hyphens"
            if of_content
            else "rename it: its name is an address",
        )
    if entry.is_symlink():
        return error(
            "symbolic-link",
            Span(path),
            "this is a symbolic link, and links are not followed",
            "put the file itself here",
        )
    info = _stat(entry)
    if stat.S_ISDIR(info.st_mode):
        return error(
            "not-a-file", Span(path), "this is a folder with the name of a file", "rename it"
        )
    if not stat.S_ISREG(info.st_mode):
        return error("not-a-file", Span(path), "this is neither a file nor a folder", "remove it")
    if info.st_size > (LARGEST_FILE if of_content else LARGEST_STATIC):
        why, remedy = _TOO_LARGE if of_content else _TOO_LARGE_AS_IT_IS
        message = f"the file has {info.st_size / 1e6:.1f} MB; {why}"
        return error("file-too-large", Span(path), message, remedy)
    return None


_TOO_LARGE = (
    "content files are far smaller",
    "only articles, people, events, pages and registers belong here",
)
_TOO_LARGE_AS_IT_IS = (
    f"one of more than {LARGEST_STATIC // 1_000_000} MB is not published",
    "have it elsewhere, and link to it",
)


def _stat(entry: os.DirEntry[str]) -> os.stat_result:
    try:
        return entry.stat(follow_symlinks=False)
    except OSError as problem:
        raise WorkspaceError("system", f"cannot read {entry.path}: {reason(problem)}") from problem


def read_at_most(place: Path, most: int) -> bytes:
    """The first `most` bytes of a file. Raises WorkspaceError, for a link as well."""
    # The file may have been replaced since it was listed: do not follow a link, or block on a pipe.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        with open(os.open(place, flags), "rb") as file:
            size = min(os.fstat(file.fileno()).st_size, most)
            # Ask for the file's size, not for `most`: a large buffer is mapped by itself, and stays
            # mapped after shrinking; a process can have only 65,530 mappings, one for each file.
            data = file.read(size + 1)
            return data + file.read(most - size) if len(data) > size else data
    except OSError as problem:
        raise WorkspaceError("system", f"cannot read {place}: {reason(problem)}") from problem


def paths_in(content: Path, files: Sequence[str]) -> list[str]:
    """The paths of these files and folders within the content folder.

    Each may be given relative to the working folder or to the content folder. [] if one of them is
    the content folder itself. Raises WrongUsageError if one does not exist, or is outside it.
    """
    root = content.resolve()
    paths = []
    for named in files:
        places = [place for place in (Path(named), content / named) if os.path.lexists(place)]
        if not places:
            raise WrongUsageError("not-in-content", f"there is no file {named}")
        # Resolve the folder only: diagnostics about a link name the link, not its target.
        real = [place.parent.resolve() / place.name for place in places]
        inside = [place for place in real if place.is_relative_to(root)]
        if not inside:
            raise WrongUsageError(
                "not-in-content", f"{named} is no file of the archive in {content}"
            )
        paths.append(inside[0].relative_to(root).as_posix())
    return [] if "." in paths else paths


def read_lines(file: Path) -> tuple[str, ...]:
    """The lines of a UTF-8 file, stripped, without empty ones.

    Raises WrongUsageError if it is no UTF-8 file, WorkspaceError if it cannot be read.
    """
    if not file.exists():
        raise WrongUsageError("withhold-file", f"there is no file {file}")
    if file.is_dir():
        raise WrongUsageError("withhold-file", f"{file} is a folder, not a file")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise WorkspaceError("system", f"cannot read {file}: {reason(problem)}") from problem
    except UnicodeDecodeError as problem:
        raise WrongUsageError("withhold-file", f"{file} is not UTF-8") from problem
    return tuple(line.strip() for line in text.splitlines() if line.strip())
