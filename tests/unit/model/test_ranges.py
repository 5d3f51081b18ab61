"""Ranges of whole numbers whose ends may be open."""

from __future__ import annotations

import pytest

from defectarchive.model.dates.date import parse_date
from defectarchive.model.ranges import Range, hull, is_before, meet


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ((1, 3), (3, 5), True),
        ((1, 3), (4, 5), False),
        ((4, 5), (1, 3), False),
        ((1, None), (9, 9), True),
        ((None, 3), (4, None), False),
        ((None, None), (4, 4), True),
    ],
)
def test_two_ranges_meet_unless_one_ends_before_the_other_begins(
    one: Range, other: Range, *, together: bool
) -> None:
    assert meet(one, other) is together


def test_an_open_end_comes_before_nothing() -> None:
    assert is_before(1, 2)
    assert not is_before(None, 2)
    assert not is_before(1, None)


def test_a_hull_is_open_where_any_of_its_ranges_is() -> None:
    assert hull([(2, 5), (1, 3)]) == (1, 5)
    assert hull([(2, None), (1, 3)]) == (1, None)
    assert hull([(None, 5), (1, 3)]) == (None, 5)


@pytest.mark.parametrize(
    ("one", "other", "before", "overlap"),
    [
        ("2031-04", "2031-05", True, False),
        ("2031-04", "2031-04-30", False, True),
        ("../2031-04", "2031-05", True, False),
        ("2031-04/..", "2031-05", False, True),
    ],
)
def test_dates_are_before_each_other_or_overlap_by_their_first_and_last_days(
    one: str, other: str, *, before: bool, overlap: bool
) -> None:
    assert parse_date(one).ends_before(parse_date(other)) is before
    assert parse_date(one).overlaps(parse_date(other)) is overlap
