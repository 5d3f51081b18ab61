"""The file of a person who is to have no name, and nothing of what they were called."""

from __future__ import annotations

from collections.abc import Sequence

from defectarchive.desk.changes.declaring import put
from defectarchive.desk.changes.homes import Home, has_home, home_of
from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.desk.changes.source.entries import put_entry, put_items, take_entry
from defectarchive.desk.changes.source.scalars import scalar
from defectarchive.desk.changes.source.yaml_tree import NodeAt, ScalarAt, scalars
from defectarchive.desk.changes.takedown.front_matter import WITHHOLD
from defectarchive.model.ids import Kind

_UNNAMED, _DESCRIPTOR = "unnamed", "descriptor"
_NAMES = ("also_known_as", "former_ids", "merged_from")


def take_name(content: NewContent, person: str, descriptor: str, withheld: Sequence[str]) -> None:
    """Leave the person unnamed, under this descriptor, with these names under `withhold`.

    Where the file has that descriptor already it stays as it is written. A file is made where
    there is none.
    """
    home = home_of(Kind.PERSON, person)
    if not has_home(content, Kind.PERSON, person):
        says = [f"{_UNNAMED}: true", f"{_DESCRIPTOR}: {scalar(descriptor)}"]
        put(content, Kind.PERSON, person, says)
    for key in _NAMES:
        _take(content, home, key)
    _replace_name(content, home)
    _describe(content, home, descriptor)
    _withhold(content, home, withheld)


def _take(content: NewContent, home: Home, key: str) -> None:
    file = content.file(home.path)
    root = file.mapping()
    if root is not None and root.get(key) is not None:
        content.edit(home.path, [take_entry(file, root, key)])


def _replace_name(content: NewContent, home: Home) -> None:
    """Put that there is no name in the place of the name."""
    file = content.file(home.path)
    root = file.mapping()
    name = None if root is None else root.get("name")
    if name is not None:
        edits = [
            Edit(name.key.start, name.key.end, _UNNAMED),
            Edit(name.value.start, name.value.end, "true"),
        ]
        content.edit(home.path, edits)


def _describe(content: NewContent, home: Home, descriptor: str) -> None:
    file = content.file(home.path)
    root = file.mapping()
    there = None if root is None else root.get(_DESCRIPTOR)
    if there is None:
        content.edit(home.path, [put_entry(file, (), _DESCRIPTOR, scalar(descriptor))])
    elif descriptor not in _said(there.value):
        # What stood there in several languages stood below its key.
        end = there.value.end - file.text[: there.value.end].endswith("\n")
        start = file.text.index(":", there.key.end) + 1
        content.edit(home.path, [Edit(start, end, f" {scalar(descriptor)}")])


def _said(node: NodeAt | None) -> list[str]:
    return [each.text.strip() for _, each in scalars(node)]


def _withhold(content: NewContent, home: Home, withheld: Sequence[str]) -> None:
    """List the names that must not appear again, after those that stand there."""
    file = content.file(home.path)
    there = file.node((WITHHOLD,))
    if isinstance(there, ScalarAt) and not there.is_null:
        known = [line.strip() for line in there.text.split("\n")]
        items = [*known, *(name for name in withheld if name not in known)]
        root = file.mapping()
        if root is not None:
            content.edit(home.path, [take_entry(file, root, WITHHOLD)])
            file = content.file(home.path)
    else:
        known = _said(there)
        items = [name for name in withheld if name not in known]
    content.edit(home.path, put_items(file, (), WITHHOLD, [scalar(name) for name in items]))
