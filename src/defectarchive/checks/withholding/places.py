"""Readings of a source file that know where each of their characters comes from."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from defectarchive.checks.withholding.letters import legible
from defectarchive.checks.withholding.readings import ESCAPE, QUOTED_BYTES, escaped, quoted
from defectarchive.frozen import Frozen

_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);?")
# What Markdown and HTML put within a name without being read: emphasis, links, tags.
_MARKS = re.compile(
    r"\*+|`+|~~|(?<!\w)_+(?=\w)|(?<=[\w.])_+(?!\w)|\\(?=[^\w\s])|!?\[\[(?:[^\][|\n]*\|)?|\]\]"
    r"|!?\[(?=[^\][]*\]\()|\]\([^()\n]*\)|<[^<>\n]*>|(?<=\n)>[ ]?"
)
_WITHIN_WORD = re.compile(r"\w(?:[*`~\\!\[\]]|<[^<>\n]*>)+\w")
# A character with the marks upon it; syllables of Korean may be in parts.
_CLUSTER = re.compile(r"[\u1100-\u11ff]+|.[\u0300-\u036f\u3099\u309a]+|[^\x00-\x7f]", re.DOTALL)


class LocatedReading(Frozen, frozen=True):
    """A reading, and for each of its characters where it begins and ends in the source."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def replacing(
        self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]
    ) -> LocatedReading:
        """The reading with something else in the place of whatever matches."""
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            if start == end:
                continue
            text = new(match)
            parts += (self.text[at:start], text)
            starts += self.starts[at:start]
            starts += [self.starts[start]] * len(text)
            ends += self.ends[at:start]
            ends += [self.ends[end - 1]] * len(text)
            at = end
        if not at:
            return self
        return LocatedReading(
            "".join([*parts, self.text[at:]]),
            [*starts, *self.starts[at:]],
            [*ends, *self.ends[at:]],
        )


def plain_readings(source: str) -> Iterator[str]:
    """The same readings without places."""
    written = QUOTED_BYTES.sub(quoted, ESCAPE.sub(escaped, html.unescape(source)))
    yield legible(written)
    yield legible(_MARKS.sub("", written))


def first_words(source: str) -> Iterator[str]:
    """Readings in which every word stands that is a word of any of the others: quicker."""
    written = QUOTED_BYTES.sub(quoted, ESCAPE.sub(escaped, html.unescape(source)))
    yield legible(written)
    if _WITHIN_WORD.search(written):
        yield legible(_MARKS.sub("", written))


def placed_readings(source: str) -> Iterator[LocatedReading]:
    """The source as it is written, and as it is read without markup; each of them legible."""
    written = LocatedReading(source, range(len(source)), range(1, len(source) + 1))
    for pattern, new in (
        (_ENTITY, lambda match: html.unescape(match[0])),
        (ESCAPE, escaped),
        (QUOTED_BYTES, quoted),
    ):
        written = written.replacing(pattern, new)
    for reading in (written, written.replacing(_MARKS, lambda _: "")):
        if not reading.text.isascii():
            reading = reading.replacing(_CLUSTER, lambda match: legible(match[0]))  # noqa: PLW2901
        yield reading


class LineIndex:
    """Where the lines of a text are."""

    def __init__(self, text: str) -> None:
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._starts = [0, *accumulate(lengths)]

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Line and column of a place, and the column after its end: of the line's, if earlier."""
        line = bisect_right(self._starts, start) - 1
        first, last = self._starts[line], self._starts[line + 1] - 1
        return line + 1, start - first + 1, min(end, max(last, start + 1)) - first + 1
