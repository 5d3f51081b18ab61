"""Text finds its size and its lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defectarchive.render.cards.setting import Block, Measure, cut_off, first_fitting, fitted
from defectarchive.render.cards.typefaces import PATHS, Typefaces

TEMPLATES = Path(__file__).parents[4] / "templates"
FACES = Typefaces([(path, (TEMPLATES / path).read_bytes()) for path in PATHS])
TITLE = Measure("serif", ((60, 2), (40, 3)), 1.2)
LONG = " ".join(["Nineteen border guards and one cook ask for asylum"] * 5)


def widths(block: Block) -> list[float]:
    """How wide the lines are as they are drawn."""
    return [
        sum(font.getlength(run) for font, run in FACES.runs(line, block.style, block.size))
        for line in block.lines
    ]


def test_a_short_text_has_the_largest_size() -> None:
    block = fitted(FACES, "A crossing", TITLE, 600, 300)
    assert block == Block(("A crossing",), "serif", 60, 72)


def test_a_longer_one_a_smaller_size_and_even_lines() -> None:
    block = fitted(FACES, "Nineteen border guards and one cook ask for asylum", TITLE, 600, 300)
    assert block is not None
    assert (block.size, len(block.lines)) == (40, 2)
    assert max(widths(block)) - min(widths(block)) < 150


def test_a_text_that_fits_in_no_size_is_not_set_unless_it_is_cut() -> None:
    assert fitted(FACES, LONG, TITLE, 600, 300) is None
    block = cut_off(FACES, LONG, TITLE, 600, 300)
    assert len(block.lines) == 3
    assert block.lines[-1].endswith("…")
    assert LONG.startswith(" ".join(block.lines).removesuffix("…"))


def test_the_first_text_that_fits_is_taken() -> None:
    block = first_fitting(FACES, (LONG, "", "A crossing"), TITLE, 600, 300)
    assert block is not None
    assert block.lines == ("A crossing",)


@pytest.mark.parametrize("cut", [fitted, cut_off])
@given(st.text("abcЯmWi .,–ø", max_size=120), st.integers(80, 700))
def test_no_line_is_wider_than_the_room(cut: object, text: str, width: int) -> None:
    make = fitted if cut is fitted else cut_off
    block = make(FACES, text, TITLE, width, 200)
    assert block is None or max(widths(block), default=0) <= width + 2
