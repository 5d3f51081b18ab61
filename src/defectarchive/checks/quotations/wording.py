"""A wording as an editor writes it → the parts that must stand in the copy, and what is between.

`[…]`, `…` and `...` stand for words that were left out, other square brackets for words put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from defectarchive.checks.quotations.text import fold, plain
from defectarchive.checks.withholding.letters import SPACELESS
from defectarchive.frozen import Frozen

MOST_LEFT_OUT, MOST_IN_BRACKETS = 300, 60
"""How many characters of the copy `[…]`, and brackets with words, may stand for."""
_DOTS = r"(?:…|\.(?:\s?\.){2,})"
_MARK = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}|\[[^\[\]]*\]")
_LEAVES_OUT = re.compile(rf"[\[(]?\s*{_DOTS}\s*[\])]?")
_SPACELESS = re.compile(f"[{SPACELESS}]")
# So many brackets within words are read either way, each by itself.
_MOST_EITHER_WAY = 4


class Gap(Frozen, frozen=True):
    """What stands between two parts: the editor's marks, and for how much they may stand."""

    mark: str = ""
    limit: int = 0


@dataclass(frozen=True)
class Part:
    """Words that must stand in the copy one after the other, as the editor wrote them."""

    written: str

    @cached_property
    def words(self) -> str:
        """In the form of a copy's text."""
        return plain(fold(self.written)).strip(" -")

    @property
    def is_enough(self) -> bool:
        """Whether it has two words; in scripts without spaces, two characters."""
        words = sum(any(map(str.isalnum, word)) for word in self.written.split())
        return words > 1 or len(_SPACELESS.findall(self.written)) > 1


class Reading(Frozen, frozen=True):
    """One way to read a wording. There is one gap more than parts: before, between, behind."""

    parts: tuple[Part, ...]
    gaps: tuple[Gap, ...] = field(default=())


def readings(wording: str) -> Iterator[Reading]:
    """Every way to read a wording: a bracket within a word may hold a letter of the word itself."""
    marks = list(_MARK.finditer(wording))
    within = [number for number, mark in enumerate(marks) if _is_within_word(wording, mark)]
    if len(within) > _MOST_EITHER_WAY:
        choices: Iterator[tuple[bool, ...]] = iter([(True,) * len(within), (False,) * len(within)])
    else:
        choices = product((True, False), repeat=len(within))
    for choice in choices:
        letters = {number for number, taken in zip(within, choice, strict=True) if taken}
        yield _reading(wording, marks, letters)


def _is_within_word(wording: str, mark: re.Match[str]) -> bool:
    """Whether a letter stands beside a bracket that holds letters: `[T]he`, `soldier[s]`."""
    inside = mark[0][1:-1]
    around = wording[max(0, mark.start() - 1) : mark.start()], wording[mark.end() : mark.end() + 1]
    return mark[0][0] == "[" and inside.isalpha() and any(map(str.isalpha, around))


def _reading(wording: str, marks: list[re.Match[str]], letters: set[int]) -> Reading:
    """The reading in which the brackets with these numbers hold letters of the text."""
    parts: list[Part] = []
    gaps = [Gap()]
    start, written = 0, ""
    for number, mark in enumerate(marks):
        written += wording[start : mark.start()]
        start = mark.end()
        if number in letters:
            written += mark[0][1:-1]
            continue
        _add(parts, gaps, written)
        written = ""
        limit = MOST_LEFT_OUT if _LEAVES_OUT.fullmatch(mark[0]) else MOST_IN_BRACKETS
        last = gaps[-1]
        gaps[-1] = Gap(f"{last.mark} {mark[0]}".strip(), last.limit + limit)
    _add(parts, gaps, written + wording[start:])
    return Reading(tuple(parts), tuple(gaps))


def _add(parts: list[Part], gaps: list[Gap], written: str) -> None:
    part = Part(written.strip())
    if part.words:
        parts.append(part)
        gaps.append(Gap())
