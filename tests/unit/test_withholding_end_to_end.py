"""A withheld name gets into no byte of a site and into no message, wherever it is planted."""

from __future__ import annotations

import contextlib
import gzip
import html
import json
import re
import shutil
import sqlite3
import time
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from urllib.parse import quote, unquote

import pytest

from defectarchive.cli import main
from defectarchive.diagnostics.codes.table import Exit
from defectarchive.loader.layout import is_record_file
from defectarchive.model.ids import slug

Printed = pytest.CaptureFixture[str]

# Withheld, and the form in which it is planted.
CANARIES = {
    "plain": ("Brennwald", "Ottokar Brennwald"),
    "Norwegian, inflected": ("Gjærløv", "Gjærløvs"),
    "Russian": ("Заозёрский", "Заозёрский"),
    "Russian, inflected": ("Иван Куропаткин", "с Иваном Куропаткиным"),
    "Russian, transliterated": ("Иван Куропаткин", "Ivana Kuropatkina"),
    "short": ("Ødd", "Ødd"),
    "in capitals": ("Brennwald", "BRENNWALD"),
    "decomposed": ("Åslaug Gjærløv", unicodedata.normalize("NFD", "Åslaug Gjærløv")),
}

SITE = {
    "site.yaml": """\
title: Crossings
description: {site}
base_url: https://archive.example.org/
licence: {licence}
vocabulary:
  event_types: {{crossing: {{label: "A{label}", plural: Crossings}}}}
""",
    "outlets.yaml": "times: {{name: The Times{outlet}, also_known_as: ['T{outlet_also}']}}\n",
    "organisations.yaml": "guard: {{name: Border Guard{organisation}}}\n",
    "places.yaml": "storskog: {{name: Storskog{place}, lat: 69.66, lon: 30.19}}\n",
    "pages/about.md": "---\ntitle: About{page_title}\n---\nThis archive. {page_body}\n",
    "people/second-officer.md": """\
---
unnamed: true
descriptor: a second officer{descriptor}
also_known_as: ['X{also}']
count: 1
may_be: [{{person: ivan, because: 'They look alike. {may_be}'}}]
merged_from: [{merged}]
withhold: ['{name}']
---
A body. {person_body}
""",
    "people/ivan.md": "---\nname: Ivan Ivanov{person_name}\n---\n",
    "events/crossing-2031.md": """\
---
title: A crossing{event_title}
rulings: {{place: {{value: storskog, because: 'It is near. {ruling}'}}}}
corrections: [{{date: 2031-05, text: 'Wrong before. {correction}'}}]
former_ids: [{former}]
---
What happened. {event_body}
""",
    "articles/first.md": """\
---
title: Two cross{title}
outlet: times
published: 2031-04-13
url: https://example.org/story{url}
archived: https://archive.example.com/{archived}
authors: ['A. Writer{author}']
relays: [Wire{relay}]
events:
  - event: crossing-2031
    title: Crossing{report_title}
    summary: 'In short. {summary}'
    date: 2031-04-10
    motive:
      {{value: 'money{value}', by: 'Embassy{by}', wording: 'for money{wording}', note: 'so.{note}'}}
    statements: ['It was cold. {statement}']
    place: storskog
    people:
      - {{person: second-officer, as: 'Officer{called}', because: 'It fits. {because}'}}
---
The summary. {article_body}
""",
    "articles/second.md": """\
---
title: Three cross
outlet: times
published: 2031-04-14
retracted: {{date: 2031-06-01, because: 'Withdrawn. {retraction}'}}
events: [{{event: crossing-2031}}]
---
""",
}
# Where only an id can stand; everywhere else, free words.
IDS = ("merged", "former")
ADDRESSES = ("url", "archived")
FIELDS = sorted(
    {field for text in SITE.values() for _, field, _, _ in Formatter().parse(text) if field}
    - {"name", *ADDRESSES}
)


def write(content: Path, name: str, planted: Mapping[str, str]) -> None:
    """The archive with something in some of its fields; "name" is what its person withholds."""
    defaults = dict.fromkeys((*FIELDS, *ADDRESSES), "")
    defaults |= {
        "merged": "old-officer",
        "former": "old-crossing",
        "site": "About.",
        "licence": "X",
    }
    for path, text in SITE.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(name=name, **{**defaults, **planted}), encoding="utf-8")


def plant(field: str, text: str) -> str:
    if field in IDS:
        return f"of-{slug(text)}"
    return quote(f"/{text}") if field in ADDRESSES else f" {text}"


def readings(text: str) -> Iterator[str]:
    """What a reader or a program may make of a text."""
    escaped = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    escaped = re.sub(r"\\[nrt]", " ", escaped)
    for form in (text, html.unescape(html.unescape(escaped)), unquote(escaped)):
        bare = re.sub(r"<[^>]*>", "", form)
        for reading in (form, bare):
            yield unicodedata.normalize("NFC", reading).casefold().replace("\u00ad", "")


def has(text: str, *names: str) -> bool:
    """Whether a text has the beginning of a name, looked for otherwise than the program does."""
    wanted = {part for name in names for part in beginnings(name)}
    return any(part in reading for reading in readings(text) for part in wanted)


def beginnings(name: str) -> set[str]:
    words = [unicodedata.normalize("NFC", word).casefold() for word in name.split()]
    last = max(words, key=len)
    # The last two letters may be another ending; a short name is looked for as it is.
    stem = last[:-2] if len(last) > 6 else last
    return {stem, slug(stem)} if len(stem) > 3 else {f" {last} ", f">{last}<"}


def files(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def build(tmp: Path, *options: str) -> int:
    content, site = str(tmp / "content"), str(tmp / "site")
    return main.main(["build", "--content", content, "--output", site, "--jobs", "1", *options])


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("once")
    write(folder / "content", "Nobody At All", {})
    assert build(folder) == 0
    return folder


@pytest.fixture
def published(once: Path, tmp_path: Path) -> Path:
    """A site of the archive while nothing of it was planted."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.parametrize("field", [*FIELDS, *ADDRESSES])
def test_a_name_in_any_field_stops_the_build_and_is_never_printed(
    published: Path, field: str, capsys: Printed
) -> None:
    before = files(published / "site")
    name, text = CANARIES["plain"]
    write(published / "content", name, {field: plant(field, text)})
    assert build(published) == main.CONTENT_ERRORS
    printed = capsys.readouterr()
    assert "error[withheld-name]" in printed.err
    assert not has(printed.err + printed.out, name, text)
    assert files(published / "site") == before
    assert [path.name for path in published.iterdir() if "stage" in path.name] == []


@pytest.mark.parametrize("kind", CANARIES)
@pytest.mark.parametrize("way", ["withhold:", "--withhold"])
def test_a_name_of_any_kind_stops_the_build_from_both_lists(
    published: Path, kind: str, way: str, capsys: Printed
) -> None:
    name, text = CANARIES[kind]
    lists = published / "secret.txt"
    listed = name if way == "--withhold" else "Somebody Else"
    lists.write_text(f"\ufeff\n  {listed}  \n", encoding="utf-8")
    own = name if way == "withhold:" else "Nobody At All"
    write(published / "content", own, {"summary": plant("summary", text)})
    assert build(published, "--withhold", str(lists)) == main.CONTENT_ERRORS
    printed = capsys.readouterr()
    assert "content/articles/first.md:12:" in printed.err
    assert not has(printed.err + printed.out, name, text)


@pytest.mark.parametrize("output", ["text", "json", "github"])
@pytest.mark.parametrize("kind", CANARIES)
def test_check_finds_the_same_and_prints_it_in_no_format(
    published: Path, kind: str, output: str, capsys: Printed
) -> None:
    name, text = CANARIES[kind]
    write(published / "content", name, {"correction": plant("correction", text)})
    arguments = ["check", "--content", str(published / "content"), "--format", output]
    assert main.main(arguments) == main.CONTENT_ERRORS
    printed = capsys.readouterr()
    assert "withheld-name" in printed.out
    assert not has(printed.out + printed.err, name, text)
    if output == "json":
        found = [each for each in json.loads(printed.out) if each["code"] == "withheld-name"]
        assert found[0]["path"].endswith("content/events/crossing-2031.md")


@pytest.mark.parametrize("path", ["articles", "people", "events", "pages"])
@pytest.mark.parametrize("output", ["build", "text", "json", "github"])
def test_a_name_in_a_file_name_is_not_printed_either(
    published: Path, path: str, output: str, capsys: Printed
) -> None:
    content = published / "content"
    write(content, "Brennwald", {})
    text = {
        "articles": (content / "articles/first.md").read_text(encoding="utf-8"),
        "people": "---\nname: Somebody\n---\n",
        "events": "---\ntitle: Something\n---\n",
        "pages": "---\ntitle: Something\n---\n",
    }[path]
    (content / path / "ottokar-brennwald.md").write_text(text, encoding="utf-8")
    # A file that no article mentions makes no page, but gives a warning.
    expected = main.DONE if path == "events" else main.CONTENT_ERRORS
    if output == "build":
        code = build(published)
    else:
        code = main.main(["check", "--content", str(content), "--format", output])
    assert code == (expected if path != "people" else code)
    printed = capsys.readouterr()
    assert not has(printed.out + printed.err, "Brennwald")


def test_other_mistakes_in_such_a_line_are_told_without_it(
    published: Path, capsys: Printed
) -> None:
    write(published / "content", "Brennwald", {"site": "About. Brennwald, see [[here"})
    first = published / "content/articles/first.md"
    text = first.read_text(encoding="utf-8").replace("outlet: times", "outlt: Brennwald Times")
    first.write_text(f"{text}\n[[ottokar-brennwald]] and [[Ottokar Brennwald|he]]\n", "utf-8")
    assert build(published) == main.CONTENT_ERRORS
    printed = capsys.readouterr()
    assert "articles/first.md:3:" in printed.err
    assert not has(printed.out + printed.err, "Brennwald")


def test_a_name_over_two_lines_is_pointed_at(published: Path, capsys: Printed) -> None:
    body = {"article_body": "It was Ottokar\nBrennwald who came."}
    write(published / "content", "Ottokar Brennwald", body)
    assert build(published) == main.CONTENT_ERRORS
    assert "content/articles/first.md:21:" in capsys.readouterr().err


DRAFT = """\
---
title: Ottokar Brennwald speaks
outlet: brennwald-news
published: 2031-05-01
draft: true
events:
  - event: brennwald-speaks-2031
    people: [{person: Ottokar Brennwald, role: subject}]
---
Иван Куропаткин and Ødd were there.
"""


def test_what_only_drafts_and_lists_have_is_in_no_byte_of_the_site(
    tmp_path: Path, capsys: Printed
) -> None:
    names = ("Brennwald", "Иван Куропаткин", "Ødd")
    write(tmp_path / "content", names[0], {})
    (tmp_path / "content/articles/draft.md").write_text(DRAFT, encoding="utf-8")
    secret = tmp_path / "secret.txt"
    secret.write_text("\n".join(names[1:]), encoding="utf-8")
    assert build(tmp_path, "--withhold", str(secret)) == 0
    printed = capsys.readouterr()
    assert not has(printed.out + printed.err, *names)
    for path, data in files(tmp_path / "site").items():
        assert not has(path, *names), path
        whole = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        assert not has(whole.decode(errors="replace"), *names), path


def test_a_file_that_bore_the_name_goes_without_being_named(
    published: Path, capsys: Printed
) -> None:
    write(published / "content", "Nobody At All", {"former": "brennwald-crossing"})
    assert build(published) == 0
    assert (published / "site/cases/brennwald-crossing/index.html").is_file()
    capsys.readouterr()
    write(published / "content", "Brennwald", {})
    assert build(published, "--explain") == 0
    printed = capsys.readouterr()
    assert not has(printed.out + printed.err, "Brennwald")
    assert not any("brennwald" in path for path in files(published / "site"))


@pytest.mark.parametrize("ending", [": 3", "", "\nborn: [1990"])
@pytest.mark.parametrize("key", ["withhold", "witheld", "Withhold"])
def test_a_list_that_cannot_be_read_is_no_leave_to_print_what_is_on_it(
    published: Path, key: str, ending: str, capsys: Printed
) -> None:
    write(published / "content", "Nobody At All", {})
    person = f"---\nname: Ada\n{key}: [Brennwald{ending}\n---\n"
    (published / "content/people/ada.md").write_text(person, encoding="utf-8")
    first = published / "content/articles/first.md"
    text = first.read_text(encoding="utf-8").replace("outlet: times", "outlt: Brennwald Times")
    first.write_text(text, encoding="utf-8")
    assert build(published) == main.CONTENT_ERRORS
    printed = capsys.readouterr()
    assert "people/ada.md:" in printed.err
    assert "articles/first.md:3:" in printed.err
    assert not has(printed.out + printed.err, "Brennwald")


@pytest.mark.parametrize(
    "path", ["site.yaml", "articles/first.md", "events/crossing-2031.md", "pages/about.md"]
)
def test_withhold_in_a_file_of_another_kind_is_an_error_that_does_not_print_it(
    published: Path, path: str, capsys: Printed
) -> None:
    write(published / "content", "Nobody At All", {})
    file = published / "content" / path
    text = file.read_text(encoding="utf-8")
    fence = "---\n" if text.startswith("---\n") else ""
    file.write_text(f"{fence}withhold: [Brennwald]\n{text.removeprefix(fence)}", encoding="utf-8")
    assert build(published) == main.CONTENT_ERRORS
    printed = capsys.readouterr()
    assert "error[unknown-key]" in printed.err
    assert not has(printed.out + printed.err, "Brennwald")


STATIC = {
    "UTF-8": "Ottokar Brennwald, Gjærløv".encode(),
    "Windows-1252": "Ottokar Brennwald, Gjærløv".encode("cp1252"),
    "UTF-16": "Ottokar Brennwald, Gjærløv".encode("utf-16"),
    "an image": b"\xff\xd8\xff\xe1\0\0Exif\0Photo: Ottokar Brennwald\0\xff\xd9",
}


@pytest.mark.parametrize("kind", STATIC)
def test_a_name_in_a_static_file_stops_the_build(
    published: Path, kind: str, capsys: Printed
) -> None:
    write(published / "content", "Brennwald", {})
    static = published / "templates/static"
    static.mkdir(parents=True)
    (static / "photo.jpg").write_bytes(STATIC[kind])
    assert build(published, "--templates", str(static.parent)) == main.CONTENT_ERRORS
    printed = capsys.readouterr()
    assert "(in static/photo.jpg)" in printed.err
    assert not has(printed.out + printed.err, "Brennwald")


def test_a_static_file_whose_name_tells_is_called_by_its_folder(
    published: Path, capsys: Printed
) -> None:
    write(published / "content", "Brennwald", {})
    static = published / "templates/static/brennwald"
    static.mkdir(parents=True)
    (static / "a.txt").write_text("x")
    assert build(published, "--templates", str(published / "templates")) == main.CONTENT_ERRORS
    printed = capsys.readouterr()
    assert "(in the name of a file in static/)" in printed.err
    assert not has(printed.out + printed.err, "Brennwald")


def beside(tmp: Path) -> Iterator[tuple[str, bytes]]:
    """All files that a build leaves next to the site, and their paths."""
    for path in tmp.rglob("*"):
        relative = path.relative_to(tmp)
        if relative.parts[0].startswith(".site") and path.is_file():
            yield relative.as_posix(), path.read_bytes()


def left_beside(tmp: Path, *names: str) -> list[str]:
    """The files beside the site that hold one of the names, in their own name or bytes."""
    wanted = [form for name in names for form in (name.encode(), slug(name).encode())]
    return [
        path
        for path, data in beside(tmp)
        if any(form.lower() in (path.encode() + data).lower() for form in wanted)
    ]


@pytest.mark.parametrize("options", [[], ["--no-cache"], ["--no-search"]])
def test_a_name_that_was_published_is_beside_the_site_no_more_once_it_is_withheld(
    published: Path, options: list[str]
) -> None:
    content = published / "content"
    for summary in (" Brennwald was there", " Brennwald was here"):
        write(content, "Nobody At All", {"summary": summary, "former": "brennwald-case"})
        assert build(published) == 0
    assert left_beside(published, "Brennwald") != []
    write(content, "Brennwald", {})
    assert build(published, *options) == 0
    assert left_beside(published, "Brennwald") == []
    assert not has("\n".join(files(published / "site")), "Brennwald")


def test_nor_where_the_build_that_withholds_it_fails(published: Path, capsys: Printed) -> None:
    content = published / "content"
    for summary in (" Brennwald was there", " Brennwald was here"):
        write(content, "Nobody At All", {"summary": summary})
        assert build(published) == 0
    secret = published / "secret.txt"
    secret.write_text("Brennwald", encoding="utf-8")
    assert build(published, "--withhold", str(secret)) == main.CONTENT_ERRORS
    assert left_beside(published, "Brennwald") == []
    # And the site stays as it was.
    assert b"Brennwald was here" in b"".join(files(published / "site").values())


def test_drafts_and_files_that_withhold_are_never_stored(tmp_path: Path) -> None:
    write(tmp_path / "content", "Brennwald", {"person_body": " Kuropatkin is his friend"})
    (tmp_path / "content/articles/gjaerlov-draft.md").write_text(
        DRAFT.replace("Ødd", "Gjærløv"), encoding="utf-8"
    )
    for _ in range(2):
        build(tmp_path)
        assert left_beside(tmp_path, "Brennwald", "Gjærløv", "gjaerlov") == []


def test_only_what_has_the_name_is_not_stored_where_one_is_withheld(published: Path) -> None:
    content = published / "content"
    write(content, "Brennwald", {})
    # No page shows any of this.
    (content / "events/old-case.md").write_text("---\ntitle: Brennwald\n---\n", encoding="utf-8")
    with (content / "people/another.md").open("w", encoding="utf-8") as file:
        file.write("---\nname: Ada Quay  # Brennwald's friend\n---\n")
    assert build(published) == 0
    assert left_beside(published, "Brennwald") == []
    with contextlib.closing(sqlite3.connect(published / ".site.store")) as store:
        (stored,) = store.execute("SELECT count(*) FROM answers WHERE tab = 'files'").fetchone()
    files = [
        path for path in content.rglob("*") if is_record_file(path.relative_to(content).as_posix())
    ]
    clean = [path for path in files if "Brennwald" not in path.read_text(encoding="utf-8")]
    assert 0 < stored == len(clean) == len(files) - 3


def test_nothing_that_is_said_of_a_draft_is_stored(tmp_path: Path, capsys: Printed) -> None:
    write(tmp_path / "content", "Nobody At All", {})
    draft = DRAFT.replace("Ødd", "Gjærløv").replace("title:", "url: https://example.org/1\ntitle:")
    for name in ("gjaerlov-draft", "gjaerlov-again"):
        (tmp_path / f"content/articles/{name}.md").write_text(draft, encoding="utf-8")
    for _ in range(3):
        time.sleep(0.05)
        assert build(tmp_path) == 0
        assert "duplicate-url" in capsys.readouterr().err
        assert left_beside(tmp_path, "Gjærløv", "gjaerlov") == []


def test_the_version_before_stays_where_nothing_else_is_withheld(published: Path) -> None:
    content = published / "content"
    for number in range(3):
        write(content, "Brennwald", {"summary": f" Version {number}"})
        assert build(published) == 0
    assert (published / ".site.stage/index.html").is_file()


@pytest.mark.parametrize("form", ["zyx-tarov", "Zyx-tarov", "zyxtarov"])
def test_a_name_in_the_words_of_the_index_stops_the_build(
    published: Path, form: str, capsys: Printed
) -> None:
    write(published / "content", "Zyxtarov", {"article_body": f" They met {form} there."})
    assert build(published) == main.CONTENT_ERRORS
    printed = capsys.readouterr()
    assert "content/articles/first.md:21:24: error[withheld-name]" in printed.err
    assert not has(printed.out + printed.err, "Zyxtarov")


@pytest.mark.parametrize("output", ["build", "text", "json", "github"])
@pytest.mark.parametrize("stray", ["Brennwald.txt", "brennwald/a.md", "people/Brennwald.TXT"])
def test_the_name_of_a_stray_file_is_not_printed(
    published: Path, stray: str, output: str, capsys: Printed
) -> None:
    content = published / "content"
    write(content, "Brennwald", {})
    (content / stray).parent.mkdir(exist_ok=True)
    (content / stray).write_text("x", encoding="utf-8")
    if output == "build":
        build(published, "--explain")
    else:
        main.main(["check", "--content", str(content), "--format", output])
    printed = capsys.readouterr()
    assert "not-read" in printed.out + printed.err
    assert "…" in printed.out + printed.err
    assert not has(printed.out + printed.err, "Brennwald")
    assert left_beside(published, "Brennwald") == []


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\x85"])
def test_a_name_is_not_printed_with_a_character_in_it_that_is_refused(
    published: Path, character: str, capsys: Printed
) -> None:
    write(published / "content", "Brennwald", {})
    text = f"---\ntitle: Brenn{character}wald was there\n---\n"
    (published / "content/events/another.md").write_text(text, encoding="utf-8")
    assert build(published) == main.CONTENT_ERRORS
    told = capsys.readouterr().err
    assert "bad-character" in told
    assert "wald was there" not in told


def test_comments_of_which_nothing_comes_out_are_not_blamed(
    published: Path, capsys: Printed
) -> None:
    write(published / "content", "Brennwald", {"article_body": " Brennwald was there"})
    first = published / "content/articles/first.md"
    first.write_text(first.read_text("utf-8").replace("---\n", "---\n# Brennwald\n", 1), "utf-8")
    assert build(published) == main.CONTENT_ERRORS
    told = capsys.readouterr().err
    assert told.count("error[withheld-name]") == 1
    assert "first.md:2:" not in told


ORDINARY = {"Mark": "a mark", "May": "it may be", "Bo Li": "in Bolivia", "Will": "he will go"}


@pytest.mark.parametrize("name", [*ORDINARY, "Anna Berg"])
def test_a_name_that_is_a_word_as_well_does_not_stop_the_build(published: Path, name: str) -> None:
    body = ORDINARY.get(name, "Anna lives in Bergen")
    write(published / "content", name, {"article_body": f" So {body}.", "summary": f" {body}"})
    assert build(published) == 0


@pytest.mark.parametrize(
    ("field", "planted", "place"),
    [
        ("article_body", " It was Brenn**wald** who", "articles/first.md:21:22"),
        ("article_body", " It was Brenn-\nwald who", "articles/first.md:21:22"),
        ("article_body", " It was [Brenn](https://example.org/)wald", "articles/first.md:21:23"),
        ("summary", " It was Brenn&shy;wald", "articles/first.md:12:33"),
        ("person_body", " #OttokarBrennwald", "people/second-officer.md:10:11"),
        ("place", " Brennwald", "places.yaml:1:27"),
    ],
)
def test_what_is_found_is_placed(
    published: Path, field: str, planted: str, place: str, capsys: Printed
) -> None:
    name = "Ottokar Brennwald" if "Ottokar" in planted else "Brennwald"
    write(published / "content", name, {field: planted})
    assert build(published) == main.CONTENT_ERRORS
    printed = capsys.readouterr()
    assert f"content/{place}: error[withheld-name]" in printed.err
    assert printed.err.count("error[withheld-name]") == 1


def test_the_word_without_in_a_text_blanks_no_message(published: Path, capsys: Printed) -> None:
    write(published / "content", "Nobody At All", {})
    first = published / "content/articles/first.md"
    text = first.read_text(encoding="utf-8")
    title = "title: >\n  Two cross\n  without Ada Quay\noutlt: Ada Quay"
    text = text.replace("title: Two cross", title)
    first.write_text(text, encoding="utf-8")
    assert build(published) == main.CONTENT_ERRORS
    assert "did you mean" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "\n  \n", "—", "Brennwald\n!?\n"])
@pytest.mark.parametrize("verb", ["build", "check"])
def test_a_list_that_would_withhold_nothing_is_an_error(
    published: Path, verb: str, text: str, capsys: Printed
) -> None:
    secret = published / "secret.txt"
    secret.write_text(text, encoding="utf-8")
    arguments = [verb, "--content", str(published / "content"), "--withhold", str(secret)]
    if verb == "build":
        arguments += ["--output", str(published / "site")]
    assert main.main(arguments) == Exit.WRONG_USAGE
    assert "nothing would be withheld" in capsys.readouterr().err


def test_an_entry_without_letters_is_an_error(published: Path, capsys: Printed) -> None:
    write(published / "content", "—", {})
    assert build(published) == main.CONTENT_ERRORS
    assert "people/second-officer.md:8:12: error[empty-value]" in capsys.readouterr().err


def test_a_template_that_fails_prints_no_name(published: Path, capsys: Printed) -> None:
    write(published / "content", "Brennwald", {})
    pages = published / "templates/pages"
    pages.mkdir(parents=True)
    (pages / "case.html").write_text("{{ brennwald_case }}", encoding="utf-8")
    assert build(published, "--templates", str(pages.parent)) == Exit.FAILED
    printed = capsys.readouterr().err
    assert "would give away a name" in printed
    assert not has(printed, "Brennwald")


def test_a_file_that_cannot_be_read_is_not_named(published: Path, capsys: Printed) -> None:
    write(published / "content", "Brennwald", {})
    odd = published / "content/brennwald"
    odd.mkdir()
    shutil.rmtree(published / "site")
    missing = published / "brennwald-list.txt"
    arguments = ["check", "--content", str(published / "content"), "--withhold", str(missing)]
    assert main.main(arguments) == Exit.WRONG_USAGE
    printed = capsys.readouterr().err
    assert "there is no file" in printed
    assert not has(printed, "Brennwald")


def test_a_new_file_of_somebody_withheld_is_not_named(published: Path, capsys: Printed) -> None:
    content = published / "content"
    write(content, "Brennwald", {})
    arguments = ["new", "person", "--content", str(content), "--name", "Ottokar Brennwald"]
    assert main.main(arguments) == 0
    printed = capsys.readouterr()
    assert "people/…" in printed.out
    assert "withheld" in printed.err
    assert main.main(arguments) == Exit.WRONG_USAGE
    again = capsys.readouterr()
    assert not has(printed.out + printed.err + again.out + again.err, "Brennwald")
