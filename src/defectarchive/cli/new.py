"""The verb `new`: files to start from, filled with what the options say."""

from __future__ import annotations

import argparse
import datetime as dt
import shlex
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from defectarchive.cli.console import ask, say
from defectarchive.desk.hosts import HOSTS, NO_HOST, archive_files, requirement
from defectarchive.workspace.errors import WrongUsageError

if TYPE_CHECKING:
    from defectarchive.desk.drafts import ArticleDraft
    from defectarchive.desk.likely_cases import CaseSummary
    from defectarchive.loader.files import Loaded
    from defectarchive.model.dates.date import Date

EXAMPLES = """\
examples:
  defectarchive new archive my-archive
  defectarchive new archive my-archive --host github
  defectarchive new article --title "Harbour master leaves" --outlet harbour-gazette \\
      --published 2031-04-13 --event north-quay-resignation-2031
  defectarchive new person --name "Ada Quay"
  defectarchive new person north-quay-clerk --descriptor "a clerk"
  defectarchive new event north-quay-resignation-2031

Nothing is ever overwritten. What an article requires and no option gives is asked for on a
terminal, and left blank elsewhere.
"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `new archive|article|person|event`."""
    kinds = verb.add_subparsers(title="what", metavar="WHAT", required=True)
    archive = kinds.add_parser(
        "archive", help="a small archive that works, to start from", allow_abbrev=False
    )
    archive.add_argument("folder", metavar="DIR", help="a new or empty folder")
    archive.add_argument(
        "--host",
        choices=HOSTS,
        default=NO_HOST,
        help="add what this host needs to check, show and publish it (default: none)",
    )
    archive.set_defaults(carry_out=_archive)

    article = _add(
        kinds,
        "article",
        "a draft of an article, with every field and likely cases as comments",
        _article,
    )
    article.add_argument("--title", default="", help="the headline")
    article.add_argument("--outlet", default="", help="who published it: an id or a name")
    article.add_argument("--published", default="", metavar="DATE", help="when, in EDTF")
    article.add_argument("--url", default="", help="its address")
    article.add_argument("--archived", default="", metavar="URL", help="a copy in a web archive")
    article.add_argument("--language", default="", metavar="CODE", help="such as fr, ru, en-GB")
    article.add_argument("--author", action="append", default=[], help="may be repeated")
    article.add_argument(
        "--relay", action="append", default=[], metavar="CHAIN", help='"Wire > Origin"; repeatable'
    )
    article.add_argument(
        "--event", action="append", default=[], metavar="ID", help="the case; may be repeated"
    )

    person = _add(kinds, "person", "a person's file", _person)
    person.add_argument("--name", default="", help="the name")
    person.add_argument(
        "--descriptor", default="", help="what to call somebody without a name: a clerk"
    )

    event = _add(kinds, "event", "the editor's file on a case", _event)
    event.add_argument("--title", default="", help="one line that names the case")


_Kinds = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


def _add(
    kinds: _Kinds[argparse.ArgumentParser], name: str, what: str, carry_out: object
) -> argparse.ArgumentParser:
    kind = kinds.add_parser(name, help=what, allow_abbrev=False)
    kind.add_argument("id", metavar="ID", nargs="?", default="", help="default: made of the rest")
    kind.add_argument("--content", metavar="DIR", default="content", help="default: content")
    kind.set_defaults(carry_out=carry_out)
    return kind


def _archive(given: argparse.Namespace) -> int:
    from defectarchive.desk.new_files import write_archive

    program = requirement(_direct_url())
    write_archive(Path(given.folder), archive_files(given.host, program))
    folder = shlex.quote(given.folder)
    say(f"{given.folder}: a small archive; try: cd {folder} && defectarchive serve")
    if given.host != NO_HOST and not program:
        say("still to fill in: where the host gets the program, in requirements.txt", error=True)
    return 0


def _direct_url() -> str | None:
    """What pip has noted of where this program comes from; "{}" if it was not installed."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        return distribution("defectarchive").read_text("direct_url.json")
    except PackageNotFoundError:
        return "{}"


def _article(given: argparse.Namespace) -> int:
    from defectarchive.desk import drafts, likely_cases

    loaded = _load(given)
    today = dt.date.today()  # noqa: DTZ011 - the day on the editor's calendar
    draft = drafts.ArticleDraft(
        title=given.title,
        outlet=given.outlet,
        published=given.published,
        url=given.url,
        archived=given.archived,
        language=given.language,
        authors=tuple(given.author),
        relays=tuple(given.relay),
        events=tuple(given.event),
    )

    def fault(so_far: ArticleDraft) -> str:
        return _fault("articles/x.md", drafts.article_text(so_far, today.isoformat(), ()), loaded)

    # What was given is looked at before anybody is asked for the rest.
    if said := fault(draft):
        raise WrongUsageError("new-mistake", f"nothing was written: {said}")
    for field, question in _QUESTIONS.items():
        if not getattr(draft, field):
            draft = _asked(draft, field, question, fault)
    near = likely_cases.likely_cases(
        likely_cases.known_cases(loaded.records), draft.title, _date(draft.published)
    )
    if not draft.events:
        draft = _ask_for_event(draft, near, fault)
    identifier = given.id or drafts.article_id(draft) or f"article-{today.isoformat()}"
    # Nobody has looked at an article before it was out.
    published = _date(draft.published)
    is_out = published is None or (published.earliest or 0) <= today.toordinal()
    text = drafts.article_text(draft, today.isoformat() if is_out else "", near)
    _write(given, "articles", identifier, text, loaded)
    required = ("title", "outlet", "published", "events")
    blank = [name for name in required if not getattr(draft, name)]
    if blank:
        say(f"still to fill in: {', '.join(blank)}", error=True)
    return 0


_QUESTIONS = {
    "title": "Headline",
    "outlet": "Outlet (id or name)",
    "published": "Published (2031-04-13)",
    "url": "Address (may be empty)",
}


def _asked(
    draft: ArticleDraft, field: str, question: str, fault: Callable[[ArticleDraft], str]
) -> ArticleDraft:
    """The draft with an answer that can be right: what cannot is asked for again, alone."""
    while answer := ask(question):
        changed = _with(draft, field, answer)
        said = fault(changed)
        if not said:
            return changed
        say(said, error=True)
    return draft


def _person(given: argparse.Namespace) -> int:
    from defectarchive.desk import drafts

    name = given.name
    if not name and not given.descriptor:
        name = ask("Name (empty where nobody knows it)")
    draft = drafts.PersonDraft(name=name, descriptor=given.descriptor)
    identifier = given.id or drafts.short_id(draft.name or draft.descriptor)
    if not identifier:
        raise WrongUsageError("new-without-id", "new person: give an id, --name or --descriptor")
    _write(given, "people", identifier, drafts.person_text(draft), _load(given))
    if not (draft.name or draft.descriptor):
        say("still to fill in: name", error=True)
    return 0


def _event(given: argparse.Namespace) -> int:
    from defectarchive.checks.withholding.finder import finder_of_names
    from defectarchive.checks.withholding.leaks import names_withheld, redacted_text
    from defectarchive.desk import drafts, likely_cases

    identifier = given.id or drafts.short_id(given.title) or ask("The case's id")
    if not identifier:
        raise WrongUsageError("new-without-id", "new event: give the case's id, or --title")
    loaded = _load(given)
    _write(given, "events", identifier, drafts.event_text(given.title), loaded)
    case = redacted_text(identifier, finder_of_names(names_withheld(loaded.records)))
    if identifier not in {case.id for case in likely_cases.known_cases(loaded.records)}:
        say(f"no article reports {case} yet: it has no page until one does", error=True)
    elif identifier not in drafts.published_cases(loaded.records):
        say(f"only a draft reports {case}: it has no page until that is published", error=True)
    return 0


def _with(draft: ArticleDraft, field: str, answer: str) -> ArticleDraft:
    if field == "events":
        return replace(draft, events=(answer,))
    changes: dict[str, Any] = {field: answer}
    return replace(draft, **changes)


def _ask_for_event(
    draft: ArticleDraft, near: Iterable[CaseSummary], fault: Callable[[ArticleDraft], str]
) -> ArticleDraft:
    ids = ", ".join(case.id for case in near)
    question = f"Event id{f' (perhaps {ids})' if ids else ''}"
    return _asked(draft, "events", question, fault)


def _load(given: argparse.Namespace) -> Loaded:
    """What the archive holds so far; mistakes in it are no concern of a new file."""
    from defectarchive.loader.files import load
    from defectarchive.workspace.source_tree import read_source

    return load(read_source(Path(given.content)).files)


def _date(text: str) -> Date | None:
    from defectarchive.model.dates.date import parse_date

    try:
        return parse_date(text) if text else None
    except ValueError:
        return None  # The finished text is checked as a whole.


def _write(
    given: argparse.Namespace, folder: str, identifier: str, text: str, so_far: Loaded
) -> None:
    """Write the file once the loader has nothing against it but blanks.

    On a terminal another id is asked for where this one cannot be taken: no answer is lost.
    """
    from defectarchive.checks.withholding.finder import finder_of_names
    from defectarchive.checks.withholding.leaks import names_withheld, redacted_text

    while True:
        path = f"{folder}/{identifier}.md"
        try:
            _write_as(Path(given.content), path, identifier, text, so_far)
        except WrongUsageError as problem:
            identifier = _another_id(problem)
        else:
            break
    withheld = finder_of_names(names_withheld(so_far.records))
    say(redacted_text(f"{given.content.rstrip('/')}/{path}", withheld))
    if withheld.is_in_path(path) or withheld.is_in(text):
        say("this file has a name that is withheld: no site can be built with it", error=True)


def _write_as(content: Path, path: str, identifier: str, text: str, so_far: Loaded) -> None:
    from defectarchive.desk.new_files import write_new
    from defectarchive.model.ids import is_id

    if not is_id(identifier):
        raise WrongUsageError(
            "new-bad-id", f"not an id (a-z, 0-9 and hyphens, at most 100): {identifier!r}"
        )
    if said := _fault(path, text, so_far):
        raise WrongUsageError("new-mistake", f"nothing was written: {said}")
    write_new(content / path, text)


def _another_id(problem: WrongUsageError) -> str:
    """What is typed in the place of an id; raises the problem again where nobody is there."""
    identifier = ask(f"{problem}; another id")
    if not identifier:
        raise problem
    return identifier


def _fault(path: str, text: str, so_far: Loaded) -> str:
    """The first mistake in a file with this text, blanks apart; "" where there is none."""
    from defectarchive.loader.files import read_file
    from defectarchive.loader.source_file import SourceFile

    file = SourceFile(path, text.encode("utf-8", "surrogateescape"))
    diagnostics = read_file(file, so_far.settings.vocabulary).diagnostics
    mistakes = [each for each in diagnostics if each.is_error and each.code != "missing-field"]
    return "; ".join(filter(None, (mistakes[0].message, mistakes[0].hint))) if mistakes else ""
