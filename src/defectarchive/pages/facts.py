"""Facts and claims of the archive → what readers see of them, each value with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from defectarchive.model.archive import Chain, Claim, Event, Fact, Participation, Report, Standing
from defectarchive.model.ids import Kind
from defectarchive.model.values import Value, identity
from defectarchive.model.vocabulary import STATEMENT, Property
from defectarchive.pages.context import Context, property_of
from defectarchive.pages.evidence import (
    ChainView,
    ClaimView,
    FactRow,
    IdentificationView,
    ReportView,
    RulingView,
    SourcedValue,
    SourceMark,
)
from defectarchive.pages.folding import Caps, caps_for
from defectarchive.resolve.facts import Comparison


def event_facts(context: Context, event: Event) -> tuple[FactRow, ...]:
    """The event's own facts, in the order of the vocabulary, without its statements."""
    return fact_rows(context, (fact for fact in event.facts if fact.property != STATEMENT))


def statements(context: Context, event: Event) -> FactRow | None:
    """What articles say that is compared with nothing."""
    fact = event.fact(STATEMENT)
    return fact_row(context, fact) if fact else None


def person_facts(context: Context, part: Participation) -> tuple[FactRow, ...]:
    """What is claimed of a person in a case. His roles are shown as such, with their sources."""
    return fact_rows(context, part.facts)


def fact_rows(context: Context, facts: Iterable[Fact]) -> tuple[FactRow, ...]:
    """A row for each fact, in the order given."""
    return tuple(fact_row(context, fact) for fact in facts if fact.claims)


@dataclass(slots=True)
class _Values:
    """Claims by the value that they hold, in order, for one of the lists of a row."""

    groups: dict[str, list[Claim]] = field(default_factory=dict)

    def add(self, claim: Claim) -> None:
        self.groups.setdefault(identity(claim.value), []).append(claim)


@dataclass(slots=True)
class _Room:
    """How much more a row may show, and how many values it had to leave out."""

    caps: Caps
    values: int = 0
    words: int = 0
    left: int = 0

    def takes(self, text: str) -> bool:
        """Whether there is room for one more value; the first one always fits."""
        size = len(text.encode())
        if self.values and (self.values >= self.caps.values or self.words + size > self.caps.words):
            self.left += 1
            return False
        self.values += 1
        self.words += size
        return True


def fact_row(context: Context, fact: Fact) -> FactRow:
    """All that is claimed of one property: what is shown, and beside it what is not."""
    if len(fact.claims) == len(fact.findings) == 1:
        return _plain_row(context, fact)
    prop = property_of(fact.claims[0].subject, fact.property)
    row = _Row(context, prop, _Room(caps_for(fact)))
    shown, agreeing = row.findings(fact)
    alternatives, objections, retracted = _Values(), _Values(), _Values()
    backing = {claim for finding in fact.findings for claim in finding.claims}
    for claim in fact.claims:
        if claim.id in backing:
            continue
        if claim.standing is Standing.RETRACTED:
            retracted.add(claim)
        elif claim.stance.affirms:
            alternatives.add(claim)
        else:
            objections.add(claim)
    ruling, of = fact.ruling, fact.claims[0].event
    narrowed, by = row.narrowed(fact, agreeing)
    return FactRow(
        property=fact.property,
        label=context.label(prop),
        values=shown,
        narrowed=row.sourced(narrowed),
        narrowed_by=context.outlet(by.outlet).text if by else "",
        narrowed_on=context.date(by.published).short if by else "",
        agreeing=row.sourced(agreeing),
        alternatives=row.sourced(alternatives),
        objections=row.sourced(objections),
        retracted=row.sourced(retracted),
        rule=fact.findings[0].rule.value if fact.findings else "",
        disputed=fact.disputed,
        ruling=RulingView(context.value(prop, ruling.value, of), ruling.because)
        if ruling
        else None,
        left=row.room.left,
    )


def _plain_row(context: Context, fact: Fact) -> FactRow:
    """The row of a fact with one claim, made the short way: most facts are such."""
    claim, finding, ruling = fact.claims[0], fact.findings[0], fact.ruling
    prop = property_of(claim.subject, fact.property)
    value = context.value(prop, claim.value, claim.event)
    counts = len(finding.articles), len(finding.origins)
    return FactRow(
        property=fact.property,
        label=context.label(prop),
        values=(SourcedValue(value, (_mark(context, claim),), 0, *counts),),
        narrowed=(),
        narrowed_by="",
        narrowed_on="",
        agreeing=(),
        alternatives=(),
        objections=(),
        retracted=(),
        rule=finding.rule.value,
        disputed=fact.disputed,
        ruling=RulingView(context.value(prop, ruling.value, claim.event), ruling.because)
        if ruling
        else None,
        left=0,
    )


@dataclass(slots=True)
class _Row:
    """The row of one fact in the making."""

    context: Context
    prop: Property
    room: _Room

    def findings(self, fact: Fact) -> tuple[tuple[SourcedValue, ...], _Values]:
        """The shown values with all that supports them, and the other values that agree."""
        by_id = {claim.id: claim for claim in fact.claims}
        shown: list[SourcedValue] = []
        agreeing = _Values()
        for finding in fact.findings:
            wanted = identity(finding.value)
            same: list[Claim] = []
            for claim in (by_id[identifier] for identifier in finding.claims):
                if identity(claim.value) == wanted:
                    same.append(claim)
                else:
                    agreeing.add(claim)
            counts = len(finding.articles), len(finding.origins)
            shown += self._value(finding.value, same, counts)
        return tuple(shown), agreeing

    def narrowed(self, fact: Fact, agreeing: _Values) -> tuple[_Values, Claim | None]:
        """Takes out of `agreeing` what the shown value narrowed, and finds who narrowed it.

        A wider value that came later was no step on the way: it stays where it is.
        """
        earlier = _Values()
        if not (agreeing.groups and fact.findings):
            return earlier, None
        value = fact.findings[0].value
        at, by = next(
            (at, claim) for at, claim in enumerate(fact.claims) if _puts_forward(claim, value)
        )
        compare = Comparison(self.prop.kind, self.context.surroundings)
        before = {claim.id for claim in fact.claims[:at]}
        for key, claims in list(agreeing.groups.items()):
            if claims[0].id in before and compare.narrower(value, claims[0].value):
                earlier.groups[key] = agreeing.groups.pop(key)
        return earlier, by if earlier.groups else None

    def sourced(self, values: _Values) -> tuple[SourcedValue, ...]:
        """Values with the claims that hold them, counted by themselves."""
        found: list[SourcedValue] = []
        for claims in values.groups.values():
            articles = len({claim.article for claim in claims})
            origins = len({origin for claim in claims for origin in claim.origins})
            found += self._value(claims[0].value, claims, (articles, origins))
        return tuple(found)

    def _value(
        self, value: Value, claims: Sequence[Claim], counts: tuple[int, int]
    ) -> tuple[SourcedValue, ...]:
        """The value with its marks; nothing where the row is full."""
        view = self.context.value(self.prop, value, claims[0].event)
        if not self.room.takes(view.text):
            return ()
        shown = claims[: self.room.caps.marks]
        marks = tuple(_mark(self.context, claim) for claim in shown)
        return (SourcedValue(view, marks, len(claims) - len(shown), *counts),)


def _puts_forward(claim: Claim, value: Value) -> bool:
    standing = claim.standing is not Standing.RETRACTED and claim.stance.affirms
    return standing and identity(claim.value) == identity(value)


def _mark(context: Context, claim: Claim) -> SourceMark:
    notes = context.notes(claim.event)
    updated = context.archive.articles[claim.article].updated
    return SourceMark(
        number=notes.numbers[claim.id],
        path=notes.path(claim.id),
        outlet=context.outlet(claim.outlet).text,
        published=context.date(claim.published).short,
        by=context.thing(claim.by).text if claim.by else "",
        stance=claim.stance.value,
        updated=context.date(updated).short if updated else "",
        # The claim's own word: on a page of the past the article may not have been withdrawn yet.
        retracted=claim.retracted,
    )


# --- claims -----------------------------------------------------------------------------------


def report_view(context: Context, event: Event, report: Report) -> ReportView:
    """What an article says about a case, on the page of the case."""
    return ReportView(
        article=context.article(report.article),
        title=report.title,
        summary=report.summary,
        chains=chain_views(context, report.chains),
        own_reporting=report.own_reporting,
        origins=tuple(context.outlet(origin) for origin in report.origins),
        claims=claim_views(context, event, report),
    )


def claim_views(context: Context, event: Event, report: Report) -> tuple[ClaimView, ...]:
    """The claims of one report, as they stand under it."""
    notes = context.notes(event.id)
    claims = (notes.claims[identifier] for identifier in report.claims)
    return tuple(
        _claim(
            context, report, claim, alone=claim.id in notes.alone or _differs_alone(context, claim)
        )
        for claim in claims
    )


def _differs_alone(context: Context, claim: Claim) -> bool:
    """Whether a claim is outvoted, and no other article agrees with it either."""
    if claim.standing is not Standing.OUTVOTED:
        return False
    return context.afterwards(claim.event).stands_alone(claim)


def _claim(context: Context, report: Report, claim: Claim, *, alone: bool) -> ClaimView:
    notes = context.notes(claim.event)
    prop = property_of(claim.subject, claim.property)
    of_person = claim.subject.kind == Kind.PERSON.value
    return ClaimView(
        anchor=claim.id,
        number=notes.numbers[claim.id],
        path=notes.path(claim.id),
        property=claim.property,
        label=context.label(prop),
        subject=context.thing(claim.subject) if of_person else None,
        value=context.value(prop, claim.value, claim.event),
        by=context.thing(claim.by) if claim.by else None,
        stance=claim.stance.value,
        wording=claim.wording,
        note=claim.note,
        standing=claim.standing.value,
        chains=chain_views(context, claim.chains) if claim.chains != report.chains else (),
        origins=tuple(context.outlet(origin) for origin in claim.origins),
        alone=alone,
    )


def chain_views(context: Context, chains: Iterable[Chain]) -> tuple[ChainView, ...]:
    """Relay chains, nearest outlet first."""
    return tuple(
        ChainView(tuple(context.outlet(outlet) for outlet in chain.outlets), chain.unknown)
        for chain in chains
    )


def identifications(context: Context, part: Participation) -> tuple[IdentificationView, ...]:
    """Where a nameless person was taken for this one by the editor."""
    return tuple(
        IdentificationView(context.article(found.article), found.because)
        for found in part.identifications
    )
