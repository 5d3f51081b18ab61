"""The rule holds of archives that nobody wrote, whatever their articles say."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from tests.rule.case_pages import wrong_cases
from tests.rule.data_files import wrong_claims, wrong_events, wrong_people
from tests.rule.generated import archives, publish
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

EVERY_CHECK = (
    *(wrong_claims, wrong_events, wrong_people, wrong_cases, wrong_as_known, wrong_lists),
    *(wrong_overviews, wrong_relays, wrong_notes, wrong_articles, wrong_differences, wrong_feeds),
)


@given(archives)
def test_no_summary_says_more_than_what_stands_beneath_it(found: list[dict[str, Any]]) -> None:
    reading = Reading(publish(found))
    assert [fault for check in EVERY_CHECK for fault in check(reading)] == []
