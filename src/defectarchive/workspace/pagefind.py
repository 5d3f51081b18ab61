"""Runs Pagefind as a subprocess: takes pages one by one, returns the files of a full-text index.

The protocol is that of Pagefind's Python package, which is not used because it needs asyncio:
messages in both directions are JSON in Base64, each followed by a comma. The files of the index
come in such a message too, because files that Pagefind writes to the disk are not always complete
when it says so.
"""

from __future__ import annotations

import base64
import contextlib
import os
import queue
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import msgspec

from defectarchive.frozen import Frozen
from defectarchive.workspace.errors import WorkspaceError, wrap_os_errors
from defectarchive.workspace.installed import installed

_PACKAGE = "pagefind_bin"
# What the search page uses; the rest are ready-made interfaces.
_WANTED = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*", "index/*", "fragment/*")


class Pagefind(Frozen, frozen=True):
    """The program, as it is installed."""

    program: Path
    version: str


def find_pagefind() -> Pagefind | None:
    """The program that the extra `search` installs, where there is one for this machine."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - an extra

        return Pagefind(get_executable(), installed({_PACKAGE})[_PACKAGE])
    except (ImportError, OSError, KeyError):
        return None


class _File(Frozen, frozen=True):
    path: str
    content: bytes


class _Payload(Frozen, frozen=True):
    type: str
    message: str = ""
    files: tuple[_File, ...] = ()


class _Answer(Frozen, frozen=True):
    payload: _Payload


_ENDED = _Payload("", "it ended before the index was complete")
_decoder = msgspec.json.Decoder(_Answer)


class Indexing:
    """One run of Pagefind, until `end`."""

    def __init__(self, pagefind: Pagefind) -> None:
        self._sent = 0
        self._answers: queue.Queue[_Payload] = queue.Queue()
        # Pagefind reads settings from environment variables and from its working folder.
        variables = {name: text for name, text in os.environ.items() if "PAGEFIND" not in name}
        with wrap_os_errors("start", pagefind.program):
            self._process = subprocess.Popen(  # noqa: S603 - no shell, no text of the user's
                [pagefind.program, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=pagefind.program.parent,
                env=variables,
                # Keep Ctrl-C from Pagefind; the build gets it, and ends this process.
                start_new_session=True,
            )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def begin(self, excluded: Sequence[str]) -> None:
        """Begin an index. Elements that match one of the CSS selectors are left out of it."""
        self._send({"type": "NewIndex", "config": {"exclude_selectors": excluded}})

    def add(self, address: str, page: bytes) -> None:
        """Add a page. The bytes of the index depend on the order of the pages."""
        text = page.decode("utf-8", "replace")
        self._send({"type": "AddFile", "index_id": 0, "url": address, "file_contents": text})

    def finish(self) -> Iterator[tuple[str, bytes]]:
        """Path within the index and bytes of each of its files, by path.

        Raises WorkspaceError if Pagefind failed.
        """
        self._send({"type": "GetFiles", "index_id": 0})
        answer = self._answers.get()
        if answer.type != "GetFiles":
            raise _failed(answer)
        for file in sorted(answer.files, key=lambda file: file.path):
            if any(fnmatch(file.path, wanted) for wanted in _WANTED):
                yield file.path, file.content

    def end(self) -> None:
        """Kill the process, also in the middle of its work."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            # Closing flushes what was not sent yet, and fails since nobody reads it.
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _send(self, message: Mapping[str, Any]) -> None:
        self._sent += 1
        encoded = msgspec.json.encode({"message_id": self._sent, "payload": message})
        pipe = self._process.stdin
        try:
            if pipe is not None:
                pipe.write(base64.b64encode(encoded) + b",")
                pipe.flush()
        except OSError as problem:
            raise _failed(_ENDED) from problem

    def _listen(self) -> None:
        """Read every answer, so that Pagefind never blocks; queue only files and errors."""
        pieces: list[bytes] = []
        pipe = self._process.stdout
        while pipe is not None and (read := os.read(pipe.fileno(), 1 << 20)):
            *ends, rest = read.split(b",")
            for last in ends:
                answer = _answer(b"".join([*pieces, last]))
                pieces = []
                if answer.type in ("GetFiles", "Error"):
                    self._answers.put(answer)
            pieces.append(rest)
        self._answers.put(_ENDED)


def _answer(message: bytes) -> _Payload:
    try:
        return _decoder.decode(base64.b64decode(message)).payload
    except (ValueError, msgspec.DecodeError):
        return _Payload("Error", "its answer cannot be read")


def _failed(answer: _Payload) -> WorkspaceError:
    told = " ".join(answer.message.split())
    return WorkspaceError(
        "pagefind-failed", f"Pagefind failed: {told}; --no-search builds without it"
    )
