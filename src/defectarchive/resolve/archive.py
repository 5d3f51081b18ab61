"""Records to archive: who is who, what claims come to, and everything that does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic, in_order
from defectarchive.model.archive import (
    Archive,
    Article,
    EditorPage,
    Event,
    Organisation,
    Participation,
    Place,
)
from defectarchive.model.ids import EntityRef, Kind, fold_spelling
from defectarchive.model.records import (
    ArticleRecord,
    EventRecord,
    PlaceRecord,
    Records,
    RegisterRecord,
)
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.resolve.duplicates import duplicate_articles, duplicate_cases
from defectarchive.resolve.events import ResolveContext, make_event, symmetric_relations
from defectarchive.resolve.facts.statements import (
    EventStatements,
    Sources,
    collect_statements,
    reports_itself,
)
from defectarchive.resolve.lateness import published_ahead
from defectarchive.resolve.names.directory import Directory, make_directory, unmentioned_events
from defectarchive.resolve.names.name_index import NameIndex
from defectarchive.resolve.order import published_in_order, timeline_order
from defectarchive.resolve.people import make_people
from defectarchive.resolve.place_circles import circle_errors, surroundings
from defectarchive.resolve.prose import resolve_prose
from defectarchive.resolve.references import check_references
from defectarchive.resolve.splits import split_events
from defectarchive.resolve.translations import translations_of


@dataclass(frozen=True, slots=True)
class Resolution:
    """The archive, or None where there are errors; and everything found on the way."""

    archive: Archive | None
    diagnostics: tuple[Diagnostic, ...]


def resolve(records: Records, vocabulary: Vocabulary) -> Resolution:
    """Put all records together. Errors are values: every one of them is reported at once."""
    live = sorted(
        (article for article in records.articles if not article.draft),
        key=published_in_order,
    )
    directory = make_directory(records, live)
    diagnostics = [
        *directory.diagnostics(),
        *unmentioned_events(records, directory),
        *check_references(records, directory),
    ]
    places = _places(records.places, directory, diagnostics)
    said, circles = collect_statements(live, directory)
    setting = ResolveContext(
        directory=directory,
        vocabulary=vocabulary,
        surroundings={place.id: place.within for place in places.values()},
        event_files={record.id: record for record in records.events},
        split=directory.events.declared.keys() - said.keys(),
        people_files={record.id: record for record in records.people},
    )
    diagnostics += circles
    events = _events(said, setting, diagnostics)
    splits = split_events(records.events, events, said, directory, diagnostics)
    _check_unmentioned(records.events, events, directory, diagnostics)
    people = make_people(said.values(), _participations(events), setting, diagnostics)
    outlets = _organisations(records.outlets, directory.outlets)
    articles = _articles(live, directory, outlets, diagnostics)
    pages = {
        record.id: EditorPage(
            record.id,
            record.title,
            record.order,
            resolve_prose(record.body, directory, diagnostics),
        )
        for record in sorted(records.pages, key=lambda page: (page.order, page.id))
    }
    archive = Archive(
        events=events,
        people=people,
        articles=articles,
        outlets=outlets,
        organisations=_organisations(records.organisations, directory.organisations),
        places=places,
        pages=pages,
        splits=splits,
        translations=translations_of(
            records,
            vocabulary.languages,
            {"articles": articles, "events": {*events, *splits}, "people": people, "pages": pages},
            directory,
            diagnostics,
        ),
    )
    diagnostics += duplicate_articles(records, directory)
    diagnostics += duplicate_cases(archive, records, directory)
    diagnostics += published_ahead(records.articles)
    found = in_order(diagnostics)
    return Resolution(None if any(d.is_error for d in found) else archive, found)


def _events(
    said: Mapping[str, EventStatements], setting: ResolveContext, diagnostics: list[Diagnostic]
) -> dict[str, Event]:
    events = {
        event: make_event(statements, setting, diagnostics) for event, statements in said.items()
    }
    relations = symmetric_relations(events, setting.vocabulary)
    return {event.id: replace(event, related=relations[event.id]) for event in events.values()}


def _check_unmentioned(
    records: Iterable[EventRecord],
    events: Mapping[str, Event],
    directory: Directory,
    diagnostics: list[Diagnostic],
) -> None:
    """Find mistakes in event files without a page; those of drafts may refer to drafts."""
    for record in records:
        if (
            record.id in events
            or record.split_into
            or EntityRef(Kind.EVENT, record.id) in directory.drafted
        ):
            continue
        resolve_prose(record.body, directory, diagnostics)
        for related in record.related:
            found = directory.require(Kind.EVENT, related.event)
            if isinstance(found, Diagnostic):
                diagnostics.append(found)


def _participations(events: Mapping[str, Event]) -> dict[str, tuple[Participation, ...]]:
    """For each person their parts in events, in timeline order."""
    found: dict[str, list[Participation]] = {}
    for event in timeline_order(events.values()):
        for participation in event.people:
            found.setdefault(participation.person, []).append(participation)
    return {person: tuple(parts) for person, parts in found.items()}


def _articles(
    live: Iterable[ArticleRecord],
    directory: Directory,
    outlets: Mapping[str, Organisation],
    diagnostics: list[Diagnostic],
) -> dict[str, Article]:
    sources = Sources(directory)
    articles: dict[str, Article] = {}
    for record in live:
        chains = sources.chains(record.relays)
        events = (directory.events.find(report.event.text) for report in record.reports)
        outlet = directory.outlets.find(record.outlet.text) or ""
        articles[record.id] = Article(
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
            own_reporting=reports_itself(record, chains),
            events=tuple(dict.fromkeys(event for event in events if event is not None)),
            corrected=record.corrected,
            corrections=record.corrections,
            former_ids=tuple(old.text for old in record.former_ids),
            merged_from=tuple(old.text for old in record.merged_from),
            prose=resolve_prose(record.body, directory, diagnostics),
        )
    return articles


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
    records: Iterable[PlaceRecord], directory: Directory, diagnostics: list[Diagnostic]
) -> dict[str, Place]:
    records = tuple(records)
    names = directory.places
    around: dict[str, str] = {}
    for record in records:
        if record.within is None:
            continue
        found = directory.require(Kind.PLACE, record.within)
        if isinstance(found, Diagnostic):
            diagnostics.append(found)
        else:
            around[record.id] = found
    diagnostics += circle_errors(around, {record.id: record for record in records})
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
    return dict(sorted(places.items()))
