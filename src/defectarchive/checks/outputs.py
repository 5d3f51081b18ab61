"""What a build finds in its output and around it that somebody would miss, or not want served."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, first_few, warning
from defectarchive.loader.layout import SITE_FILE, STATIC_FOLDER

_NAMED = 10


def foreign_warnings(removed: Sequence[str]) -> Iterator[Diagnostic]:
    """A warning that names files which no build had put into the output, and which are gone now."""
    if removed:
        names = first_few(removed, _NAMED)
        what = "a file was" if len(removed) == 1 else f"{len(removed)} files were"
        message = f"{what} in the output that no build had put there, and removed: {names}"
        hint = f"what is to be published lies in {STATIC_FOLDER}/ of the content"
        yield warning("foreign-file", Span(STATIC_FOLDER), message, hint)


def web_root_warnings(root: str) -> Iterator[Diagnostic]:
    """A warning that a web server seems to serve this folder, and so what lies beside the output.

    Empty: none seems to.
    """
    if root:
        message = f"{root} looks like the root of a web server, and the output lies below it"
        hint = (
            "beside the output lie old versions and what builds remember, which only their owner "
            "may read: let the output itself be what is served, or lie elsewhere"
        )
        yield warning("web-root-above", Span(SITE_FILE), message, hint)
