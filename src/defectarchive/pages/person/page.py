"""The pages of people and groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from defectarchive.analysis.indexes import key_of
from defectarchive.analysis.name_disclosure import called
from defectarchive.model.archive import NameForm, Participation, Person, old_ids
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.pages.person.web import person_web
from defectarchive.pages.search.rows import PEOPLE_TABLE, table_of
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.citation import person_citation
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.corrections import MOST_CORRECTIONS, corrections_of
from defectarchive.pages.shared.facts import identifications, person_facts
from defectarchive.pages.shared.grouping import DECADE
from defectarchive.pages.shared.lists import case_list, dated_row, person_list
from defectarchive.pages.shared.members import group_view
from defectarchive.pages.shared.pagination import ListPlan, ListRow, lay_out_all, room_beside
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.pages.shared.writing_systems import scripts_of
from defectarchive.views.evidence import GroupView
from defectarchive.views.lists import PeopleIndex
from defectarchive.views.person import (
    Crowd,
    MayBeView,
    PersonCase,
    PersonPage,
    SharedPerson,
    SpellingView,
)
from defectarchive.views.rows import Caution, Link, WaryLink

# How many articles and outlets a spelling names.
_USES = 5
# How many spellings stand on the page, the most used first; all are in people.csv.
_SPELLINGS = 60
# How many members the page of a group lists: no page may grow without end.
_MEMBERS = 400


def people_index(context: Context) -> Iterator[PlannedPage]:
    """The index of people."""
    people = [*context.archive.people]
    without = [person for person in people if context.person(person).unnamed]
    named = person_list(context, "named", set(people).difference(without))
    unnamed = person_list(context, "unnamed", without, "unnamed-")
    lists = lay_out_all(context.host(routes.PEOPLE, "people"), [named, unnamed])
    view = PeopleIndex(
        **frame(context, routes.PEOPLE, "people"),
        named=lists[0].listing,
        unnamed=lists[1].listing,
        table=table_of(len(people), PEOPLE_TABLE),
    )
    yield from with_parts("people", view, lists)


def person_pages(context: Context, identifier: str) -> Iterator[PlannedPage]:
    """The page of one person, and the pages that their lists are split into."""
    person = context.archive.people[identifier]
    body = context.archive.body("people", identifier)
    path = routes.person(identifier)
    cases = ListPlan(
        "cases",
        "person-case",
        [
            dated_row(context, _person_case(context, part), context.indexes.dates.get(part.event))
            for part in context.archive.participations_of(person)
        ],
        DECADE,
    )
    others = _shared(context, person)
    rows = [SharedPerson(context.called(other), cases) for other, cases in others.items()]
    shared = ListPlan("shared", "shared", [ListRow(row) for row in rows], prefix="shared-")
    quoted = case_list(context, "quoted", _quoted(context, person), "quoted-")
    host = context.host(path, "people", person.name)
    lists = lay_out_all(host, [cases, shared, quoted], room_beside(body))
    view = PersonPage(
        **frame(context, path, "people", person.name),
        person=context.person(identifier),
        declared=person.declared,
        descriptor=_descriptor(context, person),
        spellings=tuple(_spelling(context, usage) for usage in _spellings(person)),
        spellings_left=max(0, len(person.spellings) - _SPELLINGS),
        born=context.date(person.born) if person.born else None,
        nationality=tuple(context.state(state.code, person.events) for state in person.nationality),
        group=group_of(context, person),
        groups=tuple(context.person(group) for group in person.groups),
        may_be=tuple(
            MayBeView(context.person(may_be.person), may_be.because, may_be.stated_here)
            for may_be in person.may_be
        ),
        organisations=_organisations(context, person),
        web=person_web(context, person, others),
        cases=lists[0].listing,
        shared=lists[1].listing,
        crowds=tuple(
            Crowd(
                context.case_link(crowd),
                len(context.indexes.large_cases[crowd]),
            )
            for crowd in person.events
            if crowd in context.indexes.large_cases
        ),
        quoted=lists[2].listing,
        corrections=corrections_of(context, person)[:MOST_CORRECTIONS],
        former_ids=old_ids(person),
        cite=person_citation(context, person),
        prose=context.prose(body),
    )
    yield from with_parts("person", view, lists)


def _descriptor(context: Context, person: Person) -> str:
    """What the editor's file calls them; what articles do stands with these."""
    parts = context.archive.participations_of(person)
    said = (text for part in parts for _, text in called(part.facts))
    return "" if person.descriptor in said else person.descriptor


def _person_case(context: Context, part: Participation) -> PersonCase:
    return PersonCase(
        case=context.case(part.event),
        part=part.part.value,
        roles=tuple(context.role(role) for role in part.roles),
        main=part.main,
        facts=person_facts(context, part),
        identifications=identifications(context, part),
    )


def _spellings(person: Person) -> tuple[NameForm, ...]:
    """Those that stand on the page, in the order of the archive."""
    if len(person.spellings) <= _SPELLINGS:
        return person.spellings
    used = sorted(person.spellings, key=lambda usage: -len(usage.articles))
    kept = {usage.text for usage in used[:_SPELLINGS]}
    return tuple(usage for usage in person.spellings if usage.text in kept)


def _spelling(context: Context, usage: NameForm) -> SpellingView:
    articles = context.archive.articles
    outlets = dict.fromkeys(articles[article].outlet for article in usage.articles)
    languages = dict.fromkeys(articles[article].language for article in usage.articles)
    return SpellingView(
        text=usage.text,
        scripts=scripts_of(usage.text),
        languages=tuple(
            context.words.translation.language_name(code) for code in languages if code
        ),
        articles=len(usage.articles),
        uses=tuple(Link(articles[a].title, routes.article(a)) for a in usage.articles[:_USES]),
        outlets=tuple(context.outlet(outlet) for outlet in [*outlets][:_USES]),
        first=context.date(articles[usage.articles[0]].published) if usage.articles else None,
        retracted=bool(usage.articles) and context.indexes.are_retracted(usage.articles),
    )


def group_of(context: Context, person: Person) -> GroupView | None:
    """What is known of a group, None for an individual."""
    parts = context.archive.participations_of(person)
    facts = (fact for part in parts for fact in part.facts)
    members = [context.person(member) for member in person.members]
    return group_view(context, facts, person.count, members, _MEMBERS)


def _organisations(context: Context, person: Person) -> tuple[WaryLink, ...]:
    reserves: dict[EntityRef, list[Caution | None]] = {}
    for part in context.archive.participations_of(person):
        for fact in part.facts:
            for finding in fact.findings:
                value = finding.value
                if isinstance(value, EntityRef) and value.kind is Kind.ORGANISATION:
                    reserves.setdefault(value, []).append(context.caution_in(fact, finding))
    return tuple(
        # Where one case gives it without reserve, that will do.
        WaryLink(thing.text, thing.path, None if None in cautions else cautions[0])
        for thing, cautions in ((context.thing(each), told) for each, told in reserves.items())
    )


def _quoted(context: Context, person: Person) -> list[str]:
    """Cases that a person speaks of in some article and that are not their own."""
    own = set(person.events)
    spoken = context.indexes.speakers.get(key_of(EntityRef(Kind.PERSON, person.id)), ())
    return [event for event in spoken if event not in own]


def _shared(context: Context, person: Person) -> dict[str, int]:
    """Those in the same cases and in how many, most common cases first, then by name.

    Without those with whom they have only a crowd in common.
    """
    crowds, tallies = context.indexes.large_cases, context.indexes.tallies
    together = {each: crowds[each] for each in person.events if each in crowds}
    cases = (each for each in person.events if each not in tallies and each not in together)
    counts = Counter(other for case in cases for other in context.indexes.involved[case])
    counts.pop(person.id, None)
    for crowd in together.values():
        for other in counts.keys() & frozenset(crowd):
            counts[other] += 1
    sort_key = context.alphabet.sort_key
    order = sorted(
        counts, key=lambda other: (-counts[other], sort_key(context.called(other).name), other)
    )
    return {other: counts[other] for other in order}
