"""What holds of every archive, whatever its articles claim and whomever they relay."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.archives import Outcome, make

from defectarchive.analysis.indexes import make_indexes
from defectarchive.model.archive import NOBODY, Claim, Event, Fact, Standing
from defectarchive.model.dates.date import parse_date
from defectarchive.model.ids import Kind
from defectarchive.model.values import Count, as_data
from defectarchive.model.vocabulary import EVENT_PROPERTIES, PERSON_PROPERTIES
from defectarchive.resolve.facts.comparison import comparison_of
from defectarchive.resolve.facts.support import origins_of
from defectarchive.resolve.order import timeline_key

Article = dict[str, Any]

OUTLETS = ("tv", "wire", "paper", "radio", "blog")
EVENTS = ("crossing", "landing", "recall")
PEOPLE = ("ivan", "olga")
VALUES: Mapping[str, Sequence[str]] = {
    "type": ("defection", "recall"),
    "also": ("defection", "recall", "trial"),
    "date": ("2003", "2003-05", "2003-05-14", "2003-05-14?", "2003-06~", "2003-06-01", "1990/2005"),
    "place": ("north", "storskog", "vardo"),
    "count": ("2", "3", "2..5", "4.."),
    "status": ("reported", "confirmed", "denied"),
    "motive": ("money", "Money", "conscience"),
    "age": ("40", "41", "38..40"),
}
STANCES = (
    *("asserts", "asserts", "asserts", "confirms", "estimates", "alleges"),
    *("doubts", "denies", "unaware", "declines"),
)
PUBLISHED = ("2003-07-01", "2003-07-02T10:00", "2003-07", "2004", "2005-01-09", "unknown")
REGISTERS = {
    "places.yaml": "north: {name: North}\nstorskog: {name: S, within: north}\nvardo: {name: V}",
    **{f"people/{person}.md": f"name: {person}" for person in PEOPLE},
    "outlets.yaml": "\n".join(f"{outlet}: {{name: {outlet}}}" for outlet in OUTLETS),
}

chains = st.lists(st.sampled_from(OUTLETS), min_size=1, max_size=3).map(" > ".join)
joined = st.lists(st.sampled_from(OUTLETS), min_size=2, max_size=2, unique=True).map(" & ".join)
relays = st.lists(st.one_of(chains, joined, st.just("unknown")), max_size=2)


def claim(prop: str, *, plain: bool) -> st.SearchStrategy[dict[str, Any]]:
    stances = st.just("asserts") if plain else st.sampled_from(STANCES)
    found = {"value": st.sampled_from(VALUES[prop]), "stance": stances}
    more: dict[str, st.SearchStrategy[Any]] = {
        "by": st.sampled_from([*PEOPLE, "The Embassy"]),
        "hedge": st.just("is believed to be"),
    }
    return st.fixed_dictionaries(found, optional={} if plain else {**more, "relays": relays})


def entry(*, plain: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    def listed(prop: str) -> st.SearchStrategy[list[dict[str, Any]]]:
        return st.lists(claim(prop, plain=plain), min_size=1, max_size=2)

    person = st.fixed_dictionaries(
        {"person": st.sampled_from(PEOPLE)}, optional={"age": listed("age")}
    )
    props = {prop: listed(prop) for prop in VALUES if prop != "age"}
    more: dict[str, st.SearchStrategy[Any]] = {"people": st.lists(person, max_size=2)}
    if not plain:
        more["relays"] = relays
    return st.fixed_dictionaries({"event": st.sampled_from(EVENTS)}, optional={**props, **more})


def articles(*, plain: bool = False) -> st.SearchStrategy[Article]:
    """An article's front matter. Plain: it asserts, and rests on one outlet or on itself."""
    found = {
        "title": st.just("A text"),
        "outlet": st.sampled_from(OUTLETS),
        "published": st.sampled_from(PUBLISHED),
        "events": st.lists(entry(plain=plain), min_size=1, max_size=2),
    }
    more: dict[str, st.SearchStrategy[Any]] = {
        "relays": chains.map(lambda chain: [chain]) if plain else relays
    }
    if not plain:
        more["own_reporting"] = st.booleans()
        more["retracted"] = st.just({"because": "It was wrong."})
        more["draft"] = st.booleans()
    return st.fixed_dictionaries(found, optional=more)


laws = settings(deadline=None)
several = st.lists(articles(), min_size=1, max_size=5)


def build(found: Sequence[Article], **more: Article) -> Outcome:
    named = {f"a{number}": article for number, article in enumerate(found)} | more
    files = {f"articles/{name}.md": _file(article) for name, article in named.items()}
    return make({**REGISTERS, **files})


def _file(article: Article) -> str:
    # JSON is YAML; a key a line, so that each stands in a place of its own.
    lines = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in article.items())
    return "\n".join(lines)


def facts(event: Event) -> list[Fact]:
    return [*event.facts, *(fact for part in event.people for fact in part.facts)]


def all_claims(outcome: Outcome) -> list[Claim]:
    return [claim for event in outcome.archive.events.values() for claim in event.claims()]


def shown_values(outcome: Outcome) -> dict[tuple[str, str], list[str]]:
    return {
        (event.id, fact.property): [as_data(finding.value) for finding in fact.findings]
        for event in outcome.archive.events.values()
        for fact in event.facts
        if fact.findings
    }


def stated(article: Article, number: int) -> Counter[tuple[str, ...]]:
    """What the article's file says, as (article, event, subject, property, value, stance, by)."""
    said = Counter[tuple[str, ...]]()
    if article.get("draft"):
        return said
    for report in article["events"]:
        subjects = [
            ("", report),
            *((person["person"], person) for person in report.get("people", [])),
        ]
        for subject, holder in subjects:
            for prop in VALUES:
                for one in holder.get(prop, []):
                    by = one.get("by", "").lower().replace(" ", "-")
                    value = one["value"].casefold() if prop == "motive" else one["value"]
                    key = (f"a{number}", report["event"], subject, prop, value, one["stance"], by)
                    said[key] = 1
    return said


@laws
@given(several)
def test_no_claim_is_lost_and_equal_ones_of_one_article_are_one(found: list[Article]) -> None:
    wanted = Counter[tuple[str, ...]]()
    for number, article in enumerate(found):
        wanted |= stated(article, number)
    got = Counter(
        (
            claim.article,
            claim.event,
            claim.subject.id if claim.subject.kind is Kind.PERSON else "",
            claim.property,
            as_data(claim.value).casefold() if claim.property == "motive" else as_data(claim.value),
            claim.stance.value,
            claim.by.id if claim.by else "",
        )
        for claim in all_claims(build(found))
    )
    assert got == wanted


@laws
@given(several)
def test_every_claim_has_an_id_of_its_own(found: list[Article]) -> None:
    ids = [claim.id for claim in all_claims(build(found))]
    assert len(set(ids)) == len(ids)


@laws
@given(several)
def test_one_claim_is_shown_of_each_value_that_is_and_something_is_where_anything_stands(
    found: list[Article],
) -> None:
    for event in build(found).archive.events.values():
        for fact in facts(event):
            own = fact.claims[0].subject.kind is Kind.EVENT
            prop = (EVENT_PROPERTIES if own else PERSON_PROPERTIES)[fact.property]
            shown = [claim.id for claim in fact.claims if claim.standing is Standing.SHOWN]
            assert sorted(shown) == sorted(finding.claim for finding in fact.findings)
            standing = {
                as_data(claim.value).casefold()
                for claim in fact.claims
                if claim.stance.affirms
                and claim.standing not in (Standing.RETRACTED, Standing.SUPERSEDED)
                and not (fact.property == "also" and claim.value == event.shown("type"))
            }
            assert len(shown) == (min(1, len(standing)) if prop.single else len(standing))
            for finding in fact.findings:
                assert finding.claims[0] == finding.claim
                assert len(set(finding.claims)) == len(finding.claims)


@laws
@given(several)
def test_standings_follow_from_what_is_said(found: list[Article]) -> None:
    for claim in all_claims(build(found)):
        if claim.retracted:
            assert claim.standing is Standing.RETRACTED
        elif claim.stance.contradicts:
            assert claim.standing is Standing.DISPUTES
        elif claim.stance.affirms:
            assert claim.standing not in {Standing.RETRACTED, Standing.DISPUTES}
        else:
            assert claim.standing is Standing.OUTVOTED


@laws
@given(several)
def test_a_claim_that_is_outvoted_though_put_forward_makes_a_dispute(found: list[Article]) -> None:
    for event in build(found).archive.events.values():
        for fact in facts(event):
            if any(c.standing is Standing.OUTVOTED and c.stance.affirms for c in fact.claims):
                assert fact.disputed


@laws
@given(several)
def test_origins_are_outlets_that_the_article_or_what_it_rests_on_names(
    found: list[Article],
) -> None:
    outcome = build(found)
    for claim in all_claims(outcome):
        assert set(claim.origins) <= set(outcome.archive.outlets)
        assert list(claim.origins) == sorted(set(claim.origins))
        assert claim.origins == origins_of(claim.origin_sets)
        assert all(claim.origin_sets)
        if claim.own_reporting:
            assert all(claim.outlet in one for one in claim.origin_sets)
        elif not claim.chains:
            assert claim.origin_sets == ()
        elif all(chain.steps == ((NOBODY,),) for chain in claim.chains):
            assert claim.origin_sets == ((NOBODY,),)


@laws
@given(several, st.randoms(use_true_random=False))
def test_the_result_does_not_depend_on_the_order_of_the_files(
    found: list[Article], random: Any
) -> None:
    files = {f"articles/a{number}.md": _file(article) for number, article in enumerate(found)}
    shuffled = list({**REGISTERS, **files}.items())
    random.shuffle(shuffled)
    assert make(dict(shuffled)) == make({**REGISTERS, **files})


@laws
@given(several, articles())
def test_a_retracted_article_changes_no_value_that_is_shown(
    found: list[Article], more: Article
) -> None:
    retracted = {**more, "retracted": {"because": "It was wrong."}}
    retracted.pop("draft", None)
    # What it relays may be where the others' chains lead on; that is another matter.
    events = [{k: v for k, v in event.items() if k != "relays"} for event in more["events"]]
    retracted |= {"events": events, "relays": [], "outlet": "elsewhere"}
    assert shown_values(build(found, z=retracted)) == shown_values(build(found))


@laws
@given(st.lists(articles(plain=True), min_size=1, max_size=5), st.data())
def test_an_echo_of_an_origin_changes_no_value_that_is_shown(
    found: list[Article], data: st.DataObject
) -> None:
    before = build(found)
    echoed = [claim for claim in all_claims(before) if claim.property in {"type", "date", "count"}]
    # An article with two origins of its own may gain by a second article that repeats it.
    assume(echoed and all(len(claim.origins) <= 1 for claim in all_claims(before)))
    one = data.draw(st.sampled_from(echoed))
    assume(one.origins)
    echo = {
        "title": "An echo",
        "outlet": "echo",
        "published": "2010",
        "relays": [data.draw(st.sampled_from(one.origins))],
        "events": [{"event": one.event, one.property: as_data(one.value)}],
    }
    assert shown_values(build(found, z=echo)) == shown_values(before)


@laws
@given(several)
def test_the_timeline_has_every_case_once_in_order(found: list[Article]) -> None:
    outcome = build(found)
    cases = {event.id: event for event in outcome.archive.events.values() if not event.aggregate}
    ordered = [entry.event for entry in outcome.timeline.entries]
    assert sorted(ordered) == sorted(cases)
    keys = [timeline_key(cases[event]) for event in ordered]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    dated = {event for year in outcome.timeline.years for event in (*year.certain, *year.possible)}
    apart = {*outcome.timeline.wide, *outcome.timeline.undated}
    assert dated | apart == set(cases)
    assert not dated & apart
    beside = make_indexes(outcome.archive, outcome.timeline).cases
    for number, event in enumerate(ordered):
        assert beside[event].before == (ordered[number - 1] if number else None)
        assert beside[event].after == (ordered[number + 1] if number + 1 < len(ordered) else None)


@laws
@given(several, articles())
def test_ids_of_claims_do_not_move_when_articles_are_added(
    found: list[Article], more: Article
) -> None:
    before = {claim.id for claim in all_claims(build(found))}
    after = {claim.id for claim in all_claims(build(found, zz=more)) if claim.article != "zz"}
    assert after == before


def addresses(outcome: Outcome) -> dict[str, tuple[object, ...]]:
    """What stands at each address of a claim; that of a fact is no claim's."""
    return {
        address: (
            *(claim.article, claim.event, claim.subject, claim.property, claim.by),
            *(as_data(claim.value).casefold(), claim.stance),
        )
        for claim in all_claims(outcome)
        for address in (claim.id, *claim.anchors)
    }


def holders(found: Sequence[Article]) -> list[tuple[dict[str, Any], str]]:
    """Every list of claims, as what holds it and its key."""
    entries = [report for one in found for report in one["events"]]
    entries += [person for report in entries for person in report.get("people", [])]
    return [(entry, prop) for entry in entries for prop in VALUES if entry.get(prop)]


@laws
@given(several, st.data())
def test_an_address_is_never_another_claims_though_claims_go_and_change_places(
    found: list[Article], data: st.DataObject
) -> None:
    before = addresses(build(found))
    lists = holders(found)
    assume(lists)
    entry, prop = data.draw(st.sampled_from(lists))
    if data.draw(st.booleans()):
        entry[prop] = entry[prop][1:]
    else:
        entry[prop] = entry[prop][::-1]
    after = addresses(build(found))
    assert {at: after[at] for at in after if at in before} == {
        at: before[at] for at in before if at in after
    }


@laws
@given(several)
def test_an_address_is_one_claims_or_one_facts_and_not_both(found: list[Article]) -> None:
    claims = all_claims(build(found))
    of_claims = [address for claim in claims for address in (claim.id, *claim.anchors)]
    assert len(set(of_claims)) == len(of_claims)
    of_facts = {address for claim in claims for address in claim.fact_anchors}
    assert of_facts.isdisjoint(of_claims)


@laws
@given(several)
def test_support_is_of_claims_that_stand_and_are_put_forward(found: list[Article]) -> None:
    outcome = build(found)
    for event in outcome.archive.events.values():
        by_id = {claim.id: claim for claim in event.claims()}
        for fact in facts(event):
            for finding in fact.findings:
                behind = [by_id[one] for one in (*finding.claims, *finding.agreeing)]
                assert all(claim.stance.affirms for claim in behind)
                fallen = {Standing.RETRACTED, Standing.SUPERSEDED}
                assert fallen.isdisjoint(claim.standing for claim in behind)
                articles = {by_id[one].article for one in finding.claims}
                assert set(finding.support.articles) == articles
                assert finding.support.origins_min <= len(finding.support.origins)


VAGUE = st.sampled_from(
    (
        *("2003", "2003~", "2003-24", "2003-XX-14", "XXXX-12-25", "200X%", "../2003-05", "/2001"),
        *("2003-05-14~/..", "[1999,2003-05..2004]", "{2003-05~,2010}", "2004-02-29", "2003-06?"),
        "1990/2005",
    )
)
ENDS = st.one_of(st.none(), st.integers(0, 9))
RANGES = st.builds(Count, ENDS, ENDS).filter(
    lambda count: count.low is None or count.high is None or count.low <= count.high
)


@given(VAGUE, VAGUE)
def test_dates_that_agree_overlap_within_their_bounds(one: str, other: str) -> None:
    comparison = comparison_of(EVENT_PROPERTIES["date"], {})
    a, b = parse_date(one), parse_date(other)
    (a_low, a_high), (b_low, b_high) = comparison.bounds(a), comparison.bounds(b)
    assert not comparison.agree(a, b) or (a_low <= b_high and b_low <= a_high)


@given(RANGES, RANGES)
def test_counts_agree_exactly_where_their_bounds_overlap(one: Count, other: Count) -> None:
    comparison = comparison_of(EVENT_PROPERTIES["count"], {})
    (a_low, a_high), (b_low, b_high) = comparison.bounds(one), comparison.bounds(other)
    assert comparison.agree(one, other) == (a_low <= b_high and b_low <= a_high)
