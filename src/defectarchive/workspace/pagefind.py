"""Pagefind in a process of its own: pages in, as they get ready, and the files of an index out.

It is spoken to as by its own package for Python, which needs asyncio: JSON in Base64, with a comma
behind each message, in both directions. Files come the same way: those that it writes itself are
not always whole when it says so.
"""

from __future__ import annotations

import base64
import contextlib
import os
import queue
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec

from defectarchive.frozen import Frozen
from defectarchive.workspace.errors import WorkspaceError, wrap_os_errors

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
        # It reads settings from variables, and from the folder that it is in.
        variables = {name: text for name, text in os.environ.items() if "PAGEFIND" not in name}
        with wrap_os_errors("start", pagefind.program):
            self._process = subprocess.Popen(  # noqa: S603 - no shell, no text of the user's
                [pagefind.program, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=pagefind.program.parent,
                env=variables,
                # Ctrl-C is for the build, which then ends this.
                start_new_session=True,
            )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def begin(self, excluded: Sequence[str]) -> None:
        """Begin an index without what has one of these CSS selectors."""
        self._send({"type": "NewIndex", "config": {"exclude_selectors": excluded}})

    def add(self, address: str, page: bytes) -> None:
        """Take in one more page. The order makes a difference to the files."""
        text = page.decode("utf-8", "replace")
        self._send({"type": "AddFile", "index_id": 0, "url": address, "file_contents": text})

    def finish(self) -> Iterator[tuple[str, bytes]]:
        """The files of the index, by path in it."""
        self._send({"type": "GetFiles", "index_id": 0})
        answer = self._answers.get()
        if answer.type != "GetFiles":
            raise _failed(answer)
        for file in sorted(answer.files, key=lambda file: file.path):
            if any(fnmatch(file.path, wanted) for wanted in _WANTED):
                yield file.path, file.content

    def end(self) -> None:
        """Stop, whatever it is at."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            # What is still on its way in goes nowhere.
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
        """Read what it says, so that it never waits for us; keep what tells of the end."""
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
