"""`review`: that somebody has read an article's file, and found it right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from defectarchive.checks.quotations.compare import Texts, compare_with_copies
from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.checks.withholding.leaks import names_withheld
from defectarchive.desk.changes.change import Change
from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.read_archive import ArchiveReader, Files
from defectarchive.desk.changes.reviews import write_hash
from defectarchive.desk.changes.safety import FaultyArchiveError
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.desk.changes.source.entries import put_entry, replace_scalar
from defectarchive.desk.changes.source.scalars import scalar
from defectarchive.desk.changes.source.yaml_tree import ScalarAt
from defectarchive.desk.changes.things import require_thing
from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.loader.parts.reviews import REVIEWED, UNREVIEWED
from defectarchive.model.ids import Kind
from defectarchive.model.records import CopyRecord
from defectarchive.workspace.errors import WrongUsageError

# Stands for the hash while the rest is written; it is no part of what the hash is of.
_YET = "0"


def reviewed(
    files: Files,
    article: str,
    by: str,
    today: str,
    found: Iterable[Diagnostic] = (),
    texts: Callable[[Sequence[CopyRecord]], Texts] = lambda _: {},
) -> Change:
    """Say in an article's file that somebody has read it as it stands.

    `by`: whoever it was, or what they go by; `today`: the date; `texts`: gives those of copies.
    Errors elsewhere do not matter. Raises WrongUsageError, and FaultyArchiveError where the file
    has an error of its own, or a quotation that is not in its copy.
    """
    read = ArchiveReader().read(files, found)
    record = read.article(article)
    path = f"articles/{article}.md"
    withheld = finder_of_names(names_withheld(read.records))
    _, of_copies = compare_with_copies(read.records, texts(read.records.copies), withheld)
    errors = [
        each
        for each in (*read.errors, *of_copies)
        if each.is_error and each.span.path == path and each.code != UNREVIEWED
    ]
    if errors:
        raise FaultyArchiveError("faulty-archive", files, errors)
    if record is None:
        require_thing(read, Kind.ARTICLE, article)
        raise WrongUsageError("unknown-thing", f"there is no {path}")
    if withheld.is_in(by):
        raise WrongUsageError("name-withheld", "this name is withheld: sign with another")
    content = NewContent(files, read.loaded.settings.languages)
    _write(content, path, by, today)
    write_hash(content, path)
    notes = []
    if record.draft:
        notes.append(
            "this is a draft; the review is of the file as it stands, and no longer of it once the "
            "line `draft: true` is gone: delete that first"
        )
    return Change(files, content.files, content.moved, tuple(notes))


def _write(content: NewContent, path: str, by: str, today: str) -> None:
    """Write the review, without what it is of."""
    file = content.file(path)
    root = file.mapping()
    there = None if root is None else root.get(REVIEWED)
    written = f"{{by: {scalar(by)}, date: {today}, of: {_YET}}}"
    if there is None:
        content.edit(path, [put_entry(file, (), REVIEWED, written)])
        return
    parts = {"by": by, "date": today, "of": _YET}
    nodes = {key: file.node((REVIEWED, key)) for key in parts}
    scalars = {key: node for key, node in nodes.items() if isinstance(node, ScalarAt)}
    if len(scalars) == len(parts):
        edits = [replace_scalar(node, parts[key]) for key, node in scalars.items()]
    else:
        joint = "" if file.text[there.value.start - 1] == " " else " "
        edits = [Edit(there.value.start, there.value.end, f"{joint}{written}")]
    content.edit(path, edits)
