"""Where front matter begins and ends, how large it may be, where the body stands."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.loader.files import FileResult, read_file
from defectarchive.loader.front_matter import MAX_BODY, MAX_FRONT_MATTER
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.vocabulary import SHIPPED, Vocabulary


def reading(data: str | bytes) -> FileResult:
    encoded = data.encode() if isinstance(data, str) else data
    return read_file(SourceFile("pages/a.md", encoded), SHIPPED)


def codes(data: str | bytes) -> list[str]:
    return [fault.code for fault in reading(data).diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: T\n---\nBody\n",
        "---\ntitle: T\n---",
        "---  \ntitle: T\n---\t\n",
        "---\r\ntitle: T\r\n---\r\nBody\r\n",
        "\ufeff---\ntitle: T\n---\n",
        "---\ntitle: T\n---\n---\nA rule is no fence.\n",
    ],
)
def test_two_lines_of_hyphens_hold_the_front_matter(text: str) -> None:
    assert codes(text) == []
    assert reading(text).records.pages[0].title == "T"


@pytest.mark.parametrize("text", ["", "Body\n", "\n---\ntitle: T\n---\n", "----\na: b\n----\n"])
def test_a_file_begins_with_front_matter(text: str) -> None:
    assert codes(text) == ["no-front-matter"]


@pytest.mark.parametrize("text", ["---\n", "---", "---\ntitle: T\n", "---\ntitle: T\n ---\n"])
def test_front_matter_is_closed(text: str) -> None:
    assert codes(text) == ["unclosed-front-matter"]


def test_front_matter_may_have_256_kb_and_no_more() -> None:
    line = "title: T\n# "
    assert codes(f"---\n{line}{'x' * (MAX_FRONT_MATTER - len(line) - 1)}\n---\n") == []
    found = reading(f"---\n{line}{'x' * (MAX_FRONT_MATTER - len(line))}\n---\n").diagnostics
    assert [fault.code for fault in found] == ["too-large"]
    assert "256 KB" in found[0].message


def test_a_body_may_have_128_kb_and_no_more() -> None:
    words = "word " * (MAX_BODY // 5)
    body = words + "x" * (MAX_BODY - len(words) - 1) + "\n"
    assert codes(f"---\ntitle: T\n---\n{body}") == []
    found = reading(f"---\ntitle: T\n---\n{body}x").diagnostics
    assert [(fault.code, fault.span.line) for fault in found] == [("too-large", 4)]
    assert "128 KB" in found[0].message


def test_caps_count_bytes() -> None:
    assert codes(f"---\ntitle: T\n---\n{'й' * (MAX_BODY // 2 + 1)}") == ["too-large"]


def test_the_body_is_read_although_the_front_matter_is_broken() -> None:
    found = reading("---\ntitle: [\n---\nA \x07 bell.\n").diagnostics
    assert [(fault.code, fault.span.line) for fault in found] == [
        ("yaml-syntax", 2),
        ("bad-character", 4),
    ]


def test_links_in_the_body_have_their_place_in_the_file() -> None:
    (page,) = reading("---\ntitle: T\n---\n\nSee [[ivan-ivanov]].\n").records.pages
    (link,) = page.body.links
    assert (link.target, link.span.line, link.span.column) == ("ivan-ivanov", 5, 5)


def body(text: str, vocabulary: Vocabulary = SHIPPED, path: str = "articles/a.md") -> str:
    records = read_file(SourceFile(path, text.encode()), vocabulary).records
    (record,) = records.articles or records.bodies
    return "".join(record.body.parts)


ARTICLE = "---\ntitle: T\noutlet: o\npublished: 2031\nevents:\n  - event: e\n{}---\n{}\n"


def test_a_date_in_the_language_of_the_article_is_no_list() -> None:
    words = '1. mars sa han "nei".'
    assert body(ARTICLE.format("", words)).startswith("<ol>")
    assert body(ARTICLE.format("language: nb\n", words)) == "<p>1. mars sa han “nei”.</p>"


def test_a_body_is_set_in_the_language_of_the_archive() -> None:
    norwegian = replace(SHIPPED, language="nb")
    words = '1. mars sa han "nei".'
    assert body(ARTICLE.format("", words), norwegian) == "<p>1. mars sa han «nei».</p>"
    assert body(ARTICLE.format("language: en\n", words), norwegian).startswith("<p>1. mars")


def test_a_translated_body_is_set_in_its_own_language() -> None:
    both = replace(SHIPPED, languages=("en", "nb"))
    words = '1. mars sa han "nei".'
    assert body(words, both, "articles/a.nb.md") == "<p>1. mars sa han «nei».</p>"
    assert body(ARTICLE.format("", words), both) == "<p>1. mars sa han “nei”.</p>"


@pytest.mark.parametrize("language", ["english", "x" * 5000, "nb-"])
def test_a_language_that_is_none_is_told_of_once(language: str) -> None:
    found = reading_of(ARTICLE.format(f"language: {language}\n", "1. mars"))
    assert [fault.code for fault in found if fault.is_error] == ["bad-language"]


def reading_of(text: str) -> tuple[Diagnostic, ...]:
    return read_file(SourceFile("articles/a.md", text.encode()), SHIPPED).diagnostics
