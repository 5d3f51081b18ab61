"""The page of an article: what rests on it, and what later articles made of what it says."""

from __future__ import annotations

from tests.archives import Outcome, article, load_site, make, plan_site

from defectarchive.analysis.aftermath import MOST_LATER
from defectarchive.model.site_settings import SiteSettings
from defectarchive.views.article import ArticlePage, ArticleReport


def page(outcome: Outcome, identifier: str) -> ArticlePage:
    site = plan_site(outcome.archive, outcome.timeline, SiteSettings(title="t"))
    (view,) = (page.view for page in site if page.path == f"articles/{identifier}/index.html")
    assert isinstance(view, ArticlePage)
    return view


def report(outcome: Outcome, identifier: str) -> ArticleReport:
    ((row,),) = (section.rows for section in page(outcome, identifier).reports.sections)
    return row


def later(outcome: Outcome, identifier: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Each later outlet with the properties that it touches, by what it does to them."""
    return [
        (
            step.article.outlet.text,
            {
                line.effect: [item.property for run in line.runs for item in run.items]
                for line in step.lines
            },
        )
        for step in report(outcome, identifier).later
    ]


def three(second: str, third: str = "- {event: x}") -> Outcome:
    return make(
        {
            "articles/a.md": article("- {event: x, count: 3, date: 2003-05}", "tv", "2003-06-01"),
            "articles/b.md": article(second, "radio", "2003-06-02"),
            "articles/c.md": article(third, "paper", "2003-06-03", "relays: [tv]"),
        }
    )


def test_a_later_article_of_its_own_confirms() -> None:
    assert later(three("- {event: x, count: 3}"), "a") == [("Radio", {"corroborated": ["count"]})]


def test_an_echo_repeats_and_confirms_nothing() -> None:
    outcome = three("- {event: x}", "- {event: x, count: 3}")
    assert later(outcome, "a") == [("Paper", {"repeated": ["count"]})]


def test_a_later_article_contradicts_narrows_or_denies() -> None:
    outcome = three(
        "- {event: x, count: 5, date: 2003-05-10}",
        "- {event: x, count: {value: 3, by: The army, stance: denies}}",
    )
    assert later(outcome, "a") == [
        ("Radio", {"narrowed": ["date"], "contradicted": ["count"]}),
        ("Paper", {"objected": ["count"]}),
    ]


def test_what_was_published_before_is_not_told_of() -> None:
    assert later(three("- {event: x, count: 3}"), "b") == []


def test_values_that_add_up_contradict_nothing() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, motive: money}", "tv", "2003-06-01"),
            "articles/b.md": article("- {event: x, motive: fear}", "radio", "2003-06-02"),
            "articles/c.md": article("- {event: x, motive: money}", "paper", "2003-06-03"),
        }
    )
    assert later(outcome, "a") == [("Paper", {"corroborated": ["motive"]})]


def test_claims_that_rest_on_nothing_else_are_counted() -> None:
    found = report(three("- {event: x, count: 3}"), "a")
    assert (found.only, found.compared, found.alone) == (False, 2, 1)


def test_a_value_that_is_not_shown_may_rest_on_one_article_too() -> None:
    outcome = three("- {event: x, count: 5, date: 2003-05}", "- {event: x, count: 5..6}")
    assert {claim.property: claim.alone for claim in report(outcome, "a").claims} == {
        "date": False,
        "count": True,
    }
    assert not any(claim.alone for claim in report(outcome, "b").claims)


def test_of_a_case_that_it_tells_alone_all_rests_on_it() -> None:
    found = report(load_site("one-article"), "pilot-asks-to-stay")
    assert found.only
    assert not found.later


def test_a_long_aftermath_is_cut_and_says_so() -> None:
    outcome = make(
        {
            f"articles/n{number:02}.md": article(
                "- {event: x, count: 3}", f"o{number}", f"2003-06-{number + 1:02}"
            )
            for number in range(20)
        }
    )
    assert len(report(outcome, "n00").later) == MOST_LATER
    assert report(outcome, "n00").more_later
    assert not report(outcome, "n10").more_later


def test_a_page_names_the_articles_up_and_down_the_chain() -> None:
    view = page(load_site("ten-echoes"), "02-coast-telegraph")
    assert [item.id for item in view.rests_on] == ["01-meridian-wire"]
    assert [item.id for item in view.relayed_by] == ["07-island-mirror", "08-city-herald"]
