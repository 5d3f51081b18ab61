"""Emphasis by `*` and `_`, paired as CommonMark does it; marks that do not pair stay as they are.

The library's own processor keeps what it has found and moves it along as the text changes. Where
marks do not pair it loses the place, and cuts words and its own placeholders in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import Delimiter, InlineProcessor

from defectarchive.frozen import Frozen

if TYPE_CHECKING:
    from markdown import Markdown

_RUN = re.compile(r"\*+|_+")
# Whether a run can open, close or both, as the library sees it: within words, only `*` can.
_SIDES = {
    "*": Delimiter("*", "strong,em", smart=False, double=False).boundary,
    "_": Delimiter("_", "strong,em", smart=True, double=False).boundary,
}


@dataclass(slots=True)
class _Run:
    """Marks of one kind in a row: text[start:end] is what is left of `length`."""

    sign: str
    start: int
    end: int
    length: int
    opens: bool
    closes: bool


class _Pair(Frozen, frozen=True):
    """What stands between text[start:inner] and text[outer:end]."""

    start: int
    inner: int
    outer: int
    end: int

    @property
    def tag(self) -> str:
        return "strong" if self.inner - self.start > 1 else "em"


def _runs(text: str, start: int) -> Iterator[_Run]:
    for found in _RUN.finditer(text, start):
        side = _SIDES[found[0][0]].match(text, found.start())
        if side is not None:
            both = side.lastgroup == "ambiguous"
            opens, closes = both or side.lastgroup == "start", both or side.lastgroup == "end"
            size = found.end() - found.start()
            yield _Run(found[0][0], found.start(), found.end(), size, opens, closes)


def pairs(text: str, start: int) -> list[_Pair]:
    """The pairs from `start` on, in the order in which they open; none crosses another.

    The algorithm is that of the CommonMark specification, appendix "Phase 2"; of three marks on
    both sides, the inner one is emphasis.
    """
    found: list[_Pair] = []
    openers: list[_Run] = []
    # Below these heights of the pile, no opener is for a closer of this kind.
    bottoms: dict[tuple[str, bool, int], int] = {}
    for run in _runs(text, start):
        kind = (run.sign, run.opens, run.length % 3)
        while run.closes and run.start < run.end:
            at = _opener(openers, run, bottoms.get(kind, 0))
            if at is None:
                bottoms[kind] = len(openers)
                break
            found.append(_pair(openers[at], run))
            del openers[at + 1 :]
            if openers[at].start == openers[at].end:
                openers.pop()
            for other, height in bottoms.items():
                bottoms[other] = min(height, len(openers))
        if run.opens and run.start < run.end:
            openers.append(run)
    return sorted(found, key=lambda pair: pair.start)


def _opener(openers: list[_Run], closer: _Run, bottom: int) -> int | None:
    for at in range(len(openers) - 1, bottom - 1, -1):
        opener = openers[at]
        if opener.sign != closer.sign:
            continue
        # The "rule of three", for runs that could both open and close.
        either = opener.closes or closer.opens
        if either and (opener.length + closer.length) % 3 == 0 and closer.length % 3 != 0:
            continue
        return at
    return None


def _pair(opener: _Run, closer: _Run) -> _Pair:
    """Pairs one or two marks of each, and takes them off."""
    most = min(opener.end - opener.start, closer.end - closer.start)
    size = 1 if most in (1, 3) else 2
    pair = _Pair(opener.end - size, opener.end, closer.start, closer.start + size)
    opener.end -= size
    closer.start += size
    return pair


class Emphasis(InlineProcessor):
    """Makes elements of pairs; each text is looked through once, however many it has."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"[*_]", md)
        self._text = ""
        self._pairs: list[_Pair] = []
        self._next = 0
        self._done = 0

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int, int]:
        """The first outermost pair from the match on; without one, all is left as it is."""
        # What follows the last find is as it was; what comes before has got shorter or longer.
        moved = len(data) - len(self._text)
        place = m.start() - moved
        if place < self._done or not self._text.endswith(data[m.start() :]):
            self._text, self._pairs, self._next = data, pairs(data, m.start()), 0
            moved, place = 0, m.start()
        while self._next < len(self._pairs) and self._pairs[self._next].start < place:
            self._next += 1
        if self._next == len(self._pairs):
            self._done = len(self._text)
            return None, m.start(), len(data)
        first = self._pairs[self._next]
        self._done = first.end
        return self._element(), first.start + moved, first.end + moved

    def _element(self) -> Element:
        """The next pair with all those within it."""
        text, first = self._text, self._pairs[self._next]
        root = Element(first.tag)
        # Elements that are open, each with the place up to which its text is written.
        around: list[tuple[Element, _Pair]] = [(root, first)]
        done = first.inner
        self._next += 1
        while around:
            element, pair = around[-1]
            within = self._next < len(self._pairs) and self._pairs[self._next].end <= pair.outer
            stop = self._pairs[self._next].start if within else pair.outer
            _append(element, text[done:stop])
            if within:
                inner = self._pairs[self._next]
                around.append((SubElement(element, inner.tag), inner))
                done = inner.inner
                self._next += 1
            else:
                around.pop()
                done = pair.end
        return root


def _append(element: Element, text: str) -> None:
    """Text after all that the element holds."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
