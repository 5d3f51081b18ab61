"""The command line: verbs, printing, exit codes.

0 done · 1 the content has errors · 2 wrong usage · 3 something failed · 130 interrupted.

What a verb needs is imported by the verb: `--help` and mistakes in usage answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from defectarchive.cli.arguments import make_parser
from defectarchive.cli.console import (
    DEFAULT_OUTPUT,
    flush,
    nothing_lost,
    one_line,
    refusal,
    say,
    speak_utf8,
)
from defectarchive.diagnostics.codes.table import Exit

if TYPE_CHECKING:
    from defectarchive.build import BuildResult
    from defectarchive.checks.withholding.finder import WithheldNames
    from defectarchive.diagnostics.diagnostic import Span
    from defectarchive.engine.options import BuildOptions
    from defectarchive.engine.reading.check import CheckResult

DONE, CONTENT_ERRORS = 0, 1

_NO_FULLTEXT = (
    "the search in all texts is left out, names and titles can be found: it needs the package "
    "pagefind_bin (pip install 'defectarchive[search]')"
)

_NO_CARDS = (
    "cards for sharing are left out, and pages have that of the site: they need the package "
    "pillow (pip install 'defectarchive[cards]')"
)


def run(arguments: Sequence[str]) -> int:
    """Carry out one command, printing UTF-8; the result is its exit code."""
    speak_utf8()
    return main(arguments)


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; the result is its exit code. Lets only KeyboardInterrupt pass."""
    try:
        given = make_parser(_VERBS).parse_args(arguments)
    except SystemExit as leaving:  # argparse has said what is wrong, or helped.
        return leaving.code if isinstance(leaving.code, int) else Exit.WRONG_USAGE
    try:
        code: int = given.carry_out(given)
        flush()
    except Exception as problem:  # noqa: BLE001 - the outermost place: nothing may pass unsaid
        return _explain(problem, given)
    return code


def _explain(problem: Exception, given: argparse.Namespace) -> int:
    if isinstance(problem, MemoryError):
        said = "there is not enough memory; --jobs 1 needs the least"
        say(refusal("defectarchive", "memory", said), error=True)
        return Exit.FAILED
    from defectarchive.checks.withholding.leaks import redacted_text
    from defectarchive.workspace.errors import Refusal, raised_at

    withheld = _withheld_at_hand(given)
    if isinstance(problem, Refusal):
        said = redacted_text(one_line(problem.message), withheld)
        say(refusal("defectarchive", problem.code, said), error=True)
        return problem.exit
    import traceback

    if os.environ.get("DEFECTARCHIVE_DEBUG"):
        say("".join(traceback.format_exception(problem)).rstrip(), error=True)
    told = redacted_text(one_line(str(problem)), withheld)
    what = f"{type(problem).__name__}: {told}"[:300]
    message = (
        f"this is a bug, please report it: {what} (at {raised_at(problem)}; "
        "DEFECTARCHIVE_DEBUG=1 shows how it came to that)"
    )
    say(refusal("defectarchive", "bug", message), error=True)
    return Exit.FAILED


def _withheld_at_hand(given: argparse.Namespace) -> WithheldNames:
    """What must not be printed, as far as anybody knows after a failure."""
    from defectarchive.checks.withholding.finder import finder_of_names
    from defectarchive.workspace.errors import WorkspaceError, WrongUsageError
    from defectarchive.workspace.source_tree import read_lines
    from defectarchive.workspace.withheld_names import withheld_names_on_disk

    names: list[str] = []
    if getattr(given, "withhold", None):
        with suppress(WorkspaceError, WrongUsageError, ValueError):
            names += read_lines(Path(given.withhold))
    if getattr(given, "content", None):
        names += withheld_names_on_disk(Path(given.content))
    return finder_of_names(names)


def _withheld(given: argparse.Namespace) -> tuple[str, ...]:
    if given.withhold is None:
        return ()
    from defectarchive.checks.withholding.finder import has_letters
    from defectarchive.workspace.errors import WrongUsageError
    from defectarchive.workspace.source_tree import read_lines

    lines = read_lines(Path(given.withhold))
    if not lines:
        raise WrongUsageError(
            "withhold-file", f"{given.withhold} holds no name: nothing would be withheld"
        )
    for number, line in enumerate(lines, start=1):
        if not has_letters(line):
            raise WrongUsageError(
                "withhold-file",
                f"{given.withhold}: name {number} has no letters: nothing would be withheld by it",
            )
    return lines


def _build(given: argparse.Namespace) -> int:
    started = time.perf_counter()
    from defectarchive import build
    from defectarchive.cli import report
    from defectarchive.engine.options import BuildOptions
    from defectarchive.workspace.pagefind import find_pagefind
    from defectarchive.workspace.pillow import pillow_version

    options = BuildOptions(
        content=Path(given.content),
        output=Path(given.output),
        templates=None if given.templates is None else Path(given.templates),
        base_url=given.base_url or "",
        jobs=given.jobs,
        scheduler=given.scheduler,
        cache=not given.no_cache,
        search=not given.no_search,
        pagefind=None if given.no_search or given.offline else find_pagefind(),
        cards="" if given.no_cards or given.offline else pillow_version(),
        offline=given.offline,
        withheld=_withheld(given),
        explain=given.explain,
        published=None if given.published is None else Path(given.published),
    )
    with report.Progress(sys.stderr) as progress:
        built = build.build(options, progress)
    with nothing_lost():
        _tell(given, options, built, time.perf_counter() - started)
    return CONTENT_ERRORS if built.counts is None else DONE


def _tell(
    given: argparse.Namespace, options: BuildOptions, built: BuildResult, seconds: float
) -> None:
    """Say what a build came to."""
    from defectarchive.checks.messages import tally
    from defectarchive.cli import report

    if options.pagefind is None and not given.no_search and not given.offline:
        say(f"defectarchive: {_NO_FULLTEXT}", error=True)
    if not (options.cards or given.no_cards or given.offline):
        say(f"defectarchive: {_NO_CARDS}", error=True)
    for note in built.notes:
        say(f"defectarchive: {note}", error=True)
    for line in report.in_brief(built.diagnostics, given.content, built.files, whole=given.all):
        say(line, error=True)
    if built.counts is None:
        say(f"{tally(built.diagnostics)}; nothing was published", error=True)
        return
    if options.explain:
        withheld = built.withheld
        for line in report.explained(built.published, built.why):
            # A file that is gone may have had a name that is withheld since.
            if not (withheld and (withheld.is_in(line) or withheld.is_in_path(line))):
                say(line)
    say(report.summary(built.counts, built.diagnostics, built.manifest, seconds))


def _check(given: argparse.Namespace) -> int:
    from defectarchive import build
    from defectarchive.checks.messages import tally
    from defectarchive.cli import report
    from defectarchive.workspace.source_tree import paths_in

    names = _withheld(given)
    if given.urls is not None:
        from defectarchive.cli.urls import exchange_urls

        return exchange_urls(given, names)
    asked = paths_in(Path(given.content), given.files)
    if given.without:
        from defectarchive.cli.what_if import tell_what_if
        from defectarchive.engine.reading.check import check

        found = check(Path(given.content), names)
        if found.archive is not None:
            return tell_what_if(given, found, found.archive)
    checked = build.review(Path(given.content), names)
    told = [each for each in checked.diagnostics if not asked or _is_of(each.span, asked)]
    others = [each for each in checked.diagnostics if asked and not _is_of(each.span, asked)]
    shown = [each for each in told if each.is_error or not given.errors]
    if given.format == "json":
        say(report.as_json(shown, given.content))
    elif given.format == "github":
        for line in report.as_github(shown, given.content):
            say(line)
    else:
        files = checked.source.files
        for text in report.in_brief(shown, given.content, files, whole=given.all):
            say(text)
        say(tally(told))
        if line := report.left_out(_drafts(checked, given.content, asked)):
            say(line)
    if line := report.elsewhere(others, given.content):
        say(line, error=given.format != "text")
    return CONTENT_ERRORS if any(each.is_error for each in told) else DONE


def _is_of(span: Span, paths: Sequence[str]) -> bool:
    """Whether it is in one of these files, or in a file in one of these folders."""
    place = span.path
    return any(place == path or place.startswith(f"{path}/") for path in paths)


def _drafts(checked: CheckResult, folder: str, asked: Sequence[str]) -> list[str]:
    """The files of drafts, of these `asked` for if any; none that bears a withheld name."""
    from defectarchive.diagnostics.diagnostic import path_in_folder

    if checked.archive is None:
        # A faulty file may be the one that withholds the name of another.
        return []
    spans = (article.span for article in checked.records.articles if article.draft)
    told = (span for span in spans if not asked or _is_of(span, asked))
    hidden = checked.withheld.is_in_path
    return [path_in_folder(span.path, folder) for span in told if not hidden(span.path)]


def _serve(given: argparse.Namespace) -> NoReturn:
    from defectarchive.cli.serve import serve
    from defectarchive.engine.options import BuildOptions

    options = BuildOptions(
        content=Path(given.content),
        # The site is kept in memory; what builds into this folder have found out speeds the start.
        output=Path(DEFAULT_OUTPUT),
        templates=None if given.templates is None else Path(given.templates),
        jobs=os.cpu_count() or 1,
        withheld=_withheld(given),
    )
    serve(options, given.port, drafts=given.drafts, editor=given.editor)


def _verify(given: argparse.Namespace) -> int:
    from defectarchive.workspace.manifest import manifest_digest, verify_site

    faults = verify_site(Path(given.site), given.digest or "")
    for fault in faults:
        say(fault)
    digest = manifest_digest(Path(given.site)) or "missing"
    what = "differs from its manifest" if faults else "is as it was built"
    say(f"manifest {digest}: {given.site} {what}")
    return CONTENT_ERRORS if faults else DONE


_VERBS = {"build": _build, "check": _check, "serve": _serve, "verify": _verify}
