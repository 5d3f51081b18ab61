"""The site in other languages: catalogues are whole, and what is wrong with one is said."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from tests.archives import article, make, plan_site
from tests.published import ROOT

from defectarchive.language.catalogue import ENGLISH, CatalogueError, Translation, translation
from defectarchive.language.words import Words
from defectarchive.model.dates.date import parse_date
from defectarchive.model.site_settings import SiteSettings
from defectarchive.render.html.renderer import Renderer
from defectarchive.workspace.templates import read_templates

CATALOGUES = sorted((ROOT / "templates" / "locale").glob("*.po"))
SOURCES = read_templates(None).sources
NB = translation("nb", SOURCES)
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\n'


def messages_in_the_program() -> set[str]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    found = extract_from_dir(str(ROOT), methods, options)
    return {
        each
        for _, _, message, _, _ in found
        for each in ([message] if isinstance(message, str) else message)
    }


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_that_ships_has_every_message_and_no_other(path: Path) -> None:
    catalogue = read_po(io.BytesIO(path.read_bytes()))
    assert isinstance(catalogue, Catalog)
    messages = [message for message in catalogue if message.id]
    known = {
        each
        for message in messages
        for each in ([message.id] if isinstance(message.id, str) else message.id)
    }
    assert known == messages_in_the_program(), "make messages, and translate what is new"
    # Some alphabets end with z.
    wanted = (message for message in messages if message.id != "letters after z")
    assert [message.id for message in wanted if not is_translated(message.string)] == []


def is_translated(said: str | Iterable[str] | None) -> bool:
    """Whether no form is empty."""
    return all([said] if isinstance(said, str) else said or [""])


def test_a_message_of_which_a_form_is_empty_is_not_translated() -> None:
    assert is_translated("sak")
    assert is_translated(("sak", "saker"))
    assert not is_translated("")
    assert not is_translated(("sak", ""))


@pytest.mark.parametrize(
    ("text", "words", "short"),
    [
        ("2003-05-10", "10. mai 2003", "10. mai 2003"),
        ("2003-05-10/2003-05-20", "mellom 10. og 20. mai 2003", "10.–20. mai 2003"),
        ("1991-22", "sommeren 1991", "sommeren 1991"),
        ("2025-08-22~", "omkring 22. august 2025", "ca. 22. aug. 2025"),
        ("199X", "1990-tallet", "1990-tallet"),
        ("../2030", "før 2031", "før 2031"),
        ("-0043", "44 f.Kr.", "44 f.Kr."),
    ],
)
def test_dates_are_said_in_norwegian(text: str, words: str, short: str) -> None:
    said = Words(NB)
    assert (said.date(parse_date(text)), said.date_short(parse_date(text))) == (words, short)


def test_numbers_states_and_languages_have_the_names_of_the_language() -> None:
    assert Words(NB).number(1200) == "1\N{NO-BREAK SPACE}200"
    assert [NB.country("DE"), NB.country("SU")] == ["Tyskland", "Sovjetunionen"]
    assert NB.language_name("ru-RU") == "russisk"
    assert (ENGLISH.country("DE"), ENGLISH.country("ZZ")) == ("Germany", "ZZ")


def page(language: str, path: str, extra: str = "") -> str:
    files = {
        "articles/a.md": article(f"- {{event: x, type: tally, from: DE{extra}}}", "tv", "2003")
    }
    outcome = make(files)
    settings = SiteSettings(title="t", language=language)
    site = plan_site(outcome.archive, outcome.timeline, settings, translation(language, SOURCES))
    found = next(each for each in site if each.path == path)
    return Renderer(SOURCES).render(found).decode()


def test_a_page_is_in_the_language_of_the_site() -> None:
    html = page("nb", "cases/x/index.html")
    assert '<html lang="nb">' in html
    for words in ("Hva kildene sier", "Anslag", "Tyskland", "1 artikkel, ett opphav"):
        assert words in html
    english = page("en", "cases/x/index.html")
    for words in ("What the sources say", "Tally", "Germany", "1 article, one origin"):
        assert words in english
        assert words not in html


def test_a_regional_tag_takes_the_catalogue_of_its_language() -> None:
    assert "Hva kildene sier" in page("nb-NO", "cases/x/index.html")


def test_a_language_without_a_catalogue_stays_english() -> None:
    assert translation("is", SOURCES) is ENGLISH
    assert translation("en-GB", SOURCES) is ENGLISH


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "about {date}"\nmsgstr "um {dagur}"', "has no {dagur}"),
        ('msgid "about {date}"\nmsgstr "um"', "leaves out {date}"),
        ('msgid "Said by %(who)s"\nmsgstr "sagt"', "leaves out %(who)s"),
        ('msgid "a"\nmsgstr "b"\nand more', "locale/is.po"),
    ],
)
def test_a_catalogue_that_cannot_be_used_says_where_it_is_wrong(entry: str, fault: str) -> None:
    with pytest.raises(CatalogueError, match=re.escape(fault)):
        translation("is", {"locale/is.po": f"{HEAD}{entry}\n"})


def test_a_third_language_is_one_file() -> None:
    entries = 'msgid "about {date}"\nmsgstr "um {date}"\n\nmsgid "letters after z"\nmsgstr "þæö"\n'
    found: Translation = translation("is", {"locale/is.po": HEAD + entries})
    assert Words(found).date(parse_date("2003~")) == "um 2003"
    assert (found.after_z, found.country("DE")) == ("þæö", "Þýskaland")


def test_english_needs_no_babel() -> None:
    code = "import sys, defectarchive.build, defectarchive.cli.main; print('babel' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout == "False\n"
