"""The rule holds of the archive that ships and of every golden one: all follows from claims."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.published import IN_ENGLISH, ROOT, site_of
from tests.rule.case_pages import wrong_cases
from tests.rule.data_files import wrong_claims, wrong_events, wrong_people
from tests.rule.list_pages import wrong_lists
from tests.rule.other_pages import (
    wrong_articles,
    wrong_differences,
    wrong_feeds,
    wrong_notes,
    wrong_relays,
)
from tests.rule.overview_pages import wrong_overviews
from tests.rule.past_pages import wrong_as_known
from tests.rule.reading import Reading


@pytest.fixture(scope="module", params=sorted(IN_ENGLISH))
def reading(request: pytest.FixtureRequest) -> Reading:
    return Reading(site_of(request.param))


def test_the_standing_of_every_claim_follows_from_the_claims(reading: Reading) -> None:
    assert wrong_claims(reading) == []


def test_every_cell_of_events_csv_follows_from_the_claims(reading: Reading) -> None:
    assert wrong_events(reading) == []


def test_every_cell_of_people_csv_follows_from_the_claims(reading: Reading) -> None:
    assert wrong_people(reading) == []


def test_every_value_of_a_case_has_its_claims_its_voices_and_its_support(reading: Reading) -> None:
    assert wrong_cases(reading) == []


def test_every_case_as_known_on_a_day_follows_from_what_was_out_by_then(reading: Reading) -> None:
    assert wrong_as_known(reading) == []


def test_every_row_of_a_list_and_every_count_follows_from_the_claims(reading: Reading) -> None:
    assert wrong_lists(reading) == []


def test_home_figures_map_and_open_questions_follow_from_the_claims(reading: Reading) -> None:
    assert wrong_overviews(reading) == []


def test_articles_go_back_to_no_outlet_that_their_claims_do_not(reading: Reading) -> None:
    assert wrong_relays(reading) == []


def test_notes_say_what_became_of_their_claims(reading: Reading) -> None:
    assert wrong_notes(reading) == []


def test_nothing_rests_on_one_article_alone_that_another_says_too(reading: Reading) -> None:
    assert wrong_articles(reading) == []


def test_what_was_known_otherwise_was(reading: Reading) -> None:
    assert wrong_differences(reading) == []


def test_feeds_say_what_became_of_a_part_and_with_what_reserve_a_type_is_given(
    reading: Reading,
) -> None:
    assert wrong_feeds(reading) == []


# Two outlets may quote one man: the product knows origins, and nothing of their independence.
CLAIMS_OF_INDEPENDENCE = re.compile(
    r"independent(ly)? (origin|source|support|outlet)|uavhengig", re.IGNORECASE
)
TEXTS = (".py", ".html", ".md", ".po", ".yaml", ".js", ".xml", ".json")


@pytest.mark.parametrize(
    "folder", ["src", "templates", "docs", "content", "README.md", "CHANGELOG.md"]
)
def test_nothing_is_called_independent(folder: str) -> None:
    found = ROOT / folder
    files = [found] if found.is_file() else [p for p in found.rglob("*") if p.suffix in TEXTS]
    assert files
    assert [path for path in files if _names_independence(path)] == []


def _names_independence(path: Path) -> bool:
    text = " ".join(path.read_text(encoding="utf-8").replace('"\n"', "").split())
    return CLAIMS_OF_INDEPENDENCE.search(text) is not None
