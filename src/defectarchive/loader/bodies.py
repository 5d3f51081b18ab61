"""A file beside another, `<id>.nb.md` → the body of the other in a language besides the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from defectarchive.diagnostics.diagnostic import Span, quoted
from defectarchive.diagnostics.results import Result
from defectarchive.loader.front_matter import FENCE, read_body
from defectarchive.loader.source_file import SourceFile, read_text
from defectarchive.loader.yaml.fields import bad_id, language_hint
from defectarchive.loader.yaml.found import Found
from defectarchive.model.ids import is_id
from defectarchive.model.language_codes import LANGUAGES
from defectarchive.model.records import BodyTranslationRecord, Folder


def language_of_file(path: str, languages: Sequence[str]) -> str:
    """The language that a file's name gives, `<id>.nb.md`; "" where it gives none."""
    stem, _, tag = path.rpartition("/")[2].removesuffix(".md").rpartition(".")
    known = tag in languages or tag.partition("-")[0] in LANGUAGES
    return tag if stem and known else ""


def translates(path: str, language: str) -> str:
    """The path of the file beside which one in this language stands."""
    return f"{path.removesuffix(f'.{language}.md')}.md"


def read_translated(
    file: SourceFile, language: str, languages: Sequence[str]
) -> Result[BodyTranslationRecord | None]:
    """The body; None where it cannot be read or its language is not one of the others."""
    found = Found()
    start = Span(file.path)
    folder, _, name = translates(file.path, language).rpartition("/")
    identifier = name.removesuffix(".md")
    if not is_id(identifier):
        found.add(bad_id(identifier, start, f"rename the file to {folder}/", f".{language}.md"))
    if language not in languages:
        message = f"{quoted(language)} is no language of this archive"
        hint = language_hint(language, languages)
        found.error("unknown-language", start, message, hint)
    elif language == languages[0]:
        message = f"{language} is the archive's first language, whose text stands in {name}"
        hint = f"put the text into {folder}/{name}, below its front matter"
        found.error("unknown-language", start, message, hint)
    text, faults = read_text(file)
    found.add(*faults)
    if text is None:
        return None, found.diagnostics
    if FENCE.fullmatch(text.partition("\n")[0]):
        message = "a body in another language has no front matter"
        hint = f"its fields stand in {folder}/{name}, with each text per language: "
        hint += f"title: {{{languages[0] if languages else 'en'}: …, {language}: …}}"
        span = Span(file.path, 1, 1, 4)
        found.error("translated-front-matter", span, message, hint)
        return None, found.diagnostics
    body, faults = read_body(text, file.path, 1, (language, *languages))
    found.add(*faults)
    record = BodyTranslationRecord(identifier, start, cast("Folder", folder), language, body)
    return record, found.diagnostics
