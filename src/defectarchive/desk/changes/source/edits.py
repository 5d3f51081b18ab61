"""A file's text, and edits to it.

Only what an edit names is written anew: comments, order, quoting, line ends and a byte order mark
stay as they are, byte for byte.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from defectarchive.loader.source_file import source_lines

_BOM = b"\xef\xbb\xbf"


class Edit(NamedTuple):
    """Other words for text[start:end]; offsets as in `SourceText.text`."""

    start: int
    end: int
    text: str


class SourceText:
    """The text of a file in UTF-8. `text`: with LF line ends and without a byte order mark."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.text = "\n".join(source_lines(data))
        self._line_starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]
        self._bom = _BOM if data.startswith(_BOM) else b""
        self._raw = data.decode("utf-8-sig")
        # Where in `text` a line break stands for two characters of the file.
        self._pairs: list[int] = []
        at = self._raw.find("\r\n")
        while at >= 0:
            self._pairs.append(at - len(self._pairs))
            at = self._raw.find("\r\n", at + 2)
        breaks = {"\r\n": self._raw.find("\r\n"), "\n": self._raw.find("\n")}
        found = {ending: place for ending, place in breaks.items() if place >= 0}
        self._newline = min(found, key=lambda ending: (found[ending], -len(ending)), default="\n")

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1, as diagnostics give them."""
        return self._line_starts[line - 1] + column - 1

    def line_of(self, offset: int) -> int:
        """The line, from 1, on which an offset lies."""
        return bisect_right(self._line_starts, offset)

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def after_line(self, end: int) -> int:
        """Where the line after something that ends at `end` begins; the text's end if none does.

        A block of text ends where the next line begins: then that is it.
        """
        if end > 0 and self.text[end - 1 : end] == "\n":
            return end
        newline = self.text.find("\n", end)
        return len(self.text) if newline < 0 else newline + 1

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """The file with these edits, none of which overlaps another; the order does not matter."""
        parts: list[str] = []
        at = 0
        for edit in sorted(edits, key=lambda each: each[:2]):
            if edit.start < at or edit.end < edit.start:
                raise ValueError("two edits of one place")  # a bug of the caller
            parts += (
                self._raw[self._in_file(at) : self._in_file(edit.start)],
                edit.text.replace("\n", self._newline),
            )
            at = edit.end
        if not parts:
            return self.data
        parts.append(self._raw[self._in_file(at) :])
        return self._bom + "".join(parts).encode()

    def _in_file(self, offset: int) -> int:
        """The same place in the file's own text, where a line may end in two characters."""
        return offset + bisect_left(self._pairs, offset)
