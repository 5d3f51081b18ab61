"""Where something is mounted. A mount point can be neither renamed nor removed."""

from __future__ import annotations

import os
import re
from pathlib import Path

# man 5 proc_pid_mountinfo: one mount a line, the fifth field is where; blanks and the like octal.
_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(rb"\\([0-7]{3})")


def is_mount_point(place: Path) -> bool:
    """Whether something is mounted right there: another file system, or a folder of this one."""
    known = _mount_points()
    return os.path.ismount(place) if known is None else place in known


def mounts_below(place: Path) -> tuple[Path, ...]:
    """What is mounted somewhere inside a folder, as far as this system tells."""
    return tuple(sorted(point for point in _mount_points() or () if place in point.parents))


def _mount_points() -> frozenset[Path] | None:
    """All of them; None where the system has no list."""
    try:
        lines = _MOUNTS.read_bytes().splitlines()
    except OSError:
        return None
    fields = (line.split(b" ")[4:5] for line in lines)
    return frozenset(Path(os.fsdecode(_unescaped(field[0]))) for field in fields if field)


def _unescaped(field: bytes) -> bytes:
    return _OCTAL.sub(lambda match: bytes([int(match[1], 8)]), field)
