"""Everybody and everything that has an id: declared in files, or created by being mentioned."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from msgspec import field
from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import (
    Diagnostic,
    Span,
    asked_whether_meant,
    error,
    quoted,
    warning,
)
from defectarchive.diagnostics.results import Result
from defectarchive.frozen import Frozen
from defectarchive.model.countries import country_hint
from defectarchive.model.ids import EntityRef, Kind, slug
from defectarchive.model.records import (
    ArticleRecord,
    ClaimedDate,
    ClaimRecord,
    EventRecord,
    PartlyReadFile,
    PersonRecord,
    PlaceRecord,
    Records,
    RecordValue,
    Ref,
    RefValue,
    RegisterRecord,
    RelayRecord,
    Spelling,
    names_nobody,
)
from defectarchive.model.values import Value
from defectarchive.resolve.names.name_index import DeclaredEntity, NameIndex
from defectarchive.resolve.names.people_mentions import PeopleMentions, surname_warnings, unnamed_in

IdentityRecord = ArticleRecord | EventRecord | PersonRecord | RegisterRecord | PlaceRecord

# Where to declare what a mention created.
_HOMES = {
    Kind.OUTLET: "outlets.yaml, as {id}",
    Kind.ORGANISATION: "organisations.yaml, as {id}",
    Kind.PLACE: "places.yaml, as {id}",
    Kind.PERSON: "people/{id}.md",
}


class EntityNames(Frozen, frozen=True):
    """The names of the archive, by kind.

    `drafted`: drafts, and what only drafts mention. The indexes have none of these but register
    entries.
    """

    by_kind: Mapping[Kind, NameIndex]
    drafted: frozenset[EntityRef]
    unread: tuple[PartlyReadFile, ...] = ()
    # Event files that no published article reports, by id.
    untold: Mapping[str, Span] = field(default_factory=dict)

    @property
    def people(self) -> NameIndex:
        return self.by_kind[Kind.PERSON]

    @property
    def outlets(self) -> NameIndex:
        return self.by_kind[Kind.OUTLET]

    @property
    def organisations(self) -> NameIndex:
        return self.by_kind[Kind.ORGANISATION]

    @property
    def places(self) -> NameIndex:
        return self.by_kind[Kind.PLACE]

    @property
    def events(self) -> NameIndex:
        return self.by_kind[Kind.EVENT]

    def speaker(self, ref: Ref) -> EntityRef | None:
        """Who speaks: a person, else an organisation. Both exist once all names are collected."""
        person = self.people.find(ref.text)
        if person is not None:
            return EntityRef(Kind.PERSON, person)
        organisation = self.organisations.find(ref.text)
        return None if organisation is None else EntityRef(Kind.ORGANISATION, organisation)

    def resolve_value(self, value: RecordValue) -> Value | None:
        """The value with its mention resolved to an id; None where there is no such thing."""
        match value:
            case ClaimedDate():
                return value.date
            case RefValue():
                found = self.by_kind[value.kind].find(value.text)
                return None if found is None else EntityRef(value.kind, found)
            case _:
                return value

    def require(self, kind: Kind, ref: Ref) -> str | Diagnostic:
        """The id of a reference that must resolve, else the diagnostic."""
        found = self.by_kind[kind].find(ref.text)
        return found if found is not None else self.unresolved(kind, ref, (kind,))

    def unresolved(self, word: str, ref: Ref, kinds: Iterable[Kind]) -> Diagnostic:
        """The error for a reference that does not resolve. `word`: what messages call its target.

        Only a warning where an unreadable file mentions the target, because that may define it.
        """
        kinds = tuple(kinds)
        texts = (ref.text, slug(ref.text))
        if any(EntityRef(kind, text) in self.drafted for kind in kinds for text in texts):
            return error(
                "only-in-draft",
                ref.span,
                f'"{ref.text}" is known from a draft only, so it is not published',
                "publish the draft, or take the reference out",
            )
        message = f'there is no {word} "{ref.text}"'
        for file in self.unread:
            if file.span.path != ref.span.path and file.mentions(*texts):
                message += f"; but {file.span.path}, which cannot be read, speaks of it"
                return warning("unresolved-yet", ref.span, message, "mend that file first")
        if Kind.EVENT in kinds and ref.text in self.untold:
            left = self.untold[ref.text].path
            message = f"no article reports {ref.text} any more, so it has no page ({left} is left)"
            return error("unresolved", ref.span, message, NO_LONGER_TOLD)
        found = error("unresolved", ref.span, message, self._remedy(ref.text, kinds))
        return replace(found, about=ref.text)

    def _remedy(self, text: str, kinds: Collection[Kind]) -> str:
        """What may have been meant, else where things of these kinds come from."""
        others = [kind for kind in Kind if kind not in kinds and self.by_kind[kind].find(text)]
        if others:
            return f'"{text}" is {" and ".join(_WITH_ARTICLES[kind] for kind in others)}'
        near = filter(None, (self.by_kind[kind].nearest(text) for kind in kinds))
        return (
            asked_whether_meant(next(near, None))
            or _SOURCES[next(iter(kinds)) if len(kinds) == 1 else None]
        )


NO_LONGER_TOLD = (
    "take the reference out, or name it in an article again; "
    "if it goes on under another id, give that one `former_ids`"
)
"""The hint for a reference to something that was in the archive once."""

_WITH_ARTICLES = {kind: f"{'an' if kind[0] in 'aeio' else 'a'} {kind}" for kind in Kind}
# Where things of a kind come from; None: of any kind.
_SOURCES = {
    Kind.ARTICLE: "an article's id is the name of its file in articles/, without .md",
    Kind.EVENT: "an event exists because an article reports it under `events:`",
    Kind.PERSON: "write people/<id>.md, or name the person under `people:` in an article",
    Kind.OUTLET: "declare it in outlets.yaml, or name it in an article",
    Kind.ORGANISATION: "declare it in organisations.yaml, or name it in an article",
    Kind.PLACE: "declare it in places.yaml, or name it as the `place` of an event",
    None: "a link names the id or the name of an article, event, person, outlet, organisation "
    "or place; [[id|words]] shows other words",
}


def collect_names(records: Records, live: Iterable[ArticleRecord]) -> Result[EntityNames]:
    """Declare everything that has a file, then create what live articles mention besides.

    `live`: all articles but drafts, in order of publication. Diagnostics: mistakes in names, and
    a warning for each thing that was created.
    """
    live = tuple(live)
    drafts = [article for article in records.articles if article.draft]
    only_drafted = _only_drafted(records, live, drafts)
    people = [p for p in records.people if EntityRef(Kind.PERSON, p.id) not in only_drafted]
    names = {
        Kind.ARTICLE: _article_names(records.articles),
        Kind.EVENT: _event_names(records, live),
        Kind.PERSON: NameIndex(Kind.PERSON, map(_declared_person, people)),
        Kind.OUTLET: NameIndex(Kind.OUTLET, map(_declared, records.outlets)),
        Kind.ORGANISATION: NameIndex(Kind.ORGANISATION, map(_declared, records.organisations)),
        Kind.PLACE: NameIndex(Kind.PLACE, map(_declared, records.places)),
    }
    mentions = [(a, sorted(_mentions(a, names[Kind.OUTLET]), key=_place)) for a in live]
    # People first, so that no speaker whom a later article names as a person becomes an
    # organisation.
    people_named = names[Kind.PERSON]
    for _, mentioned in mentions:
        for kind, ref in mentioned:
            if kind is Kind.PERSON:
                people_named.create(ref)
    for article, mentioned in mentions:
        called = PeopleMentions(article, people_named)
        for kind, ref in mentioned:
            if kind is Kind.PERSON or (kind is None and people_named.find(ref.text) is not None):
                called.record(ref)
            else:
                names[kind or Kind.ORGANISATION].find_or_create(ref)
    people_named.name_by_forms(but_not=unnamed_in(live, people_named))
    doubts = tuple(surname_warnings(live, people_named, names[Kind.ORGANISATION]))
    told = {doubt.span for doubt in doubts}
    untold = {
        record.id: record.span
        for record in records.events
        if record.id not in names[Kind.EVENT].declared
    }
    entity_names = EntityNames(names, only_drafted, records.unread, untold)
    of_names = chain.from_iterable(each.diagnostics(told) for each in names.values())
    return entity_names, (*doubts, *of_names, *_undeclared_parties(live, entity_names))


def _undeclared_parties(
    live: Iterable[ArticleRecord], entity_names: EntityNames
) -> Iterator[Diagnostic]:
    """A mistake for each party that is no state and no declared organisation."""
    organisations = entity_names.organisations
    for claim in (claim for article in live for claim in _claims(article)):
        party = claim.value
        if not (isinstance(party, RefValue) and party.declared):
            continue
        if organisations.find(party.text) not in organisations.declared:
            yield error(
                "unknown-country",
                party.span,
                f"{quoted(party.text)} is no country code (ISO 3166-1 alpha-2), nor an "
                "organisation that organisations.yaml declares",
                country_hint(party.text),
            )


def _claims(article: ArticleRecord) -> Iterator[ClaimRecord]:
    for report in article.reports:
        yield from report.claims
        for mention in report.people:
            yield from mention.claims


def _declared(record: RegisterRecord | PlaceRecord) -> DeclaredEntity:
    return _declared_as(record, record.name, *record.also_known_as)


def _declared_person(record: PersonRecord) -> DeclaredEntity:
    name = () if record.name is None else (record.name,)
    return _declared_as(record, *name, *record.also_known_as)


def _declared_as(record: IdentityRecord, *spellings: Spelling) -> DeclaredEntity:
    return DeclaredEntity(
        record.id,
        record.span,
        spellings,
        record.former_ids,
        record.merged_from,
        record.not_same_as,
    )


def _article_names(articles: Iterable[ArticleRecord]) -> NameIndex:
    """The ids of articles. Drafts are removed only after conflicting ids are found."""
    articles = tuple(articles)
    names = NameIndex(Kind.ARTICLE, map(_declared_as, articles))
    names.withdraw([article.id for article in articles if article.draft])
    return names


def _event_names(records: Records, live: Iterable[ArticleRecord]) -> NameIndex:
    """An event exists because an article reports it; its file only adds former ids.

    Files without an event are removed only after conflicting ids are found.
    """
    former = {
        old.text: record.id
        for record in records.events
        for old in (*record.former_ids, *record.merged_from)
        if old.text != record.id
    }
    reported: dict[str, Span] = {}
    for article in live:
        for report in article.reports:
            reported.setdefault(former.get(report.event.text, report.event.text), report.event.span)
    declared = {
        identifier: DeclaredEntity(identifier, span) for identifier, span in reported.items()
    }
    declared |= {record.id: _declared_as(record) for record in records.events}
    names = NameIndex(Kind.EVENT, (thing for _, thing in sorted(declared.items())))
    # A case that was split keeps its page, whether or not an article still tells of it.
    split = {record.id for record in records.events if record.split_into}
    names.withdraw(declared.keys() - reported.keys() - split)
    return names


def _only_drafted(
    records: Records, live: Iterable[ArticleRecord], drafts: Iterable[ArticleRecord]
) -> frozenset[EntityRef]:
    """The drafts, and everything that drafts mention and no live article does.

    Register entries stay in the indexes even so: a register lists what may be mentioned.
    """
    drafts = tuple(drafts)
    if not drafts:
        return frozenset()
    events = NameIndex(Kind.EVENT, map(_declared_as, records.events))
    people = NameIndex(Kind.PERSON, map(_declared_person, records.people))
    outlets = NameIndex(Kind.OUTLET, map(_declared, records.outlets))
    drafted = {EntityRef(Kind.ARTICLE, article.id) for article in drafts}
    drafted.update(*(_mentioned(article, events, people, outlets) for article in drafts))
    return frozenset(
        drafted.difference(*(_mentioned(article, events, people, outlets) for article in live))
    )


def _mentioned(
    article: ArticleRecord, events: NameIndex, people: NameIndex, outlets: NameIndex
) -> set[EntityRef]:
    """What an article mentions, by id. A speaker counts as a person and as an organisation."""
    found = set[EntityRef]()
    for report in article.reports:
        identifier = events.find(report.event.text) or report.event.text
        found.add(EntityRef(Kind.EVENT, identifier))
    for kind, ref in _mentions(article, outlets):
        if kind is Kind.PERSON or kind is None:
            # Of namesakes none is meant for sure.
            meant = people.match(ref.text)
            if meant is None or len(meant.ids) == 1:
                person = meant.ids[0] if meant else slug(ref.text)
                found.add(EntityRef(Kind.PERSON, person))
        if kind is not Kind.PERSON:
            found.add(EntityRef(kind or Kind.ORGANISATION, slug(ref.text)))
    return found


def _mentions(article: ArticleRecord, outlets: NameIndex) -> Iterator[tuple[Kind | None, Ref]]:
    """Every mention that may create what it names, with its kind; None for a speaker (`by`)."""
    if article.outlet.text:
        yield Kind.OUTLET, article.outlet
    yield from _relayed(article.relays, outlets)
    for report in article.reports:
        yield from _relayed(report.relays, outlets)
        for mention in report.people:
            yield Kind.PERSON, mention.person
            yield from _relayed(mention.relays, outlets)
    for claim in _claims(article):
        yield from _claimed(claim, outlets)


def _place(mention: tuple[Kind | None, Ref]) -> Span:
    return mention[1].span


def _relayed(
    relays: Iterable[RelayRecord] | None, outlets: NameIndex
) -> Iterator[tuple[Kind | None, Ref]]:
    for relay in relays or ():
        for step in relay.steps:
            for outlet in each_outlet(step, outlets):
                if not names_nobody(outlet.text):
                    yield Kind.OUTLET, outlet


_AND = re.compile(r"\s+&\s+")


def each_outlet(step: Ref, outlets: NameIndex) -> Iterator[Ref]:
    """The outlets of one step of a chain; a name on file that contains `&` stays whole."""
    names = _AND.split(step.text)
    start = 0
    while start < len(names):
        end = next(
            (
                end
                for end in range(min(len(names), start + outlets.most_joined), start + 1, -1)
                if outlets.is_on_file(" & ".join(names[start:end]))
            ),
            start + 1,
        )
        yield Ref(" & ".join(names[start:end]), step.span)
        start = end


def _claimed(claim: ClaimRecord, outlets: NameIndex) -> Iterator[tuple[Kind | None, Ref]]:
    if isinstance(claim.value, RefValue) and not claim.value.declared:
        yield claim.value.kind, claim.value
    if claim.by is not None:
        yield None, claim.by
    yield from _relayed(claim.relays, outlets)


def unmentioned_events(records: Records, entity_names: EntityNames) -> Iterator[Diagnostic]:
    """A warning for each event file that no published article mentions."""
    for record in records.events:
        # A file whose id is a former id was reported as a conflict.
        if (
            record.id not in entity_names.events.declared
            and record.id not in entity_names.events.former
        ):
            draft = EntityRef(Kind.EVENT, record.id) in entity_names.drafted
            yield warning(
                "unmentioned-event",
                record.span,
                f'no {"published " if draft else ""}article reports the event "{record.id}", '
                "so it has no page",
                "publish the draft that does"
                if draft
                else _suggestion(entity_names.events.nearest(record.id)),
            )


def _suggestion(nearest: str | None) -> str:
    return f"{asked_whether_meant(nearest)} name it under `events:` in an article".strip()
