"""Files of the content that are published as they are: where they may lie, what may be in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from unicodedata import normalize

from defectarchive.checks.leaks import is_leak
from defectarchive.checks.outputs import STATIC_FOLDER
from defectarchive.checks.withholding import Withheld
from defectarchive.config import RESERVED, SiteConfig
from defectarchive.diagnostics import Diagnostic, Severity, Span, error, warning
from defectarchive.frozen import Frozen
from defectarchive.model.records import Records

# What the build writes into the root besides pages; sitemaps are numbered where there are several.
_FILES = re.compile(
    r"(index|404)\.html|robots\.txt|_headers|sitemap(-\d+)?\.xml|feed\.(xml|json)|manifest\.json"
)
# Parts of home stand in the one, and the other is there whether or not the editor writes it.
_ALWAYS = ("-", "about")
# How kinds of files begin whose text is packed; with it, no program that only reads sees a name.
_PACKED = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "an archive, or a document that is one",
    b"PK\x05\x06": "an archive",
    b"\x1f\x8b": "packed",
    b"BZh": "packed",
    b"\xfd7zXZ\x00": "packed",
    b"\x28\xb5\x2f\xfd": "packed",
    b"7z\xbc\xaf\x27\x1c": "an archive",
    b"Rar!": "an archive",
    b"\xd0\xcf\x11\xe0": "a document of an old office program",
}


class Search(Frozen, frozen=True):
    """What looking through a file came to. `unread`: what it is, if its text cannot be seen."""

    leaks: bool
    unread: str = ""


def search_static(path: str, data: bytes, withheld: Withheld) -> Search:
    """Look for withheld names in a file's bytes, and in its path in the site."""
    unread = next((what for magic, what in _PACKED.items() if data.startswith(magic)), "")
    return Search(is_leak(path, data, withheld), unread)


def search_results(path: str, found: Search) -> Iterator[Diagnostic]:
    """What there is to say of one file of the site, after it was looked through."""
    span = Span(f"{STATIC_FOLDER}/{path}")
    if found.leaks:
        message = "a name that is withheld would be published (in this file or its name)"
        hint = "publish a file in which nothing of the name is left, or none"
        yield Diagnostic(Severity.ERROR, "withheld-name", span, message, hint, secret=True)
    elif found.unread:
        message = f"this file is {found.unread}: nobody can tell whether a withheld name is in it"
        hint = "look through it yourself, its properties too; or publish its text as a page"
        yield warning("unsearched-file", span, message, hint)


def static_faults(
    paths: Iterable[str], config: SiteConfig, records: Records
) -> Iterator[Diagnostic]:
    """An error for each file at an address that the site, or another such file, has already."""
    owned = frozenset(map(_folded, (*RESERVED, *_ALWAYS, *config.languages[1:], *_pages(records))))
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        fault = _taken(path, owned)
        folded = _folded(path)
        other = files.get(folded) or folders.get(folded)
        for folder in _around(folded):
            other = other or files.get(folder)
            folders.setdefault(folder, path)
        files.setdefault(folded, path)
        span = Span(f"{STATIC_FOLDER}/{path}")
        if fault is not None:
            yield error("static-taken", span, *fault)
        elif other is not None:
            message = f"this file and {STATIC_FOLDER}/{other} would have one address"
            hint = "case and accents' encoding do not tell addresses apart: rename one"
            yield error("same-address", span, message, hint)


def _taken(path: str, owned: Collection[str]) -> tuple[str, str] | None:
    """Why the site has no room for the file, and what to do; None where it has."""
    first = path.partition("/")[0]
    if _FILES.fullmatch(_folded(first)):
        return f"the site has a file /{_folded(first)} of its own", "rename this one, or remove it"
    if _folded(first) in owned:
        hint = f"put it into a folder of its own, such as {STATIC_FOLDER}/files/"
        return f"the site has a folder /{_folded(first)}/ of its own", hint
    return None


def _pages(records: Records) -> Iterator[str]:
    return (page.id for page in records.pages)


def _around(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _folded(path: str) -> str:
    return normalize("NFC", normalize("NFC", path).casefold())
