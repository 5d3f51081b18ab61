"""YAML as this program reads it: what scalars mean, what is refused, where everything stands."""

from __future__ import annotations

import pytest

from defectarchive.diagnostics.diagnostic import Diagnostic, Span
from defectarchive.loader.yaml.nodes import MAX_DEPTH, Mapping, Node, Scalar, Sequence, parse_yaml


def root(text: str) -> Node:
    node, found = parse_yaml(text, "x.yaml")
    assert not found
    assert node is not None
    return node


def scalar(text: str) -> Scalar:
    node = root(f"key: {text}\n")
    assert isinstance(node, Mapping)
    value = node.entries["key"].value
    assert isinstance(value, Scalar)
    return value


def faults(text: str) -> tuple[Diagnostic, ...]:
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
    assert faults("[" * MAX_DEPTH + "]" * MAX_DEPTH) == ()
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


def places(text: str) -> list[tuple[str, int, int]]:
    return [(fault.code, fault.span.line, fault.span.column) for fault in faults(text)]


# Characters


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u3000"])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("_a: b\nc: d\n", (1, 1)),
        ("a:\n _b: c\n", (2, 2)),
        ("a:\n_ - b\n", (2, 1)),
        ("a:\n  -_b\n", (2, 4)),
        ("a:\n  - _b: c\n", (2, 5)),
        ("a:_b\n", (1, 3)),
        ("a:_b\nc: d\n", (1, 3)),
        ("a: _b\n", (1, 4)),
        ("a_: b\n", (1, 2)),
        ("a_b: c\n", (1, 2)),
        ("- a:_b\n  c: d\n", (1, 5)),
        ("a: {b:_c, d: e}\n", (1, 7)),
        ("a: {b: c,_d: e}\n", (1, 10)),
        ("a: {b: _c}\n", (1, 8)),
    ],
)
def test_a_space_that_is_none_to_yaml_is_one_error_that_names_it(
    text: str, place: tuple[int, int], space: str
) -> None:
    (fault,) = faults(text.replace("_", space))
    assert (fault.code, fault.span.line, fault.span.column) == ("bad-space", *place)
    assert f"U+{ord(space):04X}" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "a: 10_000 men, _he said_ no\n",
        "a: >\n  il dit_: non\n  _et\n  b:_c\n",
        "a: 'b\n  _c: d'\n",
        "a: b\n  c_:d\n",
        "a: [b, _c]\n",
        'a: "_b: c"\n',
        "# _a:_b\na: b\n",
    ],
)
def test_no_break_spaces_in_a_text_are_kept(text: str) -> None:
    assert places(text.replace("_", "\u00a0")) == []


def test_a_key_is_known_although_nobody_sees_what_is_beside_it() -> None:
    node, found = parse_yaml("b\u200b: c\na\u00a0: d\n", "x.yaml")
    assert isinstance(node, Mapping)
    assert list(node.entries) == ["b", "a"]
    assert {fault.code for fault in found} == {"bad-space", "bad-character"}


@pytest.mark.parametrize("text", ["a: x\u200by\n", "- 'x\u200b'\n", "# \u200b\n", "a\u200b: b\n"])
def test_a_space_without_width_is_an_error_wherever_it_stands(text: str) -> None:
    (fault,) = faults(text)
    assert fault.code == "bad-character"
    assert fault.span.column == text.index("\u200b") + 1
    assert "U+200B" in fault.message


@pytest.mark.parametrize("escape", ["\\u200b", "\\uFFFD", "\\u202e"])
def test_an_escape_brings_in_no_character_that_may_not_stand_there(escape: str) -> None:
    assert places(f'a: "x{escape}y"\n') == [("bad-character", 1, 4)]


# Comments


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: Unit #29155 behind it\n", (1, 13)),
        ("outlet: Kanal #5\n", (1, 15)),
        ("a:\n  - b\n  - Kanal #5\n", (3, 11)),
        ("a: [b,\n  Kanal #5\n  ]\n", (2, 9)),
        ("a: {b: Kanal #5\n  }\n", (1, 14)),
        ("a: text\n  that goes on #æ here\n", (2, 16)),
        ("a: #metoo\n", (1, 4)),
    ],
)
def test_a_value_that_a_comment_cuts_short_is_a_warning(text: str, place: tuple[int, int]) -> None:
    (fault,) = faults(text)
    assert (fault.code, fault.span.line, fault.span.column) == ("cut-short", *place)
    assert not fault.is_error


@pytest.mark.parametrize(
    "text",
    [
        "a: b # comment\n",
        "a: 'Unit #5'\n",
        "a: Unit#5\n",
        "#a: b\n",
        "a: >\n  Unit #5\n",
        "a: b\n#c: d\n",
        "url: https://example.org/#top\n",
    ],
)
def test_a_comment_is_one_where_a_space_follows_or_nothing_is_before_it(text: str) -> None:
    assert places(text) == []


def test_a_bracket_that_a_comment_leaves_open_is_told_of_with_the_comment() -> None:
    assert [fault.code for fault in faults("a: [Kanal #5, b]\nc: d\n")] == [
        "cut-short",
        "yaml-syntax",
    ]
