"""Watching folders: one word for each burst of changes, whichever way an editor saves.

What counts is the state of the files. Notices of the operating system (with `watchfiles`, the
extra `serve`) only say when to look; where there are none, or they fail as on network drives, the
files are looked at often enough.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import threading
import time
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Self

# Seconds. A burst is over when nothing has changed for so long; it is cut off at the longest.
_QUIET = 0.05
_LONGEST_BURST = 2.0
# How often to look: with notices, without them; and at most this share of the time.
_SLOW, _QUICK = 1.0, 0.1
_SHARE = 0.1


class Watcher:
    """Waits for changes below some folders. `look` gives their state, equal when nothing changed.

    Changes count from when the watcher is made, then from the end of the last `wait`: what changes
    during a build is not missed. Notices come inside its `with` statement.
    """

    def __init__(
        self, look: Callable[[], Hashable], folders: Sequence[Path], *, notices: bool = True
    ) -> None:
        self._look = look
        self._cost = 0.0
        self._seen = self._state()
        self._notices = _Notices(folders) if notices and has_notices() else None

    def __enter__(self) -> Self:
        if self._notices is not None:
            self._notices.start()
        return self

    def __exit__(self, *problem: object) -> None:
        if self._notices is not None:
            self._notices.stop()

    def wait(self, longest: float = float("inf")) -> bool:
        """Return once a burst of changes is over; False where `longest` seconds brought none."""
        end = time.monotonic() + longest
        while time.monotonic() < end:
            noticed = self._pause(min(self._interval(), end - time.monotonic()))
            state = self._state()
            if state != self._seen:
                # A notice comes when its burst is over; what was found by looking may go on.
                self._seen = state if noticed else self._settled(state)
                return True
        return False

    def _pause(self, seconds: float) -> bool:
        if self._notices is not None:
            return self._notices.wait(max(seconds, 0))
        time.sleep(max(seconds, 0))
        return False

    def _interval(self) -> float:
        told = self._notices is not None and self._notices.hearing
        return max(_SLOW if told else _QUICK, self._cost / _SHARE)

    def _settled(self, state: Hashable) -> Hashable:
        end = time.monotonic() + _LONGEST_BURST
        while time.monotonic() < end:
            time.sleep(_QUIET)
            before, state = state, self._state()
            if state == before:
                break
        return state

    def _state(self) -> Hashable:
        started = time.monotonic()
        state = self._look()
        self._cost = time.monotonic() - started
        return state


def state_of(folder: Path) -> Hashable:
    """By what a change of any file below the folder is known without reading one."""
    states: list[tuple[str, int, int, int]] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(place, name)
            # What is gone at this moment differs from what was there.
            with contextlib.suppress(OSError):
                info = os.stat(path)
                states.append((path, info.st_size, info.st_mtime_ns, info.st_ino))
    return tuple(sorted(states))


def has_notices() -> bool:
    """Whether the extra `serve` is installed."""
    return importlib.util.find_spec("watchfiles") is not None


class _Notices:
    """The operating system's word that something below the folders has changed."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._stirred = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.hearing = False

    def start(self) -> None:
        """Begin, within a moment; until then looking has to do."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread: it may not be inside the library when Python ends."""
        self._stopping.set()
        self._thread.join()

    def wait(self, seconds: float) -> bool:
        """Whether there was a notice within this time."""
        stirred = self._stirred.wait(seconds)
        self._stirred.clear()
        return stirred

    def _run(self) -> None:
        while not self._stopping.is_set():
            # A folder that is missing at the moment, too many watches: looking has to do.
            with contextlib.suppress(OSError, RuntimeError):
                self._listen()
            self.hearing = False
            self._stopping.wait(_QUICK)

    def _listen(self) -> None:
        """Pass notices on for as long as the folders stay the ones that are watched."""
        from watchfiles import watch  # noqa: PLC0415 - an extra

        folders = [folder for folder in self._folders if folder.is_dir()]
        identity = _identity(self._folders)
        for changes in watch(
            *folders,
            watch_filter=None,
            debounce=round(_LONGEST_BURST * 1000),
            step=round(_QUIET * 1000),
            stop_event=self._stopping,
            rust_timeout=500,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            self.hearing = True
            if changes:
                self._stirred.set()
            if _identity(self._folders) != identity:
                # Moved away and made anew, as by git: what is watched is the old one.
                self._stirred.set()
                return


def _identity(folders: Sequence[Path]) -> tuple[tuple[int, int] | None, ...]:
    identities: list[tuple[int, int] | None] = []
    for folder in folders:
        try:
            info = os.stat(folder)
        except OSError:
            identities.append(None)
        else:
            identities.append((info.st_dev, info.st_ino))
    return tuple(identities)
