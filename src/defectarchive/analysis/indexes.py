"""Reverse lookups over the archive, such as the cases of a place.

Each is a mapping of its own, and all that pages ask about more than one thing is asked of these.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from defectarchive.analysis.timeline import Timeline, YearCases
from defectarchive.frozen import Frozen, Stored
from defectarchive.model.archive import Archive, Article, old_ids
from defectarchive.model.dates.date import Date, civil
from defectarchive.model.ids import EntityRef, Kind, pair
from defectarchive.model.outline import Ids, Outline, PassedOn
from defectarchive.model.values import Count, GeoPoint
from defectarchive.resolve.order import published_at_latest
from defectarchive.resolve.outlines import passed_on

CROWD = 200
"""People of a case with more of them are not listed on each other's pages: the rows would grow with
the square of their number."""

MANY = 25
"""Of somebody in more cases than this, other people's pages say no more than that."""

NO_YEAR = 1_000_000
"""In the place of the year of an event that may have been in any."""


class Neighbours(Stored, frozen=True):
    """The ids of what stands before and after something; None at an end."""

    before: str | None = None
    after: str | None = None


NO_NEIGHBOURS = Neighbours()


class GroupSize(Stored, frozen=True):
    """Who of a group is known, by id, and how many the editor says there are."""

    members: Ids = ()
    count: Count | None = None


ALONE = GroupSize()


class RelayCount(Stored, frozen=True):
    """How many articles pass on an outlet's stories: surely, and perhaps."""

    sure: int = 0
    perhaps: int = 0


class Indexes(Frozen, frozen=True):
    """Lookups over the whole archive. Ids of events come in timeline order, tallies last.

    dates, points: of an event, those shown; published: when it was first; articles_on: in order of
    publication. involved: of an event, those who have a part in it; cases_of: the other way.
    groups: of whoever may be several people, how many. large_cases: of cases of more than `CROWD`
    people, those involved. case_years: the years in which somebody's events begin at the earliest,
    see `year_of`; cases_in: by `pair` of person and year, those events; case_counts: in how many
    cases they are, `MANY` for more. With these, a page that looks at a few cases of many people
    stays as it is when one of them has a case more elsewhere. unordered: cases that may have come
    before the one above them. cases: by timeline, and articles: by publication, what stands beside
    each. tallies, retracted: events and articles that are such. claims: how many an event has.
    years: of a case, those on whose pages it stands, each with whether it is only possible;
    cases_of_year, years_beside: by number. years_told: the "first" and the "last" in which
    something was published or withdrawn. types, also: of a type, the events that are shown to be of
    it, and the cases in which it is a further act; typed: the types that have any of these.

    places: of each event, the place shown. surroundings: of a place, those around it. events_in:
    of a place, the events shown to be in it or within it; claimed_in: those that some article puts
    there and that are shown elsewhere, unless that was only denied, withdrawn or changed since.
    places_within: of a place, those directly in it; "" has those in no other.

    outlets_behind: of an article, all outlets in the chains of its claims. relays: of an outlet,
    those that its articles rest on, with the number of articles; relayed_by: the other way.
    reports_by, relaying: by `pair` of event and outlet, the articles on it by the outlet, and those
    of others whose chains have it.

    speakers: by `key_of` somebody, the events in which an article that stands lets them speak.
    acts: of an organisation, the events where it acts; staff: people for whom it is shown as a
    value; named: events that do not show it and in which some claim has it.

    wordings: of an article, what is quoted of it. split_from: of a case, those that turned out to
    be several, it among them. corrected, renamed: by kind, the ids of whatever
    has corrections, and of whatever had other ids; split cases are under "split".
    """

    dates: Mapping[str, Date]
    published: Mapping[str, Date]
    points: Mapping[str, GeoPoint]
    articles_on: Mapping[str, Ids]
    involved: Mapping[str, Ids]
    cases_of: Mapping[str, Ids]
    groups: Mapping[str, GroupSize]
    large_cases: Mapping[str, Ids]
    case_years: Mapping[str, tuple[int, ...]]
    cases_in: Mapping[str, Ids]
    case_counts: Mapping[str, int]
    unordered: Mapping[str, bool]
    cases: Mapping[str, Neighbours]
    articles: Mapping[str, Neighbours]
    tallies: Mapping[str, bool]
    retracted: Mapping[str, bool]
    claims: Mapping[str, int]
    years: Mapping[str, dict[int, bool]]
    cases_of_year: Mapping[str, YearCases]
    years_beside: Mapping[str, Neighbours]
    years_told: Mapping[str, int]
    types: Mapping[str, Ids]
    typed: Mapping[str, bool]
    also: Mapping[str, Ids]
    places: Mapping[str, str]
    surroundings: Mapping[str, Ids]
    events_in: Mapping[str, Ids]
    claimed_in: Mapping[str, Ids]
    places_within: Mapping[str, Ids]
    articles_of: Mapping[str, Ids]
    outlets_behind: Mapping[str, Ids]
    relays: Mapping[str, dict[str, RelayCount]]
    relayed_by: Mapping[str, dict[str, RelayCount]]
    reports_by: Mapping[str, Ids]
    relaying: Mapping[str, Ids]
    speakers: Mapping[str, Ids]
    acts: Mapping[str, Ids]
    staff: Mapping[str, Ids]
    named: Mapping[str, Ids]
    wordings: Mapping[str, Ids]
    split_from: Mapping[str, Ids]
    corrected: Mapping[str, Ids]
    renamed: Mapping[str, Ids]

    def count_cases(self, events: Iterable[str]) -> int:
        """How many of these are cases."""
        return sum(1 for event in events if event not in self.tallies)

    def has_type(self, event_type: str) -> bool:
        """Whether some case or tally is of this type, or has it as a further act."""
        return event_type in self.typed

    def are_retracted(self, articles: Iterable[str]) -> bool:
        """Whether all of them were withdrawn."""
        return all(article in self.retracted for article in articles)


def key_of(subject: EntityRef) -> str:
    """The key of anything in a mapping that has several kinds of things."""
    return f"{subject.kind}:{subject.id}"


def year_of(date: Date | None) -> int:
    """The year of the earliest day that an event may have been on."""
    if date is None or date.open_ended:
        return NO_YEAR
    return -NO_YEAR if date.earliest is None else civil(date.earliest)[0]


def make_indexes(archive: Archive, timeline: Timeline) -> Indexes:
    """All lookups, in one go."""
    events = archive.outlines
    cases = [entry.event for entry in timeline.entries]
    ordered = [events[identifier] for identifier in (*cases, *timeline.tallies)]
    places = {event.id: event.place for event in ordered if event.place}
    events_in = _gathered(
        (around, event.id)
        for event in ordered
        if event.place
        for around in (event.place, *archive.places[event.place].within)
    )
    behind = _outlets_behind(archive)
    relays = _relays(archive, behind)
    acts = _gathered((each, event.id) for event in ordered for each, _ in event.acts)
    types = _gathered((event.type, event.id) for event in ordered if event.type)
    also = _gathered(
        (act, event.id) for event in ordered if not event.aggregate for act in event.also
    )
    cases_of = {person.id: person.events for person in archive.people.values()}
    outlet_of = {article.id: article.outlet for article in archive.articles.values()}
    return Indexes(
        dates={event.id: event.date for event in ordered if event.date},
        published={event.id: event.first_published for event in ordered},
        points={event.id: event.point for event in ordered if event.point},
        articles_on={event.id: event.articles for event in ordered},
        involved={event.id: event.involved for event in ordered},
        cases_of=cases_of,
        groups={
            person.id: GroupSize(person.members, person.count)
            for person in archive.people.values()
            if person.members or person.count
        },
        large_cases={
            event.id: event.involved
            for event in ordered
            if len(event.people) > CROWD and not event.aggregate
        },
        case_years={
            person: tuple(sorted({year_of(events[event].date) for event in of_person}))
            for person, of_person in cases_of.items()
        },
        cases_in=_gathered(
            (pair(person, str(year_of(events[event].date))), event)
            for person, of_person in cases_of.items()
            for event in of_person
        ),
        case_counts={
            person: min(MANY, sum(not events[event].aggregate for event in of_person))
            for person, of_person in cases_of.items()
        },
        unordered={entry.event: True for entry in timeline.entries if entry.order_unknown},
        cases=_beside(cases),
        articles=_beside([*archive.articles]),
        tallies=dict.fromkeys(timeline.tallies, True),
        retracted={each.id: True for each in archive.articles.values() if each.retracted},
        claims={event.id: event.claims for event in events.values()},
        years=_years(timeline),
        cases_of_year={str(each.year): each for each in timeline.years},
        years_beside=_beside([str(each.year) for each in timeline.years]),
        years_told=_first_and_last(years_told(archive.articles.values())),
        types=types,
        also=also,
        typed=dict.fromkeys(sorted({*types, *also}), True),
        places=places,
        surroundings={place.id: place.within for place in archive.places.values()},
        events_in=events_in,
        claimed_in=_claimed_in(ordered, events_in),
        places_within=_gathered(
            (place.within[0] if place.within else "", place.id) for place in archive.places.values()
        ),
        articles_of=_gathered((each.outlet, each.id) for each in archive.articles.values()),
        outlets_behind={article: tuple(sorted(outlets)) for article, outlets in behind.items()},
        relays=relays,
        relayed_by=_turned(relays),
        reports_by=_gathered(
            (pair(event.id, outlet_of[article]), article)
            for event in ordered
            for article in dict.fromkeys(each.article for each in event.passed_on)
        ),
        relaying=_gathered(
            (pair(event.id, outlet), each.article)
            for event in ordered
            for each in event.passed_on
            for outlet in (*each.sure, *each.perhaps)
            if outlet != outlet_of[each.article]
        ),
        speakers=_gathered(
            (key_of(speaker), event.id) for event in ordered for speaker in event.speakers
        ),
        acts=acts,
        staff=_gathered(
            (each, person) for event in ordered for each, person in event.acts if person
        ),
        wordings=_gathered(
            (article, text)
            for event in events.values()
            for article, texts in event.wordings
            for text in texts
        ),
        split_from=_gathered((case, split) for split, into in _splits(archive) for case in into),
        corrected=_gathered(
            chain(
                ((Kind.EVENT, event.id) for event in events.values() if event.corrected),
                ((Kind.PERSON, each.id) for each in archive.people.values() if each.corrections),
                ((Kind.ARTICLE, each.id) for each in archive.articles.values() if each.corrections),
            )
        ),
        renamed=_gathered(
            chain(
                ((Kind.EVENT, event.id) for event in events.values() if event.renamed),
                (
                    (kind, thing.id)
                    for kind, things in archive.lasting()
                    if kind is not Kind.EVENT
                    for thing in things.values()
                    if old_ids(thing)
                ),
            )
        ),
        named=_gathered(
            (organisation, event.id)
            for event in ordered
            for organisation in event.names
            if event.id not in acts.get(organisation, ())
        ),
    )


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, Ids]:
    """For each first, all seconds, each once, in order."""
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def _beside(ids: Sequence[str]) -> dict[str, Neighbours]:
    last = len(ids) - 1
    return {
        one: Neighbours(ids[at - 1] if at else None, ids[at + 1] if at < last else None)
        for at, one in enumerate(ids)
    }


def _years(timeline: Timeline) -> dict[str, dict[int, bool]]:
    years: dict[str, dict[int, bool]] = {}
    for cases in timeline.years:
        for possible, events in ((False, cases.certain), (True, cases.possible)):
            for event in events:
                years.setdefault(event, {})[cases.year] = possible
    return years


def years_told(articles: Iterable[Article]) -> set[int]:
    """The years in which something was published or withdrawn."""
    days: set[float] = set()
    for article in articles:
        days.add(published_at_latest(article.published)[0])
        if article.withdrawn is not None:
            days.add(published_at_latest(article.withdrawn)[0])
    return {civil(int(day))[0] for day in days if math.isfinite(day)}


def _splits(archive: Archive) -> Iterator[tuple[str, Ids]]:
    """The cases that were split, whether or not articles still tell of them, and into which."""
    yield from ((event.id, event.split_into) for event in archive.outlines.values())
    yield from ((split.id, split.split_into) for split in archive.splits.values())


def _first_and_last(years: set[int]) -> dict[str, int]:
    return {"first": min(years), "last": max(years)} if years else {}


def _claimed_in(events: Iterable[Outline], events_in: Mapping[str, Ids]) -> dict[str, Ids]:
    inside = {place: frozenset(ids) for place, ids in events_in.items()}
    return _gathered(
        (place, event.id)
        for event in events
        for place in event.claimed
        if event.id not in inside.get(place, ())
    )


# --- outlets ------------------------------------------------------------------------------------


def _outlets_behind(archive: Archive) -> dict[str, dict[str, bool]]:
    """For each article that may pass on others, these, each with whether it surely does."""
    told: dict[str, list[PassedOn]] = {}
    for event in archive.outlines.values():
        for each in event.passed_on:
            told.setdefault(each.article, []).append(each)
    behind: dict[str, dict[str, bool]] = {}
    for article in archive.articles.values():
        sources = [(article.chains, article.own_reporting)]
        reports = told.get(article.id) or [passed_on(article.id, sources)]
        found = {outlet: False for each in reports for outlet in each.perhaps}
        found |= {outlet: True for each in reports for outlet in each.sure}
        found.pop(article.outlet, None)
        if found:
            behind[article.id] = found
    return behind


def _relays(
    archive: Archive, behind: Mapping[str, Mapping[str, bool]]
) -> dict[str, dict[str, RelayCount]]:
    by_outlet: dict[str, dict[str, RelayCount]] = {}
    for article, outlets in behind.items():
        counts = by_outlet.setdefault(archive.articles[article].outlet, {})
        for outlet, sure in outlets.items():
            before = counts.get(outlet, RelayCount())
            counts[outlet] = RelayCount(before.sure + sure, before.perhaps + (not sure))
    return by_outlet


def _turned(relays: Mapping[str, Mapping[str, RelayCount]]) -> dict[str, dict[str, RelayCount]]:
    by_origin: dict[str, dict[str, RelayCount]] = {}
    for outlet, counts in relays.items():
        for origin, number in counts.items():
            by_origin.setdefault(origin, {})[outlet] = number
    return by_origin
