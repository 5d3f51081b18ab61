"""The files that are not pages: data, citations, and the data of the search and the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial

from defectarchive.language.words import Words
from defectarchive.model.archive import Archive, Article, Event
from defectarchive.pages.plan import PlanPart, parts_about
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.citation import Works, case_works, person_works, source
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import UNLISTED, PlannedFile, PlannedPage
from defectarchive.render.citations import FILES, Format
from defectarchive.render.data.archive_json import archive_json
from defectarchive.render.data.datapackage import datapackage
from defectarchive.render.data.schema import schema_document
from defectarchive.render.data.tables import claims_csv, events_csv, people_csv
from defectarchive.render.sitemap import sitemaps
from defectarchive.search.shards import finding_files, text_files

__all__ = ["DATA", "file_parts", "files_of", "is_listed", "is_of_files", "site_map"]

DATA = "data"
"""The name of the part that is archive.json; it depends on every body."""
_TABLES, _FINDING = "tables", "finding"
_CITATIONS_OF_CASES, _CITATIONS_OF_PEOPLE = "case-citations", "person-citations"
_PARTS = frozenset({DATA, _TABLES, _FINDING, _CITATIONS_OF_CASES, _CITATIONS_OF_PEOPLE})


def file_parts(archive: Archive, prefix: str = "") -> Iterator[PlanPart]:
    """The parts that consist of an edition's files; only the first edition has data files."""
    if not prefix:
        yield PlanPart(DATA)
        yield PlanPart(_TABLES)
    yield PlanPart(_FINDING, prefix)
    yield from parts_about(_CITATIONS_OF_CASES, prefix, tuple(archive.events), small=True)
    yield from parts_about(_CITATIONS_OF_PEOPLE, prefix, tuple(archive.people), small=True)


def is_of_files(part: PlanPart) -> bool:
    """Whether a part consists of files, and not of pages."""
    return part.name in _PARTS


def files_of(context: Context, part: PlanPart) -> Iterator[PlannedFile]:
    """The files of a part."""
    archive, edition = context.archive, context.edition
    if part.name == DATA:
        whole, timeline = context.whole, context.timeline
        yield PlannedFile(routes.ARCHIVE_JSON, lambda: archive_json(whole, timeline, edition))
        return
    if part.name == _TABLES:
        files = _tables(context)
    elif part.name == _FINDING:
        files = finding_files(context)
    elif part.name == _CITATIONS_OF_CASES:
        events = [archive.events[identifier] for identifier in part.things]
        works = ((routes.case(e.id), _works_of(context, e)) for e in events)
        files = _citations(context, works)
    else:
        people = [archive.people[identifier] for identifier in part.things]
        works = ((routes.person(p.id), partial(person_works, archive, edition, p)) for p in people)
        files = _citations(context, works)
    for file in files:
        yield PlannedFile(edition.prefix + file.path, file.chunks)
    if part.name == _FINDING:
        yield from text_files(context)


def _tables(context: Context) -> Iterator[PlannedFile]:
    archive, edition = context.archive, context.edition
    yield PlannedFile(routes.ARCHIVE_SCHEMA, lambda: [schema_document(edition)])
    yield PlannedFile(routes.DATAPACKAGE, lambda: [datapackage(edition)])
    yield PlannedFile(routes.EVENTS_CSV, lambda: events_csv(archive, context.title))
    yield PlannedFile(routes.PEOPLE_CSV, lambda: people_csv(archive))
    yield PlannedFile(routes.CLAIMS_CSV, lambda: claims_csv(archive))


def _works_of(context: Context, event: Event) -> Callable[[], Works]:
    return partial(case_works, context.archive, context.edition, event, context.title(event))


def _citations(
    context: Context, cited: Iterable[tuple[str, Callable[[], Works]]]
) -> Iterator[PlannedFile]:
    """For each of these pages, a file of citations in each format: the page and its sources.

    `cited`: the path of each page, and a function that gives the works to cite.
    """
    files = [
        (name, _Citations(context.archive, form, context.words)) for name, form in FILES.items()
    ]
    for page, works in cited:
        # The files of one page follow each other, so a cache of one entry suffices.
        made_once = lru_cache(maxsize=1)(works)
        for name, citations in files:
            yield PlannedFile(page + name, partial(citations.chunks, made_once))


@dataclass(slots=True)
class _Citations:
    """Citations in one format. An article is cited in many files; its entry is made once."""

    archive: Archive
    form: Format
    words: Words
    entries: dict[str, str] = field(default_factory=dict)

    def chunks(self, works: Callable[[], Works]) -> Iterable[bytes]:
        cited = works()
        sources = (self._entry(article) for article in cited.articles)
        yield self.form.file([self.form.entry(cited.page, self.words), *sources])

    def _entry(self, article: Article) -> str:
        entry = self.entries.get(article.id)
        if entry is None:
            work = source(self.archive, article)
            entry = self.entries[article.id] = self.form.entry(work, self.words)
        return entry


def is_listed(page: PlannedPage) -> bool:
    """Whether a page stands in the sitemap.

    Not listed: redirects, feeds, 404.html, and pages of cases as known on an earlier day.
    """
    return page.path.endswith("index.html") and page.template not in UNLISTED


def site_map(pages: Iterable[str], base_url: str) -> Iterator[PlannedFile]:
    """The sitemap's files. `pages`: paths of the files to list. Nothing without a `base_url`."""
    addresses = (path.removesuffix("index.html") for path in pages)
    for path, content in sitemaps(addresses, base_url):
        yield PlannedFile(path, partial(iter, (content,)))
