"""What becomes of a body's tree before it is written out as HTML.

Headings are set below the page's title and get ids, links are checked, tokens told apart,
punctuation set.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error, warning
from defectarchive.loader.markdown.blocks import FENCED
from defectarchive.loader.markdown.limits import MAX_HTML
from defectarchive.loader.markdown.punctuation import Punctuation
from defectarchive.loader.markdown.tokens import TOKEN, Token, TokenKind, token_number
from defectarchive.loader.source_file import INVISIBLE, character_reference, name_character

MAX_TREE_DEPTH = 60
HEADING_PREFIX = "h-"
FOOTNOTE_REF, FOOTNOTE_BACKREF = "footnote-ref", "footnote-backref"

_HEADING = re.compile(r"h[1-6]")
# Elements that go on with the text around them, so that a quotation mark sees across them.
_INLINE = frozenset({"a", "abbr", "em", "strong", "sup", "code"})
_ESCAPE = re.compile("\x02([0-9]+)\x03")
_SCHEME = re.compile(r"(?i:https?://[^/\s]|mailto:[^\s@]+@)|#.")
_FOUND_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_REFERENCE = re.compile(r"&#?[0-9A-Za-z]+;")
# What browsers leave out of an address before they read it.
_SKIPPED = re.compile(r"^[\x00-\x20]+|[\t\n\r]+|[\x00-\x20]+$")


class TooMuch(Exception):  # noqa: N818 -- not an error of the program: a limit, with its diagnostic
    """The body passes a limit that shows only while it is converted."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class Job:
    """One body on its way through the converter: what is known of it, and what was found."""

    start: Span
    tokens: tuple[Token, ...]
    language: str = "en"
    referenced: dict[str, int] = field(default_factory=dict)  # ids of references to footnotes
    placed: set[int] = field(default_factory=set)
    heading_ids: dict[str, int] = field(default_factory=dict)  # and the last number given
    heading_levels: list[int] = field(default_factory=list)  # of the headings around this place
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def token(self, match: re.Match[str]) -> tuple[int, Token]:
        number = token_number(match[1])
        return number, self.tokens[number]


def check_depth(root: Element, job: Job) -> None:
    """Raises TooMuch where elements nest so deep that a recursion could run out of stack."""
    level = [root]
    for _ in range(MAX_TREE_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    message = f"markup nests more than {MAX_TREE_DEPTH} levels deep"
    raise TooMuch(error("markdown-limit", job.start, message, "take some levels away"))


def finish(root: Element, job: Job) -> None:
    """Changes the tree in place, and adds what is wrong to the job's diagnostics."""
    _Finisher(job).children(root, in_code=False, in_link=False)


class _Finisher:
    def __init__(self, job: Job) -> None:
        self.job = job
        self.before = ""  # the character before the next one, in this paragraph
        self.punctuation = Punctuation(job.language, str)
        self.size = 0

    def element(self, element: Element, *, in_code: bool, in_link: bool) -> None:
        tag = element.tag
        inline = tag in _INLINE
        around = self.punctuation
        if not inline:
            self.before = ""
            self.punctuation = Punctuation(self.job.language, lambda: "".join(_own_text(element)))
        if tag == "a" and in_link:
            self._nested(element)
        if tag == FENCED:
            tag = element.tag = "code"
        if element.attrib:
            self.attributes(element)
        in_code = in_code or tag == "code"
        in_link = in_link or tag == "a"
        if element.text:
            element.text = self.text(element.text, in_code=in_code, in_link=in_link)
        self.children(element, in_code=in_code, in_link=in_link)
        if not inline:
            self.before = ""
            self.punctuation = around
        if _HEADING.fullmatch(tag):
            self.heading(element)

    def children(self, parent: Element, *, in_code: bool, in_link: bool) -> None:
        for child in list(parent):
            self.element(child, in_code=in_code, in_link=in_link)
            if child.tail:
                child.tail = self.text(child.tail, in_code=in_code, in_link=in_link)
            if child.get("class") == FOOTNOTE_BACKREF and self._leads_nowhere(child):
                parent.remove(child)

    def _leads_nowhere(self, backlink: Element) -> bool:
        """A footnote that nothing refers to would link back to a place that is not there."""
        return backlink.get("href", "").removeprefix("#") not in self.job.referenced

    def _nested(self, link: Element) -> None:
        match = TOKEN.search(link.get("href", ""))
        span = self.job.token(match)[1].span if match else self.job.start
        self.job.diagnostics.append(_nested_link(span))

    # Text

    def text(self, text: str, *, in_code: bool, in_link: bool) -> str:
        if "\ufdd0" in text:
            text = self.tokens(text, in_code=in_code, in_link=in_link)
        if not text:
            return text
        if in_code:
            self.before = "x"
            return AtomicString(text)
        if not isinstance(text, AtomicString):
            text = self.punctuation.set(text, self.before)
        self.before = text[-1]
        return text

    def tokens(self, text: str, *, in_code: bool, in_link: bool) -> str:
        def put(match: re.Match[str]) -> str:
            number, token = self.job.token(match)
            if in_code:
                self.job.placed.add(number)
                return token.shown
            if token.sort is TokenKind.LINK:
                return self.link(match[0], number, token, in_link=in_link)
            if token.sort in _UNSEEN:
                follows, fault = _UNSEEN[token.sort]
                written = not isinstance(text, AtomicString)
                if written and fault and text.startswith(follows, match.end()):
                    self.job.diagnostics.append(fault(token))
                return ""
            if token.sort is not TokenKind.URL:
                self.job.diagnostics.append(_FAULTS[token.sort](token))
            elif in_link and number not in self.job.placed:
                # Not the address of the link itself, as <https://…> shows it.
                self.job.diagnostics.append(_nested_link(token.span))
            return token.shown

        changed = TOKEN.sub(put, text)
        return AtomicString(changed) if isinstance(text, AtomicString) else changed

    def link(self, placeholder: str, number: int, token: Token, *, in_link: bool) -> str:
        self.job.placed.add(number)
        if in_link:
            self.job.diagnostics.append(_nested_link(token.span))
            return ""
        if not token.target:
            message = "this link leads nowhere"
            hint = "write [[id]] or [[id|text]]"
            self.job.diagnostics.append(error("link-empty", token.span, message, hint))
            return ""
        return placeholder

    # Attributes

    def attributes(self, element: Element) -> None:
        for name, value in element.items():
            element.set(name, self.attribute(name, value))
        if not element.get("title", "-"):
            del element.attrib["title"]
        if element.tag in ("td", "th") and "style" in element.attrib:
            align = element.attrib.pop("style").removeprefix("text-align: ").rstrip(";")
            element.set("class", f"align-{align}")
        if element.tag == "a" and element.get("href", "").lower().startswith("http"):
            element.set("rel", "external")
        self.size += sum(map(len, element.attrib.values()))
        if self.size > MAX_HTML:
            message = "abbreviations or references repeat too much text"
            hint = "shorten their titles"
            raise TooMuch(error("markdown-limit", self.job.start, message, hint))

    def attribute(self, name: str, value: str) -> str:
        """The value without escapes and tokens; an address that is safe, or "#"."""
        value = _ESCAPE.sub(lambda match: chr(int(match[1])), value)
        places: list[Span] = []

        def put(match: re.Match[str]) -> str:
            number, token = self.job.token(match)
            self.job.placed.add(number)
            places.append(token.span)
            if token.sort is TokenKind.LINK:
                self.job.diagnostics.append(_lost_link(token))
            return token.source

        value = TOKEN.sub(put, value)
        if name != "href":
            return value
        if places and (hidden := INVISIBLE.search(value)):
            self.job.diagnostics.append(_hidden_in_address(hidden[0], places[0]))
        address = _SKIPPED.sub("", _REFERENCE.sub(lambda match: html.unescape(match[0]), value))
        if not _SCHEME.match(address):
            span = places[0] if places else self.job.start
            self.job.diagnostics.append(_bad_address(address, span))
            address = "#"
        # The writer leaves alone what looks like a character reference; nothing in here is one.
        return address.replace("&", "&amp;")

    # Headings

    def heading(self, element: Element) -> None:
        element.tag = f"h{self._depth(int(element.tag[1]))}"
        words = "".join(_plain(element))
        words = _ESCAPE.sub(lambda match: chr(int(match[1])), words)
        words = TOKEN.sub(lambda match: _said(self.job.token(match)[1]), words)
        words = unicodedata.normalize("NFC", html.unescape(words)).casefold()
        slug = "-".join(re.findall(r"\w+", words)).replace("_", "-")[:100].strip("-")
        element.set("id", self._own_id(f"{HEADING_PREFIX}{slug or 'section'}"))

    def _depth(self, level: int) -> int:
        """Below the page's own title, one step down at a time, whatever levels the editor uses."""
        above = self.job.heading_levels
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        return min(len(above) + 1, 6)

    def _own_id(self, base: str) -> str:
        """The id, numbered from 2 where others have it already."""
        taken = self.job.heading_ids
        candidate = base
        while candidate in taken:
            taken[base] += 1
            candidate = f"{base}-{taken[base]}"
        taken[candidate] = 1
        return candidate


def _own_text(element: Element) -> Iterator[str]:
    """What stands in a paragraph, but for what other paragraphs within it hold."""
    yield element.text or ""
    for child in element:
        if child.tag in _INLINE:
            yield from _own_text(child)
        yield child.tail or ""


def _plain(element: Element) -> list[str]:
    """The words of a heading, without the numbers of footnotes."""
    parts = [element.text or ""]
    for child in element:
        if child.tag != "sup":
            parts += _plain(child)
        parts.append(child.tail or "")
    return parts


def _said(token: Token) -> str:
    return token.label or token.target.rpartition(":")[2]


# Faults


def _nested_link(span: Span) -> Diagnostic:
    message = "a link cannot stand within another link"
    return error("link-nested", span, message, "put one after the other")


def _lost_link(token: Token) -> Diagnostic:
    message = "no link can stand here"
    return error("link-misplaced", token.span, message, "links stand in running text")


def unplaced_links(job: Job) -> list[Diagnostic]:
    """An error for each link that Markdown swallowed, as in a definition that nothing uses."""
    return [
        _lost_link(token)
        for number, token in enumerate(job.tokens)
        if token.sort is TokenKind.LINK and number not in job.placed
    ]


def _undefined_footnote(token: Token) -> Diagnostic:
    message = "there is no such footnote in this body"
    return error("footnote-unknown", token.span, message, "add a line that begins [^…]: with it")


def _undefined_address(token: Token) -> Diagnostic:
    message = "no line below gives this label an address, so that no link is made"
    hint = "write [text](https://…), or [[id|text]] for a thing in the archive"
    return warning("link-as-text", token.span, message, hint)


def _bad_address(address: str, span: Span) -> Diagnostic:
    hint = "write the whole address with https://, or [[id]] for a thing in the archive"
    scheme = _FOUND_SCHEME.match(address)
    if not address:
        return error("link-address", span, "this link has no address", hint)
    if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
        message = f'links cannot use "{scheme[1]}:"'
        return error("link-address", span, message, "use https:, http: or mailto:")
    return error("link-address", span, "this address is not a whole one", hint)


def _hidden_in_address(character: str, span: Span) -> Diagnostic:
    message = f"{name_character(character)} may not stand in an address"
    hint = "delete it: it cannot be seen, and comes from copying; copy the address anew"
    return error("bad-character", span, message, hint)


def _open_link(token: Token) -> Diagnostic:
    message = "[[ without a ]] that goes with it"
    hint = r"write [[id]] or [[id|text]]; for the two characters, \[["
    return error("link-open", token.span, message, hint)


def _picture(token: Token) -> Diagnostic:
    hint = r"link to it: [text](https://…); for the two characters, !\["
    return error("image", token.span, "bodies hold no pictures", hint)


def _raw_html(token: Token) -> Diagnostic:
    hint = r"use Markdown; write \< where the character itself is meant"
    return warning("raw-html", token.span, "HTML is shown as text", hint)


def _character(token: Token) -> Diagnostic:
    message = "this character is not allowed in a text"
    return error("character", token.span, message, "take it out")


def _reference(token: Token) -> Diagnostic:
    return character_reference(token.target, token.span)


# What marks a place only, what follows it where it did not become what it looked like, and what
# is wrong with that.
_UNSEEN: Mapping[TokenKind, tuple[str, Callable[[Token], Diagnostic] | None]] = {
    TokenKind.NOTHING: ("", None),
    TokenKind.FOOTNOTE: ("[^", _undefined_footnote),
    TokenKind.REFERENCE: ("][", _undefined_address),
    TokenKind.ENTITY: ("&", _reference),
}
_FAULTS = {
    TokenKind.OPEN_LINK: _open_link,
    TokenKind.PICTURE: _picture,
    TokenKind.HTML: _raw_html,
    TokenKind.CHARACTER: _character,
}
