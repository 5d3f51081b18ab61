"""The guide for readers on /about/, and the fact of the archive by which it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import article, context_of, make
from tests.published import SITES, built, markup, target_of, text_of

from defectarchive.pages.editor.guide import live_example
from defectarchive.views.about import LiveExample

PLAIN = "- {event: a-plain-case, type: arrest, date: 2031-04-10, place: Quay}"
SPOKEN = "- {event: b-spoken, place: {value: Quay, by: the police}}"
OPEN = "- {event: c-open, place: Quay}"
OPEN_AND_SPOKEN = "- {event: d-open-and-spoken, place: {value: Quay, by: the police}}"
TALLY = "- {event: a-tally, type: tally, count: 20.., date: 2031}"
EITHER = "relays: [VG, Dagbladet]"


def example(**texts: str) -> LiveExample | None:
    outcome = make({f"articles/{name}.md": text for name, text in texts.items()})
    return live_example(context_of(outcome))


def of(**texts: str) -> tuple[str, str]:
    """The case and property of the example."""
    found = example(**texts)
    assert found is not None
    return found.case.path, found.fact.property


def test_a_fact_whose_origins_are_left_open_and_that_has_a_speaker_goes_first() -> None:
    texts = {"a": article(PLAIN), "b": article(SPOKEN)}
    open_ones = {"c": article(OPEN, rest=EITHER), "d": article(OPEN_AND_SPOKEN, rest=EITHER)}
    assert of(**texts, **open_ones) == ("cases/d-open-and-spoken/", "place")


def test_what_is_left_open_shows_more_than_a_speaker() -> None:
    assert of(b=article(SPOKEN), c=article(OPEN, rest=EITHER)) == ("cases/c-open/", "place")


def test_where_nothing_is_left_open_or_spoken_any_fact_will_do() -> None:
    assert of(a=article(PLAIN)) == ("cases/a-plain-case/", "type")


def test_a_plain_case_goes_before_a_tally_whatever_is_said_of_that() -> None:
    assert of(a=article(PLAIN), t=article(TALLY, rest=EITHER))[0] == "cases/a-plain-case/"
    assert of(t=article(TALLY, rest=EITHER))[0] == "cases/a-tally/"


def test_a_fact_of_many_claims_is_no_good_example_where_there_is_a_smaller_one() -> None:
    many = {f"m{n}": article(OPEN_AND_SPOKEN, rest=EITHER) for n in range(13)}
    assert of(a=article(PLAIN), **many)[0] == "cases/a-plain-case/"
    assert of(**many)[0] == "cases/d-open-and-spoken/"


def test_an_archive_without_a_fact_that_stands_has_no_example() -> None:
    assert example() is None
    assert example(s=article("- {event: x, statements: [It rained.]}")) is None
    gone = "retracted: {because: It was wrong.}"
    assert example(a=article(PLAIN, rest=gone)) is None


WORDS = ("Claim", "Origin", "Range of origins", "Voice", "Caution", "Disputed", "Superseded")


@pytest.mark.parametrize("own", ["Our words.", ""], ids=["with", "without"])
def test_the_guide_stands_beneath_the_words_of_the_editor_and_the_programs_own(
    own: str, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    (content / "articles").mkdir(parents=True)
    (content / "site.yaml").write_text("title: A test\n", encoding="utf-8")
    text = article(OPEN_AND_SPOKEN, rest=EITHER)
    (content / "articles/d.md").write_text(text, encoding="utf-8")
    if own:
        (content / "pages").mkdir()
        (content / "pages/about.md").write_text(f"---\ntitle: Us\n---\n{own}\n", "utf-8")
    site = built(content)
    page = site["about/index.html"]
    told = text_of(page)
    before, heading, guide = told.partition("How to read this archive")
    assert heading
    assert (own or "It does not report.") in before
    assert all(word in guide for word in (*WORDS, "Withdrawn", "Dates"))
    assert "Dagbladet or VG" in guide
    links = {target_of(link, "about/index.html") for link in markup(page).links if "cases/" in link}
    case = "cases/d-open-and-spoken/index.html"
    ids = set(markup(site[case]).ids)
    anchors = {fragment for path, fragment in links if path == case}
    assert "" in anchors
    assert anchors - {""}
    assert anchors - {""} <= ids


def test_every_language_of_the_site_has_its_guide() -> None:
    site = built(SITES / "two-languages" / "content")
    for path in ("about/index.html", "nb/about/index.html"):
        assert 'id="reading"' in site[path].decode()
