"""The pages of organisations: services, ministries, embassies, companies."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.model.archive import old_ids
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.lists import case_list, person_list
from defectarchive.pages.shared.pagination import ListPlan, ListRow, lay_out, lay_out_all
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.views.sources import OrganisationPage, SourcesIndex


def organisation_pages(context: Context) -> Iterator[PlannedPage]:
    """The index of organisations, then a page for each."""
    organisations = context.alphabet.by_name(
        context.archive.organisations.values(), lambda each: each.name
    )
    indexes = context.indexes
    counts = {
        each.id: indexes.without_tallies(indexes.events_of(each.id)) for each in organisations
    }
    entries = [
        ListRow(
            context.organisation_item(each.id, counts[each.id]), context.groups.name_keys(each.name)
        )
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
    for each in organisations:
        yield from _organisation_pages(context, each.id)


def _organisation_pages(context: Context, identifier: str) -> Iterator[PlannedPage]:
    organisation = context.archive.organisations[identifier]
    indexes = context.indexes
    path = routes.organisation(identifier)
    acts = indexes.events_of(identifier)
    speaker = EntityRef(Kind.ORGANISATION, identifier)
    lists = lay_out_all(
        context.host(path, "organisations", organisation.name),
        [
            case_list(context, "cases", acts),
            case_list(context, "quoted", indexes.speaks_in(speaker), "quoted-"),
            person_list(context, "people", indexes.people_of(identifier), "people-"),
        ],
    )
    view = OrganisationPage(
        **frame(context, path, "organisations", organisation.name),
        organisation=context.organisation_item(identifier, indexes.without_tallies(acts)),
        spellings=organisation.also_known_as,
        url=organisation.url,
        former_ids=old_ids(organisation),
        cases=lists[0].listing,
        quoted=lists[1].listing,
        people=lists[2].listing,
    )
    yield from with_parts("organisation", view, lists)
