"""In which order things stand: by publication, and in time."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import groupby
from typing import Protocol, TypeVar

from defectarchive.diagnostics.diagnostic import Span
from defectarchive.model.archive import Article, Statement
from defectarchive.model.dates.date import DAY_MINUTES, Date, civil
from defectarchive.model.dates.points import minutes_ahead
from defectarchive.model.records import ArticleRecord


class InTime(Protocol):
    """An event, or its outline."""

    @property
    def id(self) -> str: ...

    @property
    def date(self) -> Date | None: ...

    @property
    def first_published(self) -> Date: ...


E = TypeVar("E", bound=InTime)
# Sorts like (day, minute); infinite where a date is open.
Moment = tuple[float, float]


def published_at_latest(date: Date) -> Moment:
    """By when something of this publication date was published, for certain.

    An imprecise date counts from its last day, a date without a time of day from that day's end.
    """
    if date.latest is None:
        return (math.inf, 0)
    if date.time is None:
        return (date.latest, DAY_MINUTES)
    hours, minutes, *seconds = date.time.split(":")
    minute = int(hours) * 60 + int(minutes) + (float(seconds[0]) / 60 if seconds else 0)
    # In UTC it may have been the day before or after. A time without a zone is taken as it stands.
    days, minute = divmod(minute - minutes_ahead(date.zone or "Z"), DAY_MINUTES)
    return (date.latest + days, minute)


def published_at_earliest(date: Date) -> Moment:
    """From when on something of this publication date may have been published."""
    if date.time is not None:
        return published_at_latest(date)
    return (date.extent[0], 0)


def latest_first(articles: Iterable[Article]) -> list[Article]:
    """Articles, newest first; those of unknown date at the end.

    Elsewhere an unknown date counts as the latest, so that nothing is known before its time.
    """
    given = [*articles]
    known = [article for article in given if not article.published.open_ended]
    return [*reversed(known), *(article for article in given if article.published.open_ended)]


def timeline_key(event: InTime) -> tuple[bool, float, float, int, Moment, str]:
    """The timeline's order: earliest day (open first), latest, time (none first), publication, id.

    Undated cases, and those whose date is open at both ends, come last. Times are compared as they
    are written: `timeline_order` puts those right that have a zone.
    """
    published, date = published_at_latest(event.first_published), event.date
    if date is None or date.open_ended:
        return (True, 0, 0, -1, published, event.id)
    minute = -1 if date.minute is None else date.minute
    return (False, *date.extent, minute, published, event.id)


def timeline_order(events: Iterable[E]) -> list[E]:
    """Events in the order of `timeline_key`; within a month, neighbours with zones by instant.

    No single key does both, since dates without zone or time count by the day as written.
    """
    ordered: list[E] = []
    for month, events_of_month in groupby(sorted(events, key=timeline_key), key=_zoned_in):
        run = [*events_of_month]
        ordered += sorted(run, key=_instant) if month else run
    return ordered


def _zoned_in(event: InTime) -> tuple[int, int] | None:
    """Year and month of an event with a time of a zone; None of any other."""
    date = event.date
    if date is None or date.earliest is None or date.instant is None:
        return None
    return civil(date.earliest)[:2]


def _instant(event: InTime) -> tuple[float, Moment, str]:
    instant = event.date.instant if event.date else None
    published = published_at_latest(event.first_published)
    return (math.inf if instant is None else instant, published, event.id)


def publication_key(article: Article | ArticleRecord) -> tuple[Moment, str]:
    """The order of articles: by publication, then by id."""
    return published_at_latest(article.published), article.id


def statement_key(stated: Statement) -> tuple[Moment, str, Span]:
    """The order in which things were stated in public."""
    return published_at_latest(stated.published), stated.article, stated.span


def order_unknown(one: Date | None, other: Date | None) -> bool:
    """Whether either of two dates may come first. Without a date there is nothing to compare."""
    if one is None or other is None:
        return False
    if one.time is not None and other.time is not None:
        return one.agrees(other)
    return one.overlaps(other)
