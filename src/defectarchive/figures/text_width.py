"""How much room words take up in a drawing: known without a font, on the safe side."""

from __future__ import annotations

from bisect import bisect_right
from unicodedata import combining, east_asian_width

from defectarchive.language.language_marks import plain, within

_WIDE = 1.96


def width_of(text: str, letter: float) -> int:
    """What a text takes up at most, where a letter is so wide and one of East Asia twice that."""
    text = plain(text)
    wide = sum(1 for each in text if east_asian_width(each) in "WF")
    none = sum(1 for each in text if combining(each))
    return round((wide * _WIDE + (len(text) - wide - none)) * letter)


def cut(text: str, room: float, letter: float) -> str:
    """As much of the text as there is room for, with an ellipsis where that is not all."""
    if width_of(text, letter) <= room:
        return text
    return within(text, lambda words: _cut(words, room, letter))


def _cut(kept: str, room: float, letter: float) -> str:
    lengths = range(len(kept) + 1)
    fitting = bisect_right(lengths, room, key=lambda n: width_of(kept[:n], letter) + letter)
    return f"{kept[: max(0, fitting - 1)].rstrip()}…"
