"""What was put right: by the archive's editor, and by an outlet in its own article."""

from __future__ import annotations

from defectarchive.loader.parts.values import date
from defectarchive.loader.yaml.fields import Fields, Found, Reader, listed, mapping, text, url
from defectarchive.loader.yaml.nodes import Node
from defectarchive.model.records import Corrected, Correction


def _correction(node: Node, found: Found) -> Correction | None:
    entry = mapping(node, found, "write - {date: 2031-05-01, text: …}")
    if entry is None:
        return None
    fields = Fields(entry, "a correction", ("date", "text"), found)
    when, words = fields.required("date", date), fields.required("text", text)
    return None if when is None or words is None else Correction(when, words)


def _corrected(node: Node, found: Found) -> Corrected | None:
    entry = mapping(node, found, "write - {date: 2031-05-01, text: …, url: …}")
    if entry is None:
        return None
    fields = Fields(entry, "an outlet's correction", ("date", "text", "url"), found)
    when, words = fields.required("date", date), fields.required("text", text)
    where = fields.optional("url", url, "")
    return None if when is None or words is None else Corrected(when, words, where)


corrections: Reader[tuple[Correction, ...]] = listed(_correction, "a list of corrections")
corrected: Reader[tuple[Corrected, ...]] = listed(_corrected, "a list of corrections")
