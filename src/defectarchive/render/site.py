"""The plan of the whole site: pages, what is made beside them, and what every site has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain

from defectarchive.config import SiteConfig
from defectarchive.model.archive import Archive, Prose
from defectarchive.pages import routes
from defectarchive.pages.context import Context
from defectarchive.pages.plan import ARTICLES, PEOPLE, Part, page_parts, pages_of
from defectarchive.render.files import DATA, file_parts, files_of, is_of_files, site_map
from defectarchive.render.headers import headers_file, policy_of
from defectarchive.render.html import renderer_of
from defectarchive.render.planned import Planned, PlannedFile
from defectarchive.render.sitemap import robots
from defectarchive.timeline import build_timeline
from defectarchive.translation import translation


@dataclass(frozen=True, eq=False)
class SitePlan:
    """The plan of an archive's site. sources: the templates; static: files as they are published.

    What goes to another process is what it is made of, not what came of that here.
    """

    archive: Archive
    config: SiteConfig
    sources: Mapping[str, str]
    static: Mapping[str, bytes]

    def prepare(self) -> None:
        """Make what all parts share."""
        self._context.prepare()

    def page_parts(self) -> Iterator[Part]:
        """The parts that pages and feeds are in."""
        return page_parts(self.archive)

    def file_parts(self) -> Iterator[Part]:
        """The parts that all is in which belongs to no template, and /data/."""
        return file_parts(self.archive)

    def shared(self) -> object:
        """All that every part sees, which is all but the bodies."""
        return self._context.archive, self.config

    def own(self, part: Part) -> Sequence[Prose]:
        """The bodies that only this part sees."""
        archive = self.archive
        if part.name == DATA:
            return [
                each.prose
                for things in (archive.people, archive.articles)
                for each in things.values()
            ]
        if part.name == PEOPLE:
            return [archive.people[thing].prose for thing in part.things]
        if part.name == ARTICLES:
            return [archive.articles[thing].prose for thing in part.things]
        return ()

    def make(self, part: Part) -> Iterator[Planned]:
        """What there is in a part."""
        if is_of_files(part):
            return files_of(self._context, part, renderer_of(self.sources).render)
        return pages_of(self._context, part)

    def rest(self, listed: Iterable[str]) -> Iterator[PlannedFile]:
        """What takes no time. `listed`: pages that stand in the sitemap, besides /data/."""
        base_url, policy = self.config.base_url, policy_of(self.sources)
        yield PlannedFile(routes.ROBOTS, lambda: [robots(base_url)])
        yield PlannedFile(routes.HEADERS, lambda: [headers_file(policy)])
        yield from site_map(chain(listed, [routes.file_of(routes.DATA)]), base_url)
        for path, data in self.static.items():
            yield PlannedFile(path, partial(iter, (data,)))

    @cached_property
    def _context(self) -> Context:
        words = translation(self.config.language, self.sources)
        return Context(self.archive, build_timeline(self.archive), self.config, words)

    def __reduce__(self) -> tuple[type[SitePlan], tuple[object, ...]]:
        return SitePlan, (self.archive, self.config, self.sources, self.static)
