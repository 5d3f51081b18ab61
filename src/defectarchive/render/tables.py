"""events.csv, people.csv and claims.csv (CONTRACT: URLs)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from defectarchive.model.archive import Archive, Claim, Event, Person
from defectarchive.model.dates import Date, iso_day
from defectarchive.model.days import iso_year
from defectarchive.model.values import as_data

EVENT_COLUMNS = (
    *("id", "title", "type", "date", "earliest", "latest", "years", "place", "from", "to"),
    *("count", "status", "people", "articles", "origins", "disputed"),
)
PEOPLE_COLUMNS = ("id", "name", "spellings", "unnamed", "roles", "events")
CLAIM_COLUMNS = (
    *("claim_id", "subject_kind", "subject", "event", "property", "value", "earliest", "latest"),
    *("article", "outlet", "origins", "published", "by", "stance", "wording", "note", "standing"),
)

# Spreadsheets run a cell that begins with one of these as a formula; some take the wide forms too.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
# Only a cell that begins with one of these needs a closer look; few do.
_SUSPECT = _FORMULA | {" "}
# About how many rows are written at a time.
_ROWS = 1000


def events_csv(archive: Archive) -> Iterator[bytes]:
    """One row an event, tallies included, by id."""
    return _csv(EVENT_COLUMNS, map(_event_row, archive.events.values()))


def people_csv(archive: Archive) -> Iterator[bytes]:
    """One row a person or group, by id."""
    return _csv(PEOPLE_COLUMNS, map(_person_row, archive.people.values()))


def claims_csv(archive: Archive) -> Iterator[bytes]:
    """One row a claim: by id of the event, then in the order of its page's facts."""
    events = archive.events.values()
    return _csv(CLAIM_COLUMNS, (_claim_row(claim) for event in events for claim in event.claims()))


def neutralised(cell: str) -> str:
    """The cell so that no spreadsheet runs it: an apostrophe before what would be a formula."""
    return f"'{cell}" if cell.lstrip(" ")[:1] in _FORMULA and cell.strip(" ") else cell


def joined(items: Iterable[str]) -> str:
    """A list as one cell. The bar within an item gives way, so that the list stays what it is."""
    return "|".join(item.replace("|", "¦") for item in items)


def _event_row(event: Event) -> Sequence[str]:
    date = event.date
    years = (date.years() or ()) if date else ()
    return (
        event.id,
        event.title,
        event.type,
        date.text if date else "",
        *_bounds(date),
        joined(iso_year(year) for year in years),
        _shown(event, "place"),
        _shown(event, "from"),
        _shown(event, "to"),
        _shown(event, "count"),
        _shown(event, "status"),
        joined(part.person for part in event.people),
        joined(event.articles),
        joined(event.origins),
        joined(event.disputed),
    )


def _shown(event: Event, name: str) -> str:
    fact = event.fact(name)
    return as_data(fact.findings[0].value) if fact and fact.findings else ""


def _bounds(date: Date | None) -> tuple[str, str]:
    """Earliest and latest day; empty where open, or where there is no date."""
    if date is None:
        return "", ""
    earliest = "" if date.earliest is None else iso_day(date.earliest)
    return earliest, "" if date.latest is None else iso_day(date.latest)


def _person_row(person: Person) -> Sequence[str]:
    spellings = [usage.text for usage in person.spellings]
    if not person.unnamed:
        spellings.insert(0, person.name)
    return (
        person.id,
        person.name,
        joined(dict.fromkeys(spellings)),
        "true" if person.unnamed else "false",
        joined(dict.fromkeys(role for part in person.participations for role in part.roles)),
        joined(person.events),
    )


def _claim_row(claim: Claim) -> Sequence[str]:
    return (
        claim.id,
        claim.subject.kind,
        claim.subject.id,
        claim.event,
        claim.property,
        as_data(claim.value),
        *_bounds(claim.value if isinstance(claim.value, Date) else None),
        claim.article,
        claim.outlet,
        joined(claim.origins),
        claim.published.text,
        claim.by.id if claim.by else "",
        claim.stance.value,
        claim.wording,
        claim.note,
        claim.standing.value,
    )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The file in pieces: with 100,000 events it is too much to hold twice."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for number, row in enumerate(rows, start=1):
        writer.writerow([neutralised(cell) if cell[:1] in _SUSPECT else cell for cell in row])
        if number % _ROWS == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()
