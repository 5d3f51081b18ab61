"""Bodies with their links resolved to paths."""

from __future__ import annotations

from defectarchive.model.archive import Archive, Prose
from defectarchive.pages.shared import routes
from defectarchive.views.rows import Link, ProseView


def prose_view(archive: Archive, prose: Prose) -> ProseView:
    """A body, each link with a label and a path."""
    links = (
        Link(link.label or archive.name_of(link.thing), routes.thing(link.thing))
        for link in prose.links
    )
    return ProseView(prose.parts, tuple(links), prose.language)
