"""Files that no command edits: copies of articles, and what is published as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.checks.withholding.leaks import clean_path
from defectarchive.checks.withholding.static_search import search_static
from defectarchive.workspace.errors import wrap_os_errors


def copies_with(files: Iterable[tuple[str, Path]], withheld: WithheldNames) -> Iterator[str]:
    """A line for each file that holds the name, or cannot be searched for it.

    `files`: what to call each, and where it is.
    """
    for path, place in files:
        with wrap_os_errors("read", place):
            found = search_static(path, place.read_bytes(), withheld)
        shown = clean_path(path, withheld)
        if any(each.is_error for each in found):
            yield f"{shown} holds the name, and was left as it is"
        elif found:
            yield f"{shown} cannot be searched: look at it yourself"
