"""Relay chains followed to the outlets that may have reported first-hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from defectarchive.model.archive import NOBODY, Chain, OriginSets
from defectarchive.resolve.facts.origins import Attribution, OriginGraph


def telling(
    article: str, outlet: str, *chains: str, day: int = 1, own: bool | None = None
) -> Attribution:
    """A telling; each chain reads nearest first, "wire & radio > tv"; ? is nobody named."""
    parsed = tuple(Chain(tuple(map(step, chain.split(" > ")))) for chain in chains)
    return Attribution(article, outlet, (day, 0), parsed, not chains if own is None else own)


def step(names: str) -> tuple[str, ...]:
    return tuple(NOBODY if name == "?" else name for name in names.split(" & "))


def sets_of(wanted: Attribution, *others: Attribution) -> OriginSets:
    origins = OriginGraph([wanted, *others])
    return origins.of(wanted.outlet, wanted.chains, own_reporting=wanted.own_reporting)


def origins_of(wanted: Attribution, *others: Attribution) -> tuple[str, ...]:
    """The one set of possible origins, where all are alternatives."""
    (origins,) = sets_of(wanted, *others)
    return origins


def test_an_outlet_that_relays_nobody_is_its_own_origin() -> None:
    assert origins_of(telling("a", "tv")) == ("tv",)


def test_the_end_of_a_chain_is_the_origin_and_its_middle_is_not() -> None:
    assert origins_of(telling("a", "blog", "wire > tv")) == ("tv",)


def test_a_relay_that_also_reported_itself_is_an_origin_beside_its_source() -> None:
    assert origins_of(telling("a", "blog", "tv", own=True)) == ("blog", "tv")


def test_a_chain_that_ends_in_nobody_named_is_nobodys() -> None:
    assert origins_of(telling("a", "blog", "wire > ?")) == (NOBODY,)


def test_a_chain_goes_on_through_an_outlet_all_of_whose_articles_relay() -> None:
    assert origins_of(
        telling("a", "blog", "paper"),
        telling("b", "paper", "wire"),
        telling("c", "paper", "radio"),
    ) == ("radio", "wire")


def test_a_chain_stops_at_an_outlet_that_reported_once_itself() -> None:
    assert origins_of(
        telling("a", "blog", "paper"), telling("b", "paper", "wire"), telling("c", "paper")
    ) == ("paper",)


def test_a_circle_is_one_origin_its_first_publisher() -> None:
    late, early = telling("a", "post", "mail", day=5), telling("b", "mail", "post", day=3)
    assert origins_of(late, early) == ("mail",)
    assert origins_of(early, late) == ("mail",)


def test_an_article_outside_the_circle_shares_its_origin() -> None:
    ring = [telling("a", "post", "mail", day=5), telling("b", "mail", "post", day=3)]
    assert origins_of(telling("z", "blog", "post", day=1), *ring) == ("mail",)


def test_an_outlet_that_relays_itself_is_one_origin() -> None:
    assert origins_of(telling("a", "post", "post")) == ("post",)


def test_a_circle_within_one_chain_counts_for_the_one_of_it_that_published() -> None:
    told = telling("a", "blog", "hotel > golf > hotel")
    assert origins_of(told, telling("b", "golf")) == ("golf",)


def test_what_a_circle_rests_on_besides_is_an_origin_too() -> None:
    post = telling("a", "post", "mail", "wire", day=2)
    assert origins_of(post, telling("b", "mail", "post", day=1)) == ("mail", "wire")


def test_each_circle_is_named_once_with_the_articles_that_close_it() -> None:
    origins = OriginGraph(
        [telling("a", "post", "mail", day=2), telling("b", "mail", "post"), telling("c", "tv")]
    )
    (circle,) = origins.circles()
    assert (circle.outlets, circle.origin, circle.articles) == (
        ("mail", "post"),
        "mail",
        ("b", "a"),
    )


def test_an_outlet_that_relays_itself_through_another_relays_itself() -> None:
    (circle,) = OriginGraph([telling("a", "post", "mail > post")]).circles()
    assert (circle.outlets, circle.origin) == (("post",), "post")


def test_a_chain_through_its_own_outlet_is_a_circle_even_where_that_reported_too() -> None:
    (circle,) = OriginGraph([telling("a", "post", "mail > post", own=True)]).circles()
    assert circle.outlets == ("mail", "post")


def test_an_outlet_that_relays_itself_hides_no_circle_that_another_article_closes() -> None:
    found = OriginGraph(
        [telling("a", "golf", "golf"), telling("b", "alfa", "hotel > golf > hotel")]
    )
    assert [(c.outlets, c.origin, c.articles) for c in found.circles()] == [
        (("golf",), "golf", ("a",)),
        (("golf", "hotel"), "golf", ("b",)),
    ]


def test_a_chain_without_return_is_no_circle() -> None:
    assert OriginGraph([telling("a", "post", "mail > tv"), telling("b", "mail")]).circles() == ()


_OUTLETS = st.sampled_from(["a", "b", "c", "d", "e"])
_STEPS = st.lists(_OUTLETS, min_size=1, max_size=2, unique=True).map(tuple)
_CHAINS = st.lists(st.lists(_STEPS, min_size=1, max_size=3), max_size=3)


@given(st.lists(st.tuples(_OUTLETS, _CHAINS, st.booleans()), min_size=1, max_size=8))
def test_whatever_relays_whatever_there_are_never_more_origins_than_outlets_and_an_end_is_found(
    told: list[tuple[str, list[list[tuple[str, ...]]], bool]],
) -> None:
    tellings = [
        Attribution(
            str(n), outlet, (n, 0), tuple(Chain(tuple(c)) for c in chains), own or not chains
        )
        for n, (outlet, chains, own) in enumerate(told)
    ]
    origins = OriginGraph(tellings)
    named = {t.outlet for t in tellings} | {
        o for t in tellings for c in t.chains for o in c.outlets
    }
    for one in tellings:
        found = origins.of(one.outlet, one.chains, own_reporting=one.own_reporting)
        assert found
        assert all(found)
        assert {outlet for one_of in found for outlet in one_of} <= named
        assert found == tuple(sorted({tuple(sorted(set(one_of))) for one_of in found}))
    assert all(circle.origin in circle.outlets for circle in origins.circles())
