"""What the command says: diagnostics as text, JSON or GitHub commands; summaries; progress."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TextIO

from defectarchive.checks.messages import as_text
from defectarchive.diagnostics.diagnostic import Diagnostic, counted, first_few, in_folder
from defectarchive.engine.traces import SiteCounts
from defectarchive.loader.source_file import SourceFile
from defectarchive.workspace.output import Published

# Of one code of warning, so many show what it is about.
_SHOWN = 3


def in_brief(
    diagnostics: Iterable[Diagnostic],
    folder: str,
    files: Sequence[SourceFile],
    *,
    whole: bool = False,
) -> Iterator[str]:
    """What a terminal shows: warnings code by code, three of each; errors last, all of them.

    `whole`: every warning, by its place.
    """
    diagnostics = list(diagnostics)
    warnings = [diagnostic for diagnostic in diagnostics if not diagnostic.is_error]
    by_code: dict[str, list[Diagnostic]] = {}
    for diagnostic in warnings:
        by_code.setdefault(diagnostic.code, []).append(diagnostic)
    if whole:
        yield from as_text(warnings, folder, files)
    else:
        for of_code in by_code.values():
            yield from as_text(of_code[:_SHOWN], folder, files)
            if len(of_code) > _SHOWN:
                yield f"      … and {len(of_code) - _SHOWN} more: --all"
    yield from as_text((each for each in diagnostics if each.is_error), folder, files)


def elsewhere(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """How many errors these are and in which files, in one line; "" where there are none."""
    errors = [in_folder(diagnostic, folder) for diagnostic in diagnostics if diagnostic.is_error]
    files = list(dict.fromkeys(diagnostic.span.path for diagnostic in errors))
    if not errors:
        return ""
    named = first_few(files, _SHOWN)
    return f"{counted(len(errors), 'error')} in {counted(len(files), 'other file')}: {named}"


def left_out(drafts: Sequence[str]) -> str:
    """That these files wait to be published, in one line; "" where there are none."""
    if not drafts:
        return ""
    verb = "is" if len(drafts) == 1 else "are"
    return f"{counted(len(drafts), 'draft')} {verb} left out: {first_few(drafts, _SHOWN)}"


def as_json(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """A JSON array of objects: path, line, column, severity, code, message, hint."""
    rows = [
        {
            "path": diagnostic.span.path,
            "line": diagnostic.span.line,
            "column": diagnostic.span.column,
            "severity": diagnostic.severity.value,
            "code": diagnostic.code,
            "message": diagnostic.message,
            "hint": diagnostic.hint,
        }
        for diagnostic in (in_folder(found, folder) for found in diagnostics)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(diagnostics: Iterable[Diagnostic], folder: str) -> Iterator[str]:
    """GitHub's workflow commands, which show a diagnostic beside its line.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for diagnostic in diagnostics:
        span = in_folder(diagnostic, folder).span
        properties = {
            "file": span.path,
            "line": str(span.line),
            "col": str(span.column),
            "endColumn": str(span.end),
            "title": diagnostic.code,
        }
        written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        said = "\n".join(filter(None, (diagnostic.message, diagnostic.hint)))
        yield f"::{diagnostic.severity.value} {written}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(
    site: SiteCounts, diagnostics: Sequence[Diagnostic], manifest: str, seconds: float
) -> str:
    """What a build came to, in one line. `manifest`: its SHA-256, to hold the site to later."""
    counts: Mapping[str, int] = {
        "article": site.articles,
        "event": site.events,
        "person": site.people,
        "page": site.pages,
        "file": site.files,
    }
    said = ", ".join(counted(number, noun) for noun, number in counts.items())
    size = f"{site.size / 1e6:.1f} MB"
    said += f" ({size}), {counted(len(diagnostics), 'warning')}"
    return f"{said}, manifest {manifest}, {seconds:.2f} seconds"


def explained(published: Published | None, why: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each file that is no longer as it was: which, and why."""
    if published is None or not (published.written or published.deleted):
        yield "nothing has changed since the last build"
        return
    for path in published.written:
        reason = why.get(path)
        yield f"{_called(path)}: {reason}" if reason else f"written {path}"
    for path in published.deleted:
        yield f"deleted {path}"


def _called(path: str) -> str:
    """A page by what it is about: "person ivan-ivanov", "person ivan-ivanov in nb", "timeline/"."""
    folder, _, rest = path.removesuffix("index.html").rstrip("/").partition("/")
    noun = _NOUNS.get(folder)
    if noun is None and rest.count("/") == 1 and rest.partition("/")[0] in _NOUNS:
        return f"{_called(rest)} in {folder}"
    if noun is None or not rest or "/" in rest:
        return path
    return f"{noun} {rest}"


_NOUNS = {
    "articles": "article",
    "cases": "case",
    "organisations": "organisation",
    "outlets": "outlet",
    "people": "person",
    "places": "place",
    "types": "type",
    "years": "year",
}


# A build shorter than this is over before anybody wonders.
_PATIENCE = 1.0
_BETWEEN = 0.1


@dataclass(slots=True)
class Progress:
    """One line that counts, on a terminal and after a second; nothing anywhere else."""

    stream: TextIO | None
    started: float = field(default_factory=time.monotonic)
    shown: float = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.shown and self.stream is not None:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def __call__(self, what: str, number: int) -> None:
        now = time.monotonic()
        if now - self.started < _PATIENCE or now - self.shown < _BETWEEN:
            return
        if self.stream is not None and self.stream.isatty():
            self.stream.write(f"\r\x1b[K{number} {what} …")
            self.stream.flush()
            self.shown = now
