"""Cases along time: the whole archive, a decade, a year; and how many of each type a year has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

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
    labels,
    shares,
)
from defectarchive.figures.time_scale import MARGIN, MOST_COLUMNS, Scale, month_window, year_window
from defectarchive.model.dates.date import civil
from defectarchive.model.dates.days import iso_year
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.pagination import weight
from defectarchive.views.figures import LETTER, WIDTH, Band, Column, Mark, StretchView, TimeFigure

MOST_BYTES = 36_000
"""What the marks of a figure may weigh: a page has room for its lists beside them."""
MOST_CELLS = 900
"""How many columns a figure has at most, of all types."""
_MARKUP = 60
_TITLE = 70

Paths = Mapping[str, str]
"""By the slug of a stretch ("1991", "1991-05", "1990s"), where its cases are listed."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a page: those that can be drawn by type, and how many cannot."""

    by_type: Mapping[str, Sequence[Dated]]
    wide: int
    undated: int

    @property
    def dated(self) -> list[Dated]:
        return [case for cases in self.by_type.values() for case in cases]

    @classmethod
    def of(cls, context: Context, events: Iterable[str]) -> Cases:
        """Types in the order of the vocabulary; cases whose type nobody gives come last."""
        types = dict.fromkeys((*context.vocabulary.event_types, ""))
        by_type: dict[str, list[Dated]] = {kind: [] for kind in types}
        wide = undated = 0
        for identifier in events:
            date = context.indexes.dates.get(identifier)
            if date is None:
                undated += 1
            elif date.years() is None:
                wide += 1
            else:
                kind = context.case(identifier).type
                by_type[kind.id if kind else ""].append(Dated(identifier, date))
        return cls({kind: of_type for kind, of_type in by_type.items() if of_type}, wide, undated)


def whole_figure(context: Context, decades: Paths) -> TimeFigure | None:
    """All cases; None where none can be drawn. decades: where each is listed."""
    cases = Cases.of(context, (entry.event for entry in context.timeline.entries))
    window = _around(context, len(cases.by_type))
    return _drawn(context, cases, window, {**decades, **_years(context)}) if window else None


def part_figure(context: Context, events: Sequence[str], kind: str) -> TimeFigure | None:
    """The cases of a part of the timeline: a decade, a year or a month; None for other parts."""
    cases = Cases.of(context, events)
    days = [case.date.earliest for case in cases.dated if case.date.earliest is not None]
    if not days or kind not in _WINDOWS:
        return None
    return _drawn(context, cases, _WINDOWS[kind](*civil(min(days))[:2]), _years(context))


def year_figure(context: Context, year: int, events: Iterable[str], paths: Paths) -> TimeFigure:
    """The cases that touch a year, by months."""
    return _drawn(context, Cases.of(context, events), year_window(year, year), paths)


def bars_figure(context: Context) -> TimeFigure | None:
    """How many cases of each type each year has, and of all types; None where there are none."""
    cases = Cases.of(context, (entry.event for entry in context.timeline.entries))
    window = _around(context, len(cases.by_type) + 1)
    if window is None:
        return None
    paths = _years(context)
    kinds = {kind: shares(window, own) for kind, own in cases.by_type.items()}
    top = shares(window, cases.dated)
    layout = _Layout(context, window, paths, max(share.total for share in top))
    if len(kinds) > 1:
        layout.add_columns("", top, len(cases.dated), everything=True)
    for kind, own in kinds.items():
        layout.add_columns(kind, own, len(cases.by_type[kind]))
    return layout.figure(cases)


_WINDOWS: Mapping[str, Callable[[int, int], Scale]] = {
    "decade": lambda year, _month: year_window(year - year % 10, year - year % 10 + 9),
    "year": lambda year, _month: year_window(year, year),
    "month": month_window,
}


def _around(context: Context, bands: int) -> Scale | None:
    """All years that have cases, in stretches so long that their columns do not weigh too much."""
    years = context.timeline.years
    if not years:
        return None
    return year_window(years[0].year, years[-1].year, min(MOST_COLUMNS, MOST_CELLS // bands))


def _years(context: Context) -> Paths:
    return {iso_year(each.year): routes.year(each.year) for each in context.timeline.years}


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
            layout.add_columns(kind, columns[kind], len(own))
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
        y=-LANE * spot.lane - LANE // 2,
        unsure=date is not None and date.qualified,
        bars=spot.bars,
    )


@dataclass(slots=True)
class _Layout:
    """Bands one beneath the other. most: what the highest column stands for, in all bands."""

    context: Context
    window: Scale
    paths: Paths
    most: Fraction
    bands: list[Band] = field(default_factory=list)
    y: int = AXIS

    def add_marks(self, kind: str, marks: Sequence[Mark], lanes: Sequence[int]) -> None:
        base = self.y + HEADING + LANE * (max(lanes) + 1)
        placed = tuple(msgspec.structs.replace(mark, y=base + mark.y) for mark in marks)
        self._add(kind, base, len(marks), marks=placed)

    def add_columns(
        self, kind: str, tallied: Sequence[Share], cases: int, *, everything: bool = False
    ) -> None:
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
        self._add(kind, base, cases, columns=columns, everything=everything)

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
        return TimeFigure(
            width=WIDTH,
            height=self.y,
            first=first,
            last=last,
            unit=self.window.unit,
            ticks=self.window.ticks(self.context.words),
            bands=tuple(self.bands),
            signs=tuple(sorted(signs)),
            drawn=len(cases.dated),
            wide=cases.wide,
            undated=cases.undated,
            stretches=self._stretches(),
            bars=any(mark.bars for mark in marks),
            hatched=any(column.perhaps for column in columns),
            unsure=any(mark.unsure for mark in marks),
        )

    def _stretches(self) -> tuple[StretchView, ...]:
        sure: Counter[int] = Counter()
        perhaps: Counter[int] = Counter()
        for band in self.bands:
            if not band.all:
                sure.update({column.stretch: column.sure for column in band.columns})
                perhaps.update({column.stretch: column.perhaps for column in band.columns})
        if not sure:
            return ()
        stretches = self.window.stretches()
        starts = [*(self.window.x(stretch.first) for stretch in stretches), WIDTH - MARGIN]
        return tuple(
            StretchView(
                text=stretch.text(self.context.words),
                path=self.paths.get(stretch.slug, ""),
                x=starts[at],
                width=starts[at + 1] - starts[at],
                sure=sure[at],
                perhaps=perhaps[at],
            )
            for at, stretch in enumerate(stretches)
        )

    def _ends(self) -> tuple[str, str]:
        years, words = self.window.years, self.context.words
        if len(years) > 1 or self.window.unit != "day":
            return words.year(years[0]), words.year(years[-1])
        year, month, _ = civil(self.window.first)
        return words.month_of(year, month), words.month_of(year, month)
