"""How to cite a page."""

from __future__ import annotations

from defectarchive.views.rows import DateView, Link, View


class CitationView(View, frozen=True):
    """How to cite a page. url: whole where the site knows its address, else the path in the site.

    changed: the latest date of what the page shows: publication, correction, access; None where
    nothing has one. file: the path of the same for programs, with the sources, in CSL-JSON. of_all:
    files with the citations of the whole archive, by format.
    """

    author: str
    title: str
    url: str
    changed: DateView | None
    file: str
    of_all: tuple[Link, ...]
