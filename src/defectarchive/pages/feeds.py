"""The feed of cases: which were reported on last, and when. Dates are the content's own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from defectarchive.model.archive import Event
from defectarchive.model.dates import Date, civil
from defectarchive.pages import routes
from defectarchive.pages.cases import summary_of
from defectarchive.pages.context import Context
from defectarchive.pages.planned import frame
from defectarchive.pages.views import FeedEntry, FeedPage
from defectarchive.resolve.order import published_by

_NEWEST = 50
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "defectarchive")
_NEVER = "1970-01-01T00:00:00Z"


def feed_page(context: Context) -> FeedPage:
    """The cases and tallies that changed last, newest first."""
    changed = [(_changed(context, event), event) for event in context.archive.events.values()]
    changed.sort(key=lambda item: (published_by(item[0]), item[1].id), reverse=True)
    entries = tuple(_entry(context, event, date) for date, event in changed[:_NEWEST])
    config = context.config
    return FeedPage(
        **frame(context, routes.ATOM, "", config.title, config.description),
        id=config.base_url or _urn(f"site:{config.title}"),
        updated=entries[0].updated if entries else _NEVER,
        entries=entries,
    )


def _entry(context: Context, event: Event, changed: Date) -> FeedEntry:
    item = context.case(event.id)
    return FeedEntry(
        # Not the address, so that a site which moves does not send everything anew.
        id=_urn(f"event:{event.id}"),
        title=event.title,
        path=item.path,
        published=instant(event.first_published),
        updated=instant(changed),
        summary=summary_of(event),
        case=item,
    )


def _changed(context: Context, event: Event) -> Date:
    """When anything last came to be known of a case, or was put right."""
    return max(_changes(context, event), key=published_by)


def _changes(context: Context, event: Event) -> Iterator[Date]:
    yield event.first_published
    for correction in event.corrections:
        yield correction.date
    for identifier in event.articles:
        article = context.archive.articles[identifier]
        withdrawn = article.retracted.date if article.retracted else None
        for date in (article.published, article.updated, withdrawn):
            if date is not None and date.latest is not None:
                yield date


def instant(date: Date) -> str:
    """A moment as RFC 3339 has it. A date without a time counts from the start of its last day."""
    day = date.earliest if date.latest is None else date.latest
    if day is None:
        return _NEVER
    year, month, day_of_month = civil(day)
    if not 1 <= year <= 9999:
        return _NEVER
    clock, zone = date.time or "00:00", date.zone or "Z"
    seconds = "" if clock.count(":") == 2 else ":00"
    return f"{year:04d}-{month:02d}-{day_of_month:02d}T{clock}{seconds}{zone}"


def _urn(name: str) -> str:
    return uuid.uuid5(_NAMESPACE, name).urn
