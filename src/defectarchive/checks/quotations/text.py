"""The text of a copy, in a form in which only words count and no typography.

Alike are: what NFKC makes alike, capitals and small letters, all quotation marks, all hyphens and
dashes with or without spaces around them, all spaces and line breaks. What cannot be seen is
nothing. Nothing else is: one letter more or less is another text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache

from defectarchive.checks.withholding.letters import SPACELESS

Place = tuple[int, int]
"""Where something begins and ends in a folded text."""

# Stand in a folded text for what is one thing to a reader and several to an editor.
_BREAK = "\x01"  # a hyphen at a line's end, which the printer put there or the author
_GROUP = "\x02"  # a space within a number
_HYPHEN, _DASH, _QUOTE = "-", "–", "'"
_HYPHENS = "-\u058a\u05be\u2010\u2011\u2043\ufe63\uff0d"
_DASHES = "\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58"
_QUOTES = "'\"`´‘’‚‛“”„‟‹›«»′″‴‵‶‷＂＇ʹʺʻʼʽˈ׳״「」『』《》〈〉〝〞〟｢｣❛❜❝❞❮❯⹂"
_UNSEEN = (
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
    *(*range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F)),
    *(*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
)
_ALIKE = {
    **dict.fromkeys(_HYPHENS, _HYPHEN),
    **dict.fromkeys(_DASHES, _DASH),
    **dict.fromkeys(_QUOTES, _QUOTE),
    **dict.fromkeys(map(chr, _UNSEEN), ""),
}
_THIN, _GUILLEMETS = frozenset("\u00a0\u2007\u2009\u202f"), frozenset("«»‹›")
_UNLIKE = (frozenset(_ALIKE) | _THIN) - {_HYPHEN, _DASH, _QUOTE}
_LINE_END = re.compile(r"(?<=\w)[-\u2010\u00ad][^\S\n]*\n\s*(?=\w)")
_IN_NUMBER = re.compile(f"(?<=[0-9])[{''.join(sorted(_THIN))}](?=[0-9])")
# French sets its quotation marks off with a space.
_OPENING, _CLOSING = re.compile(r"(?<!\S)([«‹])\s+"), re.compile(r"\s+([»›])(?!\S)")
_MANY_QUOTES, _MANY_HYPHENS = re.compile("'{2,}"), re.compile("-{2,}")
# A hyphen with a space beside it is a dash.
_SPACED = re.compile(f" ?{_DASH} ?| {_HYPHEN} ?|{_HYPHEN} ")
_SPACELESS_LETTER = re.compile(f"[{SPACELESS}]")
_IN_SPACELESS = re.compile(f"(?<=[{SPACELESS}]) (?=[{SPACELESS}])")
_NO_INK = re.compile(f"[ {_QUOTE}{_DASH}{_BREAK}{_GROUP}{_HYPHEN}]+")
_TOKEN = re.compile(r"\S+")
_BEFORE = " ,;:.)"
_PADDING = f"{_QUOTES}{_HYPHENS}{_DASHES} \t\n"


def fold(text: str) -> str:
    """The text in the form that is compared, dashes still apart from hyphens."""
    text = _LINE_END.sub(_BREAK, text.replace(_BREAK, "").replace(_GROUP, ""))
    # A text has few of these: to look for them first takes a third of the time.
    signs = _UNLIKE.intersection(text)
    if signs & _THIN:
        text = _IN_NUMBER.sub(_GROUP, text)
    if signs & _GUILLEMETS:
        text = _CLOSING.sub(r"\1", _OPENING.sub(r"\1", text))
    for sign in signs - _THIN:
        text = text.replace(sign, _ALIKE[sign])
    text = unicodedata.normalize("NFKC", text).casefold()
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    if "''" in text:
        text = _MANY_QUOTES.sub(_QUOTE, text)
    if _DASH in text or _HYPHEN in text:
        text = _SPACED.sub(_DASH, _MANY_HYPHENS.sub(_DASH, text))
    return text if text.isascii() else _IN_SPACELESS.sub("", text)


def plain(folded: str) -> str:
    """A folded text with all hyphens and dashes, and all spaces, alike. Places stay the same."""
    return folded.replace(_DASH, _HYPHEN).replace(_GROUP, " ")


@lru_cache(maxsize=4096)
def _ink(text: str) -> int:
    """How many characters of the text are no spaces, hyphens or quotation marks, once folded."""
    return len(_NO_INK.sub("", fold(text)))


class CopyText:
    """The text of a copy, to look words up in."""

    def __init__(self, text: str) -> None:
        self._text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        self._folded = fold(self._text)
        self.plain = plain(self._folded)

    def find(self, words: str) -> Iterator[Place]:
        """Every place where these words (in the form of `plain`) begin and end whole words."""
        if not words:
            return
        if _BREAK in words or _BREAK in self.plain:
            places = self._find_broken(words)
        else:
            places = self._find_plain(words)
        for start, end in places:
            if self._is_edge(start) and self._is_edge(end):
                yield start, end

    def _find_plain(self, words: str) -> Iterator[Place]:
        start = self.plain.find(words)
        while start >= 0:
            yield start, start + len(words)
            start = self.plain.find(words, start + 1)

    def _find_broken(self, words: str) -> Iterator[Place]:
        """The same where hyphens at line ends may be hyphens or nothing."""
        bare, positions = self._without_hyphens
        wanted = _without_hyphens(words)
        start = bare.find(wanted) if wanted else -1
        while start >= 0:
            end = self._end_of(words, positions[start])
            if end >= 0:
                yield positions[start], end
            start = bare.find(wanted, start + 1)

    @cached_property
    def _without_hyphens(self) -> tuple[str, list[int]]:
        """The text without any hyphen, and the place of each character that is left."""
        positions = [at for at, sign in enumerate(self.plain) if sign not in (_HYPHEN, _BREAK)]
        return _without_hyphens(self.plain), positions

    def _end_of(self, words: str, start: int) -> int:
        """Where the words end if they begin at `start`; -1 if they are others."""
        at = start
        for sign in words:
            here = self.plain[at : at + 1]
            if here == sign or (sign in _EITHER and here in _EITHER):
                at += 1
            elif sign == _BREAK:
                continue
            elif here == _BREAK and self.plain[at + 1 : at + 2] == sign:
                at += 2
            else:
                return -1
        return at

    def _is_edge(self, at: int) -> bool:
        """Whether a word ends or begins there: not within one, even at its hyphen."""
        folded = self._folded
        if at <= 0 or at >= len(folded):
            return True
        before, after = folded[at - 1], folded[at]
        if _BREAK in (before, after):
            return False
        if _is_letter(before) and _is_letter(after):
            return _is_spaceless(before) or _is_spaceless(after)
        earlier, later = folded[at - 2 : at - 1], folded[at + 1 : at + 2]
        # "don" is not in "don't"; but "avion" is a word of its own in "l'avion".
        if after == _QUOTE and _joins(before, _HYPHEN, later):
            return False
        return not (_joins(before, after, later) or _joins(earlier, before, after))

    # --- as it was written ------------------------------------------------------------------------

    def between(self, start: int, end: int) -> str:
        """What was written between two places of the folded text, without marks at its ends."""
        first, last = self._inked(start), self._inked(end)
        if first >= last:
            return ""
        text = self._text[self._origin(first) : self._origin(last - 1, after=True)]
        return text.strip(_PADDING).lstrip(_BEFORE)

    def before(self, start: int, most: int) -> str:
        """The beginning of the sentence up to that place, of at most so many characters."""
        end = self._origin(self._inked(start))
        text = self._text[max(0, end - most) : end]
        if end > most and not text[:1].isspace():
            text = text.partition(" ")[2]
        return _SENTENCES.split(text)[-1].strip(_PADDING)

    def after(self, end: int, most: int) -> str:
        """The rest of the sentence from that place on, of at most so many characters."""
        inked = self._inked(end)
        start = self._origin(inked - 1, after=True) if inked else 0
        text = self._text[start : start + most]
        if start + most < len(self._text) and not self._text[start + most].isspace():
            text = text.rpartition(" ")[0]
        return _SENTENCE_END.split(text)[0].strip(_PADDING)

    def _inked(self, at: int) -> int:
        """How many characters with ink stand before a place of the folded text."""
        return len(_NO_INK.sub("", self._folded[:at]))

    def _origin(self, number: int, *, after: bool = False) -> int:
        """Where in the text as it was written that character with ink is, or ends."""
        starts, tokens = self._tokens
        at = bisect_right(starts, number) - 1
        if at < 0 or number >= starts[-1]:
            return len(self._text) if at >= 0 else 0
        start, end = tokens[at]
        token = self._text[start:end]
        if sum(map(_ink, token)) != starts[at + 1] - starts[at]:
            # Characters that became one: rather too little than too much.
            return start if after else end
        inked = starts[at]
        for offset, character in enumerate(token):
            inked += _ink(character)
            if inked > number:
                return start + offset + (1 if after else 0)
        return end

    @cached_property
    def _tokens(self) -> tuple[list[int], list[Place]]:
        """How many characters with ink stand before each word and in all; where each word is."""
        starts, tokens = [0], []
        for match in _TOKEN.finditer(self._text):
            tokens.append(match.span())
            starts.append(starts[-1] + _ink(match[0]))
        return starts, tokens


_EITHER = (_HYPHEN, _BREAK)
_SENTENCES = re.compile(r"(?<=[.!?…])[\"'’”»)]*\s+|\n+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'’”»)]*(?:\s|$)|\n+")


def _without_hyphens(text: str) -> str:
    return text.replace(_HYPHEN, "").replace(_BREAK, "")


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _is_spaceless(character: str) -> bool:
    return _SPACELESS_LETTER.match(character) is not None


def _joins(before: str, sign: str, after: str) -> bool:
    """Whether a sign between two characters makes one word, or one number, of what it joins."""
    if not (before and after):
        return False
    if sign == _HYPHEN:
        return _is_letter(before) and _is_letter(after)
    return sign in _NUMERIC and before.isdigit() and after.isdigit()


_NUMERIC = (".", ",", ":", _GROUP)
