"""Files of the content that are published as they are, looked through for withheld names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.checks.withholding.static_search import search_static
from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.engine.rebuild import BuiltFile
from defectarchive.engine.traces import FileTrace
from defectarchive.frozen import Frozen
from defectarchive.loader.layout import STATIC_FOLDER
from defectarchive.workspace.manifest import FileDigest, file_digest
from defectarchive.workspace.source_tree import StaticFile


class StaticFiles(Frozen, frozen=True):
    """The files, each with the sum of what was looked through; and what was found in them."""

    files: tuple[tuple[StaticFile, FileDigest], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def made(self, withheld: WithheldNames) -> Iterator[BuiltFile]:
        """The files for the site. One that has changed meanwhile is looked through again."""
        for file, looked_through in self.files:
            data = file.read()
            total = file_digest(data)
            changed = total != looked_through
            faults = search_static(_path_of(file), data, withheld) if changed else ()
            trace = FileTrace(file.path, total.digest, total.size)
            yield BuiltFile(trace, data, any(each.is_error for each in faults))


def look_through(files: Iterable[StaticFile], withheld: WithheldNames) -> StaticFiles:
    """Read each of the files, and say what is wrong in it. Raises WorkspaceError."""
    diagnostics: list[Diagnostic] = []
    sums: list[tuple[StaticFile, FileDigest]] = []
    for file in files:
        data = file.read()
        sums.append((file, file_digest(data)))
        diagnostics += search_static(_path_of(file), data, withheld)
    return StaticFiles(tuple(sums), tuple(diagnostics))


def _path_of(file: StaticFile) -> str:
    return f"{STATIC_FOLDER}/{file.path}"
