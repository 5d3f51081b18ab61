"""The pages of organisations: services, ministries, embassies, companies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from defectarchive.analysis.indexes import key_of
from defectarchive.model.archive import Fact, old_ids
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.grouping import DECADE
from defectarchive.pages.shared.lists import case_list, named_row, person_list
from defectarchive.pages.shared.pagination import ListPlan, ListRow, lay_out, lay_out_all
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.views.rows import Caution
from defectarchive.views.sources import ActingCase, CountedPerson, OrganisationPage, SourcesIndex


def organisations_index(context: Context) -> Iterator[PlannedPage]:
    """The index of organisations."""
    organisations = context.alphabet.by_name(
        context.archive.organisations.values(), lambda each: each.name
    )
    indexes = context.indexes
    counts = {each.id: indexes.count_cases(indexes.acts.get(each.id, ())) for each in organisations}
    entries = [
        named_row(context, context.organisation_item(each.id, counts[each.id]), each.name)
        for each in organisations
    ]
    laid_out = lay_out(
        context.host(routes.ORGANISATIONS, "organisations"),
        ListPlan("sources", "source", entries, 0),
    )
    index = SourcesIndex(
        **frame(context, routes.ORGANISATIONS, "organisations"), sources=laid_out.listing
    )
    yield from with_parts("organisations", index, [laid_out])


def organisation_pages(context: Context, identifier: str) -> Iterator[PlannedPage]:
    """The page of one of them, and the pages that its lists are split into."""
    organisation = context.archive.organisations[identifier]
    indexes = context.indexes
    path = routes.organisation(identifier)
    acts = indexes.acts.get(identifier, ())
    speaker = EntityRef(Kind.ORGANISATION, identifier)
    lists = lay_out_all(
        context.host(path, "organisations", organisation.name),
        [
            _acting(context, speaker, acts),
            case_list(context, "quoted", indexes.speakers.get(key_of(speaker), ()), "quoted-"),
            _counted(context, speaker, indexes.staff.get(identifier, ())),
            case_list(context, "named", indexes.named.get(identifier, ()), "named-"),
        ],
    )
    view = OrganisationPage(
        **frame(context, path, "organisations", organisation.name),
        organisation=context.organisation_item(identifier, indexes.count_cases(acts)),
        spellings=organisation.also_known_as,
        url=organisation.url,
        former_ids=old_ids(organisation),
        cases=lists[0].listing,
        quoted=lists[1].listing,
        people=lists[2].listing,
        named=lists[3].listing,
    )
    yield from with_parts("organisation", view, lists)


def _acting(
    context: Context, organisation: EntityRef, events: Sequence[str]
) -> ListPlan[ActingCase]:
    """The cases in which it acts or employs somebody, each with what reserve that is said."""
    cases = case_list(context, "cases", events)
    archive = context.archive.events
    rows = [
        ListRow(
            ActingCase(entry.row, _reserve(context, organisation, archive[event].all_facts())),
            entry.keys,
            entry.at,
        )
        for event, entry in zip(events, cases.entries, strict=True)
    ]
    return ListPlan("cases", "acting", rows, DECADE)


def _counted(
    context: Context, organisation: EntityRef, people: Sequence[str]
) -> ListPlan[CountedPerson]:
    """Those whom an article counts as its own, each with what reserve that is said."""
    plan = person_list(context, "people", people, "people-")
    archive = context.archive
    by_path = {routes.person(person): archive.people[person] for person in people}
    rows = [
        ListRow(
            CountedPerson(
                entry.row,
                _reserve(
                    context,
                    organisation,
                    (
                        fact
                        for part in archive.participations_of(by_path[entry.row.path])
                        for fact in part.facts
                    ),
                ),
            ),
            entry.keys,
            entry.at,
        )
        for entry in plan.entries
    ]
    return ListPlan("people", "counted", rows, 0, "people-")


_DISPUTED = Caution("disputed", "", "")


def _reserve(context: Context, organisation: EntityRef, facts: Iterable[Fact]) -> Caution | None:
    """With what reserve it is given among these facts; none where one gives it outright."""
    given = [
        context.caution_in(fact, finding) or (_DISPUTED if fact.disputed else None)
        for fact in facts
        for finding in fact.findings
        if finding.value == organisation
    ]
    return None if None in given else next(iter(given), None)
