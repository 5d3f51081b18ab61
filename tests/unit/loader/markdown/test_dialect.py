"""The dialect of bodies, where it is not Python-Markdown's: lists, fences, headings, tables."""

import re

import pytest

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.loader.markdown.convert import convert_body

PATH = "articles/a.md"


def convert(text: str, *languages: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The body on one line, and what is wrong with it."""
    body, found = convert_body(text, PATH, 1, languages)
    labels = [f"{{{link.target}}}" for link in body.links]
    parts = zip(body.parts, [*labels, ""], strict=True)
    page = "".join(part + label for part, label in parts)
    return re.sub(r"\n(?=<)|(?<=>)\n", "", page), found


def html(text: str, *languages: str) -> str:
    page, found = convert(text, *languages)
    assert found == ()
    return page


def faults(text: str) -> list[tuple[str, int, int]]:
    return [(fault.code, fault.span.line, fault.span.column) for fault in convert(text)[1]]


# Numbers


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12. mars 2031 krysset han.\n\n15. april 2031 kom de.", "nb"),
        ("12. mars 2031 krysset han.\n\n13. april 2031 kom de.", "nb"),
        ("1. mai er fri.\n\n2. mai ikke.", "nb"),
        ("1. og 2. mai er fri.", "nb"),
        ("3. Oktober 1990", "de"),
        ("1. bis 3. Oktober 1990", "de"),
        ("5. мая 2031 года", "ru"),
        ("1. травня 2031 року", "uk"),
        ("1. huhtikuuta 2031", "fi"),
        ("1. jan. 2031", "nb"),
        ("1. Jan 2031", "de-CH"),
        ("1. MARS 2031", "nn"),
    ],
)
def test_a_number_before_a_month_is_a_date(text: str, language: str) -> None:
    written = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    assert html(text, language) == written
    assert html(text, "en", language) == written


@pytest.mark.parametrize("languages", [(), ("en",), ("en-GB", "ru"), ("xx",), ("not a language",)])
def test_a_month_of_another_language_or_of_english_makes_no_date(
    languages: tuple[str, ...],
) -> None:
    assert html("1. March on\n2. mars", *languages) == "<ol><li>March on</li><li>mars</li></ol>"


def test_a_word_that_only_begins_like_a_month_makes_no_date() -> None:
    assert html("1. marsvin\n2. Det", "nb") == "<ol><li>marsvin</li><li>Det</li></ol>"
    assert html("1. Sep er kort\n2. b", "nb") == "<ol><li>Sep er kort</li><li>b</li></ol>"


@pytest.mark.parametrize(
    "text",
    ["12. a\n15. b", "1. a\n2. b\n4. c", "2031. A year", "1. a\n1. b\n2. c", "3. a", "2. a\n1. b"],
)
def test_numbers_that_do_not_run_on_are_text_as_written(text: str) -> None:
    assert html(text) == f"<p>{text}</p>"
    apart = text.replace("\n", "\n\n")
    assert html(apart) == "".join(f"<p>{line}</p>" for line in text.split("\n"))


def test_what_numbers_that_are_text_hold_is_still_a_list() -> None:
    assert html("12. a\n    - x\n15. b") == "<p>12. a</p><ul><li>x</li></ul><p>15. b</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a", "<ol><li>a</li></ol>"),
        ("7. a\n8. b", '<ol start="7"><li>a</li><li>b</li></ol>'),
        ("0. a\n1. b", '<ol start="0"><li>a</li><li>b</li></ol>'),
        ("1. a\n1. b\n1. c", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
        ("1. a\n\n2. b", "<ol><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("1. a\n2.\n3. c", "<ol><li>a</li><li></li><li>c</li></ol>"),
        ("1. a\n  2. b", "<ol><li>a</li><li>b</li></ol>"),
    ],
)
def test_a_numbered_list_begins_with_1_or_its_second_number_is_the_next(
    text: str, expected: str
) -> None:
    assert html(text) == expected


def test_a_list_goes_on_after_the_definition_of_a_footnote() -> None:
    page = html("1. a[^n]\n\n[^n]: note\n\n2. b")
    assert page.startswith("<ol><li><p>a<sup")
    assert "<li><p>b</p></li></ol>" in page


# Directly below text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("text\n- a\n- b", "<p>text</p><ul><li>a</li><li>b</li></ul>"),
        ("text\n1. a\n2. b", "<p>text</p><ol><li>a</li><li>b</li></ol>"),
        ("text\n> a", "<p>text</p><blockquote><p>a</p></blockquote>"),
        ("text\n~~~\na\n~~~\nmore", "<p>text</p><pre><code>a</code></pre><p>more</p>"),
        ("- a\n1. b\n2. c", "<ul><li>a</li></ul><ol><li>b</li><li>c</li></ol>"),
        ("1. a\n- b", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        ("> a\n- b", "<blockquote><p>a</p></blockquote><ul><li>b</li></ul>"),
        ("- a\n---\nb", "<ul><li>a</li></ul><hr><p>b</p>"),
        ("- a\n# b", '<ul><li>a</li></ul><h2 id="h-b">b</h2>'),
        ("- a\n  > b", "<ul><li>a<blockquote><p>b</p></blockquote></li></ul>"),
        ("[^1]: a\n- b\n\nc[^1]", None),
    ],
)
def test_a_list_quotation_or_fence_may_follow_text_directly(
    text: str, expected: str | None
) -> None:
    assert html(text) == expected if expected else "<ul><li>b</li></ul>" in html(text)


@pytest.mark.parametrize(
    "text",
    [
        "born on\n1. b",
        "born on\n12. b",
        "text\n1. a\n3. b",
        "text\n1. a\n2. b\n4. c",
        "text\n-a",
        "text\n\u2013 a",
        "text\n1. a\n1. b",
    ],
)
def test_a_line_of_text_may_begin_like_a_list(text: str) -> None:
    assert html(text) == f"<p>{text}</p>"


def test_a_heading_over_two_hyphens_stays_one() -> None:
    assert html("text\n--") == '<h2 id="h-text">text</h2>'


# Nesting


@pytest.mark.parametrize("indent", [2, 3, 4])
def test_two_spaces_or_more_make_a_nested_list(indent: int) -> None:
    inner = " " * indent
    nested = "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"
    assert html(f"* a\n{inner}* b\n{inner}* c\n* d") == nested
    assert html(f"1. a\n{inner}- b\n2. c") == "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"


@pytest.mark.parametrize("indent", [2, 3, 4])
def test_numbers_within_a_numbered_item_count_by_themselves(indent: int) -> None:
    inner = " " * indent
    nested = "<ol><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ol>"
    assert html(f"1. a\n{inner}1. b\n{inner}2. c\n2. d") == nested
    assert html(f"1. a\n2. b\n{inner}1. c\n{inner}2. d\n{inner}3. e\n3. f") == (
        "<ol><li>a</li><li>b<ol><li>c</li><li>d</li><li>e</li></ol></li><li>f</li></ol>"
    )


def test_lists_nest_as_deep_as_they_are_written() -> None:
    page = html("- a\n  - b\n    1. c\n    2. d\n       - e\n- f")
    inner = "<ol><li>c</li><li>d<ul><li>e</li></ul></li></ol>"
    assert page == f"<ul><li>a<ul><li>b{inner}</li></ul></li><li>f</li></ul>"


def test_one_space_makes_no_nested_list() -> None:
    assert html("- a\n - b") == "<ul><li>a</li><li>b</li></ul>"


def test_a_paragraph_belongs_to_the_item_below_whose_text_it_stands() -> None:
    assert html("- a\n\n  b") == "<ul><li><p>a</p><p>b</p></li></ul>"
    assert html("- a\n\nb") == "<ul><li>a</li></ul><p>b</p>"


def test_a_fence_within_an_item_loses_the_indent_of_the_item() -> None:
    code = "<pre><code>- x\n\n  y\n</code></pre>"
    page, _ = convert("1. a\n\n   ```\n   - x\n\n     y\n   ```\n2. b")
    assert code.replace("\n</", "</") in page
    assert page.endswith("</li><li>b</li></ol>")


# Fences


def test_nothing_within_a_fence_means_anything() -> None:
    page = html("```python\n# a [[b]] *c*\n\n- d &amp; <e>\n1. f\n```")
    assert page == ("<pre><code># a [[b]] *c*\n\n- d &amp;amp; &lt;e&gt;\n1. f</code></pre>")


@pytest.mark.parametrize(
    "text",
    ["~~~\na\n```\n~~~", "````\na\n```\n````", "~~~ text\na\n```\n~~~~", "```\na\n ~~~ \n```\n"],
)
def test_a_fence_ends_at_its_own_sign_in_the_same_or_a_greater_number(text: str) -> None:
    assert html(text).startswith("<pre><code>a")
    assert html(text).count("<pre>") == 1


def test_two_fences_are_two_pieces_of_code() -> None:
    page = html("```\na\n```\n\n```\nb\n```\n\n    c")
    assert page.count("<pre>") == 3


def test_a_fence_in_a_quotation_ends_with_it() -> None:
    page = html("> ~~~\n> a\n> ~~~\n\nb")
    assert page == "<blockquote><pre><code>a</code></pre></blockquote><p>b</p>"


@pytest.mark.parametrize(
    ("text", "place"), [("```\na", (1, 1)), ("a\n\n- b\n  ~~~\n  c", (4, 3)), ("a\n```\nb", (2, 1))]
)
def test_a_fence_that_is_never_closed_is_text_and_a_warning(
    text: str, place: tuple[int, int]
) -> None:
    page, _ = convert(text)
    assert "<pre>" not in page
    assert ("```" in page) or ("~~~" in page)
    assert faults(text) == [("fence-open", *place)]


def test_as_many_fences_as_a_body_may_have_are_read_and_no_more() -> None:
    assert html("```\na\n```\n\n" * 100).count("<pre>") == 100
    assert [code for code, _, _ in faults("```\na\n```\n\n" * 101)] == ["markdown-limit"]


# Headings


@pytest.mark.parametrize("text", ["#metoo", "#2 on the list", "text\n#2 on the list", "#", "##"])
def test_a_sign_without_a_space_begins_no_heading(text: str) -> None:
    assert html(text) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("text", "words"), [("# C#", "C#"), ("# a #", "a"), ("## a ####  ", "a"), (r"# a \#", "a #")]
)
def test_signs_at_the_end_of_a_heading_go_if_a_space_is_before_them(text: str, words: str) -> None:
    assert f">{words}</h2>" in html(text)


# Tables


def test_a_row_with_more_cells_than_the_head_is_an_error_at_its_place() -> None:
    head = "| a | b |\n|---|---|\n"
    assert faults(f"{head}| 1 | 2 |\n| 1 | 2 | 3 |") == [("table-cells", 4, 1)]
    assert faults(f"{head}| 1 | 2 | 3 |\n| 1 | 2 | 3 |") == [
        ("table-cells", 3, 1),
        ("table-cells", 4, 1),
    ]
    assert faults("- x\n\n  a|b\n  -|-\n  [[c|d]]|2|3") == [("table-cells", 5, 3)]


@pytest.mark.parametrize("row", ["[[c|d]] | 2", r"1 \| 2 | 3", "`1 | 2` | 3", "| 1 | 2 |", "1"])
def test_a_row_that_fits_is_no_error(row: str) -> None:
    assert faults(f"a | b\n--|--\n{row}") == []


# What does not pair


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"He paid *5 [**or 6*\\[sic] dollars.", r"He paid <em>5 [**or 6</em>\[sic] dollars."),
        ("a ** b *", "a ** b *"),
        ("*a", "*a"),
        ("a_b_c __d", "a_b_c __d"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("[a] [b", "[a] [b"),
        ("*a **b* c", "*a *<em>b</em> c"),
        ("**a**, **a**, *b*", "<strong>a</strong>, <strong>a</strong>, <em>b</em>"),
    ],
)
def test_marks_that_do_not_pair_stand_as_they_are_written(text: str, expected: str) -> None:
    assert html(text) == f"<p>{expected}</p>"


def test_a_label_without_an_address_is_text_and_a_warning() -> None:
    assert convert("[a][b]")[0] == "<p>[a][b]</p>"
    assert faults("x [a][b]") == [("link-as-text", 1, 6)]
    assert (
        faults("[a][b] `[c][d]` [e][f](https://x.org) [[g]][h] [sic]\n\n[b]: https://x.org") == []
    )


# Characters


def test_a_character_as_html_writes_it_is_a_warning_outside_code() -> None:
    assert faults("a &amp; `&amp;` &#39; &nbsp; AT&T; &unknown;") == [
        ("character-reference", 1, 3),
        ("character-reference", 1, 17),
    ]


@pytest.mark.parametrize("text", ["[a](https://x.org/\u200b)", "<https://x.org/\u00ad>"])
def test_an_address_with_a_character_that_nobody_sees_is_an_error(text: str) -> None:
    (fault,) = convert(text)[1]
    assert fault.code == "bad-character"
    assert re.search(r"U\+(200B|00AD)", fault.message)
