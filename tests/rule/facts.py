"""What the claims of one property come to, worked out the slow and plain way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from tests.rule.days import begins, moment
from tests.rule.values import Values, key_of

Sets = frozenset[frozenset[str]]

SINGLE = frozenset({"type", "date", "place", "point", "from", "to", "count", "status", "age"})
OUTRIGHT, AFFIRMS = {"asserts", "confirms"}, {"asserts", "confirms", "estimates", "alleges"}
AGAINST = {"doubts", "denies"}


@dataclass(frozen=True)
class Said:
    """A row of claims.csv. key: the value, equal where values say the same. at: its row."""

    id: str
    kind: str
    subject: str
    event: str
    prop: str
    value: str
    article: str
    outlet: str
    sets: Sets
    published: str
    by: str
    stance: str
    hedge: str
    at: int

    @cached_property
    def key(self) -> str:
        return key_of(self.prop, self.value)

    @property
    def affirms(self) -> bool:
        return self.stance in AFFIRMS

    @property
    def outright(self) -> bool:
        return self.stance in OUTRIGHT and not self.hedge

    @property
    def about(self) -> tuple[str, str, str]:
        return self.event, self.kind, self.subject

    @property
    def told(self) -> tuple[float, str, int]:
        return moment(self.published), self.article, self.at


def least(sets: Iterable[frozenset[str]]) -> int:
    """The fewest outlets of which each set has one; a set that may be nobody's asks for none."""
    sure = {one for one in sets if "unknown" not in one}
    outlets = sorted({outlet for one in sets for outlet in one} - {"unknown"})
    if len(outlets) > 16:
        apart: list[frozenset[str]] = []
        for one in sorted(sure, key=lambda one: (len(one), sorted(one))):
            apart += [one] if all(one.isdisjoint(other) for other in apart) else []
        return len(apart)
    return next(
        size
        for size in range(len(outlets) + 1)
        if any(all(one & {*some} for one in sure) for some in combinations(outlets, size))
    )


@dataclass(frozen=True)
class Support:
    """What stands behind claims: their articles, and the sets of their possible origins."""

    articles: frozenset[str]
    sets: Sets

    @classmethod
    def of(cls, claims: Iterable[Said]) -> Support:
        found = [*claims]
        return cls(frozenset(c.article for c in found), frozenset(s for c in found for s in c.sets))

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(outlet for one in self.sets for outlet in one) - {"unknown"}

    @cached_property
    def least(self) -> int:
        return least(self.sets)


@dataclass(frozen=True)
class Fact:
    """All that is claimed of one property. besides: of the property that is one with it."""

    prop: str
    claims: Sequence[Said]
    besides: Sequence[Said]
    retracted: frozenset[str]
    values: Values
    ruling: str | None = None
    shown_type: str | None = None

    @property
    def single(self) -> bool:
        # The number of a group adds up: sources are set side by side.
        return self.prop in SINGLE and not (
            self.prop == "count" and self.claims[0].kind == "person"
        )

    @cached_property
    def superseded(self) -> frozenset[Said]:
        found = [
            c for c in self.claims if self.single and c.affirms and c.article not in self.retracted
        ]
        return frozenset(
            one
            for one in found
            if one.key != self.ruling
            and any(
                (one.outlet, one.by, one.sets) == (later.outlet, later.by, later.sets)
                and begins(later.published) >= moment(one.published) + ("T" in one.published)
                and not self.values.agree(self.prop, one.key, later.key)
                for later in found
            )
        )

    @cached_property
    def up(self) -> list[Said]:
        """What stands, is not superseded and is put forward, in order of publication."""
        found = [c for c in self._standing if c.affirms]
        return sorted(found, key=lambda c: c.told)

    @property
    def _standing(self) -> list[Said]:
        return [
            c for c in self.claims if c.article not in self.retracted and c not in self.superseded
        ]

    @cached_property
    def _other(self) -> list[Said]:
        return [c for c in self.besides if c.article not in self.retracted]

    def agreeing(self, key: str) -> list[Said]:
        """All that agrees with a value of a single-valued property, as type also under `also`."""
        found = [*self.up, *(c for c in self._other if c.affirms)]
        return [c for c in found if self.values.agree(self.prop, c.key, key)]

    def behind(self, key: str) -> list[Said]:
        """The claims that give a value, or a narrower one."""
        if not self.single:
            return [c for c in (*self.up, *self._other) if c.affirms and c.key == key]
        return [c for c in self.agreeing(key) if self.values.entails(self.prop, c.key, key)]

    @cached_property
    def candidates(self) -> list[tuple[Any, Said]]:
        """The claims that may be shown, with what they rank by, the best first."""
        found = []
        for claim in self.up:
            rivals = [c for c in self.up if self._narrows(c, claim)]
            if claim.key != self.ruling and any(c.outright or not claim.outright for c in rivals):
                continue
            found.append((self._rank(claim), claim))
        return sorted(found, key=lambda pair: pair[0])

    def _narrows(self, one: Said, other: Said) -> bool:
        prop = self.prop
        return self.values.agree(prop, one.key, other.key) and self.values.narrower(
            prop, one.key, other.key
        )

    def _rank(self, claim: Said) -> tuple[Any, ...]:
        ruled, when = claim.key != self.ruling, moment(claim.published)
        if self.prop == "status":
            return ruled, (-when if math.isfinite(when) else when), claim.article, claim.at
        support = Support.of(self.agreeing(claim.key))
        size = min(len(support.articles), support.least)
        marked = self.prop == "date" and bool(set("?~%") & set(claim.value))
        return ruled, not claim.outright, -size, marked, when, claim.article, claim.at

    @cached_property
    def shown(self) -> list[Said]:
        """The claims that are shown: one, or of what adds up one for each value."""
        if self.single:
            return [claim for _, claim in self.candidates[:1]]
        groups: dict[str, list[Said]] = {}
        for claim in self.up:
            if claim.key != self.shown_type:
                groups.setdefault(claim.key, []).append(claim)
        firsts = [min(group, key=lambda c: not c.outright) for group in groups.values()]
        return sorted(firsts, key=lambda c: (c.key != self.ruling, not c.outright))

    @property
    def rule(self) -> str:
        """Why it is shown: where it first ranks before the best claim of another value."""
        ranked = self.candidates
        rival = next((rank for rank, c in ranked if c.key != ranked[0][1].key), None)
        names = ["ruling", "asserted", "support", "unqualified", "earliest", "order", "order"]
        if self.prop == "status":
            names = ["ruling", "latest", "order", "order"]
        if rival is None:
            return "ruling" if not ranked[0][0][0] else ""
        return next(name for name, a, b in zip(names, ranked[0][0], rival, strict=True) if a != b)

    @cached_property
    def disputed(self) -> bool:
        keys = {c.key for c in self.up}
        if self.single and any(
            not self.values.agree(self.prop, a, b) for a, b in combinations(keys, 2)
        ):
            return True
        exact = self.prop in ("type", "also", "status") or not self.single
        against = [c for c in (*self._standing, *self._other) if c.stance in AGAINST]
        if self._against(against, keys, exact=exact):
            return True
        mine = [c for c in against if c.prop == self.prop]
        return self._against(mine, {c.key for c in self._other if c.affirms}, exact=True)

    def _against(self, claims: Iterable[Said], keys: Iterable[str], *, exact: bool) -> bool:
        agree = self.values.agree
        return any(
            c.key == key or (not exact and agree(self.prop, c.key, key))
            for c in claims
            for key in keys
        )

    def unsure(self, shown: Said) -> bool:
        return not any(claim.outright for claim in self.behind(shown.key))

    def standing(self, claim: Said) -> str:
        if claim.article in self.retracted:
            return "retracted"
        if claim in self.superseded:
            return "superseded"
        if claim.stance in AGAINST:
            return "disputes"
        if claim in self.shown:
            return "shown"
        with_shown = claim.affirms and any(
            self.values.agree(self.prop if self.single else "", claim.key, shown.key)
            for shown in self.shown
        )
        return (
            "agrees"
            if with_shown or (claim.affirms and claim.key == self.shown_type)
            else "outvoted"
        )


def voice(claims: Iterable[Said]) -> str:
    """The one speaker on whose word all of it is, "" for none or several."""
    speakers = {claim.by for claim in claims}
    return speakers.pop() if len(speakers) == 1 else ""
