"""Drafts in the preview: read as if they were published, and marked."""

from __future__ import annotations

import re

from msgspec.structs import replace

from defectarchive.loader.files import FileResult, read_file
from defectarchive.loader.parts.reviews import UNREVIEWED
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.vocabulary import Vocabulary

MARK, BY_PROGRAM = "[draft]", "[draft by a program, unreviewed]"
# What says so: a line, which stays as an empty one, so that all others keep their numbers; or an
# entry of a mapping in braces.
_DRAFT = (
    (re.compile(rb"""(?m)^(["']?)draft\1[ \t]*:[^\r\n]*"""), b""),
    (re.compile(rb"""([{,]\s*)(["']?)draft\2\s*:\s*true\b"""), rb"\1draft: false"),
)


def as_published(file: SourceFile, read: FileResult, vocabulary: Vocabulary) -> FileResult:
    """What is read of a file; of a draft as if it were none, where nothing but that is wrong.

    Its title says that it is one, and whether no person has written or reviewed it.
    """
    if not _has_draft(read):
        return read
    versions = (pattern.sub(instead, file.data, count=1) for pattern, instead in _DRAFT)
    readings = (read_file(SourceFile(file.path, data), vocabulary) for data in versions)
    shown = next((each for each in readings if not _has_draft(each)), read)
    wrong = [each for each in shown.diagnostics if each.is_error]
    faulty = any(each.code != UNREVIEWED for each in wrong)
    if faulty or _has_draft(shown) or not shown.records.articles:
        return read
    mark = BY_PROGRAM if wrong else MARK
    articles = tuple(
        replace(article, title=f"{mark} {article.title}") for article in shown.records.articles
    )
    records = replace(shown.records, articles=articles)
    diagnostics = tuple(each for each in shown.diagnostics if each.code != UNREVIEWED)
    return replace(shown, records=records, diagnostics=diagnostics)


def _has_draft(read: FileResult) -> bool:
    return any(article.draft for article in read.records.articles)
