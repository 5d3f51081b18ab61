"""Each kind of change, by hand: what is built on what was there is what is built from nothing.

With it: files that stay the same keep their times, and the build says why it made others anew.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from defectarchive.checks.messages import as_text
from defectarchive.cli import report
from defectarchive.engine import store as store_module
from defectarchive.workspace import source_tree as source_module
from tests.small_archive import Workplace, differing, make_workplace, write

TWO, FLEE, GONE = "articles/two-cross.md", "articles/they-flee.md", "articles/expelled.md"
IVAN, CASE = "people/ivan-ivanov.md", "events/crossing-2031.md"
OLD = 1_500_000_000_000_000_000

Change = Callable[[Workplace], object]


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """Built, and long enough after its files were written that their times can be trusted."""
    place = make_workplace(tmp_path / "archive")
    time.sleep(0.03)
    place.build()
    assert place.build().published is None
    return place


def edit(path: str, old: str, new: str) -> Change:
    return lambda place: place.edit(path, old, new)


def remove(path: str) -> Change:
    return lambda place: (place.content / path).unlink()


def rename(path: str, new: str) -> Change:
    return lambda place: (place.content / path).rename(place.content / new)


def add(path: str, text: str) -> Change:
    return lambda place: place.write(path, text)


def overlay(path: str, text: str | bytes) -> Change:
    return lambda place: write(place.templates / path, text)


def all_of(*changes: Change) -> Change:
    return lambda place: [change(place) for change in changes]


RULING = "title: The crossing at Storskog\nrulings: {date: {value: 2031-04-11, because: Better.}}\n"
FEED = '{"changed": "by hand"}'
ONE_MORE = """\
---
title: One more
outlet: A New Gazette
published: 2032-05-06
events:
  - event: crossing-2031
    type: defection
  - event: another-2032
    people: [{person: olga-orlova, role: subject}]
---
[[olga-orlova]]
"""

# What is changed, and sentences that a build then says of files that it made anew.
CHANGES: dict[str, tuple[Change, Sequence[str]]] = {
    "a body": (edit(FLEE, "Two men", "Three men"), ["article they-flee: prose changed"]),
    "a title": (edit(TWO, "Two officers cross\n", "Two guards cross\n"), ["article two-cross: "]),
    "a date": (
        edit(FLEE, "2031-04-11", "2031-05"),
        ["case crossing-2031: facts"],
    ),
    "a date into another year": (edit(GONE, "date: 2033-01", "date: 2035-01"), ["year 2035: "]),
    "a date of publication": (edit(FLEE, "2031-04-15", "2031-04-01"), ["article they-flee: "]),
    "an outlet's name": (
        edit("outlets.yaml", "Coast Radio", "Sea Radio"),
        ["outlet coast-radio: ", "article they-flee: ", "case crossing-2031: "],
    ),
    "the outlet of an article": (edit(GONE, "coast-radio", "example-times"), ["outlet "]),
    "a person's name": (
        edit(IVAN, "Ivan Ivanov", "Ivan Petrov"),
        ["person ivan-ivanov: ", "case crossing-2031: ", "article two-cross: "],
    ),
    "a person's biography": (edit(IVAN, "An officer", "A captain"), ["person ivan-ivanov: "]),
    "where a place lies": (
        edit("places.yaml", "within: finnmark}", "within: troms}\ntroms: {name: Troms}"),
        ["place storskog: ", "place troms: it is new"],
    ),
    "a place's name": (edit("places.yaml", "{name: Finnmark}", "{name: Finmark}"), ["place "]),
    "a word of the vocabulary": (
        add(
            "site.yaml",
            "title: Crossings\nvocabulary:\n  event_types:\n"
            "    defection: {label: Flight, plural: Flights}\n",
        ),
        ["case crossing-2031: "],
    ),
    "the site's title": (edit("site.yaml", "Crossings", "Flights"), ["person ivan-ivanov: "]),
    "another language": (
        edit("site.yaml", "title: Crossings", "languages: [en, nb]\ntitle: Crossings"),
        ["person ivan-ivanov in nb: it is new", "person ivan-ivanov: site changed"],
    ),
    "a text and a body in another language": (
        all_of(
            edit("site.yaml", "title: Crossings", "languages: [en, nb]\ntitle: Crossings"),
            edit(CASE, "title: The crossing at Storskog", "title: {en: A crossing, nb: En flukt}"),
            add("people/ivan-ivanov.nb.md", "En offiser.\n"),
        ),
        ["case crossing-2031 in nb: it is new"],
    ),
    "the site's address": (edit("site.yaml", "archive.example", "www.example"), ["written "]),
    "a ruling": (edit(CASE, "title: The crossing at Storskog\n", RULING), ["case crossing-2031: "]),
    "a note on a case": (edit(CASE, "A note", "Another"), ["case crossing-2031: "]),
    "a person that another is merged into": (
        edit(IVAN, "born", "merged_from: [the-captain]\nborn"),
        ["person the-captain: it is new"],
    ),
    "a person's correction": (
        edit(IVAN, "born", "corrections: [{date: 2031-09-01, text: The age was wrong.}]\nborn"),
        ["person ivan-ivanov: ", "corrections/index.html: "],
    ),
    "an article's correction": (
        edit(FLEE, "relays", "corrections: [{date: 2031-09-01, text: The title was.}]\nrelays"),
        ["article they-flee: ", "corrections/index.html: "],
    ),
    "an article that was called otherwise": (
        edit(FLEE, "relays", "former_ids: [they-fled]\nrelays"),
        ["article they-fled: it is new", "article they-flee: "],
    ),
    "a draft": (edit(GONE, "published:", "draft: true\npublished:"), ["deleted "]),
    "a retraction": (
        edit(FLEE, "relays", "retracted: {date: 2031-06-01, because: Withdrawn.}\nrelays"),
        ["article they-flee: ", "case crossing-2031: "],
    ),
    "a name that is withheld": (edit(IVAN, "born", "withhold: [Vasily Secret]\nborn"), []),
    "a new article": (add("articles/one-more.md", ONE_MORE), ["article one-more: ", "case "]),
    "an article that is gone": (remove(FLEE), ["deleted articles/they-flee/index.html"]),
    "an article of another name": (
        rename(FLEE, "articles/two-flee.md"),
        ["deleted articles/they-flee/index.html", "article two-flee: "],
    ),
    "a dossier that is gone": (remove(IVAN), ["person ivan-ivanov: "]),
    "a case without file": (remove(CASE), ["case crossing-2031: "]),
    "registers that are gone": (
        all_of(remove("outlets.yaml"), remove("places.yaml")),
        ["outlet coast-radio: "],
    ),
    "a page of the editor's": (add("pages/contact.md", "---\ntitle: Contact\n---\nUs.\n"), [""]),
    "a template": (
        overlay("pages/404.html", "<!doctype html>\n<title>Lost</title>\n"),
        ["404.html: its template changed"],
    ),
    "a static file of one's own": (
        overlay("static/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ["written static/logo.svg"],
    ),
    "a static file that ships": (overlay("static/style.css", "p {}\n"), ["written static/style"]),
    "all at once": (
        all_of(
            edit(IVAN, "Ivan Ivanov", "Ivan Petrov"),
            remove(GONE),
            add("articles/one-more.md", ONE_MORE),
            overlay("static/style.css", "q {}\n"),
        ),
        ["person ivan-ivanov: "],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_the_site_is_as_if_it_were_built_from_nothing(
    place: Workplace, name: str
) -> None:
    change, said = CHANGES[name]
    before, times = place.site(), modified(place.output)
    change(place)
    built = place.build()
    assert built.published is not None
    after = place.site()
    assert differing(after, place.cold()) == []
    kept = {path for path in after if before.get(path) == after[path]}
    assert {path: times[path] for path in kept} == {
        path: time for path, time in modified(place.output).items() if path in kept
    }
    lines = list(report.explained(built.published, built.why))
    # A line for each file that is no longer as it was, or one that says that all are.
    assert len(lines) == (len(differing(before, after)) or 1)
    for sentence in said:
        assert any(line.startswith(sentence) for line in lines), (sentence, lines)


def modified(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_of_a_person_it_is_said_what_has_changed(place: Workplace) -> None:
    place.edit(GONE, "the-attache, role: subject, unnamed: true", "ivan-ivanov, role: official")
    place.edit(GONE, "descriptor: an attaché", "age: 40")
    why = place.build().why["people/ivan-ivanov/index.html"]
    assert why.endswith(" changed")
    assert "_" not in why


def test_what_else_is_known_of_a_case_leaves_the_pages_beside_it_alone(place: Workplace) -> None:
    late = (
        "---\ntitle: They land\noutlet: coast-radio\npublished: 2040-05-02\n"
        "events: [{event: landing-2040, type: defection, date: 2040-05-01, "
        "people: [{person: olga, role: subject}]}]\n---\nThey landed.\n"
    )
    place.write("articles/they-land.md", late)
    place.write("people/olga.md", "---\nname: Olga Orlova\n---\n")
    place.build()
    assert "They land" in place.site()["cases/expulsion-2033/index.html"].decode()
    place.edit("people/olga.md", "Olga Orlova", "Olga Orlowa")
    why = place.build().why
    assert "cases/landing-2040/index.html" in why
    assert "cases/expulsion-2033/index.html" not in why
    assert differing(place.site(), place.cold()) == []


# --- that nothing has changed --------------------------------------------------------------------


def times_of(path: Path) -> tuple[int, int]:
    info = path.stat()
    return info.st_atime_ns, info.st_mtime_ns


def quietly(place: Workplace, path: str, old: str, new: str) -> None:
    """A change that leaves size and time of the file as they were."""
    assert len(old.encode()) == len(new.encode())
    file = place.content / path
    times = times_of(file)
    with file.open("r+b") as opened:
        data = opened.read().replace(old.encode(), new.encode())
        opened.seek(0)
        opened.write(data)
    os.utime(file, ns=times)


class TestWithoutChange:
    def test_nothing_is_done_and_nothing_touched(self, place: Workplace) -> None:
        before = modified(place.output)
        again = place.build()
        assert again.published is None
        assert again.counts is not None
        assert modified(place.output) == before

    def test_the_same_is_said_of_the_content_as_before(self, place: Workplace) -> None:
        place.edit("outlets.yaml", "coast-radio", "coast-wireless")
        time.sleep(0.03)
        first = place.build()
        again = place.build()
        assert again.published is None
        assert again.diagnostics == first.diagnostics
        assert again.diagnostics
        assert list(as_text(again.diagnostics, "content", again.files)) == list(
            as_text(first.diagnostics, "content", first.files)
        )

    def test_files_that_were_touched_are_looked_at_and_no_page_is_made(
        self, place: Workplace
    ) -> None:
        before = modified(place.output)
        for path in place.content.rglob("*.md"):
            path.touch()
        built = place.build()
        assert built.published is not None
        assert built.published.written == ()
        assert built.why == {}
        assert modified(place.output) == before

    def test_after_a_mistake_is_taken_back_the_site_is_as_it_was(self, place: Workplace) -> None:
        before = place.site()
        place.edit(FLEE, "2031-04-11", "2031-04-31")
        assert place.build().counts is None
        assert place.site() == before
        place.edit(FLEE, "2031-04-31", "2031-04-11")
        assert place.build().counts is not None
        assert place.site() == before


class TestChangesThatHide:
    """Changes that a look at size and time would not show."""

    def is_seen(self, place: Workplace) -> None:
        assert place.build().published is not None
        assert differing(place.site(), place.cold()) == []

    def test_the_time_set_back(self, place: Workplace) -> None:
        quietly(place, FLEE, "Two men", "Six men")
        self.is_seen(place)

    def test_another_file_of_the_same_time_put_in_its_place(
        self, place: Workplace, tmp_path: Path
    ) -> None:
        """As rsync --times, git checkout with restored times and editors do."""
        file = place.content / FLEE
        text = place.read(FLEE).replace("Two men", "Six men")
        copy = write(tmp_path / "copy", text)
        os.utime(copy, ns=times_of(file))
        copy.replace(file)
        self.is_seen(place)

    def test_an_older_copy_written_over_it(self, place: Workplace, tmp_path: Path) -> None:
        """As cp --preserve does."""
        copy = write(tmp_path / "copy", place.read(FLEE).replace("Two men", "Six men"))
        os.utime(copy, ns=(OLD, OLD))
        shutil.copy2(copy, place.content / FLEE)
        self.is_seen(place)

    def test_an_edit_of_the_same_size_right_after_a_build(self, place: Workplace) -> None:
        texts = ["Two men", "Six men"]
        for _ in range(20):
            place.edit(FLEE, *texts)
            place.build()
            texts.reverse()
            place.edit(FLEE, *texts)
            place.build()
            assert b"Two men" in place.site()["articles/they-flee/index.html"]
            texts.reverse()

    @pytest.mark.parametrize("ahead", [0, 3_600, -3_600], ids="right ahead behind".split())
    def test_on_a_file_system_that_keeps_whole_seconds(
        self, place: Workplace, ahead: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An edit within the second of a build leaves no trace in the file's times."""
        real_stat, real_time = source_module._stat, time.time_ns

        class Coarse:
            def __init__(self, info: os.stat_result) -> None:
                self.st_mode, self.st_size, self.st_ino = info.st_mode, info.st_size, info.st_ino
                self.st_mtime_ns = info.st_mtime_ns // 10**9 * 10**9
                self.st_ctime_ns = info.st_ctime_ns // 10**9 * 10**9

        monkeypatch.setattr(source_module, "_stat", lambda entry: Coarse(real_stat(entry)))
        # The clock is set right, or goes on wrongly, between the file's change and the build.
        behind = min(ahead, 0) * 10**9
        monkeypatch.setattr(time, "time_ns", lambda: real_time() + behind)
        texts = ["Two men", "Six men"]
        for _ in range(5):
            place.edit(FLEE, *texts)
            place.build()
            assert differing(place.site(), place.cold()) == []
            texts.reverse()

    def test_files_from_the_future(self, place: Workplace) -> None:
        future = time.time_ns() + 10**15
        os.utime(place.content / FLEE, ns=(future, future))
        place.build()
        quietly(place, FLEE, "Two men", "Six men")
        self.is_seen(place)

    def test_another_folder_of_content_with_the_same_files(
        self, place: Workplace, tmp_path: Path
    ) -> None:
        shutil.copytree(place.content, tmp_path / "other")
        place.content.rename(tmp_path / "before")
        (tmp_path / "other").rename(place.content)
        quietly(place, FLEE, "Two men", "Six men")
        self.is_seen(place)

    def test_a_template_behind_a_link(self, place: Workplace, tmp_path: Path) -> None:
        shared = write(tmp_path / "shared.html", "<p>One</p>\n")
        (place.templates / "pages").mkdir()
        (place.templates / "pages/404.html").symlink_to(shared)
        place.build()
        time.sleep(0.03)
        place.build()
        shared.write_text("<p>Two</p>\n")
        self.is_seen(place)
        assert b"Two" in place.site()["404.html"]

    def test_templates_of_the_same_size_and_time(self, place: Workplace) -> None:
        for text in (b"p {}\n", b"q {}\n", b"r {}\n"):
            file = write(place.templates / "static/style.css", text)
            os.utime(file, ns=(OLD, OLD))
            self.is_seen(place)

    def test_names_to_withhold_that_are_given_with_the_command(self, place: Workplace) -> None:
        assert place.build(withheld=("Vasily Secret",)).counts is not None
        before = place.site()
        assert place.build(withheld=("Iwan Iwanow",)).counts is None
        assert place.build(withheld=("Vasily Secret", "Ivan Ivanov")).counts is None
        assert place.site() == before
        assert place.build(withheld=("Vasily Secret",)).counts is not None

    def test_another_program(self, place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(store_module, "code_digest", lambda: b"x" * 16)
        built = place.build()
        assert built.published is not None
        assert "of another version of the program" in " ".join(built.notes)


class TestTheSiteTouched:
    """What happened to the published site is put right, although no input has changed."""

    @pytest.mark.parametrize(
        "harm",
        [
            lambda root: (root / "index.html").write_bytes(b"tampered"),
            lambda root: (root / "index.html").unlink(),
            lambda root: shutil.rmtree(root / "people"),
            lambda root: write(root / "stray/file.html", "?"),
            lambda root: (root / "people/empty").mkdir(),
            lambda root: (root / "index.html").replace(root / "404.html"),
            lambda root: write(root / "manifest.json", (root / "manifest.json").read_bytes()),
            lambda root: write(root / "sitemap.xml", (root / "sitemap.xml").read_bytes()[::-1]),
            shutil.rmtree,
            lambda root: [path.unlink() for path in root.parent.glob(".site.ledger-*")],
            lambda root: shutil.rmtree(root.parent / ".site.stage", ignore_errors=True),
            lambda root: (root.parent / ".site.store").unlink(),
            lambda root: (root.parent / ".site.lock").unlink(),
        ],
        ids=(
            "page-changed page-gone folder-gone stray-file stray-folder page-moved "
            "manifest-written-again other-file-changed site-gone ledgers-gone stage-gone "
            "store-gone lock-gone"
        ).split(),
    )
    def test_it_is_put_right(self, place: Workplace, harm: Callable[[Path], object]) -> None:
        before = place.site()
        harm(place.output)
        place.build()
        assert differing(place.site(), before) == []
        assert not (place.output / "people/empty").exists()
        assert place.build().notes == ()

    def test_a_site_that_was_copied_back_is_whole(self, place: Workplace, tmp_path: Path) -> None:
        before = place.site()
        shutil.copytree(place.output, tmp_path / "backup")
        shutil.rmtree(place.output)
        shutil.copytree(tmp_path / "backup", place.output)
        (place.output / "index.html").write_bytes(b"tampered")
        place.build()
        assert differing(place.site(), before) == []
