"""The day on which something was published, as pages write it, in EDTF."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)")
_MONTHS = (
    "jan янв січ sty ينا ינואר",
    "feb fév fev фев лют lut فبر פברואר",
    "mar mär март марта бер mars مار מרץ",
    "apr avr апр квіт kwi أبر אפריל",
    "may mai maj мая май трав مايو מאי",
    "jun juin июн черв cze يونيو יוני",
    "jul juil июл лип lip يوليو יולי",
    "aug août aou ago авг серп sie أغس אוגוסט",
    "sep сен вер wrz سبت ספטמבר",
    "oct okt окт жовт paź أكت אוקטובר",
    "nov ноя лист lis نوف נובמבר",
    "dec dez des déc dic дек груд gru ديس דצמבר",
)
_STEMS = {stem: number for number, row in enumerate(_MONTHS, start=1) for stem in row.split()}
_BY_LENGTH = sorted(_STEMS, key=len, reverse=True)
_DAY_FIRST = re.compile(
    r"(?<![\d./-])(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+|ב)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})\b"
)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_LONGEST_LINE = 70
_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?][\"”»']?$|\d{4}\.$")
_WITH_ISO = re.compile(r"(?<![\d./-])(\d{4})-(\d\d)-(\d\d)(?!\d)")


def day_of_machine(written: str) -> str:
    """A day, perhaps with its time and zone, written for machines; "" where it is none."""
    found = _ISO.match(written.strip())
    if found is None:
        return ""
    day = _day(found[1], found[2], found[3])
    if not day or found[4] is None or int(found[4]) > 23 or int(found[5]) > 59:
        return day
    zone = found[6] or ""
    if zone not in ("", "Z") and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{found[4]}:{found[5]}{zone}"


def day_in_words(text: str) -> str:
    """The first day that stands in a text; none of which day and month could be the other."""
    found = chain(
        ((m.start(), _day(m[3], _month(m[2]), m[1])) for m in _DAY_FIRST.finditer(text)),
        ((m.start(), _day(m[3], _month(m[1]), m[2])) for m in _MONTH_FIRST.finditer(text)),
        ((m.start(), _day(m[3], m[2], m[1])) for m in _NUMBERS.finditer(text)),
        ((m.start(), _day(m[1], m[2], m[3])) for m in _WITH_ISO.finditer(text)),
    )
    return next((day for _, day in sorted(found) if day), "")


def day_on_a_line(text: str) -> str:
    """The first day on a line that says little else, as bylines do."""
    lines = (line.strip() for line in text.split("\n"))
    alone = (line for line in lines if len(line) <= _LONGEST_LINE and not _SENTENCE.search(line))
    return next(filter(None, map(day_in_words, alone)), "")


def day_in_address(url: str) -> str:
    """The day in an address, as blogs and papers have it."""
    found = _ADDRESS.search(url)
    return _day(found[1], found[2], found[3]) if found else ""


def _month(word: str) -> int:
    word = word.casefold()
    return next((_STEMS[stem] for stem in _BY_LENGTH if word.startswith(stem)), 0)


def _day(year: int | str, month: int | str, day: int | str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
