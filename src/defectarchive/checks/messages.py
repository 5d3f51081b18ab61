"""What was found, as people read it: each diagnostic with its line, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from defectarchive.diagnostics.codes.table import QUESTIONS
from defectarchive.diagnostics.diagnostic import (
    Diagnostic,
    counted,
    format_diagnostic,
    in_folder,
)
from defectarchive.loader.source_file import SourceFile, source_lines


def as_text(
    diagnostics: Iterable[Diagnostic], folder: str, files: Sequence[SourceFile]
) -> Iterator[str]:
    """Each diagnostic with the line that it is about; paths begin with `folder`."""
    data = {file.path: file.data for file in files}

    # Diagnostics come file by file, so one file's lines are enough.
    @lru_cache(maxsize=1)
    def lines(path: str) -> Sequence[str]:
        return source_lines(data[path]) if path in data else ()

    for diagnostic in diagnostics:
        span = diagnostic.span
        of_file = lines(span.path)
        line = of_file[span.line - 1] if 0 < span.line <= len(of_file) else None
        yield format_diagnostic(in_folder(diagnostic, folder), line)


def tally(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`, and how many of the warnings are open questions."""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    said = f"{counted(errors, 'error')}, {counted(len(diagnostics) - errors, 'warning')}"
    questions = sum(diagnostic.code in QUESTIONS for diagnostic in diagnostics)
    return f"{said} ({counted(questions, 'open question')})" if questions else said
