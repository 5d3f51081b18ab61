"""Views → HTML."""

from __future__ import annotations

import pytest

from defectarchive.pages.shared.planned import PlannedPage
from defectarchive.render.html.prose import splice
from defectarchive.render.html.renderer import Renderer, RenderError
from defectarchive.views.about import TextPage
from defectarchive.views.rows import Link, ProseView, SiteView

SITE = SiteView("A <site>", "", "en", "", "", (), "0", sitemap=False)
PROSE = ProseView(("<p>See ", ".</p>"), (Link("A & B", "people/a/"),))


def page(template: str = "pages/text.html") -> PlannedPage:
    view = TextPage(SITE, "../", "about/", "page", "About <us>", "", PROSE)
    return PlannedPage("about/index.html", template, view)


def render(source: str, **others: str) -> str:
    sources = {"pages/text.html": source, **others}
    return Renderer(sources).render(page()).decode()


def test_a_template_sees_the_fields_of_its_view() -> None:
    assert render("{{ title }} {{ site.title }}") == "About &lt;us&gt; A &lt;site&gt;"


def test_links_in_bodies_are_relative_to_the_page() -> None:
    expected = '<p>See <a href="../people/a/">A &amp; B</a>.</p>'
    assert render("{{ prose|prose(root) }}") == expected
    assert str(splice(PROSE, "../")) == expected


def test_a_body_without_links_is_as_it_was() -> None:
    assert str(splice(ProseView(("<p>x</p>",), ()), "./")) == "<p>x</p>"


def test_words_are_marked_for_translation_and_counted() -> None:
    source = '{{ _("Cases") }}: {{ ngettext("%(num)d case", "%(num)d cases", 2) }}'
    assert render(source) == "Cases: 2 cases"


def test_numbers_have_their_thousands_marked() -> None:
    assert render("{{ 12345|number }}") == "12,345"


def test_a_misspelt_variable_is_an_error_with_its_template_and_line() -> None:
    with pytest.raises(RenderError) as caught:
        render("\n{{ titel }}")
    assert str(caught.value) == "templates/pages/text.html:2: 'titel' is undefined"


def test_an_error_in_an_imported_macro_names_the_file_of_the_macro() -> None:
    parts = {"parts/x.html": "{% macro m(x) %}\n\n{{ x.nothing }}{% endmacro %}"}
    with pytest.raises(RenderError) as caught:
        render('{% import "parts/x.html" as x %}{{ x.m(title) }}', **parts)
    assert (caught.value.template, caught.value.line) == ("parts/x.html", 3)


def test_a_template_that_is_not_there_is_named() -> None:
    with pytest.raises(RenderError, match=r"there is no template base\.html"):
        render('{% extends "base.html" %}')
    with pytest.raises(RenderError, match="there is no template"):
        Renderer({}).render(page())


def test_a_template_that_cannot_be_read_is_an_error_when_rendered() -> None:
    with pytest.raises(RenderError, match=r"templates/pages/text\.html:2: "):
        render("\n{% if %}")
