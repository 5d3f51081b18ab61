"""What the last build into an output left behind, and what this one will leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from defectarchive.checks.withholding import Withheld
from defectarchive.diagnostics import Diagnostic
from defectarchive.workspace.cache import Cache, Inputs, MadeMemo, Tally, Texts, digest_of
from defectarchive.workspace.memo import Known, MakingMemo, ReadingMemo
from defectarchive.workspace.output import Output, Published
from defectarchive.workspace.source import Snapshot
from defectarchive.workspace.workers import Workers

_T = TypeVar("_T")


class Memory:
    """The cache of one output as one build uses it. `notes`: what was wrong with it.

    `content`: as it is before anything is read of it. `also`: whatever else the site depends on.
    `used` False: remember nothing, and leave nothing.
    """

    def __init__(
        self, output: Output, content: Snapshot, also: Sequence[bytes], *, used: bool
    ) -> None:
        self.notes: list[str] = []
        self._output = output
        self._content = content
        self._key = digest_of(*also)
        self._cache = Cache(output.beside("cache")) if used else None

    def current(self) -> Inputs | None:
        """What the last build came to, if no input has changed since and its site is whole."""
        if self._cache is None:
            return None
        last = self._noted(self._cache.inputs.read())
        if (
            last is not None
            and (last.key, last.content.files) == (self._key, self._content.files)
            and last.content.is_settled()
            and self._output.is_as_left(last.manifest, last.size)
        ):
            return last
        return None

    def readings(self, workers: Workers) -> ReadingMemo:
        """Reads files, those that are known from memory."""
        known = None if self._cache is None else self._noted(self._cache.readings.read())
        return ReadingMemo(known or {}, workers)

    def keep_readings(self, readings: ReadingMemo) -> None:
        """Remember what was read, whether or not a site comes of it."""
        if self._cache is not None and readings.is_news:
            self._note(self._cache.readings.write(readings.kept))

    def making(self, workers: Workers, withheld: Withheld) -> MakingMemo:
        """Makes the files of a site, but no pages that are known from what is published."""
        known = None
        if self._cache is not None:
            known = self._noted(self._cache.made.read())
        return MakingMemo(Known(known or MadeMemo(), self._output.held()), workers, withheld)

    def texts(self) -> Texts | None:
        """What is known of the index of all texts."""
        return None if self._cache is None else self._noted(self._cache.texts.read())

    def keep_texts(self, texts: Texts) -> None:
        """The site is published with this index."""
        if self._cache is not None:
            self._note(self._cache.texts.write(texts))

    def keep(
        self,
        site: Tally,
        diagnostics: tuple[Diagnostic, ...],
        making: MakingMemo,
        published: Published,
    ) -> None:
        """The site is published: remember what it was made from, and what it came to."""
        if self._cache is None:
            return
        if making.is_news or published.written or published.deleted:
            self._note(self._cache.made.write(making.kept))
        size = len(published.paths()) - 1
        manifest = published.manifest
        inputs = Inputs(self._key, self._content, diagnostics, site, manifest, size)
        self._note(self._cache.inputs.write(inputs))

    def _noted(self, found: tuple[_T | None, str]) -> _T | None:
        content, note = found
        self._note(note)
        return content

    def _note(self, note: str) -> None:
        if note and note not in self.notes:
            self.notes.append(note)
