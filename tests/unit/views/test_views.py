"""Views say which templates show them."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

from defectarchive import views
from defectarchive.views.page import Page
from defectarchive.views.rows import View

ROOT = Path(__file__).parents[3]
ALL = sorted(
    {
        each
        for module in pkgutil.iter_modules(views.__path__)
        for each in vars(import_module(f"{views.__name__}.{module.name}")).values()
        if isinstance(each, type) and issubclass(each, View) and each is not View
    },
    key=lambda each: each.__name__,
)
PAGES = [each for each in ALL if issubclass(each, Page) and each is not Page]


@pytest.mark.parametrize("view", PAGES, ids=lambda view: view.__name__)
def test_every_page_says_which_templates_render_it_and_they_exist(view: type[Page]) -> None:
    names = re.findall(r"`((?:pages|feeds|cards)/[\w-]+\.\w+)`", view.__doc__ or "")
    assert names
    for name in names:
        assert (ROOT / "templates" / name).is_file()


@pytest.mark.parametrize("view", ALL, ids=lambda view: view.__name__)
def test_the_documentation_has_every_view(view: type[View]) -> None:
    page = (ROOT / "docs" / "views.md").read_text(encoding="utf-8")
    assert f"### {view.__name__}\n" in page
