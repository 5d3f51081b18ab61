"""Groups: what sources make of their number, and who is known of them."""

from __future__ import annotations

import pytest
from tests.archives import Outcome, article, context_of, load_site, make, plan_site

from defectarchive.model.site_settings import SiteSettings
from defectarchive.views.case import CasePage
from defectarchive.views.evidence import GroupView
from defectarchive.views.person import PersonPage


def group_of(outcome: Outcome, person: str) -> GroupView | None:
    site = plan_site(outcome.archive, outcome.timeline, SiteSettings(title="t"))
    (view,) = (page.view for page in site if page.path == f"people/{person}/index.html")
    assert isinstance(view, PersonPage)
    return view.group


def test_counts_of_different_sources_stand_side_by_side_with_who_is_known() -> None:
    group = group_of(load_site("fifteen-with-two-known"), "the-fifteen")
    assert group is not None
    said = [(count.text, [outlet.text for outlet in count.outlets]) for count in group.counts]
    assert said == [("15", ["Capital Post"]), ("13", ["Southern Agency"])]
    assert [member.name for member in group.members] == ["Ana Ruel", "Piet Dorn"]
    assert (group.named, group.unnamed) == (2, "between 11 and 13")


def test_a_list_gives_every_count_that_sources_give() -> None:
    outcome = load_site("fifteen-with-two-known")
    context = context_of(outcome)
    assert context.person("the-fifteen").count == "13 or 15"


def test_members_without_a_name_do_not_count_as_named() -> None:
    outcome = make(
        {
            "articles/a.md": article(
                """
                - event: x
                  people:
                    - {person: crew, unnamed: true, descriptor: a crew, count: 3,
                       members: [cook, ann]}
                    - {person: cook, unnamed: true, descriptor: a cook}
                    - {person: ann, as: Ann}
                """
            )
        }
    )
    group = group_of(outcome, "crew")
    assert group is not None
    assert (len(group.members), group.named, group.unnamed) == (2, 1, "2")


@pytest.mark.parametrize(
    ("count", "unnamed"),
    [("3", "2"), ("1..2", "at most 1"), ("4..", "3 or more"), ("1..", ""), ("..1", "0")],
)
def test_who_remains_unnamed_is_said_as_exactly_as_the_count(count: str, unnamed: str) -> None:
    group = group_of(
        make(
            {
                "articles/a.md": article(
                    f"- {{event: x, people: [{{person: crew, count: '{count}', "
                    "members: [ann]}, {person: ann, as: Ann}]}"
                )
            }
        ),
        "crew",
    )
    assert group is not None
    assert group.unnamed == unnamed


def test_the_editors_count_is_told_from_what_articles_say() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, people: [{person: crew, count: 4}]}"),
            "people/crew.md": "name: Crew\ncount: 4",
        }
    )
    group = group_of(outcome, "crew")
    assert group is not None
    (count,) = group.counts
    assert (count.editor, [outlet.text for outlet in count.outlets]) == (True, ["Tv"])


def test_a_retracted_or_denied_count_counts_for_nothing() -> None:
    outcome = make(
        {
            "articles/a.md": article(
                "- {event: x, people: [{person: crew, count: 4}]}", rest="retracted: {because: So.}"
            ),
            "articles/b.md": article("- {event: x, people: [{person: crew, count: 6}]}", "radio"),
        }
    )
    group = group_of(outcome, "crew")
    assert group is not None
    assert [count.text for count in group.counts] == ["6"]


def test_one_person_is_no_group() -> None:
    outcome = make({"articles/a.md": article("- {event: x, people: [{person: ann, count: 1}]}")})
    assert group_of(outcome, "ann") is None


def test_the_page_of_a_case_says_the_same_of_a_group() -> None:
    outcome = load_site("fifteen-with-two-known")
    site = plan_site(outcome.archive, outcome.timeline, SiteSettings(title="t"))
    (view,) = (page.view for page in site if page.path == "cases/fifteen-sent-home/index.html")
    assert isinstance(view, CasePage)
    assert view.people[0].group == group_of(outcome, "the-fifteen")
