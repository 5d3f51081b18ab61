"""Every cell of events.csv and people.csv that follows from claims.csv does follow from it."""

from __future__ import annotations

import pytest
from tests.published import ARCHIVES, site_of
from tests.rule.data_files import wrong_claims, wrong_events, wrong_people
from tests.rule.reading import Reading


@pytest.fixture(scope="module", params=sorted(ARCHIVES))
def reading(request: pytest.FixtureRequest) -> Reading:
    return Reading(site_of(request.param))


def test_the_standing_of_every_claim_follows_from_the_claims(reading: Reading) -> None:
    assert wrong_claims(reading) == []


def test_every_cell_of_events_csv_follows_from_the_claims(reading: Reading) -> None:
    assert wrong_events(reading) == []


def test_every_cell_of_people_csv_follows_from_the_claims(reading: Reading) -> None:
    assert wrong_people(reading) == []
