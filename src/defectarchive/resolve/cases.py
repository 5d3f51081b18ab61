"""Every case, resolved: from what articles say of it, or as it was remembered.

A case is made of its articles and of what it looks up: names, files of cases and people, the places
around a place. Where none of that has changed since it was made, it need not be made again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Protocol

from defectarchive.diagnostics.results import Result, collect_results
from defectarchive.frozen import Frozen, Stored
from defectarchive.model.archive import Archive, Event
from defectarchive.model.outline import Outline
from defectarchive.model.records import Ref
from defectarchive.model.values import Text
from defectarchive.resolve.events import ResolveContext, make_event
from defectarchive.resolve.facts.statements import (
    EventSources,
    EventStatements,
    StatementReader,
    event_statements,
)
from defectarchive.resolve.outlines import outline_of
from defectarchive.trace import Trace


class Mentioned(Stored, frozen=True):
    """How articles speak of somebody in a case: all of it in order of publication.

    descriptors: those that call them so without reserve, and stand.
    unnamed: whether some entry says that nobody knows the name. members: of a group.
    """

    person: str
    unnamed: bool
    members: tuple[Ref, ...]
    descriptors: tuple[str, ...]


class RecalledCase(Frozen, frozen=True):
    """An event that is as an earlier build left it, but for what the whole archive adds to it.

    outline: with the relations that are stated for it. people: how articles speak of them.
    """

    outline: Outline
    people: tuple[Mentioned, ...]


class ResolvedCase(RecalledCase, frozen=True):
    """An event with the relations that are stated for it, its outline, how people are spoken of."""

    event: Event


class Lookup(Protocol):
    """Something that cases look things up in. asked: all keys that were looked up."""

    @property
    def asked(self) -> AbstractSet[str]: ...

    def answer(self, key: str) -> object:
        """What looking up a key gives."""


class CaseMemo(Protocol):
    """Remembers cases. A case is known by its id and the ids of its articles."""

    @property
    def last(self) -> Archive:
        """The archive of an earlier build, for the events of the cases that are recalled."""

    def open(self, lookups: Mapping[str, Lookup]) -> None:
        """Find out what has changed since cases were remembered. `lookups`: by name."""

    def close(self, lookups: Mapping[str, Lookup]) -> None:
        """All cases are made."""

    def recall(self, event: str, articles: tuple[str, ...]) -> Result[RecalledCase] | None:
        """The case, if nothing that it is made of has changed."""

    def remember(
        self, articles: tuple[str, ...], read: set[int], made: Result[ResolvedCase]
    ) -> None:
        """Remember a case. `read`: the numbers of what was looked up to make it."""


def resolve_cases(
    sources: Mapping[str, EventSources],
    reader: StatementReader,
    context: ResolveContext,
    trace: Trace,
    memo: CaseMemo | None,
) -> Result[dict[str, RecalledCase]]:
    """All cases by id. Their looking up is noted in `trace`."""
    if memo is None:
        made: dict[str, RecalledCase]
        made, found = collect_results(
            (event, resolve_case(event, of_event, reader, context))
            for event, of_event in sources.items()
        )
        return made, found
    memo.open(context.lookups)
    cases = collect_results(_recalled(sources, reader, context, trace, memo))
    memo.close(context.lookups)
    return cases


def _recalled(
    sources: Mapping[str, EventSources],
    reader: StatementReader,
    context: ResolveContext,
    trace: Trace,
    memo: CaseMemo,
) -> Iterator[tuple[str, Result[RecalledCase]]]:
    for event, of_event in sources.items():
        articles = tuple(source.article.id for source in of_event.reports)
        recalled = memo.recall(event, articles)
        if recalled is not None:
            yield event, recalled
            continue
        with trace.noting() as read:
            made = resolve_case(event, of_event, reader, context)
        memo.remember(articles, read | of_event.read, made)
        yield event, made


def resolve_case(
    event: str, sources: EventSources, reader: StatementReader, context: ResolveContext
) -> Result[ResolvedCase]:
    """One case, and what is wrong with what is said of it."""
    said, circles = event_statements(event, sources.reports, reader)
    made, faults = make_event(said, context)
    people = tuple(_mentioned(said, context))
    return ResolvedCase(outline_of(made), people, made), (*circles, *faults)


def _mentioned(said: EventStatements, context: ResolveContext) -> Iterator[Mentioned]:
    descriptors: dict[str, list[str]] = {}
    for stated in said.statements:
        if stated.property == "descriptor" and stated.calls():
            words = stated.value.text if isinstance(stated.value, Text) else ""
            descriptors.setdefault(stated.subject.id, []).append(words)
    unnamed: dict[str, bool] = {}
    members: dict[str, list[Ref]] = {}
    entries = ((each.article, entry) for each in said.sources for entry in each.record.people)
    for article, entry in entries:
        person = context.entity_names.people.find(entry.person.text)
        if person is not None:
            unnamed[person] = unnamed.get(person, False) or entry.unnamed
            # What a retracted article says of a group supports nothing.
            members.setdefault(person, []).extend(() if article.retracted else entry.members)
    for person, is_unnamed in unnamed.items():
        told = tuple(descriptors.get(person, ()))
        yield Mentioned(person, is_unnamed, tuple(members[person]), told)
