"""What a task has not noted is of no account for it: it may be gone, and the same comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import pytest
from tests.published import ARCHIVES

from defectarchive.analysis.indexes import make_indexes
from defectarchive.analysis.timeline import build_timeline
from defectarchive.engine.codec import encode
from defectarchive.engine.reading.check import CheckResult, check
from defectarchive.engine.rebuild import LastTasks, Rebuilder
from defectarchive.engine.store import Changes
from defectarchive.engine.tables.answers import Answers
from defectarchive.engine.tables.known import Known
from defectarchive.engine.tables.short_answers import ShortAnswers
from defectarchive.engine.tables.table import Table
from defectarchive.engine.workers import Workers
from defectarchive.model.site_settings import Deployment
from defectarchive.pages.plan import PlanPart
from defectarchive.pages.shared.planned import PlannedPage
from defectarchive.render.site import SitePlan
from defectarchive.trace import EVERYTHING, number_of
from defectarchive.workspace.templates import read_templates

TEMPLATES = read_templates(None)


def known_of(checked: CheckResult) -> Known:
    archive = checked.archive
    assert archive is not None
    known = Known(None, archive.translations)
    timeline = build_timeline(archive)
    _ = [*known.replace(archive, timeline, make_indexes(archive, timeline), Changes())]
    plan = plan_of(known, checked)
    rebuilder = Rebuilder(plan, LastTasks.nothing({}), Workers(None, 0), checked.withheld)
    _ = [*rebuilder.make_rows(known, (), Changes())]
    return known


@pytest.mark.parametrize("name", ARCHIVES)
def test_what_is_read_of_the_store_is_to_the_byte_what_was_stored(name: str) -> None:
    """Else an answer that comes out as it was would be taken for another one."""
    known = known_of(check(ARCHIVES[name]))
    tables: list[Answers[Any] | ShortAnswers[Any]] = [known._timeline]
    tables += [*known._archive.values(), *known._indexes.values()]
    for further in (*known._translated.values(), *known._rows.values()):
        tables += further.values()
    for table in tables:
        short = table._in_buckets().values() if isinstance(table, ShortAnswers) else ()
        for value in short or table.values():
            data = encode(value)
            assert encode(table._decode(data)) == data, table.table


def plan_of(known: Known, checked: CheckResult) -> SitePlan:
    return known.plan(checked.settings, Deployment(checked.settings.base_url), TEMPLATES)


def made(plan: SitePlan, part: PlanPart) -> list[tuple[str, bytes]]:
    return [
        (each.path, encode(each.view) if isinstance(each, PlannedPage) else each.content())
        for each in plan.make(part)
    ]


def tables(known: Known, prefixes: Collection[str]) -> Iterator[Table[object]]:
    yield from known._archive.values()
    yield from known._indexes.values()
    for texts in known._translated.values():
        yield from texts.values()
    for prefix in prefixes:
        yield from known.rows(prefix).values()


def leave_only(known: Known, prefixes: Collection[str], noted: Collection[int]) -> None:
    """Take out the values of all answers whose numbers are not among these."""
    for answers in tables(known, prefixes):
        if number_of(answers.table, EVERYTHING) in noted:
            continue
        values = answers._values
        answers._values = {
            key: value for key, value in values.items() if number_of(answers.table, key) in noted
        }


@pytest.mark.parametrize("name", ["lighthouses", "two-languages"])
def test_a_task_comes_out_the_same_where_all_is_gone_that_it_has_not_noted(name: str) -> None:
    checked = check(ARCHIVES[name])
    whole = known_of(checked)
    plan = plan_of(whole, checked)
    parts = [*plan.file_parts(), *plan.page_parts()]
    prefixes = [*plan.editions]
    assert len(parts) > 20
    for part in parts:
        # One context for all parts: what one has asked and kept, the next has asked as well.
        with plan.trace.noting() as noted:
            files = made(plan, part)
        left = known_of(checked)
        poorer = plan_of(left, checked)
        # The words of an edition are inputs of all its tasks (`LastTasks.inputs`), not answers.
        assert [*poorer.editions] == prefixes
        leave_only(left, prefixes, noted)
        assert made(poorer, part) == files, part
