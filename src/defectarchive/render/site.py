"""The plan of the whole site: its pages, its data files, and the files that every site has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

from defectarchive.analysis.indexes import Indexes, make_indexes
from defectarchive.analysis.timeline import Timeline, build_timeline
from defectarchive.language.catalogue import translation
from defectarchive.language.editions import editions_of
from defectarchive.model.archive import Archive
from defectarchive.model.site_settings import Deployment, SiteSettings
from defectarchive.pages.editor.pages import data_page
from defectarchive.pages.plan import PlanPart, page_parts, pages_of
from defectarchive.pages.rows import ALL_ROWS
from defectarchive.pages.search.texts import SearchablePage, text_pages
from defectarchive.pages.shared import routes
from defectarchive.pages.shared.context import Context, Rows, RowSource
from defectarchive.pages.shared.planned import OwnFile, Planned, PlannedCard, PlannedFile
from defectarchive.render.files import (
    FilesBeside,
    file_parts,
    files_of,
    is_of_files,
    site_map,
)
from defectarchive.render.headers import headers_file, policy_of
from defectarchive.render.html.renderer import Compiled, Renderer, renderer_of
from defectarchive.render.sitemap import robots
from defectarchive.trace import Trace

if TYPE_CHECKING:
    from defectarchive.render.cards.typefaces import Typefaces

_DATA_PAGE = routes.file_of(routes.DATA)


@dataclass(frozen=True, eq=False)
class SitePlan:
    """The plan of an archive's site: which files there are, in parts that can be made separately.

    archive, timeline, indexes: all that planning may ask; they note in `trace` what is asked.
    rows: what has been made of things for an edition, by its prefix; None: nothing yet.
    sources: templates by name; compiled: where they are kept compiled, if anywhere. static: files
    to publish unchanged, by path; own: those of them that are the program's. Pickling sends only
    the fields; another process makes `editions` again.
    """

    archive: Archive
    timeline: Mapping[str, Timeline]
    indexes: Indexes
    settings: SiteSettings
    deployment: Deployment
    sources: Mapping[str, str]
    static: Mapping[str, bytes]
    trace: Trace
    rows: Callable[[str], Rows] | None = None
    compiled: Compiled | None = None
    own: frozenset[str] = frozenset()

    def page_parts(self) -> Iterator[PlanPart]:
        """The parts that consist of pages and feeds, for each edition."""
        for context in self.editions.values():
            yield from page_parts(context)

    def file_parts(self) -> Iterator[PlanPart]:
        """The parts that consist of files made without templates, for each edition."""
        for prefix in self.editions:
            yield from file_parts(prefix)

    def texts(self) -> Mapping[str, Sequence[SearchablePage]]:
        """By language, the pages whose text is searched."""
        return {
            context.edition.language: tuple(text_pages(context, prefix))
            for prefix, context in self.editions.items()
        }

    def make(self, part: PlanPart) -> Iterator[Planned]:
        """The pages and files of a part."""
        context = self.editions[part.prefix]
        if is_of_files(part):
            return files_of(context, part)
        return chain(pages_of(context, part), self._beside[part.prefix].of(part))

    def rest(self, listed: Iterable[str], size_of: Callable[[str], int]) -> Iterator[PlannedFile]:
        """The files that need results of the parts, and those that are quick to make.

        `listed`: paths of the parts' pages that belong in the sitemap. `size_of`: gives the size in
        bytes of a file of the parts, by path.
        """
        base_url = self.deployment.base_url
        policy = policy_of(self.sources, fulltext=self.deployment.fulltext)
        about_data = [prefix + _DATA_PAGE for prefix in self.editions]
        for path, context in zip(about_data, self.editions.values(), strict=True):
            yield PlannedFile(path, partial(self._about_data, context, size_of))
        yield PlannedFile(routes.ROBOTS, lambda: [robots(base_url)])
        yield PlannedFile(routes.HEADERS, lambda: [headers_file(policy)])
        yield from site_map(chain(listed, about_data), base_url)
        for path, data in self.static.items():
            yield (OwnFile if path in self.own else PlannedFile)(path, partial(iter, (data,)))

    def _about_data(self, context: Context, size_of: Callable[[str], int]) -> Iterable[bytes]:
        return [self.renderer.render(data_page(context, size_of))]

    @property
    def renderer(self) -> Renderer:
        """What renders the pages."""
        faces = self.typefaces
        return renderer_of(self.sources, self.compiled, faces.has if faces else None)

    @cached_property
    def typefaces(self) -> Typefaces | None:
        """What cards are set in; None where there are none."""
        if not self.deployment.cards:
            return None
        from defectarchive.render.cards.typefaces import PATHS, typefaces_of  # noqa: PLC0415

        return typefaces_of(tuple((path, self.static[path]) for path in PATHS))

    def draw(self, card: PlannedCard, words: str) -> bytes | None:
        """A card with the words that its template gave; None where some cannot be drawn."""
        from defectarchive.render.cards.picture import draw_card  # noqa: PLC0415 - an extra
        from defectarchive.render.cards.words import words_of  # noqa: PLC0415

        faces, said = self.typefaces, words_of(words)
        if faces is None or not all(map(faces.has, said.texts())):
            return None
        return draw_card(card.view, said, faces)

    @cached_property
    def editions(self) -> Mapping[str, Context]:
        """A Context for each language, by the prefix of its paths; "" for the first language."""
        trace = self.trace
        return {
            edition.prefix: Context(
                archive,
                self.timeline,
                self.indexes,
                edition,
                translation(edition.language, self.sources),
                trace,
                RowSource(ALL_ROWS, self.rows(edition.prefix) if self.rows else None),
            )
            for archive, edition in editions_of(self.archive, self.settings, self.deployment, trace)
        }

    @cached_property
    def _beside(self) -> Mapping[str, FilesBeside]:
        return {
            prefix: FilesBeside(context, self.trace) for prefix, context in self.editions.items()
        }

    def __reduce__(self) -> tuple[type[SitePlan], tuple[object, ...]]:
        return SitePlan, tuple(getattr(self, one.name) for one in fields(self))


def plan_of(
    archive: Archive,
    settings: SiteSettings,
    deployment: Deployment,
    sources: Mapping[str, str],
    static: Mapping[str, bytes],
    compiled: Compiled | None = None,
    own: frozenset[str] = frozenset(),
) -> SitePlan:
    """The plan of an archive that is at hand, of which nothing needs to be noted."""
    timeline = build_timeline(archive)
    indexes = make_indexes(archive, timeline)
    everything = {"": timeline}
    return SitePlan(
        archive,
        everything,
        indexes,
        settings,
        deployment,
        sources,
        static,
        Trace(),
        compiled=compiled,
        own=own,
    )
