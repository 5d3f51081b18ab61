"""What claims.csv comes to, read anew: it shares no code with the program's own settling.

Facts are worked out in `facts`, how values compare in `values`; archive.json tells what no claim
does: rulings, retractions, names, which articles there are, the places around each.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from defectarchive.model.dates.date import parse_date
from tests.rule.days import moment
from tests.rule.facts import Fact, Said, Support
from tests.rule.values import Values, as_data, key_of
from tests.whole_archive import whole_archive

Site = Mapping[str, bytes]
# Of archive.json.
Record = dict[str, Any]

COUNTED = ("type", "date", "place", "from", "to", "count", "status")
ONE_WITH = {"type": "also", "also": "type"}


def rows(site: Site, name: str) -> list[dict[str, str]]:
    """A CSV file, without the apostrophe before what a spreadsheet would run."""
    text = site[f"data/{name}.csv"].decode()
    found = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [
        {name: re.sub(r"^'(?= *[=+\-@])", "", cell) for name, cell in row.items()} for row in found
    ]


@dataclass
class Reading:
    """An archive, from its claims; archive.json for what no claim tells.

    until: the day at whose end it is read, None for now. Rulings were not known then.
    """

    site: Site
    until: int | None = None
    facts: dict[tuple[str, str, str], dict[str, Fact]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.archive = whole_archive(self.site)
        self.within = {p["id"]: frozenset(p["within"]) for p in self.archive["places"]}
        self.events, self.people = self._by_id("events"), self._by_id("people")
        self.articles, self.outlets = self._by_id("articles"), self._by_id("outlets")
        self.organisations, self.places = self._by_id("organisations"), self._by_id("places")
        self.retracted = frozenset(a for a, each in self.articles.items() if self._gone(each))
        self.claims = [self._said(at, row) for at, row in enumerate(rows(self.site, "claims"))]
        if self.until is not None:
            self.claims = [c for c in self.claims if self.is_out(c.published)]
        groups: dict[tuple[str, str, str], dict[str, list[Said]]] = {}
        for claim in self.claims:
            groups.setdefault(claim.about, {}).setdefault(claim.prop, []).append(claim)
        for about, by_prop in groups.items():
            self.facts[about] = self._settle(about, by_prop)

    def _by_id(self, kind: str) -> dict[str, Record]:
        return {each["id"]: each for each in self.archive[kind]}

    def is_out(self, published: str) -> bool:
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
        sets = (frozenset(one.split("|")) for one in row["origin_sets"].split(" & ") if one)
        return Said(
            id=row["claim_id"],
            kind=row["subject_kind"],
            subject=row["subject"],
            event=row["event"],
            prop=row["property"],
            value=row["value"],
            article=row["article"],
            outlet=row["outlet"],
            sets=frozenset(sets),
            published=row["published"],
            by=row["by"],
            stance=row["stance"],
            hedge=row["hedge"],
            at=at,
        )

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
            ruling = None if self.until is not None else self._ruling(about, prop)
            shown_type = main[0].key if main else None
            found[prop] = Fact(
                prop, claims[prop], besides, self.retracted, values, ruling, shown_type
            )
        return found

    def _ruling(self, about: tuple[str, str, str], prop: str) -> str | None:
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
        return [a for a in named["articles"] if self.is_out(self.articles[a]["published"]["edtf"])]

    def people_of(self, event: str) -> list[Record]:
        return [each for each in self.events[event]["people"] if self.articles_of(each)]

    def roles(self, event: str, person: str) -> list[str]:
        fact = self.facts.get((event, "person", person), {}).get("role")
        return [claim.value for claim in fact.shown] if fact else []

    def is_main(self, event: str, person: str) -> bool:
        return any(self.is_main_role(role) for role in self.roles(event, person))

    def is_main_role(self, role: str) -> bool:
        return any(r["main"] for r in self.archive["vocabulary"]["roles"] if r["id"] == role)

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

    def in_dispute(self, event: str) -> bool:
        """Whether what it is is disputed, or the part of somebody whom it is about."""
        main = (p["person"] for p in self.people_of(event) if self.is_main(event, p["person"]))
        facts = (self.facts.get((event, "person", person), {}) for person in main)
        return bool(self.disputed(event)) or any("role" in f and f["role"].disputed for f in facts)

    def unsure(self, event: str) -> list[str]:
        order = [
            p["id"]
            for p in self.archive["vocabulary"]["event_properties"]
            if p["id"] != "statement"
        ]
        facts = self.facts.get((event, "event", event), {})
        return [p for p in order if p in facts and any(map(facts[p].unsure, facts[p].shown))]
