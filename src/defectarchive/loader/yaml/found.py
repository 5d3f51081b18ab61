"""What is wrong in one file, gathered by the readers of its values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import (
    Diagnostic,
    Span,
    asked_whether_meant,
    error,
    first_few,
    warning,
)
from defectarchive.diagnostics.similar_words import nearest
from defectarchive.loader.yaml.nodes import Node, Scalar, Sequence

# Beyond it, looking for similar words would take longer than it helps.
_SUGGESTED_FAULTS = 100
# A remedy lists no more words than this: all keys of an article, and some.
_SUGGESTED_WORDS = 24


class Found:
    """The diagnostics of one file so far, and remedies that depend on how many there are."""

    def __init__(self, before: Iterable[Diagnostic] = ()) -> None:
        self._found = [*before]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(self._found)

    @contextmanager
    def in_brackets(self) -> Iterator[None]:
        """Within, hints do not tell to begin a line with a hyphen."""
        before = len(self._found)
        yield
        self._found[before:] = map(_without_hyphen, self._found[before:])

    def add(self, *diagnostics: Diagnostic) -> None:
        self._found += diagnostics

    def error(self, code: str, span: Span, message: str, hint: str = "") -> None:
        self._found.append(error(code, span, message, hint))

    def warning(self, code: str, span: Span, message: str, hint: str = "") -> None:
        self._found.append(warning(code, span, message, hint))

    def wrong_type(self, node: Node, wanted: str, hint: str) -> None:
        """Say that something else was wanted here."""
        message = f"{wanted} is wanted here, this is {_kind_of(node)}"
        self.error("wrong-type", node.span, message, hint)

    def suggestion(self, word: str, known: Collection[str]) -> str:
        """A "did you mean", or what is allowed."""
        return asked_whether_meant(self.meant(word, known)) or _listed("allowed are", known)

    def words_there_are(self, word: str, known: Collection[str]) -> str:
        """A "did you mean" if there is one, and all words that there are."""
        asked = asked_whether_meant(self.meant(word, known))
        return f"{asked} {_listed('the words there are', known)}".strip()

    def meant(self, word: str, known: Collection[str]) -> str | None:
        """The known word that may be meant, else None."""
        return nearest(word, known) if len(self._found) <= _SUGGESTED_FAULTS else None


def _listed(opening: str, known: Collection[str]) -> str:
    return f"{opening}: {first_few(known, _SUGGESTED_WORDS)}"


def _kind_of(node: Node) -> str:
    """What the node is, for an editor."""
    match node:
        case Scalar(value=None):
            return "nothing"
        case Scalar(value=bool()):
            return f"`{node.text}`"
        case Scalar(value=int() | float()):
            return "a number"
        case Scalar():
            return "text"
        case Sequence():
            return "a list"
        case _:
            return "a mapping of `key: value`"


_LINE = "write - "


def _without_hyphen(fault: Diagnostic) -> Diagnostic:
    item = fault.hint.removeprefix(_LINE)
    if item == fault.hint:
        return fault
    return replace(fault, hint=f"write {item if item.startswith('{') else f'{{{item}}}'}")
