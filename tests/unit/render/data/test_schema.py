"""The data files hold what they promise, as the public validators of their formats see it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.archives import edition_of, load_folder, whole_archive_of
from tests.published import ARCHIVES

from defectarchive.analysis.timeline import build_timeline
from defectarchive.model import archive as model
from defectarchive.model.archive import Archive
from defectarchive.model.outline import Related
from defectarchive.model.site_settings import SiteSettings
from defectarchive.pages.shared.planned import Parts, chunks_of
from defectarchive.render.data import archive_schema
from defectarchive.render.data.archive_json import archive_json
from defectarchive.render.data.datapackage import datapackage
from defectarchive.render.data.schema import schema_document
from defectarchive.render.data.tables import claims_csv, events_csv, people_csv

EDITION = edition_of(
    SiteSettings(title="An archive", licence="CC BY 4.0", base_url="https://example.org/")
)


@cache
def archive_of(name: str) -> Archive:
    return load_folder(ARCHIVES[name]).archive


@cache
def data_of(name: str) -> dict[str, Any]:
    archive = archive_of(name)
    parts = archive_json(archive, lambda: build_timeline(archive), EDITION)
    data: dict[str, Any] = json.loads(b"".join(chunks_of(parts)))
    return data


def whole_of(name: str) -> dict[str, Any]:
    return whole_archive_of(archive_of(name), EDITION)


def closed(schema: Any) -> Any:
    """The schema without room for keys that it does not name."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    more = {"additionalProperties": False} if "properties" in schema else {}
    return {key: closed(each) for key, each in schema.items()} | more


def test_the_schema_is_one() -> None:
    schema = json.loads(schema_document(EDITION))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize("name", ARCHIVES)
def test_archive_json_has_what_the_schema_says_and_nothing_else(name: str) -> None:
    validator = Draft202012Validator(closed(json.loads(schema_document(EDITION))))
    assert [error.message for error in validator.iter_errors(data_of(name))] == []


def test_the_schema_refuses_what_is_wrong() -> None:
    data = json.loads(json.dumps(data_of("content")))
    data["claims"][0]["stance"] = "shrugs"
    data["claims"][1]["value"] = {"kind": "date"}
    del data["people"][0]["name"]
    validator = Draft202012Validator(json.loads(schema_document(EDITION)))
    assert len(list(validator.iter_errors(data))) == 3


# Frictionless takes seconds to start, and the tables of all archives are made by the same code.
_QUICK = {"content", "lighthouses", "circles", "empty"}
_PACKAGED = [
    name if name in _QUICK else pytest.param(name, marks=pytest.mark.long) for name in ARCHIVES
]


@pytest.mark.parametrize("name", _PACKAGED)
def test_the_tables_are_what_the_data_package_says(name: str, tmp_path: Path) -> None:
    archive = archive_of(name)
    tables: dict[str, Callable[[Archive], Parts]] = {
        "events": events_csv,
        "people": people_csv,
        "claims": claims_csv,
    }
    for table, rows in tables.items():
        (tmp_path / f"{table}.csv").write_bytes(b"".join(chunks_of(rows(archive))))
    (tmp_path / "datapackage.json").write_bytes(datapackage(EDITION))
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert report["valid"], report
    assert [task["name"] for task in report["tasks"]] == ["events", "people", "claims"]


# What the domain has and the file leaves out or calls otherwise, and why.
_ELSEWHERE = {
    "span": "a place in the editor's files",
    "counts": "among the facts",
    "told_members": "as `members` of the group",
    "prose": "as `body`",
    "subject": "as `person`, where it is not the event",
    "relays_apply": "each claim has what it rests on",
    "retracted": "the standing of claims; of articles it is there",
    "parts": "people of their events",
    "latitude": "as `lat`",
    "longitude": "as `lon`",
    "type": "as `kind`; of events it is there",
    "country": "",
    "drafted_by": "names of editors are not published",
    "reviewed": "as `drafted_by`",
}
# As `test_what_archive_json_leaves_out_can_be_worked_out` has it.
_WORKED_OUT: Mapping[Any, set[str]] = {
    # A place in the editor's files; what is said with it, field by field.
    model.Claim: {"line", "column", "end", "said"},
    model.Provenance: {"path", "outlet", "published", "origins"},
    model.Fact: {"claims"},
    model.ShownValue: {"claims", "support"},
    model.Report: {"claims", "origins"},
}
_PAIRS = [
    (model.Claim, archive_schema.ClaimShape),
    (model.Provenance, archive_schema.ClaimShape),
    (model.Chain, archive_schema.ChainShape),
    (model.Ruling, archive_schema.RulingShape),
    (model.ShownValue, archive_schema.FindingShape),
    (model.Fact, archive_schema.FactShape),
    (model.Identification, archive_schema.IdentificationShape),
    (model.Participation, archive_schema.ParticipationShape),
    (model.Report, archive_schema.ReportShape),
    (Related, archive_schema.RelatedShape),
    (model.Event, archive_schema.EventShape),
    (model.NameForm, archive_schema.UsageShape),
    (model.MayBe, archive_schema.MayBeShape),
    (model.Person, archive_schema.PersonShape),
    (model.Article, archive_schema.ArticleShape),
    (model.Organisation, archive_schema.SourceShape),
    (model.Place, archive_schema.PlaceShape),
    (model.EditorPage, archive_schema.PageShape),
]


@pytest.mark.parametrize(("domain", "written"), _PAIRS, ids=lambda each: each.__name__)
def test_nothing_of_the_archive_is_left_out(
    domain: Any, written: type[archive_schema.Shape]
) -> None:
    left = set(domain.__struct_fields__) - set(written.__struct_fields__)
    # Where a fact or report stands, its event is known already.
    assert left - set(_ELSEWHERE) - _WORKED_OUT.get(domain, set()) <= {"event"}


@pytest.mark.parametrize("name", ARCHIVES)
def test_what_archive_json_leaves_out_can_be_worked_out(name: str) -> None:
    data = whole_of(name)
    claims = {claim["id"]: claim for claim in data["claims"]}
    articles = {article["id"]: article for article in data["articles"]}
    for event, told in zip(archive_of(name).events.values(), data["events"], strict=True):
        of_event = [claim for claim in data["claims"] if claim["event"] == event.id]
        for claim in event.claims():
            found = claims[claim.id]
            assert claim.subject.id == (found["person"] or found["event"])
            assert claim.outlet == articles[claim.article]["outlet"]
            assert claim.published.text == articles[claim.article]["published"]["edtf"]
            assert set(claim.origins) == origins([found])
        for report in event.reports:
            found = [claim for claim in of_event if claim["article"] == report.article]
            assert set(report.claims) == {claim["id"] for claim in found}
            assert set(report.origins) == origins(found)
        parts = zip(event.people, told["people"], strict=True)
        groups = [("", event.facts, told["facts"])]
        groups += [(part.person, part.facts, there["facts"]) for part, there in parts]
        for person, facts, shown in groups:
            for fact, there in zip(facts, shown, strict=True):
                keys = (person, fact.property)
                found = [c["id"] for c in of_event if (c["person"], c["property"]) == keys]
                assert [claim.id for claim in fact.claims] == found
                for finding, said in zip(fact.findings, there["findings"], strict=True):
                    found = [claims[each] for each in (said["claim"], *said["others"])]
                    assert set(finding.claims) == {claim["id"] for claim in found}
                    assert set(finding.support.articles) == {c["article"] for c in found}
                    assert set(finding.support.origins) == origins(found)


def origins(claims: Iterable[Mapping[str, Any]]) -> set[str]:
    """The outlets where these may originate."""
    return {one for claim in claims for of_set in claim["origin_sets"] for one in of_set if one}


def strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list | tuple):
        for each in data:
            yield from strings(each)
    elif isinstance(data, dict):
        for each in data.values():
            yield from strings(each)


@pytest.mark.parametrize("name", ARCHIVES)
def test_all_that_pages_show_of_evidence_is_in_archive_json(name: str) -> None:
    archive, told = archive_of(name), set(strings(whole_of(name)))
    wanted: set[str] = set()
    for event in archive.events.values():
        wanted |= {correction.text for correction in event.corrections} | set(event.former_ids)
        for part in event.people:
            wanted |= {found.because for found in part.identifications}
        for claim in event.claims():
            wanted |= {claim.id, claim.wording, claim.note, claim.standing.value, *claim.origins}
        facts = [*event.facts, *(fact for part in event.people for fact in part.facts)]
        wanted |= {fact.ruling.because for fact in facts if fact.ruling}
    for person in archive.people.values():
        wanted |= {may_be.because for may_be in person.may_be} | set(person.former_ids)
        wanted |= {person.name, person.descriptor, *(usage.text for usage in person.spellings)}
        wanted |= {person.born.text} if person.born else set()
    for article in archive.articles.values():
        wanted |= {article.retracted.because} if article.retracted else set()
    assert wanted - told - {""} == set()
