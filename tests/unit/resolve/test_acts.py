"""The type of a case and its further acts: one property of agreement, support and denial."""

from __future__ import annotations

from tests.archives import Outcome, article, make, shown


def told(*entries: str) -> Outcome:
    """Articles a, b … of outlets of their own, each with these lines on the flight."""
    return make(
        {
            f"articles/{name}.md": article(f"- event: flight\n  {entry}", f"paper-{name}")
            for name, entry in zip("abcde", entries, strict=False)
        }
    )


def behind(found: Outcome, prop: str) -> dict[str, tuple[list[str], list[str]]]:
    """For each value shown, the articles that put it forward and those that agree."""
    article_of = {claim.id: claim.article for claim in found.event("flight").claims()}
    return {
        str(finding.value): (
            sorted({article_of[claim] for claim in finding.claims}),
            sorted({article_of[claim] for claim in finding.agreeing}),
        )
        for finding in found.fact("flight", prop).findings
    }


def test_types_of_two_articles_disagree() -> None:
    found = told("type: recall", "type: trial")
    assert found.event("flight").disputed == ("type",)


def test_a_type_that_another_article_has_as_a_further_act_is_no_dispute() -> None:
    found = told("type: defection", "type: asylum-request\n  also: [defection]")
    assert found.event("flight").disputed == ()
    standing = {c.article: c.standing.value for c in found.fact("flight", "type").claims}
    assert standing == {"a": "shown", "b": "agrees"}


def test_types_that_a_third_article_joins_are_no_dispute() -> None:
    found = told("type: defection", "type: trial", "also: [defection, trial]")
    assert found.event("flight").disputed == ()


def test_a_retracted_article_joins_nothing() -> None:
    files = {
        "articles/a.md": article("- {event: flight, type: recall}"),
        "articles/b.md": article("- {event: flight, type: trial}", "radio"),
        "articles/c.md": article(
            "- {event: flight, also: [recall, trial]}", "blog", rest="retracted: {because: x}"
        ),
    }
    assert make(files).event("flight").disputed == ("type",)


def test_who_has_the_type_as_a_further_act_supports_it() -> None:
    found = told("type: trial", "type: recall", "type: defection\n  also: [recall]")
    # Each type is that of one article, but one more agrees with recall and with defection.
    assert shown(found.fact("flight", "type")) == [("recall", "b", "article-id", 2)]
    assert behind(found, "type") == {"recall": (["b", "c"], ["c"])}


def test_who_has_a_further_act_as_the_type_supports_it() -> None:
    found = told("type: trial\n  also: [recall]", "type: trial", "type: recall")
    assert behind(found, "type") == {"trial": (["a", "b"], ["a", "c"])}
    assert behind(found, "also") == {"recall": (["a", "c"], [])}
    (finding,) = found.fact("flight", "also").findings
    assert finding.support.origins_min == 2


def test_the_shown_type_is_no_further_act() -> None:
    found = told("type: trial\n  also: [recall]", "also: [trial]")
    assert behind(found, "also") == {"recall": (["a"], [])}
    standing = {c.article: c.standing.value for c in found.fact("flight", "also").claims}
    assert standing == {"a": "shown", "b": "agrees"}


def test_who_denies_a_further_act_disputes_it_and_the_type_that_others_say_it_is() -> None:
    found = told("type: trial\n  also: [recall]", "also: {value: recall, stance: denies}")
    assert found.event("flight").disputed == ("also",)
    found = told("type: recall", "also: {value: recall, stance: denies}")
    assert found.event("flight").disputed == ("type", "also")


def test_who_denies_the_type_disputes_whom_has_it_as_a_further_act() -> None:
    found = told("type: trial\n  also: [recall]", "type: {value: recall, stance: denies}")
    assert "also" in found.event("flight").disputed


def test_who_denies_another_act_disputes_nothing() -> None:
    found = told("type: trial\n  also: [recall]", "also: {value: arrest, stance: denies}")
    assert found.event("flight").disputed == ()
