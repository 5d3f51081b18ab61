"""Figures of a run as Markdown."""

from __future__ import annotations

import os
import platform
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import msgspec
from tests.bench.floor import Floor
from tests.bench.measure import Cost

_MB = 1_000_000
HUGO = "Hugo, cold"
# What a build is to take at most, as a part of the time of Hugo's cold one.
TARGETS = {
    "cold": 2.5,
    "no change": 0.08,
    "edit one body": 0.15,
    "edit one value": 0.2,
    "edit one name": 1.0,
    "add one": 0.3,
    "remove one": 0.3,
}


@dataclass(frozen=True, slots=True)
class Size:
    """Of a site: HTML pages, files of any kind, bytes, bytes of the largest page."""

    pages: int = 0
    files: int = 0
    bytes: int = 0
    largest: int = 0

    @classmethod
    def of(cls, site: Path) -> Size:
        found = [
            (name.endswith(".html"), os.stat(f"{root}/{name}").st_size)  # noqa: PTH116 - many
            for root, _, names in os.walk(site)
            for name in names
        ]
        pages = [size for is_page, size in found if is_page]
        total = sum(size for _, size in found)
        return cls(len(pages), len(found), total, max(pages, default=0))


@dataclass(slots=True)
class Figures:
    """What was measured of one archive; lists have an entry a round, seconds are on the clock."""

    cases: int
    nasty: bool
    where: str
    size: Size = Size()
    hugo_size: Size = Size()
    hugo: list[Cost] = field(default_factory=list)
    hugo_synced: list[float] = field(default_factory=list)
    ours: defaultdict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    floor: Floor | None = None
    stages: Mapping[str, float] | None = None

    @property
    def name(self) -> str:
        """Which archive this is, and where."""
        kind = "nasty" if self.nasty else "ordinary"
        return f"{self.cases:,} cases, {kind}, on {self.where}"

    def brief(self) -> str:
        """The last round in a line: seconds on the clock, and of processors."""
        last = {"Hugo": self.hugo[-1]} | {name: costs[-1] for name, costs in self.ours.items()}
        return ", ".join(f"{name} {cost.wall:.2f} ({cost.cpu:.2f})" for name, cost in last.items())


class KeptCost(msgspec.Struct, frozen=True):
    """Medians: seconds on the clock, how many times Hugo's, of processors, bytes of memory."""

    wall: float
    ratio: float
    cpu: float
    memory: int


_Before = Mapping[str, KeptCost]


class Kept(msgspec.Struct, frozen=True):
    """What is kept of the figures of one archive, for later runs and the chart: by build.

    `cases`: how many. `nasty`, `where`: as in `Figures`. `day`: when it was measured, ISO 8601.
    """

    name: str
    cases: int
    nasty: bool
    where: str
    day: str
    of: dict[str, KeptCost]


def kept_of(figures: Figures) -> Kept:
    """What is kept of these."""
    costs = {HUGO: figures.hugo, **figures.ours}
    hugo = _middle(figures.hugo).wall
    of = {name: _kept_cost(_middle(each), hugo) for name, each in costs.items()}
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    return Kept(figures.name, figures.cases, figures.nasty, figures.where, day, of)


def _kept_cost(cost: Cost, hugo: float) -> KeptCost:
    return KeptCost(
        round(cost.wall, 3), round(cost.wall / hugo, 3), round(cost.cpu, 3), cost.memory
    )


def read_kept(place: Path) -> list[Kept]:
    """What is kept in this file; nothing if there is none."""
    return msgspec.json.decode(place.read_bytes(), type=list[Kept]) if place.exists() else []


def write_kept(place: Path, kept: Iterable[Kept]) -> None:
    """Put these in the place of what is kept of the same archives."""
    by_name = {each.name: each for each in (*read_kept(place), *kept)}
    in_order = sorted(by_name.values(), key=lambda each: (each.nasty, each.where, each.cases))
    data = msgspec.json.format(msgspec.json.encode(in_order), indent=1)
    place.write_bytes(data + b"\n")


def machine() -> str:
    """Where and when this runs."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {len(os.sched_getaffinity(0))} cores, "
        f"{pages / 2**30:.0f} GB, {platform.system()} {platform.machine()}, "
        f"load {os.getloadavg()[0]:.1f} at the start, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def report(figures: Figures, former: Iterable[Kept] = ()) -> str:
    """All figures of one archive, beside those that were kept of an earlier run."""
    before = next((kept.of for kept in former if kept.name == figures.name), {})
    lines = [
        f"### {figures.name}",
        "",
        *_table(_HEAD, [_hugo_row(figures, before), *_rows(figures, before)]),
        "",
        *_remarks(figures),
        "",
    ]
    return "\n".join(lines)


def own_report(cold: Cost, again: Sequence[Cost], python: Sequence[Cost]) -> str:
    """The archive of this repository."""
    empty = median(cost.wall for cost in python)
    rows = [("cold", cold), ("no change", _middle(again))]
    cells = [(name, f"{cost.wall:.3f}", f"{cost.cpu:.3f}", _mb(cost.memory)) for name, cost in rows]
    lines = [
        "### The archive in content/, as a whole process",
        "",
        *_table(("", "wall s", "CPU s", "memory MB"), cells),
        "",
        f"Median of {len(again)}; Python that does nothing: {empty:.3f} s. Target: 0.35 s.",
        "",
    ]
    return "\n".join(lines)


_HEAD = (
    "build",
    "wall s",
    "from – to",
    "× Hugo",
    "formerly",
    "target",
    "CPU s",
    "formerly",
    "× Hugo's",
    "memory MB",
    "pages/s",
    "ms a page",
)


def _hugo_row(figures: Figures, before: _Before) -> tuple[str, ...]:
    return (HUGO, *_cells(figures.hugo, figures.hugo, before.get(HUGO), "", figures.hugo_size))


def _rows(figures: Figures, before: _Before) -> Iterator[tuple[str, ...]]:
    for name, costs in figures.ours.items():
        target = f"≤ {TARGETS[name]:.2f}" if name in TARGETS else ""
        yield (name, *_cells(costs, figures.hugo, before.get(name), target, figures.size))


def _cells(
    costs: Sequence[Cost],
    hugo: Sequence[Cost],
    before: KeptCost | None,
    target: str,
    size: Size,
) -> Iterator[str]:
    cost = _middle(costs)
    walls = [each.wall for each in costs]
    yield f"{cost.wall:.2f}"
    yield f"{min(walls):.2f} – {max(walls):.2f}"
    # Ratios round by round, since what else the machine does changes between them.
    pairs = list(zip(costs, hugo, strict=True))
    yield f"{median(one.wall / other.wall for one, other in pairs):.2f}"
    yield f"{before.ratio:.2f}" if before else ""
    yield target
    yield f"{cost.cpu:.2f}"
    yield f"{before.cpu:.2f}" if before else ""
    yield f"{median(one.cpu / other.cpu for one, other in pairs):.2f}"
    yield _mb(cost.memory)
    yield f"{size.pages / cost.wall:,.0f}"
    yield f"{1000 * cost.wall / size.pages:.2f}"


def _remarks(figures: Figures) -> Iterator[str]:
    for name, size in (("Ours", figures.size), ("Hugo's", figures.hugo_size)):
        yield (
            f"- {name}: {size.pages:,} pages, {size.files:,} files, {size.bytes / _MB:,.1f} MB, "
            f"largest page {size.largest / 1024:,.0f} KB."
        )
    per_cpu = median(cost.cpu for cost in figures.ours["cold"]) / max(1, figures.size.pages)
    hugo_cpu = median(cost.cpu for cost in figures.hugo) / max(1, figures.hugo_size.pages)
    yield f"- Processor time a page, cold: {per_cpu * 1000:.2f} ms; Hugo {hugo_cpu * 1000:.2f} ms."
    synced = median(figures.hugo_synced)
    yield f"- Until Hugo's site is on the disk as well, which ours waits for: {synced:.2f} s more."
    if figures.floor:
        low = figures.floor
        yield (
            f"- The floor, one process: reading the input {low.read:.2f} s, writing the output "
            f"{low.written:.2f} s, until it is on the disk {low.synced:.2f} s."
        )
    if figures.stages:
        total = sum(figures.stages.values())
        parts = sorted(figures.stages.items(), key=lambda item: -item[1])
        shown = ", ".join(f"{name} {spent:.2f}" for name, spent in parts)
        yield f"- Processor seconds by stage, cold, one process, {total:.2f} in all: {shown}."


def _middle(costs: Sequence[Cost]) -> Cost:
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        int(median(cost.memory for cost in costs)),
    )


def _mb(size: int) -> str:
    return f"{size / _MB:,.0f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' + ' ---: |' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
