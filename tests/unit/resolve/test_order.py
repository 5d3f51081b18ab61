"""In which order articles were published."""

from __future__ import annotations

from defectarchive.model.dates.date import parse_date
from defectarchive.resolve.order import published_at_latest

# Each was published after the one before it.
IN_ORDER = [
    "1931",
    "2003-05-09T22:29Z",
    "2003-05-10T00:30+02:00",  # half past ten in the evening, UTC
    "2003-05-09T23:00Z",
    "2003-05-09T23:30-01:00",  # half past midnight on the tenth
    "2003-05-10T08:00",
    "2003-05-10T08:00:30",
    "2003-05-10",  # at the latest at the end of the day
    "2003-05-11T00:30",
    "2003-05",
    "2003",
    "2003-06/..",
]


def test_publication_is_counted_in_utc_and_from_the_last_moment_of_a_vague_date() -> None:
    moments = [published_at_latest(parse_date(text)) for text in IN_ORDER]
    assert moments == sorted(moments)
    assert len(set(moments)) == len(moments)


def test_one_moment_in_two_zones_is_one_moment() -> None:
    assert published_at_latest(parse_date("2003-05-10T01:00+02:00")) == published_at_latest(
        parse_date("2003-05-09T23:00Z")
    )
