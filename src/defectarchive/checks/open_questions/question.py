"""An open question about an archive, and the data that the rules search for such questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property

from defectarchive.checks.quotations.checked import wordings_by_article
from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.frozen import Frozen
from defectarchive.model.archive import Archive, Article, Event, Person
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.resolve.order import latest_first, timeline_order


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


class SearchedArchive:
    """The archive, with the cases, people and articles that are asked about: all unless given.

    events: in the order of the timeline, aggregates last. articles: latest first. wordings: what is
    quoted of each article.
    """

    def __init__(
        self,
        archive: Archive,
        events: Sequence[Event] | None = None,
        people: Sequence[Person] | None = None,
        articles: Sequence[Article] | None = None,
        wordings: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.archive = archive
        self._events, self._people = events, people
        self._articles, self._wordings = articles, wordings

    @cached_property
    def events(self) -> Sequence[Event]:
        if self._events is not None:
            return self._events
        events = timeline_order(self.archive.events.values())
        return sorted(events, key=lambda event: event.aggregate)

    @cached_property
    def people(self) -> Sequence[Person]:
        return [*self.archive.people.values()] if self._people is None else self._people

    @cached_property
    def articles(self) -> Sequence[Article]:
        if self._articles is not None:
            return self._articles
        return latest_first(self.archive.articles.values())

    @cached_property
    def wordings(self) -> Mapping[str, Collection[str]]:
        return wordings_by_article(self.archive) if self._wordings is None else self._wordings


def stands(event: Event, archive: Archive) -> bool:
    """Whether some article on it was not retracted."""
    return any(archive.articles[each].retracted is None for each in event.articles)


Rule = Callable[[SearchedArchive], Iterator[Question]]


def event_thing(event: Event) -> EntityRef:
    """The event, as the subject of a question."""
    return EntityRef(Kind.EVENT, event.id)
