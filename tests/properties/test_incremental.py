"""Whatever is edited, in whatever order: built on what was there is as if built from nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.published import Site
from tests.small_archive import FILES, Workplace, differing, make_workplace, write

IDS = ["two-cross", "they-flee", "expelled", "fourth", "fifth"]
PEOPLE = ["ivan-ivanov", "the-attache", "olga-orlova"]
EVENTS = ["crossing-2031", "expulsion-2033", "another-2032"]
OUTLETS = ["example-times", "coast-radio", "Some Gazette"]
DATES = ["2031-04-10", "2031-04", "2031-22", "2033-01-02/2033-01-05", "1999~", "2031-04-10/.."]
TYPES = ["defection", "asylum-request", "expulsion", "tally"]
NAMES = ["Ivan Ivanov", "Иван Иванов", "Ola Nordmann"]
WORDS = ["One text.", "Another text, longer.", "", "[[crossing-2031]] again.", "Æøå & <b>."]
MISTAKES = {
    "articles/broken.md": "---\ntitel: A slip\n---\n",
    "people/broken.md": "---\nname: Someone\nborn: 2031-02-31\n---\n",
    "site.yaml": "titel: A slip\n",
}

sampled = st.sampled_from


class Editing(RuleBasedStateMachine):
    """An editor at work. After each step the site is compared with one built from nothing."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="defectarchive-test-"))
        self.place: Workplace = make_workplace(self.folder / "archive")
        self.base_url = ""
        self.withheld: tuple[str, ...] = ()
        self.site: Site = {}
        self.look()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def look(self) -> None:
        asked: dict[str, Any] = {"base_url": self.base_url, "withheld": self.withheld}
        built = self.place.build(**asked)
        assert built.notes == ()
        if built.counts is None:
            assert any(found.is_error for found in built.diagnostics)
            if self.site:
                assert self.place.site() == self.site
            return
        self.site = self.place.site()
        assert differing(self.site, self.place.cold(**asked)) == []

    def article(self, name: str) -> Path:
        return self.place.content / "articles" / f"{name}.md"

    @rule(
        name=sampled(IDS), event=sampled(EVENTS), person=sampled(PEOPLE), outlet=sampled(OUTLETS),
        date=sampled(DATES), kind=sampled(TYPES), text=sampled(WORDS), draft=st.booleans(),
    )  # fmt: skip
    def write_article(
        self, name: str, event: str, person: str, outlet: str, date: str, kind: str, text: str,
        *, draft: bool,
    ) -> None:  # fmt: skip
        self.place.write(
            f"articles/{name}.md",
            f"---\ntitle: On {event}\noutlet: {outlet}\npublished: 2033-05-06\n"
            f"draft: {str(draft).lower()}\nevents:\n  - event: {event}\n    type: {kind}\n"
            f'    date: "{date}"\n    people: [{{person: {person}, role: subject}}]\n---\n{text}\n',
        )
        self.look()

    @rule(name=sampled(IDS))
    def remove_article(self, name: str) -> None:
        self.article(name).unlink(missing_ok=True)
        self.look()

    @rule(name=sampled(IDS), new=sampled(IDS))
    def rename_article(self, name: str, new: str) -> None:
        if self.article(name).exists():
            self.article(name).rename(self.article(new))
        self.look()

    @rule(name=sampled(IDS), text=sampled(WORDS))
    def add_to_article(self, name: str, text: str) -> None:
        if self.article(name).exists():
            with self.article(name).open("a", encoding="utf-8") as file:
                file.write(f"\n{text}\n")
        self.look()

    @rule(name=sampled(IDS), byte=sampled([b"a", b"e", b"3"]))
    def change_one_byte_and_set_the_time_back(self, name: str, byte: bytes) -> None:
        if self.article(name).exists():
            info = self.article(name).stat()
            data = bytearray(self.article(name).read_bytes())
            data[-2:-1] = byte
            with self.article(name).open("r+b") as file:
                file.write(data)
            os.utime(self.article(name), ns=(info.st_atime_ns, info.st_mtime_ns))
        self.look()

    @rule(person=sampled(PEOPLE), name=sampled(NAMES), rest=sampled(["", "merged_from: [old]\n"]))
    def write_person(self, person: str, name: str, rest: str) -> None:
        self.place.write(f"people/{person}.md", f"---\nname: {name}\n{rest}---\nA life.\n")
        self.look()

    @rule(person=sampled(PEOPLE))
    def withhold_a_name(self, person: str) -> None:
        text = "---\nunnamed: true\ndescriptor: someone\nwithhold: [Vasily Secret]\n---\n"
        self.place.write(f"people/{person}.md", text)
        self.look()

    @rule(folder=sampled(["people", "events"]), number=st.integers(0, 3))
    def remove_dossier_or_note(self, folder: str, number: int) -> None:
        found = sorted((self.place.content / folder).glob("*.md"))
        if number < len(found):
            found[number].unlink()
        self.look()

    @rule(event=sampled(EVENTS), title=sampled(WORDS[:2]), value=sampled(["", *DATES]))
    def write_event(self, event: str, title: str, value: str) -> None:
        ruling = f'rulings: {{date: {{value: "{value}", because: It fits.}}}}\n' if value else ""
        self.place.write(f"events/{event}.md", f"---\ntitle: {title}\n{ruling}---\nA note.\n")
        self.look()

    @rule(name=sampled(NAMES), country=sampled(["NO", "RU"]))
    def write_outlets(self, name: str, country: str) -> None:
        text = f"coast-radio: {{name: {name} Radio, country: {country}}}\n"
        self.place.write("outlets.yaml", text)
        self.look()

    @rule(file=sampled(["outlets.yaml", "places.yaml"]))
    def restore_or_remove_register(self, file: str) -> None:
        if (self.place.content / file).exists():
            (self.place.content / file).unlink()
        else:
            self.place.write(file, FILES[file])
        self.look()

    @rule(title=sampled(WORDS[:2]), label=sampled(["Flight", "Escape"]))
    def write_settings(self, title: str, label: str) -> None:
        self.place.write(
            "site.yaml",
            f"title: {title}\nvocabulary:\n  event_types:\n"
            f"    defection: {{label: {label}, plural: {label}s}}\n",
        )
        self.look()

    @rule(title=sampled(WORDS[:2]), name=sampled(["contact", "thanks"]))
    def write_page(self, title: str, name: str) -> None:
        self.place.write(f"pages/{name}.md", f"---\ntitle: {title}\n---\nText.\n")
        self.look()

    @rule(data=sampled([b"p {}\n", b"q {}\n", None]), name=sampled(["style.css", "own.txt"]))
    def overlay_static_file(self, data: bytes | None, name: str) -> None:
        file = self.place.templates / "static" / name
        file.unlink(missing_ok=True) if data is None else write(file, data)
        self.look()

    @rule()
    def overlay_template_or_take_it_away(self) -> None:
        file = self.place.templates / "pages/404.html"
        if file.exists():
            file.unlink()
        else:
            write(file, "<!doctype html>\n<title>Lost</title>\n")
        self.look()

    @rule(url=sampled(["", "https://example.org/a/"]))
    def ask_for_an_address(self, url: str) -> None:
        self.base_url = url
        self.look()

    @rule(names=sampled([(), ("Vasily Secret",), ("Ola Nordmann",)]))
    def ask_to_withhold(self, names: tuple[str, ...]) -> None:
        self.withheld = names
        self.look()

    @rule(path=sampled(sorted(MISTAKES)))
    def make_and_mend_a_mistake(self, path: str) -> None:
        file = self.place.content / path
        before = file.read_bytes() if file.exists() else None
        write(file, MISTAKES[path])
        self.look()
        file.unlink() if before is None else write(file, before)
        self.look()

    @rule()
    def touch_everything(self) -> None:
        for path in self.place.content.rglob("*.*"):
            path.touch()
        self.look()

    @rule()
    def do_nothing(self) -> None:
        self.look()

    @precondition(lambda self: bool(self.site))
    @rule(number=st.integers(0, 40), data=sampled([b"tampered", None]))
    def harm_the_site(self, number: int, data: bytes | None) -> None:
        path = self.place.output / sorted(self.site)[number % len(self.site)]
        if path.name != "manifest.json":  # Without it, nobody knows the site for ours.
            path.unlink() if data is None else path.write_bytes(data)
            self.put_right()

    def put_right(self) -> None:
        before = self.site
        built = self.place.build(base_url=self.base_url, withheld=self.withheld)
        if built.counts is None:
            # Errors in the content: the site stays as it was found, until they are mended.
            for path, data in before.items():
                write(self.place.output / path, data)
        self.look()

    @rule(query=sampled(["answers WHERE tab = 'events'", "tasks", "meta WHERE name LIKE 'keys%'"]))
    def lose_part_of_the_store(self, query: str) -> None:
        if self.place.store.exists():
            with contextlib.closing(sqlite3.connect(self.place.store)) as connection:
                connection.execute(f"DELETE FROM {query}")  # noqa: S608
                connection.commit()
        self.look()

    @rule()
    def lose_the_store(self) -> None:
        self.place.store.unlink(missing_ok=True)
        self.look()


def at_work(runs: int, steps: int, *, same_each_time: bool) -> None:
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            derandomize=same_each_time,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_after_each_of_some_edits_the_site_is_as_if_built_from_nothing() -> None:
    at_work(runs=6, steps=20, same_each_time=True)


@pytest.mark.long
def test_after_each_of_many_edits_the_site_is_as_if_built_from_nothing() -> None:
    at_work(runs=60, steps=60, same_each_time=False)
