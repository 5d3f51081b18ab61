"""What is open about evidence: single origins, disagreements, facts that hang by one article."""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.checks.open_questions.question import (
    Question,
    SearchedArchive,
    event_thing,
    stands,
)
from defectarchive.diagnostics.diagnostic import counted, warning
from defectarchive.model.archive import Claim, Event, Fact, Standing, Support, property_of
from defectarchive.model.vocabulary import STATEMENT

# How many possible origins a message names.
_NAMED = 6


def one_origin(subjects: SearchedArchive) -> Iterator[Question]:
    """Cases with fewer than two certain origins, including those with none. A tally is no case."""
    for event in subjects.events:
        support = event.support
        of_case = not event.aggregate and stands(event, subjects.archive)
        if support.origins_min < 2 and of_case:
            articles = counted(len(support.articles), "article")
            origin = _origins(support)
            doubt = warning(
                "open-one-origin",
                event.span,
                f"{event.id} has {articles} and {origin}",
                "look for an outlet that reported it by itself",
            )
            # The more articles have it, the more it looks as if it were well supported.
            telling = len(support.articles)
            yield Question("one-origin", event_thing(event), doubt, telling=telling)


def _origins(support: Support) -> str:
    possible = support.origins
    if len(possible) > 1:
        return f"perhaps one origin: {', '.join(possible[:_NAMED])}"
    return f"one origin, {possible[0]}" if possible else "no known origin"


def disagreement(subjects: SearchedArchive) -> Iterator[Question]:
    """Facts in dispute on which the editor has not ruled."""
    for event, person, fact in _facts(subjects):
        if fact.disputed and fact.ruling is None:
            whose = f"people/{person}.md" if person else f"events/{event.id}.md"
            doubt = warning(
                "open-disagreement",
                _against(fact).span,
                f"sources differ on the {fact.property} of {person or event.id}"
                + (f" in {event.id}" if person else ""),
                f"where the evidence allows it, rule on it in {whose}",
            )
            label = property_of(fact.claims[0]).label
            thing, telling = event_thing(event), len(fact.claims)
            yield Question("disagreement", thing, doubt, (label,), person, telling=telling)


def retracted_support(subjects: SearchedArchive) -> Iterator[Question]:
    """Facts without a value to show, since articles that gave one were retracted."""
    for event, person, fact in _facts(subjects):
        withdrawn = [claim for claim in fact.claims if claim.retracted and claim.stance.affirms]
        if withdrawn and not fact.findings:
            doubt = warning(
                "open-retracted-support",
                withdrawn[0].span,
                f"the {fact.property} of {person or event.id} rests on retracted articles alone",
                "look for another article that says so",
            )
            label = property_of(withdrawn[0]).label
            yield Question(
                "retracted-support",
                event_thing(event),
                doubt,
                (label,),
                person,
                withdrawn[0].article,
                telling=len(withdrawn),
            )


def sole_source(subjects: SearchedArchive) -> Iterator[Question]:
    """For each case and article, the facts of which nobody else says what is shown."""
    for event in subjects.events:
        hanging: dict[str, dict[tuple[str, str], Claim]] = {}
        by_id = {claim.id: claim for claim in event.claims()}
        for person, fact in _facts_of(event):
            for finding in fact.findings:
                articles = {by_id[claim].article for claim in finding.all_claims()}
                if len(articles) == 1:
                    of_article = hanging.setdefault(articles.pop(), {})
                    of_article.setdefault((person, fact.property), by_id[finding.claim])
        for article in sorted(hanging, key=event.articles.index):
            yield _hanging(event, article, hanging[article])


def _hanging(event: Event, article: str, claims: dict[tuple[str, str], Claim]) -> Question:
    labels = dict.fromkeys(property_of(claim).label for claim in claims.values())
    first = min(claims.values(), key=lambda claim: claim.span)
    number = counted(len(claims), "fact")
    doubt = warning(
        "open-sole-source",
        first.span,
        f"what is shown of {number} of {event.id} rests on {article} alone",
        "look for a second article that bears them out",
    )
    return Question(
        "sole-source",
        event_thing(event),
        doubt,
        tuple(labels),
        article=article,
        telling=len(claims),
    )


# --- facts --------------------------------------------------------------------------------------


def _facts(subjects: SearchedArchive) -> Iterator[tuple[Event, str, Fact]]:
    for event in subjects.events:
        for person, fact in _facts_of(event):
            yield event, person, fact


def _facts_of(event: Event) -> Iterator[tuple[str, Fact]]:
    """The facts of an event, its people's with their ids. Statements are never compared."""
    for person, facts in event.facts_by_person():
        for fact in facts:
            if fact.property != STATEMENT:
                yield person, fact


def _against(fact: Fact) -> Claim:
    """The first claim that is against what is shown."""
    against = (Standing.OUTVOTED, Standing.DISPUTES)
    return next((claim for claim in fact.claims if claim.standing in against), fact.claims[0])
