"""What a command costs: time on the clock, processor time and memory of all its processes.

Memory is the sum of the processes' PSS (/proc/PID/smaps_rollup: pages that several of them share
count once), read twice a second, or the largest resident size that the first of them has had
(VmHWM in /proc/PID/status), whichever is more: the first sees processes together, the second misses
no peak. What wait4 tells will not do: it is never less than this process itself has had. Files on a
RAM disk and the page cache are not in it. Linux only.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Seconds. Summing up the pages of a process of 1 GB takes the kernel 10 ms, and would be felt.
_EACH = 0.5
_OFTEN = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of processor time, and bytes."""

    wall: float
    cpu: float
    memory: int


class FailedError(Exception):
    """The command did not end well; the message is the end of what it said."""


def measure(command: Sequence[str | Path], log: Path) -> Cost:
    """Run the command and wait for it; what it prints goes into the file `log`."""
    with log.open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), stdout=said, stderr=said)
        sampler = _Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        sampler.stop()
    if process.returncode:
        raise FailedError(f"{command}\n{log.read_text(errors='replace')[-2000:]}")
    # Processor time includes children that were waited for.
    return Cost(wall, usage.ru_utime + usage.ru_stime, sampler.peak)


class _Sampler(threading.Thread):
    """Reads the memory of a process and its descendants until told to stop."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._root = root
        self._done = threading.Event()

    def run(self) -> None:
        due = 0.0
        while not self._done.wait(_OFTEN):
            self.peak = max(self.peak, _most_resident(self._root))
            if time.perf_counter() >= due:
                self.peak = max(self.peak, sum(map(_pss, _family(self._root))))
                due = time.perf_counter() + _EACH

    def stop(self) -> None:
        self._done.set()
        self.join()


def _family(root: int) -> Iterator[int]:
    """A process and all that descend from it; those that end meanwhile are left out."""
    yield root
    try:
        for thread in Path(f"/proc/{root}/task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield from _family(int(child))
    except OSError:
        return


def _most_resident(process: int) -> int:
    """The largest resident size that a process has had since it began to run its program."""
    return _bytes_of(process, "status", "VmHWM:")


def _pss(process: int) -> int:
    return _bytes_of(process, "smaps_rollup", "Pss:")


def _bytes_of(process: int, file: str, name: str) -> int:
    """A figure that the kernel gives of a process, in bytes; 0 once the process is gone."""
    try:
        text = Path(f"/proc/{process}/{file}").read_text(encoding="ascii")
    except OSError:
        return 0
    lines = (line.split() for line in text.splitlines())
    return sum(int(line[1]) * 1024 for line in lines if line[0] == name)
