"""A Markdown file → its front matter as nodes, and its body."""

from __future__ import annotations

import re

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error
from defectarchive.diagnostics.results import Result
from defectarchive.frozen import Frozen
from defectarchive.loader.markdown.convert import convert_body
from defectarchive.loader.source_file import SourceFile, read_text
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.fields import bad_id
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import Scalar, parse_yaml
from defectarchive.model.ids import ID_LENGTH, is_id, slug
from defectarchive.model.records import Body

MAX_FRONT_MATTER = 256 * 1024
"""The largest front matter, in bytes, without its two lines of hyphens."""
MAX_BODY = 128 * 1024
"""The largest body, in bytes."""

FENCE = re.compile(r"---[ \t]*")


class Document(Frozen, frozen=True):
    """A Markdown file, split. `fields` is None where the front matter cannot be read.

    `id`: the file name without `.md`, turned into an id if it is none. `span`: the file's first
    line. `text`: the whole file, with LF line ends. `yaml`: the text of the front matter, which
    begins on line 2. `diagnostics`: what was found so far; a reader of the fields returns these
    together with its own.
    """

    id: str
    span: Span
    fields: nodes.Mapping | None = None
    body: Body = Body()
    text: str = ""
    yaml: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


def read_document(file: SourceFile, languages: tuple[str, ...] = ("en",)) -> Document:
    """The file's parts, as far as they can be read.

    `languages`: those of the archive, beginning with the one that the body is in.
    """
    start = Span(file.path, 1, 1, 4)
    identifier, misnamed = _identify(file.path)
    text, unreadable = read_text(file)
    empty = Document(identifier, start, diagnostics=(*misnamed, *unreadable))
    if text is None:
        return empty
    lines = text.split("\n")
    closing = _closing_fence(lines, file.path)
    if isinstance(closing, Diagnostic):
        yaml = "\n".join(lines[1:])
        return replace(empty, yaml=yaml, diagnostics=(*empty.diagnostics, closing))
    yaml = "\n".join(lines[1:closing]) + "\n"
    fields, in_fields = _front_matter(yaml, file.path)
    rest = "\n".join(lines[closing + 1 :])
    body, in_body = read_body(rest, file.path, closing + 2, (*languages, *_own_language(fields)))
    found = (*empty.diagnostics, *in_fields, *in_body)
    return Document(identifier, start, fields, body, text, yaml, found)


def _identify(path: str) -> Result[str]:
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    if is_id(stem):
        return stem, ()
    remedy = f"rename the file to {folder}/"
    identifier = slug(stem)[:ID_LENGTH].strip("-")
    return identifier, (bad_id(stem, Span(path), remedy, ".md"),)


def _closing_fence(lines: list[str], path: str) -> int | Diagnostic:
    """The number of the line, from 0, that closes the front matter."""
    if not FENCE.fullmatch(lines[0]):
        span = Span(path, 1, 1, max(2, len(lines[0]) + 1))
        hint = "the first line must be --- (three hyphens), above the first `key: value`"
        return error("no-front-matter", span, "the file has no front matter", hint)
    for number, line in enumerate(lines):
        if number and line.startswith("---") and FENCE.fullmatch(line):
            return number
    hint = "write a line of three hyphens, ---, after the last `key: value`"
    message = "the front matter that opens here is never closed"
    return error("unclosed-front-matter", Span(path, 1, 1, 4), message, hint)


def _own_language(fields: nodes.Mapping | None) -> tuple[str, ...]:
    """The article's `language`, if given: the body may hold dates written in it."""
    entry = None if fields is None else fields.entries.get("language")
    return (entry.value.text,) if entry is not None and isinstance(entry.value, Scalar) else ()


def _front_matter(yaml: str, path: str) -> Result[nodes.Mapping | None]:
    start = Span(path, 1, 1, 4)
    if _larger(yaml, MAX_FRONT_MATTER):
        message = f"the front matter is larger than {MAX_FRONT_MATTER // 1024} KB"
        hint = "divide the events among more articles, or shorten their texts"
        return None, (error("too-large", start, message, hint),)
    node, faults = parse_yaml(yaml, path, first_line=2)
    if isinstance(node, Scalar) and node.is_null:
        return nodes.Mapping({}, start, flow=False), faults
    if node is None or isinstance(node, nodes.Mapping):
        return node, faults
    found = Found(faults)
    hint = "each line is a key, a colon, a space and the value"
    found.wrong_type(node, "front matter of `key: value` lines", hint)
    return None, found.diagnostics


def read_body(text: str, path: str, first_line: int, languages: tuple[str, ...]) -> Result[Body]:
    """Convert a body, which begins on `first_line` of its file and is in `languages[0]`."""
    if _larger(text, MAX_BODY):
        message = f"the body is larger than {MAX_BODY // 1024} KB"
        hint = "an archive holds a summary, not the article's text: shorten it"
        return Body(), (error("too-large", Span(path, first_line), message, hint),)
    return convert_body(text, path, first_line, languages)


def _larger(text: str, limit: int) -> bool:
    # A character has at most four bytes, so most texts are known to fit without encoding them.
    return len(text) * 4 > limit and len(text.encode()) > limit
