"""The floor: reading all input and writing all output, and nothing else."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from defectarchive.workspace.trees.swap import flush_filesystem

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Floor:
    """Seconds on the clock; `synced`: until what was written is on the disk."""

    read: float
    written: float
    synced: float


def floor(content: Path, site: Path, copy: Path) -> Floor:
    """Read the content, then write the site once more, one file after the other."""
    flush_filesystem(site)
    started = time.perf_counter()
    for file in _files(content):
        _read(file)
    read = time.perf_counter() - started
    written = 0.0
    files = _files(site)
    # In portions, so that a large site need not fit into memory; reading them is not counted.
    while portion := [
        (_beneath(copy, site, file), _read(file)) for file in islice(files, _AT_ONCE)
    ]:
        started = time.perf_counter()
        for target, data in portion:
            _write(target, data)
        written += time.perf_counter() - started
    started = time.perf_counter()
    flush_filesystem(copy)
    synced = time.perf_counter() - started
    shutil.rmtree(copy)
    return Floor(read, written, synced)


def _files(folder: Path) -> Iterator[str]:
    for root, _, names in os.walk(folder):
        for name in names:
            yield f"{root}/{name}"


def _beneath(copy: Path, site: Path, file: str) -> str:
    return f"{copy}/{os.path.relpath(file, site)}"


def _read(file: str) -> bytes:
    with open(file, "rb") as stream:  # noqa: PTH123 - Path objects would be part of the figure
        return stream.read()


def _write(file: str, data: bytes) -> None:
    try:
        stream = open(file, "wb")  # noqa: PTH123, SIM115 - as above; closed below
    except FileNotFoundError:
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
        stream = open(file, "wb")  # noqa: PTH123, SIM115
    with stream:
        stream.write(data)
