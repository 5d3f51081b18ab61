"""Links in bodies, resolved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from defectarchive.diagnostics.diagnostic import Diagnostic, error
from defectarchive.diagnostics.results import Result, collect_results
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
    links: list[ProseLink] = []
    found: list[Diagnostic] = []
    for link in body.links:
        target, doubts = _target(link, entity_names)
        found += doubts
        if isinstance(target, Diagnostic):
            found.append(target)
        else:
            links.append(ProseLink(target, link.label))
    # Where a link leads nowhere no archive is built, so parts and links always match up.
    whole = len(links) == len(body.links)
    return Prose(body.parts, tuple(links)) if whole else Prose(), tuple(found)


_KINDS = tuple(Kind)
_OF_PREFIX = {str(kind): (kind,) for kind in Kind}


def _wanted(link: BodyLink) -> tuple[str, tuple[Kind, ...]]:
    """What a link names, and of which kinds it may be."""
    prefix, colon, rest = link.target.partition(":")
    kinds = _OF_PREFIX.get(prefix.strip()) if colon else None
    return (rest.strip(), kinds) if kinds else (link.target.strip(), _KINDS)


def _target(
    link: BodyLink, entity_names: EntityNames
) -> tuple[EntityRef | Diagnostic, Sequence[Diagnostic]]:
    """What a link leads to; and what is doubtful about one by name.

    That is namesakes who share it, or that only the slug is alike.
    """
    text, kinds = _wanted(link)
    wanted = Ref(text, link.span)
    doubts: list[Diagnostic] = []
    found = [*_by_id(text, kinds, entity_names)]
    if not found:
        all_doubts = (entity_names.by_kind[kind].doubt_about(wanted) for kind in kinds)
        doubts = [doubt for doubt in all_doubts if doubt is not None]
        found = [*_by_name(text, kinds, entity_names)]
    if len(found) == 1:
        return found[0], doubts
    if not found:
        word = kinds[0] if len(kinds) == 1 else "page for"
        return entity_names.unresolved(word, wanted, kinds), doubts
    choices = " or ".join(f"[[{thing.kind}:{thing.id}]]" for thing in found)
    meant = " and ".join(f"the {thing.kind} {thing.id}" for thing in found)
    message = f'"{text}" means {meant}'
    return error("ambiguous-link", link.span, message, f"write {choices}"), doubts


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
