"""What the last build into an output left behind, and what this one will leave."""

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
    """The cache of one output as one build uses it. `notes`: what was wrong with it.

    `amount`: how many files the content has.

    `content`: as it is before anything is read of it. `also`: whatever else the site depends on.
    `used` False: remember nothing, and leave nothing.
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
        """What the last build came to, if no input has changed since and its site is whole."""
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
        """What is known of files."""
        return (self._noted(self._cache.readings.read()) if self._cache else None) or {}

    def keep_readings(self, readings: Readings) -> None:
        """Remember what was read, whether or not a site comes of it."""
        if self._cache is not None:
            self._note(self._cache.readings.write(readings))

    def has_seen(self, names: Sequence[str]) -> bool:
        """Whether the last build that published looked for the same names."""
        return self._last is not None and self._last.names == _digest_of_names(names)

    def forget(self, names: Sequence[str]) -> None:
        """Remove what earlier builds left that may have a name which is withheld by now.

        That is the version before, unless it was looked through for the same names, and what is
        known of it.
        """
        if not names or self.has_seen(names):
            return
        self._output.forget_version_before()
        if self._cache is None:
            shutil.rmtree(self._folder, ignore_errors=True)
        elif self._last is not None and not self._has_kept:
            self._cache.forget_site()

    def traces(self) -> BuildTraces:
        """What is known of pages."""
        return (self._noted(self._cache.made.read()) if self._cache else None) or BuildTraces()

    def texts(self) -> TextsTrace | None:
        """What is known of the index of all texts."""
        return None if self._cache is None else self._noted(self._cache.texts.read())

    def keep_texts(self, texts: TextsTrace) -> None:
        """The site is published with this index."""
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
        """The site is published: remember what it was made from, and what it came to.

        `names`: all that were withheld; `traces` None: as they are known.
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
