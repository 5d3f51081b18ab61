"""Some cases resolved by themselves, for an edit that leaves the names of the archive alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic, Span
from defectarchive.diagnostics.results import collect_results
from defectarchive.frozen import Frozen
from defectarchive.model.archive import Article, Event
from defectarchive.model.ids import EntityRef
from defectarchive.model.records import (
    ArticleRecord,
    BodyLink,
    EventRecord,
    MentionRecord,
    PersonRecord,
    Records,
    Ref,
    RelatedRecord,
    Spelling,
    TranslationRecord,
)
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.resolve.archive import gather, make_article
from defectarchive.resolve.cases import resolve_case

# Of records that anything else in the archive may rest on: what is no name, and yet counts.
_FIXED: dict[type[Struct], tuple[str, ...]] = {
    ArticleRecord: ("id", "draft", "published", "accessed", "updated", "url", "title"),
    EventRecord: ("id",),
    MentionRecord: ("called", "unnamed"),
    PersonRecord: ("id",),
    RelatedRecord: ("relation",),
}
_NAMES = (BodyLink, Ref, Spelling, TranslationRecord)


class ResolvedPart(Frozen, frozen=True):
    """Some events, without their relations to others; all articles on these; what was found.

    `created`: the place of the first mention of each thing that no file declares.
    """

    events: dict[str, Event]
    articles: dict[str, Article]
    created: dict[EntityRef, Span]
    diagnostics: tuple[Diagnostic, ...]


def resolve_part(records: Records, events: Collection[str], vocabulary: Vocabulary) -> ResolvedPart:
    """These events, from records that have all articles on them.

    Whether names come out as they do in the whole archive is for the caller to find out.
    """
    gathered, on_the_way = gather(_unrelated(records), vocabulary)
    made, found = collect_results(
        (event, resolve_case(event, gathered.sources[event], gathered.reader, gathered.context))
        for event in sorted(events)
        if event in gathered.sources
    )
    resolved = {event: case.event for event, case in made.items()}
    articles = {record.id: make_article(record, gathered) for record in gathered.live}
    created = {
        EntityRef(kind, entity.id): entity.span
        for kind, names in gathered.entity_names.by_kind.items()
        for entity in names.created.values()
    }
    return ResolvedPart(resolved, articles, created, (*on_the_way, *found))


def _unrelated(records: Records) -> Records:
    """The records without what leads to other cases, which are not there."""
    return replace(
        records,
        articles=tuple(
            replace(
                article,
                not_same_as=(),
                reports=tuple(replace(report, related=()) for report in article.reports),
            )
            for article in records.articles
        ),
        events=tuple(
            replace(event, not_same_as=(), related=(), split_into=()) for event in records.events
        ),
    )


def rests_on(thing: object) -> Iterator[object]:
    """All in records that the rest of the archive may rest on: names, ids, links, translations.

    Where two versions of a file have the same of it, in the same order, no other part of the
    archive differs because of them. Places in files do not count.
    """
    match thing:
        case Span():
            return
        case tuple():
            for each in thing:
                yield from rests_on(each)
        case Struct():
            kind = type(thing)
            fields = kind.__struct_fields__
            if isinstance(thing, _NAMES):
                yield kind, *(getattr(thing, name) for name in fields if name != "span")
                return
            if kind in _FIXED:
                yield kind, *(getattr(thing, name) for name in _FIXED[kind])
            for name in fields:
                yield from rests_on(getattr(thing, name))
        case _:
            return
