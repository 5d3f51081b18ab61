"""What a run of the benchmark keeps, and how it draws it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from tests.bench.chart import chart
from tests.bench.measure import Cost
from tests.bench.report import HUGO, Figures, Size, kept_of, read_kept, report, write_kept


def figures(cases: int, wall: float) -> Figures:
    found = Figures(cases, nasty=False, where="RAM disk", size=Size(10, 20, 30, 3))
    found.hugo_size = Size(5, 5, 5, 1)
    found.hugo = [Cost(2.0, 3.0, 10), Cost(4.0, 3.0, 10), Cost(8.0, 3.0, 10)]
    found.hugo_synced = [0.0]
    found.ours["cold"] = [Cost(wall, wall, 10), Cost(wall * 2, wall, 10), Cost(wall * 9, wall, 10)]
    return found


def test_what_is_kept_replaces_what_was_kept_of_the_same_archive(tmp_path: Path) -> None:
    place = tmp_path / "kept.json"
    write_kept(place, [kept_of(figures(1000, 8.0)), kept_of(figures(100, 1.0))])
    write_kept(place, [kept_of(figures(1000, 16.0))])
    small, large = read_kept(place)
    assert (small.cases, large.cases) == (100, 1000)
    assert (large.of[HUGO].wall, large.of["cold"].wall, large.of["cold"].ratio) == (4.0, 32.0, 8.0)


def test_a_report_has_the_former_figures_beside_todays() -> None:
    said = report(figures(1000, 8.0), [kept_of(figures(1000, 3.0)), kept_of(figures(100, 5.0))])
    (cold,) = (line for line in said.splitlines() if line.startswith("| cold"))
    cells = [cell.strip() for cell in cold.strip("|").split("|")]
    # Wall, from and to, × Hugo, formerly, target, processor seconds, formerly.
    assert cells[1:8] == ["16.00", "8.00 – 72.00", "4.00", "1.50", "≤ 2.50", "8.00", "3.00"]


def test_the_chart_has_a_line_for_each_build_and_larger_is_higher_and_further_right() -> None:
    drawn = chart([kept_of(figures(10_000, 30.0)), kept_of(figures(1000, 3.0))])
    root = ET.fromstring(drawn)  # noqa: S314 - our own
    (line,) = (each for each in root.iter() if each.get("class") == "cold")
    (x1, y1), (x2, y2) = (map(float, point.split()) for point in line.attrib["d"][1:].split("L"))
    assert x2 > x1
    assert y2 < y1
    assert "Hugo, cold" in drawn
