"""What may be open about an archive, and what every rule that looks for it has to work with."""

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
    """One thing of which an editor, or a reader, may find out more.

    kind: which question. subject: whose page to look at. warning: the same for the editor, with
    its place. properties: those in question, as labels; person: whose, "" where the event's.
    article: on which it depends, or "". date: where that is the question.
    """

    kind: str
    subject: EntityRef
    warning: Diagnostic
    properties: tuple[str, ...] = ()
    person: str = ""
    article: str = ""
    date: Date | None = None


@dataclass(frozen=True)
class Subjects:
    """The archive, and its events in the order of the timeline, tallies last."""

    archive: Archive

    @cached_property
    def events(self) -> tuple[Event, ...]:
        events = timeline_order(self.archive.events.values())
        return tuple(sorted(events, key=lambda event: event.aggregate))


Rule = Callable[[Subjects], Iterator[Question]]


def event_thing(event: Event) -> EntityRef:
    """The event, as the subject of a question."""
    return EntityRef(Kind.EVENT, event.id)
