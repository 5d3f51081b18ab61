"""Who passes on whose story in a case: the outlets of all its reports, put together at the ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from defectarchive.model.archive import Chain, Event, Report
from defectarchive.pages.context import Context
from defectarchive.pages.evidence import RelayNode, RelayTree
from defectarchive.pages.relay_layout import MOST, WIDTH, Drawing, Spot, draw, outline
from defectarchive.resolve.order import published_by
from defectarchive.resolve.origins import Origins, Telling

# How many outlets the words beneath the drawing have: no page may grow without end.
_MOST_IN_WORDS = 60
# How many names one sentence has.
_NAMES = 6
_NOWHERE = Spot(0, 0, 0, "")


@dataclass(slots=True)
class _Graph:
    """Nodes are outlets, and circles of outlets under their origin.

    sources: what each rests on, in order of appearance. rings: the outlets of each circle, its
    origin first. unnamed: who rests on something nameless: that may be a thing of its own each
    time, so it is no node. reports: each outlet's own.
    """

    rings: Mapping[str, tuple[str, ...]]
    sources: dict[str, list[str]] = field(default_factory=dict)
    unnamed: set[str] = field(default_factory=set)
    reports: dict[str, list[Report]] = field(default_factory=dict)
    _node_of: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._node_of = {member: node for node, ring in self.rings.items() for member in ring}

    def add(self, outlet: str, chains: Iterable[Chain]) -> None:
        self.sources.setdefault(self._node_of.get(outlet, outlet), [])
        for chain in chains:
            path = [self._node_of.get(one, one) for one in (outlet, *chain.outlets)]
            if chain.unknown:
                self.unnamed.add(path[-1])
            for node, source in pairwise(path):
                known = self.sources.setdefault(node, [])
                if source != node and source not in known:
                    known.append(source)
            self.sources.setdefault(path[-1], [])

    def outlets(self, node: str) -> tuple[str, ...]:
        return self.rings.get(node, (node,))

    def told(self, node: str) -> list[Report]:
        return [report for one in self.outlets(node) for report in self.reports.get(one, ())]


def relay_tree(context: Context, event: Event) -> RelayTree | None:
    """How the story of a case went from outlet to outlet; None where one alone tells it."""
    graph = _graph(context, event)
    if len(graph.sources) < 2 and not (graph.rings or graph.unnamed):
        return None
    found = outline(graph.sources, frozenset(event.origins))
    relayed = any(graph.sources.values()) or bool(graph.rings)
    names = {node: _name(context, graph, node) for node in found.order}
    drawing = draw(found, names) if relayed else None
    kept = found.order[: MOST if drawing else _MOST_IN_WORDS]
    origins = event.origins[:_NAMES]
    return RelayTree(
        width=WIDTH,
        height=drawing.height if drawing else 0,
        nodes=tuple(_node(context, event, graph, node, _spot(drawing, node)) for node in kept),
        left=len(found.order) - len(kept),
        lines=drawing.lines if drawing else (),
        lanes=drawing.lanes if drawing else (),
        points=drawing.points if drawing else (),
        origins=tuple(context.outlet(origin) for origin in origins),
        origins_left=len(event.origins) - len(origins),
        relayed=relayed,
    )


def _graph(context: Context, event: Event) -> _Graph:
    claims = {claim.id: claim for claim in event.claims()}
    graph = _Graph(_rings(context, event))
    for report in event.reports:
        outlet = context.archive.articles[report.article].outlet
        own = (claims[claim].chains for claim in report.claims)
        chains = (*report.chains, *(chain for found in own for chain in found))
        graph.add(outlet, dict.fromkeys(chains))
        graph.reports.setdefault(outlet, []).append(report)
    return graph


def _rings(context: Context, event: Event) -> dict[str, tuple[str, ...]]:
    """The circles of a case by the outlet that counts as their origin."""
    if not any(report.chains for report in event.reports):
        return {}
    circles = Origins(_tellings(context, event)).circles()
    rings: dict[str, tuple[str, ...]] = {}
    for circle in sorted(circles, key=lambda circle: -len(circle.outlets)):
        # An outlet stands in one place: a circle that touches a larger one is part of it.
        if not any(set(circle.outlets) & set(ring) for ring in rings.values()):
            others = (outlet for outlet in circle.outlets if outlet != circle.origin)
            rings[circle.origin] = (circle.origin, *others)
    return rings


def _tellings(context: Context, event: Event) -> Iterator[Telling]:
    for report in event.reports:
        article = context.archive.articles[report.article]
        moment = published_by(article.published)
        yield Telling(article.id, article.outlet, moment, report.chains, report.own_reporting)


def _spot(drawing: Drawing | None, node: str) -> Spot:
    return drawing.spots[node] if drawing else _NOWHERE


def _name(context: Context, graph: _Graph, node: str) -> str:
    return ", ".join(context.outlet(outlet).text for outlet in graph.outlets(node))


def _node(context: Context, event: Event, graph: _Graph, node: str, spot: Spot) -> RelayNode:
    told = graph.told(node)
    articles = [context.article(article) for article in dict.fromkeys(r.article for r in told)]
    first = min(told, key=_published(context), default=None)
    sources = graph.sources[node]
    outlets = [outlet for source in sources for outlet in graph.outlets(source)]
    return RelayNode(
        x=spot.x,
        y=spot.y,
        text_x=spot.text_x,
        short=spot.name,
        outlets=tuple(context.outlet(outlet) for outlet in graph.outlets(node)),
        kind=_kind(event, graph, node),
        ring=node in graph.rings,
        articles=len(articles),
        first=context.article(first.article).published.short if first else "",
        updated=sum(1 for article in articles if article.updated),
        retracted=sum(1 for article in articles if article.retracted),
        sources=tuple(context.outlet(outlet) for outlet in outlets[:_NAMES]),
        sources_left=max(0, len(outlets) - _NAMES),
        unnamed=node in graph.unnamed,
    )


def _published(context: Context) -> Callable[[Report], tuple[tuple[float, float], str]]:
    def key(report: Report) -> tuple[tuple[float, float], str]:
        return published_by(context.archive.articles[report.article].published), report.article

    return key


def _kind(event: Event, graph: _Graph, node: str) -> str:
    """What a node is to the case: see `RelayNode`."""
    outlets = set(graph.outlets(node))
    if not outlets.isdisjoint(event.origins):
        return "origin"
    if any(not outlets.isdisjoint(report.origins) for report in event.reports):
        return "fallen"
    if graph.sources[node]:
        return "relay"
    return "unnamed" if node in graph.unnamed else "silent"
