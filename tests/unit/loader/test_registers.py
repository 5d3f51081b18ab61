"""outlets.yaml, organisations.yaml and places.yaml → their records."""

from __future__ import annotations

import pytest

from defectarchive.diagnostics.diagnostic import Span
from defectarchive.loader.files import FileResult, read_file
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.records import PlaceRecord, Ref, RegisterRecord, Spelling
from defectarchive.model.vocabulary import SHIPPED


def reading(path: str, text: str) -> FileResult:
    return read_file(SourceFile(path, text.encode()), SHIPPED)


def codes(path: str, text: str) -> list[str]:
    return [fault.code for fault in reading(path, text).diagnostics]


def test_all_fields_of_an_outlet_are_read() -> None:
    (outlet,) = reading(
        "outlets.yaml",
        "example-times:\n  name: Example Times\n  also_known_as: [The Times of Example]\n"
        "  country: NO\n  language: nb\n  kind: newspaper\n  url: https://example.org/\n",
    ).records.outlets
    assert outlet == RegisterRecord(
        id="example-times",
        span=Span("outlets.yaml", 1, 1, 14),
        name=Spelling("Example Times", Span("outlets.yaml", 2, 9, 22)),
        also_known_as=(Spelling("The Times of Example", Span("outlets.yaml", 3, 19, 39)),),
        country="NO",
        language="nb",
        type="newspaper",
        url="https://example.org/",
    )


def test_all_fields_of_a_place_are_read() -> None:
    (place,) = reading(
        "places.yaml",
        "storskog: {name: Storskog, country: NO, lat: 69.66, lon: -30, within: finnmark}\n",
    ).records.places
    assert place == PlaceRecord(
        id="storskog",
        span=Span("places.yaml", 1, 1, 9),
        name=Spelling("Storskog", Span("places.yaml", 1, 18, 26)),
        country="NO",
        latitude=69.66,
        longitude=-30.0,
        within=Ref("finnmark", Span("places.yaml", 1, 71, 79)),
    )


@pytest.mark.parametrize("entry", ["", "{}", "{country: NO}", "{name: }"])
def test_an_entry_has_a_name(entry: str) -> None:
    for path in ("outlets.yaml", "organisations.yaml", "places.yaml"):
        assert codes(path, f"a: {entry}\n") == ["missing-field"]


def test_an_id_may_be_a_number() -> None:
    assert reading("outlets.yaml", "1843: {name: 1843}\n").records.outlets[0].id == "1843"


@pytest.mark.parametrize("key", ["Example Times", "a_b", "É", "-a"])
def test_a_key_is_an_id(key: str) -> None:
    assert codes("outlets.yaml", f"{key}: {{name: N}}\n") == ["bad-id"]


def test_a_key_stands_once() -> None:
    assert codes("places.yaml", "a: {name: A}\na: {name: B}\n") == ["duplicate-key"]


def test_a_place_has_both_coordinates_or_none() -> None:
    assert codes("places.yaml", "a: {name: A, lat: 1}\n") == ["missing-field"]
    assert codes("places.yaml", "a: {name: A, lon: 1}\n") == ["missing-field"]
    assert codes("places.yaml", "a: {name: A, lat: 0, lon: 0}\n") == []


def test_coordinates_are_on_earth() -> None:
    assert codes("places.yaml", "a: {name: A, lat: 91, lon: -181}\n") == ["out-of-range"] * 2


def test_a_register_knows_its_own_keys_alone() -> None:
    assert codes("outlets.yaml", "a: {name: A, lat: 1}\n") == ["unknown-key"]
    assert codes("places.yaml", "a: {name: A, kind: town}\n") == ["unknown-key"]


def test_a_register_is_a_mapping() -> None:
    assert codes("outlets.yaml", "- a\n") == ["wrong-type"]
    assert codes("outlets.yaml", "a: [b]\n") == ["wrong-type"]


@pytest.mark.parametrize("path", ["outlets.yaml", "organisations.yaml", "places.yaml"])
def test_an_entry_tells_what_it_was_what_it_took_in_and_what_it_is_not(path: str) -> None:
    keys = "former_ids: [b, a], merged_from: [c], not_same_as: [d]"
    records = reading(path, f"x: {{name: X, {keys}}}\n").records
    found: list[RegisterRecord | PlaceRecord] = [*records.outlets, *records.organisations]
    found += records.places
    (record,) = found
    assert [ref.text for ref in record.former_ids] == ["b", "a"]
    assert [ref.text for ref in record.merged_from] == ["c"]
    assert [ref.text for ref in record.not_same_as] == ["d"]


@pytest.mark.parametrize("key", ["former_ids", "merged_from", "not_same_as"])
def test_these_take_ids_only(key: str) -> None:
    assert codes("outlets.yaml", f"x: {{name: X, {key}: [A Name]}}\n") == ["bad-id"]
