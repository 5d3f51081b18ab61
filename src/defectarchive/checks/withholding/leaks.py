"""A build that would publish a withheld name: which files, and where in the source it stands."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import takewhile

from msgspec.structs import replace

from defectarchive.checks.withholding.finder import WithheldNames
from defectarchive.checks.withholding.index_words import words_of
from defectarchive.checks.withholding.static_search import REMEDY, holds_name
from defectarchive.diagnostics.diagnostic import Diagnostic, Severity, Span
from defectarchive.loader.front_matter import FENCE
from defectarchive.loader.source_file import SourceFile, source_lines
from defectarchive.loader.withheld_names import names_under_withhold
from defectarchive.model.records import Records

_GZIP = b"\x1f\x8b"
# Put between unrelated texts, so that no name is found across two of them.
_APART = "\u2029"
UNSAYABLE = "what there is to say would give away a name that is withheld"


def names_withheld(records: Records) -> tuple[str, ...]:
    """Every name that a people file withholds."""
    return tuple(name.text for person in records.people for name in person.withhold)


def is_leak(path: str, data: bytes, withheld: WithheldNames) -> bool:
    """Whether a file of the site would show a withheld name, in its address or in its text."""
    if not withheld:
        return False
    if withheld.is_in_path(path):
        return True
    if data.startswith(_GZIP):
        # The index of all texts; what else begins so is looked through as it is.
        with suppress(OSError, EOFError, zlib.error):
            data = gzip.decompress(data)
        if words := words_of(data):
            return withheld.is_in_plain(_APART.join(words))
    return holds_name(path, data, withheld)


def is_private(file: SourceFile, records: Records) -> bool:
    """Whether what was read of a file must not be stored: it is a draft or withholds names."""
    if any(article.draft for article in records.articles) or names_withheld(records):
        return True
    # A file that cannot be read may have been meant as either.
    return bool(records.unread) or any(True for _ in names_under_withhold([file]))


def has_withheld_name(file: SourceFile, withheld: WithheldNames) -> bool:
    """Whether a source file has a withheld name, published or not."""
    return withheld.is_in(file.data.decode("utf-8", "replace")) or withheld.is_in_path(file.path)


def leak_errors(
    leaking: Sequence[str], files: Iterable[SourceFile], records: Records, withheld: WithheldNames
) -> tuple[Diagnostic, ...]:
    """An error for each place in the source from which a withheld name would be published.

    `leaking`: paths of the site's files that would show one; not empty. Drafts are not searched,
    since they are not published, nor the `withhold` entries themselves. If no other source has the
    name, pages have joined it from separate texts: the errors then point at the `withhold` entries
    and say which file of the site would show it.
    """
    files = tuple(files)
    drafts = {article.span.path for article in records.articles if article.draft}
    entries = {(name.span.path, name.span.line) for p in records.people for name in p.withhold}
    published = next((path for path in leaking if not withheld.is_in_path(path)), "")
    if published:
        where = f" (in {published})"
    else:
        where = f" (in the name of a file in {_clean_folder(leaking[0], withheld)})"
    message = f"a name that is withheld would be published{where}"
    sources = [file for file in files if file.path not in drafts]
    found = [*_places(sources, withheld, entries)]
    comments = {file.path: _comments(file) for file in sources}
    # What looks like a comment may be a line of a text; there it is blamed if nothing else is.
    places = [span for span in found if span.line not in comments[span.path]]
    places += [Span(file.path) for file in files if withheld.is_in_path(file.path)]
    places = places or found
    if not places:
        places = [*_places(sources, withheld, entries, small=True)]
    if not places:
        places = [name.span for p in records.people for name in p.withhold] or [Span("site.yaml")]
    return tuple(
        Diagnostic(Severity.ERROR, "withheld-name", span, message, REMEDY, secret=True)
        for span in places
    )


def _places(
    files: Iterable[SourceFile],
    withheld: WithheldNames,
    entries: set[tuple[str, int]],
    *,
    small: bool = False,
) -> Iterator[Span]:
    """Where names stand in the source, but for the entries that withhold them."""
    for file in files:
        text = "\n".join(source_lines(file.data))
        for line, start, end in withheld.places(text, small=small):
            if (file.path, line) not in entries:
                yield Span(file.path, line, start, end)


def _comments(file: SourceFile) -> set[int]:
    """The numbers of lines that seem to hold a comment of YAML alone: of these nothing comes out.

    In Markdown, those of the front matter.
    """
    lines, first = source_lines(file.data), 1
    if file.path.endswith(".md"):
        if not lines or FENCE.fullmatch(lines[0]) is None:
            return set()
        lines, first = [*takewhile(lambda line: FENCE.fullmatch(line) is None, lines[1:])], 2
    return {at for at, line in enumerate(lines, first) if line.lstrip().startswith("#")}


def _clean_folder(path: str, withheld: WithheldNames) -> str:
    """The innermost of the folders around a file of the site that gives nothing away."""
    while path := path.rpartition("/")[0]:
        if not withheld.is_in_path(path):
            return f"{path}/"
    return "the site"


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def redact(
    diagnostics: Iterable[Diagnostic], files: Iterable[SourceFile], withheld: WithheldNames
) -> tuple[Diagnostic, ...]:
    """The diagnostics without a word of what is withheld, in message, excerpt or path.

    A path that holds a withheld name is cut short by `clean_path`.
    """
    if not withheld:
        return tuple(diagnostics)
    lines = {file.path: source_lines(file.data) for file in files}
    return tuple(
        _concealed(diagnostic, lines.get(diagnostic.span.path, []), withheld)
        for diagnostic in diagnostics
    )


def redacted_text(text: str, withheld: WithheldNames) -> str:
    """A message of the program with nothing in it that is withheld: paths are cut short."""
    if not withheld.is_in(text):
        return text
    cut = re.sub(r"[^\s'\":]*/[^\s'\":]*", lambda path: clean_path(path[0], withheld), text)
    return UNSAYABLE if withheld.is_in(cut) else cut


def _concealed(diagnostic: Diagnostic, lines: Sequence[str], withheld: WithheldNames) -> Diagnostic:
    span = diagnostic.span
    if withheld.is_in(diagnostic.message):
        diagnostic = replace(diagnostic, message=UNSAYABLE, hint="")
    elif withheld.is_in(diagnostic.hint):
        diagnostic = replace(diagnostic, hint="")
    if 0 < span.line <= len(lines) and _is_shown(lines, span.line, withheld):
        diagnostic = replace(diagnostic, secret=True)
    if withheld.is_in_path(span.path):
        diagnostic = replace(
            diagnostic, span=replace(span, path=clean_path(span.path, withheld)), secret=True
        )
    return diagnostic


def _is_shown(lines: Sequence[str], number: int, withheld: WithheldNames) -> bool:
    """Whether the line has a name, or a part of one that goes on beyond it.

    Printed, a name is read across a control character, which no text may have.
    """
    lines = [_CONTROL.sub("", line) for line in lines[max(0, number - 2) : number + 1]]
    number = min(number, 2)
    if withheld.is_in(lines[number - 1]):
        return True
    around = withheld.places("\n".join(lines))
    return any(line in {number - 1, number} for line, _, _ in around)


def clean_path(path: str, withheld: WithheldNames) -> str:
    """The path, cut short with an ellipsis before the first part that completes a withheld name.

    A name may be spread over several parts: people/ivan/petrenko.md.
    """
    parts = path.split("/")
    while parts and withheld.is_in_path("/".join(parts)):
        parts.pop()
    return "/".join([*parts, "…"]) if len(parts) < path.count("/") + 1 else path
