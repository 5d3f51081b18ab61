import pickle
import re
import subprocess
import sys
from datetime import date as civil_date

import pytest

from defectarchive.model.dates.date import (
    Date,
    DateError,
    Precision,
    civil,
    day_number,
    iso_day,
    parse_date,
)
from defectarchive.model.dates.days import days_in_month


def days(text: str) -> tuple[str | None, str | None]:
    date = parse_date(text)
    earliest, latest = date.earliest, date.latest
    return (
        None if earliest is None else iso_day(earliest),
        None if latest is None else iso_day(latest),
    )


def error(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        Date.parse(text)
    return caught.value


def agree(one: str, other: str) -> bool:
    answer = parse_date(one).agrees(parse_date(other))
    assert parse_date(other).agrees(parse_date(one)) == answer
    return answer


def _sort_key(text: str) -> tuple[bool, int, bool, int, int]:
    return parse_date(text).sort_key


def narrower(one: str, other: str) -> bool:
    return parse_date(one).narrower_than(parse_date(other))


class TestDayNumbers:
    @pytest.mark.parametrize("year", [1, 4, 100, 400, 1600, 1900, 2000, 2003, 2024, 9999])
    def test_days_are_numbered_as_the_standard_library_does(self, year: int) -> None:
        for month in range(1, 13):
            for day in (1, 28, days_in_month(year, month)):
                assert day_number(year, month, day) == civil_date(year, month, day).toordinal()

    def test_the_year_0_is_a_leap_year_before_the_year_1(self) -> None:
        assert day_number(0, 12, 31) == 0
        assert civil(day_number(0, 2, 29)) == (0, 2, 29)

    @pytest.mark.parametrize(
        ("year", "month", "day"), [(2022, 2, 29), (2022, 13, 1), (2022, 0, 1), (2022, 1, 0)]
    )
    def test_a_day_that_does_not_exist_has_no_number(self, year: int, month: int, day: int) -> None:
        with pytest.raises(ValueError, match="there is no day"):
            day_number(year, month, day)

    @pytest.mark.parametrize(
        ("year", "written"),
        [(2003, "2003-05-10"), (0, "0000-05-10"), (-44, "-0044-05-10"), (12000, "+12000-05-10")],
    )
    def test_years_beyond_four_digits_are_written_as_expanded_years(
        self, year: int, written: str
    ) -> None:
        assert iso_day(day_number(year, 5, 10)) == written


class TestReading:
    def test_blanks_are_dropped(self) -> None:
        assert parse_date(" 2003-05-10 / 2003-05-12\n").text == "2003-05-10/2003-05-12"
        assert parse_date("[ 1667, 1668, 1670 .. 1672 ]").text == "[1667,1668,1670..1672]"

    def test_dates_are_equal_where_their_text_is(self) -> None:
        assert parse_date("2003 ") == parse_date("2003")
        assert hash(parse_date("2003 ")) == hash(parse_date("2003"))
        assert parse_date("2003-05-XX") != parse_date("2003-05")

    def test_a_date_shows_its_text(self) -> None:
        assert str(parse_date("2003~")) == "2003~"
        assert repr(parse_date("2003~")) == "Date('2003~')"

    @pytest.mark.parametrize("text", ["2003-05-10T16:29Z", "{1991,1993}", "../2003~"])
    def test_a_pickled_date_comes_back_whole(self, text: str) -> None:
        date = parse_date(text)
        back = pickle.loads(pickle.dumps(date))  # noqa: S301 - our own bytes
        assert back == date
        assert back.sort_key == date.sort_key
        assert back.time == date.time

    def test_reading_a_text_twice_gives_the_same_object(self) -> None:
        assert parse_date("2003-05-10") is parse_date("2003-05-10")

    def test_the_module_imports_nothing_heavy(self) -> None:
        code = "import sys, defectarchive.model.dates.date; print(*sys.modules)"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        loaded = set(run.stdout.decode().split())
        assert not loaded & {"edtf", "yaml", "jinja2"}


class TestSeasonsAndMasks:
    def test_a_season_of_winter_ends_in_february_of_the_next_year(self) -> None:
        assert days("2031-24") == ("2031-12-01", "2032-02-29")

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2031-21", "2031-03-01", "2031-05-31"),
            ("2031-22", "2031-06-01", "2031-08-31"),
            ("2031-23", "2031-09-01", "2031-11-30"),
            ("2031-33", "2031-01-01", "2031-03-31"),
            ("2031-36", "2031-10-01", "2031-12-31"),
        ],
    )
    def test_seasons_are_meteorological_and_quarters_those_of_the_calendar(
        self, text: str, first: str, last: str
    ) -> None:
        assert days(text) == (first, last)

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2005-05-1X", "2005-05-10", "2005-05-19"),
            ("2005-05-3X", "2005-05-30", "2005-05-31"),
            ("2005-02-2X", "2005-02-20", "2005-02-28"),
            ("2005-X1-01", "2005-01-01", "2005-11-01"),
            ("2005-XX-31", "2005-01-31", "2005-12-31"),
            ("199X-24", "1990-12-01", "2000-02-29"),
            ("XXX1", "0001-01-01", "9991-12-31"),
            ("-015X", "-0159-01-01", "-0150-12-31"),
            ("-000X", "-0009-01-01", "-0001-12-31"),
            ("-X0X1", "-9091-01-01", "-0001-12-31"),
        ],
    )
    def test_a_mask_stands_for_the_days_that_exist(self, text: str, first: str, last: str) -> None:
        assert days(text) == (first, last)

    @pytest.mark.parametrize(
        ("text", "precision"),
        [
            ("1X9X", Precision.DECADE),
            ("XXX1", Precision.YEAR),
            ("-000X", Precision.DECADE),
            ("-XXXX", Precision.UNKNOWN),
        ],
    )
    def test_a_year_is_as_precise_as_its_last_known_digit(
        self, text: str, precision: Precision
    ) -> None:
        assert parse_date(text).precision is precision

    def test_an_unknown_end_is_as_unbounded_as_an_open_one(self) -> None:
        assert days("2003/") == days("2003/..") == ("2003-01-01", None)
        assert days("/2003") == days("../2003") == (None, "2003-12-31")

    def test_marks_do_not_widen_earliest_and_latest(self) -> None:
        assert days("2003-05~") == days("2003-05?") == days("2003-05")

    def test_a_set_runs_from_its_first_member_to_its_last_in_any_order(self) -> None:
        assert days("[1993,1990-05]") == ("1990-05-01", "1993-12-31")
        assert days("{1993,..1990}") == (None, "1993-12-31")

    def test_an_interval_may_begin_within_the_time_it_ends_in(self) -> None:
        assert days("2005-06/2005") == ("2005-06-01", "2005-12-31")


class TestTimes:
    @pytest.mark.parametrize(
        ("text", "time", "zone"),
        [
            ("2031-04-13", None, None),
            ("2031-04-13T16:29", "16:29", None),
            ("2031-04-13T16:29:05", "16:29:05", None),
            ("2031-04-13T16:29Z", "16:29", "Z"),
            ("2031-04-13T16:29:05+02:00", "16:29:05", "+02:00"),
            ("2031-04-13T16:29-03:30", "16:29", "-03:30"),
            ("2031-04-13T16:29-04", "16:29", "-04:00"),
        ],
    )
    def test_a_time_is_kept_apart_from_its_zone(
        self, text: str, time: str | None, zone: str | None
    ) -> None:
        date = parse_date(text)
        assert (date.time, date.zone, date.text) == (time, zone, text)
        assert days(text) == ("2031-04-13", "2031-04-13")

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("2031-04T16:29", "a time of day needs an exact day"),
            ("2031-04-1XT16:29", "a time of day needs an exact day"),
            ("2031-04-13~T16:29", "a date with a time of day takes no ? ~ %"),
            ("2031-04-13T16", '"16" is not a time of day'),
            ("2031-04-13T16:29~", '"16:29~" is not a time of day'),
            ("2031-04-13T24:00", "hour 24 does not exist"),
            ("2031-04-13T16:60", "minute 60 does not exist"),
            ("2031-04-13T16:29:60", "second 60 does not exist"),
            ("2031-04-13T16:29+20:00", "no time zone is +20:00 from UTC"),
            ("2031-04-13T16:29+02:75", "no time zone is +02:75 from UTC"),
            ("2031-04-13T16:29/2031-04-14", "a time of day stands only in a date by itself"),
            ("[2031-04-13T16:29,2032]", "a time of day stands only in a date by itself"),
        ],
    )
    def test_a_time_that_cannot_be_is_refused(self, text: str, reason: str) -> None:
        assert error(text).reason == reason


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "reason", "position", "hint"),
        [
            ("", "the date is empty", 0, ""),
            ("  ", "the date is empty", 0, ""),
            ("soon", '"soon" is not a date', 0, "2003-05-10"),
            ("2022-02-30", "2022-02 has only 28 days", 8, 'write "2022-02-28"'),
            ("XXXX-02-30", "XXXX-02 has no day 30", 8, ""),
            ("2022-13", "month 13 does not exist", 5, "01 to 12"),
            ("2022-00", "month 00 does not exist", 5, 'write "2022"'),
            ("2022-2X", "month 2X does not exist", 5, 'write "2022"'),
            ("2022-31-05", "month 31 does not exist", 5, "stand before the day"),
            ("2022-5-31-1", "is not a date", 0, ""),
            ("2022-99", "month 99 does not exist", 5, 'write "2022"'),
            ("2022-05-00", "day 00 does not exist", 8, 'write "2022-05"'),
            ("2022-05-4X", "day 4X does not exist", 8, 'write "2022-05"'),
            ("2022-21-03", "a season or quarter has no days", 8, 'write "2022-21"'),
            ("  2022-13", "month 13 does not exist", 7, ""),
            ("2005/2004", "the interval runs backwards", 0, 'write "2004/2005"'),
            ("[1992..1990]", "the interval runs backwards", 1, 'write "1990..1992"'),
            ("2003/2004/2005", "an interval has two ends", 9, "one slash"),
            ("2003/ 2004-13", "month 13 does not exist", 11, ""),
            ("2003-05-10/12", '"12" is not a date', 11, 'write "2003-05-10/2003-05-12"'),
            ("05/10/2003", "has two ends", 5, 'write "2003-05-10" or "2003-10-05"'),
            ("25/25/2003", "has two ends", 5, "one slash"),
            ("2003-05/04", '"04" is not a date', 8, ""),
            ("2003-05-10T16:29/2003-05-11", "a time of day stands only", 10, "leave out the time"),
            ("2003/05/10", "an interval has two ends", 7, 'write "2003-05-10"'),
            ("/", "an interval needs an end", 0, "leave the date out"),
            ("[1991", "the set is not closed", 5, "]"),
            ("{", "the set is not closed", 1, "}"),
            ("[1991,1993]~", "nothing may follow a set", 11, "each member"),
            ("[]", "a member of the set is missing", 1, ""),
            ("[1991,,1993]", "a member of the set is missing", 6, ""),
            ("[..]", "a member of the set is missing", 1, ""),
            ("[1991..1992..1993]", "a range has two ends", 1, ""),
            ("[1991, 1993-13]", "month 13 does not exist", 12, ""),
            ("[1991.. 1993-13]", "month 13 does not exist", 13, ""),
            ("-0000", "the year 0 takes no minus", 0, 'write "0000"'),
            ("Y2004", "Y stands only before years", 0, 'write "2004"'),
            ("Y20040-05", "a year with Y takes no month", 7, 'write "Y20040"'),
            ("Y" + "1" * 19, "a year has at most 18 digits", 1, ""),
            ("Y17E17", "a year has at most 18 digits", 1, ""),
            ("Y17E100", "a year has at most 18 digits", 1, ""),
            ("٢٠٠٣", "is not a date", 0, ""),
            ("2003-05-10\n2004", "is not a date", 0, ""),
        ],
    )
    def test_a_mistake_is_named_with_its_place_and_remedy(
        self, text: str, reason: str, position: int, hint: str
    ) -> None:
        found = error(text)
        assert reason in found.reason
        assert found.position == position
        assert hint in found.hint
        assert str(found) == found.reason

    def test_an_error_can_cross_processes(self) -> None:
        found = error("2022-13")
        back = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
        assert (back.reason, back.position, back.hint) == (
            found.reason,
            found.position,
            found.hint,
        )

    def test_a_long_text_is_refused_unread(self) -> None:
        assert "at most 300 characters" in error("1" * 301).reason

    def test_a_set_of_too_many_members_is_refused(self) -> None:
        assert "at most 40 members" in error("[" + ",".join(["1991"] * 41) + "]").reason
        assert parse_date("[" + ",".join(["1991"] * 40) + "]").years() == (1991,)

    @pytest.mark.parametrize(
        ("text", "remedy"),
        [
            ("10 May 2003", "2003-05-10"),
            ("10. mai 2003", ""),
            ("May 10, 2003", "2003-05-10"),
            ("Sept. 2003", "2003-09"),
            ("early May 2003", "2003-05-01/2003-05-10"),
            ("mid-May 2003", "2003-05-10/2003-05-20"),
            ("late February 2004", "2004-02-20/2004-02-29"),
            ("early 2023", "2023-01/2023-04"),
            ("mid 2023", "2023-05/2023-08"),
            ("late in 2023", "2023-09/2023-12"),
            ("summer of 1991", "1991-22"),
            ("the 1990s", "199X"),
            ("c. 1990", "1990~"),
            ("before 1990", "../1989"),
            ("by 1990", "../1990"),
            ("after 1990", "1991/.."),
            ("since 1990", "1990/.."),
            ("10.5.2003", "2003-05-10"),
            ("31.31.2003", ""),
            ("2003-31-5", ""),
            ("2003-5-1", "2003-05-01"),
            ("2003.5", "2003-05"),
            ("20030510", "2003-05-10"),
            ("20039910", ""),
            ("2003 5 1", "2003-05-01"),
            ("2003-05-10–12", "2003-05-10/2003-05-12"),
            ("2003-05/06", "2003-05/2003-06"),
            ("2003-05–06", "2003-05/2003-06"),
            ("1991–92", "1991/1992"),
            ("1991/92", "1991/1992"),
            ("1991-1993", "1991/1993"),
            ("25/10/2003", "2003-10-25"),
            ("10/25/2003", "2003-10-25"),
            ("10/10/2003", "2003-10-10"),
            ("2003-05-10 16:29", "2003-05-10T16:29"),
            ("2003-05-10t16:29z", "2003-05-10T16:29Z"),
            ("2003–2004", "2003/2004"),
            ("2003/open", "2003/.."),
            ("2003/unknown", "2003/"),
            ("unknown/2003", "/2003"),
            ("199?", "199X"),
            ("19uu", "19XX"),
            ("19?", ""),
            ("199x-uu", "199X-XX"),
            ("2003?~", "2003%"),
            ("800", "0800"),
            ("12000", "Y12000"),
            ("June or July 1993", "[1993-06, 1993-07]"),
            ("either 10 or 11 May 2003", "[2003-05-10, 2003-05-11]"),
            ("June, July or August 1993", "[1993-06, 1993-07, 1993-08]"),
            ("30 April or 1 May 2003", "[2003-04-30, 2003-05-01]"),
            ("1993 or 1994", "[1993, 1994]"),
            ("late 1993 or early 1994", "[1993-09..1993-12, 1994-01..1994-04]"),
            ("spring or summer 1991", "[1991-21, 1991-22]"),
            ("spring 1991 or 1992", ""),
            ("mid-April, 2005", "2005-04-10/2005-04-20"),
            ("end of May 2003", "2003-05-20/2003-05-31"),
            ("beginning of 2003", "2003-01/2003-04"),
            ("May 10-12, 2003", "2003-05-10/2003-05-12"),
            ("the night of 10–11 May 2003", "2003-05-10/2003-05-11"),
            ("between May and June 2003", "2003-05/2003-06"),
            ("12 December 2003 - 3 January 2004", "2003-12-12/2004-01-03"),
            ("June to May 2003", ""),
            ("Saturday, May 10th, 2003", "2003-05-10"),
            ("10-May-2003", "2003-05-10"),
            ("32 May 2003", ""),
            ("Feb. 30, 2003", ""),
            ("around 10 May 2003", "2003-05-10~"),
            ("possibly May 2003", "2003-05?"),
            ("May 2003?", "2003-05?"),
            ("before 1 May 2003", "../2003-04-30"),
            ("after Dec. 2003", "2004-01/.."),
            ("from May 2003", "2003-05/.."),
            ("from 1990 to 1995", "1990/1995"),
            ("2003 or earlier", "../2003"),
            ("10 May", "XXXX-05-10"),
            ("10 May 2003 at 4:29 p.m.", "2003-05-10T16:29"),
            ("2003-05-10, 16:29", "2003-05-10T16:29"),
            ("winter of 2003–04", "2003-24"),
            ("Q2 2003", "2003-34"),
            ("2003 Q2", "2003-34"),
            ("second half of 2003", "2003-07/2003-12"),
            ("the 19th century", "18XX"),
            ("44 BC", "-0043"),
            ("1 BC", "0000"),
            ("AD 800", "0800"),
            ("2003-05-??", "2003-05-XX"),
        ],
    )
    def test_what_people_write_is_answered_with_edtf(self, text: str, remedy: str) -> None:
        hint = error(text).hint
        if remedy:
            assert hint == f'write "{remedy}"'
            parse_date(remedy)
        else:
            assert "2003-05-10" in hint

    @pytest.mark.parametrize(
        ("text", "remedies"),
        [
            ("2031-29", ["2031", "2031-XX-29"]),
            ("2031-38", ["2031-05/2031-08"]),
            ("2031-41", ["2031-07/2031-12"]),
            ("the 1800s", ["18XX", "180X"]),
            ("the 2000s", ["200X", "20XX"]),
            ("the early 1990s", ["199X", "1990/1993"]),
            ("1950S2", ["19XX", "195X"]),
            ("1950s3", ["195X", "1950"]),
            ("-1950S2", ["-19XX", "-195X"]),
        ],
    )
    def test_where_more_than_one_is_meant_perhaps_all_are_offered(
        self, text: str, remedies: list[str]
    ) -> None:
        assert re.findall('"([^"]+)"', error(text).hint) == remedies
        assert [parse_date(remedy).text for remedy in remedies] == remedies

    @pytest.mark.parametrize("text", ["unknown", "Unknown", "date unknown", "n/a", "tba", "??"])
    def test_who_knows_no_date_is_told_to_leave_it_out(self, text: str) -> None:
        assert "leave the date out" in error(text).hint


class TestUnknownYears:
    @pytest.mark.parametrize(
        "text",
        ["XXXX", "XXXX-10-12", "XXXX-10", "XXXX-21", "XXXX-24~", "XXXX-XX-12?", "%XXXX-02-29"],
    )
    def test_a_year_of_which_no_digit_is_known_is_open_at_both_ends(self, text: str) -> None:
        date = parse_date(text)
        assert (date.earliest, date.latest) == (None, None)
        assert date.open_ended
        assert date.years() is None
        assert date.certain_year is None

    def test_so_is_an_end_of_an_interval_and_a_set_with_such_a_member(self) -> None:
        assert parse_date("2003/XXXX-05").latest is None
        assert parse_date("2003/XXXX-05").earliest == day_number(2003, 1, 1)
        assert parse_date("[2003,XXXX-05]").open_ended

    def test_a_year_with_a_known_digit_has_ends(self) -> None:
        assert days("XXX4") == ("0004-01-01", "9994-12-31")

    @pytest.mark.parametrize(
        ("text", "other"),
        [
            ("XXXX-10-12", "2003-10-12"),
            ("XXXX-10-12", "-0043-10-12"),
            ("XXXX-10-12", "Y12000"),
            ("XXXX-10-12", "../1950"),
            ("XXXX-10-12", "2003-10-13/.."),
            ("XXXX-10-12", "XXXX"),
            ("XXXX-10-12", "XXXX-10-13~"),
            ("XXXX-24", "XXXX-02"),
            ("XXXX", "Y20000"),
            ("XXXX", "-0500"),
        ],
    )
    def test_it_agrees_with_any_year_digit_by_digit(self, text: str, other: str) -> None:
        assert agree(text, other)

    @pytest.mark.parametrize(
        ("text", "other"),
        [
            ("XXXX-10-12", "2003-10-13"),
            ("XXXX-10-12", "XXXX-11-12"),
            ("XXXX-10-12", "-0043-10-13"),
            ("XXXX-10-12", "2003-10-13/2004-10-11"),
            ("XXXX-24", "XXXX-03"),
            ("XXXX-02-29", "1900-02"),
        ],
    )
    def test_but_not_with_another_day_or_month(self, text: str, other: str) -> None:
        assert not agree(text, other)

    def test_a_time_of_day_needs_its_year(self) -> None:
        assert error("XXXX-10-12T10:00").reason == "a time of day needs an exact day"


class TestAgreementOfTimes:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2031-04-10T23:30-05:00", "2031-04-11T04:30Z"),
            ("2031-04-10T23:30-14:00", "2031-04-12T03:30+14:00"),
            ("2031-04-10T16:29", "2031-04-10T16:29:40"),
            ("2031-04-10T16:29:10Z", "2031-04-10T16:29:40Z"),
            ("2031-04-10T16:29Z", "2031-04-10T16:29"),
            ("2031-04-10T16:29", "2031-04-10T16:29+02:00"),
            ("2031-04-10T16:29", "2031-04-10"),
            ("2031-04-10T23:30-05:00", "2031-04-10"),
        ],
    )
    def test_two_times_that_share_a_minute_agree(self, one: str, other: str) -> None:
        assert agree(one, other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2031-04-10T08:00", "2031-04-10T17:00"),
            ("2031-04-10T16:29:59", "2031-04-10T16:30"),
            ("2031-04-10T16:29Z", "2031-04-10T16:29+02:00"),
            ("2031-04-10T16:29Z", "2031-04-10T18:29"),
            ("2031-04-10T16:29", "2031-04-11T16:29"),
            ("2031-04-10T23:30-05:00", "2031-04-11"),
        ],
    )
    def test_two_that_share_none_do_not(self, one: str, other: str) -> None:
        assert not agree(one, other)


class TestAgreement:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2003-05-10", "2003-05"),
            ("2003-05-10", "2003-05-10T16:29"),
            ("2003-05-10/2003-05-20", "2003-05-20/2003-05-30"),
            ("1985/..", "2003"),
            ("1985/", "../1985"),
            ("../1985", "/1900"),
            ("../..", "XXXX-12-25"),
            ("../..", "2003"),
            ("1991-24", "1992-02-29"),
            ("2005-05-1X", "2005-05-15"),
            ("XXXX-12-25", "2003-12-25"),
            ("XXXX-12-25", "2003-12-20/2003-12-26"),
            ("XXXX-12-25", "1XXX-12-XX"),
            ("XXXX-02-29", "2004"),
            ("2003-XX-31", "2003-05"),
            ("1X9X", "1892"),
            ("199X-24", "1992-01-15"),
            ("199X-24", "2000-02-29"),
            ("[1991,1993]", "1993-05"),
            ("{1991,1993}", "[1990,1991]"),
            ("[..1760,1800]", "1700"),
            ("XXXX-XX-X1", "[2001-01-02,2001-01-11]"),
        ],
    )
    def test_dates_that_share_a_day_agree(self, one: str, other: str) -> None:
        assert agree(one, other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2003-05-10", "2003-05-11"),
            ("2003-05-10?", "2003-05-11?"),
            ("1985/..", "1984"),
            ("../1985", "1986/.."),
            ("2005-05-1X", "2005-05-20"),
            ("XXXX-12-25", "2003-12-20/2003-12-24"),
            ("XXXX-12-25", "XXXX-12-26"),
            ("XXXX-02-29", "2003"),
            ("156X-12-25", "1570-12-25"),
            ("XXX4-02-29", "2000"),
            ("2003-XX-31", "2003-04"),
            ("1X9X", "1885"),
            ("199X-24", "1992-05"),
            ("[1991,1993]", "1992"),
            ("[1991..1993]", "1994"),
            ("XXXX-XX-X1", "XXXX-XX-X6"),
            ("XXX1", "XXX2"),
            ("1XX1-XX-05", "1XX1-XX-06"),
        ],
    )
    def test_dates_without_a_common_day_do_not(self, one: str, other: str) -> None:
        assert not agree(one, other)

    @pytest.mark.parametrize(
        ("approximate", "near", "far"),
        [
            ("2003-05-10~", "2003-05-11", "2003-05-12"),
            ("2003-05-10%", "2003-05-09", "2003-05-08"),
            ("2003-05~", "2003-06-30", "2003-07-01"),
            ("2003-05~", "2003-04-01", "2003-03-31"),
            ("1991-22~", "1991-03-01", "1991-02-28"),
            ("1991-24~", "1992-05-31", "1992-06-01"),
            ("1991-34~", "1991-01-01", "1990-12-31"),
            ("2003~", "2002-01-01", "2001-12-31"),
            ("2003~", "2004-12-31", "2005-01-01"),
            ("199X~", "1980", "1979"),
            ("19XX~", "2099", "2100"),
            ("1XXX~", "2999", "3000"),
            ("2003-05~/2004", "2003-04-01", "2003-03-31"),
            ("2003-05/2004~", "2005-12-31", "2006-01-01"),
            ("2003-05~/2004", "2004-12-31", "2005-01-01"),
            ("2003-05-10~/2004", "2003-05-09", "2003-05-08"),
            ("2004~-06-11", "2004-06-12", "2004-06-13"),
            ("2004-~06", "2004-07-31", "2004-08-01"),
            ("[1991~,1999]", "1992", "1993"),
            ("[1991..1993~]", "1994", "1995"),
            ("2005-05-1X~", "2005-05-20", "2005-05-21"),
            ("2005-XX~", "2006-12-31", "2007-01-01"),
            ("XXXX-12-25~", "2003-12-26", "2003-12-27"),
            ("XXXX-12-25~", "2003-12-24", "2003-12-23"),
            ("156X-12~", "1570-01-31", "1570-02-01"),
            ("156X-12~", "1565-11-01", "1565-10-31"),
            ("199X-24~", "1995-05-31", "1995-06-01"),
            ("199X-24~", "1995-09-01", "1995-08-31"),
        ],
    )
    def test_about_widens_each_end_that_bears_it_by_one_unit(
        self, approximate: str, near: str, far: str
    ) -> None:
        assert agree(approximate, near)
        assert not agree(approximate, far)

    def test_both_sides_are_widened(self) -> None:
        assert agree("2003-05-10~", "2003-05-12~")
        assert not agree("2003-05-10~", "2003-05-13~")
        assert agree("XXXX-12-25~", "XXXX-12-27~")
        assert not agree("XXXX-12-25~", "XXXX-12-28~")

    def test_a_question_mark_widens_nothing(self) -> None:
        assert not agree("2003-05-10?", "2003-05-11")
        assert not agree("2003?", "2004")


class TestNarrowness:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2003-05-10", "2003-05"),
            ("2003-02", "2003-05"),
            ("2003-05-10T16:29", "2003-05-10"),
            ("2003-05-10T16:29:40", "2003-05-10T16:29"),
            ("2003", "2003/.."),
            ("XXXX-12-25", "../.."),
            ("XXXX-12-25", "XXXX"),
            ("XXXX-12-25", "XXXX-12"),
            ("XXXX-12-25", "XXXX-12-2X"),
            ("XXXX-12", "XXXX-24"),
            ("199X-12-25", "XXXX-12-25"),
            ("2003-05", "XXXX-12-25"),
            ("1985/..", "XXXX"),
            ("156X-12-25", "2003-05-01/2003-05-11"),
            ("2003-05-10", "XXXX-12-25"),
            ("1991/..", "1990/.."),
            ("1991/..", "../.."),
            ("1991/..", "[1980,1991..]"),
            ("../1980", "[..1985,1990]"),
            ("[..1980,1983]", "../1985"),
            ("[1991,1991-05]", "[1991,1992-05]"),
            ("[XXXX-12-25,1990..]", "[XXXX-12-25,1980..]"),
            ("[..1979,1991-12-25]", "[..1980,1991]"),
            ("[2000-XX-05,2010..]", "1990/.."),
        ],
    )
    def test_the_date_with_fewer_possible_days_is_narrower(self, one: str, other: str) -> None:
        assert narrower(one, other)
        assert not narrower(other, one)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2003-05-10", "2003-05-10~"),
            ("2003-05", "2003-05-XX"),
            ("2003-05-10", "2004-05-10"),
            ("1985/..", "1985/"),
            ("1985/..", "../1985"),
            ("[1991,1992]", "1991/1992"),
            ("[1985..,1990..]", "1985/.."),
            ("[..1985,..1990]", "../1990"),
            ("[XXXX-12-25,1990..]", "[XXXX-11-25,1980..]"),
            ("XXXX-12-25", "1985/.."),
            ("XXXX-12-25", "XXXX-12-26"),
            ("XXXX", "../.."),
            ("XXXX-12-25", "XXXX-12-25~"),
            ("2031-04-10T23:30-05:00", "2031-04-11T04:30Z"),
            ("2031-04-10T23:30", "2031-04-10T04:30Z"),
        ],
    )
    def test_neither_is_narrower_of_dates_with_equal_days_or_different_open_ones(
        self, one: str, other: str
    ) -> None:
        assert not narrower(one, other)
        assert not narrower(other, one)


class TestYears:
    @pytest.mark.parametrize(
        ("text", "years"),
        [
            ("2003-05-10", (2003,)),
            ("2031-24", (2031, 2032)),
            ("2022-12/2023-01", (2022, 2023)),
            ("199X", tuple(range(1990, 2000))),
            ("1992-02-29/2002-02-28", tuple(range(1992, 2003))),
            ("1990-06-01/2000-05-31", tuple(range(1990, 2001))),
            ("[1991,1993]", (1991, 1993)),
            ("{1991..1993,1990}", (1990, 1991, 1992, 1993)),
            ("199X-02-29", (1992, 1996)),
            ("199X-22", tuple(range(1990, 2000))),
            ("199X-24", tuple(range(1990, 2001))),
            ("-0001/0001", (-1, 0, 1)),
        ],
    )
    def test_a_date_of_at_most_ten_years_stands_in_every_year_it_touches(
        self, text: str, years: tuple[int, ...]
    ) -> None:
        assert parse_date(text).years() == years

    @pytest.mark.parametrize(
        "text",
        [
            "1990-06-01/2000-06-01",
            "1992-02-29/2002-03-01",
            "19XX",
            "1990/..",
            "../1990",
            "1990/",
            "[1980,1991]",
            "[1980,1981..]",
            "XXXX-12-25",
        ],
    )
    def test_a_longer_or_open_date_stands_in_none(self, text: str) -> None:
        assert parse_date(text).years() is None
        assert parse_date(text).certain_year is None

    def test_an_open_span_touches_no_years_of_its_own(self) -> None:
        assert parse_date("1990/..").spans[0].years() == ()

    def test_a_year_is_certain_where_it_is_the_only_one(self) -> None:
        assert parse_date("2003-05/2003-06").certain_year == 2003
        assert parse_date("2031-24").certain_year is None

    def test_only_a_set_in_braces_means_all_its_members(self) -> None:
        assert parse_date("{1991,1993}").all_of
        assert not parse_date("[1991,1993]").all_of
        assert not parse_date("1991/1993").all_of


class TestOrder:
    def test_open_starts_come_first_and_open_ends_last(self) -> None:
        texts = ["../1990", "/1995", "1991-05-10", "1991", "1991/..", "1992"]
        in_order = sorted(texts, key=lambda text: parse_date(text).sort_key)
        assert in_order == ["../1990", "/1995", "1991", "1991/..", "1991-05-10", "1992"]

    def test_of_one_day_the_time_of_day_orders_and_none_comes_first(self) -> None:
        texts = ["2003-05-10", "2003-05-10T09:00Z", "2003-05-10T16:29", "2003-05-11"]
        by_key = sorted(["2003-05-10T16:29", *texts[:2], texts[3]], key=_sort_key)
        assert by_key == texts
