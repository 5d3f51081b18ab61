"""The page for finding: names, spellings and titles from A to Z, as the search has them."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.pages.search.found import names_in_order
from defectarchive.pages.search.rows import SEARCH_INDEX
from defectarchive.pages.search.texts import TEXTS
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.lists import named_row
from defectarchive.pages.shared.pagination import ListPlan, lay_out
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.views.lists import SearchPage


def search_pages(context: Context) -> Iterator[PlannedPage]:
    """The list of names, by letter."""
    entries = [named_row(context, name.item, name.item.text) for name in names_in_order(context)]
    laid_out = lay_out(context.host(routes.SEARCH, "search"), ListPlan("names", "name", entries, 0))
    view = SearchPage(
        **frame(context, routes.SEARCH, "search"),
        names=laid_out.listing,
        index=SEARCH_INDEX if context.edition.deployment.search else "",
        texts=TEXTS if context.edition.deployment.fulltext else "",
    )
    yield from with_parts("search", view, [laid_out])
