"""How a case became known: what each article added, and the facts as they stood on earlier days.

"Earlier" is by dates of publication. The editor's rulings are left out: they came later.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from defectarchive.frozen import Frozen
from defectarchive.model.archive import (
    NOBODY,
    Archive,
    Claim,
    Event,
    Fact,
    OriginSets,
    Statement,
    property_of,
)
from defectarchive.model.dates.date import Day, civil, day_number
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.values import identity
from defectarchive.model.vocabulary import ALSO, PROPERTIES, ROLE, STATEMENT, TYPE, Property
from defectarchive.resolve.facts.comparison import (
    Acts,
    Comparison,
    Surroundings,
    acts_of,
    comparison_of,
)
from defectarchive.resolve.facts.decide import decide_facts
from defectarchive.resolve.facts.support import least
from defectarchive.resolve.order import published_at_latest, statement_key

MAX_SNAPSHOTS = 50
# A case with more publication days than this has snapshots at ends of months only.
_DAILY = 120


class Effect(enum.Enum):
    """How a claim relates to the claims of earlier articles about the same property."""

    ADDED = "added"  # No earlier value, or one more value of a property that may have several.
    NARROWED = "narrowed"  # It agrees with an earlier value, lies within it and is more exact.
    CLOSER = "closer"  # It agrees with an earlier value and is more exact, but not within it.
    CORROBORATED = "corroborated"  # It agrees, and must come from an origin that is new.
    SURER = "surer"  # It agrees, and makes an origin certain that was only possible before.
    REPEATED = "repeated"  # It agrees, but may come from the same origins, or from nobody named.
    CONTRADICTED = "contradicted"  # It disagrees with an earlier value.
    OBJECTED = "objected"  # The speaker denies or doubts the value.
    DECLINED = "declined"  # The speaker says nothing of the value, or does not know.


class Change(Frozen, frozen=True):
    """The effect of one claim. `before`: the earlier claim that it agrees with or contradicts.

    `fresh`: its possible origins that had not given this value before. With `REPEATED` it is not
    certain that the claim comes from one of these. `anew`: those of its origin sets that have only
    such origins; with `CORROBORATED` and none of these, the fewest origins that explain all claims
    are one more, and which one is new cannot be told.
    """

    effect: Effect
    claim: Claim
    before: Claim | None
    fresh: tuple[str, ...] = ()
    anew: OriginSets = ()


class HistoryStep(Frozen, frozen=True):
    """One article: the effects of its claims, in order, and the people that no earlier one has."""

    article: str
    changes: tuple[Change, ...]
    people: tuple[str, ...]


class CaseSnapshot(Frozen, frozen=True):
    """A case as known at the end of `day`: the articles published by then, and facts from these.

    `people`: ids in order of appearance, each with that person's facts. `withdrawn`: those of the
    articles that were retracted by then.
    """

    day: Day
    articles: tuple[str, ...]
    facts: tuple[Fact, ...]
    people: tuple[tuple[str, tuple[Fact, ...]], ...]
    withdrawn: frozenset[str] = frozenset()


class Difference(Frozen, frozen=True):
    """A fact whose shown value differs between two times. `person` "": a fact of the event.

    `then`, `now`: None if no value was shown at that time.
    """

    prop: Property
    person: str
    then: Fact | None
    now: Fact | None


def withdrawal_days(event: Event, archive: Archive) -> Mapping[str, float]:
    """By article, the day on which each retracted one was retracted, at the latest.

    If that is not known, it counts as retracted from the beginning.
    """
    articles = (archive.articles[each] for each in event.articles)
    retracted = ((each.id, each.withdrawn) for each in articles if each.retracted)
    return {
        article: -math.inf if date is None or date.latest is None else date.latest
        for article, date in retracted
    }


def history_steps(
    event: Event, surroundings: Surroundings, withdrawn: Mapping[str, float]
) -> tuple[HistoryStep, ...]:
    """What each article on the event added to what stood by then, in order of publication.

    `withdrawn`: see `withdrawal_days`.
    """
    by_article: dict[str, list[Claim]] = {article: [] for article in event.articles}
    for claim in event.claims():
        by_article[claim.article].append(claim)
    first_named: dict[str, list[str]] = {}
    for part in event.people:
        first = min(part.articles, key=event.articles.index)
        first_named.setdefault(first, []).append(part.person)
    standing: list[Claim] = []
    earlier = _earlier(standing)
    steps: list[HistoryStep] = []
    acts: Acts = frozenset()
    for article, claims in by_article.items():
        told = sorted(claims, key=lambda claim: claim.span)
        day = published_at_latest(told[0].published)[0] if told else -math.inf
        gone = {each for each, when in withdrawn.items() if when <= day}
        if gone and any(claim.article in gone for claim in standing):
            standing = [claim for claim in standing if claim.article not in gone]
            earlier = _earlier(standing)
        acts |= acts_of(claim for claim in told if claim.property in (TYPE, ALSO))
        changes = tuple(_change(claim, earlier, surroundings, acts) for claim in told)
        affirmed = [claim for claim in told if claim.stance.affirms]
        standing += affirmed
        for claim in affirmed:
            _add(claim, earlier)
        steps.append(HistoryStep(article, changes, tuple(first_named.get(article, ()))))
    return tuple(steps)


def _earlier(claims: Iterable[Claim]) -> dict[tuple[EntityRef, str], _Earlier]:
    earlier: dict[tuple[EntityRef, str], _Earlier] = {}
    for claim in claims:
        _add(claim, earlier)
    return earlier


def _add(claim: Claim, earlier: dict[tuple[EntityRef, str], _Earlier]) -> None:
    of_property = earlier.setdefault((claim.subject, claim.property), {})
    of_property.setdefault(identity(claim.value), _Known()).add(claim)


@dataclass(slots=True)
class _Known:
    """The claims of one value so far, with their origins.

    Claims are compared by value, since a case has many claims but few values.
    """

    claims: list[Claim] = field(default_factory=list)
    sets: set[tuple[str, ...]] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)

    def add(self, claim: Claim) -> None:
        self.claims.append(claim)
        self.sets.update(claim.origin_sets)
        self.origins.update(claim.origins)


# The earlier claims of one property, by identity of value, in order of each value's first claim.
_Earlier = dict[str, _Known]


def _change(
    claim: Claim,
    earlier: Mapping[tuple[EntityRef, str], _Earlier],
    surroundings: Surroundings,
    acts: Acts,
) -> Change:
    if claim.stance.contradicts:
        return Change(Effect.OBJECTED, claim, None)
    if not claim.stance.affirms:
        return Change(Effect.DECLINED, claim, None)
    known = earlier.get((claim.subject, claim.property), {})
    prop = property_of(claim)
    comparison = comparison_of(prop, surroundings, acts)
    agreeing = _agreeing(claim, known, comparison)
    if not agreeing:
        against = next((of.claims[0] for of in known.values()), None) if prop.single else None
        return Change(Effect.ADDED if against is None else Effect.CONTRADICTED, claim, against)
    latest = _latest(claim, known, agreeing, moves=prop.kind.moves_on)
    if all(comparison.narrower(claim.value, of.claims[0].value) for of in agreeing):
        # It narrows some values, but if it disagrees with others, that matters more.
        apart = (
            [of.claims[-1] for of in known.values() if of not in agreeing] if prop.single else []
        )
        if apart:
            return Change(Effect.CONTRADICTED, claim, max(apart, key=statement_key))
        before = _narrowest(agreeing, comparison)
        return Change(narrowing(comparison, claim, before), claim, before)
    heard = {one for of in agreeing for one in of.sets}
    return supporting_change(claim, latest, heard)


def narrowing(comparison: Comparison, claim: Claim, before: Claim) -> Effect:
    """What a claim that is more exact than `before`, and agrees with it, does to it."""
    inside = comparison.implies(claim.value, before.value)
    return Effect.NARROWED if inside else Effect.CLOSER


def supporting_change(claim: Claim, before: Claim, heard: Collection[tuple[str, ...]]) -> Change:
    """What a claim that agrees with `before` adds. `heard`: the origin sets of earlier claims."""
    known = {origin for one in heard for origin in one}
    fresh = tuple(origin for origin in claim.origins if origin not in known)
    anew = tuple(
        one
        for one in claim.origin_sets
        if NOBODY not in one and all(origin in fresh for origin in one)
    )
    # These two quick tests decide nearly every claim; `is_further` takes far longer.
    if anew:
        return Change(Effect.CORROBORATED, claim, before, fresh, anew)
    if all(one in heard for one in claim.origin_sets):
        return Change(Effect.REPEATED, claim, before, fresh)
    if is_further(heard, claim):
        return Change(Effect.CORROBORATED, claim, before, fresh)
    # What an earlier set implies was known: of "A", that it is "A or B".
    implied = all(
        one == (NOBODY,) or any(set(other) <= set(one) for other in heard)
        for one in claim.origin_sets
    )
    effect = Effect.REPEATED if implied or fresh else Effect.SURER
    return Change(effect, claim, before, fresh)


def is_further(heard: Collection[tuple[str, ...]], claim: Claim) -> bool:
    """Whether a claim must have an origin in addition to the fewest that explain `heard`.

    `heard`: the origin sets of earlier claims. A set that has `NOBODY` counts as if it had only the
    outlets that it names: this makes a further origin less certain, never more.
    """
    named = (tuple(origin for origin in one if origin) for one in heard)
    before = tuple(sorted({one for one in named if one}))
    sure = (one for one in claim.origin_sets if NOBODY not in one)
    return least(tuple(sorted({*before, *sure}))) > least(before)


def _agreeing(claim: Claim, known: _Earlier, comparison: Comparison) -> list[_Known]:
    if comparison.exact:
        of = known.get(identity(claim.value))
        return [of] if of else []
    return [of for of in known.values() if comparison.agree(claim.value, of.claims[0].value)]


def _latest(claim: Claim, known: _Earlier, agreeing: Iterable[_Known], *, moves: bool) -> Claim:
    """The latest agreeing claim; one with the identical value is preferred unless `moves`.

    `moves`: values of this property succeed each other, like those of a status.
    """
    same = known.get(identity(claim.value))
    if same is not None and not moves:
        return same.claims[-1]
    return max((of.claims[-1] for of in agreeing), key=statement_key)


def _narrowest(agreeing: Sequence[_Known], comparison: Comparison) -> Claim:
    """The latest of the claims that none of the others is more exact than."""
    values = [of.claims[0].value for of in agreeing]
    exact = [
        of.claims[-1]
        for of, value in zip(agreeing, values, strict=True)
        if not any(comparison.narrower(other, value) for other in values)
    ]
    return max(exact or [of.claims[-1] for of in agreeing], key=statement_key)


def shows_effect(claim: Claim) -> bool:
    """Whether the history tells what a claim does: of a role only that it is denied."""
    return claim.property != STATEMENT and (claim.property != ROLE or claim.stance.contradicts)


class CaseByDay:
    """The past states of one case; `on` gives the one of any day."""

    def __init__(self, event: Event, archive: Archive, surroundings: Surroundings) -> None:
        self._event = event
        self._surroundings = surroundings
        self._published = {
            article: published_at_latest(archive.articles[article].published)[0]
            for article in event.articles
        }
        self._withdrawn = withdrawal_days(event, archive)
        self._claims = tuple(c for c in event.claims() if c.property != STATEMENT)
        self._decided: dict[tuple[object, ...], tuple[Fact, ...]] = {}

    def days(self) -> tuple[Day, ...]:
        """Days on which an article that claims anything was published or retracted, ascending.

        If there are more than `_DAILY`, the last days of these months instead.
        """
        telling = {claim.article for claim in self._event.claims()}
        dates = (self._published, self._withdrawn)
        moments = {when for of in dates for article, when in of.items() if article in telling}
        days = sorted({int(day) for day in moments if math.isfinite(day)})
        if len(days) > _DAILY:
            days = sorted({_month_end(day) for day in days})
        return tuple(days)

    def on(self, day: float) -> CaseSnapshot:
        """The case as known at the end of that day."""
        known = [claim for claim in self._claims if self._published[claim.article] <= day]
        by_subject: dict[EntityRef, dict[str, list[Statement]]] = {}
        for claim in known:
            retracted = self._withdrawn.get(claim.article, math.inf) <= day
            stated = claim if claim.retracted == retracted else replace(claim, retracted=retracted)
            of = by_subject.setdefault(claim.subject, {})
            of.setdefault(claim.property, []).append(stated)
        people = tuple(
            (part.person, self._facts(by_subject, EntityRef(Kind.PERSON, part.person)))
            for part in self._event.people
            if any(self._published[article] <= day for article in part.articles)
        )
        return CaseSnapshot(
            day=int(day) if math.isfinite(day) else 0,
            articles=tuple(a for a in self._event.articles if self._published[a] <= day),
            facts=self._facts(by_subject, EntityRef(Kind.EVENT, self._event.id)),
            people=people,
            withdrawn=frozenset(a for a, when in self._withdrawn.items() if when <= day),
        )

    def _facts(
        self, by_subject: Mapping[EntityRef, Mapping[str, Sequence[Statement]]], subject: EntityRef
    ) -> tuple[Fact, ...]:
        stated = by_subject.get(subject, {})
        return tuple(
            fact
            for group in _decided_together(PROPERTIES[subject.kind])
            for fact in self._group(subject, group, stated)
        )

    def _group(
        self,
        subject: EntityRef,
        properties: Mapping[str, Property],
        stated: Mapping[str, Sequence[Statement]],
    ) -> tuple[Fact, ...]:
        """The facts that follow from these claims, cached because most stay the same for many days.

        Over time claims are only added or retracted. So two days with the same number of claims and
        of retracted claims have the same claims, and these numbers suffice as a cache key.
        """
        claims = [claim for name in properties for claim in stated.get(name, ())]
        if not claims:
            return ()
        key = (subject, *properties, len(claims), sum(claim.retracted for claim in claims))
        facts = self._decided.get(key)
        if facts is None:
            facts = decide_facts(stated, properties, self._surroundings, {})
            self._decided[key] = facts
        return facts


def _decided_together(properties: Mapping[str, Property]) -> Iterator[Mapping[str, Property]]:
    """The properties one by one, except that "type" and "also" are settled together."""
    for name, prop in properties.items():
        if name == TYPE:
            yield {TYPE: prop, ALSO: properties[ALSO]}
        elif name != ALSO:
            yield {name: prop}


def snapshots(history: CaseByDay) -> tuple[CaseSnapshot, ...]:
    """The case on each day on which a shown fact changed: the first, and the latest 49 others."""
    days = history.days()
    if not days:
        return ()
    # Backwards from the last day, so that a long history settles no more days than it keeps.
    kept: list[CaseSnapshot] = []
    after = history.on(days[-1])
    for day in reversed(days[:-1]):
        before = history.on(day)
        if _all_shown(before) != _all_shown(after):
            kept.append(after)
            if len(kept) == MAX_SNAPSHOTS - 1:
                after = history.on(days[0])
                break
        # If both days show the same, the snapshot moves to the earlier day.
        after = before
    return (after, *reversed(kept))


def _all_shown(snapshot: CaseSnapshot) -> dict[tuple[str, str], frozenset[str]]:
    shown = {
        key: frozenset(identity(finding.value) for finding in fact.findings)
        for key, fact in _facts(snapshot).items()
    }
    return shown | {("", person): frozenset() for person, _ in snapshot.people}


# Facts by property and person, "" for the event's own.
_AllFacts = Mapping[tuple[str, str], Fact]


def _facts(snapshot: CaseSnapshot) -> _AllFacts:
    return _by_property([("", snapshot.facts), *snapshot.people])


def _by_property(facts: Iterable[tuple[str, Iterable[Fact]]]) -> _AllFacts:
    return {(fact.property, whose): fact for whose, of_one in facts for fact in of_one}


def differences(then: CaseSnapshot, event: Event) -> tuple[Difference, ...]:
    """Single-valued facts whose shown value then differs from today's, the event's own first."""
    return _differences(_facts(then), _by_property(event.facts_by_person()))


def changed(before: CaseSnapshot, after: CaseSnapshot) -> tuple[Difference, ...]:
    """Single-valued facts whose shown value differs between two days."""
    return _differences(_facts(before), _facts(after))


def _differences(past: _AllFacts, now: _AllFacts) -> tuple[Difference, ...]:
    found = []
    for key, fact in {**now, **past}.items():
        prop = property_of(fact.claims[0])
        was, is_ = _with_value(past.get(key)), _with_value(now.get(key))
        if prop.single and (was and _shown_first(was)) != (is_ and _shown_first(is_)):
            found.append(Difference(prop, key[1], then=was, now=is_))
    return tuple(found)


def _with_value(fact: Fact | None) -> Fact | None:
    return fact if fact and fact.findings else None


def _shown_first(fact: Fact) -> str:
    return identity(fact.findings[0].value)


def year_end(year: int) -> Day:
    """The last day of a year."""
    return day_number(year, 12, 31)


def _month_end(day: Day) -> Day:
    year, month, _ = civil(day)
    return day_number(year + month // 12, month % 12 + 1, 1) - 1
