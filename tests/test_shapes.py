"""Of large imports, what is said is little, true, and no reason to laugh."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest

from defectarchive.cli import report
from defectarchive.diagnostics.similar_words import closeness
from defectarchive.loader.files import load
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.vocabulary import SHIPPED
from defectarchive.pages.place.map import map_figure
from defectarchive.pages.year.page import timeline_pages
from defectarchive.pages.year.timeline_figures import strip_figure
from defectarchive.resolve.archive import resolve
from defectarchive.resolve.duplicates import duplicate_articles, duplicate_cases
from defectarchive.resolve.names.entity_names import collect_names
from defectarchive.views.page import ListPart, Page
from defectarchive.views.rows import TimelineItem
from defectarchive.views.time import TimelinePage
from tests.archives import Outcome, context_of, put_together
from tests.shapes import Files, incidents, is_repeated, lists, sites

Shape = Callable[[], Files]


def small_sites() -> Files:
    return sites(300, 870)


def small_lists() -> Files:
    return lists(500, 1_000)


def resolved(files: Files) -> Outcome:
    return put_together(SourceFile(path, text.encode()) for path, text in files.items())


BOTH = pytest.mark.parametrize(
    "shape",
    [
        small_sites,
        small_lists,
        pytest.param(sites, marks=pytest.mark.long),
        pytest.param(lists, marks=pytest.mark.long),
    ],
)
OF_LISTS = pytest.mark.parametrize(
    "shape", [small_lists, pytest.param(lists, marks=pytest.mark.long)]
)

_ASKED = re.compile(r'as "(.*)": created .*did you mean "(.*?)"')


@BOTH
def test_hardly_anybody_is_asked_whether_they_meant_something_else(shape: Shape) -> None:
    found = resolved(shape())
    created = found.warnings("created-")
    asked = [
        match.groups()
        for each in created
        if (match := _ASKED.search(f"{each.message} {each.hint}"))
    ]
    assert len(created) > 100
    # All names here are of different people, places and outlets, some but a letter apart.
    assert len(asked) * 100 <= len(created)
    assert {closeness(word, other)[1] for word, other in asked} <= {1}


@BOTH
def test_what_is_printed_can_be_read(shape: Shape) -> None:
    files = shape()
    found = resolved(files)
    lines = [
        line
        for text in report.in_brief(found.diagnostics, "content", [])
        for line in text.split("\n")
    ]
    assert len(found.diagnostics) > 200
    assert len(lines) < 60


def pairs(found: Outcome) -> list[tuple[str, str]]:
    """The cases that are told to be one: the later, the earlier."""
    warnings = found.warnings("duplicate-case")
    words = [each.message.replace(":", "").split() for each in warnings]
    return [(words[0], words[7]) for words in words]


@OF_LISTS
def test_cases_that_two_lists_repeat_are_found_and_no_others(shape: Shape) -> None:
    files = shape()
    found = resolved(files)
    told = pairs(found)
    wrong = [pair for pair in told if {p.removesuffix("-again") for p in pair} != {pair[0][:13]}]
    events = found.archive.events
    repeated = [event for event in events if event.endswith("-again")]
    assert repeated
    assert all(is_repeated(int(event[8:13])) for event in repeated)
    assert wrong == []
    assert len(told) == len(repeated)


def test_no_incident_at_a_site_of_its_own_is_told_to_be_another() -> None:
    assert resolved(small_sites()).warnings("duplicate-") == []


def test_incidents_of_three_years_are_all_drawn_and_no_column_holds_half_of_them() -> None:
    context = context_of(resolved(incidents(900, 600)))
    figure, where = strip_figure(context), map_figure(context)
    assert figure is not None
    assert 2 * max(stretch.sure for stretch in figure.stretches) <= figure.drawn == 900
    assert where is not None
    on_maps = [where, *([where.far] if where.far else [])]
    assert sum(place.cases for each in on_maps for place in each.places) == 900
    assert sum(place.places for each in on_maps for place in each.places) == 600
    assert len(where.places) < 150
    rows = [row for page in timeline_pages(context) for row in _rows(page.view)]
    assert sum(row.day for row in rows) > 700
    assert all(row.day or row.of_day or not row.order_unknown for row in rows)


def _rows(view: Page) -> Iterator[TimelineItem]:
    if isinstance(view, TimelinePage):
        yield from (row for section in view.cases.sections for row in section.rows)
    elif isinstance(view, ListPart):
        assert "of" not in view.part.text.split()
        yield from (row for section in view.sections for row in section.rows)


@pytest.mark.long
def test_looking_for_what_stands_there_twice_grows_no_faster_than_the_archive() -> None:
    def seconds(killings: int) -> float:
        files = lists(killings, 2 * killings).items()
        records = load([SourceFile(path, text.encode()) for path, text in files]).records
        archive = resolve(records, SHIPPED).archive
        assert archive is not None
        entity_names, _ = collect_names(records, records.articles)
        started = time.perf_counter()
        list(duplicate_articles(records, entity_names))
        list(duplicate_cases(archive, records, entity_names))
        return time.perf_counter() - started

    small, large = seconds(1_250), seconds(5_000)
    assert large < 8 * small + 0.2
