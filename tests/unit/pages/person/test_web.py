"""A person's web: who and what is in it, where they stand, that it stays small."""

from __future__ import annotations

import random
from pathlib import Path

from tests.archives import Outcome, article, context_of, make
from tests.small_archive import make_workplace

from defectarchive.analysis.indexes import MANY
from defectarchive.pages.person.page import _shared
from defectarchive.pages.person.web import MOST_CASES, MOST_PEOPLE, person_web
from defectarchive.views.figures import WIDTH, PersonWeb


def archive(cases: dict[str, str]) -> Outcome:
    """Cases by id: the people in each, apart by blanks."""
    return make(
        {
            f"articles/{case}.md": article(
                f"- event: {case}\n  date: 20{at % 90 + 10}\n  people: ["
                + ", ".join(f"{{person: {person}, role: subject}}" for person in people.split())
                + "]"
            )
            for at, (case, people) in enumerate(cases.items())
        }
    )


def web_of(outcome: Outcome, person: str) -> PersonWeb | None:
    context = context_of(outcome)
    found = outcome.person(person)
    return person_web(context, found, _shared(context, found))


def names(web: PersonWeb) -> list[str]:
    return [row.person.text for row in web.rows]


TWO_STEPS = {"one": "ada bo", "two": "ada cy", "three": "bo di", "four": "di ed"}


def test_it_goes_two_steps_and_no_further() -> None:
    web = web_of(archive(TWO_STEPS), "ada")
    assert web is not None
    assert names(web) == ["Ada", "Bo", "Cy", "Di"]
    assert [(c.case.path, c.own) for c in web.columns] == [
        ("cases/one/", True),
        ("cases/two/", True),
        ("cases/three/", False),
    ]
    assert [(row.near, row.more) for row in web.rows[1:]] == [(True, 0), (True, 0), (False, 1)]


def test_a_dot_stands_in_the_row_of_each_of_its_people_who_are_named_in_words() -> None:
    web = web_of(archive(TWO_STEPS), "ada")
    assert web is not None
    rows = {row.y: row.person.text for row in web.rows}
    for column in web.columns:
        assert [rows[y] for y in column.dots] == [*column.people]
        assert column.top <= min(column.dots)
        assert column.bottom == max(column.dots)


def test_cases_stand_in_the_order_of_time_and_nothing_leaves_the_drawing() -> None:
    web = web_of(archive(TWO_STEPS), "bo")
    assert web is not None
    across = [column.x for column in web.columns]
    assert across == sorted(set(across))
    assert web.names < across[0] <= across[-1] < WIDTH
    assert all(row.y < web.height for row in web.rows)


def test_the_order_of_files_changes_nothing() -> None:
    turned = dict(reversed(TWO_STEPS.items()))
    dates = {case: at for at, case in enumerate(TWO_STEPS)}
    one = archive(TWO_STEPS)
    assert sorted(turned, key=dates.__getitem__) == [*TWO_STEPS]
    assert web_of(one, "ada") == web_of(archive(TWO_STEPS), "ada")


def test_whom_the_lists_say_all_about_has_none() -> None:
    assert web_of(archive({"one": "ada bo cy"}), "ada") is None
    assert web_of(archive({"one": "ada", "two": "ada"}), "ada") is None


def test_it_stays_small_however_many_cases_there_are_and_says_how_many_are_left() -> None:
    dice = random.Random(7)  # noqa: S311 - the same archive each time
    cases = {
        f"c{at}": " ".join(["hub", *(f"p{dice.randrange(60)}x" for _ in range(3))])
        for at in range(150)
    }
    outcome = archive({case: " ".join(dict.fromkeys(p.split())) for case, p in cases.items()})
    web = web_of(outcome, "hub")
    assert web is not None
    assert len(web.columns) <= MOST_CASES
    assert len(web.rows) <= MOST_PEOPLE
    assert web.cases_left + sum(column.own for column in web.columns) == 150
    people = len(outcome.archive.people)
    assert web.people_left + sum(row.near for row in web.rows) == people - 1
    assert all(any(row.y in column.dots for column in web.columns) for row in web.rows)


def entry(number: int, year: int) -> str:
    """A report of a case of Ivan; Olga is in the first two, with Boris."""
    people = ["{person: ivan, role: subject}"]
    if number < 2:
        people += ["{person: olga, role: witness}", "{person: boris, role: witness}"]
    day = f"{year}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return (
        f"---\ntitle: Report {number}\noutlet: coast-radio\npublished: {day}\n"
        f"events: [{{event: case-{number}, type: defection, date: {day}, "
        f"people: [{', '.join(people)}]}}]\n---\nText {number}.\n"
    )


def test_one_more_case_of_somebody_in_many_leaves_the_pages_of_others_alone(
    tmp_path: Path,
) -> None:
    place = make_workplace(tmp_path / "archive")
    for number in range(MANY + 2):
        place.write(f"articles/report-{number}.md", entry(number, 2031))
    place.build()
    olga = place.site()["people/olga/index.html"].decode()
    assert f"<bdi>Ivan</bdi> ({MANY - MOST_CASES} or more)" in olga
    place.write("articles/late.md", entry(99, 1990))
    why = place.build().why
    assert "people/ivan/index.html" in why
    assert "people/olga/index.html" not in why
