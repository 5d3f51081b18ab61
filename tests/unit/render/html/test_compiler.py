"""Templates compiled the short way give what Jinja gives, to the byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from markupsafe import Markup
from tests.archives import SITES, load_site, plan_site

from defectarchive.language.catalogue import ENGLISH
from defectarchive.loader.site_yaml import read_settings
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.site_settings import SiteSettings
from defectarchive.render.html.compiler import PageEnvironment
from defectarchive.render.html.renderer import Renderer, make_environment
from defectarchive.workspace.templates import read_templates

SOURCES = read_templates(None).sources


def plain(sources: Mapping[str, str]) -> Environment:
    """Jinja as it comes, with everything that our templates use."""
    ours = make_environment(sources, ENGLISH)
    environment = Environment(
        loader=FunctionLoader(sources.get),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    install: Any = environment.install_gettext_callables  # type: ignore[attr-defined]
    install(lambda message: message, lambda one, many, n: one if n == 1 else many, newstyle=True)
    environment.filters.update(ours.filters)
    environment.globals.update(ours.globals)
    return environment


def config_of(site: str) -> SiteSettings:
    file = (SITES / site / "content/site.yaml").read_bytes()
    return read_settings(SourceFile("site.yaml", file))[0]


@pytest.mark.parametrize("site", ["lighthouses", "three-origins-ruled", "empty"])
def test_every_page_is_what_plain_jinja_makes_of_it(site: str) -> None:
    outcome = load_site(site)
    renderer, environment = Renderer(SOURCES), plain(SOURCES)
    for page in plan_site(outcome.archive, outcome.timeline, config_of(site)):
        view = {name: getattr(page.view, name) for name in page.view.__struct_fields__}
        wanted = environment.get_template(page.template).render(view)
        assert renderer.render(page).decode() == wanted, page.path


@pytest.mark.parametrize("site", ["lighthouses", "empty"])
def test_no_page_has_to_be_rendered_a_second_time(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careful(_: PageEnvironment) -> Environment:
        raise AssertionError("an attribute was missing")

    monkeypatch.setattr(PageEnvironment, "careful", property(careful))
    outcome, renderer = load_site(site), Renderer(SOURCES)
    for page in plan_site(outcome.archive, outcome.timeline, config_of(site)):
        renderer.render(page)


class Greetings:
    def gettext(self, message: str) -> str:
        return message.replace("Hello", "Hallo")

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)


def render(template: str, **values: object) -> str:
    loader = FunctionLoader({"t.html": template}.get)
    environment = PageEnvironment(Greetings(), loader=loader)
    return environment.get_template("t.html").render(values)


TWO = "{% macro m(x, y=2) %}{{ x }}{{ y }}{% endmacro %}"
CALLED = "{% macro m(x) %}{{ x }}{{ caller() }}{% endmacro %}"
ANY = "{% macro m() %}{{ varargs|join }}{{ kwargs.k }}{% endmacro %}"
KEPT = '{% set x = _("Hello %(who)s", who=bad) %}'
CASES = {
    "a message is translated": ('{{ _("Hello") }}', "Hallo"),
    "a message may hold markup": ('{{ _("Hello <b>you</b>") }}', "Hallo <b>you</b>"),
    "what is filled in is escaped": ('{{ _("Hello %(who)s!", who=bad) }}', "Hallo &lt;b&gt;!"),
    "safe markup stays": ('{{ _("Hello %(who)s", who=good) }}', "Hallo <i>"),
    "a doubled percent sign is one": ('{{ _("100%% Hello") }}', "100% Hallo"),
    "a number chooses the message": (
        '{{ ngettext("Hello", "%(num)d Hellos", 1) }}{{ ngettext("Hello", " %(num)d Hellos", n) }}',
        "Hallo 3 Hallos",
    ),
    "what is filled in beside a number is escaped": (
        '{{ ngettext("", "%(num)d%% %(who)s", 0, who=bad) }}{{ ngettext("", "%(x)s", 2, x=good) }}',
        "0% &lt;b&gt;<i>",
    ),
    "a value is escaped": ("{{ bad }}", "&lt;b&gt;"),
    "a number stands as it is": ("{{ 7 }}{{ n }}", "73"),
    "a message can be kept": (f"{KEPT}{{{{ x }}}}", "Hallo &lt;b&gt;"),
    "a macro's result is safe": (f"{TWO}{{{{ m(bad, 1) }}}}", "&lt;b&gt;1"),
    "a macro may be called by name": (f"{TWO}{{{{ m(y=1, x=0) }}}}{{{{ m(5) }}}}", "0152"),
    "a macro may be called by place and name": (f"{TWO}{{{{ m(1, y=bad) }}}}", "1&lt;b&gt;"),
    "a macro may have a caller": (
        f"{CALLED}{{% call m(1) %}}{{{{ bad }}}}{{% endcall %}}",
        "1&lt;b&gt;",
    ),
    "a macro may take any arguments": (f"{ANY}{{{{ m(1, 2, k=3) }}}}", "123"),
    "arguments may be spread": (f"{TWO}{{{{ m(*[1, 2]) }}}}", "12"),
}


@pytest.mark.parametrize("claim", CASES)
def test_the_short_way(claim: str) -> None:
    template, wanted = CASES[claim]
    assert render(template, bad="<b>", good=Markup("<i>"), n=3) == wanted


@pytest.mark.parametrize("call", ["m(1, 2, 3)", "m(1, x=1)", "m(1, z=1)", "m(x=1, y=2, z=3)"])
def test_an_argument_that_a_macro_does_not_list_is_a_mistake_in_the_template(call: str) -> None:
    with pytest.raises(TemplateRuntimeError, match="the macro 'm' takes nothing else than x, y"):
        render(f"{TWO}{{{{ {call} }}}}")


def test_an_argument_that_is_left_out_and_has_no_default_is_undefined() -> None:
    with pytest.raises(UndefinedError, match="parameter 'x' was not provided"):
        make_environment({"t.html": f"{TWO}{{{{ m(y=1) }}}}"}, ENGLISH).get_template(
            "t.html"
        ).render()


@pytest.mark.parametrize(
    "template", ["{{ _(x) }}", '{{ _("Hello %(who)s") }}', '{{ _("%(a)q", a=1) }}']
)
def test_a_message_that_cannot_be_translated_is_a_mistake_in_the_template(template: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        render(template, x="Hello")


class Thing:
    name = "<a>"
    parts = ("b",)


MISSING = {
    "an item of a dictionary": ("{{ d.key }}", "v"),
    "a test for what is not there": ("{{ thing.colour is defined }}", "False"),
    "a default": ("{{ thing.colour|default('grey') }}", "grey"),
    "a word of Python": ("{{ d.class }}", "c"),
    "an attribute of an attribute": ("{{ thing.name }}{{ thing.parts.count('b') }}", "&lt;a&gt;1"),
}


@pytest.mark.parametrize("case", MISSING)
def test_an_attribute_is_found_where_jinja_finds_it(case: str) -> None:
    source, wanted = MISSING[case]
    templates = {"t.html": source}
    environment = make_environment(templates, ENGLISH)
    values = {"d": {"key": "v", "class": "c"}, "thing": Thing()}
    assert environment.get_template("t.html").render(values) == wanted
    assert plain(templates).get_template("t.html").render(values) == wanted


def test_a_misspelt_attribute_is_a_mistake_in_the_template() -> None:
    environment = make_environment({"t.html": "{{ thing.nmae }}"}, ENGLISH)
    with pytest.raises(UndefinedError, match="nmae"):
        environment.get_template("t.html").render(thing=Thing())
