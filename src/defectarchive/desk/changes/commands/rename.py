"""`rename`: another id for a thing, to which the old one leads."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from defectarchive.desk.changes.change import Change, Work
from defectarchive.desk.changes.declaring import declare, undeclared
from defectarchive.desk.changes.homes import (
    add_ids,
    has_home,
    home_of,
    move_home,
    record_of,
    take_id,
)
from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.read_archive import Files, ReadArchive
from defectarchive.desk.changes.references import follow
from defectarchive.desk.changes.safety import without_page
from defectarchive.desk.changes.things import require_free, require_thing
from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.pages.shared.routes import file_of, thing

FORMER = "former_ids"


def rename(
    content: NewContent,
    read: ReadArchive,
    kind: Kind,
    old: str,
    new: str,
    *,
    published: bool = False,
) -> None:
    """Give the thing a new id, and keep the old one in `former_ids`.

    A thing takes back the last of its own former ids as if it had never had the present one: that
    undoes what was done by mistake. Not so where the old one was `published`: there it leads on.
    Raises WrongUsageError.
    """
    require_thing(read, kind, old)
    record = record_of(read, kind, old)
    own = () if record is None else tuple(each.text for each in record.former_ids)
    if new not in own or new == old:
        require_free(read, kind, new)
    follow(content, read, kind, old, new)
    if not has_home(content, kind, old):
        declare(content, read, kind, old, new)
        return
    move_home(content, kind, old, new)
    home = home_of(kind, new)
    if own[-1:] == (new,) and not published:
        take_id(content, home, FORMER, new)
    else:
        add_ids(content, home, FORMER, [old])


def renamed(
    files: Files,
    kind: Kind,
    old: str,
    new: str,
    found: Iterable[Diagnostic] = (),
    published: Collection[str] = (),
) -> Change:
    """Rename a thing of the archive in these files. Raises WrongUsageError.

    `found`: diagnostics of the files themselves. `published`: paths of the published site's files.
    """
    work = Work(files, found)
    became = {EntityRef(kind, old): EntityRef(kind, new)}
    is_published = file_of(thing(EntityRef(kind, old))) in published
    if is_published or not _is_taken_back(work.read, kind, old, new):
        rename(work.content, work.read, kind, old, new, published=is_published)
        return work.finished(became)
    if not _take_back(work, kind, old, new):
        rename(work.content, work.read, kind, old, new)
    before = without_page(work.archive, kind, old)
    note = (
        f"nothing leads on from {old}: where a site has been published with it, "
        f"write it into `former_ids` of {new}"
    )
    return work.finished(became, before=before, notes=[note])


def _is_taken_back(read: ReadArchive, kind: Kind, old: str, new: str) -> bool:
    """Whether the new id is the one that the thing had before the present one."""
    record = record_of(read, kind, old)
    return record is not None and [each.text for each in record.former_ids][-1:] == [new]


def _take_back(work: Work, kind: Kind, old: str, new: str) -> bool:
    """Undo a renaming that had made the thing's file or entry: take that away again.

    Only where renaming would make the very same files once more; else nothing is done, and the
    result is False.
    """
    languages = work.read.loaded.settings.languages
    before = NewContent(work.content.files, languages)
    follow(before, work.read, kind, old, new)
    if not undeclared(before, kind, old):
        return False
    as_before = work.reader.read(before.files)
    if as_before.archive is None or not is_mentioned(as_before, kind, new):
        return False
    again = NewContent(before.files, languages)
    rename(again, as_before, kind, new, old)
    if again.files != work.content.files:
        return False
    work.content = before
    return True


def is_mentioned(read: ReadArchive, kind: Kind, identifier: str) -> bool:
    """Whether articles alone have the thing exist."""
    names = read.names.by_kind[kind]
    if kind is Kind.EVENT:
        return identifier in names.declared and record_of(read, kind, identifier) is None
    return identifier in names.created
