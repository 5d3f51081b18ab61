"""Addresses that no web archive keeps yet, as a list for Bellingcat's auto-archiver, and back.

Its `csv_feeder` takes addresses from the column `url`, and its `csv_db` writes a row for each into
a file with the columns `status`, `metadata`, `media`, where the second holds a Python dictionary in
words (https://auto-archiver.readthedocs.io). Nothing here asks any archive for anything.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.frozen import Frozen
from defectarchive.loader.files import read_file
from defectarchive.loader.source_file import SourceFile
from defectarchive.loader.yaml.fields import url_fault
from defectarchive.model.records import ArticleRecord
from defectarchive.model.vocabulary import Vocabulary

COLUMNS = ("url", "article", "archived")
_OF_ARCHIVER = ("status", "metadata", "media")
# A value of a dictionary as Python writes it: `'wayback': 'https://…'`.
_VALUE = r"""['"]{}['"]: (['"])(https?://.*?)\1[,}}]"""
_ADDRESS = re.compile(_VALUE.format("url"))
_COPY = re.compile(_VALUE.format("wayback"))
_PLAIN = re.compile(r"[^\s#'\"&*!|>%@`\[\]{},]+[^\s:]")
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_URL_LINE, _EMPTY_LINE = re.compile(r"url:\s"), re.compile(r"archived:[ \t]*(?:#.*)?[\r\n]*$")


class Archived(Frozen, frozen=True):
    """An article's file with the address of its archived copy. `data` None: edit it by hand."""

    article: ArticleRecord
    address: str
    data: bytes | None


def is_wanting(article: ArticleRecord, withheld: WithheldNames) -> bool:
    """Whether a web archive could keep the article and none does, as far as its file says."""
    return bool(article.url) and not article.archived and not withheld.is_in(article.url)


def list_text(articles: Iterable[ArticleRecord], withheld: WithheldNames) -> str:
    """The list for the auto-archiver: what lacks an archived copy, by address."""
    wanting = sorted({(each.url, each.id) for each in articles if is_wanting(each, withheld)})
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((url, identifier, "") for url, identifier in wanting)
    return buffer.getvalue()


def read_list(text: str) -> dict[str, str] | None:
    """The addresses of archived copies by address of the page: of either list, its own too.

    None if the text is no such list.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    rows = csv.DictReader(io.StringIO(text))
    columns = set(rows.fieldnames or ())
    if columns >= set(_OF_ARCHIVER):
        pairs: Iterable[tuple[str, str]] = (_archived(row) for row in rows)
    elif columns >= {"url", "archived"}:
        pairs = ((row["url"] or "", row["archived"] or "") for row in rows)
    else:
        return None
    return {key(url): copy.strip() for url, copy in pairs if url and not url_fault(copy.strip())}


def _archived(row: Mapping[str, str | None]) -> tuple[str, str]:
    """What a row of the auto-archiver is about, and where the Wayback Machine has it, or ""."""
    said = row["metadata"] or ""
    address, copy = _ADDRESS.search(said), _COPY.search(said)
    return (address[2] if address else "", copy[2] if copy else "")


def key(url: str) -> str:
    """What addresses of one page have in common: letters of a path may tell pages apart."""
    bare = re.sub(r"^https?://(www\.)?", "", url.strip().partition("#")[0], flags=re.IGNORECASE)
    host, slash, rest = bare.partition("/")
    return f"{host.casefold()}{slash}{rest}".rstrip("/")


def with_copies(
    articles: Iterable[ArticleRecord],
    files: Iterable[SourceFile],
    copies: Mapping[str, str],
    vocabulary: Vocabulary,
) -> Iterator[Archived]:
    """The files of articles of which a copy was found, with its address as `archived`."""
    by_path = {file.path: file for file in files}
    for article in articles:
        address = copies.get(key(article.url)) if article.url and not article.archived else None
        if address:
            data = _with_archived(by_path[article.span.path], article, address, vocabulary)
            yield Archived(article, address, data)


def _with_archived(
    file: SourceFile, article: ArticleRecord, address: str, vocabulary: Vocabulary
) -> bytes | None:
    """The file with the line `archived`; None if that line cannot be put in without a doubt."""
    lines = _LINES.findall(file.data.decode("utf-8", "replace"))
    marks = [number for number, line in enumerate(lines) if line.rstrip("\r\n") == "---"]
    closing = next((number for number in marks if number), 0)
    head = [line for line in lines[:closing] if not _EMPTY_LINE.match(line)]
    at = next((number for number, line in enumerate(head) if _URL_LINE.match(line)), 0)
    if not at:
        return None
    written = address if _PLAIN.fullmatch(address) else f'"{address}"'
    end = "\r\n" if head[at].endswith("\r\n") else "\n"
    head.insert(at + 1, f"archived: {written}{end}")
    data = "".join([*head, *lines[closing:]]).encode()
    read = read_file(SourceFile(file.path, data), vocabulary).records.articles
    is_right = len(read) == 1 and _told(read[0]) == _told(replace(article, archived=address))
    return data if is_right else None


def _told(article: ArticleRecord) -> object:
    """What tells whether only `archived` has changed: places have, of course."""
    return (
        *(article.id, article.title, article.url, article.archived, article.outlet.text),
        *(article.published, article.authors, article.draft, article.body.parts),
        *(
            (report.event.text, len(report.claims), len(report.people))
            for report in article.reports
        ),
    )
