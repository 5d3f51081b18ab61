"""The verb `clip`: a draft from a page, and the copy of the page."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from defectarchive.cli.console import say
from defectarchive.cli.keep import faults_of_copies, tell, warn_of_git

if TYPE_CHECKING:
    from defectarchive.checks.withholding.finder import WithheldNames
    from defectarchive.desk.clip.page_facts import PageFacts
    from defectarchive.desk.copies.kinds import ReadCopy

EXAMPLES = """\
examples:
  defectarchive clip page.html
  defectarchive clip https://gazette.example.org/leaves
  defectarchive clip text.txt --url https://gazette.example.org/leaves

Writes a draft into content/articles/, with what the page says of itself: title, outlet, day,
address, authors, language. Names, likely cases and what it may rest on stand there as comments,
and are for you to judge: nothing is claimed. An article that the archive has already, or that says
the same, is named. The copy is kept as `keep` keeps it.
"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `clip`."""
    verb.add_argument("--content", metavar="DIR", default="content", help="default: content")
    verb.add_argument("--id", metavar="ID", default="", help="of the draft (default: by its title)")
    verb.add_argument(
        "--url", metavar="URL", default="", help="of the page, where a file does not say it"
    )
    verb.add_argument(
        "--dry-run", action="store_true", help="print the draft; write and keep nothing"
    )
    verb.add_argument("source", metavar="FILE|URL", help="the page: HTML, plain text, PDF or WARC")
    verb.set_defaults(carry_out=clip)


def clip(given: argparse.Namespace) -> int:
    """Write a draft, and keep the copy of its page. The result is the exit code."""
    from defectarchive.checks.withholding.finder import finder_of_names
    from defectarchive.checks.withholding.leaks import names_withheld, redacted_text
    from defectarchive.desk.changes.read_archive import ArchiveReader
    from defectarchive.desk.changes.things import require_id
    from defectarchive.desk.clip.clip import clipped
    from defectarchive.desk.copies.keep import CopyDesk, is_address, read_source_of
    from defectarchive.desk.copies.kinds import read_copy
    from defectarchive.desk.new_files import refuse_if_taken, write_new
    from defectarchive.loader.yaml.fields import url_fault
    from defectarchive.model.dates.date import parse_date
    from defectarchive.workspace.copies import read_texts
    from defectarchive.workspace.errors import WrongUsageError
    from defectarchive.workspace.source_tree import read_source

    content, fetched = Path(given.content), is_address(given.source)
    if given.id:
        require_id(given.id)
    if given.url and (fault := url_fault(given.url)):
        raise WrongUsageError("usage", f"--url is no web address: {fault}: {given.url}")
    url = given.source if fetched else given.url
    data = read_source_of(given.source)
    copy = read_copy(data, given.source, url)
    source = read_source(content)
    files = {file.path: file.data for file in source.files}
    reader = ArchiveReader()
    read = reader.read(files)
    if faults := faults_of_copies(read.loaded):
        tell(faults, given.content, source, read.loaded)
        return 1
    texts = read_texts(content, read.records.copies)
    by_article = {each.id: texts[each.file] for each in read.records.copies if each.file in texts}
    today = dt.date.today().isoformat()  # noqa: DTZ011 - the day on the editor's calendar
    facts = _facts(copy, url)
    made = clipped(facts, read.loaded, read.names, by_article, today, fetched=fetched)
    withheld = finder_of_names(names_withheld(read.records))
    for echo in made.echoes:
        what = f"the archive has {echo.why} already: article {echo.article.id}"
        say(redacted_text(what, withheld), error=True)
    identifier = _free(given.id or made.id or f"article-{today}", files, given.id)
    path = f"articles/{identifier}.md"
    if given.dry_run:
        say(redacted_text(made.text, withheld))
        return 0
    refuse_if_taken(content / path)
    loaded = reader.read({**files, path: made.text.encode()}).loaded
    desk = CopyDesk(content, loaded, lambda _: data)
    kept = desk.keep(identifier, given.source, parse_date(today))
    # The copy first: a draft without one would be taken for finished work.
    desk.write_copies([kept])
    write_new(content / path, made.text)
    desk.write_register(desk.register([kept]))
    say(redacted_text(f"{given.content.rstrip('/')}/{path}", withheld))
    _warn(path, made.text, facts, withheld)
    warn_of_git(content)
    return 0


def _warn(path: str, draft: str, facts: PageFacts, withheld: WithheldNames) -> None:
    if withheld.is_in_path(path) or withheld.is_in(draft):
        say("this file has a name that is withheld: no site can be built with it", error=True)
    missing = ["title"] if not facts.title else []
    missing += [name for name in ("outlet", "published") if f"\n{name}:  #" in draft]
    say(f"still to fill in: {', '.join([*missing, 'events'])}", error=True)


def _facts(copy: ReadCopy, url: str) -> PageFacts:
    from defectarchive.desk.clip.page_facts import page_facts, text_facts

    return page_facts(copy.page, copy.text, url) if copy.page else text_facts(copy.text, url)


def _free(identifier: str, files: dict[str, bytes], asked: str) -> str:
    """The id, or that id with a number behind it where no other was asked for."""
    number, free = 1, identifier
    while not asked and f"articles/{free}.md" in files:
        number += 1
        free = f"{identifier}-{number}"
    return free
