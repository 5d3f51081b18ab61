"""The program is about archives, not about one archive: it knows no country, case or outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.published import ROOT

# What only the first archive's content may know.
SUBJECT = re.compile(
    r"norw|norge|oslo|russia|soviet|moscow|kreml|ukrain|storskog|pasvik|jakobselv|kirkenes|finnmark"
    r"|butkov|bondarev|medvedev|wagner|dagbladet|\bnrk\b|\bvg\b|attach[eé]\b|diploma"
    r"|росси|норве",
    re.IGNORECASE,
)
# Tables of the world's countries and languages name each alike.
TABLES: dict[str, re.Pattern[str] | None] = {
    "src/defectarchive/model/countries.py": None,
    "src/defectarchive/model/language_codes.py": None,
    # A language is no subject: names are withheld in all the cases that its grammar has.
    "src/defectarchive/checks/withholding/names.py": re.compile(r".*\bRussian (?:names?|words?)\b"),
    # Names of languages, so that `language: russian` is told to be `ru`.
    "src/defectarchive/loader/yaml/fields.py": re.compile(r'^    "[a-z]+": "[a-z]{2}",$'),
}


def lines_to_search() -> Iterator[tuple[str, int, str]]:
    for folder in ("src", "templates"):
        for path in sorted(Path(ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix not in {".py", ".html", ".xml", ".css", ".js", ".svg", ".json"}:
                continue
            table = TABLES.get(name, ...)
            if table is None:
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if table is ... or not table.match(line):
                    yield name, number, line


def test_nothing_in_the_program_or_its_templates_knows_a_subject() -> None:
    found = [
        f"{name}:{number}: {line.strip()}"
        for name, number, line in lines_to_search()
        if SUBJECT.search(line)
    ]
    assert not found, "\n".join(found)


def test_the_search_finds_what_it_is_for() -> None:
    text = (ROOT / "content" / "site.yaml").read_text(encoding="utf-8")
    assert SUBJECT.search(text)
    assert sum(1 for _ in lines_to_search()) > 5000


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_passed_over_is_there(name: str) -> None:
    assert (ROOT / name).is_file()
