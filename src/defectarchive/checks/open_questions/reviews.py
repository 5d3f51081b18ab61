"""What is open about the archive's own files: articles that nobody has reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.checks.open_questions.question import Question, SearchedArchive
from defectarchive.diagnostics.diagnostic import warning
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.resolve.order import latest_first


def unreviewed(subjects: SearchedArchive) -> Iterator[Question]:
    """Articles without a review, latest first, in an archive where files are reviewed at all.

    An archive shows that they are by one review, or by one file that says who drafted it.
    """
    articles = subjects.archive.articles.values()
    if not any(article.review or article.drafted_by for article in articles):
        return
    for article in latest_first(articles):
        if not article.review:
            doubt = warning(
                "open-unreviewed",
                article.span,
                f"nobody has reviewed what the archive says of {article.id}",
                f"read the file beside its source; then `defectarchive review {article.id} --by …`",
            )
            thing = EntityRef(Kind.ARTICLE, article.id)
            yield Question(
                "unreviewed", thing, doubt, date=article.published, telling=len(article.events)
            )
