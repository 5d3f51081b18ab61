"""Files of the content that are published as they are, looked through for withheld names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from defectarchive.checks.outputs import STATIC_FOLDER
from defectarchive.checks.static_search import search_static
from defectarchive.checks.withholding import Withheld
from defectarchive.diagnostics import Diagnostic
from defectarchive.workspace.manifest import Sum, sum_of
from defectarchive.workspace.memo import Made
from defectarchive.workspace.source import StaticFile


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The files, each with the sum of what was looked through; and what was found in them."""

    files: tuple[tuple[StaticFile, Sum], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def made(self, withheld: Withheld) -> Iterator[Made]:
        """The files for the site. One that has changed meanwhile is looked through again."""
        for file, looked_through in self.files:
            data = file.read()
            total = sum_of(data)
            changed = total != looked_through
            found = search_static(_path_of(file), data, withheld) if changed else ()
            yield Made(file.path, total, data, any(each.is_error for each in found))


def look_through(files: Iterable[StaticFile], withheld: Withheld) -> StaticFiles:
    """Read each of the files, and say what is wrong in it. Raises WorkspaceError."""
    found: list[Diagnostic] = []
    sums: list[tuple[StaticFile, Sum]] = []
    for file in files:
        data = file.read()
        sums.append((file, sum_of(data)))
        found += search_static(_path_of(file), data, withheld)
    return StaticFiles(tuple(sums), tuple(found))


def _path_of(file: StaticFile) -> str:
    return f"{STATIC_FOLDER}/{file.path}"
