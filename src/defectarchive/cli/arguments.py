"""The arguments of each verb: what they are called, what they mean, which values they take."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Mapping
from typing import NoReturn

from defectarchive import __version__
from defectarchive.cli import clip, keep, new
from defectarchive.cli.console import DEFAULT_OUTPUT, refusal
from defectarchive.cli.editing import add_verbs
from defectarchive.diagnostics.codes.table import Exit
from defectarchive.preview.places import EDITORS

CarryOut = Callable[[argparse.Namespace], int]
"""Does what a verb is for; the result is the exit code."""

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
  defectarchive serve --drafts                drafts too, marked
  defectarchive serve --editor vscode         each file and line opens in the editor

Pages follow each file that you save. A mistake is shown over the page, which stays as it was
until the mistake is mended. Only this machine can look; nothing is written. Ctrl-C ends it.
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments as other refusals are said."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(Exit.WRONG_USAGE, refusal(f"{self.prog}: error", "usage", message) + "\n")


def make_parser(carry_out: Mapping[str, CarryOut]) -> argparse.ArgumentParser:
    """The parser of all verbs. `carry_out`: the function of each verb but `new`."""
    parser = _Parser(
        prog="defectarchive",
        description="Build evidence-based news archives: every value knows who says so.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"defectarchive {__version__}")
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_build(verbs, carry_out["build"])
    _add_check(verbs, carry_out["check"])
    _add_serve(verbs, carry_out["serve"])
    _add_verify(verbs, carry_out["verify"])
    add_verbs(lambda name, what, epilog: _add_verb(verbs, name, what, epilog))
    what = "write a file, or a whole archive, to start from"
    new.add_arguments(_add_verb(verbs, "new", what, new.EXAMPLES))
    what = "keep the copy of an article, and look its quotations up in it"
    keep.add_arguments(_add_verb(verbs, "keep", what, keep.EXAMPLES))
    what = "make a draft from a page, and keep the copy of the page"
    clip.add_arguments(_add_verb(verbs, "clip", what, clip.EXAMPLES))
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


def _add_build(verbs: _Verbs[_Parser], carry_out: CarryOut) -> None:
    verb = _add_verb(verbs, "build", "build the site", _BUILD_EXAMPLES)
    _add_content(verb)
    _add_templates(verb)
    verb.add_argument(
        "--output",
        metavar="DIR",
        type=_path,
        default=DEFAULT_OUTPUT,
        help=f"where the site goes (default: {DEFAULT_OUTPUT}); a folder of its own",
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
        "--no-cards", action="store_true", help="leave out the pictures for those who share a page"
    )
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
    verb.set_defaults(carry_out=carry_out)


def _add_check(verbs: _Verbs[_Parser], carry_out: CarryOut) -> None:
    verb = _add_verb(
        verbs,
        "check",
        "find mistakes in the content, and what is open; writes nothing but for --urls",
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
    verb.add_argument(
        "--without",
        metavar="ID",
        action="append",
        type=_said,
        help="say instead what would change if this article, or all of this outlet, were "
        "retracted, or without what by:ID says; article:ID and outlet:ID tell them apart",
    )
    _add_all(verb)
    verb.add_argument(
        "--urls",
        metavar="FILE.csv",
        type=_path,
        help="instead: write there, for Bellingcat's auto-archiver, which articles no web archive "
        "keeps; or, if its results are there, take the addresses over as `archived`",
    )
    verb.add_argument(
        "--dry-run", action="store_true", help="with --urls: show what would change; write nothing"
    )
    verb.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        type=_path,
        help="tell of these files and folders only; the rest is read all the same",
    )
    verb.set_defaults(carry_out=carry_out)


def _add_all(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--all", action="store_true", help="show every warning, not three of each code"
    )


def _add_serve(verbs: _Verbs[_Parser], carry_out: CarryOut) -> None:
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
    verb.add_argument("--drafts", action="store_true", help="show drafts as well, marked")
    verb.add_argument(
        "--editor",
        metavar="NAME",
        choices=tuple(EDITORS),
        default="",
        help=f"link each file and line to this editor: {', '.join(EDITORS)} (default: no links)",
    )
    _add_withhold(verb)
    verb.set_defaults(carry_out=carry_out)


def _add_verify(verbs: _Verbs[_Parser], carry_out: CarryOut) -> None:
    verb = _add_verb(verbs, "verify", "compare a site with its manifest.json, byte for byte")
    verb.add_argument("site", metavar="DIR", type=_path, help="the folder of the site")
    verb.add_argument(
        "--digest",
        metavar="SHA256",
        type=_digest,
        help="the digest of the manifest that the build printed: pages and manifest together could "
        "have been changed",
    )
    verb.set_defaults(carry_out=carry_out)


def _said(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("nothing is said")
    return text.strip()


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
