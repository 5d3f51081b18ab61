"""What libyaml says of a syntax error → place, fault and remedy in an editor's words.

And what libyaml does not say: spaces that are none to it, and comments that look like text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container

import yaml

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error, warning
from defectarchive.frozen import Frozen
from defectarchive.loader.source_file import bad_character, capped, name_character
from defectarchive.loader.yaml.quoting import in_quotes


class SyntaxFault(Frozen, frozen=True):
    """A syntax error. Line and column count from 0 within the YAML text."""

    line: int
    column: int
    message: str
    hint: str


class _Case(Frozen, frozen=True):
    """What libyaml says: its words, where it noticed, and where the thing it was reading began."""

    problem: str
    context: str
    at: tuple[int, int]
    began: tuple[int, int]
    lines: list[str]

    @property
    def line(self) -> str:
        return self.lines[self.at[0]] if self.at[0] < len(self.lines) else ""

    @property
    def character(self) -> str:
        return self.line[self.at[1] : self.at[1] + 1]


_LEADING_TAB = re.compile(r"[ ]*\t")
_BRACKETS_QUOTED = "text that begins with [ or { must be quoted"


def explain(fault: yaml.MarkedYAMLError, lines: list[str]) -> SyntaxFault:
    """The syntax error in plain words; its place may lie beyond the end of the text."""
    at = _place(fault.problem_mark) or _place(fault.context_mark) or (0, 0)
    problem = " ".join(str(part) for part in (fault.problem, fault.context) if part)
    case = _Case(problem, str(fault.context or ""), at, _place(fault.context_mark) or at, lines)
    if tab := _tab(case):
        return tab
    for words, explainer in _EXPLAINERS:
        if words in case.problem:
            return explainer(case)
    return SyntaxFault(
        *at,
        f"this cannot be read as YAML ({fault.problem})",
        "look at quotes, colons and indentation in this line and the one before",
    )


def _place(mark: object) -> tuple[int, int] | None:
    if mark is None:
        return None
    return getattr(mark, "line", 0), getattr(mark, "column", 0)


def _tab(case: _Case) -> SyntaxFault | None:
    """Tabs as indentation, whatever libyaml took them for."""
    if "quoted scalar" in case.context:
        return None
    for number in range(max(case.at[0] - 1, 0), min(case.at[0] + 1, len(case.lines))):
        if match := _LEADING_TAB.match(case.lines[number]):
            message = "this line is indented with a tab, where YAML allows only spaces"
            return SyntaxFault(number, match.end() - 1, message, "replace the tab with spaces")
    return None


def _colon(case: _Case) -> SyntaxFault:
    before = case.line[: case.at[1]]
    first = re.match(r"""\s*(?:-\s+)*("[^"]*"|'[^']*'|[^"'\s][^:]*?)\s*:\s""", case.line)
    if first and first.end() <= case.at[1]:
        value = case.line[first.end() :].strip()
        key = first.group().strip().removeprefix("- ").strip()
        hint = f"text with a colon in it must be quoted: {key} {in_quotes(value)}"
        if len(hint) > 120:
            hint = "text with a colon in it must be quoted as a whole"
        return SyntaxFault(*case.at, "a second colon in a value that is not quoted", hint)
    column = len(before) - len(before.lstrip())
    if case.at[0] == 0:
        message = "a colon is not allowed here"
        return SyntaxFault(
            *case.at, message, "begin each key on a line of its own, as `key: value`"
        )
    message = "this `key:` does not fit the line above, which it seems to continue"
    hint = (
        "begin it in the same column as the key above; if the line above is a key, "
        "it needs a colon and a space; a text of several lines that has a colon is quoted"
    )
    return SyntaxFault(case.at[0], column, message, hint)


def _unclosed_quote(case: _Case) -> SyntaxFault:
    message = "the quotation mark that opens here is never closed"
    hint = "close it at the end of the text"
    if case.lines[case.began[0]][case.began[1] : case.began[1] + 1] == "'":
        hint += "; an apostrophe within '…' is doubled (''), or use \"…\" around the text"
    return SyntaxFault(*case.began, message, hint)


def _after_quotes(case: _Case) -> SyntaxFault | None:
    """Text behind a closing quotation mark."""
    if case.line[: case.at[1]].rstrip()[-1:] not in {'"', "'"}:
        return None
    message = "text goes on after the closing quotation mark"
    hint = (
        'put the whole value in one pair of quotes; quotation marks within it: "…" inside '
        "'…', or '…' inside \"…\"; or the line above lacks its closing mark"
    )
    return SyntaxFault(*case.at, message, hint)


def _block_key(case: _Case) -> SyntaxFault:
    before = case.line[: case.at[1]]
    if quotes := _after_quotes(case):
        return quotes
    if before.rstrip()[-1:] in {"]", "}"}:
        message = "text goes on after the closing bracket"
        return SyntaxFault(*case.at, message, _BRACKETS_QUOTED)
    if case.character == ":":
        return SyntaxFault(
            *case.at, "a key is missing before the colon", "write it, or delete the line"
        )
    if case.character == "-":
        message = "this list item does not fit the lines around it"
        hint = "begin all items of one list in the same column, below the key they belong to"
        return SyntaxFault(*case.at, message, hint)
    message = "the indentation of this line fits none of the lines above"
    return SyntaxFault(*case.at, message, "begin keys that belong together in the same column")


def _flow(case: _Case) -> SyntaxFault:
    closing = "]" if "']'" in case.problem else "}"
    opening = "[" if closing == "]" else "{"
    if case.at[0] != case.began[0]:
        message = f"the bracket {opening} that opens here is never closed"
        return SyntaxFault(*case.began, message, f"close it with {closing}; {_BRACKETS_QUOTED}")
    if case.character == ":":
        message = f"a second colon within {opening}…{closing}"
        return SyntaxFault(*case.at, message, "text with a colon in it must be quoted")
    message = f"a comma or {closing} is missing here"
    hint = f"put commas between the items of {opening}…{closing} and quotes around items "
    return SyntaxFault(*case.at, message, f"{hint}that hold commas, brackets or quotation marks")


def _not_a_pair(case: _Case) -> SyntaxFault:
    message = "this line is no `key: value`"
    if re.match(r"[\s-]*[\w-]+:\S", case.lines[case.began[0]]):
        return SyntaxFault(*case.began, message, "a space is missing after the colon")
    hint = "add the colon and a space; a text that goes on over several lines is indented or quoted"
    return SyntaxFault(*case.began, message, hint)


def _cannot_start(case: _Case) -> SyntaxFault:
    message = (
        f"a value cannot begin with {case.character}" if case.character else "a value is missing"
    )
    return SyntaxFault(*case.at, message, "put the whole value in quotes")


def _special(case: _Case) -> SyntaxFault:
    line, column = case.began
    character = case.lines[line][column : column + 1]
    message = f"a value that begins with {character} must be quoted"
    return SyntaxFault(line, column, message, "put the whole value in quotes")


def _escape(case: _Case) -> SyntaxFault:
    message = 'a backslash within "…" begins an escape, and there is none like this'
    return SyntaxFault(*case.at, message, "double the backslash, or use '…' around the text")


def _block_scalar(case: _Case) -> SyntaxFault:
    line, column = case.began
    character = case.lines[line][column : column + 1]
    message = f"{character} opens a text on the lines below; nothing may follow it in its own line"
    hint = (
        f"begin the text in the next line, indented; a value that begins with {character} is quoted"
    )
    return SyntaxFault(line, column, message, hint)


def _list_in_line(case: _Case) -> SyntaxFault:
    message = "a list cannot begin in the same line as its key"
    return SyntaxFault(
        *case.at, message, "begin it in the next line; text that begins with - is quoted"
    )


def _no_value(case: _Case) -> SyntaxFault:
    if not any(line.strip() for line in [case.line[case.at[1] :], *case.lines[case.at[0] + 1 :]]):
        return _open_at_the_end(case)
    if case.character in {"]", "}"}:
        message = f"the bracket {case.character} closes nothing"
        return SyntaxFault(*case.at, message, "delete it, or quote the value that it belongs to")
    if case.character == ",":
        hint = "delete the comma, or write the item before it; text that begins with , is quoted"
        return SyntaxFault(*case.at, "nothing stands before this comma", hint)
    return SyntaxFault(*case.at, "a value is missing here", "write it, or delete the key")


def _open_at_the_end(case: _Case) -> SyntaxFault:
    """The last bracket is the one that misses its end, for there is no text after it."""
    for number in range(min(case.at[0], len(case.lines) - 1), -1, -1):
        column = max(case.lines[number].rfind("["), case.lines[number].rfind("{"))
        if column >= 0:
            message = f"the bracket {case.lines[number][column]} that opens here is never closed"
            return SyntaxFault(number, column, message, _BRACKETS_QUOTED)
    return SyntaxFault(*case.at, "a value is missing here", "write it, or delete the key")


def _list_item(case: _Case) -> SyntaxFault:
    if quotes := _after_quotes(case):
        return quotes
    message = "this line stands among list items but does not begin with `- `"
    hint = "indent it below the item that it belongs to, or begin it with `- `"
    return SyntaxFault(*case.at, message, hint)


def _second_part(case: _Case) -> SyntaxFault:
    for number, line in enumerate(case.lines[: case.at[0]]):
        if line.startswith("%"):
            return _directive(number)
        if re.fullmatch(r"\.\.\.[ \t]*", line):
            return SyntaxFault(
                number, 0, "a line of three points ends a YAML text", "delete the line"
            )
    message = "this line does not belong to what stands above it"
    return SyntaxFault(*case.at, message, "begin all keys of the file in the first column")


def _percent(case: _Case) -> SyntaxFault:
    return _directive(case.began[0])


def _directive(line: int) -> SyntaxFault:
    message = "a line that begins with % is a directive in YAML"
    return SyntaxFault(line, 0, message, "quote the text, or indent the line below its key")


# The first whose words stand in libyaml's explains.
_EXPLAINERS: tuple[tuple[str, Callable[[_Case], SyntaxFault]], ...] = (
    ("mapping values are not allowed", _colon),
    ("found unexpected end of stream while scanning a quoted scalar", _unclosed_quote),
    ("found unexpected document indicator while scanning a quoted", _unclosed_quote),
    ("did not find expected ',' or", _flow),
    ("did not find expected '-' indicator", _list_item),
    ("did not find expected key", _block_key),
    ("could not find expected ':'", _not_a_pair),
    ("character that cannot start any token", _cannot_start),
    ("while scanning an anchor", _special),
    ("while scanning an alias", _special),
    ("while scanning a tag", _special),
    ("while parsing a tag", _special),
    ("undefined tag handle", _special),
    ("while scanning a block scalar", _block_scalar),
    ("while parsing a quoted scalar", _escape),
    ("block sequence entries are not allowed", _list_in_line),
    ("mapping keys are not allowed", _cannot_start),
    ("did not find expected node content", _no_value),
    ("did not find expected <document start>", _second_part),
    ("directive", _percent),
)


# Characters that nobody sees

_INVISIBLE = re.compile("\u200b")
# Spaces that are none to YAML: it takes them for letters.
_SPACES = f"\u00a0\u1680{''.join(map(chr, range(0x2000, 0x200B)))}\u202f\u205f\u3000"
SPACE = f"[{_SPACES}]"
_WRONG_SPACE = re.compile(SPACE)
# No key stands further to the right, and the patterns below could take long on longer lines.
_WIDTH = 200
_BEFORE_KEY = r"[ ]*(?:-[ ]+)*"
# At the start of the line, after the hyphen of an item, within a key or beside its colon.
_MISPLACED = (
    re.compile(rf"[ ]*({SPACE})"),
    re.compile(rf"{_BEFORE_KEY}-[ ]*({SPACE})"),
    re.compile(rf"{_BEFORE_KEY}[\w-][\w -]*({SPACE})(?:[\w -]|{SPACE})*:(?:\s|$)"),
    re.compile(rf"{_BEFORE_KEY}\w[\w -]*:[ ]*({SPACE})"),
)


def invisible(text: str, path: str, first_line: int) -> list[Diagnostic]:
    """An error for each character that has no width: it makes two names of one."""
    hint = "delete it: it cannot be seen, and comes from copying; retyping the word helps"
    places = [match.start() for match in _INVISIBLE.finditer(text)]
    return [
        bad_character(path, text, place, hint, first_line, more=more)
        for place, more in capped(places)
    ]


def has_wrong_space(text: str) -> bool:
    """Whether there is any space in it that is none to YAML."""
    return any(space in text for space in _SPACES)


def wrong_spaces(
    text: str, path: str, first_line: int, continued: Container[int]
) -> list[Diagnostic]:
    """An error for each line with a space that YAML does not take for one.

    `continued`: lines, from 0, on which a text goes on; there, such spaces are part of it.
    """
    if not has_wrong_space(text):
        return []
    found = []
    for number, line in enumerate(text.split("\n")):
        if number in continued or not _WRONG_SPACE.search(line):
            continue
        for pattern in _MISPLACED:
            if match := pattern.match(line, 0, _WIDTH):
                column = match.start(1) + 1
                span = Span(path, number + first_line, column, column + 1)
                found.append(wrong_space(span, match[1]))
                break
    return found


def wrong_space(span: Span, character: str) -> Diagnostic:
    """That a space which is none to YAML stands where only its own can."""
    message = f"{name_character(character)} stands where YAML wants an ordinary space"
    hint = "put an ordinary space there: this one comes from copying, and looks alike"
    return error("bad-space", span, message, hint)


# Comments

COMMENT = re.compile(r"[ \t]+(#\w)")
"""A comment that goes on with a letter or digit at once, as text does: `Unit #29155`."""


def cut_short(span: Span) -> Diagnostic:
    """That a value ends before these words, which YAML takes for a comment.

    They are not repeated: the value may be one that is withheld.
    """
    message = "the value ends here: # after a space begins a comment, which is left out"
    hint = "put the whole value in quotes; to mean a comment, put a space after the #"
    return warning("cut-short", span, message, hint)
