"""One build at a time."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from defectarchive.workspace.errors import WorkspaceError, wrap_os_errors


@contextlib.contextmanager
def lock(place: Path, shown: Path) -> Iterator[None]:
    """Hold the lock, or say who does. It goes with the process, however that ends.

    A POSIX lock and not flock, because worker processes would inherit the latter and hold it
    on after a killed build. The file stays: removing it would let two builds in.
    """
    descriptor = _open(place, shown)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            if problem.errno not in (errno.EACCES, errno.EAGAIN):
                raise WorkspaceError(
                    "system", f"cannot lock {place}: {problem.strerror}"
                ) from problem
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"
            raise WorkspaceError(
                "busy", f"another build (process {holder}) is at work on {shown}"
            ) from problem
        # Of one width and in one call, so that whoever reads it meanwhile reads one number.
        os.pwrite(descriptor, f"{os.getpid():<19}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _open(place: Path, shown: Path) -> int:
    """The lock's own file. What else has been put there, to have it written into, is refused."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    if place.is_symlink():
        raise _refused(place, shown)
    with wrap_os_errors("lock", shown):
        descriptor = os.open(place, flags, 0o600)
        info = os.fstat(descriptor)
    # A second name of a file elsewhere is no better than a link.
    if stat.S_ISREG(info.st_mode) and info.st_nlink == 1:
        return descriptor
    os.close(descriptor)
    raise _refused(place, shown)


def _refused(place: Path, shown: Path) -> WorkspaceError:
    return WorkspaceError(
        "lock-taken",
        f"cannot lock {shown}: {place} is no file of a build's own, but a link or the like; "
        "remove it",
    )
