"""Under which word of a name somebody stands."""

from __future__ import annotations

import pytest

from defectarchive.language.surnames import by_surname


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Ivan Petrov", "Petrov, Ivan"),
        ("Ivan Ivanovich Petrov", "Petrov, Ivan Ivanovich"),
        ('Ivan "Vanya" Petrov', "Petrov, Ivan"),
        ("Robert Downey Jr.", "Downey, Robert Jr."),
        ("Иван Петров", "Петров, Иван"),
        ("Jakup í Gerði", "Gerði, Jakup í"),
        ("Madonna", "Madonna"),
        ("Petrov, Ivan", "Petrov, Ivan"),
        ("a captain of the guard", "a captain of the guard"),
        ("Ivan P.", "Ivan P."),
        ("王伟", "王伟"),
    ],
)
def test_a_name_stands_under_its_last_word_unless_it_is_no_surname(name: str, listed: str) -> None:
    assert by_surname(name) == listed
