"""What the index of all texts is made of, and what is made of it. Pure; see engine/full_text.py.

Pagefind (MIT licence, https://pagefind.app) gets the main part of finished pages, and gives files
that are compressed with gzip. Each is the same each time for the same pages in the same order, as
long as it has no filters (1.5.2); only the order of languages in its first file is not.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import msgspec

from defectarchive.checks.withholding.index_words import MARK
from defectarchive.pages.search.texts import SearchablePage
from defectarchive.search.shards import script

EXCLUDED = (".mark", ".pin", ".key", ".cite", ".margin", ".drawing")
"""What is on pages and not in the index, as CSS selectors: signs, figures, what repeats others.

Pagefind itself passes over `nav` and what has the attribute `data-pagefind-ignore`.
"""
ENTRY = "pagefind-entry.json"
FRAGMENT = ".pf_fragment"


class UnreadableIndexError(Exception):
    """The files are not as this version of Pagefind writes them."""


def document(page: bytes, language: str) -> bytes:
    """The part of a page that is searched, as a page of its own."""
    start, end = page.find(b"<main"), page.rfind(b"</main>")
    main = page[start:end] if 0 <= start < end else page
    return b'<!doctype html>\n<html lang="%s"><body>\n%s' % (escape(language).encode(), main)


def address(page: SearchablePage) -> str:
    """The page as the script gets it back: its path, what it is, and the language of its title.

    Pagefind has fields for that, in which it would search as well.
    """
    told = {"kind": page.kind, **({"lang": page.language} if page.language else {})}
    return f"/{page.path}?{urlencode(told)}"


def address_in(fragment: bytes) -> str:
    """The address in what Pagefind keeps of a page. Raises UnreadableIndexError."""
    try:
        content = gzip.decompress(fragment)
        told: str = msgspec.json.decode(content.removeprefix(MARK))["url"]
    except (OSError, EOFError, zlib.error, msgspec.DecodeError, KeyError, TypeError) as problem:
        raise UnreadableIndexError from problem
    return told


def ids_script(pages: Sequence[SearchablePage], ids: Mapping[str, str]) -> bytes:
    """The ids of the pages, in their order; `ids` by address. Where there is none: ""."""
    return script([ids.get(address(page), "") for page in pages])


def in_order(entry: bytes) -> bytes:
    """Pagefind's first file, with its languages in order. Raises UnreadableIndexError."""
    try:
        index: dict[str, Any] = msgspec.json.decode(entry)
        index["languages"] = dict(sorted(index["languages"].items()))
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as problem:
        raise UnreadableIndexError from problem
    return msgspec.json.encode(index)
