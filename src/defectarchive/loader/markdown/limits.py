"""How much Markdown one body may hold: what converts in about a second, judged by the text alone.

Several of the converter's steps take time in the square of what a paragraph, list or table holds.
The limits bound that time; ordinary texts stay far below all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from defectarchive.diagnostics.diagnostic import Diagnostic, error
from defectarchive.loader.markdown.tokens import LineOffsets

# Blocks: runs of lines between empty ones. A block costs its lines squared, and the number of its
# special characters times its length; the sums over a body are limited.
MAX_BLOCKS = 8_000
MAX_LINE_COST = 8_000_000
MAX_MARK_COST = 8_000_000
MAX_CHARACTER_COST = 400_000_000
# Each level of a list or quote is a level of recursion.
MAX_DEPTH = 16
MAX_CELLS = 20_000
MAX_FOOTNOTE_MARKS = 1_000
MAX_ABBREVIATIONS = 200
# Whether a fence is closed is looked up in all that follows it, at each level of lists.
MAX_FENCES = 100
# Titles of abbreviations and references are repeated wherever they are used.
MAX_HTML = 2_000_000

_SPLIT = "divide it with empty lines, or shorten it"
_MARKS = re.compile(r"[\[*_`]")
_CHARACTERS = re.compile(r"[\\\[\]*_`<&(!]|  \n")
_RULE = re.compile(r"[ ]*(?:(?:-[ ]*)+|(?:\*[ ]*)+|(?:_[ ]*)+)")
_PREFIX = re.compile(r"(?:[ ]*(?:>|[-+*](?=[ ])|\d+\.(?=[ ])))*[ ]*")
_FENCE = r"(?m)^[ ]*(?:(?:>|[-+*]|\d+\.)[ ]*)*+(?:```|~~~)"
_MARKER = re.compile(r">|[-+*]|\d+\.")


@dataclass(slots=True)
class _Spent:
    blocks: int = 0
    line_cost: int = 0
    mark_cost: int = 0
    character_cost: int = 0
    cells: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)

    def add(self, block: list[str]) -> tuple[str, str] | None:
        """Counts the block in; message and remedy where that is too much."""
        text = "\n".join(block)
        marks = len(_MARKS.findall(text))
        pipes = max(line.count("|") for line in block)
        self.blocks += 1
        self.line_cost += len(block) ** 2
        self.mark_cost += marks * len(text)
        self.character_cost += len(_CHARACTERS.findall(text)) * len(text)
        self.cells += (pipes + 1) * len(block) if pipes else 0
        if self.blocks > MAX_BLOCKS:
            return f"a body has at most {MAX_BLOCKS:,} paragraphs", "make fewer, longer ones"
        if self.line_cost > MAX_LINE_COST:
            return f"too many lines without an empty line ({len(block):,} from here)", _SPLIT
        if self.mark_cost > MAX_MARK_COST:
            return f"too many [ * _ ` in one paragraph, list or table ({marks:,} from here)", _SPLIT
        if self.character_cost > MAX_CHARACTER_COST:
            return "too many special characters in one paragraph, list or table", _SPLIT
        if self.cells > MAX_CELLS:
            return f"tables have at most {MAX_CELLS:,} cells in one body", "make the tables smaller"
        return None


def over_limits(blanked: str, lines: LineOffsets) -> Diagnostic | None:
    """The first limit that the body passes, if any."""
    found = _too_many(blanked, lines) or _too_deep(blanked, lines)
    if found is not None:
        return found
    spent = _Spent()
    for number, block in _blocks(blanked):
        fault = spent.add(block)
        if fault is not None:
            start = lines.starts[number]
            span = lines.span(start, start + len(block[0]))
            return error("markdown-limit", span, *fault)
    return None


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not empty, each with the number of its first line, from 0."""
    block: list[str] = []
    number = 0
    for number, line in enumerate((*text.split("\n"), "")):
        if line.strip(" \t"):
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _too_many(text: str, lines: LineOffsets) -> Diagnostic | None:
    for opening, limit, what in (
        (r"\[\^", MAX_FOOTNOTE_MARKS, "footnotes and references to them"),
        (r"\*\[", MAX_ABBREVIATIONS, "*[ (abbreviations)"),
        (_FENCE, 2 * MAX_FENCES, "lines of ``` or ~~~"),
    ):
        places = [match.end() - 2 for match in islice(re.finditer(opening, text), limit + 1)]
        if len(places) > limit:
            start = places[-1]
            message = f"a body has at most {limit:,} {what}"
            return error("markdown-limit", lines.span(start, start + 2), message, "use fewer")
    return None


def _too_deep(text: str, lines: LineOffsets) -> Diagnostic | None:
    for number, line in enumerate(text.split("\n")):
        if line[:1] not in " \t>-+*0123456789":
            continue
        spaced = line.expandtabs(4)
        prefix = _PREFIX.match(spaced)
        if prefix is None or _RULE.fullmatch(spaced):
            continue
        depth = len(_MARKER.findall(prefix[0])) + prefix[0].count("    ")
        if depth > MAX_DEPTH and spaced.strip():
            start = lines.starts[number]
            message = f"lists, quotes and indents go at most {MAX_DEPTH} levels deep"
            span = lines.span(start, start + len(line))
            return error("markdown-limit", span, message, "take some levels away")
    return None
