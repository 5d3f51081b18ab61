"""The cache of one output folder during a build: reads the last build's traces, writes new ones."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import TypeVar

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.engine.store import Store, digest_of
from defectarchive.engine.traces import BuildTraces, LastInputs, Readings, SiteCounts, TextsTrace
from defectarchive.workspace.output import Output, Published
from defectarchive.workspace.source_tree import InputState

_T = TypeVar("_T")


class OpenStore:
    """The cache of one output folder, as one build uses it.

    `notes`: a message for each fault of the cache. `amount`: how many files the content has.

    `content`: the state of the content's files, taken before any of them is read. `also`: the other
    inputs of the site, as bytes. `used` False: the cache is neither read nor written.
    """

    def __init__(
        self, output: Output, content: InputState, also: Sequence[bytes], *, used: bool
    ) -> None:
        self.notes: list[str] = []
        self.amount = len(content.files)
        self._output = output
        self._content = content.unnamed()
        self._key = digest_of(*also)
        self._folder = output.beside("cache")
        self._cache = Store(self._folder) if used else None
        self._has_kept = False
        self._last: LastInputs | None = None

    def current(self) -> LastInputs | None:
        """The last build's result, if neither its inputs nor the published files have changed."""
        if self._cache is None:
            return None
        last = self._last = self._noted(self._cache.inputs.read())
        if (
            last is not None
            and (last.key, last.content.files) == (self._key, self._content.files)
            and last.content.is_settled()
            and self._output.is_as_left(last.manifest, last.size)
        ):
            return last
        return None

    def readings(self) -> Readings:
        """The cached readings of content files; {} if there are none."""
        return (self._noted(self._cache.readings.read()) if self._cache else None) or {}

    def keep_readings(self, readings: Readings) -> None:
        """Store what was read, also if the build will publish nothing."""
        if self._cache is not None:
            self._note(self._cache.readings.write(readings))

    def searched_for(self, names: Sequence[str]) -> bool:
        """Whether the last build that published withheld exactly these names."""
        return self._last is not None and self._last.names == _digest_of_names(names)

    def forget(self, names: Sequence[str]) -> None:
        """Remove what earlier builds left if it may show a name that is withheld now.

        This is the spare tree (the previous version of the site) and the traces of the site, unless
        this build has replaced them. Nothing is removed if the last build already searched for
        exactly these names.
        """
        if not names or self.searched_for(names):
            return
        self._output.remove_stage()
        if self._cache is None:
            shutil.rmtree(self._folder, ignore_errors=True)
        elif self._last is not None and not self._has_kept:
            self._cache.forget_site()

    def traces(self) -> BuildTraces:
        """The cached traces of pages; empty if there are none."""
        return (self._noted(self._cache.made.read()) if self._cache else None) or BuildTraces()

    def texts(self) -> TextsTrace | None:
        """The cached trace of the full-text index, if there is one."""
        return None if self._cache is None else self._noted(self._cache.texts.read())

    def keep_texts(self, texts: TextsTrace) -> None:
        """Store the trace of the full-text index that was just published."""
        if self._cache is not None:
            self._note(self._cache.texts.write(texts))

    def keep(
        self,
        counts: SiteCounts,
        diagnostics: tuple[Diagnostic, ...],
        names: Sequence[str],
        traces: BuildTraces | None,
        published: Published,
    ) -> None:
        """Store the inputs and the result of the build that has just published its site.

        `names`: all withheld names. `traces` None: the cached traces are still right.
        """
        if self._cache is None:
            return
        if traces is not None:
            self._note(self._cache.made.write(traces))
        last = LastInputs(
            self._key,
            _digest_of_names(names),
            self._content,
            diagnostics,
            counts,
            published.manifest,
            len(published.paths()) - 1,
        )
        self._note(self._cache.inputs.write(last))
        self._has_kept = True

    def _noted(self, stored: tuple[_T | None, str]) -> _T | None:
        content, note = stored
        self._note(note)
        return content

    def _note(self, note: str) -> None:
        if note and note not in self.notes:
            self.notes.append(note)


def _digest_of_names(names: Sequence[str]) -> bytes:
    return digest_of(*(name.encode("utf-8", "surrogateescape") for name in names))
