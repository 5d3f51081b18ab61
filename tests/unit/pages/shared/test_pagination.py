"""Lists are split when they must be, and lose nothing by it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from defectarchive.language.collation import Alphabet
from defectarchive.language.words import Words
from defectarchive.pages.shared.grouping import Groups
from defectarchive.pages.shared.pagination import (
    BUDGET,
    GroupKey,
    ListPlan,
    ListRow,
    ParentPage,
    fill,
    lay_out,
    lay_out_all,
    weight,
)
from defectarchive.views.rows import Group, Link, SiteView

SITE = SiteView("t", "", "en", "", "", (), "0", sitemap=False)
HOST = ParentPage(SITE, Link("Names", "names/"), "people")
GROUPS = Groups(Words(), Alphabet())


def plan(names: list[str], prefix: str = "") -> ListPlan[Link]:
    entries = [ListRow(Link(name, ""), GROUPS.name_keys(name)) for name in names]
    return ListPlan("names", "name", entries, 0, prefix)


def test_a_list_that_fits_stands_on_its_page_under_headings() -> None:
    laid_out = lay_out(HOST, plan(["Anna", "Astrid", "Berit"]))
    assert laid_out.pages == ()
    assert laid_out.listing.parts == ()
    headings = [(section.group.text, len(section.rows)) for section in laid_out.listing.sections]
    assert headings == [("A", 2), ("B", 1)]


def test_an_empty_list_is_nothing() -> None:
    laid_out = lay_out(HOST, plan([]))
    assert laid_out.listing.total == 0
    assert laid_out.listing.sections == ()


def test_a_list_that_does_not_fit_is_split_by_letter() -> None:
    names = [f"{letter}{'x' * 200}{number}" for letter in "AB" for number in range(500)]
    laid_out = lay_out(HOST, plan(names))
    assert laid_out.listing.sections == ()
    paths = [part.path for part in laid_out.listing.parts]
    assert paths == ["names/-/a/", "names/-/b/"]
    assert [page.path for page in laid_out.pages] == paths
    assert [page.next.path if page.next else "" for page in laid_out.pages] == ["names/-/b/", ""]


def test_a_letter_that_does_not_fit_is_split_by_number() -> None:
    names = [f"A{'x' * 200}{number}" for number in range(1500)]
    parts = lay_out(HOST, plan(names)).listing.parts
    assert [part.path for part in parts][:2] == ["names/-/a/", "names/-/a-2/"]
    assert {part.of for part in parts} == {len(parts)}


def test_rows_without_groups_are_split_by_number() -> None:
    entries = [ListRow(Link("x" * 1000, "")) for _ in range(400)]
    parts = lay_out(HOST, ListPlan("names", "name", entries, prefix="shared-")).listing.parts
    assert [part.path for part in parts][:2] == ["names/-/shared-1/", "names/-/shared-2/"]


def test_a_coarse_group_that_does_not_fit_is_split_by_the_finer_one() -> None:
    decade = GroupKey(Group("decade", "1990s"), "1990s")
    entries = [
        ListRow(Link("x" * 500, ""), (decade, GroupKey(Group("year", str(year)), str(year))))
        for year in (1991, 1992)
        for _ in range(300)
    ]
    parts = lay_out(HOST, ListPlan("names", "name", entries)).listing.parts
    assert [part.path for part in parts] == ["names/-/1991/", "names/-/1992/"]


def test_of_several_lists_only_the_largest_is_split() -> None:
    large = plan([f"A{'x' * 500}{number}" for number in range(1000)])
    small = plan(["Berit"], "small-")
    first, second = lay_out_all(HOST, [large, small])
    assert first.pages
    assert second.listing.sections


@given(st.lists(st.text(min_size=1, max_size=400), max_size=60), st.integers(1, 8))
def test_every_row_stands_on_exactly_one_page(names: list[str], copies: int) -> None:
    rows = sorted(names * copies)
    laid_out = lay_out(HOST, plan(rows), budget=2000)
    sections = laid_out.listing.sections or [s for page in laid_out.pages for s in page.sections]
    assert sorted(row.text for section in sections for row in section.rows) == rows
    paths = [page.path for page in laid_out.pages]
    assert len(paths) == len(set(paths))
    for page in laid_out.pages:
        assert page.part.count == sum(len(section.rows) for section in page.sections)


@given(st.lists(st.integers(0, 300_000), max_size=50))
def test_no_page_takes_more_than_there_is_room_for(weights: list[int]) -> None:
    start = 0
    counts = fill(weights)
    for count in counts:
        assert count == 1 or sum(weights[start : start + count]) <= BUDGET
        start += count
    assert start == len(weights)


def test_characters_that_html_escapes_weigh_what_they_become() -> None:
    assert weight(Link("&" * 100, "")) >= 100 * len("&amp;")
    assert weight(Link('"' * 100, "")) >= 100 * len("&#34;")
