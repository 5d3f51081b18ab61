"""A file or an entry for what articles only mention, so that it can have former ids."""

from __future__ import annotations

import re

from defectarchive.desk.changes.homes import home_of
from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.read_archive import ReadArchive
from defectarchive.desk.changes.source.entries import put_entry, take_entry
from defectarchive.desk.changes.source.scalars import scalar
from defectarchive.desk.changes.source.yaml_tree import MappingAt
from defectarchive.model.ids import Kind, id_in_words


def declare(content: NewContent, read: ReadArchive, kind: Kind, old: str, new: str) -> None:
    """Declare what is only mentioned, as it is shown, with `old` as a former id.

    The list of former ids comes first here: by this the file or entry is known for made. `old` may
    be the same as `new`; then there is none.
    """
    says = ([f"former_ids: [{scalar(old)}]"] if old != new else []) + _shown(read, kind, old)
    put(content, kind, new, says)


def put(content: NewContent, kind: Kind, identifier: str, says: list[str]) -> None:
    """Make the file or the entry of a thing. `says`: its lines, at the margin."""
    path, entry = home_of(kind, identifier)
    if not entry:
        content.write(path, "".join(f"{line}\n" for line in ("---", *says, "---")))
        return
    if path not in content.files:
        content.write(path, "".join([f"{scalar(identifier)}:\n", *(f"  {one}\n" for one in says)]))
        return
    file = content.file(path)
    root = file.mapping()
    if root is not None and root.flow:
        content.edit(path, [put_entry(file, (), scalar(identifier), f"{{{', '.join(says)}}}")])
    else:
        value = "".join(f"\n  {line}" for line in says)
        content.edit(path, [put_entry(file, (), scalar(identifier), value)])


def _shown(read: ReadArchive, kind: Kind, identifier: str) -> list[str]:
    """What the file or entry has to say, so that pages show what they did."""
    if kind is Kind.EVENT:
        return []
    if kind is Kind.PERSON and read.archive is not None:
        person = read.archive.people[identifier]
        if person.unnamed:
            described = person.descriptor or id_in_words(identifier)
            return ["unnamed: true", f"descriptor: {scalar(described)}"]
    return [f"name: {scalar(read.names.by_kind[kind].created[identifier].readable)}"]


_MADE = re.compile(
    r"---\n"
    r"(?:former_ids: \[[^\n\]]+\]\n)?"
    r"(?:name: [^\n]+\n|unnamed: true\ndescriptor: [^\n]+\n)?"
    r"---\n"
)


def undeclared(content: NewContent, kind: Kind, identifier: str) -> bool:
    """Take the file or entry away if `declare` may have made it; whether it did so."""
    path, entry = home_of(kind, identifier)
    file = content.file(path)
    if not entry:
        if not _MADE.fullmatch(file.text) or content.translations(path):
            return False
        content.delete(path)
        return True
    root, mapping = file.mapping(), file.mapping(entry)
    if root is None or mapping is None or not _is_made(mapping):
        return False
    if len(root.entries) == 1:
        content.delete(path)
    else:
        content.edit(path, [take_entry(file, root, identifier)])
    return True


def _is_made(mapping: MappingAt) -> bool:
    return [each.key.text for each in mapping.entries] == ["former_ids", "name"]
