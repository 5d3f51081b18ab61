"""How names are compared: what is alike though it is written otherwise, and what is not."""

from __future__ import annotations

import pytest

from defectarchive.model.ids import fold_spelling, slug, spelling_key, without_accents
from defectarchive.model.values import Text, identity


@pytest.mark.parametrize("apostrophe", "'’‘ʼ´")
def test_all_apostrophes_are_alike(apostrophe: str) -> None:
    assert spelling_key(f"L{apostrophe}Exemple") == spelling_key("L'Exemple")
    assert slug(f"L{apostrophe}Exemple") == "l-exemple"


@pytest.mark.parametrize("hyphen", "-‐‑")
def test_all_hyphens_are_alike(hyphen: str) -> None:
    assert spelling_key(f"Port{hyphen}d'Eau") == spelling_key("Port-d’Eau")
    assert slug(f"Port{hyphen}d'Eau") == "port-d-eau"


@pytest.mark.parametrize("dash", "–—")
def test_a_dash_is_no_hyphen(dash: str) -> None:
    assert spelling_key(f"A{dash}B") != spelling_key("A-B")


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200c", "\u200d", "\u200e", "\ufe0f"]
)
def test_what_cannot_be_seen_counts_for_nothing(unseen: str) -> None:
    assert spelling_key(f"An{unseen}na") == "Anna"
    assert spelling_key(f"Anna {unseen} Elm") == "Anna Elm"
    assert slug(f"An{unseen}na") == "anna"


def test_a_letter_and_its_accent_are_one_though_something_unseen_parts_them() -> None:
    assert spelling_key("e\u200d\u0301") == "é"


def test_a_spelling_is_shown_as_it_is_written() -> None:
    assert fold_spelling("L’Exemple  du\u00a0Port‑d’Eau") == "L’Exemple du Port‑d’Eau"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bjørn Åsland", "BJORN ASLAND"),
        ("Łódź", "lodz"),
        ("Đặng", "dang"),
        ("Straße", "STRASSE"),
        ("Þórður Ægir", "thordur aegir"),
        ("Œuvre d’art", "oeuvre d'art"),
        ("Пётр", "петр"),
    ],
)
def test_case_and_accents_are_what_keyboards_leave_out(one: str, other: str) -> None:
    assert without_accents(one) == without_accents(other)


@pytest.mark.parametrize(
    ("one", "other"), [("王伟", "汪微"), ("Кон", "Конь"), ("ข่าว", "ขาว"), ("バス", "ハス")]
)
def test_what_makes_another_word_is_no_accent(one: str, other: str) -> None:
    assert without_accents(one) != without_accents(other)


def test_free_words_agree_whatever_their_apostrophes_and_hyphens() -> None:
    assert identity(Text("l’honneur de Port‑d’Eau")) == identity(Text("L'honneur de Port-d'Eau"))
