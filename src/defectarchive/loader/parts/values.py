"""Readers of what claims can say: dates, counts, countries, words of the vocabulary, relays."""

from __future__ import annotations

import re
from collections.abc import Collection

from defectarchive.diagnostics.diagnostic import Span, quoted
from defectarchive.frozen import Frozen
from defectarchive.loader.yaml.fields import (
    Fields,
    Reader,
    entry,
    id_ref,
    listed,
    number_between,
    ref,
    text,
    word,
)
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import Mapping as YamlMapping
from defectarchive.loader.yaml.nodes import Node, Scalar, Sequence
from defectarchive.model.countries import BODIES, COUNTRIES, country_hint
from defectarchive.model.dates.date import Date, DateError, civil, parse_date
from defectarchive.model.dates.days import iso_year
from defectarchive.model.ids import Kind
from defectarchive.model.records import (
    ClaimedDate,
    RecordValue,
    Ref,
    RefValue,
    RelatedRecord,
    RelayRecord,
    names_nobody,
)
from defectarchive.model.values import Count, Country, GeoPoint, Stance, Term, Text
from defectarchive.model.vocabulary import ValueKind, Vocabulary

# Stands in for a date that cannot be read, so that its record exists and references to it resolve.
# The error keeps the record from being published.
NO_DATE = parse_date("0001")


def date(node: Node, found: Found) -> Date | None:
    """A vague date in EDTF."""
    if not isinstance(node, Scalar):
        hint = "write one date in the line of its key"
        if node.flow:
            hint = 'quote a set of dates: "[1991-05, 1991-06]"'
        found.wrong_type(node, "a date", hint)
        return None
    words = word(node, found)
    if words is None:
        return None
    try:
        return parse_date(words)
    except DateError as fault:
        known = words in fault.reason
        message = fault.reason if known else f"{quoted(words)} is no date: {fault.reason}"
        span = node.span
        if words == node.text:
            position = min(max(fault.position, 0), len(words) - 1)
            span = node.part(position, len(words))
        hint = fault.hint or 'write the date as "2003-05-10", "2003-05" or "2003"'
        found.error("bad-date", span, message, hint)
        return None


# Feeds have no other years; and the last day of one may be the first of the next elsewhere.
_FIRST_YEAR, _LAST_YEAR = 1, 9998


def date_of_text(node: Node, found: Found) -> Date | None:
    """When something was written, read or put right."""
    when = date(node, found)
    days = () if when is None else (when.earliest, when.latest)
    years = [civil(day)[0] for day in days if day is not None]
    if all(_FIRST_YEAR <= year <= _LAST_YEAR for year in years):
        return when
    message = f"no text is taken to be of the year {iso_year(years[0])}"
    hint = f"look for a slip; years of texts are {_FIRST_YEAR} to {_LAST_YEAR}"
    found.error("bad-date", node.span, message, hint)
    return None


def _when(node: Node, found: Found) -> ClaimedDate | None:
    read = date(node, found)
    return None if read is None else ClaimedDate(read)


_COUNT = re.compile(r"([0-9]{1,9})|([0-9]{1,9})?\.\.([0-9]{1,9})?")


def count(node: Node, found: Found) -> Count | None:
    """A number of people or years, or a range of them."""
    words = word(node, found)
    if words is None:
        return None
    match = _COUNT.fullmatch(words)
    if match is None or words == "..":
        message = f"{quoted(words)} is no number or range"
        found.error("bad-count", node.span, message, _count_hint(words))
        return None
    if match[1]:
        number = int(match[1])
        return Count(number, number)
    low = int(match[2]) if match[2] else None
    high = int(match[3]) if match[3] else None
    if low is not None and high is not None and low > high:
        message = f"the range {words} runs backwards"
        found.error("bad-count", node.span, message, f"did you mean {high}..{low}?")
        return None
    return Count(low, high)


def _count_hint(words: str) -> str:
    forms = "write 2, or a range: 2..5, 21.. (21 or more), ..5 (at most 5)"
    numbers = re.findall(r"[0-9]+", words)
    if re.fullmatch(r"[0-9]+\s*[-–—]\s*[0-9]+|[0-9]+\s*\.{2,3}\s*[0-9]+", words):
        return f"did you mean {numbers[0]}..{numbers[1]}?"
    if re.fullmatch(r"[0-9]+\+", words):
        return f"did you mean {numbers[0]}..?"
    if re.fullmatch(r"[0-9]{1,3}(?:[_,. ][0-9]{3})+", words):
        return f"did you mean {''.join(numbers)}?"
    return forms


def country(node: Node, found: Found) -> Country | None:
    """A state by its code."""
    code = country_code(node, found)
    return None if code is None else Country(code)


def country_code(node: Node, found: Found) -> str | None:
    """An ISO 3166-1 alpha-2 code, in capitals."""
    code = word(node, found)
    if code is None or code in COUNTRIES:
        return code
    message = f"{quoted(code)} is no country code (ISO 3166-1 alpha-2)"
    found.error("unknown-country", node.span, message, country_hint(code))
    return None


def mention(kind: Kind, *, declared: bool = False) -> Reader[RefValue]:
    """A reader of mentions of things of this kind."""

    def read(node: Node, found: Found) -> RefValue | None:
        named = ref(node, found)
        return None if named is None else RefValue(named.text, named.span, kind, declared)

    return read


_declared_organisation = mention(Kind.ORGANISATION, declared=True)


def party(node: Node, found: Found) -> Country | RefValue | None:
    """A state, a union of states, or a mention of an organisation that a register declares."""
    code = word(node, found)
    if code is None:
        return None
    if code in COUNTRIES or code in BODIES:
        return Country(code)
    return _declared_organisation(node, found)


_POINT = ("lat", "lon", "within_km")
LATITUDE = number_between(-90, 90)
LONGITUDE = number_between(-180, 180)
# Half of the way around the Earth.
_DISTANCE = number_between(0, 20_040)


@entry("a point", _POINT, "write {lat: 69.66, lon: 30.19, within_km: 2}")
def point(fields: Fields) -> GeoPoint | None:
    """Coordinates, and how exact they are."""
    latitude, longitude = fields.required("lat", LATITUDE), fields.required("lon", LONGITUDE)
    within = fields.optional("within_km", _DISTANCE, 0.0)
    if latitude is None or longitude is None:
        return None
    return GeoPoint(latitude, longitude, within)


# Where in site.yaml the words of a kind stand.
_GROUPS = {
    "event type": "event_types",
    "role": "roles",
    "status": "statuses",
    "relation": "relations",
}


def word_of(words: Collection[str], kind: str) -> Reader[str]:
    """A reader of one of `words`; `kind` is what messages call them, such as "role"."""
    article = "an" if kind[0] in "aeiou" else "a"

    def read(node: Node, found: Found) -> str | None:
        said = word(node, found)
        if said is None or said in words:
            return said
        message = f"{quoted(said)} is not {article} {kind} of this archive"
        hint = found.words_there_are(said, words)
        hint += f"; to add one, write it under `vocabulary: {_GROUPS[kind]}:` in site.yaml"
        found.error("unknown-word", node.span, message, hint)
        return None

    return read


def _term(vocabulary: Vocabulary, kind: ValueKind) -> Reader[Term]:
    read_word = word_of(vocabulary.terms(kind), kind.value)

    def read(node: Node, found: Found) -> Term | None:
        term = read_word(node, found)
        return None if term is None else Term(term)

    return read


_STANCES = {stance.value: stance for stance in Stance}


def stance(node: Node, found: Found) -> Stance | None:
    """The speaker's stance towards the value."""
    said = word(node, found)
    if said is None or said in _STANCES:
        return None if said is None else _STANCES[said]
    hint = found.words_there_are(said, _STANCES)
    found.error("unknown-word", node.span, f"{quoted(said)} is no stance", hint)
    return None


def _words(node: Node, found: Found) -> Text | None:
    words = text(node, found)
    return None if words is None else Text(words)


class ValueReader(Frozen, frozen=True):
    """How values of one kind are read.

    `keys`: the keys of a value that is itself a mapping; they tell it from the mapping of a claim.
    `in_braces`: whether a value may begin with { or [, which YAML misreads unless it is quoted.
    """

    read: Reader[RecordValue]
    keys: Collection[str] = ()
    in_braces: bool = False


def reader_of(  # noqa: PLR0911 - one for each kind
    kind: ValueKind, vocabulary: Vocabulary
) -> ValueReader:
    """The reader of values of this kind."""
    match kind:
        case ValueKind.DATE:
            return ValueReader(_when, in_braces=True)
        case ValueKind.COUNT:
            return ValueReader(count)
        case ValueKind.EVENT_TYPE | ValueKind.ROLE | ValueKind.STATUS:
            return ValueReader(_term(vocabulary, kind))
        case ValueKind.COUNTRY:
            return ValueReader(country)
        case ValueKind.PARTY:
            return ValueReader(party)
        case ValueKind.PLACE:
            return ValueReader(mention(Kind.PLACE))
        case ValueKind.POINT:
            return ValueReader(point, keys=_POINT)
        case ValueKind.ORGANISATION:
            return ValueReader(mention(Kind.ORGANISATION))
        case ValueKind.TEXT:
            return ValueReader(_words)


# Only with white space on both sides, so that AT&T stays one name.
EACH = re.compile(r"(?:^|\s+)&(?:\s+|$)")
"""What joins the outlets of one step of a chain."""


def relay(node: Node, found: Found) -> RelayRecord | None:
    """One chain of outlets: steps separated by >, nearest first."""
    if isinstance(node, YamlMapping | Sequence):
        hint = "write the outlets as one text: Example Wire > Example TV"
        found.wrong_type(node, "a chain of outlets", hint)
        return None
    if text(node, found) is None:
        return None
    steps: list[Ref] = []
    position = 0
    parts = node.text.split(">")
    for place, part in enumerate(parts):
        name, span = part.strip(), _stripped(node, part, position)
        position += len(part) + 1
        if not name:
            hint = "write the outlet's name or id on both sides of each >"
            found.error("bad-relay", node.span, "an outlet is missing in this chain", hint)
            return None
        named = [one.strip() for one in EACH.split(name)]
        if not all(named):
            hint = "write the outlet's name or id on both sides of each &"
            found.error("bad-relay", node.span, "an outlet is missing in this chain", hint)
            return None
        if place < len(parts) - 1 and any(map(names_nobody, named)):
            hint = "the chain reads nearest first, and its end is the origin"
            found.error("bad-relay", span, "`unknown` can only end a chain", hint)
            return None
        steps.append(Ref(name, span))
    return RelayRecord(tuple(steps))


def _stripped(node: Scalar, part: str, position: int) -> Span:
    start = position + len(part) - len(part.lstrip())
    return node.part(start, start + max(1, len(part.strip())))


relays: Reader[tuple[RelayRecord, ...]] = listed(relay, "a list of relays")


def related(vocabulary: Vocabulary) -> Reader[tuple[RelatedRecord, ...]]:
    """A reader of lists of relations to other events."""
    kind = word_of(vocabulary.relations, "relation")

    @entry("a related event", ("event", "kind"), "write - {event: …, kind: follows}")
    def read(fields: Fields) -> RelatedRecord | None:
        event, relation = fields.required("event", id_ref), fields.required("kind", kind)
        if event is None or relation is None:
            return None
        return RelatedRecord(event, relation)

    return listed(read, "a list of related events")
