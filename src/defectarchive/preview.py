"""`serve`: the site built in memory at each change, shown with what is wrong with its sources."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NoReturn

from defectarchive import report
from defectarchive.build import Checked, Order, Stages, check, names_at_hand
from defectarchive.checks.leaks import UNSAYABLE, is_leak, sayable
from defectarchive.checks.withholding import Withheld, withhold
from defectarchive.console import say
from defectarchive.diagnostics import Diagnostic
from defectarchive.loader.files import Reading
from defectarchive.model.archive import Archive
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.render.html import RenderError
from defectarchive.render.planned import PlannedFile
from defectarchive.source import SourceFile
from defectarchive.styleguide import style_guide
from defectarchive.workspace.cache import Cache, MadeMemo, Readings
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError
from defectarchive.workspace.manifest import Sum
from defectarchive.workspace.memo import Known, MakingMemo, ReadingMemo
from defectarchive.workspace.output import Output
from defectarchive.workspace.serve.server import listening, serving
from defectarchive.workspace.serve.shown import Fault, Shop
from defectarchive.workspace.serve.site import Site
from defectarchive.workspace.serve.watcher import Watcher, state_of
from defectarchive.workspace.source import snapshot
from defectarchive.workspace.templates import (
    STATIC,
    Templates,
    read_templates,
    template_folders,
)
from defectarchive.workspace.workers import Workers, open_workers

# A file that cannot be read is often back in a moment: how often to try, and how long between.
_TRIES, _MOMENT = 4, 0.1
# After that, how often to look whether it can be read: leave to read changes no file.
_PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to: a site, or what is wrong with the sources; and what to say of it.

    `passing`: it may come right without a change of any file.
    """

    site: Site | None
    faults: Sequence[Fault] = ()
    said: Sequence[str] = ()
    passing: bool = False


def serve(order: Order, stages: Stages, port: int) -> NoReturn:
    """Build, serve, and build again at every change, until interrupted.

    Raises KeyboardInterrupt; WrongUsageError and WorkspaceError where the first build cannot
    begin or the port is taken.
    """
    shop, workshop = Shop(), Workshop(order, stages)
    with listening(shop, port) as server:
        say(f"{order.content} is shown at {server.address} (Ctrl-C ends it)", flush=True)
        watcher = Watcher(_looker(order), _folders(order))
        # Before there are threads: the first build alone may be worth other processes, and
        # a process with threads had better not be copied. Browsers wait meanwhile.
        outcome = _timed(workshop.build, shop)
        with serving(server), watcher:
            while True:
                if watcher.wait(_PATIENCE if outcome.passing else float("inf")) or outcome.passing:
                    outcome = _timed(lambda: patiently(workshop.build), shop, outcome)


def _folders(order: Order) -> Sequence[Path]:
    return (order.content, *template_folders(order.templates))


def _looker(order: Order) -> Callable[[], Hashable]:
    """The state of all that is read. A folder that is not there at the moment is a state too."""

    def look() -> Hashable:
        try:
            content: Hashable = snapshot(order.content)
        except (WrongUsageError, WorkspaceError) as problem:
            content = str(problem)
        return (content, *map(state_of, template_folders(order.templates)))

    return look


def _timed(build: Callable[[], Outcome], shop: Shop, last: Outcome | None = None) -> Outcome:
    """Build, show what came of it, and say so on the terminal: what has not been said `last`."""
    started = time.perf_counter()
    before = shop.now()
    outcome = build()
    if outcome.site is None:
        shop.complain(outcome.faults)
        if last is None or outcome.said != last.said:
            for text in (*outcome.said, "the pages stay as they are until that is mended"):
                say(text, error=True)
        return outcome
    differing, gone = shop.show(outcome.site)
    for text in outcome.said:
        if last is None or text not in last.said:
            say(text, error=True)
    if before.site is None or before.faults or differing or gone:
        first = before.site is None
        what = _count(len(outcome.site)) if first else f"{_count(differing)} made anew"
        seconds = time.perf_counter() - started
        say(f"{what}{f', {gone} gone' if gone else ''}, {seconds:.2f} seconds", flush=True)
    return outcome


def _count(files: int) -> str:
    return f"{files} {'file' if files == 1 else 'files'}"


def patiently(build: Callable[[], Outcome]) -> Outcome:
    """Build, or say why not. Nothing that goes wrong ends the preview."""
    problem: Exception
    for number in range(_TRIES):
        if number:
            time.sleep(_MOMENT)
        try:
            return build()
        except (WorkspaceError, WrongUsageError) as fault:
            problem = fault
        except Exception as bug:  # noqa: BLE001 - the editor goes on writing meanwhile
            return _failed(f"this is a bug, please report it: {_bug(bug)}", passing=False)
    return _failed(str(problem), passing=True)


def _failed(message: str, *, passing: bool) -> Outcome:
    fault = Fault("", "", " ".join(message.split()))
    return Outcome(None, (fault,), (f"defectarchive: {fault.message}",), passing=passing)


def _bug(problem: Exception) -> str:
    frames = traceback.extract_tb(problem.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    # Its words may quote the content, and with it a name that is withheld.
    return f"{type(problem).__name__} at {place}"


class Workshop:
    """Builds the site in memory, again and again, and keeps what stays as it was."""

    def __init__(self, order: Order, stages: Stages) -> None:
        self._order = order
        self._stages = stages
        # From builds of that output; nothing is written there.
        known, _ = Cache(
            Output(order.output.resolve(), order.output).beside("cache")
        ).readings.read()
        self._known: Readings = known or {}
        self._readings: dict[tuple[str, bytes], Reading] = {}
        self._vocabulary: Vocabulary | None = None
        self._made = MadeMemo()
        self._site = Site()

    def build(self) -> Outcome:
        """The site, each file searched for what is withheld; or what is wrong."""
        try:
            return self._build()
        except (WorkspaceError, WrongUsageError) as problem:
            hidden = withhold([*self._order.withheld, *names_at_hand(self._order.content)])
            raise type(problem)(problem.code, sayable(str(problem), hidden)) from problem

    def _build(self) -> Outcome:
        order, stages = self._order, self._stages
        templates = read_templates(order.templates)
        first = self._vocabulary is None
        amount = len(snapshot(order.content)) if first else 0
        with open_workers(order.jobs, amount) as workers:
            checked = check(order.content, stages, order.withheld, self._reader(workers))
            if checked.archive is None:
                return _outcome(None, checked, order)
            try:
                return self._render(checked, checked.archive, templates, workers)
            except RenderError as problem:
                return _template_fault(problem, checked)

    def _reader(
        self, workers: Workers
    ) -> Callable[[Sequence[SourceFile], Vocabulary], Iterable[Reading]]:
        def read_all(files: Sequence[SourceFile], vocabulary: Vocabulary) -> Iterable[Reading]:
            known = self._readings if vocabulary == self._vocabulary else {}
            new = [file for file in files if (file.path, file.data) not in known]
            read = ReadingMemo(self._known, workers).read_all(new, vocabulary)
            fresh = {(file.path, file.data): found for file, found in zip(new, read, strict=True)}
            keys = [(file.path, file.data) for file in files]
            self._readings = {key: fresh.get(key) or known[key] for key in keys}
            self._vocabulary, self._known = vocabulary, {}
            return self._readings.values()

        return read_all

    def _render(
        self, checked: Checked, archive: Archive, templates: Templates, workers: Workers
    ) -> Outcome:
        withheld = checked.withheld
        plan = self._stages.plan(archive, checked.config, templates)
        pages = self._made.pages.items()
        held = {path: Sum(m.digest, m.size) for path, m in pages if path in self._site}
        making = MakingMemo(Known(self._made, held), workers, withheld)
        site = Site(style_guide(self._stages, templates))
        leaking: list[str] = []
        # Data and citations: more work than the pages, and hardly ever looked at. Where names
        # are withheld they have to be looked through all the same.
        parts = chain(plan.page_parts(), plan.file_parts() if withheld else ())
        for made in making.make_all(plan, parts, templates.sources):
            if made.data is None:
                site.keep(made.path, self._site)
            else:
                site.put(made.path, made.data)
            if made.leaks:
                leaking.append(made.path)
        files = (
            () if withheld else chain.from_iterable(map(plan.make, plan.file_parts())),
            plan.rest(making.listed, site.size),
        )
        leaking += (
            file.path
            for file in chain.from_iterable(files)
            if isinstance(file, PlannedFile) and _put(site, file, withheld)
        )
        for file, _ in checked.static.files:
            site.put_later(file.path, file.read)
        if leaking:
            return _outcome(None, checked.leaking(leaking), self._order)
        self._made, self._site = making.kept, site
        return _outcome(site, checked, self._order)


def _put(site: Site, file: PlannedFile, withheld: Withheld) -> bool:
    """Take in a file that is no page; whether it would show a name that is withheld."""
    if not withheld and not file.path.startswith(STATIC):
        site.put_later(file.path, file.content)
        return False
    site.put(file.path, data := file.content())
    return is_leak(file.path, data, withheld)


def _outcome(site: Site | None, checked: Checked, order: Order) -> Outcome:
    texts = list(report.as_text(checked.diagnostics, str(order.content), checked.source.files))
    if site is not None:
        return Outcome(site, said=texts)
    faults = [
        _fault(found, text)
        for found, text in zip(checked.diagnostics, texts, strict=True)
        if found.is_error
    ]
    return Outcome(None, faults, (*texts, report.tally(checked.diagnostics)))


def _fault(found: Diagnostic, text: str) -> Fault:
    """The parts of a diagnostic's text: where and what, the excerpt, the remedy."""
    first, *rest = text.split("\n")
    if found.hint:
        rest.pop()
    place, kind, message = first.partition(f": {found.severity.value}[{found.code}]: ")
    return Fault(place, kind.strip(": "), message, "\n".join(rest), found.hint)


def _template_fault(problem: RenderError, checked: Checked) -> Outcome:
    message = UNSAYABLE if checked.withheld.is_in(problem.message) else problem.message
    place = f"templates/{problem.template}:{problem.line}"
    fault = Fault(place, "error[template]", " ".join(message.split()))
    return Outcome(None, (fault,), (f"{place}: {fault.kind}: {fault.message}",))
