"""Edits of a few files: nothing else is read or resolved, and the site is that of a cold build."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from tests.small_archive import Workplace, built, differing, make_workplace

from defectarchive.engine import publication
from defectarchive.engine.reading.check import CheckResult, check

NOBODY = "---\nname: X\n---\n"
Edit = Callable[[Workplace], object]
TWO, IVAN, CASE = "articles/two-cross.md", "people/ivan-ivanov.md", "events/crossing-2031.md"


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = make_workplace(tmp_path / "archive")
    place.write("pages/method.md", "---\ntitle: Method\n---\nAs we work.\n")
    return built(place)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with each check of the whole content."""
    done: list[str] = []

    def noting(*given: Any) -> CheckResult:
        done.append("checked")
        return check(*given)

    monkeypatch.setattr(publication, "check", noting)
    return done


def append_line(path: str, line: str) -> Edit:
    return lambda place: place.write(path, f"{place.read(path)}{line}\n")


def append(path: str) -> Edit:
    return append_line(path, "\nA sentence *more*.")


def edits(path: str, old: str, new: str) -> Edit:
    return lambda place: place.edit(path, old, new)


def both(*several: Edit) -> Edit:
    def do(place: Workplace) -> None:
        for edit in several:
            edit(place)

    return do


ALONE: dict[str, Edit] = {
    "an article": append(TWO),
    "a person": append(IVAN),
    "a case": append(CASE),
    "a page": append("pages/method.md"),
    "words around links": edits(TWO, "crossed, and", "went over, and"),
    "two at once": both(append(TWO), append(IVAN)),
    "an age": edits(TWO, "age: 34", "age: 33"),
    "an age and a body": both(edits(TWO, "age: 34", "age: 33"), append(TWO), append(IVAN)),
    "ages in two articles": both(
        edits(TWO, "age: 34", "age: 33"), edits("articles/they-flee.md", "age: 35", "age: 33")
    ),
    "one value more": edits(TWO, "    place: storskog", "    place: storskog\n    count: 2..5"),
    "a value less": edits(TWO, ", age: 34", ""),
    "a statement": edits(TWO, "    place:", "    statements: [Dogs barked.]\n    place:"),
    "a summary": edits(TWO, "    place:", "    summary: Two went over.\n    place:"),
    "the title of a case": edits(CASE, "at Storskog", "near Storskog"),
    "a ruling": edits(
        CASE, "title:", "rulings: {date: {value: 2031-04-10, because: It fits.}}\ntitle:"
    ),
    "a role denied": edits(TWO, "role: subject", "role: {value: subject, stance: denies}"),
    "an archived copy": edits(TWO, "published:", "archived: https://a.example/x\npublished:"),
}
MORE: dict[str, Edit] = {
    "a link elsewhere": edits(TWO, "[[ivan-ivanov]]", "[[they-flee]]"),
    "the label of a link": edits(TWO, "|the crossing]]", "|it]]"),
    "no body left": edits(CASE, "A note.\n", ""),
    "a register": append_line("outlets.yaml", "x: {name: X}"),
    "a date": edits(TWO, "date: 2031-04-10", "date: 2031-04-09"),
    "a type": edits(TWO, "type: asylum-request", "type: border-crossing"),
    "a place": edits(TWO, "place: storskog", "place: finnmark"),
    "a name": edits("articles/they-flee.md", "Iwan Iwanow", "Iwan Ivanov"),
    "when it was read": edits(TWO, "published:", "accessed: 2031-05-01\npublished:"),
    "a publication": edits(TWO, "published: 2031-04-13", "published: 2031-04-12"),
    "a ruling that changes a date": edits(
        CASE, "title:", "rulings: {date: {value: 2031-04-11, because: It fits.}}\ntitle:"
    ),
    "a descriptor": edits("articles/expelled.md", "an attaché", "a second attaché"),
    "who says it": edits(TWO, "age: 34", "age: {value: 34, by: The Embassy}"),
    "a person's file": edits(IVAN, "1997", "1998"),
    "a file more": both(append(TWO), lambda place: place.write("people/x.md", NOBODY)),
}


@pytest.mark.parametrize("edit", ALONE.values(), ids=[*ALONE])
def test_after_an_edit_that_leaves_names_alone_no_other_file_is_read(
    place: Workplace, checks: list[str], edit: Edit
) -> None:
    before = place.site()
    edit(place)
    place.build()
    assert checks == []
    site = place.site()
    assert site != before
    assert differing(site, place.cold()) == []


@pytest.mark.parametrize("edit", MORE.values(), ids=[*MORE])
def test_after_any_other_edit_the_content_is_checked(
    place: Workplace, checks: list[str], edit: Edit
) -> None:
    edit(place)
    place.build()
    assert checks == ["checked"]
    assert differing(place.site(), place.cold()) == []


def test_one_edit_of_a_body_may_follow_another(place: Workplace, checks: list[str]) -> None:
    for text in ("went", "came", "crossed", "crossed"):
        place.write(TWO, place.read(TWO).rpartition("---\n")[0] + f"---\n[[ivan-ivanov]] {text}.\n")
        time.sleep(0.05)
        place.build()
    # The first one takes a link out.
    assert checks == ["checked"]
    assert differing(place.site(), place.cold()) == []


def test_a_fault_in_the_new_body_is_told(place: Workplace) -> None:
    place.edit(TWO, "crossed, and", "crossed {{x}}, <script>1</script> and")
    told = [(found.code, found.span) for found in place.build().diagnostics]
    assert told == [(f.code, f.span) for f in place.build(cache=False).diagnostics]
    assert told


def test_what_was_said_of_other_files_is_said_again(place: Workplace, checks: list[str]) -> None:
    append(TWO)(place)
    told = place.build().diagnostics
    assert checks == []
    assert [found.code for found in told] == ["created-person"]
    assert told == place.build(cache=False).diagnostics


def test_a_name_that_is_withheld_has_all_looked_through(
    place: Workplace, checks: list[str]
) -> None:
    place.edit(IVAN, "born:", "withhold: [Pjotr Petrov]\nborn:")
    built(place)
    checks.clear()
    append(TWO)(place)
    place.build()
    assert checks == ["checked"]
    place.edit(TWO, "crossed", "crossed with Pjotr Petrov")
    assert place.build().counts is None


def test_a_published_file_that_is_not_as_it_was_made_is_not_copied_from(place: Workplace) -> None:
    data = place.output / "data/archive.json"
    data.write_bytes(data.read_bytes().replace(b"Example Times", b"Example Timez"))
    append(TWO)(place)
    place.build()
    assert differing(place.site(), place.cold()) == []


def test_of_a_large_file_only_the_pieces_that_changed_are_made(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from defectarchive.render.data import archive_json  # noqa: PLC0415

    def fail(*_: object) -> NoReturn:
        raise AssertionError

    for name in ("_event", "_person", "_source", "_place", "_claim"):
        monkeypatch.setattr(archive_json, name, fail)
    append(TWO)(place)
    place.build()
    monkeypatch.undo()
    assert differing(place.site(), place.cold()) == []


def test_a_day_of_reading_far_ahead_is_doubted_as_ever(place: Workplace) -> None:
    place.edit("articles/expelled.md", "published:", "accessed: 2033-01-03\npublished:")
    place.write(
        "articles/late.md",
        "---\ntitle: Late\noutlet: coast-radio\npublished: 2050-01-01\n"
        "events: [{event: expulsion-2033}]\n---\nLate.\n",
    )
    built(place)
    # Read later than that, it is no longer the last that anything is dated.
    place.edit("articles/expelled.md", "accessed: 2033-01-03", "accessed: 2045-01-03")
    told = place.build().diagnostics
    assert told == place.build(cache=False).diagnostics


def test_where_a_case_was_split_its_claims_lead_on_to_where_they_are_now(
    place: Workplace, checks: list[str]
) -> None:
    place.write(
        "events/before-2031.md",
        "---\ntitle: Before\nsplit_into: [crossing-2031, expulsion-2033]\n---\n",
    )
    built(place)
    checks.clear()
    place.edit(TWO, "age: 34", "age: 33, position: captain")
    place.build()
    assert checks == ["checked"]
    assert differing(place.site(), place.cold()) == []


def test_whom_an_article_counts_to_a_group_goes_with_it_when_it_is_retracted(
    place: Workplace,
) -> None:
    place.write("people/gang.md", "---\nunnamed: true\ndescriptor: a gang\n---\n")
    for name, members in (("gang", ", members: [ivan-ivanov]"), ("other", "")):
        place.write(
            f"articles/{name}.md",
            f"---\ntitle: {name}\noutlet: example-times\npublished: 2031-04-20\n"
            "events:\n  - event: crossing-2031\n"
            f"    people: [{{person: gang, role: subject{members}}}]\n---\n",
        )
    built(place)
    assert b"Belongs to" in place.site()["people/ivan-ivanov/index.html"]
    place.edit("articles/gang.md", "published:", "retracted: {because: Wrong.}\npublished:")
    built(place)
    assert b"Belongs to" not in place.site()["people/ivan-ivanov/index.html"]
