"""Corrections stand on the page of what they are about and on the page of them all, newest first.

So does what outlets put right themselves, on the page of the article alone.
"""

from __future__ import annotations

from pathlib import Path

from tests.archives import Outcome, article, edition_of, make, plan_site, whole_archive_of
from tests.published import Site, built

from defectarchive.model.site_settings import SiteSettings
from defectarchive.views.article import ArticlePage
from defectarchive.views.case import CasePage
from defectarchive.views.feeds import FeedPage
from defectarchive.views.lists import CorrectionsPage
from defectarchive.views.page import Page
from defectarchive.views.person import PersonPage

CORRECTED = """
former_ids: [first-a, second-a]
corrections: [{date: 2031-09-02, text: The headline was wrong here.}]
corrected:
  - {date: 2031-04-20, text: The rank was wrong., url: "https://example.org/c"}
  - {date: 2031-05, text: So was the age.}
retracted: {date: 2031-06-01, because: Withdrawn., url: "https://example.org/r"}
"""


def views_of(outcome: Outcome) -> list[Page]:
    planned = plan_site(outcome.archive, outcome.timeline, SiteSettings(title="T"))
    return [page.view for page in planned]


def test_corrections_come_newest_first_on_both_pages() -> None:
    outcome = make(
        {
            "articles/a.md": article("- event: x\n- event: y"),
            "events/x.md": """
                corrections:
                  - {date: 2031-01-02, text: second}
                  - {date: 2031-06, text: fourth}
                  - {date: 2030, text: first}
            """,
            "events/y.md": "corrections: [{date: 2031-03-01, text: third}]",
        }
    )
    views = views_of(outcome)
    of_case = {view.case.id: view for view in views if isinstance(view, CasePage)}
    assert [each.text for each in of_case["x"].corrections] == ["fourth", "second", "first"]
    (whole,) = (view for view in views if isinstance(view, CorrectionsPage))
    rows = [row for section in whole.corrections.sections for row in section.rows]
    assert [row.text for row in rows] == ["fourth", "third", "second", "first"]
    assert [row.about.path for row in rows] == ["cases/x/", "cases/y/", "cases/x/", "cases/x/"]


def everything() -> Outcome:
    return make(
        {
            "articles/a.md": article("- event: x\n  people: [{person: ivan}]", rest=CORRECTED),
            "events/x.md": "former_ids: [first-x, second-x]\n"
            "corrections: [{date: 2031-09-01, text: The date was wrong here.}]",
            "people/ivan.md": "name: Ivan\nformer_ids: [first-ivan]\n"
            "corrections: [{date: 2031-09-03, text: The age was wrong here.}]",
        }
    )


def test_a_person_and_an_article_have_their_corrections_on_their_pages() -> None:
    views = views_of(everything())
    (person,) = (view for view in views if isinstance(view, PersonPage))
    (page,) = (view for view in views if isinstance(view, ArticlePage))
    assert [each.text for each in person.corrections] == ["The age was wrong here."]
    assert [each.text for each in page.corrections] == ["The headline was wrong here."]
    assert person.cite.changed is not None
    assert person.cite.changed.edtf == "2031-09-03"


def test_the_page_of_all_corrections_leads_to_what_each_is_about() -> None:
    (whole,) = (view for view in views_of(everything()) if isinstance(view, CorrectionsPage))
    rows = [row for section in whole.corrections.sections for row in section.rows]
    assert [(row.text, row.about.path, row.about.text) for row in rows] == [
        ("The age was wrong here.", "people/ivan/", "Ivan"),
        ("The headline was wrong here.", "articles/a/", "A text"),
        ("The date was wrong here.", "cases/x/", "Withdrawn: A text"),
    ]


def test_the_feed_of_changes_has_all_of_them() -> None:
    feeds = {view.path: view for view in views_of(everything()) if isinstance(view, FeedPage)}
    entries = feeds["known/feed.xml"].entries
    assert [(entry.summary, entry.path) for entry in entries[:3]] == [
        ("The age was wrong here.", "people/ivan/"),
        ("The headline was wrong here.", "articles/a/"),
        ("The date was wrong here.", "cases/x/"),
    ]
    assert entries[0].published == "2031-09-03T00:00:00Z"
    assert len({entry.id for entry in entries}) == len(entries)


def test_what_an_outlet_put_right_stands_on_the_articles_page_with_its_address() -> None:
    (page,) = (view for view in views_of(everything()) if isinstance(view, ArticlePage))
    assert [(each.date.edtf, each.text, each.url) for each in page.corrected] == [
        ("2031-05", "So was the age.", ""),
        ("2031-04-20", "The rank was wrong.", "https://example.org/c"),
    ]
    assert page.retraction is not None
    assert page.retraction.url == "https://example.org/r"


def test_archive_json_has_all_of_it() -> None:
    outcome = everything()
    data = whole_archive_of(outcome.archive, edition_of())
    (found,), (person,) = data["articles"], data["people"]
    assert found["corrections"] == [{"date": "2031-09-02", "text": "The headline was wrong here."}]
    assert found["corrected"] == [
        {"date": "2031-04-20", "text": "The rank was wrong.", "url": "https://example.org/c"},
        {"date": "2031-05", "text": "So was the age.", "url": ""},
    ]
    assert found["retracted"] == {
        "date": "2031-06-01",
        "because": "Withdrawn.",
        "url": "https://example.org/r",
    }
    assert person["corrections"] == [{"date": "2031-09-03", "text": "The age was wrong here."}]


# --- ids of feed entries --------------------------------------------------------------------------


def ids_of(former: bool) -> dict[str, set[str]]:  # noqa: FBT001
    """The ids in each feed, before and after everything was given a new id."""
    article_id, event, person = ("new-a", "new-x", "new-ivan") if former else ("a", "x", "ivan")

    def old(identifier: str) -> str:
        return f"former_ids: [{identifier}]" if former else ""

    def text(date: str, rest: str) -> str:
        entry = f"- event: {event}\n  date: {date}\n  people: [{{person: {person}}}]"
        return article(entry, rest=rest, published=f"{date}-20"[:10])

    outcome = make(
        {
            f"articles/{article_id}.md": text(
                "2031-02", old("a") + "\ncorrections: [{date: 2031-09, text: C.}]"
            ),
            "articles/other.md": text("2031-02-21", ""),
            f"events/{event}.md": old("x") + "\ncorrections: [{date: 2031-09, text: B.}]",
            f"people/{person}.md": "name: I\n"
            + old("ivan")
            + "\ncorrections: [{date: 2031-09, text: A.}]",
        }
    )
    found: dict[str, set[str]] = {}
    for view in views_of(outcome):
        if isinstance(view, FeedPage):
            name = view.path.replace(person, "ivan")
            found[name] = {entry.id for entry in view.entries}
    return found


def test_nothing_in_any_feed_is_new_to_its_readers_for_having_a_new_id() -> None:
    before = ids_of(former=False)
    assert len(before["known/feed.xml"]) == 4
    assert before == ids_of(former=True)


# --- the site, in two languages -------------------------------------------------------------------


def site(folder: Path) -> Site:
    texts = {
        "site.yaml": "title: T\nlanguages: [en, nb]\n",
        "outlets.yaml": "tv: {name: TV, former_ids: [old-tv]}\n",
        "organisations.yaml": "guard: {name: Guard, merged_from: [old-guard]}\n",
        "places.yaml": "nord: {name: Nord, former_ids: [old-nord]}\n",
        "people/ivan.md": "---\nname: Ivan\nmerged_from: [old-ivan]\n"
        "corrections: [{date: 2031-09-03, text: {en: Wrong age., nb: Feil alder.}}]\n---\n",
        "events/x.md": "---\nmerged_from: [old-x]\n---\n",
        "articles/a.md": article(
            "- event: x\n  place: nord\n  organisations: [guard]\n  people: [{person: ivan}]",
            rest="former_ids: [old-a]\n"
            "corrected: [{date: 2031-04-20, text: {en: Wrong rank., nb: Feil grad.}, "
            'url: "https://example.org/c"}]\n'
            'retracted: {because: Withdrawn., url: "https://example.org/r"}',
        ),
    }
    for path, text in texts.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return built(folder, "--no-search")


def test_every_old_address_leads_on_in_each_language_and_pages_show_what_was_put_right(
    tmp_path: Path,
) -> None:
    files = {path: data.decode("utf-8", "replace") for path, data in site(tmp_path).items()}
    for prefix, formerly in (("", "Formerly"), ("nb/", "Tidligere")):
        for folder, name in (
            *(("cases", "x"), ("people", "ivan"), ("articles", "a")),
            *(("outlets", "tv"), ("organisations", "guard"), ("places", "nord")),
        ):
            page = files[f"{prefix}{folder}/old-{name}/index.html"]
            assert f'href="../../{folder}/{name}/"' in page
            assert 'http-equiv="refresh"' in page
            own = files[f"{prefix}{folder}/{name}/index.html"]
            assert f"<dt>{formerly}</dt><dd>old-{name}</dd>" in own
    english, norwegian = files["articles/a/index.html"], files["nb/articles/a/index.html"]
    for page, words in ((english, "Wrong rank."), (norwegian, "Feil grad.")):
        assert words in page
        assert 'href="https://example.org/c"' in page
        assert 'href="https://example.org/r"' in page
    assert "Put right by its outlet" in english
    assert "Rettet av mediet" in norwegian
    assert "Wrong age." in files["people/ivan/index.html"]
    assert "Feil alder." in files["nb/people/ivan/index.html"]
    assert "Feil alder." in files["nb/corrections/index.html"]
