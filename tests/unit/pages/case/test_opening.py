"""What a case opens with: its lede, and how much it may say of what it rests on."""

from __future__ import annotations

from tests.archives import Outcome, article, context_of, make

from defectarchive.pages.case.opening import trust
from defectarchive.views.case import Objector, Trust


def trust_of(outcome: Outcome, event: str = "x") -> Trust:
    return trust(context_of(outcome), outcome.event(event))


def said(*entries: str, rest: str = "") -> Outcome:
    """One article for each entry, each by an outlet of its own."""
    texts = {
        f"articles/a{at}.md": article(entry, outlet=f"outlet-{at}", rest=rest)
        for at, entry in enumerate(entries)
    }
    return make(texts)


class TestTrust:
    def test_who_confirms_another_type_than_the_shown_one_confirms_nothing(self) -> None:
        found = trust_of(
            said(
                "- {event: x, type: arrest}",
                "- {event: x, type: arrest}",
                "- {event: x, type: [{value: recall, by: eva, stance: confirms}]}",
            )
        )
        assert found.type_confirmed_by == ""

    def test_who_confirms_with_caution_is_not_said_to_confirm(self) -> None:
        claim = "{value: arrest, by: eva, stance: confirms, hedge: as far as I know}"
        assert trust_of(said(f"- {{event: x, type: [{claim}]}}")).type_confirmed_by == ""

    def test_what_a_retracted_article_has_confirmed_or_denied_is_not_told(self) -> None:
        claims = (
            "[{value: arrest, by: eva, stance: confirms}, {value: recall, by: a, stance: denies}]"
        )
        gone = article(
            f"- {{event: x, type: {claims}}}", rest="retracted: {because: It was false.}"
        )
        found = trust_of(
            make({"articles/a.md": article("- {event: x, type: arrest}"), "articles/b.md": gone})
        )
        assert (found.type_confirmed_by, found.objectors) == ("", ())

    def test_who_confirms_the_type_is_not_named_again_for_the_status(self) -> None:
        claims = "type: [{value: arrest, by: eva, stance: confirms}]"
        status = (
            "status: [{value: confirmed, by: eva, stance: confirms},"
            " {value: confirmed, by: ada, stance: confirms}]"
        )
        found = trust_of(said(f"- {{event: x, {claims}, {status}}}"))
        assert (found.type_confirmed_by, found.confirmed_by) == ("Eva", "Ada")

    def test_who_denies_something_is_named_with_what_is_denied(self) -> None:
        claims = "[{value: arrest}, {value: recall, by: eva, stance: denies}]"
        found = trust_of(said(f"- {{event: x, type: {claims}}}"))
        assert found.objectors == (Objector("Eva", "denies", "Recall"),)

    def test_translated_articles_are_counted_among_those_that_the_case_rests_on_alone(self) -> None:
        outcome = make(
            {
                "articles/a.md": article("- {event: x, type: arrest}", rest="translated_from: nb"),
                "articles/b.md": article("- {event: x, type: arrest}", outlet="radio"),
                "articles/c.md": article(
                    "- {event: x, statements: [{value: He ran.}]}",
                    outlet="blog",
                    rest="translated_from: nb",
                ),
            }
        )
        found = trust_of(outcome)
        assert (found.translated, found.outlets) == (1, 2)

    def test_an_origin_is_named_only_where_it_is_certain_and_alone(self) -> None:
        entry = "- {event: x, type: arrest}"
        assert trust_of(said(entry, rest="relays: [wire]")).origin == "Wire"
        assert trust_of(said(entry, rest="relays: [wire, radio]")).origin == ""


def test_the_lede_is_the_summary_of_the_report_that_supports_most_of_the_case() -> None:
    outcome = said(
        "- {event: x, type: arrest, summary: An arrest.}",
        "- {event: x, type: arrest, date: 2031, place: Oslo, summary: An arrest in Oslo in 2031.}",
    )
    event = outcome.event("x")
    assert (event.summary, event.summary_of) == ("An arrest in Oslo in 2031.", "a1")


def test_a_retracted_report_gives_no_lede_while_another_has_one() -> None:
    more = article(
        "- {event: x, type: arrest, date: 2031, summary: False.}",
        rest="retracted: {because: It was false.}",
    )
    outcome = make(
        {
            "articles/a.md": more,
            "articles/b.md": article("- {event: x, type: arrest, summary: True.}", outlet="radio"),
        }
    )
    assert (outcome.event("x").summary, outcome.event("x").summary_withdrawn) == ("True.", False)
