"""All files of the site that are no pages: data, citations, robots.txt, the sitemap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial

from defectarchive.config import SiteConfig
from defectarchive.model.archive import Archive, Article
from defectarchive.pages import routes
from defectarchive.pages.citing import Works, case_works, person_works, source
from defectarchive.pages.context import Context
from defectarchive.pages.planned import UNLISTED, PlannedPage
from defectarchive.render.citations import FILES, Format
from defectarchive.render.data import archive_json
from defectarchive.render.datapackage import datapackage
from defectarchive.render.finding import finding_files
from defectarchive.render.planned import PlannedFile
from defectarchive.render.schema import archive_schema
from defectarchive.render.sitemap import robots, sitemaps
from defectarchive.render.tables import claims_csv, events_csv, people_csv
from defectarchive.timeline import Timeline
from defectarchive.translation import ENGLISH, Translation
from defectarchive.words import Words

__all__ = ["PlannedFile", "is_listed", "plan_files", "site_map"]


def plan_files(
    archive: Archive, timeline: Timeline, config: SiteConfig, words: Translation = ENGLISH
) -> Iterator[PlannedFile]:
    """Data files, citations, robots.txt and what the script for finding reads.

    The sitemap waits for the pages (`site_map`).
    """
    yield PlannedFile(routes.ARCHIVE_JSON, lambda: archive_json(archive, timeline, config))
    yield PlannedFile(routes.ARCHIVE_SCHEMA, lambda: [archive_schema(config)])
    yield PlannedFile(routes.DATAPACKAGE, lambda: [datapackage(config)])
    yield PlannedFile(routes.EVENTS_CSV, lambda: events_csv(archive))
    yield PlannedFile(routes.PEOPLE_CSV, lambda: people_csv(archive))
    yield PlannedFile(routes.CLAIMS_CSV, lambda: claims_csv(archive))
    yield PlannedFile(routes.ROBOTS, lambda: [robots(config.base_url)])
    yield from edition_files(archive, timeline, config, words)


def edition_files(
    archive: Archive, timeline: Timeline, config: SiteConfig, words: Translation = ENGLISH
) -> Iterator[PlannedFile]:
    """What lies beside the pages of one language: citations, and what is read for finding."""
    yield from citations(archive, config, words)
    for file in finding_files(Context(archive, timeline, config, words)):
        yield PlannedFile(config.prefix + file.path, file.chunks)


def citations(
    archive: Archive, config: SiteConfig, translation: Translation
) -> Iterator[PlannedFile]:
    """Beside the page of each case and person: how to cite it, with the sources that it has."""
    said = Words(translation)
    files = [(name, _Citations(archive, form, said)) for name, form in FILES.items()]

    # The files beside one page are made one after the other, of the same works.
    @lru_cache(maxsize=1)
    def of_case(identifier: str) -> Works:
        return case_works(archive, config, archive.events[identifier])

    @lru_cache(maxsize=1)
    def of_person(identifier: str) -> Works:
        return person_works(archive, config, archive.people[identifier])

    for things, route, works in (
        (archive.events, routes.case, of_case),
        (archive.people, routes.person, of_person),
    ):
        for identifier in things:
            page, found = route(identifier), partial(works, identifier)
            for name, cited in files:
                yield PlannedFile(config.prefix + page + name, partial(cited.chunks, found))


@dataclass(slots=True)
class _Citations:
    """Files of citations in one format. Articles stand in many of them, and are written once."""

    archive: Archive
    form: Format
    words: Words
    entries: dict[str, str] = field(default_factory=dict)

    def chunks(self, works: Callable[[], Works]) -> Iterable[bytes]:
        found = works()
        sources = (self._entry(article) for article in found.articles)
        yield self.form.file([self.form.entry(found.page, self.words), *sources])

    def _entry(self, article: Article) -> str:
        entry = self.entries.get(article.id)
        if entry is None:
            work = source(self.archive, article)
            entry = self.entries[article.id] = self.form.entry(work, self.words)
        return entry


class Sizes:
    """How large files are: noted where they are made anyway, else found by making them."""

    def __init__(self, files: Iterable[PlannedFile]) -> None:
        self._files = {file.path: file for file in files}
        self._known: dict[str, int] = {}

    def noting(self) -> Iterator[PlannedFile]:
        """The same files; the size of each is known once it was made."""
        for path in self._files:
            yield PlannedFile(path, partial(self._make, path))

    def of(self, path: str) -> int:
        """The size of a file in bytes."""
        if path not in self._known:
            self._make(path)
        return self._known[path]

    def _make(self, path: str) -> tuple[bytes]:
        data = self._files[path].content()
        self._known[path] = len(data)
        return (data,)


def is_listed(page: PlannedPage) -> bool:
    """Whether a page stands in the sitemap.

    Not there: redirects, feeds, the page for errors, and cases as they once were known.
    """
    return page.path.endswith("index.html") and page.template not in UNLISTED


def site_map(pages: Iterable[str], base_url: str) -> Iterator[PlannedFile]:
    """The sitemap of the listed pages, given the paths of their files; none without a base_url."""
    addresses = (path.removesuffix("index.html") for path in pages)
    for path, content in sitemaps(addresses, base_url):
        yield PlannedFile(path, partial(iter, (content,)))
