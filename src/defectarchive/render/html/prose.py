"""Texts for templates that escaping alone would not do: a body with its links, a text as JSON."""

from __future__ import annotations

from functools import reduce
from itertools import zip_longest

import msgspec
from markupsafe import Markup, escape

from defectarchive.views.rows import Link, ProseView

# What may be too wide for the page scrolls by itself, by the keyboard too.
_SCROLLS = (
    ("<pre>", '<pre tabindex="0">'),
    ("<table>", '<div class="wide" tabindex="0"><table>'),
    ("</table>", "</table></div>"),
)


def splice(prose: ProseView, root: str) -> Markup:
    """The body's HTML with its links put in, each relative to a page with that `root`.

    The parts are safe HTML: the loader has cleaned them.
    """
    pieces: list[str] = []
    for part, link in zip_longest(prose.parts, prose.links):
        pieces.append(reduce(_scrolling, _SCROLLS, part))
        if link is not None:
            pieces.append(_anchor(link, root))
    return Markup("".join(pieces))  # noqa: S704 -- made of safe parts and escaped links


def _scrolling(html: str, of: tuple[str, str]) -> str:
    return html.replace(*of)


def json_text(value: object) -> Markup:
    """A value as JSON that may stand in a script element too: nothing in it can end one."""
    if isinstance(value, Markup):
        value = value.unescape()
    return Markup(msgspec.json.encode(value).decode().replace("<", "\\u003c"))  # noqa: S704


def _anchor(link: Link, root: str) -> str:
    return f'<a href="{escape(root + link.path)}">{escape(link.text)}</a>'
