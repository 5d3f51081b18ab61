"""A case as it was known on each day on which a shown fact changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from defectarchive.analysis.history import (
    CaseByDay,
    CaseSnapshot,
    Difference,
    changed,
    differences,
    snapshots,
)
from defectarchive.analysis.name_disclosure import called
from defectarchive.model.archive import Event, Fact, Participation, Support
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.outline import Involvement
from defectarchive.model.values import Count, Term, Value
from defectarchive.model.vocabulary import ROLE, Property
from defectarchive.pages.case.history import in_short, known_day
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.facts import fact_rows
from defectarchive.pages.shared.members import GROUP_MEMBERS, group_view
from defectarchive.pages.shared.pagination import BUDGET, weight
from defectarchive.pages.shared.planned import PlannedPage, frame, planned
from defectarchive.pages.shared.support import support_view
from defectarchive.resolve.events import claims_that_count, part_by
from defectarchive.resolve.facts.support import support_of
from defectarchive.views.evidence import FactRow, IdentificationView, Participant
from defectarchive.views.history import CaseAsKnown
from defectarchive.views.history_rows import DifferenceView
from defectarchive.views.rows import ArticleItem, PersonItem

# How many articles and differences such a page lists.
_ARTICLES, _DIFFERENCES = 12, 24
# What stands on the page besides facts and people, by estimate.
_REST = 40_000


def never_changed(context: Context, event: str) -> bool:
    """Whether all that is known of a case came at once: with one article, which stands."""
    articles = context.indexes.articles_on[event]
    return len(articles) == 1 and articles[0] not in context.indexes.retracted


def case_snapshots(context: Context, event: Event) -> tuple[CaseSnapshot, ...]:
    """The case as known on each such day; none where nothing changed after the first."""
    if never_changed(context, event.id):
        return ()
    history = CaseByDay(event, context.archive, context.surroundings)
    if len(history.days()) < 2:
        return ()
    kept = snapshots(history)
    return kept if len(kept) > 1 else ()


def as_known_pages(
    context: Context, event: Event, known: Sequence[CaseSnapshot]
) -> Iterator[PlannedPage]:
    """A page for each reading of the case."""
    days = [known_day(context, event.id, snapshot) for snapshot in known]
    for at, snapshot in enumerate(known):
        facts = fact_rows(context, snapshot.facts)
        everybody = [*_participants(context, event, snapshot)]
        people = _that_fit(facts, everybody)
        view = CaseAsKnown(
            **frame(context, days[at].path, "cases", context.title(event)),
            case=context.case(event.id),
            day=days[at].date,
            number=at + 1,
            of=len(known),
            facts=facts,
            people=people,
            people_left=len(snapshot.people) - len(people),
            articles=_articles(context, snapshot),
            articles_left=max(0, len(snapshot.articles) - _ARTICLES),
            support=support_view(_support(snapshot, everybody), context.outlet_name),
            changed=_compared(context, changed(known[at - 1], snapshot)) if at else (),
            later=_compared(context, differences(snapshot, event)),
            previous=days[at - 1] if at else None,
            next=days[at + 1] if at + 1 < len(known) else None,
        )
        yield planned("as-known", view)


def _compared(context: Context, differing: Sequence[Difference]) -> tuple[DifferenceView, ...]:
    return tuple(difference_view(context, one) for one in differing[:_DIFFERENCES])


def difference_view(context: Context, difference: Difference) -> DifferenceView:
    """A fact then and now, in words."""
    person = difference.person
    return DifferenceView(
        label=context.label(difference.prop),
        subject=context.thing(EntityRef(Kind.PERSON, person)) if person else None,
        then=_in_short(context, difference.prop, difference.then),
        now=_in_short(context, difference.prop, difference.now),
    )


def _in_short(context: Context, prop: Property, fact: Fact | None) -> str:
    """The value of a fact with the reserve with which it is shown; "" for none."""
    if fact is None:
        return ""
    text = in_short(context, prop, fact.findings[0].value, fact.claims[0].event)
    return context.with_caution(text, context.caution(fact))


def _articles(context: Context, snapshot: CaseSnapshot) -> tuple[ArticleItem, ...]:
    """The latest articles of that time, without what became of them later."""
    return tuple(
        _article(context, identifier, snapshot)
        for identifier in snapshot.articles[: -_ARTICLES - 1 : -1]
    )


def _article(context: Context, identifier: str, snapshot: CaseSnapshot) -> ArticleItem:
    updated = context.archive.articles[identifier].updated
    item = context.article(identifier)
    if updated is not None and (updated.latest is None or updated.latest > snapshot.day):
        item = replace(item, updated=None)
    return replace(item, retracted=identifier in snapshot.withdrawn)


def _support(snapshot: CaseSnapshot, people: Iterable[Participant]) -> Support:
    """What stood behind what the case was then."""
    main = {participant.person.path for participant in people if participant.main}
    of_main = [
        fact for person, facts in snapshot.people if routes.person(person) in main for fact in facts
    ]
    ids = claims_that_count(snapshot.facts, of_main)
    facts = (*snapshot.facts, *of_main)
    return support_of(claim for fact in facts for claim in fact.claims if claim.id in ids)


# --- people -----------------------------------------------------------------------------------


def _that_fit(facts: Sequence[FactRow], people: Iterable[Participant]) -> tuple[Participant, ...]:
    room = BUDGET - _REST - sum(map(weight, facts))
    fitting: list[Participant] = []
    for person in people:
        room -= weight(person)
        if room < 0:
            break
        fitting.append(person)
    return tuple(fitting)


def _participants(context: Context, event: Event, snapshot: CaseSnapshot) -> Iterator[Participant]:
    parts = {part.person: part for part in event.people}
    items = {person: _person(context, person, snapshot, facts) for person, facts in snapshot.people}
    for person, facts in snapshot.people:
        yield _participant(context, snapshot, parts[person], facts, items)


def _shown(facts: Iterable[Fact]) -> dict[str, list[Value]]:
    return {fact.property: [finding.value for finding in fact.findings] for fact in facts}


def _participant(
    context: Context,
    snapshot: CaseSnapshot,
    part: Participation,
    facts: Sequence[Fact],
    items: Mapping[str, PersonItem],
) -> Participant:
    roles = [context.role(v.id) for v in _shown(facts).get(ROLE, ()) if isinstance(v, Term)]
    known = frozenset(snapshot.articles)
    standing = known - snapshot.withdrawn
    members = dict.fromkeys(one for one, article in part.told_members if article in standing)
    present = [items[member] for member in members if member in items]
    return Participant(
        person=items[part.person],
        part=_part(part, facts, standing).value,
        roles=tuple(roles),
        main=any(role.main for role in roles),
        facts=fact_rows(context, facts),
        identifications=_identifications(context, part, snapshot),
        group=group_view(context, facts, None, present, GROUP_MEMBERS),
        articles=sum(1 for article in part.articles if article in known),
    )


def _part(part: Participation, facts: Iterable[Fact], standing: frozenset[str]) -> Involvement:
    """Whether what was published by then, and stood, gave somebody a part."""
    claims = [claim for fact in facts if fact.property == ROLE for claim in fact.claims]
    unsaid = standing.intersection(part.articles) - {claim.article for claim in claims}
    stances = frozenset(claim.stance for claim in claims if not claim.retracted)
    if unsaid or any(stance.affirms for stance in stances):
        return Involvement.HAS
    return part_by(stances)


def _identifications(
    context: Context, part: Participation, snapshot: CaseSnapshot
) -> tuple[IdentificationView, ...]:
    return tuple(
        IdentificationView(_article(context, one.article, snapshot), one.because)
        for one in part.identifications
        if one.article in snapshot.articles
    )


def _person(
    context: Context, identifier: str, snapshot: CaseSnapshot, facts: Sequence[Fact]
) -> PersonItem:
    """The row of a person by the name that they had then, or by how they were described."""
    shown = _shown(facts)
    counts = [value for value in shown.get("count", ()) if isinstance(value, Count)]
    item = replace(context.called(identifier), count=context.group_size(counts))
    if context.naming.is_named_on(identifier, snapshot.day):
        return item
    words = next((text for _, text in called(facts)), "")
    name = context.said("descriptor", words) if words else context.words.somebody()
    return replace(item, name=name, unnamed=True)
