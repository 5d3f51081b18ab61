"""archive.json: all of the archive, resolved, for programs. `shape` has its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from defectarchive import __version__
from defectarchive.analysis.timeline import Timeline
from defectarchive.checks.quotations.checked import checked_wording, wordings_by_article
from defectarchive.language.editions import Edition
from defectarchive.model.archive import (
    NO_PROSE,
    Archive,
    Article,
    Chain,
    Claim,
    EditorPage,
    Event,
    Fact,
    MovedClaim,
    Organisation,
    OriginSets,
    Participation,
    Person,
    Place,
    Prose,
    Report,
    Ruling,
    SplitCase,
    Support,
    Translated,
)
from defectarchive.model.copies import Copy
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.records import Correction
from defectarchive.model.values import Count, Country, GeoPoint, Term, Value
from defectarchive.model.vocabulary import PROPERTIES
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.planned import Parts, Pieces
from defectarchive.pages.shared.prose import prose_view
from defectarchive.render.data import archive_schema
from defectarchive.render.html.prose import splice

FORMAT = 3
"""Rises when a key changes its meaning or goes away; new keys may come at any time."""

Body = Callable[[str], str]
"""The body of the file at this path, as HTML."""
ProseShown = Callable[[Prose], str]
T = TypeVar("T")
_RecordsOf = Callable[[T], Iterable[archive_schema.Shape]]
_encode = msgspec.json.Encoder().encode
# From /data/archive.json to the root of the site.
_ROOT = routes.root_of(routes.ARCHIVE_JSON)


def archive_json(
    archive: Archive,
    timeline: Callable[[], Timeline],
    edition: Edition,
    *,
    wordings: Mapping[str, Iterable[str]] | None = None,
    name_of: Callable[[EntityRef], str] | None = None,
) -> Parts:
    """The file in parts, a record a line, so that a small change makes a small difference.

    `name_of`: what a thing is called in a text; None: the archive itself is asked.

    Its keys are those of `shape.ArchiveShape`, which is too large to be made whole.
    """

    def body(path: str) -> str:
        return shown(archive.bodies.get(path, NO_PROSE))

    def shown(prose: Prose) -> str:
        return str(splice(prose_view(name_of or archive.name_of, prose), _ROOT)).strip()

    yield b'{"format":%d' % FORMAT
    yield b',\n"generator":' + _encode(f"defectarchive {__version__}")
    yield b',\n"site":' + _encode(_site(edition))
    yield b',\n"vocabulary":' + _encode(_vocabulary(edition))
    yield b',\n"timeline":'
    yield Pieces("timeline", ("",), lambda _: _encode(_timeline(timeline())))

    quoted = wordings_by_article(archive) if wordings is None else wordings

    def article_shapes(article: Article) -> list[archive_schema.Shape]:
        copy = _copy(archive.copies.get(article.id), quoted.get(article.id, ()))
        return [_article(article, copy, body)]

    lists: tuple[tuple[str, Mapping[str, Any], _RecordsOf[Any]], ...] = (
        ("events", archive.events, lambda event: [_event(event, body)]),
        ("people", archive.people, lambda person: [_person(person, body)]),
        ("articles", archive.articles, article_shapes),
        ("outlets", archive.outlets, lambda outlet: [_source(outlet)]),
        ("organisations", archive.organisations, lambda each: [_source(each)]),
        ("places", archive.places, lambda place: [_place(place)]),
        ("pages", archive.pages, lambda page: [_page(page, body)]),
        ("claims", archive.events, lambda event: map(_claim, event.claims())),
        ("splits", archive.splits, lambda split: [_split(split, body)]),
    )
    for name, things, records_of in lists:
        yield from _list(name, _records(name, things, records_of))
    if archive.translations:
        yield from _translations(archive, shown)
    yield b"}\n"


_BETWEEN = b",\n"


def _list(name: str, records: bytes | Pieces) -> Parts:
    yield b",\n" + _encode(name) + b":["
    yield records
    yield b"\n]"


def _records(name: str, things: Mapping[str, T], records_of: _RecordsOf[T]) -> Pieces:
    """The records of each thing in such a list."""

    def made(identifier: str) -> bytes:
        return _BETWEEN.join(map(_encode, records_of(things[identifier])))

    return Pieces(name, tuple(things), made, first=b"\n", between=_BETWEEN)


# --- the whole ---------------------------------------------------------------------------------


def _properties(kind: Kind) -> tuple[archive_schema.PropertyShape, ...]:
    return tuple(
        archive_schema.PropertyShape(each.id, each.label, each.kind, each.single)
        for each in PROPERTIES[kind].values()
    )


def _site(edition: Edition) -> archive_schema.SiteShape:
    return archive_schema.SiteShape(
        title=edition.title,
        description=edition.description,
        base_url=edition.base_url,
        language=edition.language,
        licence=edition.licence,
        languages=edition.languages,
    )


def _vocabulary(edition: Edition) -> archive_schema.VocabularyShape:
    words = edition.vocabulary
    return archive_schema.VocabularyShape(
        event_types=tuple(
            archive_schema.EventTypeShape(each.id, each.label, each.plural, each.aggregate)
            for each in words.event_types.values()
        ),
        roles=tuple(
            archive_schema.RoleShape(role.id, role.label, role.main)
            for role in words.roles.values()
        ),
        statuses=tuple(
            archive_schema.StatusShape(each.id, each.label) for each in words.statuses.values()
        ),
        relations=tuple(
            archive_schema.RelationShape(each.id, each.label, each.inverse)
            for each in words.relations.values()
        ),
        event_properties=_properties(Kind.EVENT),
        person_properties=_properties(Kind.PERSON),
    )


def _timeline(timeline: Timeline) -> archive_schema.TimelineShape:
    return archive_schema.TimelineShape(
        order=tuple(
            archive_schema.EntryShape(each.event, each.order_unknown) for each in timeline.entries
        ),
        tallies=timeline.tallies,
        undated=timeline.undated,
        wide=timeline.wide,
        years=tuple(
            archive_schema.YearShape(each.year, each.certain, each.possible)
            for each in timeline.years
        ),
        gaps=tuple(
            archive_schema.GapShape(gap.after, gap.before, gap.years) for gap in timeline.gaps
        ),
    )


# --- values ------------------------------------------------------------------------------------


def _date(date: Date | None) -> archive_schema.VagueDate | None:
    return None if date is None else archive_schema.VagueDate(date.text, *date.iso_bounds)


def _text(date: Date | None) -> str | None:
    return None if date is None else date.text


def _thing(thing: EntityRef) -> archive_schema.ThingRef:
    return archive_schema.ThingRef(thing.kind.value, thing.id)


def _value(value: Value) -> archive_schema.AnyValue:  # noqa: PLR0911 - one form for each kind
    """A value, with its kind. Exactly one form for each kind."""
    match value:
        case Date():
            return archive_schema.DateValue(value.text, *value.iso_bounds)
        case Count():
            return archive_schema.CountValue(value.low, value.high)
        case EntityRef():
            return _THINGS[value.kind](value.id)
        case Term():
            return archive_schema.TermValue(value.id)
        case Country():
            return archive_schema.CountryValue(value.code)
        case GeoPoint():
            return archive_schema.PointValue(value.latitude, value.longitude, value.within_km)
        case _:
            return archive_schema.TextValue(value.text)


_THINGS: dict[
    Kind,
    type[archive_schema.PersonValue | archive_schema.OrganisationValue | archive_schema.PlaceValue],
] = {
    Kind.PERSON: archive_schema.PersonValue,
    Kind.ORGANISATION: archive_schema.OrganisationValue,
    Kind.PLACE: archive_schema.PlaceValue,
}


def _ruling(ruling: Ruling | None) -> archive_schema.RulingShape | None:
    return (
        None if ruling is None else archive_schema.RulingShape(_value(ruling.value), ruling.because)
    )


def _chains(chains: Iterable[Chain]) -> tuple[archive_schema.ChainShape, ...]:
    return tuple(archive_schema.ChainShape(_sets(chain.steps)) for chain in chains)


def _sets(sets: OriginSets) -> archive_schema.OriginSets:
    return tuple(tuple(one or None for one in of_set) for of_set in sets)


def _support(support: Support) -> archive_schema.SupportShape:
    return archive_schema.SupportShape(support.articles, support.origins, support.origins_min)


# --- records -----------------------------------------------------------------------------------


def _claim(claim: Claim) -> archive_schema.ClaimShape:
    return archive_schema.ClaimShape(
        id=claim.id,
        anchors=claim.anchors,
        fact_anchors=claim.fact_anchors,
        event=claim.event,
        person=claim.subject.id if claim.subject.kind is Kind.PERSON else "",
        property=claim.property,
        value=_value(claim.value),
        article=claim.article,
        origin_sets=_sets(claim.origin_sets),
        chains=_chains(claim.chains),
        own_reporting=claim.own_reporting,
        by=_thing(claim.by) if claim.by else None,
        stance=claim.stance,
        hedge=claim.hedge,
        wording=claim.wording,
        note=claim.note,
        standing=claim.standing,
    )


def _fact(fact: Fact) -> archive_schema.FactShape:
    return archive_schema.FactShape(
        property=fact.property,
        disputed=fact.disputed,
        findings=tuple(
            archive_schema.FindingShape(
                value=_value(finding.value),
                claim=finding.claim,
                origins_min=finding.support.origins_min,
                others=tuple(each for each in finding.claims if each != finding.claim),
                rule=finding.rule,
                agreeing=finding.agreeing,
                unsure=finding.unsure,
                voice=_thing(finding.voice) if finding.voice else None,
            )
            for finding in fact.findings
        ),
        ruling=_ruling(fact.ruling),
    )


def _participation(part: Participation) -> archive_schema.ParticipationShape:
    return archive_schema.ParticipationShape(
        person=part.person,
        part=part.part,
        roles=part.roles,
        main=part.main,
        facts=tuple(map(_fact, part.facts)),
        articles=part.articles,
        identifications=tuple(
            archive_schema.IdentificationShape(each.article, each.because)
            for each in part.identifications
        ),
    )


def _report(report: Report) -> archive_schema.ReportShape:
    return archive_schema.ReportShape(
        article=report.article,
        title=report.title,
        summary=report.summary,
        chains=_chains(report.chains),
        own_reporting=report.own_reporting,
    )


def _event(event: Event, body: Body) -> archive_schema.EventShape:
    return archive_schema.EventShape(
        id=event.id,
        path=routes.case(event.id),
        title=event.title,
        type=event.type,
        aggregate=event.aggregate,
        date=_date(event.date),
        years=(event.date.years() or ()) if event.date else (),
        first_published=event.first_published.text,
        facts=tuple(map(_fact, event.facts)),
        people=tuple(map(_participation, event.people)),
        reports=tuple(map(_report, event.reports)),
        articles=event.articles,
        support=_support(event.support),
        disputed=event.disputed,
        unsure=event.unsure,
        title_withdrawn=event.title_withdrawn,
        lede=event.lede,
        summary=event.summary,
        summary_of=event.summary_of,
        summary_withdrawn=event.summary_withdrawn,
        split_into=event.split_into,
        moved=_moved(event.moved),
        related=tuple(
            archive_schema.RelatedShape(each.event, each.relation, each.inverse, each.article)
            for each in event.related
        ),
        corrections=_corrections(event.corrections),
        former_ids=event.former_ids,
        merged_from=event.merged_from,
        body=body(f"events/{event.id}"),
    )


def _moved(moved: Iterable[MovedClaim]) -> tuple[archive_schema.MovedShape, ...]:
    return tuple(archive_schema.MovedShape(one.anchors, one.event, one.claim) for one in moved)


def _split(split: SplitCase, body: Body) -> archive_schema.SplitShape:
    return archive_schema.SplitShape(
        id=split.id,
        path=routes.case(split.id),
        title=split.title,
        split_into=split.split_into,
        moved=_moved(split.moved),
        former_ids=split.former_ids,
        merged_from=split.merged_from,
        body=body(f"events/{split.id}"),
    )


def _corrections(corrections: Iterable[Correction]) -> tuple[archive_schema.CorrectionShape, ...]:
    return tuple(archive_schema.CorrectionShape(each.date.text, each.text) for each in corrections)


def _person(person: Person, body: Body) -> archive_schema.PersonShape:
    count = person.count
    return archive_schema.PersonShape(
        id=person.id,
        path=routes.person(person.id),
        name=person.name,
        unnamed=person.unnamed,
        descriptor=person.descriptor,
        declared=person.declared,
        spellings=tuple(
            archive_schema.UsageShape(each.text, each.articles) for each in person.spellings
        ),
        born=_date(person.born),
        nationality=tuple(state.code for state in person.nationality),
        count=None if count is None else archive_schema.Range(count.low, count.high),
        members=person.members,
        groups=person.groups,
        may_be=tuple(
            archive_schema.MayBeShape(each.person, each.because, each.stated_here)
            for each in person.may_be
        ),
        events=person.events,
        rulings=tuple(
            archive_schema.NamedRuling(name, _value(ruling.value), ruling.because)
            for name, ruling in person.rulings
        ),
        corrections=_corrections(person.corrections),
        former_ids=person.former_ids,
        merged_from=person.merged_from,
        body=body(f"people/{person.id}"),
    )


def _copy(copy: Copy | None, wordings: Iterable[str]) -> archive_schema.CopyShape | None:
    if copy is None:
        return None
    checked = sum(checked_wording(copy, wording) is not None for wording in wordings)
    return archive_schema.CopyShape(copy.sha256, copy.kept.text, checked)


def _article(
    article: Article, copy: archive_schema.CopyShape | None, body: Body
) -> archive_schema.ArticleShape:
    retracted, review = article.retracted, article.review
    return archive_schema.ArticleShape(
        id=article.id,
        path=routes.article(article.id),
        title=article.title,
        outlet=article.outlet,
        published=archive_schema.VagueDate(article.published.text, *article.published.iso_bounds),
        url=article.url,
        archived=article.archived,
        accessed=_text(article.accessed),
        updated=_text(article.updated),
        retracted=None
        if retracted is None
        else archive_schema.RetractionShape(
            date=_text(retracted.date), because=retracted.because, url=retracted.url
        ),
        language=article.language,
        translated_from=article.translated_from,
        authors=article.authors,
        chains=_chains(article.chains),
        own_reporting=article.own_reporting,
        events=article.events,
        corrected=tuple(
            archive_schema.CorrectedShape(each.date.text, each.text, each.url)
            for each in article.corrected
        ),
        corrections=_corrections(article.corrections),
        former_ids=article.former_ids,
        merged_from=article.merged_from,
        copy=copy,
        drafted_by=article.drafted_by,
        review=None
        if review is None
        else archive_schema.ReviewShape(review.by, review.date.text, review.fresh),
        body=body(f"articles/{article.id}"),
    )


def _source(organisation: Organisation) -> archive_schema.SourceShape:
    return archive_schema.SourceShape(
        id=organisation.id,
        name=organisation.name,
        also_known_as=organisation.also_known_as,
        country=organisation.country,
        language=organisation.language,
        kind=organisation.type,
        url=organisation.url,
        declared=organisation.declared,
        former_ids=organisation.former_ids,
        merged_from=organisation.merged_from,
    )


def _place(place: Place) -> archive_schema.PlaceShape:
    return archive_schema.PlaceShape(
        id=place.id,
        name=place.name,
        also_known_as=place.also_known_as,
        country=place.country,
        lat=place.latitude,
        lon=place.longitude,
        within=place.within,
        declared=place.declared,
        former_ids=place.former_ids,
        merged_from=place.merged_from,
    )


def _page(page: EditorPage, body: Body) -> archive_schema.PageShape:
    return archive_schema.PageShape(
        page.id, page.title, page.order, page.former_ids, page.merged_from, body(f"pages/{page.id}")
    )


# --- other languages ---------------------------------------------------------------------------


def _translations(archive: Archive, shown: ProseShown) -> Parts:
    start = b',\n"translations":{'
    for language, translated in archive.translations.items():
        yield start + b"\n" + _encode(language) + b':{"language":' + _encode(language)
        yield from _list("texts", _lines(_translated_texts(translated)))
        yield from _list("bodies", _lines(_translated_bodies(translated, shown)))
        yield b"}"
        start = b","
    yield b"}"


def _lines(records: Iterable[archive_schema.Shape]) -> bytes:
    lines = [*map(_encode, records)]
    return b"\n" + _BETWEEN.join(lines) if lines else b""


def _translated_texts(translated: Translated) -> Iterator[archive_schema.TranslationShape]:
    pairs = ((key.partition(":"), said) for key, said in translated.texts.items())
    for kind, text, said in sorted((kind, text, said) for (kind, _, text), said in pairs):
        yield archive_schema.TranslationShape(kind, text, said)


def _translated_bodies(
    translated: Translated, shown: ProseShown
) -> Iterator[archive_schema.TranslatedBodyShape]:
    for path, prose in sorted(translated.bodies.items()):
        of, _, identifier = path.partition("/")
        yield archive_schema.TranslatedBodyShape(of, identifier, shown(prose))  # type: ignore[arg-type]
