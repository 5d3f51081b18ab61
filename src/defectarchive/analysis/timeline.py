"""Archive to timeline: the order of imprecise dates, the years that they touch, the gaps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from defectarchive.frozen import Frozen
from defectarchive.model.archive import Archive
from defectarchive.model.dates.date import civil
from defectarchive.model.outline import Outline
from defectarchive.resolve.order import order_unknown, timeline_order


class TimelineEntry(Frozen, frozen=True):
    """One case on the timeline. `order_unknown`: it may as well stand before its predecessor."""

    event: str
    order_unknown: bool


class YearCases(Frozen, frozen=True):
    """The cases of one calendar year, in timeline order: surely in it, and possibly."""

    year: int
    certain: tuple[str, ...]
    possible: tuple[str, ...]


class Gap(Frozen, frozen=True):
    """Whole calendar years without any case, first and last, between two neighbours."""

    after: str
    before: str
    years: tuple[int, int]


class Timeline(Frozen, frozen=True):
    """All cases in order, those of unknown date last; tallies are no cases and stand apart.

    `years` ascending, only those that some case touches. `wide`: cases whose date is open or
    spans more than ten years, so that no year page has them.
    """

    entries: tuple[TimelineEntry, ...]
    years: tuple[YearCases, ...]
    wide: tuple[str, ...]
    undated: tuple[str, ...]
    tallies: tuple[str, ...]
    gaps: tuple[Gap, ...]


def build_timeline(archive: Archive) -> Timeline:
    """Order the archive's events. Years are never guessed: an undated case stays undated."""
    ordered = timeline_order(archive.outlines.values())
    cases = [event for event in ordered if not event.aggregate]
    entries = tuple(
        TimelineEntry(event.id, number > 0 and order_unknown(cases[number - 1].date, event.date))
        for number, event in enumerate(cases)
    )
    years, wide = _by_year(cases)
    return Timeline(
        entries=entries,
        years=years,
        wide=wide,
        undated=tuple(event.id for event in cases if event.date is None),
        tallies=tuple(event.id for event in ordered if event.aggregate),
        gaps=tuple(_gaps(cases)),
    )


def _by_year(cases: Iterable[Outline]) -> tuple[tuple[YearCases, ...], tuple[str, ...]]:
    certain: dict[int, list[str]] = {}
    possible: dict[int, list[str]] = {}
    wide: list[str] = []
    for event in cases:
        if event.date is None:
            continue
        years = event.date.years()
        if years is None:
            wide.append(event.id)
            continue
        sure = len(years) == 1 or event.date.all_of
        for year in years:
            (certain if sure else possible).setdefault(year, []).append(event.id)
    return (
        tuple(
            YearCases(year, tuple(certain.get(year, ())), tuple(possible.get(year, ())))
            for year in sorted({*certain, *possible})
        ),
        tuple(wide),
    )


def _gaps(cases: Sequence[Outline]) -> Iterable[Gap]:
    """Years that no case can fall in, each run of them between the two cases around it."""
    reached = -math.inf  # the last day that any case so far may fall on
    for number, event in enumerate(cases):
        if event.date is None or event.date.open_ended:
            return
        earliest, latest = event.date.extent
        if math.isfinite(reached) and math.isfinite(earliest):
            first, last = civil(int(reached))[0] + 1, civil(int(earliest))[0] - 1
            if first <= last:
                yield Gap(cases[number - 1].id, event.id, (first, last))
        reached = max(reached, latest)
