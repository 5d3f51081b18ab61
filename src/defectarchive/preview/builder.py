"""The builds of `serve`: each makes the site in memory, or reports the faults of its sources."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from defectarchive.analysis.indexes import make_indexes
from defectarchive.analysis.timeline import build_timeline
from defectarchive.checks.messages import as_text, tally
from defectarchive.checks.withholding.finder import WithheldNames, finder_of_names
from defectarchive.checks.withholding.leaks import UNSAYABLE, is_leak, redacted_text
from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.engine.edits.few_edits import Edits, LastSource, few_edits
from defectarchive.engine.edits.remembered_cases import LastCases, RememberedCases
from defectarchive.engine.options import BuildOptions
from defectarchive.engine.reading.check import CheckResult, check
from defectarchive.engine.reading.file_reader import FileReader, digests_of
from defectarchive.engine.reading.quotations import QuotationMemo
from defectarchive.engine.rebuild import LastTasks, Rebuilder
from defectarchive.engine.store import Changes, Store, StoreError
from defectarchive.engine.tables.known import Known
from defectarchive.engine.workers import Workers, open_workers
from defectarchive.frozen import Frozen
from defectarchive.loader.files import FileResult
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.archive import Archive
from defectarchive.model.site_settings import Deployment
from defectarchive.model.vocabulary import Vocabulary
from defectarchive.pages.shared.planned import OwnFile, PlannedFile
from defectarchive.preview.drafts import as_published
from defectarchive.preview.page_sources import ArchiveSources, PageSources, no_sources
from defectarchive.preview.places import Places, SourceFault
from defectarchive.preview.site import Site
from defectarchive.preview.style_guide import style_guide
from defectarchive.render.files import FINDING
from defectarchive.render.html.renderer import RenderError
from defectarchive.workspace.copies import take_inputs
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError, raised_at
from defectarchive.workspace.output import Output
from defectarchive.workspace.patch import whole
from defectarchive.workspace.source_tree import InputState
from defectarchive.workspace.templates import STATIC, Templates, read_templates, template_folders
from defectarchive.workspace.withheld_names import withheld_names_on_disk

# A file that cannot be read may only be in the middle of being saved: how often to try again, and
# how many seconds to wait in between.
_TRIES, _MOMENT = 4, 0.1


class Outcome(Frozen, frozen=True):
    """The result of one build: a site, or None and the faults of its sources.

    `warnings`: what else was said of the sources, with a site; `sources`: gives those of a page.
    `said`: texts for the terminal. `transient`: the fault may go away without a change of any file.
    """

    site: Site | None
    faults: Sequence[SourceFault] = ()
    warnings: Sequence[SourceFault] = ()
    sources: Callable[[str], PageSources] = no_sources
    said: Sequence[str] = ()
    transient: bool = False


def build_with_retry(build: Callable[[], Outcome]) -> Outcome:
    """Build, trying again if a file cannot be read. An exception becomes an Outcome with faults."""
    problem: Exception
    for number in range(_TRIES):
        if number:
            time.sleep(_MOMENT)
        try:
            return build()
        except (WorkspaceError, WrongUsageError) as fault:
            problem = fault
        except Exception as bug:  # noqa: BLE001 - the editor goes on writing meanwhile
            return _failed(f"this is a bug, please report it: {_bug(bug)}", transient=False)
    return _failed(str(problem), transient=True)


def _failed(message: str, *, transient: bool) -> Outcome:
    fault = SourceFault("", "", " ".join(message.split()))
    said = (f"defectarchive: {fault.message}",)
    return Outcome(None, (fault,), said=said, transient=transient)


def _bug(problem: Exception) -> str:
    # Leave out the message: it may quote the content, and so a withheld name.
    return f"{type(problem).__name__} at {raised_at(problem)}"


# The bytes of a file, and what they say.
_Reading = tuple[bytes, FileResult]


class _LastCheck(Frozen, frozen=True):
    """What the last site was made of: the state of all files, what was said, what was read."""

    state: InputState
    diagnostics: Sequence[Diagnostic]
    readings: dict[str, _Reading]

    def edited(self, now: InputState) -> Sequence[str]:
        """The files that have changed since; () as well if more than these may have."""
        before = self.state
        if not before.is_settled() or len(before.files) != len(now.files):
            return ()
        pairs = [(old, new) for old, new in zip(before.files, now.files, strict=True) if old != new]
        return () if any(old.path != new.path for old, new in pairs) else [n.path for _, n in pairs]


class PreviewBuilder:
    """Builds the site in memory, as often as asked; keeps unchanged readings and pages."""

    def __init__(self, options: BuildOptions, *, drafts: bool = False, editor: str = "") -> None:
        """`drafts`: show these as well, marked. `editor`: what places link to, see `EDITORS`."""
        self._options = options
        self._places = Places(options.content, editor)
        self._drafts = drafts
        # Only read from the store of this output folder; the preview writes nothing.
        self._store = _store_of(options)
        # By path, the bytes of a file and what they say.
        self._readings: dict[str, _Reading] = {}
        self._quotations = QuotationMemo(self._store)
        # What the last site's cases came to.
        self._cases = LastCases()
        self._vocabulary: Vocabulary | None = None
        self._tasks = LastTasks.nothing({})
        # What the last site was made of; None before there is one. The archive stays as it is.
        self._known: Known | None = None
        self._archive: Archive | None = None
        self._last: _LastCheck | None = None
        self._site = Site()

    def build(self) -> Outcome:
        """Build once; if a file shows a withheld name, the outcome is a fault and not a site.

        Raises WorkspaceError and WrongUsageError, with withheld names taken out of their messages.
        """
        try:
            try:
                return self._build()
            except StoreError as problem:
                self._store, self._quotations = None, QuotationMemo(None)
                outcome = self._build()
                return replace(outcome, said=(f"defectarchive: {problem}", *outcome.said))
        except (WorkspaceError, WrongUsageError) as problem:
            hidden = finder_of_names(
                [*self._options.withheld, *withheld_names_on_disk(self._options.content)]
            )
            raise type(problem)(problem.code, redacted_text(str(problem), hidden)) from problem

    def _build(self) -> Outcome:
        options = self._options
        templates = read_templates(options.templates)
        state = take_inputs(options.content)
        amount = len(state.files) if self._vocabulary is None else 0
        with open_workers(options.jobs, amount) as workers:
            edits = self._edits(state)
            digests: dict[str, bytes] = {}
            cases = self._remembered_cases(digests)
            if edits is None:
                read_all = self._reader(workers, digests)
                checked = check(
                    options.content, options.withheld, read_all, self._quotations, cases
                )
            else:
                checked = edits.checked
            if checked.archive is None:
                return self._outcome(None, checked)
            try:
                outcome = self._render(checked, checked.archive, templates, workers, edits)
            except RenderError as problem:
                return self._template_fault(problem, checked)
            self._note(state, checked, edits)
            changed = None if edits is None else edits.answers.get("events", ())
            self._cases = cases.cases() if changed is None else self._cases.without(changed)
            return replace(outcome, sources=self._sources(checked.withheld))

    def _remembered_cases(self, digests: Mapping[str, bytes]) -> RememberedCases:
        known = self._known
        cases = LastCases() if known is None else self._cases
        last = Known(None, ()).untraced if known is None else known.untraced
        return RememberedCases(lambda: cases, last, lambda path: digests.get(path, b""))

    def _sources(self, withheld: WithheldNames) -> Callable[[str], PageSources]:
        if self._known is None or self._archive is None:
            return no_sources
        read = {path: result for path, (_, result) in self._readings.items()}
        languages = self._known.languages
        return ArchiveSources(self._archive, read, languages, self._places, withheld).of_page

    def _edits(self, state: InputState) -> Edits | None:
        """The edits since the last site, if these are few and leave all names alone."""
        last, known = self._last, self._known
        if last is None or known is None or self._options.withheld:
            return None
        paths = last.edited(state)
        if not paths:
            return None
        readings = last.readings
        before = LastSource(
            last.diagnostics,
            dict.fromkeys(file.path for file in state.files),
            lambda path: readings[path][1] if path in readings else None,
            lambda _: known,
        )
        return few_edits(self._options.content, paths, before)

    def _note(self, state: InputState, checked: CheckResult, edits: Edits | None) -> None:
        """Note what the next edits are compared with, now that there is a new site."""
        if edits is not None and self._last is not None:
            self._readings = self._last.readings
            self._readings |= {file.path: (file.data, it) for file, it in edits.read.items()}
        withheld = bool(checked.withheld)
        self._last = None if withheld else _LastCheck(state, checked.diagnostics, self._readings)

    def _shown(self, file: SourceFile, read: FileResult, vocabulary: Vocabulary) -> FileResult:
        return as_published(file, read, vocabulary) if self._drafts else read

    def _reader(
        self, workers: Workers, digests: dict[str, bytes]
    ) -> Callable[[Sequence[SourceFile], Vocabulary], Iterable[FileResult]]:
        """Reads files; notes a digest of each, by path."""

        def read_all(files: Sequence[SourceFile], vocabulary: Vocabulary) -> Iterable[FileResult]:
            known = self._readings if vocabulary == self._vocabulary else {}
            paths = (file.path for file in files)
            digests.update(zip(paths, digests_of(files, vocabulary), strict=True))
            old = {
                file.path: reading
                for file in files
                if (reading := known.get(file.path)) and reading[0] == file.data
            }
            new = [file for file in files if file.path not in old]
            read = zip(new, FileReader(self._store, workers).read_all(new, vocabulary), strict=True)
            fresh = {
                file.path: (file.data, self._shown(file, result, vocabulary))
                for file, result in read
            }
            self._readings = {file.path: old.get(file.path) or fresh[file.path] for file in files}
            self._vocabulary, self._store = vocabulary, None
            return [result for _, result in self._readings.values()]

        return read_all

    def _render(
        self,
        checked: CheckResult,
        archive: Archive,
        templates: Templates,
        workers: Workers,
        edits: Edits | None,
    ) -> Outcome:
        withheld, known = checked.withheld, self._known
        if known is None or known.languages != tuple(archive.translations):
            known, self._tasks = Known(None, archive.translations), LastTasks.nothing({})
        self._known = None
        changes = Changes()  # Nothing is stored.
        if edits is None:
            timeline = build_timeline(archive)
            indexes = make_indexes(archive, timeline)
            changed = set[int]().union(*known.replace(archive, timeline, indexes, changes))
        else:
            changed = edits.put(changes)
        plan = known.plan(checked.settings, Deployment(checked.settings.base_url), templates)
        making = Rebuilder(plan, self._tasks, workers, withheld)
        changed.update(*making.make_rows(known, changed, changes))
        site = Site(style_guide(templates))
        leaking: list[str] = []
        # The data files take longer than the pages and are seldom opened, so they are made when
        # asked for; but if names are withheld, they are made now to be searched for these.
        now = [part for part in plan.file_parts() if withheld or part.name == FINDING]
        later = [part for part in plan.file_parts() if part not in now]
        for made in making.make_all(chain(plan.page_parts(), now), changed):
            if made.data is None:
                site.keep([made.path], self._site)
            else:
                site.put(made.path, whole(made.data))
            if made.leaks:
                leaking.append(made.path)
        site.keep((path for path, _ in making.kept), self._site)
        # They are of this site still when the next one is in the making.
        lasting = known.as_now(plan)
        files = (
            chain.from_iterable(map(lasting.make, later)),
            lasting.rest(making.listed, site.size),
        )
        leaking += (
            file.path
            for file in chain.from_iterable(files)
            if isinstance(file, PlannedFile) and _put(site, file, withheld)
        )
        for file, _ in checked.static.files:
            site.put_later(file.path, file.read)
        if leaking:
            return self._outcome(None, checked.with_leaks(leaking))
        published = {file.path: file for _, files in making.tasks.values() for file in files}
        self._tasks = LastTasks(making.tasks, published, making.inputs, making.rows)
        self._known, self._archive, self._site = known, lasting.archive, site
        return self._outcome(site, checked)

    def _outcome(self, site: Site | None, checked: CheckResult) -> Outcome:
        folder = str(self._options.content)
        texts = list(as_text(checked.diagnostics, folder, checked.source.files))
        faults = [
            self._fault(diagnostic, text)
            for diagnostic, text in zip(checked.diagnostics, texts, strict=True)
            if diagnostic.is_error or site is not None
        ]
        if site is not None:
            return Outcome(site, warnings=faults, said=texts)
        return Outcome(None, faults, said=(*texts, tally(checked.diagnostics)))

    def _fault(self, diagnostic: Diagnostic, text: str) -> SourceFault:
        """The parts of a diagnostic's text: where and what, the excerpt, the remedy."""
        first, *rest = text.split("\n")
        if diagnostic.hint:
            rest.pop()
        kind = f"{diagnostic.severity.value}[{diagnostic.code}]"
        place, _, message = first.partition(f": {kind}: ")
        href = self._places.of(diagnostic.span).href
        return SourceFault(place, kind, message, "\n".join(rest), diagnostic.hint, href)

    def _template_fault(self, problem: RenderError, checked: CheckResult) -> Outcome:
        message = UNSAYABLE if checked.withheld.is_in(problem.message) else problem.message
        place = f"templates/{problem.template}:{problem.line}"
        # Of two templates with one name, that in the later folder counts.
        folders = reversed(template_folders(self._options.templates))
        files = (file for folder in folders if (file := folder / problem.template).is_file())
        href = next((self._places.href(file, problem.line) for file in files), "")
        fault = SourceFault(place, "error[template]", " ".join(message.split()), href=href)
        return Outcome(None, (fault,), said=(f"{place}: {fault.kind}: {fault.message}",))


def _store_of(options: BuildOptions) -> Store | None:
    """The store of the output folder, if there is one that can be read."""
    place = Output(options.output.resolve(), options.output).beside("store")
    try:
        return Store(place) if place.exists() else None
    except StoreError:
        return None


def _put(site: Site, file: PlannedFile, withheld: WithheldNames) -> bool:
    """Add a file that is not a page; True if it would show a withheld name."""
    if not withheld and not file.path.startswith(STATIC):
        site.put_later(file.path, file.content)
        return False
    site.put(file.path, data := file.content())
    return not isinstance(file, OwnFile) and is_leak(file.path, data, withheld)
