"""Edits of structure: a key or an item more, or one less.

What is put in stands as a line of its own, or within the brackets that are there. Taking out what
was put in gives the text as it was before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from defectarchive.desk.changes.source.content_file import ContentFile
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.desk.changes.source.scalars import scalar
from defectarchive.desk.changes.source.yaml_tree import (
    EntryAt,
    MappingAt,
    NodeAt,
    Path,
    ScalarAt,
    SequenceAt,
)


def put_entry(file: ContentFile, path: Path, key: str, value: str) -> Edit:
    """A new entry at the end of the mapping at `path`, which does not have the key.

    `value`: YAML in one line; or lines, of which the first is empty and the others are indented
    as below a key at the margin.
    """
    node = file.node(path)
    joint = "" if value.startswith("\n") else " "
    match node:
        case MappingAt(flow=True, entries=()):
            return Edit(node.start + 1, node.end - 1, f"{key}:{joint}{value}")
        case MappingAt(flow=True):
            end = _end(node.entries[-1])
            return Edit(end, end, f", {key}:{joint}{value}")
        case MappingAt():
            margin = file.text[file.line_start(node.start) : node.start]
            # The first entry of a list's item stands behind a hyphen.
            margin = " " * len(margin)
            at = file.yaml_end if not path else file.after_line(node.end)
        case _ if not path:
            margin, at = "", file.yaml_end
        case _:
            raise LookupError(path)
    lines = f"{key}:{joint}{value}".replace("\n", f"\n{margin}")
    return _line(file, at, f"{margin}{lines}")


def _line(file: ContentFile, at: int, line: str) -> Edit:
    """A line more; at the end of a text that ends without a line break, without one as well."""
    if at > 0 and file.text[at - 1] != "\n":
        return Edit(at, at, f"\n{line}")
    return Edit(at, at, f"{line}\n")


def take_entry(file: ContentFile, mapping: MappingAt, key: str) -> Edit:
    """Take an entry out, with the rest of its line."""
    keys = [entry.key.text for entry in mapping.entries]
    number = keys.index(key)
    entry = mapping.entries[number]
    following = mapping.entries[number + 1] if number + 1 < len(keys) else None
    if mapping.flow:
        return _take_from_brackets(
            (entry.key.start, _end(entry)),
            None if number == 0 else _end(mapping.entries[number - 1]),
            None if following is None else following.key.start,
        )
    start = file.line_start(entry.key.start)
    if file.text[start : entry.key.start].strip():
        # It stands behind the hyphen of an item: the next one takes its place.
        if following is None:
            return Edit(entry.key.start, _end(entry), "{}")
        return Edit(entry.key.start, following.key.start, "")
    return _take_lines(file, start, file.after_line(_end(entry)))


def _take_lines(file: ContentFile, start: int, end: int) -> Edit:
    if end == len(file.text) and not file.text.endswith("\n") and start > 0:
        start -= 1  # The text ended without a line break, and does so again.
    return Edit(start, end, "")


def _take_from_brackets(piece: tuple[int, int], before: int | None, following: int | None) -> Edit:
    """Take a piece out, with one comma. `before`: the last one's end, `following`: the next one."""
    start, end = piece
    if before is not None:
        return Edit(before, end, "")
    return Edit(start, end if following is None else following, "")


def _end(entry: EntryAt) -> int:
    return max(entry.key.end, entry.value.end)


def put_items(file: ContentFile, path: Path, key: str, items: Iterable[str]) -> list[Edit]:
    """Items more at the end of a list, which begins with them where it is not there yet.

    `path`: of the mapping that has the list; items are YAML that may stand in brackets.
    """
    items = list(items)
    mapping = file.mapping(path)
    entry = None if mapping is None else mapping.get(key)
    if not items:
        return []
    if entry is not None:
        return [_add_to_value(file, entry.value, items)]
    # A mapping that was empty is told from one that was not by how the list is written.
    lines = "".join(f"\n  - {item}" for item in items)
    return [put_entry(file, path, key, lines if mapping is None else _in_brackets(items))]


def _in_brackets(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _add_to_value(file: ContentFile, value: NodeAt, items: Sequence[str]) -> Edit:
    match value:
        case SequenceAt(items=(), flow=True):
            return Edit(value.start, value.end, _in_brackets(items))
        case SequenceAt(flow=True):
            end = value.items[-1].end
            return Edit(end, end, "".join(f", {item}" for item in items))
        case SequenceAt():
            margin = " " * (value.start - file.line_start(value.start))
            lines = "\n".join(f"{margin}- {item}" for item in items)
            return _line(file, file.after_line(value.end), lines)
        case _:
            joint = "" if file.text[value.start - 1 : value.start] == " " else " "
            return Edit(value.start, value.end, f"{joint}{_in_brackets(items)}")


def take_item(file: ContentFile, path: Path, key: str, number: int) -> Edit:
    """Take an item out of a list; with the last one the key goes as well."""
    mapping = file.mapping(path)
    entry = None if mapping is None else mapping.get(key)
    if mapping is None or entry is None or not isinstance(entry.value, SequenceAt):
        raise LookupError(path, key)
    listed = entry.value
    if len(listed.items) == 1:
        return take_entry(file, mapping, key)
    return take_from_list(file, listed, number)


def take_from_list(file: ContentFile, listed: SequenceAt, number: int) -> Edit:
    """Take one of several items out."""
    item = listed.items[number]
    if listed.flow:
        return _take_from_brackets(
            (item.start, item.end),
            None if number == 0 else listed.items[number - 1].end,
            listed.items[number + 1].start if number + 1 < len(listed.items) else None,
        )
    start = _hyphen(file, listed, number)
    if number == 0 and file.text[file.line_start(start) : start].strip():
        return Edit(start, _hyphen(file, listed, 1), "")
    return _take_lines(file, file.line_start(start), file.after_line(item.end))


def _hyphen(file: ContentFile, listed: SequenceAt, number: int) -> int:
    """Where the hyphen of an item of a list without brackets stands."""
    if number == 0:
        return listed.start
    at = file.after_line(listed.items[number - 1].end)
    while (line := file.text[at : file.text.find("\n", at) + 1].lstrip(" \t")) and line[0] in "#\n":
        at = file.text.index("\n", at) + 1
    return file.text.index("-", at)


def replace_scalar(node: ScalarAt, text: str) -> Edit:
    """Another text in the same quotation marks."""
    return Edit(node.start, node.end, scalar(text, node.style if node.style in "'\"" else ""))


def item_numbers(listed: NodeAt | None, text: str) -> list[int]:
    """The numbers of the items of a list that are this text."""
    items = listed.items if isinstance(listed, SequenceAt) else ()
    return [
        number
        for number, item in enumerate(items)
        if isinstance(item, ScalarAt) and item.text.strip() == text
    ]
