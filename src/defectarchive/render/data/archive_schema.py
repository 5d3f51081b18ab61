"""The shape of archive.json: what each record of it has. The schema beside it is made from this.

Docstrings and field names here are what programs that read the file are told. Dates that stand as
text are EDTF; ids are the last part of the address of the thing's page.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from defectarchive.model.archive import Rule, Standing
from defectarchive.model.outline import Involvement
from defectarchive.model.values import Stance
from defectarchive.model.vocabulary import ValueKind


class Shape(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A JSON object. What has its default is left out."""


Day = Annotated[str, Meta(pattern=r"^[+-]?\d{4,}-\d{2}-\d{2}$")]
ClaimId = Annotated[str, Meta(pattern=r"^c[0-9a-f]+$")]


# --- values -------------------------------------------------------------------------------------


class VagueDate(Shape, frozen=True):
    """A date in EDTF, with its first and last possible day; none where that end is open."""

    edtf: str
    earliest: Day | None = None
    latest: Day | None = None


class Range(Shape, frozen=True):
    """A number of people, or a range of numbers; none where that end is open."""

    low: int | None = None
    high: int | None = None


class ThingRef(Shape, frozen=True):
    """One thing that has an id."""

    kind: Literal["article", "event", "person", "outlet", "organisation", "place"]
    id: str


class DateValue(Shape, frozen=True, tag_field="kind", tag="date"):
    """A date, as a value."""

    edtf: str
    earliest: Day | None = None
    latest: Day | None = None


class CountValue(Shape, frozen=True, tag_field="kind", tag="count"):
    """A number or range, as a value."""

    low: int | None = None
    high: int | None = None


class TermValue(Shape, frozen=True, tag_field="kind", tag="term"):
    """A word of the vocabulary, as a value."""

    id: str


class CountryValue(Shape, frozen=True, tag_field="kind", tag="country"):
    """A state, as a value: ISO 3166-1 alpha-2, withdrawn codes included."""

    code: str


class PointValue(Shape, frozen=True, tag_field="kind", tag="point"):
    """Coordinates, as a value: degrees north and east (WGS 84), and how exact, in km."""

    lat: float
    lon: float
    within_km: float


class TextValue(Shape, frozen=True, tag_field="kind", tag="text"):
    """Free words, as a value."""

    text: str


class PersonValue(Shape, frozen=True, tag_field="kind", tag="person"):
    """A person, as a value."""

    id: str


class OrganisationValue(Shape, frozen=True, tag_field="kind", tag="organisation"):
    """An organisation, as a value."""

    id: str


class PlaceValue(Shape, frozen=True, tag_field="kind", tag="place"):
    """A place, as a value."""

    id: str


AnyValue = (
    DateValue
    | CountValue
    | TermValue
    | CountryValue
    | PointValue
    | TextValue
    | PersonValue
    | OrganisationValue
    | PlaceValue
)


# --- claims and facts ---------------------------------------------------------------------------


class ChainShape(Shape, frozen=True):
    """What a text relays, nearest step first. steps: the outlets on each of which a step rests.

    null: a source that the text does not name.
    """

    steps: tuple[tuple[str | None, ...], ...]


OriginSets = tuple[tuple[str | None, ...], ...]


class SupportShape(Shape, frozen=True):
    """What stands behind something: articles, and the outlets that may be their origins.

    origins_min: how many origins there are at the least.
    """

    articles: tuple[str, ...]
    origins: tuple[str, ...]
    origins_min: int


class ClaimShape(Shape, frozen=True, kw_only=True):
    """One value, claimed by one article; id is also its anchor on the page of the event.

    person: whom of the event it is about, or "": the event itself. anchors: ids of equal claims,
    which are one with it; fact_anchors: ids of all that its article says of the property on the
    word of this speaker. by: who inside the article says so. origin_sets: outlets where it may
    originate; in each set, at least one is an origin, null is nobody that is named. own_reporting:
    its article's outlet is one of them. hedge: the source's own words of caution. wording: as the
    article puts it. note: the editor's.
    """

    id: ClaimId
    anchors: tuple[ClaimId, ...] = ()
    fact_anchors: tuple[ClaimId, ...] = ()
    event: str
    person: str = ""
    property: str
    value: AnyValue
    article: str
    origin_sets: OriginSets
    chains: tuple[ChainShape, ...] = ()
    own_reporting: bool = False
    by: ThingRef | None = None
    stance: Stance = Stance.ASSERTS
    hedge: str = ""
    wording: str = ""
    note: str = ""
    standing: Standing = Standing.SHOWN


class RulingShape(Shape, frozen=True):
    """The editor's choice between claims that disagree, and the reason."""

    value: AnyValue
    because: str


class NamedRuling(Shape, frozen=True):
    """A ruling on a property of a person, wherever it is in dispute."""

    property: str
    value: AnyValue
    because: str


class FindingShape(Shape, frozen=True):
    """A value that is shown; claim: from which claim; rule: why it comes first.

    others: further claims that give it or a narrower value within it, none retracted or superseded.
    origins_min: how many origins all these have at the least. agreeing: claims that say less, and
    fit. unsure: nobody gives it without reserve. voice: the one speaker on whose word all of them
    are, but for those that merely agree, or null.
    """

    value: AnyValue
    claim: ClaimId
    origins_min: int
    others: tuple[ClaimId, ...] = ()
    rule: Rule = Rule.ONLY_VALUE
    agreeing: tuple[ClaimId, ...] = ()
    unsure: bool = False
    voice: ThingRef | None = None


class FactShape(Shape, frozen=True):
    """What all claims of one property of an event, or of a person in it, come to."""

    property: str
    disputed: bool = False
    findings: tuple[FindingShape, ...] = ()
    ruling: RulingShape | None = None


# --- records ------------------------------------------------------------------------------------


class IdentificationShape(Shape, frozen=True):
    """That an article's nameless person is taken for this one, by the editor, and why."""

    article: str
    because: str


class ParticipationShape(Shape, frozen=True):
    """A person in an event. main: the event is about them. part: what became of it (has …)."""

    person: str
    part: Involvement
    roles: tuple[str, ...] = ()
    main: bool = False
    facts: tuple[FactShape, ...] = ()
    articles: tuple[str, ...] = ()
    identifications: tuple[IdentificationShape, ...] = ()


class ReportShape(Shape, frozen=True):
    """What one article says about the event, besides its claims."""

    article: str
    title: str
    summary: str = ""
    chains: tuple[ChainShape, ...] = ()
    own_reporting: bool = False


class RelatedShape(Shape, frozen=True):
    """A relation to another event; inverse: read backwards; article: who says so, "" the editor."""

    event: str
    relation: str
    inverse: bool = False
    article: str = ""


class CorrectionShape(Shape, frozen=True):
    """A correction that the editor owns up to."""

    date: str
    text: str


class MovedShape(Shape, frozen=True):
    """A claim that stood with a case until the split: ids it had there, and what it is now."""

    anchors: tuple[ClaimId, ...]
    event: str
    claim: ClaimId


class SplitShape(Shape, frozen=True):
    """A case that became several, of which no article tells any more; counted nowhere."""

    id: str
    path: str
    title: str
    split_into: tuple[str, ...] = ()
    moved: tuple[MovedShape, ...] = ()
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()
    body: str = ""


class EventShape(Shape, frozen=True, kw_only=True):
    """A thing that happened; its page is a case page. aggregate: a tally over many cases.

    support: what stands behind what it is; articles: all that tell of it. disputed, unsure: its own
    properties that are. summary_of: the article that
    the summary is of, or "". title_withdrawn, summary_withdrawn: only retracted articles have any.
    lede: the editor's. split_into: cases that it became; moved: claims that went with them.
    former_ids: what it was called itself, oldest first; merged_from: others that turned out to be
    it; the addresses of both lead here. body: HTML.
    """

    id: str
    path: str
    title: str
    type: str = ""
    aggregate: bool = False
    date: VagueDate | None = None
    years: tuple[int, ...] = ()
    first_published: str
    facts: tuple[FactShape, ...] = ()
    people: tuple[ParticipationShape, ...] = ()
    reports: tuple[ReportShape, ...] = ()
    articles: tuple[str, ...] = ()
    support: SupportShape
    disputed: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    title_withdrawn: bool = False
    lede: str = ""
    summary: str = ""
    summary_of: str = ""
    summary_withdrawn: bool = False
    split_into: tuple[str, ...] = ()
    moved: tuple[MovedShape, ...] = ()
    related: tuple[RelatedShape, ...] = ()
    corrections: tuple[CorrectionShape, ...] = ()
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()
    body: str = ""


class UsageShape(Shape, frozen=True):
    """A form of a name, and the articles that use it; none: the editor's own."""

    text: str
    articles: tuple[str, ...] = ()


class MayBeShape(Shape, frozen=True):
    """Somebody who may be the same. stated_here: the reason stands in this person's file."""

    person: str
    because: str
    stated_here: bool = False


class PersonShape(Shape, frozen=True):
    """An individual, named or not, or a group. name reads well whether or not there is one.

    born, nationality, count and body are the editor's own; declared: he has a file.
    former_ids and merged_from: as of events.
    """

    id: str
    path: str
    name: str
    unnamed: bool = False
    descriptor: str = ""
    declared: bool = False
    spellings: tuple[UsageShape, ...] = ()
    born: VagueDate | None = None
    nationality: tuple[str, ...] = ()
    count: Range | None = None
    members: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    may_be: tuple[MayBeShape, ...] = ()
    events: tuple[str, ...] = ()
    rulings: tuple[NamedRuling, ...] = ()
    corrections: tuple[CorrectionShape, ...] = ()
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()
    body: str = ""


class RetractionShape(Shape, frozen=True, kw_only=True):
    """That the outlet withdrew the article; url: where it says so, or ""."""

    date: str | None = None
    because: str
    url: str = ""


class CorrectedShape(Shape, frozen=True):
    """What the outlet itself put right; url: where it says so, or ""."""

    date: str
    text: str
    url: str = ""


class CopyShape(Shape, frozen=True):
    """The kept copy of an article, which is not published. sha256: of its file; kept: when, EDTF.

    checked: how many of the wordings in this archive were found in it.
    """

    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    kept: str
    checked: int


class ReviewShape(Shape, frozen=True):
    """Who has read an article's file beside its source, when (EDTF), and whether it is as then."""

    by: str
    date: str
    fresh: bool = False


class ArticleShape(Shape, frozen=True, kw_only=True):
    """A source article. chains: what it relays, as a whole; body: the editor's summary, HTML.

    corrected: by its outlet; corrections: of what this archive said of it. copy: null where none
    is kept. drafted_by: who wrote the archive's file ("program": no person), or "".
    """

    id: str
    path: str
    title: str
    outlet: str = ""
    published: VagueDate
    url: str = ""
    archived: str = ""
    accessed: str | None = None
    updated: str | None = None
    retracted: RetractionShape | None = None
    language: str = ""
    translated_from: str = ""
    authors: tuple[str, ...] = ()
    chains: tuple[ChainShape, ...] = ()
    own_reporting: bool = False
    events: tuple[str, ...] = ()
    corrected: tuple[CorrectedShape, ...] = ()
    corrections: tuple[CorrectionShape, ...] = ()
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()
    copy: CopyShape | None = None
    drafted_by: str = ""
    review: ReviewShape | None = None
    body: str = ""


class SourceShape(Shape, frozen=True):
    """An outlet or organisation. declared: it stands in a register."""

    id: str
    name: str
    also_known_as: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    kind: str = ""
    url: str = ""
    declared: bool = False
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()


class PlaceShape(Shape, frozen=True):
    """A place; degrees of WGS 84. within: the places around it, nearest first."""

    id: str
    name: str
    also_known_as: tuple[str, ...] = ()
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    within: tuple[str, ...] = ()
    declared: bool = False
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()


class PageShape(Shape, frozen=True):
    """One of the editor's own pages; body: HTML."""

    id: str
    title: str
    order: int
    former_ids: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()
    body: str = ""


class TranslationShape(Shape, frozen=True):
    """What a text is in another language. kind: where it stands ("title", "note").

    It holds for every text of that kind with these words, runs of white space counted as one.
    """

    kind: str
    text: str
    translation: str


class TranslatedBodyShape(Shape, frozen=True):
    """A body in another language, as HTML. of: in which list the record with that id stands."""

    of: Literal["articles", "events", "pages", "people"]
    id: str
    body: str


class TranslationsShape(Shape, frozen=True):
    """All that the archive's own texts are in one language besides that of this file."""

    language: str
    texts: tuple[TranslationShape, ...]
    bodies: tuple[TranslatedBodyShape, ...]


# --- the whole ----------------------------------------------------------------------------------


class SiteShape(Shape, frozen=True, kw_only=True):
    """The site as a whole. base_url: its address, with a slash at the end, or "".

    language: that of all texts here; languages: all that the site is in, where there are several.
    """

    title: str
    description: str = ""
    base_url: str = ""
    language: str
    licence: str = ""
    languages: tuple[str, ...] = ()


class EventTypeShape(Shape, frozen=True):
    """A type of event. aggregate: events of it are tallies over many cases."""

    id: str
    label: str
    plural: str
    aggregate: bool = False


class RoleShape(Shape, frozen=True):
    """The part that a person has. main: the event is about him."""

    id: str
    label: str
    main: bool = False


class StatusShape(Shape, frozen=True):
    """How sure an event is, as sources put it."""

    id: str
    label: str


class RelationShape(Shape, frozen=True):
    """How one event stands to another, read from either side."""

    id: str
    label: str
    inverse: str


class PropertyShape(Shape, frozen=True):
    """What can be claimed. single: two values that do not agree are in dispute."""

    id: str
    label: str
    kind: ValueKind
    single: bool = False


class VocabularyShape(Shape, frozen=True):
    """All words of the archive."""

    event_types: tuple[EventTypeShape, ...] = ()
    roles: tuple[RoleShape, ...] = ()
    statuses: tuple[StatusShape, ...] = ()
    relations: tuple[RelationShape, ...] = ()
    event_properties: tuple[PropertyShape, ...] = ()
    person_properties: tuple[PropertyShape, ...] = ()


class EntryShape(Shape, frozen=True):
    """A case on the timeline. order_unknown: it may as well stand before its predecessor."""

    event: str
    order_unknown: bool = False


class YearShape(Shape, frozen=True):
    """The cases of a calendar year: surely in it, and possibly."""

    year: int
    certain: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()


class GapShape(Shape, frozen=True):
    """Whole years without any case, first and last, between two neighbours."""

    after: str
    before: str
    years: tuple[int, int]


class TimelineShape(Shape, frozen=True):
    """The order of all cases; tallies stand apart. wide: dates too vague for pages of years."""

    order: tuple[EntryShape, ...] = ()
    tallies: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    years: tuple[YearShape, ...] = ()
    gaps: tuple[GapShape, ...] = ()


class ArchiveShape(Shape, frozen=True):
    """All of an archive, resolved: every reference is an id that exists.

    A key that is left out has its default. format rises when a key changes its meaning or goes
    away; new keys may come at any time. translations: by language; only where there are several.
    """

    format: Literal[3]
    generator: str
    site: SiteShape
    vocabulary: VocabularyShape
    timeline: TimelineShape
    events: tuple[EventShape, ...]
    people: tuple[PersonShape, ...]
    articles: tuple[ArticleShape, ...]
    outlets: tuple[SourceShape, ...]
    organisations: tuple[SourceShape, ...]
    places: tuple[PlaceShape, ...]
    pages: tuple[PageShape, ...]
    claims: tuple[ClaimShape, ...]
    splits: tuple[SplitShape, ...]
    translations: dict[str, TranslationsShape] = {}
