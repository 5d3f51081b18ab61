"""Withheld names in files that are published as they are: texts, pictures, documents.

A text is searched in UTF-8, UTF-16 and the old encodings; in a picture what is said about it
(EXIF, IPTC, XMP, comments); of anything else whatever stands there as text. What a program would
have to unpack or draw cannot be searched, and that is said.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.checks.withholding.readings import CSS_ESCAPE, css_escaped
from defectarchive.diagnostics.diagnostic import Diagnostic, Severity, Span, warning
from defectarchive.loader.source_file import source_lines

REMEDY = "write it so that nothing of the name is left; the descriptor of an unnamed person serves"

# What no text has.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Text that a program left in a file of another kind (`man 1 strings`), in UTF-8 and in cp1251.
_READABLE = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xf4]{4,}")
_CYRILLIC = re.compile(rb"[\t\n\r\x20-\x7e\xa8\xb8\xc0-\xff]{5,}")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_PDF_TEXT = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]{4,})>", re.DOTALL)
_LONGEST_STREAM = 10_000_000
# Below this, a run of letters is as likely chance.
_LIKELY = 8
_WITH_STYLE = (".css", ".html", ".htm", ".svg")
_UTF_32 = b"\xff\xfe\0\0"
_JPEG, _PNG, _RIFF, _PDF = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF", b"%PDF"


def search_static(path: str, data: bytes, withheld: WithheldNames) -> tuple[Diagnostic, ...]:
    """Errors for withheld names in a file that is published as it is, in its name too.

    A warning where it holds what cannot be searched. `path`: relative to the content folder.
    """
    if not withheld:
        return ()
    spans = [*_placed(path, data, withheld)]
    if not spans and holds_name(path, data, withheld):
        spans = [Span(path)]
    if withheld.is_in_path(path):
        spans.append(Span(path))
    message = "a name that is withheld would be published, in a file that is published as it is"
    errors = [
        Diagnostic(Severity.ERROR, "withheld-name", span, message, REMEDY, secret=True)
        for span in dict.fromkeys(spans)
    ]
    if not errors and not _is_text(data):
        hint = (
            "look at it yourself, or save it in UTF-8: pictures, packed text, PDF and old "
            "encodings can show what no search finds"
        )
        unsearched = "this file cannot be searched for withheld names"
        return (warning("unsearched-file", Span(path), unsearched, hint),)
    return tuple(errors)


def holds_name(path: str, data: bytes, withheld: WithheldNames) -> bool:
    """Whether a withheld name stands in the file, as far as it can be read."""
    if not withheld:
        return False
    return any(withheld.is_in(text, path) for text in _texts(path, data)) or any(
        withheld.is_in_plain(text) for text in _doubtful(data)
    )


def _placed(path: str, data: bytes, withheld: WithheldNames) -> Iterator[Span]:
    """Where names stand in a text in UTF-8."""
    with suppress(UnicodeDecodeError):
        data.decode()
        if not _BINARY.search(data):
            text = "\n".join(source_lines(data))
            for line, start, end in withheld.places(text):
                yield Span(path, line, start, end)


def _texts(path: str, data: bytes) -> Iterator[str]:
    """All that the file says, in each way in which it may be meant."""
    if _is_utf_16(data):
        yield data.decode("utf-16", "replace")
        return
    if not _BINARY.search(data):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield data.decode("cp1252", "replace")
            yield data.decode("cp1251", "replace")
            return
        yield text
        if "\\" in text and path.endswith(_WITH_STYLE):
            yield CSS_ESCAPE.sub(css_escaped, text)
        return
    for part in _said(data):
        yield part.decode("utf-8", "replace").replace("\ufffd", "\0")
    yield from _in_pdf(data)
    # By chance no name stands in two bytes a letter.
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            yield data[start:].decode(encoding, "ignore")


def _doubtful(data: bytes) -> Iterator[str]:
    """What may be text in a file that is none: long runs of letters."""
    if not _BINARY.search(data):
        return
    for run in _READABLE.findall(data):
        if len(run) >= _LIKELY:
            yield run.decode("utf-8", "replace")
    for run in _CYRILLIC.findall(data):
        if not run.isascii():
            yield run.decode("cp1251", "replace")


def _is_text(data: bytes) -> bool:
    """Whether it is sure what its letters are. A text in an old encoding is searched in two."""
    if _is_utf_16(data):
        return True
    with suppress(UnicodeDecodeError):
        data.decode()
        return not (data.startswith(_PDF) or _BINARY.search(data))
    return False


def _is_utf_16(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) and not data.startswith(_UTF_32)


def _said(data: bytes) -> Iterator[bytes]:
    """What is said about a picture, without the picture itself."""
    if data.startswith(_JPEG):
        yield from _of_jpeg(data)
    elif data.startswith(_PNG):
        yield from _of_png(data)
    elif data.startswith(_RIFF):
        yield from _of_webp(data)
    elif data.startswith(b"GIF8"):
        yield from (part.split(b"\0")[0] for part in data.split(b"!\xfe")[1:])


def _of_jpeg(data: bytes) -> Iterator[bytes]:
    """The segments before the picture: EXIF, XMP, IPTC, comments (ITU T.81, B.1)."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] == 0xFE or 0xE0 <= data[at + 1] <= 0xEF:
            yield data[at + 4 : at + 2 + length]
        at += 2 + max(2, length)


def _of_png(data: bytes) -> Iterator[bytes]:
    """The chunks with text, unpacked where need be (https://www.w3.org/TR/png-3/)."""
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if kind in {b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"iCCP"}:
            chunk = data[at + 8 : at + 8 + length]
            yield chunk
            yield from _unpacked(chunk)
        at += 12 + length


def _of_webp(data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind in {b"EXIF", b"XMP ", b"LIST", b"IART", b"ICMT"}:
            yield data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _unpacked(data: bytes) -> Iterator[bytes]:
    for start in _ZLIB.finditer(data):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[start.start() :], _LONGEST_STREAM)
            return


def _in_pdf(data: bytes) -> Iterator[str]:
    """The texts of a PDF that are there to be read: titles, authors, and simple pages."""
    if not data.startswith(_PDF):
        return
    packed = (part for part in data.split(b"stream")[1:] if part.lstrip()[:1] == b"\x78")
    parts = [data, *(text for part in packed for text in _unpacked(part[:_LONGEST_STREAM]))]
    for part in parts:
        pieces: list[str] = []
        for plain, digits in _PDF_TEXT.findall(part):
            text = plain or bytes.fromhex(_even(digits))
            wide = text.startswith((b"\xfe\xff", b"\xff\xfe"))
            pieces.append(text.decode("utf-16" if wide else "cp1252", "replace"))
        yield "".join(pieces)
        yield " ".join(pieces)


def _even(digits: bytes) -> str:
    text = b"".join(digits.split()).decode()
    return text + "0" * (len(text) % 2)
