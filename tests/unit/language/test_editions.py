"""The archive in each of its languages."""

from __future__ import annotations

from tests.archives import article, make

from defectarchive.language.editions import Edition, editions_of, first_edition, translator_of
from defectarchive.language.language_marks import marked
from defectarchive.model.archive import Archive
from defectarchive.model.site_settings import Deployment, SiteSettings
from defectarchive.trace import Trace

SETTINGS = SiteSettings(title="Reefs", languages=("en", "nb"))
DEPLOYMENT = Deployment("https://reefs.example.org/")
SITE = "title: Reefs\nlanguages: [en, nb]\n"


def norwegian(files: dict[str, str]) -> tuple[Archive, Edition]:
    archive = make({"site.yaml": SITE, **files}).archive
    return list(editions_of(archive, SETTINGS, DEPLOYMENT, Trace()))[1]


def test_an_archive_in_one_language_is_its_only_edition() -> None:
    archive = make({"articles/a.md": article("- event: x", rest="language: is")}).archive
    ((own, edition),) = editions_of(archive, SiteSettings(title="Reefs"), DEPLOYMENT, Trace())
    assert own is archive
    assert edition == first_edition(SiteSettings(title="Reefs"), DEPLOYMENT)
    assert translator_of(archive, edition).said("note", "As it was.") == "As it was."


def test_the_first_edition_is_the_archive_as_it_is() -> None:
    archive = make({"site.yaml": SITE, "articles/a.md": article("- event: x")}).archive
    (own, edition), _ = editions_of(archive, SETTINGS, DEPLOYMENT, Trace())
    assert own is archive
    assert (edition.language, edition.prefix) == ("en", "")
    assert (edition.title, edition.base_url) == ("Reefs", "https://reefs.example.org/")


def test_each_further_edition_stands_below_its_language() -> None:
    _, edition = norwegian({"articles/a.md": article("- event: x")})
    assert (edition.language, edition.prefix) == ("nb", "nb/")
    assert edition.base_url == "https://reefs.example.org/nb/"
    assert edition.title == marked("Reefs", "en")


def test_an_edition_of_a_site_without_an_address_has_none_either() -> None:
    archive = make({"site.yaml": SITE, "articles/a.md": article("- event: x")}).archive
    assert [e.base_url for _, e in editions_of(archive, SETTINGS, Deployment(), Trace())] == [
        "",
        "",
    ]


def test_a_headline_that_serves_as_a_title_keeps_its_own_language() -> None:
    titles = {
        language: norwegian({"articles/a.md": article("- event: x", rest=f"language: {language}")})[
            0
        ]
        .events["x"]
        .title
        for language in ("is", "nb")
    }
    assert titles == {"is": marked("A text", "is"), "nb": "A text"}


def test_names_without_a_translation_stand_as_they_are() -> None:
    archive, _ = norwegian(
        {
            "articles/a.md": article("- {event: x, place: storskog, people: [{person: ivan}]}"),
            "places.yaml": "storskog: {name: Storskog}\n",
        }
    )
    assert (archive.places["storskog"].name, archive.people["ivan"].name) == ("Storskog", "Ivan")


def test_a_body_without_a_translation_names_things_in_its_own_language() -> None:
    files = {
        "articles/a.md": article(
            "- {event: x, title: {en: A wreck, nb: Et vrak}}", body="On [[x]] and [[x|it]]."
        ),
        "events/x.md": "---\n---\nSee [[x]].\n",
        "events/x.nb.md": "Se [[x]].\n",
    }
    archive, _ = norwegian(files)
    fallen, translated = archive.body("articles", "a"), archive.body("events", "x")
    assert (fallen.language, [link.label for link in fallen.links]) == ("en", ["A wreck", "it"])
    assert (translated.language, [link.label for link in translated.links]) == ("", [""])
