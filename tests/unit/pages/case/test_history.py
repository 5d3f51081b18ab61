"""How a case became known, the case as known on past days, and what was known each year."""

from __future__ import annotations

from functools import cache

import pytest
from tests.archives import Outcome, article, context_of, load_site, make, plan_site

from defectarchive.analysis.name_disclosure import cut_short
from defectarchive.model.site_settings import SiteSettings
from defectarchive.pages.case.history import case_history
from defectarchive.pages.case.snapshots import case_snapshots
from defectarchive.pages.shared.planned import PlannedPage
from defectarchive.render.files import is_listed
from defectarchive.views.history import CaseAsKnown, KnownYear
from defectarchive.views.history_rows import ChangeItem, ChangeLine, History, StepView

GOLDEN = cache(load_site)


def history(outcome: Outcome, event: str) -> History:
    context = context_of(outcome)
    found = outcome.event(event)
    return case_history(context, found, case_snapshots(context, found))[0]


def told(step: StepView) -> dict[str, list[str]]:
    """The properties of each line of a step, by effect."""
    return {line.effect: [item.property for item in items(line)] for line in step.lines}


def items(line: ChangeLine) -> list[ChangeItem]:
    return [item for run in line.runs for item in run.items]


def line(step: StepView, effect: str) -> ChangeLine:
    return next(line for line in step.lines if line.effect == effect)


def pages(outcome: Outcome) -> dict[str, PlannedPage]:
    site = plan_site(outcome.archive, outcome.timeline, SiteSettings(title="t"))
    return {page.path: page for page in site}


def as_known(outcome: Outcome, event: str, day: str) -> CaseAsKnown:
    view = pages(outcome)[f"cases/{event}/-/known/{day}/index.html"].view
    assert isinstance(view, CaseAsKnown)
    return view


def known_year(outcome: Outcome, year: str) -> KnownYear:
    view = pages(outcome)[f"known/{year}/index.html"].view
    assert isinstance(view, KnownYear)
    return view


# --- how it became known ------------------------------------------------------------------------


def test_of_a_lone_article_there_is_nothing_to_compare() -> None:
    (step,) = history(GOLDEN("one-article"), "pilot-at-lantern-bay").steps
    assert step.alone
    assert not step.lines


def test_each_step_on_the_way_to_the_day_says_from_what_to_what() -> None:
    found = history(GOLDEN("narrowing-dates"), "captain-at-holm")
    assert found.steps[0].first
    assert told(found.steps[0]) == {"added": ["type", "date", "place"]}
    (narrowed,) = items(line(found.steps[2], "narrowed"))
    assert (narrowed.before, narrowed.value) == ("May 2003", "10–20 May 2003")
    assert narrowed.source == "Monthly Lantern"


def test_an_echo_only_repeats_and_names_the_one_origin() -> None:
    echo = history(GOLDEN("ten-echoes"), "courier-at-varn").steps[1]
    assert echo.repeats
    assert line(echo, "repeated").origins == "Meridian Wire"


def test_reporting_of_its_own_is_told_from_a_further_origin() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, count: 3}", "tv", "2003-06-01"),
            "articles/b.md": article("- {event: x, count: 3}", "radio", "2003-06-02"),
            "articles/c.md": article(
                "- {event: x, count: 3}", "blog", "2003-06-03", "relays: [wire]"
            ),
        }
    )
    _, own, further = history(outcome, "x").steps
    assert line(own, "corroborated").own
    assert not line(further, "corroborated").own
    assert line(further, "corroborated").origins == "Wire"


def test_a_contradiction_names_both_values_and_the_outlet_that_is_contradicted() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, count: 3}", "tv", "2003-06-01"),
            "articles/b.md": article("- {event: x, count: 5}", "radio", "2003-06-02"),
        }
    )
    (item,) = items(line(history(outcome, "x").steps[1], "contradicted"))
    assert (item.value, item.source, item.before) == ("5", "Tv", "3")


def test_a_status_moves_on_rather_than_being_supported() -> None:
    steps = history(GOLDEN("ten-echoes"), "courier-at-varn").steps
    moved = [items(line)[0] for step in steps for line in step.lines if line.effect == "moved"]
    assert [(item.before, item.value) for item in moved] == [
        ("Reported", "Confirmed"),
        ("Confirmed", "Reported"),
    ]


def test_denials_say_who_denies_what() -> None:
    step = history(GOLDEN("denied-by-subject"), "engineer-at-the-ferry").steps[1]
    denied = {
        (item.property, voice.by, item.value)
        for item in items(line(step, "objected"))
        for voice in item.voices
    }
    assert denied == {("type", "Lena Marsk", "Defection"), ("motive", "Lena Marsk", "money")}


def test_statements_are_counted_and_not_listed() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, statements: [One., Two.]}", "tv", "2003"),
            "articles/b.md": article("- {event: x, statements: [One., Three.]}", "blog", "2004"),
        }
    )
    steps = history(outcome, "x").steps
    assert [step.statements for step in steps] == [2, 1]
    assert [step.lines for step in steps] == [(), ()]


def test_who_was_named_late_is_described_until_then() -> None:
    steps = history(GOLDEN("named-by-the-fourth"), "attache-leaves-orrest").steps
    (first,) = steps[0].mentions
    assert (first.person.text, first.unnamed) == ("an attaché", True)
    (run,) = [run for run in line(steps[1], "added").runs if run.subject]
    assert run.subject is not None
    assert run.subject.text == "an attaché"
    (named,) = steps[3].mentions
    assert (named.person.text, named.before) == ("Tomas Velgar", "an attaché")


def test_a_long_history_goes_on_on_pages_of_its_own() -> None:
    outcome = make(
        {
            f"articles/n{number:03}.md": article(
                f"- {{event: x, count: {number % 9}, motive: reason {number}}}",
                f"paper-{number}",
                f"{2003 + number // 100}-02-{number % 28 + 1:02}",
            )
            for number in range(160)
        }
    )
    found = history(outcome, "x")
    assert len(found.steps) + found.steps_left == 160
    assert 1 < len(found.steps) < 160
    assert sum(part.count for part in found.parts) == found.steps_left
    assert all(f"{part.path}index.html" in pages(outcome) for part in found.parts)


def test_a_withdrawn_article_stays_in_the_history_and_says_when_it_was_withdrawn() -> None:
    steps = history(GOLDEN("retraction"), "two-arrested-at-mole").steps
    assert [step.withdrawn for step in steps] == ["", "1 Sep 1968"]


def test_what_does_not_fit_a_sentence_is_cut_between_words() -> None:
    assert cut_short("money") == "money"
    long = cut_short("reason " * 100)
    assert len(long) <= 121
    assert long.endswith("reason…")


# --- as known on a day --------------------------------------------------------------------------


def test_a_case_lists_the_days_and_each_has_a_page() -> None:
    outcome = GOLDEN("narrowing-dates")
    days = history(outcome, "captain-at-holm").days
    assert [day.date.edtf for day in days] == [
        "2003-06-01",
        "2003-06-15",
        "2003-07-01",
        "2003-08-01",
    ]
    assert all(f"{day.path}index.html" in pages(outcome) for day in days)


def test_a_case_that_never_changed_has_no_such_page() -> None:
    outcome = GOLDEN("one-article")
    assert not history(outcome, "pilot-at-lantern-bay").days
    assert not [path for path in pages(outcome) if "/-/known/" in path]


def test_the_page_of_a_day_shows_what_was_new_and_what_is_known_otherwise_now() -> None:
    view = as_known(GOLDEN("narrowing-dates"), "captain-at-holm", "2003-06-15")
    shown = {fact.property: fact.values[0].value.text for fact in view.facts}
    assert shown["date"] == "May 2003"
    assert [(d.label, d.then, d.now) for d in view.changed] == [("Date", "2003", "May 2003")]
    assert [(d.label, d.then, d.now) for d in view.later] == [("Date", "May 2003", "14 May 2003")]
    assert (view.support.articles, view.support.most) == (2, 2)
    assert (view.number, view.of) == (2, 4)


def test_facts_of_a_past_day_lead_to_the_claims_on_the_page_of_the_case() -> None:
    view = as_known(GOLDEN("narrowing-dates"), "captain-at-holm", "2003-06-15")
    paths = [mark.path for fact in view.facts for mark in fact.values[0].marks]
    assert paths
    assert all(path.startswith("cases/captain-at-holm/#c") for path in paths)


def test_a_name_does_not_stand_on_a_day_before_it_was_published() -> None:
    outcome = GOLDEN("named-by-the-fourth")
    before = as_known(outcome, "attache-leaves-orrest", "1979-09-03")
    after = as_known(outcome, "attache-leaves-orrest", "1979-11-20")
    assert [one.person.name for one in before.people] == ["an attaché"]
    assert [one.person.name for one in after.people] == ["Tomas Velgar"]


def test_an_article_supported_the_case_until_it_was_withdrawn() -> None:
    outcome = GOLDEN("retraction")
    before = as_known(outcome, "clerk-vanishes", "1968-12-10")
    after = as_known(outcome, "clerk-vanishes", "1969-01-15")
    assert [before.support.articles, after.support.articles] == [1, 0]
    assert [before.articles[0].retracted, after.articles[0].retracted] == [False, True]


def test_the_ruling_takes_no_part_in_what_was_known_then() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, count: 3}", "tv", "2003-06-01"),
            "articles/b.md": article("- {event: x, place: Oslo, count: 5}", "blog", "2003-06-02"),
            "events/x.md": "rulings: {count: {value: 5, because: The list has five names.}}",
        }
    )
    view = as_known(outcome, "x", "2003-06-02")
    (count,) = (fact for fact in view.facts if fact.property == "count")
    assert count.values[0].value.text == "3"
    assert count.ruling is None


def test_past_days_stand_in_no_sitemap() -> None:
    listed = {path: is_listed(page) for path, page in pages(GOLDEN("narrowing-dates")).items()}
    assert not [path for path, yes in listed.items() if yes and "/-/known/" in path]
    assert listed["known/2003/index.html"]


# --- what was known each year -------------------------------------------------------------------


@pytest.fixture
def two_years() -> Outcome:
    return make(
        {
            "articles/a.md": article("- {event: x, count: 3, date: 2003-01}", "tv", "2003-06-01"),
            "articles/b.md": article("- {event: x, count: 5, date: 2003-01}", "radio", "2004-02"),
            "articles/c.md": article("- {event: x, count: 5, date: 2003-01}", "blog", "2004-03"),
            "articles/d.md": article("- {event: late, date: 2003-02}", "blog", "2004-04"),
            "articles/e.md": article("- {event: same, date: 2003-03}", "blog", "2003-04"),
        }
    )


def test_a_year_tells_what_was_known_otherwise_then(two_years: Outcome) -> None:
    view = known_year(two_years, "2003")
    (section,) = view.differing.sections
    (row,) = section.rows
    assert row.case.id == "x"
    assert [(d.label, d.then, d.now) for d in row.differences] == [("Number of people", "3", "5")]
    assert (view.current.known, view.total) == (2, 3)


def test_a_year_lists_what_had_happened_and_was_not_reported(two_years: Outcome) -> None:
    (section,) = known_year(two_years, "2003").unreported.sections
    assert [row.case.id for row in section.rows] == ["late"]


def test_the_last_year_has_no_differences_left(two_years: Outcome) -> None:
    view = known_year(two_years, "2004")
    assert (view.differing.total, view.unreported.total) == (0, 0)
    assert view.previous is not None
    assert view.next is None


def test_each_year_of_which_there_is_something_to_tell_has_a_page() -> None:
    withdrawn = "retracted: {date: 2012-01-01, because: It was invented.}"
    outcome = make(
        {
            "articles/a.md": article("- {event: x, date: 1991}", "tv", "2003-06-01"),
            "articles/b.md": article("- {event: y, date: 2005}", "tv", "2009-06-01", withdrawn),
            "articles/c.md": article("- {event: y, date: 2005}", "tv", "2009-06-01"),
            "articles/d.md": article("- {event: z, date: 2007}", "tv", "2009-06-01"),
        }
    )
    years = [
        path[6:10]
        for path in pages(outcome)
        if path.startswith("known/2") and path.endswith(".html")
    ]
    assert years == ["2003", "2005", "2007", "2009", "2012"]
    # In 1991 nothing was known at all; what happened in 2005 was not reported in that year.
    view = pages(outcome)["known/2005/index.html"].view
    assert isinstance(view, KnownYear)
    assert [row.case.id for section in view.unreported.sections for row in section.rows] == ["y"]
    assert view.current.known == 1
