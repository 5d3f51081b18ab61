"""The archive, resolved: every reference is an id that exists, every claim has its standing.

Built by `defectarchive.resolve` alone. Orders are fixed: articles by publication then id, claims
by article then place in the file, everything else as its docstring says.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

from defectarchive.diagnostics.diagnostic import Span
from defectarchive.frozen import Shared, Stored
from defectarchive.model.copies import Copy
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import EntityRef, Kind, pair
from defectarchive.model.outline import Outline, Part, Related
from defectarchive.model.records import Corrected, Correction, Folder, Retraction, ReviewRecord
from defectarchive.model.values import Count, Country, Stance, Value
from defectarchive.model.vocabulary import PROPERTIES, Property


class Standing(enum.Enum):
    """What became of a claim when all claims were put together."""

    SHOWN = "shown"
    AGREES = "agrees"
    OUTVOTED = "outvoted"
    DISPUTES = "disputes"
    SUPERSEDED = "superseded"  # the same outlet says otherwise in a later article
    RETRACTED = "retracted"


class Rule(enum.Enum):
    """Why a value is shown first: the first rule that told it from the other candidates."""

    ONLY_VALUE = "only-value"  # no other candidate
    RULING = "ruling"
    LATEST = "latest"  # statuses move on
    ASSERTED = "asserted"  # asserted or confirmed outright, before estimated, hedged or alleged
    SUPPORT = "support"  # more support
    UNQUALIFIED = "unqualified"  # unqualified date before qualified
    EARLIEST = "earliest"  # published first
    ARTICLE_ID = "article-id"
    FILE_ORDER = "file-order"


NOBODY = ""
"""Stands in a chain, and in a set of possible origins, for whoever the text does not name."""

OriginSets = tuple[tuple[str, ...], ...]
"""Sets of outlet ids, or `NOBODY`, each sorted: in each set, at least one is an origin."""


class Chain(Stored, frozen=True):
    """A relay chain as the article gives it, nearest step first: the outlet ids of each step.

    A step rests on each of its outlets; `NOBODY` among them is a source that the text leaves out.
    """

    steps: tuple[tuple[str, ...], ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """All outlets that it names, step by step."""
        return tuple(outlet for step in self.steps for outlet in step if outlet)


class Support(Stored, frozen=True):
    """What stands behind a value or a case: ids of articles, and of their possible origins.

    `origins_min`: how many origins there are at the least; `origins` has all that are possible.
    `either`: the outlets of which one is the origin, where there is one such set alone; else ().
    """

    articles: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    origins_min: int = 0
    either: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """By what values are ranked: the number of articles or of origins, whichever is less."""
        return min(len(self.articles), self.origins_min)


class Provenance(Stored, frozen=True):
    """Where claims come from: an article's report of an event, and what they rest on there.

    article, outlet, published: who says so, and when; path: of the article's file. chains,
    own_reporting: what the article names. origins: all possible ones, sorted; origin_sets: what the
    article leaves open.
    """

    event: str
    article: str
    path: str
    outlet: str
    published: Date
    chains: tuple[Chain, ...]
    own_reporting: bool
    origins: tuple[str, ...]
    origin_sets: OriginSets


class Said(Stored, frozen=True):
    """Something that an article says. `line`, `column`, `end`: see `span`.

    `said`: where it comes from, which most of what a report says has in common.
    """

    said: Shared[Provenance]
    line: int
    column: int
    end: int

    @property
    def event(self) -> str:
        return self.said.value.event

    @property
    def article(self) -> str:
        return self.said.value.article

    @property
    def outlet(self) -> str:
        return self.said.value.outlet

    @property
    def published(self) -> Date:
        return self.said.value.published

    @property
    def chains(self) -> tuple[Chain, ...]:
        return self.said.value.chains

    @property
    def own_reporting(self) -> bool:
        return self.said.value.own_reporting

    @property
    def origins(self) -> tuple[str, ...]:
        return self.said.value.origins

    @property
    def origin_sets(self) -> OriginSets:
        return self.said.value.origin_sets

    @property
    def span(self) -> Span:
        """Where it stands in the article's file."""
        return Span(self.said.value.path, self.line, self.column, self.end)


class Statement(Said, frozen=True):
    """One value, claimed by one article of one subject (an event, or a person in that event).

    `id` is permanent (see `resolve.facts.claim_ids`). `anchors`: ids of equal claims that were
    merged into this one. `fact_anchors`: ids that stand for all that the article says of the
    property on this speaker's word, where they do not name this claim alone. `by`: whoever inside
    the article says it. `hedge`: the source's own words of caution. `retracted`: its article was.
    """

    id: str
    anchors: tuple[str, ...]
    fact_anchors: tuple[str, ...]
    subject: EntityRef
    property: str
    value: Value
    by: EntityRef | None
    stance: Stance
    hedge: str
    wording: str
    note: str
    retracted: bool

    def puts_forward(self) -> bool:
        """Whether it supports its value, in an article that was not retracted."""
        return self.stance.affirms and not self.retracted

    def is_outright(self) -> bool:
        """Whether the value is put forward without reserve."""
        return self.stance.outright and not self.hedge

    def calls(self) -> bool:
        """Whether its words may stand for somebody's name, where there is no room for a reserve."""
        return self.is_outright() and not self.retracted


def property_of(stated: Statement) -> Property:
    """The property that a value is given of."""
    return PROPERTIES[stated.subject.kind][stated.property]


class Claim(Statement, frozen=True):
    """What was stated, put together with all else that was."""

    standing: Standing


class Ruling(Stored, frozen=True):
    """The editor's choice, as it applies to a fact."""

    value: Value
    because: str


class ShownValue(Stored, frozen=True):
    """A value that is shown, why, and what supports it.

    `claims`: all that put it forward, or a narrower value within it, the shown one first; `support`
    is theirs. `agreeing`: those that do not say as much but fit. No claim of a retracted article,
    and none that is superseded, is among them. `unsure`: nobody puts it forward without reserve.
    `voice`: the speaker, if all of `claims` are on the word of the same one; else None.
    """

    value: Value
    claim: str
    rule: Rule
    claims: tuple[str, ...]
    agreeing: tuple[str, ...]
    support: Support
    unsure: bool
    voice: EntityRef | None

    def all_claims(self) -> tuple[str, ...]:
        """Those that give the value, and those that fit."""
        return (*self.claims, *self.agreeing)


class Fact(Stored, frozen=True):
    """All that is claimed of one property of one subject in one event.

    A single-valued property has at most one finding; of other properties, each distinct value
    is one. No finding: everything said of it was denied, doubted, declined or retracted.
    """

    property: str
    findings: tuple[ShownValue, ...]
    claims: tuple[Claim, ...]
    disputed: bool
    ruling: Ruling | None = None


class Identification(Stored, frozen=True):
    """That an article's nameless person is taken for this one, by the editor, and why."""

    article: str
    because: str


class Participation(Part, frozen=True):
    """A person in an event: all that is said of them there, and who identified them.

    `told_members`: of a group, those whom an article counts to it there, each with that article.
    """

    person: str
    facts: tuple[Fact, ...]
    identifications: tuple[Identification, ...]
    told_members: tuple[tuple[str, str], ...]


class Report(Stored, frozen=True):
    """One article on one event. `origins` are all possible ones of its claims.

    `relays_apply`: whether any claim of it rests on `chains` and `own_reporting`, which are given
    for the whole report; claims may have their own.
    """

    article: str
    event: str
    title: str
    summary: str
    chains: tuple[Chain, ...]
    own_reporting: bool
    relays_apply: bool
    origins: tuple[str, ...]
    claims: tuple[str, ...]


class ProseLink(Stored, frozen=True):
    """A resolved link in a body; `label` is "" for the thing's own name."""

    thing: EntityRef
    label: str


class Prose(Stored, frozen=True):
    """A body with its links resolved: parts[0] links[0] parts[1] … parts[-1], safe HTML.

    `language`: where it is not that of the page, else "".
    """

    parts: tuple[str, ...] = ("",)
    links: tuple[ProseLink, ...] = ()
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.links) or any(part.strip() for part in self.parts)


NO_PROSE = Prose()


class MovedClaim(Stored, frozen=True):
    """A claim that stood with a case before the split: ids it had there, and where it is now."""

    anchors: tuple[str, ...]
    event: str
    claim: str


class SplitCase(Stored, frozen=True):
    """A case that turned out to be several, and of which no article tells any more.

    It is a page that names them, and counted nowhere.
    """

    id: str
    span: Span
    title: str
    lede: str
    split_into: tuple[str, ...]
    moved: tuple[MovedClaim, ...]
    corrections: tuple[Correction, ...]
    former_ids: tuple[str, ...]
    merged_from: tuple[str, ...]


class Event(Stored, frozen=True):
    """A thing that happened: its page is a case page.

    `type`, `date` are the shown values of those facts, "" or None where there is none.
    `facts` are the event's own, in vocabulary order (statements last); `people` in order of
    role (main first) then first mention. `articles` are all; `support` is that of what the event
    is. `summary`: of the best-supported report that stands and has one; `summary_of`: its article.
    `title_withdrawn`, `summary_withdrawn`: only retracted articles have any. `first_published`: of
    the earliest article that claims anything. `split_into`: cases that it became; `moved`: claims
    that stood here before the split. `span` is the first report's place.
    """

    id: str
    span: Span
    title: str
    type: str
    aggregate: bool
    date: Date | None
    facts: tuple[Fact, ...]
    people: tuple[Participation, ...]
    reports: tuple[Report, ...]
    articles: tuple[str, ...]
    support: Support
    disputed: tuple[str, ...]
    unsure: tuple[str, ...]
    related: tuple[Related, ...]
    first_published: Date
    title_withdrawn: bool = False
    lede: str = ""
    summary: str = ""
    summary_of: str = ""
    summary_withdrawn: bool = False
    split_into: tuple[str, ...] = ()
    moved: tuple[MovedClaim, ...] = ()
    corrections: tuple[Correction, ...] = ()
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()

    def fact(self, name: str) -> Fact | None:
        """The event's own fact of that property, if anything is claimed of it."""
        return next((fact for fact in self.facts if fact.property == name), None)

    def shown(self, name: str) -> Value | None:
        """The value that is shown of a single-valued property."""
        fact = self.fact(name)
        return fact.findings[0].value if fact and fact.findings else None

    @property
    def involved(self) -> tuple[str, ...]:
        """The people who have a part in it."""
        return tuple(part.person for part in self.people if part.has)

    def facts_by_person(self) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
        """The event's own facts, under "", then those of each of its people."""
        return (("", self.facts), *((part.person, part.facts) for part in self.people))

    def all_facts(self) -> tuple[Fact, ...]:
        """The event's own facts, then its people's."""
        return tuple(fact for _, facts in self.facts_by_person() for fact in facts)

    def claims(self) -> tuple[Claim, ...]:
        """Every claim that stands on this event's page: the event's own, then its people's."""
        return tuple(claim for fact in self.all_facts() for claim in fact.claims)


class NameForm(Stored, frozen=True):
    """One form of a name, and where it is used. `articles` in order; none: the editor's own."""

    text: str
    articles: tuple[str, ...]


class MayBe(Stored, frozen=True):
    """That this person may be that one. `stated_here`: the reason stands in this one's file."""

    person: str
    because: str
    stated_here: bool


class Person(Stored, frozen=True):
    """An individual, named or not, or a group.

    `name` reads well whether or not they have one: the descriptor stands in for it. `declared`:
    there is a file in people/. `parts` in timeline order, with more in the archive's
    `participations`; `members` and `groups` are ids. `count` is the editor's; what articles say is
    with the parts.
    """

    id: str
    span: Span
    name: str
    unnamed: bool
    descriptor: str
    declared: bool
    spellings: tuple[NameForm, ...]
    born: Date | None
    nationality: tuple[Country, ...]
    count: Count | None
    members: tuple[str, ...]
    groups: tuple[str, ...]
    may_be: tuple[MayBe, ...]
    parts: tuple[Part, ...]
    rulings: tuple[tuple[str, Ruling], ...]
    corrections: tuple[Correction, ...] = ()
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()

    @property
    def events(self) -> tuple[str, ...]:
        """The events that the person has a part in."""
        return tuple(part.event for part in self.parts if part.has)


class Article(Stored, frozen=True):
    """A source article, resolved. `chains`: what it rests on. `events`: ids, as in its file.

    `corrected`: by its outlet; `corrections`: of what this archive says of it. `drafted_by`: who
    wrote its file, or ""; `review`: who has read it beside its source.
    """

    id: str
    span: Span
    title: str
    outlet: str
    published: Date
    url: str
    archived: str
    accessed: Date | None
    updated: Date | None
    retracted: Retraction | None
    language: str
    translated_from: str
    authors: tuple[str, ...]
    chains: tuple[Chain, ...]
    own_reporting: bool
    events: tuple[str, ...]
    corrected: tuple[Corrected, ...] = ()
    corrections: tuple[Correction, ...] = ()
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()
    drafted_by: str = ""
    review: ReviewRecord | None = None

    @property
    def withdrawn(self) -> Date | None:
        """When it was retracted, as far as anybody says; None as well where it was not."""
        return self.retracted.date if self.retracted else None


class Organisation(Stored, frozen=True):
    """An outlet or an organisation: id, name, spellings, what and where it is.

    `type` is free ("newspaper"); `declared`: it stands in a register.
    """

    id: str
    span: Span
    name: str
    also_known_as: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    type: str = ""
    url: str = ""
    declared: bool = False
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()


class Place(Stored, frozen=True):
    """Where things happen. `within`: ids of the places around it, nearest first."""

    id: str
    span: Span
    name: str
    also_known_as: tuple[str, ...] = ()
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    within: tuple[str, ...] = ()
    declared: bool = False
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()


class EditorPage(Stored, frozen=True):
    """One of the editor's own pages."""

    id: str
    title: str
    order: int
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()


SPLIT = "split"
"""Stands for the kind of what is no case any more, among kinds of things."""

Lasting = EditorPage | Event | SplitCase | Person | Article | Organisation | Place
"""What has an address that outlasts its id. `former_ids`: what it was called itself, oldest first;
`merged_from`: others that turned out to be it."""


def old_ids(thing: Lasting) -> tuple[str, ...]:
    """The ids that lead to it from elsewhere; one that it took back does not."""
    ids = dict.fromkeys((*thing.former_ids, *thing.merged_from))
    return tuple(old for old in ids if old != thing.id)


def oldest_id(thing: Lasting) -> str:
    """What it was first called: for what must not change when it is renamed."""
    return next(iter(thing.former_ids), thing.id)


class Translated(Stored, frozen=True):
    """What the archive's own texts are in a language besides the first.

    `texts`: by `text_key` of their kind and their words in the first language, folded as spellings
    are. `bodies`: as those of the archive.
    """

    texts: Mapping[str, str]
    bodies: Mapping[str, Prose]


def text_key(kind: str, text: str) -> str:
    """The key of a text to translate. `kind`: the field that it is from ("title", "note")."""
    return f"{kind}:{text}"


class Archive(Stored, frozen=True):
    """All of it. Each mapping is keyed by id, in order of id (articles: by publication, id).

    `translations`: by language, in the order of site.yaml. `splits`: cases without articles that
    became others. `bodies`: what the editor wrote about a thing, where it is not empty, by the path
    of its file without `.md` ("people/ivan-ivanov"). `copies`: by id of the article; resolving
    leaves them to the check of quotations. `participations`: by `pair` of event and
    person. `outlines`: of the events.
    """

    events: Mapping[str, Event]
    people: Mapping[str, Person]
    articles: Mapping[str, Article]
    outlets: Mapping[str, Organisation]
    organisations: Mapping[str, Organisation]
    places: Mapping[str, Place]
    pages: Mapping[str, EditorPage]
    translations: Mapping[str, Translated] = {}
    splits: Mapping[str, SplitCase] = {}
    bodies: Mapping[str, Prose] = {}
    copies: Mapping[str, Copy] = {}
    participations: Mapping[str, Participation] = {}
    outlines: Mapping[str, Outline] = {}

    def participations_of(self, person: Person) -> Iterator[Participation]:
        """All that is said of somebody, event by event, in timeline order."""
        return (self.participations[pair(part.event, person.id)] for part in person.parts)

    def lasting(self) -> tuple[tuple[str, Mapping[str, Lasting]], ...]:
        """Whatever has pages of its own and may have had other ids, by kind."""
        return (
            (Kind.EVENT, self.events),
            (SPLIT, self.splits),
            (Kind.PERSON, self.people),
            (Kind.ARTICLE, self.articles),
            (Kind.OUTLET, self.outlets),
            (Kind.ORGANISATION, self.organisations),
            (Kind.PLACE, self.places),
        )

    def body(self, folder: Folder, identifier: str) -> Prose:
        """What the editor wrote about a thing, perhaps nothing."""
        return self.bodies.get(f"{folder}/{identifier}", NO_PROSE)

    def name_of(self, thing: EntityRef) -> str:
        """The name or title of anything that has a page."""
        match thing.kind:
            case Kind.EVENT:
                return (self.events.get(thing.id) or self.splits[thing.id]).title
            case Kind.ARTICLE:
                return self.articles[thing.id].title
            case Kind.PERSON:
                return self.people[thing.id].name
            case Kind.OUTLET:
                return self.outlets[thing.id].name
            case Kind.ORGANISATION:
                return self.organisations[thing.id].name
            case _:
                return self.places[thing.id].name
