"""Claims that a later claim of the same outlet contradicts, and so replaces."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from defectarchive.model.archive import OriginSets, Ruling, Statement
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import EntityRef
from defectarchive.model.values import Value, identity
from defectarchive.resolve.order import published_at_earliest, published_at_latest

# Whose word it is: the outlet, whoever speaks in its article, and what it rests on.
_Voice = tuple[str, EntityRef | None, OriginSets]


def superseded(
    statements: Iterable[Statement], agree: Callable[[Value, Value], bool], ruling: Ruling | None
) -> frozenset[str]:
    """Ids of claims that the same voice contradicts in an article that is certainly later.

    `statements`: all of one single-valued property of one subject. A value that the editor has
    ruled for stands.
    """
    voices: dict[_Voice, list[Statement]] = {}
    for stated in statements:
        if stated.puts_forward():
            voice = (stated.outlet, stated.by, stated.origin_sets)
            voices.setdefault(voice, []).append(stated)
    ruled = identity(ruling.value) if ruling is not None else None
    return frozenset(
        stated.id
        for voice in voices.values()
        if len(voice) > 1
        for stated in _overtaken(voice, agree)
        if identity(stated.value) != ruled
    )


def _overtaken(
    voice: Iterable[Statement], agree: Callable[[Value, Value], bool]
) -> Iterable[Statement]:
    """The claims of one voice that are followed by one whose value does not agree."""
    last: dict[str, Statement] = {}
    for stated in voice:
        known = last.setdefault(identity(stated.value), stated)
        if _starts(stated.published) > _starts(known.published):
            last[identity(stated.value)] = stated
    newest = sorted(last.values(), key=lambda stated: _starts(stated.published), reverse=True)
    for stated in voice:
        for later in newest:
            if _starts(later.published) < _ends(stated.published):
                break
            in_order = _days_tell(stated.published, later.published)
            if in_order and not agree(stated.value, later.value):
                yield stated
                break


_DAY = 24 * 60


def _starts(date: Date) -> float:
    """The first minute in which something of this date may have been published."""
    day, minute = published_at_earliest(date)
    return day * _DAY + minute


def _ends(date: Date) -> float:
    """The minute by which it was published for certain; after a time of day, its end."""
    day, minute = published_at_latest(date)
    precision = 0.0 if date.time is None else 1 / 60 if date.time.count(":") > 1 else 1
    return day * _DAY + minute + precision


def _days_tell(one: Date, other: Date) -> bool:
    """Whether it is certain that `one` comes before `other`, as far as time zones go.

    Where only one date has a zone, their times cannot be compared: the days, as written, must
    differ.
    """
    if (one.zone is None) == (other.zone is None):
        return True
    return one.ends_before(other)
