"""Names that must not be published: finding them in whatever form they would leak.

Compared without case, after NFC and NFD, HTML and URL unescaping, without invisible characters,
and as a slug; from the start of a word, so that inflected forms are found, or as a whole word
where a name has fewer than four letters. Words of Russian names are found in their cases too, ё
and е being one letter. A name of four letters or more is also found in another script or with
other accents: "Petrov" in "Петров", as their slugs are the same.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal
from urllib.parse import unquote

from defectarchive.model.ids import slug

_SHORT = 4
# What Unicode calls "default ignorable": soft hyphen, zero-width space and joiners, direction
# marks, variation selectors, fillers, tags.
_INVISIBLE = dict.fromkeys(
    chain(
        (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
        range(0x180B, 0x1810),
        range(0x200B, 0x2010),
        range(0x202A, 0x202F),
        range(0x2060, 0x2070),
        range(0xFE00, 0xFE10),
        range(0xE0000, 0xE1000),
    )
)
_TAG = re.compile(r"<[^<>]*>")
# As JSON has them: a letter after a backslash would hide the start of a word.
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([bfnrt])|([\"\\/]))")
# What may stand between the words of a name: "Ivan Petrov", "ivan-petrov", "ivan.petrov@…".
_BETWEEN = r"[\W_]+"
_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
# The ends of a word. In NFD, an accent within a word stands between two of its letters.
_START = r"(?<![^\W_])(?<![\u0300-\u036f])"
_END = r"(?![^\W_])(?![\u0300-\u036f])"
_CYRILLIC = re.compile(r"[а-яё]")
# What a Russian word loses when another ending takes the place of its own: Анн-а, Достоевск-ий;
# Юри-й, where less than three letters would be left.
_ENDING = re.compile(r"(?:(?<=...)[иыо]й|[аеиоуыэюяйь])$")
_SHORTEST_STEM = 3
_ACCENT = re.compile(r"[\u0300-\u036f]")
_NOT_ASCII = re.compile(r"[^\W\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Withheld:
    """Names to look for: all of them, and those of four letters or more. None: there are none."""

    pattern: re.Pattern[str] | None
    longer: re.Pattern[str] | None = None

    def __bool__(self) -> bool:
        return self.pattern is not None

    def is_in(self, text: str) -> bool:
        """Whether any of the names stands in the text: markup, data, an address, a message."""
        if self.pattern is None:
            return False
        readings = tuple(_readings(text))
        return any(
            self.pattern.search(form) for reading in readings for form in _folded(reading)
        ) or self._is_in_slugs(readings)

    def is_in_remains(self, text: str) -> bool:
        """Whether one of four letters or more does; any two would stand in an image by chance."""
        return self.longer is not None and self.longer.search(text.lower()) is not None

    def _is_in_slugs(self, readings: Iterable[str]) -> bool:
        # Not the short ones: "på" is no "Pa".
        return self.longer is not None and any(
            self.longer.search(_in_ascii(reading)) for reading in readings if not reading.isascii()
        )

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
    shorter = [f"{word}{_END}" for word in sorted(whole)]
    return Withheld(_any_of([*sorted(beginnings), *shorter]), _any_of(sorted(beginnings)))


def _any_of(alternatives: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(f"{_START}(?:{'|'.join(alternatives)})") if alternatives else None


def _declined(name: str) -> Iterable[str]:
    """Patterns for the cases of a Russian name, in Cyrillic and as a slug: Ивана Петрова."""
    words = re.findall(r"[^\W_]+", next(iter(_folded(name))))
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


def _lowered(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().translate(_INVISIBLE)


def _folded(text: str) -> Iterable[str]:
    lowered = _lowered(text).replace("ё", "е")
    return dict.fromkeys(unicodedata.normalize(form, lowered) for form in _FORMS)


def _in_ascii(text: str) -> str:
    """The text with every word spelt as in a slug, and all that stands between them as it is."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFC", _lowered(text)))
    return _NOT_ASCII.sub(lambda word: slug(word[0]), plain)


def _readings(text: str) -> Iterable[str]:
    """The text in each form in which a reader or a program may come to read it."""
    without_tags = _TAG.sub("", text) if "<" in text else text
    return dict.fromkeys((text, _unescaped(text), _unescaped(without_tags)))


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
