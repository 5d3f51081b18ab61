"""rename, merge, split and name: what each writes, and why it may write nothing."""

from __future__ import annotations

import pytest
from tests.edited import archive, archive_of, differences, read, small, text

from defectarchive.desk.changes.commands.merge import merged
from defectarchive.desk.changes.commands.naming import named
from defectarchive.desk.changes.commands.rename import renamed
from defectarchive.desk.changes.commands.review import reviewed
from defectarchive.desk.changes.commands.split import split
from defectarchive.desk.changes.safety import FaultyArchiveError
from defectarchive.model.ids import Kind
from defectarchive.workspace.errors import WrongUsageError

PERSON, EVENT, ARTICLE = Kind.PERSON, Kind.EVENT, Kind.ARTICLE


def refusal(call: object, *given: object) -> str:
    """The code of the reason for which nothing is changed."""
    assert callable(call)
    with pytest.raises(WrongUsageError) as refused:
        call(*given)
    return refused.value.code


_DIGEST = "0" * 64
COPY = f"""\
  file: a.html
  sha256: '{_DIGEST}'
  kept: 2031-05-01
  text: '{_DIGEST}'
  quotes: '{_DIGEST}'
""".encode()


class TestRename:
    def test_a_file_moves_and_lists_its_old_id(self) -> None:
        change = renamed(archive_of(), PERSON, "ivan-ivanov", "i-ivanov")
        assert differences(change) == {
            "people/ivan-ivanov.md → people/i-ivanov.md": ["+former_ids: [ivan-ivanov]"]
        }

    def test_what_is_only_mentioned_gets_a_file_that_says_what_pages_said(self) -> None:
        change = renamed(archive_of(), PERSON, "the-attache", "an-attache")
        assert text(change, "people/an-attache.md") == (
            "---\nformer_ids: [the-attache]\nunnamed: true\ndescriptor: an attaché\n---\n"
        )
        change = renamed(archive_of(), EVENT, "expulsion-2033", "oslo-2033")
        assert differences(change) == {
            "events/oslo-2033.md": ["+---", "+former_ids: [expulsion-2033]", "+---"]
        }
        files = small(they_flee=archive_of()["articles/they-flee.md"].decode())
        files["articles/they-flee.md"] = files["articles/they-flee.md"].replace(
            b"coast-radio", b'"Radio: Coast"'
        )
        change = renamed(files, Kind.OUTLET, "radio-coast", "rc")
        assert differences(change) == {
            "outlets.yaml": ["+rc:", "+  former_ids: [radio-coast]", '+  name: "Radio: Coast"']
        }

    def test_articles_stay_as_they_are_and_the_editors_own_files_go_along(self) -> None:
        files = archive_of()
        files["pages/about.md"] = (
            b"---\ntitle: A\n---\n[[ivan-ivanov]], [[person:ivan-ivanov|he]].\n"
        )
        files["people/olga.md"] = (
            b"---\nname: Olga\nmay_be: [{person: 'ivan-ivanov', because: x}]\n"
            b"not_same_as: [ivan-ivanov] # no\n---\n[[ ivan-ivanov ]]\n"
        )
        change = renamed(files, PERSON, "ivan-ivanov", "vanya")
        assert text(change, "pages/about.md").endswith("[[vanya]], [[person:vanya|he]].\n")
        assert text(change, "people/olga.md") == (
            "---\nname: Olga\nmay_be: [{person: 'vanya', because: x}]\n"
            "not_same_as: [vanya] # no\n---\n[[ vanya ]]\n"
        )
        assert [path for path in change.changed() if path.startswith("articles/")] == []

    def test_a_link_stays_where_the_new_id_is_something_of_another_kind(self) -> None:
        files = archive_of()
        files["pages/about.md"] = b"---\ntitle: A\n---\n[[ivan-ivanov]]\n"
        change = renamed(files, PERSON, "ivan-ivanov", "coast-radio")
        assert "pages/about.md" not in change.changed()
        archive(change.after)

    def test_rulings_go_along(self) -> None:
        files = archive_of()
        files["events/crossing-2031.md"] = (
            b"---\nrulings: {place: {value: storskog, because: So.}}\n---\n"
        )
        change = renamed(files, Kind.PLACE, "storskog", "boris-gleb")
        assert "value: boris-gleb" in text(change, "events/crossing-2031.md")

    def test_translations_and_the_record_of_a_copy_go_along(self) -> None:
        files = archive_of()
        files["site.yaml"] = b"title: T\nlanguages: [en, nb]\n"
        files["articles/two-cross.nb.md"] = b"To krysset.\n"
        files["copies.yaml"] = b"# kept\nthey-flee:\n" + COPY + b"'two-cross':\n" + COPY
        change = renamed(files, ARTICLE, "two-cross", "both-cross")
        assert differences(change)["copies.yaml"] == ["-'two-cross':", "+'both-cross':"]
        assert change.moved == {
            "articles/both-cross.md": "articles/two-cross.md",
            "articles/both-cross.nb.md": "articles/two-cross.nb.md",
        }
        assert renamed(change.after, ARTICLE, "both-cross", "two-cross").after == files

    def test_a_thing_may_take_back_an_older_id_of_its_own(self) -> None:
        first = renamed(archive_of(), PERSON, "ivan-ivanov", "b").after
        second = renamed(first, PERSON, "b", "c").after
        third = renamed(second, PERSON, "c", "ivan-ivanov")
        assert "former_ids: [ivan-ivanov, b, c]" in text(third, "people/ivan-ivanov.md")
        assert archive(third.after).people["ivan-ivanov"].former_ids[0] == "ivan-ivanov"

    def test_a_file_that_a_person_wrote_is_not_taken_away_again(self) -> None:
        files = archive_of()
        files["people/ivan-ivanov.md"] = b"---\nname: Ivan Ivanov\n---\n"
        there = renamed(files, PERSON, "ivan-ivanov", "vanya")
        assert renamed(there.after, PERSON, "vanya", "ivan-ivanov").after == files

    @pytest.mark.parametrize(
        ("new", "code"),
        [
            ("Ivan!", "bad-new-id"),
            ("the-attache", "id-taken"),
            ("old-olga", "id-taken"),
            ("only-drafted", "id-taken"),
            ("olga-o", "id-taken"),
        ],
    )
    def test_an_id_that_means_something_or_once_did_is_refused(self, new: str, code: str) -> None:
        files = archive_of()
        files["people/olga.md"] = (
            b"---\nname: Olga\nalso_known_as: [olga-o]\nformer_ids: [old-olga]\n---\n"
        )
        files["articles/draft.md"] = (
            b"---\ntitle: D\ndraft: true\nevents: [{event: e, people: [{person: only-drafted}]}]\n"
            b"---\n"
        )
        assert refusal(renamed, files, PERSON, "ivan-ivanov", new) == code
        assert refusal(renamed, files, PERSON, "only-drafted", "x") == "only-draft"
        assert refusal(renamed, files, ARTICLE, "draft", "x") == "only-draft"
        assert refusal(renamed, files, PERSON, "old-olga", "x") == "unknown-thing"
        assert refusal(renamed, files, PERSON, "nobody", "x") == "unknown-thing"

    @pytest.mark.parametrize("asked", ["Ivan Ivanov", "Iwan Iwanow", "ivan-ivanof", "Ivan Ivanof"])
    def test_whoever_gives_a_name_is_told_the_id(self, asked: str) -> None:
        with pytest.raises(WrongUsageError, match='did you mean "ivan-ivanov"'):
            renamed(archive_of(), PERSON, asked, "x")

    def test_an_id_by_which_a_speaker_would_be_another_is_refused(self) -> None:
        article = archive_of()["articles/two-cross.md"].decode()
        said = "    motive: {value: fear, by: the-embassy}\n    place: storskog"
        files = small(two_cross=article.replace("    place: storskog", said))
        assert refusal(renamed, files, PERSON, "ivan-ivanov", "the-embassy") == "would-lose"

    def test_an_archive_with_an_error_is_left_alone(self) -> None:
        files = small(two_cross="---\ntitel: A slip\n---\n")
        with pytest.raises(FaultyArchiveError):
            renamed(files, PERSON, "ivan-ivanov", "vanya")


class TestMerge:
    def test_the_one_that_is_only_mentioned_leaves_its_spellings(self) -> None:
        files = archive_of()
        files["articles/they-flee.md"] = files["articles/they-flee.md"].replace(
            b"person: ivan-ivanov", b"person: Iwan Iwanow"
        )
        change = merged(files, PERSON, "iwan-iwanow", "ivan-ivanov")
        assert differences(change) == {
            "people/ivan-ivanov.md": [
                "+merged_from: [iwan-iwanow]",
                "+also_known_as: [Iwan Iwanow]",
            ]
        }
        assert [f.span.path for f in read(change.after).diagnostics] == ["articles/expelled.md"]

    def test_no_comment_is_lost_wherever_it_stands(self) -> None:
        files = archive_of()
        files["people/ivan-ivanov.md"] = (
            b"---\nname: Ivan Ivanov\nalso_known_as: [Vanya]\n"
            b"corrections:\n  - {date: 2031, text: One.}\n"
            b"may_be: [{person: olga, because: x}]\n---\n"
        )
        files["people/petr.md"] = (
            b"---\nname: Petr # 1\n"
            b"also_known_as: [ # 2\n  Pyotr, # 3\n  Pjotr # 4\n] # 5\n"
            b'corrections: # 6\n  # 7\n  - {date: 2032, # 8\n     text: "Two # no comment"} # 9\n'
            b"may_be: # 10\n  - person: anna # 11\n    # 12\n    because: y # 13\n"
            b"nationality: RU # 14\n# 15\n---\n"
        )
        for name in ("anna", "olga"):
            files[f"people/{name}.md"] = f"---\nname: {name}\n---\n".encode()
        change = merged(files, PERSON, "petr", "ivan-ivanov")
        written = text(change, "people/ivan-ivanov.md")
        missing = [n for n in range(1, 16) if written.count(f"# {n}\n") != 1]
        assert (missing, written.count("Two # no comment")) == ([], 1)

    def test_a_guess_that_is_settled_leaves_its_comments(self) -> None:
        files = archive_of()
        files["people/petr.md"] = (
            b"---\nname: Petr\nmay_be: # 1\n  - person: ivan-ivanov # 2\n"
            b"    # 3\n    because: 'Alike # no comment' # 4\n---\n"
        )
        files["people/ivan-ivanov.md"] = (
            b"---\nname: Ivan Ivanov\nmay_be:\n  - {person: petr, because: x} # 5\n"
            b"  # 6\n  - {person: olga, because: y} # 7\n---\n"
        )
        files["people/olga.md"] = b"---\nname: Olga\n---\n"
        written = text(merged(files, PERSON, "petr", "ivan-ivanov"), "people/ivan-ivanov.md")
        assert [n for n in range(1, 8) if written.count(f"# {n}\n") != 1] == []
        assert "no comment" not in written
        assert "because: y" in written

    def test_files_are_put_together_with_their_comments(self) -> None:
        files = archive_of()
        files["people/ivan-ivanov.md"] = (
            b"---\nname: Ivan Ivanov   # as the police has it\nborn: 1997\n"
            b"corrections:\n  - {date: 2031, text: One.}\n---\nAn officer.\n"
        )
        files["people/petr.md"] = (
            b"---\n# The man on the picture.\nname: Petr\nalso_known_as: [Pyotr] # both\n"
            b"born: 1997\nformer_ids: [p]\nmay_be: [{person: ivan-ivanov, because: Alike.}]\n"
            b"# From the register:\nnationality: RU\ncorrections:\n"
            b"  - date: 2032   # later\n    text: Two.\n---\nOn a picture.\n"
        )
        files["people/olga.md"] = b"---\nname: Olga\nnot_same_as: [petr]\n---\n[[petr]]\n"
        change = merged(files, PERSON, "petr", "ivan-ivanov")
        assert text(change, "people/ivan-ivanov.md") == (
            "---\nname: Ivan Ivanov   # as the police has it\nborn: 1997\n"
            "corrections:\n  - {date: 2031, text: One.}\n  - date: 2032   # later\n    text: Two.\n"
            "also_known_as: [Pyotr, Petr] # both\n# From the register:\nnationality: RU\n"
            "# The man on the picture.\nmerged_from: [p, petr]\n---\nAn officer.\n\nOn a picture.\n"
        )
        assert text(change, "people/olga.md").endswith(
            "not_same_as: [ivan-ivanov]\n---\n[[ivan-ivanov]]\n"
        )
        assert change.gone() == ["people/petr.md"]

    def test_two_articles_put_their_entries_together_and_all_addresses_lead_on(self) -> None:
        files = archive_of()
        again = files["articles/they-flee.md"].replace(b"type: defection", b"count: 2")
        files["articles/flight.md"] = again
        files["copies.yaml"] = b"flight:\n" + COPY
        change = merged(files, ARTICLE, "flight", "they-flee")
        assert text(change, "articles/they-flee.md").count("  - event: crossing-2031") == 2
        assert text(change, "copies.yaml") == "they-flee:\n" + COPY.decode()
        before, after = archive(files), archive(change.after)
        claims = after.events["crossing-2031"].claims()
        lead = {one for c in claims for one in (c.id, *c.anchors, *c.fact_anchors)}
        assert {claim.id for claim in before.events["crossing-2031"].claims()} <= lead
        # A claim that stood in the article that stays keeps its own id.
        kept = {c.id for c in before.events["crossing-2031"].claims() if c.article == "they-flee"}
        assert kept <= {claim.id for claim in claims}

    def test_where_they_say_different_things_nothing_is_decided(self) -> None:
        files = archive_of()
        files["people/petr.md"] = b"---\nname: Petr\nborn: 1990\n---\n"
        assert refusal(merged, files, PERSON, "petr", "ivan-ivanov") == "fields-differ"
        assert refusal(merged, files, ARTICLE, "they-flee", "two-cross") == "fields-differ"
        assert refusal(merged, files, PERSON, "ivan-ivanov", "the-attache") == "fields-differ"
        assert refusal(merged, files, PERSON, "petr", "petr") == "said-to-differ"
        files["people/petr.md"] = b"---\nname: Petr\nnot_same_as: [ivan-ivanov]\n---\n"
        assert refusal(merged, files, PERSON, "ivan-ivanov", "petr") == "said-to-differ"
        # One follows the other, an article says.
        assert refusal(merged, files, EVENT, "expulsion-2033", "crossing-2031") == "would-break"

    def test_a_body_that_is_in_another_language_only_for_one_is_not_hidden(self) -> None:
        files = archive_of()
        files["site.yaml"] = b"title: T\nlanguages: [en, nb]\n"
        files["people/petr.md"] = b"---\nname: Petr\n---\nA body.\n"
        files["people/petr.nb.md"] = b"En tekst.\n"
        assert refusal(merged, files, PERSON, "petr", "ivan-ivanov") == "fields-differ"
        files["people/ivan-ivanov.nb.md"] = b"En offiser.\n"
        change = merged(files, PERSON, "petr", "ivan-ivanov")
        assert text(change, "people/ivan-ivanov.nb.md") == "En offiser.\n\nEn tekst.\n"

    def test_entries_of_a_register_are_put_together(self) -> None:
        files = archive_of()
        files["outlets.yaml"] = (
            b"example-times: {name: Example Times, country: NO}\n"
            b"coast-radio:\n  # on air\n  name: Coast Radio\n  kind: broadcaster\n"
        )
        change = merged(files, Kind.OUTLET, "coast-radio", "example-times")
        assert text(change, "outlets.yaml") == (
            "example-times: {name: Example Times, country: NO, kind: broadcaster, "
            "merged_from: [coast-radio], also_known_as: [Coast Radio]}\n# on air\n"
        )


RULED = """\
---
rulings:
  date: {value: 2031-04-11, # the radio
         because: So.}   # for now
  type: {value: asylum-request, because: So.}
---
"""


class TestSplit:
    def test_entries_get_the_new_id_and_the_old_case_says_what_became_of_it(self) -> None:
        change = split(archive_of(), "crossing-2031", "flight-2031", ["they-flee"])
        assert differences(change) == {
            "articles/they-flee.md": ["-  - event: crossing-2031", "+  - event: flight-2031"],
            "events/crossing-2031.md": ["+split_into: [flight-2031]"],
        }

    def test_a_ruling_goes_along_with_the_claims_that_it_is_about(self) -> None:
        files = archive_of()
        files["events/crossing-2031.md"] = RULED.encode()
        change = split(files, "crossing-2031", "flight-2031", ["they-flee"])
        assert text(change, "events/flight-2031.md") == (
            "---\n# the radio\n# for now\nrulings:\n"
            "  date: {value: 2031-04-11, because: So.}\n---\n"
        )
        assert "date" not in text(change, "events/crossing-2031.md")
        assert "type" in text(change, "events/crossing-2031.md")

    def test_a_case_of_which_nothing_is_left_keeps_its_title(self) -> None:
        files = archive_of()
        del files["events/crossing-2031.md"]
        files["articles/expelled.md"] = files["articles/expelled.md"].replace(
            b"related", b"# related"
        )
        first = split(files, "crossing-2031", "flight-2031", ["they-flee"])
        last = split(first.after, "crossing-2031", "asylum-2031", ["two-cross"])
        assert text(last, "events/crossing-2031.md") == (
            "---\nsplit_into:\n  - flight-2031\n  - asylum-2031\n"
            "title: Two officers cross at Storskog\n---\n"
        )
        # The claims of an id that was merged into the case lead on as well.
        assert archive(last.after).splits["crossing-2031"].moved

    def test_addresses_lead_on_from_a_case_that_another_was_merged_into(self) -> None:
        files = archive_of()
        files["articles/expelled.md"] = files["articles/expelled.md"].replace(
            b"related", b"# related"
        )
        joined = merged(files, EVENT, "expulsion-2033", "crossing-2031")
        ids = {claim.id for claim in archive(files).events["expulsion-2033"].claims()}
        change = split(joined.after, "crossing-2031", "again-2033", ["expelled"])
        moved = archive(change.after).events["crossing-2031"].moved
        assert ids <= {anchor for each in moved for anchor in each.anchors}

    def test_it_is_refused_where_nothing_would_be_split(self) -> None:
        files = archive_of()
        assert refusal(split, files, "crossing-2031", "x", ["expelled"]) == "nothing-to-split"
        both = ["they-flee", "two-cross"]
        assert refusal(split, files, "crossing-2031", "x", both) == "nothing-to-split"
        assert refusal(split, files, "crossing-2031", "x", ["nothing"]) == "unknown-thing"
        taken = "expulsion-2033"
        assert refusal(split, files, "crossing-2031", taken, ["they-flee"]) == "id-taken"


class TestName:
    def test_the_name_takes_the_place_of_its_absence(self) -> None:
        files = archive_of()
        files["people/the-attache.md"] = (
            b"---\n'unnamed': true   # yet\ndescriptor: an attache\n---\nA body.\n"
        )
        change = named(files, "the-attache", "petr-petrov", "Petr Petrov")
        assert text(change, "people/petr-petrov.md") == (
            "---\n'name': Petr Petrov   # yet\ndescriptor: an attache\nformer_ids: [the-attache]\n"
            "---\nA body.\n"
        )
        assert named(change.after, "petr-petrov", "the-attache", "").after == files

    def test_who_is_only_mentioned_gets_a_file(self) -> None:
        change = named(archive_of(), "the-attache", "petr-petrov", "Petr Petrov")
        assert differences(change) == {
            "people/petr-petrov.md": [
                *("+---", "+former_ids: [the-attache]", "+name: Petr Petrov", "+---"),
            ]
        }
        assert archive(change.after).people["petr-petrov"].name == "Petr Petrov"
        assert named(change.after, "petr-petrov", "the-attache", "").after == archive_of()

    def test_it_is_refused_of_whoever_has_a_name_or_of_a_name_that_is_withheld(self) -> None:
        files = archive_of()
        assert refusal(named, files, "ivan-ivanov", "x", "Ivan") == "has-name"
        assert refusal(named, files, "ivan-ivanov", "x", "") == "has-name"
        assert refusal(named, files, "ivan-ivanov", "ivan-ivanov", "") == "has-name"
        files["people/ivan-ivanov.md"] = b"---\nname: I.\nwithhold: Petrov\n---\n"
        assert refusal(named, files, "the-attache", "x", "Petr Petrov") == "name-withheld"


def test_a_review_that_was_fresh_is_fresh_afterwards_and_a_stale_one_stays_stale() -> None:
    files = dict(reviewed(archive_of(), "two-cross", "ed", "2031-05-01").after)
    change = renamed(files, ARTICLE, "two-cross", "both-cross")
    assert "former_ids" in text(change, "articles/both-cross.md")
    (article,) = (each for each in read(change.after).records.articles if each.reviewed)
    assert article.reviewed is not None
    assert article.reviewed.fresh
    files["articles/two-cross.md"] += b"More.\n"
    change = renamed(files, ARTICLE, "two-cross", "both-cross")
    assert "review-stale" in [fault.code for fault in read(change.after).diagnostics]


class TestReview:
    def test_it_says_who_and_when_and_of_what(self) -> None:
        change = reviewed(archive_of(), "two-cross", "A. Editor: the second", "2031-05-01")
        (lines,) = differences(change).values()
        (line,) = lines
        assert line.startswith('+reviewed: {by: "A. Editor: the second", date: 2031-05-01, of: ')
        assert read(change.after).article("two-cross") is not None

    def test_a_second_one_takes_the_place_of_the_first_as_it_is_written(self) -> None:
        files = archive_of()
        files["articles/two-cross.md"] = files["articles/two-cross.md"].replace(
            b"outlet:", b"reviewed:\n  by: 'ed'   # the first\n  date: 2031\n  of: 1\noutlet:"
        )
        change = reviewed(files, "two-cross", "Ola", "2031-05-01")
        written = text(change, "articles/two-cross.md")
        assert "reviewed:\n  by: 'Ola'   # the first\n  date: 2031-05-01\n  of: " in written
        again = reviewed(change.after, "two-cross", "Ola", "2031-05-01")
        assert again.changed() == []

    def test_it_mends_what_a_program_drafted_whatever_is_wrong_elsewhere(self) -> None:
        files = archive_of()
        files["articles/two-cross.md"] = files["articles/two-cross.md"].replace(
            b"outlet:", b"drafted_by: program\noutlet:"
        )
        files["articles/they-flee.md"] = b"---\ntitel: A slip\n---\n"
        files["people/ivan-ivanov.md"] = b"---\nname: I.\nwithhold: Petrov\n---\n"
        change = reviewed(files, "two-cross", "ed", "2031-05-01")
        assert {f.span.path for f in read(change.after).errors} == {"articles/they-flee.md"}
        with pytest.raises(FaultyArchiveError):
            reviewed(files, "they-flee", "ed", "2031-05-01")
        assert refusal(reviewed, files, "two-cross", "Petrov", "2031-05-01") == "name-withheld"
        assert refusal(reviewed, files, "nothing", "ed", "2031-05-01") == "unknown-thing"

    def test_of_a_draft_it_says_that_it_will_not_last(self) -> None:
        files = archive_of()
        files["articles/two-cross.md"] = files["articles/two-cross.md"].replace(
            b"outlet:", b"draft: true\noutlet:"
        )
        assert reviewed(files, "two-cross", "ed", "2031-05-01").notes
