"""Typewriter punctuation → that of printed text: quotation marks by language, dashes, ellipses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

_PUNCTUATION = re.compile(r"[\"']|(?<!-)-{2,3}(?!-)|(?<!\.)\.{3}(?!\.)")
# One of these stands in every match; to look for them is faster than for the pattern.
_TYPED = ('"', "'", "--", "...")
_SIGNS = {"--": "–", "---": "—", "...": "…"}
_APOSTROPHE = "’"

# Opening and closing marks, and those within them, as CLDR has them; “these” ‘are’ for all others.
_MARKS: Mapping[str, tuple[str, str, str, str]] = {
    language: (marks[0], marks[1], marks[2], marks[3])
    for marks, languages in (
        ("“”‘’", "en"),
        ("«»‘’", "nb nn no"),
        ("””’’", "fi sv"),
        ("„“‚‘", "cs de hr is lt mk sk sl"),
        ("„“‘’", "bg et ka sr"),
        ("„”‚’", "pl"),
        ("„”«»", "hu ro"),
        ("«»„“", "be ru uk"),
        ("«»“”", "ca el es it"),
    )
    for language in languages.split()
} | {"fr": ("«\u00a0", "\u00a0»", "“", "”")}
_OPENING = frozenset("([{<-–—/“‘«„‚")

# Words that begin with an apostrophe. In English they may be anywhere; '68 is one in any language.
_ELIDED: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in (
        ("en", "tis twas twere twill twould em til till cause cos coz round bout n nuff"),
        ("de", "s n ne nen nem ner ran rauf raus rein rüber runter mal"),
        ("it", "sta sto sti ste ndrangheta ndranghetista"),
        ("nl", "t s n k m"),
        ("nb", "n"),
        ("sv", "n na"),
    )
}
_YEAR = re.compile(r"\d\ds?\b")
_WORD = re.compile(r"[^\W\d_]+")
_CLOSES = re.compile(r"(?<=\S)'(?!\w)")


class _Language(NamedTuple):
    """How a language sets marks. `opening`: after which signs a mark opens a quotation."""

    double: str
    end_double: str
    single: str
    end_single: str
    opening: frozenset[str]
    elided: frozenset[str]


@cache
def _language(tag: str) -> _Language:
    primary = tag.partition("-")[0].lower()
    double, end_double, single, end_single = _MARKS.get(primary, _MARKS["en"])
    opening = (_OPENING - {end_double[-1], end_single}) | {double[-1]}
    elided = _ELIDED["en"] | _ELIDED.get(primary, frozenset())
    return _Language(double, end_double, single, end_single, opening, elided)


class Punctuation:
    """Sets one paragraph, piece by piece, in the order in which the pieces stand.

    `words` gives all of the paragraph, and is asked before any of it is set. A single mark opens a
    quotation only if one is left to close it; else it is an apostrophe.
    """

    def __init__(self, language: str, words: Callable[[], str]) -> None:
        self._language = _language(language)
        self._words = words
        self._closing_left = -1
        self._open: set[str] = set()

    def set(self, text: str, before: str) -> str:
        """The text as it is printed; `before` is the character before it, "" at the start."""
        if not any(sign in text for sign in _TYPED):
            return text
        last, done = before, 0

        def put(match: re.Match[str]) -> str:
            nonlocal last, done
            sign = match[0]
            if match.start() > done:
                last = text[match.start() - 1]
            done = match.end()
            printed = _SIGNS.get(sign) or self._quote(sign, last, text, match.end())
            last = printed[-1]
            return printed

        return _PUNCTUATION.sub(put, text)

    def _quote(self, sign: str, before: str, text: str, end: int) -> str:
        after = text[end : end + 1]
        opens = not before or before.isspace() or before in self._language.opening
        if opens and after.isspace():
            return sign
        if sign == '"':
            # As in l'"Express".
            opens = opens or (before == _APOSTROPHE and after.isalnum() and '"' not in self._open)
            (self._open.add if opens else self._open.discard)('"')
            return self._language.double if opens else self._language.end_double
        return self._single_quote(text, end, opens=opens)

    def _single_quote(self, text: str, end: int, *, opens: bool) -> str:
        if self._closing_left < 0:
            self._closing_left = len(_CLOSES.findall(self._words()))
        if opens:
            word = _WORD.match(text, end)
            elided = word is not None and word[0].lower() in self._language.elided
            if elided or _YEAR.match(text, end) or not self._closing_left:
                return _APOSTROPHE
            self._open.add("'")
            return self._language.single
        after = text[end : end + 1]
        if after.isalnum() or after == "_":
            return _APOSTROPHE
        self._closing_left = max(0, self._closing_left - 1)
        if "'" not in self._open:
            return _APOSTROPHE
        self._open.discard("'")
        return self._language.end_single
