"""A file in pages/ → its record."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from defectarchive.diagnostics.results import Result
from defectarchive.loader.front_matter import Document
from defectarchive.loader.parts.identities import ids
from defectarchive.loader.site_yaml import RESERVED
from defectarchive.loader.yaml.fields import Fields, integer, text
from defectarchive.loader.yaml.found import Found
from defectarchive.model.records import PageRecord, Ref

_OLD_IDS = ("former_ids", "merged_from")
# There is such a page even if the editor writes none: nothing can lead on from its address.
_ALWAYS = "about"
_KEYS = ("title", "order", *_OLD_IDS)


def read_page(document: Document, languages: Collection[str] = ()) -> Result[PageRecord | None]:
    """The page; None where there is no front matter to read."""
    if document.fields is None:
        return None, document.diagnostics
    found = Found(document.diagnostics)
    reserved = {*RESERVED, *(tag.casefold() for tag in languages)}
    if document.id in reserved:
        hint = f"rename the file, for instance to pages/about-{document.id}.md"
        found.error("reserved-page", document.span, _taken(document.id), hint)
    fields = Fields(document.fields, "a page", _KEYS, found, document.span)
    old: dict[str, tuple[Ref, ...]] = {key: fields.maybe(key, ids) or () for key in _OLD_IDS}
    for ref in chain.from_iterable(old.values()):
        if ref.text in reserved or ref.text == _ALWAYS != document.id:
            found.error("reserved-page", ref.span, _taken(ref.text), "take it out")
    record = PageRecord(
        id=document.id,
        span=document.span,
        title=fields.required("title", text) or "",
        order=fields.optional("order", integer, 0),
        former_ids=old["former_ids"],
        merged_from=old["merged_from"],
        body=document.body,
    )
    return record, found.diagnostics


def _taken(identifier: str) -> str:
    return f"the site itself uses the address /{identifier}/"
