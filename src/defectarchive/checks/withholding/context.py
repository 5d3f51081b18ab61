"""What the surroundings of a word say about it."""

from __future__ import annotations

import re

from defectarchive.checks.withholding.between import BREAK

_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "januar",
        "februar",
        "mars",
        "mai",
        "juni",
        "juli",
        "oktober",
        "desember",
    ]
)
_DAY = re.compile(r"\d(?:st|nd|rd|th|\.)?\s$")
_YEAR = re.compile(r"\s\d{1,4}\b")
# Below an axis, each in a block of its own.
_MARK = "(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cs])[a-z]{0,6}\\.?|[0-9]{4}"
_ROW = (
    re.compile(rf"{BREAK}\s*(?:{_MARK})\s*(?:{BREAK}\s*)+$", re.IGNORECASE),
    re.compile(rf"\s*(?:{BREAK}\s*)+(?:{_MARK})\s*{BREAK}", re.IGNORECASE),
)
_OPENING = " \t\r\n\"'«“„(*#>—–"
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_NEAR = 12
_FAR = 300
_STRUCTURE = frozenset(",|=\t{")
_TAGGED = re.compile(rf"(?:^|[\n{BREAK}])[A-Z][A-Z0-9]  - $")
_NOT_OF_ADDRESS = re.compile(rf"[\s\"'<>()\[\]{{}}|,;{BREAK}]")


def begins_sentence(text: str, start: int) -> bool:
    """Whether any word that stands there would have a capital."""
    before = text[max(0, start - _NEAR) : start]
    if not before or before[-1] in _STRUCTURE or _TAGGED.search(before):
        return True
    rest = before.rstrip(_OPENING)
    if _EMPTY_LINE.search(before[len(rest) :]):
        return True
    return rest.endswith((".", "!", "?", "…", ":", BREAK)) if rest else start < _NEAR


def is_month_of_date(text: str, start: int, end: int) -> bool:
    """Whether a month's name stands there beside a number, or in a row of months."""
    if text[start:end].lower() not in _MONTHS:
        return False
    before, after = text[max(0, start - _NEAR * 5) : start], text[end : end + _NEAR * 5]
    if _DAY.search(before) or _YEAR.match(after):
        return True
    fills_block = before.rstrip(" \t\r\n").endswith(BREAK) and after.lstrip(" \t\r\n").startswith(
        BREAK
    )
    return fills_block and bool(_ROW[0].search(before) or _ROW[1].match(after))


def is_in_address(text: str, start: int, end: int) -> bool:
    """Whether the word is a part of an address or tag."""
    first, last = _stretch(text, start, end)
    token = text[first:last]
    if text[first - 1 : first] != "<" and token.startswith(("/", "./", "../", "#", "@")):
        return True
    return "://" in token or "@" in token or token.count("/") > 1 or token.endswith("/")


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """What stands around the word without a space."""
    before = text[max(0, start - _FAR) : start]
    first = max((match.end() for match in _NOT_OF_ADDRESS.finditer(before)), default=0)
    after = _NOT_OF_ADDRESS.search(text, end, end + _FAR)
    last = after.start() if after else min(len(text), end + _FAR)
    return start - len(before) + first, last
