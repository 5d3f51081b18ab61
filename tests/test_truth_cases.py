"""What is a case, what it is called and when, where it is, what it was: on pages and in data."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from tests.published import Site, cited, rows, run
from tests.truth import (
    article,
    claims,
    fact,
    head,
    json_ld,
    listed,
    lists,
    row,
    section,
    site_of_files,
    words,
    write,
)

FILES = {
    "organisations.yaml": "northern-league: {name: Northern League, also_known_as: [NL Council]}\n",
    "places.yaml": "vik: {name: Vik, lat: 61.5, lon: -5.25, within: west}\n"
    "west: {name: West}\nbare: {name: Bare Hill}\nfar: {name: Far Rock, lat: -54, lon: 3}\n",
    # A tally beside cases: the same people, organisation, place, outlet.
    "articles/tally.md": article(
        "event: many\ntitle: How many left\ntype: tally\ndate: 2031\nplace: Vik\ncount: 200..\n"
        "organisations: [Border Guard]\n"
        "people: [{person: Anna Elm, role: subject}, {person: Ola Bø, role: expert}]",
        "e-paper",
    ),
    "articles/one.md": article(
        "event: one\ntitle: One leaves\ntype: defection\nalso: [border-crossing, desertion]\n"
        "date: 2031-02-03\nplace: Vik\nfrom: EU\nto: UN\nstatus: reported\n"
        "point: {lat: -12.5, lon: -70.25, within_km: 3}\n"
        "people: [{person: Anna Elm, role: subject, organisation: Border Guard}]",
        rest="accessed: 2032-03-04\nurl: https://a.example/one\nrelays: [B Paper > C Paper]\n"
        "headline: One left",
    ),
    "articles/two.md": article(
        'event: two\ntitle: Two are tried\ntype: [trial, arrest]\ndate: "2031-03-01/2031-03-05"\n'
        "from: NL Council",
        "b-paper",
    ),
    "articles/two-2.md": article("event: two\ntype: arrest", "c-paper", "2031-02-02"),
    "articles/three.md": article(
        "event: three\ntitle: Three cross\ntype: border-crossing\nplace: Far Rock\ndate: 1993\n"
        "from: YU",
        "d-paper",
    ),
    "articles/three-2.md": article(
        "event: three\ntype: desertion", "a-paper", "2031-02-05", "accessed: 2032-01-01"
    ),
    "articles/three-3.md": article(
        "event: three\ntype: {value: border-crossing, by: City Police, stance: denies}",
        "b-paper",
        "2031-02-06",
    ),
    # Points that agree, that do not, that only one alleges; a place without coordinates.
    "articles/at-1.md": article(
        "event: at\ntitle: At a point\ntype: arrest\nplace: bare\npoint: {lat: 60.1, lon: 5.2}"
    ),
    "articles/at-2.md": article(
        "event: at\npoint: {lat: 60.11, lon: 5.2, within_km: 5}", "b-paper", "2031-02-02"
    ),
    "articles/at-3.md": article(
        "event: at\npoint: {value: {lat: 10, lon: 10}, by: The Embassy, stance: alleges}",
        "c-paper",
        "2031-02-03",
    ),
    # Nobody knows when it was published.
    "articles/when.md": article(
        "event: when\ntitle: Some time\ntype: recall\ncount: 4", "a-paper", "unknown"
    ),
    "articles/when-2.md": article("event: when\ntype: recall\ncount: 5\nstatus: denied", "a-paper"),
    # A draft with a title alone.
    "articles/sketch.md": "---\ntitle: Only a sketch\ndraft: true\n---\n",
    # Renamed and merged, one of each kind.
    "events/one.md": "---\nformer_ids: [uno, eins]\nmerged_from: [other-one]\n---\nSee [[drei]].\n",
    "events/three.md": "---\nformer_ids: [drei]\n---\n",
    "people/anna-elm.md": "---\nname: Anna Elm\nformer_ids: [anna-e]\n"
    "merged_from: [the-clerk]\n---\n",
    "articles/named.md": article(
        "event: uno\npeople: [{person: the-clerk, role: subject, age: 33}]\nplace: {value: vika}",
        "old-paper",
        "2031-05-01",
        "former_ids: [called]",
    ),
    "outlets.yaml": "a-paper: {name: A Paper}\nb-paper: {name: B Paper}\nc-paper: {name: C Paper}\n"
    "d-paper: {name: D Paper}\ne-paper: {name: E Paper, former_ids: [old-paper]}\n",
    # Split: one without articles of its own, one that keeps some.
    "events/both.md": "---\ntitle: Both at once\nsplit_into: [left, right]\n"
    "lede: Two men, taken for one.\nformer_ids: [pair]\n---\nIt was two.\n",
    "articles/left.md": article(
        "event: left\ntitle: The left one\ntype: arrest\ndate: 2031-06-01\ncount: 1"
    ),
    "articles/right.md": article(
        "event: right\ntitle: The right one\ntype: arrest\n"
        "people: [{person: Quirin Zaal, role: subject}]"
    ),
    "articles/links.md": article(
        "event: links\ntitle: Links\ntype: death\nrelated: [{event: one, kind: follows}]"
    )
    + "It began with [[both]] and [[pair]], in [[uno]].\n",
    "events/keeps.md": "---\ntitle: It keeps one\nsplit_into: [part-of-it]\n---\n",
    "articles/keeps.md": article("event: keeps\ntype: recall\ncount: 2", "d-paper"),
    "articles/part.md": article("event: part-of-it\ntitle: A part\ntype: recall\ncount: 9"),
}
FILES["places.yaml"] = FILES["places.yaml"].replace(
    "within: west}", "within: west, former_ids: [vika]}", 1
)


@cache
def site() -> Site:
    return site_of_files(FILES)


# --- tallies --------------------------------------------------------------------------------------


def test_a_tally_is_no_case_wherever_cases_are_counted() -> None:
    assert "1 case" in listed(site(), "people/", "people/anna-elm/")
    assert "1 tally" in listed(site(), "people/", "people/anna-elm/")
    assert "1 tally" in listed(site(), "people/", "people/ola-bo/")
    assert "case" not in listed(site(), "people/", "people/ola-bo/")
    assert head(site(), "people/ola-bo/")["description"].startswith("Ola Bø: 1 tally")
    assert listed(site(), "organisations/", "organisations/border-guard/").split()[-1] == "1"
    assert "Border Guard: 1 case." in head(site(), "organisations/border-guard/")["description"]
    assert "1 case" in listed(site(), "places/", "places/vik/")
    assert "1 case" in listed(site(), "places/", "places/west/")
    # Nor does it join people who have no case in common.
    assert not lists(site(), "people/ola-bo/", "people/anna-elm/")
    cases = {one["id"] for one in rows(site(), "data/events.csv") if one["type"] != "tally"}
    home = re.search(r"cases</a></dt><dd>(\d+)", site()["index.html"].decode())
    assert home
    assert int(home[1]) == len(cases)
    assert lists(site(), "", "cases/many/")
    years = site()["years/2031/index.html"].decode()
    assert "cases/many/" not in years


# --- types ----------------------------------------------------------------------------------------


def test_several_types_of_one_article_are_no_dispute_and_a_warning_says_what_to_do(
    tmp_path: Path,
) -> None:
    assert row(site(), "two")["disputed"] == ""
    assert "Disputed" not in words(site(), "cases/two/")
    write(tmp_path / "content", FILES)
    checked = run("check", "--content", tmp_path / "content")
    told = checked.stdout + checked.stderr
    assert re.search(r"two\.md:\d+:\d+: warning\[several-types\].*", told)
    assert "write the others as `also: […]`" in told


def test_a_further_act_is_no_dispute_with_a_type_and_is_denied_like_one() -> None:
    assert row(site(), "one")["also"] == "border-crossing|desertion"
    assert row(site(), "one")["disputed"] == ""
    assert row(site(), "three")["disputed"] == "type"


def test_the_page_of_a_type_lists_apart_those_that_have_it_as_a_further_act() -> None:
    for prefix, heading in (("", "Also in these cases"), ("nb/", "Også i disse sakene")):
        page = f"{prefix}types/border-crossing/"
        main, _, also = site()[f"{page}index.html"].decode().partition('id="also"')
        assert 'cases/three/"' in main
        assert 'cases/one/"' not in main
        assert 'cases/one/"' in also
        assert heading in words(site(), page)
    assert "1 case, in order of time" in head(site(), "types/border-crossing/")["description"]
    assert "1 and as a further act in 1" in listed(site(), "types/", "types/border-crossing/")
    # One that is nobody's main act has a page as well, and is no case of that type.
    assert lists(site(), "types/desertion/", "cases/one/")
    assert lists(site(), "cases/one/", "types/desertion/")
    assert "0 cases" in head(site(), "types/desertion/")["description"]


# --- states, points, data ------------------------------------------------------------------------


def test_unions_and_declared_organisations_are_what_a_case_is_from_and_to() -> None:
    assert (row(site(), "one")["from"], row(site(), "one")["to"]) == ("EU", "UN")
    assert row(site(), "two")["from"] == "northern-league"
    assert fact(site(), "cases/one/", "From").startswith("European Union")
    assert fact(site(), "cases/two/", "From").startswith("Northern League")
    assert fact(site(), "nb/cases/one/", "Fra").startswith("Den europeiske union")
    assert "Yugoslavia" in fact(site(), "cases/three/", "From")
    assert "Serbia" not in words(site(), "cases/three/")
    assert "European Union" in site()["cases/-/table.js"].decode()


def test_degrees_are_those_of_the_point_that_is_shown_else_of_the_place() -> None:
    degrees = {one["id"]: (one["lat"], one["lon"]) for one in rows(site(), "data/events.csv")}
    assert degrees["one"] == ("-12.5", "-70.25")
    assert degrees["at"] == ("60.1", "5.2")
    assert degrees["three"] == ("-54", "3")
    assert degrees["two"] == ("", "")
    assert {each["standing"] for each in claims(site(), "at", "point")} == {
        "shown",
        "agrees",
        "outvoted",
    }
    assert row(site(), "at")["disputed"] == "point"
    assert "-12.5, -70.25 (within 3 km)" in words(site(), "cases/one/")


def test_the_map_has_a_case_at_its_own_point() -> None:
    page = site()["map/index.html"].decode()
    spots = re.findall(r'<a href="[./]*((?:places|cases)/[^"]+)"><title>([^<]*)</title>', page)
    assert ("places/bare/", "Bare Hill: 1 case") in spots
    assert ("places/far/", "Far Rock: 1 case") in spots
    assert ("places/vik/", "Vik: 1 case") in spots
    # At its point and not at that of its place, which lies in the other half of the world.
    ys = dict(re.findall(r'<a href="[./]*(places/[^"]+)"><title>.*?cy="(-?\d+)"', page))
    assert int(ys["places/bare/"]) < int(ys["places/vik/"]) < int(ys["places/far/"])


@pytest.mark.parametrize(
    ("relays", "sets", "least", "possible"),
    [
        ("[B Paper & C Paper]", "b-paper & c-paper", "2", "b-paper|c-paper"),
        ("[B Paper, C Paper]", "b-paper|c-paper", "1", "b-paper|c-paper"),
        (
            "[B Paper & C Paper, D Paper]",
            "b-paper|d-paper & c-paper|d-paper",
            "1",
            "b-paper|c-paper|d-paper",
        ),
        (
            "[B Paper & C Paper, unknown]",
            "b-paper|unknown & c-paper|unknown",
            "0",
            "b-paper|c-paper",
        ),
        ("[D Paper > B Paper & C Paper]", "b-paper & c-paper", "2", "b-paper|c-paper"),
        ("[unknown]", "unknown", "0", ""),
        ("[A Paper & B Paper]", "a-paper & b-paper", "2", "a-paper|b-paper"),
    ],
)
def test_the_sets_of_outlets_that_a_claim_may_rest_on_are_noted(
    relays: str, sets: str, least: str, possible: str
) -> None:
    made = site_of_files(
        {"articles/x.md": article("event: x\ntitle: X\ntype: arrest", rest=f"relays: {relays}")}
    )
    (found,) = claims(made, "x", "type")
    noted = {"|".join(sorted(one.split("|"))) for one in found["origin_sets"].split(" & ")}
    assert noted == set(sets.split(" & "))
    assert (found["origins_min"], found["origins"]) == (least, possible)
    assert (row(made, "x")["origins_min"], row(made, "x")["origins"]) == (least, possible)


def test_a_claim_says_which_outlets_it_rests_on_and_what_is_left_open() -> None:
    found = claims(site(), "one", "type")
    assert [each["origin_sets"] for each in found] == ["c-paper"]
    assert [(each["origins"], each["origins_min"]) for each in found] == [("c-paper", "1")]
    assert row(site(), "one")["origins"] == "c-paper|e-paper"


# --- citing ---------------------------------------------------------------------------------------


def test_what_cites_a_page_has_its_date_and_what_cites_a_source_has_that_of_the_source() -> None:
    works = json.loads(site()["cases/one/cite.csl.json"])
    page, source = cited(site(), "case:one"), cited(site(), works[1]["id"])
    assert "date = {2032-03-04}" in page
    assert "2031-02-03" not in page
    assert "date = {2031-01-01}" in source
    assert "Passes on B Paper → C Paper." in source
    assert head(site(), "cases/one/")["citation_publication_date"] == "2032-03-04"
    assert "DA  - 2032/03/04" in cited(site(), "case:one", "ris")
    assert works[0]["issued"] == {"date-parts": [[2032, 3, 4]]}
    assert works[1]["issued"] == {"date-parts": [[2031, 1, 1]]}


@pytest.mark.parametrize("page", ["cases/two/", "cases/when/", "people/quirin-zaal/"])
def test_a_page_of_which_content_tells_no_date_has_none(page: str) -> None:
    kind, thing, _ = page.split("/")
    first = cited(site(), f"{'case' if kind == 'cases' else 'person'}:{thing}")
    assert "date =" not in first
    assert "year =" not in first
    assert "citation_publication_date" not in head(site(), page)
    assert "issued" not in json.loads(site()[f"{page}cite.csl.json"])[0]


def test_every_date_that_programs_read_is_iso() -> None:
    for path, data in site().items():
        if path.endswith("index.html"):
            for date in re.findall(rb'name="citation_publication_date" content="([^"]*)"', data):
                assert re.fullmatch(rb"\d{4}(-\d\d){0,2}", date), path
    dates = re.findall(rb"\n  date = \{([^}]*)\}", site()["data/citations.bib"])
    assert dates
    for date in dates:
        assert re.fullmatch(rb"\d{4}(-\d\d){0,2}", date), date


# --- unknown dates and drafts ---------------------------------------------------------------------


def test_what_was_published_nobody_knows_when_supersedes_nothing_and_is_never_the_latest() -> None:
    standing = {each["standing"] for each in claims(site(), "when", "count")}
    assert "superseded" not in standing
    assert row(site(), "when")["status"] == "denied"
    assert row(site(), "when")["disputed"] == "count"


def test_a_draft_is_nowhere() -> None:
    assert not [path for path, data in site().items() if b"Only a sketch" in data]
    assert "articles/sketch/index.html" not in site()


# --- what things were called ----------------------------------------------------------------------

FORMER = {
    "cases/uno/": "cases/one/",
    "cases/eins/": "cases/one/",
    "cases/other-one/": "cases/one/",
    "cases/drei/": "cases/three/",
    "people/anna-e/": "people/anna-elm/",
    "people/the-clerk/": "people/anna-elm/",
    "articles/called/": "articles/named/",
    "outlets/old-paper/": "outlets/e-paper/",
    "places/vika/": "places/vik/",
    "cases/pair/": "cases/both/",
}


@pytest.mark.parametrize("old", FORMER)
def test_a_former_address_of_every_kind_leads_on_in_every_language(old: str) -> None:
    for prefix in ("", "nb/"):
        page = site()[f"{prefix}{old}index.html"].decode()
        assert f"url=../../{FORMER[old]}" in page
        assert f'href="https://x.example/{prefix}{FORMER[old]}"' in page
        assert f"{FORMER[old]}index.html" in site()


def test_references_by_a_former_id_reach_the_thing() -> None:
    assert "anna-elm" in row(site(), "one")["people"]
    assert "named" in row(site(), "one")["articles"]
    assert row(site(), "one")["place"] == "vik"
    assert lists(site(), "cases/one/", "cases/three/")
    assert {each["outlet"] for each in claims(site(), "one", "age")} == {"e-paper"}


def test_entries_of_feeds_keep_their_ids_when_a_thing_is_renamed_and_renamed_again() -> None:
    def ids(case: str, text: str, *, former: str) -> set[str]:
        files = {
            "articles/x-2.md": article(
                f"event: {case}\ntype: arrest\nstatus: confirmed", "b-paper", "2032"
            ),
            f"articles/{text}.md": article(
                f"event: {case}\ntitle: E\ntype: recall\nstatus: reported\n"
                "people: [{person: Una Vale}]",
                rest=f"former_ids: [{former}]" if text == "text-3" else "",
            ),
            f"events/{case}.md": "---\ncorrections: [{date: 2033-01-01, text: A slip.}]\n"
            + (f"former_ids: [{former.replace('text', 'case')}]\n" if case == "case-3" else "")
            + "---\n",
        }
        feeds = ("feed.json", "articles/feed.json", "known/feed.json", "types/recall/feed.json")
        made = site_of_files(files)
        return {one["id"] for feed in feeds for one in json.loads(made[feed])["items"]} | {
            one["id"] for one in json.loads(made["people/una-vale/feed.json"])["items"]
        }

    before = ids("case-1", "text-1", former="")
    assert len(before) == 5
    assert ids("case-3", "text-3", former="text-1, text-2") == before


@pytest.mark.parametrize("elsewhere", [False, True])
def test_an_address_that_is_lost_is_told_unless_its_name_is_withheld(
    tmp_path: Path,
    elsewhere: bool,  # noqa: FBT001 - against a site in another folder
) -> None:
    content, output, names = tmp_path / "content", tmp_path / "site", tmp_path / "names.txt"
    write(content, FILES)
    first = run("build", "--content", content, "--output", output, "--jobs", "1")
    assert first.returncode == 0, first.stderr
    assert "address-lost" not in first.stderr
    (content / "articles/right.md").unlink()
    both = FILES["events/both.md"].replace("[left, right]", "[left]")
    (content / "events/both.md").write_text(both, "utf-8")
    names.write_text("Quirin Zaal\n", "utf-8")
    place: tuple[str | Path, ...] = ("--output", output)
    if elsewhere:
        place = ("--output", tmp_path / "other", "--published", output)
    again = run("build", "--content", content, "--jobs", "1", "--withhold", names, *place)
    assert again.returncode == 0, again.stderr
    assert "address-lost" in again.stderr
    assert "/cases/right/" in again.stderr
    assert "zaal" not in (again.stderr + again.stdout).lower()


# --- cases that became several --------------------------------------------------------------------


def test_a_case_that_became_others_is_a_page_that_names_them_and_counts_nowhere() -> None:
    for prefix in ("", "nb/"):
        page = f"{prefix}cases/both/"
        assert lists(site(), page, "cases/left/")
        assert lists(site(), page, "cases/right/")
        for list_ in ("", "cases/", "timeline/", "years/2031/", "types/arrest/", "open-questions/"):
            assert not lists(site(), f"{prefix}{list_}", "cases/both/"), list_
        assert "cases/both" not in site()[f"{prefix}cases/-/table.js"].decode()
        assert "cases/both" not in site()[f"{prefix}feed.json"].decode()
    assert "both" not in {one["id"] for one in rows(site(), "data/events.csv")}
    assert "Two men, taken for one." in words(site(), "cases/both/")
    assert "It was two." in words(site(), "cases/both/")


def test_claims_that_moved_keep_their_old_addresses(tmp_path: Path) -> None:
    joined = {
        path: text.replace("event: left", "event: both").replace("event: right", "event: both")
        for path, text in FILES.items()
    }
    joined["events/both.md"] = "---\ntitle: Both at once\nformer_ids: [pair]\n---\n"
    joined["articles/part.md"] = joined["articles/part.md"].replace("part-of-it", "keeps")
    joined["events/keeps.md"] = "---\ntitle: It keeps one\n---\n"
    before = site_of_files(joined)
    for case in ("both", "keeps"):
        ids = {one["claim_id"] for one in rows(before, "data/claims.csv") if one["event"] == case}
        page = site()[f"cases/{case}/index.html"].decode()
        assert ids
        assert not [one for one in ids if f'id="{one}"' not in page]
    told = words(site(), "cases/both/")
    assert "Claims that stood here, and where they are now" in told


def test_links_to_what_was_split_still_lead_somewhere() -> None:
    page = site()["articles/links/index.html"].decode()
    assert page.count('cases/both/"') == 2
    assert 'cases/one/"' in page


def test_a_split_case_that_keeps_articles_is_a_case_and_names_what_left_it() -> None:
    found = row(site(), "keeps")
    assert (found["count"], found["articles"]) == ("2", "keeps")
    assert lists(site(), "cases/", "cases/keeps/")
    assert lists(site(), "cases/keeps/", "cases/part-of-it/")


# --- open questions ------------------------------------------------------------------------------


def test_cases_that_may_rest_on_one_origin_are_asked_about_and_no_others() -> None:
    asked = section(site(), "open-questions/", "one-origin")
    for title in ("Some time", "The left one", "Links"):
        assert title in asked
    for title in ("Two are tried", "One leaves"):
        assert title not in asked
    disputed = section(site(), "open-questions/", "disagreement")
    assert "Three cross" in disputed
    assert "Two are tried" not in disputed


def test_what_programs_read_of_a_case_is_its_own_day() -> None:
    assert json_ld(site(), "cases/one/")["mainEntity"]["startDate"] == "2031-02-03"
    assert "startDate" not in json_ld(site(), "cases/two/")["mainEntity"]
    assert json_ld(site(), "cases/one/")["dateModified"] == "2032-03-04"
