"""Setting text into the room that there is: lines, and the largest size that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from defectarchive.frozen import Frozen
from defectarchive.render.cards.typefaces import Style, Typefaces

_DOTS = "…"
_LOOSE = " ,;:–—-("


class Block(Frozen, frozen=True):
    """Lines of one size. leading: from one to the next, in pixels."""

    lines: tuple[str, ...]
    style: Style
    size: int
    leading: int

    @property
    def height(self) -> int:
        return len(self.lines) * self.leading


class Measure(Frozen, frozen=True):
    """How text is set. sizes: with how many lines at most each, the largest first."""

    style: Style
    sizes: Sequence[tuple[int, int]]
    leading: float

    def block(self, lines: Sequence[str], style: Style, size: int) -> Block:
        """Lines of a size, in one of the styles."""
        return Block(tuple(lines), style, size, round(size * self.leading))


Word = tuple[str, float]
"""A word and its width, in a size of 1."""


def fitted(faces: Typefaces, text: str, measure: Measure, width: int, height: int) -> Block | None:
    """The text in the largest size that leaves it whole; None where none does."""
    style = faces.style(text, measure.style)
    words = [(word, faces.width(word, style)) for word in text.split()]
    space = faces.width(" ", style)
    longest = max((wide for _, wide in words), default=0.0)
    for size, most in measure.sizes:
        room = width / size
        lines = min(most, height // round(size * measure.leading))
        if longest <= room and len(_lines(words, space, room)) <= lines:
            return measure.block(_balanced(words, space, longest, room), style, size)
    return None


def cut_off(faces: Typefaces, text: str, measure: Measure, width: int, height: int) -> Block:
    """As much of the text as fits in the smallest size, and an ellipsis."""
    style = faces.style(text, measure.style)
    size, most = measure.sizes[-1]
    room = width / size
    most = max(1, min(most, height // round(size * measure.leading)))
    pieces = (piece for word in text.split() for piece in _broken(faces, word, style, room))
    words = [(piece, faces.width(piece, style)) for piece in pieces]
    lines = _lines(words, faces.width(" ", style), room)
    if len(lines) > most:
        last = lines[most - 1]
        while last and faces.width(last + _DOTS, style) > room:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip(_LOOSE) + _DOTS]
    return measure.block(lines, style, size)


def first_fitting(
    faces: Typefaces, texts: Iterable[str], measure: Measure, width: int, height: int
) -> Block | None:
    """The first of the texts that is left whole."""
    found = (fitted(faces, text, measure, width, height) for text in texts if text)
    return next((block for block in found if block), None)


def _lines(words: Iterable[Word], space: float, room: float) -> list[str]:
    """As many words in each line as there is room for, and one at least."""
    lines: list[list[str]] = []
    left = 0.0
    for word, wide in words:
        if lines and space + wide <= left:
            lines[-1].append(word)
            left -= space + wide
        else:
            lines.append([word])
            left = room - wide
    return [" ".join(line) for line in lines]


def _balanced(words: Sequence[Word], space: float, longest: float, room: float) -> list[str]:
    """The same number of lines, as even as can be."""
    count = len(_lines(words, space, room))
    least, most = longest, room
    for _ in range(8):
        middle = (least + most) / 2
        if len(_lines(words, space, middle)) <= count:
            most = middle
        else:
            least = middle
    return _lines(words, space, most)


def _broken(faces: Typefaces, word: str, style: Style, room: float) -> Iterator[str]:
    """A word that is longer than a line, in pieces."""
    while len(word) > 1 and faces.width(word, style) > room:
        lengths = range(len(word) - 1, 0, -1)
        end = next((n for n in lengths if faces.width(word[:n], style) <= room), 1)
        yield word[:end]
        word = word[end:]
    yield word
