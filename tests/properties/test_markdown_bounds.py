"""Whatever an editor types, a body converts, safely, and says where its links stand."""

import re
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st

from defectarchive.loader.markdown.convert import convert_body
from defectarchive.model.records import Body

# Divided at spaces only: a line break belongs to its fragment.
TYPED = (
    "[[a]] [[b|c]] [[person:a|b\nc]] [[ ]] [ ( ) ![ `` ` * ** *** _ __ \\ < > & &#x202e; "
    "&\\#xFDD0; "
    "[^1] [^1]: [^2]: [a]: [a] *[A]: A [a](https://b.org/) [a](javascript:b) <b> <https://a.b> "
    "<a@b.c> # ## - 1. + > | |- -|- --- === ... -- \" ' word Слово 1991 ~~~ ://"
)
FRAGMENTS = st.sampled_from(TYPED.split(" "))
SPACES = st.sampled_from(
    ["", "", " ", " ", "  ", "    ", "\t", "\n", "\n", "\n\n", "  \n", "\n    "]
)
CHARACTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=6
)
TEXTS = st.lists(
    st.tuples(st.one_of(FRAGMENTS, FRAGMENTS, FRAGMENTS, CHARACTERS), SPACES), max_size=40
).map(lambda pairs: "".join(piece for pair in pairs for piece in pair))

ALLOWED = {
    *("p br hr h2 h3 h4 h5 h6 blockquote ul ol li pre code em strong a abbr sup div".split()),
    *("table thead tbody tr th td x-link".split()),
}


class Checked(HTMLParser):
    """Collects what is wrong with the HTML of a body."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(shown)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.wrong.append(tag)
        if tag in ("a", "x-link") and "a" in self.open:
            self.wrong.append("a link in a link")
        if tag not in ("br", "hr"):
            self.open.append(tag)
        for name, value in attrs:
            if name not in ("href", "title", "rel", "id", "class", "start"):
                self.wrong.append(name)
            if name == "href" and not re.match("https?://|mailto:|#", value or ""):
                self.wrong.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


def joined(body: Body) -> str:
    return "<x-link></x-link>".join(body.parts)


@settings(deadline=None, max_examples=400)
@given(TEXTS)
@example("[^1]:\n[^1]\n\n[^1]: [a]: b")
@example("*a _b* c_ **d*e**f*")
@example("1) a\n1. b\n    - c\n\n    # d\n- e")
@example("|\n|-\n")
@example("a\n[[b|c\n\n[^1]")
@example("&#1;" * 3 + "&#x;")
def test_any_text_converts_to_safe_html_cut_at_its_links(text: str) -> None:
    body, found = convert_body(text, "a.md", 3)
    assert len(body.parts) == len(body.links) + 1
    shown = joined(body)
    assert not re.search("[\x00-\x08\ufdd0-\ufdef\u202a-\u202e\u2066-\u2069]", shown) or re.search(
        "[\u202a-\u202e\u2066-\u2069]", text
    )
    checked = Checked(shown)
    assert checked.wrong == []
    assert checked.open == []
    if not any(fault.is_error for fault in found):
        assert len(set(checked.ids)) == len(checked.ids)
    lines = text.split("\n")
    for link in body.links:
        assert lines[link.span.line - 3][link.span.column - 1 :].startswith("[[")
    for fault in found:
        assert 3 <= fault.span.line < 3 + len(lines)
        assert 1 <= fault.span.column < fault.span.end
        assert fault.span.column <= len(lines[fault.span.line - 3]) + 1


@settings(deadline=None, max_examples=100)
@given(TEXTS, TEXTS)
def test_a_body_converts_the_same_whatever_came_before_it(one: str, other: str) -> None:
    before = convert_body(one, "a.md", 1)
    convert_body(other, "b.md", 1)
    assert convert_body(one, "a.md", 1) == before
