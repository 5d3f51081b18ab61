"""What is open about people: who they are."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.checks.open_questions.question import Question, SearchedArchive
from defectarchive.diagnostics.diagnostic import warning
from defectarchive.model.ids import EntityRef, Kind


def unnamed(subjects: SearchedArchive) -> Iterator[Question]:
    """People, and groups, without a name."""
    for person in subjects.people:
        if person.unnamed:
            doubt = warning(
                "open-unnamed",
                person.span,
                f"{person.id} has no name",
                "once an article names them, write the name into people/, "
                "or merge them into another",
            )
            thing, telling = EntityRef(Kind.PERSON, person.id), len(person.events)
            yield Question("unnamed", thing, doubt, telling=telling)
