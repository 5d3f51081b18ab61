"""What a page says of itself: title, authors, day, address, language, outlet, and its main text.

In this order of trust: JSON-LD (https://schema.org/Article), what pages tell social networks and
catalogues in `meta`, microdata, what a reader sees. What is not said stays empty.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from defectarchive.desk.clip.published_day import (
    day_in_address,
    day_in_words,
    day_of_machine,
    day_on_a_line,
)
from defectarchive.desk.copies.extra import needed
from defectarchive.desk.copies.html_text import html_text
from defectarchive.frozen import Frozen

_ARTICLES = ("article", "posting", "newsarticle", "report", "reportage")
_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
_DAYS = (
    *("article:published_time", "og:published_time", "og:article:published_time", "datepublished"),
    *("citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued"),
    *("dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "parsely-pub-date"),
    *("sailthru.date", "publish-date", "publishdate", "pubdate", "publication_date", "date"),
    *("cxenseparse:recs:publishtime", "last-modified-original", "article.published"),
)
_AUTHORS = ("author", "article:author", "citation_author", "dc.creator", "parsely-author", "byl")
_LANGUAGES = ("og:locale", "content-language", "dc.language", "language")
_SAVED = re.compile(r"saved from url=\(\d+\)(https?://[^\s>]+)")
_BY = re.compile(
    r"^(?:by|av|af|von|par|por|autor(?:ka)?|tekst|text|автор|текст|بقلم|מאת)\b[\s:]*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|;|/|\band\b|\bog\b|\bund\b|\bet\b|\by\b|\bi\b|\bи\b|\bта\b|&)\s*")
_ENDS = re.compile(r"\s+[|–—·»:-]\s+([^|–—·»]{2,40})$")
# After the headline, where bylines are.
_NEAR = 700
# How a text without marks names its headline; what a headline does not end with, and its length.
_NAMED = re.compile(r"(?:#{1,2}\s+|title:\s*)(\S.*)", re.IGNORECASE)
_NO_HEADLINE_ENDS, _HEADLINE = (".", ",", ";", ":", "…"), 120
# So many lines are looked at for one, and offered where none is sure.
_FIRST_LINES, _OFFERED = 12, 3
_FEW = 3


class PageFacts(Frozen, frozen=True):
    """What is said; "" what is not. `published`: EDTF. `outlet`: a name. `text`: the article's.

    `perhaps_titles`: lines of which one may be the title, where none surely is.
    """

    title: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    text: str = ""
    perhaps_titles: tuple[str, ...] = ()


def page_facts(page: str, text: str, url: str = "") -> PageFacts:
    """The facts of an HTML page. `text`: all its text; `url`: from where it was fetched, or ""."""
    etree = needed("lxml.etree", "an HTML page")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(page.replace("\0", "").encode("utf-8", "replace") or b"<p>", parser)
    if root is None:
        return text_facts(text, url)
    said, meta = _linked_data(root), _meta(root)
    site = _first(_name(said.get("publisher")), *meta.get("og:site_name", ()))
    h1 = next(filter(None, (_text(each) for each in root.iter("h1"))), "")
    head = next((_text(each) for each in root.iter("title")), "")
    written = [_plain(said.get("headline")), *(one for key in _TITLES for one in meta.get(key, ()))]
    title = _without_site(_first(*written, h1, head), site, h1)
    address = _first(_saved(page), url)
    links = (each for each in root.iter("link") if "canonical" in each.get("rel", "").lower())
    canonical = (each.get("href") for each in links)
    addresses = (*canonical, *meta.get("og:url", ()), _plain(said.get("url")), address)
    where = next((one for one in addresses if one and re.match("https?://", one)), "")
    main = _main_text(root, etree) or text
    return PageFacts(
        title,
        _published(root, said, meta, title, text) or day_in_address(where or address),
        where,
        _language(root, said, meta),
        site,
        _authors(root, said, meta, site),
        main,
    )


def text_facts(text: str, url: str = "") -> PageFacts:
    """The facts of a plain text: a headline where one is marked or set apart, a day near it."""
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    title = _title_of_text(text)
    perhaps = () if title else _perhaps_titles(lines)
    published = day_on_a_line("\n".join(lines)[:_NEAR]) or day_in_address(url)
    by = next((line for line in lines[1:5] if _BY.match(line) and len(line) < 80), "")
    authors = _people([by])
    return PageFacts(title, published, url, authors=authors, text=text, perhaps_titles=perhaps)


def _title_of_text(text: str) -> str:
    """The first line if an empty one follows, or what Markdown or "Title:" names; else ""."""
    lines = [line.strip() for line in text.strip().split("\n")][:_FIRST_LINES]
    named = next(filter(None, map(_NAMED.fullmatch, lines)), None)
    if named:
        return named[1].strip("\"' #")
    first, *rest = lines
    # Alone it may be the whole text, and with more below it any paragraph.
    return first if len(rest) > 1 and not rest[0] and _may_be_headline(first) else ""


def _perhaps_titles(lines: Sequence[str]) -> tuple[str, ...]:
    """Of the first lines, those that may be the title: what stands there twice, then longer ones.

    Menus and bylines are of few words, and pages have their headline in the text and above it.
    """
    count = Counter(lines)
    short = dict.fromkeys(filter(_may_be_headline, lines[:_FIRST_LINES]))
    likely = sorted(short, key=lambda line: (len(line.split()) < _FEW, -count[line]))
    return tuple(likely[:_OFFERED])


def _may_be_headline(line: str) -> bool:
    """Whether a line is short, and no sentence or part of one. A question is often a headline."""
    return len(line) <= _HEADLINE and not line.endswith(_NO_HEADLINE_ENDS)


def _first(*texts: str) -> str:
    return next(filter(None, texts), "")


def _plain(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _plain(value.get("name")) if isinstance(value, dict) else _plain(value)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _linked_data(root: Any) -> dict[str, Any]:
    """The article in the page's JSON-LD, if there is one."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                data = json.loads((script.text or "").strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
            for each in _objects(data):
                kinds = each.get("@type")
                names = kinds if isinstance(kinds, list) else [kinds]
                if any(str(name).lower().endswith(_ARTICLES) for name in names):
                    return each
    return {}


def _objects(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        inner: Iterable[object] = (data.get("@graph"), data.get("mainEntity"))
    else:
        inner = data if isinstance(data, list) else ()
    if depth < 6:
        for each in inner:
            yield from _objects(each, depth + 1)


def _meta(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in root.iter("meta"):
        content = " ".join((each.get("content") or "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and each.get(key):
                found.setdefault(each.get(key).strip().lower(), []).append(content)
    return found


def _without_site(title: str, site: str, h1: str) -> str:
    """A title without the name of its site behind it."""
    end = _ENDS.search(title)
    if end and (end[1] == site or (h1 and title.startswith(h1)) or (not site and not h1)):
        return title[: end.start()].strip()
    return title.strip()


def _saved(page: str) -> str:
    """The address that browsers write into pages that they save."""
    found = _SAVED.search(page, 0, 2000)
    return found[1] if found else ""


def _published(
    root: Any, said: dict[str, Any], meta: dict[str, list[str]], title: str, text: str
) -> str:
    machine = [said.get("datePublished"), *(one for key in _DAYS for one in meta.get(key, ()))]
    for each in root.iter():
        if "datePublished" in str(each.get("itemprop", "")).split():
            machine += [each.get("content"), each.get("datetime"), _text(each)]
    times = [each for each in root.iter("time") if not _is_of_another(each)]
    machine += [each.get("datetime") for each in times]
    for written in machine:
        if isinstance(written, str) and (day := day_of_machine(written) or day_in_words(written)):
            return day
    for each in times:
        if day := day_in_words(_text(each)):
            return day
    _, _, behind = text.partition(title) if title else ("", "", text)
    return day_on_a_line((behind or text)[:_NEAR])


def _is_of_another(time: Any) -> bool:
    """Whether a time stands beside the article: in a list of others, a menu, a comment."""
    around = time.getparent()
    while around is not None:
        words = f"{around.tag} {around.get('class', '')} {around.get('id', '')}".lower()
        if re.search(r"\b(?:aside|nav|footer)\b|comment|related|sidebar|teaser", words):
            return True
        around = around.getparent()
    return "updated" in f"{time.get('class', '')} {time.get('itemprop', '')}".lower()


def _language(root: Any, said: dict[str, Any], meta: dict[str, list[str]]) -> str:
    written = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        _name(said.get("inLanguage")),
        *(one for key in _LANGUAGES for one in meta.get(key, ())),
    )
    tags = (one.strip().replace("_", "-") for one in written if one)
    tag = next((one for one in tags if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", one)), "")
    language = tag.partition("-")[0].lower()
    return "nb" if language == "no" else language


def _authors(
    root: Any, said: dict[str, Any], meta: dict[str, list[str]], site: str
) -> tuple[str, ...]:
    given = said.get("author") or ()
    written = [_name(each) for each in (given if isinstance(given, list) else [given])]
    if not any(written):
        written = [one for key in _AUTHORS for one in meta.get(key, ())]
    if not any(written):
        for each in root.iter():
            mark = " ".join(each.get(key, "") for key in ("rel", "itemprop", "class")).lower()
            if re.search(r"\bauthor\b|byline", mark) and len(_text(each)) < 80:
                written.append(_text(each))
                break
    return tuple(name for name in _people(written) if name != site)


def _people(written: Iterable[str]) -> tuple[str, ...]:
    said = (_BY.sub("", each.strip()) for each in written if "://" not in each)
    names = (name.strip(" .") for each in said for name in _AND.split(each))
    kept = (name for name in names if "@" not in name)
    return tuple(dict.fromkeys(each for each in kept if re.fullmatch(r"\D{3,60}", each)))


def _main_text(root: Any, etree: Any) -> str:
    """The text of the article alone, where the page marks it; "" where it does not."""
    marked = [*root.iter("article")] or [*root.iter("main")]
    pages = (etree.tostring(each, encoding="unicode", with_tail=False) for each in marked)
    best = max(map(html_text, pages), key=len, default="")
    return best if len(best) > 200 else ""
