"""Where a story comes from: relay chains followed to the outlets that reported first-hand.

Echoes are not corroboration: ten articles that rest on one story have one origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from defectarchive.frozen import Frozen
from defectarchive.model.archive import Chain
from defectarchive.model.ids import Thing
from defectarchive.resolve.order import Moment

# A property of a subject: what claims with relays of their own are about.
Topic = tuple[Thing, str]


class Telling(Frozen, frozen=True):
    """One article's telling of one event: who published it, when, and what it rests on."""

    article: str
    outlet: str
    moment: Moment
    chains: tuple[Chain, ...]
    own_reporting: bool

    @property
    def only_relays(self) -> bool:
        return bool(self.chains) and not self.own_reporting


class Circle(Frozen, frozen=True):
    """Outlets of which each rests on the next: together one origin, `origin`.

    `articles` are those that close the circle, in order.
    """

    outlets: tuple[str, ...]
    origin: str
    articles: tuple[str, ...]


class Origins:
    """The origins of everything told of one event.

    `topics`: where claims have relays of their own, all that is told of that property. Claims may
    rest on each other in a circle although none of their articles does.
    """

    def __init__(
        self, tellings: Iterable[Telling], topics: Mapping[Topic, Iterable[Telling]] | None = None
    ) -> None:
        self._first: dict[str, tuple[Moment, str]] = {}
        told: dict[str, list[Telling]] = {}
        for telling in tellings:
            told.setdefault(telling.outlet, []).append(telling)
            published = (telling.moment, telling.article)
            self._first[telling.outlet] = min(self._first.get(telling.outlet, published), published)
        self._tellings = told
        # An outlet leads on to the ends of its chains where all that it told only relays.
        self._leads = {
            outlet: _ends(tellings)
            for outlet, tellings in told.items()
            if all(telling.only_relays for telling in tellings)
        }
        self._rings = self._find_rings()
        self._ends: dict[str, frozenset[str]] = {}
        self._topics = {topic: Origins(told) for topic, told in (topics or {}).items()}

    def of(
        self,
        outlet: str,
        chains: Sequence[Chain],
        *,
        own_reporting: bool,
        topic: Topic | None = None,
    ) -> tuple[str, ...]:
        """The origins, sorted outlet ids, of something that `outlet` told resting on `chains`."""
        found = {outlet} if own_reporting else set()
        for chain in chains:
            if not chain.unknown and chain.outlets:
                end = self._end(chain)
                first = self._first_in_circle(end, topic)
                found |= {first} if first else self._follow(end)
        return tuple(sorted(found))

    def circles(self) -> tuple[Circle, ...]:
        """Every circle of outlets, outlets that relay themselves included."""
        found = {circle.outlets: circle for circle in self._own_circles()}
        for topic in self._topics.values():
            for circle in topic.circles():
                found.setdefault(circle.outlets, circle)
        return tuple(found[outlets] for outlets in sorted(found))

    def _first_in_circle(self, end: str, topic: Topic | None) -> str | None:
        """The origin of claims that rest on each other in a circle, but whose articles do not."""
        claims = self._topics.get(topic) if topic else None
        ring = claims and claims._rings.get(end)  # noqa: SLF001 - of the same class
        if not claims or not ring or len(ring) == 1 or not self._rings.keys().isdisjoint(ring):
            return None
        return claims._first_publisher(ring)  # noqa: SLF001

    def _own_circles(self) -> tuple[Circle, ...]:
        outer = set(self._rings.values())
        rings = outer | {
            ring
            for telling in self._all()
            for chain in telling.chains
            if (ring := _inner_ring(telling, chain))
            # That an outlet relays itself through others is said once.
            and not any(telling.outlet in one and set(one) <= set(ring) for one in outer)
        }
        return tuple(
            Circle(ring, self._first_publisher(ring), self._closing(ring)) for ring in sorted(rings)
        )

    def _end(self, chain: Chain) -> str:
        """A chain's last outlet; where the chain runs in a circle, the circle's first publisher."""
        ring = _repeated(chain.outlets)
        return self._first_publisher(ring) if ring else chain.outlets[-1]

    def _follow(self, outlet: str) -> frozenset[str]:
        """The outlets at which everything ends that leads through `outlet`."""
        if outlet in self._ends:
            return self._ends[outlet]
        seen: set[str] = set()
        found: set[str] = set()
        waiting = [outlet]
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            ring = self._rings.get(current)
            if ring is not None:
                found.add(self._first_publisher(ring))
            if current in self._leads:
                waiting.extend(self._leads[current])
            else:
                found.add(current)
        self._ends[outlet] = frozenset(found)
        return self._ends[outlet]

    def _first_publisher(self, ring: Sequence[str]) -> str:
        """Who of them published on the event first; without articles, the first by id."""
        published = [(self._first[outlet], outlet) for outlet in ring if outlet in self._first]
        return min(published)[1] if published else min(ring)

    def _find_rings(self) -> dict[str, tuple[str, ...]]:
        """For each outlet that leads back to itself, the outlets of its circle, sorted."""
        reach = {outlet: self._reachable(outlet) for outlet in self._leads}
        return {
            outlet: tuple(
                sorted({outlet} | {other for other in found if outlet in reach.get(other, ())})
            )
            for outlet, found in reach.items()
            if outlet in found
        }

    def _reachable(self, outlet: str) -> set[str]:
        found: set[str] = set()
        waiting = list(self._leads[outlet])
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting.extend(self._leads.get(current, ()))
        return found

    def _closing(self, ring: Sequence[str]) -> tuple[str, ...]:
        """The articles that close the circle, by a chain of their own or each with the next."""
        together = ring in self._rings.values()
        closing = [
            telling
            for telling in self._all()
            if any(
                _inner_ring(telling, chain) == ring
                or (together and telling.outlet in ring and not set(chain.outlets).isdisjoint(ring))
                for chain in telling.chains
            )
        ]
        return tuple(t.article for t in sorted(closing, key=lambda t: (t.moment, t.article)))

    def _all(self) -> Iterator[Telling]:
        return (telling for tellings in self._tellings.values() for telling in tellings)


def _ends(tellings: Iterable[Telling]) -> tuple[str, ...]:
    ends = {
        chain.outlets[-1]
        for telling in tellings
        for chain in telling.chains
        if chain.outlets and not chain.unknown
    }
    return tuple(sorted(ends))


def _repeated(outlets: Sequence[str]) -> tuple[str, ...]:
    """The outlets between two appearances of one outlet in a chain, sorted; () if none repeats."""
    last: dict[str, int] = {}
    for number, outlet in enumerate(outlets):
        if outlet in last:
            return tuple(sorted(set(outlets[last[outlet] : number])))
        last[outlet] = number
    return ()


def _inner_ring(telling: Telling, chain: Chain) -> tuple[str, ...]:
    """The circle that one chain closes by itself: through its own outlet, or within the chain."""
    if telling.outlet in chain.outlets:
        before = chain.outlets[: chain.outlets.index(telling.outlet)]
        return tuple(sorted({*before, telling.outlet}))
    return _repeated(chain.outlets)
