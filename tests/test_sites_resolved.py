"""The golden archives, put together: each table here is to be read beside the site's EXPECTED.md.

A claim is a line `article: value | origins | standing`, with stance and speaker where the page has
them; a value shown is `value from article: rule, support`. "only-value" stands where the candidates
that narrowing left hold one value.
"""

from __future__ import annotations

from functools import cache

import pytest

from defectarchive.model.archive import Claim
from defectarchive.model.dates.date import Date, iso_day
from defectarchive.model.values import Stance, as_data
from tests.archives import SITES, Outcome, load_site, shown

site = cache(load_site)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def claims(archive: Outcome, event: str, prop: str) -> list[str]:
    return [_claim(claim) for claim in archive.fact(event, prop).claims]


def _claim(claim: Claim) -> str:
    stance = "" if claim.stance is Stance.ASSERTS else f", {claim.stance.value}"
    by = "" if claim.by is None else f", by {claim.by.id}"
    origins = " ".join(claim.origins) or "none"
    said = f"{claim.article}: {as_data(claim.value)}{stance}{by}"
    return f"{said} | {origins} | {claim.standing.value}"


def shows(archive: Outcome, event: str, prop: str) -> list[str]:
    return [
        f"{value} from {article}: {rule}, {support}"
        for value, article, rule, support in shown(archive.fact(event, prop))
    ]


def all_shown(archive: Outcome, event: str) -> dict[str, list[str]]:
    """What is shown of the event itself; of what adds up, each value."""
    return {
        fact.property: shows(archive, event, fact.property) for fact in archive.event(event).facts
    }


def standings(archive: Outcome, event: str, prop: str) -> dict[str, str]:
    return {claim.article: claim.standing.value for claim in archive.fact(event, prop).claims}


def order(archive: Outcome) -> list[str]:
    """The timeline's cases; one that overlaps the case above it is marked ?."""
    return [f"{entry.event}{' ?' * entry.order_unknown}" for entry in archive.timeline.entries]


def years(archive: Outcome) -> dict[int, str]:
    """The cases of each year; possible ones are marked ?."""
    return {
        year.year: " ".join([*year.certain, *(f"{event}?" for event in year.possible)])
        for year in archive.timeline.years
    }


def gaps(archive: Outcome) -> list[tuple[int, int]]:
    return [gap.years for gap in archive.timeline.gaps]


def spellings(archive: Outcome, person: str) -> list[str]:
    return [usage.text for usage in archive.person(person).spellings]


@pytest.mark.parametrize("name", sorted(path.name for path in SITES.iterdir() if path.is_dir()))
def test_every_golden_archive_is_free_of_errors(name: str) -> None:
    assert site(name).mistakes() == []


@pytest.mark.parametrize("name", sorted(path.name for path in SITES.iterdir() if path.is_dir()))
def test_one_claim_of_a_single_valued_property_is_shown_and_one_of_each_value_elsewhere(
    name: str,
) -> None:
    archive = site(name)
    for event in archive.archive.events.values():
        for fact in [*event.facts, *(fact for part in event.people for fact in part.facts)]:
            shown_claims = [c for c in fact.claims if c.standing.value == "shown"]
            assert len(shown_claims) == len(fact.findings)


# --- empty ---------------------------------------------------------------------------------------


def test_empty() -> None:
    archive = site("empty").archive
    assert not any(
        [archive.events, archive.people, archive.articles, archive.outlets, archive.organisations]
    )
    assert (archive.places, archive.pages) == ({}, {})
    assert site("empty").diagnostics == ()
    assert (order(site("empty")), years(site("empty"))) == ([], {})


# --- one-article ---------------------------------------------------------------------------------

PILOT = "pilot-at-lantern-bay"


def test_one_article_creates_what_it_mentions() -> None:
    archive = site("one-article").archive
    assert {o.id: o.name for o in archive.outlets.values()} == {
        "bay-observer": "Bay Observer",
        "bay-wire": "Bay Wire",
        "straits-radio": "Straits Radio",
    }
    assert archive.events[PILOT].title == "A pilot asks to stay"
    assert {p.id: p.name for p in archive.places.values()} == {"lantern-bay": "Lantern Bay"}
    assert {o.id: o.name for o in archive.organisations.values()} == {
        "air-postal-service": "Air Postal Service",
        "ministry-of-air-mail": "Ministry of Air Mail",
        "lantern-bay-radio-operator": "Lantern Bay radio operator",
    }
    assert {p.id: (p.name, p.unnamed) for p in archive.people.values()} == {
        "dimitr-krilov": ("Димитър Крилов", False),
        "bay-radio-operator": ("a radio operator", True),
        "the-crew": ("the crew of the mail plane", True),
    }
    assert len(site("one-article").created()) == 10
    assert len(site("one-article").warnings()) == 10


def test_one_article_shows_each_only_claim_with_the_end_of_the_chain_as_origin() -> None:
    archive = site("one-article")
    article = "pilot-asks-to-stay"
    assert all_shown(archive, PILOT) == {
        "type": [f"asylum-request from {article}: only-value, 0"],
        "date": [f"1966-05~ from {article}: only-value, 0"],
        "place": [f"lantern-bay from {article}: only-value, 0"],
        "from": [f"BG from {article}: only-value, 0"],
        "to": [f"MT from {article}: only-value, 0"],
        "count": [f"1..2 from {article}: only-value, 0"],
        "organisations": [f"air-postal-service from {article}: only-value, 0"],
        "motive": [f"better pay from {article}: only-value, 0"],
        "statement": [f"The aeroplane went back empty from {article}: only-value, 0"],
    }
    assert claims(archive, PILOT, "motive") == [
        f"{article}: better pay, alleges, by ministry-of-air-mail | straits-radio | shown"
    ]
    assert {claim.origins for claim in archive.event(PILOT).claims()} == {("straits-radio",)}
    assert archive.event(PILOT).support.origins == ("straits-radio",)
    assert archive.event(PILOT).disputed == ()
    date = archive.event(PILOT).date
    assert date is not None
    assert date.qualified
    assert (iso_day(date.earliest or 0), iso_day(date.latest or 0)) == ("1966-05-01", "1966-05-31")


def test_one_article_knows_the_crew_and_its_one_named_member() -> None:
    archive = site("one-article")
    assert archive.person("the-crew").members == ("dimitr-krilov",)
    assert archive.person("dimitr-krilov").groups == ("the-crew",)
    assert claims(archive, PILOT, "count of the-crew") == [
        "pilot-asks-to-stay: 1..2 | straits-radio | shown"
    ]
    roles = {part.person: part.roles for part in archive.event(PILOT).people}
    assert roles == {
        "dimitr-krilov": ("subject",),
        "the-crew": ("subject",),
        "bay-radio-operator": ("witness",),
    }
    prose = archive.archive.body("articles", "pilot-asks-to-stay")
    assert [link.thing.id for link in prose.links] == ["lantern-bay", "bay-radio-operator"]
    assert (order(archive), years(archive)) == ([PILOT], {1966: PILOT})


# --- ten-echoes ----------------------------------------------------------------------------------

VARN, INLAND = "courier-at-varn", "courier-moved-inland"


def test_ten_echoes_have_one_origin() -> None:
    event = site("ten-echoes").event(VARN)
    assert {claim.origins for claim in event.claims()} == {("meridian-wire",)}
    assert (len(event.articles), event.support.origins) == (10, ("meridian-wire",))
    assert site("ten-echoes").warnings("relay-circle") == []


def test_ten_echoes_show() -> None:
    archive = site("ten-echoes")
    wire = "01-meridian-wire"
    assert all_shown(archive, VARN) == {
        "type": [f"asylum-request from {wire}: only-value, 1"],
        "date": [f"1984-10-03 from {wire}: only-value, 1"],
        "place": [f"varn-port-office from {wire}: only-value, 1"],
        "from": [f"PT from {wire}: only-value, 1"],
        "to": [f"IE from {wire}: only-value, 1"],
        "count": [f"1 from {wire}: only-value, 1"],
        "status": ["reported from 10-market-weekly: latest, 1"],
        "organisations": [f"salt-ministry from {wire}: only-value, 1"],
    }
    assert archive.event(VARN).disputed == ()
    for prop in ("type", "date", "place", "from", "to", "count"):
        found = standings(archive, VARN, prop)
        assert found.pop(wire) == "shown"
        assert set(found.values()) == {"agrees"}
    assert len(archive.fact(VARN, "date").claims) == 9
    assert claims(archive, VARN, "status") == lines("""
        01-meridian-wire: reported | meridian-wire | agrees
        04-northern-ledger: confirmed | meridian-wire | agrees
        10-market-weekly: reported | meridian-wire | shown
    """)
    assert claims(archive, VARN, "age of rui-aldeano") == [f"{wire}: 29 | meridian-wire | shown"]


def test_ten_echoes_three_echoes_do_not_outvote_two_voices() -> None:
    archive = site("ten-echoes")
    assert claims(archive, INLAND, "date") == lines("""
        11-meridian-wire-again: 1984-10-05 | meridian-wire | outvoted
        12-coast-telegraph-inland: 1984-10-05 | meridian-wire | outvoted
        13-harbour-radio-inland: 1984-10-05 | meridian-wire | outvoted
        14-lowland-dispatch: 1984-10-06 | lowland-dispatch | shown
        15-quay-review: 1984-10-06 | quay-review | agrees
    """)
    assert all_shown(archive, INLAND) == {
        "type": ["border-crossing from 11-meridian-wire-again: only-value, 3"],
        "date": ["1984-10-06 from 14-lowland-dispatch: support, 2"],
        "place": ["hill-town from 11-meridian-wire-again: only-value, 2"],
    }
    event = archive.event(INLAND)
    assert event.disputed == ("date",)
    assert (len(event.articles), len(event.support.origins)) == (5, 3)
    assert [(related.relation, related.event) for related in event.related] == [("follows", VARN)]


def test_ten_echoes_order_and_things_created() -> None:
    archive = site("ten-echoes")
    assert order(archive) == [VARN, INLAND]
    assert years(archive) == {1984: f"{VARN} {INLAND}"}
    assert archive.created() == {"person rui-aldeano"}
    assert archive.person("rui-aldeano").name == "Rui Aldeano"


# --- three-origins-unruled -----------------------------------------------------------------------

KELD, CARS, SPRING = "night-march-at-keld", "cars-at-keld", "men-at-the-spring"


def test_three_origins_unruled_disagree() -> None:
    archive = site("three-origins-unruled")
    assert claims(archive, KELD, "date") == lines("""
        border-gazette-12: 1991-03-02? | border-gazette | outvoted
        mountain-courier-13: 1991-03-05 | mountain-courier | shown
        valley-echo-20: 1991-03-09/1991-03-10 | valley-echo | outvoted
    """)
    assert claims(archive, KELD, "count") == lines("""
        border-gazette-12: 4 | border-gazette | shown
        mountain-courier-13: 6 | mountain-courier | outvoted
        valley-echo-20: 9 | valley-echo | outvoted
    """)
    assert all_shown(archive, KELD) == {
        "type": ["border-crossing from border-gazette-12: only-value, 3"],
        "date": ["1991-03-05 from mountain-courier-13: earliest, 1"],
        "place": ["keld-pass from border-gazette-12: only-value, 3"],
        "from": ["AT from border-gazette-12: only-value, 3"],
        "to": ["CH from border-gazette-12: only-value, 3"],
        "count": ["4 from border-gazette-12: earliest, 1"],
        "status": ["reported from border-gazette-12: only-value, 1"],
    }
    assert archive.event(KELD).disputed == ("date", "count")
    assert archive.event(KELD).support.origins == (
        "border-gazette",
        "mountain-courier",
        "valley-echo",
    )


def test_three_origins_unruled_last_resorts() -> None:
    archive = site("three-origins-unruled")
    assert claims(archive, CARS, "place") == lines("""
        a-two-cars: lower-gate | valley-echo | shown
        b-two-cars: old-mill | border-gazette | outvoted
    """)
    assert all_shown(archive, CARS) == {
        "type": ["arrest from a-two-cars: only-value, 2"],
        "date": ["1991-04-01 from a-two-cars: only-value, 2"],
        "place": ["lower-gate from a-two-cars: article-id, 1"],
    }
    assert archive.event(CARS).disputed == ("place",)
    assert claims(archive, SPRING, "count") == lines("""
        one-text-two-numbers: 3, by keld-customs-post | mountain-courier | shown
        one-text-two-numbers: 2, by keld-hut | mountain-courier | outvoted
    """)
    assert shows(archive, SPRING, "count") == ["3 from one-text-two-numbers: file-order, 1"]
    assert archive.event(SPRING).disputed == ("count",)


def test_three_origins_unruled_order_and_things_created() -> None:
    archive = site("three-origins-unruled")
    assert order(archive) == [KELD, CARS, SPRING]
    assert years(archive) == {1991: f"{KELD} {CARS} {SPRING}"}
    assert archive.created() == set(
        lines("""
            outlet border-gazette
            outlet mountain-courier
            outlet valley-echo
            place keld-pass
            place lower-gate
            place old-mill
            organisation keld-customs-post
            organisation keld-hut
        """)
    )


# --- three-origins-ruled -------------------------------------------------------------------------


def test_three_origins_ruled() -> None:
    archive = site("three-origins-ruled")
    assert claims(archive, KELD, "date") == lines("""
        border-gazette-12: 1991-03-02? | border-gazette | outvoted
        mountain-courier-13: 1991-03-05 | mountain-courier | outvoted
        valley-echo-20: 1991-03-09/1991-03-10 | valley-echo | shown
    """)
    assert claims(archive, KELD, "count") == lines("""
        border-gazette-12: 4 | border-gazette | outvoted
        mountain-courier-13: 6 | mountain-courier | outvoted
        valley-echo-20: 9 | valley-echo | shown
    """)
    assert all_shown(archive, KELD) == {
        "type": ["border-crossing from border-gazette-12: only-value, 3"],
        "date": ["1991-03-09/1991-03-10 from valley-echo-20: ruling, 1"],
        "place": ["keld-pass from border-gazette-12: only-value, 3"],
        "from": ["AT from border-gazette-12: only-value, 3"],
        "to": ["CH from border-gazette-12: only-value, 3"],
        "count": ["9 from valley-echo-20: ruling, 1"],
        "status": ["reported from border-gazette-12: only-value, 1"],
    }
    rulings = [archive.fact(KELD, prop).ruling for prop in ("date", "count")]
    assert [ruling.because.split()[0] for ruling in rulings if ruling] == ["Only", "The"]
    event = archive.event(KELD)
    assert event.disputed == ("date", "count")
    assert (len(event.articles), len(event.support.origins)) == (3, 3)
    assert (order(archive), years(archive)) == ([KELD], {1991: KELD})
    assert archive.created() == set(
        lines("""
            outlet border-gazette
            outlet mountain-courier
            outlet valley-echo
            place keld-pass
        """)
    )


# --- narrowing-dates -----------------------------------------------------------------------------

CAPTAIN, MATE, COOK = "captain-at-holm", "mate-at-holm", "cook-at-holm"


def test_narrowing_dates_the_narrowest_of_what_agrees_is_shown() -> None:
    archive = site("narrowing-dates")
    assert claims(archive, CAPTAIN, "date") == lines("""
        1-a-year: 2003 | spring-annual | agrees
        2-a-month: 2003-05 | monthly-lantern | agrees
        3-the-middle: 2003-05-10/2003-05-20 | week-in-holm | agrees
        4-the-day: 2003-05-14 | holm-daily | shown
    """)
    dates = [claim.value for claim in archive.fact(CAPTAIN, "date").claims]
    bounds = [
        (iso_day(date.earliest or 0), iso_day(date.latest or 0))
        for date in dates
        if isinstance(date, Date)
    ]
    assert bounds == [
        ("2003-01-01", "2003-12-31"),
        ("2003-05-01", "2003-05-31"),
        ("2003-05-10", "2003-05-20"),
        ("2003-05-14", "2003-05-14"),
    ]
    assert all_shown(archive, CAPTAIN) == {
        "type": ["desertion from 1-a-year: only-value, 4"],
        "date": ["2003-05-14 from 4-the-day: only-value, 1"],
        "place": ["holm from 1-a-year: only-value, 1"],
    }
    assert archive.event(CAPTAIN).disputed == ()


def test_narrowing_dates_about_widens_and_perhaps_does_not() -> None:
    archive = site("narrowing-dates")
    assert claims(archive, MATE, "date") == lines("""
        5-the-others: 2003-06-10~ | week-in-holm | agrees
        4-the-day: 2003-06-11 | holm-daily | shown
    """)
    assert shows(archive, MATE, "date") == ["2003-06-11 from 4-the-day: unqualified, 1"]
    assert archive.event(MATE).disputed == ()
    assert claims(archive, COOK, "date") == lines("""
        5-the-others: 2003-06-20? | week-in-holm | outvoted
        4-the-day: 2003-06-21 | holm-daily | shown
    """)
    assert shows(archive, COOK, "date") == ["2003-06-21 from 4-the-day: unqualified, 1"]
    assert archive.event(COOK).disputed == ("date",)


def test_narrowing_dates_order_and_things_created() -> None:
    archive = site("narrowing-dates")
    assert order(archive) == [CAPTAIN, MATE, COOK]
    assert years(archive) == {2003: f"{CAPTAIN} {MATE} {COOK}"}
    assert archive.warnings() == []


# --- named-by-the-fourth -------------------------------------------------------------------------

ORREST = "attache-leaves-orrest"


def test_named_by_the_fourth_is_one_person_under_his_name() -> None:
    archive = site("named-by-the-fourth")
    (person,) = archive.archive.people.values()
    assert (person.id, person.name, person.unnamed) == ("tomas-velgar", "Tomas Velgar", False)
    assert person.merged_from == ("orrest-attache", "orrest-second-man")
    assert spellings(archive, person.id) == ["Tomas Velgar", "Tomáš Velgar", "Tomasz Velgar"]
    assert [part.roles for part in person.parts] == [("subject",)]
    assert person.events == (ORREST,)
    assert [state.code for state in person.nationality] == ["MT"]
    assert archive.created() == {"place orrest"}
    links = [
        link.thing.id
        for article in archive.archive.articles
        for link in archive.archive.body("articles", article).links
    ]
    assert links == ["tomas-velgar"] * 3


def test_named_by_the_fourth_shows() -> None:
    archive = site("named-by-the-fourth")
    assert claims(archive, ORREST, "date") == lines("""
        1-orrest-morning: 1979-09-01 | orrest-morning | shown
        2-orrest-evening: 1979-09-01 | orrest-evening | agrees
        3-lake-radio: 1979-09 | lake-radio | agrees
        4-southern-star: 1979-09-01 | southern-star | agrees
    """)
    assert claims(archive, ORREST, "age of tomas-velgar") == lines("""
        2-orrest-evening: 40 | orrest-evening | shown
        4-southern-star: 41 | southern-star | outvoted
    """)
    assert shows(archive, ORREST, "age of tomas-velgar") == [
        "40 from 2-orrest-evening: earliest, 1"
    ]
    assert archive.fact(ORREST, "age of tomas-velgar").disputed
    assert all_shown(archive, ORREST) == {
        "type": ["defection from 1-orrest-morning: only-value, 4"],
        "date": ["1979-09-01 from 1-orrest-morning: only-value, 3"],
        "place": ["orrest from 1-orrest-morning: only-value, 1"],
        "from": ["MT from 1-orrest-morning: only-value, 1"],
        "to": ["IE from 1-orrest-morning: only-value, 1"],
    }
    assert shows(archive, ORREST, "position of tomas-velgar") == lines("""
        attaché from 1-orrest-morning: only-value, 1
        commercial attaché from 4-southern-star: only-value, 1
    """)
    assert shows(archive, ORREST, "descriptor of tomas-velgar") == lines("""
        an attaché from 1-orrest-morning: only-value, 1
        a man of forty from 2-orrest-evening: only-value, 1
        a second man from the mission from 3-lake-radio: only-value, 1
    """)
    event = archive.event(ORREST)
    assert event.disputed == ()
    assert (len(event.articles), len(event.support.origins), len(event.people)) == (4, 4, 1)
    assert [found.article for found in event.people[0].identifications] == ["4-southern-star"]
    assert (order(archive), years(archive)) == ([ORREST], {1979: ORREST})


# --- fifteen-with-two-known ----------------------------------------------------------------------

FIFTEEN, TALLY = "fifteen-sent-home", "sent-home-since-1980"


def test_fifteen_with_two_known_people() -> None:
    archive = site("fifteen-with-two-known")
    people = archive.archive.people
    assert {person.id: person.name for person in people.values()} == {
        "the-fifteen": "fifteen embassy officers",
        "ana-ruel": "Ana Ruel",
        "piet-dorn": "Piet Dorn",
    }
    assert people["the-fifteen"].unnamed
    assert people["the-fifteen"].members == ("ana-ruel", "piet-dorn")
    assert people["ana-ruel"].groups == people["piet-dorn"].groups == ("the-fifteen",)
    assert shows(archive, FIFTEEN, "count of the-fifteen") == lines("""
        15 from 1-capital-post: only-value, 1
        13 from 2-southern-agency: only-value, 1
    """)
    assert not archive.fact(FIFTEEN, "count of the-fifteen").disputed
    assert shows(archive, FIFTEEN, "descriptor of the-fifteen") == lines("""
        fifteen embassy officers from 1-capital-post: only-value, 1
        thirteen officers from 2-southern-agency: only-value, 1
    """)


def test_fifteen_with_two_known_counts() -> None:
    archive = site("fifteen-with-two-known")
    assert claims(archive, FIFTEEN, "count") == lines("""
        1-capital-post: 15 | capital-post | shown
        2-southern-agency: 13 | southern-agency | outvoted
        3-review-of-the-year: 13..15 | review-of-the-year | agrees
    """)
    assert all_shown(archive, FIFTEEN) == {
        "type": ["expulsion from 1-capital-post: only-value, 3"],
        "date": ["1993-04-05 from 1-capital-post: only-value, 2"],
        "from": ["MT from 1-capital-post: only-value, 1"],
        "to": ["PT from 1-capital-post: only-value, 1"],
        "count": ["15 from 1-capital-post: earliest, 1"],
    }
    assert archive.event(FIFTEEN).disputed == ("count",)
    assert claims(archive, TALLY, "count") == lines("""
        3-review-of-the-year: 38..45 | review-of-the-year | shown
        4-capital-post-tally: 40.. | capital-post | agrees
    """)
    assert all_shown(archive, TALLY) == {
        "type": ["tally from 3-review-of-the-year: only-value, 2"],
        "date": ["1980/1993 from 3-review-of-the-year: only-value, 2"],
        "count": ["38..45 from 3-review-of-the-year: only-value, 1"],
    }
    assert archive.event(TALLY).disputed == ()


def test_fifteen_with_two_known_order_and_things_created() -> None:
    archive = site("fifteen-with-two-known")
    assert order(archive) == [FIFTEEN]
    assert years(archive) == {1993: FIFTEEN}
    assert archive.timeline.tallies == (TALLY,)
    assert archive.timeline.wide == ()
    assert archive.created() == {"person the-fifteen", "person ana-ruel", "person piet-dorn"}


# --- denied-by-subject ---------------------------------------------------------------------------

FERRY, SECOND = "engineer-at-the-ferry", "second-engineer"


def test_denied_by_subject_engineer_at_the_ferry() -> None:
    archive = site("denied-by-subject")
    assert claims(archive, FERRY, "type") == lines("""
        1-port-gazette: defection | port-gazette | shown
        2-ferry-times: defection, denies, by lena-marsk | ferry-times | disputes
        2-ferry-times: resignation, by lena-marsk | ferry-times | outvoted
        3-inland-review: defection | inland-review | agrees
    """)
    assert claims(archive, FERRY, "date") == lines("""
        1-port-gazette: 1987-06-02 | port-gazette | shown
        3-inland-review: 1987-06-02, doubts, by harbour-police | inland-review | disputes
    """)
    assert claims(archive, FERRY, "motive") == lines("""
        1-port-gazette: money, alleges, by bridge-ministry | port-gazette | agrees
        2-ferry-times: money, denies, by lena-marsk | ferry-times | disputes
        2-ferry-times: family, by lena-marsk | ferry-times | shown
        3-inland-review: money | inland-review | shown
    """)
    assert claims(archive, FERRY, "status") == lines("""
        1-port-gazette: reported | port-gazette | agrees
        3-inland-review: confirmed | inland-review | shown
    """)
    assert all_shown(archive, FERRY) == {
        "type": ["defection from 1-port-gazette: support, 2"],
        "date": ["1987-06-02 from 1-port-gazette: only-value, 1"],
        "place": ["long-quay from 1-port-gazette: only-value, 1"],
        "from": ["HU from 1-port-gazette: only-value, 1"],
        "to": ["IE from 1-port-gazette: only-value, 1"],
        "status": ["confirmed from 3-inland-review: latest, 1"],
        "motive": [
            "money from 3-inland-review: only-value, 2",
            "family from 2-ferry-times: only-value, 1",
        ],
    }
    event = archive.event(FERRY)
    assert event.disputed == ("type", "date", "motive")
    assert event.support.origins == ("ferry-times", "inland-review", "port-gazette")
    wording = archive.fact(FERRY, "motive").claims[1].wording
    assert wording == "I earn less than before"


def test_denied_by_subject_second_engineer() -> None:
    archive = site("denied-by-subject")
    assert claims(archive, SECOND, "place") == lines("""
        5-ferry-times-second: long-quay, denies, by otto-brenk | ferry-times | disputes
    """)
    assert claims(archive, SECOND, "status") == lines("""
        4-port-gazette-second: reported | port-gazette | outvoted
        5-ferry-times-second: denied | ferry-times | shown
    """)
    assert claims(archive, SECOND, "motive") == lines("""
        4-port-gazette-second: debts, alleges, by bridge-ministry | port-gazette | shown
        5-ferry-times-second: debts, denies, by otto-brenk | ferry-times | disputes
        5-ferry-times-second: health, declines, by harbour-police | ferry-times | outvoted
    """)
    assert all_shown(archive, SECOND) == {
        "type": ["resignation from 4-port-gazette-second: only-value, 2"],
        "date": ["1987-08 from 4-port-gazette-second: only-value, 1"],
        "place": [],
        "status": ["denied from 5-ferry-times-second: latest, 1"],
        "motive": ["debts from 4-port-gazette-second: only-value, 1"],
    }
    assert archive.event(SECOND).disputed == ("status", "motive")


def test_denied_by_subject_order_and_things_created() -> None:
    archive = site("denied-by-subject")
    assert order(archive) == [FERRY, SECOND]
    assert years(archive) == {1987: f"{FERRY} {SECOND}"}
    assert archive.created() == set(
        lines("""
            place long-quay
            person lena-marsk
            person otto-brenk
            person harbour-clerk
        """)
    )
    assert archive.person("harbour-clerk").unnamed


# --- circles -------------------------------------------------------------------------------------

BELLS, RING, GOLF = "bells-at-tarn", "ring-of-three", "golf-and-hotel"


def test_circles_are_one_origin_each() -> None:
    archive = site("circles")
    events = archive.archive.events
    assert {e.id: (e.support.origins, len(e.articles)) for e in events.values()} == {
        BELLS: (("alfa",), 2),
        RING: (("delta",), 4),
        GOLF: (("golf",), 2),
    }
    for event in events.values():
        assert {claim.origins for claim in event.claims()} == {event.support.origins}


def test_circles_show() -> None:
    archive = site("circles")
    assert all_shown(archive, BELLS) == {
        "type": ["recall from alfa-bells: only-value, 1"],
        "date": ["1975-01-30 from alfa-bells: only-value, 1"],
        "count": ["2 from alfa-bells: only-value, 1"],
    }
    assert claims(archive, RING, "date") == lines("""
        foxtrot-ring: 1975-03-02 | delta | shown
        delta-ring: 1975-03-01 | delta | outvoted
        charlie-ring: 1975-03-01 | delta | outvoted
        echo-ring: 1975-03-01 | delta | outvoted
    """)
    assert all_shown(archive, RING) == {
        "type": ["recall from foxtrot-ring: only-value, 1"],
        "date": ["1975-03-02 from foxtrot-ring: earliest, 1"],
    }
    assert all_shown(archive, GOLF) == {
        "type": ["resignation from golf-alone: only-value, 1"],
        "date": ["1975-04-01 from golf-alone: only-value, 1"],
    }
    assert [archive.event(e).disputed for e in (BELLS, RING, GOLF)] == [(), ("date",), ()]


def test_circles_give_a_warning_each_and_nothing_else() -> None:
    archive = site("circles")
    assert [(fault.code, fault.span.path) for fault in archive.diagnostics] == [
        ("relay-circle", "articles/alfa-bells.md"),
        ("relay-circle", "articles/alfa-golf.md"),
        ("relay-circle", "articles/delta-ring.md"),
        ("relay-circle", "articles/golf-alone.md"),
    ]
    assert order(archive) == [BELLS, RING, GOLF]
    assert years(archive) == {1975: f"{BELLS} {RING} {GOLF}"}


# --- retraction ----------------------------------------------------------------------------------

MOLE, CLERK, RESIGNS = "two-arrested-at-mole", "clerk-vanishes", "pilot-resigns"


def test_retraction_two_arrested_at_mole() -> None:
    archive = site("retraction")
    found = [line for p in ("type", "date", "count", "place") for line in claims(archive, MOLE, p)]
    assert found == lines("""
        a-mole-chronicle: arrest | mole-chronicle | shown
        b-sunday-flag: arrest | sunday-flag | retracted
        a-mole-chronicle: 1968-07-04 | mole-chronicle | shown
        b-sunday-flag: 1968-07-05 | sunday-flag | retracted
        a-mole-chronicle: 2 | mole-chronicle | shown
        b-sunday-flag: 2 | sunday-flag | retracted
        b-sunday-flag: lamp-yard | sunday-flag | retracted
    """)
    assert all_shown(archive, MOLE) == {
        "type": ["arrest from a-mole-chronicle: only-value, 1"],
        "date": ["1968-07-04 from a-mole-chronicle: only-value, 1"],
        "place": [],
        "count": ["2 from a-mole-chronicle: only-value, 1"],
    }
    assert archive.event(MOLE).disputed == ()
    assert archive.event(MOLE).support.origins == ("mole-chronicle",)
    assert archive.person("hal-corvey").events == ()
    assert [part.event for part in archive.person("hal-corvey").parts] == [MOLE]
    assert claims(archive, MOLE, "role of hal-corvey") == [
        "b-sunday-flag: witness | sunday-flag | retracted"
    ]


def test_retraction_clerk_vanishes_rests_on_nothing() -> None:
    archive = site("retraction")
    event = archive.event(CLERK)
    assert event.title == "A clerk vanishes"
    assert {claim.standing.value for claim in event.claims()} == {"retracted"}
    assert len(event.claims()) == 3
    assert all_shown(archive, CLERK) == {"type": [], "date": [], "place": []}
    assert (event.support.origins, event.articles) == ((), ("c-sunday-flag-clerk",))


def test_retraction_pilot_resigns() -> None:
    archive = site("retraction")
    assert claims(archive, RESIGNS, "date") == lines("""
        c-sunday-flag-clerk: 1968-11-12 | sunday-flag | retracted
        d-mole-chronicle-pilot: 1968-11 | mole-chronicle | shown
    """)
    assert all_shown(archive, RESIGNS) == {
        "type": ["resignation from d-mole-chronicle-pilot: only-value, 1"],
        "date": ["1968-11 from d-mole-chronicle-pilot: only-value, 1"],
    }
    assert archive.event(RESIGNS).disputed == ()


def test_retraction_order_and_things_created() -> None:
    archive = site("retraction")
    assert order(archive) == [MOLE, RESIGNS, CLERK]
    assert archive.timeline.undated == (CLERK,)
    assert years(archive) == {1968: f"{MOLE} {RESIGNS}"}
    assert archive.created() == {"place lamp-yard", "person hal-corvey"}
    articles = archive.archive.articles.values()
    retracted = {
        article.id: str(article.retracted.date) for article in articles if article.retracted
    }
    assert retracted == {"b-sunday-flag": "1968-09-01", "c-sunday-flag-clerk": "1969-01-15"}


# --- lighthouses ---------------------------------------------------------------------------------

HVASSNES, SANDNES, HARN = "hvassnes-dismissal-1923", "sandnes-dismissals", "harn-strike-1934"
KLETTSNES, KALIN, WUSTRIN = "klettsnes-transfer-1951", "nos-kalin-dismissal", "wustrin-dismissal"
THREE = "hvassnes-automation-1978"


def test_lighthouses_timeline() -> None:
    archive = site("lighthouses")
    assert (len(archive.archive.articles), len(archive.archive.pages)) == (15, 3)
    assert order(archive) == lines("""
        hvassnes-dismissal-1923
        sandnes-dismissals
        harn-strike-1934 ?
        klettsnes-transfer-1951
        nos-kalin-dismissal
        wustrin-dismissal
        harn-automation-1972
        hvassnes-automation-1978 ?
        klettsnes-automation-1989
        vestari-tangi-dismissal
    """)
    dates = {e.id: e.date for e in archive.archive.events.values()}
    bounds = {
        event: [str(date), *(iso_day(d) if d else "open" for d in (date.earliest, date.latest))]
        for event, date in dates.items()
        if date is not None
    }
    assert bounds == {
        HVASSNES: ["1923-10-28", "1923-10-28", "1923-10-28"],
        SANDNES: ["193X", "1930-01-01", "1939-12-31"],
        HARN: ["1934-04-03/1934-04-17", "1934-04-03", "1934-04-17"],
        KLETTSNES: ["1951-03-09", "1951-03-09", "1951-03-09"],
        KALIN: ["1956-1X", "1956-10-01", "1956-12-31"],
        WUSTRIN: ["1962-?01", "1962-01-01", "1962-01-31"],
        "harn-automation-1972": ["1972-10/..", "1972-10-01", "open"],
        THREE: ["{1978-05,1978-09}", "1978-05-01", "1978-09-30"],
        "klettsnes-automation-1989": ["1989-08-12?", "1989-08-12", "1989-08-12"],
        "keepers-tally-1989": ["1920/1989", "1920-01-01", "1989-12-31"],
    }


def test_lighthouses_years() -> None:
    archive = site("lighthouses")
    assert years(archive) == {
        1923: HVASSNES,
        **dict.fromkeys(range(1930, 1940), f"{SANDNES}?"),
        1934: f"{HARN} {SANDNES}?",
        1951: KLETTSNES,
        1956: KALIN,
        1962: WUSTRIN,
        1978: THREE,
        1989: "klettsnes-automation-1989",
    }
    assert archive.timeline.wide == ("harn-automation-1972",)
    assert archive.timeline.undated == ("vestari-tangi-dismissal",)
    assert archive.timeline.tallies == ("keepers-tally-1989",)
    # After 1972-10/.. there is no telling which years are empty.
    assert gaps(archive) == [(1924, 1929), (1940, 1950), (1952, 1955), (1957, 1961), (1963, 1971)]


def test_lighthouses_hvassnes_claims() -> None:
    archive = site("lighthouses")
    assert claims(archive, HVASSNES, "date") == lines("""
        hafnarbladid-1923: 1923-11~ | hafnarbladid | agrees
        firth-courier-1923: 1923-11 | hafnarbladid | outvoted
        vitaposturinn-1971: 192X | vitaposturinn | agrees
        northern-keeper-1989: 1923-10-28 | northern-keeper | shown
    """)
    assert claims(archive, HVASSNES, "place") == lines("""
        hafnarbladid-1923: hvassnes | hafnarbladid | shown
        firth-courier-1923: vesturstrond | hafnarbladid | agrees
        vitaposturinn-1971: hvassnes | vitaposturinn | agrees
        northern-keeper-1989: hvassnes | northern-keeper | agrees
    """)
    assert claims(archive, HVASSNES, "status") == lines("""
        hafnarbladid-1923: reported | hafnarbladid | agrees
        firth-courier-1923: confirmed | hafnarbladid | agrees
        vitaposturinn-1971: remembered | vitaposturinn | agrees
        northern-keeper-1989: confirmed | northern-keeper | shown
    """)
    assert claims(archive, HVASSNES, "motive") == lines("""
        hafnarbladid-1923: drink, alleges, by vitanefndin | hafnarbladid | agrees
        firth-courier-1923: drink | hafnarbladid | shown
        vitaposturinn-1971: drink, denies, by sigurdur-brimdal | vitaposturinn | disputes
        vitaposturinn-1971: a quarrel over the oil, by sigurdur-brimdal | vitaposturinn | shown
    """)
    assert claims(archive, HVASSNES, "age of sigurdur-brimdal") == lines("""
        hafnarbladid-1923: 51 | hafnarbladid | shown
        firth-courier-1923: 53 | skerry-gazette | outvoted
    """)
    assert claims(archive, HVASSNES, "statement") == lines("""
        vitaposturinn-1971: The lamp was never dark, by sigurdur-brimdal | vitaposturinn | shown
        vitaposturinn-1971: The letters were kept in a biscuit tin | vitaposturinn | shown
    """)


def test_lighthouses_hvassnes() -> None:
    archive = site("lighthouses")
    event = archive.event(HVASSNES)
    assert event.title == "The dismissal at Hvassnes"
    assert event.former_ids == ("brimdal-dismissal",)
    found = all_shown(archive, HVASSNES)
    assert {prop: found[prop] for prop in ("type", "date", "from", "count", "status")} == {
        "type": ["dismissal from hafnarbladid-1923: only-value, 3"],
        "date": ["1923-10-28 from northern-keeper-1989: support, 1"],
        "from": ["IS from hafnarbladid-1923: only-value, 2"],
        "count": ["1 from hafnarbladid-1923: only-value, 1"],
        "status": ["confirmed from northern-keeper-1989: latest, 2"],
    }
    age = archive.fact(HVASSNES, "age of sigurdur-brimdal")
    assert age.disputed
    assert shown(age) == [("51", "hafnarbladid-1923", "ruling", 1)]
    assert event.disputed == ("date", "motive")
    assert len(event.articles) == 4
    assert event.support.origins == (
        "hafnarbladid",
        "northern-keeper",
        "skerry-gazette",
        "vitaposturinn",
    )
    assert {part.person: part.roles for part in event.people} == {
        "sigurdur-brimdal": ("keeper",),
        "thordur-vitalin": ("inspector",),
    }
    assert archive.person("thordur-vitalin").name == "Þórður Vítalín"
    assert archive.person("sigurdur-brimdal").merged_from == ("hvassnes-keeper",)
    assert set(spellings(archive, "sigurdur-brimdal")) == {
        "Sigurður Brimdal",
        "Sigurd Brimdal",
        "Sigurður H. Brimdal",
        "S. H. Brimdal",
    }
    assert [(r.relation, r.event, r.inverse) for r in event.related] == [
        ("same-service", HARN, False),
        ("automated-after", THREE, True),
    ]
    assert [str(correction.date) for correction in event.corrections] == [
        "2020-03-01",
        "2021-11-14",
    ]


def test_lighthouses_sandnes() -> None:
    archive = site("lighthouses")
    assert archive.event(SANDNES).title == "The keepers of Sandnes are let go"
    assert all_shown(archive, SANDNES) == {
        "type": ["dismissal from vitaposturinn-1971: only-value, 2"],
        "date": ["193X from northern-keeper-1989: only-value, 1"],
        "place": ["sandnes from northern-keeper-1989: only-value, 1"],
        "from": ["IS from vitaposturinn-1971: only-value, 2"],
        "count": ["6 from vitaposturinn-1971: only-value, 1"],
    }
    assert standings(archive, SANDNES, "count")["northern-keeper-1989"] == "agrees"
    assert archive.event(SANDNES).disputed == ()


def test_lighthouses_harn_strike() -> None:
    archive = site("lighthouses")
    props = ("date", "place", "count", "status")
    assert [line for prop in props for line in claims(archive, HARN, prop)] == lines("""
        firth-courier-1934: 1934-04-03/.. | firth-courier | agrees
        northern-keeper-1934: 1934-04-03/1934-04-17 | northern-keeper | shown
        isle-wireless-1934: 1934-21 | firth-courier | agrees
        firth-courier-1934: skerry-of-harn | firth-courier | shown
        northern-keeper-1934: firth-of-harn | northern-keeper | agrees
        isle-wireless-1934: skerry-of-harn | firth-courier | agrees
        firth-courier-1934: 12 | firth-courier | outvoted
        northern-keeper-1934: 14 | northern-keeper | shown
        isle-wireless-1934: 12 | firth-courier | outvoted
        firth-courier-1934: reported | firth-courier | agrees
        northern-keeper-1934: confirmed | northern-keeper | shown
    """)
    found = all_shown(archive, HARN)
    assert {prop: found[prop] for prop in ("type", "date", "from", "count", "motive")} == {
        "type": ["strike from firth-courier-1934: only-value, 2"],
        "date": ["1934-04-03/1934-04-17 from northern-keeper-1934: only-value, 1"],
        "from": ["GB from firth-courier-1934: only-value, 1"],
        "count": ["14 from northern-keeper-1934: ruling, 1"],
        "motive": [
            "pay from firth-courier-1934: only-value, 2",
            "the new inspector from northern-keeper-1934: only-value, 1",
        ],
    }
    assert claims(archive, HARN, "motive of alasdair-corrin") == [
        "firth-courier-1934: pay, by alasdair-corrin | firth-courier | shown"
    ]
    assert claims(archive, HARN, "motive") == lines(
        """
        firth-courier-1934: pay | firth-courier | shown
        northern-keeper-1934: pay, by keepers-union | northern-keeper | agrees
        northern-keeper-1934: the new inspector, alleges, by the-board | northern-keeper | shown
    """.replace("the-board", "firth-lights-board")
    )
    assert archive.event(HARN).disputed == ("count",)
    assert archive.person("harn-strikers").members == ("alasdair-corrin",)
    roles = {part.person: part.roles for part in archive.event(HARN).people}
    assert roles == {"harn-strikers": ("keeper",), "alasdair-corrin": ("keeper", "spokesperson")}


def test_lighthouses_nothing_of_the_draft_is_there() -> None:
    archive = site("lighthouses")
    everything = repr((archive.archive, archive.diagnostics))
    for word in ("harn-fire", "mungo", "Mungo", "skerry-almanac", "Almanac", "pier-sheet", "Pier"):
        assert word not in everything
    assert "draft-harn-notes" not in everything
    assert "20" not in [as_data(claim.value) for claim in archive.fact(HARN, "count").claims]


def test_lighthouses_klettsnes_transfer() -> None:
    archive = site("lighthouses")
    assert [
        line for p in ("type", "date", "status") for line in claims(archive, KLETTSNES, p)
    ] == lines(
        """
        sandoyar-tidindi-1951: transfer | sandoyar-tidindi | shown
        northern-keeper-1951: dismissal, alleges | none | outvoted
        sandoyar-tidindi-1951: [1951-03-02,1951-03-09] | sandoyar-tidindi | agrees
        northern-keeper-1951: 1951-03-09 | none | shown
        sandoyar-tidindi-1951: reported | sandoyar-tidindi | agrees
        northern-keeper-1951: alleged | none | shown
        """
    )
    found = all_shown(archive, KLETTSNES)
    del found["organisations"]
    assert found == {
        "type": ["transfer from sandoyar-tidindi-1951: asserted, 1"],
        "date": ["1951-03-09 from northern-keeper-1951: only-value, 0"],
        "place": ["klettsnes from sandoyar-tidindi-1951: only-value, 1"],
        "from": ["FO from sandoyar-tidindi-1951: only-value, 1"],
        "to": ["GB from sandoyar-tidindi-1951: only-value, 1"],
        "count": ["1 from sandoyar-tidindi-1951: only-value, 1"],
        "status": ["alleged from northern-keeper-1951: latest, 0"],
    }
    event = archive.event(KLETTSNES)
    assert event.disputed == ("type",)
    assert event.title == "From Klettsnes to Harn"
    assert (len(event.articles), event.support.origins) == (2, ("sandoyar-tidindi",))
    assert str(archive.archive.articles["sandoyar-tidindi-1951"].updated) == "1951-03-12"
    parts = {part.person: part for part in event.people}
    assert archive.person("klettsnes-assistant").unnamed
    assert len(parts["klettsnes-assistant"].identifications) == 1
    assert parts["jakup-i-gerdi"].identifications == ()
    assert spellings(archive, "jakup-i-gerdi") == lines("""
        Jákup í Gerði
        Jacob of Gerdi
        Jacob Gerdi
    """)


def test_lighthouses_nos_kalin() -> None:
    archive = site("lighthouses")
    event = archive.event(KALIN)
    assert {claim.standing.value for claim in event.claims()} == {"shown"}
    assert event.disputed == ()
    assert str(event.date) == "1956-1X"
    assert claims(archive, KALIN, "place") == ["morski-far-1957: nos-kalin | morski-far | shown"]
    assert claims(archive, KALIN, "motive") == [
        "morski-far-1957: absence, by pristanishchno-upravlenie-kalin | morski-far | shown"
    ]
    created = archive.archive.organisations["pristanishchno-upravlenie-kalin"]
    assert created.name == "Пристанищно управление Калин"
    assert spellings(archive, "georgi-farov") == lines("""
        Георги Фаров
        Georgi Farov
        Georgy Faroff
        Г. Фаров
    """)


def test_lighthouses_wustrin() -> None:
    archive = site("lighthouses")
    props = ("type", "date", "status", "motive")
    both = "atlantic-wire radio-nolsoy"
    assert [line for prop in props for line in claims(archive, WUSTRIN, prop)] == lines(f"""
        ostseebote-1962: dismissal | ostseebote | retracted
        atlantic-wire-1962: dismissal | {both} | shown
        atlantic-wire-1962: dismissal, denies, by seezeichenamt-wustrin | {both} | disputes
        ostseebote-1962: 1961-24 | ostseebote | retracted
        atlantic-wire-1962: 1962-?01 | {both} | shown
        ostseebote-1962: reported | ostseebote | retracted
        atlantic-wire-1962: denied | {both} | shown
        ostseebote-1962: smuggling, alleges | ostseebote | retracted
        atlantic-wire-1962: smuggling | {both} | shown
        atlantic-wire-1962: smuggling, doubts, by seezeichenamt-wustrin | {both} | disputes
    """)
    assert {
        support
        for *_, support in (
            found[0].rpartition(", ") for found in all_shown(archive, WUSTRIN).values()
        )
    } == {"1"}
    event = archive.event(WUSTRIN)
    assert event.disputed == ("type", "motive")
    assert event.title == "Baltic keeper out of office"
    assert (len(event.articles), event.support.origins) == (2, ("atlantic-wire", "radio-nolsoy"))
    keeper = archive.person("wustrin-keeper")
    assert (keeper.unnamed, keeper.name) == (True, "the keeper at Wustrin")
    assert [(maybe.person, maybe.stated_here) for maybe in keeper.may_be] == [
        ("karl-dettwein", True)
    ]
    assert claims(archive, WUSTRIN, "age of wustrin-keeper") == [
        "ostseebote-1962: 60 | ostseebote | retracted"
    ]
    assert shown(archive.fact(WUSTRIN, "age of wustrin-keeper")) == []
    assert "Brennwald" not in repr((archive.archive, archive.diagnostics))


def test_lighthouses_automations() -> None:
    archive = site("lighthouses")
    harn, late = archive.event("harn-automation-1972"), archive.event("klettsnes-automation-1989")
    assert [(r.relation, r.event, r.inverse) for r in harn.related] == [
        ("automated-after", HARN, False)
    ]
    assert ("automated-after", "harn-automation-1972", True) in [
        (r.relation, r.event, r.inverse) for r in archive.event(HARN).related
    ]
    origins = {claim.property: claim.origins for claim in archive.event(THREE).claims()}
    assert origins.pop("count") == ("radio-nolsoy",)
    assert set(origins.values()) == {("hafnarbladid",)}
    three = archive.person("hvassnes-three")
    assert (str(three.count), three.members) == ("3", ("gudny-holm", "eyvor-lind"))
    assert [archive.person(member).name for member in three.members] == ["Guðný Hólm", "Eyvör Lind"]
    assert archive.archive.places["hvassnes-tower"].within == ("hvassnes", "vesturstrond")
    assert claims(archive, late.id, "date") == lines("""
        klettsnes-automation-1989: 1989-08-12? | atlantic-wire | shown
        northern-keeper-1989: 1989-35 | northern-keeper | agrees
    """)
    assert shows(archive, late.id, "date") == [
        "1989-08-12? from klettsnes-automation-1989: only-value, 1"
    ]
    assert shows(archive, late.id, "status") == ["confirmed from northern-keeper-1989: latest, 1"]
    assert (late.title, late.disputed) == ("Klettsnes is automated", ())
    links = archive.archive.body("articles", "klettsnes-automation-1989").links
    assert {(link.thing.kind, link.thing.id) for link in links} == {
        ("article", "klettsnes-automation-1989"),
        ("event", "klettsnes-automation-1989"),
    }


def test_lighthouses_undated_case_and_tally() -> None:
    archive = site("lighthouses")
    undated, tally = archive.event("vestari-tangi-dismissal"), archive.event("keepers-tally-1989")
    assert undated.date is None
    assert [part.person for part in undated.people] == ["vestari-tangi-keeper"]
    assert (tally.title, tally.aggregate) == ("Keepers sent ashore, 1920 to 1989", True)
    assert claims(archive, tally.id, "count") == lines("""
        vitaposturinn-1971: 90.. | vitaposturinn | agrees
        northern-keeper-1989: 120..160 | northern-keeper | shown
    """)
    assert shows(archive, tally.id, "count") == [
        "120..160 from northern-keeper-1989: only-value, 1"
    ]


def test_lighthouses_things_created() -> None:
    archive = site("lighthouses")
    assert archive.created() == set(
        lines("""
            outlet skerry-gazette
            outlet radio-nolsoy
            organisation pristanishchno-upravlenie-kalin
            place sandnes
            place vestari-tangi
            person thordur-vitalin
            person sandnes-keepers
            person harn-strikers
            person alasdair-corrin
            person klettsnes-assistant
            person nos-kalin-daughter
            person karl-dettwein
            person wustrin-official
            person gudny-holm
            person eyvor-lind
            person asbjorn-leyvland
            person vestari-tangi-keeper
        """)
    )
    assert len(archive.warnings()) == 17
    assert archive.archive.outlets["radio-nolsoy"].name == "Radio Nólsoy"
    assert archive.person("asbjorn-leyvland").name == "Ásbjørn Leyvland"
    assert [page.id for page in archive.archive.pages.values()] == [
        "about",
        "reading-a-case",
        "contact",
    ]
