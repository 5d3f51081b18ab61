"""Rows of facts on a page, taken apart: values, where their marks lead, and what is said."""

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
# What stands between one value and the next.
_BETWEEN = " ;,\u00a0"
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
    text: str
    disputed: bool = False
    left: int = 0


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
        yield Row(
            label, subject, [*_groups(body)], text(body), has_class(row, "disputed"), sum(more)
        )


def _left(paragraph: Element) -> int:
    found = re.fullmatch(r"and (\d+) more among the claims below", text(paragraph))
    return int(found[1]) if found else 0


def _groups(body: Element) -> Iterator[Group]:
    proof = body.find("details[@class='proof']")
    # The marks of the values that stand above, in their order.
    folded = iter([] if proof is None else [p for p in proof.findall("p") if not p.get("class")])
    for child in body:
        if child.tag == "ul":
            for side in child:
                yield from _side(side, next(folded, None))
        elif child.tag == "p" and has_class(child, "value"):
            yield from sourced(child, "shown", next(folded, None))
        elif child.tag == "p" and not has_class(child, "ruling"):
            yield from groups(child, "")
        elif child is proof:
            for remark in child.findall("p[@class='remark']"):
                yield from groups(remark, "")


def _side(side: Element, marks: Element) -> Iterator[Group]:
    if has_class(side, "objection"):
        found = groups(side[0], "objections") if marks is None else [_folded(side[0], marks)]
        for group in found:
            group.category = "objections"
            group.voices = [_voice(span) for span in side[1].findall("span")]
            yield group
    else:
        category = "shown" if has_class(side, "shown") else "alternatives"
        yield from sourced(side[0], category, marks)


def sourced(paragraph: Element, category: str, marks: Element = None) -> Iterator[Group]:
    """A value on a line of its own, with what stands behind it. marks: where they are folded."""
    span, support = paragraph.find("span"), paragraph.find("small")
    found = groups(span, category) if marks is None else [_folded(span, marks)]
    for group in found:
        group.category = category
        if support is None:
            support = marks.getparent().find("summary")
        group.support = text(support)
        yield group


def _folded(value: Element, marks: Element) -> Group:
    """A value whose marks stand elsewhere."""
    by = value.find("small")
    voices = [] if by is None else [_voice(span) for span in by.findall("span")]
    said = text(value).removesuffix("" if by is None else text(by)).strip()
    left = [int(m[1]) for small in marks.findall("small") if (m := _MORE.fullmatch(text(small)))]
    claims = [a.get("href").partition("#")[2] for a in marks.findall("a") if has_class(a, "mark")]
    return Group(said, "", claims, sum(left), voices)


def _voice(element: Element) -> str:
    return text(element).rstrip(":;")


def groups(container: Element, category: str, label: Element = None) -> Iterator[Group]:
    """The values within a line, after its label, each with its marks and in whose voices."""
    line = _Line(category, (container.text or "").strip())
    for node in container:
        if node is label:
            line.words = ""
        else:
            line.take(node)
        line.words = " ".join((line.words + (node.tail or "")).split())
    for group in line.found:
        for lead, named in _CATEGORIES.items():
            if group.text.startswith(lead):
                group.text, category = group.text.removeprefix(lead).strip(), named
        group.category = category or group.category
        yield group


@dataclass
class _Line:
    """A line in the reading. words: since the last mark. before: voices ahead of a value."""

    category: str
    words: str
    found: list[Group] = field(default_factory=list)
    before: list[str] = field(default_factory=list)

    def take(self, node: Element) -> None:
        current = self.found[-1] if self.found and not self.words.strip(_BETWEEN) else None
        if node.tag == "a" and has_class(node, "mark"):
            (current or self._start()).claims.append(node.get("href").partition("#")[2])
        elif node.tag == "small" and current:
            more = _MORE.fullmatch(text(node))
            if has_class(node, "by"):
                current.voices += [_voice(span) for span in node.findall("span")]
            elif more:
                current.left = int(more[1])
            else:
                current.support = text(node)
        elif node.tag == "span" and text(node) not in _CATEGORIES:
            self.before.append(_voice(node))
        else:
            self.words += " " + text(node)

    def _start(self) -> Group:
        named = self.category or ("objections" if self.before else "?")
        group = Group(self.words.strip(_BETWEEN), named, voices=self.before)
        self.found.append(group)
        self.words, self.before = "", []
        return group
