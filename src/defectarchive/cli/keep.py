"""The verb `keep`: copies of articles, and the quotations that stand in them."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from defectarchive.cli.console import say
from defectarchive.diagnostics.diagnostic import counted
from defectarchive.workspace.errors import WrongUsageError

if TYPE_CHECKING:
    from defectarchive.checks.withholding.finder import WithheldNames
    from defectarchive.desk.copies.keep import KeptCopy
    from defectarchive.diagnostics.diagnostic import Diagnostic
    from defectarchive.loader.files import Loaded
    from defectarchive.workspace.source_tree import Source

EXAMPLES = """\
examples:
  defectarchive keep gazette-2031-harbour-master-leaves page.html
  defectarchive keep gazette-2031-harbour-master-leaves https://gazette.example.org/leaves
  defectarchive keep --again                    after wordings have been changed

The copy (HTML, plain text, PDF, WARC) and all its text go into sources/, beside the content folder,
and are never published; content/copies.yaml says what is kept. Each `wording` of the article is
looked up in it. A page is asked for once. What is there is never overwritten.
"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `keep`."""
    verb.add_argument("--content", metavar="DIR", default="content", help="default: content")
    verb.add_argument(
        "--again",
        action="store_true",
        help="look wordings up in the copies that are kept: of these articles, or of all",
    )
    verb.add_argument(
        "--dry-run",
        action="store_true",
        help="show what would change in copies.yaml; write nothing",
    )
    verb.add_argument(
        "words",
        metavar="ARTICLE FILE|URL",
        nargs="*",
        help="the article's id, and its copy; with --again, ids alone",
    )
    verb.set_defaults(carry_out=keep)


def keep(given: argparse.Namespace) -> int:
    """Keep a copy, or look at kept ones again. The result is the exit code."""
    from defectarchive.desk.copies.keep import CopyDesk
    from defectarchive.loader.files import load
    from defectarchive.model.dates.date import parse_date
    from defectarchive.workspace.source_tree import read_source

    if not given.again and len(given.words) != 2:
        raise WrongUsageError("usage", "keep takes an article and a file or URL, or --again")
    content = Path(given.content)
    source = read_source(content)
    loaded = load(source.files)
    if faults := faults_of_copies(loaded):
        tell(faults, given.content, source, loaded)
        return 1
    desk = CopyDesk(content, loaded)
    if given.again:
        copies = [*desk.again(given.words)]
    else:
        today = parse_date(dt.date.today().isoformat())  # noqa: DTZ011 - the editor's calendar
        article, place = given.words
        copies = [desk.keep(article, place, today)]
    register = desk.register(copies)
    withheld = _withheld(loaded)
    if given.dry_run:
        shown = f"{given.content.rstrip('/')}/copies.yaml"
        for line in desk.difference(register, shown).splitlines():
            say(line)
    else:
        desk.write_copies(copies)
        desk.write_register(register)
    for copy in copies:
        _say_copy(copy, withheld)
    if given.again and not given.words and (absent := desk.missing()):
        say(f"copies that are not on this machine, and were left as they are: {absent}", error=True)
    warn_of_git(content)
    faults = [fault for copy in copies for fault in copy.faults]
    tell(faults, given.content, source, loaded)
    return 1 if faults else 0


def faults_of_copies(loaded: Loaded) -> list[Diagnostic]:
    """The errors in copies.yaml, which must not be written while there are any."""
    from defectarchive.loader.layout import COPIES_FILE

    return [each for each in loaded.diagnostics if each.is_error and each.span.path == COPIES_FILE]


def _withheld(loaded: Loaded) -> WithheldNames:
    from defectarchive.checks.withholding.finder import finder_of_names
    from defectarchive.checks.withholding.leaks import names_withheld

    return finder_of_names(names_withheld(loaded.records))


def _say_copy(copy: KeptCopy, withheld: WithheldNames) -> None:
    from defectarchive.checks.withholding.leaks import redacted_text

    number = len(copy.quotes)
    found = f"{copy.found} of {counted(number, 'quotation')} found" if number else "no quotations"
    record = copy.record
    say(
        redacted_text(
            f"{copy.article.id}: {record.file}, SHA-256 {record.sha256}, {found}", withheld
        )
    )


def tell(faults: Sequence[Diagnostic], folder: str, source: Source, loaded: Loaded) -> None:
    """Print what is wrong, names that are withheld taken out."""
    from defectarchive.checks.messages import as_text
    from defectarchive.checks.withholding.leaks import redact

    told: Iterable[Diagnostic] = redact(faults, source.files, _withheld(loaded))
    for text in as_text(told, folder, source.files):
        say(text)


def warn_of_git(content: Path) -> None:
    """Say where git would take the copies along: they are others' texts, and not for publishing."""
    from defectarchive.workspace.copies import copies_folder

    folder = copies_folder(content)
    ignored = folder.parent / ".gitignore"
    if not (folder.parent / ".git").exists():
        return
    lines = ignored.read_text("utf-8", "replace").split() if ignored.is_file() else []
    if not {"/sources/", "sources/", "/sources", "sources"} & set(lines):
        say(f"add a line /sources/ to {ignored}: copies are not for publishing", error=True)
