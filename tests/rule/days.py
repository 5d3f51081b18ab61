"""EDTF dates as sets of days, and when something was published, for the reading of claims.csv."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from defectarchive.model.dates.date import parse_date

# Open ends reach as far as this; no archive in the tests has a date beyond.
_FIRST, _LAST = date(1500, 1, 1).toordinal(), date(2200, 12, 31).toordinal()
_MARKS = re.compile("[?~%]")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}


@cache
def days(text: str) -> frozenset[int]:
    """All days that the date may mean, without its reserves."""
    text = _MARKS.sub("", text).replace(" ", "")
    if text[0] in "[{":
        return frozenset[int]().union(*map(_member, text[1:-1].split(",")))
    if "/" in text:
        start, end = text.split("/")
        return frozenset(_reach(start.strip("."), end.strip(".")))
    return frozenset(_point(text))


def is_open(text: str) -> bool:
    found = days(text)
    return "XXXX" in text or min(found) == _FIRST or max(found) == _LAST


def _member(text: str) -> frozenset[int]:
    if ".." not in text:
        return frozenset(_point(text))
    return frozenset(_reach(*text.split("..")))


def _reach(start: str, end: str) -> range:
    first = min(_point(start)) if start else _FIRST
    return range(first, (max(_point(end)) if end else _LAST) + 1)


def _point(text: str) -> list[int]:
    year, _, rest = text.partition("T")[0].partition("-")
    month, _, day = rest.partition("-")
    if year == "XXXX":
        return [
            each
            for each in range(_FIRST, _LAST + 1)
            if _fits(date.fromordinal(each), year, month, day)
        ]
    stretch = (_SEASONS | _QUARTERS).get(int(month) if month.isdigit() else 0)
    if stretch:
        return [each for of in stretch_of(int(year), *stretch) for each in of]
    years = [
        each for each in range(1, 3000) if re.fullmatch(year.replace("X", r"\d"), f"{each:04d}")
    ]
    within = range(date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal() + 1)
    return [each for each in within if _fits(date.fromordinal(each), year, month, day)]


def stretch_of(year: int, first: int, last: int) -> Iterator[range]:
    """The days of some months; months 13 and 14 are of the next year."""
    for month in range(first, last + 1):
        start, end = (date(year + (m - 1) // 12, (m - 1) % 12 + 1, 1) for m in (month, month + 1))
        yield range(start.toordinal(), end.toordinal())


def _fits(day: date, *parts: str) -> bool:
    written = (f"{day.year:04d}", f"{day.month:02d}", f"{day.day:02d}")
    pairs = zip(parts, written, strict=True)
    return all(m in ("X", n) for part, w in pairs if part for m, n in zip(part, w, strict=True))


def moment(published: str) -> float:
    """By which minute something was published for certain; infinite where nothing tells."""
    found = parse_date(published)
    if found.latest is None:
        return math.inf
    clock = re.search(r"T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?$", published)
    if clock is None:
        return (found.latest + 1) * 1440
    zone = clock[4] or "Z"
    ahead = 0 if zone == "Z" else int(zone[:3]) * 60 + int(zone[0] + zone[4:])
    return (
        found.latest * 1440 + int(clock[1]) * 60 + int(clock[2]) + int(clock[3] or 0) / 60 - ahead
    )


def begins(published: str) -> float:
    """From which minute on something may have been published."""
    if "T" in published:
        return moment(published)
    earliest = parse_date(published).earliest
    return -math.inf if earliest is None else earliest * 1440
