"""What claims come to: which agree, which value is shown first and why, who disputes what."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from defectarchive.frozen import Frozen
from defectarchive.model.archive import Claim, Fact, Finding, Rule, Ruling, Standing, Stated
from defectarchive.model.dates import Date
from defectarchive.model.ids import Thing
from defectarchive.model.values import Count, Stance, Term, Value, identity
from defectarchive.model.vocabulary import DENIED, Property, ValueKind
from defectarchive.resolve.order import published_by

# For each place, the ids of the places around it.
Surroundings = Mapping[str, Sequence[str]]


# Of these, values agree when they are the same, and not otherwise.
EXACT = frozenset(ValueKind) - {
    ValueKind.DATE,
    ValueKind.COUNT,
    ValueKind.PLACE,
    ValueKind.STATUS,
}


class Comparison(Frozen, frozen=True):
    """How two values of one property compare."""

    kind: ValueKind
    surroundings: Surroundings

    def agree(self, one: Value, other: Value) -> bool:
        """Whether both can be true at once."""
        match one, other:
            case Date(), Date():
                return one.agrees(other)
            case Count(), Count():
                return _meet(one, other)
            case Thing(), Thing() if self.kind is ValueKind.PLACE:
                return one == other or self._inside(one, other) or self._inside(other, one)
            case Term(), Term() if self.kind is ValueKind.STATUS:
                # A status moves on, from reported to confirmed; only denied is a dispute.
                return (one.id == DENIED) == (other.id == DENIED)
            case _:
                return identity(one) == identity(other)

    def speaks_against(self, denied: Value, other: Value) -> bool:
        """Whether who denies or doubts the one contradicts who puts the other forward."""
        if self.kind is ValueKind.STATUS:
            # Statuses that follow on each other agree, but to doubt that a case is confirmed is
            # not to doubt that it is reported.
            return identity(denied) == identity(other)
        return self.agree(denied, other)

    def bounds(self, value: Value) -> tuple[float, float]:
        """Where the value begins and ends, so that two which do not overlap cannot agree."""
        match value:
            case Date():
                reach = [span.reach() for span in value.spans]
                # With zones, one instant may be written with days that lie two apart.
                wider = value.zone is not None
                return (
                    min(-math.inf if first is None else first - wider for first, _ in reach),
                    max(math.inf if last is None else last + wider for _, last in reach),
                )
            case Count():
                low, high = value.low, value.high
                return (-math.inf if low is None else low, math.inf if high is None else high)
            case _:
                return (-math.inf, math.inf)

    def narrower(self, one: Value, other: Value) -> bool:
        """Whether `one` says more exactly what `other` says."""
        match one, other:
            case Date(), Date():
                return one.narrower_than(other)
            case Count(), Count():
                return _narrower_range(one, other)
            case Thing(), Thing() if self.kind is ValueKind.PLACE:
                return self._inside(one, other)
            case _:
                return False

    def _inside(self, one: Thing, other: Thing) -> bool:
        return other.id in self.surroundings.get(one.id, ())


def _meet(one: Count, other: Count) -> bool:
    return not (
        (one.high is not None and other.low is not None and one.high < other.low)
        or (other.high is not None and one.low is not None and other.high < one.low)
    )


def _narrower_range(one: Count, other: Count) -> bool:
    mine, theirs = _width(one), _width(other)
    if mine is not None and theirs is not None:
        return mine < theirs
    if mine is None and theirs is None:
        return one != other and _within(one, other)
    return mine is not None


def _width(count: Count) -> int | None:
    # Nobody counts fewer than none, so only an open upper end has no width.
    return None if count.high is None else count.high - (count.low or 0)


def _within(one: Count, other: Count) -> bool:
    return (one.low or 0) >= (other.low or 0) and other.high is None


# One step of the order in which candidates stand: the rule, and what it sorts by.
_Criterion = tuple[Rule, float | str | tuple[float, float]]


class _Candidate(Frozen, frozen=True):
    """A statement that may be shown, with those that agree with it and how it ranks.

    `key` is the identity of its value.
    """

    stated: Stated
    key: str
    backers: tuple[Stated, ...]
    rank: tuple[_Criterion, ...]

    @property
    def sort_key(self) -> list[float | str | tuple[float, float]]:
        return [criterion for _, criterion in self.rank]


def settle(
    prop: Property, statements: Sequence[Stated], surroundings: Surroundings, ruling: Ruling | None
) -> Fact:
    """Put all that is stated of one property of one subject together.

    `statements` in order of publication, article id and place in the file; the order is kept.
    """
    if len(statements) == 1:
        return _alone(prop, statements[0], ruling)
    comparison = Comparison(prop.kind, surroundings)
    standing = [stated for stated in statements if not stated.retracted]
    affirming = [stated for stated in standing if stated.stance.affirms]
    contradicting = [stated for stated in standing if stated.stance.contradicts]
    groups = _by_value(affirming)
    disputed = False
    if prop.single:
        agreeing = _agreeing(groups, comparison)
        findings = _choose(groups, agreeing, affirming, comparison, ruling)
        disputed = any(len(others) < len(groups) for others in agreeing.values())
    else:
        findings = _add_up(groups, ruling)
    backing = {identifier for finding in findings for identifier in finding.claims}
    shown = {finding.claim for finding in findings}
    disputed = disputed or _contradicted(groups, _by_value(contradicting), comparison)
    return Fact(
        property=prop.id,
        findings=findings,
        claims=tuple(_claim(stated, _standing(stated, shown, backing)) for stated in statements),
        disputed=disputed,
        ruling=ruling,
    )


def _alone(prop: Property, stated: Stated, ruling: Ruling | None) -> Fact:
    """The outcome of comparing one statement with nothing: most facts are like that."""
    shows = stated.stance.affirms and not stated.retracted
    ruled = ruling is not None and identity(ruling.value) == identity(stated.value)
    rule = Rule.RULING if ruled else Rule.ONLY_VALUE
    standing = _standing(stated, (stated.id,) if shows else (), ())
    return Fact(
        property=prop.id,
        findings=(_finding(stated, (stated,), rule),) if shows else (),
        claims=(_claim(stated, standing),),
        disputed=False,
        ruling=ruling,
    )


def _by_value(statements: Iterable[Stated]) -> dict[str, list[Stated]]:
    groups: dict[str, list[Stated]] = {}
    for stated in statements:
        groups.setdefault(identity(stated.value), []).append(stated)
    return groups


def _contradicted(
    groups: Mapping[str, Sequence[Stated]],
    against: Mapping[str, Sequence[Stated]],
    comparison: Comparison,
) -> bool:
    """Whether somebody denies or doubts what another puts forward."""
    if not groups.keys().isdisjoint(against):
        return True
    # Thousands of statements, each compared with each, would take longer than all else.
    return comparison.kind not in EXACT and any(
        comparison.speaks_against(denied[0].value, group[0].value)
        for denied in against.values()
        for group in groups.values()
    )


def _standing(stated: Stated, shown: Container[str], backing: Container[str]) -> Standing:
    if stated.retracted:
        return Standing.RETRACTED
    if stated.stance.contradicts:
        return Standing.DISPUTES
    if stated.id in shown:
        return Standing.SHOWN
    # Who declines to comment backs nothing, whatever the value.
    return Standing.AGREES if stated.id in backing else Standing.OUTVOTED


def _agreeing(
    groups: Mapping[str, Sequence[Stated]], comparison: Comparison
) -> Mapping[str, AbstractSet[str]]:
    """For each value those that agree with it, itself included.

    Values are passed in order of where they begin, and each compared with those alone that have
    not ended by then: thousands of dates that disagree take no longer than they must.
    """
    values = {key: group[0].value for key, group in groups.items()}
    bounds = {key: comparison.bounds(value) for key, value in values.items()}
    found: dict[str, set[str]] = {key: {key} for key in values}
    under_way: list[str] = []
    for key in sorted(values, key=lambda key: bounds[key][0]):
        under_way = [other for other in under_way if bounds[other][1] >= bounds[key][0]]
        for other in under_way:
            if comparison.agree(values[key], values[other]):
                found[key].add(other)
                found[other].add(key)
        under_way.append(key)
    return found


def _choose(
    groups: Mapping[str, Sequence[Stated]],
    agreeing: Mapping[str, AbstractSet[str]],
    affirming: Sequence[Stated],
    comparison: Comparison,
    ruling: Ruling | None,
) -> tuple[Finding, ...]:
    """The one value that a single-valued property shows, if any, and the rule that chose it."""
    values = {key: group[0].value for key, group in groups.items()}
    ruled = identity(ruling.value) if ruling is not None else None
    candidates: list[_Candidate] = []
    for key, value in values.items():
        if key != ruled and any(comparison.narrower(values[k], value) for k in agreeing[key]):
            continue
        backers = _backers(agreeing[key], groups, affirming)
        support = _support(backers)
        for stated in groups[key]:
            rank = _rank(stated, is_ruled=key == ruled, support=support, kind=comparison.kind)
            candidates.append(_Candidate(stated, key, backers, rank))
    if not candidates:
        return ()
    best = min(candidates, key=lambda candidate: candidate.sort_key)
    return (_finding(best.stated, best.backers, _deciding_rule(best, candidates)),)


def _backers(
    agreeing: Container[str], groups: Mapping[str, Sequence[Stated]], affirming: Sequence[Stated]
) -> tuple[Stated, ...]:
    """What is stated of the agreeing values, in the order in which all is stated."""
    if all(key in agreeing for key in groups):
        return tuple(affirming)
    wanted = {stated.id for key, group in groups.items() if key in agreeing for stated in group}
    return tuple(stated for stated in affirming if stated.id in wanted)


def _rank(
    stated: Stated, *, is_ruled: bool, support: int, kind: ValueKind
) -> tuple[_Criterion, ...]:
    day, minute = published_by(stated.published)
    ruling = (Rule.RULING, not is_ruled)
    last_resorts = (
        (Rule.ARTICLE_ID, stated.article),
        (Rule.FILE_ORDER, (float(stated.span.line), float(stated.span.column))),
    )
    if kind is ValueKind.STATUS:
        return (ruling, (Rule.LATEST, (-day, -minute)), *last_resorts)
    return (
        ruling,
        (Rule.ASSERTED, stated.stance is Stance.ALLEGES),
        (Rule.SUPPORT, -support),
        (Rule.UNQUALIFIED, isinstance(stated.value, Date) and stated.value.qualified),
        (Rule.EARLIEST, (day, minute)),
        *last_resorts,
    )


def _support(statements: Iterable[Stated]) -> int:
    articles: set[str] = set()
    origins: set[str] = set()
    for stated in statements:
        articles.add(stated.article)
        origins.update(stated.origins)
    return min(len(articles), len(origins))


def _deciding_rule(best: _Candidate, candidates: Iterable[_Candidate]) -> Rule:
    """The first rule that told the best candidate from the best one of another value."""
    rivals = [c for c in candidates if c.key != best.key]
    if not rivals:
        ruled = best.rank[0] == (Rule.RULING, False)
        return Rule.RULING if ruled else Rule.ONLY_VALUE
    rival = min(rivals, key=lambda candidate: candidate.sort_key)
    steps = zip(best.rank, rival.rank, strict=True)
    return next(rule for (rule, mine), (_, theirs) in steps if mine != theirs)


def _add_up(groups: Mapping[str, Sequence[Stated]], ruling: Ruling | None) -> tuple[Finding, ...]:
    """Every distinct value of a property whose values add up: the ruled one, then the asserted."""
    ruled = identity(ruling.value) if ruling is not None else None
    found: list[tuple[bool, bool, Finding]] = []
    for key, group in groups.items():
        # Both sorts are stable: where they tell nothing apart, publication order stands.
        first = min(group, key=lambda stated: stated.stance is Stance.ALLEGES)
        rule = Rule.RULING if key == ruled else Rule.ONLY_VALUE
        found.append((key != ruled, first.stance is Stance.ALLEGES, _finding(first, group, rule)))
    return tuple(finding for _, _, finding in sorted(found, key=lambda item: item[:2]))


def _finding(shown: Stated, backers: Sequence[Stated], rule: Rule) -> Finding:
    if len(backers) == 1:
        return Finding(shown.value, shown.id, rule, (shown.id,), (shown.article,), shown.origins)
    ordered = [shown, *(stated for stated in backers if stated.id != shown.id)]
    return Finding(
        value=shown.value,
        claim=shown.id,
        rule=rule,
        claims=tuple(stated.id for stated in ordered),
        articles=tuple(dict.fromkeys(stated.article for stated in ordered)),
        origins=tuple(sorted({origin for stated in ordered for origin in stated.origins})),
    )


def _claim(stated: Stated, standing: Standing) -> Claim:
    # Spelled out: this is done for every claim there is, and a loop over fields takes 3 x as long.
    return Claim(
        id=stated.id,
        subject=stated.subject,
        event=stated.event,
        property=stated.property,
        value=stated.value,
        article=stated.article,
        outlet=stated.outlet,
        published=stated.published,
        origins=stated.origins,
        chains=stated.chains,
        own_reporting=stated.own_reporting,
        by=stated.by,
        stance=stated.stance,
        wording=stated.wording,
        note=stated.note,
        retracted=stated.retracted,
        span=stated.span,
        standing=standing,
    )
