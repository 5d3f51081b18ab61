"""What `pip install .` puts on a machine works by itself, and templates can be overlaid."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.published import ARCHIVES, ROOT, built, read_site, run, site_of, text_of


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's files, as pip would unpack them. Needs no network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--disable-pip-version-check",
            "--wheel-dir",
            str(folder),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_wheel_has_the_templates_and_nothing_that_is_not_the_program(installed: Path) -> None:
    shipped = {f"defectarchive/templates/{path}" for path in read_site(ROOT / "templates")}
    program = read_site(ROOT / "src" / "defectarchive")
    code = {f"defectarchive/{path}" for path in program if "__pycache__" not in path}
    found = {path for path in read_site(installed) if ".dist-info/" not in path}
    assert found == shipped | code


def test_the_wheel_names_the_command(installed: Path) -> None:
    (entries,) = installed.glob("*.dist-info/entry_points.txt")
    assert "defectarchive = defectarchive.__main__:run" in entries.read_text()


def test_what_is_installed_builds_the_same_site_from_any_folder(
    installed: Path, tmp_path: Path
) -> None:
    script = (
        "import defectarchive, sys; from defectarchive.__main__ import run;"
        "sys.stderr.write(defectarchive.__file__ + '\\n'); run()"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            script,
            "build",
            "--content",
            ARCHIVES["lighthouses"],
            "--output",
            "site",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith(str(installed))
    assert read_site(tmp_path / "site") == site_of("lighthouses")


class TestOverlay:
    def test_one_template_and_one_static_file_are_replaced_and_the_others_stay(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "pages").mkdir()
        (tmp_path / "static").mkdir()
        (tmp_path / "pages/404.html").write_text("<p>Nothing in {{ site.title }}</p>\n")
        (tmp_path / "static/style.css").write_text("body { color: teal }\n")
        (tmp_path / "static/extra.txt").write_text("more\n")
        site = built(ARCHIVES["one-article"], "--templates", str(tmp_path))
        plain = site_of("one-article")
        changed = {path for path in site if site[path] != plain.get(path)}
        assert changed == {"404.html", "static/style.css", "static/extra.txt", "manifest.json"}
        assert site["404.html"] == b"<p>Nothing in One article</p>\n"
        assert site["static/style.css"] == b"body { color: teal }\n"

    def test_a_part_is_replaced_on_every_page_that_has_it(self, tmp_path: Path) -> None:
        shipped = (ROOT / "templates/base.html").read_text(encoding="utf-8")
        planted = shipped.replace("</footer>", "<p>Planted words</p></footer>")
        (tmp_path / "base.html").write_text(planted, encoding="utf-8")
        site = built(ARCHIVES["one-article"], "--templates", str(tmp_path))
        assert "Planted words" in text_of(site["cases/pilot-at-lantern-bay/index.html"])
        assert "Planted words" in text_of(site["index.html"])

    @pytest.mark.parametrize("text", ["{{ sit.title }}", "{% if %}", "{{ site.nothing }}"])
    def test_a_mistake_in_a_template_is_told_with_its_place_and_publishes_nothing(
        self, tmp_path: Path, text: str
    ) -> None:
        (tmp_path / "mine/pages").mkdir(parents=True)
        (tmp_path / "mine/pages/404.html").write_text(f"<p>fine</p>\n{text}\n")
        content = ARCHIVES["one-article"]
        done = run(
            "build", "--content", content, "--output", "site", "--templates", "mine", cwd=tmp_path
        )
        assert done.returncode == 3
        assert "pages/404.html:2: " in done.stderr
        assert "Traceback" not in done.stderr
        assert not (tmp_path / "site").exists()
