"""Rows of one and the same day: the first is headed by it, and none says that it is unordered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from msgspec.structs import replace

from defectarchive.model.dates.date import Date
from defectarchive.model.dates.days import Day
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.pagination import PagedList
from defectarchive.views.rows import Section, YearCase

Dated = TypeVar("Dated", bound=YearCase)


def by_day(context: Context, laid_out: PagedList[Dated]) -> PagedList[Dated]:
    """The list with its rows gathered by day, on the page and on those beside it."""
    listing = replace(laid_out.listing, sections=_gathered(context, laid_out.listing.sections))
    pages = (replace(page, sections=_gathered(context, page.sections)) for page in laid_out.pages)
    return PagedList(listing, tuple(pages))


def _gathered(context: Context, sections: Sequence[Section[Dated]]) -> tuple[Section[Dated], ...]:
    return tuple(
        replace(section, rows=tuple(_in_days(context, section.rows))) for section in sections
    )


def _in_days(context: Context, rows: Sequence[Dated]) -> Iterator[Dated]:
    dates = context.indexes.dates
    for day, found in groupby(rows, lambda row: _day(dates.get(row.case.id), row)):
        first, *others = found
        if day is None or not others:
            yield from (first, *others)
            continue
        yield replace(first, day=1 + len(others))
        yield from (replace(row, of_day=True) for row in others)


def _day(date: Date | None, row: YearCase) -> Day | None:
    """The one day of a case; None where more is said of it, or less."""
    if date is None or date.earliest != date.latest or date.time or date.qualified:
        return None
    return None if row.case.date_caution else date.earliest
