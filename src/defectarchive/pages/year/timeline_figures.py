"""Cases along time: the whole archive, a decade, a year; and how many of each type a year has."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

import msgspec

from defectarchive.figures.text_width import cut
from defectarchive.figures.time_layout import (
    AXIS,
    BELOW,
    HEADING,
    LANE,
    NUMBER,
    CaseSpot,
    Dated,
    Share,
    heights,
    in_lanes,
    in_runs,
    is_crowded,
    labels,
    runs,
    shares,
)
from defectarchive.figures.time_scale import (
    MARGIN,
    MOST_COLUMNS,
    Scale,
    Stretch,
    day_windows,
    fitting,
    month_windows,
    year_windows,
)
from defectarchive.frozen import Frozen
from defectarchive.model.dates.date import civil
from defectarchive.model.dates.days import iso_day, iso_year
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.pagination import weight
from defectarchive.views.figures import (
    LETTER,
    TARGET,
    WIDTH,
    Band,
    Column,
    Mark,
    StretchView,
    TimeFigure,
)
from defectarchive.views.rows import PartLink

MOST_BYTES = 36_000
"""What the marks of a figure may weigh: a page has room for its lists beside them."""
MOST_CELLS = 900
"""How many columns a figure has at most, of all types."""
_MARKUP = 60
_TITLE = 70

# Years are left out where all the others have so large a part of the cases.
_BULK = Fraction(9, 10)

Paths = Mapping[str, str]
"""By the slug of a stretch ("1991", "1991-05", "1990s"), where its cases are listed."""


class Cases(Frozen, frozen=True):
    """The cases of a page: those that can be drawn by type, and how many cannot."""

    by_type: Mapping[str, Sequence[Dated]]
    wide: int
    undated: int
    outside: int = 0

    @property
    def dated(self) -> list[Dated]:
        return [case for cases in self.by_type.values() for case in cases]

    @classmethod
    def of(cls, context: Context, events: Iterable[str], types: Mapping[str, str]) -> Cases:
        """`types`: of each event, as far as it has one. Those come in the vocabulary's order."""
        known = dict.fromkeys((*context.vocabulary.event_types, ""))
        by_type: dict[str, list[Dated]] = {kind: [] for kind in known}
        wide = undated = 0
        for identifier in events:
            date = context.indexes.dates.get(identifier)
            if date is None:
                undated += 1
            elif date.years() is None:
                wide += 1
            else:
                by_type[types.get(identifier, "")].append(Dated(identifier, date))
        return cls({kind: of_type for kind, of_type in by_type.items() if of_type}, wide, undated)

    def within(self, window: Scale) -> Cases:
        """Those that may fall into the window; the others are counted."""
        inside = {
            kind: [case for case in of_type if _meets(window, case)]
            for kind, of_type in self.by_type.items()
        }
        by_type = {kind: of_type for kind, of_type in inside.items() if of_type}
        left = len(self.dated) - sum(map(len, by_type.values()))
        return Cases(by_type, self.wide, self.undated, left)


def whole_figure(context: Context, paths: Paths) -> TimeFigure | None:
    """All cases; None where none can be drawn. paths: where those of each stretch are listed."""
    drawn = _whole(context, _types_of_all(context))
    return _drawn(context, *drawn, {**paths, **_years(context)}) if drawn else None


def part_figure(context: Context, events: Sequence[str], part: PartLink) -> TimeFigure | None:
    """The cases of a part of the timeline: a decade, a year, a month or some of its days, or None.

    Other parts have no figure.
    """
    kind = part.group.kind
    cases = Cases.of(context, events, _types_of(context, events))
    days = [case.date.earliest for case in cases.dated if case.date.earliest is not None]
    if not days or kind not in _YEARS:
        return None
    year, month, _ = civil(min(days))
    first = year - year % _YEARS[kind]
    last = first + _YEARS[kind] - 1
    if kind == "month":
        windows = month_windows(year, month) if part.of == 1 else day_windows(min(days), max(days))
    else:
        windows = year_windows(first, last)
    window = _fitted(cases, windows)
    return _drawn(context, cases, window, _years(context))


def year_figure(context: Context, year: int, events: Sequence[str], paths: Paths) -> TimeFigure:
    """The cases that touch a year, by months, or by weeks if one month has most of them."""
    cases = Cases.of(context, events, _types_of(context, events))
    return _drawn(context, cases, _fitted(cases, year_windows(year, year)[:3]), paths)


def bars_figure(context: Context) -> TimeFigure | None:
    """How many cases of each type each year has, and of all types; None where there are none."""
    drawn = _whole(context, _types_of_all(context))
    if drawn is None:
        return None
    cases, window = drawn
    kinds = {kind: shares(window, own) for kind, own in cases.by_type.items()}
    top = shares(window, cases.dated)
    layout = _Layout(context, window, _years(context), max(share.total for share in top))
    if len(kinds) > 1:
        layout.add_columns("", top, cases.dated, everything=True)
    for kind, own in kinds.items():
        layout.add_columns(kind, own, cases.by_type[kind])
    return layout.figure(cases)


def strip_figure(context: Context) -> TimeFigure | None:
    """How many cases there are along time, of all types together; None where there are none."""
    drawn = _whole(context, {})
    if drawn is None:
        return None
    cases, window = drawn
    found = shares(window, cases.dated)
    layout = _Layout(context, window, _years(context), max(share.total for share in found))
    layout.add_columns("", found, cases.dated, everything=True)
    return layout.figure(cases)


_YEARS: Mapping[str, int] = {"decade": 10, "year": 1, "month": 1}


def _types_of_all(context: Context) -> dict[str, str]:
    indexes = context.indexes
    kinds = context.vocabulary.event_types
    return {event: kind for kind in kinds for event in indexes.types.get(kind, ())}


def _types_of(context: Context, events: Iterable[str]) -> dict[str, str]:
    """The same out of rows that are shown anyway."""
    rows = {event: context.case(event).type for event in events}
    return {event: kind.id for event, kind in rows.items() if kind}


def _whole(context: Context, types: Mapping[str, str]) -> tuple[Cases, Scale] | None:
    """All cases that can be drawn, and all years that they touch, in stretches that suit them.

    If one of these still held more than half of the cases, years that have hardly any are left out.
    """
    years = context.timeline.years
    if not years:
        return None
    cases = Cases.of(context, (entry.event for entry in context.timeline.entries), types)
    bands = len(cases.by_type) + (len(cases.by_type) > 1)
    window = _fitted(cases, year_windows(years[0].year, years[-1].year), bands)
    if not is_crowded(window, cases.dated):
        return cases, window
    touched = Counter(year for case in cases.dated for year in case.date.years() or ())
    first, last = _bulk(touched)
    if 2 * (last + 1 - first) > len(window.years):
        return cases, window
    window = _fitted(cases, year_windows(first, last), bands)
    return cases.within(window), window


def _fitted(cases: Cases, windows: tuple[Scale, ...], bands: int = 1) -> Scale:
    dated = cases.dated
    most = min(MOST_COLUMNS, MOST_CELLS // bands)
    return fitting(windows, most, len(dated), partial(is_crowded, cases=dated))


def _bulk(touched: Mapping[int, int]) -> tuple[int, int]:
    """The shortest run of years that has most of the cases, the first of several."""
    years, enough = sorted(touched), _BULK * sum(touched.values())
    best, start, held = (years[0], years[-1]), 0, 0
    for year in years:
        held += touched[year]
        while held - touched[years[start]] >= enough:
            held -= touched[years[start]]
            start += 1
        if held >= enough and year - years[start] < best[1] - best[0]:
            best = years[start], year
    return best


def _meets(window: Scale, case: Dated) -> bool:
    return any(first <= window.last and last >= window.first for first, last in runs(case.date))


def _years(context: Context) -> Paths:
    return {iso_year(year): routes.year(year) for year in _numbers(context)}


def _numbers(context: Context) -> list[int]:
    """The years that have a page, ascending."""
    return [int(year) for year in context.indexes.cases_of_year]


def _drawn(context: Context, cases: Cases, window: Scale, paths: Paths) -> TimeFigure:
    """Signs and bars for each type, or columns where lanes do not suffice for its cases.

    If there are too many signs in all, there are columns for every type, to be compared.
    """
    lanes = {kind: in_lanes(window, own) for kind, own in cases.by_type.items()}
    marks = {
        kind: [_mark(context, spot) for spot in spots]
        for kind, spots in lanes.items()
        if spots is not None
    }
    weights = {kind: sum(weight(mark) + _MARKUP for mark in own) for kind, own in marks.items()}
    if sum(weights.values()) > MOST_BYTES:
        weights.clear()
    columns = {
        kind: shares(window, own) for kind, own in cases.by_type.items() if kind not in weights
    }
    totals = [share.total for own in columns.values() for share in own]
    layout = _Layout(context, window, paths, max(totals, default=Fraction()))
    for kind, own in cases.by_type.items():
        if kind in columns:
            layout.add_columns(kind, columns[kind], own)
        else:
            layout.add_marks(kind, marks[kind], [spot.lane for spot in lanes[kind] or ()])
    return layout.figure(cases)


def _mark(context: Context, spot: CaseSpot) -> Mark:
    """Its y counts from the base line until it has one."""
    case = context.case(spot.event)
    date = context.indexes.dates.get(spot.event)
    return Mark(
        path=case.path,
        title=cut(case.title, _TITLE, 1),
        date=case.date.short if case.date else "",
        caution=case.date_caution,
        x=spot.x,
        y=-TARGET * spot.lane - LANE // 2,
        left=spot.left,
        width=spot.width,
        unsure=date is not None and date.qualified,
        bars=spot.bars,
    )


@dataclass(slots=True)
class _Layout:
    """Bands one beneath the other. most: what the highest column stands for, in all bands.

    counted: the cases that columns stand for.
    """

    context: Context
    window: Scale
    paths: Paths
    most: Fraction
    bands: list[Band] = field(default_factory=list)
    counted: dict[str, Dated] = field(default_factory=dict)
    y: int = AXIS

    def add_marks(self, kind: str, marks: Sequence[Mark], lanes: Sequence[int]) -> None:
        base = self.y + HEADING + LANE + TARGET * max(lanes)
        placed = tuple(msgspec.structs.replace(mark, y=base + mark.y) for mark in marks)
        self._add(kind, base, len(marks), marks=placed)

    def add_columns(
        self,
        kind: str,
        tallied: Sequence[Share],
        cases: Sequence[Dated],
        *,
        everything: bool = False,
    ) -> None:
        self.counted |= {case.event: case for case in cases}
        stands = heights(tallied, self.most)
        highest = max(whole for _, whole in stands)
        base = self.y + HEADING + NUMBER + highest
        starts = [self.window.x(share.stretch.first) for share in tallied]
        width = (WIDTH - 2 * MARGIN) // len(tallied)
        words = labels(tallied, width, LETTER)
        columns = tuple(
            Column(
                stretch=at,
                x=starts[at],
                width=max(2, width - max(1, width // 8)),
                hatched=base - stands[at][1],
                top=base - stands[at][0],
                sure=share.sure,
                perhaps=share.perhaps,
                label=words.get(at, ""),
            )
            for at, share in enumerate(tallied)
            if share.sure or share.perhaps
        )
        self._add(kind, base, len(cases), columns=columns, everything=everything)

    def _add(
        self,
        kind: str,
        base: int,
        cases: int,
        *,
        marks: tuple[Mark, ...] = (),
        columns: tuple[Column, ...] = (),
        everything: bool = False,
    ) -> None:
        word = self.context.vocabulary.event_types.get(kind)
        band = Band(
            type=self.context.event_type(kind) if word else None,
            all=everything,
            plural=word.plural if word else "",
            top=self.y,
            y=self.y + HEADING - 16,
            base=base,
            cases=cases,
            marks=marks,
            columns=columns,
        )
        self.bands.append(band)
        self.y = base + BELOW

    def figure(self, cases: Cases) -> TimeFigure:
        marks = [mark for band in self.bands for mark in band.marks]
        columns = [column for band in self.bands for column in band.columns]
        signs = {band.type.mark for band in self.bands if band.type}
        first, last = self._ends()
        count = len(self.window.stretches) if self.counted else 0
        return TimeFigure(
            width=WIDTH,
            height=self.y,
            first=first,
            last=last,
            unit=self.window.word,
            ticks=self.window.ticks(self.context.words),
            bands=tuple(self.bands),
            signs=tuple(sorted(signs)),
            drawn=len(cases.dated),
            outside=cases.outside,
            wide=cases.wide,
            undated=cases.undated,
            stretches=self._stretches([range(at, at + 1) for at in range(count)]),
            runs=tuple(
                run
                for run in self._stretches(self.window.runs)
                if run.path and (run.sure or run.perhaps)
            ),
            bars=any(mark.bars for mark in marks),
            hatched=any(column.perhaps for column in columns),
            unsure=any(mark.unsure for mark in marks),
        )

    def _stretches(self, runs: Sequence[range]) -> tuple[StretchView, ...]:
        """Runs of the window's stretches, each with the cases that columns stand for."""
        if not self.counted:
            return ()
        stretches, cases = self.window.stretches, self.counted.values()
        starts = [*(self.window.x(each.first) for each in stretches), WIDTH - MARGIN]
        filled = [bool(share.total) for share in shares(self.window, cases)]
        finest = max((slug.count("-") for slug in self.paths), default=0)
        years = _numbers(self.context)
        return tuple(
            StretchView(
                text=Stretch(stretches[run[0]].first, stretches[run[-1]].last, "").text(
                    self.context.words
                ),
                path=self._path((stretches[at] for at in run if filled[at]), finest, years),
                x=starts[run[0]],
                width=starts[run[-1] + 1] - starts[run[0]],
                sure=sure,
                perhaps=perhaps,
            )
            for run, (sure, perhaps) in zip(runs, in_runs(self.window, runs, cases), strict=True)
        )

    def _path(self, stretches: Iterable[Stretch], finest: int, years: Sequence[int]) -> str:
        """Where the first cases of these are listed, as nearly as there is a list of them."""
        slugs = (slug for stretch in stretches for slug in _slugs(stretch, finest, years))
        return next((self.paths[slug] for slug in slugs if slug in self.paths), "")

    def _ends(self) -> tuple[str, str]:
        years, words = self.window.years, self.context.words
        months = {civil(day)[1] for day in (self.window.first, self.window.last)}
        if len(years) > 1 or len(months) > 1:
            return words.year(years[0]), words.year(years[-1])
        period = words.period(self.window.first, self.window.last)
        return period, period


def _slugs(stretch: Stretch, finest: int, years: Sequence[int]) -> Iterator[str]:
    """Of the days, months and years in a stretch, as far as it is not much longer than these.

    finest: how many hyphens a slug may have: that of a day has two. years: those that may have one,
    ascending; a stretch may be of more years than anybody can count.
    """
    if stretch.slug:
        yield stretch.slug
    first, last = stretch.first, stretch.last
    if finest > 1 and last - first < 31:
        yield from map(iso_day, range(first, last + 1))
    if finest > 0 and last - first < 366:
        yield from dict.fromkeys(iso_day(day)[:-3] for day in range(first, last + 1))
    begin, end = civil(first)[0], civil(last)[0]
    yield from map(iso_year, years[bisect_left(years, begin) : bisect_right(years, end)])
