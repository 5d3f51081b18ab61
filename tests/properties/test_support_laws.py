"""What holds of the number of origins, whatever sets of possible ones claims come with."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from defectarchive.model.archive import NOBODY, Chain, OriginSets
from defectarchive.resolve.facts.origins import Attribution, OriginGraph
from defectarchive.resolve.facts.support import EXACT, least, origins_of


def sets_among(number: int, most: int = 12) -> st.SearchStrategy[OriginSets]:
    """Sets of up to so many outlets, some of them perhaps nobody's."""
    outlets = st.sampled_from([NOBODY, *(f"o{n:02}" for n in range(number))])
    one = st.frozensets(outlets, min_size=1, max_size=4).map(lambda of: tuple(sorted(of)))
    return st.lists(one, max_size=most, unique=True).map(lambda of: tuple(sorted(of)))


def fewest(sets: OriginSets) -> int:
    """The size of the smallest group that has one in every set, by trying them all."""
    sure = [set(one) for one in sets if NOBODY not in one]
    outlets = sorted(set().union(*sure))
    sizes = (
        size
        for size in range(len(outlets) + 1)
        for group in combinations(outlets, size)
        if not any(one.isdisjoint(group) for one in sure)
    )
    return next(sizes)


@given(sets_among(EXACT))
def test_the_fewest_origins_are_exact_among_sixteen_outlets(sets: OriginSets) -> None:
    assert least(sets) == fewest(sets)


@given(sets_among(EXACT + 6))
def test_the_fewest_origins_are_never_too_high(sets: OriginSets) -> None:
    assert least(sets) <= fewest(sets)
    assert (least(sets) > 0) == any(NOBODY not in one for one in sets)


@given(sets_among(EXACT + 6), sets_among(EXACT + 6, most=2))
def test_a_further_claim_takes_no_origin_away(sets: OriginSets, more: OriginSets) -> None:
    together = tuple(sorted({*sets, *more}))
    assert set(origins_of(sets)) <= set(origins_of(together))
    # Beyond sixteen what is counted is a bound, which may fall when it can no longer be exact.
    if len(origins_of(together)) <= EXACT:
        assert least(sets) <= least(together)


@given(sets_among(EXACT + 6))
def test_there_are_at_least_no_more_origins_than_at_most(sets: OriginSets) -> None:
    assert least(sets) <= len(origins_of(sets))


OUTLETS = st.sampled_from([f"o{n}" for n in range(8)])
STEPS = st.lists(OUTLETS, min_size=1, max_size=3, unique=True).map(tuple)
CHAINS = st.lists(st.lists(STEPS, min_size=1, max_size=2).map(tuple).map(Chain), max_size=9)


@given(CHAINS.filter(bool))
def test_one_article_rests_on_all_that_one_of_its_items_joins(chains: list[Chain]) -> None:
    """As many as the shortest item joins, unless others share outlets with each other."""
    origins = OriginGraph([Attribution("a", "tv", (1, 0), tuple(chains), own_reporting=False)])
    sets = origins.of("tv", chains, own_reporting=False)
    joined = [frozenset(chain.steps[-1]) for chain in chains if not _repeats(chain)]
    if len(joined) < len(chains):
        return
    # Whichever item is true, all that it joins are origins: so is one of each set.
    assert all(any(outlet in one for outlet in item) for item in joined for one in sets)
    assert least(sets) == min(map(len, joined))
    assert set(origins_of(sets)) == frozenset().union(*joined)


def _repeats(chain: Chain) -> bool:
    return len(set(chain.outlets)) < len(chain.outlets)
