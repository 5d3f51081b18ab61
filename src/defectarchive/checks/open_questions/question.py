"""An open question about an archive, and the data that the rules search for such questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.frozen import Frozen
from defectarchive.model.archive import Archive, Event
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.resolve.order import timeline_order


class Question(Frozen, frozen=True):
    """One thing about which an editor, or a reader, may find out more.

    kind: the name of the question. subject: the thing it is about, which has a page. warning: the
    question as a diagnostic, with its place. properties: labels of the properties in question.
    person: id of the person who has these, "" where the event has them. article: id of the article
    concerned, or "". date: the date concerned, if any. count: of how many things it is asked.
    telling: how much hangs by it; it compares with others of its kind alone.
    """

    kind: str
    subject: EntityRef
    warning: Diagnostic
    properties: tuple[str, ...] = ()
    person: str = ""
    article: str = ""
    date: Date | None = None
    count: int = 0
    telling: int = 0


@dataclass(frozen=True)
class SearchedArchive:
    """The archive, and its events in the order of the timeline, aggregates last."""

    archive: Archive

    @cached_property
    def events(self) -> tuple[Event, ...]:
        events = timeline_order(self.archive.events.values())
        return tuple(sorted(events, key=lambda event: event.aggregate))


Rule = Callable[[SearchedArchive], Iterator[Question]]


def event_thing(event: Event) -> EntityRef:
    """The event, as the subject of a question."""
    return EntityRef(Kind.EVENT, event.id)
