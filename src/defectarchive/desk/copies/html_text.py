"""All text of an HTML page that a reader can see: captions and bylines, menus and footers too.

Style sheets are not looked at: what a script would unfold is text of the page. What HTML itself
hides is not.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from defectarchive.desk.copies.extra import needed

# Elements that begin and end a line of their own.
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd"),
        *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li"),
        *("main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section"),
        *("summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul"),
    )
)
_CELLS = frozenset(("td", "th"))
# Their text is for programs, or is shown nowhere.
_UNSEEN = frozenset(
    ("datalist", "iframe", "noembed", "noframes", "rp", "script", "style", "template")
)
_MARGIN = "rt"  # the reading of a sign, set small above it
_SPACE = re.compile(r"[^\S\n]+")
_BLANK = re.compile(r" *\n[ \n]*")
_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,500}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?([\w.:-]+)"""
)
# How far a browser looks for the encoding.
_HEAD = 4096
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What browsers take these names for (https://encoding.spec.whatwg.org/#names-and-labels).
_LATIN = frozenset(("ascii", "iso8859-1", "latin-1"))
_WINDOWS = "cp1252"


def decode_html(data: bytes, charset: str = "") -> str:
    """The page as text. `charset`: what the server said, if it did."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _CHARSET.search(data, 0, _HEAD)
    for name in (charset, declared[1].decode() if declared else ""):
        if encoding := _encoding(name):
            # "base64" and "idna" are codecs too, and none of texts.
            with suppress(LookupError, UnicodeError):
                return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(_WINDOWS, "replace")


def _encoding(name: str) -> str:
    try:
        found = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return ""
    # A page that says so in letters of one byte is not in UTF-16.
    if found.startswith("utf-16"):
        return "utf-8"
    return _WINDOWS if found in _LATIN else found


def html_text(page: str) -> str:
    """The text of a page, a line for each block."""
    etree = needed("lxml.etree", "an HTML page")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    data = page.replace("\0", "").encode("utf-8", "replace")
    root = etree.fromstring(data, parser) if data.strip() else None
    if root is None:
        return ""
    lines = _Lines()
    for event, element in etree.iterwalk(root, events=("start", "end", "pi")):
        _step(lines, event, element)
    return lines.text()


class _Lines:
    """Text that grows word by word and line by line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._margin: list[str] = []
        self._unseen: list[Any] = []
        self._beside: list[Any] = []

    def add(self, text: str | None) -> None:
        if text and not self._unseen:
            (self._margin if self._beside else self._pieces).append(
                _SPACE.sub(" ", text.replace("\n", " "))
            )

    def end_line(self) -> None:
        self._pieces.append("\n")
        if self._margin and not self._beside:
            self._pieces += [*self._margin, "\n"]
            self._margin = []

    def enter(self, element: Any, name: str) -> None:
        """Begin an element: perhaps one whose text is not seen, or stands in the margin."""
        if _is_unseen(element, name):
            self._unseen.append(element)
        elif name == _MARGIN:
            self._margin.append(" ")
            self._beside.append(element)

    def leave(self, element: Any) -> None:
        for inside in (self._unseen, self._beside):
            if inside and inside[-1] is element:
                inside.pop()

    def text(self) -> str:
        self.end_line()
        lines = _BLANK.sub("\n", _SPACE.sub(" ", "".join(self._pieces)))
        return lines.strip()


def _step(lines: _Lines, event: str, element: Any) -> None:
    if event == "pi":
        lines.add(element.tail)
        return
    name = str(element.tag).lower()
    apart = "\n" if name in _BLOCKS else " " if name in _CELLS or _is_note(element, name) else ""
    if event == "start":
        lines.enter(element, name)
        _part(lines, apart)
        lines.add(element.text)
    else:
        _part(lines, apart)
        lines.leave(element)
        lines.add(element.tail)


def _part(lines: _Lines, apart: str) -> None:
    if apart == "\n":
        lines.end_line()
    else:
        lines.add(apart)


def _is_unseen(element: Any, name: str) -> bool:
    if name in _UNSEEN:
        return True
    if name == "title":
        return not _is_in(element, ("head", "html"))
    return element.get("hidden") not in (None, "until-found")


def _is_in(element: Any, names: Iterable[str]) -> bool:
    around = element.getparent()
    return around is None or around.tag in names


def _is_note(element: Any, name: str) -> bool:
    """Whether this is the number of a note, which is no part of the word before it."""
    if name != "sup":
        return False
    return element.find(".//a") is not None or _is_in(element, ("a",))
