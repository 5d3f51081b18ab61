"""The program, stage by stage: files in, an archive, pages, a site."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from defectarchive.checks.addresses import address_warnings, lost_addresses, told_as_gone
from defectarchive.checks.open_questions.rules import open_questions, question_warnings
from defectarchive.checks.outputs import foreign_warnings, web_root_warnings
from defectarchive.checks.static_files import static_faults
from defectarchive.checks.withholding.finder import Redactor, redactor_of
from defectarchive.checks.withholding.leaks import (
    is_leak,
    leak_errors,
    names_withheld,
    redact,
    sayable,
)
from defectarchive.diagnostics.diagnostic import Diagnostic, Span, in_order, warning
from defectarchive.engine.cache import BuildTraces, LastInputs, SiteCounts, digest_of_files
from defectarchive.engine.full_text import indexed
from defectarchive.engine.memory import OpenStore
from defectarchive.engine.rebuild import BuiltFile, LastBuild, Rebuilder
from defectarchive.engine.static_files import StaticFiles, look_through
from defectarchive.engine.workers import Workers, open_workers
from defectarchive.language.catalogue import CatalogueError, catalogue_of, is_english
from defectarchive.loader.files import ReadAll, load, read_each
from defectarchive.loader.site_yaml import SITE_FILE
from defectarchive.loader.source_file import SourceFile, source_lines
from defectarchive.loader.withheld_names import names_in_slips
from defectarchive.model.archive import Archive
from defectarchive.model.records import Records
from defectarchive.model.site_settings import Deployment, SiteSettings
from defectarchive.pages.search.texts import TEXTS
from defectarchive.render.html.renderer import RenderError
from defectarchive.render.site import SitePlan
from defectarchive.resolve.archive import resolve
from defectarchive.workspace.errors import WorkspaceError
from defectarchive.workspace.manifest import FileDigest, published_paths, sum_of
from defectarchive.workspace.output import Output, Published, open_output
from defectarchive.workspace.pagefind import Pagefind
from defectarchive.workspace.refusals import check_output, web_root_above
from defectarchive.workspace.source_tree import Source, read_file_at, read_source, take_snapshot
from defectarchive.workspace.templates import Templates, read_templates

# A file of the site: path relative to it, with forward slashes, and bytes; a sum where it is as
# published.
Artifact = tuple[str, bytes | FileDigest]
# Told what is being done, and how many of it so far.
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build is asked for. `templates` None: those that ship; `jobs`: worker processes.

    `search`: with an index of names; `pagefind`: what makes one of all texts, None for none;
    `offline`: to be read from a disk, without a server, where the latter does not work.
    `published`: a copy of the site whose addresses should not be lost, besides that in `output`.
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
    published: Path | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the content comes to: an archive where it has no errors, and all that was found."""

    source: Source
    settings: SiteSettings
    records: Records
    withheld: Redactor
    archive: Archive | None
    diagnostics: tuple[Diagnostic, ...]
    static: StaticFiles = field(default_factory=StaticFiles)

    def leaking(self, paths: Sequence[str]) -> CheckResult:
        """The same with errors: files of the site would show a name that is withheld."""
        errors = leak_errors(paths, self.source.files, self.records, self.withheld)
        return replace(self.adding(errors), archive=None)

    def abridged(self) -> CheckResult:
        """The same with the files that its diagnostics speak of alone: half of the memory."""
        told_of = {diagnostic.span.path for diagnostic in self.diagnostics}
        files = tuple(file for file in self.source.files if file.path in told_of)
        return replace(self, source=replace(self.source, files=files), records=Records())

    def remembering(self, published: Callable[[], Collection[str]]) -> CheckResult:
        """The same, told of what the published site still has; `published`: its files."""
        if not any(diagnostic.about for diagnostic in self.diagnostics):
            return self
        return replace(self, diagnostics=tuple(told_as_gone(self.diagnostics, published())))

    def adding(self, more: Iterable[Diagnostic]) -> CheckResult:
        """The same with what else was found."""
        diagnostics = in_order([*self.diagnostics, *redact(more, self.source.files, self.withheld)])
        return replace(self, diagnostics=diagnostics)


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A build's result. `tally` None: errors in the content stopped it, and nothing changed.

    `published` None: that, or nothing had changed since the last build, so nothing was done.
    `files`: at least those that the diagnostics speak of. `why`: for pages made anew, by path.
    `notes`: what was wrong with the cache. `manifest`: the SHA-256 of the site's manifest.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: Sequence[SourceFile]
    withheld: Redactor
    tally: SiteCounts | None
    published: Published | None
    why: Mapping[str, str]
    notes: tuple[str, ...] = ()
    manifest: str = ""


class _LeakError(Exception):
    """Files of the site would show what is withheld, so that publishing has to be given up."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__()
        self.paths = paths


def check(content: Path, names: Sequence[str] = (), read_all: ReadAll = read_each) -> CheckResult:
    """Read the content and find everything that is wrong in it, in one run.

    `names`: to be withheld, besides those that the content withholds.
    """
    source = read_source(content)
    loaded = load(source.files, read_all)
    resolved = resolve(loaded.records, loaded.settings.vocabulary)
    withheld = redactor_of([*names_withheld(loaded.records), *names])
    static = look_through(source.static, withheld)
    paths = [file.path for file in source.static]
    of_static = chain(static.diagnostics, static_faults(paths, loaded.settings, loaded.records))
    diagnostics = in_order(
        [*source.diagnostics, *loaded.diagnostics, *resolved.diagnostics, *of_static]
    )
    failed = any(diagnostic.is_error for diagnostic in diagnostics)
    unsaid = withheld
    if failed:
        # A list of names that cannot be read is no leave to print them.
        unsaid = redactor_of(
            [*names_withheld(loaded.records), *names, *names_in_slips(source.files)]
        )
    return CheckResult(
        source=source,
        settings=loaded.settings,
        records=loaded.records,
        withheld=withheld,
        archive=None if failed else resolved.archive,
        diagnostics=redact(diagnostics, source.files, unsaid),
        static=static,
    )


def review(content: Path, names: Sequence[str] = ()) -> CheckResult:
    """All that `check` finds, what a build would give away, and what is open. Writes nothing."""
    checked = check(content, names)
    archive = checked.archive
    if archive is None:
        return checked
    templates = read_templates(None)
    checked = checked.adding(_unspoken(checked, templates))
    if checked.withheld:
        # Only the finished pages show what has come about by putting texts together.
        deployment = Deployment(checked.settings.base_url)
        plan = SitePlan(archive, checked.settings, deployment, templates.sources, templates.static)
        if paths := [*_leaking(plan, templates, checked.withheld)]:
            return checked.leaking(paths)
    return checked.adding(question_warnings(open_questions(archive)))


def build(order: BuildOptions, progress: Progress) -> BuildResult:
    """Publish the site of this content; nothing changes in the output where the content is wrong.

    Raises WrongUsageError and WorkspaceError.
    """
    inputs = [order.content, *([order.templates] if order.templates else [])]
    check_output(order.output, *inputs)
    templates = read_templates(order.templates)
    kept = () if order.published is None else published_paths(order.published)
    content = take_snapshot(order.content)
    with open_output(order.output, trusting=order.cache) as output:
        memory = OpenStore(output, content, _besides(order, templates), used=order.cache)
        last = memory.current()
        if last is not None:
            gone = lost_addresses(kept, output.held().keys()) if kept else ()
            return _unchanged(last, order, gone)
        with (
            open_workers(order.jobs, len(content.files), order.scheduler) as workers,
            ExitStack() as end,
        ):
            checked = _read(order, memory, workers, templates)
            archive, withheld = checked.archive, checked.withheld
            # However it ends: nothing beside the site may show what must not be seen any more.
            end.callback(memory.forget, withheld)
            if archive is None:
                return _stopped(checked.remembering(lambda: {*kept, *output.held()}), memory.notes)
            checked = checked.abridged()
            deployment = Deployment(
                order.base_url or checked.settings.base_url,
                search=order.search,
                fulltext=order.pagefind is not None and bool(archive.articles),
                offline=order.offline,
            )
            plan = SitePlan(
                archive, checked.settings, deployment, templates.sources, templates.static
            )
            making = memory.making(workers, withheld)
            why: dict[str, str] = {}
            made = chain(
                _made(plan, making, templates, why, withheld),
                checked.static.made(withheld),
            )
            unseen = None if memory.has_seen(withheld) else output
            try:
                with indexed(order.pagefind, plan.texts(), output, memory) as through:
                    artifacts = through(_guarded(made, progress))
                    published = output.publish(_index_guarded(artifacts, withheld, unseen))
            except _LeakError as leak:
                whole = _read(order, memory, workers, templates)
                return _stopped(whole.leaking(leak.paths), memory.notes)
            except RenderError as problem:
                raise WorkspaceError("template", sayable(str(problem), withheld)) from problem
            except CatalogueError as problem:
                raise WorkspaceError("catalogue", sayable(str(problem), withheld)) from problem
        site = _tally(archive, published)
        memory.keep(site, checked.diagnostics, making, published)
        lost = lost_addresses([*published.deleted, *kept], {*published.paths()})
        around = chain(foreign_warnings(published.foreign), _web_root_warnings(order))
        checked = checked.adding(chain(address_warnings(lost), around))
    return BuildResult(
        checked.diagnostics,
        checked.source.files,
        checked.withheld,
        site,
        published,
        why,
        tuple(memory.notes),
        published.manifest,
    )


def _read(
    order: BuildOptions, memory: OpenStore, workers: Workers, templates: Templates
) -> CheckResult:
    """What the content comes to with these templates; what has been read is remembered."""
    readings = memory.readings(workers)
    checked = check(order.content, order.withheld, readings.read_all)
    memory.keep_readings(readings, checked.withheld)
    if checked.archive is None:
        return checked
    return checked.adding(_unspoken(checked, templates))


def names_at_hand(content: Path) -> Iterator[str]:
    """What files of the content withhold, as far as they can be read: for what is to be printed."""
    with suppress(OSError):
        for path in sorted(content.glob("people/*.md")):
            with suppress(OSError):
                yield from names_in_slips([SourceFile("people/-.md", path.read_bytes())])


def _unchanged(last: LastInputs, order: BuildOptions, lost: Sequence[str]) -> BuildResult:
    """What the last build came to, which is what this one would; and addresses that are lost."""
    new = [*address_warnings(lost), *_web_root_warnings(order)]
    names = names_at_hand(order.content) if new else ()
    withheld = redactor_of([*order.withheld, *names])
    diagnostics = in_order([*last.diagnostics, *redact(new, (), withheld)])
    told_of = sorted({diagnostic.span.path for diagnostic in diagnostics})
    files = [file for path in told_of if (file := read_file_at(order.content, path)) is not None]
    return BuildResult(diagnostics, files, withheld, last.tally, None, {}, manifest=last.manifest)


def _web_root_warnings(order: BuildOptions) -> Iterator[Diagnostic]:
    root = web_root_above(order.output)
    return web_root_warnings("" if root is None else str(root))


def _stopped(checked: CheckResult, notes: Sequence[str]) -> BuildResult:
    """Errors in the content: the site stays as it was."""
    files = checked.source.files
    return BuildResult(checked.diagnostics, files, checked.withheld, None, None, {}, tuple(notes))


def _tally(archive: Archive, published: Published) -> SiteCounts:
    return SiteCounts(
        articles=len(archive.articles),
        events=len(archive.events),
        people=len(archive.people),
        pages=sum(path.endswith(".html") for path in published.paths()),
    )


def _made(
    plan: SitePlan,
    making: Rebuilder,
    templates: Templates,
    why: dict[str, str],
    withheld: Redactor,
) -> Iterator[BuiltFile]:
    """Every file of the site: what takes long, then the rest. `why`: for pages made anew."""
    parts = chain(plan.file_parts(), plan.page_parts())
    for made in making.make_all(plan, parts, templates.sources):
        if made.why:
            why[made.path] = made.why
        yield made
    for file in plan.rest(making.listed, making.sizes.__getitem__):
        data = file.content()
        yield BuiltFile(file.path, sum_of(data), data, is_leak(file.path, data, withheld))


def _guarded(files: Iterable[BuiltFile], progress: Progress) -> Iterator[Artifact]:
    """The files of the site as they come, none of them with a name that is withheld."""
    leaking: list[str] = []
    for number, made in enumerate(files, start=1):
        if made.leaks:
            leaking.append(made.path)
        elif not leaking:
            yield made.path, made.sum if made.data is None else made.data
        progress("files", number)
    if leaking:
        raise _LeakError(leaking)


def _index_guarded(
    files: Iterable[Artifact], withheld: Redactor, unseen: Output | None
) -> Iterator[Artifact]:
    """The same files, those of the index of all texts looked through as well.

    `unseen`: where they are published, if the last build did not look for the same names.
    """
    for path, content in files:
        if not withheld or not path.startswith(TEXTS):
            yield path, content
            continue
        if isinstance(content, bytes):
            data = content
        else:
            data = b"" if unseen is None else unseen.read(path)
        if is_leak(path, data, withheld):
            raise _LeakError([path])
        yield path, content


def _leaking(plan: SitePlan, templates: Templates, withheld: Redactor) -> Iterator[str]:
    """Paths of the files that would show a name."""
    making = Rebuilder(LastBuild(BuildTraces(), {}), Workers(None, 0), withheld)
    return (made.path for made in _made(plan, making, templates, {}, withheld) if made.leaks)


def _besides(order: BuildOptions, templates: Templates) -> tuple[bytes, ...]:
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


def _unspoken(checked: CheckResult, templates: Templates) -> Iterator[Diagnostic]:
    """A warning where the site's own words are not there in its language."""
    languages = checked.settings.languages or (checked.settings.language,)
    unspoken = [
        language
        for language in languages
        if not (is_english(language) or catalogue_of(language, templates.sources))
    ]
    for file in checked.source.files:
        if file.path != SITE_FILE:
            continue
        for language in unspoken:
            lines = enumerate(source_lines(file.data), start=1)
            line = next((at for at, text in lines if text.startswith("language")), 1)
            message = f'the site\'s own words stay English: there is no catalogue for "{language}"'
            hint = "write locale/<language>.po and give its folder with --templates"
            yield warning("no-catalogue", Span(file.path, line), message, hint)
