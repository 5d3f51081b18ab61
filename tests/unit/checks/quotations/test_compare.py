"""When a quotation counts as checked: by the record, and by the text where it is at hand."""

from __future__ import annotations

import hashlib
from textwrap import dedent

import pytest
from tests.archives import article, files_of

from defectarchive.checks.quotations.checked import checked_wording
from defectarchive.checks.quotations.compare import compare_with_copies, quotes_digest
from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.loader.files import load
from defectarchive.model.copies import Copy, LeftOut
from defectarchive.model.dates.date import parse_date

TEXT = "The captain, Ivan Petrenko, did not leave for money. He left at night.\n"
DAY = parse_date("2031-05-01")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def compared(
    *wordings: str, of: tuple[str, ...] | None = None, text: str | None = TEXT, names: str = ""
) -> tuple[Copy, list[str]]:
    """The copy of an article with these wordings, and the codes of what is wrong.

    `of`: the wordings for which the record was written; `text`: what lies beside the copy now.
    """
    statements = "".join(f'\n    - {{value: V{n}, wording: "{w}"}}' for n, w in enumerate(wordings))
    copies = f"""
        a:
          file: a.html
          sha256: {sha256(b"the page")}
          kept: 2031-05-01
          text: {sha256(TEXT.encode())}
          quotes: {quotes_digest(wordings if of is None else of)}
        """
    files = {
        "articles/a.md": article(f"- event: x\n  statements:{statements or ' [None]'}"),
        "copies.yaml": dedent(copies),
    }
    loaded = load(files_of(files))
    assert loaded.diagnostics == ()
    texts = {} if text is None else {"a.html": text.encode()}
    copies_found, faults = compare_with_copies(
        loaded.records, texts, finder_of_names([names] if names else [])
    )
    return copies_found["a"], [fault.code for fault in faults]


def test_what_stands_in_the_text_of_the_record_is_checked() -> None:
    copy, faults = compared("did not leave", "at night")
    assert faults == []
    assert copy == Copy(sha256(b"the page"), DAY, {"did not leave": (), "at night": ()})


def test_what_does_not_is_an_error_whatever_the_record_says() -> None:
    assert compared("did leave for money", "at night") == (
        Copy(sha256(b"the page"), DAY, {}),
        ["quote-not-found"],
    )


def test_elsewhere_the_record_counts_while_it_fits_the_wordings() -> None:
    copy, faults = compared("did not leave", text=None)
    assert (copy.checked, faults) == ({"did not leave": ()}, [])
    copy, faults = compared("did not leave", of=("did not stay",), text=None)
    assert (copy.checked, faults) == ({}, [])


def test_here_too_it_has_to_fit_them_so_that_both_build_the_same() -> None:
    copy, faults = compared("did not leave", "at night", of=("at night",))
    assert (copy.checked, faults) == ({}, [])


def test_another_text_than_that_of_the_record_checks_nothing() -> None:
    copy, faults = compared("did not leave", text="Something else")
    assert (copy.checked, faults) == ({}, [])


def test_an_article_without_wordings_has_a_copy_all_the_same() -> None:
    assert compared() == (Copy(sha256(b"the page"), DAY, {}), [])


@pytest.mark.parametrize(
    ("names", "told"), [("", "Ivan Petrenko, did not leave"), ("Petrenko", None)]
)
def test_what_is_left_out_is_not_told_where_it_has_a_withheld_name(
    names: str, told: str | None
) -> None:
    copy, _ = compared("The captain […] for money", names=names)
    assert copy.checked == {"The captain […] for money": (LeftOut("[…]", told),)}


def test_nor_where_what_stands_around_it_makes_one() -> None:
    wording = "The captain, Ivan […] leave for money"
    copy, _ = compared(wording, names="Ivan Petrenko")
    assert copy.checked[wording] == (LeftOut("[…]", None),)


def test_the_order_of_wordings_does_not_matter() -> None:
    assert quotes_digest(["a", "b", "a"]) == quotes_digest(["b", "a"]) != quotes_digest(["ab"])


def test_wordings_that_were_joined_are_checked_when_all_are() -> None:
    copy = Copy("", DAY, {"a b": (), "c; d": (LeftOut("[…]", "x"),)})
    assert checked_wording(copy, "a b; c; d") == (LeftOut("[…]", "x"),)
    assert checked_wording(copy, "a b") == ()
    assert checked_wording(copy, "a b; e") is None
    assert checked_wording(None, "a b") is None
