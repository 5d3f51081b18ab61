"""The rule holds of archives that nobody wrote, whatever their articles say."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from tests.rule.data_files import wrong_claims, wrong_events, wrong_people
from tests.rule.generated import archives, publish
from tests.rule.reading import Reading


@given(archives)
def test_the_data_files_follow_from_the_claims(found: list[dict[str, Any]]) -> None:
    reading = Reading(publish(found))
    assert wrong_claims(reading) == []
    assert wrong_events(reading) == []
    assert wrong_people(reading) == []
