"""Markdown bodies to safe HTML, cut at their links to things in the archive.

Python-Markdown does the converting. Around it: limits, so that no text can hang it
(`markdown_limits`); tokens, so that every fault and link has its place (`markdown_tokens`); a last
pass over the tree (`markdown_tree`); and nh3 with a list of what may come through at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import nh3
from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import AutomailInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from defectarchive.diagnostics.diagnostic import Span, error, in_order, warning
from defectarchive.diagnostics.results import Result
from defectarchive.loader.markdown import blocks, tree
from defectarchive.loader.markdown.emphasis import Emphasis
from defectarchive.loader.markdown.limits import over_limits
from defectarchive.loader.markdown.list_runs import Reader
from defectarchive.loader.markdown.months import month_after_number
from defectarchive.loader.markdown.tokens import (
    TOKEN,
    LineOffsets,
    Token,
    TokenKind,
    is_barred,
    token_number,
    token_text,
    tokenise,
)
from defectarchive.model.records import Body, BodyLink

_NUMERIC = re.compile(r"&#[0-9A-Za-z]+;")
_LABEL = re.compile(r"[\w-]{1,50}")
_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "pre", "code"),
    *("em", "strong", "a", "abbr", "sup", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "abbr": {"title"},
    "ol": {"start"},
    **{tag: {"id"} for tag in ("li", "sup", "h2", "h3", "h4", "h5", "h6")},
}
_ALIGNED = {"align-left", "align-center", "align-right"}
_CLASSES = {
    "a": {tree.FOOTNOTE_REF, tree.FOOTNOTE_BACKREF},
    "div": {"footnote"},
    "td": _ALIGNED,
    "th": _ALIGNED,
}


# What stands in every match of a pattern of the library, by the pattern's name. Most texts hold few
# of these, and searching them for all patterns would take a third of the time.
_INLINE_TRIGGERS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "short_reference": "[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
}
_BLOCK_TRIGGERS = {
    "hashheader": "#",
    "quote": ">",
    "footnote": "[^",
    "abbr": "*[",
    "reference": "[",
}


def convert_body(
    text: str, path: str, first_line: int, languages: tuple[str, ...] = ()
) -> Result[Body]:
    """The body as HTML, and what is wrong with it.

    `text` has LF line ends and neither control nor noncharacters. `first_line` is the number of
    its first line within the file `path`, from 1. `languages`: the one that it is written in
    first, then others whose dates may stand in it.
    """
    if not text.strip():
        return Body(), ()
    lines = LineOffsets.of(text, path, first_line)
    marked, blanked, tokens = tokenise(lines)
    limit = over_limits(blanked, lines)
    if limit is not None:
        return Body(), (limit,)
    try:
        written, job = _engine().convert_marked(marked, lines, tokens, languages)
    except tree.TooMuch as too_much:
        # The engine stopped half-way and may be left in any state.
        _engine.cache_clear()
        return Body(), (too_much.diagnostic,)
    safe = nh3.clean(
        _NUMERIC.sub(_guarded, written) if "&#" in written else written,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    faults = (*job.diagnostics, *tree.unplaced_links(job))
    return _cut(safe, tokens), in_order(faults)


def _guarded(match: re.Match[str]) -> str:
    """A reference to a character that no text may hold, as text.

    Only here can none hide from it, behind an escape for one; it could even forge a token.
    """
    return f"&amp;{match[0][1:]}" if is_barred(match[0]) else match[0]


def _cut(safe: str, tokens: tuple[Token, ...]) -> Body:
    pieces = TOKEN.split(safe)
    placed = [tokens[token_number(digits)] for digits in pieces[1::2]]
    links = tuple(BodyLink(token.target, token.label, token.span) for token in placed)
    return Body(tuple(pieces[::2]), links)


class _Guarded:
    """A compiled pattern that is not tried on texts without its trigger."""

    def __init__(self, pattern: re.Pattern[str], trigger: str) -> None:
        self.match = pattern.match
        self._find, self._search = pattern.finditer, pattern.search
        self._trigger = trigger

    def finditer(self, text: str, start: int = 0) -> Iterable[re.Match[str]]:
        return self._find(text, start) if self._trigger in text else ()

    def search(self, text: str) -> re.Match[str] | None:
        return self._search(text) if self._trigger in text else None


class _Engine(Markdown):
    """Python-Markdown as we use it, and the body that it is at work on."""

    def __init__(self) -> None:
        self.job = tree.Job(Span(""), ())
        self.source = LineOffsets.of("", "", 1)
        self.reader = Reader(None)
        self.nothing = ""
        self._places: dict[str, list[int]] = {}
        self.notes = _Footnotes(self)
        super().__init__(
            extensions=[self.notes, "tables", "abbr"],
            output_format="html",
        )
        blocks.register(self)
        self.preprocessors.deregister("html_block")
        # Raw HTML is text here, character references pass through by themselves, and bodies hold
        # no pictures.
        for name in ("html", "entity", "image_link", "image_reference", "short_image_ref"):
            self.inlinePatterns.deregister(name)
        self.inlinePatterns.register(Emphasis(self), "em_strong", 60)
        self.inlinePatterns.register(_Mail(r"<([^<> !]+@[^@<> ]+)>", self), "automail", 110)
        self.ESCAPED_CHARS = [*self.ESCAPED_CHARS, '"', "'", "<"]
        self._guard()
        # After the footnotes are built (50) and before text is converted (20).
        self.treeprocessors.register(_FillFootnotes(self), "fill-footnotes", 45)
        self.treeprocessors.register(_CheckDepth(self), "check-depth", 19.5)
        # After abbreviations (7), before escaped characters return (0), so that they are not set.
        self.treeprocessors.register(_Finish(self), "finish", 3)

    def _guard(self) -> None:
        """Let no pattern search a text in which it cannot find anything."""
        for name, trigger in _INLINE_TRIGGERS.items():
            pattern: Any = self.inlinePatterns[name]
            pattern.compiled_re = _Guarded(pattern.compiled_re, trigger)
        for name, trigger in _BLOCK_TRIGGERS.items():
            processor: Any = self.parser.blockprocessors[name]
            processor.RE = _Guarded(processor.RE, trigger)

    def convert_marked(
        self,
        marked: str,
        lines: LineOffsets,
        tokens: tuple[Token, ...],
        languages: tuple[str, ...] = (),
    ) -> tuple[str, tree.Job]:
        self.reset()
        self.source = lines
        start = Span(lines.path, lines.first_line)
        self.nothing = token_text(len(tokens))
        self.job = tree.Job(start, (*tokens, Token(TokenKind.NOTHING, "", start)))
        self.job.language = next(iter(languages), self.job.language)
        self.reader = Reader(month_after_number(languages))
        self._places = {}
        return self.convert(marked), self.job

    def fence_is_open(self, line: str) -> None:
        message = "this fence is never closed, and stands in the text"
        hint = f"close it with a line of {line.strip()[:3]}, or indent code by four spaces"
        self.job.diagnostics.append(warning("fence-open", self._place(line), message, hint))

    def too_many_cells(self, row: str, cells: int, columns: int) -> None:
        message = f"this row has {cells} cells, and the head of the table {columns}"
        hint = r"give the head as many, or write \| where the sign itself is meant"
        self.job.diagnostics.append(error("table-cells", self._place(row), message, hint))

    def _place(self, line: str) -> Span:
        """Where a line stands that has lost what it was indented by; each time, the next alike."""
        if not self._places:
            for number, known in enumerate(self.source.text.expandtabs(4).split("\n")):
                self._places.setdefault(_bare(known), []).append(number)
        words = _bare(TOKEN.sub(lambda match: self.job.token(match)[1].source, line))
        numbers = self._places.get(words)
        if not numbers:
            return self.job.start
        number = numbers.pop(0) if len(numbers) > 1 else numbers[0]
        start = self.source.starts[number]
        end = self.source.text.find("\n", start)
        text = self.source.text[start : end if end >= 0 else None]
        first = len(text) - len(_BEFORE_WORDS.sub("", text.lstrip(), count=1))
        return self.source.span(start + first, start + len(text.rstrip()))

    def footnote_place(self, label: str, *, last: bool) -> Span:
        """Where the footnote is defined, for the last or the first time."""
        found = list(re.finditer(re.escape(f"[^{label}]:"), self.source.text))
        if not found:
            return self.job.start
        return self.source.span(*found[-1 if last else 0].span())


_BEFORE_WORDS = re.compile(r"(?:[ ]|>|[-+*][ ]|[0-9]+\.[ ])*")


def _bare(line: str) -> str:
    """The line without what puts it into a quotation or list."""
    return _BEFORE_WORDS.sub("", line, count=1).rstrip(" ")


@cache
def _engine() -> _Engine:
    """Building one takes as long as converting a body, so that all share one."""
    return _Engine()


class _Footnotes(FootnoteExtension):
    """Footnotes numbered as they are referred to, each defined once and with a plain label."""

    def __init__(self, engine: _Engine) -> None:
        self.engine = engine
        self.building = False
        super().__init__(
            SEPARATOR="-",
            USE_DEFINITION_ORDER=False,
            # Words belong in templates: a sign alone leads back.
            BACKLINK_TITLE="",
            BACKLINK_TEXT="↩",
            # Footnotes go to the end, whatever the text says: nobody types this.
            PLACE_MARKER="\ufddf",
        )

    def reset(self) -> None:
        self.building = False
        super().reset()

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802 -- the library's name
        self.building = True
        return super().makeFootnotesDiv(root)

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802 -- the library's names
        job = self.engine.job
        if self.building:
            span = self.engine.footnote_place(id, last=True)
            message = "a footnote is defined within another"
            job.diagnostics.append(error("footnote-nested", span, message, "give it its own line"))
            return
        if id in self.footnotes:
            span = self.engine.footnote_place(id, last=True)
            hint = "give one of them another label"
            job.diagnostics.append(error("footnote-twice", span, "two footnotes [^…] alike", hint))
        elif not _LABEL.fullmatch(id):
            span = self.engine.footnote_place(id, last=False)
            message = "a footnote's label has letters, digits and hyphens, 50 at most"
            job.diagnostics.append(error("footnote-label", span, message, "as in [^1] or [^note]"))
        super().setFootnote(id, text)


class _FillFootnotes(Treeprocessor):
    """A footnote without text has no paragraph, and the library then trips over it."""

    md: _Engine

    def run(self, root: Element) -> None:
        footnotes = root.find("div[@class='footnote']/ol")
        if footnotes is None:
            return
        for item, label in zip(footnotes, self.md.notes.footnotes, strict=True):
            if len(item) == 0:
                span = self.md.footnote_place(label, last=False)
                fault = error("footnote-empty", span, "this footnote has no text", "write one")
                self.md.job.diagnostics.append(fault)
                backlink = SubElement(SubElement(item, "p"), "a", {"class": tree.FOOTNOTE_BACKREF})
                backlink.set("href", f"#fnref-{label}")


class _CheckDepth(Treeprocessor):
    md: _Engine

    def run(self, root: Element) -> None:
        tree.check_depth(root, self.md.job)


class _Finish(Treeprocessor):
    md: _Engine

    def run(self, root: Element) -> None:
        job, notes = self.md.job, self.md.notes
        job.referenced = dict.fromkeys(notes.used_refs, 1)
        for label in notes.footnotes:
            if label not in notes.footnote_order:
                span = self.md.footnote_place(label, last=False)
                message = "nothing refers to this footnote"
                hint = f"write [^{label}] where it belongs"
                job.diagnostics.append(warning("footnote-unused", span, message, hint))
        tree.finish(root, job)


class _Mail(AutomailInlineProcessor):
    """Addresses as they are: the library's own spells them in character references."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- the library's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 -- the library passes it
    ) -> tuple[Element, int, int]:
        address = self.unescape(m[1]).removeprefix("mailto:")
        link = Element("a", {"href": f"mailto:{address}"})
        link.text = AtomicString(address)
        return link, m.start(0), m.end(0)
