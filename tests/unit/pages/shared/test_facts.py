"""What a row of facts shows of agreement, disagreement and denial."""

from __future__ import annotations

from tests.archives import Outcome, article, context_of, make

from defectarchive.pages.shared.facts import event_facts
from defectarchive.views.evidence import FactRow, SourcedValue


def row(outcome: Outcome, event: str, prop: str) -> FactRow:
    context = context_of(outcome)
    facts = event_facts(context, outcome.event(event))
    return next(fact for fact in facts if fact.property == prop)


def texts(values: tuple[SourcedValue, ...]) -> list[str]:
    return [value.value.text for value in values]


def test_a_wider_date_that_agrees_is_what_the_shown_one_narrows() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, date: 2003-05}", "tv", "2003-06-01"),
            "articles/b.md": article("- {event: x, date: 2003-05-10/2003-05-20}", "radio"),
        }
    )
    fact = row(outcome, "x", "date")
    assert texts(fact.values) == ["between 10 and 20 May 2003"]
    assert texts(fact.narrowed) == ["May 2003"]
    assert (fact.narrowed_by, fact.narrowed_on) == ("Radio", "13 Apr 2031")
    assert not fact.agreeing
    support = fact.values[0].support
    assert (support.articles, support.least, support.most) == (1, 1, 1)
    assert (support.agreeing, support.wider) == (1, True)
    assert not fact.disputed


def test_a_wider_date_that_came_later_agrees_and_was_not_narrowed() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, date: 2003-05-14}", "tv", "2003-06-01"),
            "articles/b.md": article("- {event: x, date: 2003-05}", "radio", "2003-06-02"),
        }
    )
    fact = row(outcome, "x", "date")
    assert texts(fact.values) == ["14 May 2003"]
    assert not fact.narrowed
    assert texts(fact.agreeing) == ["May 2003"]


def test_a_value_that_disagrees_stands_beside_the_shown_one_with_its_sources() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, count: 2}", "tv", "2003-06-01"),
            "articles/b.md": article("- {event: x, count: 3}", "radio", "2003-06-02"),
        }
    )
    fact = row(outcome, "x", "count")
    assert texts(fact.values) == ["2"]
    assert texts(fact.alternatives) == ["3"]
    assert [mark.outlet for mark in fact.alternatives[0].marks] == ["Radio"]
    assert fact.disputed
    assert fact.rule == "earliest"


def test_a_denial_is_an_objection_and_never_the_value() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, motive: money}"),
            "articles/b.md": article("- {event: x, motive: {value: money, stance: denies}}"),
        }
    )
    fact = row(outcome, "x", "motive")
    assert texts(fact.values) == ["money"]
    assert [mark.stance for mark in fact.objections[0].marks] == ["denies"]


def test_what_only_a_retracted_article_says_is_marked_so() -> None:
    outcome = make(
        {
            "articles/a.md": article(
                "- {event: x, count: 2}", rest="retracted: {because: It was withdrawn.}"
            )
        }
    )
    fact = row(outcome, "x", "count")
    assert fact.values == ()
    assert texts(fact.retracted) == ["2"]


def test_marks_are_numbered_as_the_notes_of_the_case() -> None:
    outcome = make({"articles/a.md": article("- {event: x, count: 2, from: RU}")})
    numbers = [row(outcome, "x", prop).values[0].marks[0].number for prop in ("count", "from")]
    assert sorted(numbers) == [1, 2]
