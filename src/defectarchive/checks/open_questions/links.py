"""What is open about links: articles that may vanish, and things that only mentions know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from defectarchive.checks.open_questions.question import Question, SearchedArchive
from defectarchive.diagnostics.diagnostic import warning
from defectarchive.model.archive import Organisation, Place
from defectarchive.model.ids import EntityRef, Kind


def no_archived_copy(subjects: SearchedArchive) -> Iterator[Question]:
    """Articles of which no archived copy is known, latest first."""
    for article in subjects.articles:
        if not article.archived:
            doubt = warning(
                "open-no-archived-copy",
                article.span,
                f"{article.id} has no archived copy",
                "have a web archive keep one, and write its address as `archived`",
            )
            thing = EntityRef(Kind.ARTICLE, article.id)
            yield Question(
                "no-archived-copy",
                thing,
                doubt,
                date=article.published,
                telling=len(article.events),
            )


def created(subjects: SearchedArchive) -> Iterator[Question]:
    """Outlets, organisations and places that articles name and no register has.

    Resolving has warned of each already, with the nearest known spelling.
    """
    archive = subjects.archive
    kinds: Mapping[Kind, Iterable[Organisation | Place]] = {
        Kind.OUTLET: archive.outlets.values(),
        Kind.ORGANISATION: archive.organisations.values(),
        Kind.PLACE: archive.places.values(),
    }
    for kind, things in kinds.items():
        for thing in things:
            if not thing.declared:
                doubt = warning(
                    "open-created",
                    thing.span,
                    f"{kind} {thing.id} stands in no register",
                    f"declare it in {kind}s.yaml",
                )
                yield Question("created", EntityRef(kind, thing.id), doubt)
