"""Lists that several pages have, before they are laid out: cases, articles, people."""

from __future__ import annotations

import math
from collections.abc import Iterable

from defectarchive.language.surnames import by_surname
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
    """People by surname, groups and descriptions as they stand; those alike by their first case."""

    def place(person: str) -> tuple[tuple[str, str], float, str]:
        name = listed_as(context.person(person))
        return context.alphabet.sort_key(name), _first_day(context, person), person

    rows = [context.person(person) for person in sorted(people, key=place)]
    entries = [
        ListRow(row, context.groups.name_keys(listed_as(row)), _place_of(row)) for row in rows
    ]
    return ListPlan(name, "person", entries, 0, prefix)


def listed_as(row: PersonItem) -> str:
    """By what somebody stands in a list: a person by surname, others by what they are called."""
    return row.name if row.count or row.unnamed else by_surname(row.name)


def _place_of(row: PersonItem) -> str:
    """Where a row stands in the list: by name, and of those without one by the day as well."""
    date = row.told.date if row.told else None
    return f"{row.name}, {date.short}" if date else listed_as(row)


def _first_day(context: Context, person: str) -> float:
    """The first day that their first case may fall on; last if there is none."""
    cases = context.indexes.cases_of.get(person, ())
    date = context.indexes.dates.get(cases[0]) if cases else None
    return date.extent[0] if date else math.inf
