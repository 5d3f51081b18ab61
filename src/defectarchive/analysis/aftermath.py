"""How later articles on the same case confirm, narrow or contradict the claims of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from defectarchive.analysis.history import (
    Change,
    Effect,
    narrowing,
    shows_effect,
    supporting_change,
)
from defectarchive.model.archive import Claim, Event, property_of
from defectarchive.model.ids import EntityRef
from defectarchive.model.values import Value, identity
from defectarchive.model.vocabulary import ALSO, ROLE, STATEMENT, TYPE, Property
from defectarchive.resolve.facts.comparison import (
    Acts,
    Comparison,
    Surroundings,
    acts_of,
    comparison_of,
)

MOST_LATER = 12
"""How many later articles `Aftermath.after` reports at most."""
# If a property has more values than this, they are not compared with each other: it takes too long.
_MOST_VALUES = 200


# Subject and property of a claim; and the identity of its value if only equal values can agree,
# else "". Only claims with the same key are compared.
_Key = tuple[EntityRef, str, str]


def _key(claim: Claim) -> _Key:
    prop = property_of(claim)
    exact = not prop.single and comparison_of(prop, {}).exact
    return claim.subject, claim.property, identity(claim.value) if exact else ""


class Aftermath:
    """The claims of one case; answers what later articles did to the claims of an earlier one."""

    def __init__(self, event: Event, surroundings: Surroundings) -> None:
        self._event = event
        self._surroundings = surroundings

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {article: at for at, article in enumerate(self._event.articles)}

    @cached_property
    def _claims(self) -> Mapping[_Key, Sequence[Claim]]:
        """The claims of the case by key, in order of publication, without statements."""
        by_key: dict[_Key, list[Claim]] = {}
        for claim in self._event.claims():
            if claim.property != STATEMENT:
                by_key.setdefault(_key(claim), []).append(claim)
        return by_key

    @cached_property
    def _of_article(self) -> Mapping[str, Sequence[Claim]]:
        by_article: dict[str, list[Claim]] = {}
        for claims in self._claims.values():
            for claim in claims:
                if claim.stance.affirms:
                    by_article.setdefault(claim.article, []).append(claim)
        return by_article

    @cached_property
    def _values(self) -> Mapping[_Key, Sequence[tuple[Value, frozenset[str]]]]:
        """The values that are put forward, each with the articles that do and that still stand."""
        by_value: dict[_Key, dict[str, list[Claim]]] = {}
        for key, claims in self._claims.items():
            for claim in claims:
                if claim.puts_forward() and claim.property != ROLE:
                    by_value.setdefault(key, {}).setdefault(identity(claim.value), []).append(claim)
        return {
            key: [(of[0].value, frozenset(claim.article for claim in of)) for of in values.values()]
            for key, values in by_value.items()
        }

    def stands_alone(self, claim: Claim) -> bool:
        """Whether no other article puts forward a value that agrees with this claim's.

        False also if the claim puts nothing forward, or there are too many values to compare.
        """
        values = self._values.get(_key(claim), ())
        if not claim.puts_forward() or len(values) > _MOST_VALUES:
            return False
        comparison = self._comparison(property_of(claim))
        if claim.property == TYPE:
            # An article that has this act as a further one (`also`) agrees as well.
            values = [*values, *self._values.get((claim.subject, ALSO, identity(claim.value)), ())]
        return not any(
            articles != {claim.article} and comparison.agree(value, claim.value)
            for value, articles in values
        )

    def after(self, article: str) -> tuple[Mapping[str, Sequence[Change]], bool]:
        """What later articles did to this article's claims: changes by article, first ones first.

        The flag tells whether there are more than `MOST_LATER` such articles.
        """
        by_article: dict[str, list[Change]] = {}
        more = False
        for claim in self._of_article.get(article, ()):
            seen: set[str] = set()
            for change in self._changes(claim):
                later = change.claim.article
                if later not in seen and len(seen) == MOST_LATER:
                    more = True
                    break
                seen.add(later)
                by_article.setdefault(later, []).append(change)
        ordered = sorted(by_article, key=self._place.__getitem__)
        kept = {later: by_article[later] for later in ordered[:MOST_LATER]}
        return kept, more or len(ordered) > MOST_LATER

    def _changes(self, claim: Claim) -> Iterator[Change]:
        claims = self._claims[_key(claim)]
        place = self._place
        start = bisect_right(claims, place[claim.article], key=lambda other: place[other.article])
        for later in islice(claims, start, None):
            change = self._change(claim, later)
            if change is not None:
                yield change

    def _change(self, claim: Claim, later: Claim) -> Change | None:
        prop = property_of(claim)
        comparison = self._comparison(prop)
        if later.stance.contradicts:
            against = comparison.speaks_against(later.value, claim.value)
            return Change(Effect.OBJECTED, later, claim) if against else None
        if not later.stance.affirms or not shows_effect(later):
            return None
        agree = identity(later.value) == identity(claim.value) or comparison.agree(
            later.value, claim.value
        )
        if not agree:
            return Change(Effect.CONTRADICTED, later, claim) if prop.single else None
        if comparison.narrower(later.value, claim.value):
            return Change(narrowing(comparison, later, claim), later, claim)
        return supporting_change(later, claim, claim.origin_sets)

    def _comparison(self, prop: Property) -> Comparison:
        return comparison_of(prop, self._surroundings, self._acts)

    @cached_property
    def _acts(self) -> Acts:
        facts = (self._event.fact(TYPE), self._event.fact(ALSO))
        return acts_of(claim for fact in facts if fact for claim in fact.claims)
