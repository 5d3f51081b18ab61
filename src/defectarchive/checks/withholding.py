"""Names that must not be published: finding them in whatever form they would leak.

Compared without case, after NFC and NFD, HTML and URL unescaping, without invisible characters,
and as a slug; from the start of a word, so that inflected forms are found, or as a whole word
where a name has fewer than four letters. Words of Russian names are found in their cases too, ё
and е being one letter.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from defectarchive.model.ids import slug

_SHORT = 4
# Soft hyphen, zero-width space and joiners, word joiner, byte order mark.
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_TAG = re.compile(r"<[^<>]*>")
# As JSON has them: a letter after a backslash would hide the start of a word.
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([bfnrt])|([\"\\/]))")
# What may stand between the words of a name: "Ivan Petrov", "ivan-petrov", "ivan.petrov@…".
_BETWEEN = r"[\W_]+"
_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
# The start of a word. In NFD, an accent within a word stands between two of its letters.
_START = r"(?<![^\W_])(?<![\u0300-\u036f])"
_END = r"(?![^\W_])"
_CYRILLIC = re.compile(r"[а-яё]")
# What a Russian word loses when another ending takes the place of its own: Анн-а, Достоевск-ий.
_ENDING = re.compile(r"(?:[иыо]й|[аеиоуыэюяйь])$")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Withheld:
    """Names to look for. `pattern` is None where nothing is withheld."""

    pattern: re.Pattern[str] | None

    def __bool__(self) -> bool:
        return self.pattern is not None

    def is_in(self, text: str) -> bool:
        """Whether any of the names stands in the text: markup, data, an address, a message."""
        if self.pattern is None:
            return False
        return any(self.pattern.search(form) for form in _readings(text))

    def columns(self, line: str) -> tuple[tuple[int, int], ...]:
        """Where in one line of source a name stands: column from 1, column after its end.

        Exact where the line is plain text; where it is escaped, the whole line is the place.
        """
        if self.pattern is None or not self.is_in(line):
            return ()
        plain = line.lower()
        if len(plain) == len(line):
            found = tuple((m.start() + 1, m.end() + 1) for m in self.pattern.finditer(plain))
            if found:
                return found
        return ((1, len(line) + 1),)


def withhold(names: Iterable[str]) -> Withheld:
    """What to look for, given the names as editors wrote them; blank ones are passed over."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for name in names:
        beginnings.update(_declined(name))
        for form in (*_folded(name), slug(name)):
            words = re.findall(r"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*", form)
            if words:
                letters = sum(len(word) for word in words)
                wanted = _BETWEEN.join(map(re.escape, words))
                (whole if letters < _SHORT else beginnings).add(wanted)
    alternatives = [*sorted(beginnings), *(f"{word}{_END}" for word in sorted(whole))]
    if not alternatives:
        return Withheld(None)
    return Withheld(re.compile(f"{_START}(?:{'|'.join(alternatives)})"))


def _declined(name: str) -> Iterable[str]:
    """Patterns for the cases of a Russian name, in Cyrillic and as a slug: Ивана Петрова."""
    words = re.findall(r"[^\W_]+", _folded(name)[0])
    if not any(map(_CYRILLIC.search, words)) or sum(map(len, words)) < _SHORT:
        return
    yield _BETWEEN.join(
        _cases(word, _ENDING.sub("", word), "[аеиоуыэюя][а-я]{0,2}", last=word is words[-1])
        for word in words
    )
    if all(map(slug, words)):
        yield _BETWEEN.join(
            _cases(slug(word), slug(_ENDING.sub("", word)), "[a-z]{1,4}", last=word is words[-1])
            for word in words
        )


def _cases(word: str, stem: str, ending: str, *, last: bool) -> str:
    """The word with a longer or another ending; the last one needs no end, like any name."""
    longer = "" if last else "[^\\W_]{0,3}"
    other = f"|{re.escape(stem)}{ending}{_END}" if len(stem) >= _SHORTEST_STEM else ""
    return f"(?:{re.escape(word)}{longer}{other})"


def _folded(text: str) -> tuple[str, ...]:
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_INVISIBLE)
    lowered = lowered.replace("ё", "е")
    return tuple(dict.fromkeys(unicodedata.normalize(form, lowered) for form in _FORMS))


def _readings(text: str) -> Iterable[str]:
    """The text in each form in which a reader or a program may come to read it."""
    yield from _folded(text)
    without_tags = _TAG.sub("", text) if "<" in text else text
    for reading in dict.fromkeys((text, without_tags)):
        plain = _unescaped(reading)
        if plain != text:
            yield from _folded(plain)


def _unescaped(text: str) -> str:
    # Twice: feeds hold HTML that is escaped once more.
    plain = html.unescape(html.unescape(text)) if "&" in text else text
    if "\\" in plain:
        plain = _ESCAPE.sub(_escaped, plain)
    return unquote(plain) if "%" in plain else plain


def _escaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return " " if match[2] else match[3]
