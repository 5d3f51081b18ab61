"""YAML as it is written: nodes that know where they begin and end in the text.

For files that the loader has read without an error; it alone says what values mean.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from defectarchive.frozen import Frozen

# What libyaml breaks lines at, or refuses, beside what it is given: as in `loader.yaml.nodes`.
_HIDE = str.maketrans({"\u2028": "\ufdd0", "\u2029": "\ufdd1", "\ufeff": "\ufdd2"})
_SHOW = str.maketrans({"\ufdd0": "\u2028", "\ufdd1": "\u2029", "\ufdd2": "\ufeff"})


class Written(Frozen, frozen=True):
    """A stretch of the text, [start, end)."""

    start: int
    end: int


class ScalarAt(Written, frozen=True):
    """A word, number or text. `style`: "" where it is plain, else ' " | or >."""

    text: str
    style: str

    @property
    def is_null(self) -> bool:
        return not self.style and self.text in ("", "null")


class SequenceAt(Written, frozen=True):
    """A list. `flow`: in brackets."""

    items: tuple[NodeAt, ...]
    flow: bool


class EntryAt(Frozen, frozen=True):
    """A key and its value."""

    key: ScalarAt
    value: NodeAt


class MappingAt(Written, frozen=True):
    """Keys and values in order. `flow`: in braces."""

    entries: tuple[EntryAt, ...]
    flow: bool

    def get(self, key: str) -> EntryAt | None:
        """The entry of that key, if there is one."""
        return next((entry for entry in self.entries if entry.key.text == key), None)


NodeAt = ScalarAt | SequenceAt | MappingAt


def read_tree(text: str, start: int = 0) -> NodeAt | None:
    """The nodes of a text; None where it is empty. Offsets count from `start` on."""
    root = yaml.compose(text.translate(_HIDE), Loader=yaml.CSafeLoader)
    return None if root is None else _node(root, start)


def _node(node: yaml.Node, start: int) -> NodeAt:
    first, last = start + node.start_mark.index, start + node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        return ScalarAt(first, last, str(node.value).translate(_SHOW), node.style or "")
    flow = bool(node.flow_style)  # type: ignore[attr-defined]
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_node(item, start) for item in node.value)
        # Without brackets, comments and empty lines that follow are no part of it.
        end = last if flow or not items else items[-1].end
        return SequenceAt(first, end, items, flow)
    entries = tuple(_entry(key, value, start) for key, value in node.value)
    end = last if flow or not entries else max(entries[-1].value.end, entries[-1].key.end)
    return MappingAt(first, end, entries, flow)


def _entry(key: yaml.Node, value: yaml.Node, start: int) -> EntryAt:
    written = _node(key, start)
    if not isinstance(written, ScalarAt):  # which the loader does not let through
        raise TypeError("a key is a list or a mapping")
    return EntryAt(written, _node(value, start))


Path = tuple[str | int, ...]
"""Keys, and numbers of items, that lead from the root to a node."""


def scalars(node: NodeAt | None, path: Path = ()) -> Iterator[tuple[Path, ScalarAt]]:
    """Every scalar that is a value, with the way to it."""
    match node:
        case ScalarAt():
            yield path, node
        case SequenceAt():
            for number, item in enumerate(node.items):
                yield from scalars(item, (*path, number))
        case MappingAt():
            for entry in node.entries:
                yield from scalars(entry.value, (*path, entry.key.text))
        case None:
            return


def node_at(root: NodeAt | None, path: Path) -> NodeAt | None:
    """The node to which the way leads, if there is one."""
    node = root
    for step in path:
        if isinstance(node, MappingAt) and isinstance(step, str):
            entry = node.get(step)
            node = None if entry is None else entry.value
        elif isinstance(node, SequenceAt) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def is_in_brackets(node: NodeAt | None, offset: int) -> bool:
    """Whether a place lies within brackets or braces, where fewer signs may stand in a text."""
    match node:
        case SequenceAt():
            inner = node.items
        case MappingAt():
            inner = tuple(entry.value for entry in node.entries)
        case _:
            return False
    if node.flow:
        return node.start <= offset < node.end
    return any(is_in_brackets(each, offset) for each in inner if each.start <= offset < each.end)


def as_data(node: NodeAt) -> object:
    """What the node says, for comparing two: scalars as (text, plain)."""
    match node:
        case ScalarAt():
            return node.text.strip(), not node.style and node.text in ("true", "false", "null", "")
        case SequenceAt():
            return [as_data(item) for item in node.items]
        case MappingAt():
            return {entry.key.text: as_data(entry.value) for entry in node.entries}
