"""In which order things stand: by publication, and in time."""

from __future__ import annotations

import math

from defectarchive.model.archive import Event
from defectarchive.model.dates import Date

# Sorts like (day, minute); infinite where a date is open.
Moment = tuple[float, float]

_DAY = 24 * 60


def published_by(date: Date) -> Moment:
    """By when something of this publication date was published, for certain.

    An imprecise date counts from its last day, a date without a time of day from that day's end.
    """
    if date.latest is None:
        return (math.inf, 0)
    if date.time is None:
        return (date.latest, _DAY)
    hours, minutes, *seconds = date.time.split(":")
    minute = int(hours) * 60 + int(minutes) + (float(seconds[0]) / 60 if seconds else 0)
    # In UTC it may have been the day before or after.
    days, minute = divmod(minute - _offset(date.zone), _DAY)
    return (date.latest + days, minute)


def published_from(date: Date) -> Moment:
    """From when on something of this publication date may have been published."""
    if date.time is not None:
        return published_by(date)
    return (-math.inf if date.earliest is None else date.earliest, 0)


def _offset(zone: str | None) -> int:
    """Minutes ahead of UTC; a time without a zone is taken as it stands."""
    if not zone or zone == "Z":
        return 0
    sign = -1 if zone[0] == "-" else 1
    hours, _, minutes = zone[1:].partition(":")
    return sign * (int(hours) * 60 + int(minutes or 0))


def in_time(event: Event) -> tuple[bool, float, float, Moment, str]:
    """The timeline's order: earliest day (open first), latest, publication, id; undated last."""
    published = published_by(event.first_published)
    if event.date is None:
        return (True, 0, 0, published, event.id)
    earliest = -math.inf if event.date.earliest is None else event.date.earliest
    latest = math.inf if event.date.latest is None else event.date.latest
    return (False, earliest, latest, published, event.id)
