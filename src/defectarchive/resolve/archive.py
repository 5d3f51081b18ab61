"""Records → archive: resolve names, decide facts, and report everything that does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic, in_order
from defectarchive.diagnostics.results import Result, split_diagnostics
from defectarchive.frozen import Frozen
from defectarchive.model.archive import (
    Archive,
    Article,
    EditorPage,
    Event,
    Organisation,
    Participation,
    Place,
)
from defectarchive.model.ids import EntityRef, Kind, fold_spelling, pair
from defectarchive.model.outline import Outline, Part
from defectarchive.model.partly_new import PartlyNew
from defectarchive.model.records import (
    ArticleRecord,
    EventRecord,
    PageRecord,
    PlaceRecord,
    Records,
    RegisterRecord,
)
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.resolve.cases import CaseMemo, RecalledCase, ResolvedCase, resolve_cases
from defectarchive.resolve.duplicates import (
    duplicate_articles,
    duplicate_cases,
    similar_cases,
)
from defectarchive.resolve.events import ResolveContext, symmetric_relations
from defectarchive.resolve.facts.statements import (
    EventSources,
    EventStatements,
    StatementReader,
    collect_sources,
    event_statements,
    has_own_reporting,
)
from defectarchive.resolve.lateness import published_ahead
from defectarchive.resolve.names.ambiguous_names import (
    former_id_of_two,
    merged_into_itself,
    reused_by_another,
)
from defectarchive.resolve.names.entity_names import EntityNames, collect_names, unmentioned_events
from defectarchive.resolve.names.name_index import NameIndex
from defectarchive.resolve.order import publication_key, timeline_order
from defectarchive.resolve.people import make_people
from defectarchive.resolve.place_circles import circle_errors, surroundings
from defectarchive.resolve.prose import resolve_bodies, resolve_prose
from defectarchive.resolve.references import check_references
from defectarchive.resolve.splits import split_events
from defectarchive.resolve.translations import translations_of
from defectarchive.trace import LookedUp, Trace


class Resolution(Frozen, frozen=True):
    """The archive, or None where there are errors; and everything found on the way."""

    archive: Archive | None
    diagnostics: tuple[Diagnostic, ...]


class Gathered(Frozen, frozen=True):
    """What records come to before anything is decided: names, places, and who tells of what.

    `live`: all articles but drafts, in order of publication. `sources`: their reports, by event.
    """

    live: tuple[ArticleRecord, ...]
    entity_names: EntityNames
    places: Mapping[str, Place]
    outlets: Mapping[str, Organisation]
    sources: Mapping[str, EventSources]
    reader: StatementReader
    context: ResolveContext
    trace: Trace

    def cases(self, memo: CaseMemo | None) -> Result[dict[str, RecalledCase]]:
        """Every case by id, with what is wrong in it."""
        return resolve_cases(self.sources, self.reader, self.context, self.trace, memo)

    def said(self, event: str) -> EventStatements:
        """All that is said of an event."""
        return event_statements(event, self.sources[event].reports, self.reader)[0]


def gather(records: Records, vocabulary: Vocabulary) -> Result[Gathered]:
    """Collect names, and the reports of each event."""
    published = (article for article in records.articles if not article.draft)
    live = tuple(sorted(published, key=publication_key))
    entity_names, of_names = collect_names(records, live)
    places, of_places = _places(records.places, entity_names)
    trace = Trace()
    for names in entity_names.by_kind.values():
        names.note_in(trace)
    reader = StatementReader(entity_names)
    sources = collect_sources(live, reader, trace)
    split = entity_names.events.declared.keys() - sources.keys()
    context = ResolveContext(
        entity_names=entity_names,
        vocabulary=vocabulary,
        surroundings=LookedUp("around", {each.id: each.within for each in places.values()}, trace),
        event_files=LookedUp("events/", {record.id: record for record in records.events}, trace),
        split=LookedUp("split", dict.fromkeys(split, True), trace),
        people_files=LookedUp("people/", {record.id: record for record in records.people}, trace),
    )
    outlets = _organisations(records.outlets, entity_names.outlets)
    gathered = Gathered(live, entity_names, places, outlets, sources, reader, context, trace)
    return gathered, (*of_names, *of_places)


def resolve(records: Records, vocabulary: Vocabulary, memo: CaseMemo | None = None) -> Resolution:
    """Put all records together. Errors are values: every one of them is reported at once.

    `memo`: remembers cases that another version of these records came to.
    """
    gathered, on_the_way = gather(records, vocabulary)
    entity_names, context = gathered.entity_names, gathered.context
    cases, of_cases = gathered.cases(memo)
    outlines = _related_both_ways(cases, vocabulary)
    made = _made(cases, outlines, memo)
    # Reads through to `made`, so it has what is marked below as well.
    events = made if memo is None else PartlyNew([*outlines], made, memo.last.events)
    (marked, splits), of_splits = split_events(records.events, events, gathered.said, entity_names)
    made |= marked
    outlines |= {e.id: replace(outlines[e.id], split_into=e.split_into) for e in marked.values()}
    participations = _participations(made, outlines, memo)
    people, of_people = make_people(cases.values(), _parts(outlines), participations, context)
    articles = {record.id: make_article(record, gathered) for record in gathered.live}
    of_old_pages = _old_addresses(records.pages)
    in_order_of_pages = sorted(records.pages, key=lambda page: (page.order, page.id))
    pages = {record.id: _page(record) for record in in_order_of_pages}
    bodies, of_bodies = resolve_bodies(
        records,
        {"articles": articles, "events": {*events, *splits}, "people": people, "pages": pages},
        entity_names,
    )
    translations, of_translations = translations_of(
        records,
        vocabulary.languages,
        {"articles": articles, "events": {*events, *splits}, "people": people, "pages": pages},
        entity_names,
    )
    archive = Archive(
        events=events,
        people=people,
        articles=articles,
        outlets=gathered.outlets,
        organisations=_organisations(records.organisations, entity_names.organisations),
        places=gathered.places,
        pages=pages,
        splits=splits,
        translations=translations,
        bodies=bodies,
        participations=participations,
        outlines=outlines,
    )
    found = in_order(
        chain(
            on_the_way,
            unmentioned_events(records, entity_names),
            check_references(records, entity_names),
            of_cases,
            of_splits,
            _mistakes_without_page(records.events, events, entity_names),
            of_people,
            of_bodies,
            of_old_pages,
            of_translations,
            duplicate_articles(records, entity_names),
            duplicate_cases(archive, records, entity_names),
            similar_cases(archive, records, entity_names),
            published_ahead(gathered.live),
        )
    )
    return Resolution(None if any(d.is_error for d in found) else archive, found)


def _related_both_ways(
    cases: Mapping[str, RecalledCase], vocabulary: Vocabulary
) -> dict[str, Outline]:
    outlines = {identifier: case.outline for identifier, case in cases.items()}
    relations = symmetric_relations(outlines, vocabulary)
    return {
        identifier: outline
        if outline.related == relations[identifier]
        else replace(outline, related=relations[identifier])
        for identifier, outline in outlines.items()
    }


def _made(
    cases: Mapping[str, RecalledCase], outlines: Mapping[str, Outline], memo: CaseMemo | None
) -> dict[str, Event]:
    """The events that are not as an earlier build left them."""
    events: dict[str, Event] = {}
    for identifier, case in cases.items():
        outline = outlines[identifier]
        if isinstance(case, ResolvedCase):
            event = case.event
        elif memo is None or memo.last.outlines[identifier] == outline:
            continue
        else:
            event = memo.last.events[identifier]
        is_same = event.related == outline.related
        events[identifier] = event if is_same else replace(event, related=outline.related)
    return events


def _participations(
    made: Mapping[str, Event], outlines: Mapping[str, Outline], memo: CaseMemo | None
) -> Mapping[str, Participation]:
    new = {pair(event.id, part.person): part for event in made.values() for part in event.people}
    if memo is None:
        return new
    keys = [pair(event, person) for event, of in outlines.items() for person, _ in of.people]
    return PartlyNew(keys, new, memo.last.participations)


def _page(record: PageRecord) -> EditorPage:
    return EditorPage(
        id=record.id,
        title=record.title,
        order=record.order,
        former_ids=tuple(old.text for old in record.former_ids),
        merged_from=tuple(old.text for old in record.merged_from),
    )


def _old_addresses(records: Iterable[PageRecord]) -> Iterator[Diagnostic]:
    """An error for each former id of an editor's page that is another's, or another's former id."""
    pages = {record.id: record for record in records}
    holders: dict[str, str] = {}
    for record in pages.values():
        for old in (*record.former_ids, *record.merged_from):
            if old.text == record.id:
                if old in record.merged_from:
                    yield merged_into_itself(old)
            elif old.text in pages:
                yield reused_by_another("page", old, record.id, pages[old.text].span)
            elif holders.setdefault(old.text, record.id) != record.id:
                yield former_id_of_two(old, holders[old.text], record.id)


def _mistakes_without_page(
    records: Iterable[EventRecord], events: Mapping[str, Event], entity_names: EntityNames
) -> Iterator[Diagnostic]:
    """Broken references in event files that get no page.

    Cases of drafts are left out, since their files may refer to other drafts.
    """
    for record in records:
        if (
            record.id in events
            or record.split_into
            or EntityRef(Kind.EVENT, record.id) in entity_names.drafted
        ):
            continue
        _, lost = resolve_prose(record.body, entity_names)
        related = (entity_names.require(Kind.EVENT, each.event) for each in record.related)
        _, unrelated = split_diagnostics(related)
        yield from (*lost, *unrelated)


def _parts(outlines: Mapping[str, Outline]) -> dict[str, tuple[Part, ...]]:
    """For each person their parts in events, in timeline order."""
    found: dict[str, list[Part]] = {}
    for outline in timeline_order(outlines.values()):
        for person, part in outline.people:
            found.setdefault(person, []).append(part)
    return {person: tuple(parts) for person, parts in found.items()}


def make_article(record: ArticleRecord, gathered: Gathered) -> Article:
    """An article, resolved."""
    entity_names, outlets = gathered.entity_names, gathered.outlets
    chains = gathered.reader.chains(record.relays)
    events = (entity_names.events.find(report.event.text) for report in record.reports)
    outlet = entity_names.outlets.find(record.outlet.text) or ""
    return Article(
        id=record.id,
        span=record.span,
        title=record.title,
        outlet=outlet,
        published=record.published,
        url=record.url,
        archived=record.archived,
        accessed=record.accessed,
        updated=record.updated,
        retracted=record.retracted,
        language=record.language or (outlets[outlet].language if outlet in outlets else ""),
        translated_from=record.translated_from,
        authors=record.authors,
        chains=chains,
        own_reporting=has_own_reporting(record, chains),
        events=tuple(dict.fromkeys(event for event in events if event is not None)),
        corrected=record.corrected,
        corrections=record.corrections,
        former_ids=tuple(old.text for old in record.former_ids),
        merged_from=tuple(old.text for old in record.merged_from),
        drafted_by=record.drafted_by,
        review=record.reviewed,
    )


def _organisations(records: Iterable[RegisterRecord], names: NameIndex) -> dict[str, Organisation]:
    declared = {
        record.id: Organisation(
            id=record.id,
            span=record.span,
            name=fold_spelling(record.name.text),
            also_known_as=names.also_known_as(record.id),
            country=record.country,
            language=record.language,
            type=record.type,
            url=record.url,
            declared=True,
            former_ids=tuple(old.text for old in record.former_ids),
            merged_from=tuple(old.text for old in record.merged_from),
        )
        for record in records
    }
    created = {
        thing.id: Organisation(
            id=thing.id,
            span=thing.span,
            name=thing.readable,
            also_known_as=names.also_known_as(thing.id),
        )
        for thing in names.created.values()
    }
    return dict(sorted({**declared, **created}.items()))


def _places(
    records: tuple[PlaceRecord, ...], entity_names: EntityNames
) -> Result[dict[str, Place]]:
    names = entity_names.places
    pairs, lost = split_diagnostics(_around(records, entity_names))
    around = dict(pairs)
    circles = circle_errors(around, {record.id: record for record in records})
    within = surroundings(around)
    places: dict[str, Place] = {}
    for record in records:
        places[record.id] = Place(
            id=record.id,
            span=record.span,
            name=fold_spelling(record.name.text),
            also_known_as=names.also_known_as(record.id),
            country=record.country,
            latitude=record.latitude,
            longitude=record.longitude,
            within=within.get(record.id, ()),
            declared=True,
            former_ids=tuple(old.text for old in record.former_ids),
            merged_from=tuple(old.text for old in record.merged_from),
        )
    for thing in names.created.values():
        places[thing.id] = Place(
            id=thing.id,
            span=thing.span,
            name=thing.readable,
            also_known_as=names.also_known_as(thing.id),
        )
    return dict(sorted(places.items())), (*lost, *circles)


def _around(
    records: Iterable[PlaceRecord], entity_names: EntityNames
) -> Iterator[tuple[str, str] | Diagnostic]:
    """Each place with the one around it, as ids; an error where that one does not exist."""
    for record in records:
        if record.within is not None:
            found = entity_names.require(Kind.PLACE, record.within)
            yield found if isinstance(found, Diagnostic) else (record.id, found)
