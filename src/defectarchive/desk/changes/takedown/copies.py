"""Files that are no articles, people or registers: what can be edited of them, and what is left.

Copies of articles are evidence, of which copies.yaml has the SHA-256: they are only listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.checks.withholding.leaks import clean_path
from defectarchive.checks.withholding.static_search import holds_name, search_static
from defectarchive.desk.changes.takedown.words import Unnamed
from defectarchive.workspace.errors import wrap_os_errors

# Would mean something else in HTML, JSON or a style sheet.
_MARKUP = frozenset("\"'<>&\\{}")


def text_without(path: str, data: bytes, unnamed: Unnamed) -> bytes | None:
    """A file of text with the descriptor in the place of the name; None where that cannot be done.

    That is so in other encodings, in what is no text, and where the name would still be found.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if "\0" in text or _MARKUP.intersection(unnamed.descriptor):
        return None
    done = unnamed.words(text).encode()
    return None if done == data or holds_name(path, done, unnamed.withheld) else done


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
