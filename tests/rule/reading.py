"""What claims.csv comes to, read anew from docs and format alone: it shares no code with the program's.

Where two claims agree, what is shown and what stands behind it is worked out once more, the slow
and plain way. Of dates only `Date.agrees` is the program's own; laws of its own hold that.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import combinations
from typing import Any

from defectarchive.model.dates import parse_date

from tests.rule.days import begins, days, is_open, moment

Site = Mapping[str, bytes]
Sets = frozenset[frozenset[str]]

SINGLE = frozenset({"type", "date", "place", "point", "from", "to", "count", "status", "age"})
COUNTED = ("type", "date", "place", "from", "to", "count", "status")
OUTRIGHT, AFFIRMS = {"asserts", "confirms"}, {"asserts", "confirms", "estimates", "alleges"}
AGAINST = {"doubts", "denies"}
ONE_WITH = {"type": "also", "also": "type"}


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
    standing: str
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


def key_of(prop: str, value: str) -> str:
    if prop not in ("motive", "position", "descriptor", "statement"):
        return value
    folded = " ".join(unicodedata.normalize("NFC", value).split()).casefold()
    return unicodedata.normalize("NFC", re.sub("[’‘ʼ´]", "'", re.sub("[‐‑]", "-", folded)))


def rows(site: Site, name: str) -> list[dict[str, str]]:
    """A CSV file, without the apostrophe before what a spreadsheet would run."""
    text = site[f"data/{name}.csv"].decode()
    found = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [
        {name: re.sub(r"^'(?= *[=+\-@])", "", cell) for name, cell in row.items()} for row in found
    ]


# --- origins ------------------------------------------------------------------------------------


def least(sets: Iterable[frozenset[str]]) -> int:
    """The fewest outlets of which each set has one; a set that may be nobody's asks for none."""
    sure = {one for one in sets if "unknown" not in one}
    outlets = sorted({outlet for one in sets for outlet in one} - {"unknown"})
    if len(outlets) > 16:
        taken: set[str] = set()
        apart = [one for one in sorted(sure, key=lambda one: (len(one), sorted(one)))]
        return sum(1 for one in apart if not taken & one and not taken.update(one))
    sizes = range(len(outlets) + 1)
    return next(
        n
        for n in sizes
        if any(all(one & {*some} for one in sure) for some in combinations(outlets, n))
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


# --- values -------------------------------------------------------------------------------------


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
        if one == other:
            return True
        match prop:
            case "date":
                return parse_date(one).agrees(parse_date(other))
            case "count" | "age":
                (low, high), (least_, most) = bounds(one), bounds(other)
                return low <= most and least_ <= high
            case "place":
                return one in self.within[other] or other in self.within[one]
            case "point":
                return km(one, other) <= point(one)[2] + point(other)[2]
            case "status":
                return "denied" not in (one, other)
            case "type":
                return frozenset({one, other}) in self.acts
        return False

    def entails(self, prop: str, one: str, other: str) -> bool:
        """Whether who says the one says the other: it is the same, or lies within it."""
        if one == other:
            return True
        match prop:
            case "date":
                return _dated(one, other)
            case "count" | "age":
                (low, high), (least_, most) = bounds(one), bounds(other)
                return max(low, 0) >= max(least_, 0) and high <= most
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


# --- facts --------------------------------------------------------------------------------------


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
        found = [c for c in self.up if self.values.agree(self.prop, c.key, key)]
        return found + [c for c in self._other if c.affirms and c.key == key]

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


# --- the archive --------------------------------------------------------------------------------


@dataclass
class Reading:
    """An archive, from its claims; archive.json for what no claim tells.

    until: the day at whose end it is read, None for now. Rulings were not known then.
    """

    site: Site
    until: int | None = None
    facts: dict[tuple[str, str, str], dict[str, Fact]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.archive = json.loads(self.site["data/archive.json"])
        self.within = {p["id"]: frozenset(p["within"]) for p in self.archive["places"]}
        for kind in ("events", "people", "articles", "outlets", "organisations", "places"):
            setattr(self, kind, {each["id"]: each for each in self.archive[kind]})
        self.retracted = frozenset(a for a, each in self.articles.items() if self._gone(each))
        self.claims = [self._said(at, row) for at, row in enumerate(rows(self.site, "claims"))]
        if self.until is not None:
            self.claims = [c for c in self.claims if self._is_out(c.published)]
        groups: dict[tuple[str, str, str], dict[str, list[Said]]] = {}
        for claim in self.claims:
            groups.setdefault(claim.about, {}).setdefault(claim.prop, []).append(claim)
        for about, by_prop in groups.items():
            self.facts[about] = self._settle(about, by_prop)

    def _is_out(self, published: str) -> bool:
        """Whether something was published by then; a day without a time by its end."""
        if self.until is None:
            return True
        return moment(published) - ("T" not in published) < (self.until + 1) * 1440

    def _gone(self, article: Mapping[str, Any]) -> bool:
        """Whether it was retracted by then; a retraction without a date holds from the start."""
        retraction = article["retracted"]
        if self.until is None or not retraction or not retraction["date"]:
            return bool(retraction)
        latest = parse_date(retraction["date"]).latest
        return latest is None or latest <= self.until

    def _said(self, at: int, row: Mapping[str, str]) -> Said:
        sets = frozenset(
            frozenset(one.split("|")) for one in row["origin_sets"].split(" & ") if one
        )
        names = (
            "claim_id",
            "subject_kind",
            "subject",
            "event",
            "property",
            "value",
            "article",
            "outlet",
        )
        more = ("published", "by", "stance", "hedge", "standing")
        return Said(*(row[name] for name in names), sets, *(row[name] for name in more), at)

    def _settle(
        self, about: tuple[str, str, str], claims: Mapping[str, list[Said]]
    ) -> dict[str, Fact]:
        types = [c for p in ("type", "also") for c in claims.get(p, ())]
        by_article: dict[str, set[str]] = {}
        for claim in types:
            if claim.affirms and claim.article not in self.retracted:
                by_article.setdefault(claim.article, set()).add(claim.value)
        pairs = {
            frozenset(p) for acts in by_article.values() for p in combinations(sorted(acts), 2)
        }
        values = Values(self.within, frozenset(pairs))
        found: dict[str, Fact] = {}
        for prop in sorted(claims, key=lambda p: p == "also"):
            besides = claims.get(ONE_WITH.get(prop, ""), [])
            main = found["type"].shown if prop == "also" and "type" in found else []
            if prop == "also" and "type" in found:
                # What its outlet has since changed supports nothing, and is at odds with nothing.
                besides = [c for c in besides if c not in found["type"].superseded]
            ruling = None if self.until is not None else self._ruling(about, prop, claims[prop])
            shown_type = main[0].key if main else None
            found[prop] = Fact(
                prop, claims[prop], besides, self.retracted, values, ruling, shown_type
            )
        return found

    def _ruling(self, about: tuple[str, str, str], prop: str, claims: Iterable[Said]) -> str | None:
        """The editor's; of a person, in each case in which some claim has the value."""
        event, kind, subject = about
        facts = self.events[event]["facts"]
        if kind == "person":
            facts = next(p["facts"] for p in self.events[event]["people"] if p["person"] == subject)
        found = next((f["ruling"] for f in facts if f["property"] == prop), None)
        return None if found is None else key_of(prop, as_data(found["value"]))

    # --- what is asked of it ---------------------------------------------------------------------

    def fact(self, event: str, prop: str) -> Fact | None:
        return self.facts.get((event, "event", event), {}).get(prop)

    def shown(self, event: str, prop: str) -> Said | None:
        fact = self.fact(event, prop)
        return fact.shown[0] if fact and fact.shown else None

    def articles_of(self, named: Mapping[str, Any]) -> list[str]:
        """The articles of an event, or that name somebody in one, as far as they were out."""
        return [a for a in named["articles"] if self._is_out(self.articles[a]["published"]["edtf"])]

    def people_of(self, event: str) -> list[dict[str, Any]]:
        return [each for each in self.events[event]["people"] if self.articles_of(each)]

    def roles(self, event: str, person: str) -> list[str]:
        fact = self.facts.get((event, "person", person), {}).get("role")
        return [claim.value for claim in fact.shown] if fact else []

    def is_main(self, event: str, person: str) -> bool:
        main = {role["id"] for role in self.archive["vocabulary"]["roles"] if role["main"]}
        return not main.isdisjoint(self.roles(event, person))

    def part(self, event: str, person: str) -> str:
        """Whether an article that stands gives somebody a part; else what became of it."""
        articles = next(self.articles_of(p) for p in self.people_of(event) if p["person"] == person)
        fact = self.facts.get((event, "person", person), {}).get("role")
        claims = [c for c in (fact.claims if fact else ()) if c.article not in self.retracted]
        silent = set(articles) - self.retracted - {c.article for c in claims}
        if silent or any(c.affirms for c in claims):
            return "has"
        stances = {c.stance for c in claims}
        words = {"denies": "denied", "doubts": "doubted"}
        return next(
            (w for s, w in words.items() if s in stances), "unanswered" if stances else "withdrawn"
        )

    def counted(self, event: str) -> list[Said]:
        """What a case is counted by: what it is shown to be, and the parts of main people."""
        found: dict[str, Said] = {}
        for prop in COUNTED:
            fact, shown = self.fact(event, prop), self.shown(event, prop)
            if fact and shown:
                found |= {c.id: c for c in fact.agreeing(shown.key)}
        for each in self.people_of(event):
            if self.is_main(event, each["person"]):
                found |= {c.id: c for c in self.facts[event, "person", each["person"]]["role"].up}
        return [*found.values()]

    def support(self, event: str) -> Support:
        return Support.of(self.counted(event))

    def is_tally(self, event: str) -> bool:
        shown = self.shown(event, "type")
        types = {t["id"]: t["aggregate"] for t in self.archive["vocabulary"]["event_types"]}
        return bool(shown and types[shown.value])

    def is_withdrawn(self, event: str) -> bool:
        return self.retracted.issuperset(self.events[event]["articles"])

    def disputed(self, event: str) -> list[str]:
        order = [p["id"] for p in self.archive["vocabulary"]["event_properties"]]
        facts = self.facts.get((event, "event", event), {})
        return [p for p in order if p in facts and facts[p].disputed]

    def unsure(self, event: str) -> list[str]:
        order = [
            p["id"]
            for p in self.archive["vocabulary"]["event_properties"]
            if p["id"] != "statement"
        ]
        facts = self.facts.get((event, "event", event), {})
        return [p for p in order if p in facts and any(map(facts[p].unsure, facts[p].shown))]


def as_data(value: Mapping[str, Any]) -> str:
    """A value of archive.json as claims.csv has it."""
    match value["kind"]:
        case "date":
            return value["edtf"]
        case "count":
            low, high = value["low"], value["high"]
            return (
                str(low)
                if low is not None and low == high
                else f"{'' if low is None else low}..{'' if high is None else high}"
            )
        case "country":
            return value["code"]
        case "text":
            return value["text"]
        case "point":
            place = f"geo:{value['lat']:.10g},{value['lon']:.10g}"
            return f"{place};u={value['within_km'] * 1000:g}" if value["within_km"] else place
    return value["id"]
