"""What an editor types arrives: every letter in order, and nothing that he did not type."""

from __future__ import annotations

import html
import re
import unicodedata
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from defectarchive.loader.markdown.convert import convert_body
from defectarchive.loader.markdown.tokens import TOKEN

# Marks of every kind, whole and in pieces, that may or may not pair; no definitions, whose words
# stand elsewhere, and no addresses, which are not shown.
MARKS = (
    *("*", "**", "***", "_", "__", "`", "``", "[", "]", "[[", "\\", "\\\\", "\\*", "\\[", "!", "|"),
    *("<", ">", "&", "#", "##", "# ", "> ", "- ", "* ", "+ ", "1. ", "2. ", "3. ", "12. ", "```"),
    *("~~~", "---", "===", "'", '"', "...", "--", "(", ")", ":", "|-|", "-|-", "a|b", "    ", "  "),
    *("[x]", "[x][y]", "*x*", "**x**", "_x_", "`x`", "x_y_z", "5*3*2"),
)
WORDS = ("ord", "Слово", "mars", "mai", "x", "9", "31", "ß", "é", "王伟")
PIECES = st.one_of(st.sampled_from(MARKS), st.sampled_from(MARKS), st.sampled_from(WORDS))
JOINS = st.sampled_from(("", "", " ", " ", "\n", "\n", "\n\n", "  \n", "\n  ", "\n    "))
TEXTS = st.lists(st.tuples(PIECES, JOINS), max_size=30).map(
    lambda parts: "".join(piece + join for piece, join in parts)
)


def letters(text: str) -> list[str]:
    """The letters of a text; digits may be the numbers of a list."""
    return [sign for sign in text if unicodedata.category(sign)[0] == "L"]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def shown(text: str) -> str:
    """The body as HTML; a link shows its own source."""
    body, _ = convert_body(text, "a.md", 1, ("nb",))
    labels = [html.escape(f"[[{link.target}|{link.label}]]") for link in body.links]
    return "".join(part + label for part, label in zip(body.parts, [*labels, ""], strict=True))


def words(page: str) -> str:
    reader = _Words()
    reader.feed(page)
    reader.close()
    return "".join(reader.words)


# The word beside a fence is for programs.
FENCE_WITH_WORD = re.compile(r"(?m)^[ >+*0-9.-]*(?:```|~~~)[`~ ]*[\w+#.-]")


@settings(deadline=None, max_examples=600)
@given(TEXTS)
@example(r"He paid *5 [**or 6*\\[sic] dollars.")
@example("*a **b _c")
@example("```\n- a\n\n12. x")
@example("12. mars\n\n15. mai")
@example("1. a\n5. b\n  - c\n9. d")
def test_every_letter_arrives_in_order(text: str) -> None:
    assume(not FENCE_WITH_WORD.search(text))
    assert letters(words(shown(text))) == letters(text)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
@example(r"He paid *5 [**or 6*\\[sic] dollars.")
def test_no_placeholder_arrives_and_feeds_stay_well_formed(text: str) -> None:
    page = shown(text)
    assert "klzzwxh" not in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", page)
    assert not TOKEN.search(page)
    ET.fromstring(f"<content>{html.escape(page)}</content>")  # noqa: S314 -- our own


class _Numbered(_Words):
    """Words with the numbers that a browser puts before the items of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.next: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "ol":
            self.next.append(int(dict(attrs).get("start") or 1))
        elif tag == "li":
            self.words.append(f" {self.next[-1]}. ")
            self.next[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "ol":
            self.next.pop()


NUMBERED = st.lists(
    st.tuples(
        st.integers(0, 32),
        st.sampled_from(("mars 2031", "april", "og 2. mai", "ord", "jan. 2031", "5 menn")),
        st.sampled_from(("\n", "\n", "\n\n", "\ntekst\n", "\n\ntekst\n")),
    ),
    max_size=8,
)
RUNNING = st.integers(0, 30).flatmap(
    lambda first: st.lists(
        st.tuples(st.sampled_from(("mars", "ord")), st.sampled_from(("\n", "\n\n"))), max_size=6
    ).map(lambda items: [(first + at, *item) for at, item in enumerate(items)])
)


@settings(deadline=None, max_examples=400)
@given(NUMBERED | RUNNING)
@example([(12, "mars 2031", "\n\n"), (15, "april", "\n")])
@example([(12, "ord", "\n"), (15, "ord", "\n")])
def test_readers_see_the_numbers_that_are_written(lines: list[tuple[int, str, str]]) -> None:
    # Items that are all numbered 1 count on.
    assume([number for number, _, _ in lines].count(1) <= 1)
    text = "".join(f"{number}. {words}{end}" for number, words, end in lines)
    reader = _Numbered()
    reader.feed(shown(text))
    reader.close()
    assert "".join(reader.words).split() == text.split()
