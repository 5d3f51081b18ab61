"""What tests in a browser share: the browser, and the sites of all archives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import chromium
from tests.checkers.programs import write_sites
from tests.served import served


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium.launched() as launched:
        yield launched


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sites of all archives, each in a folder of its name."""
    return write_sites(tmp_path_factory.mktemp("sites"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def home(folder: Path) -> Iterator[str]:
    """The shipped archive at the root of a server, where the page for errors expects to be."""
    with served(folder / "content") as found:
        yield found
