"""Cases along time: where they stand, what stands for them where they are many, what is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.archives import SITES, Outcome, article, context_of, load_site, make
from tests.published import ROOT

from defectarchive.figures.time_layout import SIGN, Dated, in_lanes, runs, shares
from defectarchive.figures.time_scale import DAY, YEAR, Scale, year_windows
from defectarchive.language.words import Words
from defectarchive.loader.files import load
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.dates.date import parse_date
from defectarchive.model.site_settings import SiteSettings
from defectarchive.pages.year.timeline_figures import (
    MOST_BYTES,
    bars_figure,
    part_figure,
    strip_figure,
    whole_figure,
    year_figure,
)
from defectarchive.views.figures import TARGET, WIDTH, TimeFigure
from defectarchive.views.rows import Group, PartLink

GOLDEN = cache(load_site)
PLAIN = SiteSettings(title="t")


def years(first: int, last: int) -> Scale:
    return next(window for window in year_windows(first, last) if window.unit == YEAR)


YEARS = years(1990, 1999)


def config_of(name: str) -> SiteSettings:
    """With the vocabulary of a golden archive."""
    path = SITES / name / "content" / "site.yaml"
    return load([SourceFile("site.yaml", path.read_bytes())]).settings


def dated(*dates: str) -> list[Dated]:
    return [Dated(f"e{at:04}", parse_date(date)) for at, date in enumerate(dates)]


def cases_on(*dates: str, kind: str = "defection") -> Outcome:
    return make(
        {
            f"articles/a{at}.md": article(f'- {{event: e{at}, type: {kind}, date: "{date}"}}')
            for at, date in enumerate(dates)
        }
    )


def part(kind: str, of: int = 1) -> PartLink:
    return PartLink(Group(kind, ""), 1, of, "", 3)


def whole(outcome: Outcome, settings: SiteSettings = PLAIN) -> TimeFigure:
    found = whole_figure(context_of(outcome, settings), {})
    assert found is not None
    return found


DATES = st.builds(
    lambda year, month, form: form.format(y=year, m=f"{month:02}"),
    st.integers(1988, 2001),
    st.integers(1, 12),
    st.sampled_from(["{y}", "{y}-{m}", "{y}-{m}-03", "{y}-{m}/{y}-12", "[{y}-{m}-01,{y}-12-30]"]),
)


@given(st.lists(DATES, max_size=60))
def test_no_two_in_a_lane_meet_and_every_bar_covers_the_days_it_stands_for(
    dates: list[str],
) -> None:
    cases = dated(*dates)
    spots = in_lanes(YEARS, cases)
    if spots is None:
        return
    by_event = {case.event: case.date for case in cases}
    assert sorted(spot.event for spot in spots) == sorted(by_event)
    ends: dict[int, list[tuple[int, int]]] = {}
    for spot in spots:
        found = runs(by_event[spot.event])
        if spot.bars:
            assert len(spot.bars) == len(found)
            for bar, (first, last) in zip(spot.bars, found, strict=True):
                assert bar.x <= YEARS.x(first)
                assert bar.x + bar.width >= min(YEARS.x(last + 1), WIDTH)
            extent = (spot.bars[0].x, spot.bars[-1].x + spot.bars[-1].width)
        else:
            extent = (spot.x - SIGN // 2, spot.x + SIGN // 2)
        assert spot.left <= max(extent[0], 0)
        assert spot.left + spot.width >= min(extent[1], WIDTH)
        assert 0 <= spot.left <= WIDTH - spot.width <= WIDTH - TARGET
        ends.setdefault(spot.lane, []).append((spot.left, spot.left + spot.width))
    for lane in ends.values():
        assert all(a[1] <= b[0] for a, b in pairwise(sorted(lane)))


@given(st.lists(DATES, max_size=40), st.randoms(use_true_random=False))
def test_the_order_in_which_cases_come_changes_nothing(dates: list[str], random: object) -> None:
    cases = dated(*dates)
    assert in_lanes(YEARS, cases) == in_lanes(YEARS, cases[::-1])
    assert shares(YEARS, cases) == shares(YEARS, cases[::-1])


@given(st.lists(DATES, min_size=1, max_size=40))
def test_shares_add_up_to_the_number_of_cases_where_all_lie_in_the_window(
    dates: list[str],
) -> None:
    found = shares(years(1980, 2010), dated(*dates))
    assert sum((share.total for share in found), Fraction()) == len(dates)


@given(st.integers(-3000, 12000), st.integers(0, 3000))
def test_stretches_have_no_gaps(first: int, years: int) -> None:
    for scale in year_windows(first, first + years):
        if scale.number(scale.last) > 2_000:
            continue
        stretches = scale.stretches
        assert all(a.last + 1 == b.first for a, b in pairwise(stretches))
        assert (stretches[0].first, stretches[-1].last) == (scale.first, scale.last)
        assert [scale.number(each.last) for each in stretches] == [*range(len(stretches))]


@given(st.integers(-3000, 12000), st.integers(0, 3000))
def test_words_on_the_axis_never_meet(first: int, years: int) -> None:
    ticks = year_windows(first, first + years)[0].ticks(Words())
    assert ticks
    assert all(a.x + 20 * len(a.text) < b.x for a, b in pairwise(ticks))


def test_days_stand_in_order_from_one_edge_to_the_other() -> None:
    scale = Scale(100, 465, DAY)
    places = [scale.x(day) for day in range(100, 467)]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < WIDTH


def test_a_case_of_either_of_two_years_is_half_in_each_and_one_of_both_is_in_each() -> None:
    either, both = (shares(YEARS, dated(date)) for date in ("[1991,1993]", "{1991,1993}"))
    assert [share.shared for share in either][1:4] == [Fraction(1, 2), 0, Fraction(1, 2)]
    assert [share.sure for share in both][1:4] == [1, 0, 1]


def test_a_share_outside_the_window_is_not_drawn_inside_it() -> None:
    (_, *_, december) = shares(year_windows(2003, 2003)[2], dated("2003-12/2004-02"))
    assert (december.perhaps, december.shared) == (1, Fraction(1, 3))


def test_each_sign_is_a_link_named_by_date_and_title() -> None:
    figure = whole(GOLDEN("lighthouses"), config_of("lighthouses"))
    names = [(mark.date, mark.title) for band in figure.bands for mark in band.marks]
    assert ("28 Oct 1923", "The dismissal at Hvassnes") in names
    assert len(names) == figure.drawn
    assert (figure.drawn, figure.wide, figure.undated) == (8, 1, 1)


def test_what_is_too_wide_or_undated_is_counted_and_not_drawn() -> None:
    figure = whole(cases_on("1990", "1950/1990", "../1990"))
    assert (figure.drawn, figure.wide, figure.undated) == (1, 2, 0)


def test_four_hundred_cases_of_one_year_become_columns_with_their_numbers() -> None:
    dates = [f"1991-{at % 12 + 1:02}-{at % 28 + 1:02}" for at in range(400)]
    outcome = cases_on(*dates)
    context = context_of(outcome)
    figure = year_figure(context, 1991, [*outcome.archive.events], {"1991-01": "years/1991/#in"})
    (band,) = figure.bands
    assert not band.marks
    assert sum(column.sure for column in band.columns) == 400
    assert [column.label for column in band.columns] == [str(c.sure) for c in band.columns]
    assert (figure.unit, figure.stretches[0].path) == ("month", "years/1991/#in")


def test_a_figure_of_very_many_cases_weighs_little() -> None:
    dates = [f"{1900 + at % 80}-{at % 12 + 1:02}-{at % 28 + 1:02}" for at in range(700)]
    figure = whole(cases_on(*dates))
    assert not [mark for band in figure.bands for mark in band.marks]
    assert len(figure.stretches) == 80
    assert all(stretch.path.startswith("years/") for stretch in figure.stretches)
    assert MOST_BYTES < 40_000


DENSE = st.builds(
    lambda year, month, day: f"{year}-{month:02}-{day:02}",
    st.sampled_from([1950, *[2022] * 40, 2023]),
    st.sampled_from([1, *[3] * 9, 12]),
    st.integers(1, 28),
)


@given(st.lists(DENSE, min_size=60, max_size=90))
@settings(max_examples=15)
def test_no_column_of_any_figure_holds_more_than_half_of_what_is_drawn(dates: list[str]) -> None:
    days = Counter(dates)
    context = context_of(cases_on(*dates))
    for figure in (whole_figure(context, {}), bars_figure(context), strip_figure(context)):
        assert figure is not None
        most = max((stretch.sure for stretch in figure.stretches), default=0)
        assert 2 * most <= figure.drawn or 2 * max(days.values()) > figure.drawn
        assert figure.drawn + figure.outside == len(dates)


def test_years_that_have_hardly_anything_are_left_out_where_all_else_would_be_one_column() -> None:
    days = [f"2022-{at % 3 + 1:02}-{at % 28 + 1:02}" for at in range(90)]
    figure = whole(cases_on("1801-05-01", *days))
    assert (figure.first, figure.last, figure.outside) == ("2022", "2022", 1)


def test_three_years_are_drawn_by_months_and_touched_by_quarters() -> None:
    dates = [f"{2022 + at % 3}-{at % 12 + 1:02}-{at % 28 + 1:02}" for at in range(800)]
    figure = whole(cases_on(*dates))
    assert (figure.unit, len(figure.stretches), len(figure.runs)) == ("month", 36, 12)
    assert figure.runs[0].text == "January–March 2022"
    assert figure.runs[0].sure == sum(stretch.sure for stretch in figure.stretches[:3])


def test_a_case_that_fits_any_month_of_a_quarter_is_surely_in_the_quarter() -> None:
    dates = [f"{2022 + at % 3}-{at % 12 + 1:02}-{at % 28 + 1:02}" for at in range(800)]
    figure = whole(cases_on(*dates, "2022-01/2022-03"))
    assert [stretch.perhaps for stretch in figure.stretches[:3]] == [1, 1, 1]
    assert (figure.runs[0].sure, figure.runs[0].perhaps) == (
        sum(stretch.sure for stretch in figure.stretches[:3]) + 1,
        0,
    )


@pytest.mark.parametrize("years", [1, 3, 9, 40, 81, 90, 500, 5_000])
def test_what_leads_on_is_wide_enough_to_be_touched(years: int) -> None:
    dates = [f"{1500 + at * years // 900:04}-{at % 12 + 1:02}-01" for at in range(900)]
    context = context_of(cases_on(*dates))
    for figure in (whole_figure(context, {}), strip_figure(context)):
        assert figure is not None
        assert figure.runs
        assert min(run.width for run in figure.runs) >= TARGET


def test_the_page_of_a_decade_shows_the_whole_decade() -> None:
    outcome = cases_on("1993-05-01", "1995")
    figure = part_figure(context_of(outcome), [*outcome.archive.events], part("decade"))
    assert figure is not None
    assert (figure.first, figure.last) == ("1990", "1999")
    assert part_figure(context_of(outcome), [*outcome.archive.events], part("undated")) is None


def test_the_page_of_some_days_shows_these_days_alone() -> None:
    outcome = cases_on("2022-03-03", "2022-03-05", "2022-03-05")
    figure = part_figure(context_of(outcome), [*outcome.archive.events], part("month", of=2))
    assert figure is not None
    assert [tick.text for tick in figure.ticks] == ["3", "4", "5"]
    assert figure.first == "3–5 March 2022"


def test_bars_count_every_type_and_all_of_them_together() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, type: defection, date: 1991}"),
            "articles/b.md": article("- {event: y, type: arrest, date: 1991/1992}"),
            "articles/c.md": article("- {event: z, date: 1992-02}"),
        }
    )
    figure = bars_figure(context_of(outcome))
    assert figure is not None
    assert [(band.all, band.plural, band.cases) for band in figure.bands] == [
        (True, "", 3),
        (False, "Defections", 1),
        (False, "Arrests", 1),
        (False, "", 1),
    ]
    assert [(s.text, s.sure, s.perhaps) for s in figure.stretches] == [
        ("1991", 1, 1),
        ("1992", 1, 1),
    ]
    assert figure.hatched


def test_an_empty_archive_has_no_figures() -> None:
    context = context_of(GOLDEN("empty"))
    assert whole_figure(context, {}) is None
    assert bars_figure(context) is None


@pytest.mark.parametrize("name", ["circles", "ten-echoes", "narrowing-dates"])
def test_bands_stand_beneath_each_other_within_the_drawing(name: str) -> None:
    figure = whole(GOLDEN(name))
    edges: Sequence[tuple[int, int]] = [(band.y, band.base) for band in figure.bands]
    assert all(a[1] < b[0] for a, b in combinations(edges, 2))
    assert edges[-1][1] < figure.height


def test_cases_whose_bars_begin_and_end_alike_are_told_apart_by_id() -> None:
    spots = in_lanes(YEARS, dated("1991", "[1991-01-01,1991-12-31]"))
    assert spots is not None
    assert [spot.event for spot in spots] == ["e0000", "e0001"]


def test_no_part_of_a_bar_is_darker_than_another() -> None:
    for name in ("parts/figures.html", "static/figures.css"):
        assert "radient" not in (ROOT / "templates" / name).read_text("utf-8")
