"""The store: what it holds is used where it is right, and otherwise as if there were none."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import sqlite3
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archives import SITES, article, load_folder, make
from tests.published import ARCHIVES, ROOT, copy_archive, run
from tests.small_archive import Workplace, built, differing, make_workplace, write

from defectarchive.cli import main
from defectarchive.engine import store as store_module
from defectarchive.engine.codec import decoder_of, encode
from defectarchive.engine.store import Changes, NewStore, Store
from defectarchive.frozen import Shared
from defectarchive.loader.files import FileResult, load, read_file
from defectarchive.loader.layout import is_record_file
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.archive import Archive, Event
from defectarchive.workspace.errors import WorkspaceError


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return make_workplace(tmp_path / "archive")


def sql(file: Path, *statements: str) -> None:
    """Change a store from outside."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def of_another_version(file: Path) -> None:
    sql(file, "UPDATE meta SET value = x'00' WHERE name = 'program'")


def bit_flipped(table: str, column: str) -> Callable[[Path], None]:
    """One bit of each row of a table is another."""
    flipped = f"CAST(x'01' || substr({column}, 2) AS BLOB)"
    return lambda file: sql(file, f"UPDATE {table} SET {column} = {flipped}")  # noqa: S608


HARM: dict[str, Callable[[Path], object]] = {
    "truncated": lambda file: os.truncate(file, file.stat().st_size // 2),
    "head-only": lambda file: os.truncate(file, 10),
    "empty": lambda file: os.truncate(file, 0),
    "garbage": lambda file: file.write_bytes(bytes(range(256)) * 400),
    "garbage-in-it": lambda file: file.write_bytes(
        file.read_bytes()[:4096] + bytes(range(256)) * (file.stat().st_size // 256 - 16)
    ),
    "foreign": lambda file: file.write_bytes(b'{"version": 1}'),
    "of-another-program": lambda file: sql(file, "PRAGMA application_id = 1"),
    "another-format": lambda file: sql(file, "PRAGMA user_version = 99"),
    "another-version": of_another_version,
    "inputs": lambda file: sql(file, "UPDATE meta SET value = x'9301' WHERE name = 'inputs'"),
    "answers": bit_flipped("answers", "value"),
    "traces": bit_flipped("tasks", "trace"),
    "results": bit_flipped("tasks", "result"),
    "without-a-table": lambda file: sql(file, "DROP TABLE tasks"),
}


LOST = {
    "events": "answers WHERE tab = 'events'",
    "people": "answers WHERE tab = 'people'",
    "files": "answers WHERE tab = 'files'",
    "lookups": "answers WHERE tab LIKE 'index%'",
    "timeline": "answers WHERE tab = 'timeline'",
    "rows": "answers WHERE tab LIKE '%row %'",
    "cases": "answers WHERE tab = 'remembered cases'",
    "what-cases-looked-up": "meta WHERE name = 'looked up'",
    "traces-of-rows": "meta WHERE name LIKE 'rows%'",
    "keys": "meta WHERE name LIKE 'keys%'",
    "inputs": "meta WHERE name = 'inputs'",
    "tasks": "tasks",
}
NEW = (
    "---\ntitle: No\noutlet: coast-radio\npublished: 2040\nevents: [{event: crossing-2031}]\n---\n"
)


class TestDamage:
    """A miss, with one line that says so; then all is as after a build without a store."""

    @pytest.mark.parametrize("harm", HARM)
    def test_a_store_that_is_not_as_it_was_written_is_a_miss(
        self, place: Workplace, harm: str
    ) -> None:
        place.build()
        HARM[harm](place.store)
        self._is_a_miss(place)

    @pytest.mark.parametrize("edits", ["a value", "a name", "both"])
    @pytest.mark.parametrize("lost", LOST)
    def test_a_store_that_has_lost_some_of_its_rows_does_no_harm(
        self, place: Workplace, lost: str, edits: str
    ) -> None:
        built(place)
        sql(place.store, f"DELETE FROM {LOST[lost]}")  # noqa: S608
        if edits != "a name":
            place.edit("articles/two-cross.md", "age: 34", "age: 33")
        if edits != "a value":
            place.write("articles/another.md", NEW)
        assert place.build().counts is not None
        assert differing(place.site(), place.cold()) == []

    def test_a_folder_in_the_place_of_the_store_is_a_miss(self, place: Workplace) -> None:
        place.build()
        place.store.unlink()
        place.store.mkdir()
        (place.store / "within").write_text("?")
        self._is_a_miss(place)

    def test_a_store_that_cannot_be_read_is_a_miss(
        self, place: Workplace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place.build()
        real = Path.open

        def refuse(path: Path, *args: object, **named: object) -> object:
            if path == place.store:
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path, *args, **named)  # type: ignore[call-overload]

        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", refuse)
            place.edit("articles/they-flee.md", "Two men", "Three men")
            built = place.build()
        assert len(built.notes) == 1
        assert "cannot be read (Permission denied)" in built.notes[0]
        assert differing(place.site(), place.cold()) == []

    def _is_a_miss(self, place: Workplace) -> None:
        place.edit("articles/they-flee.md", "Two men", "Three men")
        built = place.build()
        assert len(built.notes) == 1
        assert built.notes[0].startswith(f"{place.store} ")
        assert built.notes[0].endswith("made anew")
        assert "\n" not in built.notes[0]
        assert differing(place.site(), place.cold()) == []
        # That was said once: the store is sound again.
        place.edit("articles/they-flee.md", "Three men", "Two men")
        assert place.build().notes == ()

    def test_the_command_says_it_in_one_line(
        self, place: Workplace, capsys: pytest.CaptureFixture[str]
    ) -> None:
        given = ["build", "--content", str(place.content), "--output", str(place.output)]
        assert main.main(given) == 0
        place.store.write_bytes(b"garbage")
        place.edit("articles/they-flee.md", "Two men", "Three men")
        capsys.readouterr()
        assert main.main(given) == 0
        (line,) = (said for said in capsys.readouterr().err.splitlines() if ".site.store" in said)
        assert line.startswith("defectarchive: ")

    def test_without_any_store_nothing_is_said(self, place: Workplace) -> None:
        assert place.build().notes == ()
        place.store.unlink()
        assert place.build().notes == ()


class TestAnotherArchives:
    def test_what_it_knows_of_another_archive_is_of_no_harm(
        self, place: Workplace, tmp_path: Path
    ) -> None:
        other = make_workplace(tmp_path / "other")
        other.edit("site.yaml", "Crossings", "Another")
        other.edit("people/ivan-ivanov.md", "Ivan Ivanov", "Pyotr Petrov")
        other.edit("articles/they-flee.md", "Two men", "Nobody")
        other.build()
        place.build()
        shutil.copyfile(other.store, place.store)
        place.build()
        assert differing(place.site(), place.cold()) == []
        place.edit("articles/they-flee.md", "Two men", "Nobody")
        place.build()
        assert differing(place.site(), place.cold()) == []

    def test_two_archives_may_take_turns_in_one_output(
        self, place: Workplace, tmp_path: Path
    ) -> None:
        other = make_workplace(tmp_path / "other")
        other.edit("articles/they-flee.md", "Two men", "Six men")
        for _ in range(3):
            for one in (place, other):
                one.build(place.output)
                assert differing(place.site(), one.cold()) == []

    def test_options_may_take_turns_in_one_output(self, place: Workplace) -> None:
        for _ in range(3):
            for url in ("", "https://example.org/a/", "https://example.org/b/"):
                place.build(base_url=url)
                assert differing(place.site(), place.cold(base_url=url)) == []


class TestWriting:
    """A site is published whether or not the store can be written."""

    @pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=os.strerror)
    def test_a_place_that_takes_no_file_is_a_warning(
        self, place: Workplace, reason: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(reason, os.strerror(reason), str(place.store))

        with monkeypatch.context() as patch:
            patch.setattr(store_module, "_write", full)
            built = place.build()
        assert built.counts is not None
        assert built.notes == (
            f"{place.store} cannot be written ({os.strerror(reason)}): the next build takes longer",
        )
        assert differing(place.site(), place.cold()) == []
        assert [*place.folder.glob(".site.store*")] == []

    def test_a_stale_store_that_cannot_be_replaced_is_never_believed(
        self, place: Workplace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        place.build()
        monkeypatch.setattr(store_module, "_write", full)
        texts = ["Two men", "Three men"]
        for _ in range(2):
            place.edit("articles/they-flee.md", *texts)
            place.build()
            assert differing(place.site(), place.cold()) == []
            texts.reverse()
            for url in ("https://example.org/a/", ""):
                place.build(base_url=url)
                assert differing(place.site(), place.cold(base_url=url)) == []

    def test_a_link_in_its_place_is_left_alone(self, place: Workplace, tmp_path: Path) -> None:
        (tmp_path / "mine").write_text("mine")
        place.store.symlink_to(tmp_path / "mine")
        built = place.build()
        assert built.counts is not None
        assert len(built.notes) == 2
        assert differing(place.site(), place.cold()) == []
        assert (tmp_path / "mine").read_text() == "mine"

    def test_without_store_nothing_is_read_or_left(self, place: Workplace) -> None:
        place.build(cache=False)
        assert not place.store.exists()

    def test_no_journal_stays_beside_it(self, place: Workplace) -> None:
        for text in ("Three men", "Four men"):
            place.build()
            place.edit("articles/they-flee.md", place.read("articles/they-flee.md")[-20:-12], text)
        assert [path.name for path in place.folder.glob(".site.store*")] == [".site.store"]

    @pytest.mark.parametrize("step", ["articles/they-flee.md", "store"])
    def test_of_a_new_store_nothing_stays_that_a_killed_build_has_begun(
        self, place: Workplace, step: str
    ) -> None:
        place.build()
        if step == "store":
            place.store.unlink()
        else:
            place.edit(step, "Two men", "Three men")
        (place.folder / ".site.store-new").write_bytes(b"half of one")
        place.build()
        assert [path.name for path in place.folder.glob(".site.store*")] == [".site.store"]

    def test_of_a_build_that_fails_no_new_store_stays(self, place: Workplace) -> None:
        write(place.templates / "pages/case.html", "{{ nothing }}")
        with pytest.raises(WorkspaceError):
            place.build()
        assert [*place.folder.glob(".site.store*")] == []

    def test_what_a_killed_build_has_half_written_is_undone(self, place: Workplace) -> None:
        built(place)
        place.edit("articles/two-cross.md", "age: 34", "age: 33")
        time.sleep(0.05)
        write_rows = store_module._write

        def killed(connection: sqlite3.Connection, changes: Changes) -> None:
            write_rows(connection, changes)
            connection.execute("PRAGMA cache_size = 1")
            connection.execute("UPDATE answers SET value = value || zeroblob(100000)")
            os.kill(os.getpid(), signal.SIGKILL)

        child = os.fork()
        if child == 0:
            store_module._write = killed
            place.build()
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        assert (place.folder / ".site.store-journal").exists()
        assert place.build().notes == ()
        assert [path.name for path in place.folder.glob(".site.store*")] == [".site.store"]
        assert differing(place.site(), place.cold()) == []

    def test_what_is_gone_from_it_is_gone_from_its_bytes(self, place: Workplace) -> None:
        place.edit("articles/they-flee.md", "Two men", "Zyxtarov and another")
        place.build()
        assert b"Zyxtarov" in place.store.read_bytes()
        place.edit("articles/they-flee.md", "Zyxtarov and another", "Two men")
        place.build()
        assert b"Zyxtarov" not in place.store.read_bytes()


class TestValues:
    """What was stored comes back as it was."""

    @given(st.data())
    def test_every_archives_files_come_back_as_they_were(self, data: st.DataObject) -> None:
        content = data.draw(st.sampled_from(sorted(SITES.glob("*/content"))))
        files = [path for path in sorted(content.rglob("*")) if path.is_file()]
        path = data.draw(st.sampled_from(files)).relative_to(content).as_posix()
        text = (content / path).read_bytes()
        # Cut somewhere, so that there are mistakes in it as well.
        cut = data.draw(st.one_of(st.just(len(text)), st.integers(0, len(text))))
        if is_record_file(path):
            site = SourceFile("site.yaml", (content / "site.yaml").read_bytes())
            vocabulary = load([site]).settings.vocabulary
            result = read_file(SourceFile(path, text[:cut]), vocabulary)
            assert decoder_of(FileResult)(encode(result)) == result

    @pytest.mark.parametrize("name", ARCHIVES)
    def test_every_archive_comes_back_as_it_was(self, name: str) -> None:
        archive = load_folder(ARCHIVES[name]).archive
        assert decoder_of(Archive)(encode(archive)) == archive

    def test_what_claims_of_a_report_have_in_common_is_stored_once(self) -> None:
        events = "  - event: crossing\n    type: defection\n    to: NO\n    from: RU\n"
        told = make({"articles/told.md": article(events, published="2031-04-13")})
        data = encode(told.event("crossing"))
        claims = decoder_of(Event)(data).claims()
        assert len(claims) == 3
        assert len({id(claim.said) for claim in claims}) == 1
        # When the case was first published, and when the article was.
        assert data.count(b"2031-04-13") == 2

    def test_equal_values_are_stored_alike_whoever_has_them_in_common(self) -> None:
        one, same = Shared(("a", 1)), Shared(("a", 1))
        assert encode((one, one)) == encode((one, same))

    @pytest.mark.parametrize("number", [-1, 1, 7])
    def test_what_was_not_given_before_is_no_value(self, number: int) -> None:
        decode = decoder_of(tuple[Shared[str], ...])
        assert decode(msgspec.msgpack.encode(["given", 0])) == (Shared("given"), Shared("given"))
        with pytest.raises(msgspec.DecodeError):
            decode(msgspec.msgpack.encode(["given", number]))

    @pytest.mark.parametrize("content", sorted(SITES.glob("*/content")), ids=lambda p: p.parts[-2])
    def test_a_site_from_the_store_is_the_same(self, content: Path, tmp_path: Path) -> None:
        place = Workplace(tmp_path)
        place.templates.mkdir()
        copy_archive(content, place.content)
        first = place.build()
        published = place.site()
        shutil.rmtree(place.output)
        second = place.build()
        assert second.published is not None
        assert second.diagnostics == first.diagnostics
        assert differing(place.site(), published) == []


def test_it_holds_the_same_whatever_the_environment(place: Workplace) -> None:
    """So no digest hangs on the order of a set: a warm build is as quick on another day."""
    stored = []
    for variables in (
        {"PYTHONHASHSEED": "0", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0"},
    ):
        place.store.unlink(missing_ok=True)
        done = run(
            *("build", "--content", place.content, "--output", place.output), variables=variables
        )
        assert done.returncode == 0
        with contextlib.closing(sqlite3.connect(place.store)) as connection:
            rows = [
                connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
                for table in ("answers", "tasks", "meta WHERE name <> 'inputs'")
            ]
        stored.append(rows)
    assert stored[0] == stored[1]


def test_all_libraries_that_make_the_pages_have_a_part_in_the_digest() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {item.partition(">")[0].replace("-", "_") for item in project["dependencies"]}
    # Jinja brings it, and escapes by it.
    assert {*names, "markupsafe"} == {*store_module._LIBRARIES}


def test_looking_for_a_key_reads_no_values_of_others(tmp_path: Path) -> None:
    """The timeline of 100,000 cases has some megabytes, and was read for each of 3,500,000 rows."""

    def bytes_read() -> int:
        return int(Path("/proc/self/io").read_text("ascii").split()[1])

    changes = Changes()
    changes.answers = {("table", f"{number:03}"): bytes(200_000) for number in range(60)}
    changes.answers["table", "small"] = b"small"
    place = tmp_path / "store"
    new = NewStore(place)
    new.write(changes)
    new.finish()
    store = Store(place)
    before = bytes_read()

    assert store.answer("table", "small") == b"small"
    assert bytes_read() - before < 100_000
