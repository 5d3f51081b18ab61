"""site.yaml → the site's settings and its vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error
from defectarchive.loader.first_language import LanguagePicker
from defectarchive.loader.source_file import SourceFile, read_text
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.fields import (
    Fields,
    Found,
    Reader,
    bad_id,
    boolean,
    language,
    listed,
    mapping,
    text,
    url,
    wrong_type,
)
from defectarchive.loader.yaml.nodes import MappingEntry, Node, Scalar, parse_yaml
from defectarchive.model.addresses import in_ascii
from defectarchive.model.ids import is_id
from defectarchive.model.site_settings import SiteSettings
from defectarchive.model.vocabulary import SHIPPED, EventType, Relation, Role, Status, Vocabulary

RESERVED = frozenset(
    (
        *("timeline", "cases", "people", "years", "articles", "outlets", "organisations"),
        *("places", "types", "map", "search", "open-questions", "corrections", "data"),
        *("static", "known", "404", "feed"),
    )
)
"""What stands in the root of the site besides the editor's own pages and other languages."""
MAX_REGISTER = 8 * 1024 * 1024
"""Most bytes of site.yaml and of each register."""


_KEYS = (
    *("title", "description", "base_url", "language", "languages", "licence", "exit_page"),
    "vocabulary",
)
_TEXTS = {key: key for key in ("title", "description", "licence", "label", "plural", "inverse")}
_W = TypeVar("_W", EventType, Role, Status, Relation)


def read_settings(file: SourceFile) -> tuple[SiteSettings, tuple[Diagnostic, ...]]:
    """The settings, defaults in the place of what is wrong, and what is wrong."""
    node, found = read_yaml_file(file)
    if node is None:
        return SiteSettings(), tuple(found)
    tags = _languages(node, found)
    languages = tags if len(tags) > 1 else ()
    chooser = LanguagePicker(languages, _TEXTS, found)
    if languages:
        node = chooser.choose(node)
    fields = Fields(node, "site.yaml", _KEYS, found, Span(file.path))
    defaults = SiteSettings()
    own = tags[0] if tags else fields.optional("language", language, defaults.language)
    settings = SiteSettings(
        title=fields.required("title", text) or "",
        description=fields.optional("description", text, defaults.description),
        base_url=fields.optional("base_url", _base_url, defaults.base_url),
        language=own,
        licence=fields.optional("licence", text, defaults.licence),
        exit_page=fields.optional("exit_page", url, defaults.exit_page),
        vocabulary=replace(
            fields.optional("vocabulary", _vocabulary, defaults.vocabulary),
            languages=languages,
            language=own,
        ),
        languages=languages,
        translations=tuple(chooser.translations),
    )
    return settings, tuple(found)


def _languages(node: nodes.Mapping, found: Found) -> tuple[str, ...]:
    """What stands under `languages`, the first one first; () where nothing does."""
    fields = Fields(node, "site.yaml", node.entries, found)
    tags: tuple[str, ...] = ()
    tags = fields.optional("languages", listed(_own_language, "a list of languages"), tags)
    span = fields.key_span("languages")
    single = fields.maybe("language", language) if tags else None
    if single is not None and single != tags[0]:
        message = f"`language` is {single}, but the first of `languages` is {tags[0]}"
        found.append(error("two-languages", fields.key_span("language"), message, "delete it"))
    for at, tag in enumerate(tags):
        if tag.casefold() in (other.casefold() for other in tags[:at]):
            message = f"{tag} stands there twice"
            found.append(error("two-languages", span, message, "delete one"))
    return tags


def _own_language(node: Node, found: Found) -> str | None:
    tag = language(node, found)
    if tag is not None and tag.casefold() in RESERVED:
        message = f"the site itself uses the address /{tag}/"
        found.append(error("bad-language", node.span, message, "add the region, as in pt-BR"))
        return None
    return tag


def read_yaml_file(file: SourceFile) -> tuple[nodes.Mapping | None, Found]:
    """A whole YAML file whose root is a mapping; an empty one is an empty mapping."""
    if len(file.data) > MAX_REGISTER:
        message = f"the file is larger than {MAX_REGISTER // 2**20} MB"
        hint = "a register holds names, not texts: look for what does not belong there"
        return None, [error("too-large", Span(file.path), message, hint)]
    content, found = read_text(file)
    if content is None:
        return None, found
    node, faults = parse_yaml(content, file.path)
    found += faults
    if isinstance(node, Scalar) and node.is_null:
        return nodes.Mapping({}, Span(file.path), flow=False), found
    return (None if node is None else mapping(node, found)), found


def _base_url(node: Node, found: Found) -> str | None:
    address = url(node, found)
    if address is None:
        return None
    if "?" in address or "#" in address:
        message = "the site's address can have no ? or #"
        found.append(error("bad-url", node.span, message, "write it up to the last /"))
        return None
    try:
        return site_address(address)
    except ValueError as fault:
        message = f"this is no web address: {fault}"
        found.append(error("bad-url", node.span, message, "copy it whole from the browser"))
        return None


def site_address(address: str) -> str:
    """The address as `SiteSettings` has it. Raises ValueError where its host can be none."""
    return in_ascii(address).rstrip("/") + "/"


def _vocabulary(node: Node, found: Found) -> Vocabulary | None:
    groups = mapping(node, found)
    if groups is None:
        return None
    fields = Fields(
        groups, "the vocabulary", ("event_types", "roles", "statuses", "relations"), found
    )
    return Vocabulary(
        event_types=fields.optional(
            "event_types", _words(SHIPPED.event_types, _event_type), SHIPPED.event_types
        ),
        roles=fields.optional("roles", _words(SHIPPED.roles, _role), SHIPPED.roles),
        statuses=fields.optional("statuses", _words(SHIPPED.statuses, _status), SHIPPED.statuses),
        relations=fields.optional(
            "relations", _words(SHIPPED.relations, _relation), SHIPPED.relations
        ),
    )


def _words(
    shipped: Mapping[str, _W], read: Callable[[str, _W | None, MappingEntry, Found], _W | None]
) -> Reader[Mapping[str, _W]]:
    """A reader of one group: the shipped words, relabelled, then the new ones."""

    def reader(node: Node, found: Found) -> Mapping[str, _W] | None:
        group = mapping(node, found)
        if group is None:
            return None
        words = dict(shipped)
        for entry in group.entries.values():
            if not is_id(entry.key):
                found.append(bad_id(entry.key, entry.key_span, "write "))
                continue
            word = read(entry.key, shipped.get(entry.key), entry, found)
            if word is not None:
                words[entry.key] = word
        return words

    return reader


def _fields(entry: MappingEntry, owner: str, keys: Collection[str], found: Found) -> Fields | None:
    if isinstance(entry.value, Scalar) and entry.value.is_null:
        empty = nodes.Mapping({}, entry.key_span, flow=False)
        return Fields(empty, owner, keys, found)
    if isinstance(entry.value, nodes.Mapping):
        return Fields(entry.value, owner, keys, found, entry.key_span)
    hint = f"write {entry.key}: {{label: …}}"
    wrong_type(entry.value, "a mapping with the word's label", found, hint)
    return None


def _label(fields: Fields, shipped: str | None) -> str:
    """Only a new word needs a label; one that ships keeps its own."""
    if shipped is None:
        return fields.required("label", text) or ""
    return fields.optional("label", text, shipped)


def _event_type(
    word: str, old: EventType | None, entry: MappingEntry, found: Found
) -> EventType | None:
    fields = _fields(entry, "an event type", ("label", "plural", "aggregate"), found)
    if fields is None:
        return None
    label = _label(fields, old.label if old else None)
    return EventType(
        id=word,
        label=label,
        plural=fields.optional("plural", text, old.plural if old else label),
        aggregate=fields.optional("aggregate", boolean, old.aggregate if old else False),
    )


def _role(word: str, old: Role | None, entry: MappingEntry, found: Found) -> Role | None:
    fields = _fields(entry, "a role", ("label", "main"), found)
    if fields is None:
        return None
    main = fields.optional("main", boolean, old.main if old else False)
    return Role(id=word, label=_label(fields, old.label if old else None), main=main)


def _status(word: str, old: Status | None, entry: MappingEntry, found: Found) -> Status | None:
    fields = _fields(entry, "a status", ("label",), found)
    return (
        None
        if fields is None
        else Status(id=word, label=_label(fields, old.label if old else None))
    )


def _relation(
    word: str, old: Relation | None, entry: MappingEntry, found: Found
) -> Relation | None:
    fields = _fields(entry, "a relation", ("label", "inverse"), found)
    if fields is None:
        return None
    label = _label(fields, old.label if old else None)
    inverse = fields.optional("inverse", text, old.inverse if old else label)
    return Relation(id=word, label=label, inverse=inverse)
