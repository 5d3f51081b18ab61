"""Addresses of a published site that the next one would not have."""

from __future__ import annotations

import pytest

from defectarchive.checks.addresses import address_warnings, lost_addresses

THINGS = [
    f"{folder}/x/index.html"
    for folder in ("articles", "cases", "organisations", "outlets", "people", "places")
]


@pytest.mark.parametrize("path", [*THINGS, "contact/index.html"])
def test_the_address_of_a_thing_or_an_editors_page_is_lost_where_nothing_is_there(
    path: str,
) -> None:
    assert lost_addresses([path], []) == [path]
    assert lost_addresses([path], [path, "cases/y/index.html"]) == []


@pytest.mark.parametrize(
    "path",
    [
        *("index.html", "404.html", "years/1999/index.html", "types/recall/index.html"),
        *("people/-/a/index.html", "cases/x/card.png", "map/index.html", "nb/index.html"),
        *("data/claims.csv", "feed.xml", "cases/x/-/2/index.html"),
    ],
)
def test_pages_that_come_and_go_with_what_is_on_them_are_not_missed(path: str) -> None:
    assert lost_addresses([path], []) == []


def test_each_is_told_once_in_order_with_what_leads_on_from_it() -> None:
    lost = lost_addresses(["people/b/index.html", "cases/a/index.html"], set())
    first, second = address_warnings(lost)
    assert (first.code, first.is_error) == ("address-lost", False)
    assert first.message.startswith("/cases/a/ ")
    assert "former_ids: [a]" in first.hint
    assert "events/" in first.hint
    assert second.message.startswith("/people/b/ ")
    assert "people/" in second.hint
