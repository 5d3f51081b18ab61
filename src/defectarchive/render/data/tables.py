"""events.csv, people.csv and claims.csv."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter

from defectarchive.model.archive import Archive, Claim, Event, Person, Place
from defectarchive.model.dates.date import Date
from defectarchive.model.dates.days import iso_year
from defectarchive.model.ids import EntityRef
from defectarchive.model.outline import Involvement
from defectarchive.model.records import UNKNOWN
from defectarchive.model.values import GeoPoint, as_data
from defectarchive.model.vocabulary import ALSO
from defectarchive.pages.shared.planned import Parts, Pieces
from defectarchive.resolve.facts.support import least

EVENT_COLUMNS = (
    *("id", "title", "type", "also", "date", "earliest", "latest", "years", "place", "lat", "lon"),
    *("from", "to", "count", "status", "people", "people_denied", "articles", "origins"),
    *("origins_min", "disputed", "unsure"),
)
PEOPLE_COLUMNS = ("id", "name", "spellings", "unnamed", "roles", "events")
CLAIM_COLUMNS = (
    *("claim_id", "subject_kind", "subject", "event", "property", "value", "earliest", "latest"),
    *("article", "outlet", "origins", "origins_min", "origin_sets", "published", "by", "stance"),
    *("hedge", "wording", "note", "standing"),
)

# Spreadsheets run a cell that begins with one of these as a formula; some take the wide forms too.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
# Only a cell that begins with one of these needs a closer look; few do.
_SUSPECT = _FORMULA | {" "}
# Where a spreadsheet that parts cells elsewhere begins one: at semicolons in much of Europe, or at
# tabs; and then at line ends, since the quotation mark at the start of the cell is none for it.
_WITHIN = re.compile('([;\t\r\n])(?=[ "]*[=+@\uff1d\uff0b\uff0d\uff20-])')


def events_csv(
    archive: Archive,
    title: Callable[[Event], str] = attrgetter("title"),
) -> Parts:
    """One row an event, tallies included, by id. `title`: what each is called."""
    return events_of(archive, archive.events, title)


def events_of(
    archive: Archive,
    events: Iterable[str],
    title: Callable[[Event], str],
) -> Parts:
    """The same of some events alone."""

    def rows(identifier: str) -> Iterator[Sequence[str]]:
        event = archive.events[identifier]
        yield _event_row(event, title(event), archive.places)

    return _csv(EVENT_COLUMNS, events, rows)


def people_csv(archive: Archive) -> Parts:
    """One row a person or group, by id."""

    def rows(identifier: str) -> Iterator[Sequence[str]]:
        yield _person_row(archive.people[identifier])

    return _csv(PEOPLE_COLUMNS, archive.people, rows)


def claims_csv(archive: Archive) -> Parts:
    """One row a claim: by id of the event, then in the order of its page's facts."""

    def rows(identifier: str) -> Iterator[Sequence[str]]:
        return map(_claim_row, archive.events[identifier].claims())

    return _csv(CLAIM_COLUMNS, archive.events, rows)


def neutralised(cell: str) -> str:
    """The cell so that no spreadsheet runs it: an apostrophe before what would be a formula."""
    runs = cell.lstrip(" ")[:1] in _FORMULA and cell.strip(" ")
    return _WITHIN.sub(r"\1'", f"'{cell}" if runs else cell)


class Degrees(str):
    """Degrees south or west: a number, which runs nothing though it begins with a minus."""

    __slots__ = ()


def _safe(cell: str) -> str:
    suspect = cell[:1] in _SUSPECT or _WITHIN.search(cell)
    return neutralised(cell) if suspect and not isinstance(cell, Degrees) else cell


def joined(items: Iterable[str]) -> str:
    """A list as one cell. The bar within an item gives way, so that the list stays what it is."""
    return "|".join(item.replace("|", "¦") for item in items)


def _event_row(event: Event, title: str, places: Mapping[str, Place]) -> Sequence[str]:
    date = event.date
    also = event.fact(ALSO)
    years = (date.years() or ()) if date else ()
    return (
        event.id,
        title,
        event.type,
        joined(as_data(finding.value) for finding in also.findings) if also else "",
        date.text if date else "",
        *_bounds(date),
        joined(iso_year(year) for year in years),
        _shown(event, "place"),
        *_coordinates(event, places),
        _shown(event, "from"),
        _shown(event, "to"),
        _shown(event, "count"),
        _shown(event, "status"),
        joined(event.involved),
        joined(part.person for part in event.people if part.part is not Involvement.HAS),
        joined(event.articles),
        joined(event.support.origins),
        str(event.support.origins_min),
        joined(event.disputed),
        joined(event.unsure),
    )


def _shown(event: Event, name: str) -> str:
    value = event.shown(name)
    return "" if value is None else as_data(value)


def _coordinates(event: Event, places: Mapping[str, Place]) -> tuple[str, str]:
    """Degrees north and east of the shown point, else of the shown place."""
    point, thing = event.shown("point"), event.shown("place")
    if isinstance(point, GeoPoint):
        return _degrees(point.latitude), _degrees(point.longitude)
    place = places[thing.id] if isinstance(thing, EntityRef) else None
    if place is None or place.latitude is None or place.longitude is None:
        return "", ""
    return _degrees(place.latitude), _degrees(place.longitude)


def _degrees(number: float) -> Degrees:
    return Degrees(f"{number:.10g}")


def _bounds(date: Date | None) -> tuple[str, str]:
    """Earliest and latest day; empty where open, or where there is no date."""
    first, last = date.iso_bounds if date else (None, None)
    return first or "", last or ""


def _person_row(person: Person) -> Sequence[str]:
    spellings = [usage.text for usage in person.spellings]
    if not person.unnamed:
        spellings.insert(0, person.name)
    return (
        person.id,
        person.name,
        joined(dict.fromkeys(spellings)),
        "true" if person.unnamed else "false",
        joined(dict.fromkeys(role for part in person.parts for role in part.roles)),
        joined(person.events),
    )


def _claim_row(claim: Claim) -> Sequence[str]:
    return (
        claim.id,
        claim.subject.kind.value,
        claim.subject.id,
        claim.event,
        claim.property,
        as_data(claim.value),
        *_bounds(claim.value if isinstance(claim.value, Date) else None),
        claim.article,
        claim.outlet,
        joined(claim.origins),
        str(least(claim.origin_sets)),
        " & ".join(joined(one or UNKNOWN for one in of_set) for of_set in claim.origin_sets),
        claim.published.text,
        claim.by.id if claim.by else "",
        claim.stance.value,
        claim.hedge,
        claim.wording,
        claim.note,
        claim.standing.value,
    )


def _csv(
    columns: Sequence[str],
    things: Iterable[str],
    rows_of: Callable[[str], Iterable[Sequence[str]]],
) -> Parts:
    """The head of the table, and the rows of each thing."""
    return (_lines([columns]), Pieces("rows", tuple(things), partial(_safe_lines, rows_of)))


def _safe_lines(rows_of: Callable[[str], Iterable[Sequence[str]]], identifier: str) -> bytes:
    return _lines([_safe(cell) for cell in row] for row in rows_of(identifier))


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()
