"""What the page of a case opens with: what happened, and in a line how sure that is."""

from __future__ import annotations

from collections.abc import Iterable

from defectarchive.model.archive import Claim, Event, Fact, Standing, property_of
from defectarchive.model.ids import EntityRef
from defectarchive.model.values import Stance, identity
from defectarchive.model.vocabulary import STATEMENT, TYPE
from defectarchive.pages.case.history import in_short
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.row_limits import first_of
from defectarchive.views.case import Objector, Trust

# How many names or values a list in the line has, and how many of those who object it names.
_MOST, _OBJECTORS = 4, 3
_STATUS = "status"
_FALLEN = (Standing.RETRACTED, Standing.SUPERSEDED)


def trust(context: Context, event: Event) -> Trust:
    """On what a case rests, and who confirms or denies something of it."""
    support = event.support
    articles = [context.archive.articles[each] for each in support.articles]
    one_origin = event.support.origins_min == len(support.origins) == 1
    of_type = _confirming(event.fact(TYPE))
    of_status = [by for by in _confirming(event.fact(_STATUS)) if by not in of_type]
    objectors = _objectors(context, event)
    return Trust(
        outlets=len({article.outlet for article in articles}),
        origin=context.outlet_name(support.origins[0]) if one_origin else "",
        translated=sum(1 for article in articles if article.translated_from),
        type_confirmed_by=_names(context, of_type),
        confirmed_by=_names(context, of_status),
        objectors=objectors[:_OBJECTORS],
        objectors_left=max(0, len(objectors) - _OBJECTORS),
    )


def _confirming(fact: Fact | None) -> list[EntityRef]:
    """Who confirms the value that is shown."""
    if fact is None or not fact.findings:
        return []
    shown = identity(fact.findings[0].value)
    return list(
        dict.fromkeys(
            claim.by
            for claim in fact.claims
            if claim.by and claim.stance is Stance.CONFIRMS and identity(claim.value) == shown
            if claim.standing not in _FALLEN and not claim.hedge
        )
    )


def _objectors(context: Context, event: Event) -> tuple[Objector, ...]:
    """Who denies or doubts something, and what, in the order of the facts."""
    found: dict[tuple[str, Stance], dict[str, None]] = {}
    for fact in event.facts:
        if fact.property == STATEMENT:
            continue
        for claim in _against(fact):
            speaker = (
                context.thing(claim.by).text if claim.by else context.outlet_name(claim.outlet)
            )
            value = in_short(context, property_of(claim), claim.value, claim.event)
            found.setdefault((speaker, claim.stance), {})[value] = None
    return tuple(
        Objector(who, stance.value, _listed(context, values))
        for (who, stance), values in found.items()
    )


def _against(fact: Fact) -> Iterable[Claim]:
    against = (Stance.DENIES, Stance.DOUBTS)
    return (each for each in fact.claims if each.stance in against and each.standing not in _FALLEN)


def _names(context: Context, speakers: list[EntityRef]) -> str:
    return _listed(context, [context.thing(speaker).text for speaker in speakers])


def _listed(context: Context, texts: Iterable[str]) -> str:
    """The first of them, and how many more there are."""
    return context.words.and_list([*first_of([*texts], context.words.more, _MOST)])
