"""What is open about time: cases of no certain year, cases that nobody has written of lately."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar

from msgspec.structs import replace

from defectarchive.checks.open_questions.question import (
    Question,
    SearchedArchive,
    event_thing,
    stands,
)
from defectarchive.diagnostics.diagnostic import warning
from defectarchive.model.archive import Archive, Article, Fact, Standing
from defectarchive.model.dates.date import Date, Day, civil, day_number
from defectarchive.model.dates.days import iso_year


class Telling(Protocol):
    """A question, or what a page makes of one. `telling`: as in `Question`."""

    @property
    def telling(self) -> int: ...


Q = TypeVar("Q", bound=Telling)
NOT_UPDATED = "not-updated"
LONG = 5
"""After how many years without an article a case counts as not updated for long."""


def year_unsure(subjects: SearchedArchive) -> Iterator[Question]:
    """Cases that may have happened in more than one year, or of which nobody gives a date.

    So may those that sources put in different years, until the editor rules on it.
    """
    for event in subjects.events:
        date = event.date
        if event.aggregate or not stands(event, subjects.archive):
            continue
        fact = event.fact("date")
        apart = fact is not None and date is not None and _puts_apart(fact, date)
        if (
            apart
            or date is None
            or (date.certain_year is None and not date.all_of)
            or date.uncertain
        ):
            doubt = warning(
                "open-year",
                fact.claims[0].span if fact else event.span,
                f"nobody gives a date of {event.id}"
                if date is None
                else f"sources put {event.id} in different years"
                if apart
                else f"the year of {event.id} is unsure: {date.text}",
                "look for an article that gives the year",
            )
            telling = len(event.articles)
            yield Question("year-unsure", event_thing(event), doubt, date=date, telling=telling)


def _puts_apart(fact: Fact, shown: Date) -> bool:
    """Whether a claim of another year stands against the date shown, and no ruling does."""
    return fact.ruling is None and any(
        claim.standing is Standing.OUTVOTED
        and claim.stance.affirms
        and isinstance(claim.value, Date)
        and claim.value.certain_year != shown.certain_year
        for claim in fact.claims
    )


def not_updated(subjects: SearchedArchive) -> Iterator[Question]:
    """Cases of which the last article is old, beside the latest article of the archive.

    Never beside today: the same content always gives the same questions.
    """
    return long_ago(last_heard(subjects), subjects.archive)


def last_heard(subjects: SearchedArchive) -> Iterator[Question]:
    """Of each case the last article, as a question for when that will be long ago.

    `telling`: its day, counted backwards, of which `long_ago` makes how long ago that is.
    """
    for event in subjects.events:
        articles = [subjects.archive.articles[each] for each in event.articles]
        if event.aggregate or any(_last_day(article) is None for article in articles):
            continue
        last = max(articles, key=_day)
        doubt = warning(
            "open-not-updated",
            event.span,
            f"the last article on {event.id} is of {iso_year(civil(_day(last))[0])}",
            "look for what has become known since",
        )
        yield Question(
            NOT_UPDATED,
            event_thing(event),
            doubt,
            article=last.id,
            date=last.published,
            telling=-_day(last),
        )


def long_ago(questions: Iterable[Q], archive: Archive) -> Iterator[Q]:
    """Those of `last_heard` whose article is old beside the latest one of the archive."""
    days = (_last_day(article) for article in archive.articles.values())
    since = _years_before(max((day for day in days if day is not None), default=0))
    for question in questions:
        if question.telling + since > 0:
            struct: Any = question  # `replace` has no name for what is both of these.
            yield replace(struct, telling=question.telling + since)


def _last_day(article: Article) -> Day | None:
    """By when it was published or last changed; None where that is open."""
    if article.published.latest is None or article.updated is None:
        return article.published.latest
    return max(article.published.latest, article.updated.latest or article.published.latest)


def _day(article: Article) -> Day:
    return _last_day(article) or 0


def _years_before(day: Day) -> Day:
    year, month, day_of_month = civil(day)
    # The 29th of February has no counterpart in most years.
    return day_number(year - LONG, month, min(day_of_month, 28) if month == 2 else day_of_month)
