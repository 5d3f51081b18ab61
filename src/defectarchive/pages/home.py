"""The home page."""

from __future__ import annotations

from defectarchive.model.dates.date import Date
from defectarchive.pages.event_types import type_items
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import PlannedPage, frame, planned
from defectarchive.resolve.order import latest_first
from defectarchive.views.page import HomePage

# How many cases, articles and tallies the home page shows.
_LATEST = 10
# Years beyond that number have no place there; /years/ has them all.
_MOST_YEARS = 300


def home_page(context: Context, open_questions: int) -> PlannedPage:
    """What there is, what is latest, and the ways in."""
    archive, timeline = context.archive, context.timeline
    ordered = [entry.event for entry in timeline.entries]
    dated = [event for event in ordered if _is_dated(context.indexes.dates.get(event))]
    articles = latest_first(archive.articles.values())[:_LATEST]
    years = [cases.year for cases in timeline.years]
    shown_years = years if len(years) <= _MOST_YEARS else []
    view = HomePage(
        **frame(context, routes.HOME, "home", context.edition.title, context.edition.description),
        cases=len(timeline.entries),
        people=len(archive.people),
        articles_total=len(archive.articles),
        outlets=len(archive.outlets),
        first_year=context.words.year(years[0]) if years else "",
        last_year=context.words.year(years[-1]) if years else "",
        newest=context.cases((dated or ordered)[-_LATEST:][::-1]),
        articles=tuple(context.article(article.id) for article in articles),
        types=type_items(context),
        tallies=context.cases(timeline.tallies[-_LATEST:][::-1]),
        years=tuple(context.year_item(year) for year in shown_years),
        open_questions=open_questions,
    )
    return planned("home", view)


def _is_dated(date: Date | None) -> bool:
    return date is not None and not date.open_ended
