"""What one file or entry says, put into another: for two things that turn out to be one.

Nothing is decided here. What both say alike stands once, lists and rulings are put together, and
where the two differ in anything else that is named, so that an editor decides it first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from defectarchive.desk.changes.homes import Home
from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.source.comments import comments_in, not_carried
from defectarchive.desk.changes.source.content_file import ContentFile
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.desk.changes.source.entries import put_entry, put_items
from defectarchive.desk.changes.source.scalars import flow_source
from defectarchive.desk.changes.source.yaml_tree import (
    EntryAt,
    MappingAt,
    NodeAt,
    ScalarAt,
    SequenceAt,
    as_data,
)

_LISTS = frozenset(
    (
        *("also_known_as", "members", "may_be", "related", "corrections", "corrected", "authors"),
        *("withhold", "split_into", "events", "not_same_as"),
    )
)
_MAPPINGS = frozenset({"rulings"})


def join_fields(
    content: NewContent, one: Home, other: Home, but_not: Collection[str] = ()
) -> list[str]:
    """Put what `one` says into `other`, comments too; the names of fields in which they differ.

    `but_not`: fields that the caller sees to, and that are left out.
    """
    source, target = content.file(one.path), content.file(other.path)
    mapping = source.mapping(one.entry)
    differing: list[str] = []
    entries = () if mapping is None else mapping.entries
    chunks = [] if mapping is None else _chunks(source, one, mapping)
    for entry, (before, lines) in zip(entries, chunks, strict=True):
        key = entry.key.text
        if key not in but_not and not is_null(entry.value):
            differing += [key] if _join(content, source, other, entry, before + lines) else []
    said = comments_in(source, *_region(source, one))
    put_comments(content, other, not_carried(said, target, content.file(other.path)))
    return differing


def _region(file: ContentFile, home: Home) -> tuple[int, int]:
    """Where what a home says begins and ends, with the comments beside it."""
    around, mapping = file.mapping(home.entry[:-1]), file.mapping(home.entry)
    key = around.get(str(home.entry[-1])) if around is not None and home.entry else None
    if key is None:
        return file.yaml_start, file.yaml_end
    end = key.key.end if mapping is None else mapping.end
    return key.key.start, end if around is not None and around.flow else file.after_line(end)


def is_null(node: NodeAt) -> bool:
    """Whether it is written without a value, which says nothing."""
    return isinstance(node, ScalarAt) and node.is_null


def _chunks(file: ContentFile, home: Home, mapping: MappingAt) -> list[tuple[str, str]]:
    """For each entry the lines between it and the one before, and its own; none in braces."""
    if mapping.flow:
        return [("", "")] * len(mapping.entries)
    found: list[tuple[str, str]] = []
    around = file.mapping(home.entry[:-1])
    key = around.get(str(home.entry[-1])) if around is not None and home.entry else None
    at = file.yaml_start if key is None else file.after_line(key.key.end)
    for entry in mapping.entries:
        start = max(at, file.line_start(entry.key.start))
        end = file.after_line(max(entry.key.end, entry.value.end))
        found.append((file.text[at:start], file.text[start:end]))
        at = end
    return found


def _join(
    content: NewContent, source: ContentFile, other: Home, entry: EntryAt, lines: str
) -> bool:
    """Put one entry in; whether the two differ. `lines`: as it is written, with comments."""
    target = content.file(other.path)
    there = target.node((*other.entry, entry.key.text))
    if there is None or is_null(there):
        _move(content, source, other, entry, lines)
        return False
    if as_data(there) == as_data(entry.value):
        return False
    if entry.key.text in _LISTS:
        known = _items(there)
        more = [item for item in _items(entry.value) if as_data(item) not in map(as_data, known)]
        _add_items(content, source, other, entry.key.text, more)
        return False
    if entry.key.text in _MAPPINGS and isinstance(entry.value, MappingAt):
        within = Home(other.path, (*other.entry, entry.key.text))
        joined = [_join(content, source, within, each, "") for each in entry.value.entries]
        return any(joined)
    return True


def _items(node: NodeAt) -> tuple[NodeAt, ...]:
    return node.items if isinstance(node, SequenceAt) else (node,)


def _move(
    content: NewContent, source: ContentFile, other: Home, entry: EntryAt, lines: str
) -> None:
    """Put an entry where there is none of that key, where that can be by its lines as they are."""
    target = content.file(other.path)
    key = entry.key.text
    if (empty := target.mapping(other.entry)) is not None and (old := empty.get(key)):
        content.edit(
            other.path, [Edit(old.value.start, old.value.end, _spaced(target, old, entry))]
        )
        return
    mapping = target.mapping(other.entry)
    margin = entry.key.start - source.line_start(entry.key.start)
    theirs = 0 if mapping is None else mapping.start - target.line_start(mapping.start)
    in_lines = mapping is None or not mapping.flow
    if lines and in_lines and margin == theirs:
        at = (
            target.yaml_end if not other.entry else target.after_line(mapping.end if mapping else 0)
        )
        joint = "" if at == 0 or target.text[at - 1] == "\n" else "\n"
        text = lines if lines.endswith("\n") or at < len(target.text) else f"{lines}\n"
        content.edit(other.path, [Edit(at, at, joint + text)])
        return
    content.edit(other.path, [put_entry(target, other.entry, key, flow_source(entry.value))])


def _spaced(file: ContentFile, old: EntryAt, entry: EntryAt) -> str:
    joint = "" if file.text[old.value.start - 1] == " " else " "
    return f"{joint}{flow_source(entry.value)}"


def _add_items(
    content: NewContent, source: ContentFile, other: Home, key: str, items: list[NodeAt]
) -> None:
    """Put items at the end of a list, written as they are where they can be."""
    for item in items:
        target = content.file(other.path)
        listed = target.node((*other.entry, key))
        written = flow_source(item)
        if isinstance(listed, SequenceAt) and not listed.flow:
            column = listed.start - target.line_start(listed.start) + 2
            written = _lines_of(source, item, column) or written
        content.edit(other.path, put_items(target, other.entry, key, [written]))


def _lines_of(file: ContentFile, item: NodeAt, column: int) -> str:
    """The item as it is written, further lines indented for another column; "" in brackets."""
    if isinstance(item, MappingAt | SequenceAt) and not item.flow:
        margin = item.start - file.line_start(item.start)
        first, *others = file.text[item.start : file.after_line(item.end)].rstrip("\n").split("\n")
        moved = [f"{' ' * column}{line[margin:]}" if line.strip() else "" for line in others]
        return "\n".join([first, *moved])
    return ""


def put_comments(content: NewContent, home: Home, comments: Sequence[str]) -> None:
    """Put lines of comment at the end of a file's front matter, or of an entry."""
    if not comments:
        return
    file = content.file(home.path)
    mapping = file.mapping(home.entry)
    at, margin = file.yaml_end, 0
    if home.entry and mapping is not None:
        at = file.after_line(mapping.end)
        margin = 0 if mapping.flow else mapping.start - file.line_start(mapping.start)
    joint = "" if at == 0 or file.text[at - 1] == "\n" else "\n"
    lines = "".join(f"{' ' * margin}{comment}\n" for comment in comments)
    content.edit(home.path, [Edit(at, at, joint + lines)])
