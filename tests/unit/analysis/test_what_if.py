"""What an archive would show without something: each line as the rules of the archive have it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.archives import article, context_of, files_of, make

from defectarchive.analysis.what_if import Difference, Outcome, WhatIf, Without, what_if
from defectarchive.cli import main
from defectarchive.loader.files import load
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.pages.outlets import outlet_pages
from defectarchive.resolve.archive import resolve
from defectarchive.views.sources import OutletPage

Printed = pytest.CaptureFixture[str]

FILES = {
    "outlets.yaml": "tv: {name: TV}\nradio: {name: Radio}\n",
    "articles/a.md": article(
        "- event: e\n  type: arrest\n  date: 2031-04-10\n  place: Oslo\n"
        "  motive: {value: fear, by: The Embassy}\n"
        "  people: [{person: ivan, role: subject, age: 34}]"
    ),
    "articles/b.md": article(
        "- event: e\n  type: arrest\n  date: 2031-04-11\n  count: {value: 2, by: The Embassy}\n"
        "  statements: [It was cold.]",
        outlet="radio",
        published="2031-04-15",
    ),
}


def ask(without: Without, files: Mapping[str, str] = FILES) -> WhatIf:
    loaded = load(files_of(files))
    archive = resolve(loaded.records, loaded.settings.vocabulary).archive
    assert archive is not None
    return what_if(loaded.records, loaded.settings.vocabulary, archive, without)


def told(found: WhatIf) -> list[tuple[str, str, str]]:
    return [(each.property, each.outcome.value, each.now) for each in found.differences]


def test_facts_go_are_otherwise_and_rest_on_fewer_origins() -> None:
    found = ask(Without(articles=frozenset({"a"})))
    assert told(found) == [
        ("", "fewer", ""),
        ("type", "fewer", "arrest"),
        ("date", "otherwise", "2031-04-11"),
        ("place", "goes", ""),
        ("motive", "goes", ""),
        ("", "goes", "withdrawn"),
        ("role", "goes", ""),
        ("age", "goes", ""),
    ]
    first = found.differences[1]
    assert [each.origins for each in first.support] == [("radio", "tv"), ("radio",)]


def test_an_outlet_is_all_of_its_articles() -> None:
    of_outlet = ask(Without(outlets=frozenset({"tv"})))
    assert of_outlet == ask(Without(articles=frozenset({"a"})))


def test_the_page_of_an_outlet_counts_the_facts_that_would_go() -> None:
    context = context_of(make(FILES))
    pages = {one: next(outlet_pages(context, one)).view for one in ("tv", "radio")}
    counts = {one: page.alone for one, page in pages.items() if isinstance(page, OutletPage)}
    gone = {
        one: [
            each.property
            for each in ask(Without(outlets=frozenset({one}))).differences
            if each.outcome is Outcome.GOES and each.property not in ("", "statement")
        ]
        for one in counts
    }
    assert gone == {"tv": ["place", "motive", "role", "age"], "radio": ["count"]}
    assert counts == {"tv": 4, "radio": 1}


def test_without_a_speaker_only_what_they_say_is_gone() -> None:
    embassy = EntityRef(Kind.ORGANISATION, "the-embassy")
    assert told(ask(Without(speakers=frozenset({embassy})))) == [
        ("count", "goes", ""),
        ("motive", "goes", ""),
    ]


def test_a_ruling_that_would_have_nothing_to_choose_is_named_and_left_out() -> None:
    ruled = {"events/e.md": "rulings: {date: {value: 2031-04-10, because: So.}}"}
    found = ask(Without(articles=frozenset({"a"})), {**FILES, **ruled})
    assert [(place.path, place.line) for place in found.rulings] == [("events/e.md", 2)]
    assert ("date", "otherwise", "2031-04-11") in told(found)


def test_what_only_a_speaker_names_is_still_led_to() -> None:
    linked = {
        "articles/a.md": article(
            "- event: e\n  type: arrest\n  place: {value: Oslo, by: The Embassy}\n"
            "  people: [{person: ivan, unnamed: true, descriptor: a man}]",
            body="[[the-embassy]] in [[Oslo]], [[ivan]] of [[tv]].",
        )
    }
    embassy = EntityRef(Kind.ORGANISATION, "the-embassy")
    found = ask(Without(speakers=frozenset({embassy})), linked)
    assert (told(found), found.errors) == ([("place", "goes", "")], ())


def test_a_value_that_would_be_shown_with_reserve_alone_is_otherwise() -> None:
    alleged = article("- event: e\n  type: {value: arrest, stance: alleges}", outlet="radio")
    files = {**FILES, "articles/b.md": alleged}
    found = ask(Without(articles=frozenset({"a"})), files)
    assert ("type", "otherwise", "arrest") in told(found)


def test_without_nothing_nothing_is_otherwise() -> None:
    assert ask(Without()) == WhatIf(())
    assert Difference("e", "", "", Outcome.GOES, "", "") not in ask(Without()).differences


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "content"
    more = {"outlets.yaml": FILES["outlets.yaml"] + "a: {name: A Paper}\n"}
    for file in files_of({**FILES, **more}):
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.data)
    monkeypatch.chdir(tmp_path)


def say(line: str, capsys: Printed) -> str:
    main.main(line.split())
    printed = capsys.readouterr()
    return printed.out + printed.err


@pytest.mark.usefixtures("content")
class TestCommand:
    def test_it_prints_a_line_for_each_fact(self, capsys: Printed) -> None:
        assert (
            say("check --without article:a", capsys)
            == """\
e: the case would rest on one origin, rests on 2 origins
e: type "arrest" would rest on one origin, rests on 2 origins
e: date would be "2031-04-11", is "2031-04-10"
e: place "oslo" would go
e: motive "fear" would go
ivan in e: would have no part (withdrawn)
ivan in e: role "subject" would go
ivan in e: age "34" would go
5 facts would go, 1 be shown otherwise, 2 rest on fewer origins
"""
        )
        assert say("check --without by:the-embassy --format json", capsys).count('"goes"') == 2

    def test_a_source_that_no_text_names_is_told_as_on_pages(self, capsys: Printed) -> None:
        b = Path("content/articles/b.md")
        b.write_text(b.read_text("utf-8").replace("events:", "relays: [tv, unknown]\nevents:"))
        said = say("check --without article:a", capsys)
        assert 'type "arrest" would rest on tv or a source that is not named, rests on' in said

    def test_what_is_meant_has_to_be_one_thing(self, capsys: Printed) -> None:
        assert "write article:a or outlet:a [without-ambiguous]" in say("check --without a", capsys)
        assert "[without-unknown]" in say("check --without article:tv", capsys)
        assert "there is by:the-embassy" in say("check --without the-embassy", capsys)
        assert 'did you mean "Radio"' in say("check --without Rado", capsys)
        assert "no article of a;" in say("check --without outlet:a", capsys)
        assert "[usage]" in say("check --without b articles/a.md", capsys)
        assert say("check --without b", capsys) == say("check --without radio", capsys)

    def test_of_an_archive_with_errors_these_are_told(self, capsys: Printed) -> None:
        Path("content/articles/b.md").write_text("---\ntitel: B\n---\n", "utf-8")
        assert "error[unknown-key]" in say("check --without a", capsys)
