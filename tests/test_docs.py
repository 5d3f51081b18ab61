"""The documentation says only what is so: its commands run, its examples load, its lists are whole.

How the pages are marked up for this, each mark on the line before what it is about:

    <!-- example: KIND -->   a block that the loader and resolver take without an error
    <!-- mistake: KIND -->   one that gives exactly the report in the ```text block after it
    <!-- file: PATH -->      a file that the commands of the page find there; it is an example too
    <!-- fields: OWNERS -->  a table of all fields of these, as messages call them: "an article"
    <!-- dates -->           a table of what sources say, EDTF, and what the site says
    <!-- relays -->          one of what a text says, `relays`, and what readers are told of it

KIND is a path in the content folder, or one of the keys of `_WRAPPERS`. Blocks of `sh` are run in
the order of the page, but for those that need a network, a repository or another program's server.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import indent

import pytest
from jinja2 import DictLoader, Environment

from defectarchive.analysis.timeline import build_timeline
from defectarchive.checks.open_questions import evidence
from defectarchive.checks.open_questions.question import SearchedArchive
from defectarchive.diagnostics.codes import table
from defectarchive.diagnostics.codes.row import CodeRow, Severity
from defectarchive.diagnostics.diagnostic import Diagnostic, format_diagnostic, in_folder, in_order
from defectarchive.language.words import Words
from defectarchive.loader.files import load
from defectarchive.loader.source_file import SourceFile, source_lines
from defectarchive.loader.yaml.fields import Fields
from defectarchive.model.archive import Standing
from defectarchive.model.dates.date import parse_date
from defectarchive.model.values import Stance
from defectarchive.model.vocabulary import (
    ALSO,
    EVENT_PROPERTIES,
    PERSON_PROPERTIES,
    SHIPPED,
    STATEMENT,
)
from defectarchive.render.data import archive_schema
from defectarchive.render.data.archive_json import FORMAT
from defectarchive.render.data.tables import CLAIM_COLUMNS, EVENT_COLUMNS, PEOPLE_COLUMNS
from defectarchive.resolve.archive import resolve
from defectarchive.workspace.templates import read_templates
from tests.archives import article, context_over, edition_of, make

ROOT = Path(__file__).parent.parent
WORDS = Words()
SOURCE = ROOT / "src" / "defectarchive"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
EDITING = ROOT / "docs" / "editing.md"
DATA_MODEL = ROOT / "docs" / "data-model.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# --- reading the pages ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A fenced block. `mark` is the comment above it, "" where there is none."""

    page: Path
    line: int
    language: str
    text: str
    mark: str

    @property
    def kind(self) -> str:
        return self.mark.partition(":")[0]

    @property
    def about(self) -> str:
        return self.mark.partition(":")[2].strip()

    @property
    def place(self) -> str:
        return f"{name(self.page)}:{self.line}"


_MARK = re.compile(r"<!-- (.*?) -->")


@cache
def blocks(page: Path) -> tuple[Block, ...]:
    found: list[Block] = []
    lines = page.read_text(encoding="utf-8").split("\n")
    number = 0
    while number < len(lines):
        if lines[number].startswith("```"):
            end = lines.index("```", number + 1)
            mark = _MARK.fullmatch(lines[number - 1]) if number else None
            text = "".join(f"{line}\n" for line in lines[number + 1 : end])
            language = lines[number].removeprefix("```")
            found.append(Block(page, number + 1, language, text, mark[1] if mark else ""))
            number = end
        number += 1
    return tuple(found)


def all_blocks() -> list[Block]:
    return [block for page in PAGES for block in blocks(page)]


def examples() -> list[Block]:
    return [block for block in all_blocks() if block.kind in ("example", "file")]


def mistakes() -> list[tuple[Block, Block]]:
    pairs: list[tuple[Block, Block]] = []
    for page in PAGES:
        of_page = blocks(page)
        pairs += [
            (block, of_page[number + 1])
            for number, block in enumerate(of_page)
            if block.kind == "mistake"
        ]
    return pairs


def tables(page: Path, kind: str) -> Iterator[tuple[str, list[list[str]]]]:
    """What each table with such a mark is about, and its rows without the head."""
    lines = page.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        mark = _MARK.fullmatch(line)
        if mark is not None and mark[1].partition(":")[0] == kind:
            rows = []
            for row in lines[number + 3 :]:
                if not row.startswith("|"):
                    break
                rows.append([cell.strip() for cell in row.strip("|").split(" | ")])
            yield mark[1].partition(":")[2].strip(), rows


def in_code(cell: str) -> str:
    """What stands between the backticks of a cell."""
    return cell.strip().strip("`")


# --- examples ------------------------------------------------------------------------------------

_ARTICLE = "---\ntitle: Two officers cross at Storskog\noutlet: example-times\n"
_ARTICLE += "published: 2031-04-13\n"
_EVENT = "events:\n  - event: storskog-crossing-2031\n"


def _front_matter(text: str) -> str:
    return f"---\n{text}---\n"


# Where an example that is a part of a file goes, and what stands around it there.
_WRAPPERS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "article": (
        "articles/storskog.md",
        lambda text: f"{_ARTICLE}{text}{_EVENT}---\n",
    ),
    "entry": (
        "articles/storskog.md",
        lambda text: f"{_ARTICLE}{_EVENT}{indent(text, '    ')}---\n",
    ),
    "person-entry": (
        "articles/storskog.md",
        lambda text: f"{_ARTICLE}{_EVENT}    people:\n      -\n{indent(text, '        ')}---\n",
    ),
    "body": ("articles/storskog.md", lambda text: f"{_ARTICLE}{_EVENT}---\n{text}"),
    "event": ("events/storskog-crossing-2031.md", _front_matter),
    "person": ("people/ivan-ivanov.md", _front_matter),
    "page": ("pages/about.md", str),
    "site": ("site.yaml", str),
    "outlets": ("outlets.yaml", str),
    "organisations": ("organisations.yaml", str),
    "places": ("places.yaml", str),
    "copies": ("copies.yaml", str),
}

# What the examples refer to. Each example takes the place of one of these files, or is added.
_AROUND = {
    "site.yaml": "title: Crossings\nlanguages: [en, nb]\n",
    "articles/earlier.md": """\
---
title: Earlier
outlet: example-times
published: 2030
events:
  - event: storskog-crossing-2029
  - event: storskog-crossing-2031
    date: 2031-04-11
    people:
      - person: ivan-ivanov
      - {person: storskog-second-officer, unnamed: true, descriptor: a second officer}
---
""",
}


def archive_with(block: Block) -> list[SourceFile]:
    path, wrap = _WRAPPERS.get(block.about, (block.about.removeprefix("content/"), str))
    texts = {**_AROUND, path: wrap(block.text)}
    return [SourceFile(place, text.encode()) for place, text in texts.items()]


def faults(files: list[SourceFile]) -> tuple[Diagnostic, ...]:
    loaded = load(files)
    resolved = resolve(loaded.records, loaded.settings.vocabulary)
    return in_order([*loaded.diagnostics, *resolved.diagnostics])


def report(files: list[SourceFile]) -> str:
    lines = {file.path: source_lines(file.data) for file in files}
    errors = [fault for fault in faults(files) if fault.is_error]
    return "".join(
        format_diagnostic(in_folder(fault, "content"), lines[fault.span.path][fault.span.line - 1])
        + "\n"
        for fault in errors
    )


@pytest.mark.parametrize("block", examples(), ids=lambda block: block.place)
def test_an_example_is_taken_without_an_error(block: Block) -> None:
    assert report(archive_with(block)) == ""


@pytest.mark.parametrize("pair", mistakes(), ids=lambda pair: pair[0].place)
def test_a_mistake_gives_the_report_that_is_shown(pair: tuple[Block, Block]) -> None:
    wrong, said = pair
    assert said.language == "text"
    assert report(archive_with(wrong)) == said.text


def test_every_example_is_checked() -> None:
    languages = {"yaml", "markdown"}
    unmarked = [b.place for b in all_blocks() if b.language in languages and not b.mark]
    assert unmarked == []
    assert examples()
    assert mistakes()


def test_a_mistake_in_an_example_is_found_where_examples_are_put() -> None:
    block = Block(EDITING, 0, "yaml", "date: 2031-13\n", "example: entry")
    assert [fault.code for fault in faults(archive_with(block)) if fault.is_error] == ["bad-date"]


# --- fields --------------------------------------------------------------------------------------


# Where among its arguments a call says what has the fields that it reads.
_OWNER_AT = {"Fields": 1, "_words": 1, "entry": 0}


def owners_in_source() -> set[str]:
    """Whatever the source says has fields, where it says it as a literal."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for call in _calls(path):
            at = _OWNER_AT.get(_called(call), len(call.args))
            found.update(_text(argument) for argument in call.args[at : at + 1])
    return found - {""}


@pytest.fixture
def known_fields(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """The fields of whatever has fields, seen while the documentation's examples are loaded."""
    seen: dict[str, set[str]] = {}
    original = Fields.__init__

    def spy(self: Fields, mapping: object, owner: str, known: object, *rest: object) -> None:
        seen[owner] = set(known)  # type: ignore[call-overload]
        original(self, mapping, owner, known, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Fields, "__init__", spy)
    for block in examples():
        load(archive_with(block))
    return seen


def test_the_examples_show_every_kind_of_thing_that_has_fields(
    known_fields: dict[str, set[str]],
) -> None:
    assert owners_in_source() - set(known_fields) == set()


def test_the_guide_lists_exactly_the_fields_that_there_are(
    known_fields: dict[str, set[str]],
) -> None:
    listed = {
        owner: {in_code(row[0]) for row in rows}
        for owners, rows in tables(EDITING, "fields")
        for owner in owners.split(", ")
    }
    # What rulings are about stands in a sentence.
    del known_fields["rulings"]
    assert listed == known_fields


def test_the_guide_names_every_property_on_which_an_editor_can_rule() -> None:
    text = EDITING.read_text(encoding="utf-8")
    sentences = re.findall(r"Rule\s+on\s+(?:events|people): (.*?)\.", text, re.DOTALL)
    named = [set(re.findall(r"`(\w+)`", sentence)) for sentence in sentences]
    # Statements are never compared, and further acts only with the type.
    assert named == [set(EVENT_PROPERTIES) - {STATEMENT, ALSO}, set(PERSON_PROPERTIES)]


def test_the_guide_says_of_every_event_type_that_ships_when_to_choose_it() -> None:
    text = EDITING.read_text(encoding="utf-8")
    table = text.partition("| type | choose it when |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)) == set(SHIPPED.event_types)


def test_the_guide_names_every_other_word_that_ships() -> None:
    text = EDITING.read_text(encoding="utf-8")
    stances = [stance.value for stance in Stance]
    words = [*SHIPPED.roles, *SHIPPED.statuses, *SHIPPED.relations, *stances]
    assert [word for word in words if not re.search(rf"\b{word}\b", text)] == []


def test_the_data_model_has_every_stance_and_standing() -> None:
    rows = re.findall(r"^\| ([a-z, ]+) \|", DATA_MODEL.read_text("utf-8"), re.MULTILINE)
    listed = {word for row in rows for word in row.split(", ")}
    assert {stance.value for stance in Stance} <= listed
    assert {standing.value for standing in Standing} <= listed


def test_the_data_model_names_exactly_the_properties_with_one_true_value() -> None:
    text = " ".join(DATA_MODEL.read_text(encoding="utf-8").split())
    sentence = re.search(r"one true value: of an event its (.*?) and (\w+); of a person", text)
    assert sentence is not None
    named = [*sentence[1].split(", "), sentence[2]]
    assert named == [prop.id for prop in EVENT_PROPERTIES.values() if prop.single]
    assert [prop.id for prop in PERSON_PROPERTIES.values() if prop.single] == ["age"]


# --- dates and words -----------------------------------------------------------------------------


def dates() -> list[list[str]]:
    ((_, rows),) = tables(EDITING, "dates")
    return rows


@pytest.mark.parametrize("row", dates(), ids=lambda row: row[0])
def test_a_date_reads_on_the_site_as_the_guide_says(row: list[str]) -> None:
    _, edtf, words = row
    assert WORDS.date(parse_date(in_code(edtf).strip('"'))) == words


@pytest.mark.parametrize("row", dates(), ids=lambda row: row[0])
def test_a_date_in_the_words_of_a_source_gives_no_other_remedy_than_the_guide(
    row: list[str],
) -> None:
    source, edtf, _ = row
    block = Block(EDITING, 0, "yaml", f'date: "{source}"\n', "example: entry")
    hints = [f.hint for f in faults(archive_with(block)) if f.code == "bad-date"]
    assert set(hints) <= {'write "' + in_code(edtf).strip('"') + '"', _GENERAL}


_GENERAL = 'write the date as "2003-05-10", "2003-05" or "2003"'


# --- origins -------------------------------------------------------------------------------------


def told_of(relays: Sequence[str]) -> str:
    """What readers are told of a case whose articles have these `relays`."""
    template = "---\ntitle: T\noutlet: Paper {n}\npublished: 2031-04-13\nrelays: {relays}\n"
    template += "events: [{{event: x, type: arrest}}]\n---\n"
    files = {
        f"articles/a{n}.md": template.format(n=n, relays=each) for n, each in enumerate(relays)
    }
    loaded = load([SourceFile(path, text.encode()) for path, text in files.items()])
    archive = resolve(loaded.records, loaded.settings.vocabulary).archive
    assert archive is not None
    context = context_over(archive, build_timeline(archive), edition_of(loaded.settings))
    words = Environment(
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        loader=DictLoader(dict(read_templates(None).sources)),
        trim_blocks=True,
    )
    words.install_gettext_callables(  # type: ignore[attr-defined]
        str, lambda one, many, n: one if n == 1 else many, newstyle=True
    )
    said = words.get_template("parts/words.html").module.support(  # type: ignore[attr-defined]
        context.case("x").support
    )
    return " ".join(str(said).split())


def relay_forms() -> list[list[str]]:
    ((_, rows),) = tables(EDITING, "relays")
    return rows


@pytest.mark.parametrize("row", relay_forms(), ids=lambda row: row[1])
def test_readers_are_told_of_relays_what_the_guide_says(row: list[str]) -> None:
    _, relays, told = row
    assert told_of([in_code(relays)]) == told


def test_what_the_guide_says_of_articles_counted_together_is_so() -> None:
    text = " ".join(EDITING.read_text(encoding="utf-8").split())
    for relays in (["[A, B]", "[A]"], ["[A, B]", "[A]", "[B]"]):
        assert f'"{told_of(relays)}"' in text


def test_the_data_model_says_how_possible_origins_are_counted_and_worded() -> None:
    text = DATA_MODEL.read_text(encoding="utf-8")
    table = text.partition("| sets | least | most | readers are told |\n")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[1:]]
    assert len(rows) > 5
    for sets, least, most, told in rows:
        relays = [f"[{one.replace(' or ', ', ')}]" for one in re.findall(r"\{([^}]+)\}", sets)] or [
            "[unknown]"
        ]
        said = told_of(relays).partition(": " if " or " in told else ", ")[2]
        assert said == told, sets
        alone = said.startswith(("A or", "no"))
        assert alone or said in (f"{least}–{most} origins", f"{most} origins", "one origin")


# --- data files ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "columns"),
    [("events", EVENT_COLUMNS), ("people", PEOPLE_COLUMNS), ("claims", CLAIM_COLUMNS)],
)
def test_the_data_model_lists_the_columns_of_every_table_in_order(
    file: str, columns: Sequence[str]
) -> None:
    text = " ".join(DATA_MODEL.read_text(encoding="utf-8").split())
    listed = re.search(rf"- `{file}\.csv`, [^:]*: ((?:`\w+`, )+`\w+`)\.", text)
    assert listed is not None
    assert re.findall(r"`(\w+)`", listed[1]) == list(columns)


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("events", archive_schema.EventShape),
        ("people", archive_schema.PersonShape),
        ("articles", archive_schema.ArticleShape),
        ("splits", archive_schema.SplitShape),
    ],
)
def test_the_data_model_names_every_key_of_the_records_of_the_archive(
    name: str, record: type[archive_schema.Shape]
) -> None:
    (row,) = re.findall(rf"^\| `{name}` \| (.*) \|$", DATA_MODEL.read_text("utf-8"), re.MULTILINE)
    assert [key for key in record.__struct_fields__ if f"`{key}`" not in row] == []


def test_the_data_model_says_which_format_the_archive_has() -> None:
    text = " ".join(DATA_MODEL.read_text(encoding="utf-8").split())
    assert f"It is {FORMAT} since" in text


# --- messages ------------------------------------------------------------------------------------
# --- source -------------------------------------------------------------------------------------


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def _text(node: ast.expr) -> str:
    """The text of a literal, "" for anything else."""
    return str(node.value) if isinstance(node, ast.Constant) else ""


# --- commands ------------------------------------------------------------------------------------

# What the tests do not run: it needs a network, a repository, a terminal or much time.
_NOT_RUN = re.compile(
    r"make |git |python3 -m http\.server |defectarchive serve|\. |pip |cd defectarchive$"
)


def pages_with_commands() -> list[Path]:
    return [page for page in PAGES if any(block.language == "sh" for block in blocks(page))]


@pytest.mark.parametrize("page", pages_with_commands(), ids=name)
def test_the_commands_of_a_page_work_one_after_the_other(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    folder = tmp_path
    for block in blocks(page):
        if block.kind == "file":
            written = folder / block.about
            assert written.parent.is_dir()
            written.write_text(block.text, encoding="utf-8")
        if block.language != "sh":
            continue
        for line in block.text.splitlines():
            if line.startswith("cd ") and not _NOT_RUN.match(line):
                folder /= line.removeprefix("cd ")
            elif not _NOT_RUN.match(line):
                _run(line, folder, block.place)


def _run(line: str, folder: Path, place: str) -> None:
    assert line.startswith("defectarchive "), f"{place}: is this to be run? {line}"
    # As `defectarchive` of this very Python, whatever is first in the path.
    command = f'"{sys.executable}" -m {line}'
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, f"{place}: {line}\n{done.stdout}{done.stderr}"


def test_every_make_target_that_a_page_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        for target in re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)", page.read_text("utf-8")):
            assert set(target) & targets, f"{name(page)}: make {''.join(target)}"


DESK = ("clip", "rename", "merge", "split", "name", "takedown", "review")


def test_every_option_that_a_page_names_is_there() -> None:
    known = set()
    new = ("new archive", "new article", "new person", "new event")
    verbs = ("build", "check", "serve", "verify", "keep", *new, *DESK)
    for verb in verbs:
        command = [sys.executable, "-m", "defectarchive", *verb.split(), "--help"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        known |= set(re.findall(r"--[a-z-]+", text))
    for page in PAGES:
        for line in re.findall(r"defectarchive [^\n`]*", page.read_text("utf-8")):
            assert set(re.findall(r" (--[a-z-]+)", line)) <= known, f"{name(page)}: {line}"


# --- pages that are written from the source ------------------------------------------------------


@pytest.mark.parametrize("name", ["diagnostics_page", "views_page"])
def test_a_page_that_is_written_from_the_source_is_as_it_would_be_written_now(
    request: pytest.FixtureRequest, name: str
) -> None:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    if request.config.getoption("--update-golden"):
        tool.PAGE.write_text(tool.page(), encoding="utf-8", newline="\n")
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page()


# --- architecture --------------------------------------------------------------------------------


def test_the_layers_are_listed_as_the_import_contract_has_them() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = contract["tool"]["importlinter"]["contracts"][0]["layers"]
    listed = re.findall(
        r"^    ([\w, ]+?)(?: {2,}|$)", ARCHITECTURE.read_text("utf-8"), re.MULTILINE
    )
    assert listed == [layer.replace(" |", ",") for layer in layers]


def test_every_package_says_in_a_sentence_what_is_in_it() -> None:
    packages = [path for path in SOURCE.rglob("__init__.py") if path.parent != SOURCE]
    assert len(packages) > 20
    for path in packages:
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert re.match(r"[A-Z`].*[.:]", said), path


def test_no_folder_holds_more_than_one_can_take_in() -> None:
    assert len([*SOURCE.glob("*.py")]) <= 5
    for package in {path.parent for path in SOURCE.rglob("*.py")} - {SOURCE}:
        inside = [path for path in package.iterdir() if not path.name.startswith("__")]
        rooms = [path for path in inside if path.suffix == ".py" or path.is_dir()]
        assert len(rooms) <= 16, package


def test_git_has_left_no_marks_of_a_conflict() -> None:
    for path in [*PAGES, *SOURCE.rglob("*.py"), *(ROOT / "templates").rglob("*.*")]:
        assert not re.search(rb"^(<{7}|>{7}) ", path.read_bytes(), re.MULTILINE), path


@pytest.mark.parametrize("page", [ARCHITECTURE, ROOT / "docs" / "templates.md"], ids=name)
def test_the_files_that_a_page_on_the_program_names_are_there(page: Path) -> None:
    named = re.findall(r"`(\w[\w/.]*(?:\.py|/))`", page.read_text("utf-8"))
    assert named
    for path in named:
        assert any((folder / path).exists() for folder in (SOURCE, ROOT, ROOT / "templates")), path


def test_the_rule_that_contributors_are_shown_finds_what_it_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (shown,) = (block for block in blocks(CONTRIBUTING) if block.text.startswith("def "))
    (code,) = re.findall(r'warning\("(.*?)"', shown.text)
    row = CodeRow(code, Severity.WARNING, "", "")
    monkeypatch.setattr(table, "TABLE", {**table.TABLE, code: row})
    # A module of rules has all names that another one needs, those of types included.
    words = dict(vars(evidence))
    # In brackets: no file, so that nobody who measures what tests reach looks for one.
    exec(compile(shown.text, f"<{shown.place}>", "exec", dont_inherit=True), words)  # noqa: S102
    (rule,) = words.keys() - vars(evidence).keys()
    placed, unplaced = "- {event: a, place: Vik}", "- {event: b}\n- {event: c, type: tally}"
    archive = make({"articles/a.md": article(f"{placed}\n{unplaced}")}).archive
    found = [(each.kind, each.subject.id) for each in words[rule](SearchedArchive(archive))]
    assert found == [(rule.replace("_", "-"), "b")]


# --- links ---------------------------------------------------------------------------------------

_LINK = re.compile(r"\]\(([^)\s]+)\)")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", re.sub(r"&lt;|&gt;", "", head).lower()).replace(" ", "-")
        for head in heads
    }


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_links_within_the_documentation_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    for target in _LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        # The picture of the site is made from the site.
        assert file.exists() or path == "docs/screenshot.png", f"{name(page)}: {target}"
        if anchor:
            assert anchor in anchors(file), f"{name(page)}: {target}"
