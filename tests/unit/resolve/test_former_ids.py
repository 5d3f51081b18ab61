"""Ids that were given up: they lead on, they go on working, and nobody else ever gets them."""

from __future__ import annotations

import pytest
from tests.archives import Outcome, article, edition_of, make, plan_site, whole_archive_of

from defectarchive.model.site_settings import SiteSettings
from defectarchive.pages.shared.planned import REDIRECT

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
    pages = plan_site(outcome.archive, outcome.timeline, SiteSettings(title="T"))
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


def test_former_and_merged_ids_stand_in_archive_json() -> None:
    outcome = archive()
    data = whole_archive_of(outcome.archive, edition_of())
    assert data["events"][0]["former_ids"] == ["a", "b"]
    assert data["people"][0]["merged_from"] == ["anna", "bert"]


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


def test_nothing_is_merged_into_itself() -> None:
    fault = archive(events__c="merged_from: [c]").mistake()
    assert fault.message == '"c" is listed as merged into itself'


def test_a_thing_may_take_back_an_id_that_it_once_had() -> None:
    outcome = archive(events__c="former_ids: [c, b]")
    assert outcome.event("c").former_ids == ("c", "b")
    assert "cases/c/index.html" not in redirects(outcome)


# One article of each kind of thing under its new id; and how a reference to the old one is written.
RENAMED = {
    "articles": "former_ids: [old]\nmerged_from: [other]",
    "events": "former_ids: [old]\nmerged_from: [other]",
    "people": "name: New\nformer_ids: [old]\nmerged_from: [other]",
    "outlets": "new: {name: New, former_ids: [old], merged_from: [other]}",
    "organisations": "new: {name: New, former_ids: [old], merged_from: [other]}",
    "places": "new: {name: New, former_ids: [old], merged_from: [other]}",
}
KINDS = {
    "article": "articles",
    "event": "cases",
    "person": "people",
    "outlet": "outlets",
    "organisation": "organisations",
    "place": "places",
}


def renamed(mention: str = "old", **more: str) -> Outcome:
    entry = (
        f"- event: {mention}\n  place: {mention}\n  organisations: [{mention}]\n"
        f"  people: [{{person: {mention}}}]"
    )
    links = " ".join(f"[[{kind}:{mention}]]" for kind in KINDS)
    return make(
        {
            "articles/new.md": article(entry, outlet=mention, rest=RENAMED["articles"], body=links),
            "events/new.md": RENAMED["events"],
            "people/new.md": RENAMED["people"],
            **{f"{name}.yaml": RENAMED[name] for name in ("outlets", "organisations", "places")},
            **{path.replace("__", "/"): text for path, text in more.items()},
        }
    )


@pytest.mark.parametrize("mention", ["old", "other", "new"])
def test_both_kinds_of_old_id_of_every_kind_resolve_in_references_and_links(mention: str) -> None:
    outcome = renamed(mention)
    found = outcome.archive
    of_kinds = (
        *(found.articles, found.events, found.people),
        *(found.outlets, found.organisations, found.places),
    )
    assert all(list(things) == ["new"] for things in of_kinds)
    assert {link.thing.id for link in found.body("articles", "new").links} == {"new"}
    assert outcome.warnings() == []


def test_both_kinds_of_old_id_of_every_kind_lead_on() -> None:
    assert redirects(renamed()) == {
        f"{folder}/{old}/index.html": f"{folder}/new/"
        for folder in KINDS.values()
        for old in ("old", "other")
    }


def test_the_pages_and_the_data_of_every_kind_tell_former_ids() -> None:
    outcome = renamed()
    views = {
        page.path: page.view
        for page in plan_site(outcome.archive, outcome.timeline, SiteSettings(title="T"))
    }
    for folder in KINDS.values():
        view = views[f"{folder}/new/index.html"]
        assert view.former_ids == ("old", "other")  # type: ignore[attr-defined]
    data = whole_archive_of(outcome.archive, edition_of())
    for kind in ("articles", "events", "people", "outlets", "organisations", "places"):
        (thing,) = data[kind]
        assert (thing["former_ids"], thing["merged_from"]) == (["old"], ["other"])


@pytest.mark.parametrize(
    "files",
    [
        {"articles__old.md": article("- event: new", outlet="new")},
        {"articles__other.md": article("- event: new", outlet="new", rest="draft: true")},
        {"events__other.md": "title: Another"},
        {"people__old.md": "name: Another"},
        *(
            {f"{name}.yaml": f"{RENAMED[name]}\n{old}: {{name: Another}}"}
            for name in ("outlets", "organisations", "places")
            for old in ("old", "other")
        ),
    ],
)
def test_an_old_id_of_any_kind_is_never_reused(files: dict[str, str]) -> None:
    codes = {mistake.partition(" ")[0] for mistake in renamed(**files).mistakes()}
    assert codes == {"reused-id"}
