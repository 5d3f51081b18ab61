"""Open questions: every rule that finds some, and all that they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from defectarchive.checks.open_questions.evidence import (
    disagreement,
    one_origin,
    retracted_support,
    sole_source,
)
from defectarchive.checks.open_questions.links import created, no_archived_copy
from defectarchive.checks.open_questions.people import unnamed
from defectarchive.checks.open_questions.question import Question, Rule, SearchedArchive
from defectarchive.checks.open_questions.quotations import quote_unchecked
from defectarchive.checks.open_questions.reviews import unreviewed, without_review
from defectarchive.checks.open_questions.times import last_heard, not_updated, year_unsure
from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.model.archive import Archive

RULES: tuple[Rule, ...] = (
    disagreement,
    year_unsure,
    one_origin,
    sole_source,
    retracted_support,
    unnamed,
    no_archived_copy,
    unreviewed,
    quote_unchecked,
    not_updated,
    created,
)
"""In the order in which the page of open questions has them."""
OF_CASES: tuple[Rule, ...] = (
    disagreement,
    year_unsure,
    one_origin,
    sole_source,
    retracted_support,
    last_heard,
)
OF_PEOPLE: tuple[Rule, ...] = (unnamed,)
OF_ARTICLES: tuple[Rule, ...] = (no_archived_copy, without_review, quote_unchecked)
OF_ALL: tuple[Rule, ...] = (created,)
"""The rules again, those that look at one case, person or article and at nothing else. Two of them
depend on the rest as well: of what `last_heard` and `without_review` find, `not_updated` and
`unreviewed` choose.
"""


def open_questions(archive: Archive) -> tuple[Question, ...]:
    """Everything that is open, rule by rule; cases in the order of the timeline."""
    subjects = SearchedArchive(archive)
    return tuple(question for rule in RULES for question in rule(subjects))


def question_warnings(questions: Iterable[Question]) -> Iterator[Diagnostic]:
    """The same as warnings. What was created by a mention has been warned of by resolving."""
    return (each.warning for each in questions if each.kind != "created")
