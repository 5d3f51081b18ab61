"""Every kind of row: what is made of one thing, once, for all pages about many."""

from __future__ import annotations

from collections.abc import Mapping

from defectarchive.model.ids import Kind
from defectarchive.pages.editor.guide import EXAMPLE, Example, example_row
from defectarchive.pages.feeds import (
    ARTICLE_ORDER,
    CASE_ENTRY,
    CASE_ORDER,
    CaseOrder,
    FeedOrder,
    article_order,
    case_entry,
    case_order,
)
from defectarchive.pages.open_questions import (
    ARTICLE_QUESTIONS,
    CASE_QUESTIONS,
    PERSON_QUESTIONS,
    OpenQuestion,
    article_questions,
    case_questions,
    person_questions,
)
from defectarchive.pages.outlets import SOLE_OUTLETS, SoleOutlets, sole_outlets
from defectarchive.pages.search.found import FOUND, Found, found_article, found_case, found_person
from defectarchive.pages.shared.citation import CITED_CASE, CitedWork, cited_case
from defectarchive.pages.shared.context import ROWS, RowKind
from defectarchive.pages.year.known_by_year import KNOWN_THEN, KnownThen, known_then
from defectarchive.views.feeds import FeedEntry

ALL_ROWS: Mapping[str, RowKind] = {
    **ROWS,
    FOUND[Kind.EVENT]: RowKind("events", Found, found_case),
    FOUND[Kind.PERSON]: RowKind("people", Found, found_person),
    FOUND[Kind.ARTICLE]: RowKind("articles", Found, found_article),
    CASE_ORDER: RowKind("events", CaseOrder, case_order),
    CASE_ENTRY: RowKind("events", FeedEntry, case_entry),
    ARTICLE_ORDER: RowKind("articles", FeedOrder, article_order),
    KNOWN_THEN: RowKind("events", tuple[KnownThen, ...], known_then),
    CITED_CASE: RowKind("events", CitedWork, cited_case),
    EXAMPLE: RowKind("events", Example, example_row),
    SOLE_OUTLETS: RowKind("events", SoleOutlets, sole_outlets),
    CASE_QUESTIONS: RowKind("events", tuple[OpenQuestion, ...], case_questions),
    PERSON_QUESTIONS: RowKind("people", tuple[OpenQuestion, ...], person_questions),
    ARTICLE_QUESTIONS: RowKind("articles", tuple[OpenQuestion, ...], article_questions),
}
"""By name; what one needs of others stands first."""
