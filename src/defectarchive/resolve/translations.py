"""What texts and bodies are in other languages, put together from all files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from defectarchive.diagnostics.diagnostic import Diagnostic, error, quoted
from defectarchive.diagnostics.results import Result, collect_results
from defectarchive.model.archive import Translated, text_key
from defectarchive.model.records import BodyTranslationRecord, Folder, Records, TranslationRecord
from defectarchive.resolve.names.entity_names import EntityNames
from defectarchive.resolve.prose import resolve_prose

_Texts = dict[str, str]


def translations_of(
    records: Records,
    languages: tuple[str, ...],
    things: Mapping[Folder, Collection[str]],
    entity_names: EntityNames,
) -> Result[dict[str, Translated]]:
    """For each language but the first, its texts and bodies, of what is in the archive.

    `things`: ids of what is, by folder. What only a draft says is in no language there.
    """
    absent = {
        *(each.span.path for each in records.articles if each.id not in things["articles"]),
        *(each.span.path for each in records.events if each.id not in things["events"]),
    }
    present = (each for each in records.translations if each.span.path not in absent)
    texts, differing = _texts(present, languages)
    bodies, lost = collect_results(
        (
            language,
            collect_results(
                (path, resolve_prose(record.body, entity_names))
                for path, record in _bodies(records.bodies, language, things).items()
            ),
        )
        for language in languages[1:]
    )
    translated = {tag: Translated(texts[tag], bodies[tag]) for tag in languages[1:]}
    return translated, (*differing, *lost)


def _texts(
    records: Iterable[TranslationRecord], languages: tuple[str, ...]
) -> Result[dict[str, _Texts]]:
    """For each language, texts by kind and words. Two translations of one text are an error.

    Claims with one value could not be shown as one otherwise.
    """
    texts: dict[str, _Texts] = {language: {} for language in languages[1:]}
    first: dict[tuple[str, str, str], TranslationRecord] = {}
    differing: list[Diagnostic] = []
    for record in sorted(records, key=lambda each: each.span):
        known = first.setdefault((record.language, record.id, record.text), record)
        if known.said == record.said:
            texts[record.language][text_key(record.id, record.text)] = record.said
            continue
        where = f"{known.span.path}:{known.span.line}"
        message = f"{quoted(record.text)} is translated as {quoted(known.said)} in {where}"
        hint = f"translate it alike, or word it otherwise in {languages[0]}"
        differing.append(error("two-translations", record.span, message, hint))
    return texts, tuple(differing)


def _bodies(
    records: Iterable[BodyTranslationRecord],
    language: str,
    things: Mapping[Folder, Collection[str]],
) -> dict[str, BodyTranslationRecord]:
    return {
        f"{record.folder}/{record.id}": record
        for record in records
        if record.language == language and record.id in things[record.folder]
    }
