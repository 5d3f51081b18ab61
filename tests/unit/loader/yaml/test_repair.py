"""Past a syntax error: the mistake is told at its place, and the rest is checked all the same."""

from __future__ import annotations

import time

import pytest
from tests.archives import make

HEAD = "---\ntitle: X\noutlet: a-paper\npublished: 2031-04-13\nevents:\n"


def told(entry: str) -> list[str]:
    """The errors of an article with these lines under `events:`, the first of which is line 6."""
    found = make({"articles/a.md": f"{HEAD}{entry}---\n"})
    return [
        f"{fault.span.line}:{fault.span.column} {fault.code}"
        for fault in found.diagnostics
        if fault.is_error
    ]


LATER = "    date: 2031-13\n    type: nonsense\n"


@pytest.mark.parametrize(
    ("entry", "mistake"),
    [
        # a missing hyphen, whichever item lacks it and however its keys stand
        ("  event: e\n  status: confirmed\n  - event: f\n", "6:3 yaml-syntax"),
        (
            "  - event: e\n    people:\n      person: A\n      role: subject\n      - person: B\n",
            "8:7 yaml-syntax",
        ),
        (
            "  - event: e\n    people:\n      - person: A\n      person: B\n      role: subject\n",
            "9:7 yaml-syntax",
        ),
        (
            "  - event: e\n    people:\n      - person: A\n       person: B\n        age: 4\n",
            "9:8 yaml-syntax",
        ),
        (
            "  - event: e\n    people:\n      - person: A\n        age: 4\n        person: B\n",
            "10:9 duplicate-key",
        ),
        # a missing quotation mark, noticed lines later or at the end
        ('  - event: e\n    title: "Two cross\n    summary: "Yes"\n', "7:12 yaml-syntax"),
        ('  - event: e\n    title: "Two cross\n', "7:12 yaml-syntax"),
        ("  - event: e\n    title: 'Two cross\n    status: confirmed\n", "7:12 yaml-syntax"),
        ('  - event: e\n    organisations:\n      - "One\n      - Two\n', "8:9 yaml-syntax"),
        # brackets
        ("  - event: e\n    people: [{person: A, age: 4}\n", "7:13 yaml-syntax"),
        ("  - event: e\n    people: [{person: A, age: 4\n", "7:14 yaml-syntax"),
        # a value that has to be quoted
        ("  - event: e\n    title: Storskog: two cross\n", "7:20 yaml-syntax"),
        ("  - event: e\n    title: @ the border\n", "7:12 yaml-syntax"),
        ('  - event: e\n    title: "Two" cross\n', "7:18 yaml-syntax"),
        # a line that is nothing
        ("  - event: e\n    two cross\n", "7:5 yaml-syntax"),
    ],
)
def test_a_slip_is_told_once_at_its_place_and_the_rest_is_checked(entry: str, mistake: str) -> None:
    last = 5 + entry.count("\n")
    later = [f"{last + 1}:16 bad-date", f"{last + 2}:11 unknown-word"]
    assert told(entry + LATER) == [mistake, *later]


def test_two_slips_in_one_file_are_both_told() -> None:
    entry = '  - event: e\n    title: "Two cross\n    summary: Yes: no\n'
    assert told(entry)[:2] == ["7:12 yaml-syntax", "8:17 yaml-syntax"]


def test_places_after_a_missing_hyphen_are_those_of_the_file() -> None:
    entry = "  event: e\n  statsu: confirmed\n  - event: f\n"
    assert told(entry) == ["6:3 yaml-syntax", "7:3 unknown-key"]


def test_nothing_is_said_to_be_missing_where_a_line_cannot_be_read() -> None:
    found = make({"articles/a.md": HEAD.replace("title: X", "title: X: Y") + "  - event: e\n---\n"})
    assert [fault.code for fault in found.diagnostics if fault.is_error] == ["yaml-syntax"]


def test_what_only_a_broken_file_speaks_of_is_not_called_wrong_elsewhere() -> None:
    found = make(
        {
            "articles/a.md": f"{HEAD}  - event: e: f\n---\n",
            "articles/b.md": f"{HEAD}  - event: g\n---\n[[e]]\n",
        }
    )
    assert [fault.code for fault in found.diagnostics if fault.is_error] == ["yaml-syntax"]
    assert len(found.warnings("unresolved-yet")) == 1


def test_a_large_file_of_nothing_but_slips_takes_no_longer_than_a_moment() -> None:
    started = time.perf_counter()
    told("".join(f'  - event: e{number}\n    title: "x\n' for number in range(6000)))
    assert time.perf_counter() - started < 5
