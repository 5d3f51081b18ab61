"""Copies of articles in builds: what pages and data say of them, and what never comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.published import Site, markup, text_of
from tests.small_archive import Workplace, make_workplace
from tests.whole_archive import whole_archive

from defectarchive import build
from defectarchive.checks.quotations import compare
from defectarchive.cli import main
from defectarchive.model.records import ArticleRecord
from defectarchive.workspace.copies import text_file

pytest.importorskip("lxml")
ARTICLE = "articles/two-cross/index.html"
CASE = "cases/crossing-2031/index.html"
PAGE = "<p>“We did not leave for money,” said the captain. <b>Nothing more of this is quoted.</b>"


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """An archive with a quotation of which a copy is kept."""
    place = make_workplace(tmp_path / "archive")
    motive = "    motive: {value: conscience, wording: 'We did […] leave for money'}\n"
    line = "    place: storskog\n"
    place.edit("articles/two-cross.md", line, line + motive)
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    keep(place, "two-cross", str(tmp_path / "page.html"))
    return place


def keep(place: Workplace, *words: str) -> None:
    assert main.main(["keep", "--content", str(place.content), *words]) == 0


def codes(place: Workplace) -> set[str]:
    return {found.code for found in build.review(place.content).diagnostics}


def words(site: Site, path: str) -> str:
    return text_of(site[path])


def day(place: Workplace) -> str:
    register = (place.content / "copies.yaml").read_text("utf-8")
    return register.partition('kept: "')[2][:10]


def test_pages_say_what_was_checked_and_what_was_left_out(place: Workplace) -> None:
    place.build()
    site = place.site()
    assert "quotation checked against the copy of" in words(site, CASE)
    assert "[…] stands for “not”" in words(site, CASE)
    assert "[…] stands for “not”" in words(site, ARTICLE)
    assert "1, checked against the copy of" in words(site, ARTICLE)
    assert "SHA-256" in words(site, ARTICLE)
    assert "not checked" not in words(site, "open-questions/index.html")
    assert "quote-unchecked" not in codes(place)


def test_the_data_have_the_digest_of_the_copy(place: Workplace) -> None:
    place.build()
    articles = whole_archive(place.site())["articles"]
    (copy,) = (each["copy"] for each in articles if each["id"] == "two-cross")
    register = (place.content / "copies.yaml").read_text("utf-8")
    assert copy["sha256"] in register
    assert (copy["kept"], copy["checked"]) == (day(place), 1)
    assert {each["copy"] for each in articles if each["id"] != "two-cross"} == {None}


def test_nothing_else_of_a_copy_comes_out(place: Workplace) -> None:
    place.build()
    for path, data in place.site().items():
        assert b"Nothing more of this" not in data, path
        assert "sources" not in path
    assert not [path for path in place.site() if path.endswith((".warc.gz", "two-cross.txt"))]


def test_a_machine_without_the_copies_builds_the_same_but_for_what_was_left_out(
    place: Workplace,
) -> None:
    for path in (place.content.parent / "sources").iterdir():
        path.unlink()
    place.build()
    assert "quotation checked against the copy of" in words(place.site(), CASE)
    assert "stands for" not in words(place.site(), CASE).partition("Motive")[2][:300]
    assert "quote-unchecked" not in codes(place)


def test_a_changed_text_is_noticed_by_the_next_build(place: Workplace) -> None:
    place.build()
    text = place.content.parent / "sources" / text_file("two-cross.html")
    text.write_text("Something else", "utf-8")
    place.build()
    assert "quotation checked" not in words(place.site(), CASE)
    assert "none of them checked" in words(place.site(), ARTICLE)
    assert "1 quotation" in words(place.site(), "open-questions/index.html")
    assert "quote-unchecked" in codes(place)
    keep(place, "--again")
    place.build()
    assert "quotation checked" in words(place.site(), CASE)


def test_a_wording_that_is_not_there_stops_the_build(place: Workplace) -> None:
    path = place.content / "articles" / "two-cross.md"
    path.write_text(path.read_text("utf-8").replace("leave for money", "leave for honey"), "utf-8")
    assert "quote-not-found" in {found.code for found in place.build().diagnostics}
    assert "quote-not-found" in codes(place)


def test_a_withheld_name_that_was_left_out_is_not_told(place: Workplace) -> None:
    page = place.folder.parent / "page.html"
    page.write_text("<p>We did, Petrenko said, not leave for money.", "utf-8")
    keep(place, "two-cross", str(page))
    place.build()
    assert "[…] stands for “Petrenko said, not”" in words(place.site(), CASE)
    person = place.content / "people" / "ivan-ivanov.md"
    person.write_text("---\nname: Ivan Ivanov\nwithhold: Petrenko\n---\n", "utf-8")
    built = place.build()
    assert not any(found.is_error for found in built.diagnostics)
    assert "what […] stands for is not shown" in words(place.site(), CASE)
    assert all(b"Petrenko" not in data for data in place.site().values())


def test_what_was_left_out_is_in_the_language_of_its_article(place: Workplace) -> None:
    site = place.content / "site.yaml"
    site.write_text("title: T\nlanguages: [nb, en]\n", "utf-8")
    outlets = place.content / "outlets.yaml"
    outlets.write_text("example-times: {name: Example Times, language: uk}\n", "utf-8")
    place.build()
    page = place.site()[f"en/{CASE}"]
    spoken = [attributes.get("lang") for tag, attributes in markup(page).tags if tag == "span"]
    assert "uk" in spoken
    assert "sitatet er kontrollert mot kopien fra" in words(place.site(), CASE)


def test_only_what_changed_is_looked_up_again_and_pages_are_the_same(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []

    def look_up(article: ArticleRecord, text: str) -> tuple[compare.Quoted, ...]:
        looked_up.append(article.id)
        return real(article, text)

    real = compare.look_up
    monkeypatch.setattr(compare, "look_up", look_up)
    place.build()
    assert looked_up == ["two-cross"]
    place.edit("articles/they-flee.md", "title: They flee", "title: They run")
    place.build()
    assert looked_up == ["two-cross"]
    assert place.site() == place.cold()
    # Another wording, another text, other names: looked up again.
    looked_up.clear()
    place.edit("articles/two-cross.md", "leave for money'", "leave for'")
    keep(place, "--again")
    looked_up.clear()
    place.build()
    assert looked_up == ["two-cross"]
    text = place.content.parent / "sources" / "two-cross.txt"
    text.write_text("We did never leave for money.", "utf-8")
    keep(place, "two-cross", str(text))
    looked_up.clear()
    place.build()
    assert looked_up == ["two-cross"]
    place.write("people/ivan-ivanov.md", "---\nname: Ivan Ivanov\nwithhold: Petrenko\n---\n")
    place.build()
    assert looked_up == ["two-cross"] * 2
    assert "[…] stands for “never”" in words(place.site(), CASE)


def test_the_store_has_nothing_of_a_copy_but_what_pages_show(place: Workplace) -> None:
    page = place.folder.parent / "page.html"
    page.write_text("<p>We did zealously leave for money. Nothing more of this.", "utf-8")
    keep(place, "two-cross", str(page))
    place.build()
    assert b"zealously" in place.store.read_bytes()
    place.edit("articles/two-cross.md", "outlet:", "draft: true\noutlet:")
    place.build()
    assert b"zealously" not in place.store.read_bytes()
    assert b"Nothing more of this" not in place.store.read_bytes()


def test_pages_and_data_say_who_drafted_and_who_reviewed(tmp_path: Path) -> None:
    place = make_workplace(tmp_path / "archive")
    place.edit("articles/two-cross.md", "outlet:", "drafted_by: program\noutlet:")
    place.edit("articles/they-flee.md", "outlet:", "drafted_by: B. Trainee\noutlet:")
    order = ["review", "two-cross", "--by", "A. Editor", "--content", str(place.content)]
    assert main.main(order) == 0
    place.build()
    page = words(place.site(), ARTICLE)
    assert re.search(r"Drafted by\s*a program\s*Reviewed by\s*A. Editor, ", page)
    assert "changed since" not in page
    trainee = words(place.site(), "articles/they-flee/index.html")
    assert re.search(r"Drafted by\s*B. Trainee", trainee)
    articles = whole_archive(place.site())["articles"]
    said = {each["id"]: (each["drafted_by"], each["review"]) for each in articles}
    review = said["two-cross"][1]
    assert (said["two-cross"][0], review["by"], review["fresh"]) == ("program", "A. Editor", True)
    assert said["they-flee"] == ("B. Trainee", None)
    place.edit("articles/two-cross.md", "drafted_by: program\n", "")
    place.build()
    assert "the entry has changed since" in words(place.site(), ARTICLE)


def test_nobody_signs_a_file_with_a_quotation_that_is_not_in_its_copy(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    sign = ["review", "--content", str(place.content), "two-cross", "--by", "A. Editor"]
    place.edit("articles/two-cross.md", "leave for money", "leave for love")
    assert main.main(sign) != 0
    assert "quote-not-found" in capsys.readouterr().err
    assert "reviewed" not in place.read("articles/two-cross.md")
    place.edit("articles/two-cross.md", "leave for love", "leave for money")
    assert main.main(sign) == 0
    assert "reviewed" in place.read("articles/two-cross.md")
