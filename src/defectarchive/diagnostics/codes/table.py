"""One table of everything that the program may say is wrong, doubtful or open.

A message whose code is not in it cannot be made. To add one, write a row where it belongs and an
example in tests/broken (or, if no archive shows it, in tests/test_messages.py), then
`make docs`, which writes docs/diagnostics.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from defectarchive.diagnostics.codes import reading, refusals, resolving
from defectarchive.diagnostics.codes.row import CodeRow, CodeSection, Exit, Severity

__all__ = [
    "SECTIONS",
    "TABLE",
    "CodeRow",
    "CodeSection",
    "Exit",
    "Severity",
    "UnlistedError",
    "check_listed",
]

SECTIONS: tuple[CodeSection, ...] = (
    reading.FILES,
    reading.YAML,
    reading.FIELDS,
    reading.LANGUAGES,
    resolving.REFERENCES,
    resolving.DOUBTS,
    reading.BODIES,
    resolving.OPEN_QUESTIONS,
    resolving.OUTPUTS,
    refusals.WRONG_USAGE,
    refusals.CHANGES,
    refusals.FAILED,
)
"""In the order of the page."""


class UnlistedError(Exception):
    """A bug: a message is to be made whose code the table does not have, or has otherwise."""


def _by_code(sections: Iterable[CodeSection]) -> Mapping[str, CodeRow]:
    rows = [row for section in sections for row in section.rows]
    table = {row.code: row for row in rows}
    if len(table) != len(rows):
        raise UnlistedError("a code stands in the table twice")
    return table


TABLE = _by_code(SECTIONS)


QUESTIONS = frozenset(row.code for row in resolving.OPEN_QUESTIONS.rows)
"""The codes of all warnings about open questions."""


def check_listed(code: str, weight: Severity | Exit) -> None:
    """Raises UnlistedError unless the table has the code, and with this weight."""
    row = TABLE.get(code)
    if row is None or row.weight is not weight:
        raise UnlistedError(f"{code} ({weight.name}) is not in the table of messages")
