"""Texts of the other direction are kept apart from those around them."""

from __future__ import annotations

import pytest

from defectarchive.render.html.directions import (
    apply_directions,
    is_right_to_left,
    lang_attributes,
)

QUAY, TOWN = "ميناء الشمال", "הנמל"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        # All that an element holds, if it begins with such a letter.
        (f"<h1>{QUAY} (Quay)</h1>", f"<h1><bdi>{QUAY} (Quay)</bdi></h1>"),
        (f'<a href="./">{TOWN}</a>', f'<a href="./"><bdi>{TOWN}</bdi></a>'),
        (f"<p>Quay, {QUAY}</p>", f"<p>Quay, <bdi>{QUAY}</bdi></p>"),
        # Among others it is kept apart, with numbers within it and the end of its sentence.
        (f"<p>{QUAY}, 12 May <b>x</b></p>", f"<p><bdi>{QUAY}</bdi>, 12 May <b>x</b></p>"),
        (f"<li>{QUAY} 19 {TOWN}. <a>x</a></li>", f"<li><bdi>{QUAY} 19 {TOWN}.</bdi> <a>x</a></li>"),
        (f"<p>x <b>y</b> {QUAY} or {TOWN}</p>",
         f"<p>x <b>y</b> <bdi>{QUAY}</bdi> or <bdi>{TOWN}</bdi></p>"),
        (f"<p>Denied by {QUAY}:</p>", f"<p>Denied by <bdi>{QUAY}</bdi>:</p>"),
        (f"<p>in {QUAY} &amp; {TOWN}</p>", f"<p>in <bdi>{QUAY} &amp; {TOWN}</bdi></p>"),
        (f"<li>«{TOWN}», {QUAY}.</li>", f"<li><bdi>«{TOWN}», {QUAY}.</bdi></li>"),
        (f"<li>«{TOWN}» <b>1</b></li>", f"<li><bdi>«{TOWN}»</bdi> <b>1</b></li>"),
        (f"<p>{QUAY}: <cite>x</cite></p>", f"<p><bdi>{QUAY}</bdi>: <cite>x</cite></p>"),
        # What tells its direction already, and what holds text alone.
        (f"<p>x <bdi>{QUAY}</bdi>, {TOWN}</p>", f"<p>x <bdi>{QUAY}</bdi>, <bdi>{TOWN}</bdi></p>"),
        (f'<q lang="ar" dir="rtl">{QUAY}</q>', f'<q lang="ar" dir="rtl">{QUAY}</q>'),
        (f"<title>{QUAY} · x</title>", f"<title>{QUAY} · x</title>"),
        (f"<svg><title>a</title><text>{QUAY} x</text></svg>",
         f"<svg><title>a</title><text>{QUAY} x</text></svg>"),
        (f'<script>"{QUAY}"</script>', f'<script>"{QUAY}"</script>'),
        (f'<meta content="{QUAY}">', f'<meta content="{QUAY}">'),
    ],
)  # fmt: skip
def test_on_a_page_written_from_left_to_right(written: str, published: str) -> None:
    assert apply_directions(written, "en") == published


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("<p>Shown first.</p>", "<p><bdi>Shown first.</bdi></p>"),
        (f"<p>{QUAY} Quay (19).</p>", f"<p>{QUAY} <bdi>Quay</bdi> (19).</p>"),
        (f"<p>{QUAY}</p>", f"<p>{QUAY}</p>"),
    ],
)
def test_on_a_page_written_from_right_to_left(written: str, published: str) -> None:
    assert apply_directions(written, "ar") == published


def test_a_page_of_one_direction_stays_as_it_is() -> None:
    page = "<p>Quay, Øst, Пристань, 港</p>"
    assert apply_directions(page, "nb") is page


@pytest.mark.parametrize("language", ["ar", "he", "fa", "ur", "ar-EG", "az-Arab", "yi", "HE"])
def test_languages_written_from_right_to_left(language: str) -> None:
    assert is_right_to_left(language)


@pytest.mark.parametrize(
    "language", ["en", "nb", "ru", "az", "sr-Latn", "ku-Latn", "", "xx", "not a tag"]
)
def test_other_languages(language: str) -> None:
    assert not is_right_to_left(language)


def test_a_language_of_the_other_direction_comes_with_it() -> None:
    assert lang_attributes("en", "he") == 'lang="he" dir="rtl"'
    assert lang_attributes("ar", "en") == 'lang="en" dir="ltr"'
    assert lang_attributes("ar", "fa") == 'lang="fa"'
