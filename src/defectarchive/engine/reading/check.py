"""Reading the content and finding everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec import field, structs
from msgspec.structs import replace

from defectarchive.checks.addresses import told_as_gone
from defectarchive.checks.quotations.compare import Memo, compare_with_copies
from defectarchive.checks.static_files import static_faults
from defectarchive.checks.withholding.finder import WithheldNames, finder_of_names
from defectarchive.checks.withholding.leaks import leak_errors, names_withheld, redact
from defectarchive.diagnostics.diagnostic import Diagnostic, Span, in_order, warning
from defectarchive.engine.reading.static_files import StaticFiles, look_through
from defectarchive.frozen import Frozen
from defectarchive.language.catalogue import catalogue_of, is_english
from defectarchive.loader.files import ReadAll, load, read_each
from defectarchive.loader.layout import SITE_FILE
from defectarchive.loader.source_file import source_lines
from defectarchive.loader.withheld_names import names_under_withhold
from defectarchive.model.archive import Archive
from defectarchive.model.copies import Copy
from defectarchive.model.records import Records
from defectarchive.model.site_settings import SiteSettings
from defectarchive.resolve.archive import resolve
from defectarchive.resolve.cases import CaseMemo
from defectarchive.workspace.copies import read_texts
from defectarchive.workspace.source_tree import Source, read_source
from defectarchive.workspace.templates import Templates


class CheckResult(Frozen, frozen=True):
    """The content as read, and every diagnostic. `archive` is None if one of these is an error."""

    source: Source
    settings: SiteSettings
    records: Records
    withheld: WithheldNames
    archive: Archive | None
    diagnostics: tuple[Diagnostic, ...]
    static: StaticFiles = field(default_factory=StaticFiles)

    def with_leaks(self, paths: Sequence[str]) -> CheckResult:
        """A copy with an error for each of these site files, which show a withheld name."""
        errors = leak_errors(paths, self.source.files, self.records, self.withheld)
        return replace(self.with_diagnostics(errors), archive=None)

    def for_publishing(self) -> CheckResult:
        """A copy with what is needed once all is resolved: of files those that are told of."""
        told_of = {diagnostic.span.path for diagnostic in self.diagnostics}
        files = tuple(file for file in self.source.files if file.path in told_of)
        source = replace(self.source, files=files)
        return replace(self, source=source, records=Records(), archive=None)

    def with_published(self, published: Callable[[], Collection[str]]) -> CheckResult:
        """A copy whose diagnostics take the published site into account.

        `published` gives the paths of its files; it is called only if some diagnostic needs them.
        """
        if not any(diagnostic.about for diagnostic in self.diagnostics):
            return self
        return replace(self, diagnostics=tuple(told_as_gone(self.diagnostics, published())))

    def with_diagnostics(self, more: Iterable[Diagnostic]) -> CheckResult:
        """A copy with more diagnostics, withheld names taken out of their texts."""
        diagnostics = in_order([*self.diagnostics, *redact(more, self.source.files, self.withheld)])
        return replace(self, diagnostics=diagnostics)


def check(
    content: Path,
    names: Sequence[str] = (),
    read_all: ReadAll = read_each,
    memo: Memo | None = None,
    cases: CaseMemo | None = None,
) -> CheckResult:
    """Read the content and find everything that is wrong in it, in one run.

    `names`: names to withhold in addition to those that the content withholds. `read_all`: reads
    the files; a build passes a function that reuses what earlier builds have read. `memo`:
    remembers which quotations were found; `cases`: what cases came to, where no name is withheld.
    """
    return check_source(read_source(content), names, read_all, content, memo, cases)


def check_source(
    source: Source,
    names: Sequence[str] = (),
    read_all: ReadAll = read_each,
    content: Path | None = None,
    memo: Memo | None = None,
    cases: CaseMemo | None = None,
) -> CheckResult:
    """The same of files that were read already, or that are not on the disk yet.

    `content`: the folder beside which copies of articles may lie.
    """
    loaded = load(source.files, read_all)
    withheld = finder_of_names([*names_withheld(loaded.records), *names])
    resolved = resolve(loaded.records, loaded.settings.vocabulary, None if withheld else cases)
    static = look_through(source.static, withheld)
    paths = [file.path for file in source.static]
    of_static = chain(static.diagnostics, static_faults(paths, loaded.settings, loaded.records))
    texts = {} if content is None else read_texts(content, loaded.records.copies)
    copies, of_copies = compare_with_copies(loaded.records, texts, withheld, memo)
    found = [*source.diagnostics, *loaded.diagnostics, *resolved.diagnostics, *of_copies]
    diagnostics = in_order([*found, *of_static])
    failed = any(diagnostic.is_error for diagnostic in diagnostics)
    hidden = withheld
    if failed:
        # The faulty files may be the ones that list withheld names. So that no message prints such
        # a name, these are also searched for in the raw text of the files.
        hidden = finder_of_names(
            [*names_withheld(loaded.records), *names, *names_under_withhold(source.files)]
        )
    return CheckResult(
        source=source,
        settings=loaded.settings,
        records=loaded.records,
        withheld=withheld,
        archive=None if failed else _with_copies(resolved.archive, copies),
        diagnostics=redact(diagnostics, source.files, hidden),
        static=static,
    )


def _with_copies(archive: Archive | None, copies: Mapping[str, Copy]) -> Archive | None:
    """The archive with the copies of its articles; those of drafts are left out."""
    if archive is None or not copies:
        return archive
    kept = {article: copy for article, copy in copies.items() if article in archive.articles}
    return structs.replace(archive, copies=kept)


def language_warnings(checked: CheckResult, templates: Templates) -> Iterator[Diagnostic]:
    """A warning for each language of the site that has no catalogue of the program's own words."""
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
