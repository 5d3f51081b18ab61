"""What stands beside a name that is found, so that it can be told from others: when, where, who.

Each is said with the reserve with which pages show it.
"""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.model.archive import Event, Fact, Person, Place
from defectarchive.model.outline import Involvement
from defectarchive.model.values import Term
from defectarchive.model.vocabulary import ROLE
from defectarchive.pages.shared.context import Context
from defectarchive.views.rows import Caution, NameItem


def details_of(context: Context, item: NameItem) -> tuple[str, ...]:
    """Of what a name leads to: date and place, role, outlet, what lies around it, kind, country."""
    archive = context.archive
    identifier = item.path.rstrip("/").rpartition("/")[2]
    match item.kind:
        case "case" | "tally":
            found = iter(case_values(context, archive.events[identifier]))
        case "person" | "group":
            found = _of_person(context, archive.people[identifier])
        case "article":
            article = context.article(identifier)
            found = iter((article.published.short, article.outlet.text))
        case "outlet":
            outlet = context.outlet_item(identifier, 0)
            found = iter((outlet.type, outlet.country))
        case "organisation":
            organisation = context.organisation_item(identifier, 0)
            found = iter((organisation.type, organisation.country))
        case "place":
            found = _around(context, archive.places[identifier])
        case _:
            found = iter(())
    # What lies in a country that is a place as well is said to be there once.
    return tuple(dict.fromkeys(filter(None, found)))


def case_values(context: Context, event: Event) -> tuple[str, str, str]:
    """Date, type and place of a case; what is shown with reserve says so."""
    item = context.case(event.id)
    date = item.date.short if item.date else ""
    type_ = item.type.label if item.type else ""
    place = item.place.text if item.place else ""
    return (
        _warily(context, event, "date", date, item.date_caution),
        _warily(context, event, "type", type_, item.type_caution),
        _warily(context, event, "place", place, item.place_caution),
    )


def _warily(context: Context, event: Event, name: str, text: str, caution: Caution | None) -> str:
    """A value with the reserve with which it is shown, and that it is in dispute."""
    said = context.with_caution(text, caution)
    return context.words.disputed(said) if said and name in event.disputed else said


def _of_person(context: Context, person: Person) -> Iterator[str]:
    """Roles; date and place of the one case of somebody, or the years of several."""
    facts = [
        fact
        for part in context.archive.participations_of(person)
        if part.part is Involvement.HAS
        for fact in part.facts
        if fact.property == ROLE
    ]
    for identifier, role in context.vocabulary.roles.items():
        said = [text for fact in facts for text in _role(context, fact, identifier, role.label)]
        # In one case without reserve is enough.
        yield role.label if role.label in said else next(iter(said), "")
    if len(person.events) == 1 and person.events[0] not in context.indexes.tallies:
        date, _, place = case_values(context, context.archive.events[person.events[0]])
        yield from (date, place)
    else:
        yield context.person(person.id).span


def _around(context: Context, place: Place) -> Iterator[str]:
    yield from (context.archive.places[other].name for other in place.within[:1])
    if (country := context.country(place.country)) != place.name:
        yield country


def _role(context: Context, fact: Fact, identifier: str, label: str) -> Iterator[str]:
    for finding in fact.findings:
        if isinstance(finding.value, Term) and finding.value.id == identifier:
            said = context.with_caution(label, context.caution_in(fact, finding))
            yield context.words.disputed(said) if fact.disputed else said
