"""How to cite a page."""

from __future__ import annotations

from defectarchive.views.rows import DateView, Link, View


class CitationView(View, frozen=True):
    """How to cite a page. url: whole where the site knows its address, else the path in the site.

    changed: the latest day on which the archive read one of its sources, or put something right;
    None where none is known. files: the same for programs, with the sources (cite.bib, cite.ris …);
    claims: the path of one for each claim of the page, "" where it has none.
    """

    author: str
    title: str
    url: str
    changed: DateView | None
    files: tuple[Link, ...]
    claims: str = ""
