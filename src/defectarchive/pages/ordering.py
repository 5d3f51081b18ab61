"""How names are put in order and under which letter they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from defectarchive.pages.items import Group

T = TypeVar("T")


@lru_cache(maxsize=131072)
def sort_key(text: str) -> tuple[str, str]:
    """Names without regard to case, accents and punctuation in front; then as they are written."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch))
    start = next((at for at, ch in enumerate(plain) if ch.isalnum()), 0)
    return plain[start:], text


def by_name(things: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """The things in order of their names. Equal names stay in the order given."""
    return sorted(things, key=lambda thing: sort_key(name(thing)))


def initial(text: str) -> Group:
    """The letter under which a name stands; digits and all else stand together."""
    first = sort_key(text)[0][:1].upper()
    return _letter(first) if first.isalpha() else _OTHER


_OTHER = Group("other", "")


@lru_cache(maxsize=4096)
def _letter(letter: str) -> Group:
    return Group("letter", letter)


def letter_slug(group: Group) -> str:
    """The group in a URL: ASCII alone, since not every server and archive keeps other letters."""
    if group.kind == "other":
        return "other"
    letter = group.text.lower()
    return letter if letter.isascii() else "".join(f"u{ord(ch):04x}" for ch in letter)
