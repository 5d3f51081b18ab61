"""What pages make of single claims: who is in a group, whose number it is, who came first."""

from __future__ import annotations

from functools import cache

from tests.published import Site
from tests.truth import article, fact, section, site_of_files, words

FILES = {
    # Who belongs to a group, by an article that was retracted and by one that came later.
    "articles/gang-a.md": article(
        """
        event: gang
        title: Of a gang
        type: arrest
        people:
          - {person: gang, unnamed: true, descriptor: a gang, role: subject, count: 3}
          - {person: kari, as: Kari Moe, role: witness}
          - {person: per, as: Per Lie, role: witness}
        """
    ),
    "articles/gang-b.md": article(
        "event: gang\npeople: [{person: gang, role: subject, members: [kari]}]",
        "b-paper",
        "2031-01-14",
        "retracted: {date: 2031-02-01, because: No member.}",
    ),
    "articles/gang-c.md": article(
        "event: gang\npeople: [{person: gang, role: subject, members: [per]}]\nplace: Oslo",
        "c-paper",
        "2031-05-14",
    ),
    # A number on somebody's word.
    "articles/number.md": article(
        """
        event: number
        title: Of a number
        type: arrest
        people:
          - person: men
            unnamed: true
            descriptor: some men
            role: subject
            count: {value: 15, by: Harbour Police, stance: alleges, hedge: perhaps}
        """
    ),
    # One article names somebody, in another case than that of which the other one tells.
    "articles/two-a.md": article(
        "event: first\ntitle: Of one case\ntype: arrest\n"
        "people: [{person: olga, as: Olga Ek, role: subject}]"
    ),
    "articles/two-a2.md": article("event: second\ntitle: Of another\ntype: death"),
    "articles/two-b.md": article(
        "event: second\npeople: [{person: olga, role: subject}]", "b-paper", "2031-01-15"
    ),
    # Two say three, then two say five, the last of them withdrawn; one of unknown date confirms.
    **{
        f"articles/count-{at}.md": article(
            f"event: count\ntitle: Of numbers\ntype: arrest\ncount: {count}",
            f"{'abcd'[at]}-paper",
            f"2031-03-0{at + 1}",
            "retracted: {date: 2031-04-01, because: Wrong.}" if at == 3 else "",
        )
        for at, count in enumerate((3, 3, 5, 5))
    },
    "articles/moved-a.md": article(
        "event: moved\ntitle: Of a status\ntype: arrest\nstatus: reported"
    ),
    "articles/moved-b.md": article("event: moved\nstatus: confirmed", "b-paper", "unknown"),
    # What nobody answers, and what one claim rests on besides.
    "articles/unsaid.md": article(
        """
        event: unsaid
        title: Of no answer
        type: arrest
        people: [{person: Ida Ås, role: {value: witness, stance: unaware, by: Harbour Police}}]
        """
    ),
    "articles/or-own.md": article(
        "event: own\ntitle: Of a choice\ntype: arrest\nplace: {value: Oslo, relays: [a-paper]}",
        "b-paper",
        rest="relays: [c-paper]\nown_reporting: true",
    ),
}


@cache
def site() -> Site:
    return site_of_files(FILES)


def test_whom_a_retracted_article_counts_to_a_group_is_none_of_it() -> None:
    assert "Belongs to" not in words(site(), "people/kari/")
    assert "Belongs to a gang" in words(site(), "people/per/")
    assert fact(site(), "people/gang/", "Known members") == "Per Lie"
    assert "1 is known by name, leaving 2 unnamed" in words(site(), "people/gang/")


def test_a_group_had_no_members_before_anybody_said_so() -> None:
    then = words(site(), "cases/gang/-/known/2031-01-01/")
    assert "Known of it" not in then
    assert "none is known by name" in then


def test_the_number_of_a_group_keeps_its_speaker_and_caution() -> None:
    for page in ("people/men/", "cases/number/"):
        assert "15 (alleged, “perhaps”, according to Harbour Police) according to A Paper" in words(
            site(), page
        )


def test_nobody_is_the_first_to_tell_in_a_case_in_which_they_tell_of_nobody() -> None:
    history = section(site(), "cases/second/", "history")
    assert "Olga Ek" not in history.partition("B Paper")[0]
    assert "First to tell of Olga Ek" in history.partition("B Paper")[2]


def test_what_is_supported_and_not_shown_is_named_and_who_withdrew_it_supports_nothing() -> None:
    history = section(site(), "cases/count/", "history").partition("C Paper")[2]
    third, fourth = history.split("D Paper")
    assert "the number of people as 5" in third
    assert "Repeats" in fourth
    assert "the number of people (5)" in fourth
    assert "Supports" not in fourth


def test_an_article_of_unknown_date_moves_no_status() -> None:
    history = section(site(), "cases/moved/", "history")
    assert "Moves" not in history
    assert "the status" in history.partition("B Paper")[2]


def test_a_part_that_nobody_confirms_is_not_called_denied() -> None:
    assert "part denied, withdrawn or not confirmed in 1 case" in words(site(), "people/")


def test_a_claim_that_may_be_own_reporting_says_so_where_its_sources_are_its_own() -> None:
    for page in ("cases/own/", "articles/or-own/"):
        assert "Passes on: A Paper, or reports itself." in words(site(), page)


def test_a_name_of_two_letters_can_be_withheld() -> None:
    files = {
        **{path: text for path, text in FILES.items() if path.startswith("articles/number")},
        "people/men.md": "---\nunnamed: true\ndescriptor: some men\nwithhold: [Bo, Ян]\n---\n",
    }
    assert "cases/number/index.html" in site_of_files(files)


def test_a_draft_without_a_date_makes_no_other_article_late() -> None:
    files = {
        "articles/a.md": article("event: a\ntitle: A\ntype: arrest"),
        "articles/draft.md": "---\ntitle: To be written\ndraft: true\n---\n",
    }
    assert "cases/a/index.html" in site_of_files(files)
