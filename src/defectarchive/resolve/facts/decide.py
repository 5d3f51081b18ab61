"""Claims → facts: which values agree, which is shown and why, what is disputed."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from defectarchive.frozen import Frozen
from defectarchive.model.archive import Claim, Fact, Rule, Ruling, ShownValue, Standing, Statement
from defectarchive.model.dates.date import Date
from defectarchive.model.values import Value, identity
from defectarchive.model.vocabulary import ALSO, TYPE, Property, ValueKind
from defectarchive.resolve.facts.comparison import (
    Comparison,
    Surroundings,
    acts_of,
    comparison_of,
)
from defectarchive.resolve.facts.superseded import superseded
from defectarchive.resolve.facts.support import one_voice, support_of
from defectarchive.resolve.order import published_at_latest, statement_key

# One criterion by which candidates are ranked: the rule, and its sort key; the least wins.
_Criterion = tuple[Rule, float | str | tuple[float, float]]


class _Candidate(Frozen, frozen=True):
    """A statement that may be shown, and how it ranks. `key`: the identity of its value."""

    stated: Statement
    key: str
    rank: tuple[_Criterion, ...]

    @property
    def sort_key(self) -> list[float | str | tuple[float, float]]:
        return [criterion for _, criterion in self.rank]


class _Values:
    """The values put forward for one property, by their keys, and which of them agree.

    `besides`: affirming statements of the partner property in `_ONE_WITH`.
    """

    def __init__(
        self,
        groups: Mapping[str, Sequence[Statement]],
        agreeing: Mapping[str, AbstractSet[str]],
        besides: Sequence[Statement],
        comparison: Comparison,
    ) -> None:
        self.groups = groups
        self.agreeing = agreeing
        self.comparison = comparison
        self._other_inputs = _by_value(besides)

    def value(self, key: str) -> Value:
        return self.groups[key][0].value

    def outright(self, key: str) -> bool:
        """Whether any statement gives the value without reserve."""
        return any(stated.is_outright() for stated in self.groups[key])

    def narrower(self, key: str) -> list[str]:
        """The keys of agreeing values that are more exact than this one."""
        value, narrower = self.value(key), self.comparison.narrower
        return [other for other in self.agreeing[key] if narrower(self.value(other), value)]

    def backers(self, key: str) -> list[Statement]:
        """All statements that agree with a value, in order of publication."""
        keys = self.agreeing[key]
        found = [stated for other in keys for stated in self.groups[other]]
        for other, stated in self._other_inputs.items():
            if other == key or self.comparison.agree(self.value(key), stated[0].value):
                found += stated
        return (
            found if len(keys) == 1 and not self._other_inputs else sorted(found, key=statement_key)
        )


# For agreement, support and denial, `type` and `also` count as one property.
_ONE_WITH = {TYPE: ALSO, ALSO: TYPE}


def decide_facts(
    statements: Mapping[str, Sequence[Statement]],
    properties: Mapping[str, Property],
    surroundings: Surroundings,
    rulings: Mapping[str, Ruling],
) -> tuple[Fact, ...]:
    """The facts of one subject, in the order of `properties`.

    `statements`: by property, each in order of publication, article id and place in the file. Facts
    list their claims in the same order.
    """
    facts: list[Fact] = []
    shown_type: Value | None = None
    given_up: frozenset[str] = frozenset()
    for name, prop in properties.items():
        stated = statements.get(name)
        if not stated:
            continue
        other = statements.get(_ONE_WITH.get(name, ""), ())
        if given_up:
            other = [each for each in other if each.id not in given_up]
        if name not in _ONE_WITH or not (other or len(stated) > 1):
            facts.append(decide_fact(prop, stated, surroundings, rulings.get(name)))
            continue
        comparison = comparison_of(prop, surroundings, acts_of([*stated, *other]))
        fact = _decided(prop, stated, comparison, rulings.get(name), other, shown_type)
        if name == TYPE:
            shown_type = fact.findings[0].value if fact.findings else None
            given_up = _superseded_in(fact)
        facts.append(fact)
    return tuple(facts)


def _superseded_in(fact: Fact) -> frozenset[str]:
    """Ids of a fact's superseded claims, which no longer support or dispute anything."""
    gone = (claim for claim in fact.claims if claim.standing is Standing.SUPERSEDED)
    return frozenset(claim.id for claim in gone)


def decide_fact(
    prop: Property,
    statements: Sequence[Statement],
    surroundings: Surroundings,
    ruling: Ruling | None,
) -> Fact:
    """The fact of one property of one subject. Not for an event's type: see `decide_facts`."""
    if len(statements) == 1:
        return _alone(prop, statements[0], ruling)
    return _decided(prop, statements, comparison_of(prop, surroundings), ruling)


def _decided(
    prop: Property,
    statements: Sequence[Statement],
    comparison: Comparison,
    ruling: Ruling | None,
    besides: Sequence[Statement] = (),
    said: Value | None = None,
) -> Fact:
    """The fact of one property.

    `besides`: statements of the partner property in `_ONE_WITH`. `said`: the value shown for that
    property, which is not shown here again.
    """
    gone = superseded(statements, comparison.agree, ruling) if prop.single else frozenset()
    standing = [each for each in statements if not each.retracted and each.id not in gone]
    affirming = [stated for stated in standing if stated.stance.affirms]
    others = [stated for stated in besides if not stated.retracted]
    more = [stated for stated in others if stated.stance.affirms]
    groups = _by_value(affirming)
    if prop.single:
        agreeing = _agreeing(groups, comparison)
        findings = _choose(prop, _Values(groups, agreeing, more, comparison), ruling)
        disputed = any(len(keys) < len(groups) for keys in agreeing.values())
    else:
        apart = {key: of for key, of in groups.items() if said is None or key != identity(said)}
        findings = _add_up(apart, ruling, _by_value(more))
        disputed = False
    against = [stated for stated in (*standing, *others) if stated.stance.contradicts]
    disputed = disputed or _contradicted(groups, _by_value(against), comparison)
    if more and not disputed:
        mine = [stated for stated in standing if stated.stance.contradicts]
        disputed = _contradicted(_by_value(more), _by_value(mine), comparison)
    backing = {one for finding in findings for one in finding.all_claims()}
    if said is not None:
        backing |= {stated.id for stated in affirming if stated.value == said}
    shown = {finding.claim for finding in findings}
    return Fact(
        property=prop.id,
        findings=findings,
        claims=tuple(
            _claim(stated, _standing(stated, shown, backing, gone)) for stated in statements
        ),
        disputed=disputed,
        ruling=ruling,
    )


def _alone(prop: Property, stated: Statement, ruling: Ruling | None) -> Fact:
    """What `_decided` would give for a single statement, without its cost: most facts have one."""
    shows = stated.puts_forward()
    ruled = ruling is not None and identity(ruling.value) == identity(stated.value)
    rule = Rule.RULING if ruled else Rule.ONLY_VALUE
    standing = _standing(stated, (stated.id,) if shows else (), (), ())
    return Fact(
        property=prop.id,
        findings=(_finding(stated, (stated,), (), rule),) if shows else (),
        claims=(_claim(stated, standing),),
        disputed=False,
        ruling=ruling,
    )


def _by_value(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    groups: dict[str, list[Statement]] = {}
    for stated in statements:
        groups.setdefault(identity(stated.value), []).append(stated)
    return groups


def _contradicted(
    groups: Mapping[str, Sequence[Statement]],
    against: Mapping[str, Sequence[Statement]],
    comparison: Comparison,
) -> bool:
    """Whether somebody denies or doubts what another puts forward."""
    if not groups.keys().isdisjoint(against):
        return True
    # Comparing thousands of statements in pairs would dominate: only where identity is not enough.
    return not comparison.exact and any(
        comparison.speaks_against(denied[0].value, group[0].value)
        for denied in against.values()
        for group in groups.values()
    )


def _standing(
    stated: Statement, shown: Container[str], backing: Container[str], gone: Container[str]
) -> Standing:
    if stated.retracted:
        return Standing.RETRACTED
    if stated.id in gone:
        return Standing.SUPERSEDED
    if stated.stance.contradicts:
        return Standing.DISPUTES
    if stated.id in shown:
        return Standing.SHOWN
    # A speaker who declines to comment is not in `backing`, whatever the value.
    return Standing.AGREES if stated.id in backing else Standing.OUTVOTED


def _agreeing(
    groups: Mapping[str, Sequence[Statement]], comparison: Comparison
) -> Mapping[str, AbstractSet[str]]:
    """For each value's key, the keys of all values that agree with it, its own included.

    A sweep in order of lower bounds: a value is compared only with values whose bounds overlap its
    own, so that thousands of dates that disagree are not compared in pairs.
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


def _choose(prop: Property, values: _Values, ruling: Ruling | None) -> tuple[ShownValue, ...]:
    """The one value that a single-valued property shows, if any, and the rule that chose it."""
    ruled = identity(ruling.value) if ruling is not None else None
    candidates: list[_Candidate] = []
    for key, group in values.groups.items():
        narrower = () if key == ruled else values.narrower(key)
        if any(map(values.outright, narrower)):
            continue
        size = support_of(values.backers(key)).size
        candidates += (
            _Candidate(each, key, _rank(each, prop.kind, key == ruled, size))
            for each in group
            # A narrower value that nobody gives without reserve rules out only other statements
            # with reserve.
            if each.is_outright() or not narrower
        )
    if not candidates:
        return ()
    best = min(candidates, key=lambda candidate: candidate.sort_key)
    shown, implies = best.stated, values.comparison.implies
    claims: list[Statement] = []
    agreeing: list[Statement] = []
    for stated in values.backers(best.key):
        (claims if implies(stated.value, shown.value) else agreeing).append(stated)
    return (_finding(shown, claims, agreeing, _deciding_rule(best, candidates)),)


def _rank(
    stated: Statement,
    kind: ValueKind,
    is_ruled: bool,  # noqa: FBT001
    support: int,
) -> tuple[_Criterion, ...]:
    day, minute = published_at_latest(stated.published)
    ruling = (Rule.RULING, not is_ruled)
    last_resorts = (
        (Rule.ARTICLE_ID, stated.article),
        (Rule.FILE_ORDER, (float(stated.span.line), float(stated.span.column))),
    )
    if kind.moves_on:
        # A statement of unknown date sorts last: it never counts as the latest.
        latest = (-day, -minute) if math.isfinite(day) else (day, minute)
        return (ruling, (Rule.LATEST, latest), *last_resorts)
    return (
        ruling,
        (Rule.ASSERTED, not stated.is_outright()),
        (Rule.SUPPORT, -support),
        (Rule.UNQUALIFIED, isinstance(stated.value, Date) and stated.value.qualified),
        (Rule.EARLIEST, (day, minute)),
        *last_resorts,
    )


def _deciding_rule(best: _Candidate, candidates: Iterable[_Candidate]) -> Rule:
    """The first rule by which the best candidate beats the best one of another value."""
    rivals = [c for c in candidates if c.key != best.key]
    if not rivals:
        ruled = best.rank[0] == (Rule.RULING, False)
        return Rule.RULING if ruled else Rule.ONLY_VALUE
    rival = min(rivals, key=lambda candidate: candidate.sort_key)
    steps = zip(best.rank, rival.rank, strict=True)
    return next(rule for (rule, mine), (_, theirs) in steps if mine != theirs)


def _add_up(
    groups: Mapping[str, Sequence[Statement]],
    ruling: Ruling | None,
    besides: Mapping[str, Sequence[Statement]],
) -> tuple[ShownValue, ...]:
    """Every distinct value of a property that may have several.

    The ruled value comes first, then those given without reserve, then the others. `besides`: by
    value, affirming statements of the partner property in `_ONE_WITH`.
    """
    ruled = identity(ruling.value) if ruling is not None else None
    found: list[tuple[bool, bool, ShownValue]] = []
    for key, group in groups.items():
        # Both sorts are stable: where they tell nothing apart, publication order stands.
        first = min(group, key=lambda stated: not stated.is_outright())
        rule = Rule.RULING if key == ruled else Rule.ONLY_VALUE
        finding = _finding(first, [*group, *besides.get(key, ())], (), rule)
        found.append((key != ruled, not first.is_outright(), finding))
    return tuple(finding for _, _, finding in sorted(found, key=lambda item: item[:2]))


def _finding(
    shown: Statement, claims: Sequence[Statement], agreeing: Sequence[Statement], rule: Rule
) -> ShownValue:
    ordered = [shown, *(stated for stated in claims if stated.id != shown.id)]
    return ShownValue(
        value=shown.value,
        claim=shown.id,
        rule=rule,
        claims=tuple(stated.id for stated in ordered),
        agreeing=tuple(stated.id for stated in agreeing),
        support=support_of(ordered),
        unsure=not any(stated.is_outright() for stated in ordered),
        voice=one_voice(ordered),
    )


def _claim(stated: Statement, standing: Standing) -> Claim:
    # Spelled out for speed: it runs for every claim, and a loop over fields takes 3 x as long.
    return Claim(
        id=stated.id,
        anchors=stated.anchors,
        fact_anchors=stated.fact_anchors,
        subject=stated.subject,
        property=stated.property,
        value=stated.value,
        said=stated.said,
        by=stated.by,
        stance=stated.stance,
        hedge=stated.hedge,
        wording=stated.wording,
        note=stated.note,
        retracted=stated.retracted,
        line=stated.line,
        column=stated.column,
        end=stated.end,
        standing=standing,
    )
