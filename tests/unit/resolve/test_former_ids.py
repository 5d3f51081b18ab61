"""Ids that were given up: they lead on, they go on working, and nobody else ever gets them."""

from __future__ import annotations

import json

import pytest
from tests.archives import Outcome, article, make, plan_site

from defectarchive.config import SiteConfig
from defectarchive.pages.planned import REDIRECT
from defectarchive.render.data import archive_json

ENTRY = "- event: {event}\n  people: [{{person: {person}}}]"


def archive(event: str = "c", person: str = "carl", **files: str) -> Outcome:
    return make(
        {
            "articles/x.md": article(ENTRY.format(event=event, person=person)),
            "people/carl.md": "name: Carl\nmerged_from: [anna, bert]",
            "events/c.md": "former_ids: [a, b]",
            **{path.replace("__", "/") + ".md": text for path, text in files.items()},
        }
    )


def redirects(outcome: Outcome) -> dict[str, str]:
    pages = plan_site(outcome.archive, outcome.timeline, SiteConfig(title="T"))
    return {
        page.path: page.view.target.path  # type: ignore[attr-defined]
        for page in pages
        if page.template == REDIRECT
    }


def test_every_id_of_a_chain_of_merges_leads_to_the_last() -> None:
    assert redirects(archive()) == {
        "cases/a/index.html": "cases/c/",
        "cases/b/index.html": "cases/c/",
        "people/anna/index.html": "people/carl/",
        "people/bert/index.html": "people/carl/",
    }


@pytest.mark.parametrize(("event", "person"), [("a", "anna"), ("b", "bert")])
def test_articles_may_go_on_using_a_former_id(event: str, person: str) -> None:
    outcome = archive(event, person)
    assert list(outcome.archive.events) == ["c"]
    assert list(outcome.archive.people) == ["carl"]
    assert outcome.warnings("created-person") == []


def test_former_ids_stand_in_archive_json() -> None:
    outcome = archive()
    whole = b"".join(archive_json(outcome.archive, outcome.timeline, SiteConfig(title="T")))
    data = json.loads(whole)
    assert data["events"][0]["former_ids"] == ["a", "b"]
    assert data["people"][0]["former_ids"] == ["anna", "bert"]


@pytest.mark.parametrize(
    "files",
    [
        {"people__anna": "name: Another Anna"},
        {"people__bert": "name: Bert\nmerged_from: [anna]"},
        {"people__dora": "name: Dora\nmerged_from: [anna]"},
        {"events__a": "title: Another"},
        {"events__b": "title: The middle one\nformer_ids: [a]"},
    ],
    ids=["person", "middle-of-a-chain", "two-holders", "event", "middle-event"],
)
def test_using_a_former_id_for_something_else_is_an_error(files: dict[str, str]) -> None:
    codes = {mistake.partition(" ")[0] for mistake in archive(**files).mistakes()}
    assert codes == {"reused-id"}


def test_two_events_cannot_have_one_former_id() -> None:
    outcome = archive(events__d="former_ids: [a]", articles__y=article("- event: d"))
    assert {mistake.partition(" ")[0] for mistake in outcome.mistakes()} == {"reused-id"}


@pytest.mark.parametrize("former", ["a", "c"])
def test_a_former_id_is_told_of_even_where_no_article_reports_who_else_claims_it(
    former: str,
) -> None:
    outcome = archive(events__d=f"former_ids: [{former}]")
    assert {mistake.partition(" ")[0] for mistake in outcome.mistakes()} == {"reused-id"}


def test_nothing_is_a_former_id_of_itself() -> None:
    fault = archive(events__c="former_ids: [c]").mistake()
    assert fault.message == '"c" is listed as a former id of itself'
