"""The cells of the data files beside what the claims come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from defectarchive.model.dates.date import parse_date
from tests.rule.days import days
from tests.rule.facts import least
from tests.rule.reading import Reading, rows

Wrong = list[str]


def wrong_claims(reading: Reading) -> Wrong:
    found = []
    for row in rows(reading.site, "claims"):
        claim = next(c for c in reading.claims if c.id == row["claim_id"])
        fact = reading.facts[claim.about][claim.prop]
        sets = claim.sets
        wanted = {
            "standing": fact.standing(claim),
            "origins": joined(sorted({o for one in sets for o in one} - {"unknown"})),
            "origins_min": str(least(claim.sets)),
        }
        found += differing(f"{claim.id} {claim.event} {claim.subject} {claim.prop}", row, wanted)
    return found


def wrong_years(reading: Reading) -> Wrong:
    """The table of each year has the rows of events.csv that are its cases."""
    by_year: dict[str, list[dict[str, str]]] = {}
    for row in rows(reading.site, "events"):
        for year in row["years"].split("|") if not reading.is_tally(row["id"]) else ():
            by_year.setdefault(year, []).append(row)
    by_year.pop("", None)
    files = [p.removeprefix("data/years/") for p in reading.site if p.startswith("data/years/")]
    found = {file.removesuffix(".csv"): rows(reading.site, f"years/{file[:-4]}") for file in files}
    return [] if found == by_year else [f"tables of {[*found]}, not as {[*by_year]}"]


def wrong_events(reading: Reading) -> Wrong:
    found = wrong_years(reading)
    for row in rows(reading.site, "events"):
        found += differing(row["id"], row, dict(event_cells(reading, row["id"])))
    assert {row["id"] for row in rows(reading.site, "events")} >= {c.event for c in reading.claims}
    return found


def event_cells(reading: Reading, event: str) -> Iterator[tuple[str, str]]:
    """What claims say of the cells of an event; archive.json has its articles, and all places."""
    for name in ("type", "date", "place", "from", "to", "count", "status"):
        shown = reading.shown(event, name)
        yield name, shown.value if shown else ""
    also = reading.fact(event, "also")
    yield "also", joined(claim.value for claim in also.shown) if also else ""
    date, point, place = (reading.shown(event, name) for name in ("date", "point", "place"))
    yield "years", joined(years(date.value)) if date else ""
    bounds = next(
        (c for c in rows(reading.site, "claims") if date and c["claim_id"] == date.id), {}
    )
    yield "earliest", bounds.get("earliest", "")
    yield "latest", bounds.get("latest", "")
    where = reading.places[place.value] if place else {"lat": None, "lon": None}
    lat, lon = where["lat"], where["lon"]
    if point:
        lat, lon = map(float, point.value.removeprefix("geo:").partition(";")[0].split(","))
    yield "lat", "" if lat is None else f"{lat:.10g}"
    yield "lon", "" if lon is None else f"{lon:.10g}"
    parts = {p["person"]: reading.part(event, p["person"]) for p in reading.people_of(event)}
    yield "people", joined(person for person, part in parts.items() if part == "has")
    yield "people_denied", joined(person for person, part in parts.items() if part != "has")
    support = reading.support(event)
    yield "articles", joined(reading.events[event]["articles"])
    yield "origins", joined(sorted(support.origins))
    yield "origins_min", str(support.least)
    yield "disputed", joined(reading.disputed(event))
    yield "unsure", joined(reading.unsure(event))


def years(text: str) -> list[str]:
    """The years that a closed date of at most ten years touches."""
    date = parse_date(text)
    if date.earliest is None or date.latest is None or date.latest - date.earliest > 3652:
        return []
    return sorted({f"{dt.date.fromordinal(day).year:04d}" for day in days(text)})


def wrong_people(reading: Reading) -> Wrong:
    found = []
    for row in rows(reading.site, "people"):
        person = row["id"]
        events = [
            e for e in reading.events if any(p["person"] == person for p in reading.people_of(e))
        ]
        has = {e for e in events if reading.part(e, person) == "has"}
        roles = {role for e in events for role in reading.roles(e, person)}
        spellings = row["spellings"].split("|")
        wanted = {"events": joined(e for e in reading.people[person]["events"] if e in has)}
        found += differing(person, row, wanted)
        if {*filter(None, row["events"].split("|"))} != has:
            found.append(f"{person} events: {row['events']}, not {has}")
        if {*filter(None, row["roles"].split("|"))} != roles:
            found.append(f"{person} roles: {row['roles']}, not {roles}")
        if row["unnamed"] == "false" and row["name"].replace("|", "¦") != spellings[0]:
            found.append(f"{person} spellings: {row['spellings']} begins with no name")
    return found


def joined(items: Iterable[str]) -> str:
    return "|".join(items)


def differing(what: str, row: Mapping[str, str], wanted: Mapping[str, str]) -> Wrong:
    return [f"{what} {k}: {row[k]!r}, not {v!r}" for k, v in wanted.items() if row[k] != v]
