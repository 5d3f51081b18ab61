"""Where each case stands along time: signs and bars in lanes, or columns where these are too many.

A case is a dot in the first free lane above the base line, as in a dot plot; one of a vague date
is a bar as long as its date is vague. Where more cases meet than there are lanes, their number is
the height of a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from defectarchive.figures.time_scale import YEAR, Scale, Stretch
from defectarchive.frozen import Frozen
from defectarchive.model.dates.date import Date, Day, civil
from defectarchive.views.figures import TARGET, WIDTH, Bar

LANES = 4
LANE, SIGN = 26, 20
"""The lowest lane is this high; those above it are apart as far as what can be touched is high."""
HEADING, AXIS, COLUMNS, NUMBER, BELOW = 52, 48, 130, 44, 12
_BEYOND = 2 * WIDTH
# Of fewer cases, it is no matter how many stand in one column.
_SEVERAL = 12
# A figure asks several times where a case stands: whether it fits, in its band, and in all.
_REMEMBERED = 16_384


class Dated(Frozen, frozen=True):
    """A case and its date, which is closed."""

    event: str
    date: Date


class CaseSpot(Frozen, frozen=True):
    """Where a case is drawn: its lane counts from the base line. bars: () for a sign around x.

    left, width: what of its lane is its own.
    """

    event: str
    lane: int
    x: int
    bars: tuple[Bar, ...]
    left: int
    width: int


class Share(Frozen, frozen=True):
    """What falls into a stretch: cases surely in it, and shares of `perhaps` others."""

    stretch: Stretch
    sure: int
    perhaps: int
    shared: Fraction

    @property
    def total(self) -> Fraction:
        return self.sure + self.shared


def runs(date: Date) -> list[tuple[Day, Day]]:
    """The runs of days that a closed date may mean, in order, joined where they meet."""
    joined: list[tuple[Day, Day]] = []
    spans = ((span.earliest, span.latest) for span in date.spans)
    for first, last in sorted((a, b) for a, b in spans if a is not None and b is not None):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def in_lanes(scale: Scale, cases: Iterable[Dated]) -> list[CaseSpot] | None:
    """A place for each case that may fall into the window; None where lanes do not suffice."""
    drawn = [(*_drawn(scale, case), case.event) for case in cases]
    placed = sorted((_wide_enough(extent), extent, event, bars) for extent, bars, event in drawn)
    ends: list[int] = []
    spots: list[CaseSpot] = []
    for (left, right), (first, last), event, bars in placed:
        lane = next((at for at, end in enumerate(ends) if end <= left), len(ends))
        if lane == LANES:
            return None
        ends[lane : lane + 1] = [right]
        x = (max(first, 0) + min(last, WIDTH)) // 2
        spots.append(CaseSpot(event, lane, x, bars, left, right - left))
    return spots


def _drawn(scale: Scale, case: Dated) -> tuple[tuple[int, int], tuple[Bar, ...]]:
    """From where to where a case is drawn, and its bars if these are longer than a sign."""
    ends = [
        (max(scale.x(first), -_BEYOND), min(scale.x(last + 1), WIDTH + _BEYOND))
        for first, last in runs(case.date)
    ]
    first, last = ends[0][0], ends[-1][1]
    if last - first <= SIGN:
        middle = (first + last) // 2
        return (middle - SIGN // 2, middle + SIGN // 2), ()
    bars = tuple(Bar(x, max(3, end - x)) for x, end in ends)
    return (first, bars[-1].x + bars[-1].width), bars


def _wide_enough(extent: tuple[int, int]) -> tuple[int, int]:
    """What of a drawing is seen of an extent, and so much around it that it can be touched."""
    first, last = max(extent[0], 0), min(extent[1], WIDTH)
    left = min(max(0, (first + last - TARGET) // 2), WIDTH - TARGET)
    return min(first, left), max(last, left + TARGET)


def shares(scale: Scale, cases: Iterable[Dated]) -> list[Share]:
    """Each stretch with the cases in it. A case of a vague date is shared out over all it touches.

    A stretch outside the window takes its share as well, so that the shares here may add up to
    less than one. Where every date of a set is meant, the case is surely in each of them.
    """
    stretches = scale.stretches
    sure = [0] * len(stretches)
    perhaps = [0] * len(stretches)
    # How many cases put a share of one in so many here: added up at the end, fractions being slow.
    parts: list[dict[int, int]] = [{} for _ in stretches]
    for case in cases:
        touched = _touched(scale, case.date)
        inside = [at for at in touched if 0 <= at < len(stretches)]
        if len(touched) == 1 or case.date.all_of:
            for at in inside:
                sure[at] += 1
        else:
            for at in inside:
                perhaps[at] += 1
                parts[at][len(touched)] = parts[at].get(len(touched), 0) + 1
    shared = (sum((Fraction(n, of) for of, n in each.items()), Fraction()) for each in parts)
    rows = zip(stretches, sure, perhaps, shared, strict=True)
    return [Share(*row) for row in rows]


def in_runs(scale: Scale, runs: Sequence[range], cases: Iterable[Dated]) -> list[tuple[int, int]]:
    """Of runs of stretches, how many cases are surely in each, and how many perhaps."""
    run_of = {at: number for number, run in enumerate(runs) for at in run}
    sure, perhaps = [0] * len(runs), [0] * len(runs)
    for case in cases:
        touched = {run_of.get(at) for at in _touched(scale, case.date)}
        counts = sure if len(touched) == 1 or case.date.all_of else perhaps
        for number in touched:
            if number is not None:
                counts[number] += 1
    return [*zip(sure, perhaps, strict=True)]


@lru_cache(_REMEMBERED)
def _touched(scale: Scale, date: Date) -> tuple[int, ...]:
    """Which stretches a date touches, by number; those before and after the window as well."""
    if scale.unit == YEAR:
        first = civil(scale.first)[0]
        return tuple(sorted({(year - first) // scale.step for year in date.years() or ()}))
    spans = ((scale.number(first), scale.number(last)) for first, last in runs(date))
    return tuple(sorted({at for first, last in spans for at in range(first, last + 1)}))


def is_crowded(scale: Scale, cases: Sequence[Dated]) -> bool:
    """Whether one stretch holds more than half of what is drawn, where that is more than a few."""
    if len(cases) < _SEVERAL:
        return False
    totals = [share.total for share in shares(scale, cases)]
    return 2 * max(totals) > sum(totals)


def heights(tallied: Sequence[Share], most: Fraction) -> list[tuple[int, int]]:
    """For each stretch how high the sure cases stand, and with the shares of others on top."""
    if not most:
        return [(0, 0)] * len(tallied)
    return [(_height(Fraction(each.sure) / most), _height(each.total / most)) for each in tallied]


def _height(part: Fraction) -> int:
    # What is there is seen, however little it is.
    return max(3, round(part * COLUMNS)) if part else 0


def labels(tallied: Sequence[Share], width: int, letter: float) -> Mapping[int, str]:
    """The numbers to print above columns: all where there is room, else the largest alone."""
    texts = {at: str(each.sure) + ("+" if each.perhaps else "") for at, each in enumerate(tallied)}
    filled = {at: text for at, text in texts.items() if tallied[at].sure or tallied[at].perhaps}
    if not filled:
        return {}
    if max(map(len, filled.values())) * letter + 4 <= width:
        return filled
    highest = max(filled, key=lambda at: (tallied[at].total, -at))
    return {highest: filled[highest]}
