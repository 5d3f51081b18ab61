"""The use cases `build` (publish the site of a content folder) and `review` (only find faults).

Only what a build without changes needs is imported at the top of this module. The rest is imported
inside functions, so that a build with nothing to do starts fast.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import field

from defectarchive.checks.outputs import web_root_warnings
from defectarchive.diagnostics.diagnostic import Diagnostic, in_order
from defectarchive.engine.open_store import OpenStore
from defectarchive.engine.options import BuildOptions
from defectarchive.engine.store import digest_of_files
from defectarchive.engine.traces import LastInputs, SiteCounts
from defectarchive.frozen import Frozen
from defectarchive.loader.source_file import SourceFile
from defectarchive.workspace.copies import take_inputs
from defectarchive.workspace.manifest import published_paths
from defectarchive.workspace.output import Output, Published, open_output
from defectarchive.workspace.refusals import check_output, web_root_above
from defectarchive.workspace.source_tree import read_file_at
from defectarchive.workspace.templates import Templates, read_templates

if TYPE_CHECKING:
    from defectarchive.checks.withholding.finder import WithheldNames
    from defectarchive.engine.publication import Progress
    from defectarchive.engine.reading.check import CheckResult


class BuildResult(Frozen, frozen=True):
    """What a build did.

    `counts`: None if errors in the content stopped the build; the old site is then untouched.
    `published`: None in that case, and also if nothing had changed since the last build.
    `files`: the source files named by the diagnostics, perhaps more. `withheld`: None if no input
    had changed. `why`: for each page rendered again, the reason, by path. `notes`: faults of the
    cache. `manifest`: the SHA-256 of the site's manifest in hex, "" if errors stopped the build.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: Sequence[SourceFile]
    counts: SiteCounts | None
    published: Published | None = None
    withheld: WithheldNames | None = None
    why: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    manifest: str = ""


def build(options: BuildOptions, progress: Progress) -> BuildResult:
    """Publish the site of this content. If the content has errors, the output stays as it was.

    Raises WrongUsageError and WorkspaceError.
    """
    inputs = [options.content, *([options.templates] if options.templates else [])]
    check_output(options.output, *inputs)
    templates = read_templates(options.templates)
    kept = () if options.published is None else published_paths(options.published)
    content = take_inputs(options.content)
    with open_output(options.output, trust_ledger=options.cache) as output:
        store = OpenStore(output, content, _other_inputs(options, templates), used=options.cache)
        last = store.current()
        if last is not None:
            return _unchanged(last, options, kept, output)
        if options.jobs != 1:
            output.look_ahead()
        # These imports take a third of a second, which a build without changes need not spend.
        from defectarchive.engine.publication import publish  # noqa: PLC0415

        result = publish(options, templates, output, store, kept, progress)
    checked, published = result.checked, result.published
    if published is not None:
        checked = checked.with_diagnostics(_web_root_warnings(options))
    return BuildResult(
        checked.diagnostics,
        checked.source.files,
        result.counts,
        published,
        checked.withheld,
        result.why,
        tuple(store.notes),
        published.manifest if published else "",
    )


def review(content: Path, names: Sequence[str] = ()) -> CheckResult:
    """All diagnostics of the content, withheld names that pages would show, and open questions.

    Renders the pages in memory to find such names; writes nothing.
    """
    from defectarchive.checks.open_questions.rules import (  # noqa: PLC0415
        open_questions,
        question_warnings,
    )
    from defectarchive.engine.publication import files_that_leak  # noqa: PLC0415
    from defectarchive.engine.reading.check import check, language_warnings  # noqa: PLC0415

    checked = check(content, names)
    archive = checked.archive
    if archive is None:
        return checked
    templates = read_templates(None)
    checked = checked.with_diagnostics(language_warnings(checked, templates))
    # Templates may join texts into a withheld name, so only rendered pages can be searched for it.
    if checked.withheld:
        leaking = files_that_leak(archive, checked.settings, checked.withheld, templates)
        if paths := [*leaking]:
            return checked.with_leaks(paths)
    return checked.with_diagnostics(question_warnings(open_questions(archive)))


def _unchanged(
    last: LastInputs, options: BuildOptions, kept: Collection[str], output: Output
) -> BuildResult:
    """The result of the last build, since no input has changed.

    Warnings about lost addresses and web roots are made again: these may change without the inputs.
    """
    new = [*_lost_warnings(kept, output), *_web_root_warnings(options)]
    diagnostics = last.diagnostics
    if new:
        from defectarchive.checks.withholding.finder import finder_of_names  # noqa: PLC0415
        from defectarchive.checks.withholding.leaks import redact  # noqa: PLC0415
        from defectarchive.workspace.withheld_names import withheld_names_on_disk  # noqa: PLC0415

        withheld = finder_of_names([*options.withheld, *withheld_names_on_disk(options.content)])
        diagnostics = in_order([*diagnostics, *redact(new, (), withheld)])
    told_of = sorted({diagnostic.span.path for diagnostic in diagnostics})
    files = [file for path in told_of if (file := read_file_at(options.content, path)) is not None]
    return BuildResult(diagnostics, files, last.counts, manifest=last.manifest)


def _lost_warnings(kept: Collection[str], output: Output) -> Iterator[Diagnostic]:
    if kept:
        from defectarchive.checks.addresses import (  # noqa: PLC0415
            address_warnings,
            lost_addresses,
        )

        yield from address_warnings(lost_addresses(kept, output.published_files().keys()))


def _web_root_warnings(options: BuildOptions) -> Iterator[Diagnostic]:
    root = web_root_above(options.output)
    return web_root_warnings("" if root is None else str(root))


def _other_inputs(options: BuildOptions, templates: Templates) -> tuple[bytes, ...]:
    """What the site depends on besides the content: templates, options, withheld names."""
    sources = {name: text.encode() for name, text in templates.sources.items()}
    pagefind = options.pagefind.version if options.pagefind else ""
    asked = (options.base_url, str(options.search), pagefind, options.cards, str(options.offline))
    words = (str(options.content.resolve()), *asked, *options.withheld)
    return (
        digest_of_files(sources),
        digest_of_files(templates.static),
        *(word.encode("utf-8", "surrogateescape") for word in words),
    )
