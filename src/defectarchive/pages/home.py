"""The home page."""

from __future__ import annotations

from defectarchive.pages import routes
from defectarchive.pages.context import Context
from defectarchive.pages.planned import PlannedPage, frame, planned
from defectarchive.pages.types import type_items
from defectarchive.pages.views import HomePage

# How many cases, articles and tallies the home page shows.
_LATEST = 10
# Years beyond that number have no place there; /years/ has them all.
_MOST_YEARS = 300


def home_page(context: Context, open_questions: int) -> PlannedPage:
    """What there is, what is latest, and the ways in."""
    archive, timeline = context.archive, context.timeline
    undated = frozenset(timeline.undated)
    dated = [entry.event for entry in timeline.entries if entry.event not in undated]
    years = [cases.year for cases in timeline.years]
    shown_years = years if len(years) <= _MOST_YEARS else []
    view = HomePage(
        **frame(context, routes.HOME, "home", context.config.title, context.config.description),
        cases=len(timeline.entries),
        people=len(archive.people),
        articles_total=len(archive.articles),
        outlets=len(archive.outlets),
        first_year=context.words.year(years[0]) if years else "",
        last_year=context.words.year(years[-1]) if years else "",
        newest=context.cases((dated or list(timeline.undated))[-_LATEST:][::-1]),
        articles=tuple(context.article(each) for each in [*archive.articles][-_LATEST:][::-1]),
        types=type_items(context),
        tallies=context.cases(timeline.tallies[-_LATEST:][::-1]),
        years=tuple(context.year_item(year) for year in shown_years),
        open_questions=open_questions,
    )
    return planned("home", view)
