"""What a claim can say: one small frozen type for each kind of value."""

from __future__ import annotations

import enum
import math
import unicodedata
from abc import ABC
from typing import TYPE_CHECKING

from defectarchive.frozen import Stored
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import EntityRef, spelling_key
from defectarchive.model.ranges import Range


class Stance(enum.Enum):
    """How whoever speaks stands to the value."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    ESTIMATES = "estimates"
    ALLEGES = "alleges"
    DOUBTS = "doubts"
    DENIES = "denies"
    UNAWARE = "unaware"
    DECLINES = "declines"

    @property
    def affirms(self) -> bool:
        """Whether the stance supports the value, so that it can be shown."""
        return self in _AFFIRMING

    @property
    def outright(self) -> bool:
        """Whether the value is put forward as a fact, and not as a guess or an accusation."""
        return self in _OUTRIGHT

    @property
    def contradicts(self) -> bool:
        """Whether the stance is against the value. Who does not know or answer is neither."""
        return self in _CONTRADICTING


_OUTRIGHT = frozenset({Stance.ASSERTS, Stance.CONFIRMS})
_AFFIRMING = _OUTRIGHT | {Stance.ESTIMATES, Stance.ALLEGES}
_CONTRADICTING = frozenset({Stance.DOUBTS, Stance.DENIES})


class Count(Stored, frozen=True, tag=True):
    """A number of people, or a range; an open end is None: 2 · 2..5 · 21.. · ..5."""

    low: int | None
    high: int | None

    @property
    def bounds(self) -> Range:
        return self.low, self.high

    def __str__(self) -> str:
        if self.low is not None and self.low == self.high:
            return str(self.low)
        low = "" if self.low is None else str(self.low)
        high = "" if self.high is None else str(self.high)
        return f"{low}..{high}"


class Term(Stored, frozen=True, tag=True):
    """A word of the archive's vocabulary, by its id."""

    id: str

    def __str__(self) -> str:
        return self.id


class Country(Stored, frozen=True, tag=True):
    """A state by its ISO 3166-1 alpha-2 code, withdrawn codes included."""

    code: str

    def __str__(self) -> str:
        return self.code


class GeoPoint(Stored, frozen=True, tag=True):
    """Where exactly something was: degrees north and east (WGS 84), and how exactly, in km.

    Written as a `geo` URI (RFC 5870), whose uncertainty `u` is in metres.
    """

    latitude: float
    longitude: float
    within_km: float = 0

    def __str__(self) -> str:
        place = f"geo:{self.latitude:.10g},{self.longitude:.10g}"
        return f"{place};u={self.within_km * 1000:g}" if self.within_km else place

    def km_to(self, other: GeoPoint) -> float:
        """The distance between the two along a great circle, in km (haversine formula)."""
        north, other_north = math.radians(self.latitude), math.radians(other.latitude)
        east = math.radians(other.longitude - self.longitude)
        chord = (
            math.sin((other_north - north) / 2) ** 2
            + math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
        )
        return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


_EARTH_RADIUS_KM = 6371.0088


class Text(Stored, frozen=True, tag=True):
    """Free words; compared by their folded form."""

    text: str

    @property
    def folded(self) -> str:
        return unicodedata.normalize("NFC", spelling_key(self.text).casefold())

    def __str__(self) -> str:
        return self.text


if TYPE_CHECKING:
    # What a resolved claim holds.
    Value = Date | Count | Term | Country | GeoPoint | Text | EntityRef
else:

    class Value(ABC):  # noqa: B024
        """What the decoder of stored values sees, which takes no class of ours in a union.

        It asks a hook for each value: see engine/codec.py.
        """

    for _kind in (Date, Count, Term, Country, GeoPoint, Text, EntityRef):
        Value.register(_kind)


def as_data(value: Value) -> str:
    """The value as data files write it: an id, an EDTF date, a code, a number or the words."""
    return value.id if isinstance(value, EntityRef) else str(value)


def identity(value: Value) -> str:
    """The value after normalisation: of one property, equal for values that say the same."""
    match value:
        case Text():
            return value.folded
        case EntityRef():
            return f"{value.kind}:{value.id}"
        case _:
            return str(value)
