"""The shortcuts past Markdown's patterns: what comes out is what would come out without them."""

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from defectarchive.loader.markdown import convert, punctuation, tokens
from defectarchive.loader.markdown.limits import over_limits
from defectarchive.loader.markdown.punctuation import Punctuation
from defectarchive.loader.markdown.tokens import LineOffsets, tokenise

ROOT = Path(__file__).parents[4]
# Characters. Larger texts are made to try the limits, and cost as much as all the rest.
ORDINARY = 20_000

# What the patterns look for, whole and in pieces, between ordinary words.
PIECES = (
    "`a` `` ` \\ \\` \\[ \\* [ ] [a] [a][b] [a](b) [a](https://example.org/) [a]: https://e.org/ "
    "[^ [^1] [^1]: *[ *[AB]: AB ( ) ! ![ ![a](b) < > <https://example.org/> <a@example.org> "
    "<b> </b> & &amp; &#65; &#0; [[ ]] [[a]] [[a|b]] * ** _ __ *a* **a** _a_ # ## | - -- --- + 1. "
    "~~~ ''' \" ' ... .. word Ordinary text, Обычный"
).split(" ")
SPACES = (" ", " ", "  ", "\n", "  \n", "\n\n", "\n> ", "\n    ", "")
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(SPACES)), max_size=30).map(
    lambda parts: "".join(piece + space for piece, space in parts)
)


def unguarded() -> convert._Engine:
    with (
        patch.object(convert, "_INLINE_TRIGGERS", {}),
        patch.object(convert, "_BLOCK_TRIGGERS", {}),
    ):
        return convert._Engine()


ENGINES = (convert._Engine(), unguarded())


def outcome(engine: convert._Engine, text: str) -> tuple[object, ...]:
    lines = LineOffsets.of(text, "articles/a.md", 1)
    marked, blanked, tokens = tokenise(lines)
    if not text.strip() or over_limits(blanked, lines):
        return ()
    written, job = engine.convert_marked(marked, lines, tokens)
    return written, job.diagnostics, job.placed


def is_the_same(text: str) -> None:
    found, alone = tokens._finds(text), tokens._FIND.finditer(text)
    assert [match.span() for match in found] == [match.span() for match in alone]
    # Each text holds "", so that the signs are looked for in any case.
    with patch.object(punctuation, "_TYPED", ("",)):
        punctuated = Punctuation("en", lambda: text).set(text, "")
    assert Punctuation("en", lambda: text).set(text, "") == punctuated
    guarded, plain = (outcome(engine, text) for engine in ENGINES)
    assert guarded == plain


@settings(max_examples=300)
@given(TEXTS)
def test_what_the_guards_skip_would_have_found_nothing(text: str) -> None:
    is_the_same(text)


@pytest.mark.parametrize("folder", ["tests/sites", "tests/broken", "docs", "content"])
def test_texts_of_the_project_come_out_as_without_guards(folder: str) -> None:
    for file in sorted((ROOT / folder).rglob("*.md")):
        text = file.read_text(encoding="utf-8", errors="replace")
        if len(text) <= ORDINARY:
            is_the_same(text)


@pytest.mark.parametrize(
    "text",
    [
        "\\`not code\\` and `code`",
        "a\n===\n\nb  \nc",
        "[^1]\n\n[^1]: *[AB] in a note\n\n*[AB]: Abbreviation",
        "> # heading in a quote\n> <https://example.org/>",
    ],
)
def test_marks_that_need_each_other_are_found(text: str) -> None:
    is_the_same(text)
