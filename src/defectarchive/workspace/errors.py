"""What can go wrong at the edge, apart from mistakes in the content (those are diagnostics)."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from defectarchive.diagnostics.codes.table import Exit, check_listed


class Refusal(Exception):  # noqa: N818 - what both are
    """One line for people, and its code, which is one of `codes.TABLE`."""

    exit: Exit

    def __init__(self, code: str, message: str) -> None:
        check_listed(code, self.exit)
        # What it is made of, so that it can be sent from one process to another.
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message


class WorkspaceError(Refusal):
    """The machine said no: disk full, no permission, another build at work."""

    exit = Exit.FAILED


class WrongUsageError(Refusal):
    """What was asked for makes no sense: no such folder, output inside content."""

    exit = Exit.WRONG_USAGE


@contextmanager
def wrap_os_errors(doing: str, path: Path | str) -> Iterator[None]:
    """Turn the operating system's errors into a `WorkspaceError`: cannot <doing> <path>: <why>."""
    try:
        yield
    except OSError as problem:
        raise WorkspaceError(
            "system", f"cannot {doing} {_subject(problem, path)}: {reason(problem)}"
        ) from problem


def raised_at(problem: BaseException) -> str:
    """Where in the program, for a report of a bug: "build.py:120"."""
    frames = traceback.extract_tb(problem.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def reason(problem: OSError) -> str:
    """Why, in the operating system's words: "No space left on device"."""
    return problem.strerror or str(problem)


def _subject(problem: OSError, path: Path | str) -> str:
    """The file that the error names where it names one, since it says more than `path`."""
    named = problem.filename
    return os.fsdecode(named) if isinstance(named, str | bytes) else str(path)
