"""Pagefind in a process of its own: pages in, as they get ready, and the files of an index out.

It is spoken to as its own package for Python does it, which needs asyncio and holds every file in
memory: JSON in Base64, with a comma behind each message, in both directions.
"""

from __future__ import annotations

import base64
import contextlib
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec

from defectarchive.workspace.errors import WorkspaceError, told_in_one_line

_PACKAGE = "pagefind_bin"
# What the search page uses; the rest are ready-made interfaces.
_WANTED = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*", "index/*", "fragment/*")


@dataclass(frozen=True, slots=True)
class Pagefind:
    """The program, as it is installed."""

    program: Path
    version: str


def find_pagefind() -> Pagefind | None:
    """The program that the extra `search` installs, where there is one for this machine."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - an extra

        return Pagefind(get_executable(), version(_PACKAGE))
    except (ImportError, OSError, PackageNotFoundError):
        return None


class Indexing:
    """One run of Pagefind. `folder`: for it alone, made and removed here."""

    def __init__(self, pagefind: Pagefind, folder: Path, excluded: tuple[str, ...]) -> None:
        self._folder = folder
        self._sent = 0
        self._answers: queue.Queue[Mapping[str, Any]] = queue.Queue()
        with told_in_one_line("write", folder):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        # It reads settings from the folder that it is in, and from variables.
        settings = {name: text for name, text in os.environ.items() if "PAGEFIND" not in name}
        with told_in_one_line("start", pagefind.program):
            self._process = subprocess.Popen(  # noqa: S603 - no shell, no text of the user's
                [pagefind.program, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=settings,
                # Ctrl-C is for the build, which then ends this.
                start_new_session=True,
            )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._send({"type": "NewIndex", "config": {"exclude_selectors": excluded}})

    def add(self, address: str, page: bytes) -> None:
        """Take in one more page. The order makes a difference to the files."""
        text = page.decode("utf-8", "replace")
        self._send({"type": "AddFile", "index_id": 0, "url": address, "file_contents": text})

    def finish(self) -> Iterator[tuple[str, Path]]:
        """The files of the index, sorted: path in it, and where it is until `end`."""
        self._send({"type": "WriteFiles", "index_id": 0, "output_path": "index"})
        answer = self._answers.get()
        if answer.get("type") != "WriteFiles":
            raise self._failed(str(answer.get("message", "")))
        made = self._folder / "index"
        with told_in_one_line("read", made):
            found = sorted(file for wanted in _WANTED for file in made.glob(wanted))
        for file in found:
            yield file.relative_to(made).as_posix(), file

    def end(self) -> None:
        """Stop, and leave nothing behind."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            # What is still on its way in goes nowhere.
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _send(self, message: Mapping[str, Any]) -> None:
        self._sent += 1
        encoded = msgspec.json.encode({"message_id": self._sent, "payload": message})
        pipe = self._process.stdin
        try:
            if pipe is not None:
                pipe.write(base64.b64encode(encoded) + b",")
                pipe.flush()
        except OSError as problem:
            raise self._failed("") from problem

    def _listen(self) -> None:
        """Read what it says, so that it never waits for us; keep what tells of the end."""
        rest = b""
        pipe = self._process.stdout
        while pipe is not None and (piece := os.read(pipe.fileno(), 1 << 16)):
            *messages, rest = (rest + piece).split(b",")
            for message in messages:
                answer = _payload(message)
                if answer.get("type") in ("WriteFiles", "Error"):
                    self._answers.put(answer)
        self._answers.put({})

    def _failed(self, reason: str) -> WorkspaceError:
        told = reason.split("\n", maxsplit=1)[0] or "it ended before the index was complete"
        return WorkspaceError(f"Pagefind failed: {told}; --no-search builds without it")


def _payload(message: bytes) -> Mapping[str, Any]:
    try:
        payload = msgspec.json.decode(base64.b64decode(message))["payload"]
    except (ValueError, KeyError, TypeError):
        return {"type": "Error", "message": "its answer cannot be read"}
    return payload if isinstance(payload, dict) else {}
