"""Scripts of names, names of languages, and the concordance of spellings."""

from __future__ import annotations

import pytest
from tests.archives import article, make, plan_site

from defectarchive.language.catalogue import ENGLISH
from defectarchive.model.site_settings import SiteSettings
from defectarchive.pages.shared.writing_systems import scripts_of
from defectarchive.views.person import PersonPage


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("Ivan Ivanov", ("latin",)),
        ("Иван Иванов", ("cyrillic",)),
        ("Єлизавета Ґ.", ("cyrillic",)),
        ("Иван (Ivan) Иванов", ("cyrillic", "latin")),
        ("Guðný Þórsdóttir", ("latin",)),
        ("e\u0301", ("latin",)),
        ("Γιώργος", ("greek",)),
        ("新华社", ("han",)),
        ("トヨタ", ("kana",)),
        ("O\u02bcBrien", ("latin",)),
        ("007", ()),
    ],
)
def test_letters_tell_the_script(text: str, scripts: tuple[str, ...]) -> None:
    assert scripts_of(text) == scripts


def test_a_language_is_called_by_its_name_and_an_unknown_one_by_its_code() -> None:
    assert ENGLISH.language_name("en") == "English"
    assert ENGLISH.language_name("en-GB") == "English"
    assert ENGLISH.language_name("tlh") == "tlh"


def test_a_spelling_says_its_script_language_outlets_and_first_use() -> None:
    outcome = make(
        {
            "articles/a.md": article(
                "- {event: x, people: [{person: ivan, as: Иван}]}",
                "tv",
                "2003-06-01",
                "language: ru",
            ),
            "articles/b.md": article(
                "- {event: x, people: [{person: ivan, as: Ivan}]}",
                "radio",
                "2003-06-02",
                "language: en\nretracted: {because: So.}",
            ),
            "people/ivan.md": "name: Iwan",
        }
    )
    site = plan_site(outcome.archive, outcome.timeline, SiteSettings(title="t"))
    (view,) = (page.view for page in site if page.path == "people/ivan/index.html")
    assert isinstance(view, PersonPage)
    own, first, second = view.spellings
    assert (own.text, own.articles, own.languages, own.first) == ("Iwan", 0, (), None)
    assert (first.text, first.scripts) == ("Иван", ("cyrillic",))
    assert [outlet.text for outlet in first.outlets] == ["Tv"]
    assert first.first is not None
    assert first.first.short == "1 Jun 2003"
    assert (second.languages, second.retracted) == (("English",), True)
