"""The style guide of the preview: every part that pages are put together from, with examples.

The examples come from a small archive that stands beside the templates, and goes through the same
stages as any other. Its whole site is there too, so that each link leads somewhere. Nothing of it
is ever published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from itertools import chain

from defectarchive.loader.files import load, read_each
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.archive import Archive
from defectarchive.model.dates.date import parse_date
from defectarchive.model.site_settings import Deployment, SiteSettings
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import PlannedFile, PlannedPage, frame
from defectarchive.render.html.renderer import RenderError, renderer_of
from defectarchive.render.site import plan_of
from defectarchive.resolve.archive import resolve
from defectarchive.views.page import Page
from defectarchive.views.rows import Caution, DateView, SupportView
from defectarchive.workspace.compiled_templates import compiled_templates
from defectarchive.workspace.templates import Templates

PARTS = (
    "frame",
    "words",
    "dates",
    "signs",
    "opening",
    "evidence",
    "notes",
    "people",
    "rows",
    "relays",
    "split",
    "history",
    "timeline",
    "columns",
    "map",
    "web",
    "find",
    "tables",
    "cite",
    "reading",
)
"""The pages of the guide, in order; each has a template of its name in `styleguide/`."""

FOLDER = "styleguide/"
"""Where it stands, among the templates and in the preview."""

_CONTENT = f"{FOLDER}content/"
_DATES = (
    "2031-04-11T16:29",
    "2031-04-11",
    "2031-04",
    "2031",
    "2031-04-10/2031-04-20",
    "2031-21",
    "2031-04~",
    "2031?",
    "203X",
    "[2031-04-11,2031-05-02]",
    "../2031-04",
    "2031-04/..",
)
_SUPPORTS = (
    SupportView(0, 0, 0),
    SupportView(1, 0, 0),
    SupportView(1, 1, 1),
    SupportView(4, 1, 1, voice="person"),
    SupportView(4, 3, 3, voice="organisation"),
    SupportView(3, 1, 2),
    SupportView(2, 0, 2),
    SupportView(1, 1, 2, either=("Cape Times", "Bay Herald")),
    SupportView(1, 0, 1, either=("Cape Times",), unnamed=True),
    SupportView(3, 2, 2, agreeing=1),
    SupportView(3, 2, 2, agreeing=5, wider=True),
)
_CAUTIONS = (
    Caution("alleges", "", ""),
    Caution("estimates", "", "Pilot Service"),
    Caution("", "as far as we understand", ""),
    Caution("alleges", "is said to have", "Ada Quay"),
)
# The pages of the archive of examples that the guide takes parts of.
_EXAMPLES = {
    "case": "cases/crossing-2031/",
    "split": "cases/night-ferry-affair/",
    "known": "cases/crossing-2031/-/known/2031-04-14/",
    "person": "people/ada-quay/",
    "group": "people/night-crew/",
    "article": "articles/wire-2031/",
    "home": routes.HOME,
    "timeline": routes.TIMELINE,
    "years": routes.YEARS,
    "year_known": "known/2029/",
    "map": routes.MAP,
    "search": routes.SEARCH,
    "cases": routes.CASES,
    "people": routes.PEOPLE,
    "articles": routes.ARTICLES,
    "outlets": routes.OUTLETS,
    "places": routes.PLACES,
    "questions": routes.OPEN_QUESTIONS,
    "corrections": routes.CORRECTIONS,
    "about": routes.ABOUT,
}


class GuidePage(Page, frozen=True):
    """A page of the guide. part: which, "" for the first; parts: all others.

    dates: vague and exact. supports, cautions: of each kind. examples: whole pages by name, whose
    fields the parts are given.
    """

    part: str
    parts: tuple[str, ...]
    dates: tuple[DateView, ...]
    supports: tuple[SupportView, ...]
    cautions: tuple[Caution, ...]
    examples: Mapping[str, Page]


def style_guide(templates: Templates) -> Callable[[str], bytes | None]:
    """A function from a path in the preview to that file of the guide, None where there is none.

    Nothing is made before somebody looks.
    """
    render = renderer_of(templates.sources, compiled_templates(templates)).render

    @cache
    def files() -> Mapping[str, PlannedPage | PlannedFile]:
        return _files(templates)

    def look(path: str) -> bytes | None:
        if not path.startswith(FOLDER):
            return None
        try:
            file = files().get(path.removeprefix(FOLDER))
            if isinstance(file, PlannedPage):
                return render(file)
        except RenderError as problem:
            # The site itself may do well without what fails here.
            return f"<!doctype html><title>Style guide</title><p>{escape(str(problem))}".encode()
        return None if file is None else file.content()

    return look


def _files(templates: Templates) -> Mapping[str, PlannedPage | PlannedFile]:
    """The site of the examples, with the guide's own pages and its first one as the home page."""
    archive, settings = _examples(templates)
    deployment = Deployment(settings.base_url)
    compiled = compiled_templates(templates)
    plan = plan_of(archive, settings, deployment, templates.sources, templates.static, compiled)
    parts = (*plan.page_parts(), *plan.file_parts())
    planned = [*chain.from_iterable(map(plan.make, parts))]
    files = {each.path: each for each in planned if isinstance(each, PlannedFile)}
    planned += plan.rest((), lambda path: len(files[path].content()))
    views = {page.view.path: page.view for page in planned if isinstance(page, PlannedPage)}
    guide = _guide_pages(plan.editions[""], views)
    return {each.path: each for each in (*planned, *guide)}


def _examples(templates: Templates) -> tuple[Archive, SiteSettings]:
    files = [
        SourceFile(name.removeprefix(_CONTENT), text.encode())
        for name, text in templates.sources.items()
        if name.startswith(_CONTENT)
    ]
    loaded = load(files, read_each)
    resolved = resolve(loaded.records, loaded.settings.vocabulary)
    faults = [each for each in (*loaded.diagnostics, *resolved.diagnostics) if each.is_error]
    if faults or resolved.archive is None:
        span = faults[0].span
        raise RenderError(f"{_CONTENT}{span.path}", span.line, faults[0].message)
    return resolved.archive, loaded.settings


def _guide_pages(context: Context, views: Mapping[str, Page]) -> Iterator[PlannedPage]:
    examples = {name: views[path] for name, path in _EXAMPLES.items()}
    dates = tuple(context.date(parse_date(text)) for text in _DATES)
    for part in ("", *PARTS):
        path = f"parts/{part}/" if part else routes.HOME
        view = GuidePage(
            **frame(context, path, "", title=f"Style guide{part and ': '}{part}"),
            part=part,
            parts=PARTS,
            dates=dates,
            supports=_SUPPORTS,
            cautions=_CAUTIONS,
            examples=examples,
        )
        yield PlannedPage(routes.file_of(path), f"{FOLDER}{part or 'index'}.html", view)
