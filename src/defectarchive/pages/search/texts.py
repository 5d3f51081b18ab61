"""Full-text search: which pages are in its index, and what they can be narrowed down by.

The index itself is made by Pagefind from finished pages (engine/full_text.py). Its own filters
stand in another order each time that it runs; so facets are a file of ours, row by row beside a
list of the ids under which Pagefind has the pages, and the script chooses among what is found.
"""

from __future__ import annotations

from collections.abc import Iterator

from defectarchive.frozen import Frozen
from defectarchive.language.language_marks import language_of, plain
from defectarchive.model.archive import Archive
from defectarchive.model.ids import Kind
from defectarchive.pages.search.found import FoundName, found_of
from defectarchive.pages.search.rows import FoundRow
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context, is_group

TEXTS = "search/-/text/"
"""The folder of the index, with the program that reads it."""


class SearchablePage(Frozen, frozen=True):
    """A page whose text is searched. path: from the site's root; kind: as in the index of names.

    language: of its title, BCP 47; "" where that is the site's. details: as beside its name.
    """

    path: str
    kind: str
    language: str = ""
    details: tuple[str, ...] = ()


def text_pages(context: Context, prefix: str = "") -> Iterator[SearchablePage]:
    """The pages of cases, people and articles, always in this order; prefix: "" or "nb/"."""
    pages = zip(_pages(context.archive), _names(context), strict=True)
    for (path, kind, language), name in pages:
        yield SearchablePage(prefix + path, kind, language, tuple(map(plain, name.details)))


def _pages(archive: Archive) -> Iterator[tuple[str, str, str]]:
    for event in archive.events.values():
        kind = "tally" if event.aggregate else "case"
        yield routes.case(event.id), kind, language_of(event.title)
    for person in archive.people.values():
        kind = "group" if is_group(person) else "person"
        yield routes.person(person.id), kind, language_of(person.name)
    for article in archive.articles.values():
        yield routes.article(article.id), "article", article.language


def ids_file(language: str) -> str:
    """The path of the ids of the pages, in the order of `text_pages`."""
    return f"{TEXTS}ids-{language}.js"


def facets_file(language: str) -> str:
    """The path of their facets, in the same order."""
    return f"{TEXTS}facets-{language}.js"


def text_rows(context: Context) -> Iterator[FoundRow]:
    """The facets of each page, in the order of `text_pages`; what is shown comes from the index."""
    for name in _names(context):
        yield FoundRow("", (), name.row.facets)


def _names(context: Context) -> Iterator[FoundName]:
    """What each of the pages is called, in the same order."""
    archive = context.archive
    things = (
        (Kind.EVENT, archive.events),
        (Kind.PERSON, archive.people),
        (Kind.ARTICLE, archive.articles),
    )
    for kind, ids in things:
        for identifier in ids:
            yield found_of(context, kind, identifier).names[0]
