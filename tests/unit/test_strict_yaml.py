"""YAML as this program reads it: what scalars mean, what is refused, where everything stands."""

from __future__ import annotations

import pytest

from defectarchive.diagnostics import Diagnostic, Span
from defectarchive.strict_yaml import (
    MAX_DEPTH,
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse_yaml,
)


def root(text: str) -> Node:
    node, found = parse_yaml(text, "x.yaml")
    assert found == []
    assert node is not None
    return node


def scalar(text: str) -> Scalar:
    node = root(f"key: {text}\n")
    assert isinstance(node, Mapping)
    value = node.entries["key"].value
    assert isinstance(value, Scalar)
    return value


def faults(text: str) -> list[Diagnostic]:
    return parse_yaml(text, "x.yaml")[1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("2003", 2003),
        ("69.66", 69.66),
        ("-1.5e3", -1500.0),
        (".5", 0.5),
    ],
)
def test_a_plain_scalar_of_json_has_its_value(text: str, value: object) -> None:
    assert scalar(text).value == value
    assert type(scalar(text).value) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "NO",
            "no",
            "yes",
            "on",
            "Off",
            "y",
            "True",
            "TRUE",
            "Null",
            "~",
            "22:30",
            "0123",
            "1_000",
        ),
        *(
            "0x1F",
            "0o17",
            "0b1",
            ".inf",
            ".nan",
            "2022-02-30",
            "2003-05-10",
            "1.2.3",
            "12e",
            "=",
            "１",
        ),
        *("2031-04-13T16:29", "99999999999999999999999"),
    ],
)
def test_all_else_is_text_as_written(text: str) -> None:
    assert scalar(text).value == text
    assert scalar(text).text == text


@pytest.mark.parametrize("text", ["true", "null", "12", "1.5", ""])
def test_what_stands_in_quotes_is_text(text: str) -> None:
    assert scalar(f"'{text}'").value == text
    assert scalar(f'"{text}"').value == text
    assert not scalar(f"'{text}'").is_null


@pytest.mark.parametrize("text", ["1_000", "007", "+5", "1e3", "true", "null", "1.50"])
def test_the_text_of_every_scalar_stays_at_hand(text: str) -> None:
    assert scalar(text).text == text


def test_an_empty_document_is_a_null() -> None:
    for text in ("", "\n", "# only a comment\n"):
        node = root(text)
        assert isinstance(node, Scalar)
        assert node.is_null


def test_keys_are_text_as_written() -> None:
    node = root("NO: a\n1843: b\ntrue: c\n'q r': d\n")
    assert isinstance(node, Mapping)
    assert list(node.entries) == ["NO", "1843", "true", "q r"]


def test_every_key_and_value_has_its_place() -> None:
    node, _ = parse_yaml("a: bc\nd:\n  - 'e f'\n  - {g: h}\n", "x.md", first_line=2)
    assert isinstance(node, Mapping)
    entry = node.entries["a"]
    assert entry.key_span == Span("x.md", 2, 1, 2)
    assert entry.value.span == Span("x.md", 2, 4, 6)
    items = node.entries["d"].value
    assert isinstance(items, Sequence)
    assert items.span == Span("x.md", 4, 3, 10)
    assert items.items[0].span == Span("x.md", 4, 5, 10)
    assert items.items[1].span == Span("x.md", 5, 5, 11)


def test_columns_count_characters_not_bytes() -> None:
    node = root("Ёж: {😀: ы}\n")
    assert isinstance(node, Mapping)
    inner = node.entries["Ёж"].value
    assert isinstance(inner, Mapping)
    assert inner.entries["😀"].key_span == Span("x.yaml", 1, 6, 7)
    assert inner.entries["😀"].value.span == Span("x.yaml", 1, 9, 10)


def test_a_text_over_several_lines_ends_at_the_end_of_its_first() -> None:
    assert scalar("one\n  two").span == Span("x.yaml", 1, 6, 9)
    assert scalar("one\n  two").text == "one two"
    assert scalar('"one\n  two"').span == Span("x.yaml", 1, 6, 10)
    assert scalar(">-\n  one\n  two").span == Span("x.yaml", 1, 6, 8)


def test_a_part_of_a_text_has_a_place_of_its_own() -> None:
    assert scalar("Wire > TV").part(7, 9) == Span("x.yaml", 1, 13, 15)
    assert scalar("'Wire > TV'").part(7, 9) == Span("x.yaml", 1, 14, 16)


def test_a_part_of_an_escaped_or_folded_text_has_the_place_of_the_whole() -> None:
    assert scalar(r'"a\tb"').part(2, 3) == Span("x.yaml", 1, 6, 12)
    assert scalar(">-\n  a b").part(2, 3) == Span("x.yaml", 1, 6, 8)


def test_line_separators_and_inner_boms_belong_to_the_text() -> None:
    assert scalar("a\u2028b\u2029c\ufeffd").text == "a\u2028b\u2029c\ufeffd"
    node = root("a: x\u2028y\nb: z\n")
    assert isinstance(node, Mapping)
    assert node.entries["b"].key_span.line == 2


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
        ("a: &x 1\n", "yaml-anchor", 1, 4),
        ("a: &x [1]\n", "yaml-anchor", 1, 4),
        ("a: [*x]\n", "yaml-alias", 1, 5),
        ("a: !!str 1\n", "yaml-tag", 1, 4),
        ("a: !x {b: c}\n", "yaml-tag", 1, 4),
        ("a: ! b\n", "yaml-tag", 1, 4),
        ("a:\n  <<: {b: c}\n", "yaml-merge", 2, 3),
        ("[a]: b\n", "bad-key", 1, 1),
        ("{a: b}: c\n", "bad-key", 1, 1),
        ("'': c\n", "bad-key", 1, 1),
        ("a: b\n---\nc: d\n", "yaml-syntax", 2, 1),
        ('a: "\\0"\n', "bad-character", 1, 4),
        ('a: "\\u202E"\n', "bad-character", 1, 4),
    ],
)
def test_what_is_refused_is_one_error_at_its_place(
    text: str, code: str, line: int, column: int
) -> None:
    found = faults(text)
    assert [(fault.code, fault.span.line, fault.span.column) for fault in found] == [
        (code, line, column)
    ]
    assert found[0].hint


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    assert "line 1" in faults("a: 1\nb: 2\na: 3\n")[0].message


def test_the_first_of_two_equal_keys_counts() -> None:
    node, _ = parse_yaml("a: 1\na: 2\n", "x.yaml")
    assert isinstance(node, Mapping)
    assert node.entries["a"].value.span.line == 1


def test_a_quoted_merge_key_is_a_key() -> None:
    node = root('"<<": a\n')
    assert isinstance(node, Mapping)
    assert "<<" in node.entries


def test_several_refused_things_are_all_reported() -> None:
    assert len(faults("a: &x 1\nb: *x\na: !t 2\n")) == 4


def test_nesting_is_allowed_to_the_cap_and_no_deeper() -> None:
    assert faults("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    found = faults("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    assert [fault.code for fault in found] == ["too-deep"]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{", "{a: [", "[\n"])
def test_deep_nesting_neither_crashes_nor_hangs(opening: str) -> None:
    _, found = parse_yaml(opening * 100_000, "x.yaml")
    assert found


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("title: A: B\n", 1, 9, "second colon"),
        ("a: b\n  c: d\n", 2, 3, "does not fit the line above"),
        ('a: "b\nc: d\n', 1, 4, "never closed"),
        ("a: 'it's'\nb: c\n", 1, 8, "after the closing quotation mark"),
        ("a:\n\tb: c\n", 2, 1, "tab"),
        ("a:\n  b: c\n\td: e\n", 3, 1, "tab"),
        ("a: [b, c\nd: e\n", 1, 4, "never closed"),
        ("a: {b: c\n", 1, 4, "never closed"),
        ('a: ["b" "c"]\n', 1, 9, "comma"),
        ("a:\n  - b\n - c\n", 3, 2, "list item"),
        ("a:\n  b: c\n d: e\n", 3, 2, "indentation"),
        ("a: b\nfoo\nc: d\n", 2, 1, "no `key: value`"),
        ("a: b\nc: [d,\n\n", 2, 4, "never closed"),
        ("a: @b\n", 1, 4, "cannot begin with @"),
        ("a: `b`\n", 1, 4, "cannot begin with `"),
        ('a: "\\d"\n', 1, 5, "backslash"),
        ("a: > b\nc: d\n", 1, 4, "> opens a text"),
        ("a: - b\n", 1, 4, "list cannot begin"),
        ("a: [b, , c]\n", 1, 8, "before this comma"),
        ("a: b]\nc: ]\n", 2, 4, "closes nothing"),
        ("- a\nb: c\n", 2, 1, "among list items"),
        (" a: b\nc: d\n", 2, 1, "does not belong"),
        (": b\n", 1, 1, "key is missing"),
        ("%x\na: b\n", 1, 1, "begins with %"),
    ],
)
def test_a_syntax_error_is_told_in_an_editors_words(
    text: str, line: int, column: int, words: str
) -> None:
    _, found = parse_yaml(text, "x.yaml")
    (fault,) = found
    assert fault.code == "yaml-syntax"
    assert (fault.span.line, fault.span.column) == (line, column)
    assert words in fault.message
    assert fault.hint


def test_a_colon_in_a_value_is_shown_quoted() -> None:
    assert 'title: "A: B"' in faults("title: A: B\n")[0].hint
    assert "title: 'A: \"B\"'" in faults('title: A: "B"\n')[0].hint


def test_a_syntax_error_at_the_end_of_the_text_is_placed_within_it() -> None:
    for text in ("a: [", "a: {", 'a: "', "a: [b\n\n\n", "? ["):
        (fault,) = faults(text)
        lines = text.split("\n")
        assert fault.span.line <= len(lines)
        assert fault.span.column <= len(lines[fault.span.line - 1]) + 1


def test_what_a_directive_or_three_points_end_is_told_of_at_their_line() -> None:
    for text, line, words in (
        ("%YAML 1.1\na: b\n", 1, "directive"),
        ("a: b\n...\nc: d\n", 2, "points"),
    ):
        (fault,) = faults(text)
        assert (fault.span.line, fault.span.column) == (line, 1)
        assert words in fault.message
