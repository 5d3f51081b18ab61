"""How much stands behind claims: how many articles, and of how many origins at the least.

A text may leave open whose story it passes on. So claims come with sets of possible origins, and
the origins that there are for certain are the fewest outlets that have one in every set.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from defectarchive.model.archive import NOBODY, OriginSets, Statement, Support
from defectarchive.model.ids import EntityRef

EXACT = 16
"""The most outlets for which `least` is exact; beyond, it counts disjoint sets."""

_NO_SUPPORT = Support()


def support_of(claims: Iterable[Statement]) -> Support:
    """What these claims amount to together; which of them count is the caller's to say."""
    articles: dict[str, None] = {}
    sets: dict[tuple[str, ...], None] = {}
    for claim in claims:
        articles[claim.article] = None
        sets |= dict.fromkeys(claim.origin_sets)
    return _support(tuple(articles), tuple(sorted(sets))) if articles else _NO_SUPPORT


def one_voice(claims: Iterable[Statement]) -> EntityRef | None:
    """The one speaker on whose word all of these are, if there is just one."""
    speakers = {claim.by for claim in claims}
    return speakers.pop() if len(speakers) == 1 else None


@lru_cache(maxsize=16_384)
def _support(articles: tuple[str, ...], sets: OriginSets) -> Support:
    return Support(articles, origins_of(sets), least(sets), _only(sets))


def origins_of(sets: OriginSets) -> tuple[str, ...]:
    """All outlets that are possible origins, sorted."""
    return tuple(sorted({outlet for one in sets for outlet in one} - {NOBODY}))


def _only(sets: OriginSets) -> tuple[str, ...]:
    """The only set, if there is just one and it has several outlets; else ()."""
    return sets[0] if len(sets) == 1 and len(sets[0]) > 1 else ()


def least(sets: OriginSets) -> int:
    """How few outlets can have an origin in every set: a minimum hitting set.

    Exact among up to `EXACT` outlets. Beyond, the number of sets, small ones first, of which no
    two share an outlet: each needs an origin of its own, so that it is never too high. A set that
    may be nobody's adds nothing.
    """
    sure = sorted((one for one in sets if NOBODY not in one), key=lambda one: (len(one), one))
    if len(sure) < 2:
        return len(sure)
    apart = _apart(sure)
    if len(origins_of(sets)) > EXACT:
        return apart
    return _fewest(sure)


def _apart(sets: Iterable[Collection[str]]) -> int:
    """How many sets share no outlet, chosen greedily in the given order."""
    taken: set[str] = set()
    number = 0
    for one in sets:
        if taken.isdisjoint(one):
            taken.update(one)
            number += 1
    return number


def _fewest(sets: Iterable[Collection[str]]) -> int:
    """The size of the smallest hitting set: of the fewest outlets that have one of each set.

    What is left out of a hitting set has no set within it, and the other way round; so the largest
    choice that has none within it is looked for, among all choices at once: each is a bit of one
    number, at the place that has a bit for each of its outlets.
    """
    sets = [*sets]
    place = {outlet: at for at, outlet in enumerate(sorted({o for one in sets for o in one}))}
    too_many = 0
    for one in sets:
        too_many |= 1 << sum(1 << place[outlet] for outlet in one)
    for at in range(len(place)):
        # A choice that has a set within it still has it with one outlet more.
        too_many |= (too_many & _without(at, len(place))) << (1 << at)
    by_size = _by_size(len(place))
    return next(left for left, of_size in enumerate(reversed(by_size)) if of_size & ~too_many)


@cache
def _without(outlet: int, outlets: int) -> int:
    """The choices that do not have an outlet, of so many."""
    block, period = (1 << (1 << outlet)) - 1, 2 << outlet
    return block * (((1 << (1 << outlets)) - 1) // ((1 << period) - 1))


@cache
def _by_size(outlets: int) -> tuple[int, ...]:
    """The choices of none, of one, and so on up to all."""
    if outlets == 0:
        return (1,)
    smaller = _by_size(outlets - 1)
    half = 1 << (outlets - 1)
    more = [each << half for each in smaller]
    return tuple(one | other for one, other in zip((*smaller, 0), (0, *more), strict=True))
