"""Numbers before the name of a month: `12. mars` is a date, in languages that write dates so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

_SHORT_ONLY = r"(?:\.|(?=\s+[0-9]))"
# `1. og 2. mai`, `3. – 5. Oktober`: the first number belongs to the month as well.
_SECOND_DAY = r"(?:(?:[^\W\d_]{1,4}|[-–—/])\s+)?[0-9]{1,2}\.\s*"


@cache
def month_after_number(languages: Collection[str]) -> re.Pattern[str] | None:
    """What begins a text that makes the number before it a day; None where there is none.

    Languages are BCP 47 tags. English, which writes no full stop after a day, has none, nor has
    a language whose months are not known.
    """
    whole, short = set[str](), set[str]()
    for language in languages:
        if language.partition("-")[0].lower() != "en":
            for wide, name in _names(language):
                (whole if wide else short).add(name)
    if not whole:
        return None
    names = f"{_any(whole)}(?!\\w)"
    if short - whole:
        names += f"|{_any(short - whole)}{_SHORT_ONLY}"
    return re.compile(rf"(?:{_SECOND_DAY})?(?:{names})", re.IGNORECASE)


def _any(names: Collection[str]) -> str:
    return f"(?:{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})"


def _names(language: str) -> Iterator[tuple[bool, str]]:
    """The names of its months, in whole and in short, as CLDR has them."""
    # Most bodies never come here, and importing it takes longer than reading a file.
    from babel import Locale  # noqa: PLC0415
    from babel.core import UnknownLocaleError  # noqa: PLC0415

    try:
        months = Locale.parse(language.partition("-")[0].lower()).months
    except (UnknownLocaleError, ValueError):
        return
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for name in months[context][width].values():
                if not name[:1].isdigit():
                    yield width == "wide", name.strip().removesuffix(".")
