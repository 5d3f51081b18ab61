"""Text → values with positions; the only reader of YAML.

Plain `true`, `false`, `null`, integers and floats have typed values; every other scalar is text.
All scalars keep their text as written, because a title may be 1984.
Anchors, aliases, tags, merge keys and duplicate keys are errors.

Nodes are built from parse events. PyYAML's own `compose` recurses in C and would crash the process
on deep nesting; and one pass over events is faster than checking the depth before composing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingOf
from typing import Any

import yaml

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error
from defectarchive.diagnostics.results import Result
from defectarchive.frozen import Frozen
from defectarchive.loader.source_file import FORBIDDEN, name_character
from defectarchive.loader.yaml.repair import repair
from defectarchive.loader.yaml.syntax_errors import (
    COMMENT,
    SPACE,
    SyntaxFault,
    cut_short,
    explain,
    has_wrong_space,
    invisible,
    wrong_space,
    wrong_spaces,
)

MAX_DEPTH = 20

# libyaml's events; the type stubs leave their places and styles out.
_Event = Any

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]{0,17})(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS = {"": None, "null": None, "true": True, "false": False}

# libyaml breaks lines at U+2028 and U+2029 and refuses U+FEFF. While it reads, these stand as
# noncharacters, of which no text holds any after `read_text`.
_HIDE = str.maketrans({"\u2028": "\ufdd0", "\u2029": "\ufdd1", "\ufeff": "\ufdd2"})
_SHOW = str.maketrans({"\ufdd0": "\u2028", "\ufdd1": "\u2029", "\ufdd2": "\ufeff"})
# Characters that an escape may not produce: those that no file, and no front matter, may hold.
_ESCAPED = re.compile(f"{FORBIDDEN.pattern}|[\ufffd\u200b]")
_SPACES = re.compile(SPACE)
_UNSEEN = re.compile(rf"\u200b|^{SPACE}+|{SPACE}+$")
# A wrong space within a key, or right after the colon, where it keeps YAML from seeing the key.
_SPACES_IN_KEY = re.compile(rf"^[^:]*:?({SPACE})")
_HIDDEN = re.compile("[\u2028\u2029\ufeff]")


class Scalar(Frozen, frozen=True):
    """One word, number or text. `text` is as written, without quotes; `plain`: it had none."""

    text: str
    span: Span
    plain: bool

    @property
    def value(self) -> bool | int | float | str | None:
        """None, a bool or a number where a plain scalar is written as one; else the text."""
        if not self.plain:
            return self.text
        if self.text in _WORDS:
            return _WORDS[self.text]
        if _INTEGER.fullmatch(self.text):
            return int(self.text)
        if _FLOAT.fullmatch(self.text):
            return float(self.text)
        return self.text

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in ("", "null")

    def part(self, start: int, end: int) -> Span:
        """The place of text[start:end]; of the whole scalar if escapes or folding hide that."""
        span = self.span
        width = span.end - span.column
        quote = 0 if self.plain else 1
        if width != len(self.text) + 2 * quote:
            return span
        column = span.column + quote + start
        return Span(span.path, span.line, column, max(column + 1, span.column + quote + end))


class Sequence(Frozen, frozen=True):
    """A list. `flow`: written in brackets."""

    items: tuple[Node, ...]
    span: Span
    flow: bool


class MappingEntry(Frozen, frozen=True):
    """One `key: value`, with the place of the key."""

    key: str
    key_span: Span
    value: Node


class Mapping(Frozen, frozen=True):
    """Keys and values in the order of the file. `flow`: written in braces."""

    entries: dict[str, MappingEntry]
    span: Span
    flow: bool


Node = Scalar | Sequence | Mapping


def parse_yaml(text: str, path: str, first_line: int = 1) -> Result[Node | None]:
    """The root node, or None where nothing can be read; and the diagnostics.

    `first_line` is the line of the file on which `text` begins. An empty document is a null.
    """
    hidden = _HIDDEN.search(text) is not None
    readable = text.translate(_HIDE) if hidden else text
    lines = readable.split("\n")
    node, builder, fault = _read(readable, path, first_line, {}, hidden=hidden)
    spaces = wrong_spaces(text, path, first_line, builder.continued)
    if spaces and fault is not None:
        lines = _with_ordinary_spaces(lines, spaces, first_line)
        readable = "\n".join(lines)
        node, builder, fault = _read(readable, path, first_line, {}, hidden=hidden)
    found = builder.found
    faults: tuple[SyntaxFault, ...] = ()
    if fault is not None:
        repaired, faults = repair(lines)
        if repaired is not None:
            readable = "\n".join(repaired.lines)
            node, builder, _ = _read(readable, path, first_line, repaired.shifts, hidden=hidden)
            found += builder.found
    # An alias may also cause a syntax error on its line: report one mistake once.
    told = {fault.span.line for fault in found if fault.is_error}
    syntax = [_told(fault, lines, path, first_line) for fault in faults]
    found += [
        *invisible(text, path, first_line),
        *spaces,
        *(fault for fault in syntax if fault.span.line not in told),
    ]
    return node, tuple(dict.fromkeys(found))


def _with_ordinary_spaces(
    lines: list[str], spaces: Iterable[Diagnostic], first_line: int
) -> list[str]:
    """The lines with ordinary spaces for wrong ones, so that other mistakes are found too."""
    lines = list(lines)
    for fault in spaces:
        number = fault.span.line - first_line
        before, after = (
            lines[number][: fault.span.column - 1],
            lines[number][fault.span.column - 1 :],
        )
        rest = after.lstrip()
        lines[number] = before + " " * (len(after) - len(rest)) + rest
    return lines


SYNTAX = "yaml-syntax"
"""The code of every YAML syntax error."""
_BREAKING = {SYNTAX, "bad-space"}


def without_consequences(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file, without those that a syntax error may have caused.

    These are missing fields anywhere, and everything else on the lines of the error.
    """
    broken = {fault.span.line for fault in found if fault.code in _BREAKING}
    if not broken:
        return found
    return tuple(
        fault
        for fault in found
        if fault.code in _BREAKING
        or (fault.code != "missing-field" and fault.span.line not in broken)
    )


def _read(
    text: str, path: str, first_line: int, shifts: MappingOf[int, int], *, hidden: bool
) -> tuple[Node | None, _Builder, SyntaxFault | None]:
    """The root node, its builder, and the syntax error, if any.

    `shifts`: by line number, how many columns a repair moved the line to the right.
    """
    parser = yaml.CSafeLoader(text)
    lines = text.split("\n")
    builder = _Builder(parser, lines, path, first_line, shifts, hidden=hidden)
    try:
        return builder.document(), builder, None
    except yaml.MarkedYAMLError as problem:
        return None, builder, explain(problem, lines)
    except _TooDeepError:
        return None, builder, None
    finally:
        parser.dispose()


def _told(fault: SyntaxFault, lines: list[str], path: str, first_line: int) -> Diagnostic:
    line = min(max(fault.line, 0), len(lines) - 1)
    column = min(max(fault.column, 0), len(lines[line])) + 1
    span = Span(path, line + first_line, column, column + 1)
    return error("yaml-syntax", span, fault.message, fault.hint)


class _TooDeepError(Exception):
    """Nesting beyond MAX_DEPTH; the diagnostic is with the builder."""


class _Builder:
    """Events of one document → nodes."""

    def __init__(
        self,
        parser: yaml.CSafeLoader,
        lines: list[str],
        path: str,
        first_line: int,
        shifts: MappingOf[int, int],
        *,
        hidden: bool,
    ) -> None:
        self._next: Callable[[], _Event] = parser.get_event
        self._lines = lines
        self._path = path
        self._offset = first_line
        self._shifts = shifts
        self._hidden = hidden
        # Most texts have neither, so one look at the whole saves looking at each value.
        text = "\n".join(lines)
        self._comments = COMMENT.search(text) is not None
        self._wrong_spaces = has_wrong_space(text)
        self.found: list[Diagnostic] = []
        # Numbers, from 0, of lines that continue a text from an earlier line.
        self.continued: set[int] = set()
        # Items after the one just read that should have begun with a hyphen.
        self._without_hyphen: list[Mapping] = []

    def document(self) -> Node:
        self._next()  # the stream's start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return Scalar("", Span(self._path, self._offset), plain=True)
        root = self._node(self._next(), 1)
        self._next()  # the document's end
        following = self._next()
        if not isinstance(following, yaml.StreamEndEvent):
            hint = "a file holds one document: delete this line, or the part that follows it"
            span = self._span(following)
            self.found.append(error("yaml-syntax", span, "a second document begins here", hint))
        return root

    def _node(self, event: _Event, depth: int, *, in_list: bool = False) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            hint = f'to mean the text itself, quote it: "*{event.anchor}"'
            message = "a word that begins with * is an alias in YAML, and aliases are not read here"
            return self._refused(event, "yaml-alias", message, hint)
        if depth > MAX_DEPTH:
            message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
            hint = "no file of an archive needs that: look for stray brackets or hyphens"
            self.found.append(error("too-deep", self._span(event), message, hint))
            raise _TooDeepError
        self._check_properties(event)
        span, flow = self._span(event), bool(event.flow_style)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(event := self._next(), yaml.SequenceEndEvent):
                items.append(self._node(event, depth + 1, in_list=not flow))
                items += self._without_hyphen
                self._without_hyphen = []
            return Sequence(tuple(items), self._to_end(span, event, flow=flow), flow)
        return self._mapping(span, depth, flow=flow, in_list=in_list)

    def _mapping(self, span: Span, depth: int, *, flow: bool, in_list: bool) -> Mapping:
        """A mapping. If a list item's first key occurs again, the next item lacks its hyphen."""
        parts: list[tuple[Span, dict[str, MappingEntry]]] = [(span, {})]
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            entries = parts[-1][1]
            if self._wrong_spaces and isinstance(key, Scalar):
                self._check_spaces(key, value)
            if in_list and isinstance(key, Scalar) and key.text == next(iter(entries), None):
                hint = "if another item begins here, write `- ` before it; else keep one of the two"
                self._twice(key, entries, hint)
                parts.append((key.span, {key.text: MappingEntry(key.text, key.span, value)}))
            else:
                self._enter(key, value, entries)
        self._without_hyphen = [Mapping(entries, start, flow) for start, entries in parts[1:]]
        return Mapping(parts[0][1], self._to_end(span, event, flow=flow), flow)

    def _enter(self, key: Node, value: Node, entries: dict[str, MappingEntry]) -> None:
        if not isinstance(key, Scalar):
            hint = "a key is one word; text that begins with [ or { must be quoted"
            self.found.append(error("bad-key", key.span, "a key cannot be a list or mapping", hint))
        elif not key.text:
            hint = "write the key before the colon"
            self.found.append(error("bad-key", key.span, "a key is missing before the colon", hint))
        elif key.plain and key.text == "<<":
            hint = "write the keys out where they belong"
            message = "the merge key << is not read here"
            self.found.append(error("yaml-merge", key.span, message, hint))
        elif key.text in entries:
            self._twice(key, entries, "keep one of the two, or put both values into one")
        else:
            # Invisible characters are reported elsewhere; here they must not make the key unknown.
            name = _UNSEEN.sub("", key.text)
            entries[name] = MappingEntry(name, key.span, value)

    def _check_spaces(self, key: Scalar, value: Node) -> None:
        """Report characters in a pair that look like spaces, but are none to YAML."""
        if key.plain and (space := _SPACES_IN_KEY.search(key.text)):
            self.found.append(wrong_space(key.part(*space.span(1)), space[1]))
        if isinstance(value, Scalar) and value.plain and (space := _SPACES.match(value.text)):
            self.found.append(wrong_space(value.part(*space.span()), space[0]))

    def _twice(self, key: Scalar, entries: dict[str, MappingEntry], hint: str) -> None:
        first = entries[key.text].key_span.line
        message = f"`{_short(key.text)}` stands here a second time; the first is on line {first}"
        self.found.append(error("duplicate-key", key.span, message, hint))

    def _scalar(self, event: _Event) -> Scalar:
        text = event.value
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event)
        if self._hidden:
            text = text.translate(_SHOW)
        span = self._span(event)
        first, last = event.start_mark.line, event.end_mark.line
        if last > first:
            # A block of text ends where the next line begins.
            self.continued.update(range(first + 1, last + (event.end_mark.column > 0)))
        if self._comments and event.style == "":
            self._check_comment(event)
        # Escapes such as "\0" bring back what the file itself may not hold.
        if event.style == '"' and (bad := _ESCAPED.search(text)):
            written = "\n".join(self._lines[first : last + 1])
            if FORBIDDEN.search(text) or bad[0] not in written:
                message = f"this text holds {name_character(bad[0])}, written as an escape"
                hint = "delete the escape, a backslash and what belongs to it"
                self.found.append(error("bad-character", span, message, hint))
            text = FORBIDDEN.sub("\ufffd", text)
        return Scalar(text, span, event.style == "")

    def _check_comment(self, event: _Event) -> None:
        """Warns where a comment that looks like text cuts a value short."""
        end = event.end_mark
        line = self._lines[end.line] if end.line < len(self._lines) else ""
        comment = COMMENT.match(line, end.column)
        if comment is not None:
            lost = Span(
                self._path, end.line + self._offset, comment.start(1) + 1, len(line.rstrip()) + 1
            )
            self.found.append(cut_short(lost))

    def _check_properties(self, event: _Event) -> None:
        if event.anchor is not None:
            message = (
                "a word that begins with & is an anchor in YAML, and anchors are not read here"
            )
            hint = "to mean the text itself, put the whole value in quotes"
            self._refused(event, "yaml-anchor", message, hint)
        if getattr(event, "tag", None) is not None:
            message = "a word that begins with ! is a tag in YAML, and tags are not read here"
            hint = "to mean the text itself, put the whole value in quotes"
            self._refused(event, "yaml-tag", message, hint)

    def _refused(self, event: _Event, code: str, message: str, hint: str) -> Scalar:
        """Report YAML that is not allowed here; the scalar stands in for an alias."""
        span = self._span(event)
        self.found.append(error(code, span, message, hint))
        return Scalar(f"*{event.anchor}", span, plain=False)

    def _span(self, event: _Event) -> Span:
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column + 1
        if end.line == line:
            last = end.column + 1
        else:
            last = len(self._lines[line].rstrip()) + 1 if line < len(self._lines) else column
        shift = self._shifts.get(line, 0)
        column = max(1, column - shift)
        return Span(self._path, line + self._offset, column, max(last - shift, column + 1))

    def _to_end(self, span: Span, event: _Event, *, flow: bool) -> Span:
        """A collection's span: to its closing bracket where that is on the line, or its line."""
        line = span.line - self._offset
        shift = self._shifts.get(line, 0)
        if flow and event.end_mark.line == line:
            end = event.end_mark.column + 1 - shift
            return Span(span.path, span.line, span.column, end)
        if line >= len(self._lines):
            return span
        last = len(self._lines[line].rstrip()) + 1 - shift
        return Span(span.path, span.line, span.column, max(span.column + 1, last))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"
