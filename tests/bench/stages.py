"""Where the time of a cold build goes, stage by stage, in one process.

    python -m tests.bench.stages CONTENT OUTPUT [--profile]

Prints a JSON object of processor seconds, each stage without the others that it calls. The timers
stand around the functions where `build` and the others look them up; the program knows nothing of
them. --profile prints what cProfile found instead.
"""

from __future__ import annotations

import argparse
import cProfile
import functools
import importlib
import json
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PARSE = "YAML"
MARKDOWN = "Markdown"
STAGES = (
    # Stage, and what does its work: a module, and a name or Class.name in it.
    ("read", "defectarchive.engine.reading.check", "read_source"),
    ("load", "defectarchive.loader.files", "read_file"),
    (PARSE, "defectarchive.loader.front_matter", "parse_yaml"),
    (MARKDOWN, "defectarchive.loader.front_matter", "convert_body"),
    ("load", "defectarchive.engine.reading.check", "load"),
    ("resolve", "defectarchive.engine.reading.check", "resolve"),
    ("timeline", "defectarchive.engine.publication", "build_timeline"),
    ("lookups", "defectarchive.engine.publication", "make_indexes"),
    ("answers", "defectarchive.engine.tables.answers", "Known.replace"),
    ("plan", "defectarchive.render.site", "SitePlan.make"),
    ("plan", "defectarchive.render.site", "pages_of"),
    ("render", "defectarchive.render.html.renderer", "Renderer.render"),
    ("files", "defectarchive.render.site", "files_of"),
    ("files", "defectarchive.render.site", "site_map"),
    ("files", "defectarchive.pages.shared.planned", "PlannedFile.content"),
    ("leaks", "defectarchive.engine.rebuild", "is_leak"),
    ("records as data", "defectarchive.engine.reading.file_reader", "encode"),
    ("records as data", "defectarchive.engine.reading.file_reader", "_decode_result"),
    ("digests", "defectarchive.engine.rebuild", "encode"),
    ("digests", "defectarchive.engine.rebuild", "digest_of"),
    ("digests", "defectarchive.engine.rebuild", "file_digest"),
    ("publish", "defectarchive.workspace.output", "Output.publish"),
)
OTHER = "start and rest"


class Clock:
    """Processor time by stage. A stage's clock stands still while it waits for another one."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._stack = [OTHER]
        self._last = time.process_time()

    def enter(self, stage: str) -> None:
        self._account()
        self._stack.append(stage)

    def leave(self) -> None:
        self._account()
        self._stack.pop()

    def _account(self) -> None:
        now = time.process_time()
        self.spent[self._stack[-1]] += now - self._last
        self._last = now

    def around(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed; an iterator that it gives is timed as it is asked for items."""

        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self.enter(stage)
            try:
                result = function(*args, **kwargs)
            finally:
                self.leave()
            return self._each(stage, result) if isinstance(result, Iterator) else result

        return timed

    def _each(self, stage: str, items: Iterator[Any]) -> Iterator[Any]:
        while True:
            self.enter(stage)
            try:
                item = next(items)
            except StopIteration:
                return
            finally:
                self.leave()
            yield item


def put_timers(clock: Clock) -> None:
    """Put a timer around each function of `STAGES`; says which of them it did not find."""
    for stage, module, path in STAGES:
        holder: Any = importlib.import_module(module)
        *classes, name = path.split(".")
        for part in classes:
            holder = getattr(holder, part, None)
        if not hasattr(holder, name):
            print(f"stage {stage}: {module} has no {path}", file=sys.stderr)
            continue
        setattr(holder, name, clock.around(stage, getattr(holder, name)))


def build(content: Path, output: Path) -> None:
    """A cold build in this process alone."""
    from defectarchive.cli.main import main as run  # noqa: PLC0415 - its import is timed as well

    options = ["--no-search", "--no-cards", "--no-cache", "--jobs", "1"]
    if code := run(["build", "--content", str(content), "--output", str(output), *options]):
        sys.exit(code)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("content", type=Path)
    parser.add_argument("output", type=Path, help="folder that is not there yet")
    parser.add_argument("--profile", action="store_true", help="the costliest functions instead")
    given = parser.parse_args()
    if given.profile:
        profile = cProfile.Profile()
        profile.runcall(build, given.content, given.output)
        pstats.Stats(profile).sort_stats("tottime").print_stats(60)
        return
    clock = Clock()
    put_timers(clock)
    build(given.content, given.output)
    clock.enter(OTHER)
    print(json.dumps(clock.spent))


if __name__ == "__main__":
    main()
