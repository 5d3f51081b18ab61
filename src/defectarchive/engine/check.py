"""Reading the content and finding everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from defectarchive.checks.addresses import told_as_gone
from defectarchive.checks.static_files import static_faults
from defectarchive.checks.withholding.finder import Redactor, redactor_of
from defectarchive.checks.withholding.leaks import leak_errors, names_withheld, redact
from defectarchive.diagnostics.diagnostic import Diagnostic, Span, in_order, warning
from defectarchive.engine.static_files import StaticFiles, look_through
from defectarchive.language.catalogue import catalogue_of, is_english
from defectarchive.loader.files import ReadAll, load, read_each
from defectarchive.loader.layout import SITE_FILE
from defectarchive.loader.source_file import source_lines
from defectarchive.loader.withheld_names import names_in_slips
from defectarchive.model.archive import Archive
from defectarchive.model.records import Records
from defectarchive.model.site_settings import SiteSettings
from defectarchive.resolve.archive import resolve
from defectarchive.workspace.source_tree import Source, read_source
from defectarchive.workspace.templates import Templates


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


def language_warnings(checked: CheckResult, templates: Templates) -> Iterator[Diagnostic]:
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
