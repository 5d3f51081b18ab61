"""YAML without a name: keys and items that go, texts in which something stands for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.source.content_file import ContentFile
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.desk.changes.source.entries import take_entry, take_item
from defectarchive.desk.changes.source.scalars import is_plain, scalar
from defectarchive.desk.changes.source.yaml_tree import (
    MappingAt,
    NodeAt,
    Path,
    ScalarAt,
    SequenceAt,
    is_in_brackets,
    scalars,
)
from defectarchive.desk.changes.takedown.words import Unnamed, holds, without_single_words

_ADDRESSES = frozenset({"url", "archived"})
_NAMES = frozenset({"authors", "also_known_as", "former_ids", "merged_from"})
_CORRECTIONS = frozenset({"corrections", "corrected"})
# What stands there is quoted.
_WORDING = "wording"
_WORDS_OF_OTHERS = frozenset({_WORDING, "hedge"})
WITHHOLD = "withhold"

ByLanguage = Mapping[str, Unnamed]
"""What stands for a name, by language; under "" in the archive's first."""


def without_entries(content: NewContent, path: str, person: str, unnamed: Unnamed) -> None:
    """Take out what has nothing left without the name.

    Addresses, spellings, corrections; and how an article calls the person, whose new id this is.
    """
    # One at a time: what is left is looked at anew.
    while True:
        file = content.file(path)
        edit = next(_goes(file, file.root, (), person, unnamed), None)
        if edit is None:
            return
        content.edit(path, [edit])


def _goes(
    file: ContentFile, node: NodeAt | None, path: Path, person: str, unnamed: Unnamed
) -> Iterator[Edit]:
    """Entries and items to be taken out, the outer before the inner."""
    match node:
        case MappingAt():
            for entry in node.entries:
                key = entry.key.text
                if key == WITHHOLD and not path:
                    continue
                if _is_told(node, key, person, unnamed):
                    yield take_entry(file, node, key)
                elif key in _NAMES | _CORRECTIONS and isinstance(entry.value, SequenceAt):
                    for number, item in enumerate(entry.value.items):
                        if _has_name(item, unnamed):
                            yield take_item(file, path, key, number)
                yield from _goes(file, entry.value, (*path, key), person, unnamed)
        case SequenceAt():
            for number, item in enumerate(node.items):
                yield from _goes(file, item, (*path, number), person, unnamed)
        case _:
            return


def _is_told(mapping: MappingAt, key: str, person: str, unnamed: Unnamed) -> bool:
    """Whether an entry is an address, a spelling or a quotation that is nothing but the name."""
    entry = mapping.get(key)
    if entry is None:
        return False
    if key == "as":
        who = mapping.get("person")
        of_person = who is not None and isinstance(who.value, ScalarAt) and who.value.text == person
        return of_person or _has_name(entry.value, unnamed)
    if key == _WORDING and isinstance(entry.value, ScalarAt):
        said = unnamed.words(entry.value.text, quoted=True)
        return said != entry.value.text and not without_single_words(said)
    return key in _ADDRESSES and _has_name(entry.value, unnamed)


def _has_name(node: NodeAt, unnamed: Unnamed) -> bool:
    return any(holds(unnamed.withheld, each.text) for _, each in scalars(node))


def reworded(file: ContentFile, unnamed: ByLanguage) -> Iterator[Edit]:
    """Edits that put the descriptor in the place of the name, in texts and in comments."""
    told: list[tuple[int, int]] = []
    for path, node in scalars(file.root):
        if path[:1] == (WITHHOLD,):
            told.append((node.start, node.end))
            continue
        here = unnamed.get(str(path[-1]), unnamed[""])
        field = str(next((each for each in reversed(path) if _is_key(each, unnamed)), ""))
        edit = _scalar_without(file, node, here, field)
        if edit is not None:
            told.append((node.start, node.end))
            yield edit
    # What is left stands in comments.
    yaml = file.text[file.yaml_start : file.yaml_end]
    keys = [*_keys(file.root)]
    for start, end in unnamed[""].withheld.stretches(yaml):
        place = (start + file.yaml_start, end + file.yaml_start)
        line = file.text[file.line_start(place[0]) : place[0]]
        if "#" in line and not any(_meet(place, other) for other in (*told, *keys)):
            told.append(place)
            yield Edit(*place, unnamed[""].descriptor)


def _is_key(step: str | int, unnamed: ByLanguage) -> bool:
    return isinstance(step, str) and step not in unnamed and step != "value"


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _keys(node: NodeAt | None) -> Iterator[tuple[int, int]]:
    match node:
        case MappingAt():
            for entry in node.entries:
                yield entry.key.start, entry.key.end
                yield from _keys(entry.value)
        case SequenceAt():
            for item in node.items:
                yield from _keys(item)
        case _:
            return


def _scalar_without(file: ContentFile, node: ScalarAt, unnamed: Unnamed, field: str) -> Edit | None:
    """The scalar without the name, written as it was as far as that can be."""
    quoted = field in _WORDS_OF_OTHERS
    replaced = unnamed.words(node.text, quoted=quoted)
    if replaced == node.text:
        return None
    said = without_single_words(replaced) if field == _WORDING else replaced
    written = file.text[node.start : node.end]
    if "\n" in written and said == replaced:
        # Its lines stay, but for those in which the name stands.
        lines = _lines_without(written, node, unnamed, quoted=quoted)
        whole = unnamed.withheld.is_in(lines)
        return Edit(node.start, node.end, scalar(said, '"') if whole else lines)
    flow = is_in_brackets(file.root, node.start)
    if not node.style and is_plain(said, flow=flow):
        return Edit(node.start, node.end, said)
    style = node.style if node.style in ("'", '"') else '"'
    return Edit(node.start, node.end, scalar(said, style))


def _lines_without(written: str, node: ScalarAt, unnamed: Unnamed, *, quoted: bool) -> str:
    descriptor = unnamed.descriptor
    if node.style == "'":
        descriptor = descriptor.replace("'", "''")
    elif node.style == '"':
        descriptor = json.dumps(descriptor, ensure_ascii=False)[1:-1]
    return Unnamed(unnamed.withheld, descriptor).words(written, quoted=quoted)
