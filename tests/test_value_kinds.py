"""One line in the vocabulary is all that a property takes, whatever kind its values are of.

A process of its own adds such lines for every kind before the rest of the program is loaded, and
builds an archive in which two articles state each of them: of a case and a person in which their
values agree, and of another case and person in which they do not.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from defectarchive.model.vocabulary import EVENT_PROPERTIES, PERSON_PROPERTIES, ValueKind
from tests.published import Site, read_site, rows, target_of, text_of
from tests.whole_archive import whole_archive

_PROGRAM = """
import sys
from defectarchive.model import vocabulary

of = {"event": vocabulary.EVENT_PROPERTIES, "person": vocabulary.PERSON_PROPERTIES}
for line in sys.argv.pop(1).split(";"):
    subject, name, label, kind, single = line.split(",")
    of[subject][name] = vocabulary.Property(
        name, label, vocabulary.ValueKind[kind], single=single == "True"
    )

from defectarchive.cli.main import run

sys.exit(run(sys.argv[1:]))
"""


@dataclass(frozen=True)
class Stated:
    """A value: how articles write it, how data has it, and in what words and where pages do."""

    yaml: str
    data: str = ""
    words: str = ""
    path: str = ""


@dataclass(frozen=True)
class Said:
    """What is stated of each kind: a value, one that agrees with it, and one that does not.

    In the names of things, `{of}` is whatever makes them different from property to property.
    `json`: the kinds that values in archive.json are of.
    """

    value: Stated
    agreeing: Stated
    other: Stated
    json: frozenset[str]


def _said(kinds: str, value: Stated, agreeing: Stated, other: Stated) -> Said:
    return Said(value, agreeing, other, frozenset(kinds.split()))


_DEFECTION = Stated("defection", "defection", "Defection", "types/defection/")
_LAWYER = Stated("lawyer", "lawyer", "Lawyer")
_NORWAY = Stated("NO", "NO", "Norway")
_PIER = Stated("Pier {of}", "pier-{of}", "Pier {of}", "places/pier-{of}/")
_GUILD = Stated("Guild {of}", "guild-{of}", "Guild {of}", "organisations/guild-{of}/")
_LEAGUE = Stated("Harbour League", "league", "Harbour League", "organisations/league/")
SAID: Mapping[ValueKind, Said] = {
    ValueKind.DATE: _said(
        "date",
        Stated("2031-03", "2031-03", "March 2031"),
        Stated('"2031-03-10"', "2031-03-10", "10 March 2031"),
        Stated("2029", "2029", "2029"),
    ),
    ValueKind.COUNT: _said(
        "count",
        Stated("2..5", "2..5", "between 2 and 5"),
        Stated("3", "3", "3"),
        Stated("8", "8", "8"),
    ),
    ValueKind.EVENT_TYPE: _said(
        "term", _DEFECTION, _DEFECTION, Stated("expulsion", "expulsion", "Expulsion")
    ),
    ValueKind.ROLE: _said("term", _LAWYER, _LAWYER, Stated("witness", "witness", "Witness")),
    ValueKind.STATUS: _said(
        "term",
        Stated("reported", "reported", "Reported"),
        Stated("confirmed", "confirmed", "Confirmed"),
        Stated("denied", "denied", "Denied"),
    ),
    ValueKind.COUNTRY: _said("country", _NORWAY, _NORWAY, Stated("IS", "IS", "Iceland")),
    ValueKind.PARTY: _said("country organisation", _NORWAY, _NORWAY, _LEAGUE),
    ValueKind.PLACE: _said(
        "place", _PIER, _PIER, Stated("Cove {of}", "cove-{of}", "Cove {of}", "places/cove-{of}/")
    ),
    ValueKind.POINT: _said(
        "point",
        Stated("{lat: 69.5, lon: 30, within_km: 9}", "geo:69.5,30;u=9000", "69.5, 30 (within 9 km"),
        Stated("{lat: 69.5, lon: 30.1}", "geo:69.5,30.1", "69.5, 30.1"),
        Stated("{lat: -9.5, lon: 12}", "geo:-9.5,12", "-9.5, 12"),
    ),
    ValueKind.ORGANISATION: _said(
        "organisation",
        _GUILD,
        _GUILD,
        Stated("Fleet {of}", "fleet-{of}", "Fleet {of}", "organisations/fleet-{of}/"),
    ),
    ValueKind.TEXT: _said(
        "text",
        Stated("{en: by boat, nb: med båt}", "by boat", "by boat"),
        Stated("By Boat", "By Boat", "by boat"),
        Stated("on foot", "on foot", "on foot"),
    ),
}


@dataclass(frozen=True)
class Added:
    """A made-up property of events or of people."""

    subject: str
    kind: ValueKind
    single: bool

    @property
    def name(self) -> str:
        return f"{'one' if self.single else 'some'}-{self.kind.name.lower().replace('_', '-')}"

    @property
    def label(self) -> str:
        return f"{self.name.replace('-', ' ').capitalize()} of the {self.subject}"

    @property
    def line(self) -> str:
        return ",".join((self.subject, self.name, self.label, self.kind.name, str(self.single)))

    @property
    def said(self) -> Said:
        said = SAID[self.kind]
        of = f"{self.subject}-{self.name}"

        def put(stated: Stated) -> Stated:
            return Stated(
                *(
                    part.replace("{of}", of)
                    for part in (stated.yaml, stated.data, stated.words, stated.path)
                )
            )

        return replace(
            said, value=put(said.value), agreeing=put(said.agreeing), other=put(said.other)
        )

    @property
    def id(self) -> str:
        return f"{self.subject}-{self.name}"


ADDED = [Added(*each) for each in product(("event", "person"), ValueKind, (True, False))]


def test_every_kind_of_value_is_among_them() -> None:
    assert set(SAID) == set(ValueKind)
    assert not {each.name for each in ADDED} & {*EVENT_PROPERTIES, *PERSON_PROPERTIES}


def _article(outlet: str, said: Mapping[str, str]) -> str:
    """Two entries, one for each case; in each, all properties with what the article says."""
    lines = ["---", f"title: As {outlet} has it", f"outlet: {outlet}", "published: 2031-04-13"]
    lines += ["events:"]
    for case, person in (("agreed", "ann"), ("apart", "ben")):
        lines += [f"  - event: {case}", "    type: defection"]
        for subject, indent in (("event", "    "), ("person", "        ")):
            if subject == "person":
                lines += ["    people:", f"      - person: {person}", "        role: subject"]
            lines += (
                f"{indent}{each.name}: {getattr(each.said, said[case]).yaml}"
                for each in ADDED
                if each.subject == subject
            )
    return "\n".join([*lines, "---", ""])


def _rulings(subject: str, opening: str) -> str:
    lines = [
        f"  {each.name}: {{value: {each.said.other.yaml}, because: Seen.}}"
        for each in ADDED
        if each.subject == subject and each.single
    ]
    return "\n".join(["---", opening, "rulings:", *lines, "---", ""])


FILES = {
    "site.yaml": "title: A test\nlanguages: [en, nb]\n",
    "outlets.yaml": "tv: {name: TV}\nradio: {name: Radio}\n",
    "organisations.yaml": "league: {name: Harbour League}\n",
    "people/ann.md": "---\nname: Ann\n---\n",
    "people/ben.md": _rulings("person", "name: Ben"),
    "events/apart.md": _rulings("event", "title: Apart"),
    "articles/first.md": _article("tv", {"agreed": "value", "apart": "value"}),
    "articles/second.md": _article("radio", {"agreed": "agreeing", "apart": "other"}),
}


@dataclass(frozen=True)
class Made:
    """What the program makes of the archive."""

    site: Site
    archive: Any
    warnings: str

    def facts(self, added: Added, case: str) -> list[Any]:
        (event,) = (each for each in self.archive["events"] if each["id"] == case)
        (part,) = event["people"]
        facts = event["facts"] if added.subject == "event" else part["facts"]
        return [fact for fact in facts if fact["property"] == added.name]

    def claims(self, added: Added, case: str) -> list[Any]:
        """Those of the event itself or of whoever is in it."""
        return [
            claim
            for claim in self.archive["claims"]
            if claim["event"] == case
            and claim["property"] == added.name
            and bool(claim["person"]) == (added.subject == "person")
        ]


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _start(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    lines = ";".join(each.line for each in ADDED)
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, lines, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _run(folder: Path, *arguments: str) -> str:
    done = _start(folder, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("kinds")
    _write(folder, FILES)
    warnings = _run(folder, "check", "--content", "content", "--all")
    _run(folder, "build", "--content", "content", "--output", "site", "--jobs", "1")
    site = read_site(folder / "site")
    return Made(site, whole_archive(site), warnings)


@pytest.fixture(params=ADDED, ids=lambda each: each.id)
def added(request: pytest.FixtureRequest) -> Added:
    found: Added = request.param
    return found


def test_values_that_agree_are_one_fact(made: Made, added: Added) -> None:
    (fact,) = made.facts(added, "agreed")
    assert not fact["disputed"]
    claims = made.claims(added, "agreed")
    assert len(claims) == 2
    if added.single:
        (finding,) = fact["findings"]
        assert len({finding["claim"], *finding["others"], *finding["agreeing"]}) == 2
    for claim in claims:
        assert claim["value"]["kind"] in added.said.json


def test_of_one_true_value_the_editor_rules_and_of_others_each_is_shown(
    made: Made, added: Added
) -> None:
    (fact,) = made.facts(added, "apart")
    values = [finding["value"] for finding in fact["findings"]]
    assert {value["kind"] for value in values} <= added.said.json
    assert len(values) == (1 if added.single else 2)
    assert fact["disputed"] is added.single
    assert (fact["ruling"] is not None) is added.single
    if added.single:
        assert fact["findings"][0]["rule"] == "ruling"
        assert fact["ruling"]["value"] == values[0]


def test_the_vocabulary_of_archive_json_has_the_property(made: Made, added: Added) -> None:
    known = made.archive["vocabulary"][f"{added.subject}_properties"]
    assert {
        "id": added.name,
        "label": added.label,
        "kind": added.kind.value,
        "single": added.single,
    } in known


def test_claims_csv_has_every_claim(made: Made, added: Added) -> None:
    said = added.said
    found = {
        (row["event"], row["value"].removeprefix("'"))
        for row in rows(made.site, "data/claims.csv")
        if (row["subject_kind"], row["property"]) == (added.subject, added.name)
    }
    assert found == {
        ("agreed", said.value.data),
        ("agreed", said.agreeing.data),
        ("apart", said.value.data),
        ("apart", said.other.data),
    }


def _row(site: Site, page: str, added: Added) -> str:
    """The row of the property in the table of facts."""
    (row,) = re.findall(rf"<dt>{added.label}\b.*?</dd>", site[page].decode(), re.DOTALL)
    return str(row)


def _shown(row: str, page: str) -> Iterator[str]:
    """Where the links of a row lead, from the root of the site."""
    for link in re.findall(r'href="([^"]*)"', row):
        path, anchor = target_of(link, page)
        yield f"{path}#{anchor}" if anchor else path.removesuffix("index.html")


@pytest.mark.parametrize("case", ["agreed", "apart"])
def test_pages_show_both_values_with_sources_and_links(made: Made, added: Added, case: str) -> None:
    said = added.said
    other = said.agreeing if case == "agreed" else said.other
    pages = [f"cases/{case}/index.html"]
    if added.subject == "person":
        pages.append(f"people/{'ann' if case == 'agreed' else 'ben'}/index.html")
    for page in pages:
        row = _row(made.site, page, added)
        links = set(_shown(row, page))
        text = text_of(row.encode())
        for stated in (said.value, other):
            assert stated.words in text
            if stated.path:
                assert stated.path in links
                assert f"{stated.path}index.html" in made.site
        sources = {f"cases/{case}/index.html#{each['id']}" for each in made.claims(added, case)}
        assert sources
        assert sources <= links


def test_whatever_only_such_a_value_names_is_in_the_archive(made: Made, added: Added) -> None:
    for stated in (added.said.value, added.said.other):
        folder, _, rest = stated.path.partition("/")
        if folder in ("places", "organisations"):
            assert rest.strip("/") in {thing["id"] for thing in made.archive[folder]}


def test_archive_json_is_as_its_schema_says(made: Made) -> None:
    validator = Draft202012Validator(json.loads(made.site["data/archive.schema.json"]))
    assert [error.message for error in validator.iter_errors(made.archive)] == []


def test_the_tables_are_as_the_data_package_says(made: Made, tmp_path: Path) -> None:
    for path, data in made.site.items():
        if path.startswith("data/") and path.endswith((".csv", "datapackage.json")):
            (tmp_path / path.removeprefix("data/")).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout)["valid"], done.stdout


def test_there_are_no_warnings_but_of_things_in_no_register_and_of_thin_evidence(
    made: Made,
) -> None:
    codes = set(re.findall(r"(?:warning|error)\[([a-z-]+)\]", made.warnings))
    created = {"created-place", "created-organisation"}
    assert codes == created | {"open-no-archived-copy", "open-sole-source", "open-year"}
    assert "0 errors" in made.warnings


def test_the_history_of_a_case_calls_a_property_by_its_label_for_want_of_a_noun(made: Made) -> None:
    page = text_of(made.site["cases/apart/index.html"])
    assert "gives One date of the event as 2029, where TV said Mar 2031" in page
    # A value that is not the one shown now stands behind its property.
    bare = re.sub(r" \([^()]*\)", "", page)
    assert "Gives the type, One date of the event, Some date of the event" in bare


@pytest.mark.parametrize("subject", ["event", "person"])
def test_words_are_in_the_language_of_the_page(made: Made, subject: str) -> None:
    added = Added(subject, ValueKind.TEXT, single=False)
    assert "med båt" in text_of(_row(made.site, "nb/cases/apart/index.html", added).encode())


@pytest.mark.parametrize("subject", ["event", "person"])
def test_a_party_that_no_register_has_is_refused(tmp_path: Path, subject: str) -> None:
    party = Added(subject, ValueKind.PARTY, single=True)
    entry = f"{party.name}: Nowhere Club"
    if subject == "person":
        entry = f"people: [{{person: ann, {entry}}}]"
    _write(
        tmp_path,
        {
            **FILES,
            "articles/third.md": f"""\
---
title: A third
outlet: tv
published: 2031-04-14
events:
  - event: agreed
    {entry}
---
""",
        },
    )
    done = _start(tmp_path, "check", "--content", "content")
    assert done.returncode == 1
    assert re.findall(r"error\[([a-z-]+)\]", done.stdout + done.stderr) == ["unknown-country"]
