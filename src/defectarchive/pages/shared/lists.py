"""Lists that several pages have, before they are laid out: cases, articles, people."""

from __future__ import annotations

from collections.abc import Iterable

from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.grouping import DECADE
from defectarchive.pages.shared.pagination import ListPlan, ListRow
from defectarchive.views.rows import ArticleItem, CaseItem, PersonItem


def case_list(
    context: Context, name: str, events: Iterable[str], prefix: str = "", heading: int = DECADE
) -> ListPlan[CaseItem]:
    """Cases in the order given, by decade."""
    dates = context.indexes.dates
    entries = [
        ListRow(context.case(event), context.groups.date_keys(dates.get(event))) for event in events
    ]
    return ListPlan(name, "case", entries, heading, prefix)


def article_list(
    context: Context, name: str, articles: Iterable[str], prefix: str = ""
) -> ListPlan[ArticleItem]:
    """Articles in the order given, by year of publication."""
    archive = context.archive.articles
    entries = [
        ListRow(context.article(article), context.groups.published_keys(archive[article].published))
        for article in articles
    ]
    return ListPlan(name, "article", entries, 0, prefix)


def person_list(
    context: Context, name: str, people: Iterable[str], prefix: str = ""
) -> ListPlan[PersonItem]:
    """People by letter."""
    rows = sorted(
        (context.person(person) for person in people),
        key=lambda row: (context.alphabet.sort_key(row.name), row.path),
    )
    entries = [ListRow(row, context.groups.name_keys(row.name)) for row in rows]
    return ListPlan(name, "person", entries, 0, prefix)
