"""What a line of the table says: a code, how much it matters, its meaning and its remedy."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Severity(enum.Enum):
    """How much a diagnostic matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Exit(enum.IntEnum):
    """With which code a command ends that cannot do what it is asked."""

    CONTENT_ERRORS = 1
    WRONG_USAGE = 2
    FAILED = 3


class CodeRow(NamedTuple):
    """One kind of message. `weight`: of a diagnostic its severity, of a refusal the exit code.

    `meaning` and `remedy` are Markdown, for docs/diagnostics.md.
    """

    code: str
    weight: Severity | Exit
    meaning: str
    remedy: str


class CodeSection(NamedTuple):
    """Rows that belong together, under a heading."""

    title: str
    about: str
    rows: tuple[CodeRow, ...]


def error(code: str, meaning: str, remedy: str) -> CodeRow:
    """A mistake in the content: nothing is published."""
    return CodeRow(code, Severity.ERROR, meaning, remedy)


def warning(code: str, meaning: str, remedy: str) -> CodeRow:
    """A doubt about the content."""
    return CodeRow(code, Severity.WARNING, meaning, remedy)


def unready(code: str, meaning: str, remedy: str) -> CodeRow:
    """A command that has to wait until mistakes in the content are mended."""
    return CodeRow(code, Exit.CONTENT_ERRORS, meaning, remedy)


def misused(code: str, meaning: str, remedy: str) -> CodeRow:
    """A command that makes no sense."""
    return CodeRow(code, Exit.WRONG_USAGE, meaning, remedy)


def failed(code: str, meaning: str, remedy: str) -> CodeRow:
    """A command that the machine, or a fault in what is not content, did not let succeed."""
    return CodeRow(code, Exit.FAILED, meaning, remedy)
