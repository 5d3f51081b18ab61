"""One file of an archive: bytes → text, with an error for every forbidden character."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error, warning
from defectarchive.diagnostics.results import Result
from defectarchive.frozen import Frozen


class SourceFile(Frozen, frozen=True):
    """A file of the archive. `path` is relative to the content folder, with forward slashes."""

    path: str
    data: bytes


_PLANES = "".join(chr((plane << 16) | 0xFFFE) + chr((plane << 16) | 0xFFFF) for plane in range(17))
# Control characters (but tab, LF, CR), bidi overrides and isolates, lone surrogates and
# noncharacters: invisible, and able to make a text read other than it is.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    f"{_PLANES}]"
)
# White space without width, joiners, marks of direction, soft hyphens.
INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Characters that nobody sees in a URL, but that make it another URL."""
LOST = "\ufffd"
"""The character that programs write in place of one that they could not read."""
_REFUSED = re.compile(f"{FORBIDDEN.pattern}|{LOST}")
# Allowed characters: matching them is a hundred times faster than searching for the others.
_ORDINARY = re.compile("[\t\n -~\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\uf900-\ufdcf\ufdf0-\ufffc]*+")
# Conflict markers of git. The marker between the two versions is not among them: a row of equals
# signs may also underline a heading.
_CONFLICT = re.compile(r"(?m)^(?:<{7}|\|{7}|>{7})(?:[ ].*)?$")
_CONFLICT_MARKS = ("<<<<<<<", "|||||||", ">>>>>>>")
_BETWEEN = "======="
# Some HTML references stand for two characters, a letter and its accent.
_LONGEST = 2
CHARACTER_REFERENCE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)
"""A character reference of HTML, such as `&amp;`."""
# How many are reported, since a binary file has thousands; the last one says how many follow.
_REPORTED = 10

_BIDI = {
    "\u202a": "LEFT-TO-RIGHT EMBEDDING",
    "\u202b": "RIGHT-TO-LEFT EMBEDDING",
    "\u202c": "POP DIRECTIONAL FORMATTING",
    "\u202d": "LEFT-TO-RIGHT OVERRIDE",
    "\u202e": "RIGHT-TO-LEFT OVERRIDE",
    "\u2066": "LEFT-TO-RIGHT ISOLATE",
    "\u2067": "RIGHT-TO-LEFT ISOLATE",
    "\u2068": "FIRST STRONG ISOLATE",
    "\u2069": "POP DIRECTIONAL ISOLATE",
}


def source_lines(data: bytes) -> list[str]:
    """The file's lines as diagnostics count them: LF, CRLF or CR ends a line, nothing else."""
    return _unix_lines(data.decode("utf-8-sig", errors="replace")).split("\n")


def read_text(file: SourceFile) -> Result[str | None]:
    """The text without BOM, with LF line ends, or None where the file is no text at all.

    Bad bytes and characters are replaced one for one, so that places stay true and the file's
    other mistakes can be found in the same run.
    """
    if file.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (_bad_bytes(file, 0, "this looks like UTF-16: save the file as UTF-8"),)
    found: list[Diagnostic] = []
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        # With "utf-8-sig", the codec counts from after the BOM.
        start = fault.start + (3 if file.data.startswith(b"\xef\xbb\xbf") else 0)
        found.append(_bad_bytes(file, start, _legacy_hint(file.data[start])))
        text = file.data.decode("utf-8-sig", errors="replace")
    text = _unix_lines(text)
    # After bad bytes, each LOST may be our own replacement, which is reported already.
    refused = FORBIDDEN if found else _REFUSED
    if not _is_ordinary(text) and refused.search(text):
        found += _bad_characters(file.path, text, refused)
        text = FORBIDDEN.sub(LOST, text)
    if any(mark in text for mark in _CONFLICT_MARKS) and _CONFLICT.search(text):
        found += _conflicts(file.path, text)
        text = _without_marks(text)
    return text, tuple(found)


def _is_ordinary(text: str) -> bool:
    """Whether nothing in the text could be refused."""
    run = _ORDINARY.match(text)
    return run is not None and run.end() == len(text)


def name_character(character: str) -> str:
    """The character as an editor can look it up: `U+202E (RIGHT-TO-LEFT OVERRIDE)`."""
    return f"U+{ord(character):04X} ({_kind(character)})"


def _kind(character: str) -> str:
    if character == "\0":
        return "NUL"
    if character in _BIDI:
        return _BIDI[character]
    category = unicodedata.category(character)
    kinds = {"Cc": "a control character", "Cs": "a lone surrogate", "Cn": "a noncharacter"}
    return kinds.get(category, "") or unicodedata.name(character, "a character without a name")


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _bad_bytes(file: SourceFile, start: int, hint: str) -> Diagnostic:
    before = _unix_lines(file.data[:start].decode("utf-8-sig", errors="replace"))
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    span = Span(file.path, line, column, column + 1)
    return error("not-utf8", span, f"byte 0x{file.data[start]:02X} here is not UTF-8", hint)


def _legacy_hint(byte: int) -> str:
    remedy = "save the file as UTF-8"
    try:
        character = bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return remedy
    return f'{remedy}; in the old encoding Windows-1252 this byte would be "{character}"'


def _bad_characters(path: str, text: str, refused: re.Pattern[str]) -> list[Diagnostic]:
    hint = "delete it: it cannot be seen, and comes from copying; retyping the word helps"
    lost = "a character was lost here when the text was copied or converted: write it anew"
    places = [match.start() for match in refused.finditer(text)]
    return [
        bad_character(path, text, place, lost if text[place] == LOST else hint, more=more)
        for place, more in capped(places)
    ]


def capped(places: Sequence[int]) -> list[tuple[int, int]]:
    """The first `_REPORTED` places, each with 0; the last with the number of places left out."""
    left = max(0, len(places) - _REPORTED)
    return [
        (place, left if number == _REPORTED else 0)
        for number, place in enumerate(places[:_REPORTED], start=1)
    ]


def bad_character(
    path: str, text: str, start: int, hint: str, first_line: int = 1, *, more: int = 0
) -> Diagnostic:
    """An error that text[start] is forbidden there; `more` such characters are not reported."""
    span = _place(path, text, start, start + 1, first_line)
    message = f"{name_character(text[start])} may not stand {_where(text[start])}"
    if more:
        message += f"; {more} more such characters follow in this file"
    return error("bad-character", span, message, hint)


def _where(character: str) -> str:
    return "in a text" if _REFUSED.match(character) else "here"


def _place(path: str, text: str, start: int, end: int, first_line: int = 1) -> Span:
    line_start = text.rfind("\n", 0, start) + 1
    line = text.count("\n", 0, start) + first_line
    return Span(path, line, start - line_start + 1, end - line_start + 1)


def _conflicts(path: str, text: str) -> list[Diagnostic]:
    """An error for each conflict: at its first mark, and at marks that stand alone."""
    found = []
    hint = "keep one of the two versions, or join them, and delete the lines that git put in"
    last = ""
    for match in _CONFLICT.finditer(text):
        mark = match[0][0]
        if mark == "<" or last not in ("<", "|"):
            message = "git left a conflict here: two versions of the same lines"
            span = _place(path, text, match.start(), match.end())
            found.append(error("merge-conflict", span, message, hint))
        last = "" if mark == ">" else mark
        if len(found) == _REPORTED:
            break
    return found


def _without_marks(text: str) -> str:
    """The text with empty lines for the marks of conflicts, so that its other faults are found."""
    lines = text.split("\n")
    inside = False
    for number, line in enumerate(lines):
        if _CONFLICT.fullmatch(line):
            inside = not line.startswith(">")
            lines[number] = ""
        elif inside and line == _BETWEEN:
            lines[number] = ""
    return "\n".join(lines)


def character_reference(reference: str, span: Span) -> Diagnostic:
    """A warning that a character is written as an HTML reference."""
    character = html.unescape(reference)
    message = f"{reference} is how HTML writes a character"
    hint = f"write the character itself: {character}"
    return warning("character-reference", span, message, hint)


def references(text: str) -> list[re.Match[str]]:
    """The HTML character references in a text, without those of invisible characters."""
    return [match for match in CHARACTER_REFERENCE.finditer(text) if is_written_out(match[0])]


def is_written_out(reference: str) -> bool:
    """Whether an HTML reference names a visible character, which could be typed instead."""
    character = html.unescape(reference)
    named = character != reference and len(character) <= _LONGEST
    return named and character.isprintable() and not character.isspace()
