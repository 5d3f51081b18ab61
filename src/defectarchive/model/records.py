"""What the files say: one record for each file or register entry, typed and checked.

References are not resolved yet: each is the editor's text and its place, so that an error about it
can point there.
"""

from __future__ import annotations

import re
from typing import Literal

from defectarchive.diagnostics.diagnostic import Span
from defectarchive.frozen import Stored
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import Kind
from defectarchive.model.values import Count, Country, GeoPoint, Stance, Term, Text

Folder = Literal["articles", "events", "pages", "people"]
"""The folders whose files have a Markdown body."""


class Ref(Stored, frozen=True, tag=True):
    """A mention of a thing: an id, a name or a spelling, as the editor wrote it."""

    text: str
    span: Span


class BodyLink(Stored, frozen=True):
    """A `[[target|label]]` in a body. `label` is "" where the editor gave none."""

    target: str
    label: str
    span: Span


class Body(Stored, frozen=True):
    """A Markdown body as safe HTML, cut at its links: parts[0] links[0] parts[1] … parts[-1]."""

    parts: tuple[str, ...] = ("",)
    links: tuple[BodyLink, ...] = ()


class RelayRecord(Stored, frozen=True):
    """One chain of outlets that a text rests on, nearest first; the last step is the origin.

    A step is the text as written: a name, several names joined by `&`, or `unknown` where the text
    names nobody. Only the register tells several names from one name that contains an `&`.
    """

    steps: tuple[Ref, ...]


UNKNOWN = "unknown"
"""The step of a chain that stands for a source without a name."""


def names_nobody(outlet: str) -> bool:
    """Whether a step of a chain is `unknown`, in any case."""
    return outlet.casefold() == UNKNOWN


class ClaimedDate(Stored, frozen=True, tag=True):
    """A date as the value of a claim. Its tag tells it from other values in stored records."""

    date: Date

    def __str__(self) -> str:
        return self.date.text


class RefValue(Ref, frozen=True, tag=True):
    """A mention as the value of a claim. `declared`: a register must have it already."""

    kind: Kind
    declared: bool


RecordValue = ClaimedDate | Count | Term | Country | GeoPoint | Text | RefValue


class ClaimRecord(Stored, frozen=True):
    """One value that a report states. `by`: the speaker; None for the article itself.

    `relays` None: those of the person's entry apply, else those of the report. `hedge`: the
    source's own words of caution, "" for none. `wording_span`: None where there is no wording.
    """

    property: str
    value: RecordValue
    span: Span
    by: Ref | None = None
    stance: Stance = Stance.ASSERTS
    hedge: str = ""
    wording: str = ""
    note: str = ""
    relays: tuple[RelayRecord, ...] | None = None
    wording_span: Span | None = None


class MentionRecord(Stored, frozen=True):
    """A person's entry in a report. `because`: why the editor, not the article, says who it is."""

    person: Ref
    called: str = ""
    because: str = ""
    unnamed: bool = False
    members: tuple[Ref, ...] = ()
    relays: tuple[RelayRecord, ...] | None = None
    claims: tuple[ClaimRecord, ...] = ()


class RelatedRecord(Stored, frozen=True):
    """A relation of this event to another one."""

    event: Ref
    relation: str


class ReportRecord(Stored, frozen=True):
    """What one article says about one event: one entry under `events:`.

    `relays` None: those of the article apply.
    """

    event: Ref
    title: str = ""
    summary: str = ""
    relays: tuple[RelayRecord, ...] | None = None
    claims: tuple[ClaimRecord, ...] = ()
    people: tuple[MentionRecord, ...] = ()
    related: tuple[RelatedRecord, ...] = ()


class Retraction(Stored, frozen=True):
    """That the outlet withdrew the article."""

    date: Date | None
    because: str
    url: str = ""


class Correction(Stored, frozen=True):
    """A correction that the editor owns up to."""

    date: Date
    text: str


class Corrected(Stored, frozen=True):
    """What the outlet itself put right in its article; `url`: where it says so, or ""."""

    date: Date
    text: str
    url: str = ""


PROGRAM = "program"
"""The `drafted_by` of what no person has written."""


class ReviewRecord(Stored, frozen=True):
    """That somebody read an article's file. `fresh`: it is still what they read.

    `by`: a name, or whatever they go by.
    """

    by: str
    date: Date
    fresh: bool


class ArticleRecord(Stored, frozen=True):
    """One source article, as its file has it. `own_reporting` None: the file does not say.

    `drafted_by`: who wrote the file, "program" for a program; "" where it does not say.

    `title_span`, `url_span`, `published_span`: the places of these values, None where missing.
    """

    id: str
    span: Span
    title: str
    outlet: Ref
    published: Date
    reports: tuple[ReportRecord, ...]
    url: str = ""
    archived: str = ""
    accessed: Date | None = None
    updated: Date | None = None
    retracted: Retraction | None = None
    language: str = ""
    translated_from: str = ""
    authors: tuple[str, ...] = ()
    relays: tuple[RelayRecord, ...] = ()
    own_reporting: bool | None = None
    draft: bool = False
    corrected: tuple[Corrected, ...] = ()
    corrections: tuple[Correction, ...] = ()
    former_ids: tuple[Ref, ...] = ()
    merged_from: tuple[Ref, ...] = ()
    not_same_as: tuple[Ref, ...] = ()
    drafted_by: str = ""
    reviewed: ReviewRecord | None = None
    body: Body = Body()
    title_span: Span | None = None
    url_span: Span | None = None
    published_span: Span | None = None


class Spelling(Stored, frozen=True):
    """A name in one form, with the place where it stands."""

    text: str
    span: Span


class RulingRecord(Stored, frozen=True):
    """The editor's choice between claims that disagree."""

    property: str
    value: RecordValue
    because: str
    span: Span


class MayBeRecord(Stored, frozen=True):
    """A guess that this person is the same as another, and the reason for it."""

    person: Ref
    because: str


class PersonRecord(Stored, frozen=True):
    """A file in people/. `name` is None for somebody unnamed, who has a descriptor instead."""

    id: str
    span: Span
    name: Spelling | None = None
    descriptor: str = ""
    also_known_as: tuple[Spelling, ...] = ()
    born: Date | None = None
    nationality: tuple[Country, ...] = ()
    count: Count | None = None
    members: tuple[Ref, ...] = ()
    may_be: tuple[MayBeRecord, ...] = ()
    former_ids: tuple[Ref, ...] = ()
    merged_from: tuple[Ref, ...] = ()
    not_same_as: tuple[Ref, ...] = ()
    rulings: tuple[RulingRecord, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withhold: tuple[Spelling, ...] = ()
    body: Body = Body()


class EventRecord(Stored, frozen=True):
    """A file in events/: the editor's own words on a case."""

    id: str
    span: Span
    title: str = ""
    lede: str = ""
    split_into: tuple[Ref, ...] = ()
    rulings: tuple[RulingRecord, ...] = ()
    related: tuple[RelatedRecord, ...] = ()
    corrections: tuple[Correction, ...] = ()
    former_ids: tuple[Ref, ...] = ()
    merged_from: tuple[Ref, ...] = ()
    not_same_as: tuple[Ref, ...] = ()
    body: Body = Body()


class RegisterRecord(Stored, frozen=True):
    """An entry of outlets.yaml or organisations.yaml. `type` is its `kind:` (newspaper …)."""

    id: str
    span: Span
    name: Spelling
    also_known_as: tuple[Spelling, ...] = ()
    country: str = ""
    language: str = ""
    type: str = ""
    url: str = ""
    former_ids: tuple[Ref, ...] = ()
    merged_from: tuple[Ref, ...] = ()
    not_same_as: tuple[Ref, ...] = ()


class PlaceRecord(Stored, frozen=True):
    """An entry of places.yaml. Latitude and longitude in degrees, WGS 84."""

    id: str
    span: Span
    name: Spelling
    also_known_as: tuple[Spelling, ...] = ()
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    within: Ref | None = None
    former_ids: tuple[Ref, ...] = ()
    merged_from: tuple[Ref, ...] = ()
    not_same_as: tuple[Ref, ...] = ()


class PageRecord(Stored, frozen=True):
    """A file in pages/: the editor's own page."""

    id: str
    span: Span
    title: str
    order: int = 0
    former_ids: tuple[Ref, ...] = ()
    merged_from: tuple[Ref, ...] = ()
    body: Body = Body()


class CopyRecord(Stored, frozen=True):
    """An entry of copies.yaml: the kept copy of the article with this id. Digests are SHA-256, hex.

    `file`: its name in the folder of copies. `sha256`: of that file; `text`: of the text beside it;
    `quotes`: of the wordings of the article that stand in it.
    """

    id: str
    span: Span
    file: str
    sha256: str
    kept: Date
    text: str
    quotes: str


class TranslationRecord(Stored, frozen=True):
    """The translation of one text. `id`: the key or property that it stands under ("title").

    `text`: the original in the first language, after `fold_spelling`. `said`: the translation into
    `language`.
    """

    id: str
    span: Span
    text: str
    language: str
    said: str


class BodyTranslationRecord(Stored, frozen=True):
    """The translation of a body, read from a file such as `<id>.nb.md` beside the original."""

    id: str
    span: Span
    folder: Folder
    language: str
    body: Body


class PartlyReadFile(Stored, frozen=True):
    """A file that could not be read, or only in part: its id, its first line, its raw YAML.

    A reference that nothing else defines may mean something in it.
    """

    id: str
    span: Span
    text: str

    def mentions(self, *mentions: str) -> bool:
        """Whether one of these ids or names is the file's id, or a whole word of its YAML."""
        return any(
            mention == self.id
            or re.search(rf"(?<![\w-]){re.escape(mention)}(?![\w-])", self.text) is not None
            for mention in mentions
            if mention
        )


class Records(Stored, frozen=True):
    """All that the files say, each kind sorted by id."""

    articles: tuple[ArticleRecord, ...] = ()
    people: tuple[PersonRecord, ...] = ()
    events: tuple[EventRecord, ...] = ()
    outlets: tuple[RegisterRecord, ...] = ()
    organisations: tuple[RegisterRecord, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    pages: tuple[PageRecord, ...] = ()
    copies: tuple[CopyRecord, ...] = ()
    translations: tuple[TranslationRecord, ...] = ()
    bodies: tuple[BodyTranslationRecord, ...] = ()
    unread: tuple[PartlyReadFile, ...] = ()
