"""A file in people/ → its record; what is withheld is never printed."""

from __future__ import annotations

import pytest

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, format_diagnostic
from defectarchive.loader.files import read_file
from defectarchive.loader.source_file import SourceFile, source_lines
from defectarchive.model.dates.date import parse_date
from defectarchive.model.records import Correction, PersonRecord, Spelling
from defectarchive.model.values import Count, Country, Term, Text
from defectarchive.model.vocabulary import SHIPPED


def reading(front: str) -> tuple[PersonRecord | None, tuple[Diagnostic, ...]]:
    result = read_file(SourceFile("people/a.md", f"---\n{front}---\n".encode()), SHIPPED)
    people = result.records.people
    return (people[0] if people else None), result.diagnostics


def person(front: str) -> PersonRecord:
    record, found = reading(front)
    assert found == ()
    assert record is not None
    return record


def codes(front: str) -> list[str]:
    return [fault.code for fault in reading(front)[1]]


def test_a_name_is_enough() -> None:
    assert person("name: Ivan Ivanov\n").name == Spelling(
        "Ivan Ivanov", Span("people/a.md", 2, 7, 18)
    )


def test_a_name_may_look_like_a_number() -> None:
    name = person("name: 007\n").name
    assert name is not None
    assert name.text == "007"


def test_somebody_unnamed_has_a_descriptor() -> None:
    record = person("unnamed: true\ndescriptor: a second officer\n")
    assert (record.name, record.descriptor) == (None, "a second officer")
    assert codes("unnamed: true\n") == ["missing-field"]


def test_a_person_has_a_name_or_none_and_says_which() -> None:
    assert codes("name: A\nunnamed: true\ndescriptor: x\n") == ["name-conflict"]
    assert codes("descriptor: x\n") == ["missing-field"]
    assert codes("unnamed: false\ndescriptor: x\n") == ["missing-field"]


def test_all_fields_of_a_person_are_read() -> None:
    record = person(
        "name: A\nalso_known_as: [Б, C]\nborn: 1960~\nnationality: [SU, RU]\ncount: 15\n"
        "members: [b, c d]\nmay_be: [{person: e, because: Both limp.}]\nmerged_from: [f-1]\n"
        "rulings:\n  age: {value: 34, because: The passport.}\n"
        "  role: {value: subject, because: x}\n"
        "  position: {value: captain, because: y}\nwithhold: [Geheim, 4711]\n"
    )
    assert [spelling.text for spelling in record.also_known_as] == ["Б", "C"]
    assert record.born == parse_date("1960~")
    assert record.nationality == (Country("SU"), Country("RU"))
    assert record.count == Count(15, 15)
    assert [ref.text for ref in record.members] == ["b", "c d"]
    assert [(may.person.text, may.because) for may in record.may_be] == [("e", "Both limp.")]
    assert [ref.text for ref in record.merged_from] == ["f-1"]
    assert [(ruling.property, ruling.value) for ruling in record.rulings] == [
        ("age", Count(34, 34)),
        ("role", Term("subject")),
        ("position", Text("captain")),
    ]
    assert [word.text for word in record.withhold] == ["Geheim", "4711"]


def test_one_nationality_needs_no_list() -> None:
    assert person("name: A\nnationality: RU\n").nationality == (Country("RU"),)


@pytest.mark.parametrize(
    "front",
    [
        "rulings: {age: {value: 3}}\n",
        "rulings: {age: {because: x}}\n",
        "may_be: [{person: b}]\n",
        "may_be: [{because: b}]\n",
    ],
)
def test_rulings_and_possible_identities_are_whole(front: str) -> None:
    assert codes("name: A\n" + front) == ["missing-field"]


def test_rulings_are_on_what_can_be_said_of_a_person() -> None:
    assert codes("name: A\nrulings: {date: {value: 2031, because: x}}\n") == ["unknown-key"]


HIDDEN = "Geheim"


def test_one_name_may_be_withheld_without_a_list() -> None:
    record = person("name: A\nwithhold: Geheim\n")
    assert [word.text for word in record.withhold] == ["Geheim"]


def test_a_block_of_text_withholds_each_of_its_lines() -> None:
    record = person("name: A\nwithhold: |\n  Geheim\n  Otto Ober\n")
    assert [(word.text, word.span.line) for word in record.withhold] == [
        ("Geheim", 4),
        ("Otto Ober", 5),
    ]


@pytest.mark.parametrize(
    "front",
    [
        f"withhold: {{{HIDDEN}: x}}\n",
        f"withhold: {{{HIDDEN}: x, {HIDDEN}: y}}\n",
        f"withhold: [{HIDDEN}\n",
        f"withhold: [[{HIDDEN}]]\n",
        f"withhold: A: {HIDDEN}\n",
        f"withhold: *{HIDDEN}\n",
        f"withhold: !{HIDDEN} x\n",
        f"withhold: &{HIDDEN} x\n",
        f"withhold:\n- A: {HIDDEN}: b\n",
        f"withhold:\n\n  - {HIDDEN}\n  - [{HIDDEN}]\n",
        f"withhold:\n\t- {HIDDEN}\n",
        f'withhold: ["{HIDDEN}]\n',
        f"withhold: [{HIDDEN}\0]\n",
        f"withold: [{HIDDEN}]\n",
        f"Withhold: [{HIDDEN}]\n",
        f"withhold: [a, {HIDDEN}]\nwithhold: {HIDDEN}\n",
    ],
)
def test_no_report_prints_what_is_withheld(front: str) -> None:
    data = f"---\nname: A\n{front}---\n".encode()
    result = read_file(SourceFile("people/a.md", data), SHIPPED)
    lines = source_lines(data)
    assert result.diagnostics
    for fault in result.diagnostics:
        assert HIDDEN not in format_diagnostic(fault, lines[fault.span.line - 1])


def test_a_person_file_tells_who_it_was_and_is_not_and_what_was_wrong_here() -> None:
    record = person(
        "name: A\nformer_ids: [c, b]\nnot_same_as: [d]\n"
        "corrections: [{date: 2031-05-01, text: The age was wrong.}]\n"
    )
    assert [ref.text for ref in record.former_ids] == ["c", "b"]
    assert [ref.text for ref in record.not_same_as] == ["d"]
    assert record.corrections == (Correction(parse_date("2031-05-01"), "The age was wrong."),)


@pytest.mark.parametrize(
    "words", ["Ivan #Zyxtarov", "[Ivan #Zyxtarov\n  ]", "['[[Zyxtarov]]']", "\u00a0Zyxtarov"]
)
def test_no_message_on_what_is_withheld_prints_it(words: str) -> None:
    text = f"---\nname: A\nwithhold: {words}\n---\n"
    found = read_file(SourceFile("people/a.md", text.encode()), SHIPPED).diagnostics
    assert found
    for fault in found:
        line = text.split("\n")[fault.span.line - 1]
        assert "Zyxtarov" not in format_diagnostic(fault, line)
