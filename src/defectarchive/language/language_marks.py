"""Texts that stand on a page of another language: marked with their own until they are written out.

A mark is made of noncharacters, which no content can hold, so a text bears it through sentences and
lists without anybody having to know. HTML turns it into a `lang` attribute; all else drops it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

OPEN, MIDDLE, CLOSE = "\ufdd3", "\ufdd4", "\ufdd5"
_MARK = re.compile(f"{OPEN}([^{MIDDLE}]*){MIDDLE}|{CLOSE}")
_WHOLE = re.compile(f"{OPEN}([^{MIDDLE}]*){MIDDLE}([^{CLOSE}]*){CLOSE}")


def marked(text: str, language: str) -> str:
    """The text with a mark of its language; an empty one needs none."""
    return f"{OPEN}{language}{MIDDLE}{text}{CLOSE}" if text else ""


def plain(text: str) -> str:
    """The text without marks."""
    return _MARK.sub("", text) if OPEN in text else text


def language_of(text: str) -> str:
    """The language of a text that is marked as a whole, else ""."""
    match = _WHOLE.fullmatch(text)
    return match[1] if match else ""


def within(text: str, change: Callable[[str], str]) -> str:
    """The text changed inside its mark."""
    match = _WHOLE.fullmatch(text)
    return marked(change(match[2]), match[1]) if match else change(plain(text))
