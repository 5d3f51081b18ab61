"""site.yaml → the site's settings and its vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from defectarchive import strict_yaml
from defectarchive.diagnostics import Diagnostic, Span, error
from defectarchive.fields import (
    Fields,
    Found,
    Reader,
    bad_id,
    boolean,
    language,
    mapping,
    text,
    url,
    wrong_type,
)
from defectarchive.model.ids import is_id
from defectarchive.model.vocabulary import SHIPPED, EventType, Relation, Role, Status, Vocabulary
from defectarchive.source import SourceFile, read_text
from defectarchive.strict_yaml import Entry, Node, Scalar, parse_yaml

SITE_FILE = "site.yaml"
MAX_REGISTER = 8 * 1024 * 1024
"""Most bytes of site.yaml and of each register."""


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What site.yaml says. `base_url` is "" or ends with a slash.

    And how the site was asked for: `search`, with an index for it; `fulltext`, with one of all
    texts besides; `offline`, to be read from a disk, where an address must name its file.
    """

    title: str = ""
    description: str = ""
    base_url: str = ""
    language: str = "en"
    licence: str = ""
    exit_page: str = ""
    vocabulary: Vocabulary = SHIPPED
    search: bool = True
    fulltext: bool = False
    offline: bool = False


_KEYS = ("title", "description", "base_url", "language", "licence", "exit_page", "vocabulary")
_W = TypeVar("_W", EventType, Role, Status, Relation)


def read_config(file: SourceFile) -> tuple[SiteConfig, tuple[Diagnostic, ...]]:
    """The settings, defaults in the place of what is wrong, and what is wrong."""
    node, found = read_yaml_file(file)
    if node is None:
        return SiteConfig(), tuple(found)
    fields = Fields(node, "site.yaml", _KEYS, found, Span(file.path))
    defaults = SiteConfig()
    config = SiteConfig(
        title=fields.required("title", text) or "",
        description=fields.optional("description", text, defaults.description),
        base_url=fields.optional("base_url", _base_url, defaults.base_url),
        language=fields.optional("language", language, defaults.language),
        licence=fields.optional("licence", text, defaults.licence),
        exit_page=fields.optional("exit_page", url, defaults.exit_page),
        vocabulary=fields.optional("vocabulary", _vocabulary, defaults.vocabulary),
    )
    return config, tuple(found)


def read_yaml_file(file: SourceFile) -> tuple[strict_yaml.Mapping | None, Found]:
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
        return strict_yaml.Mapping({}, Span(file.path), flow=False), found
    return (None if node is None else mapping(node, found)), found


def _base_url(node: Node, found: Found) -> str | None:
    address = url(node, found)
    if address is None:
        return None
    if "?" in address or "#" in address:
        message = "the site's address can have no ? or #"
        found.append(error("bad-url", node.span, message, "write it up to the last /"))
        return None
    return address.rstrip("/") + "/"


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
    shipped: Mapping[str, _W], read: Callable[[str, _W | None, Entry, Found], _W | None]
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


def _fields(entry: Entry, owner: str, keys: Collection[str], found: Found) -> Fields | None:
    if isinstance(entry.value, Scalar) and entry.value.is_null:
        empty = strict_yaml.Mapping({}, entry.key_span, flow=False)
        return Fields(empty, owner, keys, found)
    if isinstance(entry.value, strict_yaml.Mapping):
        return Fields(entry.value, owner, keys, found, entry.key_span)
    hint = f"write {entry.key}: {{label: …}}"
    wrong_type(entry.value, "a mapping with the word's label", found, hint)
    return None


def _label(fields: Fields, shipped: str | None) -> str:
    """Only a new word needs a label; one that ships keeps its own."""
    if shipped is None:
        return fields.required("label", text) or ""
    return fields.optional("label", text, shipped)


def _event_type(word: str, old: EventType | None, entry: Entry, found: Found) -> EventType | None:
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


def _role(word: str, old: Role | None, entry: Entry, found: Found) -> Role | None:
    fields = _fields(entry, "a role", ("label", "main"), found)
    if fields is None:
        return None
    main = fields.optional("main", boolean, old.main if old else False)
    return Role(id=word, label=_label(fields, old.label if old else None), main=main)


def _status(word: str, old: Status | None, entry: Entry, found: Found) -> Status | None:
    fields = _fields(entry, "a status", ("label",), found)
    return (
        None
        if fields is None
        else Status(id=word, label=_label(fields, old.label if old else None))
    )


def _relation(word: str, old: Relation | None, entry: Entry, found: Found) -> Relation | None:
    fields = _fields(entry, "a relation", ("label", "inverse"), found)
    if fields is None:
        return None
    label = _label(fields, old.label if old else None)
    inverse = fields.optional("inverse", text, old.inverse if old else label)
    return Relation(id=word, label=label, inverse=inverse)
