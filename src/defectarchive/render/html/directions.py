"""Texts of the other direction, wherever in a page they have ended up, kept apart from the others.

Without it a name in Arabic drags the date behind it to its other side. Each gets a `bdi`: all that
an element holds if that begins with such a letter, else the letters alone. After: W3C, *Inline
markup and bidirectional text in HTML*, https://www.w3.org/International/articles/inline-bidi-markup/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from defectarchive.render.html.tokens import BARE, TOKEN, encloses, tag_name

# Letters that are written from right to left (Unicode, DerivedBidiClass.txt: R and AL).
_RIGHT = r"\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff"
_HAS_RIGHT = re.compile(f"[{_RIGHT}]")
# How these begin in UTF-8, and little else: bytes are found far faster than letters of a class.
_LEADS = (*(bytes([lead]) for lead in range(0xD6, 0xE1)), b"\xef", b"\xf0")
_LETTERS = re.compile(rf"&#?\w+;|(?P<right>[{_RIGHT}]+)|(?P<left>(?:(?![{_RIGHT}])[^\W\d_])+)")
# Ends a sentence that ends with what it holds.
_LAST = re.compile(r"""(?:[.!?…؟»«”’)\]]|&#3[49];)+(?=\s*$)""")
_DRAWN = frozenset({"svg"})


# Unicode CLDR, `characterOrder` of languages; and ISO 15924, scripts of tags.
_LANGUAGES = frozenset(
    {
        *("ar", "arc", "arz", "bal", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc"),
        *("mzn", "nqo", "pnb", "ps", "sd", "sdh", "syr", "ug", "ur", "yi"),
    }
)
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})


def is_right_to_left(language: str) -> bool:
    """Whether a language is written so, by its BCP 47 tag."""
    first, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == 4), "")
    return script in _SCRIPTS if script else first in _LANGUAGES


def direction(page: str, language: str) -> Markup:
    """` dir="…"` for what is in a language, where that is not the direction of the page."""
    right = is_right_to_left(language)
    if right == is_right_to_left(page):
        return Markup()
    return Markup(' dir="{}"').format("rtl" if right else "ltr")


def lang_attributes(page: str, language: str) -> Markup:
    """`lang`, and `dir` where that is not the one of the page. Both are BCP 47 tags."""
    return Markup('lang="{}"').format(language) + direction(page, language)


def _has_right(html: str) -> bool:
    data = html.encode()
    return any(lead in data for lead in _LEADS) and _HAS_RIGHT.search(html) is not None


def apply_directions(html: str, language: str) -> str:
    """The page, in this language, with texts of the other direction kept apart."""
    right = is_right_to_left(language)
    if not right and not _has_right(html):
        return html
    foreign = "left" if right else "right"
    tokens: list[str] = TOKEN.findall(html)
    pieces: list[str] = []
    closed = ""
    for at, token in enumerate(tokens):
        if token[0] == "<":
            name = tag_name(token)
            if name in BARE or name in _DRAWN:
                closed = "" if token[1] == "/" and name == closed else closed or name
            pieces.append(token)
            continue
        runs = [] if closed or _has_own(tokens, at) else [*_runs(token, foreign)]
        if runs and runs[0][0] == _first_letter(token) and tokens[at - 1][:2] != "</":
            # With the quotation mark in front of it.
            start = len(token) - len(token.lstrip())
            end = len(token.rstrip()) if encloses(tokens, at) else runs[0][1]
            runs = [(start, end), *(run for run in runs if run[0] > end)]
        pieces.append(_isolated(token, runs))
    return "".join(pieces)


def _has_own(tokens: Sequence[str], at: int) -> bool:
    """Whether the element around a text has told its direction."""
    before = tokens[at - 1] if at else ""
    return before.startswith("<bdi") or " dir=" in before


def _first_letter(text: str) -> int:
    return next((found.start() for found in _LETTERS.finditer(text) if found.lastgroup), -1)


def _runs(text: str, foreign: str) -> Iterator[tuple[int, int]]:
    """Where in the text letters of the other direction stand, with no others between them."""
    start = end = -1
    for found in _LETTERS.finditer(text):
        if found.lastgroup == foreign:
            start, end = found.start() if start < 0 else start, found.end()
        elif found.lastgroup and start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        last = _LAST.match(text, end) if start == _first_letter(text) else None
        yield start, last.end() if last else end


def _isolated(text: str, runs: Sequence[tuple[int, int]]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in runs:
        pieces += text[done:start], "<bdi>", text[start:end], "</bdi>"
        done = end
    return "".join(pieces) + text[done:]
