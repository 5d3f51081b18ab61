"""Edits of files as they are written: what is not meant stays, byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defectarchive.desk.changes.source.content_file import ContentFile
from defectarchive.desk.changes.source.edits import Edit, SourceText
from defectarchive.desk.changes.source.entries import (
    put_entry,
    put_items,
    take_entry,
    take_from_list,
    take_item,
)
from defectarchive.desk.changes.source.scalars import flow_source, is_plain, scalar
from defectarchive.desk.changes.source.yaml_tree import (
    MappingAt,
    ScalarAt,
    SequenceAt,
    as_data,
    read_tree,
    scalars,
)
from defectarchive.loader.yaml import nodes


class TestEdits:
    def test_line_ends_and_a_byte_order_mark_stay(self) -> None:
        file = SourceText("\ufeffa\r\nb\nc\rd\r\n".encode())
        assert file.text == "a\nb\nc\nd\n"
        edits = [Edit(file.offset(3, 1), file.offset(3, 2), "x\ny"), Edit(0, 1, "z")]
        assert file.edited(edits) == "\ufeffz\r\nb\nx\r\ny\rd\r\n".encode()
        assert file.edited([]) is file.data

    def test_two_edits_of_one_place_are_a_bug(self) -> None:
        with pytest.raises(ValueError, match="one place"):
            SourceText(b"abc").edited([Edit(0, 2, ""), Edit(1, 3, "")])

    @given(st.text(alphabet="a\r\n\u2028é", max_size=12), st.data())
    def test_an_edit_and_the_one_that_takes_it_back_leave_nothing(
        self, text: str, data: st.DataObject
    ) -> None:
        file = SourceText(text.encode())
        at = data.draw(st.integers(0, len(file.text)))
        added = SourceText(file.edited([Edit(at, at, "new")]))
        # Between the two characters of a line's end nothing can be put in.
        assert added.edited([Edit(at, at + 3, "")]) == file.data


YAML = """\
title: 'It''s'   # a remark
list: [a, "b, c", {d: e}]   # another
block:
  - one
  # between
  - k: v
    l: >-
      folded
      text
empty:
long: |
  kept

last: x
"""


class TestTree:
    def test_every_node_knows_where_it_stands(self) -> None:
        root = read_tree(YAML)
        found = {path: YAML[node.start : node.end] for path, node in scalars(root)}
        assert found == {
            ("title",): "'It''s'",
            ("list", 0): "a",
            ("list", 1): '"b, c"',
            ("list", 2, "d"): "e",
            ("block", 0): "one",
            ("block", 1, "k"): "v",
            ("block", 1, "l"): ">-\n      folded\n      text\n",
            ("empty",): "",
            ("long",): "|\n  kept\n\n",
            ("last",): "x",
        }

    def test_characters_that_yaml_takes_for_line_ends_count_as_any_other(self) -> None:
        text = "a: x\u2028y\nb: \U0001f600 z\n"
        assert [text[node.start : node.end] for _, node in scalars(read_tree(text))] == [
            "x\u2028y",
            "\U0001f600 z",
        ]

    def test_two_that_say_the_same_are_equal_however_they_are_written(self) -> None:
        one, other = read_tree('{a: [1, "b"]}'), read_tree("a:\n  - 1\n  - b\n")
        assert one is not None
        assert other is not None
        assert as_data(one) == as_data(other)
        assert as_data(read_tree("true") or _NONE) != as_data(read_tree("'true'") or _NONE)


_NONE = ScalarAt(0, 0, "", "")


@pytest.mark.parametrize(
    "text",
    ["a b", "true", "x: y", "#x", "a, b", "[x]", "", "ø", "it's", '"q"', "1e5", "- x", "é\n"],
)
@pytest.mark.parametrize("style", ["", "'", '"'])
def test_a_text_is_written_so_that_it_is_read_as_that_text(text: str, style: str) -> None:
    for source, within in ((f"k: {scalar(text, style)}", "k"), (f"[{scalar(text, style)}]", "")):
        node, found = nodes.parse_yaml(source, "x.yaml")
        assert found == ()
        read = node.entries[within].value if isinstance(node, nodes.Mapping) else node.items[0]  # type: ignore[union-attr]
        assert isinstance(read, nodes.Scalar)
        assert text in (read.value, read.text)


@given(st.text(alphabet="a :#,[]{}-?'\"&*!|>%@`1\n", max_size=6))
def test_what_is_called_plain_is_read_as_it_is_written(text: str) -> None:
    for flow, source in ((False, f"k: {text}"), (True, f"{{k: {text}}}")):
        if is_plain(text, flow=flow):
            node, found = nodes.parse_yaml(source, "x.yaml")
            assert found == ()
            assert isinstance(node, nodes.Mapping)
            value = node.entries["k"].value
            assert isinstance(value, nodes.Scalar)
            assert value.text == text


@pytest.mark.parametrize(
    ("written", "in_brackets"),
    [
        ("k: v\nl: 'x''y'", "{k: v, l: 'x''y'}"),
        ("k: |\n  a\n  b\n", '{k: "a\\nb"}'),
        ("- a, b\n- [c]\n- null", '["a, b", [c], null]'),
    ],
)
def test_any_node_can_be_written_in_brackets(written: str, in_brackets: str) -> None:
    node = read_tree(written)
    assert node is not None
    assert flow_source(node) == in_brackets


def front(text: str) -> ContentFile:
    return ContentFile("people/a.md", f"---\n{text}---\nA body.\n".encode())


def register(text: str) -> ContentFile:
    return ContentFile("outlets.yaml", text.encode())


FRONTS = {
    "name: A\n": "name: A\nformer_ids: [x]\n",
    "name: A   # why\n\n# at the end\n": "name: A   # why\n\n# at the end\nformer_ids: [x]\n",
    "former_ids: [b]\nname: A\n": "former_ids: [b, x]\nname: A\n",
    "former_ids: [ b ,c ]  # old\nname: A\n": "former_ids: [ b ,c, x ]  # old\nname: A\n",
    "former_ids:\n  - b   # first\nname: A\n": "former_ids:\n  - b   # first\n  - x\nname: A\n",
    "former_ids:\n- b\nname: A\n": "former_ids:\n- b\n- x\nname: A\n",
    "{name: A}\n": "{name: A, former_ids: [x]}\n",
    "{name: A,\n former_ids: [b]}\n": "{name: A,\n former_ids: [b, x]}\n",
    "": "former_ids:\n  - x\n",
    "# nothing\n": "# nothing\nformer_ids:\n  - x\n",
    "note: |\n  text\n\n": "note: |\n  text\n\nformer_ids: [x]\n",
    "  name: A\n  born: 1\n": "  name: A\n  born: 1\n  former_ids: [x]\n",
}
REGISTERS = {
    "a:\n  name: A\nb: {name: B}\n": "a:\n  name: A\n  former_ids: [x]\nb: {name: B}\n",
    "a: {name: A}\n": "a: {name: A, former_ids: [x]}\n",
    "b: {name: B}\na:\n    name: A": "b: {name: B}\na:\n    name: A\n    former_ids: [x]",
    "a:\n  former_ids:\n    - b\n  name: A\n": ("a:\n  former_ids:\n    - b\n    - x\n  name: A\n"),
}


@pytest.mark.parametrize("before", [*FRONTS, *REGISTERS])
def test_an_item_more_is_a_small_edit_and_taking_it_out_restores_the_file(before: str) -> None:
    entry = ("a",) if before in REGISTERS else ()
    file = register(before) if entry else front(before)
    after = ContentFile(file.path, file.edited(put_items(file, entry, "former_ids", ["x"])))
    expected = REGISTERS[before] if entry else FRONTS[before]
    assert after.data == (register(expected) if entry else front(expected)).data
    listed = after.node((*entry, "former_ids"))
    assert isinstance(listed, SequenceAt)
    edit = take_item(after, entry, "former_ids", len(listed.items) - 1)
    assert after.edited([edit]) == file.data


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("before", ["a: {name: A}", "a: {name: A}\n# the end"])
def test_an_entry_more_in_a_register_can_be_taken_out_again(before: str, end: str) -> None:
    file = register(before + end)
    edit = put_entry(file, (), "new", "\n  former_ids: [old]\n  name: New")
    after = register(file.edited([edit]).decode())
    assert after.text == f"{before}\nnew:\n  former_ids: [old]\n  name: New{end}"
    root = after.mapping()
    assert root is not None
    assert after.edited([take_entry(after, root, "new")]) == file.data


ENTRIES = {
    ("{a: 1, b: 2, c: 3}", "a"): "{b: 2, c: 3}",
    ("{a: 1, b: 2, c: 3}", "b"): "{a: 1, c: 3}",
    ("{a: 1, b: 2 }", "b"): "{a: 1 }",
    ("{a: 1}", "a"): "{}",
    ("a: 1\nb:   # why\n  - 2\nc: 3\n", "b"): "a: 1\nc: 3\n",
    ("a: 1\nb: |\n  2\n\nc: 3\n", "b"): "a: 1\nc: 3\n",
}


@pytest.mark.parametrize(("before", "key"), ENTRIES)
def test_an_entry_goes_with_its_line_or_its_comma(before: str, key: str) -> None:
    file = register(before)
    root = file.mapping()
    assert root is not None
    assert file.edited([take_entry(file, root, key)]).decode() == ENTRIES[before, key]


def test_the_first_entry_of_an_item_leaves_its_hyphen_to_the_next() -> None:
    file = register("- as: A\n  person: b\n- as: C\n")
    items = file.node(())
    assert isinstance(items, SequenceAt)
    first, last = items.items
    assert isinstance(first, MappingAt)
    assert isinstance(last, MappingAt)
    edits = [take_entry(file, first, "as"), take_entry(file, last, "as")]
    assert file.edited(edits).decode() == "- person: b\n- {}\n"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_item_goes_with_its_lines_or_its_comma(number: int) -> None:
    for written in ("[a, b, c]", "- a   # one\n# - no item\n- b\n\n- c\n", "-   a\n-\n  b\n- c"):
        file = register(written)
        listed = file.node(())
        assert isinstance(listed, SequenceAt)
        left = ContentFile("outlets.yaml", file.edited([take_from_list(file, listed, number)]))
        wanted = [letter for place, letter in enumerate("abc") if place != number]
        assert left.root is not None
        assert as_data(left.root) == [(letter, False) for letter in wanted]
