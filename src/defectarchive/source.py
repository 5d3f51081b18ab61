"""One file of an archive: bytes → text, with every character that has no business in it named."""

from __future__ import annotations

import re
import unicodedata

from defectarchive.diagnostics import Diagnostic, Span, error
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
# A binary file has thousands; the last one reported says how many more there are.
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


def read_text(file: SourceFile) -> tuple[str | None, list[Diagnostic]]:
    """The text without BOM, with LF line ends, or None where the file is no text at all.

    Bad bytes and characters are replaced one for one, so that places stay true and the file's
    other mistakes can be found in the same run.
    """
    if file.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [_bad_bytes(file, 0, "this looks like UTF-16: save the file as UTF-8")]
    found: list[Diagnostic] = []
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        # With "utf-8-sig", the codec counts from after the BOM.
        start = fault.start + (3 if file.data.startswith(b"\xef\xbb\xbf") else 0)
        found.append(_bad_bytes(file, start, _legacy_hint(file.data[start])))
        text = file.data.decode("utf-8-sig", errors="replace")
    text = _unix_lines(text)
    if FORBIDDEN.search(text):
        found += _bad_characters(file.path, text)
        text = FORBIDDEN.sub("\ufffd", text)
    return text, found


def name_character(character: str) -> str:
    """The character as an editor can look it up: `U+202E (RIGHT-TO-LEFT OVERRIDE)`."""
    return f"U+{ord(character):04X} ({_kind(character)})"


def _kind(character: str) -> str:
    if character == "\0":
        return "NUL"
    if character in _BIDI:
        return _BIDI[character]
    category = unicodedata.category(character)
    return {"Cc": "a control character", "Cs": "a lone surrogate"}.get(category, "a noncharacter")


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


def _bad_characters(path: str, text: str) -> list[Diagnostic]:
    found = []
    matches = list(FORBIDDEN.finditer(text))
    for place, match in enumerate(matches[:_REPORTED], start=1):
        start = match.start()
        line_start = text.rfind("\n", 0, start) + 1
        column = start - line_start + 1
        span = Span(path, text.count("\n", 0, start) + 1, column, column + 1)
        message = f"{name_character(match.group())} may not stand in a text"
        if place == _REPORTED and len(matches) > _REPORTED:
            message += f"; {len(matches) - _REPORTED} more such characters follow in this file"
        hint = "delete it: it cannot be seen, and comes from copying; retyping the word helps"
        found.append(error("bad-character", span, message, hint))
    return found
