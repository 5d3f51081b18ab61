"""The program, stage by stage: files in, an archive, pages, a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from defectarchive.checks.leaks import conceal, is_leak, leak_errors, names_withheld
from defectarchive.checks.questions import open_questions, question_warnings
from defectarchive.checks.withholding import Withheld, withhold
from defectarchive.config import SITE_FILE, SiteConfig
from defectarchive.diagnostics import Diagnostic, Span, in_order, warning
from defectarchive.loader.files import Loaded, ReadAll, load, read_each
from defectarchive.loader.withholding import names_in_slips
from defectarchive.model.archive import Archive
from defectarchive.model.records import Records
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.pages import routes
from defectarchive.pages.context import Context
from defectarchive.pages.editorial import data_page
from defectarchive.pages.fulltext import text_pages
from defectarchive.pages.plan import plan_site
from defectarchive.pages.planned import PlannedPage
from defectarchive.render.files import PlannedFile, Sizes, is_listed, plan_files, site_map
from defectarchive.render.headers import headers_file, policy_of
from defectarchive.render.html import Renderer, RenderError, renderer_of
from defectarchive.resolve import Resolution, resolve
from defectarchive.source import SourceFile, source_lines
from defectarchive.timeline import build_timeline
from defectarchive.translation import CatalogueError, catalogue_of, is_english, translation
from defectarchive.workspace.cache import Inputs, Tally, digest_of_files
from defectarchive.workspace.errors import WorkspaceError
from defectarchive.workspace.fulltext import indexed
from defectarchive.workspace.manifest import Sum
from defectarchive.workspace.memo import RenderingMemo
from defectarchive.workspace.memory import Memory
from defectarchive.workspace.output import Published, check_output, open_output
from defectarchive.workspace.pagefind import Pagefind
from defectarchive.workspace.source import Source, read_file_at, read_source, take_snapshot
from defectarchive.workspace.templates import Templates, read_templates
from defectarchive.workspace.workers import open_workers

# A file of the site: path relative to it, with forward slashes, and bytes; a sum where it is as
# published.
Artifact = tuple[str, bytes | Sum]
Planned = PlannedPage | PlannedFile
# Told what is being done, and how many of it so far.
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is asked for. `templates` None: those that ship; `jobs`: worker processes.

    `search`: with an index of names; `pagefind`: what makes one of all texts, None for none;
    `offline`: to be read from a disk, without a server, where the latter does not work.
    """

    content: Path
    output: Path
    templates: Path | None = None
    base_url: str = ""
    jobs: int = 1
    scheduler: str = ""
    cache: bool = True
    search: bool = True
    pagefind: Pagefind | None = None
    offline: bool = False
    withheld: tuple[str, ...] = ()
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Stages:
    """The pure stages, so that a test can put others in their place."""

    load: Callable[[Sequence[SourceFile], ReadAll], Loaded]
    resolve: Callable[[Records, Vocabulary], Resolution]
    plan: Callable[[Archive, SiteConfig, Templates], Iterable[Planned]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the content comes to: an archive where it has no errors, and all that was found."""

    source: Source
    config: SiteConfig
    records: Records
    withheld: Withheld
    archive: Archive | None
    diagnostics: tuple[Diagnostic, ...]

    def leaking(self, paths: Sequence[str]) -> Checked:
        """The same with errors: files of the site would show a name that is withheld."""
        errors = leak_errors(paths, self.source.files, self.records, self.withheld)
        return replace(self.adding(errors), archive=None)

    def adding(self, more: Iterable[Diagnostic]) -> Checked:
        """The same with what else was found."""
        found = in_order([*self.diagnostics, *conceal(more, self.source.files, self.withheld)])
        return replace(self, diagnostics=found)


@dataclass(frozen=True, slots=True)
class Built:
    """A build's result. `tally` None: errors in the content stopped it, and nothing changed.

    `published` None: that, or nothing had changed since the last build, so nothing was done.
    `files`: at least those that the diagnostics speak of. `why`: for pages made anew, by path.
    `notes`: what was wrong with the cache.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: Sequence[SourceFile]
    withheld: Withheld
    tally: Tally | None
    published: Published | None
    why: Mapping[str, str]
    notes: tuple[str, ...] = ()


class _LeakError(Exception):
    """Files of the site would show what is withheld, so that publishing has to be given up."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__()
        self.paths = paths


def check(
    content: Path, stages: Stages, names: Sequence[str] = (), read_all: ReadAll = read_each
) -> Checked:
    """Read the content and find everything that is wrong in it, in one run.

    `names`: to be withheld, besides those that the content withholds.
    """
    source = read_source(content)
    loaded = stages.load(source.files, read_all)
    resolved = stages.resolve(loaded.records, loaded.config.vocabulary)
    found = in_order([*source.diagnostics, *loaded.diagnostics, *resolved.diagnostics])
    withheld = withhold([*names_withheld(loaded.records), *names])
    failed = any(diagnostic.is_error for diagnostic in found)
    unsaid = withheld
    if failed:
        # A list of names that cannot be read is no leave to print them.
        unsaid = withhold([*names_withheld(loaded.records), *names, *names_in_slips(source.files)])
    return Checked(
        source=source,
        config=loaded.config,
        records=loaded.records,
        withheld=withheld,
        archive=None if failed else resolved.archive,
        diagnostics=conceal(found, source.files, unsaid),
    )


def review(content: Path, stages: Stages, names: Sequence[str] = ()) -> Checked:
    """All that `check` finds, what a build would give away, and what is open. Writes nothing."""
    checked = check(content, stages, names)
    archive = checked.archive
    if archive is None:
        return checked
    templates = read_templates(None)
    checked = checked.adding(_unspoken(checked, templates))
    if checked.withheld:
        # Only the finished pages show what has come about by putting texts together.
        renderer = renderer_of(templates.sources)
        paths = [
            planned.path
            for planned in stages.plan(archive, checked.config, templates)
            if is_leak(planned.path, _content(planned, renderer), checked.withheld)
        ]
        if paths:
            return checked.leaking(paths)
    return checked.adding(question_warnings(open_questions(archive)))


def build(order: Order, stages: Stages, progress: Progress) -> Built:
    """Publish the site of this content; nothing changes in the output where the content is wrong.

    Raises WrongUsageError and WorkspaceError.
    """
    inputs = [order.content, *([order.templates] if order.templates else [])]
    check_output(order.output, *inputs)
    templates = read_templates(order.templates)
    content = take_snapshot(order.content)
    with open_output(order.output) as output:
        memory = Memory(output, content, _besides(order, templates), used=order.cache)
        last = memory.current()
        if last is not None:
            return _unchanged(last, order.content)
        with open_workers(order.jobs, len(content.files), order.scheduler) as workers:
            readings = memory.readings(workers)
            checked = check(order.content, stages, order.withheld, readings.read_all)
            memory.keep_readings(readings)
            archive = checked.archive
            if archive is None:
                return _stopped(checked, memory.notes)
            checked = checked.adding(_unspoken(checked, templates))
            config = replace(
                checked.config,
                search=order.search,
                fulltext=order.pagefind is not None and bool(archive.articles),
                offline=order.offline,
            )
            if order.base_url:
                config = replace(config, base_url=order.base_url)
            planned = stages.plan(archive, config, templates)
            rendering = memory.rendering(workers, checked.withheld)
            why: dict[str, str] = {}
            artifacts = _artifacts(planned, rendering, templates, why)
            pages = {config.language: tuple(text_pages(archive))}
            try:
                with indexed(order.pagefind, pages, output, memory) as through:
                    artifacts = through(artifacts)
                    published = output.publish(_guarded(artifacts, checked.withheld, progress))
            except _LeakError as leak:
                return _stopped(checked.leaking(leak.paths), memory.notes)
            except (RenderError, CatalogueError) as problem:
                raise WorkspaceError(str(problem)) from problem
        site = _tally(archive, published)
        memory.keep(site, checked.diagnostics, rendering, published)
    return Built(
        checked.diagnostics,
        checked.source.files,
        checked.withheld,
        site,
        published,
        why,
        tuple(memory.notes),
    )


def _unchanged(last: Inputs, content: Path) -> Built:
    """What the last build came to, which is what this one would."""
    told_of = sorted({diagnostic.span.path for diagnostic in last.diagnostics})
    files = [found for path in told_of if (found := read_file_at(content, path)) is not None]
    return Built(last.diagnostics, files, withhold(()), last.tally, None, {})


def _stopped(checked: Checked, notes: Sequence[str]) -> Built:
    """Errors in the content: the site stays as it was."""
    files = checked.source.files
    return Built(checked.diagnostics, files, checked.withheld, None, None, {}, tuple(notes))


def _tally(archive: Archive, published: Published) -> Tally:
    return Tally(
        articles=len(archive.articles),
        events=len(archive.events),
        people=len(archive.people),
        pages=sum(path.endswith(".html") for path in published.paths()),
    )


def _artifacts(
    planned: Iterable[Planned],
    rendering: RenderingMemo,
    templates: Templates,
    why: dict[str, str],
) -> Iterator[Artifact]:
    """Every file of the site: pages first, as they get ready, then what is made beside them."""
    files: list[PlannedFile] = []
    for made in rendering.render_all(pages_of(planned, files), templates.sources):
        if made.why:
            why[made.path] = made.why
        yield made.path, made.sum if made.data is None else made.data
    for file in files:
        yield file.path, file.content()


def pages_of(planned: Iterable[Planned], files: list[PlannedFile]) -> Iterator[PlannedPage]:
    """The pages of the plan; what else there is in it is added to `files`."""
    for each in planned:
        if isinstance(each, PlannedPage):
            yield each
        else:
            files.append(each)


def _guarded(
    artifacts: Iterable[Artifact], withheld: Withheld, progress: Progress
) -> Iterator[Artifact]:
    """The files of the site as they come, none of them with a name that is withheld."""
    leaking: list[str] = []
    for number, (path, content) in enumerate(artifacts, start=1):
        # What is as published was looked through when it was published, for the same names.
        if not isinstance(content, Sum) and is_leak(path, content, withheld):
            leaking.append(path)
        elif not leaking:
            yield path, content
        progress("files", number)
    if leaking:
        raise _LeakError(leaking)


def _besides(order: Order, templates: Templates) -> tuple[bytes, ...]:
    """All that a site depends on besides the files of the content."""
    sources = {name: text.encode() for name, text in templates.sources.items()}
    pagefind = order.pagefind.version if order.pagefind else ""
    asked = (order.base_url, str(order.search), pagefind, str(order.offline))
    options = (str(order.content.resolve()), *asked, *order.withheld)
    return (
        digest_of_files(sources),
        digest_of_files(templates.static),
        *(option.encode("utf-8", "surrogateescape") for option in options),
    )


def _unspoken(checked: Checked, templates: Templates) -> Iterator[Diagnostic]:
    """A warning where the site's own words are not there in its language."""
    language = checked.config.language
    if is_english(language) or catalogue_of(language, templates.sources):
        return
    for file in checked.source.files:
        if file.path == SITE_FILE:
            lines = enumerate(source_lines(file.data), start=1)
            line = next((at for at, text in lines if text.startswith("language:")), 1)
            message = f'the site\'s own words stay English: there is no catalogue for "{language}"'
            hint = "write locale/<language>.po and give its folder with --templates"
            yield warning("no-catalogue", Span(file.path, line), message, hint)


def shipped_stages() -> Stages:
    """The stages of the program itself."""
    return Stages(load, resolve, _plan)


def _plan(archive: Archive, config: SiteConfig, templates: Templates) -> Iterator[Planned]:
    """Every file of the site: pages, data, sitemap, static files."""
    timeline = build_timeline(archive)
    words = translation(config.language, templates.sources)
    listed = [routes.file_of(routes.DATA)]
    for page in plan_site(archive, timeline, config, words):
        if is_listed(page):
            listed.append(page.path)
        yield page
    files = Sizes(plan_files(archive, timeline, config, words))
    yield from files.noting()
    # After the files, so that their sizes are known.
    yield PlannedFile(
        routes.file_of(routes.DATA),
        lambda: [
            renderer_of(templates.sources).render(
                data_page(Context(archive, timeline, config, words), files.of)
            )
        ],
    )
    yield from site_map(listed, config.base_url)
    policy = policy_of(templates.sources, fulltext=config.fulltext)
    yield PlannedFile(routes.HEADERS, lambda: [headers_file(policy)])
    for path, data in templates.static.items():
        yield PlannedFile(path, partial(iter, (data,)))


def _content(planned: Planned, renderer: Renderer) -> bytes:
    return renderer.render(planned) if isinstance(planned, PlannedPage) else planned.content()
