"""What was put right: by the archive's editor, and by an outlet in its own article."""

from __future__ import annotations

from defectarchive.loader.parts.values import date_of_text
from defectarchive.loader.yaml.fields import Fields, Reader, entry, listed, text, url
from defectarchive.model.records import Corrected, Correction


@entry("a correction", ("date", "text"), "write - {date: 2031-05-01, text: …}")
def _correction(fields: Fields) -> Correction | None:
    when, words = fields.required("date", date_of_text), fields.required("text", text)
    return None if when is None or words is None else Correction(when, words)


@entry(
    "an outlet's correction", ("date", "text", "url"), "write - {date: 2031-05-01, text: …, url: …}"
)
def _corrected(fields: Fields) -> Corrected | None:
    when, words = fields.required("date", date_of_text), fields.required("text", text)
    where = fields.optional("url", url, "")
    return None if when is None or words is None else Corrected(when, words, where)


corrections: Reader[tuple[Correction, ...]] = listed(_correction, "a list of corrections")
corrected: Reader[tuple[Corrected, ...]] = listed(_corrected, "a list of corrections")
