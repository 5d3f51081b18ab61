"""The examples of the Library of Congress's specification of EDTF (4 February 2019).

https://www.loc.gov/standards/datetime/: every example of levels 0 and 1, and of level 2 those of
the parts read here, each with the days that the specification's own words give it.
"""

import pytest

from defectarchive.model.dates.date import Date, DateError, Precision, iso_day

LEVEL_0 = [
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12"),
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("2005/2006-02", "2005-01-01", "2006-02-28"),
]

LEVEL_1 = [
    ("Y170000002", "+170000002-01-01", "+170000002-12-31"),
    ("Y-170000002", "-170000002-01-01", "-170000002-12-31"),
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("1984?", "1984-01-01", "1984-12-31"),
    ("2004-06~", "2004-06-01", "2004-06-30"),
    ("2004-06-11%", "2004-06-11", "2004-06-11"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("1985-04-12/..", "1985-04-12", None),
    ("1985-04/..", "1985-04-01", None),
    ("1985/..", "1985-01-01", None),
    ("../1985-04-12", None, "1985-04-12"),
    ("../1985-04", None, "1985-04-30"),
    ("../1985", None, "1985-12-31"),
    ("1985-04-12/", "1985-04-12", None),
    ("1985-04/", "1985-04-01", None),
    ("1985/", "1985-01-01", None),
    ("/1985-04-12", None, "1985-04-12"),
    ("/1985-04", None, "1985-04-30"),
    ("/1985", None, "1985-12-31"),
    ("-1985", "-1985-01-01", "-1985-12-31"),
    ("1984~/2004-06", "1984-01-01", "2004-06-30"),
    ("1984/2004-06~", "1984-01-01", "2004-06-30"),
    ("1984~/2004~", "1984-01-01", "2004-12-31"),
    ("-1984?/2004%", "-1984-01-01", "2004-12-31"),
    ("1984?/2004-06~", "1984-01-01", "2004-06-30"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08"),
    ("1984-06-02?/", "1984-06-02", None),
    ("../1984-06-02?", None, "1984-06-02"),
]

LEVEL_2 = [
    ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
    ("2001-34", "2001-04-01", "2001-06-30"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("[..1760-12-03]", None, "1760-12-03"),
    ("[1760-12..]", "1760-12-01", None),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
    ("[..1984]", None, "1984-12-31"),
    ("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
    ("{..1984}", None, "1984-12-31"),
    ("2004-06~-11", "2004-06-11", "2004-06-11"),
    ("2004?-06-11", "2004-06-11", "2004-06-11"),
    ("?2004-06-~11", "2004-06-11", "2004-06-11"),
    ("2004-%06-11", "2004-06-11", "2004-06-11"),
    ("156X-12-25", "1560-12-25", "1569-12-25"),
    ("15XX-12-25", "1500-12-25", "1599-12-25"),
    ("XXXX-12-XX", None, None),
    ("1XXX-XX", "1000-01-01", "1999-12-31"),
    ("1XXX-12", "1000-12-01", "1999-12-31"),
    ("1984-1X", "1984-10-01", "1984-12-31"),
    ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), LEVEL_0 + LEVEL_1 + LEVEL_2)
def test_an_example_of_the_standard_is_read_with_its_days(
    text: str, earliest: str | None, latest: str | None
) -> None:
    date = Date.parse(text)
    days = [None if day is None else iso_day(day) for day in (date.earliest, date.latest)]
    assert days == [earliest, latest]
    assert date.text == text


MARKS = [
    ("1984", False, False),
    ("1984?", True, False),
    ("2004-06~", False, True),
    ("2004-06-11%", True, True),
    ("1984?/2004-06~", True, True),
    ("2004-06~-11", False, True),
    ("?2004-06-~11", True, True),
    ("2004?-06-11", True, False),
    ("[1984?,1985]", True, False),
]


@pytest.mark.parametrize(("text", "uncertain", "approximate"), MARKS)
def test_the_marks_are_read_wherever_they_stand(
    text: str,
    uncertain: bool,  # noqa: FBT001 - a column of the table
    approximate: bool,  # noqa: FBT001
) -> None:
    date = Date.parse(text)
    assert (date.uncertain, date.approximate) == (uncertain, approximate)
    assert date.qualified == (uncertain or approximate)


MARKED_PARTS = [
    # The standard's table of level 2: a mark on the right is on everything to its left.
    ("2004-06-11%", (3, 3, 3)),
    ("2004-06~-11", (2, 2, 0)),
    ("2004?-06-11", (1, 0, 0)),
    ("?2004-06-~11", (1, 0, 2)),
    ("2004-%06-11", (0, 3, 0)),
]


@pytest.mark.parametrize(("text", "marks"), MARKED_PARTS)
def test_a_mark_is_on_the_parts_that_the_standard_says(
    text: str, marks: tuple[int, int, int]
) -> None:
    point = Date.parse(text).spans[0].point
    assert point is not None
    assert point.marks == marks


PRECISIONS = [
    ("1985-04-12", Precision.DAY),
    ("1985-04", Precision.MONTH),
    ("1985-04-XX", Precision.MONTH),
    ("2001-21", Precision.SEASON),
    ("2001-34", Precision.QUARTER),
    ("1985", Precision.YEAR),
    ("1985-XX-XX", Precision.YEAR),
    ("Y170000002", Precision.YEAR),
    ("201X", Precision.DECADE),
    ("20XX", Precision.CENTURY),
    ("1XXX-XX", Precision.MILLENNIUM),
    ("XXXX", Precision.UNKNOWN),
    ("156X-12-25", Precision.DAY),
    ("1964/2008", Precision.INTERVAL),
    ("[1667,1760-12]", Precision.SET),
    ("{..1984}", Precision.SET),
]


@pytest.mark.parametrize(("text", "precision"), PRECISIONS)
def test_masked_digits_coarsen_the_precision(text: str, precision: Precision) -> None:
    assert Date.parse(text).precision is precision


REFUSED = [
    ("1950S2", "is not a date", "19XX"),
    ("Y171010000S3", "is not a date", ""),
    ("Y3388E2S3", "is not a date", ""),
    ("1950-25", "month 25 does not exist", "1950-XX-25"),
    ("1950-29", "month 29 does not exist", "1950-XX-29"),
    ("1950-37", "only the seasons 21-24", "1950-01/1950-04"),
    ("1950-41", "only the seasons 21-24", "1950-07/1950-12"),
]


@pytest.mark.parametrize(("text", "reason", "hint"), REFUSED)
def test_what_is_not_read_of_level_2_is_refused_with_a_reason(
    text: str, reason: str, hint: str
) -> None:
    with pytest.raises(DateError) as caught:
        Date.parse(text)
    assert reason in caught.value.reason
    assert hint in caught.value.hint
