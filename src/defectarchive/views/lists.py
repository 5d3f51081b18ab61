"""What the lists of people, types and names, and of what is open or was put right, show."""

from __future__ import annotations

from defectarchive.views.page import Page
from defectarchive.views.rows import (
    CaseItem,
    CorrectionItem,
    Listing,
    NameItem,
    PersonItem,
    QuestionItem,
    TypeItem,
    TypeView,
    View,
)
from defectarchive.views.sources import ActingCase


class PeopleIndex(Page, frozen=True):
    """`pages/people.html`. named: by letter. unnamed: people (and groups) without a name.

    table: the file with which a script filters and sorts all of them, "" where there is none.
    """

    named: Listing[PersonItem]
    unnamed: Listing[PersonItem]
    table: str


class TypePage(Page, frozen=True):
    """`pages/type.html`. title: the plural. cases: in order, by decade (tallies if aggregate).

    also: cases of another type in which this was a further act.
    """

    type: TypeView
    cases: Listing[CaseItem]
    also: Listing[ActingCase]


class TypesIndex(Page, frozen=True):
    """`pages/types.html`: the types that some case has."""

    types: tuple[TypeItem, ...]


class SearchPage(Page, frozen=True):
    """`pages/search.html`. names: every name, spelling and title, by letter.

    index: the file with which a script searches them; texts: the folder of the index of all texts.
    "" where there is none.
    """

    names: Listing[NameItem]
    index: str
    texts: str


class OpenQuestionsPage(Page, frozen=True):
    """`pages/open-questions.html`: one list a question, each with its kind (see `Group`)."""

    lists: tuple[QuestionList, ...]


class QuestionList(View, frozen=True):
    """All things of which one question is open. first: those by which most hangs.

    items: all of them, on pages of their own; total 0 where `first` has them all.
    """

    kind: str
    first: tuple[QuestionItem, ...]
    items: Listing[QuestionItem]


class CorrectionsPage(Page, frozen=True):
    """`pages/corrections.html`: all corrections, newest first, by year."""

    corrections: Listing[CorrectionItem]
