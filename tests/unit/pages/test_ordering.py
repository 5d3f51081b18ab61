"""The order of names."""

from __future__ import annotations

import pytest

from defectarchive.pages.items import Group
from defectarchive.pages.ordering import by_name, initial, letter_slug


def test_case_accents_and_leading_punctuation_do_not_count() -> None:
    names = ["“Zorro”", "émile", "Eva", "(alpha)", "Beta"]
    assert by_name(names, str) == ["(alpha)", "Beta", "émile", "Eva", "“Zorro”"]


@pytest.mark.parametrize(
    ("name", "letter", "slug"),
    [
        ("Ivan", "I", "i"),
        ("Åse", "A", "a"),
        ("Ørjan", "Ø", "u00f8"),
        ("Мария", "М", "u043c"),
    ],
)
def test_a_letter_of_any_script_has_a_page_with_an_ascii_name(
    name: str, letter: str, slug: str
) -> None:
    assert initial(name) == Group("letter", letter)
    assert letter_slug(initial(name)) == slug


@pytest.mark.parametrize("name", ["15 officers", "…", ""])
def test_what_begins_with_no_letter_stands_together(name: str) -> None:
    assert initial(name) == Group("other", "")
