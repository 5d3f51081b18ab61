"""Files in events/ and pages/ → their records."""

from __future__ import annotations

import pytest

from defectarchive.loader.files import FileResult, read_file
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.dates.date import parse_date
from defectarchive.model.records import ClaimedDate, Correction
from defectarchive.model.values import Country, Term
from defectarchive.model.vocabulary import SHIPPED


def reading(front: str, path: str = "events/e.md") -> FileResult:
    return read_file(SourceFile(path, f"---\n{front}---\n".encode()), SHIPPED)


def codes(front: str, path: str = "events/e.md") -> list[str]:
    return [fault.code for fault in reading(front, path).diagnostics]


def test_nothing_is_required_of_an_event_file() -> None:
    assert codes("") == []


def test_all_fields_of_an_event_are_read() -> None:
    (event,) = reading(
        "title: T\nrulings:\n  date: {value: 2031-04, because: The later report.}\n"
        "  to: {value: NO, because: x}\n  place: {value: Storskog, because: y}\n"
        "  type: {value: defection, because: z}\n"
        "related: [{event: f, kind: retaliates}]\n"
        "corrections: [{date: 2031-05-01, text: The date was wrong.}]\nformer_ids: [old-e]\n"
    ).records.events
    assert event.title == "T"
    assert [ruling.property for ruling in event.rulings] == ["date", "to", "place", "type"]
    assert event.rulings[0].value == ClaimedDate(parse_date("2031-04"))
    assert event.rulings[0].because == "The later report."
    assert event.rulings[1].value == Country("NO")
    assert event.rulings[3].value == Term("defection")
    assert [(other.event.text, other.relation) for other in event.related] == [("f", "retaliates")]
    assert event.corrections == (Correction(parse_date("2031-05-01"), "The date was wrong."),)
    assert [ref.text for ref in event.former_ids] == ["old-e"]


@pytest.mark.parametrize("key", ["statement", "statements", "age", "role", "title"])
def test_rulings_are_on_what_sources_can_disagree_about(key: str) -> None:
    assert codes(f"rulings: {{{key}: {{value: x, because: y}}}}\n") == ["unknown-key"]


def test_a_ruling_is_read_as_its_property_is() -> None:
    assert codes("rulings: {date: {value: soon, because: x}}\n") == ["bad-date"]
    assert codes("rulings: {count: {value: few, because: x}}\n") == ["bad-count"]
    assert codes("rulings: {type: {value: x, because: x}}\n") == ["unknown-word"]


def test_a_ruling_has_a_value_and_a_reason() -> None:
    assert codes("rulings: {date: {value: 2031}}\n") == ["missing-field"]
    assert codes("rulings: {date: {because: x}}\n") == ["missing-field"]
    assert codes("rulings: {date: 2031}\n") == ["wrong-type"]


def test_a_correction_has_a_date_and_a_text() -> None:
    assert codes("corrections: [{date: 2031}, {text: x}]\n") == ["missing-field"] * 2


def test_a_page_has_a_title_and_perhaps_an_order() -> None:
    (page,) = reading("title: About\norder: -1\n", "pages/about.md").records.pages
    assert (page.id, page.title, page.order) == ("about", "About", -1)
    assert codes("order: 1\n", "pages/about.md") == ["missing-field"]
    assert codes("title: A\norder: first\n", "pages/about.md") == ["wrong-type"]
