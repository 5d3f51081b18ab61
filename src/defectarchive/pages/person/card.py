"""The card for sharing of a person or group."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.model.outline import Involvement
from defectarchive.pages.case.card import card_of, span_of
from defectarchive.pages.person.page import group_of
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import PlannedCard, frame
from defectarchive.views.person import PersonCard


def person_card(context: Context, identifier: str) -> Iterator[PlannedCard]:
    """It draws the cases in which they have a part. None where the site has no cards."""
    if not context.site.cards:
        return
    person = context.archive.people[identifier]
    years = [year for event in person.events for year in context.indexes.years.get(event, ())]
    has = (part.event for part in person.parts if part.part is Involvement.HAS)
    view = PersonCard(
        **frame(context, routes.person(identifier), "people", person.name),
        person=context.person(identifier),
        group=group_of(context, person) is not None,
        span=span_of(context, min(years), max(years), has) if years else None,
    )
    yield card_of("person", view)
