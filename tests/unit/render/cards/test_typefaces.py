"""Which letters can be drawn on a card, and with which font."""

from __future__ import annotations

from pathlib import Path

import pytest

from defectarchive.render.cards.typefaces import PATHS, Typefaces

TEMPLATES = Path(__file__).parents[4] / "templates"
FACES = Typefaces([(path, (TEMPLATES / path).read_bytes()) for path in PATHS])


@pytest.mark.parametrize(
    "text",
    [
        "Røyndefjord – «Åse» “æ” … · № 5",
        "Привет, мир",
        "Київ: ґанок, їжак",
        "Þórður Vítalín",
        "Łukasz Żółć, Čapek, Şahin, Đorđe, Nguyễn, Ķekava",
        "и\N{COMBINING ACUTE ACCENT}",
        "a\N{NO-BREAK SPACE}b\N{SOFT HYPHEN}c",
    ],
)
def test_what_the_fonts_have_can_be_drawn(text: str) -> None:
    assert FACES.has(text)


@pytest.mark.parametrize("text", ["ضابط", "קצין", "軍官", "☃", "a\N{RIGHTWARDS ARROW}", "Αθήνα"])
def test_no_letter_is_drawn_as_a_box(text: str) -> None:
    assert not FACES.has(text)


def test_a_line_is_cut_where_another_font_has_the_letters() -> None:
    runs = [run for _, run in FACES.runs("до Oslo", "sans", 20)]
    assert runs == ["до", " Oslo"]


def test_what_is_not_all_in_italics_is_upright() -> None:
    assert FACES.style("a second officer", "italic") == "italic"
    assert FACES.style("офицер 2", "italic") == "serif"


def test_a_text_without_letters_has_no_width() -> None:
    assert FACES.width("", "serif") == 0
    assert [*FACES.runs("", "serif", 20)] == []
