"""What the rule was found to be broken by, each in the smallest archive that shows it."""

from __future__ import annotations

import copy
from typing import Any

from tests.rule.generated import publish
from tests.rule.reading import Reading, rows
from tests.rule.test_generated import EVERY_CHECK

CASE = {"event": "crossing"}


def told(
    *entries: dict[str, Any], outlet: str = "tv", published: str = "2003-07-01", **more: Any
) -> dict[str, Any]:
    events = [CASE | copy.deepcopy(entry) for entry in entries]
    return {"title": "A text", "outlet": outlet, "published": published, "events": events, **more}


def reading_of(*articles: dict[str, Any]) -> Reading:
    """The archive of these articles, of which every check holds."""
    reading = Reading(publish(articles))
    assert [fault for check in EVERY_CHECK for fault in check(reading)] == []
    return reading


def page(reading: Reading, path: str = "cases/crossing/") -> str:
    return " ".join(reading.site[f"{path}index.html"].decode().split())


def row(reading: Reading, file: str, of: str) -> dict[str, str]:
    return next(each for each in rows(reading.site, file) if each["id"] == of)


def test_possibly_and_about_give_no_support_to_a_plain_date() -> None:
    for marked in ("2003-05-14?", "2003-05-14~"):
        found = page(
            reading_of(told({"date": "2003-05-14"}), told({"date": marked}, outlet="radio"))
        )
        assert "<summary>1 article, one origin; and 1 other agrees</summary>" in found


def test_a_further_act_is_supported_by_who_has_it_as_the_type() -> None:
    reading = reading_of(
        told({"type": "defection", "also": [{"value": "arrest", "hedge": "perhaps"}]}),
        told({"type": "arrest"}, outlet="radio", published="2003-07-02"),
    )
    assert row(reading, "events", "crossing")["unsure"] == ""
    assert page(reading).count("2 articles, 2 origins</summary>") == 1


def test_another_value_is_supported_by_who_has_it_as_a_further_act() -> None:
    found = page(
        reading_of(
            told({"type": "defection"}, {"status": "reported"}),
            told({"type": "defection"}, outlet="wire"),
            told({"type": [{"value": "recall", "by": "ivan"}]}, outlet="radio"),
            told({"also": ["recall"]}, outlet="paper", published="2003-07-02"),
        )
    )
    assert "on one person’s word" not in found.partition('id="history"')[0]


def test_what_an_article_says_in_two_entries_on_a_case_stands_there_once() -> None:
    reading_of(told({"count": "2"}, {"count": "2"}))


def test_only_what_was_said_before_was_narrowed() -> None:
    reading_of(
        told({"date": "2003-05"}),
        told({"date": "2003-05-14"}, outlet="radio", published="2003-07-02"),
        told({"date": "2003-05"}, outlet="paper", published="2003-07-03"),
    )


def test_what_a_retracted_article_let_somebody_say_is_still_theirs() -> None:
    statement = {"value": "It rained.", "by": "Embassy", "stance": "unaware"}
    reading = reading_of(
        told({"statements": [statement]}, retracted={"because": "It was wrong."}),
        told({"type": "recall"}, outlet="radio"),
    )
    assert "Not known to Embassy" in page(reading).partition('id="history"')[0]


def test_whoever_denies_a_part_of_somebody_besides_is_named() -> None:
    role = [{"value": "lawyer"}, {"value": "lawyer", "by": "Embassy", "stance": "denies"}]
    reading = reading_of(told({"people": [{"person": "olga", "role": role}]}))
    assert "Denied by Embassy:" in page(reading).partition('id="history"')[0]


def test_an_article_that_had_been_withdrawn_by_then_gave_nobody_a_part() -> None:
    reading = reading_of(
        told(
            {"people": [{"person": "ivan"}], "type": "recall"},
            retracted={"date": "2004-02-01", "because": "It was wrong."},
        ),
        told({"type": "defection"}, outlet="radio", published="2005-01-09"),
    )
    then = page(reading, "cases/crossing/-/known/2005-01-09/")
    assert "withdrawn with its article" in then


def test_a_tally_is_no_case_in_which_a_part_was_denied() -> None:
    role = [{"value": "subject", "stance": "denies", "by": "Embassy"}]
    people = [{"person": "ivan", "role": role}]
    found = page(reading_of(told({"type": "tally", "people": people})), "people/")
    assert "part denied, withdrawn or not confirmed in 1 tally" in found


def test_a_tally_is_no_case_of_an_organisation() -> None:
    reading_of(told({"type": "tally", "organisations": ["Embassy"]}))


def test_an_organisation_acts_in_no_case_of_which_that_is_not_shown() -> None:
    reading_of(
        told({"from": "RU"}),
        told({"from": "RU"}, outlet="radio"),
        told({"from": "Embassy"}, outlet="paper"),
    )


def test_what_another_article_has_as_a_further_act_is_not_here_only() -> None:
    reading_of(
        told({"type": "defection"}),
        told({"type": "defection"}, outlet="wire"),
        told({"type": "recall"}, outlet="radio"),
        told({"also": ["recall"]}, outlet="paper"),
    )


def test_what_its_outlet_has_changed_is_at_odds_with_no_further_act() -> None:
    reading = reading_of(
        told({"type": "recall"}),
        told({"type": "defection"}, published="2003-08-01"),
        told(
            {"also": [{"value": "recall", "stance": "denies"}, {"value": "arrest"}]}, outlet="radio"
        ),
    )
    assert row(reading, "events", "crossing")["disputed"] == ""


def test_the_type_in_a_feed_says_with_what_reserve_it_is_given() -> None:
    reading = reading_of(told({"type": [{"value": "recall", "stance": "alleges"}]}))
    assert '"tags": ["Recall (alleged)"]' in reading.site["feed.json"].decode()


def test_programs_are_told_no_date_and_no_place_that_is_given_with_reserve() -> None:
    guess = {"value": "2003-05-14", "hedge": "perhaps"}
    found = page(reading_of(told({"date": [guess], "place": "storskog"})))
    assert '"startDate"' not in found
    assert '"location"' in found


def test_a_year_knows_nothing_of_an_article_that_nobody_can_date() -> None:
    reading = reading_of(
        told({"count": "2"}),
        told({"count": "2..5"}, {"to": "NO"}, outlet="radio", published="unknown"),
    )
    assert "has been replaced since" not in page(reading, "known/2003/")
