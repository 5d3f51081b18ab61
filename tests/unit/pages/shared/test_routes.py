"""Ids → paths."""

from __future__ import annotations

import pytest

from defectarchive.model.ids import EntityRef, Kind
from defectarchive.pages.shared import routes


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("", "./"),
        ("404.html", "./"),
        ("people/", "../"),
        ("cases/x/", "../../"),
        ("people/-/a/", "../../../"),
        ("cases/x/-/2/", "../../../../"),
    ],
)
def test_every_page_knows_its_way_to_the_root(path: str, root: str) -> None:
    assert routes.root_of(path) == root


def test_pages_are_index_files_in_folders() -> None:
    assert routes.file_of(routes.HOME) == "index.html"
    assert routes.file_of(routes.case("x")) == "cases/x/index.html"
    assert routes.file_of(routes.NOT_FOUND) == "404.html"


@pytest.mark.parametrize("kind", list(Kind))
def test_everything_with_an_id_has_a_page(kind: Kind) -> None:
    assert routes.thing(EntityRef(kind, "x")).endswith("/x/")


def test_years_have_four_digits() -> None:
    assert routes.year(2003) == "years/2003/"
    assert routes.year(862) == "years/0862/"
    assert routes.year(-43) == "years/-0043/"
