"""Whether pages would still show a name: templates may join it from texts that have parts of it."""

from __future__ import annotations

from collections.abc import Sequence

from defectarchive.desk.changes.read_archive import Files
from defectarchive.engine.check import check_source
from defectarchive.engine.publication import files_that_leak
from defectarchive.loader.source_file import SourceFile
from defectarchive.workspace.source_tree import Source
from defectarchive.workspace.templates import read_templates


def pages_that_show(files: Files, names: Sequence[str]) -> tuple[str, ...]:
    """Paths of files of the site that would show one of these names. Makes the site in memory."""
    source = Source(tuple(SourceFile(path, data) for path, data in files.items()))
    checked = check_source(source, names)
    if checked.archive is None:
        return ()
    return tuple(files_that_leak(checked, checked.archive, read_templates(None)))
