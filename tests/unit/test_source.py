"""Bytes → text: encodings, line ends, characters that have no business in a text."""

from __future__ import annotations

import pytest

from defectarchive.source import SourceFile, read_text, source_lines


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
