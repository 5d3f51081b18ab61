"""The store of one output folder during a build: what is read of it, and what will be written."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import msgspec

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.engine.digests import digest_of
from defectarchive.engine.store import Changes, NewStore, Store, StoreError, forget, save, tidy
from defectarchive.engine.traces import LastInputs, SiteCounts, TextsTrace
from defectarchive.frozen import Frozen
from defectarchive.workspace.errors import reason, wrap_os_errors
from defectarchive.workspace.output import Output, Published
from defectarchive.workspace.source_tree import InputState

_INPUTS, _TEXTS = "inputs", "texts"
# There if a build that published nothing has stored what it read.
_AHEAD = "ahead"
_FEW = 50
_inputs_decoder = msgspec.msgpack.Decoder(LastInputs)
_texts_decoder = msgspec.msgpack.Decoder(TextsTrace)


class HandedOver(Frozen, frozen=True):
    """What one process leaves of a new store to another. `draft`: where it is, None if nowhere."""

    notes: tuple[str, ...]
    draft: Path | None = None


class OpenStore:
    """The store of one output folder, as one build uses it.

    `notes`: a message for each fault of the store. `amount`: how many files the content has.
    `paths`: those of the content's files, sorted. `changes`: what this build will write. `store`:
    None where there is nothing to go by.

    `content`: the state of the content's files, taken before any of them is read. `also`: the other
    inputs of the site, as bytes. `used` False: the store is neither read nor written. `last`: the
    inputs and the result of the last build, if known.
    """

    def __init__(
        self, output: Output, content: InputState, also: Sequence[bytes], *, used: bool
    ) -> None:
        self.notes: list[str] = []
        self.amount = len(content.files)
        self.changes = Changes()
        self.store: Store | None = None
        self._output = output
        self._content = content.unnamed()
        self.paths = dict.fromkeys(state.path for state in content.files)
        self._key = digest_of(*also)
        self._place = output.beside("store")
        self._used = used
        self._anew = True
        self._new: NewStore | None = None
        self.last: LastInputs | None = None
        tidy(self._place)
        if used and (self._place.exists() or self._place.is_symlink()):
            try:
                self.store = Store(self._place)
                self.last = self._decoded(_INPUTS, _inputs_decoder)
                self._anew = False
            except StoreError as problem:
                self.drop(str(problem))

    def drop(self, note: str = "") -> None:
        """Go on as if there had been no store."""
        if note and note not in self.notes:
            self.notes.append(note)
        if self.store is not None:
            self.store.close()
        self.store = None
        self.last = None
        self.changes = Changes()
        self._anew = True
        # What this build has written itself and cannot read is no better the next time.
        self._used = self._used and self._new is None
        self.discard()

    def _decoded(self, name: str, decoder: msgspec.msgpack.Decoder[Any]) -> Any:
        data = self.store.meta(name) if self.store else None
        return None if data is None or not self.store else self.store.decoded(decoder.decode, data)

    def current(self) -> LastInputs | None:
        """The last build's result, if neither its inputs nor the published files have changed."""
        last = self.last
        if (
            self.store is not None
            and last is not None
            and (last.key, last.content.files) == (self._key, self._content.files)
            and last.content.is_settled()
            and last.told_all
            and self._output.is_as_left(last.manifest, last.size)
        ):
            return last
        return None

    def edited_files(self) -> tuple[str, ...]:
        """The paths of the few content files that have changed since the last build.

        () if there are none, or if more may have changed than these.
        """
        last = self.last
        if (
            self.store is None
            or last is None
            or last.key != self._key
            or last.names != _digest_of_names(())
            or len(last.content.files) != len(self.paths)
            or not last.content.is_settled()
            or not last.told_all
            # What is stored of a file may be what it says by now, and not what the last site shows.
            or self.store.meta(_AHEAD) is not None
        ):
            return ()
        states = zip(self.paths, last.content.files, self._content.files, strict=True)
        changed = [(path, old, new) for path, old, new in states if old != new]
        if len(changed) > _FEW or any(old.path != new.path for _, old, new in changed):
            return ()
        return tuple(path for path, _, _ in changed)

    def searched_for(self, names: Sequence[str]) -> bool:
        """Whether the last build that published withheld exactly these names."""
        return self.last is not None and self.last.names == _digest_of_names(names)

    def forget(self, names: Sequence[str]) -> None:
        """Remove what earlier builds left if it may show a name that is withheld now.

        This is the spare tree (the previous version of the site) and the store. Nothing is removed
        if the last build already searched for these names.
        """
        if not names or self.searched_for(names):
            return
        self._output.remove_stage()
        with wrap_os_errors("remove", self._place), contextlib.suppress(FileNotFoundError):
            forget(self._place)

    def texts(self) -> TextsTrace | None:
        """The trace of the full-text index, if there is one."""
        found: TextsTrace | None = self._decoded(_TEXTS, _texts_decoder)
        return found

    def keep_texts(self, texts: TextsTrace) -> None:
        """Note the trace of the full-text index."""
        self.changes.meta[_TEXTS] = msgspec.msgpack.encode(texts)

    def keep(
        self,
        counts: SiteCounts,
        diagnostics: tuple[Diagnostic, ...],
        names: Sequence[str],
        private: Collection[str],
        published: Published,
    ) -> None:
        """Write the changes, with inputs and result of the build that has just published its site.

        `names`: all withheld names. `private`: the paths of files of which nothing may be stored,
        nor what is said of them.
        """
        told = tuple(each for each in diagnostics if each.span.path not in private)
        last = LastInputs(
            self._key,
            _digest_of_names(names),
            self._content,
            told,
            len(told) == len(diagnostics),
            counts,
            published.manifest,
            len(published.paths()) - 1,
        )
        self.changes.meta[_INPUTS] = msgspec.msgpack.encode(last)
        self.changes.meta[_AHEAD] = None
        self._save()

    def keep_readings(self) -> None:
        """Write what was read from files, though the build publishes nothing."""
        self.changes.meta[_AHEAD] = b""
        self._save()

    def write_early(self) -> None:
        """Write the changes so far, where all of the store is new, rather than hold them."""
        if self._anew:
            self._write(finish=False)

    @property
    def is_new(self) -> bool:
        """Whether all of it will be written anew."""
        return self._used and self._anew

    def hand_over(self) -> HandedOver:
        """Write what is to be stored so far, for another process to go on with."""
        self.write_early()
        draft = None if self._new is None else self._new.close()
        self._new = None
        return HandedOver(tuple(self.notes), draft)

    def take_over(self, handed: HandedOver) -> bool:
        """Go on with what another process has written; whether it could. Raises StoreError."""
        self.notes[:] = handed.notes
        self._used = handed.draft is not None
        if handed.draft is not None:
            self._new = NewStore(self._place, goes_on=True)
            self.store = Store(handed.draft)
        return self._used

    def discard(self) -> None:
        """Throw away what was written early, unless the build has published its site since."""
        if self._new is not None:
            with contextlib.suppress(OSError, sqlite3.Error):
                self._new.close()
            self._new = None
        tidy(self._place)

    def _save(self) -> None:
        if self.store is not None:
            self.store.close()
        self._write(finish=True)

    def _write(self, *, finish: bool) -> None:
        """Write the changes, if that is wanted and can be; else there is a note."""
        if self._used:
            self._write_changes(finish=finish)
        self.changes.clear()

    def _write_changes(self, *, finish: bool) -> None:
        place = self._place
        try:
            if place.is_symlink():
                self._leave(f"{place} is a link, and stays unused")
            elif self._anew:
                self._new = self._new or NewStore(place)
                self._new.write(self.changes)
                if finish:
                    self._new.finish()
                    self._new = None
            else:
                save(place, self.changes)
        except (OSError, sqlite3.Error) as problem:
            said = reason(problem) if isinstance(problem, OSError) else str(problem)
            # What is there may be older than the site, which does no harm; half of it might.
            self._leave(f"{place} cannot be written ({said})")

    def _leave(self, why: str) -> None:
        """Write nothing more."""
        self.discard()
        self._used = False
        self.notes.append(f"{why}: the next build takes longer")


def _digest_of_names(names: Sequence[str]) -> bytes:
    return digest_of(*(name.encode("utf-8", "surrogateescape") for name in names))
