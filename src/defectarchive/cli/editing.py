"""The verbs that edit content: rename, merge, split, name, review; takedown has its own."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from defectarchive.cli.console import DEFAULT_OUTPUT, say
from defectarchive.cli.faulty import explain
from defectarchive.cli.takedown import EXAMPLES, add_arguments, takedown

if TYPE_CHECKING:
    from defectarchive.desk.changes.change import Change
    from defectarchive.desk.changes.read_archive import Files
    from defectarchive.diagnostics.diagnostic import Diagnostic

AddVerb = Callable[[str, str, str], argparse.ArgumentParser]
"""Adds a verb to the command line: its name, what it does, examples."""
Make = Callable[["Files", "Iterable[Diagnostic]"], "Change"]

_KINDS = ("event", "person", "article", "outlet", "organisation", "place")

_RENAME = """\
examples:
  defectarchive rename event north-quay-affair north-quay-resignation-2031
  defectarchive rename person ada-quai ada-quay --dry-run

The old id goes on leading to the thing, in files and on the site. Renaming it back restores the
files as they were, unless the site has been built with the id that is given up: then that one
leads on as well.
"""

_MERGE = """\
examples:
  defectarchive merge person north-quay-clerk ada-quay
  defectarchive merge article gazette-2029-strike-again gazette-2029-clerks-strike --dry-run

FROM becomes INTO: what its file says is put into the other one, and its id leads there. Where the
two files differ in what can have one value, nothing is changed, and the fields are named.
"""
_SPLIT = """\
examples:
  defectarchive split north-quay-affair north-quay-strike-2029 gazette-2029-clerks-strike

What these articles tell of EVENT they tell of NEW from now on. Addresses of claims lead on.
"""
_NAME = """\
examples:
  defectarchive name north-quay-clerk ada-quay "Ada Quay"
  defectarchive name ada-quay north-quay-clerk ""      takes it back

The old id goes on leading to the person. NEW may be the id that they have.
"""

_REVIEW = """\
examples:
  defectarchive review gazette-2029-clerks-strike --by "A. Editor"

To be said once you have read the file beside its source. As soon as anything in the file changes,
the review no longer fits, and `check` says so. WHO may be any name that you go by.
"""


def add_verbs(add: AddVerb) -> None:
    """The verbs and their options."""
    rename = _added(add, "rename", "give a thing another id", _RENAME, _rename)
    _add_kind(rename)
    rename.add_argument("old", metavar="OLD", help="the id that it has")
    rename.add_argument("new", metavar="NEW", help="the id that it gets")
    rename.add_argument(
        "--published",
        metavar="DIR",
        type=_said,
        help=f"a copy of the published site (default: {DEFAULT_OUTPUT}, if it is there)",
    )
    merge = _added(add, "merge", "make one thing of two", _MERGE, _merge)
    _add_kind(merge)
    merge.add_argument("one", metavar="FROM", help="the id that is given up")
    merge.add_argument("into", metavar="INTO", help="the id that stays")
    split = _added(add, "split", "make another case of what some articles tell", _SPLIT, _split)
    split.add_argument("event", metavar="EVENT", help="the case's id")
    split.add_argument("new", metavar="NEW", help="an id for the new case")
    split.add_argument("articles", metavar="ARTICLE", nargs="+", help="ids of articles")
    name = _added(add, "name", "give somebody unnamed a name", _NAME, _name)
    name.add_argument("person", metavar="PERSON", help="the id that they have")
    name.add_argument("new", metavar="NEW", help="the id that they get")
    name.add_argument("name", metavar="NAME", help="the name")
    review = _added(add, "review", "say that somebody has read an article's file", _REVIEW, _review)
    review.add_argument("article", metavar="ARTICLE", help="the article's id")
    review.add_argument("--by", metavar="WHO", required=True, type=_said, help="who read it")
    lines = "list files and lines that would change; write nothing"
    take = _added(add, "takedown", "take a person's name down", EXAMPLES, takedown, lines)
    add_arguments(take)


def _said(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("nothing is said")
    return text.strip()


def _added(
    add: AddVerb,
    name: str,
    what: str,
    epilog: str,
    carry_out: Callable[[argparse.Namespace], int],
    dry: str = "show the change as a diff; write nothing",
) -> argparse.ArgumentParser:
    verb = add(name, what, epilog)
    verb.add_argument(
        "--content", metavar="DIR", type=_said, default="content", help="default: content"
    )
    verb.add_argument("--dry-run", action="store_true", help=dry)
    verb.set_defaults(carry_out=carry_out)
    return verb


def _add_kind(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("kind", metavar="KIND", choices=_KINDS, help=", ".join(_KINDS))


def _rename(given: argparse.Namespace) -> int:
    from defectarchive.desk.changes.commands.rename import renamed
    from defectarchive.model.ids import Kind
    from defectarchive.workspace.manifest import is_ours, published_paths

    kind, site = Kind(given.kind), Path(given.published or DEFAULT_OUTPUT)
    published = published_paths(site) if given.published or is_ours(site) else ()
    return _make(
        given, lambda files, found: renamed(files, kind, given.old, given.new, found, published)
    )


def _merge(given: argparse.Namespace) -> int:
    from defectarchive.desk.changes.commands.merge import merged
    from defectarchive.model.ids import Kind

    kind = Kind(given.kind)
    return _make(given, lambda files, found: merged(files, kind, given.one, given.into, found))


def _split(given: argparse.Namespace) -> int:
    from defectarchive.desk.changes.commands.split import split

    return _make(
        given, lambda files, found: split(files, given.event, given.new, given.articles, found)
    )


def _name(given: argparse.Namespace) -> int:
    from defectarchive.desk.changes.commands.naming import named

    return _make(
        given, lambda files, found: named(files, given.person, given.new, given.name, found)
    )


def _review(given: argparse.Namespace) -> int:
    from defectarchive.desk.changes.commands.review import reviewed
    from defectarchive.workspace.copies import read_texts

    today = dt.date.today().isoformat()  # noqa: DTZ011 - the day on the editor's calendar
    texts = partial(read_texts, Path(given.content))
    return _make(
        given, lambda files, found: reviewed(files, given.article, given.by, today, found, texts)
    )


def _make(given: argparse.Namespace, make: Make) -> int:
    """Make a change of the content, or show it."""
    from defectarchive.desk.changes.safety import FaultyArchiveError
    from defectarchive.desk.changes.saving import save
    from defectarchive.workspace.source_tree import read_source

    content = Path(given.content)
    source = read_source(content)
    try:
        change = make({file.path: file.data for file in source.files}, source.diagnostics)
    except FaultyArchiveError as faulty:
        return explain(faulty, given.content)
    if not given.dry_run:
        save(content, change)
    _tell(change, given)
    return 0


def _tell(change: Change, given: argparse.Namespace) -> None:
    """Say which files were changed; of what is only shown, the diff."""
    from defectarchive.checks.withholding.finder import finder_of_names
    from defectarchive.checks.withholding.leaks import redacted_text
    from defectarchive.desk.changes.diffs import unified_diff
    from defectarchive.workspace.withheld_names import withheld_names_on_disk

    withheld = finder_of_names(withheld_names_on_disk(Path(given.content)))
    if given.dry_run:
        for line in unified_diff(change, given.content, withheld):
            say(line)
    else:
        for line in _listed(change, given.content.rstrip("/")):
            say(redacted_text(line, withheld))
    for note in change.notes:
        say(redacted_text(note, withheld), error=True)


def _listed(change: Change, folder: str) -> Iterable[str]:
    for path in change.changed():
        was = change.moved.get(path)
        yield f"{folder}/{path}" if was is None else f"{folder}/{was} → {folder}/{path}"
    for path in change.gone():
        yield f"{folder}/{path} is gone"
