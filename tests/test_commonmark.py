"""Where bodies mean what CommonMark says, and each place where they are meant to differ.

The examples are those of its specification (tests/commonmark). Tables are none of CommonMark's: the
cases here are after GitHub's, which most editors know.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from defectarchive.loader.markdown.convert import convert_body

EXAMPLES = Path(__file__).parent / "commonmark" / "examples.json"


class Example(NamedTuple):
    """One example of the specification, by its number there."""

    number: int
    markdown: str
    html: str


def examples() -> list[Example]:
    sections = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return [
        Example(example["example"], example["markdown"], example["html"])
        for section in sections.values()
        for example in section
    ]


# Every example whose HTML differs, by the reason why it is meant to.
INTENDED = {
    "a number that begins no run is text: neither 1 nor followed by the next": (
        *(265, 267, 268, 271, 299),
    ),
    "directly below text, numbers begin a list only where 2 follows 1": (305,),
    "`1)` is text": (296, 297, 302),
    "a list goes on whatever its sign is: - * +": (301,),
    "a sign alone in its line begins no list": (278, 280, 284),
    "an item is loose by itself: others of its list stay as they are": (314, 315, 316, 317),
    "an empty line anywhere within an item makes it loose": (307, 319),
    "what is one space further in is the next item, not text": (312,),
    "spaces after the sign are no code, and do not tell how far text stands in": (
        *(257, 273, 274, 276),
    ),
    "code within an item is indented by eight, or fenced": (264, 270),
    "a number too far in goes on with the run, which then does not run on": (313,),
    "three hyphens within an item are a rule": (300,),
    "raw HTML is text": (308, 309, 475, 476, 477),
    "a heading begins in the first column": (68, 71),
    "a heading has words": (79,),
    "a fence that is never closed is text": (126, 127, 128, 137),
    "beside a fence stands one word at most": (139, 143, 144, 146),
    "lines of spaces in code are dropped at its end": (129,),
    "`*` begins and ends emphasis beside punctuation as well": (352, 354, 368, 369, 380, 392),
    "of three marks, the inner one is emphasis": (416, 467, 468),
    "an address is a whole one": (404, 419, 422, 433, 473, 474),
}
REASONS = {number: reason for reason, numbers in INTENDED.items() for number in numbers}


def same_form(page: str) -> str:
    """HTML without what is written otherwise for other reasons: levels, ids, quotation marks."""
    page = re.sub(r"<(/?)h[1-6][^>]*>", r"<\1h>", page)
    page = re.sub(r'<code class="[^"]*">', "<code>", page)
    page = page.replace(' rel="external"', "").replace(" />", ">")
    page = page.translate(str.maketrans("“”‘’", "\"\"''"))
    if "<pre>" in page:
        page = re.sub(r"(?<=[a-z0-9]>)\n+(?=<)|\n(?=<blockquote)", "", page)
    else:
        page = re.sub(r"(?<=>)\s+|\s+(?=<)", "", page)
    return html.unescape(re.sub(r"[ ]*\n[ ]*", "\n", page.strip()))


def converted(text: str) -> str:
    body, _ = convert_body(f"{text}\n", "a.md", 1)
    return same_form("".join(body.parts))


@pytest.mark.parametrize("example", examples(), ids=lambda example: str(example.number))
def test_an_example_means_what_commonmark_says_unless_it_is_meant_to_differ(
    example: Example,
) -> None:
    differs = converted(example.markdown) != same_form(example.html)
    assert differs == (example.number in REASONS), REASONS.get(example.number)


HEAD = "<table><thead><tr><th>foo</th><th>bar</th></tr></thead><tbody>"
TABLES = [
    ("| foo | bar |\n| --- | --- |\n| baz | bim |", f"{HEAD}<tr><td>baz</td><td>bim</td></tr>"),
    ("foo | bar\n--- | ---\nbaz | bim", f"{HEAD}<tr><td>baz</td><td>bim</td></tr>"),
    ("| foo | bar |\n|-|-|\n| b \\| az | `|` |", f"{HEAD}<tr><td>b | az</td><td><code>|</code>"),
    ("foo | bar\n-|-\n| baz | bim |", f"{HEAD}<tr><td>baz</td><td>bim</td></tr>"),
    ("| foo | bar |\n|-|-|\n| baz |", f"{HEAD}<tr><td>baz</td><td></td></tr>"),
    ("| foo | bar |\n|-|-|\n| baz | bim |\n> bar", "</tbody></table><blockquote><p>bar</p>"),
    ("| foo | bar |\n|-|-|\n| baz | bim |\n- bar", "</tbody></table><ul><li>bar</li></ul>"),
    ("text\n| foo | bar |\n|-|-|\n| baz | bim |", f"<p>text</p>{HEAD}"),
    ("- item\n\n  | foo | bar |\n  |-|-|\n  | baz | bim |", f"<li><p>item</p>{HEAD}"),
    ("- item\n  | foo | bar |\n  |-|-|\n  | baz | bim |", f"<li>item{HEAD}"),
]


@pytest.mark.parametrize(("text", "part"), TABLES)
def test_a_table_is_made_as_github_makes_it(text: str, part: str) -> None:
    assert part in converted(text)


def test_a_row_with_fewer_cells_is_filled_and_one_with_more_is_an_error() -> None:
    _, found = convert_body("> a | b\n> -|-\n> 1\n> 1 | 2 | 3\n", "a.md", 1)
    assert [(fault.code, fault.span.line, fault.span.column) for fault in found] == [
        ("table-cells", 4, 3)
    ]
