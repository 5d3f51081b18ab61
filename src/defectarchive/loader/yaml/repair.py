"""Ways past a syntax error, so that the rest of its file can be checked all the same.

What is repaired is never published, for the error stays; it only lets one run find every mistake.
Every line stays where it is. A repair that puts in a hyphen moves what follows in its line, which
`shifts` tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice

import yaml
from msgspec import field

from defectarchive.frozen import Frozen
from defectarchive.loader.yaml.syntax_errors import SyntaxFault, explain

_HYPHEN = "- "
_KEY = re.compile(r"""[ ]*(?:- +)*(?:[\w-]+|"[^"]*"|'[^']*'):(?=\s|$)""")
_ITEM = re.compile(r"[ ]*- ")
_QUOTED = re.compile(r"""(?P<start>[ ]*(?:- +)*(?:[\w-]+: +)?)(?P<mark>["'])""")
_CLOSING = {"[": "]", "{": "}"}
# An editor who makes more mistakes at a time gets the first of them.
_MOST = 8
# A quotation mark is looked for in so many lines above the place where it was missed.
_LINES_ABOVE = 200
# Each try reads the lines from their beginning.
_TRIES = 24


class Noticed(Frozen, frozen=True):
    """A syntax error: in words, and where libyaml noticed it and began what it was reading."""

    fault: SyntaxFault
    problem: str
    at: tuple[int, int]
    began: tuple[int, int]


class Repaired(Frozen, frozen=True):
    """Lines that can be read further, and by how many columns some of them moved, by number.

    `told`: the mistake, where the repair shows better what it was.
    """

    lines: list[str]
    shifts: Mapping[int, int] = field(default_factory=dict)
    told: SyntaxFault | None = None


def notice(lines: list[str]) -> Noticed | None:
    """The first syntax error of these lines, None where there is none."""
    try:
        for _ in yaml.parse("\n".join(lines), Loader=yaml.CSafeLoader):
            pass
    except yaml.MarkedYAMLError as problem:
        found = explain(problem, lines)
        at = _place(problem.problem_mark) or (found.line, found.column)
        return Noticed(found, str(problem.problem), at, _place(problem.context_mark) or at)
    return None


def _place(mark: yaml.Mark | None) -> tuple[int, int] | None:
    return None if mark is None else (mark.line, mark.column)


def repair(lines: list[str]) -> tuple[Repaired | None, tuple[SyntaxFault, ...]]:
    """Lines so changed that they can be read to the end, and every mistake that was in them.

    None, and the first mistake alone, where that does not succeed.
    """
    faults: list[SyntaxFault] = []
    shifts: dict[int, int] = {}
    current, noticed = lines, notice(lines)
    while noticed is not None:
        found = _first_that_helps(current, noticed) if len(faults) < _MOST else None
        if found is None:
            return None, tuple(faults[:1] or [noticed.fault])
        repaired, later = found
        faults.append(_moved_back(repaired.told or noticed.fault, shifts))
        for number, shift in repaired.shifts.items():
            shifts[number] = shifts.get(number, 0) + shift
        current, noticed = repaired.lines, later
    return Repaired(current, shifts), tuple(faults)


def _moved_back(fault: SyntaxFault, shifts: Mapping[int, int]) -> SyntaxFault:
    column = max(0, fault.column - shifts.get(fault.line, 0))
    return SyntaxFault(fault.line, column, fault.message, fault.hint)


def _first_that_helps(lines: list[str], noticed: Noticed) -> tuple[Repaired, Noticed | None] | None:
    """The first repair with which reading gets further, and what is noticed then."""
    tries = chain.from_iterable(way(lines, noticed) for way in _WAYS)
    for repaired in islice(tries, _TRIES):
        later = notice(repaired.lines)
        mistake = repaired.told or noticed.fault
        # A quotation that is never closed is noticed at the end of the text only.
        if later is None or later.at[0] > noticed.at[0] or later.fault.line > mistake.line:
            return repaired, later
    return None


# --- ways ---------------------------------------------------------------------------------------


def _close_a_quotation(lines: list[str], noticed: Noticed) -> Iterator[Repaired]:
    """A text that is still open where the next key or item begins ends with its line."""
    last = min(noticed.at[0], len(lines) - 1)
    for number in range(max(0, last - _LINES_ABOVE), last + 1):
        opened = _QUOTED.match(lines[number])
        if opened is None or opened["mark"] in lines[number][opened.end() :]:
            continue
        following = next((line for line in lines[number + 1 :] if line.strip()), "")
        if following and not (_KEY.match(following) or _ITEM.match(following)):
            continue
        message = "the quotation mark that opens here is never closed"
        told = SyntaxFault(number, opened.start("mark"), message, "close it at the end of the text")
        yield Repaired(_with(lines, number, lines[number].rstrip() + opened["mark"]), told=told)


def _begin_an_item(lines: list[str], noticed: Noticed) -> Iterator[Repaired]:
    """What stands among list items without a hyphen is an item."""
    (line, column), (first, left) = noticed.at, noticed.began
    if line >= len(lines) or line <= first:
        return
    if "expected key" in noticed.problem and left == column and _ITEM.match(lines[line]):
        told = SyntaxFault(
            first,
            left,
            "a hyphen is missing here: the next item of this list begins with one",
            "begin every item of the list with `- `",
        )
        yield _itemised(lines, first, line, left, told)
    if "expected '-' indicator" in noticed.problem:
        indent = _indent(lines[line])
        end = line + 1
        while end < len(lines) and _indent(lines[end]) >= indent and not _ITEM.match(lines[end]):
            end += 1
        yield _itemised(lines, line, end, left, None)


def _itemised(
    lines: list[str], first: int, end: int, column: int, told: SyntaxFault | None
) -> Repaired:
    """Lines `first` to before `end` as one item of the list at that column."""
    keys_at = column + len(_HYPHEN)
    shift = keys_at - _indent(lines[first])
    changed = list(lines)
    shifts: dict[int, int] = {}
    for number in range(first, end):
        indent = _indent(lines[number])
        # All move together, or the keys alone do, where they stand askew.
        new = indent + shift if shift >= len(_HYPHEN) else max(indent, keys_at)
        if lines[number].strip() and new != indent:
            changed[number] = " " * new + lines[number].lstrip(" ")
            shifts[number] = new - indent
    changed[first] = " " * column + _HYPHEN + lines[first].lstrip(" ")
    return Repaired(changed, shifts, told)


def _close_brackets(lines: list[str], noticed: Noticed) -> Iterator[Repaired]:
    """Brackets that are still open on another line end with the line in which they opened."""
    number, column = noticed.began
    if noticed.at[0] == number or number >= len(lines):
        return
    open_ones: list[str] = []
    for character in lines[number][column:]:
        if character in _CLOSING:
            open_ones.append(_CLOSING[character])
        elif open_ones and character == open_ones[-1]:
            open_ones.pop()
    yield Repaired(_with(lines, number, lines[number].rstrip() + "".join(reversed(open_ones))))


def _leave_out(lines: list[str], noticed: Noticed) -> Iterator[Repaired]:
    """The value in the line of the mistake, else the whole line, is passed over."""
    number = noticed.fault.line
    if number < len(lines):
        key = _KEY.match(lines[number])
        if key is not None:
            yield Repaired(_with(lines, number, key.group()))
        yield Repaired(_with(lines, number, "#"))
    if number != noticed.at[0] < len(lines):
        yield Repaired(_with(lines, noticed.at[0], "#"))


_WAYS: tuple[Callable[[list[str], Noticed], Iterator[Repaired]], ...] = (
    _close_a_quotation,
    _begin_an_item,
    _close_brackets,
    _leave_out,
)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _with(lines: list[str], number: int, line: str) -> list[str]:
    return [*lines[:number], line, *lines[number + 1 :]]
