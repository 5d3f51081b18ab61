"""The plan of a site, part by part, and the files in it that no template makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from defectarchive.pages.fulltext import TextPage
from defectarchive.pages.plan import Part
from defectarchive.pages.planned import PlannedPage


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write. `chunks` makes its content, in pieces, each time that it is called."""

    path: str
    chunks: Callable[[], Iterable[bytes]]

    def content(self) -> bytes:
        """All of it at once."""
        return b"".join(self.chunks())


Planned = PlannedPage | PlannedFile


class Plan(Protocol):
    """All files of a site, in parts that can be made one by one, in whichever process."""

    def prepare(self) -> None:
        """Make what all parts share. Processes that are copied after that need not make it."""
        ...

    def page_parts(self) -> Iterable[Part]:
        """The parts that pages and feeds are in."""
        ...

    def file_parts(self) -> Iterable[Part]:
        """The parts that all is in which belongs to no template."""
        ...

    def shared(self) -> Mapping[str, object]:
        """By edition, all that every part of it sees: what files depend on, besides the own."""
        ...

    def own(self, part: Part) -> object:
        """What only this part sees."""
        ...

    def texts(self) -> Mapping[str, Sequence[TextPage]]:
        """By language, the pages whose text is searched."""
        ...

    def make(self, part: Part) -> Iterable[Planned]:
        """What there is in a part."""
        ...

    def rest(self, listed: Iterable[str], size_of: Callable[[str], int]) -> Iterable[PlannedFile]:
        """What waits for the parts, or takes no time.

        `listed`: their pages that stand in the sitemap; `size_of`: how many bytes a file has.
        """
        ...
