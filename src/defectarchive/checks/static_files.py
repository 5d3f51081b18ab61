"""Files of the content that are published as they are: where they may lie."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error
from defectarchive.loader.layout import STATIC_FOLDER
from defectarchive.loader.site_yaml import RESERVED
from defectarchive.model.addresses import path_key
from defectarchive.model.records import Records
from defectarchive.model.site_settings import SiteSettings

# What the build writes into the root besides pages; sitemaps are numbered where there are several.
_FILES = re.compile(
    r"(index|404)\.html|robots\.txt|_headers|_redirects|sitemap(-\d+)?\.xml|feed\.(xml|json)"
    r"|manifest\.json"
)
# /-/ holds the parts of the home page; /about/ exists even if the editor writes none.
_ALWAYS = ("-", "about")


def static_faults(
    paths: Iterable[str], settings: SiteSettings, records: Records
) -> Iterator[Diagnostic]:
    """An error for each file at an address that the site, or another such file, has already."""
    further = settings.languages[1:]
    owned = frozenset(map(path_key, (*RESERVED, *_ALWAYS, *further, *_pages(records))))
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        fault = _taken(path, owned)
        folded = path_key(path)
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
    if _FILES.fullmatch(path_key(first)):
        return f"the site has a file /{path_key(first)} of its own", "rename this one, or remove it"
    if path_key(first) in owned:
        hint = f"put it into a folder of its own, such as {STATIC_FOLDER}/files/"
        return f"the site has a folder /{path_key(first)}/ of its own", hint
    return None


def _pages(records: Records) -> Iterator[str]:
    """Where the editor's pages are, and where they once were: a page leads on from there."""
    for page in records.pages:
        yield page.id
        yield from (old.text for old in (*page.former_ids, *page.merged_from))


def _around(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path
