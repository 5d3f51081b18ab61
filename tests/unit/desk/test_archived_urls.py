"""What no web archive keeps, as a list for the auto-archiver, and its results back."""

from __future__ import annotations

from pathlib import Path

import pytest

from defectarchive.cli import main
from defectarchive.desk.archived_urls import key, read_list

Printed = pytest.CaptureFixture[str]
URL = "https://gazette.example.org/harbour-master-leaves"
COPY = f"https://web.archive.org/web/20310501120000/{URL}"
GAZETTE = "content/articles/gazette-2031-harbour-master-leaves.md"
LIST = f"url,article,archived\n{URL},gazette-2031-harbour-master-leaves,\n"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> Path:
    assert main.main(["new", "archive", str(tmp_path / "mine")]) == 0
    monkeypatch.chdir(tmp_path / "mine")
    capsys.readouterr()
    return tmp_path / "mine"


def run(*words: str) -> int:
    return main.main(["check", "--urls", *words])


def result(url: str, copy: str, status: str = "wayback: success") -> str:
    """A row as csv_db writes it: a dictionary in Python's own words."""
    metadata = (
        f"{{'_processed_at': datetime.datetime(2031, 5, 1, 12, 0), 'url': '{url}', "
        f"'title': \"\"O'Hara's\"\", 'wayback': {copy!r}, "
        f"'check wayback': 'https://web.archive.org/web/*/{url}'}}"
    )
    return f'{status},"{metadata}","[]"\n'


def test_the_list_has_what_lacks_a_copy(archive: Path, capsys: Printed) -> None:
    assert run("lack.csv") == 0
    assert Path("lack.csv").read_text("utf-8") == LIST
    assert capsys.readouterr().out == "lack.csv: 1 page without an archived copy\n"
    # Once more: a list without results is a list to be written anew.
    Path("lack.csv").write_text("url,article,archived\nhttps://old.example.org/,x,\n")
    assert run("lack.csv") == 0
    assert Path("lack.csv").read_text("utf-8") == LIST


def test_an_address_with_a_withheld_name_is_given_to_nobody(archive: Path) -> None:
    Path("content/people/clerk.md").write_text(
        "---\nunnamed: true\ndescriptor: a clerk\nwithhold: harbour-master\n---\n"
    )
    assert run("lack.csv") == 0
    assert Path("lack.csv").read_text("utf-8") == "url,article,archived\n"


def test_results_become_a_line_of_the_article_and_nothing_else_changes(
    archive: Path, capsys: Printed
) -> None:
    Path("results.csv").write_text(f"status,metadata,media\n{result(URL, COPY)}")
    before = Path(GAZETTE).read_bytes()
    assert run("results.csv", "--dry-run") == 0
    assert f"+archived: {COPY}" in capsys.readouterr().out
    assert Path(GAZETTE).read_bytes() == before
    assert run("results.csv") == 0
    line = f"url: {URL}\n".encode()
    assert Path(GAZETTE).read_bytes() == before.replace(line, line + f"archived: {COPY}\n".encode())
    assert main.main(["check", "--errors"]) == 0
    assert run("results.csv") == 0
    assert Path(GAZETTE).read_bytes().count(b"archived:") == 1
    assert run("lack.csv") == 0
    assert URL not in Path("lack.csv").read_text("utf-8")


def test_the_list_itself_can_be_filled_in(archive: Path) -> None:
    Path("lack.csv").write_text(LIST.replace(",\n", f",{COPY}\n"))
    assert run("lack.csv") == 0
    assert f"archived: {COPY}\n" in Path(GAZETTE).read_text("utf-8")


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("empty", ["", "archived:\n", "archived:   # none yet\n"])
def test_line_ends_and_an_empty_key_are_kept_as_they_are(
    archive: Path, end: str, empty: str, mark: str
) -> None:
    text = Path(GAZETTE).read_text("utf-8").replace("outlet:", f"{empty}outlet:")
    Path(GAZETTE).write_bytes((mark + text).replace("\n", end).encode())
    Path("lack.csv").write_text(LIST.replace(",\n", f",{COPY}\n"))
    assert run("lack.csv") == 0
    line = f"url: {URL}\n"
    wanted = text.replace(empty, "", 1) if empty else text
    wanted = wanted.replace(line, f"{line}archived: {COPY}\n")
    assert Path(GAZETTE).read_bytes() == (mark + wanted).replace("\n", end).encode()


def test_what_cannot_be_put_in_safely_is_left_to_the_editor(archive: Path, capsys: Printed) -> None:
    text = f"---\n{{title: A, outlet: b, published: 2031, url: '{URL}', draft: true}}\n---\n"
    Path(GAZETTE).write_text(text)
    Path("lack.csv").write_text(LIST.replace(",\n", f",{COPY}\n"))
    assert run("lack.csv") == 0
    assert Path(GAZETTE).read_text("utf-8") == text
    assert f"write archived: {COPY} there yourself" in capsys.readouterr().err


def test_only_addresses_of_copies_are_taken_from_results() -> None:
    rows = [
        result("https://a.example.org/", "https://web.archive.org/web/2031/https://a.example.org/"),
        result("https://b.example.org/", "failed: possible rate limit"),
        result("https://c.example.org/", ""),
        "no archiver,{},[]\n",
    ]
    assert read_list("status,metadata,media\n" + "".join(rows)) == {
        "a.example.org": "https://web.archive.org/web/2031/https://a.example.org/"
    }
    assert read_list("name,mark\nx,y\n") is None
    assert read_list("") is None


def test_addresses_of_one_page_are_alike() -> None:
    assert key("http://www.Example.org/story/#top") == key("https://example.org/story")
    assert key("https://example.org/story?id=1") != key("https://example.org/story?id=2")
    assert key("https://example.org/AbC") != key("https://example.org/aBc")
