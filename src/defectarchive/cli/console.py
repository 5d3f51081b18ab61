"""Printing and asking, on a terminal or in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from defectarchive.workspace.errors import WorkspaceError, reason

DEFAULT_OUTPUT = "build/site"
"""Where the site goes where nobody says."""


def say(text: str, *, error: bool = False, flush: bool = False) -> None:
    """Print a line, errors at once; a reader who has gone away (`| head`) is no error."""
    stream = sys.stderr if error else sys.stdout
    try:
        print(text, file=stream, flush=error or flush)
    except OSError as problem:
        _give_up(stream, problem)


def ask(question: str) -> str:
    """What the user types on a terminal; "" in a pipe, or where they have no answer."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        return ""
    print(f"{question}: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def flush() -> None:
    """Have everything printed, before the process ends."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as problem:
        _give_up(sys.stdout, problem)


@contextmanager
def nothing_lost() -> Iterator[None]:
    """What is said in here comes after the work: where it cannot be printed, that is no failure."""
    try:
        yield
        flush()
    except WorkspaceError as problem:
        with suppress(WorkspaceError):
            say(f"defectarchive: {problem}; what was to be done is done all the same", error=True)


def speak_utf8() -> None:
    """Names in any script can be printed whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def refusal(opening: str, code: str, message: str) -> str:
    """Why a command is not carried out, in one line, with its code."""
    return f"{opening}: {one_line(message)} [{code}]"


def one_line(text: str) -> str:
    """The text without line breaks."""
    return " ".join(text.split())


def _give_up(stream: TextIO, problem: OSError) -> None:
    """A reader who has gone away is no error; a full disk under `> file` is."""
    # From now on what is printed goes nowhere; Python would fail again when it ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if not isinstance(problem, BrokenPipeError):
        raise WorkspaceError("system", f"cannot print: {reason(problem)}") from problem
