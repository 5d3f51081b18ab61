"""A build that would publish a withheld name: which files, and where in the source it stands."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise

from msgspec.structs import replace

from defectarchive.checks.withholding import Withheld
from defectarchive.diagnostics import Diagnostic, Severity, Span
from defectarchive.model.records import Records
from defectarchive.source import SourceFile, source_lines

# What no text has, and text that a program left in a file of another kind (`man 1 strings`).
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_READABLE = re.compile(rb"[\x20-\x7e]{8,}")
_GZIP = b"\x1f\x8b"
_REMEDY = "write it so that nothing of the name is left; the descriptor of an unnamed person serves"


def names_withheld(records: Records) -> tuple[str, ...]:
    """Every name that a people file withholds."""
    return tuple(name.text for person in records.people for name in person.withhold)


def is_leak(path: str, data: bytes, withheld: Withheld) -> bool:
    """Whether a file of the site would show a withheld name, in its address or in its text."""
    if not withheld:
        return False
    if withheld.is_in(path):
        return True
    if data.startswith(_GZIP):
        # The index of all texts; what else begins so is looked through as it is.
        with suppress(OSError, EOFError, zlib.error):
            data = gzip.decompress(data)
    try:
        return withheld.is_in(data.decode())
    except UnicodeDecodeError:
        return _is_in_foreign_file(data, withheld)


def _is_in_foreign_file(data: bytes, withheld: Withheld) -> bool:
    """A static file of the user's: text in an old encoding, or an image with what is said of it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return withheld.is_in(data.decode("utf-16", "replace"))
    if not _BINARY.search(data):
        return withheld.is_in(data.decode("cp1252", "replace"))
    return any(withheld.is_in_remains(run.decode("ascii")) for run in _READABLE.findall(data))


def leak_errors(
    leaking: Sequence[str], files: Iterable[SourceFile], records: Records, withheld: Withheld
) -> tuple[Diagnostic, ...]:
    """An error for each place in the source from which a withheld name would be published.

    `leaking`: paths of the site's files that would show one. Drafts are not published, and the
    entries that withhold a name are no leak; where nothing else has it, a name has come about by
    putting texts together, and the first leaking file is named at the entries that withhold it.
    """
    files = tuple(files)
    drafts = {article.span.path for article in records.articles if article.draft}
    entries = {(name.span.path, name.span.line) for p in records.people for name in p.withhold}
    published = next((path for path in leaking if not withheld.is_in(path)), "")
    if published:
        where = f" (in {published})"
    else:
        where = f" (in the name of a file in {_clean_folder(leaking[0], withheld)})"
    message = f"a name that is withheld would be published{where}"
    places = [
        Span(file.path, number, start, end)
        for file in files
        if file.path not in drafts
        for number, line in enumerate(source_lines(file.data), start=1)
        if (file.path, number) not in entries
        for start, end in withheld.columns(line)
    ]
    if not places:
        places = [*_over_lines([file for file in files if file.path not in drafts], withheld)]
    places += [Span(file.path) for file in files if withheld.is_in(file.path)]
    if not places:
        places = [name.span for p in records.people for name in p.withhold] or [Span("site.yaml")]
    return tuple(
        Diagnostic(Severity.ERROR, "withheld-name", span, message, _REMEDY, secret=True)
        for span in places
    )


def _clean_folder(path: str, withheld: Withheld) -> str:
    """The innermost of the folders around a file of the site that gives nothing away."""
    while path := path.rpartition("/")[0]:
        if not withheld.is_in(path):
            return f"{path}/"
    return "the site"


def _over_lines(files: Iterable[SourceFile], withheld: Withheld) -> Iterator[Span]:
    """Where a name goes over the end of a line: its first line. Whole ones are not looked for."""
    for file in files:
        lines = source_lines(file.data)
        for number, (line, following) in enumerate(pairwise(lines), start=1):
            if not withheld.is_in(f"{line}\n{following}"):
                continue
            if not (withheld.is_in(line) or withheld.is_in(following)):
                yield Span(file.path, number, 1, len(line) + 1)


def conceal(
    diagnostics: Iterable[Diagnostic], files: Iterable[SourceFile], withheld: Withheld
) -> tuple[Diagnostic, ...]:
    """The diagnostics without a word of what is withheld, in message, excerpt or path.

    A file whose very name would tell is called by its folder alone.
    """
    if not withheld:
        return tuple(diagnostics)
    lines = {file.path: source_lines(file.data) for file in files}
    return tuple(
        _concealed(found, lines.get(found.span.path, []), withheld) for found in diagnostics
    )


def _concealed(found: Diagnostic, lines: Sequence[str], withheld: Withheld) -> Diagnostic:
    span = found.span
    if withheld.is_in(f"{found.message}\n{found.hint}"):
        found = replace(found, message=_UNSAYABLE, hint="")
    if 0 < span.line <= len(lines) and withheld.is_in(lines[span.line - 1]):
        found = replace(found, secret=True)
    if withheld.is_in(span.path):
        folder = span.path.partition("/")[0]
        found = replace(found, span=replace(span, path=f"{folder}/…"), secret=True)
    return found


_UNSAYABLE = "what there is to say would give away a name that is withheld"
