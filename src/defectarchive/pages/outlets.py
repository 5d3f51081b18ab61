"""The pages of the outlets that published the source articles, and their index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from defectarchive.analysis.indexes import RelayCount
from defectarchive.model.archive import Fact, old_ids
from defectarchive.model.vocabulary import STATEMENT
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.lists import article_list, named_row
from defectarchive.pages.shared.pagination import (
    ListPlan,
    lay_out,
)
from defectarchive.pages.shared.planned import PlannedPage, frame, with_parts
from defectarchive.resolve.order import latest_first
from defectarchive.views.sources import OutletPage, RelayItem, SourcesIndex

# How many outlets the page of one names whose stories it passes on, or the other way.
_MOST_OUTLETS = 400
SOLE_OUTLETS = "sole outlets"
"""The rows that have the outlets without which facts of a case would have no source."""

SoleOutlets = tuple[tuple[str, int], ...]


def outlets_index(context: Context) -> Iterator[PlannedPage]:
    """The index of outlets."""
    outlets = context.alphabet.by_name(context.archive.outlets.values(), lambda outlet: outlet.name)
    counts = {outlet.id: len(context.indexes.articles_of.get(outlet.id, ())) for outlet in outlets}
    entries = [named_row(context, context.outlet_item(o.id, counts[o.id]), o.name) for o in outlets]
    laid_out = lay_out(
        context.host(routes.OUTLETS, "outlets"), ListPlan("sources", "source", entries, 0)
    )
    index = SourcesIndex(**frame(context, routes.OUTLETS, "outlets"), sources=laid_out.listing)
    yield from with_parts("outlets", index, [laid_out])


def outlet_pages(context: Context, identifier: str) -> Iterator[PlannedPage]:
    """The page of one of them, and the pages that its lists are split into."""
    outlet = context.archive.outlets[identifier]
    path = routes.outlet(identifier)
    indexes = context.indexes
    own = indexes.articles_of.get(identifier, ())
    latest = latest_first(context.archive.articles[article] for article in own)
    articles = article_list(context, "articles", (article.id for article in latest))
    laid_out = lay_out(context.host(path, "outlets", outlet.name), articles)
    relays = _counted(context, indexes.relays.get(identifier, {}))
    relayed_by = _counted(context, indexes.relayed_by.get(identifier, {}))
    view = OutletPage(
        **frame(context, path, "outlets", outlet.name),
        outlet=context.outlet_item(identifier, len(own)),
        spellings=outlet.also_known_as,
        language=context.words.translation.language_name(outlet.language),
        url=outlet.url,
        former_ids=old_ids(outlet),
        articles=laid_out.listing,
        relays=relays[:_MOST_OUTLETS],
        relays_left=max(0, len(relays) - _MOST_OUTLETS),
        relayed_by=relayed_by[:_MOST_OUTLETS],
        relayed_by_left=max(0, len(relayed_by) - _MOST_OUTLETS),
        alone=_facts_alone(context, identifier, own),
    )
    yield from with_parts("outlet", view, [laid_out])


def sole_outlets(context: Context, identifier: str) -> SoleOutlets:
    """The outlets that alone give facts of a case, and how many; statements are not compared."""
    event = context.archive.events[identifier]
    alone = Counter(filter(None, (_sole_outlet(fact) for fact in event.all_facts())))
    return tuple(sorted(alone.items()))


def _sole_outlet(fact: Fact) -> str:
    """The outlet whose articles alone put a fact forward, whichever value; "" for several."""
    if fact.property == STATEMENT:
        return ""
    outlets = {claim.outlet for claim in fact.claims if claim.puts_forward()}
    return outlets.pop() if len(outlets) == 1 else ""


def _facts_alone(context: Context, outlet: str, articles: Iterable[str]) -> int:
    """How many facts of all cases would have no source without the articles of this outlet."""
    archive = context.archive
    events = dict.fromkeys(event for each in articles for event in archive.articles[each].events)
    rows = (context.row(SOLE_OUTLETS, event) for event in events)
    return sum(number for row in rows for one, number in row if one == outlet)


def _counted(context: Context, counts: Mapping[str, RelayCount]) -> tuple[RelayItem, ...]:
    """Outlets, most articles first, then by id."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1].sure, -item[1].perhaps, item[0]))
    outlets = ((context.outlet(outlet), number) for outlet, number in ordered)
    return tuple(RelayItem(link.text, link.path, each.sure, each.perhaps) for link, each in outlets)
