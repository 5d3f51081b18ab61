"""The words of Pagefind's index are looked at one by one."""

from __future__ import annotations

import gzip

import pytest

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.checks.withholding.index_words import MARK, words_of
from defectarchive.checks.withholding.leaks import is_leak


def cbor(item: object) -> bytes:
    """Numbers, texts and lists, as RFC 8949 has them."""
    if isinstance(item, int):
        return head(0, item)
    if isinstance(item, str):
        return head(3, len(item.encode())) + item.encode()
    assert isinstance(item, list)
    return head(4, len(item)) + b"".join(map(cbor, item))


def head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    if number < 256:
        return bytes([kind << 5 | 24, number])
    return bytes([kind << 5 | 25]) + number.to_bytes(2, "big")


@pytest.mark.parametrize("length", [0, 1, 5, 8, 12, 20, 23, 24, 60, 255, 300, 999])
def test_words_of_every_length_come_whole(length: int) -> None:
    word = "zyxtarov" * 200
    item = [[word[:length], [1, 70_0, [2, 3]]], ["ålesund", []]]
    assert words_of(MARK + cbor(item)) == (word[:length], "ålesund")


@pytest.mark.parametrize(
    "data", [b"", b"hello", MARK + b'{"url": "/"}', MARK + b"\x7c", MARK + b"\x65ab"]
)
def test_what_is_no_index_gives_no_words(data: bytes) -> None:
    assert words_of(data) is None


@pytest.mark.parametrize("word", ["zyxtarov", "bo"])
def test_a_name_after_its_length_is_found(word: str) -> None:
    index = gzip.compress(MARK + cbor([[word, [1, 2]], ["other", [3]]]))
    assert is_leak(
        "search/-/text/index/en_1.pf_index", index, finder_of_names(["Zyxtarov", "Bo"])
    ) == (word == "zyxtarov")


def test_words_of_the_index_are_no_phrase() -> None:
    index = gzip.compress(MARK + cbor([["ottokar", []], ["brennwald", []]]))
    assert not is_leak("x.pf_index", index, finder_of_names(["Ottokar Brennwald"]))
    assert is_leak("x.pf_index", index, finder_of_names(["Brennwald"]))
