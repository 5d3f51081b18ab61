"""What a claim can say: one small frozen type for each kind of value."""

from __future__ import annotations

import enum
import unicodedata

from defectarchive.frozen import Frozen
from defectarchive.model.dates import Date
from defectarchive.model.ids import Thing, spelling_key


class Stance(enum.Enum):
    """How whoever speaks stands to the value."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    ALLEGES = "alleges"
    DOUBTS = "doubts"
    DENIES = "denies"
    DECLINES = "declines"

    @property
    def affirms(self) -> bool:
        """Whether the stance supports the value, so that it can be shown."""
        return self in _AFFIRMING

    @property
    def contradicts(self) -> bool:
        """Whether the stance is against the value. Who declines to comment is neither."""
        return self in _CONTRADICTING


_AFFIRMING = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.ALLEGES})
_CONTRADICTING = frozenset({Stance.DOUBTS, Stance.DENIES})


class Count(Frozen, frozen=True, tag=True):
    """A number of people, or a range; an open end is None: 2 · 2..5 · 21.. · ..5."""

    low: int | None
    high: int | None

    def __str__(self) -> str:
        if self.low is not None and self.low == self.high:
            return str(self.low)
        low = "" if self.low is None else str(self.low)
        high = "" if self.high is None else str(self.high)
        return f"{low}..{high}"


class Term(Frozen, frozen=True, tag=True):
    """A word of the archive's vocabulary, by its id."""

    id: str

    def __str__(self) -> str:
        return self.id


class Country(Frozen, frozen=True, tag=True):
    """A state by its ISO 3166-1 alpha-2 code, withdrawn codes included."""

    code: str

    def __str__(self) -> str:
        return self.code


class Text(Frozen, frozen=True, tag=True):
    """Free words; compared by their folded form."""

    text: str

    @property
    def folded(self) -> str:
        return unicodedata.normalize("NFC", spelling_key(self.text).casefold())

    def __str__(self) -> str:
        return self.text


_NAMES = {Date: "date", Count: "count", Term: "term", Country: "country", Text: "text"}

# What a resolved claim holds.
Value = Date | Count | Term | Country | Text | Thing


def as_data(value: Value) -> str:
    """The value as data files write it: an id, an EDTF date, a code, a number or the words."""
    match value:
        case Date():
            return value.text
        case Thing():
            return value.id
        case _:
            return str(value)


def identity(value: Value) -> str:
    """The value after normalisation: equal for values that say the same, fit for hashing."""
    if isinstance(value, Text):
        return f"text:{value.folded}"
    if isinstance(value, Thing):
        return f"{value.kind}:{value.id}"
    return f"{_NAMES[type(value)]}:{value}"
