"""The words that an archive may use: event types, roles, statuses, relations and properties.

The shipped vocabulary is `SHIPPED`; site.yaml extends or relabels it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Protocol, TypeVar

from defectarchive.frozen import Frozen
from defectarchive.model.ids import Kind
from defectarchive.model.translatable import _


class EventType(Frozen, frozen=True):
    """What kind of thing happened. `aggregate`: a tally over many cases, itself no case."""

    id: str
    label: str
    plural: str
    aggregate: bool = False


class Role(Frozen, frozen=True):
    """The part that a person has in an event. `main`: the event is about them."""

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

    # What reads values of a kind, and what they mention: `reader_of` in loader.parts.values; what
    # compares them: `comparison_of` in resolve.facts.comparison; what shows them: `Context.value`.

    DATE = "date"
    COUNT = "count"
    EVENT_TYPE = "event type"
    ROLE = "role"
    STATUS = "status"
    COUNTRY = "country"
    PARTY = "state or organisation"
    PLACE = "place"
    POINT = "point"
    ORGANISATION = "organisation"
    TEXT = "text"

    @property
    def moves_on(self) -> bool:
        """Whether values are steps, as from reported to confirmed: the latest one is shown."""
        return self is ValueKind.STATUS

    @property
    def translatable(self) -> bool:
        """Whether values are the archive's own words, which may be given in several languages."""
        return self is ValueKind.TEXT


class Property(Frozen, frozen=True):
    """One thing that can be claimed of an event or a person.

    `single`: the subject has one value, so two that differ are in dispute; values of all
    other properties add up. `noun`: what it is called within a sentence, where not as its label.
    """

    id: str
    label: str
    kind: ValueKind
    single: bool = False
    noun: str = ""

    @property
    def key(self) -> str:
        """The key under which it stands in an article."""
        return "statements" if self.id == STATEMENT else self.id


STATEMENT = "statement"
ROLE = "role"
TYPE = "type"
# Further acts in a case. Of agreement, support and denial, they and the type are one property.
ALSO = "also"
# The one status that is no step on the way from rumour to certainty.
DENIED = "denied"
ALLEGED = "alleged"


# What can be said of an event, in the order in which it is shown.
EVENT_PROPERTIES: Mapping[str, Property] = {
    TYPE: Property(TYPE, _("Type"), ValueKind.EVENT_TYPE, single=True, noun=_("the type")),
    ALSO: Property(ALSO, _("Also"), ValueKind.EVENT_TYPE, noun=_("a further act")),
    "date": Property("date", _("Date"), ValueKind.DATE, single=True, noun=_("the date")),
    "place": Property("place", _("Place"), ValueKind.PLACE, single=True, noun=_("the place")),
    "point": Property(
        "point", _("Coordinates"), ValueKind.POINT, single=True, noun=_("the coordinates")
    ),
    "from": Property(
        "from", _("From"), ValueKind.PARTY, single=True, noun=_("the state of origin")
    ),
    "to": Property("to", _("To"), ValueKind.PARTY, single=True, noun=_("the host state")),
    "count": Property(
        "count", _("Number of people"), ValueKind.COUNT, single=True, noun=_("the number of people")
    ),
    "status": Property("status", _("Status"), ValueKind.STATUS, single=True, noun=_("the status")),
    "organisations": Property(
        "organisations", _("Organisations"), ValueKind.ORGANISATION, noun=_("organisations")
    ),
    "motive": Property("motive", _("Motive"), ValueKind.TEXT, noun=_("a motive")),
    STATEMENT: Property(STATEMENT, _("Statement"), ValueKind.TEXT),
}

# What can be said of a person within an event.
PERSON_PROPERTIES: Mapping[str, Property] = {
    ROLE: Property(ROLE, _("Role"), ValueKind.ROLE),
    "age": Property("age", _("Age"), ValueKind.COUNT, single=True, noun=_("the age")),
    "nationality": Property(
        "nationality", _("Nationality"), ValueKind.COUNTRY, noun=_("the nationality")
    ),
    "position": Property("position", _("Position"), ValueKind.TEXT, noun=_("a position")),
    "organisation": Property(
        "organisation", _("Organisation"), ValueKind.ORGANISATION, noun=_("an employer")
    ),
    "descriptor": Property(
        "descriptor", _("Described as"), ValueKind.TEXT, noun=_("a description")
    ),
    "count": Property("count", _("Number of people"), ValueKind.COUNT, noun=_("the number")),
    "motive": Property("motive", _("Motive"), ValueKind.TEXT, noun=_("a motive")),
}

# By the kind of what they are claimed of.
PROPERTIES: Mapping[Kind, Mapping[str, Property]] = {
    Kind.EVENT: EVENT_PROPERTIES,
    Kind.PERSON: PERSON_PROPERTIES,
}


class Vocabulary(Frozen, frozen=True):
    """All words of one archive, each group keyed by id in the order in which they are shown.

    `languages`: those in which its texts may be given, the first one first; () where there is one.
    `language`: that one, or the first.
    """

    event_types: Mapping[str, EventType]
    roles: Mapping[str, Role]
    statuses: Mapping[str, Status]
    relations: Mapping[str, Relation]
    languages: tuple[str, ...] = ()
    language: str = "en"

    def terms(self, kind: ValueKind) -> Mapping[str, EventType | Role | Status]:
        """The words that values of this kind are; none of a kind that has its own."""
        match kind:
            case ValueKind.EVENT_TYPE:
                return self.event_types
            case ValueKind.ROLE:
                return self.roles
            case ValueKind.STATUS:
                return self.statuses
            case _:
                return {}


class _Word(Protocol):
    @property
    def id(self) -> str: ...


_W = TypeVar("_W", bound=_Word)


def _by_id(*words: _W) -> dict[str, _W]:
    return {word.id: word for word in words}


SHIPPED = Vocabulary(
    event_types=_by_id(
        EventType("defection", _("Defection"), _("Defections")),
        EventType("expulsion", _("Expulsion"), _("Expulsions")),
        EventType("asylum-request", _("Asylum request"), _("Asylum requests")),
        EventType("border-crossing", _("Border crossing"), _("Border crossings")),
        EventType("resignation", _("Resignation"), _("Resignations")),
        EventType("desertion", _("Desertion"), _("Desertions")),
        EventType("arrest", _("Arrest"), _("Arrests")),
        EventType("recall", _("Recall"), _("Recalls")),
        EventType("trial", _("Trial"), _("Trials")),
        EventType("death", _("Death"), _("Deaths")),
        EventType("tally", _("Tally"), _("Tallies"), aggregate=True),
    ),
    roles=_by_id(
        Role("subject", _("Subject"), main=True),
        Role("lawyer", _("Lawyer")),
        Role("spokesperson", _("Spokesperson")),
        Role("official", _("Official")),
        Role("investigator", _("Investigator")),
        Role("expert", _("Expert")),
        Role("journalist", _("Journalist")),
        Role("witness", _("Witness")),
        Role("relative", _("Relative")),
    ),
    statuses=_by_id(
        Status("confirmed", _("Confirmed")),
        Status("reported", _("Reported")),
        Status(ALLEGED, _("Alleged")),
        Status(DENIED, _("Denied")),
    ),
    relations=_by_id(
        Relation("follows", _("Follows"), _("Followed by")),
        Relation("retaliates", _("Retaliates for"), _("Answered by")),
        Relation("same-wave", _("Same wave as"), _("Same wave as")),
    ),
)
