"""How to cite a page."""

from __future__ import annotations

from defectarchive.views.rows import DateView, Link, View


class CitationView(View, frozen=True):
    """How to cite a page. url: whole where the site knows its address, else the path in the site.

    changed: the latest day on which the archive read one of its sources, or put something right;
    None where none is known. file: the path of the same for programs, with the sources; claims:
    that of one for each claim of the page, "" where it has none; both CSL-JSON. of_all: files with
    the citations of the whole archive, by format.
    """

    author: str
    title: str
    url: str
    changed: DateView | None
    file: str
    of_all: tuple[Link, ...]
    claims: str = ""
