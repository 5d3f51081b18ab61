"""How to cite a page."""

from __future__ import annotations

from defectarchive.views.rows import DateView, Link, View


class CitationView(View, frozen=True):
    """How to cite a page. url: whole where the site knows its address, else the path in the site.

    changed: the latest date of what the page shows: publication, correction, access; None where
    nothing has one. files: the same for programs, with the sources (cite.bib, cite.ris …).
    """

    author: str
    title: str
    url: str
    changed: DateView | None
    files: tuple[Link, ...]
