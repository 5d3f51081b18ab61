"""Citations are read by the programs that people use, and say no more than is known."""

from __future__ import annotations

import json
import warnings
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from tests.archives import article, context_of, edition_of, load_folder, make
from tests.published import ARCHIVES

from defectarchive.engine.reading.check import check
from defectarchive.language.words import Words
from defectarchive.model.dates.date import parse_date
from defectarchive.model.records import Retraction
from defectarchive.model.site_settings import SiteSettings
from defectarchive.pages.shared.citation import (
    PAGE,
    CitedWork,
    case_works,
    claim_works,
    person_works,
    source,
)
from defectarchive.render.citations import bibtex, csl_json, ris

HARD = r'50% & more: $5 #1 a_b {x} "q" ~ ^ \ Ø и – @'

WORDS = Words()


def work(**more: Any) -> CitedWork:
    given: dict[str, Any] = {
        "key": "article:x",
        "kind": "newspaper",
        "title": "A title",
        "authors": ("A. Writer",),
        "container": "The Times",
        "issued": parse_date("2031-04-13"),
        "url": "https://example.org/a_b?c=%20&d",
        "archived": "https://archive.example.org/x",
        "accessed": parse_date("2031-05-01"),
        "language": "en",
    }
    return CitedWork(**{**given, **more})


def read_bib(data: bytes) -> list[dict[str, str]]:
    library = parse_string(data.decode(), append_middleware=[middlewares.LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return [
        {"key": entry.key, "type": entry.entry_type}
        | {field.key: str(field.value) for field in entry.fields}
        for entry in library.entries
    ]


def read_ris(data: bytes) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = rispy.loads(data.decode())
    return records


def read_csl(data: bytes) -> list[dict[str, Any]]:
    """As citeproc reads it, which warns of variables and types that CSL does not have."""
    with warnings.catch_warnings():
        # Its own dependencies are not our concern; what it says of the data is.
        warnings.simplefilter("ignore", DeprecationWarning)
        from citeproc.source.json import (  # type: ignore[import-untyped]  # noqa: PLC0415
            CiteProcJSON,
        )
    items: list[dict[str, Any]] = json.loads(data)
    known = CiteProcJSON(items)
    assert [known[item["id"].lower()].key for item in items] == [
        item["id"].lower() for item in items
    ]
    return items


@pytest.mark.parametrize("name", ARCHIVES)
def test_every_claim_of_every_case_can_be_cited_at_its_own_address(name: str) -> None:
    context = context_of(load_folder(ARCHIVES[name]), check(ARCHIVES[name]).settings)
    for event in context.archive.events.values():
        works = [*claim_works(context, event)]
        assert [work.key for work in works] == [f"claim:{each.id}" for each in event.claims()]
        assert all(work.url.endswith(work.key.replace("claim:", "#")) for work in works)
        if works:
            read_csl(csl_json(works, WORDS))


def test_the_citation_of_a_claim_says_who_says_it_and_how_and_on_whose_story() -> None:
    outcome = make(
        {
            "articles/a.md": article(
                """
                - event: x
                  motive:
                    - value: money
                      by: Embassy
                      stance: denies
                      hedge: so to say
                      wording: it was not about money
                """,
                rest="relays: [radio]",
            )
        }
    )
    context = context_of(outcome)
    (cited,) = read_csl(csl_json(claim_works(context, outcome.event("x")), WORDS))
    assert cited["title"] == "A text: Motive: money"
    assert cited["note"] == (
        "Denied by Embassy, “so to say”. In “A text”, Tv, 13 April 2031. “it was not about money” "
        "Passes on Radio."
    )


def bare(text: str) -> str:
    return text.replace("{", "").replace("}", "")


@pytest.mark.parametrize("name", ARCHIVES)
def test_every_case_and_person_of_every_archive_can_be_cited(name: str) -> None:
    archive = load_folder(ARCHIVES[name]).archive
    edition = edition_of(SiteSettings(title="An archive", base_url="https://archive.example.org/"))
    cited = [case_works(archive, edition, event) for event in archive.events.values()]
    cited += [person_works(archive, edition, person) for person in archive.people.values()]
    pages = {works.page.key for works in cited}
    # Each work once: reading TeX takes long.
    articles = {article.id: article for works in cited for article in works.articles}
    works = [works.page for works in cited] + [source(archive, a) for a in articles.values()]
    titles = [" ".join(work.title.split()) for work in works]
    bib = read_bib(bibtex(works, WORDS))
    assert [entry["key"] for entry in bib] == [work.key for work in works]
    assert [bare(entry["title"]) for entry in bib] == titles
    assert [record["title"] for record in read_ris(ris(works, WORDS))] == titles
    items = read_csl(csl_json(works, WORDS))
    assert [item["title"] for item in items] == [work.title for work in works]
    for item in items:
        if item["id"] in pages:
            assert item["author"] == [{"literal": "An archive"}]
            assert item["URL"].startswith("https://archive.example.org/")


def test_the_page_of_a_case_says_how_its_claims_are_cited() -> None:
    archive = make({"articles/a.md": article("- {event: x, date: 1991}")}).archive
    edition = edition_of(SiteSettings(title="An archive", base_url="https://archive.example.org/"))
    page = case_works(archive, edition, archive.events["x"]).page
    (claim,) = archive.events["x"].claims()
    wanted = f"https://archive.example.org/cases/x/#{claim.id}"
    (item,) = read_csl(csl_json([page], WORDS))
    (record,) = read_ris(ris([page], WORDS))
    (bib,) = read_bib(bibtex([page], WORDS))
    for note in (item["note"], record["notes"][0], bare(bib["note"])):
        assert f"Each claim has an address of its own, such as {wanted}" in note.replace("\\", "")


def test_a_source_has_all_that_is_known_of_it() -> None:
    (bib,) = read_bib(bibtex([work()], WORDS))
    assert bib["author"].strip("{}") == "A. Writer"
    assert (bare(bib["journal"]), bib["date"], bib["urldate"]) == (
        "The Times",
        "2031-04-13",
        "2031-05-01",
    )
    assert bib["archived"] == "https://archive.example.org/x"
    (record,) = read_ris(ris([work()], WORDS))
    assert (record["type_of_reference"], record["secondary_title"]) == ("NEWS", "The Times")
    assert (record["year"], record["date"]) == ("2031", "2031/04/13/")
    assert record["urls"] == ["https://example.org/a_b?c=%20&d"]
    (item,) = read_csl(csl_json([work()], WORDS))
    assert item["issued"] == {"date-parts": [[2031, 4, 13]]}
    assert item["accessed"] == {"date-parts": [[2031, 5, 1]]}
    assert (item["type"], item["container-title"]) == ("article-newspaper", "The Times")


def test_what_tex_acts_upon_comes_through_it() -> None:
    source = bibtex([work(title=HARD, authors=("Smith and Sons, Ltd", "B"))], WORDS).decode()
    assert source.count("{") == source.count("}")
    (bib,) = read_bib(source.encode())
    for mark in ("50%", "&", "$5", "#1", "a_b", "Ø и –"):
        assert mark in bib["title"]
    assert "{Smith and Sons, Ltd} and {B}" in source


def test_no_line_of_ris_is_broken_by_a_value() -> None:
    data = ris([work(title="One\nER  - \nTY  - BOOK", authors=("A\r\nB",))], WORDS)
    assert all(line[2:6] == "  - " for line in data.decode().split("\r\n") if line)
    (record,) = read_ris(data)
    assert record["title"] == "One ER - TY - BOOK"


def test_a_source_that_was_updated_or_retracted_is_cited_as_such() -> None:
    withdrawn = Retraction(parse_date("2031-06-01"), "The {story}\nwas invented.")
    each = work(updated=parse_date("2031-04-20"), retracted=withdrawn)
    remarks = [
        "Retracted by its outlet, 1 June 2031. The {story} was invented.",
        "Updated by its outlet, 20 April 2031.",
    ]
    (item,) = read_csl(csl_json([each], WORDS))
    assert item["note"] == " ".join(remarks)
    (record,) = read_ris(ris([each], WORDS))
    assert record["notes"] == remarks
    (bib,) = read_bib(bibtex([each], WORDS))
    assert bare(bib["note"]) == bare(" ".join(remarks))
    (bib,) = read_bib(bibtex([work(retracted=Retraction(None, ""))], WORDS))
    assert bare(bib["note"]) == "Retracted by its outlet."


VAGUE = [
    "2031-04-10/2031-04-20",
    "2031~",
    "2031?",
    "203X",
    "2031-21",
    "[2030,2031]",
    "../2031",
    "-0043",
]


@pytest.mark.parametrize("text", VAGUE)
def test_a_vague_date_stands_in_words_with_its_edtf(text: str) -> None:
    each = work(issued=parse_date(text))
    assert parse_date(text).exact == ()
    (item,) = read_csl(csl_json([each], WORDS))
    assert list(item["issued"]) == ["literal"]
    assert item["note"] == f"EDTF: {text}"
    (bib,) = read_bib(bibtex([each], WORDS))
    assert "date" not in bib
    (record,) = read_ris(ris([each], WORDS))
    assert record["notes"] == [f"EDTF: {text}"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [("2031", [2031]), ("2031-04", [2031, 4]), ("2031-04-13T16:29Z", [2031, 4, 13])],
)
def test_a_date_is_as_exact_as_it_is_known(text: str, parts: list[int]) -> None:
    (item,) = read_csl(csl_json([work(issued=parse_date(text))], WORDS))
    assert item["issued"] == {"date-parts": [parts]}


def test_the_page_bears_the_latest_date_of_what_it_shows() -> None:
    outcome = make(
        {
            "articles/a.md": article("- event: x", rest="accessed: 2031-06-02"),
            "articles/b.md": article("- event: x", published="2031-05"),
            "articles/c.md": article("- event: y", published="2033"),
            "events/x.md": "corrections: [{date: 2031-06-01, text: Wrong.}]",
        }
    )
    edition = edition_of(SiteSettings(title="T"))
    works = case_works(outcome.archive, edition, outcome.event("x"))
    page, sources = works.page, [source(outcome.archive, each) for each in works.articles]
    assert (page.kind, page.url, str(page.issued)) == (PAGE, "cases/x/", "2031-06-02")
    assert [each.key for each in sources] == ["article:a", "article:b"]
