"""Where things have their files and entries, and the ids that these list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.read_archive import ReadArchive
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.desk.changes.source.entries import item_numbers, put_items, take_item
from defectarchive.desk.changes.source.scalars import scalar
from defectarchive.desk.changes.source.yaml_tree import Path, SequenceAt
from defectarchive.model.ids import Kind
from defectarchive.resolve.names.entity_names import IdentityRecord

FOLDERS = {Kind.ARTICLE: "articles", Kind.EVENT: "events", Kind.PERSON: "people"}
REGISTERS = {
    Kind.OUTLET: "outlets.yaml",
    Kind.ORGANISATION: "organisations.yaml",
    Kind.PLACE: "places.yaml",
}


class Home(NamedTuple):
    """What declares a thing: a file, and in a register the entry."""

    path: str
    entry: Path


def home_of(kind: Kind, identifier: str) -> Home:
    """Where a thing of that kind is declared, if it is."""
    if kind in FOLDERS:
        return Home(f"{FOLDERS[kind]}/{identifier}.md", ())
    return Home(REGISTERS[kind], (identifier,))


def has_home(content: NewContent, kind: Kind, identifier: str) -> bool:
    """Whether the thing has a file or an entry of its own."""
    home = home_of(kind, identifier)
    if home.path not in content.files:
        return False
    return not home.entry or content.file(home.path).node(home.entry) is not None


def record_of(read: ReadArchive, kind: Kind, identifier: str) -> IdentityRecord | None:
    """What the file or the entry says; None where there is none."""
    return next((each for each in records_of(read, kind) if each.id == identifier), None)


def records_of(read: ReadArchive, kind: Kind) -> Sequence[IdentityRecord]:
    """The files or entries of all things of a kind, drafts included."""
    records = read.records
    of_kind: dict[Kind, Sequence[IdentityRecord]] = {
        Kind.ARTICLE: records.articles,
        Kind.EVENT: records.events,
        Kind.PERSON: records.people,
        Kind.OUTLET: records.outlets,
        Kind.ORGANISATION: records.organisations,
        Kind.PLACE: records.places,
    }
    return of_kind[kind]


def add_ids(content: NewContent, home: Home, key: str, ids: Iterable[str]) -> None:
    """List ids, such as under `former_ids`, after those that stand there."""
    file = content.file(home.path)
    known = file.node((*home.entry, key))
    new = [scalar(each) for each in dict.fromkeys(ids) if not item_numbers(known, each)]
    content.edit(home.path, put_items(file, home.entry, key, new))


def take_id(content: NewContent, home: Home, key: str, identifier: str) -> None:
    """Take an id from such a list."""
    file = content.file(home.path)
    listed = file.node((*home.entry, key))
    numbers = item_numbers(listed, identifier)
    if numbers and isinstance(listed, SequenceAt):
        content.edit(home.path, [take_item(file, home.entry, key, numbers[-1])])


def move_home(content: NewContent, kind: Kind, old: str, new: str) -> None:
    """Give a file or an entry another id, with all that goes by it."""
    home = home_of(kind, old)
    if not home.entry:
        content.move_with_translations(home.path, home_of(kind, new).path)
        if kind is Kind.ARTICLE:
            content.rename_copy(old, new)
        return
    file = content.file(home.path)
    register = file.mapping()
    entry = None if register is None else register.get(old)
    if entry is not None:
        style = entry.key.style if entry.key.style in ("'", '"') else ""
        content.edit(home.path, [Edit(entry.key.start, entry.key.end, scalar(new, style))])
