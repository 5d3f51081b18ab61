"""A file in pages/ → its record."""

from __future__ import annotations

from collections.abc import Collection

from defectarchive.diagnostics.results import Result
from defectarchive.loader.front_matter import Document
from defectarchive.loader.site_yaml import RESERVED
from defectarchive.loader.yaml.fields import Fields, integer, text
from defectarchive.loader.yaml.found import Found
from defectarchive.model.records import PageRecord


def read_page(document: Document, languages: Collection[str] = ()) -> Result[PageRecord | None]:
    """The page; None where there is no front matter to read."""
    if document.fields is None:
        return None, document.diagnostics
    found = Found(document.diagnostics)
    if document.id in RESERVED or document.id in (tag.casefold() for tag in languages):
        message = f"the site itself uses the address /{document.id}/"
        hint = f"rename the file, for instance to pages/about-{document.id}.md"
        found.error("reserved-page", document.span, message, hint)
    fields = Fields(document.fields, "a page", ("title", "order"), found, document.span)
    record = PageRecord(
        id=document.id,
        span=document.span,
        title=fields.required("title", text) or "",
        order=fields.optional("order", integer, 0),
        body=document.body,
    )
    return record, found.diagnostics
