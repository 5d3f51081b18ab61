"""datapackage.json: what the columns of the CSV files mean, as Frictionless' Table Schema says it.

https://specs.frictionlessdata.io/tabular-data-package/
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from defectarchive.language.editions import Edition
from defectarchive.model.archive import Standing
from defectarchive.model.ids import slug
from defectarchive.model.values import Stance
from defectarchive.model.vocabulary import EVENT_PROPERTIES, PERSON_PROPERTIES
from defectarchive.pages.shared import routes
from defectarchive.render.data.tables import CLAIM_COLUMNS, EVENT_COLUMNS, PEOPLE_COLUMNS

Json = dict[str, Any]

# Not the type "date": years before 1 and after 9999 are days as well. An apostrophe stands before
# what a spreadsheet would take for a formula.
_DAY = r"'?[+-]?\d{4,}-\d{2}-\d{2}"


def _text(description: str, **more: Any) -> Json:
    return {"type": "string", "description": description, **more}


def _id(description: str) -> Json:
    return _text(description, constraints={"required": True, "pattern": r"[a-z0-9][a-z0-9-]{0,99}"})


def _list(description: str) -> Json:
    return _text(f"{description} A list, its items joined by |.")


def _one_of(words: Sequence[str], description: str) -> Json:
    return _text(description, constraints={"required": True, "enum": list(words)})


def _number(description: str, **more: Any) -> Json:
    return {"type": "number", "description": description, **more}


def _day(description: str) -> Json:
    return _text(description, constraints={"pattern": _DAY})


_EARLIEST = _day("The first possible day of the date (ISO 8601), empty where it is open.")
_LATEST = _day("The last possible day of the date (ISO 8601), empty where it is open.")

_PARTY = "a state (ISO 3166-1 alpha-2), EU, UN, or an organisation's id"

_EVENTS: Mapping[str, Json] = {
    "id": _id("The event's id, the last part of its page's address."),
    "title": _text("The event's title."),
    "type": _text("Its type, by the id of the archive's vocabulary."),
    "also": _list("Further acts in the case, by the ids of the archive's vocabulary."),
    "date": _text("Its date as shown, in EDTF."),
    "earliest": _EARLIEST,
    "latest": _LATEST,
    "years": _list("The calendar years that the date touches; none where it is too wide."),
    "place": _text("Its place as shown: an id."),
    "lat": _number("Degrees north of the shown point, else of the shown place (WGS 84)."),
    "lon": _number("Degrees east of the shown point, else of the shown place (WGS 84)."),
    "from": _text(f"Whose person or mission it is: {_PARTY}."),
    "to": _text(f"Who receives or expels: {_PARTY}."),
    "count": _text("How many people it is about: a number, or a range such as 2..5 or 21.."),
    "status": _text("How sure it is, by the id of the archive's vocabulary."),
    "people": _list("People in it: ids of people.csv."),
    "people_denied": _list("People whose part in it was denied, doubted or withdrawn: ids."),
    "articles": _list("The articles that report it: ids."),
    "origins": _list("The outlets where what it is may originate: ids."),
    "origins_min": _number("How many origins there are at the least."),
    "disputed": _list("Those of its own properties that are in dispute."),
    "unsure": _list("Those of its properties that nobody states without reserve."),
}
_PEOPLE: Mapping[str, Json] = {
    "id": _id("The person's or group's id, the last part of the page's address."),
    "name": _text("The name, or a description where there is none."),
    "spellings": _list("Every form in which the name is written."),
    "unnamed": {
        "type": "boolean",
        "description": "Whether the name is a description.",
        "trueValues": ["true"],
        "falseValues": ["false"],
        "constraints": {"required": True},
    },
    "roles": _list("The parts had in events, by the ids of the archive's vocabulary."),
    "events": _list("The events: ids of events.csv."),
}
_CLAIMS: Mapping[str, Json] = {
    "claim_id": _text(
        "The claim's id, stable across builds; its anchor on the event's page.",
        constraints={"required": True, "unique": True, "pattern": "c[0-9a-f]+"},
    ),
    "subject_kind": _one_of(("event", "person"), "Whether it is about the event or a person."),
    "subject": _id("What it is about: an id of events.csv or people.csv."),
    "event": _id("The event on whose page it stands."),
    "property": _one_of(
        tuple(dict.fromkeys((*EVENT_PROPERTIES, *PERSON_PROPERTIES))), "What is claimed."
    ),
    "value": _text(
        "The value: an EDTF date, a number or range, a code, an id, a geo URI (RFC 5870), or words."
    ),
    "earliest": _EARLIEST,
    "latest": _LATEST,
    "article": _id("The article that claims it."),
    "outlet": _id("The outlet that published the article."),
    "origins": _list("The outlets where the claim may originate: ids."),
    "origins_min": _number("How many origins there are at the least."),
    "origin_sets": _text(
        "Sets of outlets joined by ' & ', their members by '|'; in each, at least one is an "
        "origin. unknown: a source that the text does not name."
    ),
    "published": _text(
        "When the article was published, in EDTF; XXXX where nothing tells.",
        constraints={"required": True},
    ),
    "by": _text("The person or organisation inside the article who says so: an id."),
    "stance": _one_of([stance.value for stance in Stance], "How whoever speaks stands to it."),
    "hedge": _text("The source's own words of caution."),
    "wording": _text("How the article puts it."),
    "note": _text("The editor's note."),
    "standing": _one_of(
        [standing.value for standing in Standing], "What became of it beside all other claims."
    ),
}


def datapackage(edition: Edition) -> bytes:
    """The package of events.csv, people.csv and claims.csv."""
    licence = re.sub(r"[^-a-zA-Z0-9._]+", "-", edition.licence).strip("-")
    package = {
        "profile": "tabular-data-package",
        "name": slug(edition.title) or "archive",
        "title": edition.title,
        **({"description": edition.description} if edition.description else {}),
        **({"homepage": edition.base_url} if edition.base_url else {}),
        **({"licenses": [{"name": licence, "title": edition.licence}]} if licence else {}),
        "resources": [
            _resource(routes.EVENTS_CSV, EVENT_COLUMNS, _EVENTS, "id"),
            _resource(routes.PEOPLE_CSV, PEOPLE_COLUMNS, _PEOPLE, "id"),
            _resource(
                routes.CLAIMS_CSV,
                CLAIM_COLUMNS,
                _CLAIMS,
                "claim_id",
                {"fields": "event", "reference": {"resource": "events", "fields": "id"}},
            ),
        ],
    }
    return msgspec.json.format(msgspec.json.encode(package), indent=1) + b"\n"


def _resource(
    path: str, columns: Sequence[str], fields: Mapping[str, Json], key: str, *foreign: Json
) -> Json:
    file = path.rpartition("/")[2]
    return {
        "profile": "tabular-data-resource",
        "name": file.removesuffix(".csv"),
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [{"name": column, **fields[column]} for column in columns],
            "missingValues": [""],
            "primaryKey": key,
            **({"foreignKeys": list(foreign)} if foreign else {}),
        },
    }
