"""`defectarchive serve` as editors meet it, but for the browser (tests/browser)."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.previewed import Preview, previewed
from tests.published import SITES, built, run

from defectarchive.engine.options import BuildOptions
from defectarchive.preview import builder
from defectarchive.preview.builder import Outcome, PreviewBuilder, build_with_retry
from defectarchive.preview.site import Site
from defectarchive.workspace import pagefind
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError

DONE = Outcome(Site())
ARTICLE = "articles/a-two-cars.md"
HIDDEN = "Zebulon Quartermain"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITES / "three-origins-unruled" / "content", tmp_path / "content"))


@pytest.fixture
def preview(content: Path, tmp_path: Path) -> Iterator[Preview]:
    with previewed(Path("content"), cwd=tmp_path) as running:
        yield running


def workshop(content: Path, templates: Path | None = None) -> PreviewBuilder:
    order = BuildOptions(content, content.parent / "build" / "site", templates)
    return PreviewBuilder(order)


def get(preview: Preview, path: str = "") -> str:
    try:
        with urllib.request.urlopen(preview.address + path, timeout=10) as answer:  # noqa: S310
            text: str = answer.read().decode()
    except urllib.error.HTTPError as problem:
        text = problem.read().decode()
        problem.close()
    return text


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def site_of(outcome: Outcome) -> dict[str, bytes]:
    assert outcome.site is not None, outcome.said
    return {path: outcome.site.get(path) or b"" for path in outcome.site}


# --- building in memory --------------------------------------------------------------------------


def test_the_preview_is_the_site_but_for_its_manifest(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nor does it make an index of all texts, at each change.
    monkeypatch.setattr(pagefind, "find_pagefind", lambda: None)
    site = dict(built(content))
    del site["manifest.json"]
    assert site_of(workshop(content).build()) == site


def test_small_edits_are_previewed_without_a_look_at_the_rest(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    time.sleep(0.05)
    warm = workshop(content)
    warm.build()
    edits = (
        ("Cars were stopped", "Three cars were stopped"),
        ("    place: Lower Gate", "    place: Lower Gate\n    count: 3"),
        ("count: 3", "count: 4"),
    )
    for old, new in edits:
        edit(content / ARTICLE, old, new)
        time.sleep(0.05)
        with monkeypatch.context() as alone:
            alone.setattr(builder, "check", None)
            site = site_of(warm.build())
        assert site == site_of(workshop(content).build())
    # A mistake in between: what follows is compared with the last site, and not with the mistake.
    edit(content / ARTICLE, "count: 4", "count: x")
    assert warm.build().site is None
    edit(content / ARTICLE, "count: x", "count: 5")
    assert site_of(warm.build()) == site_of(workshop(content).build())


def test_data_of_the_site_that_is_shown_are_its_own_when_the_next_build_fails(
    content: Path, tmp_path: Path
) -> None:
    templates = tmp_path / "templates"
    (templates / "pages").mkdir(parents=True)
    warm = workshop(content, templates)
    outcome = warm.build()
    before, sources = site_of(outcome), outcome.sources("/cases/cars-at-keld/")
    edit(content / ARTICLE, "    place: Lower Gate", "    place: Upper Gate\n    count: 3")
    (content / "articles" / "b-two-cars.md").unlink()
    (templates / "pages" / "case.html").write_text("{{ nothing.at.all }}")
    assert warm.build().site is None
    assert site_of(outcome) == before
    assert outcome.sources("/cases/cars-at-keld/") == sources


def test_a_text_of_a_copy_that_changes_together_with_a_body_is_looked_at(content: Path) -> None:
    write = (content.parent / "page.txt").write_text
    write("They said: nobody was hurt at the gate.", "utf-8")
    place = "place: {value: Lower Gate, wording: nobody was hurt at the gate}"
    edit(content / ARTICLE, "place: Lower Gate", place)
    assert run("keep", "a-two-cars", "page.txt", cwd=content.parent).returncode == 0
    time.sleep(0.05)
    warm = workshop(content)
    warm.build()
    (text,) = (content.parent / "sources").glob("*.txt")
    text.write_text("They said something else.", "utf-8")
    edit(content / ARTICLE, "on the Tuesday", "on Tuesday")
    time.sleep(0.05)
    now, fresh = warm.build(), workshop(content).build()
    assert now.said == fresh.said
    assert site_of(now) == site_of(fresh)


def test_a_damaged_store_is_told_of_and_does_without(content: Path) -> None:
    assert run("build", "--no-search", cwd=content.parent).returncode == 0
    store = content.parent / "build" / ".site.store"
    with contextlib.closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE answers SET value = CAST(x'01' || substr(value, 2) AS BLOB)")
        connection.commit()
    warm = workshop(content)
    outcome = warm.build()
    assert outcome.said[0] == f"defectarchive: {store} is damaged: made anew"
    assert site_of(outcome) == site_of(workshop(content).build())
    edit(content / ARTICLE, "title: Two", "title: Three")
    assert "made anew" not in "".join(warm.build().said)


def test_after_an_edit_the_preview_is_what_a_new_one_would_be(content: Path) -> None:
    warm = workshop(content)
    warm.build()
    edit(content / "site.yaml", "title: ", "title: New ")
    (content / "articles" / "b-two-cars.md").unlink()
    with (content / ARTICLE).open("a") as article:
        article.write("\nOne sentence more.\n")
    assert site_of(warm.build()) == site_of(workshop(content).build())


def test_pages_that_stay_as_they_were_are_not_made_anew(content: Path) -> None:
    warm = workshop(content)
    before = warm.build().site
    with (content / ARTICLE).open("a") as article:
        article.write("\nOne sentence more.\n")
    after = warm.build().site
    assert before is not None
    assert after is not None
    assert after.differing(before) == (1, 0)
    assert after._packed["timeline/index.html"] is before._packed["timeline/index.html"]


def test_a_mended_archive_gives_the_site_again(content: Path) -> None:
    warm = workshop(content)
    before = site_of(warm.build())
    whole = (content / ARTICLE).read_text()
    edit(content / ARTICLE, "title:", "titel:")
    broken = warm.build()
    assert broken.site is None
    assert {fault.kind for fault in broken.faults} == {"error[unknown-key]"}
    (content / ARTICLE).write_text(whole)
    assert site_of(warm.build()) == before


def test_with_a_site_come_its_warnings_each_with_file_and_line(content: Path) -> None:
    outcome = workshop(content).build()
    assert outcome.faults == ()
    assert len(outcome.warnings) == len(outcome.said)
    place = next(each for each in outcome.warnings if each.kind == "warning[created-place]")
    assert place.place == f"{content}/{ARTICLE}:11:12"


def test_a_fault_has_its_parts(content: Path) -> None:
    edit(content / ARTICLE, "title:", "titel:")
    fault = next(f for f in workshop(content).build().faults if f.kind == "error[unknown-key]")
    assert fault.place == f"{content}/{ARTICLE}:2:1"
    assert fault.message == 'an article has no key "titel"'
    assert fault.excerpt.startswith("    2 | titel:")
    assert fault.hint == 'did you mean "title"?'


def test_a_withheld_name_is_in_no_file_and_no_fault(content: Path) -> None:
    (content / "people").mkdir(exist_ok=True)
    (content / "people" / "somebody.md").write_text(
        f"---\nunnamed: true\ndescriptor: somebody\nwithhold: [{HIDDEN}]\n---\n"
    )
    warm = workshop(content)
    site_of(warm.build())
    with (content / ARTICLE).open("a") as article:
        article.write(f"\nIt was {HIDDEN}.\n")
    outcome = warm.build()
    assert outcome.site is None
    assert outcome.faults
    assert "Zebulon" not in repr(outcome)


def test_a_name_withheld_from_now_on_is_searched_for_in_pages_that_stay(content: Path) -> None:
    with (content / ARTICLE).open("a") as article:
        article.write(f"\nIt was {HIDDEN}.\n")
    warm = workshop(content)
    site_of(warm.build())
    (content / "people").mkdir(exist_ok=True)
    (content / "people" / "somebody.md").write_text(
        f"---\nunnamed: true\ndescriptor: somebody\nwithhold: [{HIDDEN}]\n---\n"
    )
    assert warm.build().site is None


def test_a_template_that_fails_is_a_fault_with_its_line(content: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    (templates / "pages").mkdir(parents=True)
    (templates / "pages" / "404.html").write_text("x\n{{ nothing_of_that_name }}\n")
    outcome = workshop(content, templates).build()
    assert [fault.place for fault in outcome.faults] == ["templates/pages/404.html:2"]


def test_what_cannot_be_read_for_a_moment_is_tried_again() -> None:
    answers: list[Outcome | Exception] = [
        WorkspaceError("busy", "no"),
        WrongUsageError("no-content", "no"),
        DONE,
    ]

    def build() -> Outcome:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert build_with_retry(build) == DONE


def test_what_cannot_be_read_for_longer_is_a_fault_that_may_pass() -> None:
    def build() -> Outcome:
        raise WorkspaceError("system", "cannot read content/site.yaml: Permission denied")

    outcome = build_with_retry(build)
    assert outcome.transient
    assert outcome.faults[0].message == "cannot read content/site.yaml: Permission denied"


def test_a_bug_is_a_fault_that_does_not_quote_the_content() -> None:
    def build() -> Outcome:
        raise KeyError(HIDDEN)

    outcome = build_with_retry(build)
    assert outcome.site is None
    assert "this is a bug, please report it: KeyError at test_builder.py" in outcome.said[0]
    assert "Zebulon" not in repr(outcome)


# --- the command ---------------------------------------------------------------------------------


def test_an_edit_is_shown(preview: Preview, content: Path) -> None:
    preview.forget()
    with (content / ARTICLE).open("a") as article:
        article.write("\nOne sentence more.\n")
    preview.hears(r"files? made anew")
    assert "One sentence more." in get(preview, "articles/a-two-cars/")


def test_a_mistake_is_told_and_the_page_stays(preview: Preview, content: Path) -> None:
    before = get(preview)
    edit(content / ARTICLE, "title:", "titel:")
    preview.hears(r"content/articles/a-two-cars\.md:2:1: error\[unknown-key\]")
    preview.hears("the pages stay as they are until that is mended")
    assert get(preview) == before
    preview.forget()
    edit(content / ARTICLE, "titel:", "title:")
    preview.hears("made anew")


def test_an_archive_that_is_broken_from_the_start_is_shown_once_mended(
    content: Path, tmp_path: Path
) -> None:
    edit(content / ARTICLE, "title:", "titel:")
    with previewed(Path("content"), cwd=tmp_path) as preview:
        assert "There is no site to show yet" in get(preview)
        edit(content / ARTICLE, "titel:", "title:")
        preview.hears(r"files, [0-9.]+ seconds")
        assert "There is no site to show yet" not in get(preview)


def test_a_folder_that_is_gone_for_a_while_does_not_end_it(
    preview: Preview, content: Path, tmp_path: Path
) -> None:
    content.rename(tmp_path / "aside")
    preview.hears("the content folder content does not exist")
    preview.forget()
    (tmp_path / "aside").rename(content)
    preview.hears("made anew")


def test_a_file_in_the_place_of_a_folder_does_not_end_it(preview: Preview, content: Path) -> None:
    shutil.move(content / "articles", content.parent / "aside")
    (content / "articles").write_text("no folder")
    time.sleep(0.3)
    (content / "articles").unlink()
    shutil.move(content.parent / "aside", content / "articles")
    with (content / ARTICLE).open("a") as article:
        article.write("\nOne sentence more.\n")
    deadline = time.monotonic() + 10
    while "One sentence more." not in get(preview, "articles/a-two-cars/"):
        assert time.monotonic() < deadline, preview.said
        time.sleep(0.05)


def test_templates_are_watched_too(content: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates" / "static"
    templates.mkdir(parents=True)
    with previewed(Path("content"), "--templates", "templates", cwd=tmp_path) as preview:
        preview.forget()
        (templates / "extra.css").write_text("a{}")
        preview.hears("1 file made anew")
        assert get(preview, "static/extra.css") == "a{}"


def test_nothing_is_written(preview: Preview, content: Path, tmp_path: Path) -> None:
    with (content / ARTICLE).open("a") as article:
        article.write("\nOne sentence more.\n")
    preview.hears("made anew")
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_ctrl_c_ends_it_at_once_with_130_and_no_traceback(content: Path, tmp_path: Path) -> None:
    with previewed(Path("content"), cwd=tmp_path) as preview:
        started = time.monotonic()
        assert preview.interrupt() == 130
        assert time.monotonic() - started < 5
        assert preview.said.endswith("defectarchive: interrupted\n")
        assert "Traceback" not in preview.said


def test_a_taken_port_is_one_line_and_3(preview: Preview, tmp_path: Path) -> None:
    port = preview.address.rstrip("/").rpartition(":")[2]
    second = run("serve", "--content", "content", "--port", port, cwd=tmp_path)
    assert second.returncode == 3
    assert second.stdout == ""
    assert second.stderr == (
        f"defectarchive: port {port} is in use; name another with --port, or end what uses it "
        "[port-taken]\n"
    )


@pytest.mark.parametrize("port", ["-1", "65536", "http", "８０"])
def test_what_is_no_port_is_wrong_usage(port: str, tmp_path: Path) -> None:
    assert run("serve", "--port", port, cwd=tmp_path).returncode == 2


def test_content_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    answer = run("serve", "--port", "0", cwd=tmp_path)
    assert answer.returncode == 2
    assert "does not exist" in answer.stderr


# --- drafts --------------------------------------------------------------------------------------


def test_drafts_are_shown_where_they_are_asked_for_and_marked(content: Path) -> None:
    edit(content / ARTICLE, "outlet:", "draft: true  # until checked\noutlet:")
    by_program = ARTICLE.replace("a-two", "z-two")
    text = (content / ARTICLE).read_text("utf-8")
    (content / by_program).write_text(text.replace("outlet:", "drafted_by: program\noutlet:", 1))
    (content / "articles/blank.md").write_text("---\ntitle: Blank\ndraft: true\n---\n")
    order = BuildOptions(content, content.parent / "build" / "site", None)
    without, drafts = PreviewBuilder(order).build(), PreviewBuilder(order, drafts=True).build()
    page, other = (f"{path.removesuffix('.md')}/index.html" for path in (ARTICLE, by_program))
    assert page not in site_of(without)
    assert b"<h1>[draft] Two" in re.sub(rb"<h1[^>]*>", b"<h1>", site_of(drafts)[page])
    assert b"[draft by a program, unreviewed] Two" in site_of(drafts)[other]
    assert "articles/blank/index.html" not in site_of(drafts)
    # What is read of the line after that of the draft has its place all the same.
    edit(content / ARTICLE, "published:", "publisht:")
    outcome = PreviewBuilder(order, drafts=True).build()
    assert [fault.kind for fault in outcome.faults] == ["error[unknown-key]"]


@pytest.mark.parametrize("said", ['"draft": true', "'draft' : true"])
def test_a_draft_is_shown_however_its_key_is_written(content: Path, said: str) -> None:
    edit(content / ARTICLE, "outlet:", f"{said}\noutlet:")
    flow = "{title: In braces, outlet: x, published: 2031, draft: true, events: [{event: brace}]}"
    (content / "articles/flow.md").write_text(f"---\n{flow}\n---\n")
    order = BuildOptions(content, content.parent / "build" / "site", None)
    site = site_of(PreviewBuilder(order, drafts=True).build())
    page = f"{ARTICLE.removesuffix('.md')}/index.html"
    assert b"[draft] " in site[page]
    assert b"[draft] In braces" in site["articles/flow/index.html"]


def test_a_draft_that_withholds_or_is_withheld_stays_hidden(content: Path) -> None:
    edit(content / ARTICLE, "outlet:", "draft: true\noutlet:")
    edit(content / ARTICLE, "title: ", f"title: {HIDDEN} and ")
    order = BuildOptions(content, content.parent / "build" / "site", withheld=(HIDDEN,))
    assert PreviewBuilder(order).build().site is not None
    outcome = PreviewBuilder(order, drafts=True).build()
    assert outcome.site is None
    assert HIDDEN not in "".join(outcome.said)


def test_the_files_that_the_next_build_goes_by_are_those_of_all_tasks(content: Path) -> None:
    """One case less, then one more: what goes, what stays and what is new."""
    shop = workshop(content)
    article = content / ARTICLE
    text = article.read_text(encoding="utf-8")
    for change in (lambda: None, article.unlink, lambda: article.write_text(text, "utf-8")):
        change()
        time.sleep(0.05)
        site = site_of(shop.build())
        made = {file.path: file for _, files in shop._tasks.tasks.values() for file in files}

        assert shop._tasks.published == made
        assert site == site_of(workshop(content).build())
