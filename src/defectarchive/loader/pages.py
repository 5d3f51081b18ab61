"""A file in pages/ → its record."""

from __future__ import annotations

from defectarchive.diagnostics import error
from defectarchive.fields import Fields, Found, integer, text
from defectarchive.loader.frontmatter import Document
from defectarchive.model.records import PageRecord

# What stands in the root of the site besides: an editor's page would take its address.
RESERVED = frozenset(
    (
        *("timeline", "cases", "people", "years", "articles", "outlets", "organisations"),
        *("places", "types", "map", "search", "open-questions", "corrections", "data"),
        *("static", "known", "404", "feed"),
    )
)


def read_page(document: Document, found: Found) -> PageRecord | None:
    """The page; None where there is no front matter to read."""
    if document.fields is None:
        return None
    if document.id in RESERVED:
        message = f"the site itself uses the address /{document.id}/"
        hint = f"rename the file, for instance to pages/about-{document.id}.md"
        found.append(error("reserved-page", document.span, message, hint))
    fields = Fields(document.fields, "a page", ("title", "order"), found, document.span)
    return PageRecord(
        id=document.id,
        span=document.span,
        title=fields.required("title", text) or "",
        order=fields.optional("order", integer, 0),
        body=document.body,
    )
