"""What is not done again: parts of the plan that see what they saw when they were made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archives import article
from tests.small_archive import Workplace, make_workplace

from defectarchive.pages.plan import PlanPart
from defectarchive.pages.shared.planned import Planned
from defectarchive.render.site import SitePlan

TWO, IVAN, CASE = "articles/two-cross.md", "people/ivan-ivanov.md", "events/crossing-2031.md"


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = make_workplace(tmp_path / "archive")
    place.build()
    return place


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the parts that are planned, as they are."""
    names: list[str] = []
    make = SitePlan.make

    def noting(plan: SitePlan, part: PlanPart) -> Iterator[Planned]:
        names.append(part.name)
        return make(plan, part)

    monkeypatch.setattr(SitePlan, "make", noting)
    return names


@pytest.mark.parametrize(
    ("path", "text", "parts"),
    [
        (TWO, "A sentence more.", ["data", "article"]),
        (IVAN, "A sentence more.", ["data", "person"]),
    ],
)
def test_whoever_changes_a_body_has_its_own_page_planned_and_no_other(
    place: Workplace, planned: list[str], path: str, text: str, parts: list[str]
) -> None:
    place.write(path, f"{place.read(path)}\n{text}\n")
    place.build()
    assert planned == parts


@pytest.mark.parametrize("path", [TWO, IVAN])
def test_a_body_in_another_language_is_seen_by_the_pages_in_that_language(
    place: Workplace, planned: list[str], path: str
) -> None:
    place.edit("site.yaml", "title:", "languages: [en, nb]\ntitle:")
    translated = path.replace(".md", ".nb.md")
    place.write(translated, "En tekst.\n")
    place.build()
    planned.clear()
    place.write(translated, "En annen tekst.\n")
    place.build()
    assert planned == ["data", path.partition("/")[0].replace("people", "person").rstrip("s")]
    planned.clear()
    place.write(CASE.replace(".md", ".nb.md"), "Et notat.\n")
    place.build()
    assert "data" in planned
    assert planned.count("case") == 1


def test_what_read_a_value_is_planned_again_and_no_other_case(
    place: Workplace, planned: list[str]
) -> None:
    place.edit(TWO, "title: ", "title: Again, ")
    place.build()
    assert {"article", "home", "data", "articles"} <= set(planned)
    planned.clear()
    place.edit("articles/expelled.md", "type: expulsion", "type: recall")
    place.build()
    assert planned.count("case") <= 2
    assert planned.count("person") == 1
    assert planned.count("article") == 1


def test_home_years_and_map_are_not_made_again_for_what_else_is_said_of_an_old_case(
    place: Workplace, planned: list[str]
) -> None:
    for year in range(2040, 2048):
        entry = f"- {{event: later-{year}, type: arrest, date: {year}, place: Storskog}}"
        place.write(f"articles/later-{year}.md", article(entry, outlet="tv", published=f"{year}"))
    place.build()
    planned.clear()
    place.edit("articles/expelled.md", "type: expulsion", "type: expulsion\n    motive: [spite]")
    place.build()
    assert "case" in planned
    assert not {"home", "years", "map", "timeline", "cases"} & {*planned}


def test_a_part_is_made_again_where_one_of_its_files_is_not_as_it_was(
    place: Workplace, planned: list[str]
) -> None:
    (place.output / "years/index.html").write_text("somebody else's", encoding="utf-8")
    place.build()
    assert planned == ["years"]
    assert b"somebody" not in (place.output / "years/index.html").read_bytes()


def test_a_name_withheld_since_is_looked_for_in_all_that_is_published(place: Workplace) -> None:
    built = place.build(withheld=("Ivan Ivanov",))
    assert built.counts is None
    assert {found.code for found in built.diagnostics if found.is_error} == {"withheld-name"}


def test_a_build_that_a_leak_stops_still_warns_of_what_it_would_have(place: Workplace) -> None:
    place.edit("site.yaml", "title:", "language: is\ntitle:")
    codes = [found.code for found in place.build(withheld=("Ivan Ivanov",)).diagnostics]
    assert "withheld-name" in codes
    assert "no-catalogue" in codes
