"""How values of each kind compare: which can be true at once, are narrower, imply another.

Parameters are typed by kind without checks: a property has values of its own kind only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Any

from defectarchive.model.archive import Statement
from defectarchive.model.dates.date import Date
from defectarchive.model.dates.spans import within
from defectarchive.model.ids import EntityRef
from defectarchive.model.ranges import meet
from defectarchive.model.values import Count, GeoPoint, Term, identity
from defectarchive.model.vocabulary import DENIED, TYPE, Property, ValueKind

# For each place, the ids of the places around it.
Surroundings = Mapping[str, Sequence[str]]
# Pairs of different types of event that some article puts forward of the same case.
Acts = AbstractSet[frozenset[Term]]


def comparison_of(  # noqa: PLR0911 - one for each kind
    prop: Property, surroundings: Surroundings, acts: Acts = frozenset()
) -> Comparison:
    """How values of the property compare.

    `acts`: of the type of an event, the types that are not at odds with each other.
    """
    match prop.kind:
        case ValueKind.DATE:
            return _Dates()
        case ValueKind.COUNT:
            return _Counts()
        case ValueKind.PLACE:
            return _Places(surroundings)
        case ValueKind.POINT:
            return _Points()
        case ValueKind.STATUS:
            return _Statuses()
        case ValueKind.EVENT_TYPE:
            return _Types(acts) if prop.id == TYPE else Comparison()
        case ValueKind.ROLE | ValueKind.COUNTRY | ValueKind.PARTY | ValueKind.ORGANISATION:
            return Comparison()
        case ValueKind.TEXT:
            return Comparison()


class Comparison:
    """How two values compare. The base class: only identical values agree."""

    @property
    def exact(self) -> bool:
        """Whether only identical values agree, so that values need not be compared in pairs."""
        return type(self) is Comparison

    def agree(self, one: Any, other: Any) -> bool:
        """Whether both can be true at once."""
        return identity(one) == identity(other)

    def speaks_against(self, denied: Any, other: Any) -> bool:
        """Whether to deny or doubt `denied` contradicts whoever states `other`."""
        return self.agree(denied, other)

    def bounds(self, _value: Any) -> tuple[float, float]:
        """Lower and upper bound: values whose bounds do not overlap cannot agree."""
        return (-math.inf, math.inf)

    def narrower(self, _one: Any, _other: Any) -> bool:
        """Whether `one` says more exactly what `other` says."""
        return False

    def implies(self, one: Any, other: Any) -> bool:
        """Whether stating `one` also states `other`: they are the same, or `one` lies within."""
        return identity(one) == identity(other) or self._inside(one, other)

    def _inside(self, _one: Any, _other: Any) -> bool:
        return False


class _Dates(Comparison):
    def agree(self, one: Date, other: Date) -> bool:
        return one.agrees(other)

    def bounds(self, value: Date) -> tuple[float, float]:
        reach = [span.reach() for span in value.spans]
        # With zones, one instant may be written with days that lie two apart.
        wider = value.zone is not None
        return (
            min(-math.inf if first is None else first - wider for first, _ in reach),
            max(math.inf if last is None else last + wider for _, last in reach),
        )

    def narrower(self, one: Date, other: Date) -> bool:
        return one.narrower_than(other)

    def _inside(self, one: Date, other: Date) -> bool:
        """Whether every moment that the one may mean is one that the other may mean.

        Who says "possibly" or "about" has not said what another says without it.
        """
        if (one.uncertain and not other.uncertain) or (one.approximate and not other.approximate):
            return False
        if other.time is not None:
            return one.time is not None and one.agrees(other)
        return within(one.spans, other.spans) and (
            not other.all_of or within(other.spans, one.spans)
        )


class _Counts(Comparison):
    def agree(self, one: Count, other: Count) -> bool:
        return meet(one.bounds, other.bounds)

    def bounds(self, value: Count) -> tuple[float, float]:
        low, high = value.low, value.high
        return (-math.inf if low is None else low, math.inf if high is None else high)

    def narrower(self, one: Count, other: Count) -> bool:
        # Nobody counts fewer than none, so only an open upper end has no width.
        if one.high is None and other.high is None:
            return one != other and self._inside(one, other)
        return self._width(one) < self._width(other)

    def _width(self, count: Count) -> float:
        return math.inf if count.high is None else count.high - (count.low or 0)

    def _inside(self, one: Count, other: Count) -> bool:
        """Whether every number that the one may mean is one that the other may mean."""
        high, highest = self.bounds(one)[1], self.bounds(other)[1]
        return (one.low or 0) >= (other.low or 0) and high <= highest


class _Places(Comparison):
    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings

    def agree(self, one: EntityRef, other: EntityRef) -> bool:
        return one == other or self._inside(one, other) or self._inside(other, one)

    def narrower(self, one: EntityRef, other: EntityRef) -> bool:
        return self._inside(one, other)

    def _inside(self, one: EntityRef, other: EntityRef) -> bool:
        return other.id in self._surroundings.get(one.id, ())


class _Points(Comparison):
    def agree(self, one: GeoPoint, other: GeoPoint) -> bool:
        return one.km_to(other) <= one.within_km + other.within_km

    def narrower(self, one: GeoPoint, other: GeoPoint) -> bool:
        return one.within_km < other.within_km

    def _inside(self, one: GeoPoint, other: GeoPoint) -> bool:
        return one.km_to(other) + one.within_km <= other.within_km


class _Statuses(Comparison):
    def agree(self, one: Term, other: Term) -> bool:
        # A status moves on, from reported to confirmed; only denied is a dispute.
        return (one.id == DENIED) == (other.id == DENIED)

    def speaks_against(self, denied: Term, other: Term) -> bool:
        # To doubt that a case is confirmed is not to doubt that it is reported.
        return denied == other


class _Types(Comparison):
    """Of what a case is: an article that tells of two acts does not contradict who tells of one."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts

    def agree(self, one: Term, other: Term) -> bool:
        return one == other or frozenset({one, other}) in self._acts

    def speaks_against(self, denied: Term, other: Term) -> bool:
        # No act is denied with another one.
        return denied == other


def acts_of(statements: Iterable[Statement]) -> Acts:
    """The pairs of types that one article puts forward, be it as the type or further acts."""
    by_article: dict[str, set[Term]] = {}
    for stated in statements:
        if stated.stance.affirms and not stated.retracted and isinstance(stated.value, Term):
            by_article.setdefault(stated.article, set()).add(stated.value)
    return frozenset(
        frozenset(pair)
        for acts in by_article.values()
        for pair in combinations(sorted(acts, key=str), 2)
    )
