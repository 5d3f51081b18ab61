"""A body with links → HTML for one page."""

from __future__ import annotations

from itertools import zip_longest

from markupsafe import Markup, escape

from defectarchive.pages.items import Link, ProseView


def splice(prose: ProseView, root: str) -> Markup:
    """The body's HTML with its links put in, each relative to a page with that `root`.

    The parts are safe HTML: the loader has cleaned them.
    """
    pieces: list[str] = []
    for part, link in zip_longest(prose.parts, prose.links):
        pieces.append(part)
        if link is not None:
            pieces.append(_anchor(link, root))
    return Markup("".join(pieces))  # noqa: S704 -- made of safe parts and escaped links


def _anchor(link: Link, root: str) -> str:
    return f'<a href="{escape(root + link.path)}">{escape(link.text)}</a>'
