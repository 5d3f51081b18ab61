"""HTML: all that a reader can see, a line for each block."""

from __future__ import annotations

import pytest

from defectarchive.desk.copies.html_text import decode_html, html_text


def test_captions_bylines_and_menus_are_text_too() -> None:
    page = """<!doctype html><html><head><title>Two cross</title>
    <style>p { color: red }</style><script>var hidden = "a b"</script></head>
    <body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
    <article><h1>Two <em>officers</em> cross</h1><p class="byline">By <span>A. Writer</span></p>
    <figure><img src="x" alt="a picture"><figcaption>The quay. Photo: NTB</figcaption></figure>
    <p>They walked<br>at night.</p><table><tr><td>Ten</td><td>eleven</td></tr></table>
    <noscript>Without scripts</noscript></article><footer>Editor: B. Writer</footer></html>"""
    assert html_text(page).split("\n") == [
        "Two cross",
        "Home News",
        "Two officers cross",
        "By A. Writer",
        "The quay. Photo: NTB",
        "They walked",
        "at night.",
        "Ten eleven",
        "Without scripts",
        "Editor: B. Writer",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<template><p>no</p></template>",
        "<!-- no -->",
        "<p hidden>no</p>",
        "<iframe>no</iframe>",
        "<datalist><option>no</datalist>",
        "<svg><title>no</title></svg>",
        "<?no no?>",
    ],
)
def test_what_nobody_sees_is_no_text(hidden: str) -> None:
    assert html_text(f"<p>before {hidden}after</p>").split() == ["before", "after"]


def test_what_is_found_when_a_reader_searches_is_text() -> None:
    assert html_text('<p hidden="until-found">folded away</p>') == "folded away"


def test_a_word_goes_on_through_markup() -> None:
    assert html_text("<p><b>T</b>he in<wbr>tel<i>ligence</i></p>") == "The intelligence"


def test_the_number_of_a_note_is_no_part_of_a_word() -> None:
    assert html_text('<p>officers<sup><a href="#n">1</a></sup> left</p>') == "officers 1 left"
    assert html_text("<p>the 10<sup>th</sup></p>") == "the 10th"


def test_readings_of_signs_stand_after_their_line() -> None:
    page = "<p><ruby>外交<rp>(</rp><rt>がいこう</rt><rp>)</rp></ruby>官</p>"
    assert html_text(page) == "外交官\nがいこう"


def test_tag_soup_is_read() -> None:
    assert html_text("<p>one<div>two</b></div>three<td>four").split() == [
        "one",
        "two",
        "three",
        "four",
    ]
    assert html_text("<div>" * 1000 + "deep") == "deep"
    assert html_text("") == ""
    assert html_text("\0<p>a\0b") == "ab"


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("På".encode(), "", "På"),
        ("På".encode("cp1252"), "", "På"),
        ("På".encode("cp1252"), "ISO-8859-1", "På"),
        ("“På”".encode("cp1252"), "latin1", "“På”"),
        ("Офицер".encode("cp1251"), "windows-1251", "Офицер"),
        (b'<meta charset="windows-1251">' + "Офицер".encode("cp1251"), "", "Офицер"),
        (b'<meta charset="utf-16">' + "På".encode(), "", "På"),
        ("\ufeffPå".encode("utf-16"), "", "På"),
        ("\ufeffPå".encode(), "windows-1251", "På"),
        ("På".encode(), "no-such-charset", "På"),
    ],
)
def test_a_page_is_in_the_encoding_that_a_browser_would_take(
    data: bytes, charset: str, text: str
) -> None:
    assert decode_html(data, charset).rpartition(">")[2].lstrip("\ufeff") == text


@pytest.mark.parametrize("charset", ["base64", "hex", "rot13", "idna", "punycode", "undefined"])
def test_what_is_no_encoding_of_texts_is_none(charset: str) -> None:
    data = f'<meta charset="{charset}">Skjær'.encode()
    assert decode_html(data).endswith("Skjær")
