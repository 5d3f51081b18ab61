"""What each article added, and what was shown before now."""

from __future__ import annotations

import itertools

import pytest
from tests.archives import Outcome, article, load_site, make

from defectarchive.analysis.history import (
    MAX_SNAPSHOTS,
    CaseByDay,
    Difference,
    Effect,
    HistoryStep,
    differences,
    history_steps,
    snapshots,
    withdrawal_days,
    year_end,
)
from defectarchive.model.archive import Archive
from defectarchive.model.dates.date import day_number, iso_day
from defectarchive.model.values import as_data


def surroundings_of(archive: Archive) -> dict[str, tuple[str, ...]]:
    return {place.id: place.within for place in archive.places.values()}


def added(outcome: Outcome, event: str = "flight") -> tuple[HistoryStep, ...]:
    archive = outcome.archive
    withdrawn = withdrawal_days(archive.events[event], archive)
    return history_steps(archive.events[event], surroundings_of(archive), withdrawn)


def steps(outcome: Outcome, event: str) -> dict[str, dict[str, str]]:
    """For each article, by property, what its claim did."""
    found = added(outcome, event)
    return {
        step.article: {change.claim.property: change.effect.value for change in step.changes}
        for step in found
    }


def past(outcome: Outcome, event: str) -> CaseByDay:
    archive = outcome.archive
    return CaseByDay(archive.events[event], archive, surroundings_of(archive))


def values(difference: Difference) -> tuple[str, str]:
    """What was shown then, and what is now."""
    assert difference.then is not None
    assert difference.now is not None
    then, now = difference.then.findings[0], difference.now.findings[0]
    return as_data(then.value), as_data(now.value)


def dates_shown(outcome: Outcome, event: str) -> dict[str, str]:
    """The shown date on each day on which a shown fact changed."""
    return {
        iso_day(snapshot.day): as_data(fact.findings[0].value)
        for snapshot in snapshots(past(outcome, event))
        for fact in snapshot.facts
        if fact.property == "date" and fact.findings
    }


def told(day: int, claims: str, outlet: str = "tv", rest: str = "") -> str:
    return article(f"- event: flight\n  {claims}", outlet, f"2003-06-{day:02}", rest)


def test_dates_that_narrow_step_by_step_are_told_as_that() -> None:
    found = steps(load_site("narrowing-dates"), "captain-at-holm")
    assert [step["date"] for step in found.values()] == [
        "added",
        "narrowed",
        "narrowed",
        "narrowed",
    ]


def test_a_case_can_be_read_as_known_on_each_day_on_which_a_shown_fact_changed() -> None:
    assert dates_shown(load_site("narrowing-dates"), "captain-at-holm") == {
        "2003-06-01": "2003",
        "2003-06-15": "2003-05",
        "2003-07-01": "2003-05-10/2003-05-20",
        "2003-08-01": "2003-05-14",
    }


def test_an_echo_repeats_and_an_origin_of_its_own_corroborates() -> None:
    outcome = make(
        {
            "articles/a.md": told(1, "count: 3"),
            "articles/b.md": told(2, "count: 3", "blog", "relays: [tv]"),
            "articles/c.md": told(3, "count: 3", "radio"),
        }
    )
    assert steps(outcome, "flight") == {
        "a": {"count": "added"},
        "b": {"count": "repeated"},
        "c": {"count": "corroborated"},
    }


@pytest.mark.parametrize(
    ("heard", "relays", "effect", "fresh"),
    [
        (["x"], "y", "corroborated", ("y",)),
        (["x, y"], "x", "surer", ()),
        (["x"], "x, y", "repeated", ("y",)),
        (["x"], "x & y", "corroborated", ("y",)),
        (["x & y"], "x, y", "repeated", ()),
        (["x, unknown"], "x", "surer", ()),
        (["x, unknown"], "y", "corroborated", ("y",)),
        (["unknown"], "x", "corroborated", ("x",)),
        (["x"], "unknown", "repeated", ()),
        (["x"], "y, unknown", "repeated", ("y",)),
        # No two of them share one for certain, but no one outlet is in all three.
        (["x, y", "y, z"], "x, z", "corroborated", ()),
        (["x", "y"], "x, y", "repeated", ()),
    ],
)
def test_only_what_has_for_certain_another_origin_corroborates(
    heard: list[str], relays: str, effect: str, fresh: tuple[str, ...]
) -> None:
    texts = [*heard, relays]
    files = {
        f"articles/a{n}.md": told(n, "count: 3", f"paper-{n}", f"relays: [{text}]")
        for n, text in enumerate(texts, 1)
    }
    outcome = make(files)
    found = added(outcome)
    (change,) = found[-1].changes
    assert (change.effect.value, change.fresh) == (effect, fresh)


def test_a_type_that_an_earlier_article_has_as_a_further_act_contradicts_nothing() -> None:
    outcome = make(
        {
            "articles/a.md": told(1, "type: trial\n  also: [recall]"),
            "articles/b.md": told(2, "type: recall", "radio"),
            "articles/c.md": told(3, "type: arrest", "blog"),
        }
    )
    effects = [step["type"] for step in steps(outcome, "flight").values()]
    assert effects == ["added", "corroborated", "contradicted"]


def test_what_was_published_nobody_knows_when_is_in_no_reading_of_the_past() -> None:
    outcome = make(
        {
            "articles/a.md": told(1, "count: 3"),
            "articles/b.md": article("- {event: flight, count: 5}", "radio", "unknown"),
        }
    )
    found = snapshots(past(outcome, "flight"))
    assert [snapshot.articles for snapshot in found] == [("a",)]
    assert steps(outcome, "flight") == {"a": {"count": "added"}, "b": {"count": "contradicted"}}


def test_what_an_outlet_later_said_otherwise_was_shown_until_then() -> None:
    outcome = make(
        {
            "articles/a.md": told(1, "date: 2003-05-04"),
            "articles/b.md": told(2, "date: 2003-05-06"),
        }
    )
    assert dates_shown(outcome, "flight") == {
        "2003-06-01": "2003-05-04",
        "2003-06-02": "2003-05-06",
    }


def test_an_article_that_says_nothing_new_only_repeats() -> None:
    outcome = make(
        {
            "articles/a.md": told(1, "count: 3"),
            "articles/b.md": told(2, "count: 2..5", "blog", "relays: [tv]"),
        }
    )
    _, step = added(outcome)
    assert {change.effect for change in step.changes} == {Effect.REPEATED}
    assert step.people == ()


def test_a_value_that_does_not_agree_contradicts_the_one_before_it() -> None:
    outcome = make(
        {"articles/a.md": told(1, "count: 3"), "articles/b.md": told(2, "count: 5", "radio")}
    )
    (change,) = added(outcome)[1].changes
    assert change.effect.value == "contradicted"
    assert change.before is not None
    assert as_data(change.before.value) == "3"


def test_a_value_that_narrows_one_and_contradicts_another_contradicts() -> None:
    outcome = make(
        {
            "articles/a.md": told(1, "date: 192X"),
            "articles/b.md": told(2, "date: 1923-11", "radio"),
            "articles/c.md": told(3, "date: 1923-10-28", "blog"),
        }
    )
    effects = [step["date"] for step in steps(outcome, "flight").values()]
    assert effects == ["added", "narrowed", "contradicted"]


def test_denials_object_and_refusals_decline() -> None:
    outcome = make(
        {
            "articles/a.md": told(1, "motive: money"),
            "articles/b.md": told(2, "motive: {value: money, stance: denies}", "radio"),
            "articles/c.md": told(3, "motive: {value: his reasons, stance: declines}", "blog"),
        }
    )
    effects = [step["motive"] for step in steps(outcome, "flight").values()]
    assert effects == ["added", "objected", "declined"]


def test_a_person_is_first_named_by_the_earliest_article_that_has_him() -> None:
    outcome = make(
        {
            "articles/a.md": told(1, "count: 1"),
            "articles/b.md": told(2, "people: [{person: ivan}]", "radio"),
            "articles/c.md": told(3, "people: [{person: ivan}]", "blog"),
        }
    )
    found = added(outcome)
    assert [step.people for step in found] == [(), ("ivan",), ()]


def test_until_it_was_withdrawn_an_article_counted() -> None:
    gone = "retracted: {date: 2003-06-20, because: An error.}"
    outcome = make(
        {
            "articles/a.md": told(1, "date: 2003-05-04", rest=gone),
            "articles/b.md": told(9, "count: 1"),
        }
    )
    found = snapshots(past(outcome, "flight"))
    assert [
        (iso_day(snapshot.day), {fact.property: len(fact.findings) for fact in snapshot.facts})
        for snapshot in found
    ] == [
        ("2003-06-01", {"date": 1}),
        ("2003-06-09", {"date": 1, "count": 1}),
        ("2003-06-20", {"date": 0, "count": 1}),
    ]


def test_what_was_shown_at_the_end_of_a_year_is_told_apart_from_what_is_shown_now() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: flight, count: 3, type: arrest}", "tv", "2003"),
            "articles/b.md": article("- {event: flight, count: 5}", "radio", "2004-02-01"),
            "articles/c.md": article("- {event: flight, count: 5}", "blog", "2004-03-01"),
        }
    )
    then = past(outcome, "flight").on(year_end(2003))
    (difference,) = differences(then, outcome.event("flight"))
    assert (difference.prop.id, *values(difference)) == ("count", "3", "5")
    assert differences(past(outcome, "flight").on(year_end(2004)), outcome.event("flight")) == ()


def test_the_editors_ruling_was_not_known_then() -> None:
    outcome = make(
        {
            "articles/a.md": told(1, "count: 3"),
            "articles/b.md": told(2, "count: 5", "radio"),
            "events/flight.md": "rulings: {count: {value: 5, because: The list has five names.}}",
        }
    )
    then = past(outcome, "flight").on(day_number(2003, 6, 2))
    (difference,) = differences(then, outcome.event("flight"))
    assert values(difference) == ("3", "5")


def test_a_case_of_very_many_articles_has_at_most_fifty_readings_with_the_first_among_them() -> (
    None
):
    files = {
        f"articles/n{n:03}.md": article(
            f"- {{event: flight, count: {n % 7 + 1}}}",
            f"paper-{n}",
            f"{2003 + n // 12}-{n % 12 + 1:02}-05",
        )
        for n in range(240)
    }
    found = snapshots(past(make(files), "flight"))
    assert len(found) <= MAX_SNAPSHOTS
    assert iso_day(found[0].day) == "2003-01-31"
    assert all(day.day < later.day for day, later in itertools.pairwise(found))
