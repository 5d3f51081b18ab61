"""The preview as users run it: the command in a process of its own, on a free port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A test run in the background ignores Ctrl-C, and what it starts inherits that.
_COMMAND = """
import signal
from defectarchive.__main__ import run
signal.signal(signal.SIGINT, signal.default_int_handler)
run()
"""


class Preview:
    """A running preview; `said` is all that it has printed so far."""

    def __init__(self, content: Path, *options: str, cwd: Path) -> None:
        self.said = ""
        self._spoke = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _COMMAND, "serve", "--content", str(content), *options],
            cwd=cwd,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()
        try:
            self.address = self.hears(r"(http://\S+)").group(1)
            self.hears(r"files?, [0-9.]+ seconds|the pages stay")
        except BaseException:
            self.interrupt()
            raise

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._spoke:
                self.said += line
                self._spoke.notify_all()

    def hears(self, pattern: str, seconds: float = 60) -> re.Match[str]:
        """The first place where something like this was printed, once it is."""
        with self._spoke:
            assert self._spoke.wait_for(lambda: re.search(pattern, self.said), seconds), self.said
            found = re.search(pattern, self.said)
            assert found
            return found

    def forget(self) -> None:
        """From now on `said` begins anew."""
        with self._spoke:
            self.said = ""

    def interrupt(self) -> int:
        """Ctrl-C, unless it has ended; the exit code."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        code = self._process.wait(timeout=10)
        self._reader.join(timeout=10)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code


@contextmanager
def previewed(content: Path, *options: str, cwd: Path) -> Iterator[Preview]:
    """A preview of this content, for as long as the block lasts."""
    preview = Preview(content, "--port", "0", *options, cwd=cwd)
    try:
        yield preview
    finally:
        preview.interrupt()
