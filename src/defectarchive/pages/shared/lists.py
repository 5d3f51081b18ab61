"""Lists that several pages have, before they are laid out: cases, articles, people."""

from __future__ import annotations

from collections.abc import Iterable

from defectarchive.model.dates.date import Date
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.grouping import DECADE
from defectarchive.pages.shared.pagination import ListPlan, ListRow
from defectarchive.views.rows import ArticleItem, CaseItem, PersonItem, Row


def case_list(
    context: Context, name: str, events: Iterable[str], prefix: str = "", heading: int = DECADE
) -> ListPlan[CaseItem]:
    """Cases in the order given, by decade."""
    dates = context.indexes.dates
    entries = [dated_row(context, context.case(event), dates.get(event)) for event in events]
    return ListPlan(name, "case", entries, heading, prefix)


def dated_row(context: Context, row: Row, date: Date | None) -> ListRow[Row]:
    """A row of a list in order of time."""
    return ListRow(row, context.groups.date_keys(date), date.earliest if date else None)


def published_row(context: Context, row: Row, date: Date) -> ListRow[Row]:
    """A row of a list in order of publication."""
    return ListRow(row, context.groups.published_keys(date), date.earliest)


def named_row(context: Context, row: Row, name: str) -> ListRow[Row]:
    """A row of a list in order of names."""
    return ListRow(row, context.groups.name_keys(name), name)


def article_list(
    context: Context, name: str, articles: Iterable[str], prefix: str = ""
) -> ListPlan[ArticleItem]:
    """Articles in the order given, by year of publication."""
    published = {each: context.archive.articles[each].published for each in articles}
    entries = [
        published_row(context, context.article(each), date) for each, date in published.items()
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
    entries = [named_row(context, row, row.name) for row in rows]
    return ListPlan(name, "person", entries, 0, prefix)
