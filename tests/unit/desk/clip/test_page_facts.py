"""What pages of many shapes say of themselves."""

from __future__ import annotations

import pytest

from defectarchive.desk.clip.page_facts import PageFacts, page_facts, text_facts
from defectarchive.desk.clip.published_day import day_in_words, day_of_machine
from defectarchive.desk.copies.html_text import html_text

pytest.importorskip("lxml")
T, D = "Harbour master leaves", "2031-04-13"
BODY = "<p>The harbour master of North Quay has left. He was seen on 2 May 2030.</p>" * 4
LD = '<script type="application/ld+json">{}</script>'


def page(head: str = "", body: str = "", html: str = 'lang="en"') -> str:
    return f"<!doctype html><html {html}><head>{head}</head><body>{body}{BODY}</body></html>"


def meta(key: str, value: str, name: str = "property") -> str:
    return f'<meta {name}="{key}" content="{value}">'


H1 = f"<h1>{T}</h1>"
SHAPES = {
    "JSON-LD": page(
        LD.format(f'{{"@type":"NewsArticle","headline":"{T}","datePublished":"{D}T10:00:00Z"}}'),
        "<h1>Other</h1>",
    ),
    "JSON-LD in a graph": page(
        LD.format(
            f'{{"@graph":[{{"@type":"WebSite"}},{{"@type":["Thing","ReportageNewsArticle"],'
            f'"headline":"{T}","datePublished":"{D}"}}]}}'
        )
    ),
    "JSON-LD in a list, broken before": page(
        LD.format("{nonsense")
        + LD.format(f'[{{"@type":"BlogPosting","headline":"{T}","datePublished":"{D}"}}]')
    ),
    "JSON-LD with a line break in a text": page(
        LD.format(
            f'{{"@type":"Article","headline":"Harbour\n master leaves","datePublished":"{D}"}}'
        )
    ),
    "Open Graph": page(meta("og:title", T) + meta("article:published_time", f"{D}T08:15+0200")),
    "Open Graph with the site's name": page(
        meta("og:title", f"{T} | Gazette")
        + meta("og:site_name", "Gazette")
        + meta("article:published_time", f"{D} 08:15:00")
    ),
    "Open Graph by name": page(
        meta("og:title", T, "name") + meta("og:published_time", D, "name"), "<h1>Menu</h1>"
    ),
    "Twitter": page(meta("twitter:title", T, "name") + meta("date", D, "name")),
    "Dublin Core": page(meta("DC.title", T, "name") + meta("DC.date.issued", D, "name")),
    "Highwire": page(
        meta("citation_title", T, "name") + meta("citation_publication_date", "2031-04-13", "name")
    ),
    "Parsely": page(meta("parsely-pub-date", f"{D}T01:00:00Z", "name"), H1),
    "Sailthru": page(meta("sailthru.date", f"{D} 01:00:00 +0000", "name"), H1),
    "microdata": page(body=f'{H1}<meta itemprop="datePublished" content="{D}">'),
    "microdata in words": page(body=f'{H1}<span itemprop="datePublished">April 13, 2031</span>'),
    "time": page(body=f'<article>{H1}<time datetime="{D}T09:00">13 April</time></article>'),
    "time among others": page(
        body=f'<aside class="related"><time datetime="2029-01-01">x</time></aside>'
        f'{H1}<time datetime="{D}">13 April</time>'
    ),
    "time in words": page(body=f"{H1}<time>13 April 2031</time>"),
    "title alone": page(f"<title>{T} – The Gazette</title>", "<p>April 13th, 2031</p>"),
    "title with a headline": page(f"<title>{T} - Gazette</title>", f"{H1}<p>13. april 2031</p>"),
    "bare": f"<h1>{T}</h1><p>By A. Writer<p>13 April 2031, 16:29{BODY}",
    "old letters": f"<HTML><BODY><H1>{T}</H1><FONT>13.04.2031</FONT>{BODY}</BODY></HTML>",
    "address by day": page(
        '<link rel="canonical" href="https://gazette.example.org/2031/04/13/leaves">', H1
    ),
    "saved by a browser": "<!-- saved from url=(0048)https://gazette.example.org/2031/04/13/x -->"
    + page(body=H1),
    "Norwegian": page(body=f"{H1}<p>Publisert 13. april 2031 kl. 08.15</p>", html='lang="nb-NO"'),
    "German": page(body=f"{H1}<p>Stand: 13. April 2031</p>", html='lang="de"'),
    "French": page(body=f"{H1}<p>Publié le 13 avril 2031 à 8h</p>", html='lang="fr"'),
    "Russian": page(body=f"{H1}<p>13 апреля 2031, 08:15</p>", html='lang="ru"'),
    "Ukrainian": page(body=f"{H1}<p>13 квітня 2031</p>", html='lang="uk"'),
    "Polish": page(body=f"{H1}<p>13 kwietnia 2031</p>", html='lang="pl"'),
    "Arabic": page(body=f"{H1}<p>13 أبريل 2031</p>", html='lang="ar" dir="rtl"'),
    "XHTML": f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head>'
    f'<title>{T}</title></head><body>{H1}<p class="date">{D}</p>{BODY}</body></html>',
    "a headline in parts": page(body=f"<h1><span>Harbour master</span> leaves</h1><p>{D}</p>"),
}


def facts(html: str, url: str = "") -> PageFacts:
    return page_facts(html, html_text(html), url)


@pytest.mark.parametrize("shape", SHAPES)
def test_title_and_day_are_found_in_pages_of_many_shapes(shape: str) -> None:
    found = facts(SHAPES[shape])
    assert (found.title, found.published[:10]) == (T, D)


def test_of_a_day_the_time_and_its_zone_are_kept() -> None:
    assert facts(SHAPES["Open Graph"]).published == f"{D}T08:15+02:00"
    assert day_of_machine("2031-04-13T10:00:00.000Z") == f"{D}T10:00Z"
    assert day_of_machine("20310413") == D
    assert day_of_machine("2031-13-40") == day_of_machine("yesterday") == ""


def test_a_day_of_which_the_text_tells_is_not_taken_for_that_of_the_article() -> None:
    assert facts(page(body=H1)).published == ""
    text = f"{T}\n\nThe quay is pictured on April 23, 2023.\nBy A. Writer\nHe left.\n"
    assert text_facts(text).published == ""
    text = f"{T}\n\nBy A. Writer\nSaturday, 13 April 2031, 14:04\nHe left.\n"
    assert text_facts(text) == PageFacts(T, D, authors=("A. Writer",), text=text)


@pytest.mark.parametrize(
    "text",
    [f"{T}\n\nHe left.\n", f"# {T}\nHe left.\n", f"\nTitle: {T}\nBy A. Writer\n\nHe left.\n"],
)
def test_the_headline_of_a_text_is_set_apart_or_marked(text: str) -> None:
    assert text_facts(text).title == T


@pytest.mark.parametrize(
    "text",
    [
        "He left on Friday.\n\nNobody saw him.\n",
        "He left on Friday\nand nobody saw him.\n",
        "A. Writer wrote,\n\nHe left.\n",
        f"{'He left and ' * 20}nobody saw him\n\nHe left.\n",
        T,
        "",
    ],
)
def test_a_sentence_of_a_text_is_not_taken_for_its_headline(text: str) -> None:
    assert text_facts(text).title == ""


def test_where_no_headline_is_sure_short_lines_are_offered() -> None:
    found = text_facts(f"All Sections\nSupport us\n\n{T}\n\nHe left on Friday.\n")
    assert (found.title, found.perhaps_titles) == ("", (T, "All Sections", "Support us"))


def test_what_could_be_two_days_is_none() -> None:
    assert day_in_words("04/05/2031") == ""
    assert day_in_words("31 June 2031") == ""


def test_address_language_outlet_and_authors_are_said_in_many_ways() -> None:
    canonical = '<link rel="canonical" href="https://gazette.example.org/leaves">'
    data = LD.format(
        '{"@type":"NewsArticle","headline":"H","publisher":{"name":"Harbour Gazette"},'
        '"author":[{"name":"A. Writer"},{"name":"Ada Quay"}],"inLanguage":"nb-NO"}'
    )
    found = facts(page(canonical + data, html=""), "https://gazette.example.org/leaves?from=x")
    assert (found.url, found.outlet) == ("https://gazette.example.org/leaves", "Harbour Gazette")
    assert (found.language, found.authors) == ("nb", ("A. Writer", "Ada Quay"))
    named = '<p class="byline">Von A. Writer und B. Other</p>'
    byline = page(meta("og:locale", "de_DE"), named, "")
    assert facts(byline).authors == ("A. Writer", "B. Other")
    assert facts(byline).language == "de"
    assert facts(page(meta("author", "https://x.example.org/a", "name"))).authors == ()


def test_nothing_is_said_where_a_page_says_nothing() -> None:
    assert facts("") == facts("<p></p>") == PageFacts()
