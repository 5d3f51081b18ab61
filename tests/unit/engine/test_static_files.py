"""content/static: files that are published as they are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.published import ARCHIVES, site_of
from tests.small_archive import Workplace, differing, make_workplace

from defectarchive.build import BuildResult
from defectarchive.checks.static_files import static_faults
from defectarchive.engine.reading.check import check
from defectarchive.model.records import Records
from defectarchive.model.site_settings import SiteSettings
from defectarchive.workspace import source_tree as source_module
from defectarchive.workspace.source_tree import file_states, read_source

FILES: Mapping[str, bytes] = {
    "CNAME": b"archive.example.org\n",
    ".well-known/security.txt": b"Contact: mailto:editor@example.org\n",
    ".nojekyll": b"",
    "favicon.ico": b"\x00\x00\x01\x00",
    "images/Storskog 2031.jpg": b"\xff\xd8\xff\xe0 a picture",
    "images/notes.md": b"not read\n",
    "demo/index.html": b"<!doctype html>",
}


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return make_workplace(tmp_path / "archive")


def codes(built: BuildResult) -> list[tuple[str, str]]:
    """What there is to say of files that are published as they are."""
    return [
        (found.code, found.span.path)
        for found in built.diagnostics
        if found.span.path.startswith("static")
    ]


def test_the_files_stand_at_the_root_as_they_are(place: Workplace) -> None:
    for path, data in FILES.items():
        place.write(f"static/{path}", data)
    built = place.build()
    assert codes(built) == []
    site = place.site()
    assert {path: site[path] for path in FILES} == FILES
    assert differing(site, place.cold()) == []


def test_the_rest_of_the_site_is_the_same_with_and_without_them(place: Workplace) -> None:
    place.build()
    before = place.site()
    place.write("static/CNAME", b"archive.example.org\n")
    place.build()
    assert differing(before, place.site()) == ["CNAME", "manifest.json"]


def test_a_change_of_one_is_noticed_and_so_is_its_end(place: Workplace) -> None:
    place.write("static/CNAME", b"one.example.org\n")
    place.build()
    place.write("static/CNAME", b"two.example.org\n")
    place.build()
    assert place.site()["CNAME"] == b"two.example.org\n"
    (place.content / "static/CNAME").unlink()
    built = place.build()
    assert "CNAME" not in place.site()
    assert codes(built) == []


def test_what_programs_leave_behind_is_passed_over(place: Workplace) -> None:
    for path in (
        ".DS_Store",
        "images/.DS_Store",
        "CNAME~",
        ".gitignore",
        ".git/config",
        "a/.gitkeep",
    ):
        place.write(f"static/{path}", b"x")
    place.build()
    assert not {Path(path).name for path in place.site()} & {
        *(".DS_Store", "CNAME~", ".gitignore", "config", ".gitkeep")
    }


class TestTakenAddresses:
    @pytest.mark.parametrize(
        "path",
        [
            *("robots.txt", "ROBOTS.TXT", "_headers", "_redirects", "index.html", "404.html"),
            "manifest.json",
            *("sitemap.xml", "sitemap-2.xml", "feed.xml", "feed.json", "Robots.txt/x"),
            *("cases", "cases/x.png", "Cases/crossing-2031/x.png", "static/x.png", "about/me.jpg"),
            *("search/x", "years/2031/x", "-/x"),
        ],
    )
    def test_a_path_that_the_site_has_or_a_folder_that_it_owns_is_an_error(
        self, place: Workplace, path: str
    ) -> None:
        place.write(f"static/{path}", b"x")
        built = place.build()
        assert built.counts is None
        assert codes(built) == [("static-taken", f"static/{path}")]

    def test_folders_of_the_editors_pages_and_of_languages_are_the_sites(
        self, place: Workplace
    ) -> None:
        place.edit("site.yaml", "title", "languages: [en, nb]\ntitle")
        place.write("pages/method.md", "---\ntitle: Method\n---\nText.\n")
        for path in ("method/x.png", "nb/x.png", "NB", "en/x.png"):
            place.write(f"static/{path}", b"x")
        checked = check(place.content)
        errors = [found.span.path for found in checked.diagnostics if found.is_error]
        assert errors == ["static/NB", "static/method/x.png", "static/nb/x.png"]

    def test_where_a_page_once_was_is_the_sites_as_well(self, place: Workplace) -> None:
        old = "former_ids: [colophon]\nmerged_from: [imprint]"
        place.write("pages/method.md", f"---\ntitle: Method\n{old}\n---\nText.\n")
        for path in ("colophon/index.html", "imprint/x.png", "method-2/x.png"):
            place.write(f"static/{path}", b"x")
        found = codes(place.build())
        assert found == [
            ("static-taken", "static/colophon/index.html"),
            ("static-taken", "static/imprint/x.png"),
        ]

    @pytest.mark.parametrize("archive", ARCHIVES)
    def test_nothing_in_the_root_of_any_archive_is_free(self, archive: str) -> None:
        languages = ("en", "nb")
        pages = {path.stem for path in (ARCHIVES[archive] / "pages").glob("*.md")}
        roots = {path.partition("/")[0] for path in site_of(archive)} - pages
        settings = SiteSettings(languages=languages)
        faults = {fault.span.path for fault in static_faults(sorted(roots), settings, Records())}
        assert faults == {f"static/{root}" for root in roots}

    @pytest.mark.parametrize(
        ("one", "other"), [("A.png", "a.png"), ("b\u00e9", "be\u0301"), ("X", "x/y.png")]
    )
    def test_two_with_one_address_are_an_error(
        self, place: Workplace, one: str, other: str
    ) -> None:
        for path in (one, other):
            place.write(f"static/{path}", b"x")
        built = place.build()
        assert built.counts is None
        assert [code for code, _ in codes(built)] == ["same-address"]


class TestWhatIsNoFile:
    @pytest.mark.parametrize("target", ["../../secret", "../articles", "missing"])
    def test_a_link_is_an_error_and_never_followed(self, place: Workplace, target: str) -> None:
        (place.folder / "secret").write_text("secret")
        (place.content / "static").mkdir()
        (place.content / "static/shown").symlink_to(target)
        built = place.build()
        assert built.counts is None
        assert codes(built) == [("symbolic-link", "static/shown")]

    def test_nor_may_the_folder_be_one(self, place: Workplace) -> None:
        (place.folder / "other").mkdir()
        (place.content / "static").symlink_to(place.folder / "other")
        assert codes(place.build()) == [("symbolic-link", "static")]

    def test_a_pipe_is_an_error(self, place: Workplace) -> None:
        (place.content / "static").mkdir()
        os.mkfifo(place.content / "static/pipe")
        assert codes(place.build()) == [("not-a-file", "static/pipe")]

    @pytest.mark.parametrize("name", ["a\nb", "a\\b", "\udcff"])
    def test_a_name_that_is_no_address_is_an_error(self, place: Workplace, name: str) -> None:
        place.write(f"static/{name}", b"x")
        assert [code for code, _ in codes(place.build())] == ["file-name"]

    def test_what_is_larger_than_hosts_take_is_an_error(
        self, place: Workplace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(source_module, "LARGEST_STATIC", 20)
        place.write("static/film.mp4", b"x" * 21)
        assert codes(place.build()) == [("file-too-large", "static/film.mp4")]


class TestWithheldNames:
    @pytest.mark.parametrize(
        ("path", "data"),
        [
            ("note.txt", b"seen: Zyxtarov\n"),
            ("note-16.txt", "seen: Zyxtarov\n".encode("utf-16")),
            ("zyxtarov.jpg", b"\xff\xd8\xff"),
            ("Zyxtarov/a.jpg", b"\xff\xd8\xff"),
        ],
    )
    def test_a_file_that_shows_one_is_an_error_at_the_file(
        self, place: Workplace, path: str, data: bytes
    ) -> None:
        place.write(f"static/{path}", data)
        built = place.build(withheld=("Zyxtarov",))
        assert built.counts is None
        (found,) = (each for each in built.diagnostics if each.is_error)
        assert found.code == "withheld-name"
        assert found.span.path in (f"static/{path}", "static/…")
        assert "zyxtarov" not in f"{found.span.path} {found.message} {found.hint}".lower()
        assert found.secret

    def test_one_that_cannot_be_looked_through_is_a_warning(self, place: Workplace) -> None:
        place.write("static/report.pdf", b"%PDF-1.7\n\xe2\xe3\xcf\xd3")
        place.write("static/files.zip", b"PK\x03\x04 packed")
        built = place.build(withheld=("Zyxtarov",))
        assert built.counts is not None
        assert codes(built) == [
            ("unsearched-file", "static/files.zip"),
            ("unsearched-file", "static/report.pdf"),
        ]

    @pytest.mark.parametrize(
        "later",
        [b"seen: Zyxtarov", b"\x89PNG\r\n\x1a\n" + " seen Zyxtarov there ".encode("utf-16-le")],
    )
    def test_one_that_comes_after_the_check_is_not_published(
        self, place: Workplace, later: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = place.write("static/note.txt", b"harmless")
        real = source_module.StaticFile.read
        reads: list[bytes] = []

        def read(file: source_module.StaticFile) -> bytes:
            data = real(file)
            reads.append(data)
            path.write_bytes(later)
            return data

        monkeypatch.setattr(source_module.StaticFile, "read", read)
        built = place.build(withheld=("Zyxtarov",))
        assert built.counts is None
        assert not place.output.exists()


def test_they_are_no_content(tmp_path: Path) -> None:
    (tmp_path / "static/articles").mkdir(parents=True)
    (tmp_path / "static/articles/x.md").write_text("---\n")
    (tmp_path / "static/site.yaml").write_text("")
    source = read_source(tmp_path)
    assert source.files == ()
    assert [file.path for file in source.static] == ["articles/x.md", "site.yaml"]
    assert [state.path for state in file_states(tmp_path)] == [
        "static/articles/x.md",
        "static/site.yaml",
    ]
