"""The verb `takedown`: what is asked, what was done, and what no machine can do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from defectarchive.cli.console import say
from defectarchive.cli.faulty import explain
from defectarchive.workspace.errors import Refusal, WrongUsageError, wrap_os_errors

if TYPE_CHECKING:
    from defectarchive.checks.withholding.finder import WithheldNames
    from defectarchive.desk.changes.takedown.takedown import Takedown
    from defectarchive.workspace.source_tree import Source

EXAMPLES = """\
examples:
  defectarchive takedown ada-quay --dry-run < names.txt
  defectarchive takedown ada-quay --descriptor "a clerk" --withhold ../withheld.txt < names.txt

What is to vanish is read from standard input, a spelling a line, so that it stands in no list of
commands; never give it as an argument. Each is found as `build --withhold` finds names. The person
is called by the descriptor from now on. The names go to the FILE of --withhold, else into the
person's file, which a public repository publishes.
"""
_PLEASE = "What is to vanish, a spelling a line; end with Ctrl-D on a line of its own:"

_BY_HAND = """\
What no machine does for you:
- The history of git has the name in every commit so far, and so has each clone and fork. Rewrite it
  (git filter-repo --replace-text), push it by force, and ask whoever has a clone to fetch it anew.
- The published site has it until you build and publish again; so has what lies beside it.
- Search engines, web archives and other caches keep what they have read: ask them to remove it.
- Whoever has downloaded data files, or reads the feeds, has what was in them.
- The list of commands of your shell has the id that you gave; messages and issues may have more.
- Read the lines through: what is left may tell who it is."""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """The options of the verb, besides those of every verb that edits."""
    verb.add_argument("person", metavar="PERSON", help="the id that they have")
    verb.add_argument("--id", metavar="NEW", default="", help="their new id (default: person-N)")
    verb.add_argument(
        "--descriptor",
        metavar="TEXT",
        default="",
        help="what to call them (default: as their file or an article does, else a person)",
    )
    verb.add_argument(
        "--withhold",
        metavar="FILE",
        help="the file of names that must not appear, which gets what vanishes",
    )


def takedown(given: argparse.Namespace) -> int:
    """Carry the verb out. Nothing that is printed has one of the names."""
    from defectarchive.checks.withholding.finder import finder_of_names
    from defectarchive.checks.withholding.leaks import redacted_text
    from defectarchive.desk.changes.safety import FaultyArchiveError
    from defectarchive.desk.changes.takedown.takedown import names_in
    from defectarchive.workspace.withheld_names import withheld_names_on_disk

    names = names_in(_read_names())
    withheld = finder_of_names([*names, *withheld_names_on_disk(Path(given.content))])
    try:
        for line in _carried_out(given, names):
            say(redacted_text(line, withheld))
        if not given.dry_run:
            say(_BY_HAND)
    except FaultyArchiveError as faulty:
        return explain(faulty, given.content, names)
    except Refusal as refused:
        refused.message = redacted_text(refused.message, withheld)
        raise
    return 0


def _read_names() -> str:
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        say(_PLEASE, error=True)
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise WrongUsageError("takedown-names", "what was given is not UTF-8") from problem


def _carried_out(given: argparse.Namespace, names: Sequence[str]) -> Iterator[str]:
    """Take the name down; the lines to be printed."""
    from defectarchive.checks.withholding.finder import finder_of_names
    from defectarchive.checks.withholding.leaks import clean_path
    from defectarchive.desk.changes.saving import save
    from defectarchive.desk.changes.takedown.pages import pages_that_show
    from defectarchive.desk.changes.takedown.takedown import Order, changed_lines, taken_down
    from defectarchive.engine.workers import tune_gc
    from defectarchive.workspace.source_tree import read_source

    tune_gc()
    content = Path(given.content)
    file = _file_of_names(given, content)
    source = read_source(content)
    order = Order(
        given.person, tuple(names), given.id, given.descriptor.strip(), elsewhere=file is not None
    )
    files = {each.path: each.data for each in source.files}
    done = taken_down(files, order, source.diagnostics)
    withheld = finder_of_names(names)
    if shown := pages_that_show(done.after, done.suspects, names):
        raise WrongUsageError(
            "takedown-left",
            "pages would join the name from several texts, among them "
            f"{clean_path(shown[0], withheld)}: write these otherwise first",
        )
    static = _static_without(source, done)
    if not given.dry_run:
        names_file = {} if file is None else {file: _more(file, done.withhold)}
        save(content, done.change, {**names_file, **{place: new for place, _, new in static}})
    folder = given.content.rstrip("/")
    for place, old, new in static:
        path = f"{folder}/{place.relative_to(content).as_posix()}"
        for line in changed_lines(old.splitlines(), new.splitlines()):
            yield f"{clean_path(path, withheld)}:{line}"
    for path, line in done.places:
        yield f"{clean_path(f'{folder}/{path}', withheld)}:{line}"
    if given.dry_run:
        return
    yield f"they are {done.person} from now on, in {folder}/people/{done.person}.md"
    yield from _of_names(file)
    yield from _left(done, source, content, withheld)


def _static_without(source: Source, done: Takedown) -> list[tuple[Path, bytes, bytes]]:
    """Files that are published as they are: where each is, as it was, and without the name."""
    from defectarchive.desk.changes.takedown.copies import text_without

    found = []
    for file in source.static:
        with wrap_os_errors("read", file.place):
            old = file.place.read_bytes()
        new = text_without(file.path, old, done.unnamed)
        if new is not None:
            found.append((file.place, old, new))
    return found


def _file_of_names(given: argparse.Namespace, content: Path) -> Path | None:
    """The file that gets the names; refuses one that would be content."""
    if given.withhold is None:
        return None
    file = Path(given.withhold)
    if file.resolve().is_relative_to(content.resolve()):
        raise WrongUsageError(
            "takedown-file", f"{file} lies within the content: keep names that vanish elsewhere"
        )
    if file.is_dir():
        raise WrongUsageError("takedown-file", f"{file} is a folder")
    return file


def _more(file: Path, names: Sequence[str]) -> bytes:
    """What the file holds, with the names that it does not have yet."""
    with wrap_os_errors("read", file):
        before = file.read_bytes() if file.exists() else b""
    known = {line.strip() for line in before.decode("utf-8-sig", "replace").splitlines()}
    joint = b"" if not before or before.endswith(b"\n") else b"\n"
    return before + joint + "".join(f"{name}\n" for name in names if name not in known).encode()


def _of_names(file: Path | None) -> Iterator[str]:
    if file is not None:
        yield f"the names stand in {file}: build and check with --withhold {file} from now on"
    else:
        yield (
            "the names stand under `withhold` in that file: whoever can read the content can read "
            "them, and a public repository publishes them; --withhold FILE keeps them elsewhere"
        )


def _left(done: Takedown, source: Source, content: Path, withheld: WithheldNames) -> Iterator[str]:
    """What holds the name and was not edited, file by file."""
    from defectarchive.checks.withholding.leaks import clean_path
    from defectarchive.desk.changes.takedown.copies import copies_with
    from defectarchive.loader.layout import STATIC_FOLDER, is_ignored

    folder = str(content).rstrip("/")
    for path, line in done.other_spellings:
        yield (
            f"{clean_path(f'{folder}/{path}', withheld)}:{line} called them what was not given: "
            "look whether that stands elsewhere"
        )
    for path, line in done.parts:
        yield (
            f"{clean_path(f'{folder}/{path}', withheld)}:{line} has a word of a name by itself: "
            "look whether it tells who it is"
        )
    for path in done.left:
        yield f"{clean_path(f'{folder}/{path}', withheld)} holds the name, and was left as it is"
    places = [(f"{folder}/{STATIC_FOLDER}/{each.path}", each.place) for each in source.static]
    # What text editors leave behind is not read, but it is there.
    for place in sorted(content.rglob("*")):
        path = place.relative_to(content).as_posix()
        if is_ignored(path) and not path.startswith(f"{STATIC_FOLDER}/") and place.is_file():
            places.append((f"{folder}/{path}", place))
    beside = content.resolve().parent / "sources"
    if beside.is_dir():
        name = content.parent / "sources"
        kept = sorted(path for path in beside.rglob("*") if path.is_file())
        places += [(f"{name / path.relative_to(beside)}", path) for path in kept]
    yield from copies_with(places, withheld)
