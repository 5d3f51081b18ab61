"""Two folders change places in one step; what was written is on the disk before that."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
from collections.abc import Callable
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def swap(new: Path, published: Path, aside: Path) -> None:
    """Put `new` in the place of `published`, and `published`, if there is one, in that of `new`.

    One step on Linux (renameat2 with RENAME_EXCHANGE, man 2 rename). Where system or file
    system has none, two renames by way of `aside`: between the two there is no site for some
    microseconds, and a build killed just then leaves that to `recover`.
    """
    if not os.path.lexists(published):
        new.rename(published)
        return
    try:
        _exchange(new, published)
    except OSError as problem:
        if problem.errno not in _UNSUPPORTED:
            raise
        published.rename(aside)
        try:
            new.rename(published)
        except OSError:
            aside.rename(published)
            raise
        # The site is published, so it is `recover` that is told of what goes wrong here.
        with contextlib.suppress(OSError):
            aside.rename(new)


def recover(new: Path, published: Path, aside: Path) -> None:
    """Finish what a killed `swap` by two renames began: the old site comes back, or is spare."""
    if not aside.exists():
        return
    if not published.exists():
        aside.rename(published)
    elif not new.exists():
        aside.rename(new)


def flush_filesystem(folder: Path) -> None:
    """Wait until all that was written to the folder's file system is on the disk."""
    flush = _libc_function("syncfs")
    if flush is None:
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if flush(descriptor) != 0:
            _raise_errno(folder)
    finally:
        os.close(descriptor)


def _exchange(one: Path, other: Path) -> None:
    rename = _libc_function("renameat2")
    if rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    first, second = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, first, _AT_FDCWD, second, ctypes.c_uint(_RENAME_EXCHANGE)) != 0:
        _raise_errno(other)


def _libc_function(name: str) -> Callable[..., int] | None:
    """A function of the C library, None where it has none of that name."""
    with contextlib.suppress(OSError, AttributeError):
        function: Callable[..., int] = getattr(ctypes.CDLL(None, use_errno=True), name)
        return function
    return None


def _raise_errno(path: Path) -> None:
    number = ctypes.get_errno()
    raise OSError(number, os.strerror(number), str(path))
