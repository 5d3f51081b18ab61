"""What can go wrong at the edge, apart from mistakes in the content (those are diagnostics)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class WorkspaceError(Exception):
    """The machine said no: disk full, no permission, another build at work. One line for people."""


class WrongUsageError(Exception):
    """What was asked for makes no sense: no such folder, output inside content. One line."""


@contextmanager
def told_in_one_line(doing: str, path: Path | str) -> Iterator[None]:
    """Turn the operating system's errors into a `WorkspaceError`: cannot <doing> <path>: <why>."""
    try:
        yield
    except OSError as problem:
        raise WorkspaceError(
            f"cannot {doing} {_subject(problem, path)}: {reason(problem)}"
        ) from problem


def reason(problem: OSError) -> str:
    """Why, in the operating system's words: "No space left on device"."""
    return problem.strerror or str(problem)


def _subject(problem: OSError, path: Path | str) -> str:
    """The file that the error names where it names one, since it says more than `path`."""
    named = problem.filename
    return os.fsdecode(named) if isinstance(named, str | bytes) else str(path)
