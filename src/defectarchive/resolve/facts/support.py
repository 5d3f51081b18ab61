"""How much stands behind claims: how many articles, and of how many origins at the least.

A text may leave open whose story it passes on. So claims come with sets of possible origins, and
the origins that there are for certain are the fewest outlets that have one in every set.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

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
    return _fewest([frozenset(one) for one in sure], apart)


def _apart(sets: Iterable[Collection[str]]) -> int:
    """How many sets share no outlet, chosen greedily in the given order."""
    taken: set[str] = set()
    number = 0
    for one in sets:
        if taken.isdisjoint(one):
            taken.update(one)
            number += 1
    return number


def _fewest(sets: Sequence[frozenset[str]], bound: int) -> int:
    """The size of the smallest hitting set, at least `bound`, by trying one size after another."""
    # An outlet that hits a set also hits every set that contains it.
    needed = [one for one in sets if not any(other < one for other in sets)]
    size = bound
    while not _can_be_met(needed, size):
        size += 1
    return size


def _can_be_met(sets: Sequence[frozenset[str]], size: int) -> bool:
    """Whether `size` outlets can be chosen so that every set has one of them."""
    if not sets:
        return True
    if size == 0 or _apart(sets) > size:
        return False
    smallest = min(sets, key=len)
    return any(
        _can_be_met([one for one in sets if outlet not in one], size - 1) for outlet in smallest
    )
