"""Runs of a list's items, found line by line before any of them is converted.

Only a whole run tells whether its numbers run on, that is, whether it is a list at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from defectarchive.loader.markdown import lines as line_of
from defectarchive.loader.markdown.lines import CODE_INDENT, Marker

NESTED = 2
"""What stands in by so many spaces, measured from its item's marker, belongs to the item."""


class Flow:
    """Blocks of lines as one flow: an empty line between one and the next, joined as needed."""

    def __init__(self, blocks: Sequence[str]) -> None:
        self._blocks = iter(blocks)
        self.lines: list[str] = next(self._blocks, "").split("\n")

    def line(self, at: int) -> str | None:
        """The line, or None beyond the end."""
        while at >= len(self.lines):
            block = next(self._blocks, None)
            if block is None:
                return None
            self.lines += ("", *block.split("\n"))
        return self.lines[at]

    def closing_line(
        self, opened: line_of.Fence, start: int, *, indented: bool = False
    ) -> int | None:
        """The line that closes a fence, looked for from `start` on."""
        at = start
        while (line := self.line(at)) is not None:
            # The first question is the cheap one.
            if opened.signs in line and opened.closed_by(line.lstrip(" ") if indented else line):
                return at
            at += 1
        return None


def take(blocks: list[str], count: int) -> list[str]:
    """Takes that many lines of their flow away from the blocks."""
    taken: list[str] = []
    while len(taken) < count and blocks:
        lines = blocks[0].split("\n")
        left = count - len(taken)
        taken += lines[:left]
        if left < len(lines):
            blocks[0] = "\n".join(lines[left:])
        else:
            blocks.pop(0)
            if len(taken) < count:
                taken.append("")
    return taken


@dataclass(slots=True)
class Item:
    """An item: its marker, its further lines as they stand, and where blank lines are.

    `indents`: how far in, from the marker, something of its own begins below the item's first
    paragraph. `body`: the first line after that paragraph, among `lines`. `within`: the last number
    of numbered items that stand so far in within it.
    """

    marker: Marker
    lines: list[str] = field(default_factory=list)
    after_blank: bool = False
    holds_blank: bool = False
    before_blank: bool = False
    indents: list[int] = field(default_factory=list)
    body: int = -1
    within: dict[int, int] = field(default_factory=dict)

    def add(self, line: str, blanks: int, mark: Marker | None = None, *, begins: bool) -> None:
        """A further line, after so many blank ones; `begins`: something of its own."""
        if mark is not None and mark.number is not None:
            self.within[mark.indent] = mark.number
        self.holds_blank = self.holds_blank or blanks > 0
        self.lines += [""] * blanks
        if begins or (not self.lines and line_of.fence(self.marker.text) is not None):
            self.indents.append(line_of.indent_of(line) - self.marker.indent)
            if self.body < 0:
                self.body = len(self.lines)
        self.lines.append(line)

    def text(self, first: str) -> str:
        """All its lines, `first` instead of the marker's, without what they are indented by."""
        if self.body < 0:
            return "\n".join((first, *self.lines))
        width = self.marker.indent + min(CODE_INDENT, *self.indents)
        body = (line_of.without_indent(line, width) for line in self.lines[self.body :])
        return "\n".join((first, *self.lines[: self.body], *body))

    def nested(self, other: Marker) -> int:
        """How far in a list within the item stands: one that begins with `other`."""
        if self.marker.number is None or other.number != self.marker.number + 1:
            return NESTED
        if self.within.get(other.indent) == self.marker.number:
            return NESTED
        # The number that comes next is the next item, unless it stands below the item's text.
        return self.marker.width

    @property
    def is_loose(self) -> bool:
        """Whether its text is a paragraph: an empty line stands beside or within it."""
        return self.after_blank or self.holds_blank or self.before_blank


@dataclass(slots=True)
class Run:
    """Items that follow each other, and the line of the flow after the last."""

    items: list[Item]
    end: int

    @property
    def is_numbered(self) -> bool:
        return self.items[0].marker.number is not None

    def runs_on(self, after: int | None = None) -> bool:
        """Whether the numbers make a list; `after`: of a list that this may go on with."""
        numbers = [item.marker.number or 0 for item in self.items]
        first = numbers[0]
        if all(number == 1 for number in numbers):
            return True
        if numbers != list(range(first, first + len(numbers))):
            return False
        return first == 1 or len(numbers) > 1 or first == after


class Reader:
    """Reads runs out of a flow. `dates` matches the months that make a number a day."""

    def __init__(self, dates: re.Pattern[str] | None) -> None:
        self.dates = dates

    def marker(self, line: str) -> Marker | None:
        """The marker of an item that begins at this line."""
        return line_of.marker(line, self.dates)

    def run(self, flow: Flow, start: int, first: Marker) -> Run:
        """The run that begins with this marker, on line `start`."""
        run = Run([Item(first)], start + 1)
        points = first.number is None
        # No numbered list follows a line before this one: it was looked at, and is text.
        barred = 0
        at, blanks = start + 1, 0
        while (line := flow.line(at)) is not None:
            if not line.strip(" "):
                at, blanks = at + 1, blanks + 1
                continue
            item = run.items[-1]
            inside = line_of.indent_of(line) - item.marker.indent
            mark = self.marker(line)
            if mark is not None and points is (mark.number is None) and inside < item.nested(mark):
                item.before_blank = blanks > 0
                run.items.append(Item(mark, after_blank=blanks > 0))
            elif inside >= self._wanted(item, mark, blanks):
                begins = blanks > 0 or mark is not None or self._begins(flow, at)
                item.add(line, blanks, mark, begins=begins)
            elif blanks:
                break
            else:
                opened, barred = self.opens(flow, at, barred)
                if opened or line_of.is_heading(line) or line_of.is_rule(line):
                    break
                item.add(line, 0, begins=False)
            at, blanks = at + 1, 0
            run.end = at
        return run

    def _wanted(self, item: Item, mark: Marker | None, blanks: int) -> int:
        """How far in a line must stand to belong to the item."""
        if not blanks or mark is not None:
            return NESTED
        return min(item.marker.width, CODE_INDENT)

    def _begins(self, flow: Flow, at: int) -> bool:
        """Whether an indented line directly below text is more than a part of that."""
        line = (flow.line(at) or "").lstrip(" ")
        opened = line_of.fence(line)
        if opened is not None:
            return flow.closing_line(opened, at + 1, indented=True) is not None
        return line_of.is_quote(line) or line_of.is_table_head(line, flow.line(at + 1) or "")

    def opens(self, flow: Flow, at: int, barred: int) -> tuple[bool, int]:
        """Whether a list, quotation, table or fence begins at a line that directly follows text.

        Also, the line up to which no numbered list begins.
        """
        line = flow.line(at) or ""
        mark = self.marker(line)
        if mark is not None:
            if mark.indent >= CODE_INDENT or not mark.text.strip(" "):
                return False, barred
            if mark.number is None:
                return True, barred
            if mark.number != 1 or at < barred:
                return False, barred
            return self._opens_numbers(flow, at, mark)
        opened = line_of.fence(line)
        if opened is not None:
            return flow.closing_line(opened, at + 1) is not None, barred
        below = flow.line(at + 1) or ""
        return line_of.is_quote(line) or line_of.is_table_head(line, below), barred

    def _opens_numbers(self, flow: Flow, at: int, first: Marker) -> tuple[bool, int]:
        """Directly below text, only 1 with 2 after it begins a list."""
        run = self.run(flow, at, first)
        numbers = [item.marker.number for item in run.items[:2]]
        return numbers == [1, 2] and run.runs_on(), run.end
