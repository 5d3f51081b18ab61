"""The card for sharing of a year."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.pages.case.card import card_of, span_of
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import PlannedCard, frame
from defectarchive.views.time import YearCard


def year_card(context: Context, number: str) -> Iterator[PlannedCard]:
    """It draws the cases that are, or may be, of the year. None where the site has no cards."""
    if not context.site.cards:
        return
    cases = context.indexes.cases_of_year[number]
    year = cases.year
    view = YearCard(
        **frame(context, routes.year(year), "years", context.words.years(year, year)),
        year=year,
        certain=len(cases.certain),
        possible=len(cases.possible),
        span=span_of(context, year, year, (*cases.certain, *cases.possible)),
    )
    yield card_of("year", view)
