"""What claims come to: agreement, what is shown first and why, standings, disputes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from defectarchive.frozen import Shared
from defectarchive.model.archive import (
    Fact,
    OriginSets,
    Provenance,
    Rule,
    Ruling,
    Standing,
    Statement,
)
from defectarchive.model.dates.date import parse_date
from defectarchive.model.ids import EntityRef, Kind
from defectarchive.model.values import Count, Stance, Term, Text, Value, as_data
from defectarchive.model.vocabulary import EVENT_PROPERTIES, Property, ValueKind
from defectarchive.resolve.facts.comparison import comparison_of
from defectarchive.resolve.facts.decide import decide_fact
from defectarchive.resolve.facts.support import origins_of

SURROUNDINGS = {"storskog": ("sor-varanger", "finnmark"), "sor-varanger": ("finnmark",)}
EVENT = EntityRef(Kind.EVENT, "crossing")


def value(prop: str, text: str) -> Value:
    match EVENT_PROPERTIES[prop].kind:
        case ValueKind.DATE:
            return parse_date(text)
        case ValueKind.COUNT:
            low, dots, high = text.partition("..")
            return Count(
                int(low) if low else None, int(high if dots else low) if high or not dots else None
            )
        case ValueKind.PLACE:
            return EntityRef(Kind.PLACE, text)
        case ValueKind.TEXT:
            return Text(text)
        case _:
            return Term(text)


@dataclass(frozen=True)
class Says:
    """One line of a worked case: article, value, and what differs from the ordinary."""

    article: str
    value: str
    origins: str = ""
    stance: str = "asserts"
    hedge: str = ""
    by: str = ""
    published: str = "2003-09-02"
    outlet: str = ""
    retracted: bool = False
    line: int = 1

    def sets(self) -> OriginSets:
        """`x|y & z`: one of x and y, and z; none given: the article itself."""
        parts = (self.origins or self.article).split(" & ")
        return tuple(sorted(tuple(sorted(part.split("|"))) for part in parts))

    def stated(self, prop: str) -> Statement:
        return Statement(
            id=f"c-{self.article}-{self.line}",
            anchors=(),
            fact_anchors=(),
            subject=EVENT,
            property=prop,
            value=value(prop, self.value),
            said=Shared(
                Provenance(
                    event="crossing",
                    article=self.article,
                    path="articles/x.md",
                    outlet=self.outlet or self.article,
                    published=parse_date(self.published),
                    chains=(),
                    own_reporting=True,
                    origins=origins_of(self.sets()),
                    origin_sets=self.sets(),
                )
            ),
            by=EntityRef(Kind.PERSON, self.by) if self.by else None,
            stance=Stance(self.stance),
            hedge=self.hedge,
            wording="",
            note="",
            retracted=self.retracted,
            line=self.line,
            column=1,
            end=2,
        )


def settled(prop: str, *says: Says, ruling: str = "") -> Fact:
    ruled = Ruling(value(prop, ruling), "because") if ruling else None
    return decide_fact(EVENT_PROPERTIES[prop], [s.stated(prop) for s in says], SURROUNDINGS, ruled)


def shown(fact: Fact) -> tuple[str, str, Rule]:
    (finding,) = fact.findings
    article = next(claim.article for claim in fact.claims if claim.id == finding.claim)
    return as_data(finding.value), article, finding.rule


# Each: property, what is said, ruling; wanted: value, article, rule, disputed.
WORKED = {
    "one claim is the only value": (
        "date", [Says("a", "2003-05")], "", ("2003-05", "a", Rule.ONLY_VALUE), False,
    ),
    "a narrower date that agrees is shown": (
        "date", [Says("a", "2003"), Says("b", "2003-05-14")], "",
        ("2003-05-14", "b", Rule.ONLY_VALUE), False,
    ),
    "of equal claims the first published is shown": (
        "date", [Says("b", "2003-05", published="2003-06"), Says("a", "2003-05", published="2004")],
        "", ("2003-05", "b", Rule.ONLY_VALUE), False,
    ),
    "two voices outvote three echoes": (
        "date",
        [
            Says("a", "2003-05-05", "wire"), Says("b", "2003-05-05", "wire"),
            Says("c", "2003-05-05", "wire"), Says("d", "2003-05-06"), Says("e", "2003-05-06"),
        ],
        "", ("2003-05-06", "d", Rule.SUPPORT), True,
    ),
    "two origins in one article support as one": (
        "date",
        [Says("b", "2003-05-05", "x & y"), Says("a", "2003-05-06", published="2003-08")], "",
        ("2003-05-06", "a", Rule.EARLIEST), True,
    ),
    "asserted goes before alleged whatever the support": (
        "type", [Says("a", "arrest", stance="alleges"), Says("b", "arrest", stance="alleges"),
                 Says("c", "recall")],
        "", ("recall", "c", Rule.ASSERTED), True,
    ),
    "an unqualified date goes before a qualified one": (
        "date", [Says("a", "2003-05-05?", published="2003-06"), Says("b", "2003-05-07")], "",
        ("2003-05-07", "b", Rule.UNQUALIFIED), True,
    ),
    "an imprecise publication date counts from its last day": (
        "date", [Says("a", "2003-05-05", published="2003"), Says("b", "2003-05-07",
                                                                  published="2003-11-30")], "",
        ("2003-05-07", "b", Rule.EARLIEST), True,
    ),
    "then the article's id decides": (
        "place", [Says("a", "vardo"), Says("b", "storskog")], "",
        ("vardo", "a", Rule.ARTICLE_ID), True,
    ),
    "then the place in the file": (
        "count", [Says("a", "3", line=7), Says("a", "2", line=9)], "",
        ("3", "a", Rule.FILE_ORDER), True,
    ),
    "the ruling goes before everything and leaves the dispute": (
        "count", [Says("a", "3"), Says("b", "3"), Says("c", "2")], "2",
        ("2", "c", Rule.RULING), True,
    ),
    "a ruling may prefer the wider value": (
        "date", [Says("a", "2003-05"), Says("b", "2003-05-14")], "2003-05",
        ("2003-05", "a", Rule.RULING), False,
    ),
    "a place within another agrees and is narrower": (
        "place", [Says("a", "finnmark"), Says("b", "storskog")], "",
        ("storskog", "b", Rule.ONLY_VALUE), False,
    ),
    "a number within a range agrees": (
        "count", [Says("a", "2..5"), Says("b", "4"), Says("c", "3..")], "",
        ("4", "b", Rule.ONLY_VALUE), False,
    ),
    "ranges that do not meet disagree": (
        "count", [Says("a", "2..5"), Says("b", "6..9")], "", ("2..5", "a", Rule.ARTICLE_ID), True,
    ),
    "the latest status is shown and moving on is no dispute": (
        "status", [Says("a", "reported"), Says("b", "confirmed", published="2003-09-05")], "",
        ("confirmed", "b", Rule.LATEST), False,
    ),
    "a status of denied is a dispute": (
        "status", [Says("a", "reported"), Says("b", "denied", published="2003-09-05")], "",
        ("denied", "b", Rule.LATEST), True,
    ),
    "a retracted claim supports nothing and rules nothing out": (
        "date", [Says("a", "2003-05-14", retracted=True), Says("b", "2003-05")], "",
        ("2003-05", "b", Rule.ONLY_VALUE), False,
    ),
    "a doubt disputes and is never shown": (
        "date", [Says("a", "2003-05-14"), Says("b", "2003-05-14", stance="doubts")], "",
        ("2003-05-14", "a", Rule.ONLY_VALUE), True,
    ),
    "a denial of what nobody says is no dispute": (
        "type", [Says("a", "recall"), Says("a", "arrest", stance="denies", line=2)], "",
        ("recall", "a", Rule.ONLY_VALUE), False,
    ),
    "an approximate date agrees with its neighbour": (
        "date", [Says("a", "2003-05~"), Says("b", "2003-06-02")], "",
        ("2003-06-02", "b", Rule.ONLY_VALUE), False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WORKED)
def test_worked_case(name: str) -> None:
    prop, says, ruling, wanted, disputed = WORKED[name]
    fact = settled(prop, *says, ruling=ruling)
    assert (shown(fact), fact.disputed) == (wanted, disputed)


def standings(fact: Fact) -> dict[str, str]:
    return {claim.article: claim.standing.value for claim in fact.claims}


def test_every_claim_has_its_standing() -> None:
    fact = settled(
        "date",
        Says("a", "2003-05-14"),
        Says("b", "2003-05"),
        Says("c", "2003-06"),
        Says("d", "2003-05-14", stance="denies"),
        Says("e", "2003-05-14", stance="declines"),
        Says("f", "2003-05-14", retracted=True),
        Says("g", "2003-05-14"),
    )
    assert standings(fact) == {
        "a": "shown",
        "b": "agrees",
        "c": "outvoted",
        "d": "disputes",
        "e": "outvoted",
        "f": "retracted",
        "g": "agrees",
    }


def behind(fact: Fact) -> tuple[list[str], tuple[str, ...], list[str]]:
    """Articles and origins behind the shown value, and the articles that merely agree with it."""
    (finding,) = fact.findings
    by_id = {claim.id: claim.article for claim in fact.claims}
    agreeing = [by_id[claim] for claim in finding.agreeing]
    assert list(finding.support.articles) == list(dict.fromkeys(map(by_id.get, finding.claims)))
    return sorted(finding.support.articles), finding.support.origins, agreeing


def test_support_is_of_claims_that_give_the_value_and_less_exact_ones_stand_apart() -> None:
    fact = settled(
        "date",
        Says("a", "2003-05-14", "x"),
        Says("b", "2003-05", "x"),
        Says("c", "2003", "y"),
        Says("d", "2003-05-14", "z"),
    )
    assert behind(fact) == (["a", "d"], ("x", "z"), ["b", "c"])


def test_a_narrower_claim_within_the_shown_value_supports_it() -> None:
    ruled = settled(
        "date", Says("a", "2003-05"), Says("b", "2003-05-14"), Says("c", "2003-05-30/2003-06-02"),
        ruling="2003-05",
    )  # fmt: skip
    # c agrees and is narrower, but may have been in June.
    assert behind(ruled) == (["a", "b"], ("a", "b"), ["c"])
    place = settled(
        "place", Says("a", "finnmark"), Says("b", "storskog"), Says("c", "vardo"), ruling="finnmark"
    )
    assert behind(place) == (["a", "b"], ("a", "b"), [])


def test_the_support_that_ranks_is_over_all_that_agree() -> None:
    # The day has one article behind it; the month has two, of which one agrees with the day.
    fact = settled(
        "date",
        Says("a", "2003-05-14", published="2003-09-09"),
        Says("b", "2003-05", published="2003-09-09"),
        Says("c", "2003-06-01"),
    )
    assert shown(fact) == ("2003-05-14", "a", Rule.SUPPORT)
    assert behind(fact) == (["a"], ("a",), ["b"])


def test_of_a_status_only_claims_with_that_very_status_support_it() -> None:
    fact = settled(
        "status",
        Says("a", "reported"),
        Says("b", "confirmed", published="2003-09-05"),
        Says("c", "confirmed", published="2003-09-04"),
    )
    assert behind(fact) == (["b", "c"], ("b", "c"), ["a"])


def test_what_five_say_outright_is_not_narrowed_by_what_one_alleges() -> None:
    """Five articles of five outlets say 2 to 20 people; one party alleges that it was 14."""
    five = [Says(article, "2..20") for article in "abcde"]
    fact = settled("count", *five, Says("f", "14", stance="alleges", by="party"))
    assert shown(fact) == ("2..20", "a", Rule.ASSERTED)
    # Fourteen lies within, so whoever says so says that it was from two to twenty.
    assert behind(fact) == (["a", "b", "c", "d", "e", "f"], tuple("abcdef"), [])
    assert standings(fact)["f"] == "agrees"
    assert not fact.disputed
    assert not fact.findings[0].unsure
    assert fact.findings[0].voice is None


# An estimate, an allegation and whatever its source hedges are of one rank, the lower one.
reserved = pytest.mark.parametrize(
    "reserve",
    [{"stance": "alleges"}, {"stance": "estimates"}, {"hedge": "is believed to be"}],
)


@reserved
def test_what_has_reserve_goes_after_what_is_said_outright(reserve: dict[str, Any]) -> None:
    fact = settled("count", Says("a", "3", **reserve), Says("b", "3", **reserve), Says("c", "5"))
    assert shown(fact) == ("5", "c", Rule.ASSERTED)


@reserved
def test_what_has_reserve_rules_out_no_wider_claim_without_reserve(reserve: dict[str, Any]) -> None:
    fact = settled("count", Says("a", "2..5"), Says("b", "3", **reserve))
    assert shown(fact) == ("2..5", "a", Rule.ASSERTED)


@reserved
@pytest.mark.parametrize("other", ["alleges", "estimates"])
def test_what_has_reserve_rules_out_a_wider_one_that_has_some_too(
    reserve: dict[str, Any], other: str
) -> None:
    fact = settled("count", Says("a", "2..5", stance=other), Says("b", "3", **reserve))
    assert shown(fact) == ("3", "b", Rule.ONLY_VALUE)


@reserved
def test_what_is_outright_rules_out_a_wider_one_with_reserve(reserve: dict[str, Any]) -> None:
    fact = settled("count", Says("a", "2..5", **reserve), Says("b", "3"))
    assert shown(fact) == ("3", "b", Rule.ONLY_VALUE)


@reserved
def test_what_rests_on_reserve_alone_is_unsure(reserve: dict[str, Any]) -> None:
    (finding,) = settled("count", Says("a", "3", **reserve)).findings
    assert finding.unsure
    (finding,) = settled("count", Says("a", "3", **reserve), Says("b", "3")).findings
    assert not finding.unsure


@pytest.mark.parametrize(
    "gone", [{"retracted": True}, {"stance": "denies"}, {"stance": "doubts"}, {"stance": "unaware"}]
)
def test_what_does_not_stand_or_is_not_put_forward_rules_nothing_out(gone: dict[str, Any]) -> None:
    fact = settled("date", Says("a", "2003-05"), Says("b", "2003-05-14", **gone))
    assert shown(fact) == ("2003-05", "a", Rule.ONLY_VALUE)
    assert behind(fact) == (["a"], ("a",), [])


@pytest.mark.parametrize("stance", ["denies", "doubts", "unaware", "declines"])
def test_what_is_not_put_forward_is_never_shown(stance: str) -> None:
    assert settled("count", Says("a", "3", stance=stance)).findings == ()


@pytest.mark.parametrize("stance", ["unaware", "declines"])
def test_who_does_not_know_or_answer_disputes_nothing(stance: str) -> None:
    fact = settled("count", Says("a", "3"), Says("b", "3", stance=stance))
    assert not fact.disputed
    assert behind(fact) == (["a"], ("a",), [])


def test_a_value_is_on_one_persons_word_where_all_that_give_it_have_that_speaker() -> None:
    def voice(*says: Says) -> str | None:
        (finding,) = settled("count", *says).findings
        return finding.voice.id if finding.voice else None

    assert voice(Says("a", "3", by="ivan"), Says("b", "3", by="ivan")) == "ivan"
    assert voice(Says("a", "3", by="ivan"), Says("b", "3", by="olga")) is None
    assert voice(Says("a", "3", by="ivan"), Says("b", "3")) is None
    assert voice(Says("a", "3", by="ivan"), Says("b", "2..5")) == "ivan"


def test_an_article_published_nobody_knows_when_is_never_the_latest_status() -> None:
    known = Says("a", "reported", published="2003")
    fact = settled("status", Says("b", "confirmed", published="XXXX"), known)
    assert shown(fact) == ("reported", "a", Rule.LATEST)


def test_an_article_published_nobody_knows_when_is_not_the_earliest() -> None:
    known = Says("b", "3", published="2020")
    fact = settled("count", Says("a", "2", published="XXXX"), known)
    assert shown(fact) == ("3", "b", Rule.EARLIEST)


def test_an_origin_that_may_be_nobody_ranks_as_none() -> None:
    fact = settled("count", Says("a", "2", "x|", published="2001"), Says("b", "3"))
    assert shown(fact) == ("3", "b", Rule.SUPPORT)


def test_nothing_is_shown_where_everything_was_denied_or_retracted() -> None:
    fact = settled("place", Says("a", "vardo", stance="denies"), Says("b", "vardo", retracted=True))
    assert fact.findings == ()
    assert not fact.disputed


def test_values_of_other_properties_add_up_without_dispute() -> None:
    fact = settled(
        "motive",
        Says("a", "money", stance="alleges"),
        Says("b", "Conscience"),
        Says("c", "conscience"),
    )
    assert [as_data(finding.value) for finding in fact.findings] == ["Conscience", "money"]
    assert standings(fact) == {"a": "shown", "b": "shown", "c": "agrees"}
    assert not fact.disputed


def test_a_denied_motive_is_disputed_and_stays_shown() -> None:
    fact = settled("motive", Says("a", "money"), Says("b", "money", stance="denies"))
    assert [as_data(finding.value) for finding in fact.findings] == ["money"]
    assert fact.disputed


@pytest.mark.parametrize("stance", ["denies", "doubts"])
def test_to_doubt_one_status_disputes_no_other(stance: str) -> None:
    later = Says("b", "confirmed", stance=stance, published="2003-09-05")
    assert not settled("status", Says("a", "reported"), later).disputed
    assert settled("status", Says("a", "confirmed"), later).disputed


def test_a_motive_that_only_alleges_say_is_shown_from_the_one_that_asserts_it() -> None:
    fact = settled("motive", Says("a", "money", stance="alleges"), Says("b", "money"))
    (finding,) = fact.findings
    assert finding.claim == "c-b-1"
    assert finding.claims == ("c-b-1", "c-a-1")


def test_open_ranges_compare_by_what_they_contain() -> None:
    comparison = comparison_of(EVENT_PROPERTIES["count"], {})
    assert comparison.narrower(Count(21, None), Count(5, None))
    assert not comparison.narrower(Count(5, None), Count(21, None))
    assert comparison.narrower(Count(None, 5), Count(1, None))
    assert not comparison.narrower(Count(3, None), Count(3, None))


def test_a_lone_property_of_another_kind_is_compared_by_what_it_says() -> None:
    prop = Property("colour", "Colour", ValueKind.TEXT, single=True)
    says = [Says("a", "Deep  blue"), Says("b", "deep blue")]
    fact = decide_fact(prop, [s.stated("motive") for s in says], {}, None)
    assert not fact.disputed
    assert [claim.standing for claim in fact.claims] == [Standing.SHOWN, Standing.AGREES]
