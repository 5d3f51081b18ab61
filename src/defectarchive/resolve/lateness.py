"""Articles that would have been published long after everything else here was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from defectarchive.diagnostics.diagnostic import Diagnostic, warning
from defectarchive.model.dates.date import Date
from defectarchive.model.dates.days import Day
from defectarchive.model.records import ArticleRecord

YEARS = 10
"""After how many years without a word an article is doubted rather than taken for news."""


# So many may bear a slip; what more articles say of the year is news after a silence.
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
            ahead = []  # of whom there is more, since this one lies beyond them
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
