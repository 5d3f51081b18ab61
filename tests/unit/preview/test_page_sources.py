"""What the preview tells of a page: its files, its unchecked quotations, how editors open them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.small_archive import FILES

from defectarchive.cli.main import main
from defectarchive.engine.options import BuildOptions
from defectarchive.preview.builder import Outcome, PreviewBuilder
from defectarchive.preview.page_sources import PageSources
from defectarchive.preview.places import EDITORS, Places

QUOTED = """\
---
title: One talks
outlet: Example Times
published: 2031-05-02
events:
  - event: crossing-2031
    motive:
      value: money
      wording: >-
        for financial
        reasons
    people:
      - person: ivan-ivanov
        age:
          - value: 34
            wording: thirty-four years old
---
"""
DRAFT = "---\ntitle: Later\ndraft: true\n---\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    files = {**FILES, "articles/one-talks.md": QUOTED, "articles/later.md": DRAFT}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def preview(content: Path, *, drafts: bool = False, editor: str = "") -> Outcome:
    options = BuildOptions(content, content.parent / "build" / "site")
    return PreviewBuilder(options, drafts=drafts, editor=editor).build()


def told(content: Path, page: str) -> PageSources:
    return preview(content).sources(page)


def files_of(content: Path, page: str) -> list[str]:
    sources = told(content, page)
    return [place.place.removeprefix(f"{content}/") for place in sources.files]


@pytest.mark.parametrize(
    ("page", "files"),
    [
        ("/articles/they-flee/", ["articles/they-flee.md:1:1"]),
        (
            "/cases/crossing-2031/",
            [
                "events/crossing-2031.md:1:1",
                "articles/two-cross.md:6:12",
                "articles/they-flee.md:7:12",
                "articles/one-talks.md:6:12",
            ],
        ),
        ("/cases/expulsion-2033/-/known/2033-01-02/", ["articles/expelled.md:6:12"]),
        (
            "/people/ivan-ivanov/index.html",
            [
                "people/ivan-ivanov.md:1:1",
                "articles/two-cross.md:6:12",
                "articles/they-flee.md:7:12",
                "articles/one-talks.md:6:12",
            ],
        ),
        ("/people/the-attache/", ["articles/expelled.md:6:12"]),
        ("/outlets/coast-radio/", ["outlets.yaml:2:1"]),
        ("/places/storskog/", ["places.yaml:1:1"]),
        ("/", ["site.yaml:1:1"]),
        ("/index.html", ["site.yaml:1:1"]),
        ("/timeline/", []),
        ("/cases/nothing/", []),
        ("/../../etc/passwd", []),
    ],
)
def test_a_page_is_told_with_the_files_it_was_made_from(
    content: Path, page: str, files: list[str]
) -> None:
    assert files_of(content, page) == files


def test_a_page_in_another_language_has_the_file_of_its_body_as_well(content: Path) -> None:
    with (content / "site.yaml").open("a") as site:
        site.write("languages: [en, nb]\n")
    (content / "people" / "ivan-ivanov.nb.md").write_text("En offiser.\n")
    both = ["people/ivan-ivanov.md:1:1", "people/ivan-ivanov.nb.md:1:1"]
    assert files_of(content, "/nb/people/ivan-ivanov/")[:2] == both
    assert files_of(content, "/people/ivan-ivanov/")[:1] == both[:1]


@pytest.mark.parametrize(
    ("page", "wordings"),
    [
        (
            "/articles/one-talks/",
            {9: "for financial reasons", 16: "thirty-four years old"},
        ),
        ("/cases/crossing-2031/", {9: "for financial reasons", 16: "thirty-four years old"}),
        ("/people/ivan-ivanov/", {16: "thirty-four years old"}),
        ("/articles/two-cross/", {}),
    ],
)
def test_quotations_that_nobody_checked_are_told_with_their_line(
    content: Path, page: str, wordings: dict[int, str]
) -> None:
    quotations = told(content, page).quotations
    assert {int(each.place.split(":")[-2]): each.message for each in quotations} == wordings


def test_a_quotation_that_was_checked_is_not_told(content: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("They crossed for financial reasons. He is thirty-four years old, she said.\n")
    assert main(["keep", "one-talks", str(copy), "--content", str(content)]) == 0
    assert told(content, "/cases/crossing-2031/").quotations == ()


def test_lines_are_those_of_the_last_edit_though_no_page_is_another(content: Path) -> None:
    time.sleep(0.05)
    options = BuildOptions(content, content.parent / "build" / "site")
    warm = PreviewBuilder(options)
    before = warm.build()
    article = content / "articles" / "one-talks.md"
    article.write_text(QUOTED.replace("events:", "# A remark.\nevents:"), encoding="utf-8")
    after = warm.build()
    assert before.site is not None
    assert after.site is not None
    assert after.site.differing(before.site) == (0, 0)
    (first, *_) = after.sources("/articles/one-talks/").quotations
    assert first.place.endswith("one-talks.md:10:16")


def test_drafts_that_wait_are_told_unless_they_are_shown(content: Path) -> None:
    (waiting,) = preview(content).sources("/").drafts
    assert waiting.place == f"{content}/articles/later.md:1:1"
    (content / "articles" / "later.md").write_text(QUOTED.replace("title:", "draft: true\ntitle:"))
    assert preview(content, drafts=True).sources("/").drafts == ()


def test_a_draft_whose_file_bears_a_withheld_name_is_not_named(content: Path) -> None:
    (content / "articles" / "zebulon-talks.md").write_text(DRAFT)
    with (content / "people" / "ivan-ivanov.md").open("w") as person:
        person.write("---\nname: Ivan Ivanov\nwithhold: [Zebulon]\n---\n")
    assert [each.place.rpartition("/")[2] for each in preview(content).sources("/").drafts] == [
        "later.md:1:1"
    ]


@pytest.mark.parametrize("editor", EDITORS)
def test_each_place_opens_in_the_editor(content: Path, editor: str) -> None:
    (file, *_) = preview(content, editor=editor).sources("/cases/expulsion-2033/").files
    address = EDITORS[editor].format(path=f"{content}/articles/expelled.md", line=6, column=12)
    assert file.href == address


def test_each_warning_opens_in_the_editor_and_none_without_one(content: Path) -> None:
    (content / "outlets.yaml").unlink()
    outcome = preview(content, editor="vscode")
    warning = next(each for each in outcome.warnings if each.place.endswith("they-flee.md:3:9"))
    assert warning.href == f"vscode://file{content}/articles/they-flee.md:3:9"
    assert {each.href for each in preview(content).warnings} == {""}


def test_a_faulty_template_opens_in_the_editor(content: Path, tmp_path: Path) -> None:
    (tmp_path / "own" / "pages").mkdir(parents=True)
    (tmp_path / "own" / "pages" / "case.html").write_text("\n{{ nothing.at.all }}\n")
    options = BuildOptions(content, tmp_path / "build" / "site", tmp_path / "own")
    (fault,) = PreviewBuilder(options, editor="zed").build().faults
    assert fault.href == f"zed://file{tmp_path}/own/pages/case.html:2:1"


def test_a_path_with_spaces_and_letters_of_any_script_is_an_address() -> None:
    places = Places(Path("/home/ø n/content"), "vscode")
    assert places.href(Path("/home/ø n/a.md"), 3) == "vscode://file/home/%C3%B8%20n/a.md:3:1"


def test_an_editor_that_nobody_knows_is_refused_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["serve", "--editor", "vsocde"]) == 2
    said = capsys.readouterr().err
    assert all(editor in said for editor in ("vsocde", *EDITORS))
