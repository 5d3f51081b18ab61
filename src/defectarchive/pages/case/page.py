"""The page of a case or tally, and the pages beside it where one does not hold it all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from defectarchive.analysis.indexes import ALONE, NO_NEIGHBOURS
from defectarchive.model.archive import Event, MovedClaim, Participation, old_ids, property_of
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.outline import Related
from defectarchive.pages.case.history import case_history, in_short
from defectarchive.pages.case.locator import locator
from defectarchive.pages.case.opening import trust
from defectarchive.pages.case.relay_tree import relay_tree
from defectarchive.pages.case.snapshots import as_known_pages, case_snapshots
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.citation import case_citation
from defectarchive.pages.shared.claim_locations import PageSlice
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.corrections import MOST_CORRECTIONS, corrections_of
from defectarchive.pages.shared.facts import (
    event_facts,
    identifications,
    person_facts,
    report_view,
    statements,
)
from defectarchive.pages.shared.members import GROUP_MEMBERS, group_view
from defectarchive.pages.shared.planned import PlannedPage, frame, parts, planned
from defectarchive.views.case import CasePage, CasePart, MovedView, RelatedCase, SplitPage, YearLink
from defectarchive.views.evidence import Participant
from defectarchive.views.history_rows import History

# How many related cases stand on the page: no page may grow without end.
_MOST = 100
# Of claims that moved with a split, more: each is somebody's address.
_MOST_MOVED = 500


def case_pages(context: Context, identifier: str) -> Iterator[PlannedPage]:
    """All pages of one case or tally."""
    event = context.archive.events[identifier]
    notes = context.claim_index(identifier)
    snapshots = case_snapshots(context, event)
    history, further = case_history(context, event, snapshots)
    for number, fold in enumerate(notes.slices):
        if number == 0:
            yield planned("case", _case_page(context, event, fold, history))
        else:
            yield planned("case-part", _case_part(context, event, fold, number))
    yield from parts(further)
    yield from as_known_pages(context, event, snapshots)


def _case_page(context: Context, event: Event, fold: PageSlice, history: History) -> CasePage:
    notes = context.claim_index(event.id)
    beside = context.indexes.cases.get(event.id, NO_NEIGHBOURS)
    years = tuple(
        YearLink(year, routes.year(year), possible)
        for year, possible in context.indexes.years.get(event.id, {}).items()
    )
    return CasePage(
        **frame(
            context, routes.case(event.id), "cases", context.title(event), context.about(event)
        ),
        case=context.case(event.id),
        lede=context.gist(event),
        lede_of=None if event.lede or not event.summary_of else context.article(event.summary_of),
        trust=trust(context, event),
        locator=locator(context, event),
        order_unknown=event.id in context.indexes.unordered,
        years=years,
        in_words=event.date is not None and not years and not event.aggregate,
        facts=event_facts(context, event),
        statements=statements(context, event),
        people=_participants(context, event, fold),
        reports=tuple(report_view(context, report) for report in notes.pieces[fold.reports]),
        report_parts=notes.parts,
        claims_total=len(notes.numbers),
        history=history,
        relays=relay_tree(context, event),
        into=context.cases(event.split_into),
        moved=_moved(context, event.moved),
        related=tuple(_related(context, related) for related in event.related[:_MOST]),
        previous=context.case_link(beside.before) if beside.before else None,
        next=context.case_link(beside.after) if beside.after else None,
        corrections=corrections_of(context, event)[:MOST_CORRECTIONS],
        former_ids=old_ids(event),
        first_published=context.date(event.first_published),
        cite=case_citation(context, event),
        prose=context.body("events", event.id),
    )


def split_pages(context: Context) -> Iterator[PlannedPage]:
    """The pages of cases that have become others altogether."""
    for split in context.archive.splits.values():
        view = SplitPage(
            **frame(context, routes.case(split.id), "cases", split.title, split.lede),
            lede=split.lede,
            into=context.cases(split.split_into),
            moved=_moved(context, split.moved),
            former_ids=old_ids(split),
            prose=context.body("events", split.id),
        )
        yield planned("split", view)


def _moved(context: Context, moved: Iterable[MovedClaim]) -> tuple[MovedView, ...]:
    return tuple(_moved_claim(context, one) for one in islice(moved, _MOST_MOVED))


def _moved_claim(context: Context, moved: MovedClaim) -> MovedView:
    notes = context.claim_index(moved.event)
    claim = notes.claims[moved.claim]
    prop = property_of(claim)
    return MovedView(
        anchors=moved.anchors,
        case=context.thing(EntityRef(Kind.EVENT, moved.event)),
        path=notes.path(claim.id),
        label=context.label(prop),
        value=in_short(context, prop, claim.value, claim.event),
    )


def _case_part(context: Context, event: Event, fold: PageSlice, number: int) -> CasePart:
    notes = context.claim_index(event.id)
    part = notes.parts[number - 1]
    return CasePart(
        **frame(context, part.path, "cases", context.title(event)),
        case=context.case(event.id),
        part=part,
        parts=notes.parts,
        reports=tuple(report_view(context, report) for report in notes.pieces[fold.reports]),
        people=_participants(context, event, fold),
    )


def _participants(context: Context, event: Event, fold: PageSlice) -> tuple[Participant, ...]:
    return tuple(_participant(context, part) for part in event.people[fold.people])


def _participant(context: Context, part: Participation) -> Participant:
    group = context.indexes.groups.get(part.person, ALONE)
    members = [context.person(member) for member in group.members]
    return Participant(
        person=context.called(part.person),
        part=part.part.value,
        roles=tuple(context.role(role) for role in part.roles),
        main=part.main,
        facts=person_facts(context, part),
        identifications=identifications(context, part),
        group=group_view(context, part.facts, group.count, members, GROUP_MEMBERS),
        articles=len(part.articles),
    )


def _related(context: Context, related: Related) -> RelatedCase:
    word = context.vocabulary.relations[related.relation]
    article = context.article(related.article) if related.article else None
    label = word.inverse if related.inverse else word.label
    return RelatedCase(label, context.case(related.event), article)
