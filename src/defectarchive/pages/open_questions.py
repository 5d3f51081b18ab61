"""What is open: the things of which an editor, or a reader, may find out more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from defectarchive.checks.open_questions.question import Question, Rule, SearchedArchive
from defectarchive.checks.open_questions.reviews import UNREVIEWED, are_reviewed
from defectarchive.checks.open_questions.rules import (
    OF_ALL,
    OF_ARTICLES,
    OF_CASES,
    OF_PEOPLE,
    RULES,
)
from defectarchive.checks.open_questions.times import NOT_UPDATED, long_ago
from defectarchive.frozen import Frozen
from defectarchive.model.dates.days import Day
from defectarchive.model.ids import Kind
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.pagination import ListPlan, ListRow, PagedList, lay_out
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.resolve.order import latest_first
from defectarchive.views.lists import OpenQuestionsPage, QuestionList
from defectarchive.views.rows import QuestionItem

# How many questions of a kind the page shows itself, those by which most hangs.
_SHOWN = 25
# Kinds of question about people and things, which have no order of their own.
_BY_NAME = ("unnamed", "created")
CASE_QUESTIONS, PERSON_QUESTIONS = "case questions", "person questions"
ARTICLE_QUESTIONS = "article questions"
"""The rows that have what is open about a case, a person and an article."""


class OpenQuestion(Frozen, frozen=True):
    """A question as its page has it. kind, telling: see `Question`.

    at: where it stands among all of its kind: a day, or a name; None if neither says that.
    """

    kind: str
    item: QuestionItem
    telling: int
    at: Day | str | None


def question_pages(context: Context) -> Iterator[PlannedPage]:
    """The page of open questions, by kind; of many of a kind, all stand on pages beside it."""
    by_kind = _questions(context)
    for kind in _BY_NAME:
        found = by_kind.get(kind, [])
        found[:] = context.alphabet.by_name(found, lambda each: each.item.link.text)
    lists = {kind: _laid_out(context, kind, found) for kind, found in by_kind.items()}
    view = OpenQuestionsPage(
        **frame(context, routes.OPEN_QUESTIONS, "open-questions"),
        lists=tuple(
            QuestionList(
                kind, tuple(each.item for each in _most_telling(found)), lists[kind].listing
            )
            for kind, found in by_kind.items()
        ),
    )
    yield from with_parts("open-questions", view, lists.values())


def case_questions(context: Context, identifier: str) -> tuple[OpenQuestion, ...]:
    """What is open about a case, by itself."""
    subjects = SearchedArchive(context.archive, events=(context.archive.events[identifier],))
    return _found(context, OF_CASES, subjects)


def person_questions(context: Context, identifier: str) -> tuple[OpenQuestion, ...]:
    """What is open about a person, by itself."""
    subjects = SearchedArchive(context.archive, people=(context.archive.people[identifier],))
    return _found(context, OF_PEOPLE, subjects)


def article_questions(context: Context, identifier: str) -> tuple[OpenQuestion, ...]:
    """What is open about an article, by itself."""
    subjects = SearchedArchive(
        context.archive,
        articles=(context.archive.articles[identifier],),
        wordings=context.indexes.wordings,
    )
    return _found(context, OF_ARTICLES, subjects)


def _found(
    context: Context, rules: Iterable[Rule], subjects: SearchedArchive
) -> tuple[OpenQuestion, ...]:
    return tuple(
        OpenQuestion(
            question.kind,
            _item(context, question),
            question.telling,
            _where(context, question),
        )
        for rule in rules
        for question in rule(subjects)
    )


def _questions(context: Context) -> dict[str, list[OpenQuestion]]:
    """All that is open, by kind, in the order of the rules.

    Of cases, people and articles it is in rows, so this page is made again only if one of those is.
    """
    archive, timeline = context.archive, context.timeline
    found: dict[str, list[OpenQuestion]] = {_kind_of(rule): [] for rule in RULES}
    events = (*(entry.event for entry in timeline.entries), *timeline.tallies)
    of_cases = (context.row(CASE_QUESTIONS, event) for event in events)
    of_people = (context.row(PERSON_QUESTIONS, person) for person in archive.people)
    articles = latest_first(archive.articles.values())
    of_articles = (context.row(ARTICLE_QUESTIONS, article.id) for article in articles)
    of_all = _found(context, OF_ALL, SearchedArchive(archive))
    for question in chain.from_iterable((*of_cases, *of_people, *of_articles, of_all)):
        found[question.kind].append(question)
    if not are_reviewed(archive):
        found[UNREVIEWED].clear()
    found[NOT_UPDATED][:] = long_ago(found[NOT_UPDATED], archive)
    return {kind: questions for kind, questions in found.items() if questions}


def _kind_of(rule: Rule) -> str:
    return rule.__name__.replace("_", "-")


def _most_telling(questions: Sequence[OpenQuestion]) -> Sequence[OpenQuestion]:
    return sorted(questions, key=lambda question: -question.telling)[:_SHOWN]


def _laid_out(
    context: Context, kind: str, questions: Sequence[OpenQuestion]
) -> PagedList[QuestionItem]:
    """All questions of a kind where the page does not show them: in time, or people by name."""
    host = context.host(routes.OPEN_QUESTIONS, "open-questions")
    if len(questions) <= _SHOWN:
        return lay_out(host, _plan(kind, ()))
    rows = [ListRow(question.item, at=question.at) for question in questions]
    # There is no room for any of them on the page itself.
    return lay_out(host, _plan(kind, rows), 0)


def _plan(kind: str, rows: Sequence[ListRow[QuestionItem]]) -> ListPlan[QuestionItem]:
    return ListPlan(kind, "question", rows, prefix=f"{kind}-")


def _where(context: Context, question: Question) -> Day | str | None:
    """Where a question stands among all of its kind."""
    thing = question.subject
    if thing.kind is Kind.ARTICLE:
        return context.archive.articles[thing.id].published.earliest
    if thing.kind is Kind.EVENT:
        date = context.indexes.dates.get(thing.id)
        return date.earliest if date else None
    return context.thing(thing).text


def _item(context: Context, question: Question) -> QuestionItem:
    date = context.date(question.date) if question.date else None
    return QuestionItem(context.thing(question.subject), _detail(context, question), date)


def _detail(context: Context, question: Question) -> str:
    """What tells a question from others of its kind: whose property, in which outlet's article."""
    archive = context.archive
    labels = ", ".join(map(context.words.translation.gettext, question.properties))
    if question.person:
        return f"{context.called(question.person).name}: {labels}"
    if question.kind == "sole-source":
        return f"{archive.outlets[archive.articles[question.article].outlet].name}: {labels}"
    if question.kind in ("no-archived-copy", "unreviewed", "quote-unchecked"):
        outlet = archive.outlets[archive.articles[question.subject.id].outlet].name
        return f"{outlet}: {context.words.quotations(question.count)}" if question.count else outlet
    return labels
