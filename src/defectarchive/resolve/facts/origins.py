"""Where a story comes from: relay chains followed to the outlets that may have reported first-hand.

Echoes are not corroboration: ten articles that rest on one story have one origin. What a text
leaves open stays open: "A or B" is one set of possible origins, of which one is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from math import prod

from defectarchive.frozen import Frozen
from defectarchive.model.archive import NOBODY, Chain, OriginSets
from defectarchive.model.ids import EntityRef
from defectarchive.resolve.facts.support import EXACT
from defectarchive.resolve.order import Moment

# A property of a subject: what claims with relays of their own are about.
Topic = tuple[EntityRef, str]

MOST_SETS = 512
"""Among many outlets, more sets than this become one: origins may be undercounted, not over."""

# A conjunction of alternatives: of each inner set, at least one outlet is an origin.
_Sets = frozenset[frozenset[str]]


class Attribution(Frozen, frozen=True):
    """One article's telling of one event: who published it, when, and what it rests on."""

    article: str
    outlet: str
    moment: Moment
    chains: tuple[Chain, ...]
    own_reporting: bool

    @property
    def only_relays(self) -> bool:
        """Whether it has chains, no own reporting, and no chain with the outlet among its ends."""
        own = self.own_reporting or any(_names_itself(chain, self.outlet) for chain in self.chains)
        return bool(self.chains) and not own


class RelayCircle(Frozen, frozen=True):
    """Outlets that rest on each other in a circle and so count as one origin, `origin`.

    `articles`: those whose chains close the circle, in order of publication.
    """

    outlets: tuple[str, ...]
    origin: str
    articles: tuple[str, ...]


class OriginGraph:
    """The possible origins of everything told of one event.

    `topics`: for each property with claims that have relays of their own, all that is told of it.
    Such claims may rest on each other in a circle even where their articles do not.
    """

    def __init__(
        self,
        tellings: Iterable[Attribution],
        topics: Mapping[Topic, Iterable[Attribution]] | None = None,
    ) -> None:
        self._first: dict[str, tuple[Moment, str]] = {}
        told: dict[str, list[Attribution]] = {}
        for telling in tellings:
            told.setdefault(telling.outlet, []).append(telling)
            published = (telling.moment, telling.article)
            self._first[telling.outlet] = min(self._first.get(telling.outlet, published), published)
        self._tellings = told
        # Only an outlet that relays all it told leads on, to the ends of its chains.
        self._leads = {
            outlet: _ends(tellings)
            for outlet, tellings in told.items()
            if all(telling.only_relays for telling in tellings)
        }
        self._rings: dict[str, tuple[str, ...]] = {}
        self._ends: dict[str, _Sets] = {}
        for group in _components(self._leads):
            self._follow(tuple(sorted(group)))
        self._topics = {topic: OriginGraph(told) for topic, told in (topics or {}).items()}
        # What was asked: most claims of a report ask the same.
        self._found: dict[tuple[object, ...], OriginSets] = {}

    def of(
        self,
        outlet: str,
        chains: Sequence[Chain],
        *,
        own_reporting: bool,
        topic: Topic | None = None,
    ) -> OriginSets:
        """The sets of possible origins of what `outlet` told on the basis of `chains`."""
        asked = (outlet, *chains, own_reporting, topic if topic in self._topics else None)
        if asked not in self._found:
            alternatives = [_one(outlet)] if own_reporting else []
            alternatives += [self._rests_on(chain, outlet, topic=topic) for chain in chains]
            self._found[asked] = tuple(sorted(tuple(sorted(one)) for one in _either(alternatives)))
        return self._found[asked]

    def circles(self) -> tuple[RelayCircle, ...]:
        """Every circle of outlets, outlets that relay themselves included."""
        found = self._own_circles()
        for topic in self._topics.values():
            found = topic._own_circles() | found  # noqa: SLF001 - of the same class
        return tuple(found[outlets] for outlets in sorted(found))

    # --- following ------------------------------------------------------------------------------

    def _follow(self, group: tuple[str, ...]) -> None:
        """Find the origins behind a group of outlets that lead to each other.

        Groups come in topological order: all other groups to which this one leads are done.
        """
        is_ring = len(group) > 1 or group[0] in self._leads[group[0]]
        first = self._first_publisher(group) if is_ring else ""
        within = dict.fromkeys(group, _one(first)) if is_ring else {}
        if is_ring:
            self._rings |= dict.fromkeys(group, group)
        alternatives = [_one(first)] if is_ring else []
        for outlet in group:
            for telling in self._tellings[outlet]:
                alternatives += [
                    self._rests_on(chain, outlet, within=within) for chain in telling.chains
                ]
        self._ends |= dict.fromkeys(group, _either(alternatives))

    def _rests_on(
        self,
        chain: Chain,
        outlet: str,
        *,
        within: Mapping[str, _Sets] | None = None,
        topic: Topic | None = None,
    ) -> _Sets:
        """The origins behind the last step of a chain that `outlet` gives."""
        sets: set[frozenset[str]] = set()
        for end in chain.steps[-1]:
            if end == NOBODY or (end == outlet and len(chain.steps[-1]) > 1):
                sets |= _one(end)
            elif within and end in within:
                sets |= within[end]
            else:
                sets |= self._in_circle(end, topic) or self._ends.get(end) or _one(end)
        ring = _repeated(chain)
        if not ring:
            return frozenset(sets)
        first = _one(self._first_publisher(ring))
        # A circle is one origin, or any outside source that its last step names.
        return first if set(chain.steps[-1]) <= set(ring) else _either([first, frozenset(sets)])

    def _in_circle(self, end: str, topic: Topic | None) -> _Sets:
        """The origins of a circle of claims whose articles form none; empty if there is no such."""
        claims = self._topics.get(topic) if topic else None
        ring = claims and claims._rings.get(end)  # noqa: SLF001 - of the same class
        if not claims or not ring or len(ring) == 1 or not self._rings.keys().isdisjoint(ring):
            return _NONE
        return claims._ends[end]  # noqa: SLF001

    def _first_publisher(self, ring: Sequence[str]) -> str:
        """The outlet that published on the event first; if none has an article, the first by id."""
        published = [(self._first[outlet], outlet) for outlet in ring if outlet in self._first]
        return min(published)[1] if published else min(ring)

    # --- circles --------------------------------------------------------------------------------

    def _own_circles(self) -> dict[tuple[str, ...], RelayCircle]:
        """Circles by their outlets, each with all articles that close it."""
        closing: dict[tuple[str, ...], list[Attribution]] = {}
        for telling in self._all():
            for ring in self._closed_by(telling):
                closing.setdefault(ring, []).append(telling)
        return {ring: self._circle(ring, closing[ring]) for ring in sorted(closing)}

    def _closed_by(self, telling: Attribution) -> set[tuple[str, ...]]:
        """The circles that one article closes, alone or with others."""
        outer = self._rings.get(telling.outlet, ())
        found: set[tuple[str, ...]] = set()
        for chain in telling.chains:
            if outer and any(self._rings.get(outlet) is outer for outlet in chain.outlets):
                found.add(outer)
            inner = _inner_ring(telling, chain)
            # A circle within the chain that covers the outer one is the same: report it once.
            if inner and not (outer and set(outer) <= set(inner)):
                found.add(inner)
        return found

    def _circle(self, ring: tuple[str, ...], closing: Iterable[Attribution]) -> RelayCircle:
        in_order = sorted(closing, key=lambda telling: (telling.moment, telling.article))
        articles = tuple(telling.article for telling in in_order)
        return RelayCircle(ring, self._first_publisher(ring), articles)

    def _all(self) -> Iterator[Attribution]:
        return (telling for tellings in self._tellings.values() for telling in tellings)


# --- sets ---------------------------------------------------------------------------------------


_NONE: _Sets = frozenset()


def _one(outlet: str) -> _Sets:
    return frozenset({frozenset({outlet})})


def _either(alternatives: Sequence[_Sets]) -> _Sets:
    """One of the alternatives holds: as a conjunction, all unions of one set from each."""
    if not alternatives:
        return _NONE
    # Nearly all alternatives are a single set: these are joined in one step.
    plain = [sets for sets in alternatives if len(sets) == 1]
    joined = [frozenset({frozenset().union(*(one for sets in plain for one in sets))})]
    others = dict.fromkeys(sets for sets in alternatives if len(sets) > 1)
    parts = [*(joined if plain else ()), *others]
    every: frozenset[str] = frozenset().union(*(one for sets in parts for one in sets))
    if len(every) > EXACT and prod(map(len, parts)) > MOST_SETS:
        return frozenset({every})
    return reduce(_either_of, parts)


def _either_of(one: _Sets, other: _Sets) -> _Sets:
    sets = frozenset(mine | theirs for mine in one for theirs in other)
    return sets if len(sets) <= MOST_SETS else _smallest(sets)


def _smallest(sets: _Sets) -> _Sets:
    """The sets that contain no other, which imply all; and one with every outlet left out by them.

    Among up to `EXACT` outlets, at most a few thousand sets contain no other.
    """
    found: list[frozenset[str]] = []
    for one in sorted(sets, key=lambda one: (len(one), sorted(one))):
        if not any(smaller <= one for smaller in found):
            found.append(one)
    left_out = frozenset().union(*sets).difference(*found)
    return frozenset((*found, found[0] | left_out))


# --- chains -------------------------------------------------------------------------------------


def _names_itself(chain: Chain, outlet: str) -> bool:
    """Whether a text names its own outlet as one of several that it rests on."""
    return len(chain.steps[-1]) > 1 and outlet in chain.steps[-1]


def _ends(tellings: Iterable[Attribution]) -> tuple[str, ...]:
    ends = {
        end for telling in tellings for chain in telling.chains for end in chain.steps[-1] if end
    }
    return tuple(sorted(ends))


def _repeated(chain: Chain) -> tuple[str, ...]:
    """The outlets between two appearances of one outlet in a chain, sorted; () if none repeats."""
    last: dict[str, int] = {}
    outlets = chain.outlets
    for number, outlet in enumerate(outlets):
        if outlet in last:
            return tuple(sorted(set(outlets[last[outlet] : number])))
        last[outlet] = number
    return ()


def _inner_ring(telling: Attribution, chain: Chain) -> tuple[str, ...]:
    """The circle that one chain closes by itself: through its own outlet, or within the chain."""
    outlets = chain.outlets
    if telling.outlet in outlets and not _names_itself(chain, telling.outlet):
        before = outlets[: outlets.index(telling.outlet)]
        return tuple(sorted({*before, telling.outlet}))
    return _repeated(chain)


def _components(leads: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The groups of outlets that lead to each other, each after all to which it leads.

    Tarjan's strongly connected components (1972), with a stack of its own in place of recursion.
    """
    search = _CycleSearch(leads)
    for start in sorted(leads):
        search.visit(start)
    return search.found


class _CycleSearch:
    """`_number`: the order of first visits. `_lowest`: the lowest number each leads back to."""

    def __init__(self, leads: Mapping[str, Sequence[str]]) -> None:
        self._leads = leads
        self.found: list[list[str]] = []
        self._number: dict[str, int] = {}
        self._lowest: dict[str, int] = {}
        self._path: dict[str, None] = {}

    def visit(self, start: str) -> None:
        if start in self._number:
            return
        visiting = [(start, self._enter(start))]
        while visiting:
            outlet, following = visiting[-1]
            other = next((one for one in following if self._is_new(outlet, one)), None)
            if other is not None:
                visiting.append((other, self._enter(other)))
                continue
            visiting.pop()
            if visiting:
                before = visiting[-1][0]
                self._lowest[before] = min(self._lowest[before], self._lowest[outlet])
            if self._lowest[outlet] == self._number[outlet]:
                self._leave(outlet)

    def _enter(self, outlet: str) -> Iterator[str]:
        self._number[outlet] = self._lowest[outlet] = len(self._number)
        self._path[outlet] = None
        return iter(self._leads[outlet])

    def _is_new(self, outlet: str, other: str) -> bool:
        """Whether the other is still to be visited; if it is on the path, they are in a circle."""
        if other in self._path:
            self._lowest[outlet] = min(self._lowest[outlet], self._number[other])
        return other in self._leads and other not in self._number

    def _leave(self, outlet: str) -> None:
        group = [self._path.popitem()[0]]
        while group[-1] != outlet:
            group.append(self._path.popitem()[0])
        self.found.append(group)
