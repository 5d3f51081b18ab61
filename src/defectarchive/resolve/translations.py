"""What texts and bodies are in other languages, put together from all files."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from defectarchive.diagnostics import Diagnostic, error
from defectarchive.fields import quoted
from defectarchive.model.archive import Prose, Translated
from defectarchive.model.records import Records, TranslationRecord
from defectarchive.resolve.directory import Directory
from defectarchive.resolve.prose import resolve_prose


def translations_of(
    records: Records,
    languages: tuple[str, ...],
    things: Mapping[str, Collection[str]],
    directory: Directory,
    diagnostics: list[Diagnostic],
) -> dict[str, Translated]:
    """For each language but the first, its texts and the bodies of what is in the archive.

    `things`: ids by folder. Two translations of one text are an error: claims with one value could
    not be shown as one otherwise.
    """
    texts: dict[str, dict[str, dict[str, str]]] = {language: {} for language in languages[1:]}
    first: dict[tuple[str, str, str], TranslationRecord] = {}
    for record in sorted(records.translations, key=lambda each: each.span):
        known = first.setdefault((record.language, record.id, record.text), record)
        if known.said == record.said:
            texts[record.language].setdefault(record.id, {})[record.text] = record.said
            continue
        where = f"{known.span.path}:{known.span.line}"
        message = f"{quoted(record.text)} is translated as {quoted(known.said)} in {where}"
        hint = f"translate it alike, or word it otherwise in {languages[0]}"
        diagnostics.append(error("two-translations", record.span, message, hint))
    bodies: dict[str, dict[str, Prose]] = {language: {} for language in texts}
    for body in records.bodies:
        if body.language in bodies and body.id in things[body.folder]:
            prose = resolve_prose(body.body, directory, diagnostics)
            bodies[body.language][f"{body.folder}/{body.id}"] = prose
    return {language: Translated(texts[language], bodies[language]) for language in texts}
