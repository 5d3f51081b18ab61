"""Links in bodies, resolved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from defectarchive.diagnostics.diagnostic import Diagnostic, error
from defectarchive.diagnostics.results import Result, collect_results, split_diagnostics
from defectarchive.model.archive import Prose, ProseLink
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.records import (
    ArticleRecord,
    Body,
    BodyLink,
    EventRecord,
    Folder,
    PageRecord,
    PersonRecord,
    Records,
    Ref,
)
from defectarchive.resolve.names.entity_names import EntityNames

_Written = ArticleRecord | EventRecord | PageRecord | PersonRecord


def resolve_bodies(
    records: Records, things: Mapping[Folder, Collection[str]], entity_names: EntityNames
) -> Result[dict[str, Prose]]:
    """The bodies of what is in the archive, by path; empty ones are left out.

    `things`: ids of what is, by folder.
    """
    of_folders: tuple[tuple[Folder, Iterable[_Written]], ...] = (
        ("articles", records.articles),
        ("events", records.events),
        ("pages", records.pages),
        ("people", records.people),
    )
    bodies, found = collect_results(
        (f"{folder}/{record.id}", resolve_prose(record.body, entity_names))
        for folder, written in of_folders
        for record in written
        if record.id in things[folder]
    )
    return {path: prose for path, prose in bodies.items() if prose}, found


def resolve_prose(body: Body, entity_names: EntityNames) -> Result[Prose]:
    """The body with each link's target as a thing; a mistake for each that leads nowhere."""
    if not body.links:
        return Prose(body.parts), ()
    doubts = tuple(doubt for link in body.links for doubt in _doubts(link, entity_names))
    targets, lost = split_diagnostics(_target(link, entity_names) for link in body.links)
    if lost:
        # No archive is built, so parts and links always match up.
        return Prose(), (*doubts, *lost)
    links = zip(targets, body.links, strict=True)
    return Prose(body.parts, tuple(ProseLink(target, link.label) for target, link in links)), doubts


def _doubts(link: BodyLink, entity_names: EntityNames) -> list[Diagnostic]:
    """What is doubtful about a link by name: namesakes who share it, or only a like slug."""
    text, kinds = _wanted(link)
    if any(_by_id(text, kinds, entity_names)):
        return []
    doubts = (entity_names.by_kind[kind].doubt_about(Ref(text, link.span)) for kind in kinds)
    return [doubt for doubt in doubts if doubt is not None]


def _wanted(link: BodyLink) -> tuple[str, tuple[Kind, ...]]:
    """What a link names, and of which kinds it may be."""
    prefix, colon, rest = link.target.partition(":")
    kinds = tuple(kind for kind in Kind if colon and kind == prefix.strip())
    return (rest.strip(), kinds) if kinds else (link.target.strip(), tuple(Kind))


def _target(link: BodyLink, entity_names: EntityNames) -> EntityRef | Diagnostic:
    text, kinds = _wanted(link)
    wanted = Ref(text, link.span)
    found = list(_by_id(text, kinds, entity_names)) or list(_by_name(text, kinds, entity_names))
    if len(found) == 1:
        return found[0]
    if not found:
        word = kinds[0] if len(kinds) == 1 else "page for"
        return entity_names.unresolved(word, wanted, kinds)
    choices = " or ".join(f"[[{thing.kind}:{thing.id}]]" for thing in found)
    meant = " and ".join(f"the {thing.kind} {thing.id}" for thing in found)
    return error("ambiguous-link", link.span, f'"{text}" means {meant}', f"write {choices}")


def _by_id(text: str, kinds: tuple[Kind, ...], entity_names: EntityNames) -> Iterator[EntityRef]:
    for kind in kinds:
        names = entity_names.by_kind[kind]
        if text in names.declared or text in names.created:
            yield EntityRef(kind, text)
        elif text in names.former:
            yield EntityRef(kind, names.former[text])


def _by_name(text: str, kinds: tuple[Kind, ...], entity_names: EntityNames) -> Iterator[EntityRef]:
    for kind in kinds:
        found = entity_names.by_kind[kind].find(text)
        if found is not None:
            yield EntityRef(kind, found)
