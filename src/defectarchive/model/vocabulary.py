"""The words that an archive may use: event types, roles, statuses, relations and properties.

The shipped vocabulary is `SHIPPED`; site.yaml extends or relabels it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Protocol, TypeVar

from defectarchive.frozen import Frozen


class EventType(Frozen, frozen=True):
    """What kind of thing happened. `aggregate`: a tally over many cases, itself no case."""

    id: str
    label: str
    plural: str
    aggregate: bool = False


class Role(Frozen, frozen=True):
    """The part that a person has in an event. `main`: the event is about him."""

    id: str
    label: str
    main: bool = False


class Status(Frozen, frozen=True):
    """How sure it is that the event happened, as sources put it."""

    id: str
    label: str


class Relation(Frozen, frozen=True):
    """How one event stands to another, read from either side."""

    id: str
    label: str
    inverse: str


class ValueKind(enum.Enum):
    """How a property's value is read and compared."""

    DATE = "date"
    COUNT = "count"
    EVENT_TYPE = "event type"
    ROLE = "role"
    STATUS = "status"
    COUNTRY = "country"
    PLACE = "place"
    ORGANISATION = "organisation"
    TEXT = "text"


class Property(Frozen, frozen=True):
    """One thing that can be claimed of an event or a person.

    `single`: the subject has one value, so two that differ are in dispute; values of all
    other properties add up.
    """

    id: str
    label: str
    kind: ValueKind
    single: bool = False


STATEMENT = "statement"
# The one status that is no step on the way from rumour to certainty.
DENIED = "denied"


# What can be said of an event, in the order in which it is shown.
EVENT_PROPERTIES: Mapping[str, Property] = {
    "type": Property("type", "Type", ValueKind.EVENT_TYPE, single=True),
    "date": Property("date", "Date", ValueKind.DATE, single=True),
    "place": Property("place", "Place", ValueKind.PLACE, single=True),
    "from": Property("from", "From", ValueKind.COUNTRY, single=True),
    "to": Property("to", "To", ValueKind.COUNTRY, single=True),
    "count": Property("count", "People", ValueKind.COUNT, single=True),
    "status": Property("status", "Status", ValueKind.STATUS, single=True),
    "organisations": Property("organisations", "Organisations", ValueKind.ORGANISATION),
    "motive": Property("motive", "Motive", ValueKind.TEXT),
    STATEMENT: Property(STATEMENT, "Statement", ValueKind.TEXT),
}

# What can be said of a person within an event.
PERSON_PROPERTIES: Mapping[str, Property] = {
    "role": Property("role", "Role", ValueKind.ROLE),
    "age": Property("age", "Age", ValueKind.COUNT, single=True),
    "nationality": Property("nationality", "Nationality", ValueKind.COUNTRY),
    "position": Property("position", "Position", ValueKind.TEXT),
    "organisation": Property("organisation", "Organisation", ValueKind.ORGANISATION),
    "descriptor": Property("descriptor", "Described as", ValueKind.TEXT),
    "count": Property("count", "People", ValueKind.COUNT),
    "motive": Property("motive", "Motive", ValueKind.TEXT),
}


class Vocabulary(Frozen, frozen=True):
    """All words of one archive, each group keyed by id in the order in which they are shown."""

    event_types: Mapping[str, EventType]
    roles: Mapping[str, Role]
    statuses: Mapping[str, Status]
    relations: Mapping[str, Relation]


class _Word(Protocol):
    @property
    def id(self) -> str: ...


_W = TypeVar("_W", bound=_Word)


def _by_id(*words: _W) -> dict[str, _W]:
    return {word.id: word for word in words}


SHIPPED = Vocabulary(
    event_types=_by_id(
        EventType("defection", "Defection", "Defections"),
        EventType("expulsion", "Expulsion", "Expulsions"),
        EventType("asylum-request", "Asylum request", "Asylum requests"),
        EventType("border-crossing", "Border crossing", "Border crossings"),
        EventType("resignation", "Resignation", "Resignations"),
        EventType("desertion", "Desertion", "Desertions"),
        EventType("arrest", "Arrest", "Arrests"),
        EventType("recall", "Recall", "Recalls"),
        EventType("tally", "Tally", "Tallies", aggregate=True),
    ),
    roles=_by_id(
        Role("subject", "Subject", main=True),
        Role("lawyer", "Lawyer"),
        Role("spokesperson", "Spokesperson"),
        Role("official", "Official"),
        Role("investigator", "Investigator"),
        Role("expert", "Expert"),
        Role("journalist", "Journalist"),
        Role("witness", "Witness"),
        Role("relative", "Relative"),
    ),
    statuses=_by_id(
        Status("confirmed", "Confirmed"),
        Status("reported", "Reported"),
        Status("alleged", "Alleged"),
        Status(DENIED, "Denied"),
    ),
    relations=_by_id(
        Relation("follows", "Follows", "Followed by"),
        Relation("retaliates", "Retaliates for", "Answered by"),
        Relation("same-wave", "Same wave as", "Same wave as"),
    ),
)
