"""How values of claims compare: which agree, which say what another says, which are more exact.

Written from the format alone. Of dates only `Date.agrees` is the program's own; laws hold that.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from defectarchive.model.dates.date import parse_date
from tests.rule.days import days, is_open


def key_of(prop: str, value: str) -> str:
    if prop not in ("motive", "position", "descriptor", "statement"):
        return value
    folded = " ".join(unicodedata.normalize("NFC", value).split()).casefold()
    return unicodedata.normalize("NFC", re.sub("[’‘ʼ´]", "'", re.sub("[‐‑]", "-", folded)))


def as_data(value: Mapping[str, Any]) -> str:
    """A value of archive.json as claims.csv has it."""
    match value["kind"]:
        case "count":
            low, high = ("" if value[end] is None else str(value[end]) for end in ("low", "high"))
            return low if low and low == high else f"{low}..{high}"
        case "point":
            place = f"geo:{value['lat']:.10g},{value['lon']:.10g}"
            return f"{place};u={value['within_km'] * 1000:g}" if value["within_km"] else place
        case kind:
            return str(value[{"date": "edtf", "country": "code", "text": "text"}.get(kind, "id")])


def bounds(text: str) -> tuple[float, float]:
    low, dots, high = text.partition("..")
    return float(low or -math.inf), float(high or math.inf) if dots else float(low)


@cache
def point(text: str) -> tuple[float, float, float]:
    found = re.fullmatch(r"geo:([-.\d]+),([-.\d]+)(?:;u=(.+))?", text)
    assert found
    return float(found[1]), float(found[2]), float(found[3] or 0) / 1000


def km(one: str, other: str) -> float:
    """The distance between two points on a sphere, by the angle between them."""
    (a, b, _), (c, d, _) = point(one), point(other)
    a, b, c, d = map(math.radians, (a, b, c, d))
    chord = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(min(1, chord)))


@dataclass(frozen=True)
class Values:
    """How values compare. within: the places around each. acts: types that one article gives."""

    within: Mapping[str, frozenset[str]]
    acts: frozenset[frozenset[str]] = frozenset()

    def agree(self, prop: str, one: str, other: str) -> bool:
        """Whether both can be true at once."""
        if one == other:
            return True
        kind = "count" if prop == "age" else prop
        return kind in self._AGREE and self._AGREE[kind](self, one, other)

    def _meet(self, one: str, other: str) -> bool:
        (low, high), (lowest, highest) = bounds(one), bounds(other)
        return low <= highest and lowest <= high

    _AGREE: ClassVar[Mapping[str, Callable[[Values, str, str], bool]]] = {
        "date": lambda _, one, other: parse_date(one).agrees(parse_date(other)),
        "count": lambda self, one, other: self._meet(one, other),
        "place": lambda self, one, other: one in self.within[other] or other in self.within[one],
        "point": lambda _, one, other: km(one, other) <= point(one)[2] + point(other)[2],
        "status": lambda _, one, other: "denied" not in (one, other),
        "type": lambda self, one, other: frozenset({one, other}) in self.acts,
    }

    def entails(self, prop: str, one: str, other: str) -> bool:
        """Whether who says the one says the other: it is the same, or lies within it."""
        if one == other:
            return True
        match prop:
            case "date":
                return _dated(one, other)
            case "count" | "age":
                (low, high), (lowest, highest) = bounds(one), bounds(other)
                return max(low, 0) >= max(lowest, 0) and high <= highest
            case "place":
                return other in self.within[one]
            case "point":
                return km(one, other) + point(one)[2] <= point(other)[2]
        return False

    def narrower(self, prop: str, one: str, other: str) -> bool:
        match prop:
            case "date":
                return _narrower_date(one, other)
            case "count" | "age":
                mine, theirs = bounds(one), bounds(other)
                if mine[1] == theirs[1] == math.inf:
                    return max(mine[0], 0) > max(theirs[0], 0)
                return mine[1] - max(mine[0], 0) < theirs[1] - max(theirs[0], 0)
            case "place":
                return other in self.within[one]
            case "point":
                return point(one)[2] < point(other)[2]
        return False


def _time(text: str) -> str:
    return text.partition("T")[2] if text[0] not in "[{" else ""


def _dated(one: str, other: str) -> bool:
    """A reserve that the one has and the other has not is more than the other says."""
    if any(mark in one and mark not in other for mark in ("?", "~")) and "%" not in other:
        return False
    if "%" in one and "%" not in other and not ("?" in other and "~" in other):
        return False
    if _time(other):
        return bool(_time(one)) and parse_date(one).agrees(parse_date(other))
    return days(one) <= days(other) and (other[0] != "{" or days(other) <= days(one))


def _narrower_date(one: str, other: str) -> bool:
    mine, theirs = days(one), days(other)
    if is_open(one) and is_open(other):
        return mine < theirs
    if is_open(one) or is_open(other):
        return is_open(other)
    clock = [len(re.sub("(Z|[+-].*)$", "", _time(text))) for text in (one, other)]
    return (len(mine), -clock[0]) < (len(theirs), -clock[1])
