"""The site's own typefaces: which font has a letter, and how wide a line is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Literal
from unicodedata import bidirectional, category

from PIL import Image, ImageDraw, ImageFont

Style = Literal["serif", "italic", "sans"]
Font = ImageFont.FreeTypeFont

_FOLDER = "static/fonts/"
_SERIF = ("source-serif-4-latin-ext-400-normal", "source-serif-4-cyrillic-400-normal")
_FILES: Mapping[Style, Sequence[str]] = {
    "serif": ("source-serif-4-latin-400-normal", *_SERIF),
    "italic": ("source-serif-4-latin-400-italic", *_SERIF),
    "sans": (
        "source-sans-3-latin-400-normal",
        "source-sans-3-latin-ext-400-normal",
        "source-sans-3-cyrillic-400-normal",
    ),
}
"""Of each style the fonts in which a letter is looked for, in this order."""
PATHS = tuple(
    dict.fromkeys(f"{_FOLDER}{name}.woff2" for names in _FILES.values() for name in names)
)
"""The fonts, as they lie among the static files of a site."""
_NO_LETTER = "\U0010ffff"
_ANY_SIZE, _LARGE = 40, 100
BASE = 1.4
# Many lines stand on many cards: the title of the site, years, on what a case rests.
_MOST_DRAWN = 300
# Joined to what stands before them, and so drawn with the same font.
_JOINED = frozenset({"Mn", "Mc", "Me", "Cf"})


class Typefaces:
    """The fonts of a site. `files`: each of `PATHS` with its bytes."""

    def __init__(self, files: Sequence[tuple[str, bytes]]) -> None:
        self.files = files
        self._bytes = dict(files)
        self._fonts: dict[tuple[str, int], Font] = {}
        self._found: dict[tuple[Style, str], str] = {}
        self._letters: set[str] = set()
        self._drawn: dict[tuple[str, Style, int], Image.Image] = {}
        self._widths: dict[tuple[Style, str], float] = {}

    def has(self, text: str) -> bool:
        """Whether the text can be drawn in each style: every letter, from left to right.

        Lines that are read from right to left, or both ways, are not laid out here.
        """
        if self._letters.issuperset(text):
            return True
        parts = [*_clusters(text)]
        if not all(self._file(style, part) for style in _FILES for part in parts):
            return False
        self._letters.update(part for part in parts if len(part) == 1)
        return True

    def style(self, text: str, style: Style) -> Style:
        """The style, or an upright one for a text of which some would not be in italics."""
        upright = style == "italic" and not all(map(self._is_italic, _clusters(text)))
        return "serif" if upright else style

    def width(self, text: str, style: Style) -> float:
        """How wide a word or a line is in a size of 1."""
        found = self._widths.get((style, text))
        if found is None:
            runs = self.runs(text, style, _LARGE)
            found = sum(font.getlength(run) for font, run in runs) / _LARGE
            self._widths[style, text] = found
        return found

    def runs(self, text: str, style: Style, size: int) -> Iterator[tuple[Font, str]]:
        """The pieces of a line that have one font each, from left to right."""
        run, at = "", ""
        for part in _clusters(text):
            file = self._file(style, part) or at
            if file != at and run:
                yield self._font(at, size), run
                run = ""
            run, at = run + part, file
        if run and at:
            yield self._font(at, size), run

    def drawn(self, line: str, style: Style, size: int) -> Image.Image:
        """A line as a mask, with room of `size` at its left, its base line at `BASE` of `size`."""
        found = self._drawn.get((line, style, size))
        if found is None:
            wide = round(self.width(line, style) * size)
            found = Image.new("L", (wide + 2 * size, 2 * size))
            pen, at = ImageDraw.Draw(found), float(size)
            for font, run in self.runs(line, style, size):
                pen.text((at, round(BASE * size)), run, fill=255, font=font, anchor="ls")
                at += font.getlength(run)
            if len(self._drawn) >= _MOST_DRAWN:
                self._drawn.clear()
            self._drawn[line, style, size] = found
        return found

    def _is_italic(self, part: str) -> bool:
        return self._file("italic", part) == f"{_FOLDER}{_FILES['italic'][0]}.woff2"

    def _file(self, style: Style, part: str) -> str:
        """The font that has all of a letter with its marks, or ""."""
        found = self._found.get((style, part))
        if found is None:
            paths = (f"{_FOLDER}{name}.woff2" for name in _FILES[style])
            found = next((path for path in paths if self._holds(path, part)), "")
            self._found[style, part] = found
        return found

    def _holds(self, path: str, part: str) -> bool:
        if any(bidirectional(letter) in {"R", "AL", "AN"} for letter in part):
            return False
        font = self._font(path, _ANY_SIZE)
        none = _picture(font, _NO_LETTER)
        return all(_picture(font, letter) != none for letter in part if category(letter) != "Cf")

    def _font(self, path: str, size: int) -> Font:
        font = self._fonts.get((path, size))
        if font is None:
            file = BytesIO(self._bytes[path])
            # Text is shaped by the HarfBuzz that comes with Pillow, whatever the machine has.
            font = ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.RAQM)
            self._fonts[path, size] = font
        return font


def _picture(font: Font, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


def _clusters(text: str) -> Iterator[str]:
    """Letters, each with the marks that belong to it."""
    part = ""
    for letter in text:
        if part and category(letter) not in _JOINED:
            yield part
            part = ""
        part += letter
    if part:
        yield part


@lru_cache(maxsize=2)
def typefaces_of(files: tuple[tuple[str, bytes], ...]) -> Typefaces:
    """The typefaces of these files, made once in each process."""
    return Typefaces(files)
