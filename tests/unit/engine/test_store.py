"""The cache: what it holds is used where it is right, and otherwise as if there were none."""

from __future__ import annotations

import errno
import os
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archives import SITES
from tests.published import ROOT, copy_archive, run
from tests.small_archive import Workplace, differing, make_workplace, write

from defectarchive.cli import main
from defectarchive.engine import store as store_module
from defectarchive.engine.readings import decode_reading, encode_reading
from defectarchive.loader.files import load, read_file
from defectarchive.loader.layout import is_record_file
from defectarchive.loader.source_file import SourceFile

FILES = ("inputs", "readings", "made")


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return make_workplace(tmp_path / "archive")


def version_before(data: bytes) -> bytes:
    """As a build of another version of the program has left it: only the digest of it differs."""
    start = len(store_module._MAGIC)
    return data[:start] + bytes(16) + data[start + 16 :]


def bit_flipped(data: bytes) -> bytes:
    middle = len(data) * 2 // 3
    return data[:middle] + bytes([data[middle] ^ 4]) + data[middle + 1 :]


def sound_but_foreign(_: bytes) -> bytes:
    """With the right head and sum, but of another shape."""
    payload = msgspec.msgpack.encode(["something", {"else": 1}])
    code = store_module.code_digest()
    return store_module._MAGIC + code + store_module.digest_of(payload) + payload


HARM: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda data: data[: len(data) // 2],
    "head-only": lambda data: data[:10],
    "empty": lambda _: b"",
    "garbage": lambda data: bytes(range(256)) * (len(data) // 256 + 1),
    "foreign": lambda _: b'{"version": 1}',
    "another-version": version_before,
    "bit-flipped": bit_flipped,
    "of-another-shape": sound_but_foreign,
    "more-at-the-end": lambda data: data + b"x",
}


class TestDamage:
    """A miss, with one line that says so; then all is as after a build without cache."""

    @pytest.mark.parametrize("name", FILES)
    @pytest.mark.parametrize("harm", HARM)
    def test_a_file_that_is_not_as_it_was_written_is_a_miss(
        self, place: Workplace, name: str, harm: str
    ) -> None:
        place.build()
        file = place.cache / name
        file.write_bytes(HARM[harm](file.read_bytes()))
        self._is_a_miss(place, file)

    @pytest.mark.parametrize("name", FILES)
    def test_a_folder_in_the_place_of_a_file_is_a_miss(self, place: Workplace, name: str) -> None:
        place.build()
        file = place.cache / name
        file.unlink()
        write(file / "within", "?")
        self._is_a_miss(place, file)

    @pytest.mark.parametrize("name", FILES)
    def test_a_file_that_cannot_be_read_is_a_miss(
        self, place: Workplace, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place.build()
        real = Path.read_bytes

        def refuse(path: Path) -> bytes:
            if path == place.cache / name:
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "read_bytes", refuse)
            place.edit("articles/they-flee.md", "Two men", "Three men")
            built = place.build()
        assert len(built.notes) == 1
        assert f"{name} cannot be read (Permission denied)" in built.notes[0]
        assert differing(place.site(), place.cold()) == []

    def _is_a_miss(self, place: Workplace, file: Path) -> None:
        place.edit("articles/they-flee.md", "Two men", "Three men")
        built = place.build()
        assert len(built.notes) == 1
        assert built.notes[0].startswith(f"{file} ")
        assert built.notes[0].endswith("made anew")
        assert "\n" not in built.notes[0]
        assert differing(place.site(), place.cold()) == []
        # That was said once: the file is sound again.
        place.edit("articles/they-flee.md", "Three men", "Two men")
        assert place.build().notes == ()

    def test_the_command_says_it_in_one_line(
        self, place: Workplace, capsys: pytest.CaptureFixture[str]
    ) -> None:
        given = ["build", "--content", str(place.content), "--output", str(place.output)]
        assert main.main(given) == 0
        (place.cache / "made").write_bytes(b"garbage")
        place.edit("articles/they-flee.md", "Two men", "Three men")
        capsys.readouterr()
        assert main.main(given) == 0
        (line,) = (said for said in capsys.readouterr().err.splitlines() if ".site.cache" in said)
        assert line.startswith("defectarchive: ")

    def test_records_that_cannot_be_read_back_are_read_from_their_file(
        self, place: Workplace
    ) -> None:
        place.build()
        shelf = store_module.Store(place.cache).readings
        readings, _ = shelf.read()
        assert readings
        shelf.write(dict.fromkeys(readings, msgspec.Raw(b"\x93\x01\x02\x03")))
        place.edit("articles/they-flee.md", "Two men", "Three men")
        place.build()
        assert differing(place.site(), place.cold()) == []
        assert shelf.read()[0] != readings

    def test_without_any_cache_nothing_is_said(self, place: Workplace) -> None:
        assert place.build().notes == ()
        shutil.rmtree(place.cache)
        assert place.build().notes == ()


class TestAnotherArchives:
    @pytest.mark.parametrize("name", [*FILES, "all"])
    def test_what_it_knows_of_another_archive_is_of_no_harm(
        self, place: Workplace, tmp_path: Path, name: str
    ) -> None:
        other = make_workplace(tmp_path / "other")
        other.edit("site.yaml", "Crossings", "Another")
        other.edit("people/ivan-ivanov.md", "Ivan Ivanov", "Pyotr Petrov")
        other.edit("articles/they-flee.md", "Two men", "Nobody")
        other.build()
        place.build()
        for file in FILES if name == "all" else (name,):
            shutil.copyfile(other.cache / file, place.cache / file)
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
    """A site is published whether or not the cache can be written."""

    @pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=os.strerror)
    def test_a_folder_that_takes_no_files_is_a_warning(
        self, place: Workplace, reason: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = Path.replace

        def full(path: Path, target: Path) -> Path:
            if path.parent == place.cache:
                raise OSError(reason, os.strerror(reason), str(path))
            return real(path, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", full)
            built = place.build()
        assert built.counts is not None
        assert built.notes == (
            f"{place.cache} cannot be written ({os.strerror(reason)}): the next build takes longer",
        )
        assert differing(place.site(), place.cold()) == []
        assert list(place.cache.iterdir()) == []

    def test_a_stale_cache_that_cannot_be_replaced_is_never_believed(
        self, place: Workplace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place.build()
        monkeypatch.setattr(store_module.StoreFile, "write", lambda *_: "it cannot be written")
        texts = ["Two men", "Three men"]
        for _ in range(4):
            place.edit("articles/they-flee.md", *texts)
            place.build()
            assert differing(place.site(), place.cold()) == []
            texts.reverse()
            for url in ("https://example.org/a/", ""):
                place.build(base_url=url)
                assert differing(place.site(), place.cold(base_url=url)) == []

    def test_a_file_in_the_place_of_the_folder_is_a_warning(self, place: Workplace) -> None:
        place.cache.write_text("a file")
        built = place.build()
        assert built.counts is not None
        assert len(built.notes) == 2
        assert differing(place.site(), place.cold()) == []
        assert place.cache.read_text() == "a file"

    def test_without_cache_nothing_is_read_or_left(self, place: Workplace) -> None:
        place.build(cache=False)
        assert not place.cache.exists()


class TestReadings:
    """What a file gave is the same after it was kept."""

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
            reading = read_file(SourceFile(path, text[:cut]), vocabulary)
            assert decode_reading(encode_reading(reading)) == reading

    @pytest.mark.parametrize("content", sorted(SITES.glob("*/content")), ids=lambda p: p.parts[-2])
    def test_a_site_from_memory_is_the_same(self, content: Path, tmp_path: Path) -> None:
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
    held = []
    for variables in (
        {"PYTHONHASHSEED": "0", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0"},
    ):
        shutil.rmtree(place.cache, ignore_errors=True)
        done = run(
            *("build", "--content", place.content, "--output", place.output), variables=variables
        )
        assert done.returncode == 0
        held.append([(place.cache / name).read_bytes() for name in ("readings", "made")])
    assert held[0] == held[1]


def test_all_libraries_that_make_the_pages_have_a_part_in_the_digest() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {item.partition(">")[0] for item in project["dependencies"]}
    assert names == set(store_module._LIBRARIES)
