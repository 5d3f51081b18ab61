"""Facts and claims of the archive → what readers see of them, each value with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from defectarchive.language.language_marks import plain
from defectarchive.model.addresses import text_fragment
from defectarchive.model.archive import (
    Chain,
    Claim,
    Event,
    Fact,
    Participation,
    Report,
    ShownValue,
    Standing,
    Support,
    property_of,
)
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.values import Stance, Value, identity
from defectarchive.model.vocabulary import ALSO, STATEMENT, TYPE, Property
from defectarchive.pages.shared.claim_locations import RowLimits, is_told_as_type, limits_for
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.quotations import quotation_view
from defectarchive.pages.shared.row_limits import LONGEST_SUMMARY, cut_text, first_of
from defectarchive.pages.shared.support import support_view
from defectarchive.resolve.facts.comparison import Comparison, comparison_of
from defectarchive.resolve.facts.support import one_voice, support_of
from defectarchive.views.evidence import (
    ChainView,
    ClaimView,
    FactRow,
    IdentificationView,
    ReportView,
    RulingView,
    SourcedValue,
    SourceMark,
    VoiceView,
)
from defectarchive.views.rows import Link, SupportView


def event_facts(context: Context, event: Event) -> tuple[FactRow, ...]:
    """The event's own facts, in the order of the vocabulary, without its statements."""
    return fact_rows(context, (fact for fact in event.facts if fact.property != STATEMENT))


def statements(context: Context, event: Event) -> FactRow | None:
    """What articles say that is compared with nothing."""
    fact = event.fact(STATEMENT)
    return fact_row(context, fact) if fact else None


def person_facts(context: Context, part: Participation) -> tuple[FactRow, ...]:
    """What is claimed of a person in a case. Their roles are shown as such, with their sources."""
    return fact_rows(context, part.facts)


def fact_rows(context: Context, facts: Iterable[Fact]) -> tuple[FactRow, ...]:
    """A row for each fact of one subject, in the order given."""
    facts = [fact for fact in facts if fact.claims]
    by_property = {fact.property: fact.claims for fact in facts}
    besides = {TYPE: by_property.get(ALSO, ()), ALSO: by_property.get(TYPE, ())}
    told = [fact for fact in facts if is_told_as_type(fact)]
    rows = (
        fact_row(context, fact, besides.get(fact.property, ()))
        for fact in facts
        if fact not in told
    )
    anchors = tuple(anchor for fact in told for anchor in _anchors(fact))
    return tuple(
        replace(row, anchors=(*row.anchors, *anchors)) if row.property == TYPE else row
        for row in rows
    )


@dataclass(slots=True)
class _ValueGroups:
    """Claims by the value that they hold, in order, for one of the lists of a row."""

    groups: dict[str, list[Claim]] = field(default_factory=dict)

    def add(self, claim: Claim) -> None:
        self.groups.setdefault(identity(claim.value), []).append(claim)


@dataclass(slots=True)
class _Room:
    """How much more a row may show, and how many values it had to leave out."""

    caps: RowLimits
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


def fact_row(context: Context, fact: Fact, besides: Sequence[Claim] = ()) -> FactRow:
    """All that is claimed of one property: what is shown, and beside it what is not.

    `besides`: claims of a property that is one with it, which may support what is shown.
    """
    if len(fact.claims) == len(fact.findings) == 1 and not _is_backed(fact, besides):
        return _plain_row(context, fact)
    prop = property_of(fact.claims[0])
    comparison = comparison_of(prop, context.surroundings)
    row = _Row(context, prop, comparison, fact, besides, _Room(limits_for(fact)))
    shown, agreeing = row.findings()
    alternatives, objections, superseded, retracted = (
        _ValueGroups(),
        _ValueGroups(),
        _ValueGroups(),
        _ValueGroups(),
    )
    backing = {claim for finding in fact.findings for claim in finding.all_claims()}
    for claim in fact.claims:
        if claim.standing is Standing.RETRACTED:
            retracted.add(claim)
        elif claim.standing is Standing.SUPERSEDED:
            superseded.add(claim)
        elif not claim.stance.affirms:
            objections.add(claim)
        elif claim.id not in backing and claim.standing is not Standing.AGREES:
            alternatives.add(claim)
    ruling, of = fact.ruling, fact.claims[0].event
    narrowed, by = row.narrowed(agreeing)
    return FactRow(
        property=fact.property,
        label=context.label(prop),
        moves_on=prop.kind.moves_on,
        values=shown,
        narrowed=row.sourced(narrowed),
        narrowed_by=context.outlet(by.outlet).text if by else "",
        narrowed_on=context.date(by.published).short if by else "",
        agreeing=row.sourced(agreeing),
        alternatives=row.sourced(alternatives),
        objections=row.sourced(objections),
        superseded=row.sourced(superseded),
        retracted=row.sourced(retracted),
        rule=fact.findings[0].rule.value if fact.findings else "",
        disputed=fact.disputed,
        ruling=RulingView(context.value(prop, ruling.value, of), ruling.because)
        if ruling
        else None,
        left=row.room.left,
        anchors=_anchors(fact),
    )


def _is_backed(fact: Fact, besides: Sequence[Claim]) -> bool:
    """Whether any of those claims supports what is shown."""
    backing = {one for finding in fact.findings for one in finding.all_claims()}
    return any(claim.id in backing for claim in besides)


def _plain_row(context: Context, fact: Fact) -> FactRow:
    """The row of a fact with one claim, made the short way: most facts are such."""
    claim, finding, ruling = fact.claims[0], fact.findings[0], fact.ruling
    prop = property_of(claim)
    value = context.value(prop, claim.value, claim.event)
    support = _supported(context, finding.support, finding.voice)
    voices = voices_of(context, (claim,))
    return FactRow(
        property=fact.property,
        label=context.label(prop),
        moves_on=prop.kind.moves_on,
        values=(SourcedValue(value, (_mark(context, claim),), 0, support, voices),),
        narrowed=(),
        narrowed_by="",
        narrowed_on="",
        agreeing=(),
        alternatives=(),
        objections=(),
        superseded=(),
        retracted=(),
        rule=finding.rule.value,
        disputed=fact.disputed,
        ruling=RulingView(context.value(prop, ruling.value, claim.event), ruling.because)
        if ruling
        else None,
        left=0,
        anchors=claim.fact_anchors,
    )


def _anchors(fact: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for claim in fact.claims for one in claim.fact_anchors))


@dataclass(slots=True)
class _Row:
    """The row of one fact in the making."""

    context: Context
    prop: Property
    comparison: Comparison
    fact: Fact
    besides: Sequence[Claim]
    room: _Room

    def findings(self) -> tuple[tuple[SourcedValue, ...], _ValueGroups]:
        """The shown values with all that supports them, and the other values that agree."""
        by_id = {claim.id: claim for claim in (*self.fact.claims, *self.besides)}
        shown: list[SourcedValue] = []
        agreeing = _ValueGroups()
        for finding in self.fact.findings:
            claims = [by_id[identifier] for identifier in finding.claims]
            fitting = [by_id[identifier] for identifier in finding.agreeing]
            wanted = identity(finding.value)
            same = [claim for claim in claims if identity(claim.value) == wanted]
            for claim in sorted((*claims, *fitting), key=self._place):
                if identity(claim.value) != wanted:
                    agreeing.add(claim)
            shown += self._value(finding.value, same, self._support(finding, fitting))
        return tuple(shown), agreeing

    def _place(self, claim: Claim) -> int:
        return self.context.claim_places(claim.event).numbers[claim.id]

    def _support(self, finding: ShownValue, fitting: Sequence[Claim]) -> SupportView:
        """Of a status only those count that have it; the others were steps on the way to it."""
        view = _supported(self.context, finding.support, finding.voice)
        if self.prop.kind.moves_on:
            return view
        further = {claim.article for claim in fitting} - set(finding.support.articles)
        narrower = self.comparison.narrower
        wider = all(narrower(finding.value, claim.value) for claim in fitting)
        return replace(view, agreeing=len(further), wider=wider)

    def narrowed(self, agreeing: _ValueGroups) -> tuple[_ValueGroups, Claim | None]:
        """Takes out of `agreeing` what the shown value narrowed, and finds who narrowed it.

        A wider value that came later was no step on the way: it stays where it is.
        """
        earlier = _ValueGroups()
        fact = self.fact
        if not (agreeing.groups and fact.findings):
            return earlier, None
        value = fact.findings[0].value
        at, by = next(
            (at, claim) for at, claim in enumerate(fact.claims) if _puts_forward(claim, value)
        )
        before = {claim.id for claim in fact.claims[:at]}
        for key, claims in list(agreeing.groups.items()):
            if not self.comparison.narrower(value, claims[0].value):
                continue
            steps = [claim for claim in claims if claim.id in before]
            if steps:
                earlier.groups[key] = steps
                agreeing.groups[key] = [claim for claim in claims if claim.id not in before]
            if not agreeing.groups[key]:
                del agreeing.groups[key]
        return earlier, by if earlier.groups else None

    def sourced(self, values: _ValueGroups) -> tuple[SourcedValue, ...]:
        """Values with the claims that hold them; what is put forward, with what supports it."""
        views: list[SourcedValue] = []
        implies = self.comparison.implies
        standing = [claim for claim in (*self.fact.claims, *self.besides) if _supports(claim)]
        for claims in values.groups.values():
            value = claims[0].value
            if self.prop.single and not self.comparison.exact:
                behind = [claim for claim in standing if implies(claim.value, value)]
            else:
                behind = [claim for claim in claims if _supports(claim)]
            support = _supported(self.context, support_of(behind), one_voice(behind))
            views += self._value(value, claims, support)
        return tuple(views)

    def _value(
        self, value: Value, claims: Sequence[Claim], support: SupportView
    ) -> tuple[SourcedValue, ...]:
        """The value with its marks; nothing where the row is full."""
        view = self.context.value(self.prop, value, claims[0].event)
        if not self.room.takes(view.text):
            return ()
        shown = claims[: self.room.caps.marks]
        marks = tuple(_mark(self.context, claim) for claim in shown)
        voices = voices_of(self.context, claims)
        return (SourcedValue(view, marks, len(claims) - len(shown), support, voices),)


def _supports(claim: Claim) -> bool:
    """Whether a claim stands and puts its value forward."""
    fallen = (Standing.RETRACTED, Standing.SUPERSEDED)
    return claim.stance.affirms and claim.standing not in fallen


def _puts_forward(claim: Claim, value: Value) -> bool:
    return _supports(claim) and identity(claim.value) == identity(value)


def _supported(context: Context, support: Support, voice: EntityRef | None) -> SupportView:
    """The counts, and whether all of it is on the word of one."""
    view = support_view(support, context.outlet_name)
    return replace(view, voice=voice.kind.value) if voice else view


def _mark(context: Context, claim: Claim) -> SourceMark:
    places = context.claim_places(claim.event)
    updated = context.archive.articles[claim.article].updated
    return SourceMark(
        number=places.numbers[claim.id],
        path=places.path(claim.id),
        outlet=context.outlet(claim.outlet).text,
        published=context.date(claim.published).short,
        by=context.thing(claim.by).text if claim.by else "",
        stance=claim.stance.value,
        hedge=claim.hedge,
        updated=context.date(updated).short if updated else "",
        # The claim's own word: on a page of the past the article may not have been withdrawn yet.
        retracted=claim.retracted,
    )


# How many speakers one way of saying a value names, and how many ways are told.
_SPEAKERS, _VOICES = 8, 12


def voices_of(context: Context, claims: Iterable[Claim]) -> tuple[VoiceView, ...]:
    """Every stance and hedge with which claims give a value, each with all who speak so."""
    speakers: dict[tuple[Stance, str, bool], dict[str, None]] = {}
    for claim in claims:
        key = (claim.stance, claim.hedge, claim.by is None)
        name = context.thing(claim.by).text if claim.by else context.outlet(claim.outlet).text
        speakers.setdefault(key, {})[name] = None
    plain = (Stance.ASSERTS, "", True)
    if [*speakers] == [plain]:
        return ()
    ordered = sorted(speakers, key=lambda key: key != plain)
    return tuple(_voice(context, key, [*speakers[key]]) for key in ordered[:_VOICES])


def _voice(context: Context, key: tuple[Stance, str, bool], names: list[str]) -> VoiceView:
    stance, hedge, unsaid = key
    words = context.words
    more = [words.more(len(names) - _SPEAKERS)] if len(names) > _SPEAKERS else []
    joined = words.and_list([*names[:_SPEAKERS], *more])
    return VoiceView(stance.value, hedge, "" if unsaid else joined, joined if unsaid else "")


# --- claims -----------------------------------------------------------------------------------


def report_view(context: Context, report: Report) -> ReportView:
    """What an article says about a case, on the page of the case."""
    return ReportView(
        article=context.article(report.article),
        title=report.title,
        summary=cut_text(report.summary, LONGEST_SUMMARY),
        chains=chain_views(context, report.chains),
        own_reporting=report.own_reporting,
        relays_apply=report.relays_apply,
        origins=_origins(context, report.origins),
        claims=claim_views(context, report),
    )


def claim_views(context: Context, report: Report) -> tuple[ClaimView, ...]:
    """The claims of one report, as they stand under it: on the case's page and the article's."""
    return context.kept(_claims_of, report)


def _claims_of(context: Context, report: Report) -> tuple[ClaimView, ...]:
    notes = context.claim_index(report.event)
    claims = (notes.claims[identifier] for identifier in notes.reading_order(report))
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
    return context.aftermath(claim.event).stands_alone(claim)


def _claim(context: Context, report: Report, claim: Claim, *, alone: bool) -> ClaimView:
    notes = context.claim_index(claim.event)
    prop = property_of(claim)
    of_person = claim.subject.kind == Kind.PERSON
    own_sources = (claim.chains, claim.own_reporting) != (report.chains, report.own_reporting)
    return ClaimView(
        anchor=claim.id,
        anchors=claim.anchors,
        number=notes.numbers[claim.id],
        path=notes.path(claim.id),
        property=claim.property,
        label=context.label(prop),
        subject=context.thing(claim.subject) if of_person else None,
        value=context.value(prop, claim.value, claim.event),
        by=context.thing(claim.by) if claim.by else None,
        stance=claim.stance.value,
        hedge=claim.hedge,
        wording=claim.wording,
        quotation=quotation_view(context, claim),
        fragment=text_fragment(plain(claim.wording)),
        note=claim.note,
        standing=claim.standing.value,
        chains=chain_views(context, claim.chains) if own_sources else (),
        own_reporting=own_sources and claim.own_reporting,
        origins=_origins(context, claim.origins),
        alone=alone,
        fact=notes.fact_path(claim),
    )


def chain_views(context: Context, chains: Iterable[Chain]) -> tuple[ChainView, ...]:
    """Relay chains, nearest outlet first."""

    def rest(number: int) -> Link:
        return Link(context.words.more(number), "")

    views = [
        ChainView(
            first_of(
                [first_of([*map(context.source, step)], rest) for step in chain.steps],
                lambda number: (rest(number),),
            )
        )
        for chain in chains
    ]
    return first_of(views, lambda number: ChainView(((rest(number),),)))


def _origins(context: Context, outlets: Sequence[str]) -> tuple[Link, ...]:
    shown = [context.outlet(outlet) for outlet in outlets]
    return first_of(shown, lambda number: Link(context.words.more(number), ""))


def identifications(context: Context, part: Participation) -> tuple[IdentificationView, ...]:
    """Where a nameless person was taken for this one by the editor."""
    return tuple(
        IdentificationView(context.article(each.article), each.because)
        for each in part.identifications
    )
