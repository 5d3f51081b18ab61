"""The plan of all pages: which there are, and what each shows. One view after another."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from defectarchive.config import SiteConfig
from defectarchive.model.archive import Archive
from defectarchive.pages.cases import case_pages
from defectarchive.pages.context import Context
from defectarchive.pages.editorial import (
    correction_pages,
    not_found_page,
    own_pages,
    redirects,
)
from defectarchive.pages.feeds import feed_pages
from defectarchive.pages.home import home_page
from defectarchive.pages.known_years import known_pages
from defectarchive.pages.organisations import organisation_pages
from defectarchive.pages.people import people_pages
from defectarchive.pages.places import map_pages, place_pages
from defectarchive.pages.planned import PlannedPage
from defectarchive.pages.questions import open_questions, question_pages
from defectarchive.pages.search import search_pages
from defectarchive.pages.sources import article_pages, outlet_pages
from defectarchive.pages.types import type_pages
from defectarchive.pages.years import cases_pages, timeline_pages, years_pages
from defectarchive.timeline import Timeline
from defectarchive.translation import ENGLISH, Translation

__all__ = ["PlannedPage", "plan_site"]


def plan_site(
    archive: Archive, timeline: Timeline, config: SiteConfig, words: Translation = ENGLISH
) -> Iterator[PlannedPage]:
    """Every HTML page of the site but /data/, and the feeds; each view is made when asked for.

    /data/ tells how large the data files are, so it waits for them.
    """
    for page in _pages(Context(archive, timeline, config, words)):
        yield replace(page, path=config.prefix + page.path) if config.prefix else page


def _pages(context: Context) -> Iterator[PlannedPage]:
    questions = open_questions(context)
    yield home_page(context, sum(map(len, questions.values())))
    yield from cases_pages(context)
    for event in context.tables.ordered:
        yield from case_pages(context, event)
    yield from people_pages(context)
    yield from timeline_pages(context)
    yield from years_pages(context)
    yield from known_pages(context)
    yield from type_pages(context)
    yield from article_pages(context)
    yield from outlet_pages(context)
    yield from organisation_pages(context)
    yield from place_pages(context)
    yield from map_pages(context)
    yield from search_pages(context)
    yield from question_pages(context, questions)
    yield from correction_pages(context)
    yield from own_pages(context)
    yield from redirects(context)
    if not context.config.prefix:
        yield not_found_page(context)
    yield from feed_pages(context)
