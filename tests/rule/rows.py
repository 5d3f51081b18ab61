"""Rows of facts on a page, taken apart: values, the claims their marks lead to, and what is said."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html

Element = Any
_CATEGORIES = {
    "Narrowed from": "narrowed",
    "In agreement:": "agreeing",
    "Also given:": "agreeing",
    "Since changed by the outlet itself:": "superseded",
    "Withdrawn with its article:": "retracted",
}
_MORE = re.compile(r"and (\d+) more")


@dataclass
class Group:
    """A value on a page. claims: where its marks lead. left: how many more marks there would be."""

    text: str
    category: str
    claims: list[str] = field(default_factory=list)
    left: int = 0
    voices: list[str] = field(default_factory=list)
    support: str | None = None


@dataclass
class Row:
    """A row of facts. subject: the heading's person, "" for the case itself."""

    label: str
    subject: str
    groups: list[Group]
    disputed: bool
    left: int
    text: str


def tree(data: bytes) -> Element:
    return html.fromstring(data.decode())


def text(element: Element) -> str:
    return " ".join(element.text_content().split())


def has_class(element: Element, name: str) -> bool:
    return name in (element.get("class") or "").split()


def target(href: str, page: str) -> str:
    """The path within the site that a link on a page leads to, without its fragment."""
    path = href.partition("#")[0]
    if not path:
        return page.removesuffix("index.html")
    found = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return "" if found == "." else found + "/" if path.endswith(("/", "..")) else found


def rows_of(definition: Element, subject: str) -> Iterator[Row]:
    """The rows of a table of facts."""
    for row in definition.findall("div"):
        term, body = row.find("dt"), row.find("dd")
        label = (term.text or "").strip()
        more = [t for p in body.findall("p") if (t := _left(p))]
        yield Row(label, subject, [*_groups(body)], has_class(row, "dis"), sum(more), text(body))


def _left(paragraph: Element) -> int:
    found = re.fullmatch(r"and (\d+) more among the claims below", text(paragraph))
    return int(found[1]) if found else 0


def _groups(body: Element) -> Iterator[Group]:
    for child in body:
        if child.tag == "ul":
            for at, side in enumerate(child):
                yield from _side(side)
        elif child.tag == "p" and has_class(child, "v"):
            yield from sourced(child, "shown")
        elif child.tag == "p" and not has_class(child, "ruling"):
            yield from groups(child, "")


def _side(side: Element) -> Iterator[Group]:
    if has_class(side, "ob"):
        for group in groups(side[0], "objections"):
            group.voices = [_voice(span) for span in side[1].findall("span")]
            yield group
    else:
        yield from sourced(side[0], "shown" if has_class(side, "on") else "alternatives")


def sourced(paragraph: Element, category: str) -> Iterator[Group]:
    """A value on a line of its own, with what stands behind it."""
    for group in groups(paragraph.find("span"), category):
        group.support = text(paragraph.find("small"))
        yield group


def _voice(element: Element) -> str:
    return text(element).rstrip(":;")


def groups(container: Element, category: str, label: Element = None) -> Iterator[Group]:
    """The values within a line, after its label, each with its marks and in whose voices."""
    found: list[Group] = []
    words = (container.text or "").strip()
    pending: list[str] = []
    for node in container:
        if node is label:
            words = (node.tail or "").strip()
            continue
        current = found[-1] if found and not words.strip(" ;,") else None
        if node.tag == "a" and has_class(node, "n"):
            if current is None:
                named = category or ("objections" if pending else "?")
                current = Group(words.strip(" ;,\u00a0"), named, voices=pending)
                found.append(current)
                words, pending = "", []
            current.claims.append(node.get("href").partition("#")[2])
        elif has_class(node, "by") and current:
            current.voices.append(_voice(node))
        elif node.tag == "small" and current and _MORE.fullmatch(text(node)):
            current.left = int(_MORE.fullmatch(text(node))[1])
        elif node.tag == "small" and current:
            current.support = text(node)
        elif node.tag == "span" and text(node) not in _CATEGORIES:
            pending.append(_voice(node))
        else:
            words += " " + text(node)
        words += node.tail or ""
        words = " ".join(words.split())
    for group in found:
        for lead, named in _CATEGORIES.items():
            if group.text.startswith(lead):
                group.text, category = group.text.removeprefix(lead).strip(), named
        group.category = category or group.category
        yield group
