"""Waits for changes below folders, and reports a burst of changes once, however an editor saves.

A change is found by comparing the state of the files. Notices from the operating system (with
`watchfiles`, the extra `serve`) only say when to compare. Without them, or where they fail, as on
network drives, the files are compared every `_QUICK` seconds.
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

# Seconds. A burst ends when nothing has changed for `_QUIET`, or after `_LONGEST_BURST`.
_QUIET = 0.05
_LONGEST_BURST = 2.0
# Seconds between two looks, with notices and without; and the share of time that looks may take.
_SLOW, _QUICK = 1.0, 0.1
_SHARE = 0.1


class Watcher:
    """Waits for changes below `folders`. `look` returns their state, to be compared by ==.

    `wait` compares with the state at the end of the last `wait`, or when the watcher was made; so
    changes during a build are not missed. Notices are only received inside its `with` statement.
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
        """Wait for the end of a burst of changes; False if `longest` seconds bring none."""
        end = time.monotonic() + longest
        while time.monotonic() < end:
            noticed = self._pause(min(self._interval(), end - time.monotonic()))
            state = self._state()
            if state != self._seen:
                # A notice comes after its burst. A change found without one may be part of a burst
                # that goes on.
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
    """Path, size, mtime (ns) and inode of every file below the folder, but not in dot-folders."""
    states: list[tuple[str, int, int, int]] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(place, name)
            # A file deleted in this moment is left out, which makes the state differ.
            with contextlib.suppress(OSError):
                info = os.stat(path)
                states.append((path, info.st_size, info.st_mtime_ns, info.st_ino))
    return tuple(sorted(states))


def has_notices() -> bool:
    """Whether the extra `serve` is installed."""
    return importlib.util.find_spec("watchfiles") is not None


class _Notices:
    """A thread that receives the operating system's notices of changes below the folders."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._stirred = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.hearing = False

    def start(self) -> None:
        """Start the thread. `hearing` becomes True once notices really arrive."""
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
            # Fails if a folder is missing or the system has too many watches; then try again.
            with contextlib.suppress(OSError, RuntimeError):
                self._listen()
            self.hearing = False
            self._stopping.wait(_QUICK)

    def _listen(self) -> None:
        """Pass notices on until one of the folders is replaced by another of the same name."""
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
                # The folder was replaced, as git does: the watch is still on the old one.
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
