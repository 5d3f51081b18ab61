"""The CSV files."""

from __future__ import annotations

import csv
import io

import pytest
from tests.archives import article, make

from defectarchive.pages.shared.planned import Parts, chunks_of
from defectarchive.render.data.tables import claims_csv, events_csv, joined, neutralised, people_csv


def rows(parts: Parts) -> list[dict[str, str]]:
    text = b"".join(chunks_of(parts)).decode("utf-8")
    assert not text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


ARCHIVE = make(
    {
        "articles/a.md": article(
            """
            - event: x
              title: A crossing
              type: asylum-request
              date: 2003-05~/2004
              place: Long Quay
              count: 21..
              organisations: [Border Guard, Coast Guard]
              statements: [{value: "=1+1", by: Border Guard}]
              people:
                - {person: ivan-ivanov, as: Iwan Iwanow, role: subject, age: 34}
                - {person: second, role: subject, unnamed: true, descriptor: a second officer}
            """,
            rest="relays: [wire]",
        ),
        "articles/b.md": article("- {event: x, count: 3, from: RU}", outlet="radio"),
        "people/ivan-ivanov.md": "name: Ivan Ivanov\nalso_known_as: [Иван Иванов]",
    }
).archive


def test_an_event_has_its_shown_values_and_its_disputes() -> None:
    (event,) = rows(events_csv(ARCHIVE))
    assert event == {
        "id": "x",
        "title": "A crossing",
        "type": "asylum-request",
        "also": "",
        "date": "2003-05~/2004",
        "earliest": "2003-05-01",
        "latest": "2004-12-31",
        "years": "2003|2004",
        "place": "long-quay",
        "lat": "",
        "lon": "",
        "from": "RU",
        "to": "",
        "count": "21..",
        "status": "",
        "people": "ivan-ivanov|second",
        "people_denied": "",
        "articles": "a|b",
        "origins": "radio|wire",
        "origins_min": "2",
        "disputed": "count",
        "unsure": "",
    }


def test_a_person_has_every_spelling_once() -> None:
    ivan, second = rows(people_csv(ARCHIVE))
    assert ivan == {
        "id": "ivan-ivanov",
        "name": "Ivan Ivanov",
        "spellings": "Ivan Ivanov|Иван Иванов|Iwan Iwanow",
        "unnamed": "false",
        "roles": "subject",
        "events": "x",
    }
    assert (second["name"], second["unnamed"]) == ("a second officer", "true")
    assert second["spellings"] == ""


def test_every_claim_has_its_row() -> None:
    claims = rows(claims_csv(ARCHIVE))
    assert len(claims) == len(ARCHIVE.events["x"].claims())
    (date,) = (claim for claim in claims if claim["property"] == "date")
    assert (date["earliest"], date["latest"]) == ("2003-05-01", "2004-12-31")
    assert (date["origins"], date["outlet"], date["standing"]) == ("wire", "tv", "shown")
    (age,) = (claim for claim in claims if claim["property"] == "age")
    assert (age["subject_kind"], age["subject"], age["event"]) == ("person", "ivan-ivanov", "x")


def test_a_statement_that_a_spreadsheet_would_run_is_neutralised() -> None:
    (said,) = (claim for claim in rows(claims_csv(ARCHIVE)) if claim["property"] == "statement")
    assert said["value"] == "'=1+1"
    assert said["by"] == "border-guard"


@pytest.mark.parametrize("cell", ["=1", "+1", "-x", "@x", "\tx", "\r", "\n", " =1", "＝1"])
def test_what_begins_like_a_formula_is_text(cell: str) -> None:
    assert neutralised(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("x;=cmd|' /C calc'!A0", "x;'=cmd|' /C calc'!A0"),
        ("x;  =1;+2", "x;'  =1;'+2"),
        ("x\t@sum", "x\t'@sum"),
        ("one\n=2\r\n-3", "one\n'=2\r\n'-3"),
        ('x;"=1"', 'x;\'"=1"'),
        ("\t=1", "'\t'=1"),
        (";＝1", ";'＝1"),
        ("-12.5;-1", "'-12.5;'-1"),
    ],
)
def test_nor_does_a_spreadsheet_run_it_that_parts_cells_at_semicolons_or_tabs(
    cell: str, written: str
) -> None:
    """As one does with Norwegian, German or Russian settings."""
    assert neutralised(cell) == written
    assert neutralised(written) == written


def test_every_cell_of_every_table_is_neutralised_so() -> None:
    made = make(
        {
            "articles/a.md": article(
                """
                - event: x
                  title: x;=1
                  statements: [{value: "a;=1", note: "b;+1", wording: "c;@1", hedge: "d;-1"}]
                  people: [{person: ivan, as: "e;=1"}]
                """
            )
        }
    ).archive
    for table in (events_csv, people_csv, claims_csv):
        for separator in ";\t":
            text = b"".join(chunks_of(table(made))).decode()
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                assert not [cell for cell in row if cell[:1] in ("=", "+", "@")]


@pytest.mark.parametrize(
    "cell", ["", "x=1", "2003-05-01", "..5", "'=1", "he left; she stayed", "a;b"]
)
def test_everything_else_is_left_alone(cell: str) -> None:
    assert neutralised(cell) == cell


def test_a_bar_within_an_item_does_not_end_it() -> None:
    assert joined(["a|b", "c"]) == "a¦b|c"
