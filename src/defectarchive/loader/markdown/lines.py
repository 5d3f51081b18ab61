"""What a single line of a body begins: an item of a list, a fence, a quotation, a heading.

Lines have no tabs; they count from 0, and so do columns.
"""

from __future__ import annotations

import re

from defectarchive.frozen import Frozen

_MARKER = re.compile(r"([ ]*)(?:[-+*]|(?P<number>[0-9]{1,9})\.)(?:[ ]+|$)")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]{0,2}){3,}|(?:_[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})[ ]*")
_HEADING = re.compile(r"#{1,6}[ ]+[^ ]")
_QUOTE = re.compile(r"[ ]{0,3}>")
# What follows the signs names a language, in one word, which no reader sees.
_FENCE = re.compile(r"([ ]{0,3})(`{3,}|~{3,})[ ]*+[\w+#.-]*+[ ]*")
_DIVIDES_HEAD = re.compile(r"[ ]*[|:-][ |:-]*")
# The definition of a footnote, an abbreviation or an address.
_DEFINITION = re.compile(r"[ ]{0,3}\*?\[[^\]]*\][ ]?:")


class Marker(Frozen, frozen=True):
    """What begins an item of a list: `number` is None for a point, `sign` all before the text."""

    indent: int
    number: int | None
    sign: str
    text: str

    @property
    def begins_list(self) -> bool:
        """Whether it can be the first of a list: a sign alone in its line cannot."""
        return self.indent < CODE_INDENT and self.sign.endswith(" ")

    @property
    def width(self) -> int:
        """How far the text stands from the marker's first sign in the narrowest form."""
        return 2 if self.number is None else len(str(self.number)) + 2


class Fence(Frozen, frozen=True):
    """The line that opens code: how far in, and the signs that close it."""

    indent: int
    signs: str

    def closed_by(self, line: str) -> bool:
        bare = line.strip(" ")
        return (
            len(bare) >= len(self.signs)
            and bare == self.signs[0] * len(bare)
            and indent_of(line) < CODE_INDENT
        )


CODE_INDENT = 4


def indent_of(line: str) -> int:
    """How many spaces the line begins with."""
    return len(line) - len(line.lstrip(" "))


def marker(line: str, dates: re.Pattern[str] | None) -> Marker | None:
    """The marker of a list's item, if one begins the line; `dates` matches months."""
    found = _MARKER.match(line)
    if found is None or is_rule(line):
        return None
    number = found["number"]
    if number is not None and dates is not None and dates.match(line, found.end()):
        return None
    value = None if number is None else int(number)
    return Marker(found.end(1), value, found[0], line[found.end() :])


def is_rule(line: str) -> bool:
    """Whether the line is a horizontal rule, as in `* * *`."""
    return _RULE.fullmatch(line) is not None


def fence(line: str) -> Fence | None:
    """The fence that the line opens, if it is closed further down."""
    found = _FENCE.fullmatch(line)
    return None if found is None else Fence(found.end(1), found[2])


def is_heading(line: str) -> bool:
    """Whether the line is a heading: `#` and a space."""
    return _HEADING.match(line) is not None


def is_quote(line: str) -> bool:
    """Whether the line is quoted: `>`."""
    return _QUOTE.match(line) is not None


def is_table_head(line: str, below: str) -> bool:
    """Whether a table could begin with these two lines."""
    return "|" in line and "|" in below and _DIVIDES_HEAD.fullmatch(below) is not None


def is_definition(line: str) -> bool:
    """Whether the line defines a footnote, an abbreviation or an address."""
    return _DEFINITION.match(line) is not None


def without_indent(line: str, width: int) -> str:
    """The line without that many spaces, or as it is where it has fewer."""
    return line[width:] if line.startswith(" " * width) else line
