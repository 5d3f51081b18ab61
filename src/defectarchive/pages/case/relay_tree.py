"""Which outlet relays which in a case: the chains of all its reports joined into one graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from defectarchive.figures.relay_layout import MOST, WIDTH, Drawing, NodeSpot, draw, outline
from defectarchive.frozen import Frozen
from defectarchive.model.archive import NOBODY, Chain, Claim, Event, OriginSets, Report
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.row_limits import first_of
from defectarchive.pages.shared.support import support_view
from defectarchive.resolve.events import counted_claims
from defectarchive.resolve.facts.origins import Attribution, OriginGraph
from defectarchive.resolve.facts.support import origins_of
from defectarchive.resolve.order import Moment, publication_key, published_at_latest
from defectarchive.views.evidence import RelayNode, RelayTree, RelayWay, TrailView
from defectarchive.views.rows import Link

# How many outlets the words beneath the drawing have: no page may grow without end.
_MOST_IN_WORDS = 60
# The most ways that a node has in words, outlets in one way, and trails.
_WAYS, _NAMES, _TRAILS = 6, 12, 6
_NOWHERE = NodeSpot(0, 0, 0, "")

# Outlets, or `NOBODY`, that something rests on together.
_Step = tuple[str, ...]


class _Way(Frozen, frozen=True):
    """What an article rests on: one of the alternatives or, if `own`, on its own reporting."""

    alternatives: tuple[_Step, ...]
    own: bool


@dataclass(slots=True)
class _Graph:
    """The graph of outlets. Outlets that relay each other in a circle are one node, a ring.

    rings: the outlets of each ring by its node, which is the outlet that counts as their origin; it
    comes first. ways: what each node rests on, in order of appearance. reports: by outlet.
    """

    rings: Mapping[str, tuple[str, ...]]
    ways: dict[str, dict[_Way, None]] = field(default_factory=dict)
    reports: dict[str, list[Report]] = field(default_factory=dict)
    _node_of: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._node_of = {member: node for node, ring in self.rings.items() for member in ring}

    def add(self, outlet: str, chains: Sequence[Chain], *, own: bool) -> None:
        """Add what a text of the outlet rests on: one of the chains, without knowing which."""
        node = self._node_of.get(outlet, outlet)
        self.ways.setdefault(node, {})
        steps = [[self._nodes(step) for step in chain.steps] for chain in chains]
        self._rest(node, tuple(dict.fromkeys(one[0] for one in steps)), own=own)
        for one in steps:
            for step, beneath in pairwise(one):
                for source in step:
                    self._rest(source, (beneath,), own=False)

    def _nodes(self, step: _Step) -> _Step:
        return tuple(dict.fromkeys(self._node_of.get(one, one) for one in step))

    def _rest(self, node: str, alternatives: tuple[_Step, ...], *, own: bool) -> None:
        # An outlet that is named beside others in its own text reported itself.
        others = tuple(step for step in alternatives if step != (node,))
        if others and node != NOBODY:
            self.ways.setdefault(node, {})[_Way(others, own)] = None
            for step in others:
                for source in step:
                    if source != NOBODY:
                        self.ways.setdefault(source, {})

    def sources(self, node: str) -> tuple[str, ...]:
        """The nodes that one rests on, in any way."""
        named = (one for way in self.ways[node] for step in way.alternatives for one in step)
        return tuple(one for one in dict.fromkeys(named) if one not in (NOBODY, node))

    def open_sources(self, node: str) -> frozenset[str]:
        """Those of which it is left open whether it rests on them."""
        sure: set[str] = set()
        for way in self.ways[node]:
            if len(way.alternatives) == 1 and not way.own:
                sure.update(way.alternatives[0])
        return frozenset(self.sources(node)) - sure

    def rests_on_nobody(self, node: str) -> bool:
        """Whether it rests, perhaps, on a source that it does not name."""
        return any(NOBODY in step for way in self.ways[node] for step in way.alternatives)

    def outlets(self, node: str) -> tuple[str, ...]:
        return self.rings.get(node, (node,))

    def told(self, node: str) -> list[Report]:
        return [report for one in self.outlets(node) for report in self.reports.get(one, ())]


def relay_tree(context: Context, event: Event) -> RelayTree | None:
    """How the story of a case went from outlet to outlet; None where one alone tells it."""
    graph = _graph(context, event)
    if len(graph.ways) < 2 and not (graph.rings or any(map(graph.rests_on_nobody, graph.ways))):
        return None
    kinds = _Kinds(event)
    sources = {node: graph.sources(node) for node in graph.ways}
    outlined = outline(sources, frozenset(event.support.origins))
    relayed = any(sources.values()) or bool(graph.rings)
    names = {node: _name(context, graph, node) for node in outlined.order}
    left_open = {node: graph.open_sources(node) for node in graph.ways}
    drawing = draw(outlined, names, left_open) if relayed else None
    kept = outlined.order[: MOST if drawing else _MOST_IN_WORDS]
    trails = _trails(counted_claims(event))
    return RelayTree(
        width=WIDTH,
        height=drawing.height if drawing else 0,
        nodes=tuple(_node(context, kinds, graph, node, _spot(drawing, node)) for node in kept),
        left=len(outlined.order) - len(kept),
        lines=drawing.lines if drawing else (),
        either=drawing.either if drawing else (),
        lanes=drawing.lanes if drawing else (),
        points=drawing.points if drawing else (),
        trails=tuple(_trail(context, sets, number) for sets, number in trails[:_TRAILS]),
        trails_left=sum(number for _, number in trails[_TRAILS:]),
        support=support_view(event.support, context.outlet_name),
        relayed=relayed,
    )


# --- where articles go back to --------------------------------------------------------------------


def _trails(claims: Iterable[Claim]) -> list[tuple[OriginSets, int]]:
    """The sets of possible origins that articles go back to, and how many articles do.

    Most articles first; those that name nobody after them, those that give no origin last.
    """
    sets: dict[str, set[tuple[str, ...]]] = {}
    for claim in claims:
        sets.setdefault(claim.article, set()).update(claim.origin_sets)
    counts: dict[OriginSets, int] = {}
    for of_article in sets.values():
        key = tuple(sorted(of_article))
        counts[key] = counts.get(key, 0) + 1

    def rank(item: tuple[OriginSets, int]) -> tuple[bool, bool, int, OriginSets]:
        sets, articles = item
        return not sets, not origins_of(sets), -articles, sets

    return sorted(counts.items(), key=rank)


def _trail(context: Context, sets: OriginSets, articles: int) -> TrailView:
    ordered = sorted(sets, key=lambda one: (NOBODY in one, one))
    return TrailView(articles, tuple(_links(context, one) for one in ordered[:_NAMES]))


def _links(context: Context, outlets: Iterable[str]) -> tuple[Link, ...]:
    """Links to outlets, those without a name last."""
    ordered = sorted(outlets, key=lambda one: one == NOBODY)
    shown = [context.source(one) for one in ordered]
    return first_of(shown, lambda number: Link(context.words.more(number), ""))


# --- the graph ------------------------------------------------------------------------------------


def _graph(context: Context, event: Event) -> _Graph:
    claims = {claim.id: claim for claim in event.claims()}
    graph = _Graph(_rings(context, event))
    for report in event.reports:
        outlet = context.archive.articles[report.article].outlet
        for chains, own in _rests_on(report, claims):
            graph.add(outlet, chains, own=own)
        graph.reports.setdefault(outlet, []).append(report)
    return graph


def _rings(context: Context, event: Event) -> dict[str, tuple[str, ...]]:
    """The circles of a case by the outlet that counts as their origin."""
    if not any(claim.chains for claim in event.claims()):
        return {}
    circles = OriginGraph(_tellings(context, event)).circles()
    rings: dict[str, tuple[str, ...]] = {}
    for circle in sorted(circles, key=lambda circle: -len(circle.outlets)):
        # An outlet stands in one place: a circle that touches a larger one is part of it.
        if not any(set(circle.outlets) & set(ring) for ring in rings.values()):
            others = (outlet for outlet in circle.outlets if outlet != circle.origin)
            rings[circle.origin] = (circle.origin, *others)
    return rings


def _rests_on(report: Report, claims: Mapping[str, Claim]) -> list[tuple[tuple[Chain, ...], bool]]:
    """What a report rests on, with whether its outlet reports: as a whole, then claim by claim."""
    whole = [(report.chains, report.own_reporting)] if report.relays_apply else []
    own = ((claims[one].chains, claims[one].own_reporting) for one in report.claims)
    return [*dict.fromkeys((*whole, *own))]


def _tellings(context: Context, event: Event) -> Iterator[Attribution]:
    claims = {claim.id: claim for claim in event.claims()}
    for report in event.reports:
        article = context.archive.articles[report.article]
        moment = published_at_latest(article.published)
        rests_on = _rests_on(report, claims)
        if not rests_on:
            continue
        if report.relays_apply:
            rests_on = rests_on[:1]
        chains = tuple(dict.fromkeys(chain for chains, _ in rests_on for chain in chains))
        own = any(own for _, own in rests_on)
        yield Attribution(article.id, article.outlet, moment, chains, own)


# --- nodes ----------------------------------------------------------------------------------------


def _spot(drawing: Drawing | None, node: str) -> NodeSpot:
    return drawing.spots[node] if drawing else _NOWHERE


def _name(context: Context, graph: _Graph, node: str) -> str:
    return ", ".join(context.outlet(outlet).text for outlet in graph.outlets(node))


def _node(context: Context, kinds: _Kinds, graph: _Graph, node: str, spot: NodeSpot) -> RelayNode:
    told = graph.told(node)
    articles = [context.article(article) for article in dict.fromkeys(r.article for r in told)]
    first = min(told, key=_published(context), default=None)
    ways = [*graph.ways[node]]
    return RelayNode(
        x=spot.x,
        y=spot.y,
        text_x=spot.text_x,
        short=spot.name,
        outlets=tuple(context.outlet(outlet) for outlet in graph.outlets(node)),
        kind=kinds.of(graph, node),
        ring=node in graph.rings,
        articles=len(articles),
        first=context.article(first.article).published.short if first else "",
        updated=sum(1 for article in articles if article.updated),
        retracted=sum(1 for article in articles if article.retracted),
        ways=tuple(_way(context, graph, way) for way in ways[:_WAYS]),
        ways_left=max(0, len(ways) - _WAYS),
    )


def _way(context: Context, graph: _Graph, way: _Way) -> RelayWay:
    alternatives = tuple(
        tuple(
            context.source(outlet)
            for one in step[:_NAMES]
            for outlet in (graph.outlets(one) if one != NOBODY else (NOBODY,))
        )
        for step in way.alternatives[:_NAMES]
    )
    return RelayWay(alternatives, way.own)


def _published(context: Context) -> Callable[[Report], tuple[Moment, str]]:
    return lambda report: publication_key(context.archive.articles[report.article])


class _Kinds:
    """What a node is to a case: see `RelayNode`."""

    def __init__(self, event: Event) -> None:
        standing = [claim for claim in event.claims() if not claim.retracted]
        sets = {one for claim in standing for one in claim.origin_sets}
        self._sure = frozenset(one[0] for one in sets if len(one) == 1)
        self._possible = frozenset(outlet for one in sets for outlet in one)
        self._ever = frozenset(outlet for each in event.reports for outlet in each.origins)

    def of(self, graph: _Graph, node: str) -> str:
        """The kind of a node."""
        outlets = frozenset(graph.outlets(node))
        if outlets & self._sure:
            return "origin"
        if outlets & self._possible:
            return "possible"
        if outlets & self._ever:
            return "fallen"
        if graph.sources(node):
            return "relay"
        return "unnamed" if graph.rests_on_nobody(node) else "silent"
