"""A whole build, from reading the content to replacing the published site."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Any

from defectarchive.analysis.indexes import make_indexes
from defectarchive.analysis.timeline import build_timeline
from defectarchive.checks.addresses import address_warnings, lost_addresses
from defectarchive.checks.outputs import foreign_warnings
from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.checks.withholding.leaks import is_leak, redacted_text
from defectarchive.engine.edits.few_edits import edits_since, keep_edits
from defectarchive.engine.edits.remembered_cases import RememberedCases, stored_cases
from defectarchive.engine.full_text import indexed
from defectarchive.engine.open_store import HandedOver, OpenStore
from defectarchive.engine.options import BuildOptions
from defectarchive.engine.processes import run_apart
from defectarchive.engine.reading.check import CheckResult, check, language_warnings
from defectarchive.engine.reading.file_reader import FileReader
from defectarchive.engine.reading.quotations import QuotationMemo
from defectarchive.engine.rebuild import BuiltFile, LastTasks, Rebuilder
from defectarchive.engine.store import Changes, StoreError
from defectarchive.engine.tables.answers import Answers
from defectarchive.engine.tables.known import Known, archive_tables
from defectarchive.engine.traces import SiteCounts
from defectarchive.engine.workers import Workers, open_workers, tune_gc
from defectarchive.frozen import Frozen
from defectarchive.language.catalogue import CatalogueError
from defectarchive.model.archive import Archive
from defectarchive.model.site_settings import Deployment, SiteSettings
from defectarchive.pages.plan import PlanPart
from defectarchive.pages.search.texts import TEXTS
from defectarchive.render.html.renderer import RenderError
from defectarchive.render.site import SitePlan, plan_of
from defectarchive.workspace.compiled_templates import compiled_templates
from defectarchive.workspace.errors import WorkspaceError
from defectarchive.workspace.manifest import FileDigest
from defectarchive.workspace.output import Output, Published
from defectarchive.workspace.patch import Content
from defectarchive.workspace.templates import Templates

# A file of the site: its path within the site, with forward slashes; and its content.
Artifact = tuple[str, Content]
# Called with the kind of thing being made ("files") and how many are done so far.
Progress = Callable[[str, int], None]


class Publication(Frozen, frozen=True):
    """The result of `publish`. `published` None: errors stopped it, and the old site is untouched.

    `why`: for each page rendered again, the reason, by path.
    """

    checked: CheckResult
    published: Published | None = None
    counts: SiteCounts | None = None
    why: Mapping[str, str] = MappingProxyType({})


class _LeakError(Exception):
    """Some files of the site would show a withheld name, so nothing may be published."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__()
        self.paths = paths


def publish(
    options: BuildOptions,
    templates: Templates,
    output: Output,
    store: OpenStore,
    kept: Collection[str],
    progress: Progress,
) -> Publication:
    """Read and check the content, make what has changed, publish it, store the traces.

    `kept`: addresses that should stay valid, in addition to those in the output. Every file is
    searched for withheld names before it is published. Raises WorkspaceError and WrongUsageError.
    """
    try:
        return _publish(options, templates, output, store, kept, progress)
    except StoreError as problem:
        # A part of the store that only now was read is damaged.
        store.drop(str(problem))
        return _publish(options, templates, output, store, kept, progress)
    finally:
        store.discard()


def _publish(
    options: BuildOptions,
    templates: Templates,
    output: Output,
    store: OpenStore,
    kept: Collection[str],
    progress: Progress,
) -> Publication:
    tune_gc()
    with (
        open_workers(options.jobs, store.amount, options.scheduler) as workers,
        ExitStack() as end,
    ):
        resolved = _resolved(options, templates, store, workers)
        checked, known, changed = resolved.checked, resolved.known, resolved.changed
        withheld = checked.withheld
        # Runs even if the build fails: the spare tree and the store may show names that the content
        # withholds now.
        end.callback(store.forget, withheld.names)
        if known is None:
            return Publication(checked.with_published(lambda: {*kept, *output.published_files()}))
        why: dict[str, str] = {}
        try:
            with _redacted(withheld):
                plan = _plan(options, templates, checked.settings, known)
                published_files = output.published_files()
                rebuilder = Rebuilder(
                    plan,
                    LastTasks.of(store.store, published_files, plan.editions, output.folder),
                    workers,
                    withheld,
                )
                if not resolved.has_rows:
                    for numbers in rebuilder.make_rows(known, changed, store.changes):
                        changed |= numbers
                        store.write_early()
                files = chain(rebuilder.make_site(changed), checked.static.made(withheld))
                # Once the site is published nothing is read of the store, which may be damaged.
                things = {name: known.count(name) for name in ("articles", "events", "people")}
                with indexed(options.pagefind, plan.texts, output, store) as through:
                    made = _guarded(files, why, progress)
                    as_they_are = _kept(rebuilder, store.changes)
                    if options.pagefind:
                        # It looks at every page.
                        made, as_they_are = through(chain(made, as_they_are)), iter(())
                    unseen = None if store.searched_for(withheld.names) else output
                    guarded = _index_guarded(made, withheld, unseen)
                    published = output.publish(guarded, as_they_are)
        except _LeakError as leak:
            checked = _read(options, templates, store, workers).checked
            return Publication(checked.with_leaks(leak.paths))
    counts = SiteCounts(
        **things,
        pages=sum(path.endswith(".html") for path in published.paths()),
        files=len(published.paths()),
        size=published.size,
    )
    store.keep(counts, checked.diagnostics, withheld.names, resolved.private, published)
    lost = lost_addresses([*published.deleted, *kept], {*published.paths()})
    around = chain(address_warnings(lost), foreign_warnings(published.foreign))
    return Publication(checked.with_diagnostics(around), published, counts, why)


@contextmanager
def _redacted(withheld: WithheldNames) -> Iterator[None]:
    """Turn what is wrong in templates and catalogues into a WorkspaceError."""
    try:
        yield
    except RenderError as problem:
        raise WorkspaceError("template", redacted_text(str(problem), withheld)) from problem
    except CatalogueError as problem:
        raise WorkspaceError("catalogue", redacted_text(str(problem), withheld)) from problem


def _plan(
    options: BuildOptions, templates: Templates, settings: SiteSettings, known: Known
) -> SitePlan:
    deployment = Deployment(
        options.base_url or settings.base_url,
        search=options.search,
        fulltext=options.pagefind is not None and known.count("articles") > 0,
        offline=options.offline,
        cards=options.cards,
    )
    return known.plan(settings, deployment, templates)


@dataclass(frozen=True)
class _Resolved:
    """Content that was read and resolved; only what is needed from there on.

    `known`: None if there are errors. `changed`: the numbers of answers that are not as they were.
    `private`: the paths of files of which nothing is stored. `has_rows`: whether all rows are made.
    """

    checked: CheckResult
    private: Collection[str]
    known: Known | None = None
    changed: set[int] = field(default_factory=set)
    has_rows: bool = False


def _resolved(
    options: BuildOptions, templates: Templates, store: OpenStore, workers: Workers
) -> _Resolved:
    """Read the content and resolve it, as far as it is not as it was at the last build."""
    edits = edits_since(options, store)
    if edits:
        return _Resolved(edits.checked.for_publishing(), (), edits.known, keep_edits(edits, store))
    if store.is_new and workers.can_be_left:
        done = run_apart(partial(_with_rows, options, templates, store, workers))
        could_store = store.take_over(done.store)
        if done.languages is None:
            return _Resolved(done.checked, done.private)
        if could_store:
            known = Known(store.store, done.languages)
            return _Resolved(done.checked, done.private, known, has_rows=True)
    return _resolved_here(options, templates, store, workers)


def _resolved_here(
    options: BuildOptions, templates: Templates, store: OpenStore, workers: Workers
) -> _Resolved:
    read = _read(options, templates, store, workers)
    archive, checked = read.checked.archive, read.checked.for_publishing()
    if archive is None:
        store.keep_readings()
        return _Resolved(checked, read.private)
    return _Resolved(checked, read.private, *resolved_anew(archive, store, read.tables))


class _WithRows(Frozen, frozen=True):
    """What another process has resolved and stored. `languages`: None if there are errors."""

    checked: CheckResult
    private: Collection[str]
    store: HandedOver
    languages: tuple[str, ...] | None = None


def _with_rows(
    options: BuildOptions, templates: Templates, store: OpenStore, workers: Workers
) -> _WithRows:
    """Resolve all of the content and make all rows, to be read of the store from there on."""
    try:
        resolved = _resolved_here(options, templates, store, workers)
        checked, known = resolved.checked, resolved.known
        if known is None:
            return _WithRows(checked, resolved.private, HandedOver(tuple(store.notes)))
        with ExitStack() as end, _redacted(checked.withheld):
            end.callback(
                store.forget, checked.withheld.names
            )  # As where the rest of a build fails.
            plan = _plan(options, templates, checked.settings, known)
            rebuilder = Rebuilder(plan, LastTasks.nothing({}), workers, checked.withheld)
            for _ in rebuilder.make_rows(known, (), store.changes):
                store.write_early()
            rebuilder.note_rows(store.changes)
            end.pop_all()
        return _WithRows(checked, resolved.private, store.hand_over(), known.languages)
    except BaseException:
        store.discard()
        raise


def resolved_anew(
    archive: Archive, store: OpenStore, tables: Mapping[str, Answers[Any]] | None
) -> tuple[Known, set[int]]:
    """All answers, and the numbers of those that have changed. `tables`: see `Read`."""
    known = Known(store.store, archive.translations, tables)
    timeline = build_timeline(archive)
    indexes = make_indexes(archive, timeline)
    changed: set[int] = set()
    for numbers in known.replace(archive, timeline, indexes, store.changes):
        changed |= numbers
        store.write_early()
    known.let_go()
    return known, changed


class Read(Frozen, frozen=True):
    """What was read of the content.

    `tables`: the archive's, of the last build, where some of it is as it was. `private`: the paths
    of files of which nothing is stored.
    """

    checked: CheckResult
    tables: Mapping[str, Answers[Any]] | None = None
    private: Collection[str] = ()


def _read(options: BuildOptions, templates: Templates, store: OpenStore, workers: Workers) -> Read:
    """Check the content, with what was read of unchanged files; note what is to be stored of it."""
    reader = FileReader(store.store, workers)
    memo = QuotationMemo(store.store)
    tables = archive_tables(store.store)
    cases = RememberedCases(partial(stored_cases, store.store), Archive(**tables), reader.digest)
    checked = check(options.content, options.withheld, reader.read_all, memo, cases)
    withheld = checked.withheld
    searched = store.searched_for(withheld.names)
    if withheld and not searched:
        # Whatever is stored may show a name that is withheld now.
        store.drop()
    reader.keep(withheld, store.changes, new=searched, anew=store.store is None)
    memo.keep(store.changes, anew=store.store is None)
    if checked.archive is None:
        return Read(checked)
    cases.keep(store.changes)
    store.write_early()
    told = checked.with_diagnostics(language_warnings(checked, templates))
    return Read(told, None if withheld else tables, reader.private)


def files_that_leak(
    archive: Archive,
    settings: SiteSettings,
    withheld: WithheldNames,
    templates: Templates,
    only: Callable[[PlanPart], bool] | None = None,
) -> Iterator[str]:
    """Paths of site files that would show a withheld name. Makes all of them; publishes nothing.

    `only`: the parts of the plan that are looked at, where it is not all of them.
    """
    deployment, compiled = Deployment(settings.base_url), compiled_templates(templates)
    plan = plan_of(
        archive,
        settings,
        deployment,
        templates.sources,
        templates.static,
        compiled,
        templates.own,
    )
    rebuilder = Rebuilder(plan, LastTasks.nothing({}), Workers(None, 0), withheld)
    if only is None:
        made = rebuilder.make_site(())
    else:
        made = rebuilder.make_all(filter(only, plan.page_parts()), ())
    return (file.path for file in made if file.leaks)


def _kept(rebuilder: Rebuilder, changes: Changes) -> Iterator[tuple[str, FileDigest]]:
    """What stays as it is published. It is asked for once all else is made, which is noted then."""
    rebuilder.note(changes)
    yield from rebuilder.kept


def _guarded(
    files: Iterable[BuiltFile], why: dict[str, str], progress: Progress
) -> Iterator[Artifact]:
    """The files, up to the first that shows a withheld name; fills `why`.

    All files are made even so, to name every one that leaks in the _LeakError at the end.
    """
    leaking: list[str] = []
    for number, made in enumerate(files, start=1):
        if made.why:
            why[made.path] = made.why
        if made.leaks:
            leaking.append(made.path)
        elif not leaking:
            yield made.path, made.digest if made.data is None else made.data
        progress("files", number)
    if leaking:
        raise _LeakError(leaking)


def _index_guarded(
    files: Iterable[Artifact], withheld: WithheldNames, unseen: Output | None
) -> Iterator[Artifact]:
    """The same files, after searching those of the full-text index for withheld names.

    `unseen`: the output to read unchanged index files from; None if the last build has already
    searched them for the same names. Raises _LeakError.
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
