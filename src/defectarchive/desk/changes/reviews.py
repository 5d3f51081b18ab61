"""Reviews that a command leaves as fresh as they were."""

from __future__ import annotations

from collections.abc import Collection

from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.read_archive import ReadArchive
from defectarchive.desk.changes.source.entries import replace_scalar
from defectarchive.desk.changes.source.yaml_tree import ScalarAt
from defectarchive.loader.front_matter import read_document
from defectarchive.loader.parts.reviews import REVIEWED, hash_under_review
from defectarchive.loader.source_file import SourceFile


def renew_reviews(content: NewContent, read: ReadArchive, but_not: Collection[str] = ()) -> None:
    """Have each review that was fresh be of the file as the command leaves it.

    `but_not`: paths of files that say more than was reviewed.
    """
    fresh = {
        article.span.path
        for article in read.records.articles
        if article.reviewed is not None and article.reviewed.fresh
    }
    for path in sorted(content.files.keys() - set(but_not)):
        was = content.moved.get(path, path)
        if was in fresh and content.files[path] != read.files[was]:
            write_hash(content, path)


def write_hash(content: NewContent, path: str) -> None:
    """Write into an article's review what it is of: the file as it stands."""
    of = content.file(path).node((REVIEWED, "of"))
    if isinstance(of, ScalarAt):
        document = read_document(SourceFile(path, content.files[path]))
        content.edit(path, [replace_scalar(of, hash_under_review(document))])
