"""The files that are not pages: data, citations, and the data of the search and the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from defectarchive.pages.editor.pages import former_addresses
from defectarchive.pages.plan import ARTICLE, CASE, PERSON, YEAR, PlanPart
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.citation import (
    CITED_CASE,
    CLAIMS,
    CSL_JSON,
    CitedWork,
    Works,
    claim_works,
    person_works,
    source,
)
from defectarchive.pages.shared.context import Context
from defectarchive.pages.shared.planned import (
    UNLISTED,
    OwnFile,
    Parts,
    Pieces,
    PlannedFile,
    PlannedPage,
    pieced,
)
from defectarchive.render.citations import Format, bibtex, csl_json, ris
from defectarchive.render.data.archive_json import archive_json
from defectarchive.render.data.datapackage import datapackage
from defectarchive.render.data.schema import schema_document
from defectarchive.render.data.tables import claims_csv, events_csv, events_of, people_csv
from defectarchive.render.redirects import redirects_file
from defectarchive.render.sitemap import sitemaps
from defectarchive.search.shards import finding_files, text_files
from defectarchive.trace import Trace

__all__ = [
    "FINDING",
    "FilesBeside",
    "file_parts",
    "files_of",
    "is_listed",
    "is_of_files",
    "site_map",
]

_DATA, _TABLES, _CITATIONS = "data", "tables", "citations"
FINDING = "finding"
"""The part that has what the search asks for."""
_REDIRECTS = "redirects"
# An article is cited beside its cases, which are made together, and beside the people in them.
_SOURCES_KEPT = 2048
_PARTS = frozenset({_DATA, _TABLES, _CITATIONS, FINDING, _REDIRECTS})


def file_parts(prefix: str = "") -> Iterator[PlanPart]:
    """The parts that consist of an edition's files; some are files of the site, of the first."""
    if not prefix:
        yield PlanPart(_DATA)
        yield PlanPart(_TABLES)
        yield PlanPart(_CITATIONS)
        yield PlanPart(_REDIRECTS)
    yield PlanPart(FINDING, prefix)


def is_of_files(part: PlanPart) -> bool:
    """Whether a part consists of files, and not of pages."""
    return part.name in _PARTS


def files_of(context: Context, part: PlanPart) -> Iterator[PlannedFile]:
    """The files of a part."""
    archive, edition = context.archive, context.edition
    if part.name == _DATA:
        content = partial(
            archive_json,
            archive,
            lambda: context.timeline,
            edition,
            wordings=context.indexes.wordings,
            name_of=context.name_of,
        )
        yield pieced(routes.ARCHIVE_JSON, content)
        return
    if part.name == _TABLES:
        yield from _tables(context)
        return
    if part.name == _CITATIONS:
        yield pieced(routes.CITATIONS_BIB, partial(_all_citations, context, bibtex))
        yield pieced(routes.CITATIONS_RIS, partial(_all_citations, context, ris))
        return
    if part.name == _REDIRECTS:
        if rules := redirects_file(former_addresses(context), edition):
            yield PlannedFile(routes.REDIRECTS, partial(iter, (rules,)))
        return
    for file in finding_files(context):
        yield PlannedFile(edition.prefix + file.path, file.chunks)
    yield from text_files(context)


def _tables(context: Context) -> Iterator[PlannedFile]:
    archive, edition = context.archive, context.edition
    yield OwnFile(routes.ARCHIVE_SCHEMA, lambda: [schema_document(edition)])
    yield PlannedFile(routes.DATAPACKAGE, lambda: [datapackage(edition)])
    yield pieced(routes.EVENTS_CSV, partial(events_csv, archive, context.title))
    yield pieced(routes.PEOPLE_CSV, partial(people_csv, archive))
    yield pieced(routes.CLAIMS_CSV, partial(claims_csv, archive))


def _works_of(context: Context, part: PlanPart) -> Works | None:
    """What the page of a case or person takes to cite; None for other parts."""
    archive, edition = context.archive, context.edition
    if part.name == CASE:
        articles = context.indexes.articles_on[part.thing]
        page: CitedWork = context.row(CITED_CASE, part.thing)
        return Works(page, tuple(archive.articles[each] for each in articles))
    if part.name == PERSON:
        return person_works(archive, edition, archive.people[part.thing])
    return None


def _all_citations(context: Context, form: Format) -> Parts:
    """Every page of a case or person, then every article, each by id."""
    archive = context.archive
    cited = ((CASE, archive.events), (PERSON, archive.people), (ARTICLE, archive.articles))
    for name, things in cited:
        yield Pieces(name, tuple(things), partial(_citation, context, form, name))


def _citation(context: Context, form: Format, name: str, thing: str) -> bytes:
    works = _works_of(context, PlanPart(name, thing=thing))
    archive = context.archive
    work = works.page if works else source(archive, archive.articles[thing])
    return form.piece(work, context.words)


class FilesBeside:
    """The files beside the pages of an edition.

    Beside a case or person: how to cite the page and its sources, and each claim of the case; an
    article is cited in many files, and its entry is made once. Beside a year, in the first edition:
    its cases as a table.
    """

    def __init__(self, context: Context, trace: Trace) -> None:
        self._context = context
        self._source = trace.memo(self._make_source, _SOURCES_KEPT)

    def of(self, part: PlanPart) -> Iterator[PlannedFile]:
        """Those of a part; most have none."""
        if part.name == CASE:
            yield from self._claims(part.thing)
        if part.name == YEAR and not part.prefix:
            yield self._table(part.thing)
        yield from self._citations(part)

    def _table(self, year: str) -> PlannedFile:
        context = self._context
        cases = context.indexes.cases_of_year[year]
        events = sorted((*cases.certain, *cases.possible))
        content = partial(events_of, context.archive, events, context.title)
        return pieced(routes.year_csv(cases.year), content)

    def _claims(self, identifier: str) -> Iterator[PlannedFile]:
        context = self._context
        event = context.archive.events[identifier]
        path = context.edition.prefix + routes.case(event.id) + CLAIMS
        if context.indexes.claims[event.id]:
            yield PlannedFile(path, lambda: [csl_json(claim_works(context, event), context.words)])

    def _citations(self, part: PlanPart) -> Iterator[PlannedFile]:
        works = _works_of(self._context, part)
        if works is not None:
            path = routes.case(part.thing) if part.name == CASE else routes.person(part.thing)
            file = self._context.edition.prefix + path + CSL_JSON
            yield PlannedFile(file, partial(self._chunks, works))

    def _chunks(self, works: Works) -> Iterable[bytes]:
        sources = (self._source(article.id) for article in works.articles)
        yield csl_json.file([csl_json.entry(works.page, self._context.words), *sources])

    def _make_source(self, article: str) -> str:
        archive = self._context.archive
        return csl_json.entry(source(archive, archive.articles[article]), self._context.words)


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
