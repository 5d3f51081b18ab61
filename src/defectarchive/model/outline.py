"""What the rest of the archive asks of an event."""

from __future__ import annotations

import enum

from defectarchive.diagnostics.diagnostic import Span
from defectarchive.frozen import Stored
from defectarchive.model.dates.date import Date
from defectarchive.model.ids import EntityRef
from defectarchive.model.values import Count, GeoPoint

Ids = tuple[str, ...]


class Involvement(enum.Enum):
    """Whether somebody has a part in an event, by all that stands of what articles say."""

    HAS = "has"
    DENIED = "denied"
    DOUBTED = "doubted"
    UNANSWERED = "unanswered"  # whoever was asked did not know or answer
    WITHDRAWN = "withdrawn"  # the articles that gave them one were retracted


class Part(Stored, frozen=True):
    """That somebody has a part in an event: roles (vocabulary ids; main ones first), articles.

    `part`: unless it is `HAS`, the person is listed in the event, but not counted among its people,
    nor the event among theirs. `counts`: of a group, how many people it is shown to have there.
    """

    event: str
    part: Involvement
    roles: tuple[str, ...]
    main: bool
    articles: tuple[str, ...]
    counts: tuple[Count, ...]

    @property
    def has(self) -> bool:
        """Whether they have it, by all that stands."""
        return self.part is Involvement.HAS


class Related(Stored, frozen=True):
    """A relation as read from one event: its vocabulary id, whether read backwards, who says so.

    `article` is "" where the relation is the editor's.
    """

    event: str
    relation: str
    inverse: bool
    article: str


class PassedOn(Stored, frozen=True):
    """The outlets whose stories an article passes on.

    `perhaps`: others, where it may rest on somebody else instead, or on its own reporting.
    """

    article: str
    sure: Ids
    perhaps: Ids


class Outline(Stored, frozen=True):
    """An event without what is said of it: for lookups, doubts and the order of time.

    So these need not read all that every article says. Fields that an event has mean the same here.

    `place`, `point`: those shown, "" or None where there is none; `also`: the further acts that
    are. `people`: with their parts. `passed_on`: for each report, by all that it claims. `claims`:
    how many there are. `speakers`: whom an article that stands lets speak. `acts`: the
    organisations that it shows, each with the person of whom it shows them, or "". `names`: those
    of its claims. `claimed`: the places where some claim puts it that was neither withdrawn nor
    changed since. `wordings`: what is quoted of each article. `corrected`, `renamed`: whether it
    has corrections, and whether it had other ids.
    """

    id: str
    span: Span
    type: str
    aggregate: bool
    date: Date | None
    first_published: Date
    place: str
    point: GeoPoint | None
    also: Ids
    articles: Ids
    people: tuple[tuple[str, Part], ...]
    passed_on: tuple[PassedOn, ...]
    related: tuple[Related, ...]
    split_into: Ids
    claims: int
    speakers: tuple[EntityRef, ...]
    acts: tuple[tuple[str, str], ...]
    names: Ids
    claimed: Ids
    wordings: tuple[tuple[str, Ids], ...]
    corrected: bool
    renamed: bool

    @property
    def involved(self) -> Ids:
        """The people who have a part in it."""
        return tuple(person for person, part in self.people if part.has)
