"""Articles dated years after everything else in the archive: the year is probably mistyped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from defectarchive.diagnostics.diagnostic import Diagnostic, warning
from defectarchive.model.dates.date import Date
from defectarchive.model.dates.days import Day
from defectarchive.model.records import ArticleRecord

YEARS = 10
"""After how many years without a word an article is doubted rather than taken for news."""


# Up to so many articles after a gap are taken for slips, more for news after a silence.
_FEW = 2


def published_ahead(articles: Iterable[ArticleRecord]) -> Iterator[Diagnostic]:
    """A warning for the articles whose date lies far beyond the archive's other dates.

    Never beside today: the same content always gives the same messages.
    """
    dated = [(day, each) for each in articles if (day := each.published.earliest) is not None]
    dated.sort(key=lambda pair: (pair[0], pair[1].id))
    ahead: list[ArticleRecord] = []
    known: Day | None = None
    for day, article in dated:
        if known is not None and day > known + YEARS * 366:
            ahead = []  # A later gap: only the articles after the last gap are doubted.
        known = max([day, *_days(article), *([] if known is None else [known])])
        ahead.append(article)
    if not 0 < len(ahead) <= min(_FEW, len(dated) - len(ahead)):
        return
    for article in ahead:
        yield warning(
            "published-ahead",
            article.published_span or article.span,
            f"{article.published.text} is more than {YEARS} years after everything else here",
            "look whether the year is mistyped",
        )


def _days(article: ArticleRecord) -> list[Day]:
    dates: list[Date | None] = [article.published, article.accessed, article.updated]
    return [date.latest for date in dates if date is not None and date.latest is not None]
