"""PyPI's `edtf` (python-edtf 5) as an oracle for the days that a date may mean.

Where the two differ, the difference is named in DIFFERENCES, so that nothing else can creep in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import edtf
import pytest

from defectarchive.model.dates.date import DateError, civil, parse_date

Ymd = tuple[int, int, int]

ALIKE = [
    "1985-04-12",
    "1985-04",
    "1985-02",
    "1984-02",
    "1985",
    "-1985",
    "0000",
    "1985-04-12T23:20:30Z",
    "1984?",
    "2004-06~",
    "2004-06-11%",
    "201X",
    "20XX",
    "2004-XX",
    "1985-04-XX",
    "1985-XX-XX",
    "2001-21",
    "2001-22",
    "2001-23",
    "2001-33",
    "2001-34",
    "2001-35",
    "2001-36",
    "1964/2008",
    "2004-06/2006-08",
    "2004-02-01/2005-02",
    "2005/2006-02",
    "1984~/2004-06",
    "1984-06-02?/2004-08-08~",
    "2004-06-XX/2004-07-03",
    "Y170000002",
    "Y-17E7",
    "[1667,1668,1670..1672]",
    "[1667,1760-12]",
    "{1960,1961-12}",
    "2004-06~-11",
    "2004?-06-11",
    "?2004-06-~11",
    "156X-12-25",
    "15XX-12-25",
    "1XXX-XX",
    "1XXX-12",
    "1X9X",
    "-015X",
    "2004-XX-15",
    "1985/..",
    "../1985",
    "../..",
    "[..1984]",
    "{..1984}",
]


def ours(text: str) -> tuple[Ymd | None, Ymd | None]:
    date = parse_date(text)
    return (
        None if date.earliest is None else civil(date.earliest),
        None if date.latest is None else civil(date.latest),
    )


def theirs(text: str) -> tuple[Ymd | None, Ymd | None]:
    parsed: Any = edtf.parse_edtf(text)

    def bound(ask: Callable[[], Any]) -> Ymd | None:
        value = ask()
        if isinstance(value, float):  # minus or plus infinity
            return None
        year, month, day = value[:3]
        return year, month, day

    return bound(parsed.lower_strict), bound(parsed.upper_strict)


@pytest.mark.parametrize("text", ALIKE)
def test_the_oracle_gives_the_same_days(text: str) -> None:
    assert ours(text) == theirs(text)


DIFFERENCES = [
    pytest.param(
        "2001-24",
        ((2001, 12, 1), (2002, 2, 28)),
        ((2001, 12, 1), (2001, 12, 31)),
        id="its winter ends with the year",
    ),
    pytest.param(
        "1985-04/",
        ((1985, 4, 1), None),
        ((1985, 4, 1), (1995, 4, 1)),
        id="its unknown end is ten years off",
    ),
    pytest.param(
        "/1985-04",
        (None, (1985, 4, 30)),
        ((1975, 4, 30), (1985, 4, 30)),
        id="its unknown start is ten years off",
    ),
    pytest.param(
        "1XXX-02-29",
        ((1004, 2, 29), (1996, 2, 29)),
        ((1000, 2, 29), (1999, 2, 29)),
        id="it gives every year a 29 February",
    ),
    pytest.param(
        "XXXX-12-XX",
        (None, None),
        ((0, 12, 1), (9999, 12, 31)),
        id="it takes an unknown year for one of four digits",
    ),
]


@pytest.mark.parametrize(("text", "our_days", "their_days"), DIFFERENCES)
def test_a_known_difference_is_still_there(text: str, our_days: object, their_days: object) -> None:
    assert ours(text) == our_days
    assert theirs(text) == their_days


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2005-05-1X", id="a masked digit of the day"),
        pytest.param("1984-1X", id="a masked digit of the month"),
        pytest.param("199X-22", id="a season of a masked year"),
        pytest.param("199X-12~", id="a mark on a masked date"),
        pytest.param("2031-04-13T16:29", id="a time without seconds"),
    ],
)
def test_what_only_we_can_read(text: str) -> None:
    assert None not in ours(text)
    with pytest.raises((edtf.EDTFParseException, AttributeError, ValueError)):
        theirs(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2005/2004", id="an interval that runs backwards"),
        pytest.param("1950S2", id="significant digits"),
        pytest.param("2031-25", id="seasons of a hemisphere"),
    ],
)
def test_what_only_the_oracle_takes(text: str) -> None:
    edtf.parse_edtf(text)
    with pytest.raises(DateError):
        parse_date(text)


def test_the_oracle_widens_about_by_more_than_a_unit() -> None:
    padded: Any = edtf.parse_edtf("2003-05~")
    assert padded.lower_fuzzy()[:3] == (2002, 4, 1)
    assert parse_date("2003-05~").agrees(parse_date("2003-04-01"))
    assert not parse_date("2003-05~").agrees(parse_date("2003-03-31"))
