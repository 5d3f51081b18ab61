"""What a file that is to be kept is, and all its text."""

from __future__ import annotations

import io
import logging
import re
from email.message import Message
from typing import Any

from defectarchive.desk.archived_urls import key
from defectarchive.desk.copies.extra import needed
from defectarchive.desk.copies.html_text import decode_html, html_text
from defectarchive.frozen import Frozen
from defectarchive.loader.source_file import FORBIDDEN
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError

LARGEST = 50_000_000
"""In bytes: of a copy, and of what a packed one unpacks to."""
_PDF, _GZIP, _WARC = b"%PDF-", b"\x1f\x8b", b"WARC/"
_MARKUP = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|\?xml)", re.IGNORECASE | re.DOTALL
)
_HTML_NAMES = (".html", ".htm", ".xhtml")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_MAIL = b"content-type: multipart/related"
# What a file is shows itself at its beginning.
_BEGINNING = 4096
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class ReadCopy(Frozen, frozen=True):
    """A copy. `ending`: of its file's name, by what it is; `text`: all that it says.

    `plain`: the file itself is that text. `page`: its HTML, where it is a page.
    """

    data: bytes
    ending: str
    text: str
    plain: bool = False
    page: str = ""


def read_copy(data: bytes, name: str, url: str = "") -> ReadCopy:
    """The copy with all its text. `name`: of the file; `url`: of the article, or "".

    Raises WrongUsageError where it is of no kind that can be read, WorkspaceError where it is
    damaged or says nothing.
    """
    if len(data) > LARGEST:
        message = (
            f"{name} has {len(data) / 1e6:.0f} MB; of an article {LARGEST // 1_000_000} are kept"
        )
        raise WrongUsageError("copy-file", message)
    copy = _read(data, name, url)
    if not any(map(str.isalnum, copy.text)):
        hint = "pictures of text are none: keep the page as HTML, or write the text down"
        raise WorkspaceError("copy-unreadable", f"{name} has no text; {hint}")
    return copy


def _read(data: bytes, name: str, url: str) -> ReadCopy:
    if data.startswith(_PDF):
        return ReadCopy(data, ".pdf", _clean(_pdf_text(data, name)))
    if data.startswith(_WARC):
        text, page = _warc_text(data, name, url)
        return ReadCopy(data, ".warc", _clean(text), page=page)
    if data.startswith(_GZIP):
        text, page = _warc_text(data, name, url)
        return ReadCopy(data, ".warc.gz", _clean(text), page=page)
    if _MAIL in data[:_BEGINNING].lower():
        message = f"{name} is a page packed as mail (MHTML), which is not read: save it as HTML"
        raise WrongUsageError("copy-file", message)
    if name.lower().endswith(_HTML_NAMES) or _MARKUP.match(data[:_BEGINNING]):
        page = decode_html(data)
        return ReadCopy(data, ".html", _clean(html_text(page)), page=page)
    return ReadCopy(data, ".txt", _plain_text(data, name), plain=True)


def _plain_text(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        kinds = "HTML, plain text in UTF-8, PDF and WARC are"
        raise WrongUsageError("copy-file", f"{name} is none of what is kept: {kinds}") from problem
    if _BINARY.search(data):
        raise WrongUsageError("copy-file", f"{name} is no text: control characters stand in it")
    return text


def _clean(text: str) -> str:
    """The text with Unix line ends and nothing that no text may hold; it ends with a line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return f"{FORBIDDEN.sub('', lines).strip()}\n"


# --- PDF -----------------------------------------------------------------------------------------


def _pdf_text(data: bytes, name: str) -> str:
    pypdf = needed("pypdf", "a PDF")
    # It tells of each small fault of a file, on the terminal.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
        pages = [page.extract_text() for page in reader.pages] if is_open else []
    except Exception as problem:  # A damaged file can raise anything.
        message = f"{name} is a PDF that cannot be read: {problem}"
        raise WorkspaceError("copy-unreadable", message) from problem
    if not is_open:
        raise WorkspaceError("copy-unreadable", f"{name} is a PDF with a password")
    return "\n".join(pages)


# --- WARC ----------------------------------------------------------------------------------------


def _warc_text(data: bytes, name: str, url: str) -> tuple[str, str]:
    """The text of the article in a WARC, and its HTML or "".

    Of the page at its address, else of the first page.
    """
    iterator = needed("warcio.archiveiterator", "a WARC").ArchiveIterator
    first: tuple[str, str] | None = None
    try:
        for record in iterator(io.BytesIO(data)):
            is_wanted = _same_page(record.rec_headers.get_header("WARC-Target-URI") or "", url)
            if not is_wanted and first is not None:
                continue
            text = _record_text(record, name)
            if text is not None and is_wanted:
                return text
            first = text if first is None else first
    except (WorkspaceError, WrongUsageError):
        raise
    except Exception as problem:  # As above; a file in gzip need not be a WARC.
        message = f"{name} cannot be read as a WARC: {problem}"
        raise WorkspaceError("copy-unreadable", message) from problem
    if first is None:
        raise WorkspaceError("copy-unreadable", f"{name} has no page in it")
    return first


def _same_page(address: str, url: str) -> bool:
    return bool(url) and key(address) == key(url)


def _record_text(record: Any, name: str) -> tuple[str, str] | None:
    """The text of one record, and its HTML or ""; None if it is no page."""
    headers = record.http_headers
    if record.rec_type not in ("response", "resource"):
        return None
    if headers is not None and headers.get_statuscode() not in ("200", "203"):
        return None
    said = headers.get_header("Content-Type") if headers else record.content_type
    kind, charset = media_type(said or "")
    if kind not in (*_HTML_TYPES, "text/plain", "application/pdf"):
        return None
    data: bytes = record.content_stream().read(LARGEST + 1)
    if len(data) > LARGEST:
        raise WorkspaceError("copy-unreadable", f"{name} unpacks to more than an article has")
    if kind == "application/pdf":
        return _pdf_text(data, name), ""
    page = decode_html(data, charset)
    return (html_text(page), page) if kind in _HTML_TYPES else (page, "")


def media_type(header: str) -> tuple[str, str]:
    """What a Content-Type header says: the type in small letters, and the charset or ""."""
    message = Message()
    message["Content-Type"] = header
    return message.get_content_type(), message.get_content_charset("") or ""
