"""Files that are published as they are: a name is found wherever it can be read."""

from __future__ import annotations

import struct
import zlib

import pytest

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.checks.withholding.static_search import search_static

NAMES = finder_of_names(["Ottokar Brennwald", "Заозёрский", "Bo", "王小明"])


def codes(path: str, data: bytes) -> list[str]:
    return [found.code for found in search_static(path, data, NAMES)]


def jpeg(kind: int, said: bytes) -> bytes:
    # The picture itself has letters by chance.
    return (
        b"\xff\xd8\xff"
        + bytes([kind])
        + struct.pack(">H", len(said) + 2)
        + said
        + b"\xff\xda\x00\x02\x00\x01Bo\x00\xff\xd9"
    )


def png(kind: bytes, said: bytes) -> bytes:
    chunk = struct.pack(">I", len(said)) + kind + said + b"\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 4) + b"IDATBo\0\x01" + b"\0\0\0\0"


def pdf(content: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + content + b"\nendobj\n\x00\x01%%EOF"


XMP = b"<dc:creator><rdf:li>Ottokar Brennwald</rdf:li></dc:creator>"
FOUND = {
    "UTF-8": ("a.txt", b"so Ottokar Brennwald left"),
    "UTF-8 with a mark": ("a.txt", "\ufeffBo left".encode()),
    "UTF-16": ("a.txt", "so Ottokar Brennwald left".encode("utf-16")),
    "UTF-16 without a mark": ("a.txt", "so Ottokar Brennwald left".encode("utf-16-le")),
    "UTF-16, the other way round": ("a.txt", "so Ottokar Brennwald".encode("utf-16-be")),
    "UTF-16, the shortest name": ("a.txt", "when Bo left".encode("utf-16-le")),
    "cp1251": ("a.txt", "сказал Заозерский".encode("cp1251")),
    "cp1252": ("a.txt", "på: Ottokar Brennwald".encode("cp1252")),
    "EXIF": ("a.jpg", jpeg(0xE1, b"Exif\0\0MM\0*\0\0\0\x08Ottokar Brennwald\0")),
    "EXIF, the shortest name": ("a.jpg", jpeg(0xE1, b"Exif\0\0MM\0*\0\0\0\x08Bo\0")),
    "EXIF in UTF-16": ("a.jpg", jpeg(0xE1, b"Exif\0\0" + "Bo".encode("utf-16-le") + b"\0\0")),
    "IPTC": ("a.jpg", jpeg(0xED, b"Photoshop 3.0\x008BIM\x04\x04\x1c\x02P\0\x11Ottokar Brennwald")),
    "XMP": ("a.jpg", jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)),
    "a comment in a JPEG": ("a.jpg", jpeg(0xFE, b"Bo")),
    "text in a PNG": ("a.png", png(b"tEXt", b"Author\0Bo")),
    "packed text in a PNG": ("a.png", png(b"zTXt", b"Author\0\0" + zlib.compress(b"Bo left"))),
    "a comment in a GIF": ("a.gif", b"GIF89a\x01\x00\x01\x00!\xfe\x02Bo\x00;"),
    "XMP in a WebP": ("a.webp", b"RIFF\x40\0\0\0WEBPXMP " + struct.pack("<I", len(XMP)) + XMP),
    "the title of a PDF": ("a.pdf", pdf(b"<< /Title (Ottokar Brennwald) >>")),
    "the title of a PDF in UTF-16": (
        "a.pdf",
        pdf(b"<< /Title <" + "\ufeffBo".encode("utf-16-be").hex().encode() + b"> >>"),
    ),
    "a page of a PDF": (
        "a.pdf",
        pdf(b"stream\n" + zlib.compress(b"[(Otto)-3(kar )2(Brenn)(wald)] TJ") + b"\nendstream"),
    ),
    "a style sheet": ("a.css", rb'p::after { content: "Ottokar \42rennwald" }'),
    "a script": ("a.js", rb'x = "\x4fttokar \u0042rennwald"'),
    "a drawing": ("a.svg", b"<svg><title>Ottokar <tspan>Brenn</tspan>wald</title></svg>"),
    "Chinese in UTF-16": ("a.txt", "记者王小明说".encode("utf-16-be")),
    "the name of the file": ("ottokar-brennwald.txt", b"nothing"),
    "some other program's file": ("a.doc", b"\xd0\xcf\x11\xe0\0\0\0\0by Ottokar Brennwald\0\0"),
    "some other program's file, Cyrillic": (
        "a.doc",
        b"\xd0\xcf\x11\xe0\0\0" + "сказал Заозерский".encode("cp1251") + b"\0\0",
    ),
}  # fmt: skip
NOT_SEARCHED = {
    "a picture": ("a.jpg", jpeg(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0")),
    "an archive": ("a.zip", b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(range(32)) + b"Bo\x01"),
    "a PDF": ("a.pdf", pdf(b"stream\n\x01\x02\x03\nendstream")),
    "a text in an old Cyrillic encoding": ("a.txt", "сказал Заозерский".encode("koi8-r")),
    "a text in an old Chinese encoding": ("a.txt", "记者王小明说".encode("gb18030")),
    "a text in UTF-32": ("a.txt", "Ottokar alone".encode("utf-32")),
}
CLEAN = {
    "a text": ("a.txt", b"Ottokar alone; the border, the boat; veranda"),
    "a domain": ("CNAME", b"archive.example.org\n"),
    "a text in UTF-16": ("a.txt", "Ottokar alone".encode("utf-16")),
    "nothing": ("a.txt", b""),
}


@pytest.mark.parametrize("kind", FOUND)
def test_a_name_is_an_error(kind: str) -> None:
    path, data = FOUND[kind]
    assert set(codes(path, data)) == {"withheld-name"}


@pytest.mark.parametrize("kind", NOT_SEARCHED)
def test_what_cannot_be_searched_is_a_warning(kind: str) -> None:
    path, data = NOT_SEARCHED[kind]
    assert codes(path, data) == ["unsearched-file"]


@pytest.mark.parametrize("kind", CLEAN)
def test_a_file_without_a_name_is_let_through(kind: str) -> None:
    path, data = CLEAN[kind]
    assert codes(path, data) == []


@pytest.mark.parametrize("kind", [*FOUND, *NOT_SEARCHED])
def test_nothing_is_said_where_nothing_is_withheld(kind: str) -> None:
    path, data = {**FOUND, **NOT_SEARCHED}[kind]
    assert search_static(path, data, finder_of_names([])) == ()


def test_a_name_in_a_text_is_placed_and_its_line_not_printed() -> None:
    (found,) = search_static("a.txt", b"x\nby Ottokar Brennwald.\n", NAMES)
    assert (found.span.line, found.span.column, found.span.end) == (2, 4, 21)
    assert found.secret
