"""What is kept: HTML, plain text, PDF, WARC; and what is refused."""

from __future__ import annotations

import gzip
import io
from typing import Any

import pytest

from defectarchive.desk.copies.kinds import LARGEST, media_type, read_copy
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError

warcwriter: Any = pytest.importorskip("warcio.warcwriter")
statusandheaders: Any = pytest.importorskip("warcio.statusandheaders")
URL = "https://example.org/story"


def pdf(*lines: str) -> bytes:
    """A PDF with one page of these lines."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 700 Td {shown} ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    end = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + head + table + end


def warc(*pages: tuple[str, str, bytes], status: str = "200 OK") -> bytes:
    """A WARC with these pages: address, Content-Type, body."""
    buffer = io.BytesIO()
    writer = warcwriter.WARCWriter(buffer, gzip=True)
    for url, kind, body in pages:
        headers = statusandheaders.StatusAndHeaders(status, [("Content-Type", kind)], "HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", io.BytesIO(body), len(body), http_headers=headers
        )
        writer.write_record(record)
    return buffer.getvalue()


def test_a_pdf_has_the_text_of_its_pages() -> None:
    copy = read_copy(pdf("Two officers cross", "at night."), "story.pdf")
    assert (copy.ending, copy.plain) == (".pdf", False)
    assert copy.text == "Two officers cross\nat night.\n"


def test_plain_text_is_its_own_text_byte_for_byte() -> None:
    copy = read_copy("\ufeffTo krysset\r\nom natten.".encode(), "story")
    assert (copy.ending, copy.plain) == (".txt", True)
    assert copy.text == "To krysset\r\nom natten."


def test_html_is_known_by_its_name_or_by_itself() -> None:
    assert read_copy(b"<p>Two crossed", "page.HTM").ending == ".html"
    assert read_copy(b" <!-- saved --> <!DOCTYPE html><p>Two crossed", "x").text == "Two crossed\n"
    assert read_copy(b"<p>is a tag", "x.txt").ending == ".txt"


def test_of_a_warc_it_is_the_page_at_the_address_of_the_article() -> None:
    pages = (
        ("https://example.org/style.css", "text/css", b"p { color: red }"),
        ("https://example.org/", "text/html", b"<p>The front page"),
        (
            "http://www.example.org/story/",
            "text/html; charset=windows-1251",
            "<p>Два".encode("cp1251"),
        ),
    )
    assert read_copy(warc(*pages), "x.warc.gz", URL).text == "Два\n"
    assert read_copy(warc(*pages), "x.warc.gz").text == "The front page\n"
    unpacked = gzip.decompress(warc(*pages))
    assert (read_copy(unpacked, "x").ending, read_copy(unpacked, "x", URL).text) == (
        ".warc",
        "Два\n",
    )


def test_a_warc_may_hold_a_pdf_or_plain_text() -> None:
    assert read_copy(warc((URL, "application/pdf", pdf("Two cross"))), "x").text == "Two cross\n"
    assert read_copy(warc((URL, "text/plain", b"Two cross")), "x").text == "Two cross\n"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (warc((URL, "text/html", b"<p>Gone"), status="404 Not Found"), "no page"),
        (warc((URL, "image/png", b"\x89PNG")), "no page"),
        (gzip.compress(b"no such thing"), "cannot be read as a WARC"),
        (b"%PDF-1.7\nrubbish", "cannot be read"),
        (b"<html><script>x</script>", "no text"),
        (b"  \n", "no text"),
    ],
    ids=["gone", "an image", "no WARC", "no PDF", "a script", "spaces"],
)
def test_what_has_no_text_is_no_copy(data: bytes, what: str) -> None:
    with pytest.raises(WorkspaceError, match=what) as refused:
        read_copy(data, "x")
    assert refused.value.code == "copy-unreadable"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04 text"),
        ("a.txt", "På tur".encode("cp1252")),
        ("a.txt", "Two".encode("utf-16")),
        ("a.mht", b"From: x\nContent-Type: multipart/related; type=text/html\n\n<html>"),
        ("a.txt", bytes(LARGEST + 1)),
    ],
)
def test_what_is_of_another_kind_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(WrongUsageError) as refused:
        read_copy(data, name)
    assert refused.value.code == "copy-file"


def test_a_type_is_read_without_its_parameters() -> None:
    assert media_type("Text/HTML; Charset=UTF-8") == ("text/html", "utf-8")
    assert media_type("") == ("text/plain", "")
