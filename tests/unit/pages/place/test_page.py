"""The page of a place."""

from __future__ import annotations

from tests.archives import article, context_of, make

from defectarchive.pages.place.page import place_pages
from defectarchive.views.places import PlacePage


def pages(**said: str) -> dict[str, PlacePage]:
    """The pages of all places, by name, of a case on which articles say this of its place."""
    files = {
        f"articles/{name}.md": article(
            f"- {{event: crossing, type: defection, date: 2031, place: {place}}}",
            outlet=name,
            published=f"2031-0{number}-01",
        )
        for number, (name, place) in enumerate(said.items(), start=1)
    }
    context = context_of(make(files))
    views = (page.view for place in context.archive.places for page in place_pages(context, place))
    return {view.title: view for view in views if isinstance(view, PlacePage)}


def test_a_case_is_on_the_page_of_each_place_where_some_article_puts_it() -> None:
    of = pages(first="Quay", second="Quay", third="Mill")
    assert (of["Quay"].cases.total, of["Quay"].claimed.total) == (1, 0)
    assert (of["Mill"].cases.total, of["Mill"].claimed.total) == (0, 1)


def test_a_denial_puts_no_case_anywhere() -> None:
    of = pages(first="Quay", second="{value: Mill, stance: denies}")
    assert (of["Mill"].cases.total, of["Mill"].claimed.total) == (0, 0)
