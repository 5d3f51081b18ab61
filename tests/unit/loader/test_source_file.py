"""Bytes → text: encodings, line ends, characters that have no business in a text."""

from __future__ import annotations

import pytest

from defectarchive.loader.source_file import (
    _REFUSED,
    SourceFile,
    _is_ordinary,
    read_text,
    source_lines,
)


def read(data: bytes) -> tuple[str | None, list[tuple[str, int, int]]]:
    text, found = read_text(SourceFile("x.md", data))
    return text, [(fault.code, fault.span.line, fault.span.column) for fault in found]


def test_a_bom_is_no_part_of_the_text() -> None:
    assert read(b"\xef\xbb\xbfa: b") == ("a: b", [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_read_alike(end: str) -> None:
    assert read(f"a{end}b{end}".encode()) == ("a\nb\n", [])
    assert source_lines(f"a{end}b{end}".encode()) == ["a", "b", ""]


def test_line_and_paragraph_separators_do_not_end_a_line() -> None:
    assert source_lines("a\u2028b\u2029c\x85d".encode()) == ["a\u2028b\u2029c\x85d"]


@pytest.mark.parametrize(
    "character",
    [*"\x00\x08\x0b\x0c\x1b\x7f\x85\x9f\u202a\u202e\u2066\u2069", "\ufdd0", "\uffff", "\U0001fffe"],
)
def test_a_forbidden_character_is_an_error_at_its_place(character: str) -> None:
    assert read(f"one\n\U0001f600d{character}".encode()) == (
        "one\n\U0001f600d\ufffd",
        [("bad-character", 2, 3)],
    )


@pytest.mark.parametrize("character", "\t\u00ad\u200d\u200e\u2028\ufeff\ue000\U0001f600ёй")
def test_all_other_characters_are_read_as_they_are(character: str) -> None:
    assert read(f"a{character}b".encode()) == (f"a{character}b", [])


def test_bytes_that_are_not_utf8_are_an_error_at_the_first_of_them() -> None:
    text, found = read("Й\r\nblå".encode() + b"b\xe6r\xf8y\n")
    assert found == [("not-utf8", 2, 5)]
    assert text == "Й\nblåb\ufffdr\ufffdy\n"


def test_bad_bytes_are_placed_right_after_a_bom() -> None:
    assert read(b"\xef\xbb\xbfab\xff")[1] == [("not-utf8", 1, 3)]


def test_the_hint_tells_which_letter_a_byte_of_the_old_encoding_was() -> None:
    _, found = read_text(SourceFile("x.md", "Ødegård".encode("cp1252")))
    assert '"Ø"' in found[0].hint


def test_an_encoded_surrogate_is_not_utf8() -> None:
    assert read(b"a\xed\xa0\x80b")[1] == [("not-utf8", 1, 2)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf16_is_told_from_garbage(encoding: str) -> None:
    _, found = read_text(SourceFile("x.md", "\ufeffa: b".encode(encoding)))
    assert "UTF-16" in found[0].hint


def test_of_many_bad_characters_ten_are_shown_and_the_rest_counted() -> None:
    _, found = read_text(SourceFile("x.md", b"\x00" * 1000))
    assert len(found) == 10
    assert "990 more" in found[-1].message


@pytest.mark.parametrize("text", ["Anna\ufffdBerg", "\ufffd"])
def test_a_sign_for_a_lost_character_is_an_error_that_names_it(text: str) -> None:
    _, found = read_text(SourceFile("x.md", text.encode()))
    assert [(fault.code, fault.span.column) for fault in found] == [
        ("bad-character", text.index("\ufffd") + 1)
    ]
    assert "U+FFFD" in found[0].message


def test_bytes_that_are_not_utf8_are_not_told_of_as_lost_characters_too() -> None:
    assert [code for code, _, _ in read(b"a\xffb \xef\xbf\xbd")[1]] == ["not-utf8"]


CONFLICT = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\nd\n"


def test_a_conflict_that_git_left_is_one_error_at_its_first_mark() -> None:
    text, found = read(CONFLICT.encode())
    assert found == [("merge-conflict", 2, 1)]
    assert text == "a\n\nb\n\nc\n\nd\n"


def test_each_conflict_of_a_file_is_told_of_once_with_three_versions_too() -> None:
    three = CONFLICT.replace("=======", "||||||| base\nx\n=======")
    assert read(f"{CONFLICT}{three}".encode())[1] == [
        ("merge-conflict", 2, 1),
        ("merge-conflict", 9, 1),
    ]


@pytest.mark.parametrize(
    "text", ["Title\n=======\n", "a <<<<<<< b\n", "<<<<<<<<\n", ">>>>>> b\n", "======= x\n"]
)
def test_what_only_looks_like_a_conflict_is_none(text: str) -> None:
    assert read(text.encode()) == (text, [])


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", ">>>>>>> other", "|||||||"])
def test_a_mark_that_stands_alone_is_an_error(mark: str) -> None:
    assert read(f"a\n{mark}\n=======\n".encode())[1] == [("merge-conflict", 2, 1)]


@pytest.mark.parametrize("character", ["\u00a0", "\u202f", "\u200c", "\u200d", "\u200b"])
def test_no_break_spaces_and_joiners_are_text(character: str) -> None:
    assert read(f"a{character}b".encode()) == (f"a{character}b", [])


def test_no_character_is_let_through_that_is_refused() -> None:
    refused = [chr(point) for point in range(0x110000) if _REFUSED.match(chr(point))]
    assert len(refused) > 2000
    assert [character for character in refused if _is_ordinary(f"a{character}")] == []
