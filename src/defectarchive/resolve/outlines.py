"""Events → their outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from defectarchive.model.archive import (
    Chain,
    Claim,
    Event,
    Fact,
    Participation,
    Report,
    Standing,
    old_ids,
)
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.outline import Ids, Outline, Part, PassedOn
from defectarchive.model.values import GeoPoint, Term
from defectarchive.model.vocabulary import ALSO


def outline_of(event: Event) -> Outline:
    """The outline of an event."""
    claims = event.claims()
    place, point = event.shown("place"), event.shown("point")
    wordings: dict[str, dict[str, None]] = {}
    for claim in claims:
        if claim.wording:
            wordings.setdefault(claim.article, {})[claim.wording] = None
    return Outline(
        id=event.id,
        span=event.span,
        type=event.type,
        aggregate=event.aggregate,
        date=event.date,
        first_published=event.first_published,
        place=place.id if isinstance(place, EntityRef) else "",
        point=point if isinstance(point, GeoPoint) else None,
        also=tuple(_also(event)),
        articles=event.articles,
        people=tuple((part.person, part_of(part)) for part in event.people),
        passed_on=tuple(_passed_on(report, claims) for report in event.reports),
        related=event.related,
        split_into=event.split_into,
        claims=len(claims),
        speakers=tuple(
            dict.fromkeys(claim.by for claim in claims if claim.by and not claim.retracted)
        ),
        acts=tuple(
            dict.fromkeys(
                (organisation, person)
                for person, facts in event.facts_by_person()
                for organisation in _organisations(facts)
            )
        ),
        names=_once(
            value.id
            for claim in claims
            if isinstance(value := claim.value, EntityRef) and value.kind is Kind.ORGANISATION
        ),
        claimed=_once(_claimed(event)),
        wordings=tuple((article, tuple(texts)) for article, texts in wordings.items()),
        corrected=bool(event.corrections),
        renamed=bool(old_ids(event)),
    )


def part_of(participation: Participation) -> Part:
    """That somebody has a part, without what is said of them."""
    return Part(
        event=participation.event,
        part=participation.part,
        roles=participation.roles,
        main=participation.main,
        articles=participation.articles,
        counts=participation.counts,
    )


Sources = tuple[tuple[Chain, ...], bool]
"""What something rests on: one of these chains or, perhaps, the reporting of its own outlet."""


def _passed_on(report: Report, claims: Iterable[Claim]) -> PassedOn:
    own = (claim for claim in claims if claim.article == report.article)
    sources = dict.fromkeys((claim.chains, claim.own_reporting) for claim in own)
    return passed_on(report.article, sources or [(report.chains, report.own_reporting)])


def passed_on(article: str, sources: Iterable[Sources]) -> PassedOn:
    """Whose stories an article passes on that rests on each of these."""
    sure, named = dict[str, None](), dict[str, None]()
    for chains, own_reporting in sources:
        outlets = [dict.fromkeys(chain.outlets) for chain in chains]
        named.update(dict.fromkeys(one for some in outlets for one in some))
        if outlets and not own_reporting:
            first, *others = outlets
            sure.update((one, None) for one in first if all(one in each for each in others))
    return PassedOn(article, tuple(sure), tuple(one for one in named if one not in sure))


def _once(ids: Iterable[str]) -> Ids:
    return tuple(dict.fromkeys(ids))


def _also(event: Event) -> Iterator[str]:
    also = event.fact(ALSO)
    for finding in also.findings if also else ():
        if isinstance(finding.value, Term):
            yield finding.value.id


def _organisations(facts: Iterable[Fact]) -> Iterator[str]:
    """The organisations among the shown values."""
    for fact in facts:
        for finding in fact.findings:
            value = finding.value
            if isinstance(value, EntityRef) and value.kind is Kind.ORGANISATION:
                yield value.id


def _claimed(event: Event) -> Iterator[str]:
    """The places that some claim puts forward, and that its outlet has not changed since."""
    fact = event.fact("place")
    for claim in fact.claims if fact else ():
        value, stands = claim.value, claim.standing is not Standing.SUPERSEDED
        if stands and claim.puts_forward() and isinstance(value, EntityRef):
            yield value.id
