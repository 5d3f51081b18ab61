"""sitemap.xml and robots.txt. A sitemap has whole addresses, so it needs to know the site's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice

from defectarchive.pages.shared import routes

PER_FILE = 50_000
"""Most addresses in one file (sitemaps.org)."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(pages: Iterable[str], base_url: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of each sitemap file; nothing without a base_url.

    `pages` are the paths of the pages to list, as in their URLs. Where there are more than fit in
    one file, sitemap.xml is an index of the others.
    """
    if not base_url:
        return
    chunks = list(_chunks(sorted(pages)))
    if len(chunks) <= 1:
        yield routes.SITEMAP, _urlset(chunks[0] if chunks else (), base_url)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    for name, chunk in zip(names, chunks, strict=True):
        yield name, _urlset(chunk, base_url)
    entries = "".join(
        f"<sitemap><loc>{escape(base_url + name, quote=False)}</loc></sitemap>\n" for name in names
    )
    index = f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{entries}</sitemapindex>\n"
    yield routes.SITEMAP, index.encode()


def _chunks(pages: Sequence[str]) -> Iterator[Sequence[str]]:
    remaining = iter(pages)
    while chunk := list(islice(remaining, PER_FILE)):
        yield chunk


def _urlset(pages: Iterable[str], base_url: str) -> bytes:
    entries = "".join(
        f"<url><loc>{escape(base_url + page, quote=False)}</loc></url>\n" for page in pages
    )
    return f"{_HEAD}<urlset {_NAMESPACE}>\n{entries}</urlset>\n".encode()


def robots(base_url: str) -> bytes:
    """robots.txt: everything may be read."""
    sitemap = f"\nSitemap: {base_url}{routes.SITEMAP}\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()
