"""Writes docs/views.md from the views: every page, row and part that a template may see."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from inspect import cleandoc
from pathlib import Path

from defectarchive import views
from defectarchive.views.page import Page
from defectarchive.views.rows import View

PAGE = Path(__file__).parent.parent / "docs" / "views.md"
# From what a page is to what it is put together from.
MODULES = (
    "page",
    "case",
    "person",
    "article",
    "sources",
    "places",
    "time",
    "history",
    "lists",
    "about",
    "feeds",
    "rows",
    "evidence",
    "history_rows",
    "figures",
    "citations",
)

HEAD = """\
# Views

A page's view names its templates. [templates.md](templates.md) says how to write these. `make docs`
writes this page from `src/defectarchive/views/`.

"""


def page() -> str:
    """The page, as Markdown."""
    rules = cleandoc(views.__doc__ or "")
    return "\n".join([f"{HEAD}{rules}\n", *(line for name in MODULES for line in _section(name))])


def _section(name: str) -> Iterator[str]:
    module = import_module(f"{views.__name__}.{name}")
    title, _, more = cleandoc(module.__doc__ or "").partition("\n\n")
    yield f"## {title.rstrip('.')}\n"
    if more:
        yield f"{more}\n"
    for view in vars(module).values():
        if isinstance(view, type) and issubclass(view, View) and view.__module__ == module.__name__:
            yield from _view(view)


def _view(view: type[View]) -> Iterator[str]:
    base = Page if issubclass(view, Page) and view is not Page else View
    own = [field for field in view.__struct_fields__ if field not in base.__struct_fields__]
    kinds = {
        name: kind
        for each in view.__mro__
        for name, kind in vars(each).get("__annotations__", {}).items()
    }
    yield f"### {view.__name__}\n"
    yield f"{cleandoc(view.__doc__ or '')}\n"
    if own:
        yield " · ".join(f"`{field}: {kinds[field]}`" for field in own) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
