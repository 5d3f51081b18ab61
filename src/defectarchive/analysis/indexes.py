"""Reverse lookups over the archive, such as the cases of a place; each table is made once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from defectarchive.analysis.timeline import Timeline, YearCases
from defectarchive.model.archive import (
    Archive,
    Article,
    Chain,
    Event,
    Fact,
    Report,
    Standing,
)
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.values import Term
from defectarchive.model.vocabulary import ALSO
from defectarchive.resolve.order import timeline_order

CROWD = 200
"""People of a case with more of them are not listed on each other's pages: the rows would grow with
the square of their number."""


class Indexes:
    """Lookups over the whole archive. Ids of events come in timeline order."""

    def __init__(self, archive: Archive, timeline: Timeline) -> None:
        self._archive = archive
        self._timeline = timeline

    def prepare(self) -> None:
        """Make every table."""
        for name, table in vars(Indexes).items():
            if isinstance(table, cached_property):
                getattr(self, name)

    @cached_property
    def ordered(self) -> tuple[str, ...]:
        """All cases in order, then all tallies."""
        timeline = self._timeline
        return (*(entry.event for entry in timeline.entries), *timeline.tallies)

    def count_cases(self, events: Sequence[str]) -> int:
        """How many of these are cases."""
        return sum(1 for event in events if not self._archive.events[event].aggregate)

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Each event's number in timeline order, tallies included."""
        ordered = timeline_order(self._archive.events.values())
        return {event.id: at for at, event in enumerate(ordered)}

    @cached_property
    def people_of_large_cases(self) -> Mapping[str, frozenset[str]]:
        """For each case of more than `CROWD` people, the people involved in it."""
        return {
            event.id: frozenset(event.involved)
            for event in self._archive.events.values()
            if len(event.people) > CROWD and not event.aggregate
        }

    @cached_property
    def order_unknown(self) -> frozenset[str]:
        """Cases that may have come before the one above them."""
        return frozenset(e.event for e in self._timeline.entries if e.order_unknown)

    @cached_property
    def retracted(self) -> frozenset[str]:
        """Articles that were withdrawn."""
        articles = self._archive.articles.values()
        return frozenset(article.id for article in articles if article.retracted)

    @cached_property
    def _place_of_article(self) -> Mapping[str, int]:
        return {identifier: at for at, identifier in enumerate(self._archive.articles)}

    def articles_around(self, identifier: str) -> tuple[str | None, str | None]:
        """The article before this one, by publication, and the one after it."""
        at = self._place_of_article[identifier]
        before, after = at - 1, at + 1
        return (
            self._articles[before] if before >= 0 else None,
            self._articles[after] if after < len(self._articles) else None,
        )

    @cached_property
    def _articles(self) -> Sequence[str]:
        return tuple(self._archive.articles)

    # --- time ---------------------------------------------------------------------------------

    @cached_property
    def cases_of_year(self) -> Mapping[int, YearCases]:
        return {cases.year: cases for cases in self._timeline.years}

    @cached_property
    def _years(self) -> Mapping[str, Mapping[int, bool]]:
        years: dict[str, dict[int, bool]] = {}
        for cases in self._timeline.years:
            for possible, events in ((False, cases.certain), (True, cases.possible)):
                for event in events:
                    years.setdefault(event, {})[cases.year] = possible
        return years

    def years_of(self, event: str) -> Mapping[int, bool]:
        """The years on whose pages a case stands, each with whether it is only possible."""
        return self._years.get(event, {})

    # --- types and places -----------------------------------------------------------------------

    @cached_property
    def _types(self) -> Mapping[str, Sequence[str]]:
        types: dict[str, list[str]] = {}
        for identifier in self.ordered:
            types.setdefault(self._archive.events[identifier].type, []).append(identifier)
        return types

    def of_type(self, event_type: str) -> Sequence[str]:
        """The cases or tallies of a type."""
        return self._types.get(event_type, ())

    @cached_property
    def _also(self) -> Mapping[str, Sequence[str]]:
        types: dict[str, list[str]] = {}
        for entry in self._timeline.entries:
            also = self._archive.events[entry.event].fact(ALSO)
            for finding in also.findings if also else ():
                if isinstance(finding.value, Term):
                    types.setdefault(finding.value.id, []).append(entry.event)
        return types

    def of_type_also(self, event_type: str) -> Sequence[str]:
        """The cases of another type in which this was a further act."""
        return self._also.get(event_type, ())

    def has_type(self, event_type: str) -> bool:
        """Whether some case or tally is of this type, or has it as a further act."""
        return bool(self.of_type(event_type) or self.of_type_also(event_type))

    @cached_property
    def place_of(self) -> Mapping[str, str]:
        """For each event, the place that is shown."""
        places: dict[str, str] = {}
        for event in self._archive.events.values():
            value = event.shown("place")
            if isinstance(value, EntityRef):
                places[event.id] = value.id
        return places

    @cached_property
    def events_in(self) -> Mapping[str, Sequence[str]]:
        """For each place, the events shown to be in it or within it."""
        by_place: dict[str, list[str]] = {}
        for identifier in self.ordered:
            place = self.place_of.get(identifier)
            if place:
                for around in (place, *self._archive.places[place].within):
                    by_place.setdefault(around, []).append(identifier)
        return by_place

    @cached_property
    def claimed_in(self) -> Mapping[str, Sequence[str]]:
        """For each place, the events that some article puts there and that are shown elsewhere.

        What was only denied, withdrawn with its article, or changed since by its outlet, puts no
        event anywhere.
        """
        by_place: dict[str, list[str]] = {}
        for identifier in self.ordered:
            fact = self._archive.events[identifier].fact("place")
            claims = fact.claims if fact else ()
            standing = (c for c in claims if c.standing is not Standing.SUPERSEDED)
            things = (claim.value for claim in standing if claim.puts_forward())
            for place in dict.fromkeys(t.id for t in things if isinstance(t, EntityRef)):
                if identifier not in self._in_place(place):
                    by_place.setdefault(place, []).append(identifier)
        return by_place

    def _in_place(self, place: str) -> frozenset[str]:
        return self._sets_of_cases.get(place, frozenset())

    @cached_property
    def _sets_of_cases(self) -> Mapping[str, frozenset[str]]:
        return {place: frozenset(events) for place, events in self.events_in.items()}

    @cached_property
    def places_within(self) -> Mapping[str, Sequence[str]]:
        """For each place, those directly in it, by id; "" has those in no other."""
        inside: dict[str, list[str]] = {}
        for place in self._archive.places.values():
            inside.setdefault(place.within[0] if place.within else "", []).append(place.id)
        return inside

    # --- outlets ------------------------------------------------------------------------------

    @cached_property
    def articles_of(self) -> Mapping[str, Sequence[str]]:
        """For each outlet, its articles in order of publication."""
        by_outlet: dict[str, list[str]] = {}
        for article in self._archive.articles.values():
            by_outlet.setdefault(article.outlet, []).append(article.id)
        return by_outlet

    @cached_property
    def _reports(self) -> Mapping[str, Sequence[tuple[Event, tuple[Chain, ...]]]]:
        """For each article, its events with the chains that it gives for them."""
        by_article: dict[str, list[tuple[Event, tuple[Chain, ...]]]] = {}
        for event in self._archive.events.values():
            for report in event.reports:
                by_article.setdefault(report.article, []).append((event, report.chains))
        return by_article

    def rests_on(self, article: Article) -> frozenset[str]:
        """All outlets in the chains of an article and of its reports, itself left out."""
        chains = [*article.chains]
        for _, own in self._reports.get(article.id, ()):
            chains += own
        return frozenset(o for chain in chains for o in chain.outlets) - {article.outlet}

    @cached_property
    def relays(self) -> Mapping[str, Mapping[str, int]]:
        """For each outlet, the outlets that its articles rest on, with the number of articles."""
        by_outlet: dict[str, dict[str, int]] = {}
        for article in self._archive.articles.values():
            counts = by_outlet.setdefault(article.outlet, {})
            for outlet in sorted(self.rests_on(article)):
                counts[outlet] = counts.get(outlet, 0) + 1
        return by_outlet

    @cached_property
    def relayed_by(self) -> Mapping[str, Mapping[str, int]]:
        """The other way: for each outlet, the outlets whose articles rest on it."""
        by_origin: dict[str, dict[str, int]] = {}
        for outlet, counts in self.relays.items():
            for origin, number in counts.items():
                by_origin.setdefault(origin, {})[outlet] = number
        return by_origin

    @cached_property
    def _relaying(self) -> Mapping[tuple[str, str], Sequence[Report]]:
        by_outlet: dict[tuple[str, str], list[Report]] = {}
        for event in self._archive.events.values():
            for report in event.reports:
                own = self._archive.articles[report.article].outlet
                outlets = dict.fromkeys(o for chain in report.chains for o in chain.outlets)
                for outlet in outlets:
                    if outlet != own:
                        by_outlet.setdefault((event.id, outlet), []).append(report)
        return by_outlet

    def relaying(self, event: str, outlet: str) -> Sequence[Report]:
        """The reports on an event, by other outlets, whose chains have the outlet."""
        return self._relaying.get((event, outlet), ())

    @cached_property
    def _reports_by(self) -> Mapping[tuple[str, str], Sequence[Report]]:
        by_outlet: dict[tuple[str, str], list[Report]] = {}
        for event in self._archive.events.values():
            for report in event.reports:
                outlet = self._archive.articles[report.article].outlet
                by_outlet.setdefault((event.id, outlet), []).append(report)
        return by_outlet

    def reports_by(self, event: str, outlet: str) -> Sequence[Report]:
        """The reports on an event by an outlet."""
        return self._reports_by.get((event, outlet), ())

    # --- who speaks, who acts -----------------------------------------------------------------

    @cached_property
    def _speakers(self) -> Mapping[EntityRef, Mapping[str, None]]:
        # Dictionaries without values, here and below: their keys keep the order of the timeline.
        by_speaker: dict[EntityRef, dict[str, None]] = {}
        for identifier in self.ordered:
            for claim in self._archive.events[identifier].claims():
                if claim.by is not None and not claim.retracted:
                    by_speaker.setdefault(claim.by, {})[identifier] = None
        return by_speaker

    def speaks_in(self, speaker: EntityRef) -> Sequence[str]:
        """Events with a claim by this person or organisation in an article not retracted."""
        return tuple(self._speakers.get(speaker, ()))

    @cached_property
    def _acting(self) -> tuple[Mapping[str, Mapping[str, None]], Mapping[str, Mapping[str, None]]]:
        """For each organisation: the events where it acts, and its people."""
        acts: dict[str, dict[str, None]] = {}
        people: dict[str, dict[str, None]] = {}
        for identifier in self.ordered:
            for person, facts in self._archive.events[identifier].facts_by_person():
                for organisation in _organisations(facts):
                    acts.setdefault(organisation, {})[identifier] = None
                    if person:
                        people.setdefault(organisation, {})[person] = None
        return acts, people

    def events_of(self, organisation: str) -> Sequence[str]:
        """Events in which the organisation is shown to act, or one of its people to take part."""
        return tuple(self._acting[0].get(organisation, ()))

    def people_of(self, organisation: str) -> Sequence[str]:
        """People for whom some event shows the organisation as a value, such as an employer."""
        return tuple(self._acting[1].get(organisation, ()))

    @cached_property
    def _naming(self) -> Mapping[str, Mapping[str, None]]:
        """For each organisation, the events in which some claim, of whatever standing, has it."""
        naming: dict[str, dict[str, None]] = {}
        for identifier in self.ordered:
            for claim in self._archive.events[identifier].claims():
                value = claim.value
                if isinstance(value, EntityRef) and value.kind is Kind.ORGANISATION:
                    naming.setdefault(value.id, {})[identifier] = None
        return naming

    def named_only_in(self, organisation: str) -> Sequence[str]:
        """Events in which some article names the organisation, but which do not show it."""
        acts = self._acting[0].get(organisation, {})
        return tuple(event for event in self._naming.get(organisation, ()) if event not in acts)


def _organisations(facts: Iterable[Fact]) -> Iterator[str]:
    """The organisations among the shown values."""
    for fact in facts:
        for finding in fact.findings:
            value = finding.value
            if isinstance(value, EntityRef) and value.kind is Kind.ORGANISATION:
                yield value.id
