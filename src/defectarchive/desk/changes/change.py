"""A command at work on the content: from the files as they are to what they are to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import field

from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.read_archive import ArchiveReader, Files, ReadArchive
from defectarchive.desk.changes.reviews import renew_reviews
from defectarchive.desk.changes.safety import Became, Where, check_nothing_lost, require_whole
from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.frozen import Frozen
from defectarchive.model.archive import Archive


class Change(Frozen, frozen=True):
    """What a command has files become; nothing is written yet.

    `moved`: for the path of a file that was moved, where it stood before. `notes`: sentences for
    whoever asked.
    """

    before: Files
    after: Files
    moved: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def changed(self) -> list[str]:
        """The paths of files that come to be or become different, sorted."""
        return sorted(
            path
            for path, data in self.after.items()
            if path in self.moved or self.before.get(path) != data
        )

    def gone(self) -> list[str]:
        """The paths of files that are no more, neither where they were nor elsewhere, sorted."""
        kept = {*self.after, *self.moved.values()}
        return sorted(path for path in self.before if path not in kept)


class Work:
    """The archive as it is, and the content that a command makes of it."""

    def __init__(
        self, files: Files, found: Iterable[Diagnostic] = (), *, at_once: bool = True
    ) -> None:
        """Refuse an archive with errors: `at_once`, or only once `archive` is asked for."""
        self._found = tuple(found)
        self.reader = ArchiveReader()
        self.read: ReadArchive = self.reader.read(files, self._found)
        if at_once:
            require_whole(self.read)
        self.content = NewContent(files, self.read.loaded.settings.languages)

    @property
    def archive(self) -> Archive:
        """The archive as it is. Raises FaultyArchiveError."""
        return require_whole(self.read)

    def so_far(self) -> ReadArchive:
        """What the content comes to by now."""
        return self.reader.read(self.content.files, self._found)

    def finished(
        self,
        became: Became,
        *,
        where: Where | None = None,
        before: Archive | None = None,
        unvouched: Collection[str] = (),
        notes: Iterable[str] = (),
    ) -> Change:
        """The change, once it is known to lose nothing. Raises WrongUsageError.

        `before`: what must not be lost, where it is less than all of the archive as it was.
        `unvouched`: paths of articles that have got something which their reviewer has not read.
        """
        renew_reviews(self.content, self.read, but_not=unvouched)
        check_nothing_lost(before or self.archive, self.so_far(), became, where)
        content = self.content
        return Change(self.read.files, content.files, content.moved, tuple(notes))
