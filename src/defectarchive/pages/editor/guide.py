"""The fact by which readers of /about/ are told how to read the archive: one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from defectarchive.model.archive import Event, Fact
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.vocabulary import STATEMENT
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.facts import event_facts
from defectarchive.views.about import LiveExample

# Among how many cases an example is looked for: somewhere in so many there is a good one.
_LOOKED_AT = 2000
# A row of more claims than this is too much to begin with.
_FEW = 12


def live_example(context: Context) -> LiveExample | None:
    """The fact that shows most of what there is to explain; None where there is no fact at all.

    The first by id of the case, then in the order of the vocabulary, among those that are as good.
    """
    event, fact = max(_shown(context), key=_worth, default=(None, None))
    if event is None or fact is None:
        return None
    return LiveExample(
        case=context.thing(EntityRef(Kind.EVENT, event.id)),
        fact=next(row for row in event_facts(context, event) if row.property == fact.property),
    )


def _shown(context: Context) -> Iterator[tuple[Event, Fact]]:
    for event in islice(context.archive.events.values(), _LOOKED_AT):
        for fact in event.facts:
            if fact.findings and fact.property != STATEMENT:
                yield event, fact


def _worth(candidate: tuple[Event, Fact]) -> tuple[bool, bool, bool, bool]:
    """A case before a tally, few claims before many, then how many origins is left open, a speaker.

    What is compared last counts least.
    """
    event, fact = candidate
    finding = fact.findings[0]
    left_open = finding.support.origins_min < len(finding.support.origins)
    behind = set(finding.claims)
    spoken = any(claim.by for claim in fact.claims if claim.id in behind)
    return not event.aggregate, len(fact.claims) <= _FEW, left_open, spoken
