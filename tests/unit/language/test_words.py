import pytest

from defectarchive.language.words import Words, machine_datetime
from defectarchive.model.dates.date import parse_date

WORDS = Words()

DATES = [
    # text, in a sentence, in a list
    ("2003-05-10", "10 May 2003", "10 May 2003"),
    ("2003-05", "May 2003", "May 2003"),
    ("2003-05-XX", "May 2003", "May 2003"),
    ("2003", "2003", "2003"),
    ("2003-XX-XX", "2003", "2003"),
    # marks on the whole
    ("2025-08-22~", "about 22 August 2025", "c. 22 Aug 2025"),
    ("2003?", "possibly 2003", "2003 (?)"),
    ("2003-05%", "possibly about May 2003", "c. May 2003 (?)"),
    ("2005-05-1X~", "roughly between 10 and 19 May 2005", "c. 10–19 May 2005"),
    ("2005-05-1X?", "possibly between 10 and 19 May 2005", "10–19 May 2005 (?)"),
    # marks on parts
    ("2003?-05", "May 2003 (year uncertain)", "May 2003 (year uncertain)"),
    (
        "2004-06~-11",
        "11 June 2004 (year and month approximate)",
        "11 Jun 2004 (year and month approximate)",
    ),
    (
        "?2004-06-~11",
        "11 June 2004 (year uncertain, day approximate)",
        "11 Jun 2004 (year uncertain, day approximate)",
    ),
    (
        "2004-%06",
        "June 2004 (month uncertain and approximate)",
        "Jun 2004 (month uncertain and approximate)",
    ),
    ("2001-~21", "spring 2001 (season approximate)", "spring 2001 (season approximate)"),
    (
        "2001-?34",
        "the second quarter of 2001 (quarter uncertain)",
        "Q2 2001 (quarter uncertain)",
    ),
    ("2004-~XX", "2004 (month approximate)", "2004 (month approximate)"),
    ("2004-~06-~XX", "June 2004 (month approximate)", "Jun 2004 (month approximate)"),
    ("2004-06-~XX", "June 2004 (day approximate)", "Jun 2004 (day approximate)"),
    # seasons and quarters
    ("1991-21", "spring 1991", "spring 1991"),
    ("1991-22", "summer 1991", "summer 1991"),
    ("1991-23", "autumn 1991", "autumn 1991"),
    ("2031-24", "winter 2031–32", "winter 2031–32"),
    ("1999-24", "winter 1999–2000", "winter 1999–2000"),
    ("0800-24", "winter beginning in AD 800", "winter beginning in AD 800"),
    ("2031-33", "the first quarter of 2031", "Q1 2031"),
    ("2031-36", "the fourth quarter of 2031", "Q4 2031"),
    ("199X-22", "summer of a year in the 1990s", "summer of a year in the 1990s"),
    (
        "XXXX-35",
        "the third quarter of an unknown year",
        "the third quarter of an unknown year",
    ),
    # years
    ("199X", "the 1990s", "the 1990s"),
    ("200X", "between 2000 and 2009", "2000–2009"),
    ("18XX", "the 1800s", "the 1800s"),
    ("20XX", "between 2000 and 2099", "2000–2099"),
    ("1XXX", "between 1000 and 1999", "1000–1999"),
    ("XXXX", "date unknown", "date unknown"),
    ("XXXX?", "date unknown", "date unknown"),
    ("[XXXX]", "date unknown", "date unknown"),
    ("XXXX-10-12", "12 October of an unknown year", "12 Oct of an unknown year"),
    ("2003/XXXX", "between 2003 and an unknown year", "2003 – an unknown year"),
    (
        "1X9X",
        "between 1090 and 1999 (some digits of the year unknown)",
        "1090–1999 (some digits of the year unknown)",
    ),
    ("0800", "AD 800", "AD 800"),
    ("009X", "between AD 90 and AD 99", "AD 90 – AD 99"),
    ("000X", "between 1 BC and AD 9", "1 BC – AD 9"),
    ("-0043", "44 BC", "44 BC"),
    ("-0043-03-15", "15 March 44 BC", "15 Mar 44 BC"),
    ("Y170000002", "the year 170,000,002", "the year 170,000,002"),
    ("Y-17E7", "170,000,001 BC", "170,000,001 BC"),
    # masked months and days
    ("XXXX-12-25", "25 December of an unknown year", "25 Dec of an unknown year"),
    ("156X-12-25", "25 December of a year in the 1560s", "25 Dec of a year in the 1560s"),
    (
        "1XXX-12",
        "December of a year between 1000 and 1999",
        "Dec of a year between 1000 and 1999",
    ),
    ("XXXX-02-2X", "between 20 and 29 February of an unknown year", "20–29 Feb of an unknown year"),
    ("1984-1X", "between October and December 1984", "Oct–Dec 1984"),
    ("1984-X1", "January or November 1984", "Jan or Nov 1984"),
    ("2005-05-1X", "between 10 and 19 May 2005", "10–19 May 2005"),
    ("2005-05-3X", "30 or 31 May 2005", "30 or 31 May 2005"),
    ("2005-04-3X", "30 April 2005", "30 Apr 2005"),
    ("2005-02-2X", "between 20 and 28 February 2005", "20–28 Feb 2005"),
    ("2005-05-X5", "5, 15 or 25 May 2005", "5, 15 or 25 May 2005"),
    ("2004-XX-15", "day 15 of an unknown month in 2004", "day 15 of an unknown month in 2004"),
    ("2004-1X-1X", "day 10–19 of October–December 2004", "day 10–19 of Oct–Dec 2004"),
    (
        "XXXX-XX-25",
        "day 25 of an unknown month of an unknown year",
        "day 25 of an unknown month of an unknown year",
    ),
    # intervals
    ("2003-05-10/2003-05-20", "between 10 and 20 May 2003", "10–20 May 2003"),
    ("2003-05-10/2003-06-03", "between 10 May and 3 June 2003", "10 May – 3 Jun 2003"),
    ("2003-03/2003-05", "between March and May 2003", "Mar–May 2003"),
    ("1991/1993", "between 1991 and 1993", "1991–1993"),
    ("2022-12/2023-01", "between December 2022 and January 2023", "Dec 2022 – Jan 2023"),
    (
        "2022-12-30/2023-01-02",
        "between 30 December 2022 and 2 January 2023",
        "30 Dec 2022 – 2 Jan 2023",
    ),
    ("2003-05-10/2003-06", "between 10 May 2003 and June 2003", "10 May 2003 – Jun 2003"),
    ("2031-21/2031-22", "between spring 2031 and summer 2031", "spring 2031 – summer 2031"),
    ("1984~/2004-06", "between about 1984 and June 2004", "c. 1984 – Jun 2004"),
    (
        "2004-06-1X/2004-07-03",
        "between 10–19 June 2004 and 3 July 2004",
        "10–19 Jun 2004 – 3 Jul 2004",
    ),
    ("0044/0050", "between AD 44 and AD 50", "AD 44 – AD 50"),
    ("-0043/-0040", "between 44 BC and 41 BC", "44 BC – 41 BC"),
    ("9999/Y12000", "between 9999 and the year 12,000", "9999 – the year 12,000"),
    ("2003/2003", "2003", "2003"),
    ("2003~/2003~", "about 2003", "c. 2003"),
    ("2031/..", "2031 or later", "2031 or later"),
    ("../2030", "before 2031", "before 2031"),
    ("../..", "date unknown", "date unknown"),
    ("2031/", "2031 or later (end unknown)", "2031 or later (end unknown)"),
    ("/2031", "2031 or earlier (start unknown)", "2031 or earlier (start unknown)"),
    ("2031~/..", "about 2031 or later", "c. 2031 or later"),
    # sets
    ("[1991,1993]", "either 1991 or 1993", "1991 or 1993"),
    ("[1991,1993,1995]", "1991, 1993 or 1995", "1991, 1993 or 1995"),
    ("{1991,1993}", "1991 and 1993", "1991 and 1993"),
    ("[1667,1668,1670..1672]", "1667, 1668 or 1670–1672", "1667, 1668 or 1670–1672"),
    ("[2003-05-10,2003-05-12]", "either 10 or 12 May 2003", "10 or 12 May 2003"),
    ("{2003-05-10,2003-05-12}", "10 and 12 May 2003", "10 and 12 May 2003"),
    (
        "[2003-05-10,2003-06-12]",
        "either 10 May 2003 or 12 June 2003",
        "10 May 2003 or 12 Jun 2003",
    ),
    ("[1991?,1993-22]", "either possibly 1991 or summer 1993", "1991 (?) or summer 1993"),
    ("[1991]", "1991", "1991"),
    ("[1670..1672]", "between 1670 and 1672", "1670–1672"),
    ("{1670..1672}", "all of 1670–1672", "all of 1670–1672"),
    ("[..1984]", "before 1985", "before 1985"),
    ("{..1984}", "1984 and earlier", "1984 and earlier"),
    ("{1984..}", "1984 and later", "1984 and later"),
    ("[1980,1984..]", "either 1980 or any time from 1984", "1980 or any time from 1984"),
    ("[..1980,1984]", "either any time up to 1980 or 1984", "any time up to 1980 or 1984"),
    ("{..1980,1984}", "all time up to 1980 and 1984", "all time up to 1980 and 1984"),
    # times
    ("2003-05-10T16:29", "10 May 2003, 16:29", "10 May 2003"),
    ("2003-05-10T16:29:05Z", "10 May 2003, 16:29:05 UTC", "10 May 2003"),
    ("2003-05-10T16:29+02:00", "10 May 2003, 16:29 UTC+02:00", "10 May 2003"),
]


@pytest.mark.parametrize(("text", "words", "short"), DATES)
def test_a_date_is_said_as_exactly_as_it_is_known(text: str, words: str, short: str) -> None:
    assert WORDS.date(parse_date(text)) == words
    assert WORDS.date_short(parse_date(text)) == short


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2003-05-10", "2003-05-10"),
        ("2003-05", "2003-05"),
        ("2003", "2003"),
        ("0800", "0800"),
        ("2003-05-XX", "2003-05"),
        ("2003-XX", "2003"),
        ("2003-05-10T16:29", "2003-05-10T16:29"),
        ("2003-05-10T16:29:05Z", "2003-05-10T16:29:05Z"),
        ("2003-05-10T16:29-04", "2003-05-10T16:29-04:00"),
    ],
)
def test_an_exact_date_has_a_value_for_machines(text: str, value: str) -> None:
    assert machine_datetime(parse_date(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "2003~",
        "2003-05-10?",
        "2003-22",
        "2003-33",
        "200X",
        "2003-05-1X",
        "2003-1X",
        "XXXX-12-25",
        "0000",
        "-0043",
        "Y12000",
        "2003/2004",
        "2003/..",
        "[2003,2004]",
        "[2003..2004]",
        "../..",
    ],
)
def test_html_has_no_value_for_a_vague_date(text: str) -> None:
    assert machine_datetime(parse_date(text)) == ""


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (15, 15, "15"),
        (1200, 1200, "1,200"),
        (2, 5, "between 2 and 5"),
        (21, None, "21 or more"),
        (None, 5, "at most 5"),
        (0, 5, "between 0 and 5"),
        (None, None, "an unknown number"),
    ],
)
def test_a_count_is_said_within_its_bounds(low: int | None, high: int | None, words: str) -> None:
    assert WORDS.count(low, high) == words


def test_lists_end_with_their_conjunction() -> None:
    assert [WORDS.and_list(["a", "b", "c"][:n]) for n in range(4)] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [WORDS.or_list(["a", "b", "c"][:n]) for n in range(4)] == [
        "",
        "a",
        "a or b",
        "a, b or c",
    ]


def test_months_have_a_name() -> None:
    assert (WORDS.month_name(1), WORDS.month_name(12)) == ("January", "December")


def test_a_property_has_a_name_within_a_sentence_which_may_depend_on_whom_it_is_of() -> None:
    assert Words().noun("count", "event") == "the number of people"
    assert Words().noun("count", "person") == "the number"


def test_there_is_no_year_0_in_words() -> None:
    assert [WORDS.year(year) for year in (1, 0, -1)] == ["AD 1", "1 BC", "2 BC"]


def test_headings_name_months_decades_and_runs_of_years() -> None:
    assert WORDS.month_of(1991, 5) == "May 1991"
    assert [WORDS.decade(first) for first in (1990, 10)] == ["1990s", "AD 10 – AD 19"]
    runs = [(1991, 1991), (1991, 2003), (-43, 14), (9990, 12000)]
    assert [WORDS.years(*run) for run in runs] == [
        "1991",
        "1991–2003",
        "44 BC – AD 14",
        "9990 – the year 12,000",
    ]
