"""On which page each claim of a case is: the page of the case or, if it is full, one beside it.

The size in bytes of each report and person is estimated from the archive. So a page that links to a
claim can tell the claim's page without rendering the pages of the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import escape

from msgspec.structs import replace

from defectarchive.checks.quotations.checked import checked_wording
from defectarchive.frozen import Frozen, Stored
from defectarchive.language.language_marks import plain
from defectarchive.model.addresses import text_fragment
from defectarchive.model.archive import (
    NO_PROSE,
    Chain,
    Claim,
    Event,
    Fact,
    Participation,
    Prose,
    Report,
    Standing,
)
from defectarchive.model.copies import Copy
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.values import Text
from defectarchive.model.vocabulary import ALSO, ROLE, STATEMENT, TYPE
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.pagination import BUDGET, fill
from defectarchive.pages.shared.row_limits import LONGEST_SUMMARY, MOST_OUTLETS
from defectarchive.views.rows import Group, PartLink

# Estimates in bytes, from above: markup of a report, a claim, a person, a fact; a chain's outlet.
_REPORT, _CLAIM, _PERSON, _FACT, _OUTLET = 1000, 330, 500, 420, 110
_MARK, _VALUE, _NAME, _ANCHOR = 130, 250, 120, 32
# The address to which a quotation is a link, beside the words that it names.
_ADDRESS = 130
# The part that somebody has, and the states: what a reader of a case takes for granted.
_READ_LAST = frozenset((ROLE, "from", "to", "nationality"))
# That a quotation is checked, and that one of its marks stands for something.
_CHECKED, _LEFT_OUT = 110, 60
# Cases up to this size are never split; nearly all are, and need no further look.
_SMALL = 100
# What the claims of one report may weigh before they are parted; a third of a page, so that pages
# fill well.
_PIECE = 60_000
# What the page of a case holds besides its facts, people, reports and prose: neighbours, and how
# the story went from outlet to outlet.
_REST = 55_000


class RowLimits(Frozen, frozen=True):
    """What a row of facts shows at most: values, source marks on each, bytes of words in all.

    The rest stands among the claims. Rows are cut for cases of hundreds of articles alone.
    """

    values: int
    marks: int
    words: int


_CAPS = RowLimits(values=24, marks=12, words=8_000)
_TIGHT_CAPS = RowLimits(values=8, marks=4, words=4_000)


def limits_for(fact: Fact) -> RowLimits:
    """How much of a fact its row shows."""
    return _CAPS if len(fact.claims) <= 100 else _TIGHT_CAPS


class PageSlice(Frozen, frozen=True):
    """What one page of a case holds: a run of its people, and a run of its pieces of reports."""

    people: slice
    reports: slice


_ALL = (PageSlice(slice(None), slice(None)),)


class ClaimPlaces(Stored, frozen=True):
    """Where the claims of a case stand, for whatever shows one of them as a source.

    page: of the case. numbers: of each claim, as a note. elsewhere: the page of each for which
    there is no room on the case's own.
    """

    page: str
    numbers: dict[str, int]
    elsewhere: dict[str, str]

    def path(self, claim: str) -> str:
        """The path to a claim's anchor."""
        return f"{self.elsewhere.get(claim, self.page)}#{claim}"


class ClaimIndex:
    """The claims of a case: their numbers as notes, and the pages that hold them.

    slices: what each page holds. pieces: the reports, one with very many claims in several. parts:
    the pages beside that of the case. Everything else is made when it is asked for, since most
    pages ask little of a case that is not theirs.
    """

    def __init__(self, event: Event, copies: Mapping[str, Copy], body: Prose = NO_PROSE) -> None:
        self._event = event
        self._page = routes.case(event.id)
        self.pieces, self.slices = _folds(event, copies, body)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Each claim's number, from 1, report by report."""
        claims = (claim for report in self._event.reports for claim in self.reading_order(report))
        return {claim: number for number, claim in enumerate(dict.fromkeys(claims), start=1)}

    def reading_order(self, report: Report) -> Sequence[str]:
        """The claims of a report as they are read: what a reader knows by then stands last."""
        return sorted(report.claims, key=lambda claim: self.claims[claim].property in _READ_LAST)

    def fact_path(self, claim: Claim) -> str:
        """The path to the fact that a claim is about, or to the person in the case."""
        if claim.subject.kind is Kind.PERSON:
            return f"{self._people_pages[claim.subject.id]}#p-{claim.subject.id}"
        if claim.property == STATEMENT:
            return f"{self._page}#statements"
        return f"{self._page}#f-{self._rows.get(claim.property, claim.property)}"

    @cached_property
    def _rows(self) -> Mapping[str, str]:
        """In which row a property without one of its own is told."""
        return {fact.property: TYPE for fact in self._event.facts if is_told_as_type(fact)}

    @cached_property
    def _people_pages(self) -> Mapping[str, str]:
        return {
            part.person: self._part(fold, number).path
            for number, fold in enumerate(self.slices, start=1)
            for part in self._event.people[fold.people]
        }

    @cached_property
    def places(self) -> ClaimPlaces:
        """Where each claim stands."""
        elsewhere = {
            claim: self._part(fold, number).path
            for number, fold in enumerate(self.slices[1:], start=2)
            for report in self.pieces[fold.reports]
            for claim in report.claims
        }
        return ClaimPlaces(self._page, self.numbers, elsewhere)

    def path(self, claim: str) -> str:
        """The path to a claim's anchor."""
        return self.places.path(claim)

    @cached_property
    def parts(self) -> tuple[PartLink, ...]:
        return tuple(
            self._part(fold, number) for number, fold in enumerate(self.slices[1:], start=2)
        )

    def _part(self, fold: PageSlice, number: int) -> PartLink:
        path = self._page if number == 1 else routes.part(self._page, str(number))
        count = len(self._event.people[fold.people]) + len(self.pieces[fold.reports])
        return PartLink(Group("number", ""), number, len(self.slices), path, count)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim by id."""
        return {claim.id: claim for claim in self._event.claims()}

    @cached_property
    def alone(self) -> frozenset[str]:
        """The claims of values that no second article gives, or fits."""
        return _alone(self._event)

    @cached_property
    def reports(self) -> Mapping[str, Sequence[Report]]:
        """The reports of each article."""
        by_article: dict[str, list[Report]] = {}
        for report in self._event.reports:
            by_article.setdefault(report.article, []).append(report)
        return by_article


def is_told_as_type(fact: Fact) -> bool:
    """Whether all that is said of further acts is that the main act was one: its row tells that."""
    return (
        fact.property == ALSO
        and not fact.findings
        and all(claim.standing is Standing.AGREES for claim in fact.claims)
    )


def _alone(event: Event) -> frozenset[str]:
    article_of = {claim.id: claim.article for claim in event.claims()}
    return frozenset(
        claim
        for fact in event.all_facts()
        for finding in fact.findings
        if len({article_of[claim] for claim in finding.all_claims()}) == 1
        for claim in finding.claims
    )


class _Claims(Frozen, frozen=True):
    """The claims of a case by id, and the copies that their quotations are checked against."""

    by_id: Mapping[str, Claim]
    copies: Mapping[str, Copy]

    def weight(self, identifier: str, report: Report) -> int:
        """What a claim weighs under its report."""
        claim = self.by_id[identifier]
        return _claim_weight(claim, report) + self.quotation_weight(claim)

    def quotation_weight(self, claim: Claim) -> int:
        """What it weighs that its quotation is checked."""
        copy = self.copies.get(claim.article) if claim.wording else None
        left_out = checked_wording(copy, plain(claim.wording)) if copy else None
        if left_out is None:
            return 0
        return _CHECKED + sum(_LEFT_OUT + _size(each.mark + (each.text or "")) for each in left_out)


def _folds(
    event: Event, copies: Mapping[str, Copy], body: Prose
) -> tuple[tuple[Report, ...], tuple[PageSlice, ...]]:
    claims = _Claims({claim.id: claim for claim in event.claims()}, copies)
    if _is_small(event, claims, body):
        return event.reports, _ALL
    pieces = [piece for report in event.reports for piece in _pieces(report, claims)]
    weights = [_person_weight(person) for person in event.people]
    weights += [weight for _, weight in pieces]
    rest = _REST + _size("".join(body.parts)) + sum(map(_fact_weight, event.facts))
    room = max(0, BUDGET - rest)
    first, *_ = fill(weights, room) or [0]
    counts = [first, *fill(weights[first:])]
    people = len(event.people)
    slices: list[PageSlice] = []
    start = 0
    for count in counts:
        end = start + count
        slices.append(
            PageSlice(
                slice(min(start, people), min(end, people)),
                slice(max(0, start - people), max(0, end - people)),
            )
        )
        start = end
    return tuple(report for report, _ in pieces), tuple(slices)


def _pieces(report: Report, claims: _Claims) -> Iterator[tuple[Report, int]]:
    """The report or, where its claims fill more than a page, runs of them; each with its weight."""
    weights = [claims.weight(claim, report) for claim in report.claims]
    if sum(weights) <= _PIECE:
        yield report, _report_weight(report) + sum(weights)
        return
    start = 0
    for count in fill(weights, _PIECE):
        run = slice(start, start + count)
        summary = "" if start else report.summary
        piece = replace(report, claims=report.claims[run], summary=summary)
        yield piece, _report_weight(piece) + sum(weights[run])
        start += count


def _is_small(event: Event, claims: _Claims, body: Prose) -> bool:
    """Whether there is no need to look more closely."""
    if sum(len(report.claims) for report in event.reports) > _SMALL:
        return False
    if len(event.people) + len(event.reports) > _SMALL // 2:
        return False
    if any(len(report.chains) > _SMALL for report in event.reports):
        return False
    words = sum(len(claim.wording) + len(claim.note) for claim in event.claims())
    words += sum(map(claims.quotation_weight, claims.by_id.values())) if claims.copies else 0
    words += sum(len(report.summary) for report in event.reports)
    words += sum(len(part) for part in body.parts)
    return words <= BUDGET // 8


def _fact_weight(fact: Fact) -> int:
    caps = limits_for(fact)
    values = {claim.value for claim in fact.claims}
    marks = min(len(fact.claims), caps.marks * min(caps.values, len(values)))
    words = sum(_size(value.text) for value in values if isinstance(value, Text))
    voices = {(claim.stance, claim.hedge, claim.by) for claim in fact.claims}
    words += sum(_NAME + _size(hedge) for _, hedge, _ in voices)
    # Values stand once beside what supports them, and once with their marks; statements once.
    words = min(caps.words, words) * (1 if fact.property == STATEMENT else 2)
    return _FACT + _VALUE * min(caps.values, len(values)) + _MARK * marks + words


def _person_weight(person: Participation) -> int:
    weight = _PERSON + sum(map(_fact_weight, person.facts))
    return weight + sum(_size(each.because) + _OUTLET for each in person.identifications)


def _report_weight(report: Report) -> int:
    """What a report weighs without its claims."""
    words = _size(report.summary[:LONGEST_SUMMARY]) + _size(report.title)
    return _REPORT + words + _chains_weight(report.chains)


def _claim_weight(claim: Claim, report: Report) -> int:
    text = claim.value.text if isinstance(claim.value, Text) else ""
    words = (text, claim.hedge, claim.wording, claim.note)
    weight = _CLAIM + _ANCHOR * len(claim.anchors) + sum(map(_size, words))
    if claim.wording:
        weight += _ADDRESS + _size(text_fragment(plain(claim.wording)))
    of_person = claim.subject.kind is Kind.PERSON
    names = (claim.by is not None) + isinstance(claim.value, EntityRef) + of_person
    weight += _NAME * names
    # Chains stand with a claim where they are not those of its report.
    chains = claim.chains if claim.chains != report.chains else ()
    return weight + _chains_weight(chains)


def _chains_weight(chains: Sequence[Chain]) -> int:
    shown = chains[:MOST_OUTLETS]
    return sum(_OUTLET * (1 + min(MOST_OUTLETS, len(chain.outlets))) for chain in shown)


def _size(text: str) -> int:
    return len(escape(text).encode()) if text else 0
