"""Input and output of Pagefind, the full-text index. Pure functions; engine/full_text.py runs it.

Pagefind (MIT licence, https://pagefind.app) gets the <main> element of finished pages and returns
files compressed with gzip. In release 1.5.2 the same pages in the same order give the same bytes,
with two exceptions: its filters, which are not used here, and the order of languages in its entry
file, which `sorted_entry` sorts.
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

EXCLUDED = (".mark", ".became", ".key", ".cite", ".margin", ".drawing")
"""CSS selectors of elements to leave out of the index: signs, figures, words of the site.

Pagefind itself leaves out `nav` and elements with the attribute `data-pagefind-ignore`.
"""
ENTRY = "pagefind-entry.json"
FRAGMENT = ".pf_fragment"


class UnreadableIndexError(Exception):
    """The files are not as this version of Pagefind writes them."""


def document(page: bytes, language: str) -> bytes:
    """The <main> element of a page as a document of its own. `language`: BCP 47, for `lang`."""
    start, end = page.find(b"<main"), page.rfind(b"</main>")
    main = page[start:end] if 0 <= start < end else page
    return b'<!doctype html>\n<html lang="%s"><body>\n%s' % (escape(language).encode(), main)


def address(page: SearchablePage) -> str:
    """The URL under which Pagefind indexes a page: its path, with what is said of it as a query.

    The script gets this URL back. Pagefind's own fields for such data would be searched as text.
    """
    told = {"kind": page.kind, **({"lang": page.language} if page.language else {})}
    return f"/{page.path}?{urlencode([*told.items(), *(('said', text) for text in page.details)])}"


def address_in(fragment: bytes) -> str:
    """The `address` of the page that this fragment file describes. Raises UnreadableIndexError."""
    try:
        content = gzip.decompress(fragment)
        told: str = msgspec.json.decode(content.removeprefix(MARK))["url"]
    except (OSError, EOFError, zlib.error, msgspec.DecodeError, KeyError, TypeError) as problem:
        raise UnreadableIndexError from problem
    return told


def ids_script(pages: Sequence[SearchablePage], ids: Mapping[str, str]) -> bytes:
    """A script with Pagefind's id of each page, in order, "" if it has none. `ids`: by address."""
    return script([ids.get(address(page), "") for page in pages])


def sorted_entry(entry: bytes) -> bytes:
    """Pagefind's entry file with its languages sorted. Raises UnreadableIndexError."""
    try:
        index: dict[str, Any] = msgspec.json.decode(entry)
        index["languages"] = dict(sorted(index["languages"].items()))
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as problem:
        raise UnreadableIndexError from problem
    return msgspec.json.encode(index)
