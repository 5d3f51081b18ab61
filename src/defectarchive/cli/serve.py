"""`serve`: the preview built at each change, and told of on the terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import NoReturn

from defectarchive.cli.console import say
from defectarchive.engine.options import BuildOptions
from defectarchive.preview.builder import Outcome, PreviewBuilder, build_with_retry
from defectarchive.preview.server import listening, serving
from defectarchive.preview.state import PreviewState
from defectarchive.preview.watcher import Watcher, state_of
from defectarchive.workspace.copies import texts_state
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError
from defectarchive.workspace.source_tree import file_states
from defectarchive.workspace.templates import template_folders

# How often to look whether a file can be read again: leave to read changes no file.
_PATIENCE = 1.0


def serve(options: BuildOptions, port: int, *, drafts: bool = False, editor: str = "") -> NoReturn:
    """Build, serve, and build again at every change, until interrupted.

    `drafts`: show them. `editor`: what places in the sources link to, "" for no links.

    Raises KeyboardInterrupt; WrongUsageError and WorkspaceError where the first build cannot
    begin or the port is taken.
    """
    state, workshop = PreviewState(), PreviewBuilder(options, drafts=drafts, editor=editor)
    with listening(state, port) as server:
        say(f"{options.content} is shown at {server.address} (Ctrl-C ends it)", flush=True)
        watcher = Watcher(_looker(options), _folders(options))
        # Before there are threads: the first build alone may be worth other processes, and
        # a process with threads had better not be copied. Browsers wait meanwhile.
        outcome = _timed(workshop.build, state)
        with serving(server), watcher:
            while True:
                if (
                    watcher.wait(_PATIENCE if outcome.transient else float("inf"))
                    or outcome.transient
                ):
                    outcome = _timed(lambda: build_with_retry(workshop.build), state, outcome)


def _folders(options: BuildOptions) -> Sequence[Path]:
    return (options.content, *template_folders(options.templates))


def _looker(options: BuildOptions) -> Callable[[], Hashable]:
    """The state of all that is read. A folder that is not there at the moment is a state too."""

    def look() -> Hashable:
        try:
            content: Hashable = (file_states(options.content), texts_state(options.content))
        except (WrongUsageError, WorkspaceError) as problem:
            content = str(problem)
        return (content, *map(state_of, template_folders(options.templates)))

    return look


def _timed(
    build: Callable[[], Outcome], state: PreviewState, last: Outcome | None = None
) -> Outcome:
    """Build, show what came of it, and say so on the terminal: what has not been said `last`."""
    started = time.perf_counter()
    before = state.now()
    outcome = build()
    if outcome.site is None:
        state.complain(outcome.faults)
        if last is None or outcome.said != last.said:
            for text in (*outcome.said, "the pages stay as they are until that is mended"):
                say(text, error=True)
        return outcome
    differing, gone = state.show(outcome.site, outcome.warnings, outcome.sources)
    for text in outcome.said:
        if last is None or text not in last.said:
            say(text, error=True)
    if before.site is None or before.faults or differing or gone:
        first = before.site is None
        what = _files(len(outcome.site)) if first else f"{_files(differing)} made anew"
        seconds = time.perf_counter() - started
        say(f"{what}{f', {gone} gone' if gone else ''}, {seconds:.2f} seconds", flush=True)
    return outcome


def _files(files: int) -> str:
    return f"{files} {'file' if files == 1 else 'files'}"
