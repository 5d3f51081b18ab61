"""Ids → paths. Every address of the site is made here.

A path runs from the site's root, without a leading slash; a page's path ends with a slash and is
written as `index.html` in that folder. Ids are made of a-z, 0-9 and hyphens, so nothing is quoted.
"""

from __future__ import annotations

from defectarchive.model.dates.days import iso_year
from defectarchive.model.ids import EntityRef, Kind

HOME = ""
TIMELINE = "timeline/"
CASES = "cases/"
PEOPLE = "people/"
YEARS = "years/"
KNOWN = "known/"
ARTICLES = "articles/"
OUTLETS = "outlets/"
ORGANISATIONS = "organisations/"
PLACES = "places/"
TYPES = "types/"
MAP = "map/"
SEARCH = "search/"
OPEN_QUESTIONS = "open-questions/"
CORRECTIONS = "corrections/"
DATA = "data/"
ABOUT = "about/"
NOT_FOUND = "404.html"
CARD = "card.png"
"""The picture beside the page of a case, person or year."""

ROBOTS = "robots.txt"
HEADERS = "_headers"
REDIRECTS = "_redirects"
SITEMAP = "sitemap.xml"
ATOM = "feed.xml"
JSON_FEED = "feed.json"
ARCHIVE_JSON = "data/archive.json"
ARCHIVE_SCHEMA = "data/archive.schema.json"
DATAPACKAGE = "data/datapackage.json"
EVENTS_CSV = "data/events.csv"
PEOPLE_CSV = "data/people.csv"
CLAIMS_CSV = "data/claims.csv"
CITATIONS_BIB, CITATIONS_RIS = "data/citations.bib", "data/citations.ris"

_FOLDERS = {
    Kind.ARTICLE: ARTICLES,
    Kind.EVENT: CASES,
    Kind.PERSON: PEOPLE,
    Kind.OUTLET: OUTLETS,
    Kind.ORGANISATION: ORGANISATIONS,
    Kind.PLACE: PLACES,
}


def case(event: str) -> str:
    """The page of a case or tally."""
    return f"cases/{event}/"


def person(identifier: str) -> str:
    """The page of a person or group."""
    return f"people/{identifier}/"


def year(number: int) -> str:
    """Four digits at least; years before year 0 bear a minus sign."""
    return f"years/{iso_year(number)}/"


def year_csv(number: int) -> str:
    """The cases of a year, as in `EVENTS_CSV`; in the first edition, as all data."""
    return f"data/years/{iso_year(number)}.csv"


def as_known(event: str, day: str) -> str:
    """A case as known on a day, given as an ISO date."""
    return part(case(event), f"known/{day}")


def known_year(number: int) -> str:
    """What was known at the end of a year."""
    return f"{KNOWN}{iso_year(number)}/"


def article(identifier: str) -> str:
    """The page of a source article."""
    return f"articles/{identifier}/"


def outlet(identifier: str) -> str:
    """The page of an outlet."""
    return f"outlets/{identifier}/"


def organisation(identifier: str) -> str:
    """The page of an organisation."""
    return f"organisations/{identifier}/"


def place(identifier: str) -> str:
    """The page of a place."""
    return f"places/{identifier}/"


def event_type(identifier: str) -> str:
    """The page of a type of event."""
    return f"types/{identifier}/"


def own_page(identifier: str) -> str:
    """One of the editor's own pages."""
    return f"{identifier}/"


def thing(subject: EntityRef) -> str:
    """The page of any identified thing."""
    return f"{_FOLDERS[subject.kind]}{subject.id}/"


def part(page: str, slug: str) -> str:
    """The page of a part of a list that does not fit on `page`."""
    return f"{page}-/{slug}/"


def root_of(path: str) -> str:
    """The way from a page to the site's root: "./", "../", "../../"."""
    return "../" * path.count("/") or "./"


def file_of(path: str) -> str:
    """The file that a page is written to."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path
