"""The order of vague dates, the years that they touch, the gaps between them."""

from __future__ import annotations

from tests.archives import Outcome, article, make

from defectarchive.analysis.indexes import make_indexes


def timeline(**dates: str) -> Outcome:
    """A case an article, published in this order; "" is no date, "!" before it makes a tally."""
    files = {}
    for number, (event, date) in enumerate(dates.items()):
        kind = "tally" if date.startswith("!") else "defection"
        entry = f"- event: {event}\n  type: {kind}\n"
        text = date.removeprefix("!")
        if text:
            entry += f'  date: "{text}"\n'
        files[f"articles/a{number}.md"] = article(entry, published=f"2031-01-{number + 1:02}")
    return make(files)


def order(outcome: Outcome) -> str:
    return " ".join(f"{e.event}{'?' * e.order_unknown}" for e in outcome.timeline.entries)


def years(outcome: Outcome) -> dict[int, tuple[str, str]]:
    return {y.year: (" ".join(y.certain), " ".join(y.possible)) for y in outcome.timeline.years}


def test_cases_stand_by_earliest_day_open_first_then_by_latest_undated_last() -> None:
    found = timeline(
        e="", d="2003-05-02", c="2003-05", b="2003-05-01", a="../2003-06", f="2003-05-01/.."
    )
    assert order(found).replace("?", "") == "a b c f d e"


def test_cases_of_one_date_stand_by_first_publication_then_by_id() -> None:
    assert order(timeline(b="2003", a="2003")) == "b a?"
    one = make({"articles/x.md": article("- event: b\n  date: 2003\n- event: a\n  date: 2003")})
    assert order(one) == "a b?"


def test_neighbours_that_overlap_may_stand_either_way_round() -> None:
    assert order(timeline(a="2003-05", b="2003-05-10", c="2003-06", d="2003-07-01", e="")) == (
        "a b? c d e"
    )
    assert order(timeline(a="2003-05-10", b="2003-05-10")) == "a b?"
    assert order(timeline(a="2003/..", b="2005")) == "a b?"


def test_undated_cases_have_no_interval_that_could_overlap() -> None:
    assert order(timeline(a="2003/..", b="", c="")) == "a b c"


def test_a_case_stands_in_every_year_that_its_date_touches() -> None:
    found = timeline(a="2003", b="2003-12-30/2004-01-02", c="2004-12-01", d="[2003,2005]")
    assert years(found) == {2003: ("a", "d b"), 2004: ("c", "b"), 2005: ("", "d")}


def test_winter_is_possible_in_both_of_its_years() -> None:
    assert years(timeline(a="2003-24")) == {2003: ("", "a"), 2004: ("", "a")}


def test_ten_years_stand_on_year_pages_and_more_stand_in_words() -> None:
    found = timeline(a="199X", b="1990/1999", c="1990/2000", d="19XX", e="../1991", f="1992/..")
    assert list(years(found)) == list(range(1990, 2000))
    assert set(found.timeline.wide) == {"c", "d", "e", "f"}
    assert found.timeline.undated == ()


def test_a_tally_is_no_case() -> None:
    found = timeline(a="2003", t="!2003", b="2005")
    assert order(found) == "a b"
    assert found.timeline.tallies == ("t",)
    assert years(found) == {2003: ("a", ""), 2005: ("b", "")}
    assert "t" not in make_indexes(found.archive, found.timeline).cases


def test_gaps_are_whole_years_that_no_case_can_fall_in() -> None:
    found = timeline(a="1990-05", b="1995", c="1996", d="1996/1999", e="1998", f="2002-12-31")
    assert [(gap.after, gap.before, gap.years) for gap in found.timeline.gaps] == [
        ("a", "b", (1991, 1994)),
        ("e", "f", (2000, 2001)),
    ]


def test_after_an_open_date_no_gap_is_known_nor_before_an_undated_case() -> None:
    assert timeline(a="1990", b="1991/..", c="1999").timeline.gaps == ()
    assert timeline(a="1990", b="").timeline.gaps == ()
    assert timeline(a="../1980", b="1990").timeline.gaps[0].years == (1981, 1989)


def test_each_case_knows_its_neighbours() -> None:
    found = timeline(a="2003", b="2004", c="")
    beside = make_indexes(found.archive, found.timeline).cases
    assert [(beside[event].before, beside[event].after) for event in "abc"] == [
        (None, "b"),
        ("a", "c"),
        ("b", None),
    ]


def test_an_unknown_year_stands_last_with_the_undated_and_on_no_year_page() -> None:
    found = timeline(a="XXXX-10-12", b="", c="2003-10-12", d="XXXX", e="../1990")
    assert order(found).replace("?", "") == "e c a b d"
    assert years(found) == {2003: ("c", "")}
    assert found.timeline.wide == ("e", "a", "d")
    assert found.timeline.undated == ("b",)


def test_cases_of_one_day_stand_by_time_those_without_first() -> None:
    found = timeline(a="2003-05-01T17:00", b="2003-05-01T08:00", c="2003-05-01")
    assert order(found) == "c b? a"


def test_only_one_minute_leaves_the_order_of_two_times_unknown() -> None:
    assert order(timeline(a="2003-05-01T08:00", b="2003-05-01T08:00:40")) == "a b?"
    assert order(timeline(a="2003-05-01T08:00", b="2003-05-01T08:01")) == "a b"


def test_times_with_zones_stand_by_instant() -> None:
    assert order(timeline(a="2031-04-10T23:30-05:00", b="2031-04-11T01:00Z")) == "b a"
    assert order(timeline(a="2031-04-10T23:30-05:00", b="2031-04-11T04:30Z")) == "a b?"
    assert order(timeline(a="2031-04-10T10:00+05:00", b="2031-04-10T06:00Z")) == "a b"
    # With one zone missing, as they are written.
    assert order(timeline(a="2031-04-10T10:00+05:00", b="2031-04-10T08:00")) == "b a"


def test_no_zone_takes_a_case_out_of_its_month() -> None:
    assert order(timeline(a="2031-04-30T23:30-05:00", b="2031-05-01T01:00Z")) == "a b"
