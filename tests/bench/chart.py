"""A chart of what builds take against how many cases there are, both axes logarithmic, as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import log10

from tests.bench.report import HUGO, Kept

_WIDTH, _HEIGHT = 760, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 190, 24, 52
# Each build that is drawn: its name in the figures, in the chart, and its class in the style.
_LINES = (
    ("cold", "cold", "cold"),
    (HUGO, "Hugo, cold", "hugo"),
    ("add one", "one article more", "add"),
    ("edit one body", "one body edited", "edit"),
    ("no change", "no change", "none"),
)
_STYLE = """
text { font: 14px system-ui, sans-serif; fill: #333 }
rect { fill: #fff }
path { fill: none; stroke-width: 2.5 }
.grid { stroke: #ddd; stroke-width: 1 }
.cold { stroke: #9c3d2e } .add { stroke: #b07a1e } .edit { stroke: #2f6f62 }
.none { stroke: #44618f }
.hugo { stroke: #888; stroke-dasharray: 6 5 }
@media (prefers-color-scheme: dark) {
text { fill: #ddd } rect { fill: #181818 } .grid { stroke: #3a3a3a }
.cold { stroke: #e08a78 } .add { stroke: #dcb060 } .edit { stroke: #7cc4b4 }
.none { stroke: #93b1e2 }
}
"""


def chart(kept: Sequence[Kept]) -> str:
    """The chart of all ordinary archives that were last measured on a RAM disk, on one day."""
    measured = [each for each in kept if not each.nasty and each.where == "RAM disk"]
    # A machine is not the same from day to day.
    last = max((each.day for each in measured), default="")
    drawn = sorted((e for e in measured if e.day == last), key=lambda each: each.cases)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        "<title>Seconds that a build takes, by number of cases</title>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}"/>',
        *(_drawn(drawn) if drawn else ()),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _drawn(kept: Sequence[Kept]) -> Iterator[str]:
    seconds = [each.of[name].wall for each in kept for name, _, _ in _LINES if name in each.of]
    powers = range(_floor(min(seconds)), _floor(max(seconds)) + 2)
    first, last = log10(kept[0].cases), log10(kept[-1].cases)

    def across(cases: int) -> float:
        share = (log10(cases) - first) / (last - first) if last > first else 0.5
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def down(value: float) -> float:
        share = (log10(value) - powers[0]) / (powers[-1] - powers[0])
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    right = _WIDTH - _RIGHT
    for power in powers:
        at = down(10**power)
        yield f'<path class="grid" d="M{_LEFT} {at:.1f}H{right}"/>'
        yield f'<text x="{_LEFT - 8}" y="{at + 5:.1f}" text-anchor="end">{10.0**power:g} s</text>'
    for each in kept:
        at = across(each.cases)
        yield f'<path class="grid" d="M{at:.1f} {_TOP}V{_HEIGHT - _BOTTOM}"/>'
        below = _HEIGHT - _BOTTOM + 22
        yield f'<text x="{at:.1f}" y="{below}" text-anchor="middle">{each.cases:,}</text>'
    middle = (_LEFT + right) / 2
    yield f'<text x="{middle}" y="{_HEIGHT - 6}" text-anchor="middle">cases</text>'
    ends: list[float] = []
    for name, words, style in _LINES:
        points = [(across(e.cases), down(e.of[name].wall)) for e in kept if name in e.of]
        if not points:
            continue
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        yield f'<path class="{style}" d="M{path}"/>'
        x, y = points[-1]
        # Lines that end close to each other have their words one below the other.
        y = max([y, *(end + 17 for end in ends if abs(end - y) < 17)])
        ends.append(y)
        took = max((e for e in kept if name in e.of), key=lambda e: e.cases).of[name].wall
        yield f'<text x="{x + 10:.1f}" y="{y + 5:.1f}">{escape(words)}, {took:,.3g} s</text>'


def _floor(value: float) -> int:
    return int(log10(value) // 1)
