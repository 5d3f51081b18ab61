"""The fact by which readers of /about/ are told how to read the archive: one of its own."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from defectarchive.frozen import Frozen
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


class Worth(NamedTuple):
    """How much there is to explain with a fact. What is compared last counts least."""

    case: bool
    few_claims: bool
    origins_left_open: bool
    spoken: bool


class Example(Frozen, frozen=True):
    """The property of a case by which most can be explained, "" where it has no fact at all."""

    property: str = ""
    worth: Worth | None = None


EXAMPLE = "example"
"""The row that has the `Example` of a case."""


def example_row(context: Context, identifier: str) -> Example:
    """The best fact of a case, the first in the order of the vocabulary."""
    event = context.archive.events[identifier]
    facts = [fact for fact in event.facts if fact.findings and fact.property != STATEMENT]
    best = max(facts, key=lambda fact: _worth(event, fact), default=None)
    return Example(best.property, _worth(event, best)) if best else Example()


def live_example(context: Context) -> LiveExample | None:
    """The fact that shows most of what there is to explain; None where there is no fact at all.

    The first by id of the case, among those that are as good.
    """
    events = islice(context.archive.events, _LOOKED_AT)
    examples: dict[str, Example] = {event: context.row(EXAMPLE, event) for event in events}
    found = {event: example for event, example in examples.items() if example.worth}
    if not found:
        return None
    best = max(found, key=lambda event: found[event].worth or ())
    facts = event_facts(context, context.archive.events[best])
    return LiveExample(
        case=context.thing(EntityRef(Kind.EVENT, best)),
        fact=next(row for row in facts if row.property == found[best].property),
    )


def _worth(event: Event, fact: Fact) -> Worth:
    """A case goes before a tally, and few claims before many."""
    finding = fact.findings[0]
    left_open = finding.support.origins_min < len(finding.support.origins)
    behind = set(finding.claims)
    spoken = any(claim.by for claim in fact.claims if claim.id in behind)
    return Worth(not event.aggregate, len(fact.claims) <= _FEW, left_open, spoken)
