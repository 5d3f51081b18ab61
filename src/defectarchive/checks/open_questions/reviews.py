"""What is open about the archive's own files: articles that nobody has reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.checks.open_questions.question import Question, SearchedArchive
from defectarchive.diagnostics.diagnostic import warning
from defectarchive.model.archive import Archive
from defectarchive.model.ids import EntityRef, Kind

UNREVIEWED = "unreviewed"
"""The question's name."""


def unreviewed(subjects: SearchedArchive) -> Iterator[Question]:
    """Articles without a review, latest first, in an archive where files are reviewed at all.

    An archive shows that they are by one review, or by one file that says who drafted it.
    """
    return without_review(subjects) if are_reviewed(subjects.archive) else iter(())


def are_reviewed(archive: Archive) -> bool:
    """Whether the files of an archive are reviewed at all."""
    return any(article.review or article.drafted_by for article in archive.articles.values())


def without_review(subjects: SearchedArchive) -> Iterator[Question]:
    """Articles without a review, latest first."""
    for article in subjects.articles:
        if not article.review:
            doubt = warning(
                "open-unreviewed",
                article.span,
                f"nobody has reviewed what the archive says of {article.id}",
                f"read the file beside its source; then `defectarchive review {article.id} --by …`",
            )
            thing = EntityRef(Kind.ARTICLE, article.id)
            yield Question(
                UNREVIEWED, thing, doubt, date=article.published, telling=len(article.events)
            )
