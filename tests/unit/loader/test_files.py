"""All files of an archive together: which are read, in which order, what is told of the others."""

from __future__ import annotations

import pickle
import random

import pytest

from defectarchive.loader.files import load, read_file
from defectarchive.loader.layout import is_ignored, is_record_file
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.values import Term
from defectarchive.model.vocabulary import SHIPPED

SITE = SourceFile("site.yaml", b"title: Crossings\n")
HEAD = "title: T\noutlet: o\npublished: 2031\n"


def article(name: str, events: str = "[{event: e, type: recall}]") -> SourceFile:
    return SourceFile(f"articles/{name}.md", f"---\n{HEAD}events: {events}\n---\n".encode())


def codes(*files: SourceFile) -> list[tuple[str, str]]:
    return [(fault.span.path, fault.code) for fault in load(files).diagnostics]


def test_every_kind_of_file_gives_its_records() -> None:
    loaded = load(
        [
            SITE,
            article("a"),
            SourceFile("people/p.md", b"---\nname: P\n---\n"),
            SourceFile("events/e.md", b"---\ntitle: E\n---\n"),
            SourceFile("pages/about.md", b"---\ntitle: About\norder: 2\n---\nWords.\n"),
            SourceFile("outlets.yaml", b"o: {name: O, kind: blog}\n"),
            SourceFile("organisations.yaml", b"g: {name: G}\n"),
            SourceFile("places.yaml", b"n: {name: N, lat: 69.66, lon: 30, within: f}\n"),
        ]
    )
    assert loaded.diagnostics == ()
    assert loaded.settings.title == "Crossings"
    records = loaded.records
    assert [record.id for record in records.articles] == ["a"]
    assert [record.id for record in records.people] == ["p"]
    assert [record.title for record in records.events] == ["E"]
    assert [(record.id, record.order) for record in records.pages] == [("about", 2)]
    assert [(record.id, record.type) for record in records.outlets] == [("o", "blog")]
    assert [record.id for record in records.organisations] == ["g"]
    assert [(place.latitude, place.longitude) for place in records.places] == [(69.66, 30.0)]


def test_records_do_not_depend_on_the_order_of_the_files() -> None:
    files = [SITE, *(article(f"a{number}") for number in range(20))]
    expected = load(files)
    shuffled = files[:]
    random.Random(1).shuffle(shuffled)  # noqa: S311 -- no secret
    assert load(shuffled) == expected
    assert [record.id for record in expected.records.articles] == sorted(
        f"a{number}" for number in range(20)
    )


def test_the_vocabulary_of_the_site_holds_in_all_files() -> None:
    site = SourceFile("site.yaml", b"title: T\nvocabulary: {event_types: {swap: {label: Swap}}}\n")
    loaded = load([article("a", "[{event: e, type: swap}]"), site])
    assert loaded.diagnostics == ()
    assert loaded.records.articles[0].reports[0].claims[0].value == Term("swap")


def test_an_archive_needs_a_site_file() -> None:
    assert codes(article("a")) == [("site.yaml", "missing-file")]


def test_an_empty_register_is_no_mistake() -> None:
    assert codes(SITE, SourceFile("outlets.yaml", b"# none yet\n")) == []


@pytest.mark.parametrize(
    "path",
    [
        *("articles/a.txt", "articles/b/a.md", "articles/a.MD", "article/a.md", "readme.md"),
        *("site.yml", "Outlets.yaml", "countries.yaml", "people.yaml", "events/a/b/c.md"),
    ],
)
def test_a_file_at_an_unexpected_place_is_told_not_read(path: str) -> None:
    assert not is_record_file(path)
    (fault,) = load([SITE, SourceFile(path, b"")]).diagnostics
    assert (fault.code, fault.is_error, fault.span.path) == ("not-read", False, path)
    assert fault.hint


@pytest.mark.parametrize(
    "path",
    [
        "articles/a.md~",
        "articles/.#a.md",
        ".DS_Store",
        ".git/config",
        "articles/#a.md#",
        "x/.y/z.md",
    ],
)
def test_dotfiles_and_the_copies_that_editors_leave_are_ignored(path: str) -> None:
    assert is_ignored(path)
    assert codes(SITE, SourceFile(path, b"\xff")) == []


def test_all_mistakes_of_all_files_are_found_in_one_run() -> None:
    assert codes(
        SourceFile("site.yaml", b"titel: T\n"),
        article("a", "[{event: e, type: x, count: y}]"),
        SourceFile("people/p.md", b"---\nname: [\n---\n"),
        SourceFile("outlets.yaml", b"\xff: {}\n"),
    ) == [
        ("articles/a.md", "unknown-word"),
        ("articles/a.md", "bad-count"),
        ("outlets.yaml", "bad-id"),
        ("outlets.yaml", "missing-field"),
        ("outlets.yaml", "not-utf8"),
        ("people/p.md", "yaml-syntax"),
        ("site.yaml", "unknown-key"),
    ]


def test_who_has_an_unreadable_file_can_be_referred_to_all_the_same() -> None:
    loaded = load([SITE, article("a"), SourceFile("people/p.md", b"words")])
    assert [person.id for person in loaded.records.people] == ["p"]
    assert [fault.span.path for fault in loaded.diagnostics] == ["people/p.md"]


def test_mistakes_stand_in_the_order_of_files_and_lines() -> None:
    found = load([SITE, article("b", "[{event: E}]"), article("a", "[{event: E}]")]).diagnostics
    assert [fault.span for fault in found] == sorted(fault.span for fault in found)


def test_a_reading_can_be_sent_to_another_process() -> None:
    reading = read_file(
        article("a", "[{event: e, date: 2031~, count: 2, people: [{person: p}]}]"), SHIPPED
    )
    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301 -- our own bytes


def test_readings_can_come_from_elsewhere() -> None:
    asked: list[str] = []

    def read_all(files: object, vocabulary: object) -> list[object]:
        asked.extend(file.path for file in files)  # type: ignore[attr-defined]
        return [read_file(file, vocabulary) for file in files]  # type: ignore[attr-defined, arg-type]

    load([article("b"), SITE, article("a")], read_all)  # type: ignore[arg-type]
    assert asked == ["articles/a.md", "articles/b.md"]
