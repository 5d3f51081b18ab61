"""What is open: the things of which an editor, or a reader, may find out more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from defectarchive.checks.open_questions.question import Question
from defectarchive.checks.open_questions.rules import open_questions as find_questions
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.pagination import ListPlan, ListRow, lay_out_all
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.views.lists import OpenQuestionsPage, QuestionList
from defectarchive.views.rows import QuestionItem

Questions = Mapping[str, Sequence[QuestionItem]]
# Kinds of question about people and things, which have no order of their own.
_BY_NAME = ("unnamed", "created")


def open_questions(context: Context) -> Questions:
    """Every question that is open, by kind; cases in order, people and things by name."""
    by_kind: dict[str, list[QuestionItem]] = {}
    for question in find_questions(context.archive):
        by_kind.setdefault(question.kind, []).append(_item(context, question))
    return {
        kind: context.alphabet.by_name(items, lambda item: item.link.text)
        if kind in _BY_NAME
        else tuple(items)
        for kind, items in by_kind.items()
    }


def question_pages(context: Context) -> Iterator[PlannedPage]:
    """The page of open questions."""
    questions = open_questions(context)
    host = context.host(routes.OPEN_QUESTIONS, "open-questions")
    kinds = [kind for kind, items in questions.items() if items]
    plans = [
        ListPlan(
            kind,
            "question",
            [ListRow(item, context.groups.name_keys(item.link.text)) for item in questions[kind]],
            prefix=f"{kind}-",
        )
        for kind in kinds
    ]
    lists = lay_out_all(host, plans)
    view = OpenQuestionsPage(
        **frame(context, routes.OPEN_QUESTIONS, "open-questions"),
        lists=tuple(
            QuestionList(kind, laid_out.listing)
            for kind, laid_out in zip(kinds, lists, strict=True)
        ),
    )
    yield from with_parts("open-questions", view, lists)


def _item(context: Context, question: Question) -> QuestionItem:
    date = context.date(question.date) if question.date else None
    return QuestionItem(context.thing(question.subject), _detail(context, question), date)


def _detail(context: Context, question: Question) -> str:
    """What tells a question from others of its kind: whose property, in which outlet's article."""
    archive = context.archive
    labels = ", ".join(map(context.words.translation.gettext, question.properties))
    if question.person:
        return f"{archive.people[question.person].name}: {labels}"
    if question.kind == "sole-source":
        return f"{archive.outlets[archive.articles[question.article].outlet].name}: {labels}"
    if question.kind in ("no-archived-copy", "unreviewed", "quote-unchecked"):
        outlet = archive.outlets[archive.articles[question.subject.id].outlet].name
        return f"{outlet}: {context.words.quotations(question.count)}" if question.count else outlet
    return labels
