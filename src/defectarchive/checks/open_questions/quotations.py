"""What is open about quotations: those that were not held against a kept copy of their article."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.checks.open_questions.question import Question, SearchedArchive
from defectarchive.diagnostics.diagnostic import counted, warning
from defectarchive.model.ids import EntityRef, Kind


def quote_unchecked(subjects: SearchedArchive) -> Iterator[Question]:
    """Articles with quotations that are checked against no copy, latest first."""
    archive = subjects.archive
    wordings = subjects.wordings
    for article in subjects.articles:
        number = len(wordings.get(article.id, ()))
        copy = archive.copies.get(article.id)
        if number == 0 or (copy is not None and copy.checked):
            continue
        quotations = counted(number, "quotation")
        if copy is None:
            message = f"there is no copy of {article.id} to check {quotations} against"
            hint = f"keep one: defectarchive keep {article.id} FILE|URL"
        else:
            message = f"what copies.yaml says of {article.id} does not fit its {quotations}"
            hint = f"have them looked up in the copy: defectarchive keep --again {article.id}"
        doubt = warning("quote-unchecked", article.span, message, hint)
        thing = EntityRef(Kind.ARTICLE, article.id)
        yield Question(
            "quote-unchecked",
            thing,
            doubt,
            date=article.published,
            count=number,
            telling=number,
        )
