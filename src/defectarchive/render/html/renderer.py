"""Views → bytes, through Jinja templates. Pure: the same sources and view give the same page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, NoReturn, Protocol

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.exceptions import TemplateNotFound, TemplatesNotFound, UndefinedError

from defectarchive.language.catalogue import Translation, translation
from defectarchive.language.language_marks import language_of, plain
from defectarchive.language.words import Words
from defectarchive.pages.shared.planned import PlannedPage
from defectarchive.render.html.compiler import PageEnvironment
from defectarchive.render.html.directions import (
    apply_directions,
    direction,
    is_right_to_left,
    lang_attributes,
)
from defectarchive.render.html.lang_attributes import apply_lang
from defectarchive.render.html.prose import json_text, splice
from defectarchive.views.page import Page

Drawable = Callable[[str], bool]
"""Whether a text can be drawn on a card."""
TemplateSources = Mapping[str, str]
"""Templates by name: "pages/case.html" → its text."""


class Compiled(Protocol):
    """Where compiled templates are kept, for later processes."""

    def __hash__(self) -> int: ...

    def of(self, language: str) -> BytecodeCache:
        """Those in one language."""


# Characters that XML 1.0 cannot hold, not even escaped: one of them makes a feed unreadable.
_NOT_XML = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
)


class RenderError(Exception):
    """A template that cannot render its page: whoever wrote the template has to mend it."""

    def __init__(self, template: str, line: int, message: str) -> None:
        # What it is made of, so that it can be sent from one process to another.
        super().__init__(template, line, message)
        self.template = template
        self.line = line
        self.message = message

    def __str__(self) -> str:
        return f"templates/{self.template}:{self.line}: {self.message}"


class Renderer:
    """Renders planned pages from one set of templates."""

    def __init__(
        self,
        sources: TemplateSources,
        compiled: Compiled | None = None,
        drawable: Drawable | None = None,
    ) -> None:
        self._sources = sources
        self._compiled = compiled
        self._drawable = drawable
        self._environments: dict[str, Environment] = {}

    def render(self, page: PlannedPage) -> bytes:
        """The bytes of a page, UTF-8. Raises RenderError where its template is at fault."""
        try:
            language = page.view.site.language
            template = self._environment(language).get_template(page.template)
            # Where there is no catalogue for it, the page is in English for the most part.
            written_in = translation(language, self._sources).language
            text = template.render(_variables(page.view))
            if page.view.site.offline:
                text = link_index_files(text)
        except TemplateError as problem:
            raise _render_error(page.template, problem, self._sources) from problem
        if page.path.endswith(".html"):
            return apply_directions(apply_lang(text, written_in), written_in).encode()
        text = plain(text)
        return (text.translate(_NOT_XML) if page.path.endswith(".xml") else text).encode()

    def _environment(self, language: str) -> Environment:
        environment = self._environments.get(language)
        if environment is None:
            words = translation(language, self._sources)
            kept = self._compiled.of(language) if self._compiled else None
            environment = make_environment(self._sources, words, kept, self._drawable)
            self._environments[language] = environment
        return environment


def renderer_of(
    sources: TemplateSources, compiled: Compiled | None = None, drawable: Drawable | None = None
) -> Renderer:
    """The renderer of these templates, made once in each process: to compile them takes long.

    drawable: says it of texts for cards, where there are such.
    """
    return _renderer_of(tuple(sources.items()), compiled, drawable)


@lru_cache(maxsize=2)
def _renderer_of(
    sources: tuple[tuple[str, str], ...], compiled: Compiled | None, drawable: Drawable | None
) -> Renderer:
    return Renderer(dict(sources), compiled, drawable)


# A link within the site: others have a colon. Text has its quotation marks escaped.
_LINK = re.compile(r'((?:\s(?:href|action)="|\scontent="0; url=)[^":#]*/)(?=[#"])')


def link_index_files(html: str) -> str:
    """The page with links that name index.html: on a disk, a folder shows what is in it."""
    return _LINK.sub(r"\1index.html", html)


def make_environment(
    sources: TemplateSources,
    words: Translation,
    compiled: BytecodeCache | None = None,
    drawable: Drawable | None = None,
) -> Environment:
    """The templates with everything that they may use beside their views, in one language."""
    environment = PageEnvironment(
        words,
        loader=FunctionLoader(lambda name: _source(sources, name)),
        # A misspelt variable is a mistake to mend, not an empty string to publish.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    # Provided by the i18n extension, which Jinja's types do not know.
    install: Any = environment.install_gettext_callables  # type: ignore[attr-defined]
    install(words.gettext, words.ngettext, newstyle=True)
    environment.globals["unknown"] = _unknown
    environment.globals["lang"] = partial(lang_attributes, words.language)
    environment.globals["direction"] = partial(direction, words.language)
    environment.globals["right_to_left"] = is_right_to_left(words.language)
    environment.filters["prose"] = splice
    said = Words(words)
    environment.filters["noun"] = said.noun
    environment.filters["number"] = said.number
    environment.filters["size"] = said.size
    environment.filters["year"] = said.year
    environment.filters["json"] = json_text
    environment.filters["language"] = language_of
    environment.tests["drawable"] = lambda text: drawable is not None and drawable(plain(text))
    return environment


def _unknown(what: str, value: object) -> NoReturn:
    """A template has no words for a value: better no page than one that says something else."""
    raise UndefinedError(f"there are no words for the {what} {value!r}")


def _source(sources: TemplateSources, name: str) -> tuple[str, str, None] | None:
    # The name stands for a file name, so that a traceback names the template.
    return (sources[name], name, None) if name in sources else None


def _variables(view: Page) -> dict[str, object]:
    return {name: getattr(view, name) for name in view.__struct_fields__}


def _render_error(template: str, problem: TemplateError, sources: TemplateSources) -> RenderError:
    """Where a template failed: the innermost line of a template in the traceback."""
    if isinstance(problem, TemplateSyntaxError):
        return RenderError(problem.name or template, problem.lineno, problem.message or "")
    if isinstance(problem, (TemplateNotFound, TemplatesNotFound)):
        return RenderError(template, 1, f"there is no template {problem.message}")
    place, line = template, 1
    trace = problem.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name in sources:
            place, line = name, trace.tb_lineno
        trace = trace.tb_next
    return RenderError(place, line, problem.message or type(problem).__name__)
