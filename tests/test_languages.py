"""A site in several languages, tested from outside: every page twice, and each in its own words."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from defectarchive.cli import main
from tests.published import (
    ARCHIVES,
    Markup,
    Site,
    built,
    copy_archive,
    is_outside,
    markup,
    pages,
    rows,
    site_of,
    target_of,
    text_of,
)

Printed = pytest.CaptureFixture[str]
BILINGUAL = ("content", "two-languages")
ONCE = re.compile(
    r"data/(?!index\.html)|static/|search/-/text/|(404\.html|robots\.txt|_headers|_redirects|manifest\.json)$"
)
_SPLIT = "sitemap"


def paths(site: Site, *, norwegian: bool) -> set[str]:
    """The files of one edition, by their path within it."""
    own = {path for path in site if path.startswith("nb/") is norwegian}
    inside = {path.removeprefix("nb/") for path in own}
    return {path for path in inside if not ONCE.match(path) and not path.startswith(_SPLIT)}


def marked(page: Markup, tag: str, **wanted: str) -> list[Mapping[str, str | None]]:
    found = (attributes for name, attributes in page.tags if name == tag)
    return [each for each in found if wanted.items() <= each.items()]


@pytest.mark.parametrize("name", BILINGUAL)
class TestASiteInTwoLanguages:
    def test_every_page_and_feed_is_in_both(self, name: str) -> None:
        # The shards of an index are cut by the beginnings of words, which differ.
        english, norwegian = (
            {path for path in paths(site_of(name), norwegian=which) if "/-/n-" not in path}
            for which in (False, True)
        )
        assert english == norwegian

    def test_every_page_leads_to_itself_in_the_other(self, name: str) -> None:
        for path, page in pages(site_of(name)):
            links = marked(page, "a", rel="alternate")
            if path == "404.html" or marked(page, "meta", **{"http-equiv": "refresh"}):
                assert links == []
                continue
            own, other = ("nb", "en") if path.startswith("nb/") else ("en", "nb")
            (link,) = links
            assert (link["lang"], link["hreflang"]) == (other, other)
            wanted = f"nb/{path}" if own == "en" else path.removeprefix("nb/")
            # A list may need fewer parts in the other language: they lead to what they are part of.
            if "/-/" in path and "/-/known/" not in path:
                wanted = f"{wanted.partition('-/')[0]}index.html"
            assert target_of(link["href"] or "", path)[0] == wanted
            assert marked(page, "html")[0]["lang"] == own

    def test_search_engines_are_told_of_both(self, name: str) -> None:
        site = site_of(name)
        base = marked(markup(site["index.html"]), "link", rel="canonical")[0]["href"] or ""
        for path, page in pages(site):
            alternates = {
                link["hreflang"]: link["href"]
                for link in marked(page, "link", rel="alternate")
                if "hreflang" in link
            }
            if not alternates:
                # Parts of lists, cases as they once were known, and what is no page to be found.
                assert "/-/" in path or path == "404.html" or "refresh" in str(page.tags)
                continue
            here = path.removeprefix("nb/").removesuffix("index.html")
            assert alternates == {
                "en": f"{base}{here}",
                "x-default": f"{base}{here}",
                "nb": f"{base}nb/{here}",
            }
            (canonical,) = marked(page, "link", rel="canonical")
            assert canonical["href"] == alternates["nb" if path.startswith("nb/") else "en"]
            assert f"<loc>{canonical['href']}</loc>".encode() in site["sitemap.xml"]

    def test_data_stands_there_once(self, name: str) -> None:
        assert not [
            p for p in site_of(name) if ONCE.match(p.removeprefix("nb/")) and p[:3] == "nb/"
        ]


def test_pages_in_the_first_language_are_those_of_an_archive_that_has_no_other(
    tmp_path: Path,
) -> None:
    content = copy_archive(ARCHIVES["two-languages"], tmp_path / "content")
    for path in content.rglob("*.nb.md"):
        path.unlink()
    for path in content.rglob("*.*"):
        text = path.read_text(encoding="utf-8").replace("languages: [en, nb]", "language: en")
        text = re.sub(r"\{en: ([^{}]*?), nb: [^{}]*?\}", r"\1", text)
        text = re.sub(r"\n *en: (.*)\n *nb: .*", r" \1", text)
        path.write_text(text, encoding="utf-8")
    alone, both = built(content, cards=True), site_of("two-languages")
    assert alone["data/claims.csv"] == both["data/claims.csv"]
    switch = rb'<nav class="languages".*?</nav>\n|<link rel="alternate" hreflang.*?\n'
    for page in (each for each, _ in pages(alone) if each != "data/index.html"):
        assert re.sub(switch, b"", both[page], flags=re.DOTALL) == alone[page], page


def test_a_case_is_told_in_the_words_of_each_language() -> None:
    site = site_of("two-languages")
    english = text_of(site["cases/ferry-on-long-reef/index.html"])
    norwegian = text_of(site["nb/cases/ferry-on-long-reef/index.html"])
    for one, other in {
        "The ferry on the reef": "Ferja på revet",
        "Stranding": "Grunnstøting",
        "Soviet Union": "Sovjetunionen",
        "Long Reef": "Langrevet",
        "The lamp was out.": "Fyret var slukket.",
        "a young pilot": "en ung los",
        "The month was wrong here.": "Måneden var feil her.",
        "27 February 1961": "27. februar 1961",
        "2 origins": "2 opphav",
    }.items():
        assert (one in english, other in norwegian) == (True, True)
        assert other not in english
        assert one not in norwegian or one == "Long Reef"


def test_what_has_no_translation_says_that_it_is_in_the_first_language() -> None:
    site = site_of("two-languages")
    case = site["nb/cases/ferry-on-long-reef/index.html"].decode()
    for words in (
        "Nobody was hurt.",
        "captain",
        "No other pilot was aboard.",
        "The pilot is blamed.",
        "Said in passing.",
        "thick fog",
        "Pilot",
    ):
        found = {
            re.sub(r' href="#c\w+"', "", tag) for tag in re.findall(rf"<[^<>]*>{words}<", case)
        }
        tags = ("span", "q", 'p class="gist"', 'a class="pin"')
        assert found <= {f'<{tag} lang="en">{words}<' for tag in tags}
    assert "<q>tett tåke</q>" in case
    page = site["nb/articles/2-aasgard-tidende/index.html"].decode()
    assert '<div class="prose" lang="en">\n<p>The paper blames' in page
    assert ">The ferry on the reef</a>.</p>" in page


def test_nothing_is_left_of_marks_in_any_file() -> None:
    for name in BILINGUAL:
        for path, data in site_of(name).items():
            if path.endswith(".png"):
                continue  # what is drawn is on the page beside it
            packed = data.startswith(b"\x1f\x8b")
            text = (gzip.decompress(data) if packed else data).decode("utf-8", "replace")
            assert not re.search("[\ufdd0-\ufdef]", text), path


def test_names_stand_in_the_order_of_each_alphabet() -> None:
    site = site_of("two-languages")
    english, norwegian = (text_of(site[f"{at}outlets/index.html"]) for at in ("", "nb/"))
    assert english.index("Åsgard Tidende") < english.index("Zenith Post")
    assert norwegian.index("Senitposten") < norwegian.index("Åsgard Tidende")


def test_a_name_in_the_first_language_is_a_spelling_in_the_others() -> None:
    assert "Long Reef" in text_of(site_of("two-languages")["nb/places/long-reef/index.html"])


def test_scripts_find_names_in_the_language_of_their_pages() -> None:
    site = site_of("two-languages")
    found = "".join(
        data.decode() for path, data in site.items() if path.startswith("nb/search/-/n-")
    )
    assert '["cases/ferry-on-long-reef/",["Ferja på revet","case",""' in found
    assert '"Long Reef","place","Langrevet"' in found


def test_archive_json_has_every_translation() -> None:
    data = json.loads(site_of("two-languages")["data/archive.json"])
    assert data["site"]["languages"] == ["en", "nb"]
    norwegian = data["translations"]["nb"]
    assert {
        "kind": "statement",
        "text": "The lamp was out.",
        "translation": "Fyret var slukket.",
    } in norwegian["texts"]
    bodies = {(each["of"], each["id"]): each["body"] for each in norwegian["bodies"]}
    assert bodies["pages", "about"] == "<p>To aviser, ett rev.</p>"


def test_entries_of_feeds_differ_between_languages() -> None:
    site = site_of("two-languages")
    ids = [json.loads(site[f"{at}feed.json"])["items"][0]["id"] for at in ("", "nb/")]
    assert ids[0] != ids[1]


def test_every_text_of_the_shipped_archive_is_in_both() -> None:
    """What is still English on Norwegian pages is what others have said: headlines, wordings."""
    site = site_of("content")
    for path, page in pages(site):
        if not path.startswith("nb/"):
            continue
        assert not marked(page, "div", lang="en"), path
        for tag, attributes in page.tags:
            if attributes.get("lang") == "en" and attributes.get("hreflang") is None:
                assert tag in ("q", "h3", "a", "h1", "cite"), (path, tag)


def test_a_withheld_name_does_not_get_out_by_a_translation(tmp_path: Path, capsys: Printed) -> None:
    content = copy_archive(ARCHIVES["two-languages"], tmp_path / "content")
    asked = ["build", "--content", str(content), "--output", str(tmp_path / "site")]
    for path, text in (
        ("pages/thanks.nb.md", "Takk til Brennwald.\n"),
        ("events/ferry-on-long-reef.nb.md", "Losen het Brennwald.\n"),
    ):
        (content / path).write_text(text, encoding="utf-8")
        names = tmp_path / "names"
        names.write_text("Brennwald\n", encoding="utf-8")
        assert main.main([*asked, "--withhold", str(names)]) == main.CONTENT_ERRORS
        said = "".join(capsys.readouterr())
        assert "withheld-name" in said
        assert path in said
        assert "Brennwald" not in said
        (content / path).unlink()


def test_a_third_language_is_a_catalogue_and_texts(tmp_path: Path) -> None:
    content = copy_archive(ARCHIVES["two-languages"], tmp_path / "content")
    site_file = content / "site.yaml"
    text = site_file.read_text(encoding="utf-8")
    text = text.replace("languages: [en, nb]", "languages: [en, nb, is]")
    site_file.write_text(text.replace("nb: Skjær", "nb: Skjær, is: Sker"), encoding="utf-8")
    (content / "pages" / "about.is.md").write_text("Tvö blöð.\n", encoding="utf-8")
    catalogue = tmp_path / "templates" / "locale" / "is.po"
    catalogue.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nLanguage: is\\n'
    header += 'Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    catalogue.write_text(f'{header}msgid "Cases"\nmsgstr "Mál"\n', encoding="utf-8")
    site = built(content, "--templates", str(tmp_path / "templates"))
    page = site["is/about/index.html"].decode()
    assert '<html lang="is">' in page
    for words in (">Sker</a>", ">Mál</a>", "<p>Tvö blöð.</p>", ">Norsk bokmål</a>", ">English</a>"):
        assert words in page
    assert 'href="../../nb/about/"' in page
    assert (
        '<a href="../is/about/" rel="alternate" lang="is" hreflang="is">Íslenska</a>'
        in site["about/index.html"].decode()
    )


def test_a_copy_for_a_disk_leads_from_one_language_to_the_other() -> None:
    site = built(ARCHIVES["two-languages"], "--offline")
    page = markup(site["nb/about/index.html"])
    (link,) = marked(page, "a", rel="alternate")
    assert link["href"] == "../../about/index.html"
    for path, other in pages(site):
        for href in other.links:
            if path != "404.html" and not is_outside(href):
                assert target_of(href, path)[0] in site, (path, href)


def test_rows_of_data_are_the_same_whatever_is_translated() -> None:
    found = rows(site_of("two-languages"), "data/claims.csv")
    assert {row["value"] for row in found if row["property"] == "motive"} == {"fog"}


def test_a_language_without_a_catalogue_is_told_of(tmp_path: Path, capsys: Printed) -> None:
    content = copy_archive(ARCHIVES["two-languages"], tmp_path / "content")
    site_file = content / "site.yaml"
    text = site_file.read_text(encoding="utf-8").replace("[en, nb]", "[en, nb, is]")
    site_file.write_text(text, encoding="utf-8")
    assert main.main(["check", "--content", str(content)]) == main.DONE
    said = "".join(capsys.readouterr())
    assert "site.yaml:4:1: warning[no-catalogue]" in said
    assert 'no catalogue for "is"' in said
