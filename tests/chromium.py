"""The Chromium of this machine, and how it is started: for tests, checkers and pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
# It runs as whoever runs the tests, needs no graphics, and calls nobody by itself.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def program() -> str:
    """The Chromium of this machine; CHROMIUM may name it. Skips the test where there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("there is no Chromium on this machine (CHROMIUM may name one)")
    return found


def playwright() -> Any:
    """What drives it. Skips the tests of a module where that is not installed."""
    return pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install -e '.[browser]'"
    )


@contextmanager
def launched() -> Iterator[Any]:
    """A browser, without a window."""
    path = program()
    with playwright().sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
