"""site.yaml → the site's settings and its vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Span, error
from defectarchive.diagnostics.results import Result
from defectarchive.loader.first_language import in_first_language
from defectarchive.loader.source_file import SourceFile, read_text
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.fields import (
    Fields,
    Reader,
    bad_id,
    boolean,
    language,
    listed,
    mapping,
    text,
    url,
)
from defectarchive.loader.yaml.found import Found
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


def read_settings(file: SourceFile) -> Result[SiteSettings]:
    """The settings, defaults in the place of what is wrong, and what is wrong."""
    node, faults = read_yaml_file(file)
    if node is None:
        return SiteSettings(), faults
    found = Found(faults)
    tags = _languages(node, found)
    languages = tags if len(tags) > 1 else ()
    (node, translations), faults = in_first_language(node, languages, _TEXTS)
    found.add(*faults)
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
        translations=translations,
    )
    return settings, found.diagnostics


def _languages(node: nodes.Mapping, found: Found) -> tuple[str, ...]:
    """What stands under `languages`, the first one first; () where nothing does."""
    fields = Fields(node, "site.yaml", node.entries, found)
    tags: tuple[str, ...] = ()
    tags = fields.optional("languages", listed(_own_language, "a list of languages"), tags)
    span = fields.key_span("languages")
    single = fields.maybe("language", language) if tags else None
    if single is not None and single != tags[0]:
        message = f"`language` is {single}, but the first of `languages` is {tags[0]}"
        found.error("two-languages", fields.key_span("language"), message, "delete it")
    for at, tag in enumerate(tags):
        if tag.casefold() in (other.casefold() for other in tags[:at]):
            message = f"{tag} stands there twice"
            found.error("two-languages", span, message, "delete one")
    return tags


def _own_language(node: Node, found: Found) -> str | None:
    tag = language(node, found)
    if tag is not None and tag.casefold() in RESERVED:
        message = f"the site itself uses the address /{tag}/"
        found.error("bad-language", node.span, message, "add the region, as in pt-BR")
        return None
    return tag


def read_yaml_file(file: SourceFile) -> Result[nodes.Mapping | None]:
    """A whole YAML file whose root is a mapping; an empty one is an empty mapping."""
    if len(file.data) > MAX_REGISTER:
        message = f"the file is larger than {MAX_REGISTER // 2**20} MB"
        hint = "a register holds names, not texts: look for what does not belong there"
        return None, (error("too-large", Span(file.path), message, hint),)
    content, unreadable = read_text(file)
    if content is None:
        return None, unreadable
    node, faults = parse_yaml(content, file.path)
    found = Found((*unreadable, *faults))
    if isinstance(node, Scalar) and node.is_null:
        return nodes.Mapping({}, Span(file.path), flow=False), found.diagnostics
    register = None if node is None else mapping(node, found)
    return register, found.diagnostics


def _base_url(node: Node, found: Found) -> str | None:
    address = url(node, found)
    if address is None:
        return None
    if "?" in address or "#" in address:
        message = "the site's address can have no ? or #"
        found.error("bad-url", node.span, message, "write it up to the last /")
        return None
    try:
        return site_address(address)
    except ValueError as fault:
        message = f"this is no web address: {fault}"
        found.error("bad-url", node.span, message, "copy it whole from the browser")
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
    event_types = _words(
        SHIPPED.event_types, "an event type", ("label", "plural", "aggregate"), _event_type
    )
    roles = _words(SHIPPED.roles, "a role", ("label", "main"), _role)
    statuses = _words(SHIPPED.statuses, "a status", ("label",), _status)
    relations = _words(SHIPPED.relations, "a relation", ("label", "inverse"), _relation)
    return Vocabulary(
        event_types=fields.optional("event_types", event_types, SHIPPED.event_types),
        roles=fields.optional("roles", roles, SHIPPED.roles),
        statuses=fields.optional("statuses", statuses, SHIPPED.statuses),
        relations=fields.optional("relations", relations, SHIPPED.relations),
    )


def _words(
    shipped: Mapping[str, _W],
    owner: str,
    keys: Collection[str],
    make: Callable[[str, _W | None, Fields], _W],
) -> Reader[Mapping[str, _W]]:
    """A reader of one group: the shipped words, relabelled, then the new ones."""

    def read(node: Node, found: Found) -> Mapping[str, _W] | None:
        group = mapping(node, found)
        if group is None:
            return None
        words = dict(shipped)
        for word, entry in group.entries.items():
            if not is_id(word):
                found.add(bad_id(word, entry.key_span, "write "))
            elif (fields := _fields(entry, owner, keys, found)) is not None:
                words[word] = make(word, shipped.get(word), fields)
        return words

    return read


def _fields(entry: MappingEntry, owner: str, keys: Collection[str], found: Found) -> Fields | None:
    if isinstance(entry.value, Scalar) and entry.value.is_null:
        empty = nodes.Mapping({}, entry.key_span, flow=False)
        return Fields(empty, owner, keys, found)
    if isinstance(entry.value, nodes.Mapping):
        return Fields(entry.value, owner, keys, found, entry.key_span)
    hint = f"write {entry.key}: {{label: …}}"
    found.wrong_type(entry.value, "a mapping with the word's label", hint)
    return None


def _label(fields: Fields, shipped: EventType | Role | Status | Relation | None) -> str:
    """Only a new word needs a label; one that ships keeps its own."""
    if shipped is None:
        return fields.required("label", text) or ""
    return fields.optional("label", text, shipped.label)


def _event_type(word: str, old: EventType | None, fields: Fields) -> EventType:
    label = _label(fields, old)
    return EventType(
        id=word,
        label=label,
        plural=fields.optional("plural", text, old.plural if old else label),
        aggregate=fields.optional("aggregate", boolean, old.aggregate if old else False),
    )


def _role(word: str, old: Role | None, fields: Fields) -> Role:
    main = fields.optional("main", boolean, old.main if old else False)
    return Role(id=word, label=_label(fields, old), main=main)


def _status(word: str, old: Status | None, fields: Fields) -> Status:
    return Status(id=word, label=_label(fields, old))


def _relation(word: str, old: Relation | None, fields: Fields) -> Relation:
    label = _label(fields, old)
    inverse = fields.optional("inverse", text, old.inverse if old else label)
    return Relation(id=word, label=label, inverse=inverse)
