"""What the archive had wrong about cases, people and articles, and what outlets put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from defectarchive.model.archive import Article, Event, Person
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.records import Correction
from defectarchive.pages.shared.context import Context
from defectarchive.views.article import CorrectedView
from defectarchive.views.rows import CorrectionItem

Correctable = Event | Person | Article
MOST_CORRECTIONS = 100
"""How many stand on the page of what they are about: no page may grow without end."""


def corrected_things(context: Context) -> Iterator[Correctable]:
    """All that has corrections: cases, then people, then articles."""
    archive, corrected = context.archive, context.indexes.corrected
    yield from (archive.events[each] for each in corrected.get(Kind.EVENT, ()))
    yield from (archive.people[each] for each in corrected.get(Kind.PERSON, ()))
    yield from (archive.articles[each] for each in corrected.get(Kind.ARTICLE, ()))


def newest_first(thing: Correctable) -> Sequence[Correction]:
    """The corrections of what the archive says about it."""
    return sorted(thing.corrections, key=lambda each: each.date.sort_key, reverse=True)


def corrections_of(context: Context, thing: Correctable) -> tuple[CorrectionItem, ...]:
    """The same for readers, each with a link to what it is about."""
    link = context.thing(EntityRef(kind_of(thing), thing.id))
    return tuple(
        CorrectionItem(context.date(each.date), each.text, link) for each in newest_first(thing)
    )


def corrected_by_outlet(context: Context, article: Article) -> tuple[CorrectedView, ...]:
    """What the outlet itself put right in an article, newest first."""
    newest = sorted(article.corrected, key=lambda each: each.date.sort_key, reverse=True)
    return tuple(CorrectedView(context.date(each.date), each.text, each.url) for each in newest)


def kind_of(thing: Correctable) -> Kind:
    """What kind of thing it is."""
    match thing:
        case Event():
            return Kind.EVENT
        case Person():
            return Kind.PERSON
        case Article():
            return Kind.ARTICLE
