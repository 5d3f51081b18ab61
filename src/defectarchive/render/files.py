"""All files of the site that are no pages: data, citations, robots.txt, the sitemap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from defectarchive.config import SiteConfig
from defectarchive.model.archive import Archive
from defectarchive.pages import routes
from defectarchive.pages.citing import Reference, case_works, person_works
from defectarchive.pages.context import Context
from defectarchive.pages.planned import UNLISTED, PlannedPage
from defectarchive.render.citations import WRITERS, Writer
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
    yield from citations(archive, config, words)
    yield from finding_files(Context(archive, timeline, config, words))


def citations(
    archive: Archive, config: SiteConfig, translation: Translation
) -> Iterator[PlannedFile]:
    """Beside the page of each case and person: how to cite it, with the sources that it has."""
    words = Words(translation)
    for event in archive.events.values():
        yield from _cited(words, routes.case(event.id), partial(case_works, archive, config, event))
    for person in archive.people.values():
        yield from _cited(
            words, routes.person(person.id), partial(person_works, archive, config, person)
        )


def _cited(
    words: Words, page: str, works: Callable[[], Iterable[Reference]]
) -> Iterator[PlannedFile]:
    for name, write in WRITERS.items():
        yield PlannedFile(page + name, partial(_written, write, words, works))


def _written(
    write: Writer, words: Words, works: Callable[[], Iterable[Reference]]
) -> Iterable[bytes]:
    return (write(works(), words),)


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
