"""Writes the files of a change: all of them, or none."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from defectarchive.desk.changes.change import Change
from defectarchive.workspace.errors import WorkspaceError, wrap_os_errors

_NEW, _OLD = ".new-{}", ".old-{}"


def save(content: Path, change: Change, beside: Mapping[Path, bytes] | None = None) -> None:
    """Bring the content folder to what the change has files become.

    `beside`: files elsewhere to be written along with it, which nobody else may read unless they
    could before. Everything is written under other names
    first, and then put into place; where that fails, or is interrupted, all is put back. Raises
    WorkspaceError, also where a file is no longer as it was read.
    """
    new = {content / path: change.after[path] for path in change.changed()}
    old = [*change.moved.values(), *change.gone()]
    gone = [content / path for path in old if path not in change.after]
    expected = {content / path: data for path, data in change.before.items()}
    with wrap_os_errors("write", content):
        for path in (*new, *gone):
            _check_as_read(path, expected.get(path))
        modes = {content / path: content / was for path, was in change.moved.items()}
        _Exchange({**new, **(beside or {})}, gone, modes, frozenset(beside or ())).carry_out()


def _check_as_read(path: Path, data: bytes | None) -> None:
    """Refuse to write over what somebody else has written since."""
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        there = None
    if there != data:
        raise WorkspaceError("changed-meanwhile", f"{path} was changed by somebody else just now")


@dataclass(slots=True)
class _Exchange:
    """Files to be written and removed, with what is needed to put all back."""

    new: Mapping[Path, bytes]
    gone: list[Path]
    modes: Mapping[Path, Path]
    private: frozenset[Path]
    made: list[Path] = field(default_factory=list)

    def carry_out(self) -> None:
        with contextlib.ExitStack() as end:
            end.callback(self._clean_up)
            for path, data in self.new.items():
                self._write(path, data)
            for path in (*self.new, *self.gone):
                if path.exists():
                    self._keep(path)
            try:
                for path in self.new:
                    _beside(path, _NEW).replace(path)
                for path in self.gone:
                    path.unlink()
            except BaseException:
                self._put_back()
                raise
            for folder in {path.parent for path in (*self.new, *self.gone)}:
                _to_the_disk(folder)

    def _write(self, path: Path, data: bytes) -> None:
        """Write a file's new content beside it, with the rights of what it replaces."""
        self.made += (folder for folder in reversed(path.parents) if not folder.exists())
        path.parent.mkdir(parents=True, exist_ok=True)
        place = _beside(path, _NEW)
        place.unlink(missing_ok=True)
        if path in self.private:
            place.touch(mode=0o600)
        place.write_bytes(data)
        before = self.modes.get(path, path)
        if before.exists():
            place.chmod(stat.S_IMODE(before.stat().st_mode))
        _to_the_disk(place)

    def _keep(self, path: Path) -> None:
        """Keep what a file was, under another name."""
        place = _beside(path, _OLD)
        place.unlink(missing_ok=True)
        try:
            os.link(path, place)
        except OSError:  # a file system without links
            shutil.copy2(path, place)

    def _put_back(self) -> None:
        for path in (*self.new, *self.gone):
            kept = _beside(path, _OLD)
            if kept.exists():
                kept.replace(path)
            else:
                path.unlink(missing_ok=True)

    def _clean_up(self) -> None:
        for path in (*self.new, *self.gone):
            for name in (_NEW, _OLD):
                with contextlib.suppress(OSError):
                    _beside(path, name).unlink(missing_ok=True)
        for folder in reversed(self.made):
            with contextlib.suppress(OSError):  # It is not empty: then it is needed.
                folder.rmdir()


def _beside(path: Path, pattern: str) -> Path:
    # Hidden, so that nobody takes it for content.
    return path.with_name(pattern.format(path.name))


def _to_the_disk(path: Path) -> None:
    for opened in _opened(path):
        os.fsync(opened)


def _opened(path: Path) -> Iterator[int]:
    try:
        opened = os.open(path, os.O_RDONLY)
    except PermissionError:  # It may be written, not read: then the system has to see to it.
        return
    try:
        yield opened
    finally:
        os.close(opened)
