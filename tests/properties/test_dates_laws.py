"""Laws that hold for every date, against a slow and plain model of what a date may mean."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from defectarchive.language.words import Words, machine_datetime
from defectarchive.model.dates.date import Date, DateError, civil, day_number, iso_day, parse_date
from defectarchive.model.dates.days import days_in_month
from defectarchive.model.vocabulary import EVENT_PROPERTIES
from defectarchive.resolve.facts.comparison import comparison_of

MARKS = st.sampled_from(["", "", "", "", "?", "~", "%"])
YEARS = st.one_of(
    st.integers(1980, 2040).map(str),
    st.sampled_from(["199X", "20XX", "1XXX", "XXXX", "1X9X", "XXX4", "0044", "-0044", "-015X"]),
)
MONTHS = st.one_of(
    st.integers(1, 12).map("{:02d}".format),
    st.sampled_from(["XX", "0X", "1X", "X1", "21", "22", "23", "24", "33", "36"]),
)
DAYS = st.one_of(
    st.integers(1, 31).map("{:02d}".format), st.sampled_from(["XX", "0X", "1X", "3X", "X5"])
)

WORDS = Words()


def valid(text: str) -> bool:
    try:
        parse_date(text)
    except DateError:
        return False
    return True


@st.composite
def points(draw: st.DrawFn) -> str:
    parts = [draw(YEARS), draw(MONTHS), draw(DAYS)][: draw(st.integers(1, 3))]
    marked = [draw(MARKS) + part if draw(st.booleans()) else part for part in parts]
    text = "-".join(marked) + draw(MARKS)
    assume(valid(text))
    return text


@st.composite
def times(draw: st.DrawFn) -> str:
    day = iso_day(draw(st.integers(day_number(1900, 1, 1), day_number(2100, 1, 1))))
    clock = f"T{draw(st.integers(0, 23)):02d}:{draw(st.integers(0, 59)):02d}"
    return day + clock + draw(st.sampled_from(["", ":05", "Z", ":59+02:00", "-03:30"]))


@st.composite
def instants(draw: st.DrawFn) -> tuple[Date, Date]:
    """One minute, written in two zones."""
    minute = draw(st.integers(day_number(1999, 12, 30) * 1440, day_number(2000, 1, 2) * 1440))
    written = []
    for _ in range(2):
        shift = draw(st.integers(-14 * 60, 14 * 60))
        day, of_day = divmod(minute + shift, 1440)
        zone = f"{'-' if shift < 0 else '+'}{abs(shift) // 60:02d}:{abs(shift) % 60:02d}"
        clock = f"{of_day // 60:02d}:{of_day % 60:02d}{draw(st.sampled_from(['', ':00', ':59']))}"
        written.append(parse_date(f"{iso_day(day)}T{clock}{zone}"))
    return written[0], written[1]


@st.composite
def intervals(draw: st.DrawFn) -> str:
    ends = st.one_of(points(), st.sampled_from(["", ".."]))
    text = f"{draw(ends)}/{draw(ends)}"
    assume(valid(text))
    return text


@st.composite
def sets(draw: st.DrawFn) -> str:
    ranges = st.tuples(points(), points()).map("..".join).filter(lambda text: valid(f"[{text}]"))
    opened = points().map("..{}".format) | points().map("{}..".format)
    members = draw(st.lists(points() | ranges | opened, min_size=1, max_size=4))
    brackets = draw(st.sampled_from(["[]", "{}"]))
    return brackets[0] + ",".join(members) + brackets[1]


TEXTS = st.one_of(points(), points(), times(), intervals(), sets())
DATES = TEXTS.map(parse_date)
DAY_NUMBERS = st.integers(-5_000_000, 5_000_000)


@given(DAY_NUMBERS)
def test_a_day_number_stands_for_one_day_of_the_calendar(day: int) -> None:
    year, month, day_of_month = civil(day)
    assert 1 <= month <= 12
    assert 1 <= day_of_month <= days_in_month(year, month)
    assert day_number(year, month, day_of_month) == day
    assert civil(day) < civil(day + 1)


@given(TEXTS)
def test_a_text_survives_reading(text: str) -> None:
    assert parse_date(text).text == text
    assert parse_date(f" {text}\n") == parse_date(text)


@given(st.text(alphabet="0123456789XY-/.[]{},?~%TZE :+uS", max_size=40) | st.text(max_size=20))
def test_any_text_is_a_date_or_an_error_with_a_place(text: str) -> None:
    if valid(text):
        date = parse_date(text)
        assert parse_date(date.text) == date
        assert WORDS.date(date)
    else:
        with pytest.raises(DateError) as caught:
            Date.parse(text)
        assert caught.value.reason
        assert 0 <= caught.value.position <= len(text)


@given(DATES)
def test_earliest_is_not_after_latest(date: Date) -> None:
    if date.earliest is not None and date.latest is not None:
        assert date.earliest <= date.latest


def may_be(date: Date, year: int, month: int, day: int) -> bool:
    """Whether a point's pattern has the day, digit by digit: the plain model."""
    given_parts = re.sub("[?~%]", "", date.text).rsplit("-", date.text.strip("-").count("-"))
    numbers = (f"{abs(year):04d}", f"{month:02d}", f"{day:02d}")
    return all(
        re.fullmatch(part.lstrip("-").replace("X", "."), number)
        for part, number in zip(given_parts, numbers, strict=False)
    )


PLAIN_POINTS = points().filter(lambda text: not re.search("-[~?%]?(2[1-4]|3[36])", text[2:8]))


@given(PLAIN_POINTS.map(lambda text: re.sub("[~%]", "", text)), DAY_NUMBERS)
@example("XXXX-02-29", day_number(2000, 2, 29))
@example("199X-XX-31", day_number(1999, 12, 31))
def test_a_point_agrees_with_the_days_that_fit_its_digits(text: str, number: int) -> None:
    date = parse_date(text)
    year, month, day = civil(number)
    assume(0 <= year <= 9999 and not text.lstrip("?").startswith("-"))
    assert date.agrees(parse_date(iso_day(number))) == may_be(date, year, month, day)


@given(
    st.tuples(MONTHS, DAYS).map(lambda parts: f"XXXX-{parts[0]}-{parts[1]}").filter(valid),
    st.integers(0, day_number(9000, 1, 1)),
)
def test_an_unknown_year_may_be_any_year(text: str, number: int) -> None:
    date = parse_date(text)
    year, month, day = civil(number)
    # The calendar repeats itself after 400 years.
    years_on = day_number(year + 400, month, day)
    assert date.open_ended
    assert date.agrees(parse_date(iso_day(number))) == date.agrees(parse_date(iso_day(years_on)))


@given(DATES)
def test_a_date_agrees_with_itself(date: Date) -> None:
    assert date.agrees(date)
    assert date.agrees(Date.parse(date.text))


@given(DATES, DATES)
def test_agreement_is_mutual(one: Date, other: Date) -> None:
    assert one.agrees(other) == other.agrees(one)


@given(instants())
def test_one_instant_agrees_with_itself_in_any_zone(pair: tuple[Date, Date]) -> None:
    one, other = pair
    assert one.agrees(other)
    assert other.agrees(one)
    if len(one.time or "") == len(other.time or ""):
        assert not one.narrower_than(other)
        assert not other.narrower_than(one)
    low, high = comparison_of(EVENT_PROPERTIES["date"], {}).bounds(one)
    other_low, other_high = comparison_of(EVENT_PROPERTIES["date"], {}).bounds(other)
    assert max(low, other_low) <= min(high, other_high)


@given(DATES, DATES)
def test_only_times_that_differ_part_dates_that_share_a_day(one: Date, other: Date) -> None:
    bare = parse_date(one.text.partition("T")[0])
    if bare.agrees(parse_date(other.text.partition("T")[0])) and not one.agrees(other):
        assert one.minute is not None
        assert other.minute is not None
        assert one.instant != other.instant or one.minute != other.minute


@given(DATES, DATES)
def test_values_out_of_each_others_bounds_do_not_agree(one: Date, other: Date) -> None:
    compare = comparison_of(EVENT_PROPERTIES["date"], {})
    if one.agrees(other):
        assert compare.bounds(one)[0] <= compare.bounds(other)[1]


@given(DATES, DATES)
def test_dates_apart_do_not_agree_unless_one_is_approximate(one: Date, other: Date) -> None:
    if one.latest is not None and other.earliest is not None and one.latest < other.earliest:
        assert one.agrees(other) <= (one.approximate or other.approximate)


@given(DATES, DATES)
def test_leaving_out_the_question_mark_changes_no_agreement(one: Date, other: Date) -> None:
    bare = parse_date(one.text.replace("%", "~").replace("?", "")) if one.uncertain else one
    assert one.agrees(other) == bare.agrees(other)


@given(DATES, DATES)
def test_about_only_adds_to_what_a_date_agrees_with(one: Date, other: Date) -> None:
    exact = parse_date(one.text.replace("%", "?").replace("~", ""))
    assert exact.agrees(other) <= one.agrees(other)


@given(DATES, DATES)
def test_of_two_dates_at_most_one_is_narrower(one: Date, other: Date) -> None:
    assert not one.narrower_than(one)
    assert not (one.narrower_than(other) and other.narrower_than(one))


@given(DATES, DATES, DATES)
def test_narrowness_is_transitive(a: Date, b: Date, c: Date) -> None:
    if a.narrower_than(b) and b.narrower_than(c):
        assert a.narrower_than(c)


@given(DATES)
def test_the_years_hold_the_first_and_the_last_day(date: Date) -> None:
    years = date.years()
    if years is not None:
        assert date.earliest is not None
        assert date.latest is not None
        assert list(years) == sorted(set(years))
        assert (years[0], years[-1]) == (civil(date.earliest)[0], civil(date.latest)[0])
        assert date.certain_year == (years[0] if len(years) == 1 else None)


@given(st.lists(DATES, max_size=6))
def test_the_order_of_dates_is_by_earliest_then_latest_day_then_time(dates: list[Date]) -> None:
    infinite = float("inf")
    by_key = sorted(dates, key=lambda date: date.sort_key)
    plain = sorted(
        dates,
        key=lambda date: (
            -infinite if date.earliest is None else date.earliest,
            infinite if date.latest is None else date.latest,
            -1 if date.minute is None else date.minute,
        ),
    )
    assert by_key == plain


@given(DATES)
def test_words_are_never_empty_and_never_edtf(date: Date) -> None:
    for words in (WORDS.date(date), WORDS.date_short(date).replace(" (?)", "")):
        assert words == words.strip(" ,–")
        assert words
        assert not re.search(r"[X~%?/{}\[\]]|\.\.|None", words)


@given(DATES)
def test_a_machine_value_is_valid_html(date: Date) -> None:
    value = machine_datetime(date)
    shape = r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?"
    assert not value or re.fullmatch(shape, value)


MASKS = st.sampled_from(
    [
        "19XX-02-29",
        "190X-XX-3X",
        "199X-1X-31",
        "20XX-XX-29",
        "19X0-XX-05",
        "XXXX-0X-31",
        "19XX-XX-1X",
    ]
)


@given(MASKS, MASKS)
def test_two_masks_agree_just_where_they_share_a_day(one: str, other: str) -> None:
    shared = [re.compile(text.replace("X", ".")) for text in (one, other)]
    days = (iso_day(day) for day in range(day_number(1900, 1, 1), day_number(2100, 1, 1)))
    meet = any(all(mask.fullmatch(day) for mask in shared) for day in days)
    assert parse_date(one).agrees(parse_date(other)) == meet


def test_sets_of_masks_are_compared_quickly() -> None:
    firsts, seconds = (
        "[" + ",".join(f"XX{number}X-XX-{day}" for number in range(10)) + "]"
        for day in ("01", "02")
    )
    assert not parse_date(firsts).agrees(parse_date(seconds))
