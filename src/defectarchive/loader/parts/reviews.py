"""Who has read an article's file and found it right, and whether it is still the file they read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error, warning
from defectarchive.loader.front_matter import Document
from defectarchive.loader.parts.values import date_of_text
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.fields import Fields, Reader, entry, text, word
from defectarchive.model.records import PROGRAM, ReviewRecord

REVIEWED, DRAFTED_BY = "reviewed", "drafted_by"
UNREVIEWED = "unreviewed"
"""The code of the error that a review mends."""
# In hexadecimal digits: nobody has to guard against forgery here, who could write any review.
_DIGITS = 16


def read_review(document: Document) -> Reader[ReviewRecord]:
    """A reader of an article's review."""

    @entry("a review", ("by", "date", "of"), "write {by: …, date: 2031-05-01, of: …}")
    def read(fields: Fields) -> ReviewRecord | None:
        by, when = fields.required("by", text), fields.required("date", date_of_text)
        of = fields.required("of", word)
        if by is None or when is None or of is None:
            return None
        return ReviewRecord(by, when, fresh=of == hash_under_review(document))

    return read


def review_faults(
    review: ReviewRecord | None, drafted_by: str, places: dict[str, Span], *, draft: bool
) -> Iterator[Diagnostic]:
    """That the file has changed since somebody read it, or that only a program has."""
    stale = review is not None and not review.fresh
    if stale:
        yield warning(
            "review-stale",
            places[REVIEWED],
            "the file is no longer what was reviewed",
            "read it again, and write so with `defectarchive review`",
        )
    if drafted_by == PROGRAM and not draft and (review is None or stale):
        yield error(
            "unreviewed",
            places[DRAFTED_BY],
            "a program drafted this, and nobody has reviewed it as it stands",
            "read it beside its source, then write so with `defectarchive review`; "
            "or keep it a draft",
        )


def hash_under_review(document: Document) -> str:
    """What the review of a file is of: a hash over its text without the key `reviewed`."""
    text = _without_review(document)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _without_review(document: Document) -> str:
    """The text without the lines of the key; in braces, without the key and its value."""
    fields = document.fields
    review = None if fields is None else fields.entries.get(REVIEWED)
    if fields is None or review is None:
        return document.text
    lines = document.text.split("\n")
    line = review.key_span.line
    places = sorted(each.key_span for each in fields.entries.values())
    following = next((each for each in places if each > review.key_span), None)
    if fields.flow or any(each.line == line for each in places if each != review.key_span):
        return _without_stretch(lines, review, following)
    last = 1 + document.yaml.count("\n") if following is None else following.line - 1
    # Indented lines belong to the key; what stands at the margin after them does not.
    indented = (
        number
        for number in range(line + 1, last + 1)
        if lines[number - 1].strip() and lines[number - 1][0] in " \t"
    )
    end = max(indented, default=line)
    return "\n".join([*lines[: line - 1], *lines[end:]])


def _without_stretch(lines: list[str], review: nodes.MappingEntry, following: Span | None) -> str:
    """The text without what stands from the key to the next one, or to the end of its value."""
    start, end = review.key_span, review.value.span
    to = (end.line, end.end) if following is None else (following.line, following.column)
    before = [*lines[: start.line - 1], lines[start.line - 1][: start.column - 1]]
    after = [lines[to[0] - 1][to[1] - 1 :], *lines[to[0] :]]
    return "\n".join(before) + "\n".join(after)
