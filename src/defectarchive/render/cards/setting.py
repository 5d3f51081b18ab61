"""Setting text into the room that there is: lines, and the largest size that fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from defectarchive.render.cards.typefaces import Style, Typefaces

_DOTS = "…"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size. leading: from one to the next, in pixels."""

    lines: tuple[str, ...]
    style: Style
    size: int
    leading: int

    @property
    def height(self) -> int:
        return len(self.lines) * self.leading


@dataclass(frozen=True, slots=True)
class Measure:
    """How text is set. sizes: with how many lines at most each, the largest first."""

    style: Style
    sizes: Sequence[tuple[int, int]]
    leading: float

    def block(self, lines: Sequence[str], size: int) -> Block:
        return Block(tuple(lines), self.style, size, round(size * self.leading))


def fitted(faces: Typefaces, text: str, measure: Measure, width: int, height: int) -> Block | None:
    """The text in the largest size that leaves it whole; None where none does."""
    for size, most in measure.sizes:
        lines = _lines(faces, text.split(), measure.style, size, width)
        block = measure.block(lines, size)
        if len(lines) <= most and block.height <= height and _is_whole(faces, block, width):
            return measure.block(_balanced(faces, text, block, width), size)
    return None


def cut_off(faces: Typefaces, text: str, measure: Measure, width: int, height: int) -> Block:
    """As much of the text as fits in the smallest size, and an ellipsis."""
    size, most = measure.sizes[-1]
    most = max(1, min(most, height // round(size * measure.leading)))
    words = [piece for word in text.split() for piece in _broken(faces, word, measure, width)]
    lines = _lines(faces, words, measure.style, size, width)
    if len(lines) > most:
        last = lines[most - 1]
        while last and faces.width(last + _DOTS, measure.style, size) > width:
            last = last[:-1].rstrip()
        lines = [*lines[: most - 1], last.rstrip(" ,;:–—-(") + _DOTS]
    return measure.block(lines, size)


def first_fitting(
    faces: Typefaces, texts: Iterable[str], measure: Measure, width: int, height: int
) -> Block | None:
    """The first of the texts that is left whole."""
    found = (fitted(faces, text, measure, width, height) for text in texts if text)
    return next((block for block in found if block), None)


def _lines(
    faces: Typefaces, words: Sequence[str], style: Style, size: int, width: float
) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and faces.width(f"{lines[-1]} {word}", style, size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _is_whole(faces: Typefaces, block: Block, width: int) -> bool:
    return all(faces.width(line, block.style, block.size) <= width for line in block.lines)


def _balanced(faces: Typefaces, text: str, block: Block, width: int) -> Sequence[str]:
    """The same number of lines, as even as can be."""
    least, most = 0, width
    while most - least > 8:
        middle = (least + most) // 2
        lines = _lines(faces, text.split(), block.style, block.size, middle)
        narrow = Block(tuple(lines), block.style, block.size, block.leading)
        if len(lines) <= len(block.lines) and _is_whole(faces, narrow, middle):
            most = middle
        else:
            least = middle
    return _lines(faces, text.split(), block.style, block.size, most)


def _broken(faces: Typefaces, word: str, measure: Measure, width: int) -> Iterator[str]:
    """A word that is longer than a line, in pieces."""
    size = measure.sizes[-1][0]
    fits: Callable[[str], bool] = lambda piece: faces.width(piece, measure.style, size) <= width  # noqa: E731
    while not fits(word):
        end = next(n for n in range(len(word), 0, -1) if n == 1 or fits(word[:n]))
        yield word[:end]
        word = word[end:]
    yield word
