"""Source files → records: each file by itself, then all of them together.

`read_file` depends on one file and the vocabulary alone, so its results can be cached by digest or
computed in other processes. `load` takes the function that does so as `read_all`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import (
    Diagnostic,
    Span,
    did_you_mean,
    error,
    in_order,
    warning,
)
from defectarchive.diagnostics.results import Result
from defectarchive.frozen import Frozen
from defectarchive.loader.articles import read_article
from defectarchive.loader.bodies import language_of_file, read_translated, translates
from defectarchive.loader.events import read_event
from defectarchive.loader.first_language import Keys, in_first_language
from defectarchive.loader.front_matter import Document, read_document
from defectarchive.loader.layout import (
    COPIES_FILE,
    FOLDERS,
    REGISTERS,
    SITE_FILE,
    is_ignored,
    is_record_file,
)
from defectarchive.loader.pages import read_page
from defectarchive.loader.people import read_person
from defectarchive.loader.registers import read_copies, read_places, read_register
from defectarchive.loader.site_yaml import read_settings, read_yaml_file
from defectarchive.loader.source_file import SourceFile, source_lines
from defectarchive.loader.withheld_names import keep_secret
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import SYNTAX, without_consequences
from defectarchive.model.addresses import path_key
from defectarchive.model.records import PartlyReadFile, Records, TranslationRecord
from defectarchive.model.site_settings import SiteSettings
from defectarchive.model.vocabulary import PROPERTIES, Vocabulary

# By folder, the keys whose texts the editor writes and may give per language.
_TEXTS: Mapping[str, Keys] = {
    "articles": {
        **{key: key for key in ("title", "summary", "note", "because", "text")},
        **{
            prop.key: prop.id
            for properties in PROPERTIES.values()
            for prop in properties.values()
            if prop.kind.translatable
        },
    },
    "events": {key: key for key in ("title", "lede", "because", "text")},
    "pages": {"title": "title"},
    "people": {key: key for key in ("descriptor", "because", "text")},
}


_REGISTERED: Keys = {key: key for key in ("name", "kind")}


class FileResult(Frozen, frozen=True):
    """What was read from one file (a register gives many records), and its diagnostics.

    A file with errors still gives what could be read: without it, every reference to the file would
    be reported as well. Nothing is published while there are errors.
    """

    records: Records
    diagnostics: tuple[Diagnostic, ...] = ()


class Loaded(Frozen, frozen=True):
    """The settings and records of all files, and the diagnostics of all."""

    settings: SiteSettings
    records: Records
    diagnostics: tuple[Diagnostic, ...]


ReadAll = Callable[[Sequence[SourceFile], Vocabulary], Iterable[FileResult]]


def read_file(file: SourceFile, vocabulary: Vocabulary) -> FileResult:
    """Read one article, person, event, page, translated body or register: see `is_record_file`."""
    languages = vocabulary.languages
    if file.path in REGISTERS:
        return _read_register(file, languages)
    if language := language_of_file(file.path, languages):
        body, found = read_translated(file, language, languages)
        return FileResult(Records(bodies=() if body is None else (body,)), in_order(found))
    document = read_document(file, languages or (vocabulary.language,))
    gave_nothing = document.fields is None or _is_broken(document.diagnostics)
    folder = file.path.partition("/")[0]
    document, translations = _in_first_language(document, _TEXTS[folder], languages)
    match folder:
        case "articles":
            article, found = read_article(document, vocabulary)
            records = Records(articles=() if article is None else (article,))
            gave_nothing = gave_nothing or article is None
        case "people":
            person, found = read_person(document, vocabulary)
            records = Records(people=(person,))
        case "events":
            event, found = read_event(document, vocabulary)
            records = Records(events=() if event is None else (event,))
        case _:
            page, found = read_page(document, languages)
            records = Records(pages=() if page is None else (page,))
    if gave_nothing:
        unread = PartlyReadFile(document.id, document.span, document.yaml)
        records = replace(records, unread=(unread,))
    if translations:
        records = replace(records, translations=translations)
    found = keep_secret(document.yaml, 2, without_consequences(found))
    return FileResult(records, in_order(found))


def read_each(files: Sequence[SourceFile], vocabulary: Vocabulary) -> Iterable[FileResult]:
    """Every file, one after the other."""
    return (read_file(file, vocabulary) for file in files)


def load(files: Iterable[SourceFile], read_all: ReadAll = read_each) -> Loaded:
    """Read all files; their order does not matter.

    `read_all` must give one `FileResult` for each file that it gets, in the same order.
    """
    in_place = sorted((file for file in files if not is_ignored(file.path)), key=_path)
    settings, found = _site(in_place)
    record_files = [file for file in in_place if is_record_file(file.path)]
    readings = list(read_all(record_files, settings.vocabulary))
    strays = (_stray(file.path) for file in in_place if not _has_place(file.path))
    languages = settings.languages
    diagnostics = chain(
        found,
        strays,
        _same_addresses(record_files),
        _beside_nothing(record_files, languages),
        *(reading.diagnostics for reading in readings),
    )
    of_site = Records(translations=settings.translations)
    records = join([*(reading.records for reading in readings), of_site])
    return Loaded(settings, records, in_order(diagnostics))


def join(parts: Iterable[Records]) -> Records:
    """All records of the parts, each kind sorted by id, then place."""
    parts = list(parts)
    joined = {
        name: tuple(
            sorted(
                chain.from_iterable(getattr(part, name) for part in parts),
                key=lambda record: (record.id, record.span),
            )
        )
        for name in Records.__struct_fields__
    }
    return replace(Records(), **joined)


def _text(file: SourceFile) -> str:
    return "\n".join(source_lines(file.data))


def _has_place(path: str) -> bool:
    return path == SITE_FILE or is_record_file(path)


def _path(file: SourceFile) -> str:
    return file.path


def _site(files: Sequence[SourceFile]) -> Result[SiteSettings]:
    for file in files:
        if file.path == SITE_FILE:
            settings, found = read_settings(file)
            return settings, keep_secret(_text(file), 1, without_consequences(found))
    message = f"the archive has no {SITE_FILE}"
    hint = "write one with at least the line title: and the name of the archive"
    return SiteSettings(), (error("missing-file", Span(SITE_FILE), message, hint),)


def _read_register(file: SourceFile, languages: Sequence[str]) -> FileResult:
    register, faults = read_yaml_file(file)
    text = _text(file)
    unread = PartlyReadFile("", Span(file.path), text)
    if register is None:
        return FileResult(Records(unread=(unread,)), in_order(keep_secret(text, 1, faults)))
    (register, translations), more = in_first_language(register, languages, _REGISTERED)
    found = Found((*faults, *more))
    match file.path:
        case _ if file.path == COPIES_FILE:
            records = Records(copies=read_copies(register, found))
        case "outlets.yaml":
            records = Records(outlets=read_register(register, "an outlet", found))
        case "organisations.yaml":
            records = Records(organisations=read_register(register, "an organisation", found))
        case _:
            records = Records(places=read_places(register, found))
    if translations:
        records = replace(records, translations=translations)
    if _is_broken(faults):
        records = replace(records, unread=(unread,))
    faults = keep_secret(text, 1, without_consequences(found.diagnostics))
    return FileResult(records, in_order(faults))


def _is_broken(found: Iterable[Diagnostic]) -> bool:
    """Whether a part of the file cannot be read as YAML."""
    return any(fault.code == SYNTAX for fault in found)


def _in_first_language(
    document: Document, keys: Keys, languages: Sequence[str]
) -> tuple[Document, tuple[TranslationRecord, ...]]:
    """The document with its texts in the first language only, and the translations."""
    if document.fields is None:
        return document, ()
    (fields, translations), found = in_first_language(document.fields, languages, keys)
    headline = document.fields.entries.get("title")
    if headline is not None and document.span.path.startswith("articles/"):
        # A headline quotes the outlet: it stays as written, in the outlet's language.
        fields = replace(fields, entries={**fields.entries, "title": headline})
    found = (*document.diagnostics, *found)
    return replace(document, fields=fields, diagnostics=found), translations


def _beside_nothing(files: Sequence[SourceFile], languages: Sequence[str]) -> Iterator[Diagnostic]:
    """An error for each translated body whose original file does not exist."""
    paths = {file.path for file in files}
    for file in files:
        language = language_of_file(file.path, languages)
        first = translates(file.path, language)
        if language and first not in paths and file.path not in REGISTERS:
            message = f"this translates {first}, which is not there"
            hint = "write that file first, or give this one its name"
            yield error("translates-nothing", Span(file.path), message, hint)


def _same_addresses(files: Iterable[SourceFile]) -> Iterator[Diagnostic]:
    """An error for each file whose name differs from another's only in case or normal form."""
    first: dict[str, str] = {}
    for file in files:
        known = first.setdefault(path_key(file.path), file.path)
        if known != file.path:
            message = f"this file and {known} would have one address"
            hint = "case and accents' encoding do not tell addresses apart: rename or join the two"
            yield error("same-address", Span(file.path), message, hint)


def _stray(path: str) -> Diagnostic:
    """A warning that a file is not read; the hint says where it may belong."""
    return warning("not-read", Span(path), "this file is not read", _stray_hint(path))


def _stray_hint(path: str) -> str:
    folder, _, rest = path.partition("/")
    if not rest:
        stem, _, ending = path.casefold().rpartition(".")
        if stem in FOLDERS:
            return f"{stem} have files of their own: {stem}/<id>.md"
        if ending == "md":
            return f"the editor's own pages are read as pages/{stem}.md"
        read_here = (SITE_FILE, *REGISTERS)
        near = did_you_mean(stem, (name.removesuffix(".yaml") for name in read_here))
        return near.replace('"?', '.yaml"?') or f"what is read here: {', '.join(read_here)}"
    if folder not in FOLDERS:
        near = did_you_mean(folder, (*FOLDERS, "static"))
        return near or f"what is read here: files in {', '.join(FOLDERS)}"
    name = rest.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    if ending.casefold() in {"md", "markdown", "txt", "mdown"} and stem:
        return f"to have it read, name it {folder}/{stem}.md"
    return f"only Markdown files, {folder}/<id>.md, are read here"
