"""The command line: verbs, printing, exit codes.

0 done · 1 the content has errors · 2 wrong usage · 3 something failed · 130 interrupted.

What a verb needs is imported by the verb: `--help` and mistakes in usage answer at once.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from defectarchive import __version__
from defectarchive.cli.console import flush, nothing_lost, say, speak_utf8
from defectarchive.cli.new import EXAMPLES, add_arguments
from defectarchive.diagnostics.codes.table import Exit

if TYPE_CHECKING:
    from defectarchive.build import BuildResult
    from defectarchive.checks.withholding.finder import Redactor
    from defectarchive.diagnostics.diagnostic import Diagnostic
    from defectarchive.engine.options import BuildOptions

DONE, CONTENT_ERRORS = 0, 1

_NO_FULLTEXT = (
    "the search in all texts is left out, names and titles can be found: it needs the package "
    "pagefind_bin (pip install 'defectarchive[search]')"
)
_EXAMPLES = """\
examples:
  defectarchive new archive my-archive      a small archive to start from
  defectarchive build                       content/ into build/site
  defectarchive check --format github       mistakes, as GitHub shows them beside the lines
  defectarchive check content/articles/x.md   what is wrong in one file
  defectarchive verify build/site           has the site been changed since it was built?

exit codes: 0 done, 1 the content has errors, 2 wrong usage, 3 something failed, 130 interrupted
"""
_BUILD_EXAMPLES = """\
examples:
  defectarchive build
  defectarchive build --content archive --output /srv/www/archive --base-url https://example.org/
  defectarchive build --offline --output build/copy      for a USB stick: open index.html

The folder is replaced in one step: readers see the old site, then the new one. A build that
fails, or finds errors in the content, leaves the old site as it was.
"""

_SERVE_EXAMPLES = """\
examples:
  defectarchive serve                         content/ at http://127.0.0.1:8000/
  defectarchive serve --content archive --port 8080

Pages follow each file that you save. A mistake is shown over the page, which stays as it was
until the mistake is mended. Only this machine can look; nothing is written. Ctrl-C ends it.
"""


def run(arguments: Sequence[str]) -> int:
    """Carry out one command, printing UTF-8; the result is its exit code."""
    speak_utf8()
    return main(arguments)


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; the result is its exit code. Lets only KeyboardInterrupt pass."""
    try:
        given = _parser().parse_args(arguments)
    except SystemExit as leaving:  # argparse has said what is wrong, or helped.
        return leaving.code if isinstance(leaving.code, int) else Exit.WRONG_USAGE
    try:
        code: int = given.carry_out(given)
        flush()
    except Exception as problem:  # noqa: BLE001 - the outermost place: nothing may pass unsaid
        return _explain(problem, given)
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments as other refusals are said."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(Exit.WRONG_USAGE, _refusal(f"{self.prog}: error", "usage", message) + "\n")


def _refusal(opening: str, code: str, message: str) -> str:
    return f"{opening}: {_one_line(message)} [{code}]"


def _explain(problem: Exception, given: argparse.Namespace) -> int:
    if isinstance(problem, MemoryError):
        said = "there is not enough memory; --jobs 1 needs the least"
        say(_refusal("defectarchive", "memory", said), error=True)
        return Exit.FAILED
    from defectarchive.checks.withholding.leaks import sayable
    from defectarchive.workspace.errors import Refusal, raised_at

    withheld = _withheld_at_hand(given)
    if isinstance(problem, Refusal):
        said = sayable(_one_line(problem.message), withheld)
        say(_refusal("defectarchive", problem.code, said), error=True)
        return problem.exit
    import traceback

    if os.environ.get("DEFECTARCHIVE_DEBUG"):
        say("".join(traceback.format_exception(problem)).rstrip(), error=True)
    told = sayable(_one_line(str(problem)), withheld)
    what = f"{type(problem).__name__}: {told}"[:300]
    message = (
        f"this is a bug, please report it: {what} (at {raised_at(problem)}; "
        "DEFECTARCHIVE_DEBUG=1 shows how it came to that)"
    )
    say(_refusal("defectarchive", "bug", message), error=True)
    return Exit.FAILED


def _withheld_at_hand(given: argparse.Namespace) -> Redactor:
    """What must not be printed, as far as anybody knows after a failure."""
    from defectarchive.checks.withholding.finder import redactor_of
    from defectarchive.workspace.errors import WorkspaceError, WrongUsageError
    from defectarchive.workspace.source_tree import read_lines
    from defectarchive.workspace.withheld_names import names_at_hand

    names: list[str] = []
    if getattr(given, "withhold", None):
        with suppress(WorkspaceError, WrongUsageError, ValueError):
            names += read_lines(Path(given.withhold))
    if getattr(given, "content", None):
        names += names_at_hand(Path(given.content))
    return redactor_of(names)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="defectarchive",
        description="Build evidence-based news archives: every value knows who says so.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"defectarchive {__version__}")
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_build(verbs)
    _add_check(verbs)
    _add_serve(verbs)
    _add_verify(verbs)
    new = _add_verb(verbs, "new", "write a file, or a whole archive, to start from", EXAMPLES)
    add_arguments(new)
    return parser


_Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


def _add_verb(verbs: _Verbs[_Parser], name: str, what: str, epilog: str = "") -> _Parser:
    return verbs.add_parser(
        name,
        help=what,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_content(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--content",
        metavar="DIR",
        type=_path,
        default="content",
        help="the archive's files (default: content)",
    )


def _add_templates(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--templates", metavar="DIR", type=_path, help="templates that replace those that ship"
    )


def _add_withhold(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--withhold",
        metavar="FILE",
        type=_path,
        help="names that must not appear in the site, one a line, besides those in the content",
    )


def _add_build(verbs: _Verbs[_Parser]) -> None:
    verb = _add_verb(verbs, "build", "build the site", _BUILD_EXAMPLES)
    _add_content(verb)
    _add_templates(verb)
    verb.add_argument(
        "--output",
        metavar="DIR",
        type=_path,
        default="build/site",
        help="where the site goes (default: build/site); a folder of its own",
    )
    verb.add_argument(
        "--base-url",
        metavar="URL",
        type=_web_address,
        help="the site's address, in the place of base_url in site.yaml",
    )
    verb.add_argument(
        "--jobs",
        metavar="N",
        type=_positive,
        default=os.cpu_count() or 1,
        help="at most so many processes (default: one a processor); the site is the same",
    )
    verb.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help="have the workers of this Dask scheduler do the work (needs defectarchive[cluster])",
    )
    verb.add_argument("--no-cache", action="store_true", help="use nothing of earlier builds")
    verb.add_argument("--no-search", action="store_true", help="leave out the search index")
    verb.add_argument(
        "--offline",
        action="store_true",
        help="a copy to read from a disk, without a server: links name index.html",
    )
    verb.add_argument(
        "--published",
        metavar="DIR",
        type=_path,
        help="a copy of the published site: warn of addresses that the new one would not have",
    )
    _add_withhold(verb)
    _add_all(verb)
    verb.add_argument(
        "--explain", action="store_true", help="say which files have changed, and why"
    )
    verb.set_defaults(carry_out=_build)


def _add_check(verbs: _Verbs[_Parser]) -> None:
    verb = _add_verb(
        verbs, "check", "find mistakes in the content, and what is open; writes nothing"
    )
    _add_content(verb)
    _add_withhold(verb)
    verb.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="text (default), a JSON array, or GitHub's workflow commands",
    )
    verb.add_argument("--errors", action="store_true", help="leave the warnings out")
    _add_all(verb)
    verb.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        type=_path,
        help="tell of these files and folders only; the rest is read all the same",
    )
    verb.set_defaults(carry_out=_check)


def _add_all(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--all", action="store_true", help="show every warning, not three of each code"
    )


def _add_serve(verbs: _Verbs[_Parser]) -> None:
    verb = _add_verb(verbs, "serve", "show the site in a browser while you edit", _SERVE_EXAMPLES)
    _add_content(verb)
    _add_templates(verb)
    verb.add_argument(
        "--port",
        metavar="N",
        type=_port,
        default=8000,
        help="where on this machine (default: 8000; 0: any that is free)",
    )
    _add_withhold(verb)
    verb.set_defaults(carry_out=_serve)


def _add_verify(verbs: _Verbs[_Parser]) -> None:
    verb = _add_verb(verbs, "verify", "compare a site with its manifest.json, byte for byte")
    verb.add_argument("site", metavar="DIR", type=_path, help="the folder of the site")
    verb.add_argument(
        "--digest",
        metavar="SHA256",
        type=_digest,
        help="the digest of the manifest that the build printed: pages and manifest together could "
        "have been changed",
    )
    verb.set_defaults(carry_out=_verify)


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a number from 1 on: {text!r}")
    return int(text)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"not a port, 0 to 65535: {text!r}")
    return int(text)


def _web_address(text: str) -> str:
    from defectarchive.loader.site_yaml import site_address
    from defectarchive.loader.yaml.fields import url_fault

    fault = url_fault(text) or ("it has a ? or #" if "?" in text or "#" in text else "")
    if fault:
        raise argparse.ArgumentTypeError(f"not the address of a site: {fault}: {text!r}")
    try:
        return site_address(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"not the address of a site: {wrong}: {text!r}") from wrong


def _digest(text: str) -> str:
    if not re.fullmatch("[0-9a-fA-F]{64}", text):
        raise argparse.ArgumentTypeError(f"not a SHA-256, 64 digits of 0-9 and a-f: {text!r}")
    return text.lower()


def _path(text: str) -> str:
    # An unset variable in a script: Path("") would be the folder one is in.
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


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
    asked = paths_in(Path(given.content), given.files)
    checked = build.review(Path(given.content), names)
    told = [each for each in checked.diagnostics if not asked or _is_of(each, asked)]
    others = [each for each in checked.diagnostics if asked and not _is_of(each, asked)]
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
    if line := report.elsewhere(others, given.content):
        say(line, error=given.format != "text")
    return CONTENT_ERRORS if any(each.is_error for each in told) else DONE


def _is_of(diagnostic: Diagnostic, paths: Sequence[str]) -> bool:
    """Whether it is about one of these files, or about a file in one of these folders."""
    place = diagnostic.span.path
    return any(place == path or place.startswith(f"{path}/") for path in paths)


def _serve(given: argparse.Namespace) -> NoReturn:
    from defectarchive.cli.serve import serve
    from defectarchive.engine.options import BuildOptions

    options = BuildOptions(
        content=Path(given.content),
        # The site is kept in memory; what builds into this folder have found out speeds the start.
        output=Path("build/site"),
        templates=None if given.templates is None else Path(given.templates),
        jobs=os.cpu_count() or 1,
        withheld=_withheld(given),
    )
    serve(options, given.port)


def _verify(given: argparse.Namespace) -> int:
    from defectarchive.workspace.manifest import manifest_digest, verify_site

    faults = verify_site(Path(given.site), given.digest or "")
    for fault in faults:
        say(fault)
    digest = manifest_digest(Path(given.site)) or "missing"
    what = "differs from its manifest" if faults else "is as it was built"
    say(f"manifest {digest}: {given.site} {what}")
    return CONTENT_ERRORS if faults else DONE
