"""What can hardly be so in one article: a slip in a year, most often. Warnings only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, warning
from defectarchive.model.dates.date import Date
from defectarchive.model.records import ArticleRecord, ClaimedDate, ClaimRecord
from defectarchive.model.values import Count

OLDEST = 120
"""Nobody of whom the press writes was older, in years."""

# What is announced lies a few months ahead; a slip in the year puts it about a year ahead.
_AHEAD = 300
# Of a year or a season that is announced, the end lies further ahead.
_END_AHEAD = 548
# Nothing of this can be done before the article is out.
_AFTERWARDS = {
    "accessed": "was looked at",
    "updated": "was updated",
    "corrected": "was corrected",
    "retracted": "was retracted",
}
_LOOK = "look whether a year, or a month and a day, were exchanged or mistyped"


def doubts(article: ArticleRecord, places: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """Dates and ages of an article that do not fit each other. `places`: of its keys' values."""
    yield from _done_too_early(article, places)
    for report in article.reports:
        for claim in report.claims:
            yield from _too_late(claim, article.published)
        for mention in report.people:
            for claim in mention.claims:
                yield from _too_old(claim)


def _done_too_early(article: ArticleRecord, places: Mapping[str, Span]) -> Iterator[Diagnostic]:
    dates: dict[str, list[Date | None]] = {
        "accessed": [article.accessed],
        "updated": [article.updated],
        "corrected": [each.date for each in article.corrected],
        "retracted": [article.retracted.date if article.retracted else None],
    }
    for key, done in dates.items():
        for date in done:
            if date is not None and date.ends_before(article.published):
                yield warning(
                    "dates-in-disorder",
                    places.get(key, article.span),
                    f"the article {_AFTERWARDS[key]} ({date.text}) before it was published "
                    f"({article.published.text})",
                    _LOOK,
                )


def _too_late(claim: ClaimRecord, published: Date) -> Iterator[Diagnostic]:
    if (
        not isinstance(claim.value, ClaimedDate)
        or not claim.stance.affirms
        or published.latest is None
    ):
        return
    date = claim.value.date
    if date.earliest is None or date.earliest <= published.latest:
        return
    end = date.earliest if date.latest is None else date.latest
    if date.earliest - published.latest > _AHEAD or end - published.latest > _END_AHEAD:
        yield warning(
            "date-after-publication",
            claim.span,
            f"what the article tells of lies long after it was published ({published.text})",
            _LOOK,
        )


def _too_old(claim: ClaimRecord) -> Iterator[Diagnostic]:
    if claim.property == "age" and isinstance(claim.value, Count):
        age = claim.value.low if claim.value.low is not None else claim.value.high
        if age is not None and age > OLDEST:
            message = f"nobody is {age} years old"
            yield warning("unlikely-age", claim.span, message, "look whether a digit is too many")
