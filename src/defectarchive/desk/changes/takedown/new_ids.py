"""Ids that give a name away, and those that take their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.desk.changes.homes import records_of
from defectarchive.desk.changes.read_archive import ReadArchive
from defectarchive.desk.changes.references import Reference
from defectarchive.desk.changes.takedown.words import holds
from defectarchive.frozen import Frozen
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.records import Records, Ref
from defectarchive.resolve.names.entity_names import EntityNames, collect_names
from defectarchive.resolve.order import publication_key

# What a thing is called that must not be called by its name; a number follows.
_NEUTRAL = {
    Kind.ARTICLE: "article",
    Kind.EVENT: "case",
    Kind.PERSON: "person",
    Kind.OUTLET: "outlet",
    Kind.ORGANISATION: "organisation",
    Kind.PLACE: "place",
}
_PAGE = "page"


def names_of_all(records: Records) -> EntityNames:
    """The names in all articles: what is in drafts has to go as well."""
    articles = tuple(replace(article, draft=False) for article in records.articles)
    records = replace(records, articles=articles)
    names, _ = collect_names(records, sorted(articles, key=publication_key))
    return names


class NewIds(Frozen, frozen=True):
    """What each thing is to be called from now on whose id tells what must not be told.

    `pages`: the same for the editor's own pages, by id.
    """

    names: EntityNames
    withheld: WithheldNames
    of: Mapping[EntityRef, str]
    pages: Mapping[str, str]

    def meant(self, reference: Reference) -> EntityRef | None:
        """What a reference means."""
        if reference.link:
            found = [*self._by_id(reference)] or [*self._by_name(reference)]
            return found[0] if found else None
        if len(reference.kinds) > 1:
            return self.names.speaker(Ref(reference.text, reference.span))
        return next(self._by_name(reference), None)

    def _by_id(self, reference: Reference) -> Iterator[EntityRef]:
        for kind in reference.kinds:
            names = self.names.by_kind[kind]
            if reference.text in names.declared or reference.text in names.created:
                yield EntityRef(kind, reference.text)
            elif reference.text in names.former:
                yield EntityRef(kind, names.former[reference.text])

    def _by_name(self, reference: Reference) -> Iterator[EntityRef]:
        for kind in reference.kinds:
            found = self.names.by_kind[kind].find(reference.text)
            if found is not None:
                yield EntityRef(kind, found)

    def instead_of(self, reference: Reference) -> str:
        """The id that has to stand in the place of a reference; "" where it can stay."""
        thing = self.meant(reference)
        if thing is None:
            return ""
        told = thing in self.of or holds(self.withheld, reference.text)
        return self.of.get(thing, thing.id) if told else ""


def new_ids(
    read: ReadArchive, names: EntityNames, person: str, new: str, withheld: WithheldNames
) -> NewIds:
    """Ids for the person, and for all else whose id has the name; `new` "" is the first free."""
    taken = set(_taken(read, names))
    numbered = _Numbered(taken, withheld)
    of = {EntityRef(Kind.PERSON, person): new or numbered.next(_NEUTRAL[Kind.PERSON])}
    taken.update(of.values())
    for kind, index in names.by_kind.items():
        for identifier in sorted({*index.declared, *index.created}):
            thing = EntityRef(kind, identifier)
            if thing not in of and withheld.is_in_path(identifier):
                of[thing] = numbered.next(_NEUTRAL[kind])
        # Files of cases that no article tells of have an id as well.
        for record in records_of(read, kind):
            thing = EntityRef(kind, record.id)
            if thing not in of and record.id not in index.former and withheld.is_in_path(record.id):
                of[thing] = numbered.next(_NEUTRAL[kind])
    pages = {
        page.id: numbered.next(_PAGE) for page in read.records.pages if withheld.is_in_path(page.id)
    }
    return NewIds(names, withheld, of, pages)


class _Numbered:
    """Ids that are a word and a number, each given once."""

    def __init__(self, taken: set[str], withheld: WithheldNames) -> None:
        self._taken = taken
        self._withheld = withheld

    def next(self, word: str) -> str:
        number = 1
        while f"{word}-{number}" in self._taken or self._withheld.is_in_path(f"{word}-{number}"):
            number += 1
        self._taken.add(f"{word}-{number}")
        return f"{word}-{number}"


def _taken(read: ReadArchive, names: EntityNames) -> Iterator[str]:
    """Every id that means something, or once did, of whatever kind."""
    for kind, index in names.by_kind.items():
        yield from (*index.declared, *index.created, *index.former)
        for record in records_of(read, kind):
            yield record.id
            yield from (old.text for old in (*record.former_ids, *record.merged_from))
    yield from (page.id for page in read.records.pages)


def is_taken(read: ReadArchive, names: EntityNames, identifier: str) -> bool:
    """Whether an id means something already, or once did."""
    return identifier in set(_taken(read, names))


def others_called_so(
    read: ReadArchive, names: EntityNames, person: str, withheld: WithheldNames
) -> Iterable[str]:
    """Where other people have a name that is to vanish, as path:line."""
    for record in read.records.people:
        if record.id != person and record.name and withheld.is_in(record.name.text):
            yield f"{record.span.path}:{record.name.span.line}"
    for thing in names.people.created.values():
        if thing.id != person and thing.name and withheld.is_in(thing.name):
            yield f"{thing.span.path}:{thing.span.line}"
