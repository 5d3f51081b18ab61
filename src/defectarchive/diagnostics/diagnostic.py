"""What is wrong, where, and what to do about it: user mistakes as values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from msgspec.structs import replace

from defectarchive.diagnostics.codes.table import Severity, check_listed
from defectarchive.diagnostics.similar_words import LONGEST, nearest
from defectarchive.frozen import Stored

__all__ = [
    "Diagnostic",
    "Severity",
    "Span",
    "did_you_mean",
    "error",
    "format_diagnostic",
    "in_folder",
    "in_order",
    "warning",
]


class Span(Stored, frozen=True, order=True):
    """A stretch of one line of one file. Lines and columns count from 1, columns in characters.

    `path` is relative to the content folder, with forward slashes. `end` is the column after
    the last character; a span that goes on past its line ends at the line's end.
    """

    path: str
    line: int = 1
    column: int = 1
    end: int = 2


class Diagnostic(Stored, frozen=True):
    """One mistake or doubt: place, fault and remedy. `code` is one of `codes.TABLE`."""

    severity: Severity
    code: str
    span: Span
    message: str
    hint: str = ""
    # No excerpt is printed: the source line holds a withheld name.
    secret: bool = False
    # The text of a reference that did not resolve: `checks.addresses` looks for it in the
    # published site.
    about: str = ""

    def __post_init__(self) -> None:
        check_listed(self.code, self.severity)

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def error(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic that stops the build."""
    return Diagnostic(Severity.ERROR, code, span, _one_line(message), _one_line(hint))


def warning(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic that does not stop the build."""
    return Diagnostic(Severity.WARNING, code, span, _one_line(message), _one_line(hint))


# A message may quote text of any length: it keeps this many characters of its start and its end.
_HEAD, _TAIL = 700, 250
_LISTED = 12


def _one_line(text: str) -> str:
    """The text on one line, shortened in the middle if it is long."""
    text = " ".join(text.split())
    if len(text) <= _HEAD + _TAIL:
        return text
    head, tail = text[:_HEAD].rpartition(" ")[0], text[-_TAIL:].partition(" ")[2]
    return f"{head or text[:_HEAD]} … {tail or text[-_TAIL:]}"


def some(words: Sequence[str]) -> tuple[str, ...]:
    """At most `_LISTED` words for a message; of more, the last becomes "… more"."""
    if len(words) <= _LISTED:
        return tuple(words)
    return (*words[: _LISTED - 1], f"{len(words) - _LISTED + 1} more")


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, by file, line and column."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span, d.code, d.message)))


def in_folder(diagnostic: Diagnostic, folder: str) -> Diagnostic:
    """The diagnostic with its path as given on the command line: `folder` put before it."""
    path = path_in_folder(diagnostic.span.path, folder)
    return replace(diagnostic, span=replace(diagnostic.span, path=path))


def path_in_folder(path: str, folder: str) -> str:
    """A path as given on the command line."""
    return path if folder in ("", ".") else f"{folder.rstrip('/')}/{path}"


def counted(number: int, noun: str) -> str:
    """`1 person`, `2 people`, `3 pages`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {'people' if noun == 'person' else noun + 's'}"


def first_few(names: Collection[str], most: int) -> str:
    """`a, b, c`, or of more than `most`, `a, b and 7 more`."""
    more = len(names) - most
    return ", ".join(islice(names, most)) + (f" and {more} more" if more > 0 else "")


def quoted(words: str) -> str:
    """The words for a message: in quotation marks, cut where they are long."""
    line = " ".join(words.split())
    return f'"{line}"' if len(line) <= LONGEST else f'"{line[: LONGEST - 3]}…"'


def asked_whether_meant(near: str | None) -> str:
    """`did you mean "…"?` for a similar word, "" for None."""
    return "" if near is None else f'did you mean "{near}"?'


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean "…"?` for the known word nearest to `word`; "" where none is similar."""
    return asked_whether_meant(nearest(word, tuple(known)))


# An excerpt longer than this is cut around the fault: no terminal shows a line of 100 KB.
_EXCERPT_WIDTH = 100


def format_diagnostic(diagnostic: Diagnostic, source_line: str | None) -> str:
    """Place, fault, excerpt with carets, remedy; several lines, no newline at the end.

    `source_line` is the line that the span points to, without its line break, or None where
    there is no such file or line.
    """
    span = diagnostic.span
    place = f"{span.path}:{span.line}:{span.column}"
    kind = f"{diagnostic.severity.value}[{diagnostic.code}]"
    lines = [f"{place}: {kind}: {diagnostic.message}"]
    if source_line is not None and source_line.strip() and not diagnostic.secret:
        lines += _excerpt(source_line, span)
    if diagnostic.hint:
        lines.append(f"      = {diagnostic.hint}")
    return "\n".join(lines)


def _excerpt(source_line: str, span: Span) -> list[str]:
    start = min(span.column - 1, len(source_line))
    end = max(start + 1, min(span.end - 1, len(source_line)))
    # Cut first: one long line may bear thousands of mistakes.
    if len(source_line) > _EXCERPT_WIDTH:
        cut = max(0, start - _EXCERPT_WIDTH // 3)
        source_line = source_line[cut : cut + _EXCERPT_WIDTH]
        start, end = start - cut, end - cut
    text = "".join(ch if ch.isprintable() else " " for ch in source_line)
    gutter = f"{span.line:>5} | "
    carets = "^" * max(1, min(end, len(text)) - start)
    return [f"{gutter}{text}".rstrip(), f"{' ' * 5} | {' ' * start}{carets}"]
