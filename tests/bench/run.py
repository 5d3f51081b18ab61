"""What a build costs, beside Hugo's cold build of the equivalent site in the same run.

    python -m tests.bench.run [--cases 1000 10000] [--kinds ordinary nasty] [--runs N] …

Prints Markdown. A round is, for one archive: Hugo cold; ours cold into a fresh folder; nothing
changed; the first edit after a cold build, which makes the spare tree; then a body, a value, a
name, a new article, an article less. Before each build all that was written until then is on the
disk. Figures are medians over the rounds, beside those of the last run that was kept (`--keep`). No
search index in any of them, and no cards.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import generate, hugo
from tests.bench.chart import chart
from tests.bench.floor import Floor, floor
from tests.bench.measure import Cost, measure
from tests.bench.report import (
    Figures,
    Size,
    kept_of,
    machine,
    own_report,
    read_kept,
    report,
    write_kept,
)

from defectarchive.workspace.trees.swap import flush_filesystem

ROOT = Path(__file__).parents[2]
MANY = 10_000
RAM_DISK = Path("/dev/shm/defectarchive-bench")  # noqa: S108 - a RAM disk is what is asked for
KEPT = ROOT / "docs" / "benchmarks.json"
CHART = ROOT / "docs" / "benchmarks.svg"
_NAME = re.compile(r"^name: .*$", re.MULTILINE)
_AGE = re.compile(r"age: (\d+)")


@dataclass(frozen=True, slots=True)
class Place:
    """One archive, its Hugo site, and the folders of their builds, all in `folder`."""

    folder: Path
    cases: int
    nasty: bool
    jobs: int

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def site(self) -> Path:
        """In a folder of its own, with all that a build leaves beside it."""
        return self.folder / "ours" / "site"

    def prepare(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        generate.generate(self.content, self.cases, nasty=self.nasty)
        hugo.write_site(self.content, self.folder / "hugo")

    def build(self) -> Cost:
        flush_filesystem(self.folder)
        return measure(ours(self.content, self.site, self.jobs), self.folder / "log")

    def build_cold(self) -> Cost:
        self.clear()
        return self.build()

    def clear(self) -> None:
        shutil.rmtree(self.site.parent, ignore_errors=True)

    def build_with_hugo(self) -> tuple[Cost, Size, float]:
        """Cost and size of Hugo's site, and the seconds until it is on the disk as ours is."""
        output, cache = self.folder / "hugo-site", self.folder / "hugo-cache"
        command = hugo.command(self.folder / "hugo", output, cache)
        flush_filesystem(self.folder)
        cost = measure(command, self.folder / "log")
        started = time.perf_counter()
        flush_filesystem(self.folder)
        synced = time.perf_counter() - started
        size = Size.of(output)
        for spent in (output, cache):
            shutil.rmtree(spent, ignore_errors=True)
        return cost, size, synced

    def stages(self) -> dict[str, float]:
        self.clear()
        places = [str(self.content), str(self.site)]
        command = [sys.executable, "-m", "tests.bench.stages", *places]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        spent: dict[str, float] = json.loads(said.splitlines()[-1])
        return spent

    def floor(self) -> Floor:
        return floor(self.content, self.site, self.folder / "copy")


def ours(content: Path, output: Path, jobs: int) -> list[str | Path]:
    """The command that builds, as a user would give it."""
    options = ["--no-search", "--no-cards", "--jobs", str(jobs)]
    program = [sys.executable, "-m", "defectarchive", "build"]
    return [*program, "--content", content, "--output", output, *options]


# Each changes the content in one way; a round has its own articles to change.
def edit_body(place: Place, turn: int) -> None:
    with _article(place, 17 + turn).open("a", encoding="utf-8") as file:
        file.write(f"\nThis became known in round {turn}.\n")


def edit_value(place: Place, turn: int) -> None:
    file = _article(place, 1017 + turn if place.cases > 1_100 else 57 + turn)
    text = file.read_text(encoding="utf-8")
    file.write_text(_AGE.sub(lambda age: f"age: {int(age[1]) + 1}", text, 1), encoding="utf-8")


def edit_name(place: Place, turn: int) -> None:
    file = place.content / "people" / "person-0.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(_NAME.sub(f"name: Renamed Person {turn}", text), encoding="utf-8")


def add_one(place: Place, turn: int) -> None:
    rng = random.Random(turn)  # noqa: S311 - the same article in each run; no secret
    case = place.cases + turn
    text = generate.article(rng, case, 1990, ["person-0", "person-1"], 0)
    _article(place, case).write_text(text, encoding="utf-8")


def remove_one(place: Place, turn: int) -> None:
    _article(place, place.cases // 2 + turn).unlink()


def _article(place: Place, case: int) -> Path:
    return place.content / "articles" / f"case-{case}-report-1.md"


STEPS: dict[str, Callable[[Place, int], None]] = {
    "no change": lambda _place, _turn: None,
    "first edit after cold": lambda place, turn: edit_body(place, 100 + turn),
    "edit one body": edit_body,
    "edit one value": edit_value,
    "edit one name": edit_name,
    "add one": add_one,
    "remove one": remove_one,
}


def measure_archive(place: Place, rounds: int, *, stages: bool) -> Figures:
    """All figures of one archive."""
    _say(f"{place.folder}: writing {place.cases} cases")
    place.prepare()
    figures = Figures(place.cases, place.nasty, place.folder.parent.name)
    for turn in range(rounds):
        cost, figures.hugo_size, synced = place.build_with_hugo()
        figures.hugo.append(cost)
        figures.hugo_synced.append(synced)
        figures.ours["cold"].append(place.build_cold())
        if turn == 0:
            figures.size = Size.of(place.site)
            figures.floor = place.floor()
        for name, change in STEPS.items():
            change(place, turn)
            figures.ours[name].append(place.build())
        _say(f"{place.folder}: round {turn + 1} of {rounds}: {figures.brief()}")
    if stages:
        figures.stages = place.stages()
    shutil.rmtree(place.folder)
    return figures


def measure_own(folder: Path, rounds: int, jobs: int) -> str:
    """The archive of this repository: a build where nothing has changed, as a whole process."""
    shutil.rmtree(folder, ignore_errors=True)
    content, site = folder / "content", folder / "ours" / "site"
    shutil.copytree(ROOT / "content", content)
    cold = measure(ours(content, site, jobs), folder / "log")
    again = [measure(ours(content, site, jobs), folder / "log") for _ in range(rounds)]
    python = [measure([sys.executable, "-c", "pass"], folder / "log") for _ in range(rounds)]
    shutil.rmtree(folder)
    return own_report(cold, again, python)


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _places(given: argparse.Namespace) -> Iterator[Place]:
    folder = RAM_DISK / "RAM disk" if given.ram_disk else given.work / "disk"
    for cases in given.cases:
        for kind in given.kinds:
            yield Place(folder / f"{kind}-{cases}", cases, kind == "nasty", given.jobs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--cases", type=int, nargs="+", default=[1_000, 10_000], metavar="N")
    kinds = ("ordinary", "nasty")
    parser.add_argument("--kinds", nargs="+", choices=kinds, default=kinds, metavar="KIND")
    parser.add_argument("--runs", type=int, help=f"rounds (default: 5, and 3 from {MANY:,} cases)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of ours (default: 2)")
    parser.add_argument("--ram-disk", action="store_true", help=f"in {RAM_DISK} instead")
    parser.add_argument("--no-stages", action="store_true", help="leave out the time by stage")
    parser.add_argument("--keep", action="store_true", help="keep the figures, draw the chart")
    parser.add_argument("--work", type=Path, default=Path("build/bench"), metavar="DIR")
    given = parser.parse_args()
    print(f"{machine()}, Hugo {hugo.version()}, --jobs {given.jobs}.\n")
    print(measure_own(given.work / "own", given.runs or 11, given.jobs), flush=True)
    for place in _places(given):
        rounds = given.runs or (3 if place.cases >= MANY else 5)
        figures = measure_archive(place, rounds, stages=not given.no_stages)
        print(report(figures, read_kept(KEPT)), flush=True)
        if given.keep:
            write_kept(KEPT, [kept_of(figures)])
            CHART.write_text(chart(read_kept(KEPT)), encoding="utf-8")


if __name__ == "__main__":
    main()
