"""Bodies with their links resolved to paths."""

from __future__ import annotations

from collections.abc import Callable

from defectarchive.model.archive import Prose
from defectarchive.model.ids import EntityRef
from defectarchive.pages.shared import routes
from defectarchive.views.rows import Link, ProseView


def prose_view(name_of: Callable[[EntityRef], str], prose: Prose) -> ProseView:
    """A body, each link with a label and a path."""
    links = (
        Link(link.label or name_of(link.thing), routes.thing(link.thing)) for link in prose.links
    )
    return ProseView(prose.parts, tuple(links), prose.language)
